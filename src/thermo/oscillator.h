/* One vibration: the harmonic oscillator, and the ways to count a soft one. */
#ifndef THERMO_OSCILLATOR_H
#define THERMO_OSCILLATOR_H

#include <math.h>

#include "chem/constants.h"
#include "chepath/thermo.h"

/* (1) to (4) of oscillator.c. */
static inline chp_thermo oscillator(double nu_cm1, double T_K)
{
    double energy_eV = nu_cm1 * EV_PER_CM1;
    double kT_eV = BOLTZMANN_EV_K * T_K;
    double x = energy_eV / kT_eV;
    double quanta = 1 / expm1(x); // expm1, log1p: exact for soft modes too
    return (chp_thermo){
        .zpe_eV = energy_eV / 2,
        .thermal_eV = energy_eV * quanta,
        .TS_eV = kT_eV * (x * quanta + log1p(quanta)),
        .heat_capacity_eV_K = BOLTZMANN_EV_K * x * x * quanta * (1 + quanta),
    };
}

/* Which real modes are taken as they are, and may be added with others; false: none. */
bool oscillators_plain(const chp_thermo_options *options, double *least_cm1,
                       double *most_cm1);

/* Add such modes to `sum`: (1) to (4), several at a time. */
void oscillators_add(const double *nu_cm1, size_t n, double T_K, chp_thermo *sum);

/* What a real mode gives under the low-mode policy of the options; `counted_cm1` is
 * the wavenumber behind ZPE and U, `why` what was done to it, or NULL. */
chp_mode oscillator_under_policy(double nu_cm1, const chp_thermo_options *options);

/* Where imaginary modes go that are counted as real ones: the floor's own
 * wavenumber, 50 cm-1 under the other policies. */
double oscillator_floor_cm1(const chp_thermo_options *options);

static inline void thermo_add(chp_thermo *sum, const chp_thermo *part)
{
    sum->zpe_eV += part->zpe_eV;
    sum->thermal_eV += part->thermal_eV;
    sum->TS_eV += part->TS_eV;
    sum->pressure_eV += part->pressure_eV;
    sum->heat_capacity_eV_K += part->heat_capacity_eV_K;
}

#endif
