/* Modes from force constants.
 *
 *     D_ij = H_ij / sqrt(m_i m_j),   nu_k = sqrt(lambda_k) / (2 pi c)
 *
 * with lambda the eigenvalues of D, in eV/(u Å^2) for H in eV/Å^2; a negative one gives
 * an imaginary mode, written as a negative wavenumber. */
#include "chem/hessian.h"

#include <math.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "chepath/thermo.h"
#include "math/dense.h"

/* From sqrt(eV/u)/Å to 1/cm. */
static double cm1_of(double lambda)
{
    double per_s = sqrt(fabs(lambda) * CHARGE_C / (ATOMIC_MASS_KG * 1e-20));
    double cm1 = per_s / (2 * M_PI * LIGHT_M_S * 100);
    return lambda < 0 ? -cm1 : cm1;
}

static bool no_modes(chp_diag *diag)
{
    diag_error(diag, "not-a-number", NOWHERE, "the force constants have no modes");
    diag_hint(diag, "A displacement of the frequency run must have failed: look for "
                    "stars in OUTCAR.");
    return false;
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
    if (!d->eigen_symmetric((int)n, D, lambda))
        return no_modes(diag);
    for (size_t i = 0; i < n; i++) {
        mode_cm1[i] = cm1_of(lambda[n - 1 - i]); // LAPACK's rise
        if (!isfinite(mode_cm1[i]))
            return no_modes(diag);
    }
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

const chp_hessian *hessian_from_forces(arena *a, size_t n, const double *dF_dx,
                                       const size_t *atom, const unsigned char *axis,
                                       chp_where at)
{
    double *H = arena_get(a, n, n * sizeof *H), asymmetry = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            H[i * n + j] = -(dF_dx[i * n + j] + dF_dx[j * n + i]) / 2;
            asymmetry = fmax(asymmetry, fabs(dF_dx[i * n + j] - dF_dx[j * n + i]));
        }
    chp_hessian *out = arena_new(a, chp_hessian, 1);
    *out = (chp_hessian){ n, H, atom, axis, asymmetry, at };
    return out;
}

bool hessian_freedoms(const chp_structure *s, size_t n_atoms, size_t n, size_t *atom,
                      unsigned char *axis)
{
    bool is_partial = s && s->is_free && n != 3 * n_atoms;
    size_t found = 0;
    for (size_t i = 0; i < n_atoms; i++)
        for (unsigned char j = 0; j < 3; j++) {
            if (is_partial && !s->is_free[i][j])
                continue;
            if (found < n) {
                atom[found] = i;
                axis[found] = j;
            }
            found++;
        }
    return found == n;
}

/* Of each atom; NULL when one is not told. */
static double *masses_u(arena *a, const chp_calc *calc)
{
    double *mass_u = arena_new(a, double, calc->n_atoms + 1);
    size_t n = 0;
    for (size_t i = 0; i < calc->n_species; i++)
        for (size_t k = 0; k < calc->species[i].count && n < calc->n_atoms; k++) {
            if (!(calc->species[i].mass_u.value > 0))
                return NULL;
            mass_u[n++] = calc->species[i].mass_u.value;
        }
    return n > 0 && n == calc->n_atoms ? mass_u : NULL;
}

bool hessian_fill_modes(arena *a, chp_calc *calc, chp_where at, chp_diag *diag)
{
    const chp_hessian *h = calc->hessian;
    const double *mass_u = h ? masses_u(a, calc) : NULL;
    if (!mass_u)
        return false;
    for (size_t i = 0; i < h->n; i++)
        if (h->atom[i] >= calc->n_atoms)
            return false;
    double *mode_cm1 = arena_new(a, double, h->n + 1);
    if (!chp_modes_from_hessian(h, mass_u, mode_cm1, diag))
        return false;
    calc->has_modes = true;
    calc->mode_cm1 = mode_cm1;
    calc->n_modes = h->n;
    calc->modes_at = at;
    return true;
}
