/* The atoms of an adsorbate, and the bonds between them. Geometry only. */
#ifndef ENERGETICS_ADSORBATE_H
#define ENERGETICS_ADSORBATE_H

#include "chem/matching.h"

typedef struct {
    const chp_structure *structure, *bare;
    size_t n;
    size_t *atom; // of the structure
    size_t n_substrate;
    size_t *substrate; // in the order of the bare surface
    matching match;    // from the bare surface to the structure
    size_t n_strays;   // atoms of the surface that left their places, by 1.5 Å or more
} adsorbate;

/* What is left of `with` when each atom of `bare` has found its like there; false when
 * some atom of the bare surface is gone, or the cells differ. */
bool adsorbate_find(arena *a, const chp_structure *bare, const chp_structure *with,
                    adsorbate *out);

/* Whether two atoms are bound: nearer than 1.25 times their covalent radii, 1.3 times
 * when one is hydrogen. */
bool adsorbate_bound(const chp_structure *s, size_t i, size_t j);

/* Distance of an atom to the nearest of the substrate, in units of their radii. */
double adsorbate_nearness(const adsorbate *a, size_t atom);

/* The pieces of the adsorbate that no bond joins: how many; and each of them as an
 * adsorbate of its own. */
size_t adsorbate_pieces(arena *a, const adsorbate *ads);
const adsorbate *adsorbate_split(arena *a, const adsorbate *ads, size_t *n_pieces);

#endif
