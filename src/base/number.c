#include "base/number.h"

#include <math.h>
#include <stdio.h>

#include "base/str.h"

/* As a row of digits, and for the digits that a double has. */
static const double TOO_LONG = 1e15;

/* Whatever the locale put for the point, one byte or several, becomes one: cheaper than
 * plain_print(), for reports have thousands of numbers. */
static number plain(const char *text)
{
    number out = { 0 };
    size_t n = 0;
    for (const char *c = text; *c && n < sizeof out.at - 1; c++) {
        if (strchr("+-0123456789e", *c))
            out.at[n++] = *c;
        else if (n > 0 && out.at[n - 1] != '.')
            out.at[n++] = '.';
    }
    return out;
}

static bool is_zero(const char *text)
{
    return strpbrk(text, "123456789") == NULL;
}

static number fixed(double x, int digits, const char *format)
{
    char text[64];
    if (!isfinite(x) || fabs(x) >= TOO_LONG)
        return number_exact(x);
    snprintf(text, sizeof text, format, digits, x);
    if (is_zero(text))
        snprintf(text, sizeof text, format, digits, 0.0);
    return plain(text);
}

number number_fixed(double x, int digits)
{
    return fixed(x, digits, "%.*f");
}

number number_signed(double x, int digits)
{
    return fixed(x, digits, "%+.*f");
}

number number_significant(double x, int digits)
{
    char text[64];
    snprintf(text, sizeof text, "%.*g", digits, x);
    return plain(text);
}

number number_exact(double x)
{
    number out = { 0 };
    for (int digits = 15; digits <= 17; digits++) {
        out = number_significant(x, digits);
        double back;
        if (str_number(str_of(out.at), &back) && back == x)
            break;
    }
    return out;
}
