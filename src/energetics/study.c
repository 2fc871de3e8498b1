#include "energetics/study.h"

#include <string.h>

chp_study *study_new(const chp_options *options, chp_diag *diag)
{
    arena memory = { 0 };
    chp_study *s = arena_new(&memory, chp_study, 1);
    s->memory = memory;
    s->in.a = &s->memory;
    s->in.options = chp_options_copy(options);
    for (size_t i = 0; i < s->in.options->allowed.n; i++)
        chp_diag_allow(diag, s->in.options->allowed.at[i]);
    return s;
}

void chp_study_free(chp_study *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n_reactions; i++)
        chp_reaction_free(s->reactions[i]);
    for (size_t i = 0; i < s->n_others; i++)
        chp_reaction_free(s->others[i]);
    chp_runs_free(s->runs);
    chp_options_free(s->in.options);
    arena memory = s->memory; // the study itself lives in it
    arena_clear(&memory);
}

bool study_add_reaction(chp_study *s, const char *name, chp_diag *diag)
{
    chp_reaction *r = chp_reaction_load(name, diag);
    if (!r)
        return false;
    chp_reaction_check(r, diag);
    s->reactions =
        arena_grow(&s->memory, s->reactions, s->n_reactions, sizeof(chp_reaction *));
    s->reactions[s->n_reactions++] = r;
    return true;
}

static bool is_loaded(const chp_study *s, const char *name)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        if (strcmp(s->reactions[i]->name, name) == 0)
            return true;
    return false;
}

void study_load_others(chp_study *s)
{
    if (s->has_others)
        return;
    s->has_others = true;
    chp_diag *quiet = chp_diag_new();
    const char **all = chp_reaction_names(quiet);
    for (size_t i = 0; all && all[i]; i++) {
        chp_reaction *r =
            is_loaded(s, all[i]) ? NULL : chp_reaction_load(all[i], quiet);
        if (!r)
            continue;
        s->others =
            arena_grow(&s->memory, s->others, s->n_others, sizeof(chp_reaction *));
        s->others[s->n_others++] = r;
    }
    chp_reaction_names_free(all);
    chp_diag_free(quiet);
}

bool study_has_fluid(const chp_study *s, const char *name)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        for (size_t k = 0; k < s->reactions[i]->n_species; k++)
            if (s->reactions[i]->species[k].phase == CHP_FLUID &&
                strcmp(s->reactions[i]->species[k].name, name) == 0)
                return true;
    return false;
}

const member *study_gas(const chp_study *s, const char *name)
{
    for (size_t i = 0; i < s->gases.n; i++)
        if (strcmp(s->gases.at[i].state->name, name) == 0)
            return &s->gases.at[i];
    return NULL;
}
