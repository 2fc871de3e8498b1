/* Gases that are made of others.
 *
 * O2 is never taken from its own energy, which semilocal functionals miss by half an
 * electronvolt: G(O2) = 2 G(H2O, l) - 2 G(H2) + 4.915 eV (Nørskov et al., J. Phys.
 * Chem. B 108, 17886 (2004)). Nitrate is made of nitric acid, G(NO3-) = G(HNO3, g) -
 * G(H2)/2 - 0.353 eV at 298.15 K, or 0.392 eV by other tables (Calle-Vallejo et al.,
 * doi 10.1039/c2cp44620k). */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/energy.h"
#include "thermo/solution.h"

/* G at another pressure; as it was given when that is all that is known. */
static double at_pressure_eV(const chp_study *s, const chp_state *gas, double bar)
{
    const chp_free_energy *g = &gas->g;
    if (!g->pressure_eV.known)
        return g->G_eV.value;
    return g->G_eV.value - g->pressure_eV.value +
           BOLTZMANN_EV_K * s->in.options->T_K * log(bar);
}

/* Liquid water is its vapour at the vapour pressure. */
static double liquid_water_eV(const chp_study *s, const chp_state *water)
{
    double saturated_bar = chp_water_vapour_pressure_bar(s->in.options->T_K);
    return at_pressure_eV(s, water, saturated_bar);
}

static bool is_usable(const member *m)
{
    return m && !m->is_spoilt && m->state->g.G_eV.known;
}

/* Put a free energy, made of two others, in the place of a gas, which may be new. */
static void derive(chp_study *s, const char *name, const char *source, double G_eV,
                   const chp_profile_term made_of[2])
{
    chp_profile_term *terms = arena_new(&s->memory, chp_profile_term, 2);
    memcpy(terms, made_of, 2 * sizeof *terms);
    member *m = (member *)study_gas(s, name);
    if (!m)
        m = &s->gases.at[s->gases.n++];
    double pressure_eV = BOLTZMANN_EV_K * s->in.options->T_K *
                         log(options_pressure_bar(s->in.options, name));
    *m->state = (chp_state){ .name = name,
                             .source = source,
                             .g.pressure_eV = fact_of(pressure_eV),
                             .g.G_eV = fact_of(G_eV + pressure_eV),
                             .n_made_of = 2,
                             .made_of = terms };
    m->is_spoilt = false;
}

static bool has_own_G(const member *m)
{
    return m && m->from && m->from->G_eV.known;
}

static void set_oxygen(chp_study *s, chp_diag *diag)
{
    const member *water = study_gas(s, "H2O"), *hydrogen = study_gas(s, "H2");
    const member *oxygen = study_gas(s, "O2");
    double splitting_eV;
    if (has_own_G(oxygen) || !is_usable(water) || !is_usable(hydrogen) ||
        !solution_oxygen_from_water(s->in.options->T_K, &splitting_eV))
        return;
    if (oxygen && oxygen->state->g.E_eV.known) {
        diag_note(
            diag, "O2", oxygen->state->at,
            "the energy of O2 is not used: G(O2) = 2 G(H2O, l) - 2 G(H2) + %.3f eV",
            splitting_eV);
        diag_hint(diag, "Give G of O2 to have your own value.");
    }
    derive(s, "O2", arena_print(&s->memory, "2 H2O(l) - 2 H2 + %.3f eV", splitting_eV),
           2 * liquid_water_eV(s, water->state) -
               2 * at_pressure_eV(s, hydrogen->state, 1) + splitting_eV,
           (chp_profile_term[]){ { water->state, 2 }, { hydrogen->state, -2 } });
}

/* HNO3(g) -> NO3- + H+, by NBS as the equilibrium potentials are, unless asked. */
static void set_nitrate(chp_study *s, chp_diag *diag)
{
    const member *acid = study_gas(s, "HNO3"), *hydrogen = study_gas(s, "H2");
    double acid_eV, T_K = s->in.options->T_K;
    if (study_gas(s, "NO3-") || !is_usable(acid) || !is_usable(hydrogen))
        return;
    if (!solution_nitrate(s->in.options->nitrate_by_CRC, T_K, &acid_eV)) {
        diag_error(diag, "range", acid->state->at,
                   "the acidity of nitric acid is not known at %g K", T_K);
        diag_hint(diag, "It is in liquid water, from 273 to 373 K: give G of NO3-.");
        return;
    }
    derive(s, "NO3-",
           arena_print(&s->memory, "HNO3 - 1/2 H2 %s %.3f eV", acid_eV < 0 ? "-" : "+",
                       fabs(acid_eV)),
           at_pressure_eV(s, acid->state, 1) -
               at_pressure_eV(s, hydrogen->state, 1) / 2 + acid_eV,
           (chp_profile_term[]){ { acid->state, 1 }, { hydrogen->state, -0.5 } });
}

static bool any_reaction_has(const chp_study *s, const char *gas)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        for (size_t k = 0; k < s->reactions[i]->n_species; k++)
            if (strcmp(s->reactions[i]->species[k].name, gas) == 0)
                return true;
    return false;
}

void energy_derive_gases(chp_study *s, chp_diag *diag)
{
    if (any_reaction_has(s, "O2"))
        set_oxygen(s, diag);
    if (any_reaction_has(s, "NO3-"))
        set_nitrate(s, diag);
}
