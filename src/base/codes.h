/* Which codes messages have. The list is public: chp_diag_codes(). */
#ifndef BASE_CODES_H
#define BASE_CODES_H

#include "chepath/diag.h"

/* The word as it stands in the list, which lasts; NULL: it does not. */
const char *codes_find(const char *word);

#endif
