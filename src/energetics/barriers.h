/* Transition states of a study, and the rate of a cycle that follows from them. */
#ifndef ENERGETICS_BARRIERS_H
#define ENERGETICS_BARRIERS_H

#include "energetics/resolve.h"
#include "energetics/view.h"

/* The transition states that were given, their one imaginary mode left out. */
members barriers_states(chp_study *s, const slots *given, chp_diag *diag);

/* To each complete profile: the barriers of its steps that were given and, when there
 * is one, its energetic span wherever the cycle is downhill. */
void barriers_add(chp_study *s, const subject *of, const view *v, chp_profile *profiles,
                  size_t n_profiles, chp_diag *diag);

/* How high the transition state of a step lies above what it starts from, whose dG at
 * U = 0 and pH 0 is `before_eV`; NaN: none was given. */
double barriers_of_step(const subject *of, const view *v, const chp_profile_step *step,
                        double before_eV, chp_diag *diag);

/* Tell of transition states of this catalyst that belong to no complete pathway. */
void barriers_check(const subject *of, chp_diag *diag);

#endif
