/* UTF-8 text in columns, for terminals and plain files. */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"

enum { TEXT_WIDTH = 96, TEXT_NAME_WIDTH = 20 };

/* The next character off the front of `rest`; a byte that is no UTF-8 counts as
 * U+FFFD. False at the end. */
bool text_next(str *rest, uint32_t *character);

/* How many columns of a terminal the text takes. */
size_t text_width(str s);

/* A copy that is valid UTF-8 without control characters, for HTML and figures. */
const char *text_clean(arena *a, const char *text);

/* Put the text, control bytes escaped: what came from a file must not steer the
 * terminal. */
void text_put(str s, FILE *to);
void text_spaces(size_t n, FILE *to);

/* What comes is told behind its name, in a column of its own. */
void text_name(const char *name, FILE *to);

/* A line of its own: the name and what is told of it. */
void text_item(const char *name, const char *value, FILE *to);

/* Put words in lines of TEXT_WIDTH; the first starts in column `at`, the others are
 * indented by `indent`. Ends with a newline. */
void text_wrap(str s, size_t at, size_t indent, FILE *to);

#endif
