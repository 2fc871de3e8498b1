/* What is fuzzed: each thing of the library that reads what others wrote.
 *
 * A target is given bytes and must make of them a result or a message: never a crash,
 * a hang, a leak, or a number that is none. It aborts when what came out is wrong.
 *
 * To add one: a line in the table of targets.c, what it begins from in tests/fuzz.sh or
 * tests/fuzz/seeds/NAME/. */
#ifndef FUZZ_TARGETS_H
#define FUZZ_TARGETS_H

#include "formats/format.h"

typedef struct {
    const char *name;
    const format *format; // reads it from memory; NULL: it must be a file,
    const char *file;     // of this name,
    void (*read)(const char *path, chp_diag *diag); // for this function
} target;

extern const target targets[]; // ends with a name of NULL

const target *target_named(const char *name); // NULL: no such target

void target_run(const target *t, str input);

/* Run each file of the folder, which may be missing; how many there were. */
size_t target_run_folder(const target *t, const char *folder);

#endif
