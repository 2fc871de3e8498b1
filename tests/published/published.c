#include "published/published.h"

#include <check.h>

#include "base/str.h"
#include "formats/files.h"

static void set(published *p, const char *text)
{
    const char *equals = strchr(text, '=');
    arena a = { 0 };
    const char *name = arena_print(&a, "%.*s", (int)(equals - text), text);
    ck_assert_msg(
        chp_options_set(p->options, name, equals + 1, (chp_where){ 0 }, p->diag),
        "the option %s is refused", text);
    arena_clear(&a);
}

published published_run(const char *path, const char *const *options)
{
    published p = { .options = chp_options_new(), .diag = chp_diag_new() };
    for (; *options; options++)
        set(&p, *options);
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    p.study = chp_study_load(&path, 1, p.options, &read, p.diag);
    if (p.study)
        p.outcome = chp_study_run(p.study, p.diag);
    if (!p.outcome)
        chp_diag_print(p.diag, stderr);
    ck_assert_ptr_nonnull(p.outcome);
    return p;
}

void published_free(published *p)
{
    chp_study_free(p->study);
    chp_options_free(p->options);
    chp_diag_free(p->diag);
}

const chp_catalyst *published_catalyst(const published *p, str name)
{
    for (size_t i = 0; i < p->outcome->n_catalysts; i++)
        if (str_eq(str_of(p->outcome->catalysts[i].name), name))
            return &p->outcome->catalysts[i];
    ck_abort_msg("no catalyst %.*s", (int)name.len, name.at);
    return NULL;
}

const chp_state *published_state(const chp_catalyst *c, str name)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (str_eq(str_of(c->states[i].name), name))
            return &c->states[i];
    ck_abort_msg("%s has no state %.*s", c->name, (int)name.len, name.at);
    return NULL;
}

const chp_profile *published_profile(const chp_catalyst *c, str pathway)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (str_eq(str_of(c->profiles[i].name), pathway)) {
            ck_assert_msg(c->profiles[i].is_complete, "%s, %s is incomplete", c->name,
                          c->profiles[i].name);
            return &c->profiles[i];
        }
    ck_abort_msg("%s has no pathway %.*s", c->name, (int)pathway.len, pathway.at);
    return NULL;
}

/* --- facts ---------------------------------------------------------------------- */

static size_t count_lines(str text)
{
    size_t n = 0;
    for (str line; str_line(&text, &line);)
        n++;
    return n;
}

static fact read_row(str line)
{
    fact f = { 0 };
    for (int i = 0; i < FACT_COLUMNS - 1 && str_cut(&line, ',', &f.cell[i]); i++)
        continue;
    for (int i = 0; i < FACT_COLUMNS; i++)
        if (!f.cell[i].at) {
            f.cell[i] = line;
            break;
        }
    return f;
}

size_t facts_read(arena *a, const char *path, fact **out)
{
    str text = file_text(a, path), line;
    ck_assert_msg(text.len > 0, "%s is not there", path);
    *out = arena_new(a, fact, count_lines(text));
    size_t n = 0;
    bool past_header = false;
    while (str_line(&text, &line)) {
        if (line.len == 0 || line.at[0] == '#')
            continue;
        if (past_header)
            (*out)[n++] = read_row(line);
        past_header = true;
    }
    return n;
}

double fact_number(const fact *f, int column)
{
    double value = 0;
    str cell = f->cell[column];
    ck_assert_msg(str_number(cell, &value), "'%.*s' is no number", (int)cell.len,
                  cell.at);
    return value;
}
