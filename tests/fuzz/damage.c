#include "fuzz/damage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

blob blob_read(const char *path)
{
    blob b = { 0 };
    FILE *f = fopen(path, "rb");
    if (!f)
        return b;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    if (size > 0 && (b.at = malloc((size_t)size)))
        b.n = fread(b.at, 1, (size_t)size, f);
    fclose(f);
    return b;
}

bool blob_write(const char *path, str content)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool ok = fwrite(content.at, 1, content.len, f) == content.len;
    return fclose(f) == 0 && ok;
}

/* Splitmix64 (Steele, Lea and Flood, OOPSLA 2014). */
static uint64_t next(dice *d)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

dice dice_new(uint64_t number)
{
    return (dice){ number };
}

size_t dice_below(dice *d, size_t n)
{
    return n ? (size_t)(next(d) % n) : 0;
}

/* --- wounds -------------------------------------------------------------------- */

/* Replace `cut` bytes at `i` by `n` others. */
static blob replaced(blob b, size_t i, size_t cut, const char *by, size_t n)
{
    if (cut > b.n - i)
        cut = b.n - i;
    blob out = { malloc(b.n - cut + n + 1), b.n - cut + n };
    memcpy(out.at, b.at, i);
    memcpy(out.at + i, by, n);
    memcpy(out.at + i + n, b.at + i + cut, b.n - i - cut);
    free(b.at);
    return out;
}

/* What stands in broken files: overflows, numbers that grew together, other systems. */
static blob with_word(dice *d, blob b, size_t i)
{
    static const char *const words[] = {
        "****************",
        "NaN",
        "-Infinity",
        "1e999",
        "-.302333-128",
        "0.215E+02-0.8E+01",
        "\r\n",
        "\n\n\n",
        "\t",
        "99999999999999999999",
        "<",
        "/>",
        "]]>",
        "&amp;",
        "\xff\xfe",
        ": {",
        "[",
        "\"",
        "-> ",
        " + ",
        ",,,",
        "-1",
        "0",
        "\xe2\x88\x97",
    };
    const char *word = words[dice_below(d, sizeof words / sizeof *words)];
    return replaced(b, i, dice_below(d, 20), word, strlen(word));
}

static blob with_piece(dice *d, blob b, size_t i, blob from)
{
    size_t start = dice_below(d, from.n), n = dice_below(d, 2000);
    if (n > from.n - start)
        n = from.n - start;
    char *piece = malloc(n + 1); // `from` may be `b`
    memcpy(piece, from.at + start, n);
    b = replaced(b, i, dice_below(d, 2000), piece, n);
    free(piece);
    return b;
}

static blob wound(dice *d, blob b, blob other)
{
    enum { FLIP, ZEROES, CUT, SHORTEN, WORD, OWN_PIECE, OTHER_PIECE, N_KINDS };
    size_t i = dice_below(d, b.n);
    switch (dice_below(d, N_KINDS)) {
    case FLIP:
        b.at[i] = (char)next(d);
        return b;
    case ZEROES:
        memset(b.at + i, 0, dice_below(d, b.n - i));
        return b;
    case CUT:
        return replaced(b, i, dice_below(d, 5000), "", 0);
    case SHORTEN:
        b.n = i;
        return b;
    case WORD:
        return with_word(d, b, i);
    case OWN_PIECE:
        return with_piece(d, b, i, b);
    default:
        return with_piece(d, b, i, other);
    }
}

blob damage(dice *d, blob whole, blob other)
{
    blob b = { malloc(whole.n + 1), whole.n };
    memcpy(b.at, whole.at, whole.n);
    for (size_t n = 1 + dice_below(d, 8); n > 0 && b.n > 0; n--)
        b = wound(d, b, other);
    return b;
}
