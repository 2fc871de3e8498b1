/* The bundle: every file is made in memory first, then it is checked that none of them
 * is in the way of somebody else's, then they are written, each whole or not at all.
 *
 * manifest.txt lists what was written and its SHA-256, in the format of sha256sum. A
 * file that is not listed there, or was changed since, is the user's. */
#include "chepath/figure.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/sha256.h"
#include "gather/run.h"
#include "io/sink.h"
#include "io/tree.h"
#include "render/backend.h"
#include "render/figures.h"
#include "render/page.h"
#include "render/papers.h"
#include "render/tables.h"
#include "render/words.h"

typedef struct {
    const char *name; // below the folder of the bundle
    str bytes;
} piece;

typedef struct {
    arena *a;
    const char *folder;
    bool is_forced;
    chp_diag *diag;
    const chp_volcanoes *volcanoes; // NULL when it is not about them
    size_t n;
    piece *pieces;
} bundle;

static const char manifest_name[] = "manifest.txt";
static const char manifest_head[] =
    "# Written by chepath: what this folder holds of it.\n";

/* --- what belongs into it ----------------------------------------------------- */

static void add(bundle *b, const char *folder, const char *name, str bytes)
{
    b->pieces = arena_grow(b->a, b->pieces, b->n, sizeof *b->pieces);
    b->pieces[b->n++] = (piece){ arena_print(b->a, "%s%s", folder, name), bytes };
}

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

static str memory_take(memory *m, arena *a)
{
    fclose(m->to);
    str copy = { arena_str(a, (str){ m->text, m->size }), m->size };
    free(m->text);
    return copy;
}

static void add_page(bundle *b, const char *folder, const char *name,
                     const page_kind *kind, const chp_outcome *o, bool is_brief)
{
    memory *m = memory_open(b->a);
    page p = { .kind = kind, .a = b->a, .to = m->to };
    report_write(&p, o, b->diag, is_brief);
    add(b, folder, name, memory_take(m, b->a));
}

static void add_csv(bundle *b, const char *folder, const char *name, const table *t)
{
    memory *m = memory_open(b->a);
    table_write_csv(t, m->to);
    add(b, folder, name, memory_take(m, b->a));
}

static void add_figure(bundle *b, const char *folder, const char *name, const figure *f)
{
    static const struct {
        figure_format format;
        const char *extension;
    } drawn[] = { { FIGURE_PDF, "pdf" }, { FIGURE_EPS, "eps" }, { FIGURE_PNG, "png" } };
    if (!f)
        return;
    add(b, folder, arena_print(b->a, "%s.svg", name), figure_svg(f, b->a));
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        str bytes = figure_bytes(f, drawn[i].format, b->a, b->diag);
        if (bytes.len > 0)
            add(b, folder, arena_print(b->a, "%s.%s", name, drawn[i].extension), bytes);
    }
}

static void add_common(bundle *b, const char *folder, const chp_outcome *o)
{
    memory *m;
    add_page(b, folder, "report.txt", &page_text, o, false);
    add_page(b, folder, "report.html", &page_html, o, false);
    chp_show_json(o, b->diag, (m = memory_open(b->a))->to);
    add(b, folder, "results.json", memory_take(m, b->a));
    add_csv(b, folder, "states.csv", table_of_all_states(b->a, o));
    add_csv(b, folder, "steps.csv", table_of_all_steps(b->a, o));
    si_table_write(o, (m = memory_open(b->a))->to);
    add(b, folder, "si-table.tex", memory_take(m, b->a));
    methods_write(o, (m = memory_open(b->a))->to);
    add(b, folder, "methods.txt", memory_take(m, b->a));
}

static void add_catalyst(bundle *b, const char *folder, const chp_outcome *o,
                         const chp_catalyst *c)
{
    memory *m;
    chp_outcome only = *o;
    only.n_catalysts = 1;
    only.catalysts = c;
    add_common(b, folder, &only);
    add_figure(b, folder, "diagram", figure_of_pathways(b->a, o, c));
    origin_levels_write(c, o->scale, (m = memory_open(b->a))->to);
    add(b, folder, "origin-levels.dat", memory_take(m, b->a));
    origin_links_write(c, o->scale, (m = memory_open(b->a))->to);
    add(b, folder, "origin-links.dat", memory_take(m, b->a));
}

/* --- the files that were read ------------------------------------------------- */

/* False when it is not a file of its own, such as a member of an archive. */
static bool digest_of_file(const char *path, sha256_text *out)
{
    char buffer[1 << 16];
    size_t n;
    FILE *from = fopen(path, "rb");
    if (!from)
        return false;
    sha256 s = sha256_begin();
    while ((n = fread(buffer, 1, sizeof buffer, from)) > 0)
        sha256_add(&s, (str){ buffer, n });
    bool ok = !ferror(from);
    fclose(from);
    *out = sha256_end(&s);
    return ok;
}

