/** @file profile.h  From a study to what its mechanisms cost.
 *
 * Energies and free energies in eV, potentials in V on the scale of the options,
 * temperatures in K, pressures in bar. n_e and n_H count electrons and protons that
 * are consumed. All records are lent by the outcome that holds them.
 *
 * With the computational hydrogen electrode a proton and its electron are half of H2
 * less e U (Nørskov et al., J. Phys. Chem. B 108, 17886 (2004)):
 *
 *     dG_i(U) = dG_i(0) + n_e e U          of step i, U against RHE       (1.5)
 *     U_L = -max dG_i(0) / n_e             of a reduction                 (1.7)
 *     U_L =  max dG_i(0) / -n_e            of an oxidation                (1.8)
 *     eta = U_eq - U_L or U_L - U_eq                                      (1.12)
 *     G_max(U) = max over i < j of G_j(U) - G_i(U)                        (1.14)
 *     G = E + ZPE + thermal - TS + further terms                          (2.1)
 *     G(F) = G(0) + mu F - alpha F^2 / 2   in a field F                   (2.8)
 *
 * G_max: Exner, ACS Catal. 10, 12607 (2020). Energetic span, turnover frequency and
 * degrees of control, (1.15) to (1.18): Kozuch & Shaik, Acc. Chem. Res. 44, 101 (2011).
 */
#ifndef CHP_PROFILE_H
#define CHP_PROFILE_H

#include "chepath/calc.h"
#include "chepath/pathway.h"
#include "chepath/potential.h"
#include "chepath/thermo.h"

CHP_BEGIN

/* --- how to do it ----------------------------------------------------------------- */

typedef enum { CHP_RHE, CHP_SHE } chp_scale;

/** The choices of a study. Made from defaults, then the study file, then the command
 * line, each by chp_options_set(), so that all three know the same names. */
typedef struct chp_options chp_options;

chp_options *chp_options_new(void); // the defaults
chp_options *chp_options_copy(const chp_options *options);
void chp_options_free(chp_options *options);

/** Set one option by its long name ("low-modes"; `_` counts as `-`) and its text
 * ("floor:50"). False after a message when either is not understood. */
CHP_MUST_CHECK bool chp_options_set(chp_options *options, const char *name,
                                    const char *value, chp_where at, chp_diag *diag);

/** What can be set; ends with an empty record. Help and manual are made from it. */
typedef struct {
    char letter;       // 'T', or 0
    const char *name;  // "temperature"
    const char *value; // "K"; NULL: a switch
    const char *help;  // one line, with the default
} chp_option_info;
const chp_option_info *chp_options_list(void);

/* --- what came out ---------------------------------------------------------------- */

/** The terms of (2.1), and G, which is their sum: what is not known is not in it. */
typedef struct {
    chp_fact E_eV, ZPE_eV, thermal_eV, TS_eV;
    chp_fact pressure_eV, correction_eV, solvation_eV, field_eV, user_eV;
    chp_fact G_eV;
} chp_free_energy;

/** A number that the user noted beside a state, in a column of any name: a d-band
 * centre, a charge. Nothing is computed from it but correlations. */
typedef struct {
    const char *name, *unit; // unit NULL: none was given
    double value;
} chp_note;

/** How a state answers an electric field F (V/Å): mu F - alpha F^2 / 2, (2.8). */
typedef struct {
    double mu_eA, alpha_eA2_V; // e Å, e Å2/V
    size_t n_points;           // that they were fitted to; 0: given
    double F_min_V_A, F_max_V_A, r_squared, worst_eV; // of the fit; largest residual
} chp_field_response;

typedef struct chp_profile_term chp_profile_term;

/** A state of a surface or a gas, its free energy, and where that comes from. */
typedef struct chp_state {
    const char *name;          // "*NNH"; a gas: "N2"
    const char *source;        // the run or the table it came from
    const char *modes_source;  // where that is another one; NULL
    const char *thermo_source; // "NIST table", "ideal gas, sigma 3", "harmonic"
    const char *borrowed_from; // a catalyst whose corrections these are; NULL
    chp_free_energy g;
    chp_fact dG_eV; // relative to the bare surface and the reservoirs, at 0 V vs RHE
    size_t n_modes;
    bool has_modes;
    const double *mode_cm1;
    size_t n_imaginary;
    const char *treatment; // what was done with imaginary and low modes; NULL
    int n_formula_units;   // of a crystal, in the cell of its run; 0: no run
    chp_fact magnetization_muB;
    bool is_bare;
    bool is_used;                          // it stands in some pathway
    const chp_run *energy_run, *modes_run; // NULL: from a table
    const chp_field_response *response;    // to an electric field; NULL: not told
    const chp_hindered *hindered;          // how it slides and turns; NULL: it does not
    const chp_grand_potential *omega;      // at constant potential; NULL
    double area_A2;                        // of the cell of its charged runs; 0
    size_t n_others;                       // runs of the same state that lie higher
    const char *const *other;              // their sources
    const double *other_above_eV;          // by how much in G
    size_t n_notes;
    const chp_note *notes;
    bool is_reservoir; // what a gas is to a table of dG: its errors, and no energy
    size_t n_made_of;  // states or gases whose energies it has: O2 those of H2O and H2
    const chp_profile_term *made_of;
    chp_where at;
} chp_state;

