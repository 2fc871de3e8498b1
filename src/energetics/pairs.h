/* Two fragments in one cell, by the energies of single ones. */
#ifndef ENERGETICS_PAIRS_H
#define ENERGETICS_PAIRS_H

#include "energetics/study.h"

/* Add to each catalyst the pairs that its reactions have and that were not supplied,
 * where both fragments and the bare surface are. Says which. */
void pairs_add(chp_study *s, chp_diag *diag);

#endif
