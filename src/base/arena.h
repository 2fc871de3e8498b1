/* Memory that is handed out piece by piece and given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

typedef struct arena_block arena_block;

typedef struct {
    arena_block *newest; // NULL in a zeroed arena, which is a valid one
} arena;

/* Never NULL: an exhausted machine ends the program with a message, and so does
 * a product n * size that overflows. The bytes are zero and aligned for any
 * type. */
void *arena_get(arena *a, size_t n, size_t size);
void arena_clear(arena *a);

/* All is given back but one block, to be handed out again. */
void arena_reset(arena *a);

#define arena_new(a, type, n) ((type *)arena_get((a), (n), sizeof(type)))

/* Terminated copies that live as long as the arena. */
char *arena_str(arena *a, str text);
char *arena_joined(arena *a, str front, str back);
char *arena_print(arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprint(arena *a, const char *fmt, va_list args);

/* The same in capitals, as far as it is ASCII. */
char *arena_upper(arena *a, str text);

/* "*N, *NH": the texts with `between` between them; "" without any. */
char *arena_list(arena *a, const char *const *texts, size_t n, const char *between);

/* Such a list with one more at its end, printed; NULL and "" are lists without any. */
char *arena_append(arena *a, const char *list, const char *between, const char *fmt,
                   ...) __attribute__((format(printf, 4, 5)));

/* Room for one more at the end of a growing array: returns `items`, moved when
 * it was full. Capacity doubles, so the arena holds at most twice what is kept.
 *
 *     list.at = arena_grow(a, list.at, list.n, sizeof *list.at);
 *     list.at[list.n++] = x;
 */
void *arena_grow(arena *a, void *items, size_t n, size_t size);

/* The same for a list that may become very long, and into which nobody else points: the
 * memory that it moves out of is given back. */
void *arena_grow_alone(arena *a, void *items, size_t n, size_t size);

#endif
