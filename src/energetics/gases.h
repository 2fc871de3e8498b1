/* How far the study's gases are from experiment, and what is done about it. */
#ifndef ENERGETICS_GASES_H
#define ENERGETICS_GASES_H

#include "energetics/study.h"

/* Experimental free energy (eV) of N2 + 3 H2 -> 2 NH3, all at 1 bar. */
bool gases_ammonia_eV(double T_K, double *dG_eV);

/* Compare (C11), then correct as the options say: `closure` tells how far the energies
 * were before that. */
void gases_close(chp_study *s, chp_closure *closure, chp_diag *diag);

/* How much the product the user chose lies below NH3(g): 0 for the gas itself.
 * 2.7, at 298.15 K; pH counts through the proton that the ion takes. */
double gases_product_eV(product_state product);

#endif
