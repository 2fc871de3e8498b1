/* The best paths of the network of a reaction, with the energies of one catalyst. */
#ifndef ENERGETICS_SEARCHING_H
#define ENERGETICS_SEARCHING_H

#include "energetics/view.h"

/* False when the network has no complete path, or after a message. C16 tells which
 * states that are missing could lead to a better one. */
bool searching_of(chp_study *s, const view *v, const char *catalyst, chp_where at,
                  chp_search *out, chp_diag *diag);

#endif
