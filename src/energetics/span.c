/* The energetic span model (Kozuch & Shaik, Acc. Chem. Res. 44, 101 (2011)).
 *
 *     dE_ij = T_i - I_j            the transition state comes after     (1.15)
 *     dE_ij = T_i - I_j + dG_r     it comes before: in the next turn
 *     TOF   = (k_B T / h) (exp(-dG_r / k_B T) - 1) / M                  (1.16)
 *     M     = sum_ij exp[(T_i - I_j - dG'_ij) / k_B T]
 *     dG'_ij = dG_r when i >= j, else 0
 *     X(T_i) = sum_j (...) / M,  X(I_j) = sum_i (...) / M               (1.18)
 *
 * The largest exponent is taken out of the sums, so that spans of several eV at low
 * temperature do not overflow.
 */
#include "energetics/span.h"

#include <math.h>

#include "base/diag.h"
#include "chem/constants.h"

static double between(const cycle *c, size_t i, size_t j)
{
    return c->T_eV[i] - c->I_eV[j] + (i >= j ? 0 : c->dG_r_eV);
}

static span largest(const cycle *c)
{
    span s = { .span_eV = -INFINITY };
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < c->n; j++) {
            double dE = between(c, i, j);
            if (dE > s.span_eV)
                s = (span){ .span_eV = dE, .tdts = i, .tdi = j };
        }
    return s;
}

/* One term of M, and M, without the factor exp[(span - dG_r) / kT]. */
static double term(const cycle *c, size_t i, size_t j, double span_eV, double kT)
{
    return exp((between(c, i, j) - span_eV) / kT);
}

static double sum_of_terms(const cycle *c, double span_eV, double kT)
{
    double sum = 0;
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < c->n; j++)
            sum += term(c, i, j, span_eV, kT);
    return sum;
}

bool span_of(const cycle *c, double T_K, span *out, chp_diag *diag)
{
    if (!(c->dG_r_eV < 0)) {
        diag_error(diag, "uphill-cycle", NOWHERE,
                   "the cycle is uphill by %.3f eV: it has no turnover frequency",
                   c->dG_r_eV);
        diag_hint(diag, "Choose a more negative potential for a reduction.");
        return false;
    }
    const double kT = BOLTZMANN_EV_K * T_K, attempt_s = kT / PLANCK_EV_S;
    span s = largest(c);
    s.tof_approximate_s = attempt_s * exp(-s.span_eV / kT);
    s.tof_s =
        s.tof_approximate_s * -expm1(c->dG_r_eV / kT) / sum_of_terms(c, s.span_eV, kT);
    *out = s;
    return true;
}

void span_control(const cycle *c, double T_K, double *control_T, double *control_I)
{
    const double kT = BOLTZMANN_EV_K * T_K, span_eV = largest(c).span_eV;
    double sum = sum_of_terms(c, span_eV, kT);
    for (size_t k = 0; k < c->n; k++) {
        double by_T = 0, by_I = 0;
        for (size_t m = 0; m < c->n; m++) {
            by_T += term(c, k, m, span_eV, kT);
            by_I += term(c, m, k, span_eV, kT);
        }
        control_T[k] = by_T / sum;
        control_I[k] = by_I / sum;
    }
}
