/* A reaction being put together: species are declared or met in equations, steps are
 * balanced and kept once. Knows no files; faults are told as facts. */
#ifndef NETWORK_BUILD_H
#define NETWORK_BUILD_H

#include "base/arena.h"
#include "chepath/pathway.h"

enum { BUILD_FIRST_STATE = 2 }; // the proton and the electron are species 0 and 1

typedef struct {
    chp_reaction reaction; // first: what the caller gets
    arena memory;
    chp_kind *species;
    chp_step *steps;
    bool *is_met; // species that stand in an equation
    size_t electron, proton;
    bool is_unbalanced; // the last equation: it was understood, and does not add up
} build;

build *build_new(void);
void build_free(build *b);

/* A state that the file declares. `composition` is NULL when the name is the formula.
 * NULL, or what is wrong. */
const char *build_declare(build *b, const char *written, const char *composition,
                          chp_kind about, size_t *species);

/* One more name of a state. NULL, or what is wrong. */
const char *build_alias(build *b, size_t species, const char *alias);

/* When all states are declared: the bare surface is * unless one of them said it is. */
void build_settle(build *b);

/* The species that a name in an equation means, the star before or behind; a new one is
 * added. NULL, or what is wrong. */
const char *build_resolve(build *b, str written, size_t *species);

/* Read and balance an equation; the same step is kept once. NULL, or what is wrong. */
const char *build_step(build *b, const char *equation, bool is_lattice, chp_where at,
                       size_t *step);
const char *build_overall(build *b, const char *equation);

/* Join the steps end to end. On a fault `i_fault` is the place in `steps` where it
 * shows. NULL, or what is wrong. */
const char *build_pathway(build *b, const char *name, const size_t *steps, size_t n,
                          chp_pathway *out, size_t *i_fault);

/* A state that is `n` of another in one cell: "*2N2", also called "*N2+*N2". */
void build_copies(build *b, size_t species, int n);

/* When all is there: read the names once, by which species are looked up. */
void build_keys(build *b);

#endif
