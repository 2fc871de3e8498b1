#include "render/backend.h"

#include <zlib.h>

#include "base/diag.h"
#include "base/module.h"

typedef struct {
    arena *a;
    char *at;
    size_t n, room;
} bytes;

static void put(void *to, const void *from, size_t n)
{
    bytes *b = to;
    if (b->room - b->n < n) {
        size_t room = 2 * b->room + n;
        char *larger = arena_new(b->a, char, room);
        if (b->n > 0)
            memcpy(larger, b->at, b->n);
        b->at = larger;
        b->room = room;
    }
    memcpy(b->at + b->n, from, n);
    b->n += n;
}

static void put_big_endian(unsigned char *to, unsigned long value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* Cairo does not say how large a PNG is meant to be. The chunk that does goes behind
 * the header: length, type, pixels per metre in x and y, the unit, a checksum. */
enum { PNG_HEADER = 8 + 25, PHYS_DATA = 9, PHYS_CHUNK = 12 + PHYS_DATA };
enum { PIXELS_PER_METRE = 11811 }; // 300 dpi

static str with_resolution(str png, arena *a)
{
    unsigned char chunk[PHYS_CHUNK] = { [4] = 'p', 'H', 'Y', 's', [16] = 1 };
    put_big_endian(chunk, PHYS_DATA);
    put_big_endian(chunk + 8, PIXELS_PER_METRE);
    put_big_endian(chunk + 12, PIXELS_PER_METRE);
    put_big_endian(chunk + 17, crc32(0, chunk + 4, 4 + PHYS_DATA));
    bytes out = { .a = a };
    put(&out, png.at, PNG_HEADER);
    put(&out, chunk, sizeof chunk);
    put(&out, png.at + PNG_HEADER, png.len - PNG_HEADER);
    return (str){ out.at, out.n };
}

/* Cairo dates its PostScript, and cannot be asked not to. */
static str without_date(str eps)
{
    str rest = eps;
    if (!str_after(&rest, STR("%%CreationDate:")))
        return eps;
    char *c = (char *)rest.at;
    for (; *c != '\n' && c < eps.at + eps.len; c++)
        *c = ' ';
    return eps;
}

str figure_bytes(const figure *f, figure_format format, arena *a, chp_diag *diag)
{
    const cairo_module *cairo = module_load("cairo", diag);
    if (!cairo)
        return (str){ 0 };
    bytes out = { .a = a };
    const char *why;
    if (!cairo->draw(f, format, put, &out, &why)) {
        diag_error(diag, "figure", NOWHERE, "the figure '%s' cannot be drawn: %s",
                   f->title, why);
        return (str){ 0 };
    }
    str drawn = { out.at, out.n };
    if (format == FIGURE_PNG)
        return with_resolution(drawn, a);
    return format == FIGURE_EPS ? without_date(drawn) : drawn;
}
