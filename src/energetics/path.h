/* A pathway as it can be walked: optional states that were not supplied are left out,
 * and the steps around them become one. Knows no energies. */
#ifndef ENERGETICS_PATH_H
#define ENERGETICS_PATH_H

#include "base/arena.h"
#include "chepath/pathway.h"

typedef struct {
    chp_step step; // the sum, when several became one
    size_t n_merged;
    const char **merged; // the states left out; ends with NULL
    bool is_activation;
} path_step;

typedef struct {
    size_t n_steps;
    path_step *steps;
    size_t n_missing;
    size_t *missing; // species that stand in it and were not supplied
} path;

/* `has` tells of each species whether it was supplied. */
path path_of(arena *a, const chp_reaction *reaction, const chp_pathway *pathway,
             const bool *has);

#endif
