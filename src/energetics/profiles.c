#include "energetics/profiles.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "chem/constants.h"
#include "energetics/gases.h"

/* --- terms of judgement ---------------------------------------------------------- */

static bool has_ammonia(const chp_reaction *r)
{
    for (size_t i = 0; i < r->n_overall; i++)
        if (strcmp(r->species[r->overall_terms[i].species].name, "NH3") == 0)
            return true;
    return false;
}

/* Nernst: -(kT / n e) ln Q. */
static double nernst_V(const chp_options *o, const chp_reaction *r)
{
    return r->n_e == 0 ? 0 : -gases_quotient_eV(o, r) / r->n_e;
}

static bool tabulated_V(const chp_options *o, const chp_reaction *r, double *U_V)
{
    static const char *const products[] = {
        [PRODUCT_GAS] = "gas", [PRODUCT_AQ] = "aq", [PRODUCT_ION] = "ion"
    };
    const char *product =
        has_ammonia(r) ? products[o->product] : chp_reaction_product(r, U_V);
    chp_diag *quiet = chp_diag_new();
    bool ok =
        product && chp_reaction_equilibrium(r, product, o->T_K, o->pH, U_V, quiet);
    chp_diag_free(quiet);
    return ok;
}

/* The file holds the potential of another form of ammonia than leaves here. */
static bool is_of_other_form(const chp_options *o, const chp_reaction *r)
{
    const double same_V = 0.020; // as in C27
    double U_V;
    return has_ammonia(r) && tabulated_V(o, r, &U_V) &&
           fabs(U_V - r->equilibrium_V) > same_V;
}

/* The file's value, that of pH 0: E + (1 - n_H / n_e) kT ln 10 pH / e against RHE. */
static double own_V(const chp_options *o, const chp_reaction *r)
{
    double per_pH_V = eV_per_pH(o->T_K);
    double protons = r->n_e == 0 ? 1 : (double)r->n_H / r->n_e;
    return r->equilibrium_V + (1 - protons) * per_pH_V * o->pH;
}

/* The file's own value holds at standard conditions; else the tables know, and what is
 * in no table is taken by the file's. */
static bool standard_V(const chp_options *o, const chp_reaction *r, double *U_V)
{
    bool is_gas = !has_ammonia(r) || o->product == PRODUCT_GAS;
    bool is_own = r->has_equilibrium && is_gas;
    bool is_standard = options_at_reference_K(o) && (r->n_e == r->n_H || o->pH == 0);
    bool stands = is_own && is_standard && !is_of_other_form(o, r);
    if (!stands && tabulated_V(o, r, U_V))
        return true;
    *U_V = own_V(o, r);
    return is_own;
}

void profiles_check_equilibrium(const chp_study *s, const chp_reaction *r,
                                chp_diag *diag)
{
    const chp_options *o = s->in.options;
    double U_V;
    bool is_tabulated = tabulated_V(o, r, &U_V);
    bool is_standard = options_at_reference_K(o) && o->product == PRODUCT_GAS &&
                       (r->n_e == r->n_H || o->pH == 0);
    if (r->has_equilibrium && !options_at_reference_K(o) && !is_tabulated) {
        diag_warn(diag, "equilibrium", r->equilibrium_at,
                  "the equilibrium potential %.3f V of %s is one at 298.15 K, and is "
                  "used at %g K: not all its species are tabulated there",
                  r->equilibrium_V, r->name, o->T_K);
        diag_hint(diag, "Give the potential at that temperature in the reaction file.");
    }
    if (!r->has_equilibrium || !is_standard || !is_of_other_form(o, r) || !is_tabulated)
        return;
    diag_note(diag, "C27", r->equilibrium_at,
              "the equilibrium potential %.3f V of %s is not that of NH3 as a gas: "
              "%.3f V is used",
              r->equilibrium_V, r->name, U_V);
    diag_hint(diag, "--product NH3=aq, or NH3=NH4+, lets it leave in another form.");
}

/* On the scale of the study, for the product that was chosen. */
static chp_fact equilibrium(const chp_study *s, const chp_reaction *r)
{
    const chp_options *o = s->in.options;
    double U_V;
    if (!standard_V(o, r, &U_V))
        return (chp_fact){ 0 };
    U_V += nernst_V(o, r);
    if (o->scale == CHP_SHE)
        U_V -= eV_per_pH(o->T_K) * o->pH;
    return (chp_fact){ .value = U_V, .known = true };
}

/* --- one pathway ----------------------------------------------------------------- */

typedef struct {
    arena *a;
    const view *v;
    graph_chain chain;
    size_t n_missing; // what was not supplied, and what is not known
    size_t *missing;
} making;

