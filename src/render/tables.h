/* The tables of a study; each is made in table_NAME.c. */
#ifndef RENDER_TABLES_H
#define RENDER_TABLES_H

#include "chepath/analysis.h"
#include "render/table.h"

/* E, ZPE, thermal, TS, G and ΔG of each state; a catalyst's gases have no ΔG. */
table *table_of_states(arena *a, const chp_catalyst *catalyst);
table *table_of_gases(arena *a, const chp_outcome *outcome);

/* What crystals a catalyst gives; no rows where it gives none. */
table *table_of_bulk(arena *a, const chp_catalyst *catalyst);

/* Gases, the states and crystals of every catalyst: what `states.csv` holds, which is a
 * study table again. */
table *table_of_all_states(arena *a, const chp_outcome *outcome);

/* The steps of a complete pathway, at U = 0 and at each potential of the study. */
table *table_of_steps(arena *a, const chp_profile *profile, chp_scale scale);
table *table_of_all_steps(arena *a, const chp_outcome *outcome); // `steps.csv`

/* A line for each pathway: U_L, PDS, PCS. `catalyst` NULL: of every catalyst. */
table *table_of_pathways(arena *a, const chp_outcome *outcome,
                         const chp_catalyst *catalyst);

/* A line for each catalyst: its best pathway of the main reaction; and how HER competes
 * with it. */
table *table_of_catalysts(arena *a, const chp_outcome *outcome);
table *table_of_competition(arena *a, const chp_outcome *outcome);

/* A line for each code of messages: how often, and the first of them. */
table *table_of_messages(arena *a, const chp_diag *diag);

table *table_of_paths(arena *a, const chp_search *search, chp_scale scale);
table *table_of_sensitivities(arena *a, const chp_catalyst *catalyst, chp_scale scale);

/* Before people read it: a state has the name that figures give it, not the id of a
 * network. Data keep the id. */
void table_relabel(table *t, const chp_outcome *outcome);

/* A volcano: its scaling relations, its steps as lines, the catalysts on it, and the
 * limiting potential along the descriptor. */
table *table_of_scalings(arena *a, const chp_volcano *v);
table *table_of_volcano_steps(arena *a, const chp_volcano *v);
table *table_of_volcano(arena *a, const chp_volcano *v, chp_scale scale);
table *table_of_volcano_line(arena *a, const chp_volcano *v);

/* A map: its planes, its steps, the catalysts on it, and its grid. */
table *table_of_planes(arena *a, const chp_map *m);
table *table_of_map_steps(arena *a, const chp_map *m);
table *table_of_map(arena *a, const chp_map *m, chp_scale scale);
table *table_of_map_grid(arena *a, const chp_map *m);

/* What the spread of the energies does: to U_L (`catalyst` NULL: of all), to the PDS,
 * to the order of catalysts. */
table *table_of_uncertainty(arena *a, const chp_uncertainty *u, const char *catalyst,
                            chp_scale scale);
table *table_of_likely_steps(arena *a, const chp_uncertainty *u, const chp_catalyst *c);
table *table_of_rivals(arena *a, const chp_uncertainty *u);

#endif
