/* The runs of a study: read together, in parallel, and handed to their entries. */
#ifndef ENERGETICS_RUNS_H
#define ENERGETICS_RUNS_H

#include "energetics/study.h"

/* Read every run that an entry names, each once. */
void runs_read(chp_study *s, const chp_read_options *read, chp_diag *diag);

#endif
