/* A nitride that loses its nitrogen as ammonia where less of it remains in a crystal:
 *
 *     p MN + 3 (H+ + e-) -> q M + NH3
 *     dG(U)  = q G(M) + mu(NH3) - p G(MN) - 3 [mu(H2)/2 - e U]
 *     U_dec  = -dG(0) / 3e                    below it the crystal is not stable
 *     U_fill = [dG_fill - dG(0)] / 3e         below it refilling falls behind
 *
 * What is given as dG counts from the metals and N2: G = dG + n_N mu(N2)/2. A cycle
 * through vacancies lasts only where refilling beats the decomposition.
 * Abghoui et al., ACS Catal. 6, 635 (2016). */
#include "energetics/decomposition.h"

#include <stdint.h>

#include "base/diag.h"
#include "base/number.h"
#include "chem/formula.h"
#include "energetics/vacancy.h"

enum { NITROGEN = 7, N_ELECTRONS = 3 };

/* --- its cost ------------------------------------------------------------------ */

static bool is_formation(const member *phase)
{
    return phase->dG_given_eV.known;
}

static double phase_eV(const view *v, const member *phase, size_t nitrogen)
{
    chp_formula unit;
    if (!is_formation(phase) || !formula_read(str_of(phase->state->name), &unit))
        return phase->state->g.G_eV.value;
    return phase->dG_given_eV.value + unit.n[NITROGEN] * v->G_eV[nitrogen] / 2;
}

bool decomposition_cost_eV(const view *v, const bulk_decay *d, size_t ammonia,
                           size_t nitrogen, double *dG0_eV, chp_diag *diag)
{
    chp_term leaves = { ammonia, 1 };
    bool is_formed = is_formation(d->nitride);
    if (v->is_relative && !is_formed) {
        diag_error(diag, "bulk", d->nitride->from->at,
                   "the crystal %s is given as an energy, and the states of %s as dG",
                   d->nitride->state->name, d->nitride->from->catalyst);
        diag_hint(diag, "Give it as dG, too: counted from the metal and N2.");
        return false;
    }
    if (!view_cost_eV(v, &(change){ 1, &leaves, N_ELECTRONS, N_ELECTRONS }, dG0_eV) ||
        (is_formed && !v->is_known[nitrogen])) {
        diag_warn(diag, "bulk", d->nitride->from->at,
                  "what %s costs to decompose is not known: it needs H2, NH3%s",
                  d->nitride->state->name, is_formed ? " and N2" : "");
        return false;
    }
    *dG0_eV += d->n_rest * phase_eV(v, d->rest, nitrogen) -
               d->n_nitride * phase_eV(v, d->nitride, nitrogen);
    return true;
}

/* --- what follows -------------------------------------------------------------- */

static const char *verdict(arena *a, const chp_decomposition *d,
                           const chp_vacancy_change *x)
{
    bool is_behind = x->has_limit ? x->beats_filling_at_U_L : x->beats_filling;
    number fill = number_fixed(d->dG_fill_eV.value, 3);
    number lost = number_fixed(x->has_limit ? x->dG_U_L_eV : x->dG0_eV, 3);
    const char *of = arena_print(a, "the decomposition of the crystal (%s eV at %s)",
                                 lost.at, x->has_limit ? "U_L" : "0 V");
    if (!d->dG_fill_eV.known)
        return arena_print(a, "whether N2 refills a vacancy before %s is not known",
                           of);
    if (is_behind)
        return arena_print(
            a,
            "%s beats refilling with N2 (%s eV): the nitride is used up, "
            "and the cycle does not last",
            of, fill.at);
    return arena_print(a, "refilling with N2 (%s eV) beats %s: the cycle can last",
                       fill.at, of);
}

void decompositions_add(chp_study *s, const view *v, size_t first, chp_fact filling_eV,
                        chp_catalyst *out)
{
    arena *a = &s->memory;
    chp_decomposition *list = (chp_decomposition *)out->decompositions;
    for (size_t i = first; i < out->n_vacancy_changes; i++) {
        const chp_vacancy_change *x = &out->vacancy_changes[i];
        if (x->part != CHP_VACANCY_DECOMPOSED)
            continue;
        double U_V = -x->dG0_eV / x->n_e, pH_V = v->pH_eV;
        chp_decomposition d = {
            .change = i,
            .U_RHE_V = v->scale == CHP_RHE ? U_V : U_V + pH_V,
            .U_SHE_V = v->scale == CHP_RHE ? U_V - pH_V : U_V,
            .dG_fill_eV = filling_eV,
            .U_fill_V = { .value = (filling_eV.value - x->dG0_eV) / x->n_e,
                          .known = filling_eV.known },
        };
        d.verdict = verdict(a, &d, x);
        list = arena_grow(a, list, out->n_decompositions, sizeof *list);
        list[out->n_decompositions++] = d;
    }
    out->decompositions = list;
}

static bool has_part(const bulk_decay *decays, size_t n, const member *phase)
{
    for (size_t i = 0; i < n; i++)
        if (decays[i].nitride == phase || decays[i].rest == phase)
            return true;
    return false;
}

static bool any_is_spoilt(const members *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].is_spoilt)
            return true;
    return false;
}

/* A crystal that takes no part was given in vain. */
static void check_phases(const subject *of, chp_diag *diag)
{
    arena scratch = { 0 };
    size_t n;
    const bulk_decay *decays = bulk_decays(&scratch, &of->bulk, &n);
    for (size_t i = 0; i < of->bulk.n && !any_is_spoilt(&of->bulk); i++) {
        const member *phase = &of->bulk.at[i];
        if (has_part(decays, n, phase))
            continue;
        diag_warn(diag, "bulk", phase->from->at,
                  "the crystal %s of %s decomposes to no other one and nitrogen, and "
                  "none does to it",
                  phase->state->name, of->entry->name);
        diag_hint(diag, "Give the nitride and what remains of it: `bulk: {CrN: ..., "
                        "Cr: ...}`.");
    }
    arena_clear(&scratch);
}

void decompositions_check(const chp_study *s, const subject *of, chp_diag *diag)
{
    bool is_asked = false;
    for (size_t i = 0; i < s->n_reactions; i++)
        is_asked |= vacancy_species(s->reactions[i]) != SIZE_MAX;
    if (is_asked) {
        check_phases(of, diag);
    } else if (of->bulk.n > 0) {
        diag_warn(diag, "bulk", of->bulk.at[0].from->at,
                  "no reaction here asks for the crystals of %s", of->entry->name);
        diag_hint(diag, "Ask for --reaction nrr-mvk.");
    }
}
