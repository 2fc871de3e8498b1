/* A path that was found, as a chain that needs no graph, and its name. */
#include "network/ledger.h"
#include "network/search.h"

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

graph_chain search_chain(arena *a, const graph *g, const search_path *path)
{
    graph_node *nodes = arena_new(a, graph_node, path->n_edges + 1);
    graph_edge *edges = arena_new(a, graph_edge, path->n_edges + 1);
    for (size_t i = 0; i < path->n_edges; i++) {
        const graph_edge *e = &g->edges[path->edges[i]];
        if (i == 0)
            nodes[0] = copied_node(a, &g->nodes[e->from]);
        nodes[i + 1] = copied_node(a, &g->nodes[e->to]);
        edges[i] = copied_edge(a, g->reaction, e);
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

const chp_pathway *search_named(arena *a, const graph *g, const search_path *path)
{
    const chp_reaction *r = g->reaction;
    for (size_t i = 0; i < r->n_pathways; i++) {
        graph_chain chain = graph_chain_of(a, r, &r->pathways[i], g->is_supplied);
        if (is_chain(g, path, &chain))
            return &r->pathways[i];
    }
    return NULL;
}
