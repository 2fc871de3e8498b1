/* One vibration: the harmonic oscillator, and the ways to count a soft one. */
#ifndef THERMO_OSCILLATOR_H
#define THERMO_OSCILLATOR_H

#include "chepath/thermo.h"

chp_thermo oscillator(double nu_cm1, double T_K);

/* What a real mode gives under the low-mode policy of the options; `counted_cm1` is
 * the wavenumber behind ZPE and U, `why` what was done to it, or NULL. */
chp_mode oscillator_under_policy(double nu_cm1, const chp_thermo_options *options);

/* Where imaginary modes go that are counted as real ones: the floor's own
 * wavenumber, 50 cm-1 under the other policies. */
double oscillator_floor_cm1(const chp_thermo_options *options);

void thermo_add(chp_thermo *sum, const chp_thermo *part);

#endif
