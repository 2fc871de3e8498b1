/* What a run was made with, in words that can be compared. */
#ifndef ENERGETICS_AUDIT_SETUP_H
#define ENERGETICS_AUDIT_SETUP_H

#include "base/arena.h"
#include "chepath/calc.h"

/* A setting, or several that mean something together. NULL: not told. */
typedef const char *setup_value(arena *a, const chp_calc *c, const char *tag);

setup_value setup_word;       // as it stands there
setup_value setup_or_zero;    // 0 when a run that tells its settings has none
setup_value setup_switch;     // "on" or "off"
setup_value setup_given;      // "given" or "not given"
setup_value setup_precision;  // "Accurate", whatever its spelling
setup_value setup_projection; // "real-space" or "reciprocal"
setup_value setup_dispersion; // the number of the scheme
setup_value setup_functional; // "PE", "RP with vdW-DF", "PE with 25 % exact exchange"
setup_value setup_cutoff;     // what was used; without ENCUT that of the POTCARs
setup_value setup_potential;  // of the electrons: "held at -4.57 eV", or "free"
setup_value setup_charge;     // of the cell; NULL when it follows a potential
setup_value setup_build;      // "complex", "gamma-only", "ncl"
setup_value setup_version;    // the first number of VASP's version

/* The U, J and l of an element, of the first species that is it: "U = 4 eV, J = 0 eV on
 * l = 2", or "none". NULL: not told. */
const char *setup_hubbard(arena *a, const chp_calc *c, int atomic_number);

/* The title of a POTCAR, and what tells it from another of the same title. */
const char *setup_potcar(arena *a, const chp_species *s, const chp_species *other);
bool setup_potcars_differ(const chp_species *a, const chp_species *b);

/* The divisions of the k-point mesh; false when they were not told. */
bool setup_mesh(const chp_calc *c, double mesh[3]);

bool setup_is_on(const chp_calc *c, const char *tag);

#endif
