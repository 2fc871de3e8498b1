/* What somebody may have meant. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* Of these words (ends with NULL) the one nearest to `word`: at most one letter in
 * three wrong, missing, superfluous or swapped with its neighbour, whatever their case.
 * NULL when none is so near. */
const char *nearest_word(str word, const char *const *words);

#endif
