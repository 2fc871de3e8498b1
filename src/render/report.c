/* The report that a chemist reads at once: what came out first, then for each
 * catalyst its states and pathways, then what is wrong with the input. */
#include "chepath/figure.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "render/beyond.h"
#include "render/figures.h"
#include "render/page.h"
#include "render/tables.h"
#include "render/words.h"

typedef struct {
    arena *a;
    const chp_outcome *outcome;
    const char *volt; // "V vs RHE"
    page *to;
} report;

static void heading(const report *r, int level, const char *text)
{
    r->to->kind->heading(r->to, level, text);
}

static void put_table(const report *r, const table *t)
{
    r->to->kind->table(r->to, t);
}

/* A name and what there is to say, as it stands. */
static void item(const report *r, const char *name, const char *value)
{
    r->to->kind->item(r->to, name, value, false);
}

/* The same with species and symbols in it. */
static void result(const report *r, const char *name, const char *value)
{
    r->to->kind->item(r->to, name, value, true);
}

static const char *eV(const report *r, double x)
{
    return arena_print(r->a, "%s eV", number_fixed(x, 3).at);
}

static const char *volts(const report *r, double x)
{
    return arena_print(r->a, "%s %s", number_fixed(x, 3).at, r->volt);
}

static const char *joined(arena *a, const char *const *texts)
{
    const char *list = "";
    for (; texts && *texts; texts++)
        list = arena_print(a, "%s%s%s", list, *list ? ", " : "", *texts);
    return list;
}

static void fact_item(const report *r, const char *name, chp_fact fact,
                      const char *unit)
{
    if (fact.known)
        result(r, name,
               arena_print(r->a, "%s%s%s", number_fixed(fact.value, 3).at,
                           *unit ? " " : "", unit));
}

/* --- the study ---------------------------------------------------------------- */

static void put_conditions(const report *r)
{
    const chp_outcome *o = r->outcome;
    item(r, "temperature", arena_print(r->a, "%s K", number_exact(o->T_K).at));
    item(r, "potentials",
         arena_print(r->a, "%s, pH %s", r->volt, number_exact(o->pH).at));
    for (size_t i = 0; i < o->n_choices; i++)
        item(r, o->choices[i].name, o->choices[i].value);
}

/* What was done with the modes is said once, with all states that it was done to. */
static void put_treatments(const report *r, const chp_state *states, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *what = states[i].treatment, *names = "";
        bool is_told = false;
        for (size_t k = 0; k < n && what; k++) {
            if (!states[k].treatment || strcmp(states[k].treatment, what) != 0)
                continue;
            is_told = is_told || k < i;
            names =
                arena_print(r->a, "%s%s%s", names, *names ? ", " : "", states[k].name);
        }
        if (what && !is_told)
            result(r, "modes", arena_print(r->a, "%s: %s", what, names));
    }
}

/* Adsorbates whose free energy is that of another coverage than the harmonic ones'. */
static void put_hindered(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (s->hindered)
            result(
                r, "standard state",
                arena_print(
                    r->a,
                    "%s stands at a coverage of %s, not where harmonic "
                    "states do: it is not to be compared with them without "
                    "saying so",
                    s->name,
                    number_fixed(chp_hindered_coverage(s->hindered, r->outcome->T_K), 4)
                        .at));
    }
}

static void put_gases(const report *r)
{
    const chp_closure *c = &r->outcome->closure;
    if (r->outcome->n_gases > 0) {
        heading(r, 2, "Gases");
        put_table(r, table_of_gases(r->a, r->outcome));
        put_treatments(r, r->outcome->gases, r->outcome->n_gases);
    }
    if (c->known) {
        result(r, "closure error",
               arena_print(r->a,
                           "N2 + 3 H2 → 2 NH3 has ΔG = %s by these energies and %s by "
                           "experiment: off by %s%s",
                           eV(r, c->dG_eV), eV(r, c->experiment_eV), eV(r, c->delta_eV),
                           c->is_corrected
                               ? arena_print(r->a, ", and by %s after the correction",
                                             eV(r, c->corrected_delta_eV))
                               : ""));
    }
}

/* --- a pathway ----------------------------------------------------------------- */

static void put_merged(const report *r, const chp_profile *p)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (const char *const *m = p->steps[i].merged; m && *m; m++)
            result(r, "merged",
                   arena_print(r->a, "step %zu passes over %s, which was not supplied",
                               i + 1, *m));
}

