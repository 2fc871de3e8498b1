/* bzip2, xz, old lzma, zstd and compress, by libarchive. */
#include <archive.h>
#include <archive_entry.h>

#include "io/layer.h"

enum { PIECE = 64 << 10 };

typedef struct {
    layer base;
    arena *a;
    struct archive *archive;
    char *packed;      // PIECE bytes from below
    bool is_below_dry; // all of it was taken
} packed;

static la_ssize_t refill(struct archive *archive, void *user, const void **out)
{
    (void)archive;
    packed *p = user;
    size_t n = layer_read(p->base.below, p->packed, PIECE);
    p->is_below_dry = n == 0;
    *out = p->packed;
    return (la_ssize_t)n;
}

/* libarchive calls a stream that was cut and one that is damaged by the same status:
 * the first has asked for more than there was. */
static size_t stop(packed *p)
{
    const char *why = archive_error_string(p->archive);
    p->base.end = p->is_below_dry ? LAYER_CUT : LAYER_DAMAGED;
    p->base.why = arena_print(p->a, "%s", why ? why : "not valid compressed data");
    return 0;
}

static bool begin(packed *p)
{
    struct archive_entry *entry;
    archive_read_support_filter_bzip2(p->archive);
    archive_read_support_filter_xz(p->archive);
    archive_read_support_filter_lzma(p->archive);
    archive_read_support_filter_zstd(p->archive);
    archive_read_support_filter_compress(p->archive);
    archive_read_support_format_raw(p->archive);
    return archive_read_open(p->archive, p, NULL, refill, NULL) == ARCHIVE_OK &&
           archive_read_next_header(p->archive, &entry) == ARCHIVE_OK;
}

static size_t unpack(layer *l, char *to, size_t room)
{
    packed *p = (packed *)l;
    if (!p->archive) {
        p->archive = archive_read_new();
        if (!p->archive || !begin(p))
            return stop(p);
    }
    la_ssize_t n = archive_read_data(p->archive, to, room);
    return n < 0 ? stop(p) : (size_t)n;
}

static void end(layer *l)
{
    archive_read_free(((packed *)l)->archive);
}

/* The old .lzma format has no magic number: properties (lc, lp, pb), a dictionary of a
 * power of two, and the size of the content, mostly "unknown". */
static bool is_old_lzma(str head)
{
    return head.len > 13 && str_starts(head, ((str){ "\x5d\0\0", 3 })) &&
           (head.at[12] == '\0' || head.at[12] == '\xff');
}

static bool is_known(str head)
{
    static const str magic[] = { { "BZh", 3 },
                                 { "\xfd"
                                   "7zXZ\0",
                                   6 },
                                 { "\x28\xb5\x2f\xfd", 4 },
                                 { "\x1f\x9d", 2 } };
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (str_starts(head, magic[i]))
            return true;
    return is_old_lzma(head);
}

layer *layer_packed(arena *a, layer *below)
{
    if (!is_known(below->ahead))
        return NULL;
    packed *p = arena_new(a, packed, 1);
    p->base = (layer){
        .read = unpack, .close = end, .below = below, .limits = below->limits
    };
    p->a = a;
    p->packed = arena_new(a, char, PIECE);
    return &p->base;
}
