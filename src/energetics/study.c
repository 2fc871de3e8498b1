/* Loading a study and judging it, from above. */
#include "energetics/study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/audit.h"
#include "energetics/barriers.h"
#include "energetics/choices.h"
#include "energetics/constant.h"
#include "energetics/coverage.h"
#include "energetics/energy.h"
#include "energetics/field.h"
#include "energetics/gases.h"
#include "energetics/hindered.h"
#include "energetics/pairs.h"
#include "energetics/place.h"
#include "energetics/profiles.h"
#include "energetics/resolve.h"
#include "energetics/runs.h"
#include "energetics/searching.h"
#include "energetics/selectivity.h"
#include "energetics/sensitivity.h"
#include "energetics/vacancies.h"
#include "io/tree.h"

/* --- loading --------------------------------------------------------------------- */

static chp_study *new_study(const chp_options *options, chp_diag *diag)
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

static bool add_reaction(chp_study *s, const char *name, chp_diag *diag)
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

/* A state that this reaction knows, and none of those that were loaded. */
static bool is_known_only_to(const chp_study *s, const chp_reaction *r,
                             const char *name)
{
    bool is_bare;
    const char *choices;
    size_t species;
    return !resolve_surface(s, str_of(name), &is_bare, &choices) && !choices &&
           chp_reaction_species(r, name, &species, &choices) == CHP_NAME_FOUND;
}

static bool any_vacancy(chp_study *s, const chp_reaction *mvk)
{
    for (size_t i = 0; i < s->in.n_entries; i++) {
        const entry *e = &s->in.entries[i];
        if (e->catalyst && !e->is_end && is_known_only_to(s, mvk, e->name))
            return true;
    }
    for (size_t i = 0; i < s->in.n_found; i++) {
        str name = path_name(s->in.found[i].relative);
        if (is_known_only_to(s, mvk, arena_str(&s->memory, name)))
            return true;
    }
    return false;
}

/* nrr and her, and nrr-mvk when there are states that only it knows. */
static bool load_usual_reactions(chp_study *s, chp_diag *diag)
{
    bool ok = add_reaction(s, "nrr", diag);
    ok = add_reaction(s, "her", diag) && ok;
    chp_diag *quiet = chp_diag_new();
    chp_reaction *mvk = chp_reaction_load("nrr-mvk", quiet);
    bool is_wanted = mvk && any_vacancy(s, mvk);
    chp_reaction_free(mvk);
    chp_diag_free(quiet);
    return is_wanted ? add_reaction(s, "nrr-mvk", diag) && ok : ok;
}

static bool load_reactions(chp_study *s, chp_diag *diag)
{
    const names *wanted = &s->in.options->reactions;
    bool ok = true;
    for (size_t i = 0; i < wanted->n; i++)
        ok = add_reaction(s, wanted->at[i], diag) && ok;
    if (wanted->n == 0)
        ok = load_usual_reactions(s, diag);
    return ok && s->n_reactions > 0;
}

chp_study *chp_study_load(const char *const *paths, size_t n_paths,
                          const chp_options *options, const chp_read_options *read,
                          chp_diag *diag)
{
    chp_study *s = new_study(options, diag);
    bool any = false;
    for (size_t i = 0; i < n_paths; i++) {
        s->in.origin = i;
        any = intake_study(&s->in, paths[i], diag) || any;
    }
    if (any) // what is wrong with them is told, and spoils what needs them
        (void)!intake_gases(&s->in, paths, n_paths, diag);
    if (!any || !load_reactions(s, diag)) {
        chp_study_free(s);
        return NULL;
    }
    runs_read(s, read, diag);
    place_found(s, diag);
    return s;
}

/* --- judging --------------------------------------------------------------------- */

static void relate_states(const view *v)
{
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        const member *m = v->member[k];
        double dG_eV;
        if (!m || v->reaction->species[k].phase != CHP_SURFACE ||
            m->state->dG_eV.known || !view_relative_eV(v, k, &dG_eV))
            continue;
        m->state->dG_eV = (chp_fact){ dG_eV, true, m->state->at };
    }
}

