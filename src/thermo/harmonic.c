/* Adsorbates: every mode of the free atoms is a vibration.
 *
 *     G = E + ZPE + U(T) - U(0) - T S
 *
 * summed over the modes (oscillator.c); the pV of a surface state is neglected. */
#include "thermo/modes.h"

bool chp_thermo_adsorbate(const double *mode_cm1, size_t n_modes,
                          const chp_thermo_options *options, chp_where at,
                          chp_thermo *out, chp_diag *diag)
{
    chp_thermo sum = { 0 };
    if (!modes_judge(mode_cm1, n_modes, options, at, diag) ||
        !modes_add(mode_cm1, n_modes, options, at, &sum, diag))
        return false;
    *out = sum;
    return true;
}
