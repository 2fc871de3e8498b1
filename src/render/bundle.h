/* A folder of results. Every file is made in memory first, then it is checked that none
 * of them is in the way of somebody else's, then they are written, each whole or not at
 * all.
 *
 * manifest.txt lists what was written and its SHA-256, in the format of sha256sum. A
 * file that is not listed there, or was changed since, is the user's. */
#ifndef RENDER_BUNDLE_H
#define RENDER_BUNDLE_H

#include "base/arena.h"
#include "chepath/diag.h"

typedef struct {
    const char *name; // below the folder of the bundle
    str bytes;
} piece;

typedef struct {
    arena *a;
    const char *folder;
    bool is_forced; // overwrite what is the user's
    chp_diag *diag;
    size_t n;
    piece *pieces;
} bundle;

/* `below` is "" or ends with a slash. */
void bundle_add(bundle *b, const char *below, const char *name, str bytes);

/* sources.sha256: the files that were read, those of a run for its folder. */
void bundle_add_sources(bundle *b, const char *const *sources);

/* A name for a folder below: no slash in it, no dot in front, not twice. Ends with a
 * slash. */
const char *bundle_folder(const bundle *b, const char *name);

/* False after messages: something is in the way, or cannot be written. */
bool bundle_write(bundle *b);

#endif
