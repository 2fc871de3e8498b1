#include "network/spread.h"

#include <math.h>

enum { MOST_PLACES = 100000 };

typedef struct {
    size_t node;
    double low_eV;  // the lowest state so far, this one included
    double high_eV; // the highest transition state so far; G_max: not used
    size_t next;    // of the same node; + 1, 0: none
} place;

typedef struct {
    arena *a;
    const graph *g;
    graph_exits exits;
    const double *node_eV;
    const double *top_eV;
    double U_V;
    bool is_span;
    double turn_eV; // the free energy of the whole reaction
    size_t *first;  // place of each node; + 1, 0: none
    place *places;
    arc *arcs;
    double *arc_eV;
    size_t *arc_edge;
    size_t n_places, n_arcs;
} spreader;

static size_t place_of(spreader *s, size_t node, double low_eV, double high_eV)
{
    for (size_t i = s->first[node]; i; i = s->places[i - 1].next) {
        const place *p = &s->places[i - 1];
        if (fabs(p->low_eV - low_eV) < SEARCH_TIE_EV / 10 &&
            (p->high_eV == high_eV || fabs(p->high_eV - high_eV) < SEARCH_TIE_EV / 10))
            return i - 1;
    }
    s->places = arena_grow(s->a, s->places, s->n_places, sizeof *s->places);
    s->places[s->n_places] = (place){ node, low_eV, high_eV, s->first[node] };
    s->first[node] = s->n_places + 1;
    return s->n_places++;
}

static void add_arc(spreader *s, size_t from, size_t to, size_t edge, double cost_eV)
{
    s->arcs = arena_grow(s->a, s->arcs, s->n_arcs, sizeof *s->arcs);
    s->arc_eV = arena_grow(s->a, s->arc_eV, s->n_arcs, sizeof *s->arc_eV);
    s->arc_edge = arena_grow(s->a, s->arc_edge, s->n_arcs, sizeof *s->arc_edge);
    s->arcs[s->n_arcs] = (arc){ .from = from, .to = to };
    s->arc_eV[s->n_arcs] = cost_eV;
    s->arc_edge[s->n_arcs++] = edge;
}

/* The transition state of an edge, which follows the potential as the state before it
 * does; without one, or where it lies below an end, the higher of the two ends. */
static double top_of(const spreader *s, size_t edge)
{
    const graph_edge *e = &s->g->edges[edge];
    double ends = fmax(s->node_eV[e->from], s->node_eV[e->to]);
    double top = s->top_eV ? s->top_eV[edge] : NAN;
    return fmax(ends, top + s->g->nodes[e->from].n_e * s->U_V); // NaN: the ends
}

static void follow(spreader *s, size_t from, size_t edge, size_t end)
{
    place here = s->places[from];
    size_t to = s->g->edges[edge].to;
    double G = s->node_eV[to];
    double top = s->is_span ? top_of(s, edge) : G;
    double cost = top - here.low_eV;
    double high = s->is_span ? fmax(here.high_eV, top) : -INFINITY;
    if (s->is_span && to != end) // transition states before it come again
        cost = fmax(cost, high - G + s->turn_eV);
    add_arc(s, from, place_of(s, to, fmin(here.low_eV, G), high), edge, cost);
}

static void spread_turn(spreader *s, const graph_turn *turn)
{
    size_t first = s->n_places;
    (void)place_of(s, turn->start, s->node_eV[turn->start], -INFINITY);
    for (size_t i = first; i < s->n_places && s->n_places < MOST_PLACES; i++) {
        size_t node = s->places[i].node;
        for (size_t k = s->exits.first[node];
             k < s->exits.first[node + 1] && node != turn->end; k++)
            follow(s, i, s->exits.edge[k], turn->end);
    }
}

static void finish(spreader *s, spread *out)
{
    size_t *home = arena_new(s->a, size_t, s->n_places);
    bool *is_goal = arena_new(s->a, bool, s->n_places);
    size_t *starts = arena_new(s->a, size_t, s->g->n_turns);
    for (size_t i = 0; i < s->n_places; i++) {
        home[i] = s->places[i].node;
        for (size_t t = 0; t < s->g->n_turns; t++)
            is_goal[i] |= home[i] == s->g->turns[t].end;
    }
    for (size_t t = 0; t < s->g->n_turns; t++) // the first of its places
        while (home[starts[t]] != s->g->turns[t].start)
            starts[t]++;
    *out = (spread){ .net = { .n_nodes = s->n_places,
                              .n_arcs = s->n_arcs,
                              .arcs = s->arcs,
                              .home = home,
                              .n_starts = s->g->n_turns,
                              .starts = starts,
                              .is_goal = is_goal },
                     .arc_eV = s->arc_eV,
                     .arc_edge = s->arc_edge,
                     .is_cut = s->n_places >= MOST_PLACES };
}

const char *spread_graph(arena *a, const graph *g, const double *node_eV,
                         const search_options *options, spread *out)
{
    spreader s = { .a = a,
                   .g = g,
                   .exits = graph_exits_of(a, g),
                   .node_eV = node_eV,
                   .top_eV = options->top_eV,
                   .U_V = options->U_V,
                   .is_span = options->objective == SEARCH_SPAN,
                   .first = arena_new(a, size_t, g->n_nodes) };
    for (size_t t = 0; t < g->n_turns; t++) {
        s.turn_eV = node_eV[g->turns[t].end] - node_eV[g->turns[t].start];
        if (s.is_span && s.turn_eV >= 0)
            return "the overall reaction is not downhill there, and the energetic "
                   "span is that of a cycle that runs";
        spread_turn(&s, &g->turns[t]);
    }
    finish(&s, out);
    return NULL;
}
