#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/plain.h"

struct arena_block {
    arena_block *older;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

enum { SMALLEST_BLOCK = 1024, LARGEST_BLOCK = 64 << 10, FIRST_CAPACITY = 8 };

static void out_of_memory(size_t size)
{
    fprintf(stderr, "out of memory: %zu bytes were needed\n", size);
    abort();
}

static arena_block *add_block(arena *a, size_t at_least)
{
    size_t size = a->newest ? 2 * a->newest->size : SMALLEST_BLOCK;
    size = size < LARGEST_BLOCK ? size : LARGEST_BLOCK;
    size = at_least > size ? at_least : size;
    arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        out_of_memory(size);
    block->size = size;
    block->older = a->newest;
    a->newest = block;
    return block;
}

static size_t padded(size_t size)
{
    const size_t align = alignof(max_align_t);
    return (size + align - 1) & ~(align - 1);
}

void *arena_get(arena *a, size_t n, size_t size)
{
    if (size > 0 && n > (SIZE_MAX / 2) / size)
        out_of_memory(SIZE_MAX);
    size_t room = padded(n * size);
    arena_block *block = a->newest;
    if (!block || block->size - block->used < room)
        block = add_block(a, room);
    void *piece = block->bytes + block->used;
    block->used += room;
    return piece;
}

void arena_clear(arena *a)
{
    while (a->newest) {
        arena_block *older = a->newest->older;
        free(a->newest);
        a->newest = older;
    }
}

void arena_reset(arena *a)
{
    if (!a->newest)
        return;
    arena older = { a->newest->older };
    arena_clear(&older);
    a->newest->older = NULL;
    memset(a->newest->bytes, 0, a->newest->used);
    a->newest->used = 0;
}

char *arena_str(arena *a, str text)
{
    char *copy = arena_new(a, char, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return copy;
}

char *arena_upper(arena *a, str text)
{
    char *copy = arena_str(a, text);
    for (char *c = copy; *c; c++)
        *c = ascii_upper(*c);
    return copy;
}

char *arena_joined(arena *a, str front, str back)
{
    char *text = arena_new(a, char, front.len + back.len + 1);
    if (front.len > 0)
        memcpy(text, front.at, front.len);
    if (back.len > 0)
        memcpy(text + front.len, back.at, back.len);
    return text;
}

char *arena_vprint(arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t size = (size_t)plain_vprint(NULL, 0, fmt, again) + 1;
    va_end(again);
    char *text = arena_new(a, char, size);
    plain_vprint(text, size, fmt, args);
    return text;
}

char *arena_print(arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = arena_vprint(a, fmt, args);
    va_end(args);
    return text;
}

char *arena_list(arena *a, const char *const *texts, size_t n, const char *between)
{
    char *list = arena_str(a, str_of(n > 0 ? texts[0] : ""));
    for (size_t i = 1; i < n; i++)
        list = arena_print(a, "%s%s%s", list, between, texts[i]);
    return list;
}

char *arena_append(arena *a, const char *list, const char *between, const char *fmt,
                   ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = arena_vprint(a, fmt, args);
    va_end(args);
    return list && *list ? arena_print(a, "%s%s%s", list, between, text) : text;
}

void *arena_grow(arena *a, void *items, size_t n, size_t size)
{
    bool is_full = n == 0 || (n >= FIRST_CAPACITY && (n & (n - 1)) == 0);
    if (!is_full)
        return items;
    void *moved = arena_get(a, n == 0 ? FIRST_CAPACITY : 2 * n, size);
    if (n > 0)
        memcpy(moved, items, n * size);
    return moved;
}

/* Free the block that holds this piece and nothing else. */
static void give_back(arena *a, const void *piece, size_t size)
{
    arena_block **link = &a->newest;
    while (*link && (const void *)(*link)->bytes != piece)
        link = &(*link)->older;
    arena_block *block = *link;
    if (!block || block->used != padded(size))
        return;
    *link = block->older;
    free(block);
}

void *arena_grow_alone(arena *a, void *items, size_t n, size_t size)
{
    void *moved = arena_grow(a, items, n, size);
    if (n > 0 && moved != items)
        give_back(a, items, n * size);
    return moved;
}
