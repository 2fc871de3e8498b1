/* The energetic span of a catalytic cycle: which transition state and which
 * intermediate set its rate. Energies in eV, rates in 1/s. */
#ifndef ENERGETICS_SPAN_H
#define ENERGETICS_SPAN_H

#include "chepath/diag.h"

/* Intermediates I_i and the transition states T_i between I_i and I_(i+1); the last
 * leads back to I_0 + dG_r, the free energy of the whole turn. */
typedef struct {
    size_t n;
    const double *I_eV, *T_eV;
    double dG_r_eV;
} cycle;

typedef struct {
    double span_eV;           // the energetic span (1.15)
    size_t tdts, tdi;         // indices of the two states that make it
    double tof_s;             // turnover frequency (1.16)
    double tof_approximate_s; // k_B T / h exp(-span / k_B T) (1.17)
} span;

/* False after a message: a turn must go downhill. */
CHP_MUST_CHECK bool span_of(const cycle *c, double T_K, span *out, chp_diag *diag);

/* The degrees of control (1.18), n each; either sums to one. */
void span_control(const cycle *c, double T_K, double *control_T, double *control_I);

#endif
