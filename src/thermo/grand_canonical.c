/* Constant potential, from charged runs in implicit electrolyte.
 *
 *     mu = e_F + phi,   U_SHE = -mu / e - U_abs                                 (1)
 *     A(N) = E(N) + phi (N - N0),   Omega(U) = A(N) - mu (N - N0)               (2)
 *     Omega(U) = Omega0 - C/2 (U - U0)^2 - C'/6 (U - U0)^3                      (3)
 *     N - N0 = -[C (U - U0) + C'/2 (U - U0)^2] / e
 *     dG(U) = Omega_b - Omega_a + rest + n_H e U_RHE                            (4)
 *
 * with phi the FERMI_SHIFT of the solvation patch and U_SHE = U_RHE - kT ln 10 pH / e;
 * C' = 0 but for a cubic. N0 makes U0, the potential of zero charge, the top of Omega.
 * That dA/dN = mu tells a phi of another run, or one of the wrong sign when phi moves
 * with N.
 *
 * Mathew et al., J. Chem. Phys. 151, 234101 (2019); U_abs = 4.44 V by Trasatti, Pure
 * Appl. Chem. 58, 955 (1986).
 */
#include "chepath/potential.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "chem/structure.h"
#include "math/dense.h"
#include "math/root.h"

/* How far a fit is used beyond the potentials that were sampled. */
#define MOST_BEYOND_V 0.2

/* A code that held the potential aligned it, too; what it added to the energies is
 * taken off again. */
static void of_electrode(const chp_electrode *e, chp_charged_run *out)
{
    if (e->grand_term_eV.known)
        out->energy_eV -= e->grand_term_eV.value;
    if (!e->mu_eV.known)
        return;
    out->shift_eV = e->mu_eV.value - out->fermi_eV;
    out->has_shift = true;
}

/* Whether the energy of fixed electrons can be had of it. */
static bool is_telling(const chp_calc *calc, chp_diag *diag)
{
    const chp_electrode *e = &calc->electrode;
    if (!e->code || !e->is_grand || e->grand_term_eV.known)
        return true;
    diag_error(diag, "C24", (chp_where){ calc->path, 0 },
               "the energies of %s are grand potentials, by a term that is not told",
               e->code);
    diag_hint(diag, "Keep OUTCAR: it tells the electrons of the last step.");
    return false;
}

bool chp_charged_run_of(const chp_calc *calc, chp_charged_run *out, chp_diag *diag)
{
    const struct {
        const char *name;
        const chp_fact *fact;
    } needed[] = { { "charge", &calc->charge_e },
                   { "Fermi level", &calc->e_fermi_eV },
                   { "energy", &calc->energies.sigma0_eV } };
    chp_where at = { calc->path, 0 };
    if (!is_telling(calc, diag))
        return false;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!needed[i].fact->known) {
            diag_error(diag, "C24", at, "the run does not tell its %s", needed[i].name);
            diag_hint(diag, "Read OUTCAR, which tells NELECT, ZVAL and E-fermi.");
            return false;
        }
    *out = (chp_charged_run){
        .path = calc->path,
        .extra_electrons = 0 - calc->charge_e.value,
        .energy_eV = calc->energies.sigma0_eV.value,
        .fermi_eV = calc->e_fermi_eV.value,
        .shift_eV = calc->fermi_shift_eV.value,
        .has_shift = calc->fermi_shift_eV.known,
        .at = at,
    };
    of_electrode(&calc->electrode, out);
    return true;
}

/* (1), (2) */
static chp_charged_point point(const chp_charged_run *run, double absolute_V)
{
    double extra = run->extra_electrons;
    double mu_eV = run->fermi_eV + run->shift_eV;
    double A_eV = run->energy_eV + run->shift_eV * extra;
    return (chp_charged_point){
        .path = run->path,
        .extra_electrons = extra,
        .mu_eV = mu_eV,
        .U_SHE_V = -mu_eV - absolute_V,
        .A_eV = A_eV,
        .omega_eV = A_eV - mu_eV * extra,
    };
}

/* dA/dN at b by the parabola through three neighbours. */
static double slope(const chp_charged_point *a, const chp_charged_point *b,
                    const chp_charged_point *c)
{
    double left = b->extra_electrons - a->extra_electrons;
    double right = c->extra_electrons - b->extra_electrons;
    double before = (b->A_eV - a->A_eV) / left, after = (c->A_eV - b->A_eV) / right;
    return (before * right + after * left) / (left + right);
}

static bool passes_sign_test(const chp_charged_point *p, size_t n, chp_diag *diag)
{
    const double most_eV = 0.05;
    for (size_t i = 1; i + 1 < n; i++) {
        double off_eV = slope(&p[i - 1], &p[i], &p[i + 1]) - p[i].mu_eV;
        if (fabs(off_eV) <= most_eV)
            continue;
        bool stands =
            diag_error(diag, "C24", (chp_where){ p[i].path, 0 },
                       "dA/dN differs from the electrons' potential by %.3f eV "
                       "at %+g electrons",
                       off_eV, p[i].extra_electrons);
        diag_hint(diag,
                  "FERMI_SHIFT has the wrong sign, belongs to another run, or the "
                  "number of electrons does.");
        if (stands)
            return false;
    }
    return true;
}

