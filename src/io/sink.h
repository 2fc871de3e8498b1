/* Where results go: text that grows in memory, then a file that is written whole or
 * not at all.
 *
 *     sink out = { .a = scratch };
 *     sink_print(&out, "%zu steps", n);
 *     return sink_save(sink_text(&out), path, diag);
 */
#ifndef IO_SINK_H
#define IO_SINK_H

#include "base/arena.h"
#include "chepath/diag.h"

typedef struct {
    arena *a;
    char *at; // terminated, once anything was put
    size_t n, room;
} sink;

void sink_put(sink *s, str text);
void sink_print(sink *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static inline str sink_text(const sink *s)
{
    return (str){ s->at ? s->at : "", s->n };
}

/* Write text, or any bytes, to a file: under a temporary name in the same folder, then
 * by renaming it. On failure what was there is untouched. */
bool sink_save(str bytes, const char *path, chp_diag *diag);

#endif