static change change_of(const graph_edge *e)
{
    return (change){ e->n_terms, e->terms, e->n_e, e->n_H };
}

static bool needs_hydrogen(const making *m)
{
    for (size_t i = 0; i < m->chain.n_edges; i++)
        if (m->chain.edges[i].n_H != 0)
            return true;
    return false;
}

/* Species of the steps whose energy cannot be had join those that were not supplied. */
static void find_missing(making *m)
{
    size_t n_species = m->v->reaction->n_species;
    bool *is_listed = arena_new(m->a, bool, n_species + 1);
    m->missing = arena_new(m->a, size_t, n_species + 1);
    for (size_t i = 0; i < m->chain.n_missing; i++) {
        m->missing[m->n_missing++] = m->chain.missing[i];
        is_listed[m->chain.missing[i]] = true;
    }
    for (size_t i = 0; i < m->chain.n_edges; i++)
        for (size_t t = 0; t < m->chain.edges[i].n_terms; t++) {
            size_t k = m->chain.edges[i].terms[t].species;
            if (!m->v->is_known[k] && !is_listed[k])
                m->missing[m->n_missing++] = k;
            is_listed[k] = true;
        }
}

static const chp_profile_term *terms_of(arena *a, const view *v, const graph_edge *e,
                                        size_t *n)
{
    chp_profile_term *terms = arena_new(a, chp_profile_term, e->n_terms + 1);
    *n = 0;
    for (size_t i = 0; i < e->n_terms; i++) {
        size_t k = e->terms[i].species;
        const member *of = v->member[k];
        const chp_state *state = of ? of->state : v->reservoir[k];
        if (state)
            terms[(*n)++] = (chp_profile_term){ state, e->terms[i].coefficient };
    }
    if (e->n_H != 0 && v->hydrogen)
        terms[(*n)++] = (chp_profile_term){ v->hydrogen, -0.5 * e->n_H };
    return terms;
}

static const char *const *names_left_out(arena *a, const view *v, const graph_edge *e)
{
    const char **list = arena_new(a, const char *, e->n_left_out + 1);
    for (size_t i = 0; i < e->n_left_out; i++)
        list[i] = v->reaction->species[e->left_out[i]].name;
    return list;
}

chp_profile_step profiles_step(arena *a, const view *v, const char *from,
                               const char *to, const graph_edge *e)
{
    change c = change_of(e);
    chp_profile_step out = {
        .from = from,
        .to = to,
        .equation = e->equation,
        .kind = e->kind,
        .is_adsorbing = e->is_adsorbing,
        .is_releasing = e->is_releasing,
        .n_e = e->n_e,
        .n_H = view_protons(v, &c),
        .merged = names_left_out(a, v, e),
    };
    if (out.n_e == 0 && out.n_H != 0)
        out.kind = CHP_PT; // the product takes a proton
    out.terms = terms_of(a, v, e, &out.n_terms);
    return out;
}

static void mark_used(const making *m)
{
    for (size_t i = 0; i < m->chain.n_edges; i++)
        for (size_t t = 0; t < m->chain.edges[i].n_terms; t++) {
            const member *of = m->v->member[m->chain.edges[i].terms[t].species];
            if (of)
                of->state->is_used = true;
        }
}

/* Each step whose terms are all known; the others are left out. */
static size_t cost_steps(const making *m, chp_profile_step **steps)
{
    size_t n = 0;
    *steps = arena_new(m->a, chp_profile_step, m->chain.n_edges + 1);
    for (size_t i = 0; i < m->chain.n_edges; i++) {
        const graph_node *ends = &m->chain.nodes[i];
        change c = change_of(&m->chain.edges[i]);
        double dG0_eV;
        if (!view_cost_eV(m->v, &c, &dG0_eV))
            continue;
        chp_profile_step *step = &(*steps)[n++];
        *step =
            profiles_step(m->a, m->v, ends[0].label, ends[1].label, &m->chain.edges[i]);
        step->is_activation = i < m->chain.n_activation;
        step->dG0_eV = dG0_eV;
    }
    return n;
}

/* What stands in the way: all of it, or only what was supplied and has an error. */
static const char *const *obstacles(const making *m, bool spoilt)
{
    const char **list = arena_new(m->a, const char *, m->n_missing + 2);
    size_t n = 0;
    bool has_H2 = false;
    for (size_t i = 0; i < m->n_missing; i++) {
        size_t k = m->missing[i];
        if (spoilt && !m->v->is_spoilt[k])
            continue;
        list[n++] = m->v->reaction->species[k].name;
        has_H2 |= strcmp(list[n - 1], "H2") == 0;
    }
    if (!spoilt && !m->v->has_hydrogen && !has_H2 && needs_hydrogen(m))
        list[n++] = "H2";
    return list;
}

