/* A stretch of text that somebody else owns. Not terminated: the length says
 * where it ends, so a 2 GB OUTCAR is cut into lines without copying a byte. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    const char *at;
    size_t len;
} str;

#define STR(literal) ((str)STR_INIT(literal))
#define STR_INIT(literal)                                                              \
    {                                                                                  \
        "" literal, sizeof(literal) - 1                                                \
    } // in a table of constants

static inline str str_of(const char *terminated)
{
    return (str){ terminated, terminated ? strlen(terminated) : 0 };
}

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && memcmp(s.at, prefix.at, prefix.len) == 0;
}

static inline bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len &&
           memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0;
}

/* The rest of `s` from `i` on; empty when `i` is beyond its end. */
static inline str str_from(str s, size_t i)
{
    size_t n = i < s.len ? i : s.len;
    return n > 0 ? (str){ s.at + n, s.len - n }
                 : s; // no address has an offset from NULL
}

/* At most `len` bytes from `i` on. */
static inline str str_part(str s, size_t i, size_t len)
{
    str rest = str_from(s, i);
    return (str){ rest.at, rest.len < len ? rest.len : len };
}

/* Of ASCII letters alone, in every locale: in a Turkish one tolower('I') is no i. */
static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Whether letters agree, whatever their case. */
bool str_eq_nocase(str a, str b);

/* Whether it is one of the words; their list ends with NULL. */
bool str_among(str s, const char *const *words);
bool str_among_nocase(str s, const char *const *words);

/* Whether `mark` occurs in `s`. */
bool str_has(str s, str mark);

/* Move `s` to just after the first `mark`; false, and untouched, without one. */
bool str_after(str *s, str mark);

/* Without the blanks, tabs and line ends at both sides. */
str str_trim(str s);

/* Take the next word (no blanks or tabs in it) off the front of `rest`. */
bool str_word(str *rest, str *word);

/* Take what stands before the next `sep` off the front of `rest`, and the `sep`. */
bool str_cut(str *rest, char sep, str *piece);

/* Take the next line off the front of `rest`; its end is \n, \r\n or a lone \r. */
bool str_line(str *rest, str *line);

/* How many bytes from the front on are valid UTF-8 (RFC 3629). */
size_t str_utf8_length(str s);

/* The whole of `s` is one number, blanks around it allowed. Fortran's forms are
 * numbers too: 0.1D-05, .5, 5., +1, and -.302333-128 for three-digit exponents.
 * Not numbers: ****, NaN, Inf, 1e999, 1,0, 0x1p3, 1e, ".", nothing. The result
 * has the bits strtod would give. Knows no locale. */
bool str_number(str s, double *out);

/* Take the next word off the front of `rest`, if it is a number. */
bool str_take_number(str *rest, double *out);

/* The same for a whole decimal number of the given range. */
bool str_integer(str s, long long min, long long max, long long *out);

#endif
