#include "io/sift.h"

#include <stdint.h>
#include <string.h>

#include "base/scan.h"

/* What a name is looked for by: its first letter, and the second where it has one. */
typedef struct {
    char first, second;
    size_t step; // from the one to the other
} letters;

/* Whether a tag of this name, or a declaration, may begin here. */
static bool may_matter(const char *at, letters of)
{
    const char *name = at + 1 + (at[1] == '/');
    return at[0] == '<' &&
           (at[1] == '!' || (name[0] == of.first && name[of.step] == of.second));
}

/* The first place before `end` that may matter; `end`: none. */
static size_t first_that_matters(str text, size_t i, size_t end, letters of)
{
    while (i < end && !may_matter(text.at + i, of))
        i++;
    return i;
}

#define NAME(what) what##_16
#define TARGET
#define WIDTH 16
#include "io/sift_loop.h"

#ifdef __x86_64__
#define NAME(what) what##_32
#define TARGET     __attribute__((target("avx2")))
#define WIDTH      32
#include "io/sift_loop.h"

#define WIDEST(what) (__builtin_cpu_supports("avx2") ? what##_32 : what##_16)
#else
#define WIDEST(what) what##_16
#endif

/* Those among the last `n` of a block, which is looked at whole. */
static size_t last_lines(const char *block, size_t n, bool *has_control)
{
    uint64_t bits = scan_newlines_16(block) >> (sizeof(vec_16) - n);
    size_t lines = 0;
    lines_16(block, sizeof(vec_16), has_control);
    for (; bits; bits &= bits - 1)
        lines++;
    return lines;
}

static size_t few_lines(const char *at, size_t n, bool *has_control)
{
    size_t lines = 0;
    *has_control = false;
    for (size_t i = 0; i < n; i++) {
        lines += at[i] == '\n';
        *has_control |= (unsigned char)at[i] < '\t';
    }
    return lines;
}

size_t sift_lines(const char *at, size_t n, bool *has_control)
{
    enum { LONG = 256, WIDE = 32, BLOCK = sizeof(vec_16) };
    if (n < BLOCK)
        return few_lines(at, n, has_control);
    bool is_torn[3] = { false };
    size_t n_wide = n < LONG ? 0 : n - n % WIDE, n_left = n % BLOCK;
    size_t lines = WIDEST(lines)(at, n_wide, &is_torn[0]);
    lines += lines_16(at + n_wide, n - n_left - n_wide, &is_torn[1]);
    if (n_left > 0)
        lines += last_lines(at + n - BLOCK, n_left, &is_torn[2]);
    *has_control = is_torn[0] || is_torn[1] || is_torn[2];
    return lines;
}

size_t sift_tag(str text, size_t from, str name)
{
    size_t step = name.len > 1;
    letters of = { name.at[0], name.at[step], step };
    size_t i = WIDEST(tag)(text, from, of);
    size_t end = text.len >= SIFT_LEAD ? text.len - SIFT_LEAD + 1 : 0;
    return first_that_matters(text, i, end > i ? end : i, of);
}

/* The index of the first true one; 16: none. Bytes lie from low to high, as on every
 * machine that we build for. */
static size_t first_of(vec_16 flags)
{
    uint64_t half[2];
    memcpy(half, &flags, sizeof half);
    if (half[0])
        return (size_t)__builtin_ctzll(half[0]) / 8;
    return half[1] ? 8 + (size_t)__builtin_ctzll(half[1]) / 8 : 16;
}

static vec_16 marks(vec_16 c, char quote)
{
    return quote ? (vec_16)(c == all_16(quote))
                 : (vec_16)(c == all_16('>')) | (vec_16)(c == all_16('<')) |
                       (vec_16)(c == all_16('"')) | (vec_16)(c == all_16('\''));
}

size_t sift_mark(str text, size_t i, char quote)
{
    for (; i + sizeof(vec_16) <= text.len; i += sizeof(vec_16)) {
        size_t k = first_of(marks(load_16(text.at + i), quote));
        if (k < sizeof(vec_16))
            return i + k + 1;
    }
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (quote ? c == quote : c == '>' || c == '<' || c == '"' || c == '\'')
            return i + 1;
    }
    return 0;
}
