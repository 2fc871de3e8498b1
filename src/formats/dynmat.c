/* DYNMAT, the forces that displaced atoms make: kinds of atoms, atoms and
 * displacements, the masses of the kinds, and for each displacement the atom, its
 * number, the vector (Å) and the change of the forces on all atoms (eV/Å), without
 * those of frozen ones:
 *
 *       2  6    3
 *       63.546 196.966
 *        4    1  0.0500  0.0000  0.0000
 *       0.000000   0.000000   0.000000
 *      -0.297585   0.055901   0.000000
 *
 * dF/dx is force by displacement; where one degree of freedom was displaced several
 * times, the straight line through the origin. Which atom is of which kind the file
 * does not tell: its modes need the counts of another.
 */
#include <math.h>

#include "base/diag.h"
#include "chem/hessian.h"
#include "formats/format.h"
#include "formats/row.h"

enum { MOST_ATOMS = 100000, MOST_KINDS = 1000 };

/* One degree of freedom. */
typedef struct {
    size_t atom;
    unsigned char axis;
    double dx2;  // sum of squared displacements
    double *Fdx; // sum of force times displacement: three for each atom
} freedom;

typedef struct {
    scan *in;
    reading *r;
    chp_calc *calc;
    size_t n_kinds, n_atoms, n_displacements;
    freedom *rows;
    size_t n_rows;
} dynmat;

/* --- what it is ------------------------------------------------------------------- */

static bool count(double x, double most, size_t *out)
{
    if (!(x >= 1 && x <= most) || x != floor(x))
        return false;
    *out = (size_t)x;
    return true;
}

static bool is_head(str line, size_t *n_kinds, size_t *n_atoms, size_t *n_displacements)
{
    double n[3];
    return row_is(line, n, 3) && count(n[0], MOST_KINDS, n_kinds) &&
           count(n[1], MOST_ATOMS, n_atoms) &&
           count(n[2], 12.0 * MOST_ATOMS, n_displacements);
}

static bool are_masses(str line, size_t n_kinds)
{
    double mass;
    size_t n = 0;
    for (; row_read(&line, &mass, 1) == 1; n++)
        if (!(mass > 0 && mass < 400))
            return false;
    return n == n_kinds && str_trim(line).len == 0;
}

static bool is_displacement(str line, size_t n_atoms, double row[5])
{
    size_t atom, number;
    return row_is(line, row, 5) && count(row[0], (double)n_atoms, &atom) &&
           count(row[1], 12.0 * MOST_ATOMS, &number);
}

static int bid(str head)
{
    str line;
    size_t n_kinds, n_atoms, n_displacements;
    double row[5];
    bool is_mine = str_line(&head, &line) &&
                   is_head(line, &n_kinds, &n_atoms, &n_displacements) &&
                   str_line(&head, &line) && are_masses(line, n_kinds) &&
                   str_line(&head, &line) && is_displacement(line, n_atoms, row);
    return is_mine ? 8 * 16 : 0;
}

/* --- reading ---------------------------------------------------------------------- */

static bool bad(dynmat *d, const char *fact)
{
    diag_error(d->r->diag, "modes", d->in->at, "%s", fact);
    diag_hint(d->r->diag,
              "The file was cut or edited: read OUTCAR, which has a table of modes.");
    return false;
}

static freedom *row_of(dynmat *d, size_t atom, unsigned char axis)
{
    for (size_t i = d->n_rows; i > 0; i--)
        if (d->rows[i - 1].atom == atom && d->rows[i - 1].axis == axis)
            return &d->rows[i - 1];
    d->rows = arena_grow(d->r->a, d->rows, d->n_rows, sizeof *d->rows);
    d->rows[d->n_rows] = (freedom){ .atom = atom, .axis = axis };
    d->rows[d->n_rows].Fdx = arena_new(d->r->a, double, 3 * d->n_atoms);
    return &d->rows[d->n_rows++];
}

