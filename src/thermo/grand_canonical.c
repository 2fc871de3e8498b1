/* Constant potential, from charged runs in implicit electrolyte.
 *
 *     mu = e_F + phi,   U_SHE = -mu / e - U_abs                                 (1)
 *     A(N) = E(N) + phi (N - N0),   Omega(U) = A(N) - mu (N - N0)               (2)
 *     Omega(U) = Omega0 - C/2 (U - U0)^2,   N - N0 = -(C / e) (U - U0)          (3)
 *     dG(U) = Omega_b - Omega_a + rest + n_H e U_RHE                            (4)
 *
 * with phi the FERMI_SHIFT of the solvation patch and U_SHE = U_RHE - kT ln 10 pH / e.
 * That dA/dN = mu tells a wrong sign or a missing phi.
 *
 * Mathew et al., J. Chem. Phys. 151, 234101 (2019).
 */
#include "thermo/grand_canonical.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "math/dense.h"
#include "math/root.h"

/* (1), (2) */
static charged_point point(const charged_run *run, double neutral_electrons,
                           double absolute_V)
{
    double extra = run->n_electrons - neutral_electrons;
    double mu_eV = run->fermi_eV + run->shift_eV;
    double A_eV = run->energy_eV + run->shift_eV * extra;
    return (charged_point){
        .n_electrons = run->n_electrons,
        .mu_eV = mu_eV,
        .U_SHE_V = -mu_eV - absolute_V,
        .A_eV = A_eV,
        .omega_eV = A_eV - mu_eV * extra,
    };
}

/* dA/dN at b by the parabola through three neighbours. */
static double slope(const charged_point *a, const charged_point *b,
                    const charged_point *c)
{
    double left = b->n_electrons - a->n_electrons;
    double right = c->n_electrons - b->n_electrons;
    double before = (b->A_eV - a->A_eV) / left, after = (c->A_eV - b->A_eV) / right;
    return (before * right + after * left) / (left + right);
}

static bool passes_sign_test(const charged_point *p, size_t n, const charged_run *runs,
                             chp_diag *diag)
{
    const double most_eV = 0.05;
    for (size_t i = 1; i + 1 < n; i++) {
        double off_eV = slope(&p[i - 1], &p[i], &p[i + 1]) - p[i].mu_eV;
        if (fabs(off_eV) <= most_eV)
            continue;
        bool stands =
            diag_error(diag, "C24", runs[i].at,
                       "dA/dN differs from the electrons' potential by %.2f eV "
                       "at %g electrons",
                       off_eV, p[i].n_electrons);
        diag_hint(diag,
                  "FERMI_SHIFT has the wrong sign, belongs to another run, or the "
                  "number of electrons does.");
        if (stands)
            return false;
    }
    return true;
}

bool charged_points(const charged_run *runs, size_t n_runs, double neutral_electrons,
                    double absolute_V, charged_point *out, chp_diag *diag)
{
    for (size_t i = 0; i < n_runs; i++) {
        if (!runs[i].has_shift) {
            diag_error(diag, "C24", runs[i].at, "a charged run without FERMI_SHIFT");
            diag_hint(diag,
                      "The solvation patch prints it to standard output: keep that "
                      "file beside OUTCAR.");
            return false;
        }
        out[i] = point(&runs[i], neutral_electrons, absolute_V);
    }
    return passes_sign_test(out, n_runs, runs, diag);
}

static void judge_fit(const charged_point *p, size_t n, grand_potential *g)
{
    double mean = 0, total = 0, left = 0;
    g->U_min_V = g->U_max_V = p[0].U_SHE_V;
    for (size_t i = 0; i < n; i++)
        mean += p[i].omega_eV / (double)n;
    for (size_t i = 0; i < n; i++) {
        double off = p[i].omega_eV - grand_potential_at(g, p[i].U_SHE_V);
        total += (p[i].omega_eV - mean) * (p[i].omega_eV - mean);
        left += off * off;
        g->worst_eV = fmax(g->worst_eV, fabs(off));
        g->U_min_V = fmin(g->U_min_V, p[i].U_SHE_V);
        g->U_max_V = fmax(g->U_max_V, p[i].U_SHE_V);
    }
    g->r_squared = total > 0 ? 1 - left / total : 1;
}

