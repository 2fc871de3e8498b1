/* What is not known of energies, as members of an ensemble of them: by how much each
 * member shifts the steps of all pathways. */
#ifndef ANALYSIS_ERRORS_H
#define ANALYSIS_ERRORS_H

#include "base/arena.h"
#include "chepath/analysis.h"

/* A pathway that is complete and has a limit. */
typedef struct {
    const chp_catalyst *catalyst;
    const chp_profile *profile;
    const double *shift_eV; // of step i by member k: at i * n_members + k
} shifted;

typedef struct {
    const char *origin; // "BEEF ensemble", or what was assumed
    size_t n_members, n_profiles;
    const shifted *profiles;
} errors;

/* By the ensemble where all states have one, else drawn from the errors that are
 * assumed. False after a message: some states have an ensemble and others none, or no
 * pathway is complete. Lives in `a`. */
bool errors_of(arena *a, const chp_outcome *outcome,
               const chp_uncertainty_options *options, errors *out, chp_diag *diag);

#endif
