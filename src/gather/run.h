/* One run at a time: choosing among the files of a folder, reading them, putting them
 * together, checking the result. */
#ifndef GATHER_RUN_H
#define GATHER_RUN_H

#include "gather/log.h"
#include "gather/merge.h"
#include "io/tree.h"
#include "store/store.h"

typedef struct {
    arena *a; // owns what the runs say
    const source_limits *limits;
    const chp_diag *parent; // whose allowances hold
    stamps *from;           // of every file that was read
} task;

/* Read the folder as one run. */
chp_run run_read_folder(const task *t, const char *path);

/* Read a file by itself, or each folder of an archive as a run. */
run_list run_read_file(const task *t, const char *path);

/* The runs of an archive, which `s` stands at the front of; it is closed. */
run_list run_read_archive(const task *t, const char *path, source *s);

/* What a run is made of. */
typedef struct {
    size_t n_parts;
    part *parts;
    size_t n_logs;
    const char **logs; // paths, not yet read
    size_t n_words;
    const log_words *words; // of logs that were read in passing
} ingredients;

/* Stamp a file before it is read: a change meanwhile is then a change since. */
void run_remember(const task *t, const char *path, const char *name);

/* Put them together; messages go to `diag`, which becomes the run's own. */
chp_run run_make(const task *t, const char *path, const ingredients *from,
                 chp_diag *diag);

/* Which of the names of one folder are read: at most one of each role but logs. */
typedef struct {
    size_t n;
    const char **name;
    file_role *role;
} choice;

choice choose_files(arena *a, const char *const *names, size_t n, chp_where folder,
                    chp_diag *diag);

#endif
