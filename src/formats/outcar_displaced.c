/* Force constants from the forces of the displaced steps. VASP prints them itself, with
 * their modes, unless it stops between the last step and its table. Each step moves one
 * atom along one axis by a multiple of d (POTIM),
 *
 *     dF/dx = [F(+d) - F(-d)] / 2d                                  NFREE = 2
 *     dF/dx = [8 F(+d) - 8 F(-d) - F(+2d) + F(-2d)] / 12d           NFREE = 4
 *     dF/dx = [F(+d) - F(0)] / d                                    NFREE = 1
 *
 * and by which multiple, along what, its positions tell. With IBRION = 6 symmetry
 * spares most displacements: then only a run without symmetry can be rebuilt.
 */
#include <math.h>

#include "chem/hessian.h"
#include "formats/outcar.h"

enum { PLUS = 1, MINUS = 2, PLUS_TWO = 4, MINUS_TWO = 8, AXIS_WIDTH = 13 };

/* What was seen of one degree of freedom, and the odd part of its forces. */
typedef struct displaced_row {
    size_t atom;
    unsigned char axis, seen;
    double *one, *two; // F(+d) - F(-d), F(+2d) - F(-2d): three for each atom
} displaced_row;

static double position(const step *s, size_t atom, size_t axis)
{
    str field = { s->positions.at + atom * POSITION_WIDTH + axis * AXIS_WIDTH,
                  AXIS_WIDTH };
    double x;
    return str_number(field, &x) ? x : NAN;
}

/* Atoms at the edge of the cell come out on its other side. */
static void shortest(const double lattice_A[3][3], double d[3])
{
    double best = INFINITY, out[3] = { 0 };
    for (int k = 0; k < 27; k++) {
        double v[3], length2 = 0;
        for (size_t i = 0; i < 3; i++) {
            v[i] = d[i] + (k % 3 - 1) * lattice_A[0][i] +
                   (k / 3 % 3 - 1) * lattice_A[1][i] + (k / 9 - 1) * lattice_A[2][i];
            length2 += v[i] * v[i];
        }
        if (length2 < best) {
            best = length2;
            memcpy(out, v, sizeof out);
        }
    }
    memcpy(d, out, sizeof out);
}

typedef struct {
    size_t atom;
    unsigned char axis;
    int multiple; // of d; 0: nothing moved
} shift;

/* Positions have five decimals. */
static bool find_shift(const outcar *o, const step *s, double step_A, shift *out)
{
    const double fuzz_A = 2.5e-5;
    *out = (shift){ 0 };
    for (size_t i = 0; i < o->calc->n_atoms; i++) {
        double d[3];
        for (size_t j = 0; j < 3; j++)
            d[j] = position(s, i, j) - position(&o->kept, i, j);
        if (fabs(d[0]) + fabs(d[1]) + fabs(d[2]) < fuzz_A)
            continue;
        shortest(o->lattice_A, d);
        for (unsigned char j = 0; j < 3; j++) {
            double multiple = round(d[j] / step_A);
            if (!(fabs(d[j] - multiple * step_A) < fuzz_A) || fabs(multiple) > 2)
                return false;
            if (multiple == 0)
                continue;
            if (out->multiple != 0)
                return false; // two axes at once
            *out = (shift){ i, j, (int)multiple };
        }
    }
    return out->multiple != 0;
}

static displaced_row *row_of(outcar *o, const shift *moved)
{
    displacements *d = &o->shift;
    for (size_t i = d->n_rows; i > 0; i--)
        if (d->rows[i - 1].atom == moved->atom && d->rows[i - 1].axis == moved->axis)
            return &d->rows[i - 1];
    d->rows = arena_grow(o->a, d->rows, d->n_rows, sizeof *d->rows);
    displaced_row *row = &d->rows[d->n_rows++];
    *row = (displaced_row){ .atom = moved->atom, .axis = moved->axis };
    row->one = arena_new(o->a, double, 3 * o->calc->n_atoms);
    row->two = arena_new(o->a, double, 3 * o->calc->n_atoms);
    return row;
}

