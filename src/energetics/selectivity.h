/* Hydrogen evolution beside nitrogen reduction. */
#ifndef ENERGETICS_SELECTIVITY_H
#define ENERGETICS_SELECTIVITY_H

#include "energetics/study.h"

/* From the free energies of the states (U = 0 against RHE) and the best limiting
 * potential of nitrogen reduction. A potential that is not known leaves out what needs
 * it. */
typedef struct {
    chp_fact dG_N2_eV, dG_NNH_eV, dG_H_eV;
    chp_fact U_L_NRR_V; // on the scale of the study
    double T_K;
    double scale_V; // what is added to a potential against RHE
    size_t n_potentials;
    const double *U_V; // where the site is looked at, on the scale of the study
} selectivity_terms;

chp_selectivity selectivity_of(arena *a, const selectivity_terms *t);

/* -|dG_H| on the scale of the study (3.3). */
double selectivity_U_L_HER_V(const selectivity_terms *t);

/* Turnovers of HER at equilibrium, per site and second: k0 / [1 + exp(|dG_H| / kT)]. */
double selectivity_exchange_s(double dG_H_eV, double T_K);

/* Fill the catalyst's part, from its states and profiles; C15. */
void selectivity_judge(chp_study *s, chp_catalyst *c, chp_diag *diag);

#endif
