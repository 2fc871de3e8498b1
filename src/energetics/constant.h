/* States and pathways at constant potential, beside those of CHE. */
#ifndef ENERGETICS_CONSTANT_H
#define ENERGETICS_CONSTANT_H

#include "energetics/view.h"

/* To each state that has charged runs, or their parabola: its grand potential. */
void constant_fit(chp_study *s, chp_diag *diag);

/* To each complete profile all of whose surfaces have one: its steps at constant
 * potential and where they are downhill. */
void constant_add(chp_study *s, const subject *of, const view *v, chp_profile *profiles,
                  size_t n_profiles, chp_diag *diag);

#endif
