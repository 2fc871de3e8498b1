/* The graph is explored from the start of a turn, step by step, as far as the ledger
 * can still come out as that of the overall reaction; then what does not lead to the
 * end is cut off, and optional states that were not supplied are merged away. */
#include "network/graph.h"

#include "base/diag.h"
#include "base/hash.h"
#include "network/bounds.h"
#include "network/ledger.h"

enum { MOST_NODES = 20000, MOST_EDGES = 200000, FEWEST_SLOTS = 128 };

typedef struct {
    graph_edge edge;
    bool is_cut;
} link;

typedef struct {
    size_t *at;
    size_t n;
} numbers;

typedef struct {
    arena *a;
    const chp_reaction *r;
    const bool *is_supplied;
    chp_diag *diag;
    bounds bounds;

    graph_node *nodes;
    link *links;
    numbers *in, *out; // links of each node
    size_t n_nodes, n_links;
    size_t *slot; // hash table of the nodes of this turn: node + 1, 0: empty
    size_t n_slots;
    size_t n_before; // nodes of earlier turns

    graph_turn *turns; // of the whole, found so far
    graph_node *entries;
    size_t n_turns, n_entries;
} explorer;

/* --- exploring ---------------------------------------------------------------- */

static size_t hash_of(const chp_reaction *r, const graph_node *node)
{
    uint64_t h = HASH_BASIS;
    for (size_t i = 0; i < node->n_cells; i++)
        h = hash_word(h, node->cells[i]);
    for (size_t s = 0; s < r->n_species; s++)
        if (node->released[s])
            h = hash_word(h, (uint64_t)s << 16 ^ (uint64_t)(node->released[s] + 32768));
    return (size_t)(h ^ h >> 32);
}

static bool is_same(const chp_reaction *r, const graph_node *x, const graph_node *y)
{
    return ledger_same_surface(x, y) &&
           memcmp(x->released, y->released, r->n_species * sizeof *x->released) == 0;
}

static size_t *slot_of(explorer *x, const graph_node *node)
{
    size_t i = hash_of(x->r, node) & (x->n_slots - 1);
    while (x->slot[i] && !is_same(x->r, &x->nodes[x->slot[i] - 1], node))
        i = (i + 1) & (x->n_slots - 1);
    return &x->slot[i];
}

static size_t add_node(explorer *x, graph_node node)
{
    x->nodes = arena_grow(x->a, x->nodes, x->n_nodes, sizeof *x->nodes);
    x->in = arena_grow(x->a, x->in, x->n_nodes, sizeof *x->in);
    x->out = arena_grow(x->a, x->out, x->n_nodes, sizeof *x->out);
    x->in[x->n_nodes] = x->out[x->n_nodes] = (numbers){ 0 };
    ledger_name(x->a, x->r, &node);
    x->nodes[x->n_nodes] = node;
    return x->n_nodes++;
}

/* At least half of the table stays empty. */
static void remember(explorer *x, size_t node)
{
    *slot_of(x, &x->nodes[node]) = node + 1;
    if (2 * (x->n_nodes - x->n_before) <= x->n_slots)
        return;
    x->n_slots *= 4;
    x->slot = arena_new(x->a, size_t, x->n_slots);
    for (size_t i = x->n_before; i < x->n_nodes; i++)
        *slot_of(x, &x->nodes[i]) = i + 1;
}

static void add_number(arena *a, numbers *list, size_t n)
{
    list->at = arena_grow(a, list->at, list->n, sizeof *list->at);
    list->at[list->n++] = n;
}

static void add_link(explorer *x, graph_edge edge)
{
    x->links = arena_grow(x->a, x->links, x->n_links, sizeof *x->links);
    add_number(x->a, &x->out[edge.from], x->n_links);
    add_number(x->a, &x->in[edge.to], x->n_links);
    x->links[x->n_links++] = (link){ .edge = edge };
}

static bool is_present(const explorer *x, size_t species)
{
    return x->is_supplied[species] || x->r->species[species].is_optional;
}

static bool is_entry(const explorer *x, const graph_node *node)
{
    for (size_t i = 0; i < x->n_entries; i++)
        if (ledger_same_surface(&x->entries[i], node))
            return true;
    return false;
}