static void put_source(const char *path, sink *out)
{
    sha256_text digest;
    if (digest_of_file(path, &digest))
        sink_print(out, "%s  %s\n", digest.at, path);
    else
        sink_print(out, "# %s\n", path);
}

/* A run is a folder: what was read in it are the files that are chosen there. */
static void put_run(const bundle *b, const char *folder, sink *out)
{
    listing found;
    chp_diag *known = chp_diag_new(); // all of it was said when the run was read
    if (folder_list(b->a, folder, &found, known)) {
        choice chosen = choose_files(b->a, found.file, found.n_files,
                                     (chp_where){ .path = folder }, known);
        for (size_t i = 0; i < chosen.n; i++)
            put_source(path_join(b->a, folder, chosen.name[i]), out);
    }
    chp_diag_free(known);
}

static void add_sources(bundle *b, const chp_outcome *o)
{
    sink out = { .a = b->a };
    for (const char *const *path = o->sources; path && *path; path++)
        if (path_is_folder(*path))
            put_run(b, *path, &out);
        else
            put_source(*path, &out);
    add(b, "", "sources.sha256", sink_text(&out));
}

/* --- whose file is it --------------------------------------------------------- */

/* The digest that an earlier manifest gives for a name. */
static bool manifest_find(str manifest, const char *name, str *digest)
{
    str line;
    while (str_line(&manifest, &line)) {
        *digest = str_part(line, 0, 64);
        if (str_eq(str_from(line, 66), str_of(name)))
            return true;
    }
    return false;
}

static str manifest_read(const bundle *b)
{
    const char *path = path_join(b->a, b->folder, manifest_name);
    sink text = { .a = b->a };
    char buffer[4096];
    size_t n;
    FILE *from = fopen(path, "rb");
    while (from && (n = fread(buffer, 1, sizeof buffer, from)) > 0)
        sink_put(&text, (str){ buffer, n });
    if (from)
        fclose(from);
    return sink_text(&text);
}

static bool is_in_the_way(const bundle *b, str manifest, const char *name)
{
    struct stat status;
    sha256_text now;
    str then;
    const char *path = path_join(b->a, b->folder, name);
    if (lstat(path, &status) != 0)
        return false;
    if (!manifest_find(manifest, name, &then)) {
        diag_error(b->diag, "not-ours", (chp_where){ .path = path },
                   "is there already and was not written by an earlier run");
    } else if (digest_of_file(path, &now) && str_eq(then, str_of(now.at))) {
        return false;
    } else {
        diag_error(b->diag, "not-ours", (chp_where){ .path = path },
                   "was changed since it was written");
    }
    diag_hint(b->diag, "Choose another folder, or replace it with --force.");
    return true;
}

static bool is_free(const bundle *b, str manifest)
{
    bool is_all_free = true;
    for (size_t i = 0; i < b->n && !b->is_forced; i++)
        if (is_in_the_way(b, manifest, b->pieces[i].name))
            is_all_free = false;
    if (manifest.len == 0 || str_starts(manifest, str_of(manifest_head)) ||
        b->is_forced)
        return is_all_free;
    diag_error(b->diag, "not-ours",
               (chp_where){ .path = path_join(b->a, b->folder, manifest_name) },
               "is there already and was not written by an earlier run");
    diag_hint(b->diag, "Choose another folder, or replace it with --force.");
    return false;
}

/* --- writing ------------------------------------------------------------------ */

/* Every folder above the last slash of the path. */
static bool make_folders(const bundle *b, const char *path)
{
    char *text = arena_str(b->a, str_of(path));
    for (char *c = text + 1; *c; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        if (mkdir(text, 0777) != 0 && errno != EEXIST) {
            diag_error(b->diag, "unwritable", (chp_where){ .path = path },
                       "the folder %s cannot be made: %s", text, strerror(errno));
            diag_hint(b->diag, "Choose a folder that you may write to.");
            return false;
        }
        *c = '/';
    }
    return true;
}

static bool write_piece(const bundle *b, const piece *p)
{
    const char *path = path_join(b->a, b->folder, p->name);
    return make_folders(b, path) && sink_save_bytes(p->bytes, path, b->diag);
}

static bool is_new(const bundle *b, str name)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(str_of(b->pieces[i].name), name))
            return true;
    return false;
}

/* What an earlier run left in other places stays ours. */
static void add_manifest(bundle *b, str earlier)
{
    sink out = { .a = b->a };
    str line;
    sink_put(&out, str_of(manifest_head));
    for (size_t i = 0; i < b->n; i++)
        sink_print(&out, "%s  %s\n", sha256_of(b->pieces[i].bytes).at,
                   b->pieces[i].name);
    while (str_line(&earlier, &line))
        if (line.len > 66 && line.at[0] != '#' && !is_new(b, str_from(line, 66)))
            sink_print(&out, "%.*s\n", (int)line.len, line.at);
    add(b, "", manifest_name, sink_text(&out));
}

