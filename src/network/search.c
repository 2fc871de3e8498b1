/* Objectives become ranks of edges, and the search one of ranks alone: kbest.c. Paths
 * are compared by (3.4), each key where those before it are alike:
 *
 *     the objective: the largest dG_i / n_i, for U_L; the largest chemical step above
 *     zero; dG_i / n_i from the largest down; the number of steps; the names of the
 *     states */
#include "network/search.h"

#include <math.h>
#include <stdlib.h>

#include "network/kbest.h"
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

static arc_net plain_net(const question *q, const int *cap)
{
    const graph *g = q->g;
    const int *pcet = ranks(q->a, pcet_values(q), g->n_edges, 0);
    const int *chem = uphill_ranks(q->a, chemical_values(q), g->n_edges);
    arc *arcs = arena_new(q->a, arc, g->n_edges);
    size_t *home = arena_new(q->a, size_t, g->n_nodes);
    size_t *starts = arena_new(q->a, size_t, g->n_turns);
    bool *is_goal = arena_new(q->a, bool, g->n_nodes);
    for (size_t i = 0; i < g->n_edges; i++)
        arcs[i] = (arc){ .from = g->edges[i].from,
                         .to = g->edges[i].to,
                         .cap = cap[i],
                         .vec = pcet[i],
                         .chem = chem[i] };
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
    arc_net net = plain_net(q, ranks(q->a, cap, q->g->n_edges, 0));
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
    const int *chem = uphill_ranks(q->a, chemical_values(q), q->g->n_edges);
    arc *arcs = arena_new(q->a, arc, s.net.n_arcs);
    for (size_t i = 0; i < s.net.n_arcs; i++) {
        arcs[i] = s.net.arcs[i];
        arcs[i].cap = cap[i];
        arcs[i].vec = pcet[s.arc_edge[i]];
        arcs[i].chem = chem[s.arc_edge[i]];
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

double *search_step_values(arena *a, const graph *g, const double *node_eV,
                           const search_options *options)
{
    question q = { a, g, node_eV, options };
    return step_values(&q);
}

search_result search_paths(arena *a, const graph *g, const double *node_eV,
                           const search_options *options)
{
    question q = { a, g, node_eV, options };
    bool is_spread =
        options->objective == SEARCH_G_MAX || options->objective == SEARCH_SPAN;
    search_result result = is_spread ? spread_search(&q) : plain_search(&q);
    result.n_complete = graph_count_paths(a, g, &result.n_is_exact);
    return result;
}
