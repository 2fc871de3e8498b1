/* Which codes messages have. The list is public: chp_diag_codes(). */
#ifndef BASE_CODES_H
#define BASE_CODES_H

#include "chepath/diag.h"

bool codes_has(const char *word);

#endif