static void put_limit(const report *r, const chp_profile *p)
{
    const chp_profile_step *s = &p->steps[p->pds];
    result(r, "limiting potential", arena_print(r->a, "U_L = %s", volts(r, p->U_L_V)));
    result(r, "PDS",
           arena_print(r->a, "%s, ΔG = %s at U = 0", step_text(r->a, s->from, s->to),
                       eV(r, s->dG0_eV)));
    for (size_t i = 0; i < p->n_co_limiting; i++) {
        const chp_profile_step *c = &p->steps[p->co_limiting[i]];
        result(r, "co-limiting",
               arena_print(r->a, "%s, ΔG = %s at U = 0",
                           step_text(r->a, c->from, c->to), eV(r, c->dG0_eV)));
    }
    if (p->U_eq_V.known)
        result(r, "overpotential",
               arena_print(r->a,
                           "η = %s V from U_eq = %s; by the study's own energies "
                           "η = %s V from U_eq = %s",
                           number_fixed(p->eta_V, 3).at, volts(r, p->U_eq_V.value),
                           number_fixed(p->eta_implied_V, 3).at,
                           volts(r, p->U_eq_implied_V)));
    else
        result(r, "overpotential",
               arena_print(r->a, "η = %s V from U_eq = %s, by the study's own energies",
                           number_fixed(p->eta_implied_V, 3).at,
                           volts(r, p->U_eq_implied_V)));
    if (p->has_window)
        result(r, "window",
               arena_print(r->a,
                           "every electrochemical step is downhill from %s to %s%s",
                           volts(r, p->window_low_V), volts(r, p->window_high_V),
                           p->window_low_V > p->window_high_V ? ": nowhere" : ""));
}

static void put_spans(const report *r, const chp_profile *p)
{
    enum { MOST = 4 };
    const char *text = "";
    size_t shown[MOST], n = potentials_shown(p, MOST, shown);
    for (size_t i = 0; i < n; i++) {
        const chp_at_potential *at = &p->at[shown[i]];
        text = arena_print(
            r->a, "%s%s%s at U = %s (%s)", text, i ? "; " : "", eV(r, at->span_eV),
            potential_text(r->a, at),
            step_text(r->a, level_name(p, at->span_from), level_name(p, at->span_to)));
    }
    if (p->n_potentials > 0)
        result(r, "largest span G_max", text);
}

/* The rate of the cycle, where transition states were calculated. */
static void put_barriers(const report *r, const chp_profile *p)
{
    if (p->n_barriers == 0)
        return;
    result(r, "barriers", barriers_text(r->a, p));
    const char *missing = missing_barriers_text(r->a, p);
    if (missing)
        item(r, "other steps", missing);
    if (p->n_turnovers > 0)
        put_table(r, table_of_turnovers(r->a, p, r->outcome->scale));
    if (p->n_turnovers < p->n_potentials)
        item(r, "no turnover", "where the whole cycle is not downhill");
}

/* Beside CHE, where all surfaces of the pathway have charged runs. */
static void put_constant(const report *r, const chp_profile *p)
{
    const chp_constant_potential *c = p->constant;
    if (!c)
        return;
    put_table(r, table_of_constant(r->a, p, r->outcome->scale));
    const char *roots = "";
    for (size_t i = 0; i + 1 < c->n_roots; i++)
        roots =
            arena_print(r->a, "%s%s%s", roots, i ? ", " : "", volts(r, c->root_V[i]));
    if (!c->has_limit) {
        item(r, "constant potential", "no potential makes every step downhill");
        return;
    }
    const chp_profile_step *s = &p->steps[c->pds];
    result(r, "constant potential",
           arena_print(r->a, "U_L = %s, PDS %s; by CHE U_L = %s", volts(r, c->U_L_V),
                       step_text(r->a, s->from, s->to), volts(r, p->U_L_V)));
    if (*roots)
        item(r, "roots besides", roots);
    if (c->guessed[0])
        result(r, "extrapolated", joined(r->a, c->guessed));
}

