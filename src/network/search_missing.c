/* What states that were not calculated could do: a path through them is at best as good
 * as its known steps let it be, and those that ask for the fewest are found first. */
#include <math.h>
#include <stdint.h>

#include "network/search.h"

/* --- how good a path can still become ------------------------------------------ */

/* Shrink the largest step on the way from the start (or to the end) of each node until
 * nothing changes: Bellman and Ford, with the largest in place of the sum. */
static double *bottlenecks(arena *a, const graph *g, const double *edge_eV,
                           bool forwards)
{
    double *worst = arena_new(a, double, g->n_nodes);
    for (size_t i = 0; i < g->n_nodes; i++)
        worst[i] = INFINITY;
    for (size_t t = 0; t < g->n_turns; t++)
        worst[forwards ? g->turns[t].start : g->turns[t].end] = -INFINITY;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < g->n_edges; i++) {
            size_t near = forwards ? g->edges[i].from : g->edges[i].to;
            size_t far = forwards ? g->edges[i].to : g->edges[i].from;
            double through = fmax(worst[near], edge_eV[i]);
            if (through < worst[far]) {
                worst[far] = through;
                changed = true;
            }
        }
    }
    return worst;
}

void search_bounds(arena *a, const graph *g, const double *node_eV,
                   const search_options *options, double *bound_eV)
{
    double *edge_eV = search_step_values(a, g, node_eV, options);
    for (size_t i = 0; i < g->n_edges; i++)
        if (isnan(edge_eV[i])) // unknown, or without electrons
            edge_eV[i] = -INFINITY;
    const double *before = bottlenecks(a, g, edge_eV, true);
    const double *after = bottlenecks(a, g, edge_eV, false);
    for (size_t i = 0; i < g->n_nodes; i++)
        bound_eV[i] = fmax(before[i], after[i]);
}

/* --- which states it asks for --------------------------------------------------- */

typedef struct {
    size_t n;    // of states wanted on the way here; SIZE_MAX: no way
    size_t edge; // the last one
} wanted_way;

typedef struct {
    const graph *g;
    const bool *is_known;
    wanted_way *ways; // to each node
} wanting;

static bool is_wanted(const wanting *w, size_t species)
{
    return !w->is_known[species] && !w->g->reaction->species[species].is_optional;
}

static size_t n_wanted(const wanting *w, size_t node)
{
    size_t n = 0;
    for (size_t i = 0; i < w->g->nodes[node].n_cells; i++)
        n += is_wanted(w, w->g->nodes[node].cells[i]);
    return n;
}

/* Shrink the number on the way to each node until nothing changes, along steps that
 * cost less than the best, or nobody knows what. */
static void find_ways(wanting *w, const double *edge_eV, double best_eV)
{
    const graph *g = w->g;
    for (size_t i = 0; i < g->n_nodes; i++)
        w->ways[i].n = SIZE_MAX;
    for (size_t t = 0; t < g->n_turns; t++)
        w->ways[g->turns[t].start].n = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < g->n_edges; i++) {
            size_t from = g->edges[i].from, to = g->edges[i].to;
            bool is_closed = edge_eV[i] >= best_eV - SEARCH_TIE_EV; // false of a NaN
            if (w->ways[from].n == SIZE_MAX || is_closed)
                continue;
            size_t n = w->ways[from].n + n_wanted(w, to);
            if (n < w->ways[to].n) {
                w->ways[to] = (wanted_way){ n, i };
                changed = true;
            }
        }
    }
}

/* The wanted states of a node, those in front that are listed already left out. */
static size_t add_wanted(const wanting *w, size_t node, size_t *species, size_t n)
{
    for (size_t i = 0; i < w->g->nodes[node].n_cells; i++) {
        size_t cell = w->g->nodes[node].cells[i], k = 0;
        while (k < n && species[k] != cell)
            k++;
        if (k == n && is_wanted(w, cell))
            species[n++] = cell;
    }
    return n;
}

static void reverse(size_t *list, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        size_t other = list[n - 1 - i];
        list[n - 1 - i] = list[i];
        list[i] = other;
    }
}

search_wanted search_fewest(arena *a, const graph *g, const bool *is_known,
                            const double *node_eV, const search_options *options,
                            double best_eV)
{
    wanting w = { g, is_known, arena_new(a, wanted_way, g->n_nodes) };
    size_t *species = arena_new(a, size_t, g->reaction->n_species + 1);
    find_ways(&w, search_step_values(a, g, node_eV, options), best_eV);
    size_t n = 0, least = SIZE_MAX, node = 0;
    for (size_t t = 0; t < g->n_turns; t++) {
        if (w.ways[g->turns[t].end].n < least) {
            node = g->turns[t].end;
            least = w.ways[node].n;
        }
    }
    for (; least != SIZE_MAX && w.ways[node].n > 0;
         node = g->edges[w.ways[node].edge].from)
        n = add_wanted(&w, node, species, n);
    reverse(species, n);
    return (search_wanted){ n, species };
}
