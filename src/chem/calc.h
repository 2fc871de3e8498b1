/* The hall of calculations: what a format's reader fills in. The record itself is
 * public, chepath/calc.h; readers build it in an arena. */
#ifndef CHEM_CALC_H
#define CHEM_CALC_H

#include <math.h>

#include "base/arena.h"
#include "chepath/calc.h"

/* What overflowed on the way is not known. */
static inline chp_fact fact_at(double value, chp_where at)
{
    return (chp_fact){ .value = value, .known = isfinite(value), .at = at };
}

/* Append a setting, its tag in capitals. The first of a name counts, as in VASP. */
void calc_add_setting(arena *a, chp_calc *calc, str tag, str value, chp_where at);

/* The numbers of a list, "6.4 0.0" or "36*0.0 2.0", where n*x is x repeated. Zero when
 * a word is no number, or there are more than a run can have atoms. */
size_t calc_list(arena *a, str value, double **out);

/* ".TRUE.", "T", "true": what Fortran takes for true. */
bool calc_is_true(str value);

/* Whether a tag is told, and true; `calc` may be NULL. */
bool calc_is_on(const chp_calc *calc, const char *tag);

/* "2024.05.09  11:39:14" as seconds since 1970, whatever stands between the numbers;
 * false for what is no date. */
bool calc_date_s(str text, double *out);

/* The scheme of dispersion that IVDW stands for: 10 is 1, and 20 is 2. */
double calc_dispersion(double ivdw);

/* What IBRION and NSW make of a run. */
chp_run_kind calc_kind(int ibrion, bool has_steps);

/* "C26FeN4H": as the species stand, same elements added up. NULL when the count of a
 * species is not told. */
const char *calc_formula(arena *a, const chp_calc *calc);

/* How many of its modes are imaginary: negative wavenumbers. */
size_t calc_n_imaginary(const chp_calc *calc);

#endif
