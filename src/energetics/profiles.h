/* The profiles of one catalyst: pathway by pathway, from the energies of a view. */
#ifndef ENERGETICS_PROFILES_H
#define ENERGETICS_PROFILES_H

#include "energetics/profile.h"
#include "energetics/view.h"

/* Equilibrium potential of the reaction on the scale of the study, for the product that
 * was chosen. */
chp_fact profiles_equilibrium(const chp_study *s, const chp_reaction *reaction);

/* An error for each pathway that was asked for and that no reaction has. */
void profiles_check_names(const chp_study *s, chp_diag *diag);

/* The pathways of the view's reaction that the study asks for, added to `list` (grown
 * in the study's memory). */
chp_profile *profiles_add(chp_study *s, const view *v, chp_profile *list, size_t *n);

#endif
