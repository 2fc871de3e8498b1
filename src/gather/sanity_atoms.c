/* Do the atoms of a run make sense? */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "gather/sanity.h"

static int element_at(const chp_calc *calc, size_t atom)
{
    for (size_t i = 0; i < calc->n_species; i++) {
        if (atom < calc->species[i].count)
            return calc->species[i].atomic_number;
        atom -= calc->species[i].count;
    }
    return 0;
}

void check_moments(const checkup *c)
{
    for (size_t i = 0; i < c->calc->n_moments; i++) {
        int element = element_at(c->calc, i);
        bool is_lanthanide = element >= 57 && element <= 71;
        double moment = fabs(c->calc->moment_muB[i]);
        if (moment <= (is_lanthanide ? 10 : 5))
            continue;
        diag_warn(c->diag, "moment", at_run(c), "atom %zu (%s) has a moment of %.2f µB",
                  i + 1, element ? element_symbol(element) : "?", moment);
        diag_hint(c->diag, "No free atom has so much: look at MAGMOM and the density.");
        return;
    }
}

/* The distance between two atoms, by folding each axis: right for all that are near. */
static double folded_A(const chp_structure *s, size_t i, size_t j)
{
    double d[3], square = 0;
    for (int k = 0; k < 3; k++) {
        d[k] = s->fractional[i][k] - s->fractional[j][k];
        d[k] -= nearbyint(d[k]);
    }
    for (int k = 0; k < 3; k++) {
        double x = d[0] * s->lattice_A[0][k] + d[1] * s->lattice_A[1][k] +
                   d[2] * s->lattice_A[2][k];
        square += x * x;
    }
    return sqrt(square);
}

/* Whether the pair overlaps; a hydrogen pair that is too short for H2 is told. */
static bool check_pair(const checkup *c, const chp_structure *s, size_t i, size_t j,
                       double distance_A)
{
    int x = s->atomic_number[i], y = s->atomic_number[j];
    double radii = element_covalent_radius_A(x) + element_covalent_radius_A(y);
    chp_where at = s->at.path ? s->at : at_run(c);
    if (distance_A < 0.5 * radii) {
        diag_error(c->diag, "overlap", at,
                   "atoms %zu (%s) and %zu (%s) are %.3f Å apart", i + 1,
                   element_symbol(x), j + 1, element_symbol(y), distance_A);
        diag_hint(c->diag, "Look at the geometry: two atoms lie on each other.");
        return true;
    }
    if (x == 1 && y == 1 && distance_A < 0.6) {
        diag_warn(c->diag, "overlap", at, "hydrogens %zu and %zu are %.3f Å apart",
                  i + 1, j + 1, distance_A);
        diag_hint(c->diag, "H2 has 0.74 Å: look at the geometry.");
        return true;
    }
    return false;
}

/* A bond to a large atom is longer than 3 Å. */
static bool is_far(const chp_structure *s, size_t i, size_t j, double distance_A)
{
    double radii = element_covalent_radius_A(s->atomic_number[i]) +
                   element_covalent_radius_A(s->atomic_number[j]);
    return distance_A > fmax(3, 1.5 * radii);
}

static bool is_alone(const chp_structure *s, size_t i)
{
    for (size_t j = 0; j < s->n_atoms; j++)
        if (j != i && !is_far(s, i, j, folded_A(s, i, j)))
            return false;
    for (size_t j = 0; j < s->n_atoms; j++)
        if (j != i && !is_far(s, i, j, structure_distance_A(s, i, j)))
            return false;
    return true;
}

enum { MOST_ATOMS = 4000 }; // beyond, all pairs take too long

/* The stress across a vacuum is no reason to change its width. */
void check_cell(const checkup *c)
{
    const double least_vacuum_A = 8; // the layers of no solid are so far apart
    const chp_structure *s = c->calc->initial;
    double isif;
    if (c->calc->kind != CHP_RUN_RELAXATION || !s || !s->fractional ||
        !chp_calc_number(c->calc, "ISIF", &isif) || isif < 3)
        return;
    double vacuum = structure_vacuum(s).width_A;
    if (!(vacuum > least_vacuum_A))
        return;
    diag_warn(c->diag, "cell-relaxed", chp_calc_setting(c->calc, "ISIF")->at,
              "the cell was relaxed (ISIF = %g), with a vacuum of %.1f Å in it", isif,
              vacuum);
    diag_hint(c->diag, "Keep the cell of a slab or molecule: ISIF = 2.");
}

void check_atoms(const checkup *c)
{
    const chp_structure *s = c->calc->final;
    if (!s || !s->fractional || s->n_atoms < 2 || s->n_atoms > MOST_ATOMS)
        return;
    for (size_t i = 0; i < s->n_atoms; i++)
        for (size_t j = 0; j < i; j++) {
            double distance = folded_A(s, i, j);
            if (distance < 3 && check_pair(c, s, j, i, distance))
                return;
        }
    for (size_t i = 0; i < s->n_atoms; i++)
        if (is_alone(s, i)) {
            diag_warn(c->diag, "lone-atom", s->at.path ? s->at : at_run(c),
                      "atom %zu (%s) is far from every other", i + 1,
                      element_symbol(s->atomic_number[i]));
            diag_hint(c->diag, "It has left the rest: look at the geometry.");
            return;
        }
}
