/* What was taken up and given off on the way to a state (1.1): the gases, the protons,
 * the electrons. A named pathway is asked before the rest of the network, so that *N of
 * nitrogen reduction is what is left after one NH3. */
#ifndef ENERGETICS_LEDGER_H
#define ENERGETICS_LEDGER_H

#include "network/graph.h"

typedef struct {
    bool known;          // a path leads there
    int n_H, n_e;        // consumed
    const int *released; // of each species of the reaction; < 0: taken up
} ledger;

/* One for each species of the reaction; not known for fluids, and for surfaces that no
 * path of known steps reaches. */
ledger *ledgers_of(arena *a, const chp_reaction *reaction);

/* What dG of a surface counts from, "* + O2", and by which change, "* + O2 + 3 H+ + 3
 * e-
 * -> *OH + H2O". NULL: no ledger is known. */
const char *ledger_origin(arena *a, const chp_reaction *reaction);
const char *ledger_change(arena *a, const chp_reaction *reaction, size_t species);

#endif
