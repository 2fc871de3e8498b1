/* Paths as text. Nothing here touches the disk. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"

/* "folder/name", without doubling slashes. */
const char *path_join(arena *a, const char *folder, const char *name);

/* The last part: "OUTCAR" of "a/OUTCAR", "b" of "a/b/". */
str path_name(const char *path);

/* What stands before the last part, without a slash at its end: "." of "a". */
const char *path_folder(arena *a, const char *path);

/* `path` as seen from `folder`, as people write both: as it is when it begins with a
 * slash, or when `folder` is NULL or ".". */
const char *path_from(arena *a, const char *folder, str path);

#endif