static void judge_catalyst(chp_study *s, const subject *of, ledger *const *ledgers,
                           chp_catalyst *out, chp_diag *diag)
{
    chp_profile *profiles = NULL;
    chp_search *searches = arena_new(&s->memory, chp_search, s->n_reactions + 1);
    for (size_t i = 0; i < s->n_reactions; i++) {
        view v = view_of(s, of, s->reactions[i], ledgers[i], diag);
        relate_states(&v);
        audit_energies(of, &v, diag);
        size_t n_before = out->n_profiles;
        graph_chain hybrid;
        profiles = profiles_add(s, &v, profiles, &out->n_profiles);
        out->n_searches +=
            searching_of(s, of, &v, &searches[out->n_searches], &hybrid, diag);
        if (hybrid.n_edges > 0 && s->in.options->pathways.n == 0)
            profiles = profiles_add_hybrid(s, &v, &hybrid, profiles, &out->n_profiles);
        barriers_add(s, of, &v, profiles + n_before, out->n_profiles - n_before, diag);
        constant_add(s, of, &v, profiles + n_before, out->n_profiles - n_before, diag);
        vacancies_add(s, &v, profiles + n_before, out->n_profiles - n_before, out);
    }
    out->name = of->entry->name;
    out->label = of->entry->label;
    out->color = of->entry->color;
    out->n_states = of->states.n;
    out->states = of->states.n > 0 ? of->states.at[0].state : NULL;
    out->profiles = profiles;
    out->searches = searches;
    barriers_check(of, diag);
    audit_profiles(s, of, out, diag);
    field_check(s, of, out, diag);
    hindered_check(of, out, s->in.options->T_K, diag);
    selectivity_judge(s, out, diag);
    sensitivity_judge(s, of, out, diag);
}

static void judge_all(chp_study *s, chp_diag *diag)
{
    chp_catalyst *catalysts = arena_new(&s->memory, chp_catalyst, s->n_subjects + 1);
    ledger **ledgers = arena_new(&s->memory, ledger *, s->n_reactions + 1);
    for (size_t i = 0; i < s->n_reactions; i++)
        ledgers[i] = ledgers_of(&s->memory, s->reactions[i]);
    for (size_t i = 0; i < s->n_subjects; i++)
        judge_catalyst(s, &s->subjects[i], ledgers, &catalysts[i], diag);
    const chp_options *o = s->in.options;
    bool is_SHE = o->scale == CHP_SHE;
    double scale_V = is_SHE ? -BOLTZMANN_EV_K * o->T_K * log(10) * o->pH : 0;
    coverage_judge(s, catalysts, scale_V, diag);
    audit_gases(s, catalysts, diag);
    audit_ranking(s, catalysts, diag);
    s->outcome.n_catalysts = s->n_subjects;
    s->outcome.catalysts = catalysts;
}

static void describe(chp_study *s)
{
    const chp_options *o = s->in.options;
    chp_outcome *out = &s->outcome;
    out->title = s->in.title;
    out->T_K = o->T_K;
    out->pH = o->pH;
    out->scale = o->scale;
    out->n_reactions = s->n_reactions;
    out->reactions = (const chp_reaction *const *)s->reactions;
    out->n_gases = s->gases.n;
    out->gases = s->gases.n > 0 ? s->gases.at[0].state : NULL;
    out->choices = choices_of(&s->memory, o, &out->n_choices);
    out->settings = settings_of(&s->memory, o, &out->n_settings);
    s->in.sources =
        arena_grow(&s->memory, s->in.sources, s->in.n_sources, sizeof(const char *));
    s->in.sources[s->in.n_sources] = NULL;
    out->sources = s->in.sources;
}

const chp_outcome *chp_study_run(chp_study *s, chp_diag *diag)
{
    if (s->is_run)
        return &s->outcome;
    s->is_run = true;
    profiles_check_names(s, diag);
    for (size_t i = 0; i < s->n_reactions; i++)
        profiles_check_equilibrium(s, s->reactions[i], diag);
    slots *placed = resolve_all(s, diag);
    energy_of_gases(s, &placed[s->in.n_catalysts], diag);
    energy_of_states(s, placed, diag);
    constant_fit(s, diag);
    pairs_add(s, diag);
    audit_settings(s, diag);
    audit_structures(s, diag);
    audit_cells(s, diag);
    audit_modes(s, diag);
    audit_copies(s, diag);
    gases_close(s, &s->outcome.closure, diag);
    judge_all(s, diag);
    describe(s);
    return &s->outcome;
}
