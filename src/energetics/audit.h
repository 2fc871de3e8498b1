/* What may be wrong with a study, by the codes of science.md 6.3. */
#ifndef ENERGETICS_AUDIT_H
#define ENERGETICS_AUDIT_H

#include "energetics/study.h"

/* Pass on what was said while the run was read, once for each run, and judge its
 * convergence (C01). True when it may be used; NULL is fine. */
bool audit_run(chp_study *s, const chp_run *run, chp_diag *diag);

#endif
