/* Runs found in folders become states and gases, by the names of the folders. */
#ifndef ENERGETICS_PLACE_H
#define ENERGETICS_PLACE_H

#include "energetics/study.h"

/* Make entries of `s->in.found`. What cannot be placed is told with the reason. */
void place_found(chp_study *s, chp_diag *diag);

#endif
