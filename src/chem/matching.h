/* Two structures of one cell laid on each other: which atom of the one is which of the
 * other. Atoms are told by element and place, never by their order in the files, and a
 * slab that was shifted as a whole is still the same. */
#ifndef CHEM_MATCHING_H
#define CHEM_MATCHING_H

#include "base/arena.h"
#include "chem/structure.h"

typedef struct {
    size_t n;         // atoms of the first
    size_t *partner;  // of each its like in the second; SIZE_MAX: none within reach
    size_t n_matched; // of them with a partner
    vector shift_A;   // of the second as a whole: of its frozen atoms, if it has any
    double rms_A, largest_A; // of the matched, the shift apart
    size_t farthest;         // the atom of the first that moved the most
} matching;

/* False when there is nothing to compare: no positions, or another cell. */
bool matching_find(arena *a, const chp_structure *first, const chp_structure *second,
                   double reach_A, matching *out);

/* How an atom of the first moved, the shift apart. It must have a partner. */
vector matching_step_A(const chp_structure *first, const chp_structure *second,
                       const matching *m, size_t atom);

#endif
