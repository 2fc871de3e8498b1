/* A directed graph laid out in layers, from left to right. */
#ifndef RENDER_LAYERED_H
#define RENDER_LAYERED_H

#include "base/arena.h"

typedef struct {
    size_t from, to;
    /* Where it bends, in the layers between its ends; filled in. */
    size_t n_bends;
    size_t first_bend; // its number among the places
} layered_edge;

typedef struct {
    size_t layer; // 0 is the leftmost
    double row;   // in units of the distance of neighbours
} layered_place;

/* Places of the nodes, and after them those of the bends. Edges that close a cycle do
 * not push their ends apart and run straight. */
typedef struct {
    size_t n_places, n_layers;
    layered_place *places;
    double first_row, last_row;
} layered;

layered layered_layout(arena *a, size_t n_nodes, layered_edge *edges, size_t n_edges);

#endif
