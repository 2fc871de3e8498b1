/* Where the d states of an atom lie, as a number beside a state. */
#ifndef ENERGETICS_BANDS_H
#define ENERGETICS_BANDS_H

#include "energetics/study.h"

/* The notes of the state, and the centres that its entry asks for, of atoms in a DOSCAR.
 * What cannot be had is an error, and no note. */
void bands_note(chp_study *s, const entry *e, chp_state *state, chp_diag *diag);

#endif
