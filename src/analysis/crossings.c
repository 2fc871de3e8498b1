/* Where something changes with the potential.
 *
 * With the computational hydrogen electrode a step costs dG_i(U) = dG_i(0) + n_i e U,
 * a straight line. So it turns downhill at U = -dG_i(0) / n_i; and the largest step of
 * a pathway is an upper envelope of lines, which another pathway's envelope can only
 * cross where a line of one meets a line of the other. Between two neighbours of all
 * such meetings nothing changes, so it is enough to ask in the middle.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "chepath/analysis.h"

struct chp_crossings {
    arena a;
    size_t n;
    chp_crossing *all;
};

static void add(chp_crossings *c, chp_crossing one)
{
    c->all = arena_grow(&c->a, c->all, c->n, sizeof one);
    c->all[c->n++] = one;
}

static bool is_between(double U, double low_V, double high_V)
{
    return U >= low_V && U <= high_V;
}

/* --- a step turns downhill ----------------------------------------------------- */

static bool is_known_step(const chp_crossings *c, const char *reaction,
                          const char *step)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->all[i].kind == CHP_CROSSING_STEP &&
            strcmp(c->all[i].reaction, reaction) == 0 &&
            strcmp(c->all[i].above, step) == 0)
            return true;
    return false;
}

static void add_steps(chp_crossings *c, const chp_profile *p, double low_V,
                      double high_V)
{
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        double U = s->n_e == 0 ? NAN : -s->dG0_eV / s->n_e;
        const char *name = arena_print(&c->a, "%s -> %s", s->from, s->to);
        if (!is_between(U, low_V, high_V) || is_known_step(c, p->reaction, name))
            continue;
        const char *side = s->n_e > 0 ? "below" : "above";
        add(c, (chp_crossing){
                   U, CHP_CROSSING_STEP, p->reaction, name, name,
                   arena_print(&c->a, "%s is downhill %s %.3f V", name, side, U) });
    }
}

/* --- another pathway becomes the best ------------------------------------------ */

typedef struct {
    const chp_profile **profile;
    size_t n;
} rivals;

static double largest_step_eV(const chp_profile *p, double U_V)
{
    double largest = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++)
        if (!p->steps[i].is_activation)
            largest = fmax(largest, p->steps[i].dG0_eV + p->steps[i].n_e * U_V);
    return largest;
}

static size_t best_at(const rivals *r, double U_V)
{
    const double tie_eV = 1e-9;
    size_t best = 0;
    for (size_t i = 1; i < r->n; i++)
        if (largest_step_eV(r->profile[i], U_V) <
            largest_step_eV(r->profile[best], U_V) - tie_eV)
            best = i;
    return best;
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

typedef struct {
    arena *a;
    double low_V, high_V;
    size_t n;
    double *U_V; // between the two
} potentials;

static void add_meetings(potentials *list, const chp_profile *p, const chp_profile *q)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t j = 0; j < q->n_steps; j++) {
            const chp_profile_step *s = &p->steps[i], *t = &q->steps[j];
            double at =
                s->n_e == t->n_e ? NAN : (t->dG0_eV - s->dG0_eV) / (s->n_e - t->n_e);
            if (!is_between(at, list->low_V, list->high_V))
                continue;
            list->U_V = arena_grow(list->a, list->U_V, list->n, sizeof *list->U_V);
            list->U_V[list->n++] = at;
        }
}

/* The potentials in the range where a step of one costs what a step of another does,
 * each once. */
static potentials meetings(arena *a, const rivals *r, double low_V, double high_V)
{
    potentials all = { .a = a, .low_V = low_V, .high_V = high_V };
    for (size_t p = 0; p < r->n; p++)
        for (size_t q = p + 1; q < r->n; q++)
            add_meetings(&all, r->profile[p], r->profile[q]);
    if (all.n > 0)
        qsort(all.U_V, all.n, sizeof *all.U_V, falling);
    const double same_V = 1e-9; // one meeting of several lines, but for rounding
    size_t n_different = 0;
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || all.U_V[n_different - 1] - all.U_V[i] > same_V)
            all.U_V[n_different++] = all.U_V[i];
    all.n = n_different;
    return all;
}

