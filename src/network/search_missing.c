/* What states that were not calculated could do: a path through them is at best as good
 * as its known steps let it be, and those that ask for the fewest are found first. */
#include <math.h>
#include <stdint.h>

#include "network/search.h"

/* --- how good a path can still become ------------------------------------------ */

typedef struct {
    size_t from, to;
    double eV;
} way;

typedef struct {
    arena *a;
    const graph *g;
    const double *node_eV;
    bool is_oxidation;
    size_t n_ways;
    way *ways;
    size_t *first[2], *next[2]; // edges to and from each node; + 1, 0: none
} bounding;

static void add_way(bounding *b, way w)
{
    b->ways = arena_grow(b->a, b->ways, b->n_ways, sizeof *b->ways);
    b->ways[b->n_ways++] = w;
}

/* Shrink the largest step on the way from the start (or to the end) of each node until
 * nothing changes: Bellman and Ford, with the largest in place of the sum. */
static double *bottlenecks(const bounding *b, bool forwards)
{
    const graph *g = b->g;
    double *worst = arena_new(b->a, double, g->n_nodes);
    for (size_t i = 0; i < g->n_nodes; i++)
        worst[i] = INFINITY;
    for (size_t t = 0; t < g->n_turns; t++)
        worst[forwards ? g->turns[t].start : g->turns[t].end] = -INFINITY;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < b->n_ways; i++) {
            size_t near = forwards ? b->ways[i].from : b->ways[i].to;
            size_t far = forwards ? b->ways[i].to : b->ways[i].from;
            double through = fmax(worst[near], b->ways[i].eV);
            if (through < worst[far]) {
                worst[far] = through;
                changed = true;
            }
        }
    }
    return worst;
}

/* --- runs of states that are not known -------------------------------------------
 *
 * An unknown energy is that of the step to a state and of the step from it. Along a
 * run of such states from A to B, whose steps all take electrons, the largest dG / n is
 * least where all are alike:
 *
 *     (G_B - G_A) / (n_B - n_A)
 *
 * A step among them that does not count, a chemical one, takes up any rest: then there
 * is no bound. */

/* Where a run ends: a state that is known, and whether such a step was on the way. */
typedef struct {
    size_t node;
    bool is_free;
} run_end;

static void list_edges(bounding *b)
{
    for (int out = 0; out < 2; out++) {
        b->first[out] = arena_new(b->a, size_t, b->g->n_nodes);
        b->next[out] = arena_new(b->a, size_t, b->g->n_edges);
        for (size_t i = 0; i < b->g->n_edges; i++) {
            const graph_edge *e = &b->g->edges[i];
            size_t *first = &b->first[out][out ? e->from : e->to];
            b->next[out][i] = *first;
            *first = i + 1;
        }
    }
}

static bool is_known(const bounding *b, size_t node)
{
    return !isnan(b->node_eV[node]);
}

static bool is_counted(const bounding *b, size_t edge)
{
    int n_e = b->g->edges[edge].n_e;
    return b->is_oxidation ? n_e < 0 : n_e > 0;
}

/* From a state that is known a run leads to one that is not. */
static size_t run_ends(const bounding *b, size_t start, bool forwards, run_end **ends)
{
    const graph *g = b->g;
    bool *is_seen = arena_new(b->a, bool, 2 * g->n_nodes);
    run_end *stack = arena_new(b->a, run_end, 2 * g->n_nodes + 1);
    size_t n = 0, n_ends = 0;
    *ends = arena_new(b->a, run_end, 2 * g->n_nodes);
    for (stack[n++] = (run_end){ start, false }; n > 0;) {
        run_end here = stack[--n];
        for (size_t i = b->first[forwards][here.node]; i;
             i = b->next[forwards][i - 1]) {
            size_t to = forwards ? g->edges[i - 1].to : g->edges[i - 1].from;
            run_end next = { to, here.is_free || !is_counted(b, i - 1) };
            size_t place = 2 * to + next.is_free;
            bool is_run = !is_known(b, here.node) || !is_known(b, to);
            if (!is_run || is_seen[place])
                continue;
            is_seen[place] = true;
            if (is_known(b, to))
                (*ends)[n_ends++] = next;
            else
                stack[n++] = next;
        }
    }
    return n_ends;
}

static double run_eV(const bounding *b, size_t from, size_t to, bool is_free)
{
    int n_e = b->g->nodes[to].n_e - b->g->nodes[from].n_e;
    double dG_eV = b->node_eV[to] - b->node_eV[from];
    return is_free ? -INFINITY : dG_eV / (b->is_oxidation ? -n_e : n_e);
}

static void add_runs(bounding *b)
{
    for (size_t i = 0; i < b->g->n_nodes; i++) {
        run_end *ends;
        size_t n = is_known(b, i) ? run_ends(b, i, true, &ends) : 0;
        for (size_t k = 0; k < n; k++)
            add_way(b, (way){ i, ends[k].node,
                              run_eV(b, i, ends[k].node, ends[k].is_free) });
    }
}

/* The best of all runs through a state that is not known. */
static double bound_within(const bounding *b, size_t node, const double *before,
                           const double *after)
{
    run_end *from, *to;
    size_t n_from = run_ends(b, node, false, &from);
    size_t n_to = run_ends(b, node, true, &to);
    double least = INFINITY;
    for (size_t i = 0; i < n_from; i++)
        for (size_t k = 0; k < n_to; k++) {
            double here =
                run_eV(b, from[i].node, to[k].node, from[i].is_free || to[k].is_free);
            double ends = fmax(before[from[i].node], after[to[k].node]);
            least = fmin(least, fmax(here, ends));
        }
    return least;
}

void search_bounds(arena *a, const graph *g, const double *node_eV,
                   const search_options *options, double *bound_eV)
{
    enum { MOST_NODES = 2000 }; // beyond, every unknown step is free
    bool has_runs = options->objective == SEARCH_U_L && g->n_nodes <= MOST_NODES;
    bounding b = {
        .a = a, .g = g, .node_eV = node_eV, .is_oxidation = options->is_oxidation
    };
    const double *edge_eV = search_step_values(a, g, node_eV, options);
    for (size_t i = 0; i < g->n_edges; i++) {
        size_t from = g->edges[i].from, to = g->edges[i].to;
        bool is_whole = is_known(&b, from) && is_known(&b, to);
        if (is_whole || !has_runs) // NaN: unknown, or without electrons
            add_way(&b, (way){ from, to, isnan(edge_eV[i]) ? -INFINITY : edge_eV[i] });
    }
    list_edges(&b);
    if (has_runs)
        add_runs(&b);
    const double *before = bottlenecks(&b, true);
    const double *after = bottlenecks(&b, false);
    for (size_t i = 0; i < g->n_nodes; i++)
        bound_eV[i] = is_known(&b, i) || !has_runs ? fmax(before[i], after[i])
                                                   : bound_within(&b, i, before, after);
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
 * cost less than the best, or nobody knows what, to states that could be part of a
 * better path. */
static void find_ways(wanting *w, const double *edge_eV, const double *bound_eV,
                      double best_eV)
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
            bool is_closed = edge_eV[i] >= best_eV - SEARCH_TIE_EV || // false of a NaN
                             bound_eV[to] >= best_eV - SEARCH_TIE_EV;
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
    double *bound_eV = arena_new(a, double, g->n_nodes + 1);
    search_bounds(a, g, node_eV, options, bound_eV);
    find_ways(&w, search_step_values(a, g, node_eV, options), bound_eV, best_eV);
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
