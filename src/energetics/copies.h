/* Several of one adsorbate in a cell: "*2N2", "3*H", "*NH2+*NH2". */
#ifndef ENERGETICS_COPIES_H
#define ENERGETICS_COPIES_H

#include "energetics/study.h"

/* The states of a study that are several of one that a reaction knows, and not known
 * themselves, become known to it. */
void copies_declare(const chp_study *s, chp_reaction *const *reactions, size_t n);

typedef struct {
    size_t of; // the species that a state is several of, or itself; SIZE_MAX: of none
    int n;
} copies;

/* One for each species of the reaction; lives in `a`. */
copies *copies_of(arena *a, const chp_reaction *reaction);

#endif
