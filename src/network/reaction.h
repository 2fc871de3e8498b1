/* Reactions, asked by other rooms. */
#ifndef NETWORK_REACTION_H
#define NETWORK_REACTION_H

#include "network/names.h"

/* The surface state with this id, or of this name as it is printed; false: none. */
bool reaction_state_of_id(const chp_reaction *reaction, const char *id,
                          size_t *species);

#endif
