/* What the dG of a table are measured from. */
#ifndef ENERGETICS_ZERO_H
#define ENERGETICS_ZERO_H

#include "energetics/study.h"

typedef struct {
    double overall_eV; // of the whole reaction
    double zero_eV;    // makes dG relative to the start when it is added
    bool is_end_given; // by a row, not by experiment
} zero;

/* As this catalyst tells it for this reaction. False: what the whole costs is not
 * known. */
bool zero_of(chp_study *s, const subject *of, const chp_reaction *r, zero *out,
             chp_diag *diag);

#endif
