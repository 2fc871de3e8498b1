/* What the dG of a table are measured from.
 *
 * It may say so itself: by the bare surface, which is where a reaction begins, or by a
 * row `start`. Else it is the start, unless all states lie where they cannot. */
#include "energetics/zero.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/gases.h"
#include "energetics/resolve.h"
#include "thermo/solution.h"

/* --- the experimental whole ------------------------------------------------------ */

/* The file's own value holds at 298.15 K; at other temperatures the tables know better.
 */
static bool standard_V(const chp_study *s, const chp_reaction *r, double *U_V)
{
    double T_K = s->in.options->T_K, nearest_V = r->equilibrium_V;
    *U_V = r->equilibrium_V;
    if (r->has_equilibrium && options_at_reference_K(s->in.options))
        return true;
    chp_diag *quiet = chp_diag_new();
    const char *product = chp_reaction_product(r, &nearest_V);
    bool ok = product && chp_reaction_equilibrium(r, product, T_K, 0, U_V, quiet);
    chp_diag_free(quiet);
    return ok || r->has_equilibrium;
}

static bool standard_eV(const chp_study *s, const chp_reaction *r, double *dG_eV)
{
    double U_V;
    if (gases_is_ammonia_synthesis(r) &&
        experiment_ammonia_synthesis(s->in.options->T_K, dG_eV))
        return true;
    if (!standard_V(s, r, &U_V))
        return false;
    *dG_eV = -r->n_e * U_V;
    return true;
}

static bool experimental_eV(const chp_study *s, const chp_reaction *r, double *dG_eV)
{
    if (!standard_eV(s, r, dG_eV))
        return false;
    *dG_eV += gases_quotient_eV(s->in.options, r);
    return true;
}

/* --- as it is given ----------------------------------------------------------------
 */

/* A plain `end` closes the first reaction and its like: others end elsewhere. */
static bool is_of(const chp_study *s, const entry *e, const chp_reaction *r)
{
    if (e->end_reaction)
        return strcmp(e->end_reaction, r->name) == 0;
    return strcmp(r->overall, s->reactions[0]->overall) == 0;
}

static chp_fact given(const chp_study *s, const subject *of, const chp_reaction *r,
                      bool is_start)
{
    for (size_t i = 0; i < of->n_beside; i++) {
        const entry *e = of->beside[i];
        if ((is_start ? e->is_start : e->is_end) && e->dG_eV.known && is_of(s, e, r))
            return e->dG_eV;
    }
    for (size_t i = 0; i < of->states.n && is_start; i++)
        if (of->states.at[i].state->is_bare && of->states.at[i].dG_given_eV.value != 0)
            return of->states.at[i].dG_given_eV;
    return (chp_fact){ 0 };
}

/* --- as it shows ------------------------------------------------------------------ */

/* So far apart are the two sides that no state can be mistaken for one of the other. */
#define FAR_EV 3.0

/* A closing energy may be that of the reaction read the other way, as in a table of
 * oxygen evolution that is used for oxygen reduction, or zero where dG is relative to
 * the products. */
static double believed_eV(const chp_study *s, const chp_reaction *r, double closing_eV)
{
    double dG_eV;
    if (!experimental_eV(s, r, &dG_eV) || fabs(dG_eV) < FAR_EV ||
        fabs(closing_eV - dG_eV) < FAR_EV)
        return closing_eV;
    return fabs(closing_eV) < FAR_EV ? dG_eV : -closing_eV;
}

/* Each state that was given lies on the far side of the start, seen from the end: one
 * alone has to be far away. */
static bool are_beyond_start(chp_study *s, const chp_reaction *r, const subject *of,
                             double overall_eV)
{
    size_t n = 0;
    double farthest_eV = 0;
    for (size_t i = 0; i < of->states.n; i++) {
        const member *m = &of->states.at[i];
        bool is_ours = !m->state->is_bare && m->dG_given_eV.known &&
                       resolve_in(s, r, m->state->name, false) != SIZE_MAX;
        if (is_ours && m->dG_given_eV.value * overall_eV > 0)
            return false;
        n += is_ours;
        if (is_ours)
            farthest_eV = fmax(farthest_eV, fabs(m->dG_given_eV.value));
    }
    return n > 1 || farthest_eV > FAR_EV / 2;
}

/* From its start down to where all its oxygen is water: peroxide, too, is told relative
 * to water. */
static double to_products_eV(const chp_study *s, const chp_reaction *r,
                             double overall_eV)
{
    double splitting_eV;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        if (t->coefficient < 0 && strcmp(r->species[t->species].name, "O2") == 0 &&
            fabs(overall_eV) < FAR_EV &&
            solution_oxygen_from_water(s->in.options->T_K, &splitting_eV))
            return splitting_eV * t->coefficient;
    }
    return overall_eV;
}

static double zero_that_shows_eV(chp_study *s, const chp_reaction *r, const subject *of,
                                 double overall_eV, chp_diag *diag)
{
    double zero_eV = to_products_eV(s, r, overall_eV);
    if (fabs(zero_eV) < FAR_EV || !are_beyond_start(s, r, of, zero_eV))
        return 0;
    diag_warn(diag, "zero", of->entry->at,
              "%s: all dG lie %s the start of %s: they are taken for relative to its "
              "products, at %.2f eV",
              of->entry->name, zero_eV < 0 ? "above" : "below", r->name, zero_eV);
    diag_hint(
        diag,
        "Say so by a row `start` with the dG of the reactants, %.2f; where they are "
        "relative to these, look at their signs.",
        -zero_eV);
    return zero_eV;
}

bool zero_of(chp_study *s, const subject *of, const chp_reaction *r, zero *out,
             chp_diag *diag)
{
    chp_fact start = given(s, of, r, true), end = given(s, of, r, false);
    *out = (zero){ .zero_eV = -start.value, .is_end_given = end.known };
    if (end.known)
        out->overall_eV = end.value - start.value;
    else if (!experimental_eV(s, r, &out->overall_eV))
        return false;
    if (start.known)
        return true;
    if (end.known)
        out->overall_eV = believed_eV(s, r, end.value);
    out->zero_eV = zero_that_shows_eV(s, r, of, out->overall_eV, diag);
    if (end.known && out->zero_eV == 0)
        out->overall_eV = end.value;
    return true;
}
