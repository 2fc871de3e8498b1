#define _GNU_SOURCE // memmem, strtod_l
#include "base/str.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool str_eq_nocase(str a, str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return false;
    return true;
}

static const char *find(str s, str mark)
{
    if (mark.len == 1)
        return s.len ? memchr(s.at, mark.at[0], s.len) : NULL;
    return mark.len <= s.len ? memmem(s.at, s.len, mark.at, mark.len) : NULL;
}

bool str_among(str s, const char *const *words)
{
    while (*words && !str_eq(s, str_of(*words)))
        words++;
    return *words;
}

bool str_among_nocase(str s, const char *const *words)
{
    while (*words && !str_eq_nocase(s, str_of(*words)))
        words++;
    return *words;
}

bool str_has(str s, str mark)
{
    return find(s, mark) != NULL;
}

bool str_after(str *s, str mark)
{
    const char *found = find(*s, mark);
    if (!found)
        return false;
    *s = str_from(*s, (size_t)(found - s->at) + mark.len);
    return true;
}

str str_trim(str s)
{
    while (s.len > 0 && is_blank(s.at[s.len - 1]))
        s.len--;
    while (s.len > 0 && is_blank(s.at[0]))
        s = str_from(s, 1);
    return s;
}

bool str_word(str *rest, str *word)
{
    str s = *rest;
    while (s.len > 0 && is_blank(s.at[0]))
        s = str_from(s, 1);
    size_t len = 0;
    while (len < s.len && !is_blank(s.at[len]))
        len++;
    *word = str_part(s, 0, len);
    *rest = str_from(s, len);
    return len > 0;
}

bool str_cut(str *rest, char sep, str *piece)
{
    if (!rest->at)
        return false;
    const char *end = rest->len ? memchr(rest->at, sep, rest->len) : NULL;
    if (!end) {
        *piece = *rest;
        *rest = (str){ 0 };
        return true;
    }
    size_t len = (size_t)(end - rest->at);
    *piece = str_part(*rest, 0, len);
    *rest = str_from(*rest, len + 1);
    return true;
}

bool str_line(str *rest, str *line)
{
    if (rest->len == 0)
        return false;
    size_t len = 0;
    while (len < rest->len && rest->at[len] != '\n' && rest->at[len] != '\r')
        len++;
    size_t skip = len < rest->len;
    if (str_starts(str_from(*rest, len), STR("\r\n")))
        skip = 2;
    *line = str_part(*rest, 0, len);
    *rest = str_from(*rest, len + skip);
    return true;
}

/* The bytes of the character at the front; 0: it is none. Neither longer than it need
 * be, nor a surrogate, nor beyond U+10FFFF. */
static size_t utf8_character(str s)
{
    static const struct {
        unsigned char low, high;         // of the first byte
        unsigned char second, to_second; // the range of the next one
        size_t len;
    } forms[] = {
        { 0x00, 0x7F, 0x00, 0x00, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 },
        { 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
        { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
        { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 },
        { 0xF4, 0xF4, 0x80, 0x8F, 4 },
    };
    const unsigned char *at = (const unsigned char *)s.at;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (at[0] < forms[i].low || at[0] > forms[i].high)
            continue;
        if (forms[i].len == 1)
            return 1;
        if (s.len < forms[i].len || at[1] < forms[i].second ||
            at[1] > forms[i].to_second)
            return 0;
        for (size_t k = 2; k < forms[i].len; k++)
            if ((at[k] & 0xC0) != 0x80)
                return 0;
        return forms[i].len;
    }
    return 0;
}

size_t str_utf8_length(str s)
{
    size_t done = 0, len = 1;
    while (done < s.len && len > 0) {
        len = utf8_character(str_from(s, done));
        done += len;
    }
    return done;
}

/* --- numbers -------------------------------------------------------------------
 *
 * A decimal number is mantissa * 10^exponent. When both the mantissa and the power
 * are exact doubles (2^53, 10^22), one multiplication or division rounds once, as
 * strtod would (Clinger, PLDI 1990). Up to 19 digits behind the point are divided as
 * whole numbers. Everything else is left to strtod. */

enum {
    LONGEST_NUMBER = 1024,
    IS_LOW_FIRST = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
};

/* [EeDd] sign digits, or a sign and exactly three digits without the letter. */
static bool read_exponent(str s, long *exponent)
{
    bool has_letter = s.len > 0 && memchr("EeDd", s.at[0], 4) != NULL;
    s = str_from(s, has_letter);
    bool has_sign = s.len > 0 && (s.at[0] == '+' || s.at[0] == '-');
    bool is_negative = has_sign && s.at[0] == '-';
    s = str_from(s, has_sign);
    if (s.len == 0 || (!has_letter && !(has_sign && s.len == 3)))
        return false;
    long value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i]))
            return false;
        if (value < 100000)
            value = value * 10 + (s.at[i] - '0');
    }
    *exponent += is_negative ? -value : value;
    return true;
}

