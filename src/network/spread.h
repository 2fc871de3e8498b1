/* A graph whose nodes are split by what a path has passed before them, so that an
 * objective about states far apart becomes one about single arcs:
 *
 *     G_max   the lowest state so far: an arc costs the rise from it to its end
 *     span    and the highest transition state so far, which counts again for states
 *             after it, one turn later */
#ifndef NETWORK_SPREAD_H
#define NETWORK_SPREAD_H

#include "network/kbest.h"
#include "network/search.h"

typedef struct {
    arc_net net;            // without ranks and ids; `home` is the node of the graph
    const double *arc_eV;   // what each arc costs
    const size_t *arc_edge; // the edge of the graph it is
    bool is_cut;            // too many: paths may be missing
} spread;

/* `node_eV` at the potential. NULL, or why the objective has no meaning. */
const char *spread_graph(arena *a, const graph *g, const double *node_eV,
                         const search_options *options, spread *out);

#endif
