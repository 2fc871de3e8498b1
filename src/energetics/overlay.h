/* What a study file adds to the runs that folders hold. */
#ifndef ENERGETICS_OVERLAY_H
#define ENERGETICS_OVERLAY_H

#include "energetics/resolve.h"

/* In each slot: entries that only add (a solvation energy, modes) are laid over the
 * others and vanish; entries that name a run or a number take the place of those that
 * were found by the names of folders. */
void overlay_slots(chp_study *s, slots *list);

#endif
