/* Did you mean: how far a word is from one that exists. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

enum { SUGGEST_WITHIN = 2 }; // further than that is another word

/* How many letters must be changed, added or dropped to make `b` of the `n` letters at
 * `a`. */
size_t suggest_distance(const char *a, size_t n, const char *b);

#endif
