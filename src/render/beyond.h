/* What a report says beyond the computational hydrogen electrode: rates from barriers,
 * constant potential, vacancies of nitrides.
 * Each part writes nothing where there is nothing. */
#ifndef RENDER_BEYOND_H
#define RENDER_BEYOND_H

#include "chepath/analysis.h"
#include "render/json.h"
#include "render/table.h"

/* --- barriers ------------------------------------------------------------------ */

/* A line for each potential at which the cycle is downhill. */
table *table_of_turnovers(arena *a, const chp_profile *profile, chp_scale scale);

/* "*N2 → *N + *N 0.85 eV (ts/opt)". */
const char *barriers_text(arena *a, const chp_profile *profile);

/* What stands for the barriers that are missing; NULL: none is. */
const char *missing_barriers_text(arena *a, const chp_profile *profile);

void json_barriers(json *j, const chp_profile *profile);

/* --- constant potential -------------------------------------------------------- */

/* The parabolas of the states; no rows where there are none. */
table *table_of_omegas(arena *a, const chp_catalyst *catalyst);

/* Steps by CHE and at constant potential, side by side. */
table *table_of_constant(arena *a, const chp_profile *profile, chp_scale scale);

void json_omega(json *j, const chp_state *state);
void json_constant(json *j, const chp_profile *profile);

/* --- what leaves half-way -------------------------------------------------------- */

void json_byproducts(json *j, const chp_catalyst *catalyst);

/* --- vacancies of a nitride ---------------------------------------------------- */

table *table_of_vacancies(arena *a, const chp_catalyst *catalyst);
const char *vacancy_part_name(chp_vacancy_part part); // "formation"
bool vacancy_part_competes(chp_vacancy_part part);    // with N2, for the vacancy

void json_vacancies(json *j, const chp_catalyst *catalyst);

/* --- coverage -------------------------------------------------------------------- */

table *table_of_coverages(arena *a, const chp_catalyst *catalyst, chp_scale scale);

void json_coverages(json *j, const chp_catalyst *catalyst);

/* --- electric field -------------------------------------------------------------- */

/* Dipoles and polarisabilities; no rows where no state tells them. */
table *table_of_responses(arena *a, const chp_catalyst *catalyst);

void json_response(json *j, const chp_state *state);

/* --- adsorbates that slide and turn -------------------------------------------- */

void json_hindered(json *j, const chp_state *state);

/* --- what fits leave open -------------------------------------------------------- */

/* low_V, high_V and p_limits, into the object that is open. */
void json_spread(json *j, const chp_spread *spread);

/* --- as data ------------------------------------------------------------------- */

/* `spans.csv`, `vacancies.csv`, `coverages.csv`, `constant-potential.csv`: without rows
 * where there is nothing of the kind. */
table *table_of_all_spans(arena *a, const chp_outcome *outcome);
table *table_of_all_vacancies(arena *a, const chp_outcome *outcome);
table *table_of_all_coverages(arena *a, const chp_outcome *outcome);
table *table_of_all_constant(arena *a, const chp_outcome *outcome);

/* --- all of it ----------------------------------------------------------------- */

/* Sentences for the methods section, each after a blank. */
const char *methods_beyond(arena *a, const chp_outcome *outcome);

/* Any step was calculated at constant potential. */
bool methods_have_constant(const chp_outcome *outcome);

#endif
