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

static double span_between(const double *I_eV, const double *T_eV, size_t i, size_t j,
                           double dG_r_eV)
{
    return T_eV[i] - I_eV[j] + (i >= j ? 0 : dG_r_eV);
}

static void find_span(const double *I_eV, const double *T_eV, size_t n, double dG_r_eV,
                      span *out)
{
    out->span_eV = -INFINITY;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double dE = span_between(I_eV, T_eV, i, j, dG_r_eV);
            if (dE > out->span_eV) {
                out->span_eV = dE;
                out->tdts = i;
                out->tdi = j;
            }
        }
}

bool span_of(const double *I_eV, const double *T_eV, size_t n, double dG_r_eV,
             double T_K, span *out, double *control_T, double *control_I,
             chp_diag *diag)
{
    if (!(dG_r_eV < 0)) {
        diag_error(diag, "uphill-cycle", NOWHERE,
                   "the cycle is uphill by %.3f eV: it has no turnover frequency",
                   dG_r_eV);
        diag_hint(diag, "Choose a more negative potential for a reduction.");
        return false;
    }
    const double kT = BOLTZMANN_EV_K * T_K;
    span s = { 0 };
    find_span(I_eV, T_eV, n, dG_r_eV, &s);
    double sum = 0; // M, without the factor exp[(span - dG_r) / kT]
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            sum += exp((span_between(I_eV, T_eV, i, j, dG_r_eV) - s.span_eV) / kT);
    for (size_t k = 0; k < n; k++) {
        double by_T = 0, by_I = 0;
        for (size_t m = 0; m < n; m++) {
            by_T += exp((span_between(I_eV, T_eV, k, m, dG_r_eV) - s.span_eV) / kT);
            by_I += exp((span_between(I_eV, T_eV, m, k, dG_r_eV) - s.span_eV) / kT);
        }
        if (control_T)
            control_T[k] = by_T / sum;
        if (control_I)
            control_I[k] = by_I / sum;
    }
    double attempt_s = kT / PLANCK_EV_S;
    s.tof_approximate_s = attempt_s * exp(-s.span_eV / kT);
    s.tof_s = s.tof_approximate_s * -expm1(dG_r_eV / kT) / sum;
    *out = s;
    return true;
}
