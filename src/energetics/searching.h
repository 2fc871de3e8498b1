/* The best paths of the network of a reaction, with the energies of one catalyst. */
#ifndef ENERGETICS_SEARCHING_H
#define ENERGETICS_SEARCHING_H

#include "energetics/view.h"
#include "network/graph.h"

/* False when the network has no complete path, or after a message. C16 tells which
 * states that are missing could lead to a better one. `hybrid` is the best path where
 * it is no named pathway, else a chain without edges. */
bool searching_of(chp_study *s, const subject *of, const view *v, chp_search *out,
                  graph_chain *hybrid, chp_diag *diag);

#endif