/* (3) as c0 + c1 U + c2 U^2 */
static bool fit(arena *a, const charged_point *p, size_t n, grand_potential *out,
                chp_diag *diag)
{
    double *A = arena_new(a, double, 3 * n), *b = arena_new(a, double, n);
    for (size_t i = 0; i < n; i++) {
        A[3 * i] = 1;
        A[3 * i + 1] = p[i].U_SHE_V;
        A[3 * i + 2] = p[i].U_SHE_V * p[i].U_SHE_V;
        b[i] = p[i].omega_eV;
    }
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    if (!d->least_squares((int)n, 3, A, b) || b[2] >= 0) {
        diag_error(diag, "C24", NOWHERE,
                   "the grand potential of %zu charges is no hill", n);
        diag_hint(diag, "A surface has a positive capacitance: check the numbers of "
                        "electrons and FERMI_SHIFT.");
        return false;
    }
    double C = -2 * b[2], U0 = b[1] / C;
    *out = (grand_potential){ .omega0_eV = b[0] + C * U0 * U0 / 2,
                              .capacitance_e_V = C,
                              .U0_V = U0 };
    judge_fit(p, n, out);
    return true;
}

bool grand_potential_fit(const charged_point *points, size_t n_points,
                         grand_potential *out, chp_diag *diag)
{
    if (n_points < 3) {
        diag_error(diag, "C24", NOWHERE, "%zu charges, but a parabola needs three",
                   n_points);
        diag_hint(diag, "Run the state with at least three numbers of electrons.");
        return false;
    }
    arena scratch = { 0 };
    bool ok = fit(&scratch, points, n_points, out, diag);
    arena_clear(&scratch);
    return ok;
}

double grand_potential_at(const grand_potential *g, double U_SHE_V)
{
    double U = U_SHE_V - g->U0_V;
    return g->omega0_eV - g->capacitance_e_V * U * U / 2;
}

bool grand_potential_is_guessed(const grand_potential *g, double U_SHE_V)
{
    const double most_V = 0.2;
    return U_SHE_V < g->U_min_V - most_V || U_SHE_V > g->U_max_V + most_V;
}

double capacitance_uF_cm2(double capacitance_e_V, double area_A2)
{
    const double uF_cm2 = CHARGE_C * 1e22; // of 1 e/V/Å^2
    return uF_cm2 * capacitance_e_V / area_A2;
}

/* (4) */
double charged_step_dG(const charged_step *step, double U_RHE_V)
{
    double U_SHE_V = U_RHE_V - BOLTZMANN_EV_K * step->T_K * log(10) * step->pH;
    return grand_potential_at(&step->b, U_SHE_V) -
           grand_potential_at(&step->a, U_SHE_V) + step->rest_eV + step->n_H * U_RHE_V;
}

typedef struct {
    const charged_step *steps;
    size_t n_steps;
} path;

static double largest_dG(double U_RHE_V, const void *context)
{
    const path *p = context;
    double largest = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++)
        largest = fmax(largest, charged_step_dG(&p->steps[i], U_RHE_V));
    return largest;
}

size_t charged_path_roots(const charged_step *steps, size_t n_steps, double U_low_V,
                          double U_high_V, double roots_V[CHARGED_MOST_ROOTS])
{
    enum { PIECES = 1000 };
    const path p = { steps, n_steps };
    size_t n = 0;
    double width = (U_high_V - U_low_V) / PIECES;
    for (int i = PIECES - 1; i >= 0 && n < CHARGED_MOST_ROOTS; i--) {
        double U = U_low_V + i * width;
        n += root_bisect(largest_dG, &p, U, U + width, &roots_V[n]);
    }
    return n;
}
