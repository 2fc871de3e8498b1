/* A study made by hand, for tests of what is shown: the pathway engine's test vector
 * (relative free energies of NRR states on an invented catalyst). */
#ifndef TESTS_RENDER_SAMPLE_H
#define TESTS_RENDER_SAMPLE_H

#include "base/arena.h"
#include "chepath/profile.h"

/* Everything lives in the arena. */
const chp_outcome *sample_outcome(arena *a);

/* The same with `n` catalysts, each a little worse than the one before. */
const chp_outcome *sample_catalysts(arena *a, size_t n);

/* Catalysts whose states scale with *NNH, with a little noise. */
const chp_outcome *sample_family(arena *a, size_t n);

/* A profile whose levels at U = 0 are given: level i is after step i - 1. Names and
 * electrons of the states as given; electrons are counted from the start. */
typedef struct {
    const char *name;
    double dG_eV;
    int n_e;
} sample_level;
chp_profile sample_profile(arena *a, const char *name, const sample_level *levels,
                           size_t n_levels);

#endif
