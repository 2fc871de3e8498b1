#include "network/search.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "network/kbest.h"
#include "network/ledger.h"
#include "network/spread.h"

/* --- energies of edges -------------------------------------------------------- */

static double dG_eV(const graph *g, const double *node_eV, size_t edge)
{
    return node_eV[g->edges[edge].to] - node_eV[g->edges[edge].from];
}

/* Electrons that count for the limiting potential; those of the other direction bound
 * it from the other side, and do not. */
static int electrons(const graph_edge *e, bool is_oxidation)
{
    return is_oxidation ? -e->n_e : e->n_e;
}

static double per_electron(const graph *g, const double *node_eV, size_t edge,
                           bool is_oxidation)
{
    return dG_eV(g, node_eV, edge) / electrons(&g->edges[edge], is_oxidation);
}

/* --- from values to ranks ----------------------------------------------------- */

typedef struct {
    double value;
    size_t i;
} item;

static int by_value(const void *x, const void *y)
{
    const item *a = x, *b = y;
    return (a->value > b->value) - (a->value < b->value);
}

/* Ranks from `first` on; neighbours closer than a tie share one. NaN: NO_RANK. */
static int *ranks(arena *a, const double *value, size_t n, int first)
{
    int *rank = arena_new(a, int, n);
    item *sorted = arena_new(a, item, n);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        rank[i] = NO_RANK;
        if (!isnan(value[i]))
            sorted[k++] = (item){ value[i], i };
    }
    if (k > 1)
        qsort(sorted, k, sizeof *sorted, by_value);
    for (size_t i = 0; i < k; i++) {
        bool is_tie = i > 0 && sorted[i].value - sorted[i - 1].value < SEARCH_TIE_EV;
        first += i > 0 && !is_tie;
        rank[sorted[i].i] = first;
    }
    return rank;
}

/* Ranks of max(0, value): 0 for what is not uphill, or not there. */
static int *uphill_ranks(arena *a, const double *value, size_t n)
{
    double *uphill = arena_new(a, double, n + 1); // and zero itself
    for (size_t i = 0; i < n; i++)
        uphill[i] = isnan(value[i]) || value[i] < 0 ? 0 : value[i];
    return ranks(a, uphill, n + 1, 0);
}

typedef struct {
    const char *id;
    size_t i;
} named;

static int by_id(const void *x, const void *y)
{
    return strcmp(((const named *)x)->id, ((const named *)y)->id);
}

static size_t *id_ranks(arena *a, const graph *g)
{
    named *sorted = arena_new(a, named, g->n_nodes);
    size_t *rank = arena_new(a, size_t, g->n_nodes);
    for (size_t i = 0; i < g->n_nodes; i++)
        sorted[i] = (named){ g->nodes[i].id, i };
    if (g->n_nodes > 1)
        qsort(sorted, g->n_nodes, sizeof *sorted, by_id);
    size_t now = 0;
    for (size_t i = 0; i < g->n_nodes; i++) {
        now += i > 0 && by_id(&sorted[i - 1], &sorted[i]) != 0;
        rank[sorted[i].i] = now;
    }
    return rank;
}

/* --- objectives as nets ------------------------------------------------------- */

typedef struct {
    arena *a;
    const graph *g;
    const double *node_eV;
    const search_options *options;
} question;

static double *values(const question *q)
{
    double *v = arena_new(q->a, double, q->g->n_edges);
    for (size_t i = 0; i < q->g->n_edges; i++)
        v[i] = NAN;
    return v;
}

static double *pcet_values(const question *q)
{
    double *v = values(q);
    for (size_t i = 0; i < q->g->n_edges; i++)
        if (electrons(&q->g->edges[i], q->options->is_oxidation) > 0)
            v[i] = per_electron(q->g, q->node_eV, i, q->options->is_oxidation);
    return v;
}

static double *chemical_values(const question *q)
{
    double *v = values(q);
    for (size_t i = 0; i < q->g->n_edges; i++)
        if (q->g->edges[i].n_e == 0)
            v[i] = dG_eV(q->g, q->node_eV, i);
    return v;
}

/* dG(U) = dG(0) + n_e e U, of each step whole. */
static double *all_values(const question *q, double U_V)
{
    double *v = values(q);
    for (size_t i = 0; i < q->g->n_edges; i++)
        v[i] = dG_eV(q->g, q->node_eV, i) + q->g->edges[i].n_e * U_V;
    return v;
}

