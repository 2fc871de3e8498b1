/* Where bytes come from: a plain file, a compressed one, an entry of an archive,
 * standard input. What it is, is told by its first bytes. Memory does not grow with
 * the size of the file. */
#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "base/arena.h"
#include "base/scan.h"

typedef struct source source;

/* What a compressed file may blow up to. */
typedef struct {
    uint64_t unpacked_bytes; // 8 GiB
    unsigned ratio;          // 200 to 1, once 64 MiB are out; real files reach 24
} source_limits;

source_limits source_defaults(void);

/* NULL after a message: it is not there, not readable, not a regular file, or plainly
 * something else (a web page, UTF-16). "-" is standard input. `path` must outlive the
 * source; `limits` may be NULL. */
source *source_open(const char *path, const source_limits *limits, chp_diag *diag);

/* The first bytes, up to `most`, without consuming them. */
str source_head(source *s, size_t most);

/* The text, line by line. Lent. `at.path` is the path the source was opened with. */
scan *source_scan(source *s);

/* All of a file that somebody wrote down, in `a`: its lines, each with a \n behind it.
 * False after a message, also when there are more than `most` bytes. */
bool source_text(arena *a, const char *path, size_t most, str *out, chp_diag *diag);

/* Frees the source; NULL is fine. False after an error: the bytes are damaged. A stream
 * that was cut, or a file that changed meanwhile, is a warning: what came before is
 * true. */
bool source_close(source *s, chp_diag *diag);

#endif
