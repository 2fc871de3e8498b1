/* Nitrogen vacancies of nitrides: what they cost, what fills and what poisons them. */
#ifndef ENERGETICS_VACANCIES_H
#define ENERGETICS_VACANCIES_H

#include "energetics/view.h"

/* To the catalyst: the changes of the view's vacancy that are known, and where the
 * crystal below it decomposes, `profiles` being those of its reaction. */
void vacancies_add(chp_study *s, const subject *of, const view *v,
                   const chp_profile *profiles, size_t n_profiles, chp_catalyst *out,
                   chp_diag *diag);

#endif
