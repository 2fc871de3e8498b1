/* The free energies of one catalyst, as one reaction sees them: a number for each of
 * its species. A step is then a sum over its terms.
 *
 * A table of dG needs no gases: the reservoirs may lie anywhere, as long as the whole
 * reaction costs what it should. They are put where the reactants and H2 are zero and
 * the products hold the overall free energy, and dG of a state becomes
 *
 *     G(s) = G(0) + dG - sum of r_g mu_g + n_H mu(H2)/2               from (1.1)
 *
 * Papers tell the states of oxygen reduction relative to water, its product. Then all
 * lie above a start from which the whole goes down by 4.92 eV: they are moved down by
 * as much, and that is told.
 */
#ifndef ENERGETICS_VIEW_H
#define ENERGETICS_VIEW_H

#include "energetics/ledger.h"
#include "energetics/study.h"

typedef struct {
    const chp_reaction *reaction;
    const ledger *ledgers;
    bool is_relative; // the reservoirs are made up from dG
    double zero_eV;   // what dG was measured from, above the start
    double *G_eV;     // of each species
    bool *is_known;
    bool *is_supplied; // the user gave it, known or spoilt
    bool *is_spoilt;
    const member **member;       // NULL: none
    const chp_state **reservoir; // of each gas that is made up; else NULL
    bool has_hydrogen;
    double hydrogen_eV; // of 1/2 H2
    const chp_state *hydrogen;
    size_t ammonia;      // the species that the option `product` is about; SIZE_MAX
    int ammonia_protons; // taken by each that leaves
    double pH_eV;        // kT ln 10 pH
    chp_scale scale;
} view;

view view_of(chp_study *s, const subject *of, const chp_reaction *reaction,
             const ledger *ledgers, chp_diag *diag);

/* A change: a step, several taken as one, the whole reaction. */
typedef struct {
    size_t n_terms;
    const chp_term *terms; // without protons and electrons
    int n_e, n_H;          // consumed
} change;

/* Protons a change consumes, those that the product takes included. */
int view_protons(const view *v, const change *c);

/* Free energy at U = 0 on the scale and pH of the study (1.5). False: something it is
 * made of is not known. */
bool view_cost_eV(const view *v, const change *c, double *dG0_eV);

/* (1.1) of a species at U = 0; false: not known. */
bool view_relative_eV(const view *v, size_t species, double *dG_eV);

#endif
