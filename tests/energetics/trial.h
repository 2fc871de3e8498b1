/* One study for one test: a folder to write into, the options, what was said. The
 * fixture is trial_begin() and trial_end(). */
#ifndef TESTS_ENERGETICS_TRIAL_H
#define TESTS_ENERGETICS_TRIAL_H

#include "chepath.h"
#include "scratch.h"
#include "suites.h"

struct trial {
    arena a; // for texts of the test
    const char *folder;
    chp_diag *diag;
    chp_options *options;
    chp_study *study;
};
extern struct trial trial;

void trial_begin(void);
void trial_end(void);

void trial_set(const char *option, const char *value);

/* Write a file below the folder; its path. */
const char *trial_file(const char *name, str content);

/* A diary of one step that converged, in a folder below it. */
void trial_oszicar(const char *folder, double E_eV);

/* Run what lies there, without a cache. NULL: it could not be loaded. */
const chp_outcome *trial_run(const char *path);
const chp_outcome *trial_run_all(const char *const *paths, size_t n);

/* Run the study that the file is; its first catalyst. */
const chp_catalyst *trial_study(const char *name, const char *content);

/* The first message of this code, NULL when there is none. */
const chp_message *trial_message(const char *code);

/* A message of this code holds these words; of this severity. */
bool trial_says(const char *code, const char *part);
bool trial_says_as(chp_severity severity, const char *code, const char *part);

/* By its name; NULL when there is none. */
const chp_catalyst *catalyst_of(const chp_outcome *o, const char *name);
const chp_state *state_of(const chp_catalyst *c, const char *name);

/* A pathway that must be there. */
const chp_profile *profile_of(const chp_catalyst *c, const char *name);

#define NEAR(x, y) ck_assert_double_eq_tol((x), (y), 1e-9)

#endif
