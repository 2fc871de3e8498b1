/* What a catalyst lacks for any result at all. */
#include <math.h>

#include "base/diag.h"
#include "energetics/audit.h"

static bool has_bare(const subject *of)
{
    for (size_t i = 0; i < of->states.n; i++)
        if (of->states.at[i].state->is_bare)
            return true;
    return false;
}

/* States with energies of their own, which only a bare surface makes relative. */
static size_t count_absolute(const subject *of)
{
    size_t n = 0;
    for (size_t i = 0; i < of->states.n; i++) {
        const member *m = &of->states.at[i];
        n += !m->state->is_bare && !m->dG_given_eV.known && m->state->g.G_eV.known;
    }
    return n;
}

static bool any_complete(const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_complete)
            return true;
    return false;
}

static size_t count(const char *const *words)
{
    size_t n = 0;
    while (words && words[n])
        n++;
    return n;
}

/* The pathway that lacks the fewest states. */
static const chp_profile *nearest(const chp_catalyst *c)
{
    const chp_profile *best = NULL;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (!best || count(c->profiles[i].missing) < count(best->missing))
            best = &c->profiles[i];
    return best;
}

static void tell_missing(chp_study *s, const subject *of, const chp_profile *p,
                         chp_diag *diag)
{
    const char *list = "";
    for (size_t i = 0; p->missing && p->missing[i]; i++)
        list = arena_append(&s->memory, list, ", ", "%s", p->missing[i]);
    diag_warn(diag, "incomplete", of->entry->at,
              "%s: no pathway is complete; nearest to it is %s of %s, without %s",
              of->entry->name, p->name, p->reaction, list);
}

/* States of oxygen reduction are often told relative to water, its product: then all
 * lie above the start, and the last step costs more than the whole. */
static void check_zero(const subject *of, const chp_profile *p, chp_diag *diag)
{
    const double large_eV = -3;
    double level_eV = 0, lowest_eV = INFINITY;
    bool is_given = of->states.n > 0 && count_absolute(of) == 0;
    if (!is_given || !p->is_complete || p->n_steps < 2)
        return;
    for (size_t i = 0; i < p->n_steps; i++) {
        level_eV += p->steps[i].dG0_eV;
        if (i + 1 < p->n_steps)
            lowest_eV = fmin(lowest_eV, level_eV);
    }
    if (level_eV > large_eV || lowest_eV <= 0)
        return;
    diag_warn(diag, "zero", of->entry->at,
              "%s: all states of %s lie above its start, though the whole is %.2f eV",
              of->entry->name, p->reaction, level_eV);
    diag_hint(diag,
              "dG is relative to what the reaction begins with: where a paper tells it "
              "relative to the products, add %.2f eV to each state.",
              level_eV);
}

void audit_complete(chp_study *s, const subject *of, const chp_catalyst *c,
                    chp_diag *diag)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        check_zero(of, &c->profiles[i], diag);
    if (any_complete(c) || of->states.n == 0)
        return;
    size_t n = count_absolute(of);
    const chp_profile *p = nearest(c);
    if (n > 0 && !has_bare(of)) {
        diag_error(diag, "no-surface", of->entry->at,
                   "%s has %zu state%s and no bare surface to compare %s with",
                   of->entry->name, n, n == 1 ? "" : "s", n == 1 ? "it" : "them");
        diag_hint(diag, "Its run belongs into a folder called slab, its energy into a "
                        "row called *.");
    } else if (p && chp_diag_count(diag, CHP_ERROR) == 0) {
        tell_missing(s, of, p, diag);
    }
}
