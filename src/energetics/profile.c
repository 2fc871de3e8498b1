/* Limiting steps and potentials.
 *
 * A step that consumes n electrons costs dG(U) = dG(0) + n e U. With
 *
 *     cost_i = dG_i(0) / n_i             n_i electrons in the direction of the whole
 *
 *     U_L  = -max cost_i (reduction), +max cost_i (oxidation)          (1.7), (1.8)
 *     PDS  = argmax cost_i                                             (1.9)
 *     PCS  = argmax dG_i over the steps without electrons              (1.10)
 *     U_eq = -dG_overall / (n e)                                       (1.11)
 *     eta  = U_eq - U_L (reduction), U_L - U_eq (oxidation)            (1.12)
 *     G_max(U) = max over i < j of G_j(U) - G_i(U)                     (1.14)
 *     cyclic   = max over i, j of G_j(U) - G_i(U) + (dG_overall(U) if j <= i)
 *
 * Electrons that go the other way bound U from the other side. Nørskov et al.,
 * J. Phys. Chem. B 108, 17886 (2004); Exner, ACS Catal. 10, 12607 (2020) for G_max.
 */
#include "energetics/profile.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* --- which step limits --------------------------------------------------------- */

/* Electrons of a step in the direction of the whole reaction. */
static int forward_electrons(const chp_profile_step *s, bool is_oxidation)
{
    return is_oxidation ? -s->n_e : s->n_e;
}

static double cost_eV(const chp_profile_step *s)
{
    return s->dG0_eV / abs(s->n_e);
}

/* The dearest step of a selection, the earliest of equals; SIZE_MAX: there is none.
 * `way`: +1 for electrons in the direction of the whole, -1 against it, 0 for none. */
static size_t dearest(const chp_profile *p, bool is_oxidation, int way, bool activation)
{
    size_t best = SIZE_MAX;
    double most = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        int n = forward_electrons(s, is_oxidation);
        if ((n > 0) - (n < 0) != way || s->is_activation != activation)
            continue;
        double cost = way == 0 ? s->dG0_eV : cost_eV(s);
        if (cost > most + ENERGY_TIE_EV) {
            best = i;
            most = cost;
        }
    }
    return best;
}

static double limit_V(const chp_profile_step *s, bool is_oxidation)
{
    return is_oxidation ? cost_eV(s) : -cost_eV(s);
}

chp_fact profile_activation_V(const chp_profile *p, bool is_oxidation)
{
    size_t i = dearest(p, is_oxidation, 1, true);
    if (i == SIZE_MAX)
        return (chp_fact){ 0 };
    return (chp_fact){ .value = limit_V(&p->steps[i], is_oxidation), .known = true };
}

static void find_limit(chp_profile *p, bool is_oxidation)
{
    size_t i = dearest(p, is_oxidation, 1, false);
    p->has_limit = i != SIZE_MAX;
    if (!p->has_limit)
        return;
    p->pds = i;
    p->U_L_V = limit_V(&p->steps[i], is_oxidation);
}

static void find_co_limiting(arena *a, chp_profile *p, const profile_terms *terms)
{
    size_t *list = arena_new(a, size_t, p->n_steps + 1);
    double most = cost_eV(&p->steps[p->pds]);
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        if (i == p->pds || s->is_activation ||
            forward_electrons(s, terms->is_oxidation) <= 0)
            continue;
        if (most - cost_eV(s) <= terms->co_limiting_eV + 1e-9)
            list[p->n_co_limiting++] = i;
    }
    p->co_limiting = list;
}

static void find_window(chp_profile *p, bool is_oxidation)
{
    size_t i = dearest(p, is_oxidation, -1, false);
    p->has_window = p->has_limit && i != SIZE_MAX;
    if (!p->has_window)
        return;
    double other_V = -limit_V(&p->steps[i], is_oxidation);
    p->window_low_V = is_oxidation ? p->U_L_V : other_V;
    p->window_high_V = is_oxidation ? other_V : p->U_L_V;
}

