/* Equilibrium potentials from tabulated formation energies. */
#ifndef THERMO_EQUILIBRIUM_H
#define THERMO_EQUILIBRIUM_H

#include <stddef.h>

#include "chepath/diag.h"

/* Of a balanced half-reaction, without its protons and electrons: products > 0,
 * reactants < 0, names as in formation.h. */
typedef struct {
    const char *species;
    double coefficient;
} equilibrium_term;

typedef struct {
    double standard_V;   // against SHE at pH 0: all activities one
    double SHE_V_per_pH; // what one unit of pH adds on either scale
    double RHE_V_per_pH;
} equilibrium;

/* n_e electrons and n_H protons are consumed; n_e < 0 is an oxidation. NULL, or the
 * species whose formation energy is not known at this temperature. */
const char *equilibrium_of(const equilibrium_term *terms, size_t n_terms, int n_e,
                           int n_H, double T_K, equilibrium *out);

/* Warn (C27) when a user's potential is more than 20 mV from the tabulated one, and
 * say where well-known wrong values come from. True when they agree. */
bool equilibrium_check(double user_V, double tabulated_V, const char *reaction,
                       chp_where at, chp_diag *diag);

#endif
