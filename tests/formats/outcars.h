/* The OUTCARs of tests/data, and ways to break them. */
#ifndef TESTS_FORMATS_OUTCARS_H
#define TESTS_FORMATS_OUTCARS_H

#include "formats/files.h"

/* A fixture's text; it must be there. */
str outcar_text(arena *a, const char *name);

/* A copy in which the n-th `from`, counted from 1, is `to`; 0: every one. It must
 * occur. */
str edited(arena *a, str text, size_t n, const char *from, const char *to);

/* Up to the n-th `mark`, without it. */
str cut_before(arena *a, str text, size_t n, const char *mark);

str joined(arena *a, str first, str second);

/* The message of this code, or an empty one. */
chp_message message_of(const outcome *o, const char *code);

#endif
