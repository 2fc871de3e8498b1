#include "energetics/runs.h"

#include "energetics/archives.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t n;
    const char **at; // sorted, each once
} paths;

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add(arena *a, paths *list, const char *path)
{
    if (!path)
        return;
    list->at = arena_grow(a, list->at, list->n, sizeof *list->at);
    list->at[list->n++] = path;
}

static paths all_paths(const intake *in)
{
    paths list = { 0 };
    for (size_t i = 0; i < in->n_entries; i++) {
        add(in->a, &list, in->entries[i].energy_path);
        add(in->a, &list, in->entries[i].modes_path);
        for (size_t k = 0; k < in->entries[i].charged.n; k++)
            add(in->a, &list, in->entries[i].charged.path[k]);
        for (size_t k = 0; k < in->entries[i].field.n_runs; k++)
            add(in->a, &list, in->entries[i].field.path[k]);
        for (size_t k = 0; k < in->entries[i].n_bands; k++)
            add(in->a, &list, in->entries[i].bands[k].path);
    }
    for (size_t i = 0; i < in->n_found; i++)
        add(in->a, &list, in->found[i].path);
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, compare);
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++)
        if (n == 0 || strcmp(list.at[n - 1], list.at[i]) != 0)
            list.at[n++] = list.at[i];
    list.n = n;
    return list;
}

/* Runs come in the order they were asked for; an archive may give several. */
static const chp_run *run_of(const chp_runs *runs, const paths *list, const char *path)
{
    if (!path)
        return NULL;
    if (chp_runs_count(runs) == list->n) {
        const char **found =
            bsearch(&path, list->at, list->n, sizeof *list->at, compare);
        return chp_runs_get(runs, (size_t)(found - list->at));
    }
    for (size_t i = 0; i < chp_runs_count(runs); i++)
        if (strcmp(chp_runs_get(runs, i)->calc.path, path) == 0)
            return chp_runs_get(runs, i);
    return NULL;
}

static bool is_charged(const chp_run *run)
{
    chp_charged_run charged;
    chp_diag *quiet = chp_diag_new();
    bool ok = chp_charged_run_of(&run->calc, &charged, quiet);
    chp_diag_free(quiet);
    return ok && fabs(charged.extra_electrons) > 1e-6;
}

static bool is_in_field(const chp_run *run)
{
    double F_V_A;
    return chp_calc_number(&run->calc, "EFIELD", &F_V_A) && F_V_A != 0;
}

static bool holds(const chp_run *const *list, size_t n, const chp_run *run)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == run)
            return true;
    return false;
}

static bool any_series(const intake *in)
{
    for (size_t i = 0; i < in->n_entries; i++)
        if (in->entries[i].charged.n > 0 || in->entries[i].field.n_runs > 0)
            return true;
    return false;
}

static bool is_of_series(const intake *in, const chp_run *run)
{
    for (size_t i = 0; i < in->n_entries; i++) {
        const entry *e = &in->entries[i];
        if ((holds(e->charged.run, e->charged.n, run) && is_charged(run)) ||
            (holds(e->field.run, e->field.n_runs, run) && is_in_field(run)))
            return true;
    }
    return false;
}

/* A run with a charge, or in a field, that the study file names so is no other run of
 * its state. */
static void leave_out_series(intake *in)
{
    size_t n = 0;
    for (size_t i = 0; i < in->n_found; i++)
        if (!in->found[i].run || !is_of_series(in, in->found[i].run))
            in->found[n++] = in->found[i];
    in->n_found = n;
}

void runs_read(chp_study *s, const chp_read_options *read, chp_diag *diag)
{
    intake *in = &s->in;
    paths list = all_paths(in);
    s->runs = chp_runs_read(list.at, list.n, read, diag);
    for (size_t i = 0; i < in->n_entries; i++) {
        entry *e = &in->entries[i];
        e->energy_run = run_of(s->runs, &list, e->energy_path);
        e->modes_run = run_of(s->runs, &list, e->modes_path);
        for (size_t k = 0; k < e->charged.n; k++)
            e->charged.run[k] = run_of(s->runs, &list, e->charged.path[k]);
        for (size_t k = 0; k < e->field.n_runs; k++)
            e->field.run[k] = run_of(s->runs, &list, e->field.path[k]);
        for (size_t k = 0; k < e->n_bands; k++)
            e->bands[k].run = run_of(s->runs, &list, e->bands[k].path);
    }
    for (size_t i = 0; i < in->n_found; i++)
        if (!in->found[i].is_archive)
            in->found[i].run = run_of(s->runs, &list, in->found[i].path);
    archives_open(in, s->runs, diag);
    if (any_series(in))
        leave_out_series(in);
    for (size_t i = 0; i < list.n; i++)
        intake_source(in, list.at[i]);
}