static void put_complete(const report *r, const chp_profile *p)
{
    put_table(r, table_of_steps(r->a, p, r->outcome->scale));
    if (p->has_limit)
        put_limit(r, p);
    if (p->has_chemical) {
        const chp_profile_step *s = &p->steps[p->pcs];
        const char *rate = "";
        if (p->chem_rate_s.known)
            rate = arena_print(r->a, "; at most %s turnovers a second",
                               number_significant(p->chem_rate_s.value, 2).at);
        result(r, "PCS",
               arena_print(r->a, "%s, ΔG = %s at any U%s",
                           step_text(r->a, s->from, s->to), eV(r, p->dG_chem_eV),
                           rate));
    }
    put_spans(r, p);
    put_barriers(r, p);
    put_constant(r, p);
    put_merged(r, p);
    if (p->robustness)
        item(r, "robustness", p->robustness);
    if (p->verdict)
        result(r, "verdict", p->verdict);
}

/* What is missing; and of it what was given, but must not be used. */
static const char *obstacles(arena *a, const chp_profile *p)
{
    const char *missing = joined(a, p->missing), *spoilt = joined(a, p->spoilt);
    return *spoilt ? arena_print(a, "%s; an error stands against %s", missing, spoilt)
                   : missing;
}

static void put_pathways(const report *r, const chp_catalyst *c)
{
    bool has_incomplete = false;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        has_incomplete = has_incomplete || !p->is_complete;
        if (!p->is_complete)
            continue;
        heading(r, 2, arena_print(r->a, "%s: %s", p->reaction, p->name));
        put_complete(r, p);
    }
    if (has_incomplete)
        heading(r, 2, "Not complete, for want of energies");
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (!p->is_complete)
            result(r, p->name, obstacles(r->a, p));
    }
}

/* --- a catalyst ---------------------------------------------------------------- */

/* ", by G_max(-0.5 V)": what is ranked by, unless it is U_L. */
static const char *by_objective(const report *r, const chp_search *s)
{
    return strcmp(s->objective, "U_L") == 0
               ? ""
               : arena_print(r->a, ", by %s", objective_text(r->a, s));
}

static void put_best_path(const report *r, const chp_search *s)
{
    const chp_path *p = &s->paths[0];
    const char *through = p->n_states > 0 ? p->state[0] : "", *by = by_objective(r, s);
    for (size_t i = 1; i < p->n_states; i++)
        through = arena_print(r->a, "%s → %s", through, p->state[i]);
    heading(r, 2,
            arena_print(r->a, "%s: the best path of the network%s", s->reaction, by));
    if (*by)
        result(r, objective_text(r->a, s), eV(r, p->objective_eV));
    result(r, "limiting potential",
           arena_print(r->a, "U_L = %s, PDS %s", volts(r, p->U_L_V),
                       step_text(r->a, p->pds_from, p->pds_to)));
    if (p->has_chemical)
        result(r, "PCS", arena_print(r->a, "ΔG = %s at any U", eV(r, p->dG_chem_eV)));
    result(r, p->name ? p->name : "hybrid", through);
    result(r, "complete paths", number_exact(s->n_complete).at);
}

static bool is_oxidation(const report *r, const char *reaction)
{
    for (size_t i = 0; i < r->outcome->n_reactions; i++)
        if (strcmp(r->outcome->reactions[i]->name, reaction) == 0)
            return r->outcome->reactions[i]->is_oxidation;
    return false;
}

/* "could raise U_L to at most -0.310 V vs RHE" */
static const char *bound_text(const report *r, const chp_search *s,
                              const chp_missing_state *m)
{
    bool is_U_L = strcmp(s->objective, "U_L") == 0;
    bool is_raised = is_U_L && !is_oxidation(r, s->reaction);
    const char *verb = is_raised ? "raise" : "lower";
    const char *what = is_U_L ? "U_L" : objective_text(r->a, s);
    if (!m->could_improve)
        return "cannot lead to a better path";
    if (isinf(m->objective_at_best_eV))
        return arena_print(r->a, "could %s %s, no bound is known", verb, what);
    return arena_print(
        r->a, "could %s %s to at %s %s", verb, what, is_raised ? "most" : "least",
        is_U_L ? volts(r, m->U_L_at_best_V) : eV(r, m->objective_at_best_eV));
}

static bool same_bound(const chp_missing_state *m, const chp_missing_state *n)
{
    return m->could_improve == n->could_improve &&
           (!m->could_improve || m->objective_at_best_eV == n->objective_at_best_eV);
}

