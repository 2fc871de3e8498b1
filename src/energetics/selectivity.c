/* Who wins the site, and who the current, as far as thermodynamics can tell.
 *
 *     D1   dG(*N2) - dG(*H)            at U = 0
 *     D2   dG(*NNH) - dG(*H)           the same electrons: at any U
 *     D3   U_L(NRR) - U_L(HER)
 *     D4   1 / (1 + exp(-d/kT)),       d = dG_PDS(HER) - dG_PDS(NRR)
 *     D5   U_x = D1 / e                below it *H is the more stable
 *     D6   theta_i = K_i a_i / (1 + sum of K_j a_j), K_i a_i = exp(-dG_i / kT)
 *     D7   dG(*N2+*H) - dG(*N2)        and of *NNH, in one cell
 *     HER  U_L = -|dG_H| / e                                               (3.3)
 *          i0 / e = k0 / [1 + exp(|dG_H| / kT)],  k0 = 200 1/s             (1)
 *
 * where dG(*N2) is against N2 at its pressure, the activity a, and D1 is at U = 0
 * against RHE. D1 to D4 are what screening studies print; D5: Choi et al., Nat. Commun.
 * (2021), doi 10.1038/s41467-021-24539-1; D6 is Langmuir's isotherm. (1): Nørskov et
 * al., J. Electrochem. Soc. 152, J23 (2005); one k0 for all metals is disputed (arXiv
 * 2109.04219), and so is dG_H = 0 as the best (arXiv 1903.09903).
 *
 * None of them is a Faradaic efficiency, and D4 changes from 2 to 98 % within 0.2 eV.
 */
#include "energetics/selectivity.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/gases.h"

#define HER_ACTIVE_EV 0.2
#define D4_ERROR_EV   0.1

/* From the free energies of the states (U = 0 against RHE) and the best limiting
 * potential of nitrogen reduction. A potential that is not known leaves out what needs
 * it. */
typedef struct {
    chp_fact dG_N2_eV, dG_NNH_eV, dG_H_eV;
    chp_fact U_L_NRR_V; // on the scale of the study
    double T_K;
    double scale_V; // what is added to a potential against RHE
    size_t n_potentials;
    const double *U_V; // where the site is looked at, on the scale of the study
} terms;

static chp_fact known(double value)
{
    return (chp_fact){ .value = value, .known = true };
}

static double ratio(double d_eV, double kT_eV)
{
    return 1 / (1 + exp(-d_eV / kT_eV));
}

/* -|dG_H| on the scale of the study (3.3). */
static double U_L_HER_V(const terms *t)
{
    return -fabs(t->dG_H_eV.value) + t->scale_V;
}

double selectivity_exchange_s(double dG_H_eV, double T_K)
{
    const double k0_s = 200; // fitted to metals: see (1)
    return k0_s / (1 + exp(fabs(dG_H_eV) / (BOLTZMANN_EV_K * T_K)));
}

static void compare_limits(chp_selectivity *out, const terms *t)
{
    double d_V = t->U_L_NRR_V.value - U_L_HER_V(t);
    out->U_L_NRR_minus_U_L_HER_V = known(d_V);
    out->boltzmann_ratio = known(ratio(d_V, BOLTZMANN_EV_K * t->T_K));
}

/* *H gains e U, *N2 does not. The pressure of N2 is in its free energy (D6). */
static chp_competition compete(const terms *t, double U_V)
{
    double kT_eV = BOLTZMANN_EV_K * t->T_K, U_RHE_V = U_V - t->scale_V;
    double dG_H_eV = t->dG_H_eV.value + U_RHE_V;
    double N2 = exp(-t->dG_N2_eV.value / kT_eV);
    double H = exp(-dG_H_eV / kT_eV);
    return (chp_competition){ .U_V = U_V,
                              .dG_N2_minus_dG_H_eV = t->dG_N2_eV.value - dG_H_eV,
                              .theta_N2 = N2 / (1 + N2 + H),
                              .theta_H = H / (1 + N2 + H) };
}

static void share_sites(arena *a, chp_selectivity *out, const terms *t)
{
    chp_competition at_zero = compete(t, t->scale_V);
    out->theta_N2 = known(at_zero.theta_N2);
    out->theta_H = known(at_zero.theta_H);
    chp_competition *at = arena_new(a, chp_competition, t->n_potentials + 1);
    for (size_t i = 0; i < t->n_potentials; i++)
        at[i] = compete(t, t->U_V[i]);
    out->at = at;
    out->n_at = t->n_potentials;
}

static const char *caution(arena *a, const chp_selectivity *d, const terms *t)
{
    double kT_eV = BOLTZMANN_EV_K * t->T_K, gap_eV = d->U_L_NRR_minus_U_L_HER_V.value;
    const char *text = "Thermodynamics of one site: no Faradaic efficiency follows.";
    if (d->boltzmann_ratio.known)
        text = arena_print(a,
                           "%s The Boltzmann ratio lies between %.2g and %.2g within "
                           "0.1 eV; it knows no coverage, transport or barriers.",
                           text, ratio(gap_eV - D4_ERROR_EV, kT_eV),
                           ratio(gap_eV + D4_ERROR_EV, kT_eV));
    if (fabs(t->dG_H_eV.value) <= HER_ACTIVE_EV)
        text = arena_print(
            a, "%s With |dG(*H)| = %.2f eV the site evolves hydrogen easily.", text,
            fabs(t->dG_H_eV.value));
    return text;
}

