/* Compositions: counting atoms. */
#ifndef CHEM_FORMULA_H
#define CHEM_FORMULA_H

#include "base/arena.h"
#include "chepath/calc.h"
#include "chepath/pathway.h"

enum { FORMULA_MOST_ATOMS = 30000 }; // of one element: what a short holds

/* Read "N2H4", "CH3OH", "" (nothing). False when a letter is no element, or
 * a count is too large. */
bool formula_read(str text, chp_formula *out);

/* "N2H", by falling atomic number with H last; "" when empty. Counts below zero keep
 * their sign: "N-1". */
const char *formula_text(arena *a, const chp_formula *f);

/* The atoms of a run. False when it does not tell them, or more than a formula holds.
 */
bool formula_of_calc(const chp_calc *calc, chp_formula *out);

void formula_add(chp_formula *f, const chp_formula *g, int times);
bool formula_eq(const chp_formula *f, const chp_formula *g);
bool formula_is_empty(const chp_formula *f);

#endif
