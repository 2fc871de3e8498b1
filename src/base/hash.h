/* FNV-1a, of bytes and of whole words (Fowler, Noll, Vo; the 64-bit constants of
 * draft-eastlake-fnv). Fast and even, and no guard against somebody who wants two to be
 * alike. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_BASIS UINT64_C(14695981039346656037) // where each begins

static inline uint64_t hash_word(uint64_t h, uint64_t word)
{
    return (h ^ word) * UINT64_C(1099511628211);
}

static inline uint64_t hash_bytes(uint64_t h, const void *at, size_t n)
{
    const unsigned char *byte = at;
    for (size_t i = 0; i < n; i++)
        h = hash_word(h, byte[i]);
    return h;
}

#endif
