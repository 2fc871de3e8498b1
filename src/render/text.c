#include "render/text.h"

enum { NOT_A_CHARACTER = 0xFFFD };

static size_t length_by(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

/* Not shortest form, a surrogate, beyond Unicode. */
static bool is_forbidden(uint32_t c, size_t n)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    return c < least[n] || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF;
}

static size_t decode(str s, uint32_t *character)
{
    const unsigned char *b = (const unsigned char *)s.at;
    size_t n = length_by(b[0]);
    *character = NOT_A_CHARACTER;
    if (n == 0 || n > s.len)
        return 1;
    uint32_t c = n == 1 ? b[0] : b[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((b[i] & 0xC0) != 0x80)
            return 1;
        c = c << 6 | (b[i] & 0x3F);
    }
    if (is_forbidden(c, n))
        return 1;
    *character = c;
    return n;
}

bool text_next(str *rest, uint32_t *character)
{
    if (rest->len == 0)
        return false;
    *rest = str_from(*rest, decode(*rest, character));
    return true;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Blocks that matter in labels, not all of Unicode. */
static size_t columns_of(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        size_t columns;
    } blocks[] = {
        { 0x0300, 0x036F, 0 }, // combining accents
        { 0x200B, 0x200F, 0 }, // marks without width
        { 0x1100, 0x115F, 2 }, // Hangul
        { 0x2E80, 0xA4CF, 2 }, // Chinese, Japanese
        { 0xAC00, 0xD7A3, 2 }, // Hangul
        { 0xF900, 0xFAFF, 2 }, // Chinese
        { 0xFF01, 0xFF60, 2 }, // full width
        { 0x20000, 0x3FFFD, 2 },
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (c >= blocks[i].first && c <= blocks[i].last)
            return blocks[i].columns;
    return is_control(c) ? 4 : 1; // \x1b
}

size_t text_width(str s)
{
    size_t width = 0;
    uint32_t c;
    while (text_next(&s, &c))
        width += columns_of(c);
    return width;
}

const char *text_clean(arena *a, const char *text)
{
    str rest = str_of(text), here = rest;
    char *out = arena_new(a, char, 3 * rest.len + 1), *end = out;
    uint32_t c;
    for (; text_next(&rest, &c); here = rest) {
        bool is_bad = is_control(c) || c == NOT_A_CHARACTER;
        str bytes = is_bad ? STR("\uFFFD") : str_part(here, 0, here.len - rest.len);
        memcpy(end, bytes.at, bytes.len);
        end += bytes.len;
    }
    return out;
}

void text_put(str s, FILE *to)
{
    uint32_t c;
    for (str rest = s; text_next(&rest, &c); s = rest) {
        if (is_control(c))
            fprintf(to, "\\x%02x", c);
        else if (c == NOT_A_CHARACTER)
            fputs("\uFFFD", to);
        else
            fwrite(s.at, 1, (size_t)(rest.at - s.at), to);
    }
}

void text_spaces(size_t n, FILE *to)
{
    while (n-- > 0)
        fputc(' ', to);
}

void text_name(const char *name, FILE *to)
{
    fprintf(to, "  %s", name);
    text_spaces(TEXT_NAME_WIDTH - text_width(str_of(name)), to);
}

void text_item(const char *name, const char *value, FILE *to)
{
    text_name(name, to);
    text_put(str_of(value), to);
    fputc('\n', to);
}

void text_wrap(str s, size_t at, size_t indent, FILE *to)
{
    str word;
    bool is_first = true; // of its line
    while (str_word(&s, &word)) {
        size_t width = text_width(word);
        if (!is_first && at + 1 + width > TEXT_WIDTH) {
            fputc('\n', to);
            text_spaces(indent, to);
            at = indent;
            is_first = true;
        }
        if (!is_first)
            fputc(' ', to);
        text_put(word, to);
        at += width + !is_first;
        is_first = false;
    }
    fputc('\n', to);
}
