#include "energetics/adsorbate.h"

#include <math.h>
#include <stdint.h>

#include "chem/elements.h"

/* Farther than this an atom of the slab has not moved, it is another one. */
#define LIKE_A        1.5
#define BOND          1.25
#define BOND_HYDROGEN 1.30
enum { HYDROGEN = 1 };

/* An atom that left its place is the nearest of those that are left over. */
static size_t nearest_stray(const chp_structure *bare, size_t i,
                            const chp_structure *with, vector shift_A,
                            const bool *is_taken)
{
    size_t best = SIZE_MAX;
    double nearest = INFINITY;
    for (size_t j = 0; j < with->n_atoms; j++) {
        matching one = { .n = 1, .partner = &j, .shift_A = shift_A };
        if (is_taken[j] || with->atomic_number[j] != bare->atomic_number[i])
            continue;
        chp_structure only = *bare;
        only.n_atoms = 1;
        only.fractional = bare->fractional + i;
        double d = vector_length(matching_step_A(&only, with, &one, 0));
        if (d < nearest) {
            best = j;
            nearest = d;
        }
    }
    return best;
}

static bool find_strays(const chp_structure *bare, adsorbate *out, bool *is_taken)
{
    for (size_t i = 0; i < bare->n_atoms; i++) {
        if (out->match.partner[i] != SIZE_MAX)
            continue;
        size_t j = nearest_stray(bare, i, out->structure, out->match.shift_A, is_taken);
        if (j == SIZE_MAX)
            return false;
        is_taken[j] = true;
        out->match.partner[i] = j;
        out->n_strays++;
    }
    return true;
}

bool adsorbate_find(arena *a, const chp_structure *bare, const chp_structure *with,
                    adsorbate *out)
{
    *out = (adsorbate){ .structure = with, .bare = bare };
    if (!matching_find(a, bare, with, LIKE_A, &out->match) ||
        bare->n_atoms > with->n_atoms)
        return false;
    bool *is_taken = arena_new(a, bool, with->n_atoms + 1);
    for (size_t i = 0; i < bare->n_atoms; i++)
        if (out->match.partner[i] != SIZE_MAX)
            is_taken[out->match.partner[i]] = true;
    if (!find_strays(bare, out, is_taken))
        return false;
    out->n_substrate = bare->n_atoms;
    out->substrate = out->match.partner;
    out->atom = arena_new(a, size_t, with->n_atoms + 1);
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

static void join(size_t *piece, size_t n, size_t from, size_t to)
{
    for (size_t k = 0; k < n; k++)
        if (piece[k] == from)
            piece[k] = to;
}

/* To which piece each atom belongs, by the index of one of its atoms. */
static size_t *pieces_of(arena *a, const adsorbate *ads, size_t *n_pieces)
{
    size_t *piece = arena_new(a, size_t, ads->n + 1), n = ads->n;
    for (size_t i = 0; i < ads->n; i++)
        piece[i] = i;
    for (size_t i = 0; i < ads->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (piece[i] == piece[j] ||
                !adsorbate_bound(ads->structure, ads->atom[i], ads->atom[j]))
                continue;
            join(piece, ads->n, piece[i], piece[j]);
            n--;
        }
    *n_pieces = n;
    return piece;
}

size_t adsorbate_pieces(arena *a, const adsorbate *ads)
{
    size_t n;
    pieces_of(a, ads, &n);
    return n;
}

const adsorbate *adsorbate_split(arena *a, const adsorbate *ads, size_t *n_pieces)
{
    size_t *piece = pieces_of(a, ads, n_pieces), n = 0;
    adsorbate *parts = arena_new(a, adsorbate, *n_pieces + 1);
    for (size_t i = 0; i < ads->n; i++) {
        adsorbate one = *ads;
        one.n = 0;
        one.atom = arena_new(a, size_t, ads->n);
        for (size_t k = 0; k < ads->n; k++)
            if (piece[k] == i)
                one.atom[one.n++] = ads->atom[k];
        if (one.n > 0)
            parts[n++] = one;
    }
    return parts;
}
