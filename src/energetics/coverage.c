/* Several of an adsorbate in one cell:
 *
 *     dG(n, U)   = G(n) - G(0) - n mu + n n_e e U
 *     dG_diff(n) = [dG(n) - dG(m)] / (n - m)      m the coverage before it
 *
 * where mu is that of all that one *X is made of (1.1), electrons at U = 0, and n_e
 * those of one. The coverage at U is the n of the smallest dG(n, U). In x = n_e U it is
 * stable from
 *
 *     low  = max over m > n of [dG(n) - dG(m)] / (m - n)
 *     high = min over m < n of [dG(m) - dG(n)] / (n - m)
 *
 * Falling from positive potentials, nitrogen reduction at the coverage of hydrogen that
 * belongs to it (D8) begins in the first of these ranges whose U_L lies in it, or
 * above. For hydrogen dG_diff is that of Nørskov et al., J. Electrochem. Soc. 152, J23
 * (2005).
 */
#include "energetics/coverage.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "energetics/gases.h"

/* --- differential free energies --------------------------------------------------- */

static int rising(const void *a, const void *b)
{
    return ((const chp_coverage *)a)->n - ((const chp_coverage *)b)->n;
}

/* The clean surface comes first. */
static void find_range(const chp_coverage *list, size_t n, size_t i, double *low_eV,
                       double *high_eV)
{
    *low_eV = -INFINITY;
    *high_eV = INFINITY;
    for (size_t k = 0; k < n; k++) {
        if (k == i)
            continue;
        double x_eV = (list[k].dG_eV - list[i].dG_eV) / (list[i].n - list[k].n);
        if (k < i)
            *high_eV = fmin(*high_eV, x_eV);
        else
            *low_eV = fmax(*low_eV, x_eV);
    }
}

/* From x to U. Where no electrons are taken up x stays 0, at any U. */
static void set_range(chp_coverage *c, double low_eV, double high_eV)
{
    if (c->n_e == 0) {
        c->is_stable = low_eV <= 0 && high_eV > 0;
        c->low_V = -INFINITY;
        c->high_V = INFINITY;
        return;
    }
    c->is_stable = low_eV < high_eV;
    c->low_V = fmin(low_eV / c->n_e, high_eV / c->n_e);
    c->high_V = fmax(low_eV / c->n_e, high_eV / c->n_e);
}

static void find_stable(chp_coverage *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        chp_coverage *c = &list[i];
        double low_eV, high_eV;
        find_range(list, n, i, &low_eV, &high_eV);
        set_range(c, low_eV, high_eV);
        if (i > 0)
            c->differential_eV =
                (c->dG_eV - list[i - 1].dG_eV) / (c->n - list[i - 1].n);
    }
}

/* What one of them is made of: the change that puts it on the surface, without it. */
typedef struct {
    change reservoirs;
    bool is_known;
} origin;

/* The molecule itself, where the reaction has it. */
static bool is_molecule_of(const chp_kind *fluid, const chp_kind *adsorbed)
{
    return fluid->phase == CHP_FLUID && fluid->charge == 0 &&
           formula_eq(&fluid->formula, &adsorbed->formula);
}

static origin origin_of(arena *a, const view *v, size_t species)
{
    const chp_reaction *r = v->reaction;
    const ledger *l = &v->ledgers[species];
    chp_term *terms = arena_new(a, chp_term, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++)
        if (is_molecule_of(&r->species[k], &r->species[species])) {
            terms[0] = (chp_term){ k, -1 };
            return (origin){ { 1, terms, 0, 0 }, true };
        }
    change c = { 0, terms, l->n_e, l->n_H };
    for (size_t k = 0; l->known && k < r->n_species; k++)
        if (l->released[k] != 0)
            terms[c.n_terms++] = (chp_term){ k, l->released[k] };
    return (origin){ c, l->known };
}

static const char *some(arena *a, const char *list, int n, const char *what)
{
    const char *between = !list ? "" : n < 0 ? " - " : " + ";
    return n == 0 ? list
           : abs(n) == 1
               ? arena_print(a, "%s%s%s", list ? list : "", between, what)
               : arena_print(a, "%s%s%d %s", list ? list : "", between, abs(n), what);
}

