#include "energetics/adsorbate.h"

#include <math.h>
#include <stdint.h>

#include "chem/elements.h"
#include "chem/structure.h"

/* Farther than this an atom of the slab has not moved, it is another one. */
#define LIKE_A        1.5
#define BOND          1.25
#define BOND_HYDROGEN 1.30
enum { HYDROGEN = 1 };

static bool same_cell(const chp_structure *a, const chp_structure *b)
{
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            if (fabs(a->lattice_A[i][k] - b->lattice_A[i][k]) > 0.05)
                return false;
    return true;
}

/* Distance between an atom of one structure and one of another in the same cell. */
static double across_A(const chp_structure *s, size_t i, const chp_structure *t,
                       size_t j)
{
    double pair[2][3];
    for (int k = 0; k < 3; k++) {
        pair[0][k] = s->fractional[i][k];
        pair[1][k] = t->fractional[j][k];
    }
    chp_structure both = *s;
    both.n_atoms = 2;
    both.fractional = (const double(*)[3])pair;
    return structure_distance_A(&both, 0, 1);
}

/* The nearest atom of the same element that is not taken yet. */
static size_t nearest_like(const chp_structure *bare, size_t i,
                           const chp_structure *with, const bool *is_taken,
                           double *distance_A)
{
    size_t best = SIZE_MAX;
    *distance_A = LIKE_A;
    for (size_t j = 0; j < with->n_atoms; j++) {
        if (is_taken[j] || with->atomic_number[j] != bare->atomic_number[i])
            continue;
        double d = across_A(bare, i, with, j);
        if (d < *distance_A) {
            best = j;
            *distance_A = d;
        }
    }
    return best;
}

bool adsorbate_find(arena *a, const chp_structure *bare, const chp_structure *with,
                    adsorbate *out)
{
    if (!bare || !with || !bare->fractional || !with->fractional ||
        bare->n_atoms > with->n_atoms || !same_cell(bare, with))
        return false;
    bool *is_taken = arena_new(a, bool, with->n_atoms + 1);
    *out = (adsorbate){ .structure = with };
    out->atom = arena_new(a, size_t, with->n_atoms + 1);
    out->substrate = arena_new(a, size_t, with->n_atoms + 1);
    for (size_t i = 0; i < bare->n_atoms; i++) {
        double shift_A;
        size_t j = nearest_like(bare, i, with, is_taken, &shift_A);
        if (j == SIZE_MAX)
            return false;
        is_taken[j] = true;
        out->substrate[out->n_substrate++] = j;
        out->largest_shift_A = fmax(out->largest_shift_A, shift_A);
    }
    for (size_t j = 0; j < with->n_atoms; j++)
        if (!is_taken[j])
            out->atom[out->n++] = j;
    return true;
}

static double radii_A(const chp_structure *s, size_t i, size_t j)
{
    return element_covalent_radius_A(s->atomic_number[i]) +
           element_covalent_radius_A(s->atomic_number[j]);
}

bool adsorbate_bound(const chp_structure *s, size_t i, size_t j)
{
    bool has_hydrogen =
        s->atomic_number[i] == HYDROGEN || s->atomic_number[j] == HYDROGEN;
    double reach = has_hydrogen ? BOND_HYDROGEN : BOND;
    return structure_distance_A(s, i, j) < reach * radii_A(s, i, j);
}

double adsorbate_nearness(const adsorbate *a, size_t atom)
{
    double nearest = INFINITY;
    for (size_t i = 0; i < a->n_substrate; i++) {
        size_t j = a->substrate[i];
        double radii = radii_A(a->structure, atom, j);
        if (radii > 0)
            nearest =
                fmin(nearest, structure_distance_A(a->structure, atom, j) / radii);
    }
    return nearest;
}

size_t adsorbate_pieces(arena *a, const adsorbate *ads)
{
    size_t *piece = arena_new(a, size_t, ads->n + 1), n = ads->n;
    for (size_t i = 0; i < ads->n; i++)
        piece[i] = i;
    for (size_t i = 0; i < ads->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (piece[i] == piece[j] ||
                !adsorbate_bound(ads->structure, ads->atom[i], ads->atom[j]))
                continue;
            size_t from = piece[i], to = piece[j];
            for (size_t k = 0; k < ads->n; k++)
                if (piece[k] == from)
                    piece[k] = to;
            n--;
        }
    return n;
}
