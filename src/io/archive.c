#include "io/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/diag.h"
#include "io/layer.h"

enum { PIECE = 64 << 10, MOST_ENTRIES = 1000000, LONGEST_NAME = 4096 };
static const uint64_t MOST_BYTES = UINT64_C(64) << 30; // of all entries together

struct packed {
    arena memory; // the record itself lives in it
    source *source;
    layer *below;
    int n_layers;
    const char *path;
    struct archive *archive;
    char *piece; // PIECE bytes from below
    size_t n_entries;
    uint64_t n_bytes; // handed out
    arena name;       // of the current entry
    time_t closed_s;  // as well
    const char *fault;
    bool is_cut, is_too_big;
};

/* --- what it is ------------------------------------------------------------------ */

/* Every tar header holds the sum of its own bytes, the sum itself counted as blanks. */
static bool is_tar(str head)
{
    enum { SUM_AT = 148, SUM_LENGTH = 8, HEADER = 512 };
    if (head.len < HEADER)
        return false;
    unsigned sum = 0, told = 0;
    for (size_t i = 0; i < HEADER; i++)
        sum += i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? ' ' : (unsigned char)head.at[i];
    str digits = str_trim(str_part(head, SUM_AT, SUM_LENGTH));
    size_t n = 0;
    for (; n < digits.len && digits.at[n] >= '0' && digits.at[n] <= '7'; n++)
        told = told * 8 + (unsigned)(digits.at[n] - '0');
    return n > 0 && told == sum;
}

/* Its table of contents stands at the end: the file is opened once more, to jump. */
static bool is_7z(str head)
{
    return str_starts(head, STR("7z\xbc\xaf\x27\x1c"));
}

bool packed_is(str head)
{
    return is_tar(head) || str_starts(head, STR("PK\3\4")) || is_7z(head);
}

/* --- bytes in ------------------------------------------------------------------ */

static la_ssize_t refill(struct archive *archive, void *user, const void **out)
{
    (void)archive;
    packed *p = user;
    *out = p->piece;
    return (la_ssize_t)layer_read(p->below, p->piece, PIECE);
}

packed *packed_open(source *s)
{
    arena memory = { 0 };
    packed *p = arena_new(&memory, packed, 1);
    p->memory = memory;
    p->source = s;
    p->below = source_layer(s, &p->n_layers);
    p->path = source_scan(s)->at.path;
    p->piece = arena_new(&p->memory, char, PIECE);
    p->archive = archive_read_new();
    if (!p->archive) {
        p->fault = "out of memory";
        return p;
    }
    archive_read_support_format_tar(p->archive);
    archive_read_support_format_gnutar(p->archive);
    archive_read_support_format_zip_streamable(p->archive);
    archive_read_support_format_7zip(p->archive);
    int status = is_7z(p->below->ahead) && p->n_layers == 0
                     ? archive_read_open_filename(p->archive, p->path, PIECE)
                     : archive_read_open(p->archive, p, NULL, refill, NULL);
    if (status != ARCHIVE_OK)
        p->fault = archive_error_string(p->archive);
    return p;
}

/* --- entries ------------------------------------------------------------------- */

static const char *clean_name(packed *p, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    if (!name)
        name = archive_entry_pathname_utf8(entry);
    str rest = str_of(name);
    while (str_starts(rest, STR("./")) || str_starts(rest, STR("/")))
        rest = str_from(rest, rest.at[0] == '/' ? 1 : 2);
    if (rest.len == 0 || rest.len > LONGEST_NAME)
        return NULL;
    arena_clear(&p->name);
    return arena_str(&p->name, rest);
}

static bool is_plain(struct archive_entry *entry)
{
    return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
}

bool packed_next(packed *p, const char **name)
{
    struct archive_entry *entry;
    while (!p->fault && !p->is_too_big) {
        int status = archive_read_next_header(p->archive, &entry);
        if (status == ARCHIVE_EOF)
            return false;
        if (status == ARCHIVE_FATAL || status == ARCHIVE_RETRY) {
            p->fault = archive_error_string(p->archive);
            return false;
        }
        p->is_too_big = ++p->n_entries > MOST_ENTRIES;
        if (is_plain(entry) && (*name = clean_name(p, entry)) != NULL) {
            p->closed_s = archive_entry_mtime(entry);
            return true;
        }
    }
    return false;
}

time_t packed_closed(const packed *p)
{
    return p->closed_s;
}

typedef struct {
    layer base;
    packed *packed;
} entry_layer;

/* zip and 7z pack each file by itself, out of sight of our layers. */
static bool is_beyond(const packed *p, uint64_t n_of_entry, const source_limits *limits)
{
    uint64_t taken = (uint64_t)archive_filter_bytes(p->archive, -1);
    return p->n_bytes > MOST_BYTES || n_of_entry > limits->unpacked_bytes ||
           (p->n_bytes > RATIO_COUNTS_FROM && p->n_bytes / limits->ratio > taken);
}

static size_t read_entry(layer *l, char *to, size_t room)
{
    packed *p = ((entry_layer *)l)->packed;
    la_ssize_t n = archive_read_data(p->archive, to, room);
    if (n < 0) {
        l->end = LAYER_CUT;
        l->why = "the archive ends in the middle of this file, or is damaged there";
        p->is_cut = true;
        return 0;
    }
    p->n_bytes += (uint64_t)n;
    if (!is_beyond(p, l->n_out + (uint64_t)n, l->limits))
        return (size_t)n;
    l->end = LAYER_TOO_BIG;
    l->why = "it unpacks to more than the limit, or than real files do";
    p->is_too_big = p->n_bytes > MOST_BYTES;
    return 0;
}

source *packed_entry(packed *p, const char *path, chp_diag *diag)
{
    arena memory = { 0 };
    entry_layer *l = arena_new(&memory, entry_layer, 1);
    *l = (entry_layer){
        .base = { .read = read_entry, .limits = p->below->limits },
        .packed = p,
    };
    return source_of_layer(memory, &l->base, path, p->n_layers, diag);
}

bool packed_close(packed *p, chp_diag *diag)
{
    chp_where at = { .path = p->path };
    bool ok = true;
    if (p->is_too_big) {
        ok = !diag_error(diag, "too-big", at,
                         "the archive has too many or too large files");
        diag_hint(diag, "Unpack it, and give the folders that are meant.");
    } else if (p->fault && !p->is_cut) {
        diag_warn(diag, "truncated", at, "the archive ends early: %s", p->fault);
        diag_hint(diag, "What stands before was read; copy the archive again.");
    }
    if (p->archive)
        archive_read_free(p->archive);
    ok = source_close(p->source, diag) && ok;
    arena_clear(&p->name);
    arena memory = p->memory;
    arena_clear(&memory);
    return ok;
}
