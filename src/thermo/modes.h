/* Judging the modes of a run, and adding up what they give. */
#ifndef THERMO_MODES_H
#define THERMO_MODES_H

#include "chepath/thermo.h"

/* Stiff ones first, by modulus: a large imaginary mode is a vibration gone wrong, or
 * the reaction coordinate of a transition state, and no rotation. */
void modes_sort(double *mode_cm1, size_t n_modes);

/* C07 for imaginary modes, by their size and number; false when one stands as an
 * error, or the temperature is none. */
bool modes_judge(const double *mode_cm1, size_t n_modes,
                 const chp_thermo_options *options, chp_where at, chp_diag *diag);

/* Add every mode's share to `sum`; false, after a message, for a mode without one. */
bool modes_add(const double *mode_cm1, size_t n_modes,
               const chp_thermo_options *options, chp_where at, chp_thermo *sum,
               chp_diag *diag);

#endif
