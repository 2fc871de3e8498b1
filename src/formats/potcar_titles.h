/* What the title of a POTCAR says: "PAW_PBE Fe_pv 06Sep2000". */
#ifndef FORMATS_POTCAR_TITLES_H
#define FORMATS_POTCAR_TITLES_H

#include "base/str.h"

/* The atomic number, 0 when its second word is no element. */
int potcar_element(str title);

/* Whether it passivates a dangling bond: "H.75", "H1.25" are no hydrogens. */
bool potcar_is_fractional(str title);

#endif