/* What the steps of a path are judged by. The spans are at least their largest step. */
static double *step_values(const question *q)
{
    switch (q->options->objective) {
    case SEARCH_U_L:
        return pcet_values(q);
    case SEARCH_ALL_STEPS:
        return all_values(q, 0);
    case SEARCH_AT_U:
    case SEARCH_G_MAX:
    case SEARCH_SPAN:
        break;
    }
    return all_values(q, q->options->U_V);
}

static arc_net plain_net(const question *q, const int *cap, const int *chem)
{
    const graph *g = q->g;
    arc *arcs = arena_new(q->a, arc, g->n_edges);
    size_t *home = arena_new(q->a, size_t, g->n_nodes);
    size_t *starts = arena_new(q->a, size_t, g->n_turns);
    bool *is_goal = arena_new(q->a, bool, g->n_nodes);
    for (size_t i = 0; i < g->n_edges; i++)
        arcs[i] = (arc){ .from = g->edges[i].from,
                         .to = g->edges[i].to,
                         .cap = cap[i],
                         .vec = cap[i],
                         .chem = chem ? chem[i] : 0 };
    for (size_t i = 0; i < g->n_nodes; i++)
        home[i] = i;
    for (size_t i = 0; i < g->n_turns; i++) {
        starts[i] = g->turns[i].start;
        is_goal[g->turns[i].end] = true;
    }
    return (arc_net){ .n_nodes = g->n_nodes,
                      .n_arcs = g->n_edges,
                      .arcs = arcs,
                      .home = home,
                      .id = id_ranks(q->a, g),
                      .n_starts = g->n_turns,
                      .starts = starts,
                      .is_goal = is_goal };
}

/* --- what is known of a path -------------------------------------------------- */

static search_path described(const question *q, const size_t *edges, size_t n)
{
    search_path p = { .n_edges = n, .edges = edges, .pds = n, .chem_eV = -INFINITY };
    double worst = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        const graph_edge *e = &q->g->edges[edges[i]];
        if (e->n_e == 0)
            p.chem_eV = fmax(p.chem_eV, dG_eV(q->g, q->node_eV, edges[i]));
        if (electrons(e, q->options->is_oxidation) <= 0)
            continue;
        double value =
            per_electron(q->g, q->node_eV, edges[i], q->options->is_oxidation);
        if (p.pds == n || value > worst + SEARCH_TIE_EV)
            p.pds = i; // of ties the earliest
        worst = fmax(worst, value);
    }
    p.pds_eV = worst;
    p.objective_eV = worst;
    return p;
}

static double largest(const double *value, const size_t *edges, size_t n)
{
    double most = -INFINITY;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, value[edges[i]]);
    return most;
}

/* --- the search --------------------------------------------------------------- */

static search_result plain_search(const question *q)
{
    bool is_U_L = q->options->objective == SEARCH_U_L;
    const double *cap = step_values(q);
    const int *chem =
        is_U_L ? uphill_ranks(q->a, chemical_values(q), q->g->n_edges) : NULL;
    arc_net net = plain_net(q, ranks(q->a, cap, q->g->n_edges, 0), chem);
    arc_paths found = kbest(q->a, &net, q->options->n_paths);
    search_path *paths = arena_new(q->a, search_path, found.n);
    for (size_t i = 0; i < found.n; i++) {
        paths[i] = described(q, found.paths[i].arcs, found.paths[i].n);
        if (!is_U_L)
            paths[i].objective_eV = largest(cap, paths[i].edges, paths[i].n_edges);
    }
    return (search_result){ .n_paths = found.n,
                            .paths = paths,
                            .is_exact = found.is_exact };
}

/* The objectives that compare states far apart: nodes are split by what the path has
 * seen before, spread.c. */
