/* Files that are installed with the library: data, found beside it wherever it lies. */
#ifndef IO_INSTALLED_H
#define IO_INSTALLED_H

#include "base/arena.h"

/* The folders to look in for `kind` ("pathways"), in this order, ending with NULL: the
 * one that the variable of the environment names, if it is set; PREFIX/share/chepath of
 * the library; the checkout it was built in. */
const char *const *installed_folders(arena *a, const char *kind, const char *variable);

/* The names of the files in these folders that end in `suffix`, without it, sorted,
 * each once; ends with NULL. */
const char *const *installed_names(arena *a, const char *const *folders,
                                   const char *suffix);

/* FOLDER/NAME SUFFIX of the first folder that has it, or NULL. */
const char *installed_file(arena *a, const char *const *folders, const char *name,
                           const char *suffix);

#endif
