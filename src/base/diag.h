/* Raising messages. Reading them is public: chepath/diag.h.
 *
 *     diag_error(diag, "truncated", in->at, "step %zu has no energy", n);
 *     diag_hint(diag, "The run stopped early: restart it from CONTCAR.");
 *     return false;
 *
 * Codes are C01 to C27 for findings of the audit, and short words for findings of
 * the readers, all of them listed in base/codes.c. The same code is used for the same
 * kind of finding everywhere. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "chepath/diag.h"

#define NOWHERE             ((chp_where){ 0 })
#define PRINTF(fmt, values) __attribute__((format(printf, fmt, values)))

/* The fact: one line, lower case, no full stop, naming the value found. True when
 * it stands as an error, false when the user has allowed this code. */
PRINTF(4, 5)
bool diag_error(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...);
PRINTF(4, 5)
void diag_warn(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...);
PRINTF(4, 5)
void diag_note(chp_diag *diag, const char *code, chp_where at, const char *fmt, ...);

/* The advice that goes with the newest message: a whole sentence or two. */
PRINTF(2, 3) void diag_hint(chp_diag *diag, const char *fmt, ...);

/* The user's own line below the newest message, with a caret under `column`
 * (from 1; 0: no caret). */
void diag_excerpt(chp_diag *diag, const char *line, size_t line_length, size_t column);

/* An empty list under the same allowances, for a part of the work of `parent`, which
 * must outlive it. */
chp_diag *diag_child(const chp_diag *parent);

/* Append a copy of one message, under the allowances of `diag`. */
void diag_add(chp_diag *diag, const chp_message *message);

bool diag_has(const chp_diag *diag, const char *code);

/* As chp_diag_merge(), but no message counts for more than `most`: what is wrong with a
 * thing that turned out not to be needed. */
void diag_merge_at_most(chp_diag *diag, const chp_diag *from, chp_severity most);

#endif
