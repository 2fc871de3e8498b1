/* Text read line by line, by someone who always knows where they are.
 *
 * A scan is a window on its source. Text in memory is a scan without `more`;
 * a stream refills the window, so memory does not grow with the file. A line
 * lives until the next one is asked for. */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include <stdint.h>

#include "base/str.h"
#include "chepath/diag.h"

enum { SCAN_LONGEST_LINE = 16 << 20 };

typedef struct scan scan;
struct scan {
    str rest;     // unread bytes of the window
    str line;     // the current line, without its end
    chp_where at; // the place of `line`
    uint64_t offset; // of `rest` in the source

    /* Put more bytes behind those of `rest`, which may move; false when there
     * are none. NULL: the window is all there is. */
    bool (*more)(scan *s);
    void *source;
    bool is_cut; // the source ended in the middle: a truncated stream, a dying disk
    bool is_bad; // a line was longer than SCAN_LONGEST_LINE: the source stops there
};

static inline scan scan_text(str text, const char *path)
{
    return (scan){ .rest = text, .at.path = path };
}

bool scan_line_slow(scan *s);

/* The next line; its end is \n, \r\n or a lone \r. False at the end. */
static inline bool scan_line(scan *s)
{
    const char *end = s->rest.len ? memchr(s->rest.at, '\n', s->rest.len) : NULL;
    if (!end)
        return scan_line_slow(s);
    size_t len = (size_t)(end - s->rest.at);
    s->line = (str){ s->rest.at, len - (len > 0 && end[-1] == '\r') };
    s->rest = (str){ end + 1, s->rest.len - len - 1 };
    s->offset += len + 1;
    s->at.line++;
    return true;
}

#endif