double profiles_rate_s(double dG_eV, double T_K)
{
    double kT_eV = BOLTZMANN_EV_K * T_K;
    return kT_eV / PLANCK_EV_S * exp(-dG_eV / kT_eV);
}

chp_fact profiles_best_V(const chp_profile *profiles, size_t n)
{
    chp_fact best = { 0 };
    for (size_t i = 0; i < n; i++)
        if (profiles[i].is_complete && profiles[i].has_limit &&
            (!best.known || profiles[i].U_L_V > best.value))
            best = (chp_fact){ .value = profiles[i].U_L_V, .known = true };
    return best;
}

static chp_fact chemical_rate_s(const chp_profile *p, double T_K)
{
    bool is_uphill = p->has_chemical && p->dG_chem_eV > ENERGY_TIE_EV;
    return (chp_fact){ .value = is_uphill ? profiles_rate_s(p->dG_chem_eV, T_K) : 0,
                       .known = is_uphill };
}

static chp_profile profile_of(chp_study *s, const view *v, const graph_chain *chain,
                              const char *name)
{
    const chp_options *o = s->in.options;
    making m = { .a = &s->memory, .v = v, .chain = *chain };
    find_missing(&m);
    chp_profile out = { .reaction = v->reaction->name, .name = name };
    chp_profile_step *steps;
    size_t n_steps = cost_steps(&m, &steps);
    out.is_complete = m.n_missing == 0 && n_steps == chain->n_edges;
    out.missing = obstacles(&m, false);
    out.spoilt = obstacles(&m, true);
    if (!out.is_complete) {
        out.known = steps;
        out.n_known = n_steps;
        return out;
    }
    out.steps = steps;
    out.n_steps = n_steps;
    mark_used(&m);
    profile_judge(m.a, &out,
                  &(profile_terms){
                      .is_oxidation = v->reaction->is_oxidation,
                      .U_eq_V = equilibrium(s, v->reaction),
                      .n_potentials = o->n_potentials,
                      .potentials = o->potentials,
                      .co_limiting_eV = o->co_limiting_eV,
                  });
    out.chem_rate_s = chemical_rate_s(&out, o->T_K);
    out.U_L_activation_V = profile_activation_V(&out, v->reaction->is_oxidation);
    return out;
}

static bool is_wanted(const names *pathways, const char *name)
{
    for (size_t i = 0; i < pathways->n; i++)
        if (strcmp(pathways->at[i], name) == 0)
            return true;
    return pathways->n == 0;
}

static void hint_at_all(const char *const *words, size_t n, chp_diag *diag)
{
    arena scratch = { 0 };
    diag_hint(diag, "There are %s.", arena_list(&scratch, words, n, ", "));
    arena_clear(&scratch);
}

void profiles_check_names(const chp_study *s, chp_diag *diag)
{
    const names *wanted = &s->in.options->pathways;
    for (size_t i = 0; i < wanted->n; i++) {
        const char *all[128] = { NULL };
        size_t n = 0;
        for (size_t r = 0; r < s->n_reactions; r++)
            for (size_t p = 0; p < s->reactions[r]->n_pathways && n < 127; p++)
                all[n++] = s->reactions[r]->pathways[p].name;
        bool is_known = false;
        for (size_t k = 0; k < n; k++)
            is_known |= strcmp(all[k], wanted->at[i]) == 0;
        if (is_known)
            continue;
        const char *near = nearest_word(str_of(wanted->at[i]), all);
        diag_error(diag, "unknown-pathway", NOWHERE,
                   "no reaction here has a pathway '%s'", wanted->at[i]);
        if (near)
            diag_hint(diag, "Did you mean %s?", near);
        else
            hint_at_all(all, n, diag);
    }
}

chp_profile *profiles_add(chp_study *s, const view *v, chp_profile *list, size_t *n)
{
    for (size_t i = 0; i < v->reaction->n_pathways; i++) {
        const chp_pathway *pathway = &v->reaction->pathways[i];
        if (!is_wanted(&s->in.options->pathways, pathway->name))
            continue;
        graph_chain chain =
            graph_chain_of(&s->memory, v->reaction, pathway, v->is_supplied);
        list = arena_grow(&s->memory, list, *n, sizeof *list);
        list[(*n)++] = profile_of(s, v, &chain, pathway->name);
    }
    return list;
}

chp_profile *profiles_add_hybrid(chp_study *s, const view *v, const graph_chain *chain,
                                 chp_profile *list, size_t *n)
{
    list = arena_grow(&s->memory, list, *n, sizeof *list);
    list[*n] = profile_of(s, v, chain, "best path (hybrid)");
    list[(*n)++].is_hybrid = true;
    return list;
}