static void find_chemical(chp_profile *p, bool is_oxidation)
{
    size_t i = dearest(p, is_oxidation, 0, false);
    p->has_chemical = i != SIZE_MAX;
    if (!p->has_chemical)
        return;
    p->pcs = i;
    p->dG_chem_eV = p->steps[i].dG0_eV;
}

/* --- overpotentials -------------------------------------------------------------- */

static double cycle_sum_eV(const chp_profile *p, int *n_e)
{
    double sum = 0;
    *n_e = 0;
    for (size_t i = 0; i < p->n_steps; i++) {
        if (p->steps[i].is_activation)
            continue;
        sum += p->steps[i].dG0_eV;
        *n_e += p->steps[i].n_e;
    }
    return sum;
}

/* (1.13): the dearest step is no cheaper than the mean of those that go the way of the
 * whole. Where all do, what is left is -sum of the chemical steps / n. */
double profile_least_eta_V(const chp_profile *p)
{
    bool is_oxidation = p->steps[p->pds].n_e < 0; // the PDS goes that way
    int n_e, n_forward = 0;
    double overall_eV = cycle_sum_eV(p, &n_e), forward_eV = 0;
    for (size_t i = 0; i < p->n_steps; i++) {
        int n = forward_electrons(&p->steps[i], is_oxidation);
        if (p->steps[i].is_activation || n <= 0)
            continue;
        forward_eV += p->steps[i].dG0_eV;
        n_forward += n;
    }
    return n_e == 0 || n_forward == 0 ? 0
                                      : forward_eV / n_forward - overall_eV / abs(n_e);
}

static double eta_V(double U_L_V, double U_eq_V, bool is_oxidation)
{
    return is_oxidation ? U_L_V - U_eq_V : U_eq_V - U_L_V;
}

static void find_overpotentials(chp_profile *p, const profile_terms *terms)
{
    int n_e;
    double overall_eV = cycle_sum_eV(p, &n_e);
    p->U_eq_V = terms->U_eq_V;
    if (!p->has_limit)
        return;
    if (p->U_eq_V.known)
        p->eta_V = eta_V(p->U_L_V, p->U_eq_V.value, terms->is_oxidation);
    if (n_e == 0)
        return;
    p->has_implied = true;
    p->U_eq_implied_V = -overall_eV / n_e;
    p->eta_implied_V = eta_V(p->U_L_V, p->U_eq_implied_V, terms->is_oxidation);
}

/* --- at each potential ----------------------------------------------------------- */

static bool potential_value(const chp_profile *p, const potential *wanted,
                            chp_at_potential *out)
{
    switch (wanted->word) {
    case POTENTIAL_NUMBER:
        *out = (chp_at_potential){ .U_V = wanted->U_V,
                                   .word = wanted->U_V == 0 ? "0" : NULL };
        return true;
    case POTENTIAL_UL:
        *out = (chp_at_potential){ .U_V = p->U_L_V, .word = "U_L" };
        return p->has_limit;
    case POTENTIAL_UEQ:
        *out = (chp_at_potential){ .U_V = p->U_eq_V.value, .word = "U_eq" };
        return p->U_eq_V.known;
    }
    return false;
}

static size_t first_of_cycle(const chp_profile *p)
{
    size_t i = 0;
    while (i < p->n_steps && p->steps[i].is_activation)
        i++;
    return i;
}

/* (1.14). With every step downhill the largest "span" is the least negative rise. */
static void find_span(const chp_profile *p, const double *level_eV,
                      chp_at_potential *at)
{
    at->span_eV = -INFINITY;
    for (size_t i = first_of_cycle(p); i < p->n_steps; i++)
        for (size_t j = i + 1; j <= p->n_steps; j++) {
            double span = level_eV[j] - level_eV[i];
            if (span > at->span_eV + ENERGY_TIE_EV) {
                at->span_eV = span;
                at->span_from = i;
                at->span_to = j;
            }
        }
}

/* From every level of the cycle to the end of every step of it, in this turn or, when
 * that lies before, in the next, which begins dG_r lower. */
