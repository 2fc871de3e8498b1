/* What a run is about: a molecule or an adsorbate, and how heavy its atoms are. */
#ifndef THERMO_SUBJECT_H
#define THERMO_SUBJECT_H

#include "base/arena.h"
#include "chepath/thermo.h"

/* The geometry whose vibrations were calculated: before any displacement. May be
 * NULL. */
const chp_structure *subject_structure(const chp_calc *calc);

/* Whether the run is of a gas, and why. False after a message when it cannot be told.
 */
bool subject_is_gas(const chp_calc *calc, chp_thermo_as as, bool *is_gas,
                    const char **reason, chp_diag *diag);

/* Of each atom, the isotopes that were asked for among them. VASP's own, POMASS, belong
 * to its force constants; for all else the standard weights are better: POMASS of H is
 * 1.000, which is 0.3 meV in the entropy of H2. NULL without a structure. */
const double *subject_masses_u(arena *a, const chp_calc *calc,
                               const chp_thermo_request *request, bool as_in_vasp);

/* Mass of the atoms that were displaced, and their moment about the z axis through
 * their centre. False when the run does not say which they are. */
bool subject_free_part(const chp_calc *calc, const double *mass_u, double *total_mass_u,
                       double *inertia_u_A2);

/* Degrees of freedom that the run says are free; 0: it does not say. */
size_t subject_n_free_axes(const chp_structure *s);

#endif