/** A share of a step's free energy: coefficient times G of a state or a gas. */
struct chp_profile_term {
    const chp_state *state;
    double coefficient; // products positive; a proton and its electron are -1/2 H2
};

/** A step of a pathway, or several around states that were left out. */
typedef struct {
    const char *from, *to; // "*N2", "*NNH"
    const char *equation;
    size_t n_terms; // what dG0_eV is made of, constants of the reservoirs aside
    const chp_profile_term *terms;
    chp_step_kind kind;
    bool is_adsorbing, is_releasing;
    int n_e, n_H;
    double dG0_eV;             // at U = 0 on the scale and pH of the study
    const double *dG_eV;       // at each of the profile's potentials
    const char *const *merged; // states left out between from and to; ends with NULL
    bool is_activation;        // it leads into the cycle and is done once (MvK)
} chp_profile_step;

/** A pathway at one of the potentials that were asked for. */
typedef struct {
    double U_V;
    const char *word; // "0", "U_L", "U_eq", or NULL for a number
    double span_eV;   // G_max at this potential, and between which states (1.14)
    size_t span_from, span_to; // indices of levels
    bool has_cyclic;           // the turn is downhill at this potential:
    double cyclic_eV;          // the same over turn after turn, (1.15) without barriers
    size_t cyclic_from, cyclic_to; // to <= from: in the next turn
    size_t limiting;               // the largest step of all kinds, index
} chp_at_potential;

/** A transition state that the study gives for a step without electrons. */
typedef struct {
    size_t step;        // index
    const char *source; // the run or the table it came from
    double dG_eV;       // above what the step starts from
} chp_barrier;

/** The energetic span of a cycle, (1.15) to (1.18), where it is downhill. */
typedef struct {
    size_t at; // index of the potential in the profile
    double span_eV;
    size_t tdts, tdi; // the step whose barrier, the level whose depth makes the span
    double tof_s;     // turnover frequency
    double control_T, control_I; // degrees of control of these two
} chp_turnover;

/** A pathway at constant potential: every surface has its own grand potential, so that
 * steps are curved in U and depend on pH. */
typedef struct {
    const double *dG_eV; // [step][potential], n_potentials each
    size_t n_curve; // potentials around the limits, rising, to draw its curves over
    const double *curve_V, *curve_dG_eV; // [step][of them]
    size_t n_roots;       // where the largest step with electrons is zero, falling
    const double *root_V; // (rising of an oxidation)
    bool starts_downhill; // all is so at the potential where the search begins
    bool has_limit;
    size_t limit; // which root U_L is; at the next all is downhill no longer
    double U_L_V;
    size_t pds;                 // index of the step that is zero there
    const char *const *guessed; // states more than 0.2 V beyond their runs at U_L
} chp_constant_potential;

/** A pathway with free energies at the conditions of the study. Level 0 is before
 * the first step, level i + 1 after step i. */