static bool is_allowed(const explorer *x, const graph_node *start,
                       const graph_node *node)
{
    for (size_t i = 0; i < node->n_cells; i++)
        if (!is_present(x, node->cells[i]))
            return false;
    if (is_entry(x, node))
        return false; // that turn was counted from there
    return bounds_allow(&x->bounds, x->r, start, node);
}

static void follow(explorer *x, size_t start, size_t from, size_t i_step)
{
    graph_node next;
    graph_node here = x->nodes[from];
    graph_node first = x->nodes[start];
    if (!ledger_after(x->a, x->r, &here, &x->r->steps[i_step], &next) ||
        !is_allowed(x, &first, &next))
        return;
    size_t known = *slot_of(x, &next), to = known ? known - 1 : add_node(x, next);
    if (!known)
        remember(x, to);
    size_t *steps = arena_new(x->a, size_t, 1);
    *steps = i_step;
    graph_edge edge = ledger_edge(x->a, x->r, steps, 1);
    edge.from = from;
    edge.to = to;
    if (edge.from != edge.to)
        add_link(x, edge);
}

/* False after a message when there is no end to it. */
static bool has_room(const explorer *x)
{
    if (x->n_nodes < MOST_NODES && x->n_links < MOST_EDGES)
        return true;
    diag_error(x->diag, "too-large", (chp_where){ .path = x->r->path },
               "the network of %s has more than %d states or %d steps", x->r->name,
               MOST_NODES, MOST_EDGES);
    diag_hint(x->diag, "Leave out of the reaction file what no path needs to have.");
    return false;
}

static bool explore(explorer *x, size_t start, size_t end)
{
    for (size_t from = start; from < x->n_nodes; from++) {
        for (size_t i = 0; i < x->r->n_steps && from != end; i++)
            follow(x, start, from, i);
        if (!has_room(x))
            return false;
    }
    return true;
}

/* --- cutting and merging ------------------------------------------------------ */

/* Mark what can be reached from `from` along living links, forwards or backwards. */
static void reach(const explorer *x, size_t from, bool forwards, bool *is_reached)
{
    size_t *stack = arena_new(x->a, size_t, x->n_nodes);
    size_t n = 0;
    stack[n++] = from;
    is_reached[from] = true;
    while (n > 0) {
        size_t here = stack[--n];
        const numbers *links = forwards ? &x->out[here] : &x->in[here];
        for (size_t i = 0; i < links->n; i++) {
            const link *l = &x->links[links->at[i]];
            size_t next = forwards ? l->edge.to : l->edge.from;
            if (!l->is_cut && !is_reached[next]) {
                is_reached[next] = true;
                stack[n++] = next;
            }
        }
    }
}

/* Cut every link that is on no way from start to end. */
static void cut_dead_ends(explorer *x, size_t start, size_t end, size_t first_link)
{
    bool *ahead = arena_new(x->a, bool, x->n_nodes);
    bool *behind = arena_new(x->a, bool, x->n_nodes);
    reach(x, start, true, ahead);
    reach(x, end, false, behind);
    for (size_t i = first_link; i < x->n_links; i++) {
        const graph_edge *e = &x->links[i].edge;
        x->links[i].is_cut |= !ahead[e->from] || !behind[e->to];
    }
}

static bool is_missing(const explorer *x, const graph_node *node)
{
    for (size_t i = 0; i < node->n_cells; i++)
        if (!x->is_supplied[node->cells[i]])
            return true;
    return false;
}

static link *living_link(const explorer *x, size_t from, size_t to)
{
    for (size_t i = 0; i < x->out[from].n; i++) {
        link *l = &x->links[x->out[from].at[i]];
        if (!l->is_cut && l->edge.to == to)
            return l;
    }
    return NULL;
}

static const size_t *joined(arena *a, const size_t *x, size_t n_x, const size_t *y,
                            size_t n_y)
{
    size_t *list = arena_new(a, size_t, n_x + n_y);
    for (size_t i = 0; i < n_x; i++)
        list[i] = x[i];
    for (size_t i = 0; i < n_y; i++)
        list[n_x + i] = y[i];
    return list;
}

