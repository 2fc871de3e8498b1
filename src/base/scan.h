/* Text read line by line, by someone who always knows where they are.
 *
 * A scan is a window on its source. Text in memory is a scan without `more`;
 * a stream refills the window, so memory does not grow with the file. A line
 * lives until the next one is asked for. */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/str.h"
#include "chepath/diag.h"

enum { SCAN_LONGEST_LINE = 16 << 20 };

typedef struct scan scan;
struct scan {
    str rest;        // unread bytes of the window
    str line;        // the current line, without its end
    chp_where at;    // the place of `line`
    uint64_t offset; // of `rest` in the source

    /* Put more bytes behind those of `rest`, which may move; false when there
     * are none. NULL: the window is all there is. */
    bool (*more)(scan *s);
    void *source;
    bool is_mac; // lines end in a lone \r: no \n was seen where the first should be
    bool is_cut; // the source ended in the middle: a truncated stream, a dying disk
    bool is_bad; // a line was longer than SCAN_LONGEST_LINE: the source stops there
};

static inline scan scan_text(str text, const char *path)
{
    return (scan){ .rest = text, .at.path = path };
}

bool scan_line_slow(scan *s);

/* The next line; its end is \n or \r\n, or a lone \r in a text that begins with such
 * lines. False at the end. */
static inline bool scan_line(scan *s)
{
    const char *end = s->rest.len ? memchr(s->rest.at, '\n', s->rest.len) : NULL;
    if (!end || s->is_mac)
        return scan_line_slow(s);
    size_t len = (size_t)(end - s->rest.at);
    if (len > SCAN_LONGEST_LINE)
        return scan_line_slow(s);
    s->line = (str){ s->rest.at, len - (len > 0 && end[-1] == '\r') };
    s->rest = (str){ end + 1, s->rest.len - len - 1 };
    s->offset += len + 1;
    s->at.line++;
    return true;
}

enum { SCAN_BLOCK = 64 };

#ifdef __SSE2__
static inline uint64_t scan_newlines_16(const char *bytes)
{
    __m128i found =
        _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)bytes), _mm_set1_epi8('\n'));
    return (uint32_t)_mm_movemask_epi8(found);
}
#else
static inline uint64_t scan_newlines_16(const char *bytes)
{
    uint64_t bits = 0;
    for (int i = 0; i < 16; i++)
        bits |= (uint64_t)(bytes[i] == '\n') << i;
    return bits;
}
#endif

/* Which of the bytes are \n, one bit for each. */
static inline uint64_t scan_newlines(const char *block)
{
    return scan_newlines_16(block) | scan_newlines_16(block + 16) << 16 |
           scan_newlines_16(block + 32) << 32 | scan_newlines_16(block + 48) << 48;
}

/* Pass over the lines that `take` takes, as long as the window lasts, faster than one
 * by one. It is given a line without its \n, the one after `at.line`, and may look at
 * SCAN_BLOCK bytes from its beginning at least. */
static inline void scan_skip(scan *s, bool (*take)(void *mind, str line), void *mind)
{
    const char *line = s->rest.at, *end = s->rest.at + s->rest.len, *block = line;
    for (; end - block >= 2 * SCAN_BLOCK && !s->is_mac; block += SCAN_BLOCK) {
        uint64_t newlines = scan_newlines(block);
        for (; newlines; newlines &= newlines - 1) {
            const char *stop = block + __builtin_ctzll(newlines);
            if (!take(mind, (str){ line, (size_t)(stop - line) }))
                goto done;
            line = stop + 1;
            s->at.line++;
        }
    }
done:
    s->offset += (size_t)(line - s->rest.at);
    s->rest = (str){ line, (size_t)(end - line) };
}

#endif
