/* What names tell: the bare surface, a gas, the role of a run. Spellings of states are
 * the reactions' business. */
#ifndef ENERGETICS_NAMES_H
#define ENERGETICS_NAMES_H

#include "base/arena.h"

/* A star, or one of the words for it. */
bool name_is_bare(str name);

typedef enum { ROLE_NONE, ROLE_MODES, ROLE_RELAXED, ROLE_STATIC } run_role;

/* "freq", "vib": the run of the vibrations; "opt", "relax"; "scf", "static". */
run_role name_role(str word);

/* "gas", "gases", "molecules", "refs", "references": a folder of gases. */
bool name_is_gas_folder(str name);

/* "N2(g)", "N2_gas", "H2O(l)": it cannot be an adsorbate. */
bool name_says_gas(str name);

/* The same without that mark, and without blanks. */
str name_of_gas(str name);

#endif
