/* Hydrogen evolution beside nitrogen reduction. */
#ifndef ENERGETICS_SELECTIVITY_H
#define ENERGETICS_SELECTIVITY_H

#include "energetics/study.h"

/* Turnovers of HER at equilibrium, per site and second: k0 / [1 + exp(|dG_H| / kT)]. */
double selectivity_exchange_s(double dG_H_eV, double T_K);

/* Fill the catalyst's part, from its states and profiles; C15. */
void selectivity_judge(chp_study *s, chp_catalyst *c, chp_diag *diag);

#endif
