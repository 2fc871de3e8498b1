/* See solution.h. Differences of the formation energies in formation.c; the synthesis
 * of ammonia starts from -0.340 eV at 298.15 K (CODATA: dHf -45.94 kJ/mol, S 192.77,
 * 191.609 and 130.680 J/mol/K give -0.3401) and follows the gas tables. (Cox, Wagman,
 * Medvedev, CODATA Key Values (1989); Wagman et al., J. Phys. Chem. Ref. Data 11,
 * suppl. 2 (1982).) */
#include "thermo/solution.h"

#include "chem/constants.h"
#include "chepath/thermo.h"
#include "thermo/formation.h"

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
    *dG_eV += eV_per_pH(T_K) * pH;
    return true;
}

bool solution_oxygen_from_water(double T_K, double *dG_eV)
{
    if (!difference("H2O(l)", "H2", T_K, dG_eV))
        return false;
    *dG_eV *= 2;
    return true;
}

bool solution_nitrate(bool by_CRC, double T_K, double *dG_eV)
{
    double now_eV, usual_eV;
    if (!difference("HNO3(g)", "NO3-", T_K, &now_eV) ||
        !difference("HNO3(g)", "NO3-", REFERENCE_K, &usual_eV))
        return false;
    *dG_eV = now_eV - usual_eV - (by_CRC ? NITRATE_CRC_EV : NITRATE_NBS_EV);
    return true;
}

/* H(T) - T S(T) less the same at 298.15 K: how much the standard free energy of a gas
 * changes, with its enthalpy of formation left out. */
static bool free_energy_since_298(const char *gas, double T_K, double *out_eV)
{
    chp_gas_data now, usual;
    chp_diag *silent = chp_diag_new();
    bool ok = chp_gas_table(gas, T_K, &now, silent) &&
              chp_gas_table(gas, REFERENCE_K, &usual, silent);
    chp_diag_free(silent);
    if (ok)
        *out_eV = now.enthalpy_eV - T_K * now.entropy_eV_K - usual.enthalpy_eV +
                  REFERENCE_K * usual.entropy_eV_K;
    return ok;
}

bool experiment_ammonia_synthesis(double T_K, double *dG_eV)
{
    const double at_298_eV = -0.340;
    double n2, h2, nh3;
    if (!free_energy_since_298("N2", T_K, &n2) ||
        !free_energy_since_298("H2", T_K, &h2) ||
        !free_energy_since_298("NH3", T_K, &nh3))
        return false;
    *dG_eV = at_298_eV + 2 * nh3 - n2 - 3 * h2;
    return true;
}
