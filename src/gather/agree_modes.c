/* Do the files of one run tell the same modes and force constants? VASP makes all of
 * them of one matrix. OUTCAR's are what the others are measured by.
 *
 *     OUTCAR         modes: 6 decimals in 1/cm; dF/dx: 6 decimals in eV/Å^2
 *     vasprun.xml    both: 8 decimals in eV/Å^2/u, weighted by masses
 *     vaspout.h5     as they were in memory
 */
#include <math.h>

#include "base/diag.h"
#include "gather/agree.h"

/* What was made of forces, or with other masses than the run's, is no table of VASP. */
static bool has_own_modes(const part *p)
{
    return p && p->is_usable && p->calc.has_modes && p->calc.modes_at.path &&
           !diag_has(p->diag, "modes-rebuilt") && !diag_has(p->diag, "standard-masses");
}

/* --- modes ------------------------------------------------------------------------ */

/* Squares are compared: they are what was computed, and of a mode near zero a rounded
 * one says little. */
static bool are_same_modes(double x_cm1, double y_cm1)
{
    const double most_cm1 = 1e-3, share = 2e-6, rounded_cm2 = 3e-3;
    double apart_cm2 = fabs(x_cm1 * fabs(x_cm1) - y_cm1 * fabs(y_cm1));
    double size_cm1 = fmax(fabs(x_cm1), fabs(y_cm1));
    return apart_cm2 <= 2 * size_cm1 * (most_cm1 + share * size_cm1) + rounded_cm2;
}

static void compare_modes(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    if (x->n_modes != y->n_modes) {
        diag_warn(diag, "files-disagree", x->modes_at, "%zu modes here and %zu in %s",
                  x->n_modes, y->n_modes, agree_elsewhere(b, y->modes_at).text);
        agree_advise(a, diag);
        return;
    }
    for (size_t i = 0; i < x->n_modes; i++) {
        if (are_same_modes(x->mode_cm1[i], y->mode_cm1[i]))
            continue;
        diag_warn(diag, "files-disagree", x->modes_at,
                  "mode %zu is %.3f 1/cm here and %.3f in %s", i + 1, x->mode_cm1[i],
                  y->mode_cm1[i], agree_elsewhere(b, y->modes_at).text);
        agree_advise(a, diag);
        return;
    }
}

/* --- force constants -------------------------------------------------------------- */

static bool are_of_same_axes(const chp_hessian *h, const chp_hessian *g)
{
    return h->n == g->n && memcmp(h->atom, g->atom, h->n * sizeof *h->atom) == 0 &&
           memcmp(h->axis, g->axis, h->n * sizeof *h->axis) == 0;
}

/* How far two rounded ones may lie apart. One file may hold them before VASP made them
 * symmetric: what it took away then, it did not take away from the other. */
static double tolerance_eV_A2(const chp_hessian *h, const chp_hessian *g)
{
    return 1e-4 + fmax(h->asymmetry_eV_A2, g->asymmetry_eV_A2);
}

static char axis_of(const chp_hessian *h, size_t i)
{
    return (char)('X' + h->axis[i]);
}

static void compare_hessians(const part *a, const part *b, chp_diag *diag)
{
    const chp_hessian *h = a->calc.hessian, *g = b->calc.hessian;
    if (!are_of_same_axes(h, g))
        return; // the numbers of their modes differ, too
    double most = tolerance_eV_A2(h, g);
    for (size_t i = 0; i < h->n * h->n; i++) {
        if (fabs(h->eV_A2[i] - g->eV_A2[i]) <= most)
            continue;
        size_t row = i / h->n, column = i % h->n;
        diag_warn(
            diag, "files-disagree", h->at,
            "the force constant of %zu%c and %zu%c is %.4f eV/Å² here and %.4f in "
            "%s",
            h->atom[row] + 1, axis_of(h, row), h->atom[column] + 1, axis_of(h, column),
            h->eV_A2[i], g->eV_A2[i], agree_elsewhere(b, g->at).text);
        agree_advise(a, diag);
        return;
    }
}

/* --- both ------------------------------------------------------------------------- */

void agree_modes(const files *f, chp_diag *diag)
{
    const part *const order[] = { f->outcar, f->vaspout, f->vasprun };
    const part *modes = NULL, *hessian = NULL;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const part *p = order[i];
        if (has_own_modes(p) && modes)
            compare_modes(modes, p, diag);
        else if (has_own_modes(p))
            modes = p;
        if (p && p->is_usable && p->calc.hessian && hessian)
            compare_hessians(hessian, p, diag);
        else if (p && p->is_usable && p->calc.hessian)
            hessian = p;
    }
}
