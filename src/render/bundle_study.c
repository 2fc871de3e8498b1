/* What belongs into the bundle of a study, of a comparison, of a volcano. */
#include "chepath/figure.h"

#include <assert.h>
#include <stdlib.h>

#include "render/backend.h"
#include "render/beyond.h"
#include "render/bundle.h"
#include "render/figures.h"
#include "render/page.h"
#include "render/papers.h"
#include "render/tables.h"
#include "render/words.h"

/* --- pieces ------------------------------------------------------------------- */

/* A stream into memory, and back out of it. */
typedef struct {
    char *text;
    size_t size;
    FILE *to;
} memory;

static memory *memory_open(arena *a)
{
    memory *m = arena_new(a, memory, 1);
    m->to = open_memstream(&m->text, &m->size);
    assert(m->to);
    return m;
}

/* What was written is the piece. */
static void add_memory(bundle *b, const char *below, const char *name, memory *m)
{
    fclose(m->to);
    str copy = { arena_str(b->a, (str){ m->text, m->size }), m->size };
    free(m->text);
    bundle_add(b, below, name, copy);
}

static void add_page(bundle *b, const char *below, const char *name,
                     const page_kind *kind, const chp_outcome *o, bool is_brief)
{
    memory *m = memory_open(b->a);
    page p = { .kind = kind, .a = b->a, .to = m->to };
    report_write(&p, o, b->diag, is_brief);
    add_memory(b, below, name, m);
}

static void add_json(bundle *b, const char *below, const chp_outcome *o)
{
    memory *m = memory_open(b->a);
    chp_show_json(o, b->diag, m->to);
    add_memory(b, below, "results.json", m);
}

static void add_paper(bundle *b, const char *below, const char *name,
                      void (*write)(const chp_outcome *o, FILE *to),
                      const chp_outcome *o)
{
    memory *m = memory_open(b->a);
    write(o, m->to);
    add_memory(b, below, name, m);
}

static void add_origin(bundle *b, const char *below, const char *name,
                       void (*write)(const chp_catalyst *c, chp_scale scale, FILE *to),
                       const chp_catalyst *c, chp_scale on)
{
    memory *m = memory_open(b->a);
    write(c, on, m->to);
    add_memory(b, below, name, m);
}

static void add_csv(bundle *b, const char *below, const char *name, const table *t)
{
    memory *m = memory_open(b->a);
    table_write_csv(t, m->to);
    add_memory(b, below, name, m);
}

/* Only where there is something. */
static void add_some(bundle *b, const char *below, const char *name, const table *t)
{
    if (t->n_rows > 0)
        add_csv(b, below, name, t);
}

static void add_figure(bundle *b, const char *below, const char *name, const figure *f)
{
    static const struct {
        figure_format format;
        const char *extension;
    } drawn[] = { { FIGURE_PDF, "pdf" }, { FIGURE_EPS, "eps" }, { FIGURE_PNG, "png" } };
    if (!f)
        return;
    bundle_add(b, below, arena_print(b->a, "%s.svg", name), figure_svg(f, b->a));
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        str bytes = figure_bytes(f, drawn[i].format, b->a, b->diag);
        const char *file = arena_print(b->a, "%s.%s", name, drawn[i].extension);
        if (bytes.len > 0)
            bundle_add(b, below, file, bytes);
    }
}

/* --- a study ------------------------------------------------------------------- */

static void add_common(bundle *b, const char *below, const chp_outcome *o)
{
    add_page(b, below, "report.txt", &page_text, o, false);
    add_page(b, below, "report.html", &page_html, o, false);
    add_json(b, below, o);
    add_csv(b, below, "states.csv", table_of_all_states(b->a, o));
    add_csv(b, below, "steps.csv", table_of_all_steps(b->a, o));
    add_some(b, below, "spans.csv", table_of_all_spans(b->a, o));
    add_some(b, below, "vacancies.csv", table_of_all_vacancies(b->a, o));
    add_some(b, below, "coverages.csv", table_of_all_coverages(b->a, o));
    add_some(b, below, "constant-potential.csv", table_of_all_constant(b->a, o));
    add_paper(b, below, "si-table.tex", si_table_write, o);
    add_paper(b, below, "methods.txt", methods_write, o);
}

/* The best pathway of each reaction. */
static void add_constant(bundle *b, const char *below, const chp_outcome *o,
                         const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (p == best_profile(c, p->reaction))
            add_figure(b, below, arena_print(b->a, "constant-%s", p->reaction),
                       figure_of_constant(b->a, o, c, p));
    }
}

static void add_catalyst(bundle *b, const char *below, const chp_outcome *o,
                         const chp_catalyst *c)
{
    chp_outcome only = *o;
    only.n_catalysts = 1;
    only.catalysts = c;
    add_common(b, below, &only);
    add_figure(b, below, "diagram", figure_of_pathways(b->a, o, c));
    add_figure(b, below, "vacancies", figure_of_vacancies(b->a, o, c));
    add_constant(b, below, o, c);
    add_origin(b, below, "origin-levels.dat", origin_levels_write, c, o->scale);
    add_origin(b, below, "origin-links.dat", origin_links_write, c, o->scale);
}

static void add_study(bundle *b, const chp_outcome *o)
{
    if (o->n_catalysts == 1) {
        add_catalyst(b, "", o, &o->catalysts[0]);
        return;
    }
    add_common(b, "", o);
    add_figure(b, "", "compare", figure_of_catalysts(b->a, o));
    for (size_t i = 0; i < o->n_catalysts; i++)
        add_catalyst(b, bundle_folder(b, o->catalysts[i].name), o, &o->catalysts[i]);
}

