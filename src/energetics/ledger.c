#include "energetics/ledger.h"

#include <string.h>

typedef struct {
    const char *surface; // "*N + *N"
    ledger ledger;
} node;

typedef struct {
    arena *a;
    const chp_reaction *reaction;
    size_t n;
    node *nodes;
} walk;

static const ledger *find(const walk *w, const char *surface)
{
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->nodes[i].surface, surface) == 0)
            return &w->nodes[i].ledger;
    return NULL;
}

static ledger after(walk *w, const ledger *before, const chp_step *step)
{
    size_t n = w->reaction->n_species;
    ledger l = { true, before->n_H + step->n_H, before->n_e + step->n_e,
                 arena_new(w->a, int, n) };
    memcpy(l.released, before->released, n * sizeof *l.released);
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_term *t = &step->terms[i];
        if (w->reaction->species[t->species].phase == CHP_FLUID)
            l.released[t->species] += t->coefficient;
    }
    return l;
}

/* True when the step led to a surface that had not been reached. */
static bool take(walk *w, const chp_step *step)
{
    const ledger *before = find(w, step->from);
    if (!before || find(w, step->to))
        return false;
    ledger l = after(w, before, step);
    w->nodes = arena_grow(w->a, w->nodes, w->n, sizeof *w->nodes);
    w->nodes[w->n++] = (node){ step->to, l };
    return true;
}

ledger *ledger_of(arena *a, const chp_reaction *r)
{
    walk w = { .a = a, .reaction = r };
    w.nodes = arena_grow(a, NULL, 0, sizeof *w.nodes);
    w.nodes[w.n++] = (node){ r->species[r->bare].name,
                             { true, 0, 0, arena_new(a, int, r->n_species) } };
    for (size_t p = 0; p < r->n_pathways; p++)
        for (size_t i = 0; i < r->pathways[p].n_steps; i++)
            take(&w, &r->steps[r->pathways[p].steps[i]]);
    for (bool is_new = true; is_new;) {
        is_new = false;
        for (size_t i = 0; i < r->n_steps; i++)
            is_new |= take(&w, &r->steps[i]);
    }
    ledger *all = arena_new(a, ledger, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++) {
        const ledger *l = find(&w, r->species[k].name);
        if (l && r->species[k].phase == CHP_SURFACE)
            all[k] = *l;
    }
    return all;
}
