/* Crystals of a catalyst, per formula unit, and what a nitride decomposes to. */
#ifndef ENERGETICS_BULK_H
#define ENERGETICS_BULK_H

#include "energetics/resolve.h"

/* What was given of crystals: energies of runs are shared out among the formula units
 * of their cells. */
members bulk_of(chp_study *s, const slots *given, chp_diag *diag);

/* n_nitride of one phase are n_rest of another and one N; both may be fractions. */
typedef struct {
    const member *nitride, *rest;
    double n_nitride, n_rest;
    const char *equation; // "CrN + 3 H+ + 3 e- -> Cr + NH3"
} bulk_decay;

/* How the phase that holds most nitrogen may lose it: to each of the others that holds
 * less and the same of all else. */
bulk_decay *bulk_decays(arena *a, const members *bulk, size_t *n);

#endif
