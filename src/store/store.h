/* The cache of runs that were read: a file of SQLite. An entry holds what one path
 * gave, and the stamps of the files it came from; it counts only while all of them are
 * as they were, and only for the very build of the library that wrote it.
 *
 * A cache is never worth a failure: one that is missing, locked, read-only, damaged or
 * somebody else's file is done without. Every entry carries a checksum. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "chepath/calc.h"

/* How a file or folder was when it was read. */
typedef struct {
    const char *name; // in the folder that was asked for; "" is the path itself
    long long size, seconds, nanoseconds;
    unsigned long long inode, device;
} stamp;

typedef struct {
    size_t n;
    stamp *at;
    bool is_alone; // the path is a file, or a folder with none below it
} stamps;

/* Stamp a path now. False: it is not there. */
bool stamp_take(const char *path, const char *name, stamp *out);

/* What one path gave. */
typedef struct {
    size_t n;
    chp_run *at;
} run_list;

/* Free their messages; what they say is the arena's. */
void run_list_free(run_list *runs);

typedef struct store store;

/* `file` is as in chp_read_options. NULL: there is no cache, which is no error; a
 * message says so only where the user can do something about it. */
store *store_open(const char *file, chp_diag *diag);

typedef struct {
    bool large; // also steps, structures, forces, Hessians, ensembles
    bool alone; // only where the path need not be looked into: it is alone
} store_wish;

/* The runs that the path gave, if nothing changed since. What they say lives in `a`;
 * their messages are made under the allowances of `parent`. */
bool store_get(store *s, arena *a, const char *path, store_wish wish,
               const chp_diag *parent, run_list *out);

/* Nothing is looked up for a while: others may write. NULL is fine. */
void store_pause(store *s);

/* Remember them. Files that were touched a moment ago are not: they may change once
 * more without their stamp telling. */
void store_put(store *s, const char *path, const stamps *from, const run_list *runs);

/* Many entries are written as one. NULL is fine. */
void store_close(store *s, chp_diag *diag);

#endif
