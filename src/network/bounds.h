/* How far a network is followed: no further than one turn of the reaction goes. */
#ifndef NETWORK_BOUNDS_H
#define NETWORK_BOUNDS_H

#include "network/graph.h"

typedef struct {
    size_t most_cells;       // that stand beside each other
    const int *least, *most; // of each fluid, given off since the start of the turn
} bounds;

bounds bounds_of(arena *a, const chp_reaction *reaction);

bool bounds_allow(const bounds *b, const chp_reaction *reaction,
                  const graph_node *start, const graph_node *node);

#endif
