/* The vapour pressure of water.
 *
 *     ln(p / pc) = (Tc / T) sum_i a_i t^n_i,   t = 1 - T / Tc           (1)
 *
 * W. Wagner and A. Pruss, J. Phys. Chem. Ref. Data 22, 783 (1993), the saturation line
 * of IAPWS-95. Its 0.031699 bar at 298.15 K are replaced by 0.031687 bar, the value of
 * the tabulated formation energies, (-237.129 + 228.572) kJ/mol, so that liquid water
 * and its vapour are in equilibrium in our own tables; (1) gives the change with T.
 */
#include <assert.h>
#include <math.h>

#include "chem/constants.h"
#include "chepath/thermo.h"
#include "thermo/formation.h"

#define TRIPLE_K     273.16
#define CRITICAL_K   647.096
#define CRITICAL_BAR 220.64

static const struct {
    double a, n;
} terms[] = {
    { -7.85951783, 1 },  { 1.84408259, 1.5 }, { -11.7866497, 3 },
    { 22.6807411, 3.5 }, { -15.9618719, 4 },  { 1.80122502, 7.5 },
};

static double saturation_bar(double T_K)
{
    double t = 1 - T_K / CRITICAL_K, sum = 0;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        sum += terms[i].a * pow(t, terms[i].n);
    return CRITICAL_BAR * exp(CRITICAL_K / T_K * sum);
}

bool chp_water_is_liquid(double T_K)
{
    return T_K >= TRIPLE_K && T_K <= CRITICAL_K;
}

double chp_water_vapour_pressure_bar(double T_K)
{
    double liquid_kJ_mol, gas_kJ_mol;
    if (T_K >= CRITICAL_K)
        return CRITICAL_BAR;
    bool are_known =
        formation_free_energy("H2O(l)", REFERENCE_K, &liquid_kJ_mol, NULL) &&
        formation_free_energy("H2O(g)", REFERENCE_K, &gas_kJ_mol, NULL);
    assert(are_known);
    (void)are_known;
    double tables_bar =
        exp((liquid_kJ_mol - gas_kJ_mol) * 1000 / (GAS_J_MOL_K * REFERENCE_K));
    return tables_bar * saturation_bar(T_K) / saturation_bar(REFERENCE_K);
}
