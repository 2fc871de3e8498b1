#include "base/scan.h"

/* Give away the first `len` bytes of the window as a line, `skip` with its end. */
static bool take(scan *s, size_t len, size_t skip)
{
    s->line = (str){ s->rest.at, len };
    s->rest = str_from(s->rest, skip);
    s->offset += skip;
    s->at.line++;
    return true;
}

/* A \r that ends a line by itself. The last byte of a window that can grow may
 * yet turn out to be half of a \r\n. */
static const char *lone_return(const scan *s, bool is_last_window)
{
    const char *at = s->rest.len ? memchr(s->rest.at, '\r', s->rest.len) : NULL;
    bool is_at_end = at && at + 1 == s->rest.at + s->rest.len;
    return at && (!is_at_end || is_last_window) ? at : NULL;
}

bool scan_line_slow(scan *s)
{
    for (;;) {
        const char *end = s->rest.len ? memchr(s->rest.at, '\n', s->rest.len) : NULL;
        const char *lone = end ? NULL : lone_return(s, false);
        if (end)
            return scan_line(s);
        if (lone)
            return take(s, (size_t)(lone - s->rest.at), (size_t)(lone - s->rest.at) + 1);
        if (s->rest.len > SCAN_LONGEST_LINE) {
            s->is_bad = true;
            return false;
        }
        if (!s->more || !s->more(s))
            break;
    }
    if (s->rest.len == 0)
        return false;
    const char *lone = lone_return(s, true);
    size_t len = lone ? (size_t)(lone - s->rest.at) : s->rest.len;
    return take(s, len, len + (lone != NULL));
}
