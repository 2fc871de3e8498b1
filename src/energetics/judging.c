/* Judging a study, from above: names, energies, what is wrong with them, pathways. */
#include <stdint.h>

#include "energetics/audit.h"
#include "energetics/barriers.h"
#include "energetics/byproducts.h"
#include "energetics/choices.h"
#include "energetics/constant.h"
#include "energetics/coverage.h"
#include "energetics/decomposition.h"
#include "energetics/ends.h"
#include "energetics/energy.h"
#include "energetics/field.h"
#include "energetics/gases.h"
#include "energetics/hindered.h"
#include "energetics/order.h"
#include "energetics/overlay.h"
#include "energetics/pairs.h"
#include "energetics/profiles.h"
#include "energetics/resolve.h"
#include "energetics/searching.h"
#include "energetics/selectivity.h"
#include "energetics/sensitivity.h"
#include "energetics/vacancies.h"

/* An earlier reaction has said already what its dG is. */
static bool is_related(chp_study *s, size_t i_reaction, const member *m)
{
    for (size_t i = 0; i < i_reaction; i++)
        if (resolve_in(s, s->reactions[i], m->state->name, m->state->is_bare) !=
            SIZE_MAX)
            return true;
    return false;
}

/* (1.1); that of a table may be measured from elsewhere. */
static void relate_states(chp_study *s, const view *v, size_t i_reaction)
{
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        const member *m = v->member[k];
        double dG_eV;
        if (!m || v->reaction->species[k].phase != CHP_SURFACE ||
            (m->state->dG_eV.known && v->zero_eV == 0) ||
            is_related(s, i_reaction, m) || !view_relative_eV(v, k, &dG_eV))
            continue;
        m->state->dG_eV = (chp_fact){ dG_eV, true, m->state->at };
    }
}

/* What is the same for all catalysts, of each reaction. */
typedef struct {
    ledger *ledgers;
    copies *several;
} networks;

static networks *networks_of(chp_study *s)
{
    networks *all = arena_new(&s->memory, networks, s->n_reactions + 1);
    for (size_t i = 0; i < s->n_reactions; i++)
        all[i] = (networks){ ledgers_of(&s->memory, s->reactions[i]),
                             copies_of(&s->memory, s->reactions[i]) };
    return all;
}

static void judge_catalyst(chp_study *s, const subject *of, const networks *of_reaction,
                           chp_catalyst *out, chp_diag *diag)
{
    chp_profile *profiles = NULL;
    chp_search *searches = arena_new(&s->memory, chp_search, s->n_reactions + 1);
    for (size_t i = 0; i < s->n_reactions; i++) {
        view v = view_of(s, of, s->reactions[i], of_reaction[i].ledgers, diag);
        relate_states(s, &v, i);
        coverage_add(s, &v, of_reaction[i].several, out);
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
        byproducts_add(s, &v, profiles + n_before, out->n_profiles - n_before, out);
        chp_fact U_L_V =
            profiles_best_V(profiles + n_before, out->n_profiles - n_before);
        vacancies_add(s, of, &v, U_L_V, out, diag);
    }
    out->name = of->entry->name;
    out->label = of->entry->label;
    out->color = of->entry->color;
    out->n_states = of->states.n;
    out->states = of->states.n > 0 ? of->states.at[0].state : NULL;
    out->n_transition_states = of->transitions.n;
    out->transition_states = of->transitions.n > 0 ? of->transitions.at[0].state : NULL;
    out->n_bulk = of->bulk.n;
    out->bulk = of->bulk.n > 0 ? of->bulk.at[0].state : NULL;
    out->profiles = profiles;
    out->searches = searches;
    barriers_check(of, diag);
    decompositions_check(s, of, diag);
    audit_profiles(s, of, out, diag);
    audit_complete(s, of, out, diag);
    field_check(s, of, out, diag);
    hindered_check(of, out, s->in.options->T_K, diag);
    selectivity_judge(s, out, diag);
    sensitivity_judge(s, of, out, diag);
}

static void judge_all(chp_study *s, chp_diag *diag)
{
    chp_catalyst *catalysts = arena_new(&s->memory, chp_catalyst, s->n_subjects + 1);
    const networks *all = networks_of(s);
    for (size_t i = 0; i < s->n_subjects; i++)
        judge_catalyst(s, &s->subjects[i], all, &catalysts[i], diag);
    coverage_judge(s, catalysts, diag);
    audit_options(s, diag);
    audit_given(s, diag);
    audit_gases(s, catalysts, diag);
    audit_closure(s, catalysts, diag);
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
    out->choices = choices_of(&s->memory, &s->in, &out->n_choices);
    out->settings = settings_of(&s->memory, o, &out->n_settings);
    s->in.sources =
        arena_grow(&s->memory, s->in.sources, s->in.n_sources, sizeof(const char *));
    s->in.sources[s->in.n_sources] = NULL;
    out->sources = s->in.sources;
}

/* What belongs together, complete and in order. */
static slots *placed_names(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->in.n_entries; i++)
        if (s->in.entries[i].catalyst)
            ends_read(s, &s->in.entries[i]);
    slots *all = resolve_all(s, diag);
    for (size_t i = 0; i <= s->in.n_catalysts; i++) // the last ones are the gases
        overlay_slots(s, &all[i]);
    for (size_t i = 0; i < s->in.n_catalysts; i++)
        order_slots(s, &all[i]);
    return all;
}

const chp_outcome *chp_study_run(chp_study *s, chp_diag *diag)
{
    if (s->is_run)
        return &s->outcome;
    s->is_run = true;
    profiles_check_names(s, diag);
    for (size_t i = 0; i < s->n_reactions; i++)
        profiles_check_equilibrium(s, s->reactions[i], diag);
    slots *placed = placed_names(s, diag);
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