static size_t n_digits_of(str s)
{
    size_t n = 0;
    while (n < s.len && is_digit(s.at[n]))
        n++;
    return n;
}

/* Whether it has the form of a number, of any length. */
static bool is_number(str s)
{
    long exponent = 0;
    s = str_from(s, s.len > 0 && (s.at[0] == '+' || s.at[0] == '-'));
    size_t n = n_digits_of(s);
    s = str_from(s, n);
    if (s.len > 0 && s.at[0] == '.') {
        size_t n_behind = n_digits_of(str_from(s, 1));
        s = str_from(s, 1 + n_behind);
        n += n_behind;
    }
    return n > 0 && (s.len == 0 || read_exponent(s, &exponent));
}

static bool slow_number(str s, double *out)
{
    char text[LONGEST_NUMBER + 2];
    if (s.len > LONGEST_NUMBER)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool is_sign = s.at[i] == '+' || s.at[i] == '-';
        if (i > 0 && is_sign && (is_digit(s.at[i - 1]) || s.at[i - 1] == '.'))
            text[n++] = 'e'; // the letter that a three-digit exponent drops
        text[n++] = s.at[i] == 'd' || s.at[i] == 'D' ? 'e' : s.at[i];
    }
    text[n] = '\0';
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double value = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(value))
        return false;
    *out = value;
    return true;
}

