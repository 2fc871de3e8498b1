/* By-products: a step without electrons that lets go of what is no product of the
 * whole, against the next step with them, from the same state:
 *
 *     branch(U) = dG(leaves) - [dG(next) + n e U]
 *
 * Below zero the by-product is favoured, as far as thermodynamics can tell: both may
 * have barriers. Hydrazine leaves *NH2NH2, diazene *NHNH. Electrons as in Nørskov et
 * al., J. Phys. Chem. B 108, 17886 (2004). */
#include "energetics/byproducts.h"

#include <stdint.h>
#include <string.h>

#include "energetics/profiles.h"

static bool is_of_the_whole(const chp_reaction *r, size_t species)
{
    for (size_t i = 0; i < r->n_overall; i++)
        if (r->overall_terms[i].species == species)
            return true;
    return false;
}

/* The fluid that leaves a state of the surface and nothing behind; SIZE_MAX: the step
 * is none of this kind. */
static size_t leaving(const chp_reaction *r, const chp_step *step)
{
    size_t product = SIZE_MAX;
    if (step->n_e != 0 || step->n_H != 0 || step->n_terms != 3)
        return SIZE_MAX;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_term *t = &step->terms[i];
        bool is_fluid = r->species[t->species].phase == CHP_FLUID;
        if (is_fluid && t->coefficient == 1 && !is_of_the_whole(r, t->species))
            product = t->species;
        else if (is_fluid || (t->coefficient > 0 && t->species != r->bare))
            return SIZE_MAX;
    }
    return product;
}

/* The cheapest step with electrons that a complete pathway has from this state. */
static const chp_profile_step *next_step(const chp_profile *profiles, size_t n,
                                         const char *from)
{
    const chp_profile_step *best = NULL;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; profiles[i].is_complete && k < profiles[i].n_steps; k++) {
            const chp_profile_step *s = &profiles[i].steps[k];
            if (s->n_e > 0 && strcmp(s->from, from) == 0 &&
                (!best || s->dG0_eV < best->dG0_eV))
                best = s;
        }
    return best;
}

void byproducts_add(chp_study *s, const view *v, const chp_profile *profiles,
                    size_t n_profiles, chp_catalyst *out)
{
    const chp_reaction *r = v->reaction;
    chp_fact U_L_V = profiles_best_V(profiles, n_profiles);
    chp_byproduct *list = (chp_byproduct *)out->byproducts;
    for (size_t i = 0; i < r->n_steps; i++) {
        const chp_step *step = &r->steps[i];
        size_t product = leaving(r, step);
        double dG_eV;
        if (product == SIZE_MAX ||
            !view_cost_eV(v, &(change){ step->n_terms, step->terms, 0, 0 }, &dG_eV))
            continue;
        const chp_profile_step *next = next_step(profiles, n_profiles, step->from);
        if (!next)
            continue;
        size_t n = out->n_byproducts++;
        list = arena_grow(&s->memory, list, n, sizeof *list);
        list[n] = (chp_byproduct){
            .reaction = r->name,
            .state = step->from,
            .product = r->species[product].name,
            .next = next->to,
            .n_e = next->n_e,
            .dG_eV = dG_eV,
            .next_dG0_eV = next->dG0_eV,
            .has_limit = U_L_V.known,
            .branch_0_eV = dG_eV - next->dG0_eV,
            .branch_U_L_eV = dG_eV - next->dG0_eV - next->n_e * U_L_V.value,
        };
        out->byproducts = list;
    }
}
