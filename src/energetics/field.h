/* States in an electric field, (2.8). */
#ifndef ENERGETICS_FIELD_H
#define ENERGETICS_FIELD_H

#include "energetics/study.h"

/* Fit what was given for the state, and put its term at the field of the study into
 * its columns. False after a message: the points tell no parabola, or the field lies
 * beyond them. A term that was given itself stands. */
bool field_apply(chp_study *s, const entry *e, chp_state *state, chp_diag *diag);

/* A warning where some states of a catalyst tell how they answer the field of the
 * study, and others do not. */
void field_check(const chp_study *s, const subject *of, const chp_catalyst *c,
                 chp_diag *diag);

#endif
