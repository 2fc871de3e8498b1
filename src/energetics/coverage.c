/* Hydrogen on a surface with n of them in a cell:
 *
 *     dG(n, U)   = dG(n) + n e U
 *     dG_diff(n) = [dG(n) - dG(m)] / (n - m)      m the coverage before it
 *
 * The coverage at U is the n of the smallest dG(n, U). It is stable from
 *
 *     low  = max over m > n of [dG(n) - dG(m)] / (m - n)
 *     high = min over m < n of [dG(m) - dG(n)] / (n - m)
 *
 * Falling from positive potentials, nitrogen reduction at the coverage that belongs to
 * it (D8) begins in the first of these ranges whose U_L lies in it, or above. */
#include "energetics/coverage.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/diag.h"
#include "energetics/gases.h"

enum { MOST_H = 99 };

/* "*H", "*12H": how many; 0: it is another state. */
static int hydrogens_of(const char *state)
{
    str text = str_of(state);
    long long n;
    if (strcmp(state, "*H") == 0)
        return 1;
    if (!str_after(&text, STR("*")) || !str_ends(text, STR("H")) ||
        !str_integer(str_part(text, 0, text.len - 1), 2, MOST_H, &n))
        return 0;
    return (int)n;
}

static int rising(const void *a, const void *b)
{
    return ((const chp_coverage *)a)->n - ((const chp_coverage *)b)->n;
}

/* The clean surface comes first. */
static void find_stable(chp_coverage *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        chp_coverage *c = &list[i];
        c->low_V = -INFINITY;
        c->high_V = INFINITY;
        for (size_t k = 0; k < n; k++) {
            double U_V = k == i ? 0 : (list[k].dG_eV - c->dG_eV) / (c->n - list[k].n);
            if (k < i)
                c->high_V = fmin(c->high_V, U_V);
            else if (k > i)
                c->low_V = fmax(c->low_V, U_V);
        }
        c->is_stable = c->low_V < c->high_V;
        if (i > 0)
            c->differential_eV =
                (c->dG_eV - list[i - 1].dG_eV) / (c->n - list[i - 1].n);
    }
}

static void find_coverages(arena *a, chp_catalyst *c, double scale_V)
{
    chp_coverage *list = arena_new(a, chp_coverage, c->n_states + 1);
    size_t n = 1; // the clean surface
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        int n_H = s->dG_eV.known ? hydrogens_of(s->name) : 0;
        if (n_H == 0)
            continue;
        list[n] = (chp_coverage){ .n = n_H, .dG_eV = s->dG_eV.value };
        n++;
    }
    if (n < 3) // one H is what HER is about
        return;
    qsort(list, n, sizeof *list, rising);
    find_stable(list, n);
    for (size_t i = 0; i < n; i++) {
        list[i].low_V += scale_V;
        list[i].high_V += scale_V;
    }
    c->n_coverages = n;
    c->coverages = list;
}

/* --- nitrogen reduction at its coverage ------------------------------------------- */

static bool makes_ammonia(const chp_study *s, const char *reaction)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        if (strcmp(s->reactions[i]->name, reaction) == 0)
            return gases_is_ammonia_synthesis(s->reactions[i]);
    return false;
}

static bool best_limit(const chp_study *s, const chp_catalyst *c, double *U_L_V)
{
    bool any = false;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (!p->is_complete || !p->has_limit || p->is_hybrid ||
            !makes_ammonia(s, p->reaction) || (any && p->U_L_V <= *U_L_V))
            continue;
        *U_L_V = p->U_L_V;
        any = true;
    }
    return any;
}

/* The catalyst that is `c` under n H: itself when it is clean; NULL: not calculated. */
static const chp_catalyst *covered(const chp_study *s, const chp_catalyst *all,
                                   const chp_catalyst *c, int n)
{
    if (n == 0)
        return c;
    for (size_t i = 0; i < s->n_subjects; i++) {
        const catalyst_entry *e = s->subjects[i].entry;
        if (e->covered_of && e->n_hydrogens == n && strcmp(e->covered_of, c->name) == 0)
            return &all[i];
    }
    return NULL;
}

static bool any_covered(const chp_study *s)
{
    for (size_t i = 0; i < s->n_subjects; i++)
        if (s->subjects[i].entry->covered_of)
            return true;
    return false;
}

static bool has_covered(const chp_study *s, const chp_catalyst *c)
{
    for (size_t i = 0; i < s->n_subjects; i++) {
        const char *of = s->subjects[i].entry->covered_of;
        if (of && strcmp(of, c->name) == 0)
            return true;
    }
    return false;
}

static void find_limit(const chp_study *s, const chp_catalyst *all, chp_catalyst *c,
                       chp_diag *diag)
{
    for (size_t i = 0; i < c->n_coverages; i++) {
        const chp_coverage *here = &c->coverages[i];
        double U_L_V = 0;
        if (!here->is_stable)
            continue;
        const chp_catalyst *on = covered(s, all, c, here->n);
        if (!on || !best_limit(s, on, &U_L_V)) {
            diag_warn(diag, "coverage", c->states[0].at,
                      "%s: below %.2f V it holds %d H, and nitrogen reduction there "
                      "was not calculated",
                      c->name, here->high_V, here->n);
            diag_hint(diag,
                      "Add that surface as a catalyst with `coverage: {of: %s, "
                      "H: %d}`.",
                      c->name, here->n);
            return;
        }
        if (U_L_V <= here->low_V)
            continue;
        c->selectivity.U_L_covered_V =
            (chp_fact){ .value = fmin(here->high_V, U_L_V), .known = true };
        c->selectivity.n_H_covered = here->n;
        return;
    }
}

static void check_names(const chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_subjects; i++) {
        const catalyst_entry *e = s->subjects[i].entry;
        size_t clean = e->covered_of ? intake_find(&s->in, e->covered_of) : SIZE_MAX;
        if (!e->covered_of || (clean != SIZE_MAX && clean != i))
            continue;
        diag_error(
            diag, "unknown-catalyst", e->at,
            "%s is '%s' under hydrogen, which is no other catalyst of this study",
            e->name, e->covered_of);
        diag_hint(diag, "Name the clean surface as it stands under `catalysts`.");
    }
}

void coverage_judge(chp_study *s, chp_catalyst *catalysts, double scale_V,
                    chp_diag *diag)
{
    check_names(s, diag);
    for (size_t i = 0; i < s->n_subjects; i++)
        find_coverages(&s->memory, &catalysts[i], scale_V);
    if (!any_covered(s))
        return;
    for (size_t i = 0; i < s->n_subjects; i++)
        if (has_covered(s, &catalysts[i]))
            find_limit(s, catalysts, &catalysts[i], diag);
}
