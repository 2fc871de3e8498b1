/* Published studies, run as a user runs them, and the facts to compare with. */
#ifndef TESTS_PUBLISHED_H
#define TESTS_PUBLISHED_H

#include "base/arena.h"
#include "chepath.h"

typedef struct {
    chp_options *options;
    chp_diag *diag;
    chp_study *study;
    const chp_outcome *outcome;
} published;

/* Runs a study under options written as on a command line, without the dashes:
 * { "temperature=300", NULL }. */
published published_run(const char *path, const char *const *options);
void published_free(published *p);

/* These fail the test when there is none. */
const chp_catalyst *published_catalyst(const published *p, str name);
const chp_state *published_state(const chp_catalyst *c, str name);
const chp_profile *published_profile(const chp_catalyst *c, str pathway);

/* The rows of a table of facts, without its comments and header. */
enum { FACT_COLUMNS = 8 };
typedef struct {
    str cell[FACT_COLUMNS];
} fact;

size_t facts_read(arena *a, const char *path, fact **out);
double fact_number(const fact *f, int column);

#endif
