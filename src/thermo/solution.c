/* See solution.h. Differences of the formation energies in formation.c; the synthesis
 * of ammonia from the CODATA enthalpy and the gas tables:
 *
 *     dG(T) = 2 dHf + d[H(T) - H(298)] - T dS(T)
 */
#include "thermo/solution.h"

#include <math.h>

#include "chem/constants.h"
#include "chepath/thermo.h"
#include "thermo/formation.h"

#define EV_PER_KJ_MOL (1000 / FARADAY_C_MOL)

static bool difference(const char *from, const char *to, double T_K, double *dG_eV)
{
    double a, b;
    if (!formation_free_energy(from, T_K, &a, NULL) ||
        !formation_free_energy(to, T_K, &b, NULL))
        return false;
    *dG_eV = (b - a) * EV_PER_KJ_MOL;
    return true;
}

bool solution_ammonia(double T_K, double *dG_eV)
{
    return difference("NH3(g)", "NH3(aq)", T_K, dG_eV);
}

bool solution_ammonium(double T_K, double pH, double *dG_eV)
{
    if (!difference("NH3(g)", "NH4+", T_K, dG_eV))
        return false;
    *dG_eV += BOLTZMANN_EV_K * T_K * log(10) * pH;
    return true;
}

bool solution_nitrogen(double T_K, double *dG_eV)
{
    return difference("N2(g)", "N2(aq)", T_K, dG_eV);
}

bool solution_oxygen_from_water(double T_K, double *dG_eV)
{
    if (!difference("H2O(l)", "H2", T_K, dG_eV))
        return false;
    *dG_eV *= 2;
    return true;
}

/* H(T) - H(298) - T S(T) */
static bool free_energy(const char *gas, double T_K, chp_diag *diag, double *out_eV)
{
    chp_gas_data now, usual;
    if (!chp_gas_table(gas, T_K, &now, diag) ||
        !chp_gas_table(gas, 298.15, &usual, diag))
        return false;
    *out_eV = now.enthalpy_eV - usual.enthalpy_eV - T_K * now.entropy_eV_K;
    return true;
}

bool experiment_ammonia_synthesis(double T_K, double *dG_eV)
{
    const double formation_kJ_mol = -45.94; // CODATA, NH3(g)
    double n2, h2, nh3;
    chp_diag *silent = chp_diag_new();
    bool ok = free_energy("N2", T_K, silent, &n2) &&
              free_energy("H2", T_K, silent, &h2) &&
              free_energy("NH3", T_K, silent, &nh3);
    chp_diag_free(silent);
    if (ok)
        *dG_eV = 2 * (formation_kJ_mol * EV_PER_KJ_MOL + nh3) - n2 - 3 * h2;
    return ok;
}
