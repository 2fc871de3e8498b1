/* C25: catalysts whose limiting potentials are nearer than the method can tell. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"

/* Errors of functionals in adsorption energies are larger: what they share cancels. */
#define UNCERTAIN_V 0.10
#define ROUNDING_V  1e-9

typedef struct {
    const char *catalyst;
    double U_L_V;
} rank;

/* Reductions and oxidations: neighbours are the same either way. */
static int falling(const void *a, const void *b)
{
    const rank *x = a, *y = b;
    return (x->U_L_V < y->U_L_V) - (x->U_L_V > y->U_L_V);
}

static bool best_of(const chp_catalyst *c, const chp_reaction *r, double *U_L_V)
{
    bool any = false;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (strcmp(p->reaction, r->name) != 0 || !p->is_complete || !p->has_limit)
            continue;
        bool is_better = r->is_oxidation ? p->U_L_V < *U_L_V : p->U_L_V > *U_L_V;
        if (!any || is_better)
            *U_L_V = p->U_L_V;
        any = true;
    }
    return any;
}

/* "Fe and Co (0.02 V)", the first few of them. */
static const char *pairs_text(arena *a, const rank *list, size_t n, size_t *n_close)
{
    enum { MOST = 4 };
    const char *text = "";
    *n_close = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        double gap_V = list[i].U_L_V - list[i + 1].U_L_V;
        if (gap_V >= UNCERTAIN_V - ROUNDING_V)
            continue;
        if (++*n_close <= MOST)
            text = arena_append(a, text, ", ", "%s and %s (%.2f V)", list[i].catalyst,
                                list[i + 1].catalyst, gap_V);
    }
    return *n_close > MOST ? arena_print(a, "%s, ...", text) : text;
}

static void look_at(chp_study *s, const chp_catalyst *catalysts, const chp_reaction *r,
                    chp_diag *diag)
{
    rank *list = arena_new(&s->memory, rank, s->n_subjects + 1);
    size_t n = 0, n_close;
    for (size_t i = 0; i < s->n_subjects; i++) {
        list[n].catalyst = catalysts[i].name;
        n += best_of(&catalysts[i], r, &list[n].U_L_V);
    }
    qsort(list, n, sizeof *list, falling);
    const char *pairs = pairs_text(&s->memory, list, n, &n_close);
    if (n_close == 0)
        return;
    diag_note(diag, "C25", NOWHERE,
              "%s: %zu of %zu neighbours in the ranking differ by less than %.1f V in "
              "U_L: %s",
              r->name, n_close, n - 1, UNCERTAIN_V, pairs);
    diag_hint(diag, "That is less than the usual error: their order is not known. BEEF "
                    "ensembles, or errors given with `run --sigma`, tell how sure it "
                    "is.");
}

void audit_ranking(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        look_at(s, catalysts, s->reactions[i], diag);
}
