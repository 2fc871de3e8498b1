/* What leaves a pathway half-way: hydrazine and diazene of nitrogen reduction. */
#ifndef ENERGETICS_BYPRODUCTS_H
#define ENERGETICS_BYPRODUCTS_H

#include "energetics/view.h"

/* To the catalyst: the branches of the view's reaction that are known, `profiles` being
 * those of it. */
void byproducts_add(chp_study *s, const view *v, const chp_profile *profiles,
                    size_t n_profiles, chp_catalyst *out);

#endif
