/* HDF5, read at arm's length. The library is known to crash on damaged files, and links
 * inside a file can open others. So a child process reads what is wanted and hands it
 * back through a pipe; if it dies, that is a message.
 *
 * Only hard links are followed, only storage inside the file and filters of the library
 * itself are accepted; what is left out for that is told. */
#ifndef IO_HDF5_H
#define IO_HDF5_H

#include "base/arena.h"
#include "chepath/diag.h"

enum { HDF5_MOST_RANK = 4 };

typedef enum { HDF5_ALL, HDF5_FIRST, HDF5_LAST } hdf5_rows; // of the first dimension

typedef struct {
    const char *path; // "/version/major"; "/input/incar/": all that is in the group
    hdf5_rows rows;
} hdf5_wish;

/* A dataset, or its one row. Numbers of any kind come as doubles. */
typedef struct {
    const char *path;
    hdf5_rows rows;
    bool is_text, is_logical;
    size_t rank, extent[HDF5_MOST_RANK]; // a scalar has rank 0
    size_t n;                            // of elements
    const double *number;                // NULL for text
    const char *const *text;             // trimmed; NULL for numbers
} hdf5_data;

typedef struct {
    const hdf5_data *at;
    size_t n;
} hdf5_list;

/* Read what of `wishes` is there: from the file at `path`, or from `bytes` when they
 * are not empty, and then `path` is a name for messages alone. False after a message.
 */
bool hdf5_read(arena *a, const char *path, str bytes, const hdf5_wish *wishes,
               size_t n_wishes, hdf5_list *out, chp_diag *diag);

/* The dataset of this path, or NULL. */
const hdf5_data *hdf5_find(const hdf5_list *list, const char *path, hdf5_rows rows);

/* --- between the two processes -------------------------------------------------- */

enum { HDF5_MOST_NAME = 255 };

/* Why a dataset that is there is not read. */
typedef enum { HDF5_TAKEN, HDF5_LINKED, HDF5_ELSEWHERE, HDF5_FILTERED } hdf5_refusal;

/* Goes ahead of a dataset's name and bytes: doubles, or texts that end with NUL. */
typedef struct {
    unsigned wish; // its index; HDF5_DONE: the end, and all is well
    unsigned char is_text, is_logical, rank, n_name;
    unsigned char refusal; // of hdf5_refusal: no bytes come, but the name
    unsigned long long extent[HDF5_MOST_RANK], n_bytes;
} hdf5_header;

enum { HDF5_DONE = 0xffffff };

/* What the module gives: read in this process, write to `fd`. Exits with a status:
 * 0, or 1 when the file could not be opened. */
typedef struct {
    int (*serve)(const char *path, str bytes, const hdf5_wish *wishes, size_t n_wishes,
                 int fd);
} hdf5_module;

#endif
