/* States that slide and turn over barriers, as the study file says. */
#ifndef ENERGETICS_HINDERED_H
#define ENERGETICS_HINDERED_H

#include "energetics/study.h"

/* The model of an entry in the study's memory; NULL when it is harmonic. What was not
 * given is taken from the structure: NULL and false in `ok` after a message when there
 * is none. */
const chp_hindered *hindered_of(chp_study *s, const entry *e, bool *ok, chp_diag *diag);

/* The corrections of a state by its modes: all harmonic, or three of them hindered. */
bool hindered_or_harmonic(const chp_state *state, const chp_thermo_options *how,
                          chp_where at, chp_thermo *out, chp_diag *diag);

/* In words, what stands for the three softest modes. */
const char *hindered_text(arena *a, const chp_hindered *model);

/* A warning where states of both kinds stand in the pathways of a catalyst. */
void hindered_check(const subject *of, const chp_catalyst *c, double T_K,
                    chp_diag *diag);

#endif
