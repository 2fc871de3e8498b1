/* What a regression leaves open, drawn at random and carried to the limiting potential.
 *
 * The levels y_l of a pathway were fitted over the same rows x, 1 and the descriptors
 * of each catalyst: y_l = x B_l + residual. A draw is a world that the data allow:
 * coefficients of every level, and what a new catalyst adds to each. Levels that miss
 * the same catalysts in the same way are drawn together, so that the step between two
 * of them scatters as a regression of the step itself says. */
#ifndef ANALYSIS_SCATTER_H
#define ANALYSIS_SCATTER_H

#include "analysis/sample.h"
#include "math/statistics.h"

enum { SCATTER_MOST_TERMS = 3 };

typedef struct {
    size_t n, n_terms, n_levels; // n > n_terms
    const double *inverse;       // R^-1, n_terms x n_terms, of the rows = QR
    double *coefficient;         // n_levels x n_terms, the constant first
    double *residual;            // n_levels x n
} scatter;

/* With room for the levels of a pathway, to be filled level by level. */
scatter scatter_new(arena *a, size_t n, size_t n_terms, size_t n_levels);
void scatter_set(scatter *s, size_t level, const double *coefficient,
                 const double *residual);

/* One draw: n_levels x n_terms; what a new catalyst adds is in the constants. `normal`
 * is scratch, n. */
void scatter_draw(const scatter *s, random_stream *r, double *normal, double *drawn);

/* Many draws of a pathway, by the steps that may limit it. */
typedef struct {
    size_t n_draws, n_terms;
    size_t n_steps;
    const size_t *step; // which of the pathway's
    const double *each; // n_draws x n_steps x n_terms: eV per electron
    bool is_oxidation;
    double *U_V, *dG_eV; // scratch: n_draws, n_steps
} cloud;

cloud cloud_new(arena *a, const scatter *s, const chp_profile *model, size_t n_draws,
                uint64_t seed);

/* Over a place of the descriptors, row = 1, x, ...: 5 to 95 % of U_L, and the share of
 * draws in which `step` limits, ties split. */
chp_spread cloud_at(const cloud *c, const double *row, size_t step);

#endif
