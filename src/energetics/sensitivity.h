/* What common choices do to the limits: soft modes (C20), gases, the product. */
#ifndef ENERGETICS_SENSITIVITY_H
#define ENERGETICS_SENSITIVITY_H

#include "energetics/study.h"

/* U_L and PDS of every complete pathway of the catalyst under each choice, and how
 * robust they are in a sentence. */
void sensitivity_judge(chp_study *s, const subject *of, chp_catalyst *c,
                       chp_diag *diag);

#endif