/* The species of a node that were not supplied, behind those of `list`. */
static const size_t *with_missing(explorer *x, const size_t *list, size_t *n,
                                  size_t node)
{
    const graph_node *v = &x->nodes[node];
    size_t *all = arena_new(x->a, size_t, *n + v->n_cells);
    for (size_t i = 0; i < *n; i++)
        all[i] = list[i];
    for (size_t i = 0; i < v->n_cells; i++)
        if (!x->is_supplied[v->cells[i]])
            all[(*n)++] = v->cells[i];
    return all;
}

static bool has_charge(const graph_edge *e)
{
    return e->n_e != 0 || e->n_H != 0;
}

static bool releases_alike(const explorer *x, const graph_edge *e, const graph_edge *f)
{
    const int *e_from = x->nodes[e->from].released, *e_to = x->nodes[e->to].released;
    const int *f_from = x->nodes[f->from].released, *f_to = x->nodes[f->to].released;
    for (size_t s = 0; s < x->r->n_species; s++)
        if (e_to[s] - e_from[s] != f_to[s] - f_from[s])
            return false;
    return true;
}

/* Through a surface where an earlier turn is entered, which is no node of this one. */
static bool leads_through_entry(const explorer *x, size_t from, size_t to)
{
    graph_node here = x->nodes[from], between, there;
    for (size_t i = 0; i < x->r->n_steps; i++) {
        if (x->r->steps[i].n_e != 0 ||
            !ledger_after(x->a, x->r, &here, &x->r->steps[i], &between) ||
            !is_entry(x, &between))
            continue;
        for (size_t k = 0; k < x->r->n_steps; k++)
            if (ledger_after(x->a, x->r, &between, &x->r->steps[k], &there) &&
                ledger_same_surface(&there, &x->nodes[to]))
                return true;
    }
    return false;
}

/* Whether `out` may come before `in`, through a state that was supplied: *NNH3 gives
 * off its ammonia and takes up hydrogen then. Nothing is missing there. */
static bool has_other_order(const explorer *x, const graph_edge *in,
                            const graph_edge *out)
{
    if (!has_charge(in) || has_charge(out))
        return false;
    if (x->n_entries > 0 && leads_through_entry(x, in->from, out->to))
        return true;
    for (size_t i = 0; i < x->out[in->from].n; i++) {
        const link *l = &x->links[x->out[in->from].at[i]];
        if (!l->is_cut && !has_charge(&l->edge) &&
            !is_missing(x, &x->nodes[l->edge.to]) && releases_alike(x, &l->edge, out) &&
            living_link(x, l->edge.to, out->to))
            return true;
    }
    return false;
}

/* Of several ways around what is missing, the shortest stands. */
static void merge_over(explorer *x, graph_edge in, graph_edge out)
{
    if (in.from == out.to || (has_charge(&in) && has_charge(&out)) ||
        has_other_order(x, &in, &out))
        return;
    graph_edge e = ledger_edge(
        x->a, x->r, joined(x->a, in.steps, in.n_steps, out.steps, out.n_steps),
        in.n_steps + out.n_steps);
    e.from = in.from;
    e.to = out.to;
    e.n_left_out = in.n_left_out;
    e.left_out = with_missing(x, in.left_out, &e.n_left_out, in.to);
    e.left_out = joined(x->a, e.left_out, e.n_left_out, out.left_out, out.n_left_out);
    e.n_left_out += out.n_left_out;
    link *other = living_link(x, e.from, e.to);
    if (other && other->edge.n_left_out <= e.n_left_out)
        return;
    if (other)
        other->is_cut = true;
    add_link(x, e);
}

static void merge_away(explorer *x, size_t node)
{
    size_t n_in = x->in[node].n, n_out = x->out[node].n;
    for (size_t i = 0; i < n_in; i++) {
        for (size_t k = 0; k < n_out; k++) {
            link in = x->links[x->in[node].at[i]], out = x->links[x->out[node].at[k]];
            if (!in.is_cut && !out.is_cut)
                merge_over(x, in.edge, out.edge);
        }
    }
    for (size_t i = 0; i < n_in; i++)
        x->links[x->in[node].at[i]].is_cut = true;
    for (size_t i = 0; i < n_out; i++)
        x->links[x->out[node].at[i]].is_cut = true;
}

/* --- turns -------------------------------------------------------------------- */

