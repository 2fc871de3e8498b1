#include "energetics/runs.h"

#include <string.h>

typedef struct {
    size_t n;
    const char **at;
} paths;

static void add_path(chp_study *s, paths *list, const char *path)
{
    if (!path)
        return;
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i], path) == 0)
            return;
    list->at = arena_grow(&s->memory, list->at, list->n, sizeof *list->at);
    list->at[list->n++] = path;
}

static const chp_run *run_of(const chp_study *s, const char *path)
{
    for (size_t i = 0; path && i < chp_runs_count(s->runs); i++) {
        const chp_run *run = chp_runs_get(s->runs, i);
        if (strcmp(run->calc.path, path) == 0)
            return run;
    }
    return NULL;
}

void runs_read(chp_study *s, const chp_read_options *read, chp_diag *diag)
{
    intake *in = &s->in;
    paths list = { 0 };
    for (size_t i = 0; i < in->n_entries; i++) {
        add_path(s, &list, in->entries[i].energy_path);
        add_path(s, &list, in->entries[i].modes_path);
    }
    for (size_t i = 0; i < in->n_found; i++)
        add_path(s, &list, in->found[i].path);
    s->runs = chp_runs_read(list.at, list.n, read, diag);
    for (size_t i = 0; i < in->n_entries; i++) {
        in->entries[i].energy_run = run_of(s, in->entries[i].energy_path);
        in->entries[i].modes_run = run_of(s, in->entries[i].modes_path);
    }
    for (size_t i = 0; i < in->n_found; i++)
        in->found[i].run = run_of(s, in->found[i].path);
    for (size_t i = 0; i < list.n; i++)
        intake_source(in, list.at[i]);
}
