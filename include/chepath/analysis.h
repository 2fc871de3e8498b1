/** @file analysis.h  Many catalysts at once: scaling relations, volcanoes.
 *
 * Free energies in eV at U = 0 and the conditions of the study, potentials in V on
 * its scale. A descriptor is the free energy of one state relative to the bare
 * surface and the reservoirs; its name is printed with every number.
 */
#ifndef CHP_ANALYSIS_H
#define CHP_ANALYSIS_H

#include <stdint.h>

#include "chepath/profile.h"

CHP_BEGIN

/** y = intercept + slope x through the catalysts, science of fits (5.1). */
typedef struct {
    double intercept, slope;
    double se_intercept, se_slope;
    double s, r2;         // residual standard deviation, coefficient of determination
    double loo_rmse, mae; // leave-one-out, mean absolute residual
    double deming_slope, deming_intercept;       // errors in both, equal variances
    double theil_sen_slope, theil_sen_intercept; // robust
    size_t n;
} chp_line;

typedef struct {
    const char *catalyst;
    double x_eV, y_eV;
    double residual_eV, leverage, studentised;
    bool is_outlier; // |studentised| > 3, or leverage beyond 4 / n
} chp_scaling_point;

/** One state against the descriptor. */
typedef struct {
    const char *descriptor, *state;
    bool is_trivial; // it is the descriptor, or a level without an adsorbate
    chp_line line;
    const chp_scaling_point *points; // line.n
} chp_scaling;

/** A step of a pathway as the scaling relations predict it: dG(x) = a + b x. */
typedef struct {
    const char *from, *to;
    int n_e;
    double intercept_eV, slope;
} chp_volcano_step;

typedef struct {
    const char *catalyst;
    double x_eV, U_L_V, U_L_model_V; // explicit, and by the lines
} chp_volcano_point;

/** The model's limiting potential at x, with the 5 to 95 % band of the fits. */
typedef struct {
    double x_eV, U_L_V, low_V, high_V;
    size_t step; // the limiting one
} chp_volcano_level;

typedef struct {
    const char *reaction, *pathway, *descriptor;
    size_t n_scalings;
    const chp_scaling *scalings; // one for each level of the pathway
    size_t n_steps;
    const chp_volcano_step *steps;
    bool has_apex; // two limiting lines cross in the range shown
    double apex_x_eV, apex_U_L_V;
    size_t apex_left, apex_right; // the steps that limit on either side
    size_t n_points;
    const chp_volcano_point *points;
    size_t n_levels;
    const chp_volcano_level *levels;  // a grid over the data and a fifth beyond
    double mean_error_V, max_error_V; // |model - explicit|
    size_t n_left_out;
    const char *const *left_out; // catalysts without this pathway or descriptor
} chp_volcano;

typedef struct {
    const char *descriptor; // "*NNH"
    uint64_t seed;          // 1: of the samples behind the band
    size_t n_samples;       // 2000
} chp_volcano_options;

chp_volcano_options chp_volcano_defaults(void);

/** Fit every pathway that at least three catalysts have complete. Fewer than three
 * are refused, fewer than eight get a warning. Owns nothing of the outcome, which must
 * outlive it. NULL after an error. */
typedef struct chp_volcanoes chp_volcanoes;
chp_volcanoes *chp_volcano_fit(const chp_outcome *outcome,
                               const chp_volcano_options *options, chp_diag *diag);
size_t chp_volcano_count(const chp_volcanoes *v);
const chp_volcano *chp_volcano_get(const chp_volcanoes *v, size_t i);
void chp_volcano_free(chp_volcanoes *v);

CHP_END

#endif