static void find_cyclic_span(const chp_profile *p, const double *level_eV,
                             chp_at_potential *at)
{
    size_t first = first_of_cycle(p);
    double turn_eV = level_eV[p->n_steps] - level_eV[first];
    at->has_cyclic = turn_eV < 0;
    at->cyclic_eV = -INFINITY;
    for (size_t i = first; at->has_cyclic && i < p->n_steps; i++)
        for (size_t j = first + 1; j <= p->n_steps; j++) {
            double span = level_eV[j] - level_eV[i] + (j > i ? 0 : turn_eV);
            if (span > at->cyclic_eV + ENERGY_TIE_EV) {
                at->cyclic_eV = span;
                at->cyclic_from = i;
                at->cyclic_to = j;
            }
        }
}

/* The free energies at one potential; those of step i stand `stride` apart. */
static void evaluate(const chp_profile *p, chp_at_potential *at, double *level_eV,
                     double *dG_eV, size_t stride)
{
    double most = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        double dG_at_U_eV = s->dG0_eV + s->n_e * at->U_V;
        dG_eV[i * stride] = dG_at_U_eV;
        level_eV[i + 1] = level_eV[i] + dG_at_U_eV;
        if (!s->is_activation && dG_at_U_eV > most + ENERGY_TIE_EV) {
            most = dG_at_U_eV;
            at->limiting = i;
        }
    }
    find_span(p, level_eV, at);
    find_cyclic_span(p, level_eV, at);
}

static void evaluate_all(arena *a, chp_profile *p, const profile_terms *terms)
{
    size_t stride = terms->n_potentials + 1, n_levels = p->n_steps + 1, n = 0;
    chp_profile_step *steps = arena_new(a, chp_profile_step, n_levels);
    chp_at_potential *at = arena_new(a, chp_at_potential, stride);
    double *dG_eV = arena_new(a, double, stride *n_levels);
    double *level_eV = arena_new(a, double, stride *n_levels);
    for (size_t k = 0; k < terms->n_potentials; k++) {
        if (!potential_value(p, &terms->potentials[k], &at[n]))
            continue;
        evaluate(p, &at[n], level_eV + n * n_levels, dG_eV + n, stride);
        n++;
    }
    for (size_t i = 0; i < p->n_steps; i++) {
        steps[i] = p->steps[i];
        steps[i].dG_eV = dG_eV + i * stride;
    }
    p->steps = steps;
    p->n_potentials = n;
    p->at = at;
    p->level_eV = level_eV;
}

/* --- the verdict ----------------------------------------------------------------- */

static const char *uphill(arena *a, const chp_profile *p)
{
    const chp_profile_step *s = &p->steps[p->pcs];
    return arena_print(
        a,
        "no potential makes every step downhill: %.2f eV remains uphill at "
        "%s -> %s",
        p->dG_chem_eV, s->from, s->to);
}

static const char *verdict(arena *a, const chp_profile *p, const profile_terms *terms)
{
    if (p->has_chemical && p->dG_chem_eV > ENERGY_TIE_EV)
        return uphill(a, p);
    if (!p->has_limit)
        return "all steps are downhill, and none moves an electron";
    if (p->has_window && p->window_low_V > p->window_high_V)
        return arena_print(
            a,
            "no potential makes every step downhill: U <= %.2f V and U >= "
            "%.2f V exclude each other",
            p->window_high_V, p->window_low_V);
    if (p->has_window)
        return arena_print(a, "all steps downhill at %.2f V <= U <= %.2f V",
                           p->window_low_V, p->window_high_V);
    return arena_print(a, "all steps downhill at U %s %.2f V",
                       terms->is_oxidation ? ">=" : "<=", p->U_L_V);
}

void profile_judge(arena *a, chp_profile *p, const profile_terms *terms)
{
    find_limit(p, terms->is_oxidation);
    if (p->has_limit)
        find_co_limiting(a, p, terms);
    find_window(p, terms->is_oxidation);
    find_chemical(p, terms->is_oxidation);
    find_overpotentials(p, terms);
    evaluate_all(a, p, terms);
    p->verdict = verdict(a, p, terms);
}
