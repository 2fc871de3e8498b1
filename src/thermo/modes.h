/* Judging the modes of a run, and adding up what they give. */
#ifndef THERMO_MODES_H
#define THERMO_MODES_H

#include "base/arena.h"
#include "chepath/thermo.h"

/* Stiff ones first, by modulus: a large imaginary mode is a vibration gone wrong, or
 * the reaction coordinate of a transition state, and no rotation. */
chp_modes modes_sorted(arena *a, const chp_modes *m);

enum {
    N_HINDERED = 3
}; // modes that hindered motion takes the place of: two
   // translations, one rotation

/* Whether the temperature is one; else an error. */
bool modes_has_temperature(const chp_thermo_options *options, chp_diag *diag);

/* C07 for imaginary modes, by their size and number; false when one stands as an
 * error, or the temperature is none. */
bool modes_judge(const chp_modes *m, const chp_thermo_options *options, chp_diag *diag);

/* Add every mode's share to `sum`; false, after a message, for a mode without one. */
bool modes_add(const chp_modes *m, const chp_thermo_options *options, chp_thermo *sum,
               chp_diag *diag);

#endif
