/* gzip by zlib, straight into the reader's window. A file may hold several members,
 * one after the other, and anything after the last: both are legal. */
#include <limits.h>
#include <zlib.h>

#include "io/layer.h"

enum { PIECE = 128 << 10, GZIP_ONLY = 16 + MAX_WBITS };

typedef struct {
    layer base;
    z_stream z;
    char *packed;   // PIECE bytes from below
    bool is_over;   // the last member ended
    bool is_second; // a member before this one was whole
} gzip;

static bool refill(gzip *g)
{
    if (g->z.avail_in > 0)
        return true;
    size_t n = layer_read(g->base.below, g->packed, PIECE);
    g->z.next_in = (unsigned char *)g->packed;
    g->z.avail_in = (unsigned)n;
    return n > 0;
}

static void stop(gzip *g, layer_end end, const char *why)
{
    g->base.end = end;
    g->base.why = why;
    g->is_over = true;
}

static void begin_next_member(gzip *g)
{
    g->is_second = true;
    bool is_another = refill(g) && g->z.next_in[0] == 0x1f;
    g->is_over = !is_another || inflateReset(&g->z) != Z_OK;
}

static void inflate_some(gzip *g)
{
    if (!refill(g)) {
        stop(g, LAYER_CUT, "the gzip stream ends before its end mark");
        return;
    }
    bool is_header = g->z.total_in == 0;
    int status = inflate(&g->z, Z_NO_FLUSH);
    if (status == Z_STREAM_END)
        begin_next_member(g);
    else if (status == Z_DATA_ERROR && is_header && g->is_second)
        g->is_over = true; // not a member: garbage that begins with 0x1f
    else if (status != Z_OK)
        stop(g, LAYER_DAMAGED, g->z.msg ? g->z.msg : "not valid gzip data");
}

static size_t unpack(layer *l, char *to, size_t room)
{
    gzip *g = (gzip *)l;
    unsigned asked = room < UINT_MAX ? (unsigned)room : UINT_MAX;
    g->z.next_out = (unsigned char *)to;
    g->z.avail_out = asked;
    while (g->z.avail_out == asked && !g->is_over)
        inflate_some(g);
    return asked - g->z.avail_out;
}

static void end(layer *l)
{
    inflateEnd(&((gzip *)l)->z);
}

layer *layer_gzip(arena *a, layer *below)
{
    if (!str_starts(below->ahead, STR("\x1f\x8b")))
        return NULL;
    gzip *g = arena_new(a, gzip, 1);
    g->base = (layer){
        .read = unpack, .close = end, .below = below, .limits = below->limits
    };
    g->packed = arena_new(a, char, PIECE);
    return inflateInit2(&g->z, GZIP_ONLY) == Z_OK ? &g->base : NULL;
}
