/* Species in water, by their tabulated distance from a gas. All in eV; at
 * temperatures between freezing and boiling, else false. */
#ifndef THERMO_SOLUTION_H
#define THERMO_SOLUTION_H

#include <stdbool.h>

/* NH3(g, 1 bar) -> NH3(aq, 1 m): -0.104 at 298.15 K. */
bool solution_ammonia(double T_K, double *dG_eV);

/* NH3(g, 1 bar) + H+ -> NH4+(1 m) at a pH: -0.6515 + 0.05916 pH at 298.15 K. */
bool solution_ammonium(double T_K, double pH, double *dG_eV);

/* 2 H2O(l) -> O2 + 2 H2: 4.915 at 298.15 K. The O2 of a functional is never used:
 * G(O2) = 2 G(H2O, l) - 2 G(H2) + this. */
bool solution_oxygen_from_water(double T_K, double *dG_eV);

/* HNO3(g) -> NO3- + H+: -0.353 by NBS, -0.392 by the CRC Handbook, as is usual in
 * papers; at 298.15 K, and by NBS how it changes from there. G(NO3-) = G(HNO3, g) -
 * 1/2 G(H2) + it. */
#define NITRATE_NBS_EV 0.353
#define NITRATE_CRC_EV 0.392
bool solution_nitrate(bool by_CRC, double T_K, double *dG_eV);

/* N2 + 3 H2 -> 2 NH3(g): -0.340 at 298.15 K (CODATA enthalpy; ATcT gives -0.332, NBS
 * -0.341). At temperatures of the gas tables, else false. */
bool experiment_ammonia_synthesis(double T_K, double *dG_eV);

#endif
