#include "energetics/trial.h"

#include <string.h>

struct trial trial;

void trial_begin(void)
{
    trial = (struct trial){ .diag = chp_diag_new(), .options = chp_options_new() };
    trial.folder = scratch_new(&trial.a);
}

void trial_end(void)
{
    chp_study_free(trial.study);
    chp_options_free(trial.options);
    chp_diag_free(trial.diag);
    scratch_remove(trial.folder);
    arena_clear(&trial.a);
}

void trial_set(const char *option, const char *value)
{
    ck_assert(
        chp_options_set(trial.options, option, value, (chp_where){ 0 }, trial.diag));
}

const char *trial_file(const char *name, str content)
{
    return scratch_file(&trial.a, trial.folder, name, content);
}

const chp_outcome *trial_run(const char *path)
{
    return trial_run_all(&path, 1);
}

const chp_outcome *trial_run_all(const char *const *paths, size_t n)
{
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    chp_study_free(trial.study);
    trial.study = chp_study_load(paths, n, trial.options, &read, trial.diag);
    return trial.study ? chp_study_run(trial.study, trial.diag) : NULL;
}

const chp_catalyst *trial_study(const char *name, const char *content)
{
    const chp_outcome *o = trial_run(trial_file(name, str_of(content)));
    ck_assert_ptr_nonnull(o);
    ck_assert_uint_gt(o->n_catalysts, 0);
    return &o->catalysts[0];
}

const chp_message *trial_message(const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(trial.diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return m;
    return NULL;
}

bool trial_says(const char *code, const char *part)
{
    return trial_says_as(CHP_NOTE, code, part) ||
           trial_says_as(CHP_WARNING, code, part) ||
           trial_says_as(CHP_ERROR, code, part);
}

bool trial_says_as(chp_severity severity, const char *code, const char *part)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(trial.diag, i)); i++)
        if (m->severity == severity && strcmp(m->code, code) == 0 &&
            strstr(m->fact, part))
            return true;
    return false;
}

const chp_catalyst *catalyst_of(const chp_outcome *o, const char *name)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (strcmp(o->catalysts[i].name, name) == 0)
            return &o->catalysts[i];
    return NULL;
}

const chp_state *state_of(const chp_catalyst *c, const char *name)
{
    for (size_t i = 0; c && i < c->n_states; i++)
        if (strcmp(c->states[i].name, name) == 0)
            return &c->states[i];
    return NULL;
}

const chp_profile *profile_of(const chp_catalyst *c, const char *name)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (strcmp(c->profiles[i].name, name) == 0)
            return &c->profiles[i];
    ck_abort_msg("there is no pathway %s", name);
    return NULL;
}

void trial_oszicar(const char *folder, double E_eV)
{
    const char *text = arena_print(
        &trial.a,
        "       N       E                     dE             d eps       ncg     rms\n"
        "DAV:   1    %.12E   -0.10000E-07   -0.12000E-07   768   0.5E-03\n"
        "   1 F= %.8E E0= %.8E  d E =-.100000E-06\n",
        E_eV, E_eV, E_eV);
    trial_file(arena_print(&trial.a, "%s/OSZICAR", folder), str_of(text));
}