typedef struct {
    const char *reaction, *name;
    bool is_hybrid; // the best path of the network, where no named mechanism is it
    bool is_complete;
    const char *const *missing; // states that were not supplied; ends with NULL
    const char *const *spoilt;  // those of them that have an error; ends with NULL
    size_t n_steps;
    const chp_profile_step *steps; // of a complete one
    size_t n_known;
    const chp_profile_step *known; // of another one: those whose energies are known
    size_t n_potentials;
    const chp_at_potential *at;
    const double *level_eV; // [potential][level], n_steps + 1 each

    bool has_limit; // it has electrochemical steps
    double U_L_V;   // limiting potential (1.7), (1.8)
    size_t pds;     // index of the step
    size_t n_co_limiting;
    const size_t *co_limiting; // within the window, the PDS itself left out
    bool has_window; // steps of the other sign bound U from the other side, too
    double window_low_V, window_high_V; // low > high: empty
    bool has_chemical;
    size_t pcs; // largest step without electrons
    double dG_chem_eV;
    chp_fact chem_rate_s; // the most that it lets through, where it is uphill
    chp_fact U_eq_V;      // of the reaction file or the product chosen
    double eta_V;         // when U_eq_V is known
    bool has_implied;     // the two below are known
    double U_eq_implied_V, eta_implied_V; // by the study's own energies
    chp_fact U_L_activation_V;            // of the steps that lead into the cycle (MvK)
    const char *verdict;                  // a sentence
    const char *robustness; // another: "PDS robust under 11 of 12 choices; ..."; NULL
    size_t n_barriers;      // that were given: then the rate of the cycle is estimated
    const chp_barrier *barriers;
    size_t n_turnovers;
    const chp_turnover *turnovers;
    const chp_constant_potential *constant; // where all its surfaces were charged; NULL
} chp_profile;

/** One path found in the network. */
typedef struct {
    const char *name;    // of the named mechanism it is; NULL: a hybrid
    double objective_eV; // what the search minimised
    size_t n_states;
    const char *const *state; // "*", "*N2", ...
    double U_L_V;
    bool has_chemical; // it has steps without electrons; the dearest of them:
    double dG_chem_eV;
    const char *pds_from, *pds_to;
    double pds_eV;
} chp_path;

/** A state that was not calculated, and what it could change. */
typedef struct {
    const char *name;
    bool could_improve;
    double U_L_at_best_V;        // where the objective is U_L
    double objective_at_best_eV; // no path through it can be better
} chp_missing_state;

/** The best paths through the network of a reaction, its named mechanisms among them.
 */
typedef struct {
    const char *reaction;
    const char *objective; // "U_L", "all-steps", "at-U", "G_max", "span"
    chp_fact objective_V;  // the potential it is about; not known of the first two
    bool is_exact;         // false: the search was given up, better paths may exist
    size_t n_paths;        // best first
    const chp_path *paths;
    double n_complete; // how many complete paths the network has
    size_t n_missing;
    const chp_missing_state *missing;
} chp_search;

/** *N2 and *H on one site at a potential, on the scale of the study. */
typedef struct {
    double U_V;
    double dG_N2_minus_dG_H_eV;
    double theta_N2, theta_H; // Langmuir
} chp_competition;

/** HER against NRR: each known or not. Never a Faradaic efficiency. Differences of free
 * energies are at 0 V vs RHE, potentials on the scale of the study. */
typedef struct {
    chp_fact dG_N2_minus_dG_H_eV, dG_NNH_minus_dG_H_eV;
    chp_fact U_L_NRR_minus_U_L_HER_V, U_crossover_V, boltzmann_ratio;
    chp_fact theta_N2, theta_H; // at 0 V vs RHE
    size_t n_at;                // the same at each potential that was asked for
    const chp_competition *at;
    chp_fact dG_H_beside_N2_eV, dG_H_beside_NNH_eV; // of *H in the cell of another
    chp_fact U_L_covered_V; // of NRR, the surface at its coverage of H there
    int n_H_covered;        // which it is
    const char *caution;
} chp_selectivity;

/** A surface with n of one adsorbate in its cell; of each the clean one is the first.
 *
 *     dG(n, U)   = G(n) - G(0) - n mu + n n_e e U      mu of `reference`
 *     dG_diff(n) = [dG(n) - dG(m)] / (n - m)           m the coverage before it
 */
typedef struct {
    const char *adsorbate; // "*NH"
    const char *reference; // what one is made of: "N2 + 4 (H+ + e-) - NH3"
    int n;
    int n_e;                // electrons consumed by each
    double dG_eV;           // at U = 0 and the pH
    double differential_eV; // per adsorbate beyond the coverage before it, there
    bool is_stable;         // at some potential, from low to high:
    double low_V, high_V;   // without end where no potential moves it
} chp_coverage;

/** The limiting potential of a pathway, had one choice of the study been another. */
typedef struct {
    const char *reaction, *pathway, *policy; // "floor:100", "correction N2"
    double U_L_V;
    const char *pds_from, *pds_to;
} chp_sensitivity;

typedef enum {
    CHP_VACANCY_MADE,
    CHP_VACANCY_FILLED,
    CHP_VACANCY_POISONED,
    CHP_VACANCY_MOVED,     // to the layer below, say
    CHP_VACANCY_DECOMPOSED // the nitrogen of the crystal follows, and leaves no vacancy
} chp_vacancy_part;

