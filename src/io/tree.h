/* Folders: what is in one, and walking down a tree of them. Names come sorted by their
 * bytes, so that the same tree gives the same order everywhere. */
#ifndef IO_TREE_H
#define IO_TREE_H

#include "base/arena.h"
#include "base/path.h"
#include "chepath/diag.h"

typedef struct {
    const char *path;
    size_t n_files, n_folders;
    const char *const *file; // names; links are what they point to
    const char *const *folder;
} listing;

/* False after a message when the folder cannot be read. Hidden names are left out. */
bool folder_list(arena *a, const char *path, listing *out, chp_diag *diag);

bool path_is_folder(const char *path);
bool path_is_there(const char *path);

typedef struct {
    unsigned depth;   // 32
    size_t n_folders; // 200 000
} tree_limits;

/* Called for each folder before those below it; false: do not go further down. */
typedef bool (*tree_visitor)(void *user, const listing *folder);

/* Visit `root` and all below it. Links are followed, but never in a circle. A folder
 * that cannot be read is a warning, as is a limit that was reached. Listings and paths
 * live in `a`; `limits` may be NULL. */
void tree_walk(arena *a, const char *root, const tree_limits *limits,
               tree_visitor visit, void *user, chp_diag *diag);

#endif
