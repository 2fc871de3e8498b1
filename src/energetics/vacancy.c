#include "energetics/vacancy.h"

#include <stdint.h>

bool vacancy_is_one(const chp_formula *beyond_bare)
{
    enum { NITROGEN = 7 };
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        if (beyond_bare->n[z] != (z == NITROGEN ? -1 : 0))
            return false;
    return true;
}

size_t vacancy_species(const chp_reaction *r)
{
    for (size_t k = 0; k < r->n_species; k++)
        if (r->species[k].phase == CHP_SURFACE &&
            vacancy_is_one(&r->species[k].formula))
            return k;
    return SIZE_MAX;
}