/* A shift of the wrong sign, the same in all runs, moves A and mu alike: then only the
 * potential of the neutral surface tells, which lies as far from SHE as work functions
 * do from 4.44 eV. */
static bool is_plausible(const chp_charged_point *p, size_t n, chp_diag *diag)
{
    const double most_V = 3;
    const chp_charged_point *neutral = p;
    for (size_t i = 1; i < n; i++)
        if (fabs(p[i].extra_electrons) < fabs(neutral->extra_electrons))
            neutral = &p[i];
    if (n == 0 || fabs(neutral->U_SHE_V) <= most_V)
        return true;
    bool stands = diag_error(diag, "C24", (chp_where){ neutral->path, 0 },
                             "at %+g electrons the surface is at %+.2f V (SHE): no "
                             "work function is so %s",
                             neutral->extra_electrons, neutral->U_SHE_V,
                             neutral->U_SHE_V > 0 ? "large" : "small");
    diag_hint(diag, "FERMI_SHIFT has the wrong sign, or belongs to another run.");
    return !stands;
}

static int rising(const void *a, const void *b)
{
    double x = ((const chp_charged_point *)a)->extra_electrons;
    double y = ((const chp_charged_point *)b)->extra_electrons;
    return (x > y) - (x < y);
}

/* Of points in rising number of electrons: that it does rise. */
static bool are_different(const chp_charged_point *p, size_t n, chp_diag *diag)
{
    const double same = 1e-6;
    for (size_t i = 1; i < n; i++) {
        if (p[i].extra_electrons - p[i - 1].extra_electrons > same)
            continue;
        diag_error(diag, "C24", (chp_where){ p[i].path, 0 },
                   "it has the same number of electrons, %+g, as %s",
                   p[i].extra_electrons, p[i - 1].path);
        diag_hint(diag, "Each run of a state has a NELECT of its own: leave one out.");
        return false;
    }
    return true;
}

bool chp_charged_points(const chp_charged_run *runs, size_t n_runs, double absolute_V,
                        chp_charged_point *out, chp_diag *diag)
{
    for (size_t i = 0; i < n_runs; i++) {
        if (!runs[i].has_shift) {
            diag_error(diag, "C24", runs[i].at, "a charged run without FERMI_SHIFT");
            diag_hint(diag,
                      "The solvation patch prints it to standard output: keep that "
                      "file beside OUTCAR.");
            return false;
        }
        out[i] = point(&runs[i], absolute_V);
    }
    qsort(out, n_runs, sizeof *out, rising);
    return are_different(out, n_runs, diag) && passes_sign_test(out, n_runs, diag) &&
           is_plausible(out, n_runs, diag);
}

static void judge_fit(const chp_charged_point *p, size_t n, chp_grand_potential *g)
{
    double mean = 0, total = 0, left = 0;
    g->U_min_V = g->U_max_V = p[0].U_SHE_V;
    for (size_t i = 0; i < n; i++)
        mean += p[i].omega_eV / (double)n;
    for (size_t i = 0; i < n; i++) {
        double off = p[i].omega_eV - chp_grand_potential_at(g, p[i].U_SHE_V);
        total += (p[i].omega_eV - mean) * (p[i].omega_eV - mean);
        left += off * off;
        g->worst_eV = fmax(g->worst_eV, fabs(off));
        g->U_min_V = fmin(g->U_min_V, p[i].U_SHE_V);
        g->U_max_V = fmax(g->U_max_V, p[i].U_SHE_V);
    }
    g->r_squared = total > 0 ? 1 - left / total : 1;
}

/* (3) from its coefficients about `centre_V`, c0 + c1 u + c2 u^2 + c3 u^3. At the top
 * c1 + 2 c2 u + 3 c3 u^2 = 0, in the form that holds for c3 = 0, too. */
static bool from_polynomial(const double c[4], double centre_V,
                            chp_grand_potential *out)
{
    double inside = c[2] * c[2] - 3 * c[1] * c[3];
    if (c[2] >= 0 || inside <= 0)
        return false;
    double root = sqrt(inside), u = c[1] / (root - c[2]);
    *out = (chp_grand_potential){
        .omega0_eV = c[0] + u * (c[1] + u * (c[2] + u * c[3])),
        .capacitance_e_V = 2 * root,
        .capacitance_slope_e_V2 = -6 * c[3],
        .U0_V = centre_V + u,
    };
    return true;
}

