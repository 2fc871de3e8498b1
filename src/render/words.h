/* What is said in more than one place of a report. */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include "base/arena.h"
#include "chepath/analysis.h"

const char *scale_unit(chp_scale scale); // "V vs RHE"
const char *scale_name(chp_scale scale); // "RHE"

const char *upper_text(arena *a, const char *text); // "NRR" of "nrr"

/* The name for people: the label, where there is one. */
const char *catalyst_title(const chp_catalyst *catalyst);

const char *step_text(arena *a, const char *from, const char *to); // "*N2 → *NNH"

/* "U_L", "U_eq", or the number: "0 V", "-0.3 V". */
const char *potential_text(arena *a, const chp_at_potential *at);

/* Which potentials are shown where there is room for `most`: U_L, and of the others the
 * ends and what is spread between them. Returns how many. */
size_t potentials_shown(const chp_profile *profile, size_t most, size_t *shown);

/* "PDS", "co-limiting", "PCS", several of them, or "". */
const char *step_role(arena *a, const chp_profile *profile, size_t i_step);

/* The surface before the first step (0) and after step i (i + 1). */
const char *level_name(const chp_profile *profile, size_t i_level);

/* A reaction of the study, NULL when it is not at hand. */
const chp_reaction *reaction_named(const chp_outcome *outcome, const char *name);

/* A state, or several joined by " + ", an arrow or a blank, as people read them: as it
 * is when the reaction is NULL. Set by rich_formula(). */
const char *state_label(arena *a, const chp_reaction *reaction, const char *states);

/* The same of whichever reaction of the study it is of. */
const char *study_label(arena *a, const chp_outcome *outcome, const char *states);

/* A level's name in figures, the two ends with the fluids that they have: "* + N2". */
const char *level_title(arena *a, const chp_outcome *outcome,
                        const chp_profile *profile, size_t i_level);

/* The reaction that catalysts are compared by: the first that was asked for. NULL when
 * there is no pathway at all. */
const char *main_reaction(const chp_outcome *outcome);

/* By the objective of a search: U_L, then the largest chemical step. */
bool profile_is_better(const chp_profile *p, const chp_profile *than);

/* The best complete pathway of the reaction; NULL without one. */
const chp_profile *best_profile(const chp_catalyst *catalyst, const char *reaction);

/* What a search minimised, as the title of a column: "G_max(-0.5 V)". */
const char *objective_text(arena *a, const chp_search *search);

/* "ΔG(*NNH)", "d-band"; and "ΔG(*NNH) from * + N2 / eV", "d(N-N)", the title of an
 * axis.
 */
const char *descriptor_title(arena *a, const chp_reaction *r, const chp_descriptor *d);
const char *axis_title(arena *a, const chp_reaction *reaction, const chp_descriptor *d);

/* What spreads about fits are made of: "2000 draws of the lines, ...". */
const char *draws_text(arena *a, size_t n_samples, uint64_t seed, const char *fits);

#endif
