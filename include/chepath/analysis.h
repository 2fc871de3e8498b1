/** @file analysis.h  Many catalysts at once: scaling, volcanoes, crossings,
 * uncertainty.
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

/** What catalysts are compared by. */
typedef struct {
    const char *name;  // "*NNH", "d-band"
    const char *title; // "ΔG(*NNH)", "d-band"
    const char *unit;  // "eV"; NULL: none
    bool is_note;      // a column of the user's, no free energy
    // of a free energy: where it counts from, "* + O2", and by which change at 0 V,
    // "* + O2 + 3 H+ + 3 e- -> *OH + H2O"; NULL of a note
    const char *origin, *change;
} chp_descriptor;

/** y = intercept + slope x through the catalysts, by least squares (Draper & Smith,
 * Applied Regression Analysis, 3rd ed., chapter 1); in the units of y and x. */
typedef struct {
    double intercept, slope;
    double se_intercept, se_slope;
    double s, r2;         // residual standard deviation, coefficient of determination
    double loo_rmse, mae; // leave-one-out, mean absolute residual; the first is NaN
                          // where one point alone holds the line
    double deming_slope, deming_intercept;       // errors in both, equal variances
    double theil_sen_slope, theil_sen_intercept; // robust
    size_t n;
} chp_line;

typedef struct {
    const char *catalyst;
    double x, y_eV; // x in the unit of the descriptor
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
    bool is_shared; // one end is the descriptor: they correlate by construction
    bool may_limit; // it moves electrons the way of the whole, in every turn
} chp_volcano_step;

/** What the scatter about the fits leaves open at one place, for a catalyst that is
 * known by its descriptors alone: 5 to 95 % of U_L, and in what share of the draws the
 * step that limits by the fits does so. */
typedef struct {
    double low_V, high_V;
    double p_limits; // ties split
} chp_spread;

typedef struct {
    const char *catalyst;
    double x, U_L_V, U_L_model_V; // explicit, and by the lines
    size_t step;                  // that limits there by the lines
    chp_spread spread;
} chp_volcano_point;

/** The model's limiting potential at x, with the 5 to 95 % band of the fits. */
typedef struct {
    double x, U_L_V;
    size_t step; // the limiting one
    chp_spread spread;
} chp_volcano_level;

typedef struct {
    const char *reaction, *pathway;
    chp_descriptor x; // x and apex_x below are in its unit
    size_t n_scalings;
    const chp_scaling *scalings; // one for each level of the pathway
    size_t n_steps;
    const chp_volcano_step *steps;
    bool is_oxidation;
    bool has_apex; // two limiting lines cross in the range shown
    double apex_x, apex_U_L_V;
    size_t apex_left, apex_right;   // the steps that limit on either side
    double apex_x_low, apex_x_high; // 5 to 95 % of where their lines cross
    size_t n_points;
    const chp_volcano_point *points;
    size_t n_levels;
    const chp_volcano_level *levels; // a grid over the data and a fifth beyond
    size_t n_samples;                // draws behind the spreads, and their seed
    uint64_t seed;
    double mean_error_V, max_error_V; // |model - explicit|
    chp_line limit;                   // U_L itself as a straight line, for comparison
    size_t n_left_out;
    const char *const *left_out; // catalysts without this pathway or descriptor
} chp_volcano;

