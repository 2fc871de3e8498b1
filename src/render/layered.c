/* After Sugiyama, Tagawa and Toda (1981): layers by the longest way from a source,
 * bends where an edge passes a layer, order within a layer by the mean place of
 * neighbours, swept to and fro; then rows that follow the neighbours without changing
 * the order. */
#include "render/layered.h"

#include <stdlib.h>

enum { SWEEPS = 12 };

typedef struct {
    size_t at[2]; // from a layer to the next one
} piece;

typedef struct {
    arena *a;
    layered out;
    size_t n_nodes, n_edges;
    layered_edge *edges;
    bool *is_back;
    piece *pieces;
    size_t n_pieces;
    size_t **layer; // the places of each, in order
    size_t *n_in_layer;
} sheet;

/* --- layers ------------------------------------------------------------------- */

static void find_back_edges(sheet *s, size_t node, char *mark)
{
    mark[node] = 1;
    for (size_t i = 0; i < s->n_edges; i++) {
        if (s->edges[i].from != node)
            continue;
        size_t to = s->edges[i].to;
        s->is_back[i] = mark[to] == 1;
        if (!mark[to])
            find_back_edges(s, to, mark);
    }
    mark[node] = 2;
}

static void set_layers(sheet *s)
{
    layered_place *p = s->out.places;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < s->n_edges; i++) {
            const layered_edge *e = &s->edges[i];
            if (!s->is_back[i] && p[e->to].layer <= p[e->from].layer) {
                p[e->to].layer = p[e->from].layer + 1;
                changed = true;
            }
        }
    }
}

static void add_piece(sheet *s, size_t from, size_t to)
{
    s->pieces = arena_grow(s->a, s->pieces, s->n_pieces, sizeof *s->pieces);
    s->pieces[s->n_pieces++] = (piece){ { from, to } };
}

static void add_bends(sheet *s, layered_edge *e)
{
    size_t last = s->out.places[e->to].layer, at = e->from;
    e->first_bend = s->out.n_places;
    for (size_t layer = s->out.places[e->from].layer + 1; layer < last; layer++) {
        s->out.places =
            arena_grow(s->a, s->out.places, s->out.n_places, sizeof *s->out.places);
        s->out.places[s->out.n_places] = (layered_place){ .layer = layer };
        add_piece(s, at, s->out.n_places);
        at = s->out.n_places++;
        e->n_bends++;
    }
    add_piece(s, at, e->to);
}

static void fill_layers(sheet *s)
{
    for (size_t i = 0; i < s->out.n_places; i++)
        if (s->out.places[i].layer >= s->out.n_layers)
            s->out.n_layers = s->out.places[i].layer + 1;
    s->layer = arena_new(s->a, size_t *, s->out.n_layers);
    s->n_in_layer = arena_new(s->a, size_t, s->out.n_layers);
    for (size_t i = 0; i < s->out.n_layers; i++)
        s->layer[i] = arena_new(s->a, size_t, s->out.n_places);
    for (size_t i = 0; i < s->out.n_places; i++) {
        size_t l = s->out.places[i].layer;
        s->layer[l][s->n_in_layer[l]++] = i;
    }
}

/* --- rows --------------------------------------------------------------------- */

/* The mean row of the neighbours on one side (0: behind, 1: ahead, 2: both), or the
 * place's own row without any. */
static double pull(const sheet *s, size_t place, int side)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < s->n_pieces; i++) {
        for (int end = 0; end < 2; end++) {
            bool counts = side == 2 || end != side;
            if (!counts || s->pieces[i].at[end] != place)
                continue;
            sum += s->out.places[s->pieces[i].at[1 - end]].row;
            n++;
        }
    }
    return n > 0 ? sum / (double)n : s->out.places[place].row;
}

typedef struct {
    double key;
    size_t place, rank;
} wish;

static int by_key(const void *x, const void *y)
{
    const wish *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static void order_layer(sheet *s, size_t layer, int side)
{
    size_t n = s->n_in_layer[layer];
    wish *wishes = arena_new(s->a, wish, n);
    for (size_t i = 0; i < n; i++)
        wishes[i] = (wish){ pull(s, s->layer[layer][i], side), s->layer[layer][i], i };
    qsort(wishes, n, sizeof *wishes, by_key);
    for (size_t i = 0; i < n; i++) {
        s->layer[layer][i] = wishes[i].place;
        s->out.places[wishes[i].place].row = (double)i - (double)(n - 1) / 2;
    }
}

/* Move towards the neighbours, but stay a row away from those above and below: the mean
 * of the two ways of making room. */
static void settle_layer(sheet *s, size_t layer)
{
    size_t n = s->n_in_layer[layer];
    double *down = arena_new(s->a, double, n), *up = arena_new(s->a, double, n);
    for (size_t i = 0; i < n; i++)
        down[i] = up[i] = pull(s, s->layer[layer][i], 2);
    for (size_t i = 1; i < n; i++)
        if (down[i] < down[i - 1] + 1)
            down[i] = down[i - 1] + 1;
    for (size_t i = n - 1; i-- > 0;)
        if (up[i] > up[i + 1] - 1)
            up[i] = up[i + 1] - 1;
    for (size_t i = 0; i < n; i++)
        s->out.places[s->layer[layer][i]].row = (down[i] + up[i]) / 2;
}

static void set_rows(sheet *s)
{
    for (size_t l = 0; l < s->out.n_layers; l++)
        order_layer(s, l, 0);
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (size_t k = 0; k < s->out.n_layers; k++)
            order_layer(s, sweep % 2 ? k : s->out.n_layers - 1 - k, sweep % 2 ? 0 : 1);
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (size_t l = 0; l < s->out.n_layers; l++)
            settle_layer(s, l);
    for (size_t i = 0; i < s->out.n_places; i++) {
        double row = s->out.places[i].row;
        s->out.first_row = i == 0 || row < s->out.first_row ? row : s->out.first_row;
        s->out.last_row = i == 0 || row > s->out.last_row ? row : s->out.last_row;
    }
}

layered layered_layout(arena *a, size_t n_nodes, layered_edge *edges, size_t n_edges)
{
    sheet s = { .a = a, .n_nodes = n_nodes, .edges = edges, .n_edges = n_edges };
    s.is_back = arena_new(a, bool, n_edges);
    for (size_t i = 0; i < n_nodes; i++) {
        s.out.places = arena_grow(a, s.out.places, i, sizeof *s.out.places);
        s.out.places[i] = (layered_place){ 0 };
    }
    s.out.n_places = n_nodes;
    char *mark = arena_new(a, char, n_nodes);
    for (size_t i = 0; i < n_nodes; i++)
        if (!mark[i])
            find_back_edges(&s, i, mark);
    set_layers(&s);
    for (size_t i = 0; i < n_edges; i++)
        if (!s.is_back[i])
            add_bends(&s, &edges[i]);
    fill_layers(&s);
    set_rows(&s);
    return s.out;
}