static int by_bound(const void *x, const void *y)
{
    const chp_missing_state *m = *(const chp_missing_state *const *)x,
                            *n = *(const chp_missing_state *const *)y;
    if (m->could_improve != n->could_improve)
        return m->could_improve ? -1 : 1;
    if (!same_bound(m, n))
        return m->objective_at_best_eV < n->objective_at_best_eV ? -1 : 1;
    return (m > n) - (m < n);
}

/* What a calculation could still change; states with the same bound stand together. */
static void put_missing(const report *r, const chp_search *s)
{
    const chp_missing_state **sorted =
        arena_new(r->a, const chp_missing_state *, s->n_missing + 1);
    for (size_t i = 0; i < s->n_missing; i++)
        sorted[i] = &s->missing[i];
    if (s->n_missing > 1)
        qsort(sorted, s->n_missing, sizeof(const chp_missing_state *), by_bound);
    for (size_t i = 0, k; i < s->n_missing; i = k) {
        const char *names = sorted[i]->name;
        for (k = i + 1; k < s->n_missing && same_bound(sorted[i], sorted[k]); k++)
            names = arena_print(r->a, "%s, %s", names, sorted[k]->name);
        result(r, i == 0 ? "not calculated" : "",
               arena_print(r->a, "%s: %s", bound_text(r, s, sorted[i]), names));
    }
}

static void put_search(const report *r, const chp_search *s)
{
    if (s->n_paths == 0)
        return;
    if (s->n_paths == 1) {
        put_best_path(r, s);
    } else {
        heading(r, 2,
                arena_print(r->a, "%s: the best of %s complete paths%s", s->reaction,
                            number_exact(s->n_complete).at, by_objective(r, s)));
        put_table(r, table_of_paths(r->a, s, r->outcome->scale));
    }
    if (!s->is_exact)
        item(r, "given up", "the network is too large: better paths may exist");
    put_missing(r, s);
}

static void put_selectivity(const report *r, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    bool is_empty = !c->dG_H_eV.known && !c->U_L_HER_V.known;
    if (is_empty)
        return;
    heading(r, 2, "HER beside it");
    fact_item(r, "ΔG(*H)", c->dG_H_eV, "eV");
    fact_item(r, "U_L(HER)", c->U_L_HER_V, r->volt);
    if (c->exchange_rate_s.known)
        result(r, "exchange rate",
               arena_print(r->a,
                           "%s 1/s a site, by the volcano of 2005; k0 is disputed",
                           number_significant(c->exchange_rate_s.value, 2).at));
    fact_item(r, "ΔG(*N2) - ΔG(*H)", s->dG_N2_minus_dG_H_eV, "eV at U = 0");
    fact_item(r, "ΔG(*NNH) - ΔG(*H)", s->dG_NNH_minus_dG_H_eV, "eV");
    fact_item(r, "U_L(NRR) - U_L(HER)", s->U_L_NRR_minus_U_L_HER_V, "V");
    if (s->U_crossover_V.known)
        result(r, "crossover",
               arena_print(r->a, "below %s *H is more stable than *N2",
                           volts(r, s->U_crossover_V.value)));
    if (s->theta_N2.known && s->theta_H.known)
        result(r, "coverage at U = 0",
               arena_print(r->a, "θ(N2) = %s, θ(H) = %s (Langmuir)",
                           number_fixed(s->theta_N2.value, 5).at,
                           number_fixed(s->theta_H.value, 5).at));
    fact_item(r, "*H beside *N2", s->dG_H_beside_N2_eV, "eV at U = 0, in one cell");
    fact_item(r, "*H beside *NNH", s->dG_H_beside_NNH_eV, "eV at U = 0, in one cell");
    if (s->dG_H_beside_N2_eV.known || s->dG_H_beside_NNH_eV.known)
        result(r, "beside",
               "above zero *H keeps away; it gains e U, and other sites and "
               "arrangements may be better");
    for (size_t i = 0; i < s->n_at; i++)
        if (s->at[i].U_V != 0)
            result(
                r, i == 0 || s->at[i - 1].U_V == 0 ? "with the potential" : "",
                arena_print(r->a, "at %s: ΔG(*N2) - ΔG(*H) = %s, θ(N2) = %s, θ(H) = %s",
                            volts(r, s->at[i].U_V), eV(r, s->at[i].dG_N2_minus_dG_H_eV),
                            number_fixed(s->at[i].theta_N2, 5).at,
                            number_fixed(s->at[i].theta_H, 5).at));
    if (s->boltzmann_ratio.known)
        result(r, "Boltzmann ratio",
               arena_print(r->a, "%s, not a Faradaic efficiency",
                           number_significant(s->boltzmann_ratio.value, 3).at));
    if (s->caution)
        result(r, "caution", s->caution);
}

