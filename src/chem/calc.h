/* The hall of calculations: what a format's reader fills in. The record itself is
 * public, chepath/calc.h; readers build it in an arena. */
#ifndef CHEM_CALC_H
#define CHEM_CALC_H

#include "base/arena.h"
#include "chepath/calc.h"

static inline chp_fact fact_at(double value, chp_where at)
{
    return (chp_fact){ .value = value, .known = true, .at = at };
}

/* Append a setting, its tag in capitals. The first of a name counts, as in VASP. */
void calc_add_setting(arena *a, chp_calc *calc, str tag, str value, chp_where at);

/* What IBRION and NSW make of a run. */
chp_run_kind calc_kind(int ibrion, bool has_steps);

/* "C26FeN4H": as the species stand, same elements added up. NULL when the count of a
 * species is not told. */
const char *calc_formula(arena *a, const chp_calc *calc);

#endif
