/** @file diag.h  What went wrong, where, and what to do about it. */
#ifndef CHP_DIAG_H
#define CHP_DIAG_H

#include <stdio.h>

#include "chepath/api.h"

CHP_BEGIN

typedef enum { CHP_NOTE, CHP_WARNING, CHP_ERROR } chp_severity;

/** A place in the user's input. */
typedef struct {
    const char *path; // NULL: the message is about no file
    size_t line;      // 1-based; 0: the file as a whole
} chp_where;

/** What was found at a place, and what to do about it. */
typedef struct {
    chp_severity severity;
    const char *code; // stable: "C04" of an audit, "truncated" of a reader
    chp_where where;
    const char *fact;    // one line: what was found, with the value
    const char *hint;    // one sentence: what the user can do; may be NULL
    const char *excerpt; // the user's own line with a caret under it; may be NULL
    bool is_allowed;     // an error that the user lowered to a warning
} chp_message;

/** The messages of one task. Owns the text and the path of every message it holds. */
typedef struct chp_diag chp_diag;

chp_diag *chp_diag_new(void);
void chp_diag_free(chp_diag *diag);

/** Every code that a message can have, in order; ends with NULL. */
const char *const *chp_diag_codes(void);

/** From now on an error of this code counts as a warning, in capitals or not. */
void chp_diag_allow(chp_diag *diag, const char *code);

/** When all is said: a note for every allowance that met no error, with the code of an
 * error that may have been meant. */
void chp_diag_note_unused(chp_diag *diag);

/** How many messages are at least this severe. */
size_t chp_diag_count(const chp_diag *diag, chp_severity at_least);

/** The i-th message, in order of arrival, or NULL. Lives as long as `diag`. */
const chp_message *chp_diag_get(const chp_diag *diag, size_t i);

/** Append a copy of every message of `from`, under the allowances of `diag`. */
void chp_diag_merge(chp_diag *diag, const chp_diag *from);

/** Print every message as a compiler would, control bytes escaped:
 *
 *     OUTCAR:18342: error: ionic step 7 has no total energy [truncated]
 *       hint: The run stopped early: restart it from CONTCAR.
 */
void chp_diag_print(const chp_diag *diag, FILE *to);

/** Of these words (ends with NULL) the one that somebody may have meant: at most one
 * letter in three wrong, missing, superfluous or swapped with its neighbour, whatever
 * their case. NULL when none is so near. */
const char *chp_nearest_word(const char *word, const char *const *words);

CHP_END

#endif
