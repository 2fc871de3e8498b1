#define _GNU_SOURCE // memmem, strtod_l
#include "base/str.h"

#include <ctype.h>
#include <float.h>
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
        if (tolower((unsigned char)a.at[i]) != tolower((unsigned char)b.at[i]))
            return false;
    return true;
}

static const char *find(str s, str mark)
{
    if (mark.len == 1)
        return s.len ? memchr(s.at, mark.at[0], s.len) : NULL;
    return mark.len <= s.len ? memmem(s.at, s.len, mark.at, mark.len) : NULL;
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

/* --- numbers -------------------------------------------------------------------
 *
 * A decimal number is mantissa * 10^exponent. When both the mantissa and the power
 * are exact doubles (2^53, 10^22), one multiplication or division rounds once, as
 * strtod would (Clinger, PLDI 1990). Everything else is left to strtod. */

typedef struct {
    bool is_negative, is_exact; // exact: no digit was dropped from the mantissa
    uint64_t mantissa;
    long exponent;
} decimal;

enum { LONGEST_NUMBER = 1024 };

static size_t read_digits(str s, size_t i, decimal *d, bool is_fraction,
                          size_t *n_digits)
{
    for (; i < s.len && is_digit(s.at[i]); i++) {
        *n_digits += 1;
        d->exponent -= is_fraction;
        if (d->mantissa >= UINT64_MAX / 10 - 1) {
            d->is_exact = false;
            d->exponent += 1;
            continue;
        }
        d->mantissa = d->mantissa * 10 + (uint64_t)(s.at[i] - '0');
    }
    return i;
}

/* [EeDd] sign digits, or a sign and exactly three digits without the letter. */
static bool read_exponent(str s, long *exponent)
{
    bool has_letter = s.len > 0 && strchr("EeDd", s.at[0]) != NULL;
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

static bool read_decimal(str s, decimal *d)
{
    bool has_sign = s.len > 0 && (s.at[0] == '+' || s.at[0] == '-');
    d->is_negative = has_sign && s.at[0] == '-';
    d->is_exact = true;
    size_t n_digits = 0;
    size_t i = read_digits(s, has_sign, d, false, &n_digits);
    if (i < s.len && s.at[i] == '.')
        i = read_digits(s, i + 1, d, true, &n_digits);
    if (n_digits == 0)
        return false;
    return i == s.len || read_exponent(str_from(s, i), &d->exponent);
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

/* Digits, a point, digits, as in nearly all of VASP's columns. How many bytes it is;
 * 0 when it is none, or is not so plain. */
static size_t plain_number(str s, double *out)
{
    const char *at = s.at, *end = s.at + s.len;
    bool is_negative = s.len > 0 && *at == '-';
    at += is_negative;
    const char *begin = at, *point = NULL;
    uint64_t mantissa = 0;
    for (; at < end && is_digit(*at); at++)
        mantissa = mantissa * 10 + (uint64_t)(*at - '0');
    if (at < end && *at == '.')
        for (point = at++; at < end && is_digit(*at); at++)
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
    size_t n_digits = (size_t)(at - begin) - (point != NULL);
    if (n_digits == 0 || n_digits > MOST_DIGITS || mantissa > LARGEST_MANTISSA)
        return 0;
    double m = (double)mantissa;
    if (point)
        m /= power_of_ten[at - point - 1];
    *out = is_negative ? -m : m;
    return (size_t)(at - s.at);
}

bool str_number(str s, double *out)
{
    s = str_trim(s);
    double plain;
    if (s.len > 0 && plain_number(s, &plain) == s.len) {
        *out = plain;
        return true;
    }
    decimal d = { 0 };
    if (!read_decimal(s, &d))
        return false;
    bool is_fast = d.is_exact && d.mantissa <= LARGEST_MANTISSA &&
                   d.exponent >= -LARGEST_POWER && d.exponent <= LARGEST_POWER;
    if (!is_fast)
        return slow_number(s, out);
    double m = (double)d.mantissa;
    m = d.exponent < 0 ? m / power_of_ten[-d.exponent] : m * power_of_ten[d.exponent];
    *out = d.is_negative ? -m : m;
    return true;
}

bool str_take_number(str *rest, double *out)
{
    str s = *rest, word;
    while (s.len > 0 && is_blank(s.at[0]))
        s = str_from(s, 1);
    double plain;
    size_t n = plain_number(s, &plain);
    if (n > 0 && (n == s.len || is_blank(s.at[n]))) {
        *out = plain;
        *rest = str_from(s, n);
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
