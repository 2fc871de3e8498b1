/* Modes from force constants.
 *
 *     D_ij = H_ij / sqrt(m_i m_j),   nu_k = sqrt(lambda_k) / (2 pi c)
 *
 * with lambda the eigenvalues of D, in eV/(u Å^2) for H in eV/Å^2; a negative one gives
 * an imaginary mode, written as a negative wavenumber. */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "chepath/thermo.h"
#include "math/dense.h"

#define PI 3.14159265358979323846

/* From sqrt(eV/u)/Å to 1/cm. */
static double cm1_of(double lambda)
{
    double per_s = sqrt(fabs(lambda) * CHARGE_C / (ATOMIC_MASS_KG * 1e-20));
    double cm1 = per_s / (2 * PI * LIGHT_M_S * 100);
    return lambda < 0 ? -cm1 : cm1;
}

static bool modes(arena *a, const chp_hessian *hessian, const double *mass_u,
                  double *mode_cm1, chp_diag *diag)
{
    size_t n = hessian->n;
    double *D = arena_new(a, double, n *n), *lambda = arena_new(a, double, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double m = mass_u[hessian->atom[i]] * mass_u[hessian->atom[j]];
            D[i * n + j] = hessian->eV_A2[i * n + j] / sqrt(m);
        }
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    if (!d->eigen_symmetric((int)n, D, lambda)) {
        diag_error(diag, "not-a-number", NOWHERE, "the force constants have no modes");
        diag_hint(diag,
                  "A displacement of the frequency run must have failed: look for "
                  "stars in OUTCAR.");
        return false;
    }
    for (size_t i = 0; i < n; i++)
        mode_cm1[i] = cm1_of(lambda[n - 1 - i]); // LAPACK's rise
    return true;
}

bool chp_modes_from_hessian(const chp_hessian *hessian, const double *mass_u,
                            double *mode_cm1, chp_diag *diag)
{
    arena scratch = { 0 };
    bool ok = modes(&scratch, hessian, mass_u, mode_cm1, diag);
    arena_clear(&scratch);
    return ok;
}
