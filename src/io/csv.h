/* Tables of values separated by commas, tabs, semicolons or the bars of Markdown, or
 * aligned by blanks.
 *
 * The first line that is not blank and not a comment (#) names the columns and tells
 * the separator; a title without separators may stand above it. Fields may be in double
 * quotes, with "" for a quote inside. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "base/arena.h"
#include "base/scan.h"

typedef struct {
    size_t n;
    const str *at; // trimmed
    chp_where where;
} csv_row;

#define CSV_BLANKS '\v' // two blanks or more

typedef struct {
    char separator;
    csv_row header;
    size_t n_rows;
    const csv_row *rows; // each as long as the header
} csv_table;

/* Read all of `in` into the arena. False after a message: there is no header, a quote
 * stays open, a row has more or fewer fields than the header. */
bool csv_read(arena *a, scan *in, csv_table *out, chp_diag *diag);

/* What people write where they have no number: nothing, -, NaN, n/a, ... */
bool csv_is_absent(str field);

/* The number in a field: its decimal mark a point, or a comma where commas do not
 * separate. Its sign may be a minus or a dash of typesetters. */
bool csv_number(const csv_table *table, str field, double *out);

#endif
