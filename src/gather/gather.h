/* From folders to runs: which files make up a calculation, reading them, putting
 * together what they say. Reading is public: chp_runs_read() of chepath/calc.h. */
#ifndef GATHER_GATHER_H
#define GATHER_GATHER_H

#include "base/arena.h"
#include "chepath/calc.h"

/* A folder that holds an output of VASP. */
typedef struct {
    const char *path;     // to open it: root and relative joined
    const char *relative; // to the root: "Fe-N4/NNH/freq"; "" is the root itself
} found_run;

typedef struct {
    size_t n;
    const found_run *at; // sorted by the bytes of their paths, level by level
    size_t n_archives;   // beside no run, of which they would be copies
    const found_run *archives;
    bool is_alone; // no folders lie below the root
} found_runs;

/* Every run below `root`, the root included. Files are known by their names here and
 * not opened. Images of a reaction path (00, 01, ... below a band's input) are no runs:
 * they are noted. All lives in `a`. */
found_runs gather_find(arena *a, const char *root, chp_diag *diag);

#endif
