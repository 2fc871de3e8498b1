/* SHA-256 (FIPS 180-4), to tell files apart. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stdint.h>

#include "base/str.h"

typedef struct {
    uint32_t state[8];
    uint64_t n; // bytes so far
    unsigned char block[64];
} sha256;

typedef struct {
    char at[65]; // hexadecimal, terminated
} sha256_text;

sha256 sha256_begin(void);
void sha256_add(sha256 *s, str bytes);
sha256_text sha256_end(sha256 *s);

sha256_text sha256_of(str bytes);

#endif
