#include "base/scan.h"

/* So much text without a single \n has lines that end in \r. */
enum { MAC_HEAD = 64 << 10 };

static const char *find(str s, char c)
{
    return s.len ? memchr(s.at, c, s.len) : NULL;
}

/* Give away the first `len` bytes of the window as a line, `skip` with its end. */
static bool take(scan *s, size_t len, size_t skip)
{
    s->line = (str){ s->rest.at, len };
    s->rest = str_from(s->rest, skip);
    s->offset += skip;
    s->at.line++;
    return true;
}

static bool take_to(scan *s, const char *end)
{
    size_t len = (size_t)(end - s->rest.at);
    bool is_windows = *end == '\n' && len > 0 && end[-1] == '\r';
    return take(s, len - is_windows, len + 1);
}

/* Whether the text, of which nothing was given away yet, has lines of the old Mac. */
static bool begins_as_mac(const scan *s)
{
    const char *lone = find(s->rest, '\r');
    return s->offset == 0 && lone && lone + 1 < s->rest.at + s->rest.len;
}

bool scan_line_slow(scan *s)
{
    for (;;) {
        const char *end = find(s->rest, s->is_mac ? '\r' : '\n');
        size_t len = end ? (size_t)(end - s->rest.at) : s->rest.len;
        if (end && len <= SCAN_LONGEST_LINE)
            return take_to(s, end);
        if (len > SCAN_LONGEST_LINE) {
            s->is_bad = true;
            return false;
        }
        bool is_long = s->rest.len >= MAC_HEAD;
        bool has_more = !(is_long && begins_as_mac(s)) && s->more && s->more(s);
        if (!has_more && (s->is_mac || !begins_as_mac(s)))
            break;
        s->is_mac |= !has_more;
    }
    if (s->rest.len == 0)
        return false;
    size_t len = s->rest.len;
    return take(s, len - (s->rest.at[len - 1] == '\r'), len);
}
