/* A folder for what a test writes: made new, taken away at the end. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "base/arena.h"

/* The path of a new, empty folder. */
const char *scratch_new(arena *a);

/* Write a file below it, making the folders it lies in; its path. */
const char *scratch_file(arena *a, const char *folder, const char *name, str content);

void scratch_remove(const char *folder);

#endif
