/* The network of a reaction: its states as nodes, its steps as edges. No energies.
 *
 * A node is what the surface holds, and what was taken up and given off since the bare
 * surface. With this ledger of a node its free energy follows:
 *
 *     dG = sum over cells [G(cell) - G(bare)] + sum over fluids released mu(fluid)
 *          - n_H mu(H+) - n_e mu(e-)
 *
 * States that were not supplied are no nodes. Where such a state is optional, the step
 * that leads to it and the one that leaves it become one edge, but never two steps with
 * electrons: that would hide a state that must exist.
 *
 * A turn is one round of the catalyst: from a surface back to the same surface, while
 * the overall reaction happens once. Most reactions have one, from the bare surface; in
 * a lattice mechanism the cycle may be entered at several states. The parts of the
 * graph that belong to different turns do not touch. */
#ifndef NETWORK_GRAPH_H
#define NETWORK_GRAPH_H

#include "base/arena.h"
#include "chepath/pathway.h"

typedef struct {
    size_t n_cells;
    const size_t *cells; // species of the surface that are not bare, rising
    const int *released; // by species: fluids given off, negative: taken up
    int n_e, n_H;        // consumed
    const char *label;   // "*N + *NH", "*"
    const char *id;      // "E01", "C", "H+H"; the label of a state without one
} graph_node;

typedef struct {
    size_t from, to; // nodes
    size_t n_steps;
    const size_t *steps; // of the reaction; more than one: merged
    size_t n_left_out;
    const size_t *left_out; // the species between them that were not supplied
    size_t n_terms;
    const chp_term *terms; // net, without protons and electrons
    const char *equation;
    chp_step_kind kind;
    bool is_adsorbing, is_releasing;
    int n_e, n_H; // consumed
} graph_edge;

typedef struct {
    size_t start, end; // nodes
} graph_turn;

typedef struct {
    size_t n_nodes, n_edges, n_turns;
    const graph_node *nodes;
    const graph_edge *edges;
    const graph_turn *turns;
    const chp_reaction *reaction; // what it was made of; both lent
    const bool *is_supplied;      // by species
} graph;

/* All that lies on a way from the start of a turn to its end. Of `is_supplied` those of
 * fluids are not asked for. False after a message: the network is endless or too large.
 * A graph without turns is no fault. Lives in `a`. */
bool graph_build(arena *a, const chp_reaction *reaction, const bool *is_supplied,
                 graph *out, chp_diag *diag);

/* The edges that leave each node, rising: those of node i are edge[first[i]] and on, up
 * to before edge[first[i + 1]]. */
typedef struct {
    const size_t *first, *edge;
} graph_exits;

graph_exits graph_exits_of(arena *a, const graph *g);

/* How many ways lead from the start of a turn to its end; not exact: at least so many.
 */
double graph_count_paths(arena *a, const graph *g, bool *is_exact);

/* A named pathway as a chain: edge i leads from node i to node i + 1. Steps around
 * optional states that were not supplied are merged; states that must not be missing
 * stay nodes, and are listed. */
typedef struct {
    size_t n_edges; // n_edges + 1 nodes
    const graph_node *nodes;
    const graph_edge *edges;
    size_t n_activation; // edges before the cycle
    size_t n_missing;
    const size_t *missing; // species, each once
} graph_chain;

graph_chain graph_chain_of(arena *a, const chp_reaction *reaction,
                           const chp_pathway *pathway, const bool *is_supplied);

#endif
