/* Nitrogen vacancies of nitrides: what they cost, what fills and what poisons them. */
#ifndef ENERGETICS_VACANCIES_H
#define ENERGETICS_VACANCIES_H

#include "energetics/view.h"

/* To the catalyst: the changes of the view's vacancy that are known, and where the
 * crystal below it decomposes. `U_L_V` is the best of its reaction. */
void vacancies_add(chp_study *s, const subject *of, const view *v, chp_fact U_L_V,
                   chp_catalyst *out, chp_diag *diag);

#endif
