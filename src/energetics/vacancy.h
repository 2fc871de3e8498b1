/* Which species of a reaction is a nitrogen vacancy. */
#ifndef ENERGETICS_VACANCY_H
#define ENERGETICS_VACANCY_H

#include "chem/formula.h"
#include "chepath/pathway.h"

/* One N less than the pristine surface. */
bool vacancy_is_one(const chp_formula *beyond_bare);

/* The species of the reaction that is its vacancy; SIZE_MAX: it has none. */
size_t vacancy_species(const chp_reaction *reaction);

#endif
