/* How much a surface holds of each adsorbate, and nitrogen reduction at its coverage of
 * hydrogen. */
#ifndef ENERGETICS_COVERAGE_H
#define ENERGETICS_COVERAGE_H

#include "energetics/copies.h"
#include "energetics/view.h"

/* From the states *X, *2X, *3X ... of a catalyst: differential free energies, and the
 * potentials between which each is the most stable. What an earlier reaction has told
 * is not told again. `several` is of the view's reaction. */
void coverage_add(chp_study *s, const view *v, const copies *several,
                  chp_catalyst *out);

/* When all catalysts are judged: where the study file says that some are others under n
 * H, the limiting potential at the coverage that belongs to it. */
void coverage_judge(chp_study *s, chp_catalyst *catalysts, chp_diag *diag);

#endif
