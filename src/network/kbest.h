/* The k best paths of a net, without looking at those that cannot be among them.
 *
 * An arc carries ranks instead of energies: whole numbers that order them, with those
 * that count as equal made equal before, so that all comparing is exact. Of two paths
 * the better is, in this order, the one with
 *
 *     the smaller largest `cap`,
 *     the smaller largest `chem`,
 *     the smaller list of its `vec`, sorted falling and compared from the front,
 *     fewer arcs,
 *     the smaller list of the `id` of its nodes. */
#ifndef NETWORK_KBEST_H
#define NETWORK_KBEST_H

#include "base/arena.h"

enum { NO_RANK = -1 };

typedef struct {
    size_t from, to;
    int cap, vec; // or NO_RANK
    int chem;     // 0: nothing
} arc;

typedef struct {
    size_t n_nodes, n_arcs;
    const arc *arcs;
    const size_t *home; // a path passes no two nodes of one home
    const size_t *id;   // of the nodes
    size_t n_starts;
    const size_t *starts;
    const bool *is_goal;
} arc_net;

typedef struct {
    size_t n;
    const size_t *arcs;
} arc_path;

typedef struct {
    size_t n;
    const arc_path *paths; // best first
    bool is_exact;         // false: given up after looking at very many
} arc_paths;

arc_paths kbest(arena *a, const arc_net *net, size_t k);

#endif
