/* The profiles of one catalyst: pathway by pathway, from the energies of a view. */
#ifndef ENERGETICS_PROFILES_H
#define ENERGETICS_PROFILES_H

#include "energetics/profile.h"
#include "energetics/view.h"
#include "network/graph.h"

/* A note when the file's own is that of ammonia in another form. */
void profiles_check_equilibrium(const chp_study *s, const chp_reaction *reaction,
                                chp_diag *diag);

/* What a step uphill by dG lets through in a second, with no barrier besides and the
 * prefactor of transition state theory: (k_B T / h) exp(-dG / k_B T). */
double profiles_rate_s(double dG_eV, double T_K);

/* An error for each pathway that was asked for and that no reaction has. */
void profiles_check_names(const chp_study *s, chp_diag *diag);

/* The pathways of the view's reaction that the study asks for, added to `list` (grown
 * in the study's memory). */
chp_profile *profiles_add(chp_study *s, const view *v, chp_profile *list, size_t *n);

/* The best path of the network, that no pathway is, added as the others are. */
chp_profile *profiles_add_hybrid(chp_study *s, const view *v, const graph_chain *chain,
                                 chp_profile *list, size_t *n);

/* The best U_L of these reductions; not known when none is complete. */
chp_fact profiles_best_V(const chp_profile *profiles, size_t n);

/* The step that an edge of the network is, without its free energy. Lives in `a`. */
chp_profile_step profiles_step(arena *a, const view *v, const char *from,
                               const char *to, const graph_edge *e);

#endif
