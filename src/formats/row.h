/* Rows of numbers, as Fortran writes them: a full column leaves no gap. */
#ifndef FORMATS_ROW_H
#define FORMATS_ROW_H

#include "base/str.h"

/* Take up to `n` numbers off the front of `rest`; how many there were. Columns that
 * touch are parted before a sign ("1.6427-28.9219", "0.215E+02-0.810E+01"); a comma
 * before a blank parts them, too, as it does when Fortran reads. `rest` then begins
 * with what is no number. */
size_t row_read(str *rest, double *out, size_t n);

/* "0.5" of "0.5,". */
str row_without_comma(str word);

/* Whether the whole of `line` is exactly `n` numbers. */
bool row_is(str line, double *out, size_t n);

/* Digits behind the point of the first number of `line`. */
int row_decimals(str line);

#endif
