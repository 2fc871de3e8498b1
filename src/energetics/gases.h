/* How far the study's gases are from experiment, and what is done about it. */
#ifndef ENERGETICS_GASES_H
#define ENERGETICS_GASES_H

#include "energetics/study.h"

/* A whole that is off by more is noted, and warned of (C11). */
#define CLOSURE_NOTE_EV 0.10
#define CLOSURE_WARN_EV 0.25

/* Whether the whole of a reaction is N2 -> 2 NH3, whatever its name. */
bool gases_is_ammonia_synthesis(const chp_reaction *reaction);

/* kT ln Q of the whole reaction at the pressures of its gases; of solutes, NO3- or NH3
 * that leaves dissolved, --pressure tells the activity. Water is the liquid, whatever
 * pressure stands for it. */
double gases_quotient_eV(const chp_options *o, const chp_reaction *reaction);

/* Compare (C11), then correct as the options say: `closure` tells how far the energies
 * were before that. */
void gases_close(chp_study *s, chp_closure *closure, chp_diag *diag);

/* How much the product the user chose lies above NH3(g): 0 for the gas itself, less
 * for the others; pH counts through the proton that the ion takes. False where water
 * is not liquid. */
bool gases_product_eV(product_state product, double T_K, double *above_gas_eV);

#endif