static const double power_of_ten[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

enum { LARGEST_POWER = 22, MOST_DIGITS = 19 }; // 19 digits always fit in 64 bits
static const uint64_t LARGEST_MANTISSA = UINT64_C(1) << 53;

/* m / 10^k for k up to 19 and any m: both are shifted up, divided with 62 bits or more,
 * and what the division leaves over is remembered in the last of them, so that the
 * conversion to a double rounds as if it saw all digits. */
static double quotient(uint64_t m, unsigned k)
{
    __extension__ typedef unsigned __int128 wide;
    uint64_t d = 1;
    for (unsigned i = 0; i < k; i++)
        d *= 10;
    if (m == 0)
        return 0;
    int up_m = __builtin_clzll(m), up_d = __builtin_clzll(d);
    wide n = (wide)(m << up_m) << 63;
    d <<= up_d;
    uint64_t q = (uint64_t)(n / d);
    q |= n % d != 0;
    return ldexp((double)q, up_d - up_m - 63);
}

typedef struct {
    bool is_negative;
    uint64_t mantissa;
    long exponent;
} decimal;

/* The double nearest to it, when that can be had without strtod. */
static bool nearest(const decimal *d, double *out)
{
    double m;
    if (d->mantissa <= LARGEST_MANTISSA && labs(d->exponent) <= LARGEST_POWER) {
        m = (double)(int64_t)d->mantissa; // of signed ones there is an instruction
        m = d->exponent < 0 ? m / power_of_ten[-d->exponent]
                            : m * power_of_ten[d->exponent];
    } else if (d->exponent <= 0 && d->exponent >= -MOST_DIGITS) {
        m = quotient(d->mantissa, (unsigned)-d->exponent);
    } else {
        return false;
    }
    *out = d->is_negative ? -m : m;
    return true;
}

/* Digits are read eight at a time, however many of the eight there are: the first bytes
 * lie lowest, so what is no digit is found by the lowest mark, and shifting up by what
 * is missing puts zeros before them and drops what follows. Three multiplications make
 * one number of them: bytes to pairs, to fours, to eight (Lemire, "Quickly parsing
 * eight digits", 2018). Nothing depends on their number, so nothing waits for it. */
static inline uint64_t eight_bytes(const char *at, const char *end)
{
    uint64_t text;
    const char *from = end - at < 8 ? end - 8 : at;
    memcpy(&text, from, sizeof text);
    return text >> 8 * (at - from);
}

static inline unsigned n_digits_of_eight(uint64_t text)
{
    uint64_t below_zero = text - UINT64_C(0x3030303030303030);
    uint64_t above_nine = text + UINT64_C(0x4646464646464646);
    uint64_t marks = (below_zero | above_nine) & UINT64_C(0x8080808080808080);
    uint64_t last = UINT64_C(1) << 63; // that there be one to count up to
    return (unsigned)__builtin_ctzll(marks | last) / 8 + (marks == 0);
}

static inline uint64_t value_of_eight(uint64_t text, unsigned n_digits)
{
    unsigned half = 4 * (8 - n_digits); // of a shift that may be by all 64
    uint64_t digits = (text - UINT64_C(0x3030303030303030)) << half << half;
    digits = digits * 10 + (digits >> 8);
    uint64_t ends =
        (digits & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064);
    uint64_t inner =
        (digits >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001);
    return (ends + inner) >> 32;
}

/* -12.345678, as nearly all numbers are written: a sign or none, up to eight digits, a
 * point, and up to eight, or sixteen in all. How many bytes it is; 0 when it is another
 * one. */
static inline size_t read_usual(str s, double *out)
{
    static const uint64_t shift[] = { 1,      10,      100,      1000,     10000,
                                      100000, 1000000, 10000000, 100000000 };
    if (s.len < 8 || !IS_LOW_FIRST)
        return 0;
    const char *end = s.at + s.len, *at = s.at + ((*s.at == '-') | (*s.at == '+'));
    uint64_t front = eight_bytes(at, end);
    unsigned n_front = n_digits_of_eight(front);
    const char *point = at + n_front;
    if (end - point < 2 || *point != '.')
        return 0;
    uint64_t behind = eight_bytes(point + 1, end);
    unsigned n_behind = n_digits_of_eight(behind);
    uint64_t m = value_of_eight(front, n_front) * shift[n_behind] +
                 value_of_eight(behind, n_behind);
    if (n_behind == 8 && end - point > 9) { // a lattice vector has nine
        uint64_t more = eight_bytes(point + 9, end);
        unsigned n_more = n_digits_of_eight(more);
        if (n_front + n_more > 8)
            return 0;
        m = m * shift[n_more] + value_of_eight(more, n_more);
        n_behind += n_more;
    }
    if (n_behind == 0 || m > LARGEST_MANTISSA)
        return 0;
    double size = (double)(int64_t)m / power_of_ten[n_behind];
    *out = copysign(size, *s.at == '-' ? -1.0 : 1.0);
    return (size_t)(point + 1 + n_behind - s.at);
}

/* Digits from `at` on, behind those of `mantissa`; where they end. */
static const char *read_digits(const char *at, const char *end, uint64_t *mantissa)
{
    for (; at < end && is_digit(*at); at++)
        *mantissa = *mantissa * 10 + (uint64_t)(*at - '0');
    return at;
}

/* Sign, digits, a point, digits. How many bytes it is; 0 when it is none, or its digits
 * do not fit in 64 bits. */
static size_t read_decimal(str s, decimal *d)
{
    if (s.len == 0)
        return 0;
    const char *end = s.at + s.len, *begin = s.at + (*s.at == '-' || *s.at == '+');
    *d = (decimal){ .is_negative = *s.at == '-' };
    const char *at = read_digits(begin, end, &d->mantissa);
    size_t n_digits = (size_t)(at - begin);
    if (at < end && *at == '.') {
        const char *behind = at + 1;
        at = read_digits(behind, end, &d->mantissa);
        d->exponent = behind - at;
        n_digits += (size_t)(at - behind);
    }
    return n_digits > 0 && n_digits <= MOST_DIGITS ? (size_t)(at - s.at) : 0;
}

static bool read_unusual(str s, double *out)
{
    decimal d;
    s = str_trim(s);
    if (s.len == 0)
        return false;
    size_t n = read_decimal(s, &d);
    bool is_short = n > 0 && (n == s.len || read_exponent(str_from(s, n), &d.exponent));
    if (is_short && nearest(&d, out))
        return true;
    return is_number(s) && slow_number(s, out);
}

bool str_number(str s, double *out)
{
    double x;
    while (s.len > 0 && s.at[0] == ' ') // a column is wider than its numbers
        s = (str){ s.at + 1, s.len - 1 };
    if (read_usual(s, &x) != s.len || s.len == 0)
        return read_unusual(s, out);
    *out = x;
    return true;
}

bool str_take_number(str *rest, double *out)
{
    str s = *rest, word;
    double x;
    while (s.len > 0 && is_blank(s.at[0]))
        s = str_from(s, 1);
    size_t n = read_usual(s, &x);
    if (n > 0 && (n == s.len || is_blank(s.at[n]))) {
        *rest = str_from(s, n);
        *out = x;
        return true;
    }
    if (!str_word(&s, &word) || !str_number(word, out))
        return false;
    *rest = s;
    return true;
}

bool str_integer(str s, long long min, long long max, long long *out)
{
    s = str_trim(s);
    bool has_sign = s.len > 0 && (s.at[0] == '+' || s.at[0] == '-');
    bool is_negative = has_sign && s.at[0] == '-';
    long long value = 0;
    if (s.len == has_sign)
        return false;
    for (size_t i = has_sign; i < s.len; i++) {
        if (!is_digit(s.at[i]) || value > (INT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (s.at[i] - '0');
    }
    value = is_negative ? -value : value;
    if (value < min || value > max)
        return false;
    *out = value;
    return true;
}
