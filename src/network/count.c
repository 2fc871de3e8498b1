/* How many complete paths a network has: of one without cycles the sum over the
 * successors of each node, found once; else they are walked one by one. */
#include "network/graph.h"

enum { MOST_COUNTED = 1000000 };

typedef struct {
    const graph *g;
    graph_exits exits;
    double *n_ways; // from the node to the end
    char *mark;     // 1: on the way, 2: counted
    bool has_cycle;
    size_t n_looks;
} counter;

/* Counted one place on, so that summing up makes starts of counts, and filling ends of
 * starts: the starts of the next. */
graph_exits graph_exits_of(arena *a, const graph *g)
{
    size_t *first = arena_new(a, size_t, g->n_nodes + 2);
    size_t *edge = arena_new(a, size_t, g->n_edges);
    for (size_t i = 0; i < g->n_edges; i++)
        first[g->edges[i].from + 2]++;
    for (size_t i = 2; i < g->n_nodes + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < g->n_edges; i++)
        edge[first[g->edges[i].from + 1]++] = i;
    return (graph_exits){ first, edge };
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
    const graph_exits *x = &c->exits;
    for (size_t i = x->first[node]; i < x->first[node + 1] && !c->has_cycle; i++)
        c->n_ways[node] += count_ways(c, c->g->edges[x->edge[i]].to, end);
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
    const graph_exits *x = &c->exits;
    for (size_t i = x->first[node]; i < x->first[node + 1]; i++) {
        size_t next = c->g->edges[x->edge[i]].to;
        if (!c->mark[next] && c->n_looks++ < MOST_COUNTED)
            n += count_singly(c, next, end);
    }
    c->mark[node] = 0;
    return n;
}

double graph_count_paths(arena *a, const graph *g, bool *is_exact)
{
    const graph_exits exits = graph_exits_of(a, g);
    double sum = 0;
    *is_exact = true;
    for (size_t t = 0; t < g->n_turns; t++) {
        counter c = { .g = g,
                      .exits = exits,
                      .n_ways = arena_new(a, double, g->n_nodes),
                      .mark = arena_new(a, char, g->n_nodes) };
        double n = count_ways(&c, g->turns[t].start, g->turns[t].end);
        if (c.has_cycle) {
            memset(c.mark, 0, g->n_nodes);
            n = count_singly(&c, g->turns[t].start, g->turns[t].end);
            *is_exact &= c.n_looks < MOST_COUNTED;
        }
        sum += n;
    }
    return sum;
}
