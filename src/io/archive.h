/* Files packed in one file: tar, zip, 7z. Read once from front to end; nothing is
 * unpacked to disk.
 *
 *     packed *p = packed_open(s);
 *     while (packed_next(p, &name))
 *         if (is_wanted(name))
 *             use(packed_entry(p, path, diag));
 *     ok = packed_close(p, diag);
 */
#ifndef IO_ARCHIVE_H
#define IO_ARCHIVE_H

#include <time.h>

#include "io/source.h"

enum { PACKED_HEAD = 512 }; // what packed_is() wants to see

typedef struct packed packed;

/* Whether a file that begins so is an archive. */
bool packed_is(str head);

/* Read the archive from `s`, which is closed with it. */
packed *packed_open(source *s);

/* Go to the next regular file; links, pipes and devices are passed over. Its name is as
 * it stands in the archive, without "./" and slashes in front: text, and no path of
 * ours. */
bool packed_next(packed *p, const char **name);

/* When it was last written, since 1970; 0: the archive does not say. */
time_t packed_closed(const packed *p);

/* The bytes of this file, to be closed before the next one is asked for. */
source *packed_entry(packed *p, const char *path, chp_diag *diag);

/* False after an error: the archive is damaged, or goes beyond the limits. */
bool packed_close(packed *p, chp_diag *diag);

#endif