static search_result spread_search(const question *q)
{
    double *node_eV = arena_new(q->a, double, q->g->n_nodes);
    for (size_t i = 0; i < q->g->n_nodes; i++)
        node_eV[i] = q->node_eV[i] + q->g->nodes[i].n_e * q->options->U_V;
    spread s;
    const char *refused = spread_graph(q->a, q->g, node_eV, q->options, &s);
    if (refused)
        return (search_result){ .is_exact = true, .refused = refused };
    const int *cap = ranks(q->a, s.arc_eV, s.net.n_arcs, 0);
    const int *pcet = ranks(q->a, pcet_values(q), q->g->n_edges, 0);
    arc *arcs = arena_new(q->a, arc, s.net.n_arcs);
    for (size_t i = 0; i < s.net.n_arcs; i++) {
        arcs[i] = s.net.arcs[i];
        arcs[i].cap = cap[i];
        arcs[i].vec = pcet[s.arc_edge[i]];
    }
    const size_t *id = id_ranks(q->a, q->g);
    size_t *ids = arena_new(q->a, size_t, s.net.n_nodes);
    for (size_t i = 0; i < s.net.n_nodes; i++)
        ids[i] = id[s.net.home[i]];
    s.net.arcs = arcs;
    s.net.id = ids;
    arc_paths found = kbest(q->a, &s.net, q->options->n_paths);
    search_path *paths = arena_new(q->a, search_path, found.n);
    for (size_t i = 0; i < found.n; i++) {
        size_t n = found.paths[i].n;
        size_t *edges = arena_new(q->a, size_t, n);
        for (size_t k = 0; k < n; k++)
            edges[k] = s.arc_edge[found.paths[i].arcs[k]];
        paths[i] = described(q, edges, n);
        paths[i].objective_eV = largest(s.arc_eV, found.paths[i].arcs, n);
    }
    return (search_result){ .n_paths = found.n,
                            .paths = paths,
                            .is_exact = found.is_exact && !s.is_cut };
}

/* --- counting ----------------------------------------------------------------- */

typedef struct {
    const graph *g;
    size_t *first, *edges; // edges that leave node i: first[i] to first[i + 1]
    double *n_ways;        // from the node to the end
    char *mark;            // 1: on the way, 2: counted
    bool has_cycle;
    size_t n_looks;
} counter;

enum { MOST_COUNTED = 1000000 };

static counter counter_of(arena *a, const graph *g)
{
    counter c = { .g = g,
                  .first = arena_new(a, size_t, g->n_nodes + 2),
                  .edges = arena_new(a, size_t, g->n_edges),
                  .n_ways = arena_new(a, double, g->n_nodes),
                  .mark = arena_new(a, char, g->n_nodes) };
    for (size_t i = 0; i < g->n_edges; i++)
        c.first[g->edges[i].from + 2]++;
    for (size_t i = 2; i < g->n_nodes + 2; i++)
        c.first[i] += c.first[i - 1];
    for (size_t i = 0; i < g->n_edges; i++)
        c.edges[c.first[g->edges[i].from + 1]++] = i;
    return c;
}

/* Ways from a node to `end`: the sum of those of its successors. */
static double count_ways(counter *c, size_t node, size_t end)
{
    if (node == end)
        return 1;
    if (c->mark[node] == 1)
        c->has_cycle = true;
    if (c->mark[node])
        return c->n_ways[node];
    c->mark[node] = 1;
    for (size_t i = c->first[node]; i < c->first[node + 1] && !c->has_cycle; i++)
        c->n_ways[node] += count_ways(c, c->g->edges[c->edges[i]].to, end);
    c->mark[node] = 2;
    return c->n_ways[node];
}

/* With cycles, one by one, as long as there are not too many. */
static double count_singly(counter *c, size_t node, size_t end)
{
    if (node == end)
        return 1;
    double n = 0;
    c->mark[node] = 1;
    for (size_t i = c->first[node]; i < c->first[node + 1]; i++) {
        size_t next = c->g->edges[c->edges[i]].to;
        if (!c->mark[next] && c->n_looks++ < MOST_COUNTED)
            n += count_singly(c, next, end);
    }
    c->mark[node] = 0;
    return n;
}

static void count_paths(arena *a, const graph *g, search_result *out)
{
    out->n_is_exact = true;
    for (size_t t = 0; t < g->n_turns; t++) {
        counter c = counter_of(a, g);
        double n = count_ways(&c, g->turns[t].start, g->turns[t].end);
        if (c.has_cycle) {
            memset(c.mark, 0, g->n_nodes);
            n = count_singly(&c, g->turns[t].start, g->turns[t].end);
            out->n_is_exact &= c.n_looks < MOST_COUNTED;
        }
        out->n_complete += n;
    }
}

search_result search_paths(arena *a, const graph *g, const double *node_eV,
                           const search_options *options)
{
    question q = { a, g, node_eV, options };
    bool is_spread =
        options->objective == SEARCH_G_MAX || options->objective == SEARCH_SPAN;
    search_result result = is_spread ? spread_search(&q) : plain_search(&q);
    count_paths(a, g, &result);
    return result;
}

