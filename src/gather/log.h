/* What a run printed on the terminal, and what the queue said when it killed it. */
#ifndef GATHER_LOG_H
#define GATHER_LOG_H

#include <time.h>

#include "formats/messages.h"
#include "gather/part.h"

enum { MOST_MESSAGES = 16 }; // of one log: the rest follows from them

/* What a log says, whatever run it is of. */
typedef struct {
    const char *path;
    time_t closed_s; // since 1970; 0: unknown
    size_t n;        // distinct messages, in order
    const message *said[MOST_MESSAGES];
    str line[MOST_MESSAGES];
    chp_where at[MOST_MESSAGES];
    bool is_relaxed; // the ions converged
    chp_fact fermi_shift_eV;
    chp_electrode electrode;
} log_words;

/* Read a log to its end; `s` is closed. NULL is an empty one. `n_bytes`, when it is
 * known, lets the middle of a long one be passed over; 0: unknown. Trouble that is no
 * error, as of a file that is cut, goes to `diag`. */
log_words log_sift(arena *a, source *s, const char *path, uint64_t n_bytes,
                   chp_diag *diag);

/* Whether the outputs leave something open that a log may tell: why the run ended,
 * whether it converged, the FERMI_SHIFT of a solvated one. */
bool log_is_wanted(const chp_calc *calc);

/* Complete `calc` by the log and tell in `diag` what went wrong. A log that was closed
 * much earlier than the output, at `output_s`, is of an earlier attempt, and passed
 * over. */
void log_tell(arena *a, const log_words *log, time_t output_s, chp_calc *calc,
              chp_diag *diag);

/* The same for the log at `path`, of the output `beside`. */
void log_read(arena *a, const char *path, const char *beside,
              const source_limits *limits, chp_calc *calc, chp_diag *diag);

#endif
