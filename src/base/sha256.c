/* FIPS 180-4, sections 4.1.2, 5.1.1, 6.2. Words are big-endian. */
#include "base/sha256.h"

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
 */
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
};

sha256 sha256_begin(void)
{
    return (sha256){ .state = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
}

static uint32_t rotated(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static void schedule(const unsigned char *block, uint32_t w[64])
{
    for (int t = 0; t < 16; t++, block += 4)
        w[t] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 |
               (uint32_t)block[2] << 8 | block[3];
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

static void compress(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64], v[8];
    schedule(block, w);
    memcpy(v, state, sizeof v);
    for (int t = 0; t < 64; t++) {
        uint32_t S1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t S0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t T1 = v[7] + S1 + choice + K[t] + w[t];
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += T1;
        v[0] = T1 + S0 + majority;
    }
    for (int i = 0; i < 8; i++)
        state[i] += v[i];
}

void sha256_add(sha256 *s, str bytes)
{
    while (bytes.len > 0) {
        size_t used = s->n % sizeof s->block, room = sizeof s->block - used;
        size_t len = bytes.len < room ? bytes.len : room;
        memcpy(s->block + used, bytes.at, len);
        s->n += len;
        bytes = str_from(bytes, len);
        if (len == room)
            compress(s->state, s->block);
    }
}

/* A one bit, zeros, and the length in bits fill the last block. */
static void pad(sha256 *s)
{
    static const char one_bit[64] = { '\x80' };
    uint64_t n_bits = s->n * 8;
    size_t used = s->n % 64, len = used < 56 ? 56 - used : 120 - used;
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(n_bits >> (56 - 8 * i) & 0xFF);
    sha256_add(s, (str){ one_bit, len });
    sha256_add(s, (str){ length, sizeof length });
}

sha256_text sha256_end(sha256 *s)
{
    static const char digit[] = "0123456789abcdef";
    sha256_text out = { 0 };
    pad(s);
    for (int i = 0; i < 64; i++)
        out.at[i] = digit[s->state[i / 8] >> (28 - 4 * (i % 8)) & 0xF];
    return out;
}

sha256_text sha256_of(str bytes)
{
    sha256 s = sha256_begin();
    sha256_add(&s, bytes);
    return sha256_end(&s);
}
