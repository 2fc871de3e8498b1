/* Archives in a tree of folders. */
#ifndef ENERGETICS_ARCHIVES_H
#define ENERGETICS_ARCHIVES_H

#include "energetics/intake.h"

/* Put the runs that were read in archives in the place of the archives, as if they had
 * been unpacked there. */
void archives_open(intake *in, const chp_runs *runs, chp_diag *diag);

#endif
