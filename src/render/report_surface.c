/* The chapters on what else may happen to a surface: hydrogen takes the site or covers
 * it, vacancies fill or move, another pathway becomes the best one. */
#include "render/report.h"

#include <math.h>

#include "base/number.h"
#include "render/beyond.h"
#include "render/figures.h"
#include "render/tables.h"

/* Free energies of states are at 0 V against RHE. */
static bool is_RHE(const report *r)
{
    return r->outcome->scale == CHP_RHE || r->outcome->pH == 0;
}

/* A share of the sites; a small one is no zero. */
static number coverage(double theta)
{
    return theta < 1e-3 ? number_significant(theta, 3) : number_fixed(theta, 5);
}

/* Who holds the site, at each potential that was asked for; zero was told before. */
static void put_competition(const report *r, const chp_selectivity *s)
{
    const char *name = "with the potential";
    for (size_t i = 0; i < s->n_at; i++) {
        if (s->at[i].U_V == 0 && is_RHE(r))
            continue;
        report_result(
            r, name,
            arena_print(r->a, "at %s: ΔG(*N2) - ΔG(*H) = %s, θ(N2) = %s, θ(H) = %s",
                        report_volts(r, s->at[i].U_V),
                        report_eV(r, s->at[i].dG_N2_minus_dG_H_eV),
                        coverage(s->at[i].theta_N2).at, coverage(s->at[i].theta_H).at));
        name = "";
    }
}

static void put_sites(const report *r, const chp_selectivity *s)
{
    const char *zero = is_RHE(r) ? "U = 0" : "0 V vs RHE";
    const char *in_cell = arena_print(r->a, "eV at %s, in one cell", zero);
    if (s->theta_N2.known && s->theta_H.known)
        report_result(r, arena_print(r->a, "coverage at %s", zero),
                      arena_print(r->a, "θ(N2) = %s, θ(H) = %s (Langmuir)",
                                  coverage(s->theta_N2.value).at,
                                  coverage(s->theta_H.value).at));
    report_fact(r, "*H beside *N2", s->dG_H_beside_N2_eV, in_cell);
    report_fact(r, "*H beside *NNH", s->dG_H_beside_NNH_eV, in_cell);
    if (s->dG_H_beside_N2_eV.known || s->dG_H_beside_NNH_eV.known)
        report_result(r, "beside",
                      "above zero *H keeps away; it gains e U, and other sites and "
                      "arrangements may be better");
    put_competition(r, s);
}

void report_selectivity(const report *r, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    bool is_empty = !c->dG_H_eV.known && !c->U_L_HER_V.known;
    if (is_empty)
        return;
    report_heading(r, 2, "HER beside it");
    report_fact(r, "ΔG(*H)", c->dG_H_eV, "eV");
    report_fact(r, "U_L(HER)", c->U_L_HER_V, r->volt);
    if (c->exchange_rate_s.known)
        report_result(
            r, "exchange rate",
            arena_print(r->a, "%s 1/s a site, by the volcano of 2005; k0 is disputed",
                        number_significant(c->exchange_rate_s.value, 2).at));
    report_fact(r, "ΔG(*N2) - ΔG(*H)", s->dG_N2_minus_dG_H_eV,
                is_RHE(r) ? "eV at U = 0" : "eV at 0 V vs RHE");
    report_fact(r, "ΔG(*NNH) - ΔG(*H)", s->dG_NNH_minus_dG_H_eV, "eV");
    report_fact(r, "U_L(NRR) - U_L(HER)", s->U_L_NRR_minus_U_L_HER_V, "V");
    if (s->U_crossover_V.known)
        report_result(r, "crossover",
                      arena_print(r->a, "below %s *H is more stable than *N2",
                                  report_volts(r, s->U_crossover_V.value)));
    put_sites(r, s);
    if (s->boltzmann_ratio.known)
        report_result(r, "Boltzmann ratio",
                      arena_print(r->a, "%s, not a Faradaic efficiency",
                                  number_significant(s->boltzmann_ratio.value, 3).at));
    if (s->caution)
        report_result(r, "caution", s->caution);
}

/* The state that a by-product leaves either lets go of it or goes on. */
void report_byproducts(const report *r, const chp_catalyst *c)
{
    if (c->n_byproducts == 0)
        return;
    report_heading(r, 2, "By-products");
    for (size_t i = 0; i < c->n_byproducts; i++) {
        const chp_byproduct *b = &c->byproducts[i];
        const char *at_limit =
            b->has_limit
                ? arena_print(r->a, ", %s at U_L", report_eV(r, b->branch_U_L_eV))
                : "";
        report_result(
            r, b->product,
            arena_print(r->a,
                        "leaves %s with ΔG = %s; less that of the step to %s: %s at "
                        "U = 0%s",
                        b->state, report_eV(r, b->dG_eV), b->next,
                        report_eV(r, b->branch_0_eV), at_limit));
    }
    report_result(r, "branch",
                  "below zero the by-product is favoured; barriers are not known");
}

/* Several of an adsorbate in a cell, and nitrogen reduction at the coverage of its own
 * potential. */
void report_coverages(const report *r, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    if (c->n_coverages == 0)
        return;
    table *t = table_of_coverages(r->a, c, r->outcome->scale);
    report_heading(r, 2, t->caption);
    report_table(r, t);
    if (s->U_L_covered_V.known)
        report_result(r, "U_L(NRR) under *H",
                      arena_print(r->a, "%s, under %d H in the cell",
                                  report_volts(r, s->U_L_covered_V.value),
                                  s->n_H_covered));
    report_item(r, "caution",
                "each adsorbate by itself, in equilibrium with what it is made of, at "
                "the sites "
                "that were calculated: no barriers, no H that evolves");
}

static void put_decomposition(const report *r, const chp_catalyst *c,
                              const chp_decomposition *d)
{
    report_result(r, "decomposition", c->vacancy_changes[d->change].equation);
    report_result(
        r, "U_decomposition",
        arena_print(r->a, "%s V vs RHE, %s V vs SHE at pH %s; stable above it",
                    number_fixed(d->U_RHE_V, 3).at, number_fixed(d->U_SHE_V, 3).at,
                    number_exact(r->outcome->pH).at));
    if (d->U_fill_V.known)
        report_result(
            r, "refilling ahead",
            arena_print(r->a, "above %s", report_volts(r, d->U_fill_V.value)));
    report_result(r, "verdict", d->verdict);
}

static void put_bulk(const report *r, const chp_catalyst *c)
{
    table *t = table_of_bulk(r->a, c);
    if (t->n_rows == 0)
        return;
    report_heading(r, 2, t->caption);
    report_table(r, t);
}

void report_vacancies(const report *r, const chp_catalyst *c)
{
    put_bulk(r, c);
    if (c->n_vacancy_changes == 0)
        return;
    report_heading(r, 2, "Vacancies");
    if (r->to->kind->figure)
        report_figure(r, figure_of_vacancies(r->a, r->outcome, c));
    report_table(r, table_of_vacancies(r->a, c));
    for (size_t i = 0; i < c->n_decompositions; i++)
        put_decomposition(r, c, &c->decompositions[i]);
    report_item(r, "caution", c->vacancy_caution);
}

/* Which pathway is best where, on the way down from U = 0. Where *H overtakes *N2 is
 * told with HER. */
void report_crossings(const report *r, const chp_catalyst *c)
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
            report_heading(r, 2, "What changes with the potential");
        is_first = false;
        report_result(r, report_volts(r, x->U_V), x->sentence);
    }
    chp_crossings_free(all);
}
