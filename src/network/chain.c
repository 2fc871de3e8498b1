/* A named pathway, with the states that a study supplied. */
#include "network/graph.h"
#include "network/ledger.h"

typedef struct {
    arena *a;
    const chp_reaction *r;
    const bool *is_supplied;
} context;

/* Whether the node can be stepped over: it was not calculated, and may be missing. */
static bool is_passed_over(const context *c, const graph_node *node)
{
    bool is_missing = false;
    for (size_t i = 0; i < node->n_cells; i++) {
        if (c->is_supplied[node->cells[i]])
            continue;
        if (!c->r->species[node->cells[i]].is_optional)
            return false;
        is_missing = true;
    }
    return is_missing;
}

static graph_node *all_nodes(const context *c, const chp_pathway *p)
{
    graph_node *nodes = arena_new(c->a, graph_node, p->n_steps + 1);
    nodes[0] = ledger_start(c->a, c->r);
    for (size_t i = 0; i <= p->n_steps; i++) {
        if (i > 0) // a loaded pathway joins
            (void)ledger_after(c->a, c->r, &nodes[i - 1], &c->r->steps[p->steps[i - 1]],
                               &nodes[i]);
        ledger_name(c->a, c->r, &nodes[i]);
    }
    return nodes;
}

static bool has(const size_t *list, size_t n, size_t x)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == x)
            return true;
    return false;
}

/* Add to the list what of the node was not supplied. */
static void add_missing(const context *c, const graph_node *node, size_t *list,
                        size_t *n)
{
    for (size_t i = 0; i < node->n_cells; i++)
        if (!c->is_supplied[node->cells[i]] && !has(list, *n, node->cells[i]))
            list[(*n)++] = node->cells[i];
}

static graph_edge edge_over(const context *c, const chp_pathway *p,
                            const graph_node *nodes, size_t from, size_t to)
{
    graph_edge e = ledger_edge(c->a, c->r, p->steps + from, to - from);
    size_t *left_out = arena_new(c->a, size_t, c->r->n_species);
    for (size_t i = from + 1; i < to; i++)
        add_missing(c, &nodes[i], left_out, &e.n_left_out);
    e.left_out = left_out;
    return e;
}

graph_chain graph_chain_of(arena *a, const chp_reaction *r, const chp_pathway *p,
                           const bool *is_supplied)
{
    context c = { a, r, is_supplied };
    const graph_node *all = all_nodes(&c, p);
    graph_node *nodes = arena_new(a, graph_node, p->n_steps + 1);
    graph_edge *edges = arena_new(a, graph_edge, p->n_steps);
    size_t *missing = arena_new(a, size_t, r->n_species);
    graph_chain chain = { .nodes = nodes, .edges = edges, .missing = missing };
    if (!is_supplied[r->bare])
        missing[chain.n_missing++] = r->bare;
    nodes[0] = all[0];
    size_t last = 0;
    for (size_t i = 1; i <= p->n_steps; i++) {
        bool is_fixed = i == p->n_steps || i == p->n_activation;
        if (!is_fixed && is_passed_over(&c, &all[i]))
            continue;
        add_missing(&c, &all[i], missing, &chain.n_missing);
        edges[chain.n_edges] = edge_over(&c, p, all, last, i);
        edges[chain.n_edges].from = chain.n_edges;
        edges[chain.n_edges].to = chain.n_edges + 1;
        nodes[++chain.n_edges] = all[i];
        last = i;
        if (i == p->n_activation)
            chain.n_activation = chain.n_edges;
    }
    return chain;
}
