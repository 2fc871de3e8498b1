/* Nitrides that decompose to ammonia, beside the vacancies that N2 refills. */
#ifndef ENERGETICS_DECOMPOSITION_H
#define ENERGETICS_DECOMPOSITION_H

#include "energetics/bulk.h"
#include "energetics/view.h"

/* At U = 0 on the scale and pH of the study, for one NH3; false after a message where
 * it cannot be had. The two species are those of the reaction. */
bool decomposition_cost_eV(const view *v, const bulk_decay *decay, size_t ammonia,
                           size_t nitrogen, double *dG0_eV, chp_diag *diag);

/* What follows from the decompositions among the vacancy changes, from `first` on. */
void decompositions_add(chp_study *s, const view *v, size_t first, chp_fact filling_eV,
                        chp_catalyst *out);

/* A warning where crystals were given and nothing can be said of them. */
void decompositions_check(const chp_study *s, const subject *of, chp_diag *diag);

#endif
