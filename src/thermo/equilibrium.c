/* Equilibrium potentials.
 *
 *     E0 = -dG / (n_e F),   dG = sum_i v_i dGf_i(T)                             (1)
 *     E(SHE, pH) = E0 - (n_H / n_e) (kT ln 10 / e) pH                           (2)
 *     E(RHE, pH) = E0 + (1 - n_H / n_e) (kT ln 10 / e) pH                       (3)
 *
 * for a half-reaction that consumes n_e electrons and n_H protons. (3) is constant
 * when both are as many. The Nernst term of other activities is the caller's. Values
 * for nitrogen: Agarwal et al., Chem. Rev. (2022), doi 10.1021/acs.chemrev.1c00521,
 * table 13.
 */
#include "thermo/equilibrium.h"

#include <math.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "thermo/formation.h"

const char *equilibrium_of(const equilibrium_term *terms, size_t n_terms, int n_e,
                           int n_H, double T_K, equilibrium *out)
{
    double dG_kJ_mol = 0;
    for (size_t i = 0; i < n_terms; i++) {
        double one;
        if (!formation_free_energy(terms[i].species, T_K, &one, NULL))
            return terms[i].species;
        dG_kJ_mol += terms[i].coefficient * one;
    }
    double per_pH_V = eV_per_pH(T_K);
    double protons = (double)n_H / n_e;
    *out = (equilibrium){
        .standard_V = -dG_kJ_mol * 1000 / (n_e * FARADAY_C_MOL),
        .SHE_V_per_pH = -protons * per_pH_V,
        .RHE_V_per_pH = (1 - protons) * per_pH_V,
    };
    return NULL;
}

/* Values that papers hand on to each other, of what is tabulated between two others. */
static const struct {
    double lowest_V, highest_V, value_V;
    const char *origin;
} folklore[] = {
    // N2 + 6 H+ + 6 e- -> 2 NH3
    { 0.04, 0.10, -0.148,
      "It is the value of aqueous ammonia against calomel (0.092 - 0.241 V), or "
      "a sign gone wrong." },
    { 0.04, 0.10, -0.16,
      "It is the formation enthalpy (-46 kJ/mol) in place of the free energy "
      "(-16.4 kJ/mol), and the sign turned round." },
    { 0.04, 0.10, 0.16,
      "It is the formation enthalpy (-46 kJ/mol) in place of the free energy "
      "(-16.4 kJ/mol)." },
    { 0.04, 0.10, -0.736,
      "It is the potential against SHE at pH 14: against RHE it is +0.092 V." },
    { 0.04, 0.10, -0.763,
      "It is the potential of aqueous ammonia against SHE at pH 14, -0.736 V, with two "
      "digits swapped: against RHE it is +0.092 V." },
    { 0.04, 0.10, -0.771,
      "It is the potential against SHE at pH 14: against RHE it is +0.057 V." },
    // N2 + 4 H+ + 4 e- -> N2H4
    { -0.42, -0.20, -0.36,
      "It lies between that of N2H4 in water (-0.332 V) and of the gas (-0.413 V): say "
      "which of them leaves." },
    { -0.42, -0.20, 0.55,
      "It comes with an equation of six electrons that is not balanced." },
    { -0.42, -0.20, -1.16,
      "It is the potential against SHE at pH 14: against RHE it is -0.332 V." },
    // N2 + 2 H+ + 2 e- -> N2H2
    { -1.27, -1.19, -1.10,
      "It is the formation enthalpy of cis-diazene in place of its free energy." },
    // N2 + H+ + e- -> N2H
    { -2.70, -2.67, -3.2, "No formation energy of the gas NNH leads to it." },
};

static const char *origin_of(double user_V, double tabulated_V)
{
    const double same_V = 0.005; // they are told with two or three digits
    for (size_t i = 0; i < sizeof folklore / sizeof *folklore; i++)
        if (tabulated_V > folklore[i].lowest_V && tabulated_V < folklore[i].highest_V &&
            fabs(user_V - folklore[i].value_V) < same_V)
            return folklore[i].origin;
    return NULL;
}

bool equilibrium_check(double user_V, double tabulated_V, const char *reaction,
                       chp_where at, chp_diag *diag)
{
    const double most_V = 0.020;
    if (fabs(user_V - tabulated_V) <= most_V)
        return true;
    diag_warn(
        diag, "C27", at,
        "an equilibrium potential of %+.3f V for %s; formation free energies give "
        "%+.3f V",
        user_V, reaction, tabulated_V);
    const char *origin = origin_of(user_V, tabulated_V);
    diag_hint(diag, "Overpotentials are off by %+.3f V with it.%s%s",
              user_V - tabulated_V, origin ? " " : "", origin ? origin : "");
    return false;
}