static bool write_all(bundle *b)
{
    str earlier = manifest_read(b);
    if (!is_free(b, earlier))
        return false;
    add_manifest(b, earlier); // last: it vouches for what is there
    for (size_t i = 0; i < b->n; i++)
        if (!write_piece(b, &b->pieces[i]))
            return false;
    return true;
}

/* --- one catalyst, or many ---------------------------------------------------- */

/* A name for a folder: no slash, no dot in front, not twice. */
static const char *folder_name(const bundle *b, const char *name)
{
    char *text = arena_print(b->a, "%s/", *name ? name : "catalyst");
    for (char *c = text; c[1]; c++)
        if (*c == '/' || (unsigned char)*c < 0x20)
            *c = '_';
    if (*text == '.')
        *text = '_';
    const char *unique = text;
    for (size_t n = 2, i = 0; i < b->n; i++)
        if (str_starts(str_of(b->pieces[i].name), str_of(unique))) {
            unique = arena_print(b->a, "%.*s-%zu/", (int)strlen(text) - 1, text, n++);
            i = (size_t)-1; // look again from the first
        }
    return unique;
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
        add_catalyst(b, folder_name(b, o->catalysts[i].name), o, &o->catalysts[i]);
}

static void add_comparison(bundle *b, const chp_outcome *o)
{
    add_page(b, "", "compare.txt", &page_text, o, true);
    add_page(b, "", "compare.html", &page_html, o, true);
    memory *m = memory_open(b->a);
    chp_show_json(o, b->diag, m->to);
    add(b, "", "results.json", memory_take(m, b->a));
    add_csv(b, "", "compare.csv", table_of_catalysts(b->a, o));
    add_csv(b, "", "her.csv", table_of_competition(b->a, o));
    add_figure(b, "", "compare", figure_of_catalysts(b->a, o));
}

static void add_volcano(bundle *b, const char *folder, const chp_volcano *v,
                        chp_scale on)
{
    add_csv(b, folder, "scaling.csv", table_of_scalings(b->a, v));
    add_csv(b, folder, "steps.csv", table_of_volcano_steps(b->a, v));
    add_csv(b, folder, "catalysts.csv", table_of_volcano(b->a, v, on));
    add_csv(b, folder, "volcano.csv", table_of_volcano_line(b->a, v));
    add_figure(b, folder, "volcano", figure_of_volcano(b->a, v, on));
    add_figure(b, folder, "scaling", figure_of_scalings(b->a, v));
}

static void add_volcanoes(bundle *b, const chp_outcome *o)
{
    memory *m = memory_open(b->a);
    chp_show_volcanoes(b->volcanoes, o->scale, m->to);
    add(b, "", "volcano.txt", memory_take(m, b->a));
    chp_show_volcanoes_json(b->volcanoes, b->diag, (m = memory_open(b->a))->to);
    add(b, "", "results.json", memory_take(m, b->a));
    for (size_t i = 0; i < chp_volcano_count(b->volcanoes); i++) {
        const chp_volcano *v = chp_volcano_get(b->volcanoes, i);
        const char *name = arena_print(b->a, "%s-%s", v->reaction, v->pathway);
        add_volcano(b, folder_name(b, name), v, o->scale);
    }
}

static bool write_with(bundle b, void (*add_all)(bundle *b, const chp_outcome *o),
                       const chp_outcome *o)
{
    arena scratch = { 0 };
    chp_diag *diag = b.diag;
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    b.a = &scratch;
    add_all(&b, o);
    add_sources(&b, o);
    bool was_drawn = chp_diag_count(diag, CHP_ERROR) == n_errors;
    bool ok = write_all(&b) && was_drawn;
    arena_clear(&scratch);
    return ok;
}

bool chp_bundle_write(const chp_outcome *outcome, const char *folder, bool force,
                      chp_diag *diag)
{
    bundle b = { .folder = folder, .is_forced = force, .diag = diag };
    return write_with(b, add_study, outcome);
}

bool chp_compare_write(const chp_outcome *outcome, const char *folder, bool force,
                       chp_diag *diag)
{
    bundle b = { .folder = folder, .is_forced = force, .diag = diag };
    return write_with(b, add_comparison, outcome);
}

bool chp_volcanoes_write(const chp_volcanoes *v, const chp_outcome *outcome,
                         const char *folder, bool force, chp_diag *diag)
{
    bundle b = { .folder = folder, .is_forced = force, .diag = diag, .volcanoes = v };
    return write_with(b, add_volcanoes, outcome);
}
