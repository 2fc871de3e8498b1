/* Standard free energies of formation: gases at 1 bar, liquids, solutes at 1 mol/kg.
 * H+, e- and the elements are zero at every temperature, so H+ + e- is half an H2. */
#ifndef THERMO_FORMATION_H
#define THERMO_FORMATION_H

#include <stdbool.h>

/* Of "NH3", "NH3(g)", "NH3(aq)", "NH4+", "H2O(l)" ... A bare name is the gas, but
 * liquid water and aqueous hydrogen peroxide. False for a species that is not
 * tabulated, or not at this temperature. `source` may be NULL. */
bool formation_free_energy(const char *species, double T_K, double *dG_kJ_mol,
                           const char **source);

#endif
