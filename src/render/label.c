/* Each label has a list of places: above and below its point, further and further
 * away, a little to the sides; that of a dot also right and left of it. The cheapest
 * place that overlaps no other label is taken, from left to right; then each label is
 * taken up and placed again, given all the others, or with one other that is in its way
 * and moves, until nothing changes. The search is exact in its rule (no overlap) and
 * greedy in its taste. */
#include "render/label.h"

#include <math.h>

/* The ways to stand: above and below at each side; right, left of a dot. */
enum { N_SIDES = 5, RIGHT = 2 * N_SIDES, LEFT, N_WAYS, N_SWEEPS = 6, N_NEAR = 4 };

#define CLEARANCE_PT    2.2  // between a label and what it names
#define MARGIN_PT       0.6  // between a label and a line, or the label above it
#define SPACE_PT        2.5  // between labels side by side: they are not one text
#define STEP            0.55 // of a line
#define COST_OF_STEP    1.65 // one step further away
#define COST_OF_SIDE    1.0
#define COST_OF_TURNING 1.5 // the other side of its level
#define COST_OF_BESIDE  1.2 // a dot
#define COST_OF_LEADER  8.0 // the thin line of one label across another
#define COST_OF_DOUBT   4.0 // it stands as near to another dot
#define COST_OF_LEAVING 7.5 // a free label that costs more is left out
#define IMPOSSIBLE      1e9

void labels_add(labels *l, arena *a, label one)
{
    l->labels = arena_grow(a, l->labels, l->n_labels, sizeof *l->labels);
    l->labels[l->n_labels++] = one;
}

void labels_avoid(labels *l, arena *a, point from, point to, double cost)
{
    l->obstacles = arena_grow(a, l->obstacles, l->n_obstacles, sizeof *l->obstacles);
    l->obstacles[l->n_obstacles++] = (obstacle){ from, to, cost };
}

/* --- does a line cross a box (Liang and Barsky) ------------------------------- */

static bool clip(double step, double distance, double *enter, double *leave)
{
    if (step == 0)
        return distance >= 0;
    double t = distance / step;
    if (step < 0)
        *enter = fmax(*enter, t);
    else
        *leave = fmin(*leave, t);
    return *enter <= *leave;
}

static bool crosses(const obstacle *o, box b)
{
    double dx = o->to.x - o->from.x, dy = o->to.y - o->from.y, enter = 0, leave = 1;
    return clip(-dx, o->from.x - b.left, &enter, &leave) &&
           clip(dx, b.right - o->from.x, &enter, &leave) &&
           clip(-dy, o->from.y - b.top, &enter, &leave) &&
           clip(dy, b.bottom - o->from.y, &enter, &leave);
}

/* --- places ------------------------------------------------------------------- */

typedef struct {
    point at; // baseline, middle
    box box;
    double cost;
    int step; // lines away from what it names
} place;

static box grown(box b, double by)
{
    return (box){ b.left - by, b.top - by, b.right + by, b.bottom + by };
}

static box spaced(box b)
{
    return (box){ b.left - SPACE_PT, b.top - MARGIN_PT, b.right + SPACE_PT,
                  b.bottom + MARGIN_PT };
}

static const double sides[N_SIDES] = { 0, -0.25, 0.25, -0.5, 0.5 };

static place place_beside(const label *l, box own, bool is_left)
{
    double away = l->dot_pt + CLEARANCE_PT + (own.right - own.left) / 2;
    return (place){ .at = { l->at.x + (is_left ? -away : away),
                            l->at.y - (own.top + own.bottom) / 2 },
                    .cost = COST_OF_BESIDE };
}

static place place_upright(const label *l, box own, int step, int way)
{
    bool is_below = way % 2;
    double side = sides[way / 2], height = own.bottom - own.top,
           away = CLEARANCE_PT + l->dot_pt / 2 + step * STEP * height;
    return (place){
        .at = { l->at.x + side * (own.right - own.left),
                is_below ? l->at.y + away - own.top : l->at.y - away - own.bottom },
        .step = step,
        .cost = step * COST_OF_STEP + fabs(side) * N_SIDES * COST_OF_SIDE +
                (is_below != l->is_below ? COST_OF_TURNING : 0),
    };
}

/* False: there is no such place. */
static bool place_of(const label *l, int step, int way, place *p)
{
    box own = text_box((point){ 0, 0 }, l->text, l->size_pt, ALIGN_MIDDLE, false);
    bool is_beside = way >= RIGHT;
    if (is_beside && (step > 0 || l->dot_pt == 0))
        return false;
    *p = is_beside ? place_beside(l, own, way == LEFT)
                   : place_upright(l, own, step, way);
    p->box = (box){ own.left + p->at.x, own.top + p->at.y, own.right + p->at.x,
                    own.bottom + p->at.y };
    return true;
}

/* --- from a label that had to move away to what it names ------------------------- */

static bool has_leader(const place *p)
{
    return p->cost < IMPOSSIBLE && p->step > 2;
}

static obstacle leader_of(const label *l, const place *p)
{
    bool is_below = p->at.y > l->at.y;
    return (obstacle){ l->at,
                       { fmin(fmax(l->at.x, p->box.left + 1), p->box.right - 1),
                         is_below ? p->box.top : p->box.bottom },
                       COST_OF_LEADER };
}

/* What it costs that leaders cross labels. */
static double leaders_cost(const labels *l, size_t self, const place *p,
                           const place *taken)
{
    double cost = 0;
    obstacle own = leader_of(&l->labels[self], p);
    for (size_t i = 0; i < l->n_labels; i++) {
        const place *other = &taken[i];
        if (i == self || other->cost >= IMPOSSIBLE)
            continue;
        if (has_leader(p) && crosses(&own, other->box))
            cost += COST_OF_LEADER;
        obstacle theirs = leader_of(&l->labels[i], other);
        if (has_leader(other) && crosses(&theirs, p->box))
            cost += COST_OF_LEADER;
    }
    return cost;
}