/** What happens to a nitrogen vacancy; dG(U) = dG0 + n_e U. */
typedef struct {
    chp_vacancy_part part;
    const char *reaction, *equation;
    double dG0_eV; // at U = 0 on the scale and pH of the study
    int n_e;
    bool has_limit;                           // a cycle of the reaction is complete
    double dG_U_L_eV;                         // at the best U_L of its pathways
    bool beats_filling, beats_filling_at_U_L; // of what competes: it lies lower
} chp_vacancy_change;

/** Where a nitride loses its nitrogen as ammonia, MN + 3 (H+ + e-) -> M + NH3, and
 * whether N2 refills a vacancy before. */
typedef struct {
    size_t change;           // index among the vacancy changes: the equation, its cost
    double U_RHE_V, U_SHE_V; // below them it is downhill
    chp_fact dG_fill_eV;     // of the best filling
    chp_fact U_fill_V;       // down to this one refilling is ahead, on the scale used
    const char *verdict;     // a sentence
} chp_decomposition;

/** What may leave half-way, such as hydrazine, against the next step with electrons
 * from the same state. branch(U) = dG_eV - (next_dG0_eV + n_e U): below zero it leaves.
 */
typedef struct {
    const char *reaction, *state, *product; // "*NH2NH2", "N2H4"
    const char *next;                       // where the next step leads: "*NH2"
    int n_e;                                // of that step
    double dG_eV, next_dG0_eV;
    bool has_limit;                    // a pathway of the reaction is complete
    double branch_0_eV, branch_U_L_eV; // at U = 0, at the best U_L
} chp_byproduct;

/** One surface, with all that was found of it. */
typedef struct {
    const char *name, *label, *color; // color may be NULL
    size_t n_states;
    const chp_state *states;    // as the reactions list them, the bare surface first
    size_t n_transition_states; // that were given, named by their steps
    const chp_state *transition_states;
    size_t n_profiles;
    const chp_profile *profiles;
    size_t n_searches;
    const chp_search *searches;
    chp_fact dG_H_eV, U_L_HER_V;
    chp_fact exchange_rate_s; // of HER, by the volcano of exchange currents
    chp_selectivity selectivity;
    size_t n_coverages; // where several of an adsorbate were calculated in a cell
    const chp_coverage *coverages;
    size_t n_sensitivities;
    const chp_sensitivity *sensitivities;
    size_t n_byproducts;
    const chp_byproduct *byproducts;
    size_t n_vacancy_changes; // of a nitride
    const chp_vacancy_change *vacancy_changes;
    const char *vacancy_caution; // NULL without them
    size_t n_bulk;               // crystals, per formula unit
    const chp_state *bulk;
    size_t n_decompositions;
    const chp_decomposition *decompositions;
} chp_catalyst;

/** N2 + 3 H2 -> 2 NH3 by the study's own energies against experiment. */
typedef struct {
    bool known;
    double dG_eV, experiment_eV, delta_eV;
    bool is_corrected; // by --gas-correction; what is left then:
    double corrected_delta_eV;
} chp_closure;

/** A choice that shaped the numbers, as the report prints it. */
typedef struct {
    const char *name, *value; // "low modes", "floor:50 (modes below 50 cm-1 ...)"
} chp_choice;

/** What is studied: catalysts with their runs, reactions, options. */
typedef struct chp_study chp_study;

/** Load studies: folders, chepath.yaml files, tables, results.json. The options are
 * those of the command line, before those of a study file; they are copied. NULL only
 * when nothing could be loaded at all. */
chp_study *chp_study_load(const char *const *paths, size_t n_paths,
                          const chp_options *options, const chp_read_options *read,
                          chp_diag *diag);

/** All that a study came to. */
typedef struct {
    const char *title; // may be NULL
    double T_K, pH;
    chp_scale scale;
    size_t n_choices;
    const chp_choice *choices;
    size_t n_settings; // options that were set, by name and text, in order
    const chp_choice *settings;
    size_t n_reactions;
    const chp_reaction *const *reactions;
    size_t n_gases;
    const chp_state *gases;
    chp_closure closure;
    size_t n_catalysts;
    const chp_catalyst *catalysts;
    const struct chp_uncertainty *uncertainty; // attached by who asked; or NULL
    const char *const *sources; // every file that was read; ends with NULL
} chp_outcome;

/** Check the study, build its profiles and judge them, once. Never NULL; lent by the
 * study. An error spoils only the pathways that need what it names. */
const chp_outcome *chp_study_run(chp_study *study, chp_diag *diag);
void chp_study_free(chp_study *study);

CHP_END

#endif