static chp_selectivity compare(arena *a, const terms *t)
{
    chp_selectivity out = { 0 };
    if (!t->dG_H_eV.known)
        return out;
    if (t->dG_N2_eV.known) {
        double d_eV = t->dG_N2_eV.value - t->dG_H_eV.value;
        out.dG_N2_minus_dG_H_eV = known(d_eV);
        out.U_crossover_V = known(d_eV + t->scale_V);
        share_sites(a, &out, t);
    }
    if (t->dG_NNH_eV.known)
        out.dG_NNH_minus_dG_H_eV = known(t->dG_NNH_eV.value - t->dG_H_eV.value);
    if (t->U_L_NRR_V.known)
        compare_limits(&out, t);
    if (out.dG_N2_minus_dG_H_eV.known || out.dG_NNH_minus_dG_H_eV.known ||
        out.U_L_NRR_minus_U_L_HER_V.known)
        out.caution = caution(a, &out, t);
    return out;
}

/* --- from a catalyst ------------------------------------------------------------- */

/* The lowest of the states of these names. */
static chp_fact lowest(const chp_catalyst *c, const char *const *state_names)
{
    chp_fact best = { 0 };
    for (size_t i = 0; i < c->n_states; i++)
        for (int k = 0; state_names[k]; k++) {
            const chp_state *s = &c->states[i];
            if (strcmp(s->name, state_names[k]) == 0 && s->dG_eV.known &&
                (!best.known || s->dG_eV.value < best.value))
                best = s->dG_eV;
        }
    return best;
}

/* D7: what *H costs in the cell of another adsorbate, at U = 0. */
static chp_fact beside(const chp_catalyst *c, const char *both, const char *alone)
{
    const char *const with[] = { both, NULL }, *const without[] = { alone, NULL };
    chp_fact a = lowest(c, with), b = lowest(c, without);
    return a.known && b.known ? known(a.value - b.value) : (chp_fact){ 0 };
}

static bool makes_ammonia(const chp_study *s, const char *reaction)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        if (strcmp(s->reactions[i]->name, reaction) == 0)
            return gases_is_ammonia_synthesis(s->reactions[i]);
    return false;
}

/* A hybrid counts where no named mechanism is complete. */
static bool is_better(const chp_profile *p, const chp_profile *than)
{
    return p->is_hybrid == than->is_hybrid ? p->U_L_V > than->U_L_V : than->is_hybrid;
}

static const chp_profile *best_reduction(const chp_study *s, const chp_catalyst *c)
{
    const chp_profile *best = NULL;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (p->is_complete && p->has_limit && makes_ammonia(s, p->reaction) &&
            (!best || is_better(p, best)))
            best = p;
    }
    return best;
}

static void warn_coverage(const chp_catalyst *c, const chp_profile *nrr, chp_diag *diag)
{
    const chp_fact *U_x = &c->selectivity.U_crossover_V;
    if (!nrr || !U_x->known || nrr->U_L_V >= U_x->value)
        return;
    diag_warn(diag, "C15", c->states[0].at,
              "%s: below %.2f V *H is more stable than *N2, and U_L is %.2f V", c->name,
              U_x->value, nrr->U_L_V);
    diag_hint(diag, "The site is predicted to hold H where nitrogen reduction becomes "
                    "downhill: compute it at that coverage.");
}

/* Those of --potential; U_L is that of nitrogen reduction. */
static double *potentials(arena *a, const chp_options *o, const chp_profile *nrr,
                          size_t *n)
{
    double *U_V = arena_new(a, double, o->n_potentials + 1);
    *n = 0;
    for (size_t i = 0; i < o->n_potentials; i++) {
        bool is_limit = o->potentials[i].word == POTENTIAL_UL && nrr;
        if (is_limit || o->potentials[i].word == POTENTIAL_NUMBER)
            U_V[(*n)++] = is_limit ? nrr->U_L_V : o->potentials[i].U_V;
    }
    return U_V;
}

void selectivity_judge(chp_study *s, chp_catalyst *c, chp_diag *diag)
{
    static const char *const hydrogen[] = { "*H", NULL };
    static const char *const nitrogen[] = { "*N2", "*N*N", NULL };
    static const char *const first[] = { "*NNH", "*N*NH", NULL };
    const chp_options *o = s->in.options;
    const chp_profile *nrr = best_reduction(s, c);
    terms t = {
        .dG_H_eV = lowest(c, hydrogen),
        .dG_N2_eV = lowest(c, nitrogen),
        .dG_NNH_eV = lowest(c, first),
        .T_K = o->T_K,
        .scale_V = o->scale == CHP_SHE ? -eV_per_pH(o->T_K) * o->pH : 0,
    };
    if (!t.dG_H_eV.known)
        return;
    if (nrr)
        t.U_L_NRR_V = known(nrr->U_L_V);
    t.U_V = potentials(&s->memory, o, nrr, &t.n_potentials);
    c->dG_H_eV = t.dG_H_eV;
    c->U_L_HER_V = known(U_L_HER_V(&t));
    c->exchange_rate_s = known(selectivity_exchange_s(t.dG_H_eV.value, o->T_K));
    c->selectivity = compare(&s->memory, &t);
    c->selectivity.dG_H_beside_N2_eV = beside(c, "*N2+*H", "*N2");
    c->selectivity.dG_H_beside_NNH_eV = beside(c, "*NNH+*H", "*NNH");
    warn_coverage(c, nrr, diag);
}
