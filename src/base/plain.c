#include "base/plain.h"

#include <locale.h>
#include <stdio.h>

/* uselocale() is the thread's own: other threads of a host keep theirs. */
int plain_vprint(char *text, size_t size, const char *fmt, va_list args)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain ? uselocale(plain) : (locale_t)0;
    int n = vsnprintf(text, size, fmt, args);
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
    return n;
}

int plain_print(char *text, size_t size, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = plain_vprint(text, size, fmt, args);
    va_end(args);
    return n;
}
