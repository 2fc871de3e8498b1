/* Paths fall into classes by their largest cap and chem, and the classes are gone
 * through in order. In a class, arcs beyond its two limits do not exist, and a path
 * must have an arc that reaches each limit: two bits that are carried along with the
 * node.
 *
 * What is left to compare is a sum: the multiset of vec and the number of arcs. Both
 * orders agree with adding an arc (if x < y, then x + z < y + z), so Dijkstra's
 * algorithm, run backwards from the goals, gives the best completion of every node
 * exactly. With it as a bound, the best partial path is always the beginning of the
 * best path not yet found (A*): no other one is completed. Where the net has cycles, a
 * bound may pass a node twice; then it is only too low, and the order is still right.
 *
 * Dijkstra, Numer. Math. 1, 269 (1959); Hart, Nilsson and Raphael, IEEE Trans. Syst.
 * Sci. Cybern. 4, 100 (1968).
 */
#include "network/kbest.h"

#include <stdlib.h>

enum { MOST_LOOKS = 2000000, CAP_SEEN = 1, CHEM_SEEN = 2, ALL_SEEN = 3, N_BITS = 4 };

/* A multiset of ranks, sorted falling, and a number of arcs. */
typedef struct {
    const int *rank;
    size_t n, n_arcs;
} cost;

static int compare_cost(const cost *x, const cost *y)
{
    size_t n = x->n < y->n ? x->n : y->n;
    for (size_t i = 0; i < n; i++)
        if (x->rank[i] != y->rank[i])
            return x->rank[i] < y->rank[i] ? -1 : 1;
    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    return (x->n_arcs > y->n_arcs) - (x->n_arcs < y->n_arcs);
}

static cost merged(arena *a, const cost *x, const cost *y)
{
    int *rank = arena_new(a, int, x->n + y->n + 1);
    size_t i = 0, k = 0;
    while (i < x->n || k < y->n) {
        bool first = k == y->n || (i < x->n && x->rank[i] >= y->rank[k]);
        rank[i + k] = first ? x->rank[i] : y->rank[k];
        i += first;
        k += !first;
    }
    return (cost){ rank, x->n + y->n, x->n_arcs + y->n_arcs };
}

static cost with_arc(arena *a, const cost *x, const arc *step)
{
    cost one = { &step->vec, step->vec != NO_RANK, 1 };
    return merged(a, x, &one);
}

/* --- a heap of pointers ------------------------------------------------------- */

typedef int compare(const void *x, const void *y);

typedef struct {
    arena *a;
    void **at;
    size_t n, room;
    compare *order;
} heap;

