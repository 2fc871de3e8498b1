/* Files for tests of readers: from a string, from tests/data, from the corpus. */
#ifndef TESTS_FORMATS_FILES_H
#define TESTS_FORMATS_FILES_H

#include "formats/format.h"

/* What reading one text gave. */
typedef struct {
    arena a;
    chp_diag *diag;
    chp_calc calc;
    bool ok;
} outcome;

outcome read_text(const format *f, str text);
void outcome_free(outcome *o);

/* The same, from a source that gives a few bytes at a time and moves its window. */
outcome read_slowly(const format *f, str text, size_t n_at_once);

/* The newest error, or an empty one. */
chp_message outcome_error(const outcome *o);
bool outcome_says(const outcome *o, const char *code);

/* The file's bytes, unpacked when it is compressed; empty when it is not there. */
str file_text(arena *a, const char *path);

/* The text with the first `from` exchanged for `to`; `from` must be there. */
str exchanged(arena *a, str text, const char *from, const char *to);

/* Read the text cut after every line, and with bytes overwritten at random: the
 * energy is one of the whole, or there is a message. */
void check_every_cut(const format *f, str text);

#endif
