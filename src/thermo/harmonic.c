/* Adsorbates: every mode of the free atoms is a vibration.
 *
 *     G = E + ZPE + U(T) - U(0) - T S
 *
 * summed over the modes (oscillator.c); the pV of a surface state is neglected. */
#include "thermo/modes.h"

bool chp_thermo_adsorbate(const chp_modes *modes, const chp_thermo_options *options,
                          chp_thermo *out, chp_diag *diag)
{
    chp_thermo sum = { 0 };
    if (!modes_judge(modes, options, diag) || !modes_add(modes, options, &sum, diag))
        return false;
    *out = sum;
    return true;
}