static void add_changes(chp_crossings *c, const rivals *r, double low_V, double high_V)
{
    potentials met = meetings(&c->a, r, low_V, high_V);
    const double *U = met.U_V;
    size_t n = met.n;
    for (size_t i = 0; i < n; i++) {
        double above = i == 0 ? high_V : U[i - 1];
        double below = i + 1 == n ? low_V : U[i + 1];
        const chp_profile *before = r->profile[best_at(r, (above + U[i]) / 2)];
        const chp_profile *after = r->profile[best_at(r, (below + U[i]) / 2)];
        if (before == after)
            continue;
        add(c,
            (chp_crossing){ U[i], CHP_CROSSING_PATHWAY, before->reaction, before->name,
                            after->name,
                            arena_print(&c->a,
                                        "the smallest largest step is that of %s above "
                                        "%.3f V, of %s below",
                                        before->name, U[i], after->name) });
    }
}

static rivals of_reaction(arena *a, const chp_catalyst *catalyst, const char *reaction)
{
    rivals r = { arena_new(a, const chp_profile *, catalyst->n_profiles), 0 };
    for (size_t i = 0; i < catalyst->n_profiles; i++)
        if (catalyst->profiles[i].is_complete &&
            strcmp(catalyst->profiles[i].reaction, reaction) == 0)
            r.profile[r.n++] = &catalyst->profiles[i];
    return r;
}

static bool is_first_of_reaction(const chp_catalyst *catalyst, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(catalyst->profiles[j].reaction, catalyst->profiles[i].reaction) == 0)
            return false;
    return true;
}

/* ------------------------------------------------------------------------------- */

static void add_hydrogen(chp_crossings *c, const chp_catalyst *catalyst, double low_V,
                         double high_V)
{
    chp_fact U = catalyst->selectivity.U_crossover_V;
    if (!U.known || !is_between(U.value, low_V, high_V))
        return;
    add(c, (chp_crossing){
               U.value, CHP_CROSSING_HYDROGEN, "her", "*N2", "*H",
               arena_print(&c->a, "*H lies lower than *N2 below %.3f V", U.value) });
}

static int by_falling_potential(const void *a, const void *b)
{
    const chp_crossing *x = a, *y = b;
    int by_U = (x->U_V < y->U_V) - (x->U_V > y->U_V);
    int by_kind = (x->kind > y->kind) - (x->kind < y->kind);
    return by_U ? by_U : by_kind ? by_kind : strcmp(x->sentence, y->sentence);
}

chp_crossings *chp_crossings_of(const chp_catalyst *catalyst, double low_V,
                                double high_V)
{
    arena a = { 0 };
    chp_crossings *c = arena_new(&a, chp_crossings, 1);
    c->a = a;
    for (size_t i = 0; i < catalyst->n_profiles; i++) {
        const chp_profile *p = &catalyst->profiles[i];
        if (p->is_complete)
            add_steps(c, p, low_V, high_V);
        if (!is_first_of_reaction(catalyst, i))
            continue;
        rivals r = of_reaction(&c->a, catalyst, p->reaction);
        add_changes(c, &r, low_V, high_V);
    }
    add_hydrogen(c, catalyst, low_V, high_V);
    if (c->n > 0)
        qsort(c->all, c->n, sizeof *c->all, by_falling_potential);
    return c;
}

size_t chp_crossings_count(const chp_crossings *crossings)
{
    return crossings->n;
}

const chp_crossing *chp_crossings_get(const chp_crossings *crossings, size_t i)
{
    return &crossings->all[i];
}

void chp_crossings_free(chp_crossings *crossings)
{
    if (!crossings)
        return;
    arena a = crossings->a; // the record itself lives in it
    arena_clear(&a);
}