/* Whether the capacitance is positive wherever the fit is used. */
static bool is_hill(const chp_grand_potential *g)
{
    double C = g->capacitance_e_V, slope = g->capacitance_slope_e_V2;
    return C + slope * (g->U_min_V - MOST_BEYOND_V - g->U0_V) > 0 &&
           C + slope * (g->U_max_V + MOST_BEYOND_V - g->U0_V) > 0;
}

static bool fit(arena *a, const chp_charged_point *p, size_t n, int degree,
                chp_grand_potential *out, chp_diag *diag)
{
    size_t n_terms = (size_t)degree + 1;
    double *A = arena_new(a, double, n_terms *n), *b = arena_new(a, double, n);
    double centre_V = 0, c[4] = { 0 };
    for (size_t i = 0; i < n; i++)
        centre_V += p[i].U_SHE_V / (double)n;
    for (size_t i = 0; i < n; i++) {
        double power = 1;
        for (size_t k = 0; k < n_terms; k++, power *= p[i].U_SHE_V - centre_V)
            A[n_terms * i + k] = power;
        b[i] = p[i].omega_eV;
    }
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    bool is_solved = d->least_squares((int)n, degree + 1, A, b);
    for (size_t k = 0; k < n_terms; k++)
        c[k] = b[k];
    if (is_solved && from_polynomial(c, centre_V, out)) {
        judge_fit(p, n, out);
        if (is_hill(out))
            return true;
    }
    diag_error(diag, "C24", NOWHERE, "the grand potential of %zu charges is no hill",
               n);
    diag_hint(diag, "A surface has a positive capacitance: check the numbers of "
                    "electrons and FERMI_SHIFT.");
    return false;
}

bool chp_grand_potential_fit(const chp_charged_point *points, size_t n_points,
                             int degree, chp_grand_potential *out, chp_diag *diag)
{
    if (n_points < (size_t)degree + 1) {
        diag_error(diag, "C24", NOWHERE, "%zu charges, but a %s needs %s", n_points,
                   degree == 2 ? "parabola" : "cubic", degree == 2 ? "three" : "four");
        diag_hint(diag, "Run the state with at least %s numbers of electrons.",
                  degree == 2 ? "three" : "four");
        return false;
    }
    arena scratch = { 0 };
    bool ok = fit(&scratch, points, n_points, degree, out, diag);
    arena_clear(&scratch);
    return ok;
}

double chp_grand_potential_at(const chp_grand_potential *g, double U_SHE_V)
{
    double U = U_SHE_V - g->U0_V;
    return g->omega0_eV -
           U * U * (g->capacitance_e_V / 2 + g->capacitance_slope_e_V2 * U / 6);
}

bool chp_grand_potential_is_guessed(const chp_grand_potential *g, double U_SHE_V)
{
    return U_SHE_V < g->U_min_V - MOST_BEYOND_V || U_SHE_V > g->U_max_V + MOST_BEYOND_V;
}

double chp_charged_area_A2(const chp_calc *calc)
{
    const chp_structure *s = calc->final ? calc->final : calc->initial;
    if (!s)
        return 0;
    return vector_length(
        vector_cross(structure_vector_A(s, 0), structure_vector_A(s, 1)));
}

double chp_capacitance_uF_cm2(double capacitance_e_V, double area_A2)
{
    const double uF_cm2 = CHARGE_C * 1e22; // of 1 e/V/Å^2
    return uF_cm2 * capacitance_e_V / area_A2;
}

/* (4) */
double chp_charged_step_dG_eV(const chp_charged_step *step, double U_RHE_V)
{
    double U_SHE_V = U_RHE_V - eV_per_pH(step->T_K) * step->pH;
    return chp_grand_potential_at(&step->b, U_SHE_V) -
           chp_grand_potential_at(&step->a, U_SHE_V) + step->rest_eV +
           step->n_H * U_RHE_V;
}

typedef struct {
    const chp_charged_step *steps;
    size_t n_steps;
} path;

static double largest_dG(double U_RHE_V, const void *context)
{
    const path *p = context;
    double largest = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++)
        largest = fmax(largest, chp_charged_step_dG_eV(&p->steps[i], U_RHE_V));
    return largest;
}

size_t chp_charged_path_roots(const chp_charged_step *steps, size_t n_steps,
                              double U_low_V, double U_high_V,
                              double roots_V[CHP_CHARGED_MOST_ROOTS])
{
    enum { PIECES = 1000 };
    const path p = { steps, n_steps };
    size_t n = 0;
    double width = (U_high_V - U_low_V) / PIECES;
    for (int i = PIECES - 1; i >= 0 && n < CHP_CHARGED_MOST_ROOTS; i--) {
        double U = U_low_V + i * width, root_V;
        if (!root_bisect(largest_dG, &p, U, U + width, &root_V))
            continue;
        if (n == 0 || roots_V[n - 1] - root_V > width / 1000) // on a border: once
            roots_V[n++] = root_V;
    }
    return n;
}