static void put_figure(const report *r, const figure *f)
{
    if (f && r->to->kind->figure)
        r->to->kind->figure(r->to, f);
}

/* Of the best pathway of each reaction. */
static void put_constant_figures(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (r->to->kind->figure && p == best_profile(c, p->reaction))
            put_figure(r, figure_of_constant(r->a, r->outcome, c, p));
    }
}

/* Several H in a cell, and nitrogen reduction at the coverage of its own potential. */
static void put_coverages(const report *r, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    if (c->n_coverages == 0)
        return;
    const table *t = table_of_coverages(r->a, c, r->outcome->scale);
    heading(r, 2, t->caption);
    put_table(r, t);
    if (s->U_L_covered_V.known)
        result(r, "U_L(NRR) there",
               arena_print(r->a, "%s, under %d H in the cell",
                           volts(r, s->U_L_covered_V.value), s->n_H_covered));
    item(r, "caution",
         "hydrogen in equilibrium with protons, at the sites that were calculated: no "
         "barriers, no H that evolves");
}

static void put_vacancies(const report *r, const chp_catalyst *c)
{
    if (c->n_vacancy_changes == 0)
        return;
    heading(r, 2, "Vacancies");
    if (r->to->kind->figure)
        put_figure(r, figure_of_vacancies(r->a, r->outcome, c));
    put_table(r, table_of_vacancies(r->a, c));
    item(r, "caution", c->vacancy_caution);
}

/* Which pathway is best where, on the way down from U = 0. Where *H overtakes *N2 is
 * told with HER. */
static void put_crossings(const report *r, const chp_catalyst *c)
{
    double low_V = -1;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_complete && c->profiles[i].has_limit)
            low_V = fmin(low_V, c->profiles[i].U_L_V);
    chp_crossings *all = chp_crossings_of(c, low_V, 0);
    bool is_first = true;
    for (size_t i = 0; i < chp_crossings_count(all); i++) {
        const chp_crossing *x = chp_crossings_get(all, i);
        if (x->kind != CHP_CROSSING_PATHWAY)
            continue;
        if (is_first)
            heading(r, 2, "What changes with the potential");
        is_first = false;
        result(r, volts(r, x->U_V), x->sentence);
    }
    chp_crossings_free(all);
}

static void put_others(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        for (size_t j = 0; j < c->states[i].n_others; j++)
            item(r, c->states[i].name,
                 arena_print(r->a, "%s lies %s higher and is not used",
                             c->states[i].other[j],
                             eV(r, c->states[i].other_above_eV[j])));
}

static void put_borrowed(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (c->states[i].borrowed_from)
            item(r, c->states[i].name,
                 arena_print(r->a, "corrections are those of %s",
                             c->states[i].borrowed_from));
}

static void put_responses(const report *r, const chp_catalyst *c)
{
    const table *t = table_of_responses(r->a, c);
    if (t->n_rows == 0)
        return;
    heading(r, 2, t->caption);
    put_table(r, t);
    result(r, "field", "ΔG(F) = μ F - α F²/2");
}

static void put_omegas(const report *r, const chp_catalyst *c)
{
    const table *t = table_of_omegas(r->a, c);
    if (t->n_rows == 0)
        return;
    heading(r, 2, "States at constant potential");
    put_table(r, t);
}

/* How sure it is, for those who asked or whose runs carry an ensemble. */
static void put_uncertainty(const report *r, const chp_catalyst *c)
{
    const chp_uncertainty *u = r->outcome->uncertainty;
    if (!u)
        return;
    heading(r, 2, "How sure the limiting potentials are");
    put_table(r, table_of_uncertainty(r->a, u, c->name, r->outcome->scale));
    item(r, "from", arena_print(r->a, "%s, %zu members", u->origin, u->n_members));
    result(r, "P(U_L beyond)", arena_print(r->a, "of %s", volts(r, u->target_V)));
    item(r, "mean",
         "it may lie beyond the best fit: the mean of a largest step is more "
         "than the largest mean");
    heading(r, 2, "Which step limits");
    put_table(r, table_of_likely_steps(r->a, u, c));
}

