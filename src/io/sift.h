/* Passing over much text at a time: most of a large file is never looked at closer. */
#ifndef IO_SIFT_H
#define IO_SIFT_H

#include "base/str.h"

/* The newlines among `n` bytes; and whether there are control bytes below the tab,
 * which no text holds, but a file that was torn on the disk. */
size_t sift_lines(const char *at, size_t n, bool *has_control);

enum { SIFT_LEAD = 4 }; // bytes of a tag that tell whether it may matter: "</na"

/* From `from` on, the first tag whose name may be `name`, or a declaration; behind the
 * last SIFT_LEAD bytes when there is none. */
size_t sift_tag(str text, size_t from, str name);

/* Behind a bracket or a quotation mark, from `i` on; inside a quotation, where `quote`
 * is its mark, behind the one that ends it. 0: there is none. */
size_t sift_mark(str text, size_t i, char quote);

#endif
