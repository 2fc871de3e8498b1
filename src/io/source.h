/* Where bytes come from: a plain file, a compressed one, an entry of an archive,
 * standard input. What it is, is told by its first bytes. Memory does not grow with
 * the size of the file. */
#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "base/scan.h"

typedef struct source source;

/* NULL after a message: it is not there, not readable, not a regular file. */
source *source_open(const char *path, chp_diag *diag);

/* The first bytes, up to `most`, without consuming them. */
str source_head(source *s, size_t most);

/* The text, line by line. Lent. `at.path` is the path the source was opened with. */
scan *source_scan(source *s);

/* False after a message when the bytes did not end as they should: a compressed
 * stream that was cut or whose checksum differs, a file that grew while it was read.
 * Frees the source in any case. NULL is fine. */
bool source_close(source *s, chp_diag *diag);

#endif
