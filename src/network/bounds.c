#include "network/bounds.h"

#include "network/ledger.h"

enum { MOST_CELLS = 6 };

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A reactant is taken up as often as the overall reaction does, a product given off;
 * what goes the other way, or is no part of it, may do so by one step. */
static void bound_fluids(arena *a, const chp_reaction *r, bounds *out)
{
    int *least = arena_new(a, int, r->n_species);
    int *most = arena_new(a, int, r->n_species);
    for (size_t i = 0; i < r->n_steps; i++) {
        for (size_t k = 0; k < r->steps[i].n_terms; k++) {
            const chp_term *t = &r->steps[i].terms[k];
            most[t->species] = larger(most[t->species], t->coefficient);
            least[t->species] = -larger(-least[t->species], -t->coefficient);
        }
    }
    for (size_t s = 0; s < r->n_species; s++) {
        int whole = ledger_coefficient(r->overall_terms, r->n_overall, s);
        if (whole < 0)
            least[s] = whole;
        if (whole > 0)
            most[s] = whole;
    }
    out->least = least;
    out->most = most;
}

static size_t n_cells_of(const chp_reaction *r, const chp_step *step, int side)
{
    int n = 0;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_kind *kind = &r->species[step->terms[i].species];
        if (kind->phase == CHP_SURFACE && !kind->is_bare)
            n += larger(0, side * step->terms[i].coefficient);
    }
    return (size_t)n;
}

/* As many cells as a step or a named pathway needs at once. */
static size_t cells_needed(arena *a, const chp_reaction *r)
{
    size_t most = 1;
    for (size_t i = 0; i < r->n_steps; i++)
        for (int side = -1; side <= 1; side += 2) {
            size_t n = n_cells_of(r, &r->steps[i], side);
            most = n > most ? n : most;
        }
    for (size_t p = 0; p < r->n_pathways; p++) {
        graph_node node = ledger_start(a, r);
        for (size_t i = 0; i < r->pathways[p].n_steps; i++) {
            if (!ledger_after(a, r, &node, &r->steps[r->pathways[p].steps[i]], &node))
                break;
            most = node.n_cells > most ? node.n_cells : most;
        }
    }
    return most < MOST_CELLS ? most : MOST_CELLS;
}

bounds bounds_of(arena *a, const chp_reaction *r)
{
    bounds b = { .most_cells = cells_needed(a, r) };
    bound_fluids(a, r, &b);
    return b;
}

bool bounds_allow(const bounds *b, const chp_reaction *r, const graph_node *start,
                  const graph_node *node)
{
    bool ok = node->n_cells <= b->most_cells;
    for (size_t s = 0; s < r->n_species && ok; s++) {
        int released = node->released[s] - start->released[s];
        ok = r->species[s].phase != CHP_FLUID ||
             (b->least[s] <= released && released <= b->most[s]);
    }
    return ok;
}
