/* The catalysts that share a pathway, and what describes them. */
#ifndef ANALYSIS_SAMPLE_H
#define ANALYSIS_SAMPLE_H

#include "base/arena.h"
#include "chepath/analysis.h"

/* A descriptor: the free energy of a state, or a number that the user noted. */
typedef struct {
    chp_descriptor is;
    const char *note;  // the column; NULL: a free energy
    const char *state; // whose; NULL of a note: the one state that has it
} descriptor;

/* By the name that a state has in the reactions of the study, whatever its spelling, or
 * by a column of notes, "d-band" or "charge(*N2)". NULL: the one that its reaction file
 * names. False after a message. */
bool descriptor_find(arena *a, const chp_outcome *outcome, const char *spelling,
                     descriptor *out, chp_diag *diag);

typedef struct {
    const chp_profile *model; // the pathway, as the first of the catalysts has it
    size_t n;
    const chp_catalyst **catalyst;
    const chp_profile **profile;
    double *x, *y; // the descriptors; y of a map
    size_t n_left_out;
    const char **left_out;
} sample;

/* Those of the catalysts that have the pathway and every descriptor; `y` may be NULL.
 */
sample sample_collect(arena *a, const chp_outcome *outcome, const chp_profile *model,
                      const descriptor *x, const descriptor *y);

/* What a descriptor is shown over: its values, and a fifth beyond on either side. */
void sample_range(const double *value, size_t n, double *low, double *high);

/* Whether it is one of the gases that all catalysts share. */
bool sample_is_gas(const chp_outcome *outcome, const chp_state *state);

/* A complete pathway that is met for the first time at this catalyst. A hybrid is no
 * pathway that catalysts share. */
bool sample_is_first(const chp_outcome *outcome, size_t i_catalyst,
                     const chp_profile *p);

/* dG of a level at U = 0, and what stands there. */
double sample_level_eV(const chp_profile *p, size_t level);
const char *sample_level_name(const chp_profile *p, size_t level);

/* The level is the descriptor itself, or holds no adsorbate: it fits by construction.
 */
bool sample_is_trivial(const chp_profile *p, size_t level, const descriptor *d);

/* One end of the step is the descriptor: both share its free energy. */
bool sample_shares(const chp_profile_step *step, const descriptor *d);

/* Electrons of the whole are released. */
bool sample_is_oxidation(const chp_profile *p);

/* It moves electrons in the direction of the whole, and in every turn: a step the other
 * way bounds U from the other side, one of activation is done once. */
bool sample_may_limit(const chp_profile *p, size_t step);

enum { FEW_CATALYSTS = 8 };
void sample_warn_of_few(const sample *s, const char *what, chp_diag *diag);

#endif