static void put_rivals(const report *r)
{
    if (!r->outcome->uncertainty || r->outcome->n_catalysts < 2)
        return;
    heading(r, 2, "Which catalyst is better");
    put_table(r, table_of_rivals(r->a, r->outcome->uncertainty));
}

static void put_catalyst(const report *r, const chp_catalyst *c)
{
    heading(r, 1, catalyst_title(c));
    if (r->to->kind->figure && r->outcome->n_catalysts > 1)
        put_figure(r, figure_of_pathways(r->a, r->outcome, c));
    if (c->n_states > 0)
        put_table(r, table_of_states(r->a, c));
    put_others(r, c);
    put_treatments(r, c->states, c->n_states);
    put_hindered(r, c);
    put_borrowed(r, c);
    put_responses(r, c);
    put_omegas(r, c);
    put_constant_figures(r, c);
    if (r->outcome->n_catalysts > 1 && c->n_profiles > 0) {
        heading(r, 2, "Pathways");
        put_table(r, table_of_pathways(r->a, r->outcome, c));
    }
    put_pathways(r, c);
    for (size_t i = 0; i < c->n_searches; i++)
        put_search(r, &c->searches[i]);
    put_selectivity(r, c);
    put_coverages(r, c);
    put_vacancies(r, c);
    put_crossings(r, c);
    if (c->n_sensitivities > 0) {
        heading(r, 2, "U_L under other choices");
        put_table(r, table_of_sensitivities(r->a, c, r->outcome->scale));
    }
    put_uncertainty(r, c);
}

/* --- the whole ----------------------------------------------------------------- */

static const char *messages_title(arena *a, const chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(diag, CHP_WARNING) - n_errors;
    size_t n_notes = chp_diag_count(diag, CHP_NOTE) - n_errors - n_warnings;
    return arena_print(a, "Messages: %zu error%s, %zu warning%s, %zu note%s", n_errors,
                       n_errors == 1 ? "" : "s", n_warnings, n_warnings == 1 ? "" : "s",
                       n_notes, n_notes == 1 ? "" : "s");
}

/* Of one catalyst all its pathways, of several the best of each. */
static void put_overview(const report *r)
{
    const chp_outcome *o = r->outcome;
    bool is_one = o->n_catalysts == 1;
    const table *best =
        is_one ? table_of_pathways(r->a, o, NULL) : table_of_catalysts(r->a, o);
    if (best->n_rows > 0) {
        heading(r, 2, best->caption);
        put_table(r, best);
    }
    const table *competition = table_of_competition(r->a, o);
    if (!is_one && competition->n_rows > 0) {
        heading(r, 2, competition->caption);
        put_table(r, competition);
    }
    put_rivals(r);
}

static const figure *overview_figure(const report *r)
{
    const chp_outcome *o = r->outcome;
    return o->n_catalysts == 1 ? figure_of_pathways(r->a, o, &o->catalysts[0])
                               : figure_of_catalysts(r->a, o);
}

static void put_report(const report *r, const chp_diag *diag, bool is_brief)
{
    const chp_outcome *o = r->outcome;
    r->to->kind->begin(r->to, o->title ? o->title : "Free-energy pathways");
    put_conditions(r);
    put_overview(r);
    if (r->to->kind->figure)
        put_figure(r, overview_figure(r));
    put_gases(r);
    for (size_t i = 0; i < o->n_catalysts && !is_brief; i++)
        put_catalyst(r, &o->catalysts[i]);
    if (!diag)
        return;
    heading(r, 1, messages_title(r->a, diag));
    if (is_brief)
        put_table(r, table_of_messages(r->a, diag));
    else
        r->to->kind->messages(r->to, diag);
    r->to->kind->end(r->to);
}

void report_write(page *p, const chp_outcome *outcome, const chp_diag *diag,
                  bool is_brief)
{
    report r = { p->a, outcome, scale_unit(outcome->scale), p };
    put_report(&r, diag, is_brief);
}

static void show(const chp_outcome *outcome, const chp_diag *diag, bool is_brief,
                 FILE *to)
{
    arena scratch = { 0 };
    page p = { .kind = &page_text, .a = &scratch, .to = to };
    report_write(&p, outcome, diag, is_brief);
    arena_clear(&scratch);
}

void chp_show_report(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    show(outcome, diag, false, to);
}

void chp_show_compare(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    show(outcome, diag, true, to);
}
