/* What a run printed on the terminal, and what the queue said when it killed it. */
#ifndef GATHER_LOG_H
#define GATHER_LOG_H

#include "gather/part.h"

/* Whether the outputs leave something open that a log may tell: why the run ended,
 * whether it converged, the FERMI_SHIFT of a solvated one. */
bool log_is_wanted(const chp_calc *calc);

/* Complete `calc` by the log and tell in `diag` what went wrong. A log much older than
 * the output `beside` is of an earlier attempt, and passed over. */
void log_read(arena *a, const char *path, const char *beside,
              const source_limits *limits, chp_calc *calc, chp_diag *diag);

#endif
