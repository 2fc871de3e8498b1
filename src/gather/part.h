/* One file of a run, read by itself. */
#ifndef GATHER_PART_H
#define GATHER_PART_H

#include <time.h>

#include "formats/format.h"
#include "gather/names.h"
#include "io/source.h"

typedef struct {
    const char *path;
    file_role role;       // what its name promised
    const format *format; // what its content is; NULL: nothing we read
    chp_calc calc;
    chp_diag *diag;
    bool is_usable;  // no error stands
    bool is_empty;   // not a byte in it
    time_t closed_s; // of one in an archive, since 1970; 0: unknown
} part;

/* Open and read the file. `a` owns what it says, `path` outlives it. */
part part_read(arena *a, const char *path, file_role r, const source_limits *limits,
               const chp_diag *parent);

/* The same for a source that is open; it is closed. NULL, after a message in `diag`, is
 * an unreadable one. */
part part_read_source(arena *a, source *s, const char *path, file_role role,
                      chp_diag *diag);

static inline bool part_is(const part *p, const char *format_name)
{
    return p && p->format && strcmp(p->format->name, format_name) == 0;
}

/* Whether the part tells the energy of a step. */
bool part_has_energy(const part *p);

#endif
