/* What a catalyst lacks for any result at all. */

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

static bool is_nearer(const chp_profile *a, const chp_profile *b)
{
    bool is_begun = a->n_known > 0, is_other_begun = b->n_known > 0;
    return is_begun == is_other_begun ? count(a->missing) < count(b->missing)
                                      : is_begun;
}

/* The pathway that lacks the fewest states, of those that have a step. */
static const chp_profile *nearest(const chp_catalyst *c)
{
    const chp_profile *best = NULL;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (!best || is_nearer(&c->profiles[i], best))
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

void audit_complete(chp_study *s, const subject *of, const chp_catalyst *c,
                    chp_diag *diag)
{
    if (of->states.n + of->bulk.n + of->n_beside == 0 &&
        chp_diag_count(diag, CHP_ERROR) == 0)
        diag_warn(diag, "incomplete", of->entry->at, "%s has no state",
                  of->entry->name);
    if (any_complete(c) || of->states.n == 0)
        return;
    size_t n = count_absolute(of);
    const chp_profile *p = nearest(c);
    if (n > 0 && !has_bare(of)) {
        diag_error(diag, "no-surface", of->entry->at,
                   "%s has %zu state%s and no bare surface to compare %s with",
                   of->entry->name, n, n == 1 ? "" : "s", n == 1 ? "it" : "them");
        diag_hint(diag, "Its run belongs into a folder called slab, its energy into a "
                        "row called *. Energies that are relative to it and to gases "
                        "are called dG.");
    } else if (p && chp_diag_count(diag, CHP_ERROR) == 0) {
        tell_missing(s, of, p, diag);
    }
}
