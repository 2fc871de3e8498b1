/* snprintf as in the locale "C", whatever that of the program is: a number keeps its
 * point. */
#ifndef BASE_PLAIN_H
#define BASE_PLAIN_H

#include <stdarg.h>
#include <stddef.h>

__attribute__((format(printf, 3, 0))) int plain_vprint(char *text, size_t size,
                                                       const char *fmt, va_list args);
__attribute__((format(printf, 3, 4))) int plain_print(char *text, size_t size,
                                                      const char *fmt, ...);

#endif
