/* One folder for one test: files are written into it, and read as runs. The fixture is
 * folder_begin() and folder_end(). */
#ifndef TESTS_GATHER_FOLDER_H
#define TESTS_GATHER_FOLDER_H

#include "chepath/calc.h"
#include "scratch.h"
#include "suites.h"

struct folder {
    arena a; // for texts of the test
    const char *path;
    chp_diag *diag;
    chp_runs *runs; // those that were read last
};
extern struct folder folder;

void folder_begin(void);
void folder_end(void);

/* Write a file; its path. */
const char *folder_put(const char *name, str content);

/* The first run of what lies there, never from a cache. */
const chp_run *folder_read(const char *const *paths, size_t n,
                           const chp_read_options *options);
const chp_run *folder_read_path(const char *path); // with the defaults

/* The first message of this code, NULL when there is none; whether one of it holds
 * these words. */
const chp_message *folder_message(const chp_run *run, const char *code);
bool folder_says(const chp_run *run, const char *code, const char *part);

#endif
