/* Damaging files, the same way for the same number. */
#ifndef TESTS_FUZZ_DAMAGE_H
#define TESTS_FUZZ_DAMAGE_H

#include <stdint.h>

#include "base/str.h"

typedef struct {
    char *at; // its owner frees it
    size_t n;
} blob;

blob blob_read(const char *path); // empty when it cannot be read
bool blob_write(const char *path, str content);

typedef struct {
    uint64_t state;
} dice;

dice dice_new(uint64_t number);
size_t dice_below(dice *d, size_t n); // 0 to n - 1

/* A new copy of `whole` with one to eight wounds, some of them pieces of `other`. */
blob damage(dice *d, blob whole, blob other);

#endif