/* "N2 + 4 (H+ + e-) - NH3": what is taken up, then what is given off. */
static const char *origin_text(arena *a, const view *v, const change *c)
{
    const char *text = NULL;
    for (size_t i = 0; i < c->n_terms; i++)
        if (c->terms[i].coefficient < 0)
            text = some(a, text, -c->terms[i].coefficient,
                        v->reaction->species[c->terms[i].species].name);
    if (c->n_H == c->n_e) {
        text = some(a, text, c->n_H, c->n_H == 1 && !text ? "H+ + e-" : "(H+ + e-)");
    } else {
        text = some(a, text, c->n_H, "H+");
        text = some(a, text, c->n_e, "e-");
    }
    for (size_t i = 0; i < c->n_terms; i++)
        if (c->terms[i].coefficient > 0)
            text = some(a, text, -c->terms[i].coefficient,
                        v->reaction->species[c->terms[i].species].name);
    return text;
}

static bool is_calculated(const view *v, size_t species)
{
    const member *m = v->member[species];
    return m && !m->parts[0] && v->is_known[species];
}

/* The states that are so many of it, from the clean surface on; 0: none is more than
 * one. Their dG is still without mu. */
static size_t states_of(const view *v, const copies *several, size_t species,
                        chp_coverage *list)
{
    const chp_reaction *r = v->reaction;
    size_t n = 1;
    int most = 0;
    list[0] = (chp_coverage){ 0 };
    for (size_t k = 0; k < r->n_species; k++) {
        if (several[k].of != species || !is_calculated(v, k))
            continue;
        list[n] = (chp_coverage){
            .n = several[k].n,
            .dG_eV = v->G_eV[k] - v->G_eV[r->bare],
        };
        n++;
        most = several[k].n > most ? several[k].n : most;
    }
    qsort(list, n, sizeof *list, rising);
    return most > 1 ? n : 0;
}

static size_t series_of(arena *a, const view *v, const copies *several, size_t species,
                        chp_coverage *list)
{
    double mu_eV;
    size_t n = states_of(v, several, species, list);
    if (n == 0)
        return 0;
    origin from = origin_of(a, v, species);
    if (!from.is_known || !view_cost_eV(v, &from.reservoirs, &mu_eV))
        return 0;
    const char *reference = origin_text(a, v, &from.reservoirs);
    for (size_t i = 0; i < n; i++) {
        list[i].adsorbate = v->reaction->species[species].name;
        list[i].reference = reference;
        list[i].n_e = from.reservoirs.n_e;
        list[i].dG_eV += list[i].n * mu_eV;
    }
    find_stable(list, n);
    return n;
}

static bool is_told(const chp_catalyst *c, const char *adsorbate)
{
    for (size_t i = 0; i < c->n_coverages; i++)
        if (strcmp(c->coverages[i].adsorbate, adsorbate) == 0)
            return true;
    return false;
}

static void keep(chp_study *s, const chp_coverage *list, size_t n, chp_catalyst *out)
{
    chp_coverage *all = (chp_coverage *)out->coverages;
    for (size_t i = 0; i < n; i++) {
        all = arena_grow(&s->memory, all, out->n_coverages, sizeof *all);
        all[out->n_coverages++] = list[i];
    }
    out->coverages = all;
}

void coverage_add(chp_study *s, const view *v, const copies *several, chp_catalyst *out)
{
    const chp_reaction *r = v->reaction;
    arena scratch = { 0 };
    chp_coverage *list = arena_new(&scratch, chp_coverage, r->n_species + 1);
    for (size_t k = 0; k < r->n_species && v->is_known[r->bare]; k++)
        if (several[k].of == k && !is_told(out, r->species[k].name))
            keep(s, list, series_of(&s->memory, v, several, k, list), out);
    arena_clear(&scratch);
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
        if (!here->is_stable || strcmp(here->adsorbate, "*H") != 0)
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

void coverage_judge(chp_study *s, chp_catalyst *catalysts, chp_diag *diag)
{
    check_names(s, diag);
    for (size_t i = 0; i < s->n_subjects; i++)
        if (has_covered(s, &catalysts[i]))
            find_limit(s, catalysts, &catalysts[i], diag);
}
