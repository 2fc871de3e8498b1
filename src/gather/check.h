/* Checks of one run. */
#ifndef GATHER_CHECK_H
#define GATHER_CHECK_H

#include "gather/files.h"

/* Whether the files of a run tell the same. False: their energies differ, and the run
 * has none until the user takes one of the files away. */
bool check_files_agree(const files *f, chp_diag *diag);

/* Whether what INCAR asks for left a trace in the output. */
void check_traces(const files *f, chp_diag *diag);

/* Whether what a run says is physically plausible, and whether it converged. */
void check_calc(const chp_calc *calc, chp_diag *diag);

#endif
