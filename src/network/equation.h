/* Equations as people write them: "NNH2* + H+ + e- -> NNH3*".
 *
 * Terms are joined by a plus with blanks around it, so that "N+N*" is one term: one
 * cell that holds both. A number before a name counts it: "6 H+", "2 *". The pair
 * "(H+ + e-)" may stand in brackets. */
#ifndef NETWORK_EQUATION_H
#define NETWORK_EQUATION_H

#include "base/arena.h"

typedef struct {
    str name;        // "NNH2*"
    int coefficient; // < 0 on the left
} equation_term;

typedef struct {
    size_t n;
    equation_term *terms; // as they stand; one name may stand on both sides
} equation;

/* NULL, or what is wrong with the text, as a fact. `out` lives in `a` and in `text`. */
const char *equation_read(arena *a, str text, equation *out);

/* One side with one more term, as it is printed: "*NNH + 2 H+". It is NULL as long as
 * it is empty; a term whose count is not above zero adds nothing. */
const char *equation_add(arena *a, const char *side, int count, const char *name);

#endif