typedef struct {
    const char *descriptor; // "*NNH", or a column: "d-band"; NULL: the reaction's own
    const char *second;     // of a map; NULL
    uint64_t seed;          // 1: of the samples behind bands and spreads
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

/* --- maps ---------------------------------------------------------------------- */

/** A level of a pathway as a plane over two descriptors: dG = c[0] + c[1] x + c[2] y.
 */
typedef struct {
    const char *state;
    bool is_trivial; // it is a descriptor, or a level without an adsorbate
    size_t n;
    double c[3];
    double r2, s, mae, loo_rmse; // NaN where one catalyst alone holds the plane
    size_t n_outliers;
    const char *const *outlier; // |studentised| > 3
} chp_plane;

/** A step as the difference of two planes. */
typedef struct {
    const char *from, *to;
    int n_e;
    double c[3];
    bool is_shared; // one end is a descriptor: they correlate by construction
    bool may_limit; // it moves electrons the way of the whole, in every turn
} chp_map_step;

typedef struct {
    const char *catalyst;
    double x, y, U_L_V, U_L_model_V;
    size_t step; // that limits there by the planes
    chp_spread spread;
} chp_map_point;

typedef struct {
    const char *reaction, *pathway;
    chp_descriptor x, y;
    double correlation; // of the two descriptors; near 1 no plane is determined
    bool is_oxidation;
    size_t n_planes;
    const chp_plane *planes; // one for each level of the pathway
    size_t n_steps;
    const chp_map_step *steps;
    double x_low, x_high, y_low, y_high; // a fifth beyond the data
    size_t n_x, n_y;
    const double *U_L_V;    // [y][x]
    const size_t *limits;   // which step, the same
    const double *p_limits; // in what share of the draws it does, the same
    double sure;            // share of the grid where that is CHP_MAP_SURE or more
    double best_x, best_y, best_U_L_V; // of the grid
    chp_spread best_spread;
    size_t n_points;
    const chp_map_point *points;
    size_t n_samples; // draws behind the spreads, and their seed
    uint64_t seed;
    double mean_error_V, max_error_V; // |model - explicit|
    size_t n_left_out;
    const char *const *left_out;
} chp_map;

/** Of the draws: with more of them for one step, its region is no guess. A border that
 * is drawn where this begins on either side lies there with 5 to 95 %. */
#define CHP_MAP_SURE 0.95

/** The limiting potential of the planes, and the step that limits. */
double chp_map_at(const chp_map *map, double x, double y, size_t *step);

/** Fit planes for every pathway that at least four catalysts have complete, over
 * `descriptor` and `second`. As chp_volcano_fit(). */
typedef struct chp_maps chp_maps;
chp_maps *chp_map_fit(const chp_outcome *outcome, const chp_volcano_options *options,
                      chp_diag *diag);
size_t chp_map_count(const chp_maps *m);
const chp_map *chp_map_get(const chp_maps *m, size_t i);
void chp_map_free(chp_maps *m);

/* --- crossings ----------------------------------------------------------------- */

typedef enum {
    CHP_CROSSING_STEP,     // a step turns downhill below this potential
    CHP_CROSSING_PATHWAY,  // another pathway has the smallest largest step below it
    CHP_CROSSING_HYDROGEN, // *H lies lower than *N2 below it
} chp_crossing_kind;

/** A potential at which something changes, on the scale of the study. */
typedef struct {
    double U_V;
    chp_crossing_kind kind;
    const char *reaction, *above, *below; // the pathway, or the step "*N2 -> *NNH"
    const char *sentence;
} chp_crossing;

/** Everything that changes for a catalyst between two potentials, by falling U: exact,
 * because every step is a straight line in U. The best pathway is the one whose largest
 * step, of all kinds, is smallest at U. The list is lent by `crossings`. */
typedef struct chp_crossings chp_crossings;
chp_crossings *chp_crossings_of(const chp_catalyst *catalyst, double low_V,
                                double high_V);
size_t chp_crossings_count(const chp_crossings *crossings);
const chp_crossing *chp_crossings_get(const chp_crossings *crossings, size_t i);
void chp_crossings_free(chp_crossings *crossings);

/* --- uncertainty --------------------------------------------------------------- */

/** Where the spread of the energies comes from. */
typedef struct {
    /** Assumed standard errors (eV), used when the runs have no BEEF ensemble: one draw
     * a gas, shared by all that exchange it; one a kind of adsorbate, shared by all
     * catalysts; one a state. They are assumptions and printed as such. */
    double sigma_N2_eV, sigma_NH3_eV, sigma_H2_eV, sigma_gas_eV; // 0.15 0.05 0.02 0.10
    double sigma_adsorbate_eV, sigma_state_eV;                   // 0.10 0.05
    size_t n_samples;                                            // 2000
    uint64_t seed;                                               // 1
    double target_V; // -0.5: P(U_L > target) is reported
} chp_uncertainty_options;

chp_uncertainty_options chp_uncertainty_defaults(void);

/** Set assumed errors from a text: "N2=0.15,adsorbate=0.1" (N2, NH3, H2, gas,
 * adsorbate, state; in eV). False, and untouched, when it is not understood. */
CHP_MUST_CHECK bool chp_uncertainty_set(chp_uncertainty_options *options,
                                        const char *text);

/** Whether every state that a pathway needs has a BEEF ensemble. */
bool chp_uncertainty_has_ensemble(const chp_outcome *outcome);

/** Some have one and some have not: a note names the first that keeps the others from
 * being used. */
void chp_uncertainty_note_gaps(const chp_outcome *outcome, chp_diag *diag);

typedef struct {
    const char *catalyst, *reaction, *pathway;
    double U_L_V;                           // best fit
    double mean_V, median_V, low_V, high_V; // of the members; 5 to 95 %
    double p_beyond_target;
    double p_best_pathway; // among those of this catalyst and reaction; ties split
    size_t n_steps;
    const double *p_pds; // P(step i is the PDS), 0 for chemical ones; ties split
} chp_uncertain_profile;

/** c(A > B): the share of members in which the best pathway of A has the better U_L. */
typedef struct {
    const char *reaction, *better, *worse;
    double confidence;
} chp_uncertain_pair;

typedef struct chp_uncertainty {
    const char *origin; // "BEEF ensemble", "assumed errors (N2 0.15, ...)"
    size_t n_members;
    double target_V;
    size_t n_profiles;
    const chp_uncertain_profile *profiles;
    size_t n_pairs;
    const chp_uncertain_pair *pairs;
} chp_uncertainty;

/** Carry the spread of the energies through every complete pathway, member by member.
 *
 * BEEF ensembles are combined index by index, and only when every state has one of the
 * same length; some without is an error, none at all means the assumed errors. The mean
 * of U_L lies below the best fit because the mean of a maximum exceeds the maximum of
 * the means: that is no error. NULL after an error. */
const chp_uncertainty *chp_uncertainty_of(const chp_outcome *outcome,
                                          const chp_uncertainty_options *options,
                                          chp_diag *diag);
void chp_uncertainty_free(const chp_uncertainty *u);

/* --- screening: catalysts by the million ---------------------------------------- */

/** The mechanisms of one reaction as bare numbers, taken from a catalyst that has them.
 * A caller who has free energies from elsewhere, a model of many catalysts, an ensemble
 * of functionals, gives them as tables whose rows are those of `states` and `gases`. */
typedef struct chp_screen {
    const char *reaction;
    size_t n_states; // the surface's own, the bare one with them
    const char *const *states;
    size_t n_gases; // what all catalysts share
    const char *const *gases;
    size_t n_pathways; // complete, with electrochemical steps
    const char *const *pathways;
} chp_screen;

/** Of a catalyst of the outcome, which need not outlive the screen. NULL after an
 * error: no pathway of the reaction is complete, or a state has no free energy. */
const chp_screen *chp_screen_of(const chp_outcome *outcome,
                                const chp_catalyst *catalyst, const char *reaction,
                                chp_diag *diag);
void chp_screen_free(const chp_screen *screen);

/** What is the same for all catalysts. */
typedef struct {
    size_t n_members;
    const double *gas_eV; // n_gases x n_members: the free energies of member k
    double target_V;      // -0.5
    unsigned n_jobs;      // threads; 0: as many as there are cores
} chp_screen_members;

/** One catalyst, over all members. U_L is that of the best pathway of each member. */
typedef struct {
    double mean_V, sd_V;
    double p_beyond_target;
    size_t pathway;   // the one that is best in most members
    double p_pathway; // in how many; ties split
} chp_screened;

/** `energy_eV` is n_catalysts x n_states x n_members: free energies, at U = 0 and the
 * conditions of the outcome. Fills n_catalysts of `out`, the same for any n_jobs. */
void chp_screen_ensembles(const chp_screen *screen, const chp_screen_members *members,
                          size_t n_catalysts, const double *energy_eV,
                          chp_screened *out);

/** Free energies that are sums of contributions, as in a linear model:
 *
 *     G(state, member) = sum over j of share(state, j) member_eV(j, member)
 */
typedef struct {
    size_t n;                // contributions
    const double *share;     // n_catalysts x n_states x n
    const double *member_eV; // n x n_members
} chp_screen_parts;

/** The same for these. They are made and used a few catalysts at a time: memory does
 * not grow with their number. False after a message. */
CHP_MUST_CHECK bool chp_screen_contributions(const chp_screen *screen,
                                             const chp_screen_members *members,
                                             size_t n_catalysts,
                                             const chp_screen_parts *parts,
                                             chp_screened *out, chp_diag *diag);

CHP_END

#endif