/* Along one axis of the Cartesian ones. */
static bool only_axis(const double v[3], unsigned char *axis)
{
    size_t n = 0;
    for (unsigned char j = 0; j < 3; j++)
        if (v[j] != 0) {
            *axis = j;
            n++;
        }
    return n == 1;
}

static bool read_displacement(dynmat *d)
{
    double row[5], f[3];
    unsigned char axis;
    if (!is_displacement(d->in->line, d->n_atoms, row))
        return bad(d, "this line is no displacement");
    if (!only_axis(&row[2], &axis))
        return bad(d, "an atom was displaced along no axis, or along several");
    double dx = row[2 + axis];
    freedom *to = row_of(d, (size_t)row[0] - 1, axis);
    to->dx2 += dx * dx;
    for (size_t i = 0; i < d->n_atoms; i++) {
        if (!scan_line(d->in) || !row_is(d->in->line, f, 3))
            return bad(d, "the table of forces is not whole");
        for (size_t j = 0; j < 3; j++)
            to->Fdx[3 * i + j] += f[j] * dx;
    }
    return true;
}

static void fill(dynmat *d)
{
    arena *a = d->r->a;
    size_t n = d->n_rows;
    double *slope = arena_get(a, n, n * sizeof *slope);
    size_t *atom = arena_new(a, size_t, n);
    unsigned char *axis = arena_new(a, unsigned char, n);
    for (size_t i = 0; i < n; i++) {
        atom[i] = d->rows[i].atom;
        axis[i] = d->rows[i].axis;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            slope[i * n + j] = d->rows[i].Fdx[3 * atom[j] + axis[j]] / d->rows[i].dx2;
    d->calc->hessian = hessian_from_forces(a, n, slope, atom, axis, d->in->at);
}

/* Atoms of one kind need no other file. */
static void fill_modes(dynmat *d, chp_where at)
{
    double mass;
    if (d->n_kinds != 1 || !chp_calc_number(d->calc, "POMASS", &mass))
        return;
    const chp_species all = { .count = d->n_atoms, .mass_u = fact_at(mass, at) };
    chp_calc one = { .n_atoms = d->n_atoms, .hessian = d->calc->hessian };
    one.species = &all;
    one.n_species = 1;
    if (!hessian_fill_modes(d->r->a, &one, at, d->r->diag))
        return;
    d->calc->has_modes = true;
    d->calc->n_modes = one.n_modes;
    d->calc->mode_cm1 = one.mode_cm1;
    d->calc->modes_at = at;
}

static bool read_head(dynmat *d)
{
    if (!scan_line(d->in) ||
        !is_head(d->in->line, &d->n_kinds, &d->n_atoms, &d->n_displacements))
        return bad(d, "the counts of atoms and displacements are no counts");
    d->calc->n_atoms = d->n_atoms;
    if (!scan_line(d->in) || !are_masses(d->in->line, d->n_kinds))
        return bad(d, "the masses are not those of the kinds of atoms");
    calc_add_setting(d->r->a, d->calc, STR("POMASS"), d->in->line, d->in->at);
    return true;
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    dynmat d = { .in = in, .r = r, .calc = calc };
    calc->format = "dynmat";
    calc->kind = CHP_RUN_FREQUENCIES;
    if (!read_head(&d))
        return false;
    chp_where at = { .path = in->at.path, .line = in->at.line + 1 };
    size_t n = 0;
    while (scan_line(in)) {
        if (str_trim(in->line).len == 0)
            continue;
        if (!read_displacement(&d))
            return false;
        n++;
    }
    if (n != d.n_displacements)
        return bad(&d,
                   arena_print(r->a, "%zu displacements are here, %zu were announced",
                               n, d.n_displacements));
    fill(&d);
    fill_modes(&d, at);
    return true;
}

const format format_dynmat = {
    .name = "dynmat",
    .what = "the forces of displaced atoms, and modes made of them",
    .known_by = "counts, masses, and in line 3 an atom and how it was displaced",
    .spec = "https://www.vasp.at/wiki/index.php/DYNMAT",
    .bid = bid,
    .read = read,
};
