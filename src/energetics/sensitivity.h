/* What the treatment of soft modes does to the limits (C20). */
#ifndef ENERGETICS_SENSITIVITY_H
#define ENERGETICS_SENSITIVITY_H

#include "energetics/study.h"

/* U_L and PDS of every complete pathway of the catalyst under each policy. */
void sensitivity_judge(chp_study *s, const subject *of, chp_catalyst *c,
                       chp_diag *diag);

#endif