static double distance(box b, point to)
{
    double dx = fmax(fmax(b.left - to.x, to.x - b.right), 0),
           dy = fmax(fmax(b.top - to.y, to.y - b.bottom), 0);
    return hypot(dx, dy);
}

/* Whether the name of a dot could be read as that of another. */
static bool is_doubtful(const labels *l, size_t self, const place *p)
{
    if (l->labels[self].dot_pt == 0 || has_leader(p))
        return false;
    double own = distance(p->box, l->labels[self].at) + MARGIN_PT;
    for (size_t i = 0; i < l->n_labels; i++)
        if (i != self && l->labels[i].dot_pt > 0 &&
            distance(p->box, l->labels[i].at) < own)
            return true;
    return false;
}

static bool is_inside(box b, box frame)
{
    return b.left >= frame.left && b.right <= frame.right && b.top >= frame.top &&
           b.bottom <= frame.bottom;
}

static double cost_of(const labels *l, size_t self, const place *p, const place *taken,
                      double best)
{
    if (!is_inside(p->box, l->frame))
        return IMPOSSIBLE;
    double cost = p->cost + leaders_cost(l, self, p, taken);
    if (is_doubtful(l, self, p))
        cost += COST_OF_DOUBT;
    for (size_t i = 0; i < l->n_obstacles && cost < best; i++)
        if (crosses(&l->obstacles[i], grown(p->box, MARGIN_PT)))
            cost += l->obstacles[i].cost;
    return cost;
}

static bool is_free(const place *p, const place *taken, size_t n, size_t self)
{
    for (size_t i = 0; i < n; i++)
        if (i != self && taken[i].cost < IMPOSSIBLE &&
            box_overlaps(spaced(p->box), taken[i].box))
            return false;
    return true;
}

static place best_place(const labels *l, size_t self, const place *taken)
{
    const label *own = &l->labels[self];
    int n_steps = (int)((l->frame.bottom - l->frame.top) / (0.5 * own->size_pt)) + 1;
    double most = own->is_free ? COST_OF_LEAVING : IMPOSSIBLE;
    place best = { .cost = most };
    for (int step = 0; step < n_steps && step * COST_OF_STEP < best.cost; step++)
        for (int way = 0; way < N_WAYS; way++) {
            place p;
            if (!place_of(own, step, way, &p) || p.cost >= best.cost)
                continue;
            p.cost = cost_of(l, self, &p, taken, best.cost);
            if (p.cost < best.cost && is_free(&p, taken, l->n_labels, self))
                best = p;
        }
    if (best.cost >= most)
        best.cost = IMPOSSIBLE;
    return best;
}

/* The only label that is in the way; n_labels when there is none, or more than one. */
static size_t only_blocker(const place *p, const place *taken, size_t n, size_t self)
{
    size_t found = n;
    for (size_t i = 0; i < n; i++) {
        if (i == self || !box_overlaps(spaced(p->box), taken[i].box))
            continue;
        if (found < n)
            return n;
        found = i;
    }
    return found;
}

/* Take the place if the one that holds it finds another, and both are better off. */
static bool swaps(const labels *l, size_t self, const place *p, place *taken)
{
    size_t other = only_blocker(p, taken, l->n_labels, self);
    if (other == l->n_labels)
        return false;
    place old = taken[self];
    taken[self] = *p;
    place moved = best_place(l, other, taken);
    if (p->cost + moved.cost < old.cost + taken[other].cost - 1e-9) {
        taken[other] = moved;
        return true;
    }
    taken[self] = old;
    return false;
}

static bool improves_by_a_swap(const labels *l, size_t self, place *taken)
{
    for (int step = 0; step < N_NEAR; step++)
        for (int way = 0; way < N_WAYS; way++) {
            place p;
            if (!place_of(&l->labels[self], step, way, &p))
                continue;
            p.cost = cost_of(l, self, &p, taken, taken[self].cost);
            if (p.cost < taken[self].cost && swaps(l, self, &p, taken))
                return true;
        }
    return false;
}

/* --- all of them -------------------------------------------------------------- */

static void put_leader(const label *l, const place *p, figure *f)
{
    obstacle line = leader_of(l, p);
    figure_line(f, line.from, line.to, (stroke){ GREY, 0.4, 0 });
}

void labels_place(const labels *l, figure *f)
{
    place *taken = arena_new(f->a, place, l->n_labels + 1);
    for (size_t i = 0; i < l->n_labels; i++)
        taken[i].cost = IMPOSSIBLE;
    bool has_changed = true;
    for (int sweep = 0; sweep < N_SWEEPS && has_changed; sweep++) {
        has_changed = false;
        for (size_t i = 0; i < l->n_labels; i++) {
            double before = taken[i].cost;
            taken[i] = best_place(l, i, taken);
            bool has_swapped = sweep > 0 && improves_by_a_swap(l, i, taken);
            has_changed = has_changed || has_swapped || taken[i].cost != before;
        }
    }
    for (size_t i = 0; i < l->n_labels; i++) {
        const label *own = &l->labels[i];
        if (taken[i].cost >= IMPOSSIBLE)
            continue;
        if (has_leader(&taken[i]))
            put_leader(own, &taken[i], f);
        figure_text(f, taken[i].at, own->text, own->size_pt, ALIGN_MIDDLE, own->color);
    }
}
