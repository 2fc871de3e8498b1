/** @file pathway.h  Reactions: species, steps, pathways, networks. No energies.
 *
 * A reaction is data: a YAML file of balanced equations. See pathways/nrr.yaml.
 * Potentials are in V against RHE, temperatures in K, charges in e.
 */
#ifndef CHP_PATHWAY_H
#define CHP_PATHWAY_H

#include "chepath/diag.h"

CHP_BEGIN

enum { CHP_N_ELEMENTS = 119 };

/** How many atoms of each element, by atomic number; [0] is unused. */
typedef struct {
    short n[CHP_N_ELEMENTS];
} chp_formula;

typedef enum {
    CHP_SURFACE, // an adsorbate, a vacancy, the bare surface
    CHP_FLUID,   // a gas, a liquid, a dissolved species
    CHP_PROTON,
    CHP_ELECTRON,
} chp_phase;

/** What can exist. A surface species of a reaction is one state of the surface. */
typedef struct {
    const char *name;           // printed: "*NNH", "NH3", "H+", "e-", "*"
    const char *label;          // in figures, where a name says little: "V_N"; NULL
    const char *id;             // canonical: "E01"; NULL when it has none
    const char *const *aliases; // further names, ends with NULL
    const char *const *keys;    // all of them as they are looked up, "NNH", "N2H"; NULL
    chp_phase phase;
    chp_formula formula; // of what is beyond the bare surface; may be negative (MvK)
    int charge;
    int n_sites;         // cells of surface: 1 for a state (*X, *X+*Y), 0 for a fluid
    bool is_bare;        // the clean surface: * (or L0 of a nitride)
    bool is_optional;    // steps around it become one when it was not supplied
    bool is_rare;        // not asked for when it was not supplied
    bool is_spectator;   // in no step: it tells of coverage, of what stands beside
    const char *binding; // "end-on", "side-on"; NULL: not told
    chp_where at;
} chp_kind;

typedef enum {
    CHP_PCET, // protons and electrons together
    CHP_PT,   // protons alone
    CHP_ET,   // electrons alone
    CHP_ADS,
    CHP_DES,
    CHP_CHEM,
    CHP_LATT, // a lattice atom leaves or returns: where the file says so
} chp_step_kind;

const char *chp_step_kind_name(chp_step_kind kind); // "PCET"

typedef struct {
    size_t species;  // index in the reaction
    int coefficient; // > 0: product, < 0: reactant
} chp_term;

/** One elementary step, balanced by element and charge. */
typedef struct {
    const char *equation; // with the names that are printed, in the order of the file
    chp_step_kind kind;
    bool is_adsorbing, is_releasing; // a fluid is taken up, given off
    size_t n_terms;
    const chp_term *terms; // everything but protons and electrons
    const char *from, *to; // the surface on each side: "*N2", "*N + *NH", "*"
    int n_e, n_H;          // consumed; negative: given off
    chp_where at;
} chp_step;

/** The steps of one mechanism, in order: the last leads back into the cycle. */
typedef struct {
    const char *name; // "distal"
    size_t n_steps;
    const size_t *steps; // indices in the reaction
    size_t n_activation; // the first ones lead into the cycle and are done once (MvK)
    chp_where at;
} chp_pathway;

/** A reaction: what can exist, which steps there are, which mechanisms are known. */
typedef struct {
    const char *name, *title;
    const char *overall; // "N2 + 6 H+ + 6 e- -> 2 NH3"
    bool is_oxidation;   // electrons are given off on the whole
    int n_e, n_H;        // of the whole, consumed
    size_t n_overall;
    const chp_term *overall_terms;
    bool has_equilibrium;
    double equilibrium_V; // against RHE at pH 0
    chp_where equilibrium_at;
    const char *equilibrium_source;
    const char *const *cite; // DOIs, ends with NULL
    const char *descriptor;  // the state that volcanoes are drawn over; NULL
    size_t n_species;
    const chp_kind *species;
    size_t n_steps;
    const chp_step *steps; // of pathways and edges; each once
    size_t n_pathways;
    const chp_pathway *pathways;
    size_t n_edges; // further steps that a search may use
    const size_t *edges;
    size_t bare;      // index of the bare surface
    const char *path; // the file
} chp_reaction;

/** Load a reaction by its installed name ("nrr") or a file's path. Every step is
 * balanced, every pathway joins end to end and sums to the overall reaction, or the
 * fault is reported at its line and NULL returned. */
chp_reaction *chp_reaction_load(const char *name_or_path, chp_diag *diag);
void chp_reaction_free(chp_reaction *reaction);

/** Names of the installed reactions; ends with NULL. Never NULL itself: an empty list
 * comes with a warning. */
const char **chp_reaction_names(chp_diag *diag);
void chp_reaction_names_free(const char **names);

typedef enum { CHP_NAME_UNKNOWN, CHP_NAME_FOUND, CHP_NAME_AMBIGUOUS } chp_name_match;

/** Which species of the reaction a user's spelling means.
 *
 * Every spelling of every alias is accepted: the star before, after or left out,
 * (ads), _s, @site, sub- and superscript digits, bond signs, the case of letters. A
 * name without a star means the state of the surface first ("NH3" is *NH3), then a
 * fluid ("H2O"); with (g), (l) or (aq) it means the fluid. `slab`, `clean`, `bare`,
 * `surface`, `substrate` and `star` are the bare surface.
 *
 * Ambiguous is a composition that several states have (`N2H2`), or a name that does not
 * tell which N is bound (`NHN`), when the reaction has one of these states; `choices`
 * (may be NULL) then lists what it may mean, and `species` is one of them. The text
 * lasts. When unknown, `species` is untouched. */
chp_name_match chp_reaction_species(const chp_reaction *reaction, const char *spelling,
                                    size_t *species, const char **choices);

/** Which fluid of the reaction a spelling means: "NH3", "NH3(g)". */
chp_name_match chp_reaction_fluid(const chp_reaction *reaction, const char *spelling,
                                  size_t *species);

/** The forms that products may have: "gas", "liquid", "aq", "ion"; ends with NULL. */
const char *const *chp_product_forms(void);

/** Equilibrium potential (V against RHE) of the overall reaction from tabulated
 * thermochemistry, for a form of its products at pH and T. Water is the liquid in all
 * of them. False after a message: no product has this form, or it is not tabulated. */
CHP_MUST_CHECK bool chp_reaction_equilibrium(const chp_reaction *reaction,
                                             const char *product, double T_K, double pH,
                                             double *U_V, chp_diag *diag);

/** The form whose tabulated potential at 298.15 K, `U_V`, is nearest to the reaction's
 * own; the first there is when it tells none. NULL: nothing is tabulated. */
const char *chp_reaction_product(const chp_reaction *reaction, double *U_V);

/** Compare the reaction's own equilibrium potential with the tables: a warning (C27)
 * when it is more than 20 mV from that of every form of its products. */
void chp_reaction_check(const chp_reaction *reaction, chp_diag *diag);

CHP_END

#endif
