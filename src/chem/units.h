/* Units of the outside world. Inside, each quantity has one: eV, bar, K, Å. */
#ifndef CHEM_UNITS_H
#define CHEM_UNITS_H

#include "base/str.h"

/* How many eV (per particle) one of this unit is: "eV", "meV", "kJ/mol", "kcal/mol",
 * "hartree", "Ry", "cm-1", "K" ... False for a name that is no unit of energy. */
bool unit_energy_eV(str name, double *factor);

#endif
