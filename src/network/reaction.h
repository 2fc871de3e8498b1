/* Reactions, asked by other rooms. */
#ifndef NETWORK_REACTION_H
#define NETWORK_REACTION_H

#include "network/names.h"

/* The surface state with this id, or of this name as it is printed; false: none. */
bool reaction_state_of_id(const chp_reaction *reaction, const char *id,
                          size_t *species);

/* From now on it knows `n` of this state in one cell, too, "*2N2" of "*N2": in no step,
 * it tells of coverage. */
void reaction_add_copies(chp_reaction *reaction, size_t species, int n);

#endif
