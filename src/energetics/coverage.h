/* How much hydrogen a surface holds, and nitrogen reduction at that coverage. */
#ifndef ENERGETICS_COVERAGE_H
#define ENERGETICS_COVERAGE_H

#include "energetics/study.h"

/* From the states *H, *2H, *3H ... of each catalyst: differential free energies, and
 * the potentials below which each is the most stable. Where the study file says that
 * other catalysts are this one under n H, the limiting potential at the coverage that
 * belongs to it. `scale_V` is 0 V against RHE on the scale of the study. */
void coverage_judge(chp_study *s, chp_catalyst *catalysts, double scale_V,
                    chp_diag *diag);

#endif