/* arena_grow() would move it whenever it shrinks and grows across a power of two. */
static void heap_push(heap *h, void *item)
{
    if (h->n == h->room) {
        size_t room = h->room ? 2 * h->room : 64;
        void **at = arena_new(h->a, void *, room);
        for (size_t i = 0; i < h->n; i++)
            at[i] = h->at[i];
        h->at = at;
        h->room = room;
    }
    size_t i = h->n++;
    for (; i > 0 && h->order(item, h->at[(i - 1) / 2]) < 0; i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = item;
}

static void *heap_pop(heap *h)
{
    void *top = h->at[0], *last = h->at[--h->n];
    size_t i = 0, child;
    while ((child = 2 * i + 1) < h->n) {
        if (child + 1 < h->n && h->order(h->at[child + 1], h->at[child]) < 0)
            child++;
        if (h->order(last, h->at[child]) <= 0)
            break;
        h->at[i] = h->at[child];
        i = child;
    }
    h->at[i] = last;
    return top;
}

/* --- a class ------------------------------------------------------------------ */

typedef struct {
    size_t *first, *arcs; // arcs of node i: first[i] to first[i + 1]
} adjacency;

typedef struct {
    const arc_net *net;
    adjacency in, out;
    int cap, chem; // the limits
} class;

/* A node and which limits were reached; by its number `4 node + bits`. */
static unsigned bits_before(const class *c)
{
    return (c->cap == NO_RANK ? CAP_SEEN : 0u) | (c->chem == 0 ? CHEM_SEEN : 0u);
}

static unsigned bits_of(const class *c, const arc *step)
{
    return (step->cap == c->cap ? CAP_SEEN : 0u) |
           (step->chem == c->chem ? CHEM_SEEN : 0u);
}

static bool is_open(const class *c, const arc *step)
{
    return step->cap <= c->cap && step->chem <= c->chem;
}

static adjacency sorted_by(arena *a, const arc_net *net, bool by_from)
{
    adjacency adj = { arena_new(a, size_t, net->n_nodes + 2),
                      arena_new(a, size_t, net->n_arcs) };
    for (size_t i = 0; i < net->n_arcs; i++)
        adj.first[(by_from ? net->arcs[i].from : net->arcs[i].to) + 2]++;
    for (size_t i = 2; i < net->n_nodes + 2; i++)
        adj.first[i] += adj.first[i - 1];
    for (size_t i = 0; i < net->n_arcs; i++)
        adj.arcs[adj.first[(by_from ? net->arcs[i].from : net->arcs[i].to) + 1]++] = i;
    return adj;
}

/* --- the best completion of each node ----------------------------------------- */

typedef struct {
    cost cost;
    size_t place; // 4 node + bits
} label;

static int compare_label(const void *x, const void *y)
{
    return compare_cost(&((const label *)x)->cost, &((const label *)y)->cost);
}

typedef struct {
    const label **best; // by place; NULL: the goal cannot be reached
} completions;

static void push_label(heap *h, const class *c, const label *to, const arc *step)
{
    /* Backwards: which bits may have been set before this arc, if `to` has its own? */
    unsigned after = (unsigned)(to->place % N_BITS), set = bits_of(c, step);
    for (unsigned before = 0; before < N_BITS; before++) {
        if ((before | set) != after)
            continue;
        label *l = arena_new(h->a, label, 1);
        *l = (label){ with_arc(h->a, &to->cost, step), step->from * N_BITS + before };
        heap_push(h, l);
    }
}

static completions complete(arena *a, const class *c)
{
    const arc_net *net = c->net;
    completions done = { arena_new(a, const label *, net->n_nodes *N_BITS) };
    heap h = { .a = a, .order = compare_label };
    for (size_t i = 0; i < net->n_nodes; i++) {
        if (!net->is_goal[i])
            continue;
        label *l = arena_new(a, label, 1);
        l->place = i * N_BITS + ALL_SEEN;
        heap_push(&h, l);
    }
    while (h.n > 0) {
        const label *l = heap_pop(&h);
        if (done.best[l->place])
            continue;
        done.best[l->place] = l;
        size_t node = l->place / N_BITS;
        for (size_t i = c->in.first[node]; i < c->in.first[node + 1]; i++) {
            const arc *step = &net->arcs[c->in.arcs[i]];
            if (is_open(c, step) && !net->is_goal[step->from])
                push_label(&h, c, l, step);
        }
    }
    return done;
}

/* Whether there is any path within the limits that reaches those of `needed`: the same,
 * without costs. */
static bool has_paths(arena *a, const class *c, unsigned needed)
{
    const arc_net *net = c->net;
    bool *is_seen = arena_new(a, bool, net->n_nodes *N_BITS);
    size_t *stack = arena_new(a, size_t, net->n_nodes * N_BITS);
    size_t n = 0;
    for (size_t i = 0; i < net->n_starts; i++)
        stack[n++] = net->starts[i] * N_BITS + bits_before(c);
    while (n > 0) {
        size_t place = stack[--n], node = place / N_BITS;
        if (net->is_goal[node]) {
            if ((place % N_BITS & needed) == needed)
                return true;
            continue;
        }
        for (size_t i = c->out.first[node]; i < c->out.first[node + 1]; i++) {
            const arc *step = &net->arcs[c->out.arcs[i]];
            size_t next = step->to * N_BITS + (place % N_BITS | bits_of(c, step));
            if (is_open(c, step) && !is_seen[next]) {
                is_seen[next] = true;
                stack[n++] = next;
            }
        }
    }
    return false;
}

/* --- the paths of a class in order -------------------------------------------- */

typedef struct partial partial;
struct partial {
    const partial *before;
    size_t arc, place;
    size_t n_ids;
    const size_t *ids;
    cost so_far, whole; // the second with the best completion
};

static int compare_partial(const void *x, const void *y)
{
    const partial *p = x, *q = y;
    int order = compare_cost(&p->whole, &q->whole);
    for (size_t i = 0; order == 0 && i < p->n_ids && i < q->n_ids; i++)
        order = (p->ids[i] > q->ids[i]) - (p->ids[i] < q->ids[i]);
    return order ? order : (p->n_ids > q->n_ids) - (p->n_ids < q->n_ids);
}

typedef struct {
    arena *a; // of what is kept
    arena scratch;
    const class *c;
    completions done;
    heap open;
    arc_path *found;
    size_t n_found, k, n_looks;
} hunt;

static void open_place(hunt *h, const partial *before, size_t i_arc, size_t place)
{
    const arc_net *net = h->c->net;
    arena *a = &h->scratch;
    const label *rest = h->done.best[place];
    if (!rest)
        return;
    partial *p = arena_new(a, partial, 1);
    *p = (partial){ .before = before, .arc = i_arc, .place = place };
    p->n_ids = before ? before->n_ids + 1 : 1;
    size_t *ids = arena_new(a, size_t, p->n_ids);
    for (size_t i = 0; before && i < before->n_ids; i++)
        ids[i] = before->ids[i];
    ids[p->n_ids - 1] = net->id[place / N_BITS];
    p->ids = ids;
    if (before)
        p->so_far = with_arc(a, &before->so_far, &net->arcs[i_arc]);
    p->whole = merged(a, &p->so_far, &rest->cost);
    heap_push(&h->open, p);
}

static bool passed(const hunt *h, const partial *p, size_t node)
{
    const size_t *home = h->c->net->home;
    for (; p; p = p->before)
        if (home[p->place / N_BITS] == home[node])
            return true;
    return false;
}

static void keep(hunt *h, const partial *p)
{
    size_t n = p->n_ids - 1;
    size_t *arcs = arena_new(h->a, size_t, n);
    for (size_t i = n; i > 0; i--, p = p->before)
        arcs[i - 1] = p->arc;
    h->found[h->n_found++] = (arc_path){ n, arcs };
}

static void go_on(hunt *h, const partial *p)
{
    const class *c = h->c;
    size_t node = p->place / N_BITS;
    for (size_t i = c->out.first[node]; i < c->out.first[node + 1]; i++) {
        const arc *step = &c->net->arcs[c->out.arcs[i]];
        size_t place = step->to * N_BITS + (p->place % N_BITS | bits_of(c, step));
        if (is_open(c, step) && !passed(h, p, step->to))
            open_place(h, p, c->out.arcs[i], place);
    }
}

static void hunt_class(hunt *h)
{
    const arc_net *net = h->c->net;
    h->open = (heap){ .a = &h->scratch, .order = compare_partial };
    h->done = complete(&h->scratch, h->c);
    for (size_t i = 0; i < net->n_starts; i++)
        open_place(h, NULL, 0, net->starts[i] * N_BITS + bits_before(h->c));
    while (h->open.n > 0 && h->n_found < h->k && h->n_looks < MOST_LOOKS) {
        const partial *p = heap_pop(&h->open);
        h->n_looks++;
        if (net->is_goal[p->place / N_BITS])
            keep(h, p);
        else
            go_on(h, p);
    }
}

/* --- all classes -------------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;
    return (a > b) - (a < b);
}

/* The different ranks that occur, rising; `least` is one of them. */
static int *ranks_of(arena *a, const arc_net *net, bool of_chem, int least, size_t *n)
{
    int *all = arena_new(a, int, net->n_arcs + 1);
    all[0] = least;
    for (size_t i = 0; i < net->n_arcs; i++)
        all[i + 1] = of_chem ? net->arcs[i].chem : net->arcs[i].cap;
    qsort(all, net->n_arcs + 1, sizeof *all, by_number);
    *n = 0;
    for (size_t i = 0; i <= net->n_arcs; i++)
        if (i == 0 || all[i] != all[*n - 1])
            all[(*n)++] = all[i];
    return all;
}

/* Whether a class is worth its labels. */
static bool is_worth(hunt *h, const class *c, unsigned needed)
{
    bool is = has_paths(&h->scratch, c, needed);
    arena_clear(&h->scratch);
    return is;
}

/* The first of the rising caps within which there is a path; n_caps: none. */
static size_t first_open(hunt *h, class *c, const int *caps, size_t n_caps)
{
    size_t low = 0, high = n_caps;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        c->cap = caps[middle];
        if (is_worth(h, c, 0))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void hunt_all(hunt *h, class *c)
{
    size_t n_caps, n_chems;
    int *caps = ranks_of(h->a, c->net, false, NO_RANK, &n_caps);
    int *chems = ranks_of(h->a, c->net, true, 0, &n_chems);
    c->chem = chems[n_chems - 1];
    for (size_t i = first_open(h, c, caps, n_caps); i < n_caps; i++) {
        c->cap = caps[i];
        c->chem = chems[n_chems - 1];
        bool has_any = h->n_found < h->k && is_worth(h, c, CAP_SEEN);
        for (size_t k = 0; has_any && k < n_chems && h->n_found < h->k; k++) {
            c->chem = chems[k];
            if (!is_worth(h, c, ALL_SEEN))
                continue;
            hunt_class(h);
            arena_clear(&h->scratch);
        }
    }
}

arc_paths kbest(arena *a, const arc_net *net, size_t k)
{
    class c = { .net = net,
                .in = sorted_by(a, net, false),
                .out = sorted_by(a, net, true) };
    hunt h = { .a = a, .c = &c, .k = k, .found = arena_new(a, arc_path, k) };
    hunt_all(&h, &c);
    return (arc_paths){ h.n_found, h.found, h.n_looks < MOST_LOOKS };
}