/* --- what is missing ---------------------------------------------------------- */

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
    question q = { a, g, node_eV, options };
    double *edge_eV = step_values(&q);
    for (size_t i = 0; i < g->n_edges; i++)
        if (isnan(edge_eV[i])) // unknown, or without electrons
            edge_eV[i] = -INFINITY;
    const double *before = bottlenecks(a, g, edge_eV, true);
    const double *after = bottlenecks(a, g, edge_eV, false);
    for (size_t i = 0; i < g->n_nodes; i++)
        bound_eV[i] = fmax(before[i], after[i]);
}

typedef struct {
    size_t n;    // of states wanted on the way here; SIZE_MAX: no way
    size_t edge; // the last one
} wanted_way;

typedef struct {
    const chp_reaction *r;
    const bool *is_supplied;
    const graph *g;
    wanted_way *ways; // to each node
} wanting;

static bool is_wanted(const wanting *w, size_t species)
{
    return !w->is_supplied[species] && !w->r->species[species].is_optional;
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

size_t search_fewest(arena *a, const chp_reaction *reaction, const bool *is_supplied,
                     const graph *g, const double *node_eV,
                     const search_options *options, double best_eV, size_t *species)
{
    question q = { a, g, node_eV, options };
    wanting w = { reaction, is_supplied, g, arena_new(a, wanted_way, g->n_nodes) };
    find_ways(&w, step_values(&q), best_eV);
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
    reverse(species, n); // as they come on the path
    return n;
}

/* --- as a chain, and its name --------------------------------------------------- */

static graph_node copied_node(arena *a, const graph_node *from)
{
    graph_node to = *from;
    size_t *cells = arena_new(a, size_t, from->n_cells + 1);
    for (size_t i = 0; i < from->n_cells; i++)
        cells[i] = from->cells[i];
    to.cells = cells;
    to.released = NULL; // told by the steps
    to.label = arena_str(a, str_of(from->label));
    to.id = arena_str(a, str_of(from->id));
    return to;
}

static graph_edge copied_edge(arena *a, const chp_reaction *r, const graph_edge *from)
{
    size_t *steps = arena_new(a, size_t, from->n_steps + 1);
    for (size_t i = 0; i < from->n_steps; i++)
        steps[i] = from->steps[i];
    graph_edge to = ledger_edge(a, r, steps, from->n_steps);
    size_t *left_out = arena_new(a, size_t, from->n_left_out + 1);
    for (size_t i = 0; i < from->n_left_out; i++)
        left_out[i] = from->left_out[i];
    to.left_out = left_out;
    to.n_left_out = from->n_left_out;
    return to;
}

graph_chain search_chain(arena *a, const chp_reaction *reaction, const graph *g,
                         const search_path *path)
{
    graph_node *nodes = arena_new(a, graph_node, path->n_edges + 1);
    graph_edge *edges = arena_new(a, graph_edge, path->n_edges + 1);
    for (size_t i = 0; i < path->n_edges; i++) {
        const graph_edge *e = &g->edges[path->edges[i]];
        if (i == 0)
            nodes[0] = copied_node(a, &g->nodes[e->from]);
        nodes[i + 1] = copied_node(a, &g->nodes[e->to]);
        edges[i] = copied_edge(a, reaction, e);
        edges[i].from = i;
        edges[i].to = i + 1;
    }
    return (graph_chain){ .n_edges = path->n_edges, .nodes = nodes, .edges = edges };
}

static bool is_chain(const graph *g, const search_path *path, const graph_chain *chain)
{
    if (chain->n_missing > 0 || chain->n_edges - chain->n_activation != path->n_edges)
        return false;
    const graph_node *nodes = chain->nodes + chain->n_activation;
    bool same = ledger_same_surface(&g->nodes[g->edges[path->edges[0]].from], nodes);
    for (size_t i = 0; same && i < path->n_edges; i++)
        same =
            ledger_same_surface(&g->nodes[g->edges[path->edges[i]].to], &nodes[i + 1]);
    return same;
}

const chp_pathway *search_named(arena *a, const chp_reaction *reaction,
                                const bool *is_supplied, const graph *g,
                                const search_path *path)
{
    for (size_t i = 0; i < reaction->n_pathways; i++) {
        graph_chain chain =
            graph_chain_of(a, reaction, &reaction->pathways[i], is_supplied);
        if (is_chain(g, path, &chain))
            return &reaction->pathways[i];
    }
    return NULL;
}