static void add_forces(outcar *o, const step *s, const shift *moved)
{
    static const unsigned char masks[] = { MINUS_TWO, MINUS, 0, PLUS, PLUS_TWO };
    displaced_row *row = row_of(o, moved);
    unsigned char mask = masks[moved->multiple + 2];
    double *to = abs(moved->multiple) == 1 ? row->one : row->two;
    double sign = moved->multiple > 0 ? 1 : -1;
    if (row->seen & mask) {
        o->shift.is_lost = true; // twice the same
        return;
    }
    row->seen |= mask;
    for (size_t k = 0; k < s->force_eV_A.n; k++)
        to[k] += sign * s->force_eV_A.at[k];
}

void outcar_displaced(outcar *o, const step *s)
{
    size_t n = o->calc->n_atoms;
    double step_A = o->potim_A.value;
    shift moved;
    bool has_tables = n > 0 && s->force_eV_A.n == 3 * n &&
                      s->positions.n == n * POSITION_WIDTH &&
                      o->kept.positions.n == n * POSITION_WIDTH;
    if (o->shift.is_lost || o->shift.has_strain)
        return;
    if (has_tables && o->potim_A.known && step_A > 0 && o->has_lattice &&
        find_shift(o, s, step_A, &moved))
        add_forces(o, s, &moved);
    else
        o->shift.is_lost = true;
}

/* --- putting them together ---------------------------------------------- */

static bool is_complete(const outcar *o)
{
    const displacements *d = &o->shift;
    double ibrion = 0;
    chp_calc_number(o->calc, "IBRION", &ibrion);
    size_t expected = ibrion == 5 ? d->n_freedoms : 3 * o->calc->n_atoms;
    if (d->is_lost || d->n == 0 || d->n_steps != d->n || d->n_rows == 0 ||
        d->n_rows != expected)
        return false;
    unsigned seen = d->rows[0].seen;
    for (size_t i = 0; i < d->n_rows; i++)
        if (d->rows[i].seen != seen)
            return false;
    return seen == PLUS || seen == (PLUS | MINUS) ||
           seen == (PLUS | MINUS | PLUS_TWO | MINUS_TWO);
}

static double slope(const outcar *o, const displaced_row *row, size_t k)
{
    double d = o->potim_A.value;
    if (row->seen == PLUS)
        return (row->one[k] - o->kept.force_eV_A.at[k]) / d;
    if (row->seen == (PLUS | MINUS))
        return row->one[k] / (2 * d);
    return (8 * row->one[k] - row->two[k]) / (12 * d);
}

static const chp_hessian *rebuilt(outcar *o)
{
    const displacements *d = &o->shift;
    size_t n = d->n_rows;
    double *slopes = arena_get(o->a, n, n * sizeof *slopes);
    size_t *atom = arena_new(o->a, size_t, n);
    unsigned char *axis = arena_new(o->a, unsigned char, n);
    for (size_t i = 0; i < n; i++) {
        atom[i] = d->rows[i].atom;
        axis[i] = d->rows[i].axis;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            slopes[i * n + j] = slope(o, &d->rows[i], 3 * atom[j] + axis[j]);
    return hessian_from_forces(o->a, n, slopes, atom, axis, o->in->at);
}

/* When VASP's own table is not there, but all that it is made of. */
void outcar_rebuild_modes(outcar *o)
{
    chp_calc *calc = o->calc;
    bool is_wanted = calc->kind == CHP_RUN_FREQUENCIES && !calc->has_modes;
    if (!is_wanted || (!calc->hessian && !is_complete(o)))
        return;
    bool is_printed = calc->hessian != NULL;
    if (!is_printed)
        calc->hessian = rebuilt(o);
    if (!hessian_fill_modes(o->a, calc, o->in->at, o->diag))
        return;
    if (is_printed)
        diag_warn(o->diag, "modes-rebuilt", o->in->at,
                  "the table of modes is missing: %zu modes were made of the force "
                  "constants",
                  calc->n_modes);
    else
        diag_warn(o->diag, "modes-rebuilt", o->in->at,
                  "the table of modes is missing: %zu modes were made of the forces of "
                  "%zu displaced steps",
                  calc->n_modes, o->shift.n_steps);
    diag_hint(o->diag, "VASP's own would be the same within its rounding: keep the "
                       "whole OUTCAR.");
}
