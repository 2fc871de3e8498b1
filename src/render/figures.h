/* The figures of a study; each is made in figure_NAME.c. */
#ifndef RENDER_FIGURES_H
#define RENDER_FIGURES_H

#include "chepath/analysis.h"
#include "render/figure.h"

/* Free-energy diagrams of the complete pathways, one panel each, at all potentials.
 * NULL when there is none. */
figure *figure_of_pathways(arena *a, const chp_outcome *outcome,
                           const chp_catalyst *catalyst);

/* The best pathway of each catalyst, laid over each other at U = 0. */
figure *figure_of_catalysts(arena *a, const chp_outcome *outcome);

/* A pathway at constant potential over the potential, CHE beside it; what happens to a
 * vacancy of a nitride. NULL where there is none. */
figure *figure_of_constant(arena *a, const chp_outcome *outcome,
                           const chp_catalyst *catalyst, const chp_profile *profile);
figure *figure_of_vacancies(arena *a, const chp_outcome *outcome,
                            const chp_catalyst *catalyst);

/* The limiting potential over the descriptor, and the lines that it is made of. NULL
 * when there is nothing to draw. States have the names that figures of their reaction
 * give them. */
figure *figure_of_volcano(arena *a, const chp_reaction *reaction, const chp_volcano *v,
                          chp_scale on);
figure *figure_of_scalings(arena *a, const chp_reaction *reaction,
                           const chp_volcano *v);

/* The limiting potential over two descriptors, in colour. */
figure *figure_of_map(arena *a, const chp_reaction *reaction, const chp_map *m,
                      chp_scale on);

#endif