static void add_comparison(bundle *b, const chp_outcome *o)
{
    add_page(b, "", "compare.txt", &page_text, o, true);
    add_page(b, "", "compare.html", &page_html, o, true);
    add_json(b, "", o);
    add_csv(b, "", "compare.csv", table_of_catalysts(b->a, o));
    add_csv(b, "", "her.csv", table_of_competition(b->a, o));
    add_figure(b, "", "compare", figure_of_catalysts(b->a, o));
}

/* --- volcanoes ------------------------------------------------------------------ */

static void add_volcano(bundle *b, const char *below, const chp_reaction *r,
                        const chp_volcano *v, chp_scale on)
{
    add_csv(b, below, "scaling.csv", table_of_scalings(b->a, v));
    add_csv(b, below, "steps.csv", table_of_volcano_steps(b->a, v));
    add_csv(b, below, "catalysts.csv", table_of_volcano(b->a, v, on));
    add_csv(b, below, "volcano.csv", table_of_volcano_line(b->a, v));
    add_figure(b, below, "volcano", figure_of_volcano(b->a, r, v, on));
    add_figure(b, below, "scaling", figure_of_scalings(b->a, r, v));
}

static void add_volcanoes(bundle *b, const chp_volcanoes *all, const chp_outcome *o)
{
    memory *m = memory_open(b->a);
    chp_show_volcanoes(all, o, m->to);
    add_memory(b, "", "volcano.txt", m);
    m = memory_open(b->a);
    chp_show_volcanoes_json(all, b->diag, m->to);
    add_memory(b, "", "results.json", m);
    m = memory_open(b->a);
    methods_write_volcanoes(o, all, m->to);
    add_memory(b, "", "methods.txt", m);
    for (size_t i = 0; i < chp_volcano_count(all); i++) {
        const chp_volcano *v = chp_volcano_get(all, i);
        const char *name = arena_print(b->a, "%s-%s", v->reaction, v->pathway);
        add_volcano(b, bundle_folder(b, name), reaction_named(o, v->reaction), v,
                    o->scale);
    }
}

static void add_maps(bundle *b, const chp_maps *all, const chp_outcome *o)
{
    memory *m = memory_open(b->a);
    chp_show_maps(all, o, m->to);
    add_memory(b, "", "map.txt", m);
    m = memory_open(b->a);
    chp_show_maps_json(all, b->diag, m->to);
    add_memory(b, "", "results.json", m);
    m = memory_open(b->a);
    methods_write_maps(o, all, m->to);
    add_memory(b, "", "methods.txt", m);
    for (size_t i = 0; i < chp_map_count(all); i++) {
        const chp_map *one = chp_map_get(all, i);
        const char *below =
            bundle_folder(b, arena_print(b->a, "%s-%s", one->reaction, one->pathway));
        add_csv(b, below, "planes.csv", table_of_planes(b->a, one));
        add_csv(b, below, "steps.csv", table_of_map_steps(b->a, one));
        add_csv(b, below, "catalysts.csv", table_of_map(b->a, one, o->scale));
        add_csv(b, below, "map.csv", table_of_map_grid(b->a, one));
        add_figure(
            b, below, "map",
            figure_of_map(b->a, reaction_named(o, one->reaction), one, o->scale));
    }
}

/* --- all of them ---------------------------------------------------------------- */

/* A figure that could not be drawn is missing, and a failure, but the rest is written.
 */
static bool finish(bundle *b, const chp_outcome *o, size_t n_errors)
{
    bundle_add_sources(b, o->sources);
    bool was_drawn = chp_diag_count(b->diag, CHP_ERROR) == n_errors;
    return bundle_write(b) && was_drawn;
}

bool chp_bundle_write(const chp_outcome *outcome, const char *folder, bool force,
                      chp_diag *diag)
{
    arena scratch = { 0 };
    bundle b = { .a = &scratch, .folder = folder, .is_forced = force, .diag = diag };
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    add_study(&b, outcome);
    bool ok = finish(&b, outcome, n_errors);
    arena_clear(&scratch);
    return ok;
}

bool chp_compare_write(const chp_outcome *outcome, const char *folder, bool force,
                       chp_diag *diag)
{
    arena scratch = { 0 };
    bundle b = { .a = &scratch, .folder = folder, .is_forced = force, .diag = diag };
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    add_comparison(&b, outcome);
    bool ok = finish(&b, outcome, n_errors);
    arena_clear(&scratch);
    return ok;
}

bool chp_volcanoes_write(const chp_volcanoes *v, const chp_outcome *outcome,
                         const char *folder, bool force, chp_diag *diag)
{
    arena scratch = { 0 };
    bundle b = { .a = &scratch, .folder = folder, .is_forced = force, .diag = diag };
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    add_volcanoes(&b, v, outcome);
    bool ok = finish(&b, outcome, n_errors);
    arena_clear(&scratch);
    return ok;
}

bool chp_maps_write(const chp_maps *m, const chp_outcome *outcome, const char *folder,
                    bool force, chp_diag *diag)
{
    arena scratch = { 0 };
    bundle b = { .a = &scratch, .folder = folder, .is_forced = force, .diag = diag };
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    add_maps(&b, m, outcome);
    bool ok = finish(&b, outcome, n_errors);
    arena_clear(&scratch);
    return ok;
}