static bool explore_turn(explorer *x, const graph_node *entry)
{
    size_t first_link = x->n_links;
    memset(x->slot, 0, x->n_slots * sizeof *x->slot);
    x->n_before = x->n_nodes;
    size_t start = add_node(x, *entry);
    size_t end = add_node(x, ledger_after_overall(x->a, x->r, entry));
    remember(x, start);
    remember(x, end);
    if (!explore(x, start, end))
        return false;
    cut_dead_ends(x, start, end, first_link);
    for (size_t i = end + 1; i < x->n_nodes; i++) {
        if (is_missing(x, &x->nodes[i]))
            merge_away(x, i);
        if (!has_room(x))
            return false;
    }
    cut_dead_ends(x, start, end, first_link);
    x->turns = arena_grow(x->a, x->turns, x->n_turns, sizeof *x->turns);
    x->turns[x->n_turns++] = (graph_turn){ start, end };
    return true;
}

static graph_node entry_of(explorer *x, const chp_pathway *p)
{
    graph_node node = ledger_start(x->a, x->r);
    for (size_t i = 0; i < p->n_activation; i++)
        (void)ledger_after(x->a, x->r, &node, &x->r->steps[p->steps[i]], &node);
    return node;
}

static bool explore_from(explorer *x, const graph_node *entry)
{
    if (!is_missing(x, entry) && !explore_turn(x, entry))
        return false;
    x->entries = arena_grow(x->a, x->entries, x->n_entries, sizeof *x->entries);
    x->entries[x->n_entries++] = *entry;
    return true;
}

/* A cycle that could be entered at several states is counted from the one that is
 * reached with the fewest steps. */
static bool explore_all(explorer *x)
{
    size_t most = 0;
    for (size_t i = 0; i < x->r->n_pathways; i++)
        if (x->r->pathways[i].n_activation > most)
            most = x->r->pathways[i].n_activation;
    for (size_t n = 0; n <= most; n++) {
        for (size_t i = 0; i < x->r->n_pathways; i++) {
            graph_node entry = entry_of(x, &x->r->pathways[i]);
            bool is_next = x->r->pathways[i].n_activation == n && !is_entry(x, &entry);
            if (is_next && !explore_from(x, &entry))
                return false;
        }
    }
    return true;
}

/* What is left, numbered anew: nodes in the order they were found. */
static graph collect(explorer *x)
{
    size_t *number = arena_new(x->a, size_t, x->n_nodes); // + 1
    graph_node *nodes = arena_new(x->a, graph_node, x->n_nodes);
    graph_edge *edges = arena_new(x->a, graph_edge, x->n_links);
    graph_turn *turns = arena_new(x->a, graph_turn, x->n_turns);
    graph g = { .reaction = x->r,
                .is_supplied = x->is_supplied,
                .nodes = nodes,
                .edges = edges,
                .turns = turns };
    for (size_t i = 0; i < x->n_links; i++)
        if (!x->links[i].is_cut)
            number[x->links[i].edge.from] = number[x->links[i].edge.to] = 1;
    for (size_t i = 0; i < x->n_nodes; i++) {
        if (!number[i])
            continue;
        nodes[g.n_nodes] = x->nodes[i];
        number[i] = ++g.n_nodes;
    }
    for (size_t i = 0; i < x->n_links; i++) {
        if (x->links[i].is_cut)
            continue;
        edges[g.n_edges] = x->links[i].edge;
        edges[g.n_edges].from = number[x->links[i].edge.from] - 1;
        edges[g.n_edges++].to = number[x->links[i].edge.to] - 1;
    }
    for (size_t i = 0; i < x->n_turns; i++)
        if (number[x->turns[i].start] && number[x->turns[i].end])
            turns[g.n_turns++] = (graph_turn){ number[x->turns[i].start] - 1,
                                               number[x->turns[i].end] - 1 };
    return g;
}

bool graph_build(arena *a, const chp_reaction *reaction, const bool *is_supplied,
                 graph *out, chp_diag *diag)
{
    explorer x = { .a = a, .r = reaction, .is_supplied = is_supplied, .diag = diag };
    x.n_slots = FEWEST_SLOTS;
    x.slot = arena_new(a, size_t, x.n_slots);
    x.bounds = bounds_of(a, reaction);
    *out = (graph){ 0 };
    if (!is_supplied[reaction->bare])
        return true; // nothing can be related to anything
    if (!explore_all(&x))
        return false;
    *out = collect(&x);
    return true;
}
