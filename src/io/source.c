/* A source is a window on layers. The window is moved along the bytes; it only grows
 * for a line that does not fit into it. */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "io/layer.h"
#include "io/sink.h"

enum { WINDOW = 128 << 10, FIRST_PIECE = 64 << 10 };

typedef struct {
    layer base;
    int fd;
    int error; // errno of a read that failed
} plain;

struct source {
    arena memory; // the source itself lives in it
    scan scan;
    layer *top;
    int n_layers;
    char *window;
    size_t room;
    plain file; // at the bottom; fd is -1 for an entry of an archive
    struct stat before;
};

source_limits source_defaults(void)
{
    return (source_limits){ .unpacked_bytes = UINT64_C(8) << 30, .ratio = 200 };
}

/* --- the file at the bottom ---------------------------------------------------- */

static size_t read_plain(layer *l, char *to, size_t room)
{
    plain *file = (plain *)l;
    ssize_t n;
    do
        n = read(file->fd, to, room);
    while (n < 0 && errno == EINTR);
    if (n >= 0)
        return (size_t)n;
    file->error = errno;
    l->end = LAYER_CUT;
    l->why = strerror(file->error);
    return 0;
}

static void close_plain(layer *l)
{
    plain *file = (plain *)l;
    if (file->fd > STDIN_FILENO)
        close(file->fd);
}

static const char *kind_of(mode_t mode)
{
    return S_ISDIR(mode)    ? "a folder"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
                            : "a device";
}

/* A pipe or a device would make us wait for ever: its kind is looked at before it is
 * opened, and once more after. Standard input may be any of them. */
static bool is_opened(plain *file, const char *path, struct stat *st)
{
    if (file->fd == STDIN_FILENO)
        return fstat(file->fd, st) == 0;
    if (stat(path, st) != 0)
        return false;
    if (!S_ISREG(st->st_mode))
        return true; // and refused for what it is
    file->fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return file->fd >= 0 && fstat(file->fd, st) == 0;
}

static bool open_plain(source *s, const char *path, chp_diag *diag)
{
    chp_where at = { .path = path };
    if (!is_opened(&s->file, path, &s->before)) {
        diag_error(diag, "unreadable", at, "cannot be opened: %s", strerror(errno));
        diag_hint(diag, "Check the spelling of the path and the permissions.");
        return false;
    }
    mode_t mode = s->before.st_mode;
    if (s->file.fd != STDIN_FILENO && !S_ISREG(mode)) {
        diag_error(diag, "unreadable", at, "this is %s, not a file", kind_of(mode));
        diag_hint(diag, S_ISDIR(mode) ? "Name the file in it that is meant."
                                      : "What comes out of it can be read as `-`.");
        return false;
    }
    return true;
}

/* --- the window ---------------------------------------------------------------- */

static bool more(scan *view)
{
    source *s = view->source;
    size_t kept = view->rest.len;
    if (kept == s->room) {
        char *larger = arena_new(&s->memory, char, 2 * s->room);
        memcpy(larger, view->rest.at, kept);
        s->window = larger;
        s->room *= 2;
    } else if (kept > 0) {
        memmove(s->window, view->rest.at, kept);
    }
    size_t most = view->offset == 0 && kept == 0 ? FIRST_PIECE : s->room;
    size_t n = kept;
    while (n < most) {
        size_t piece = layer_read(s->top, s->window + n, most - n);
        if (piece == 0)
            break;
        n += piece;
    }
    view->rest = (str){ s->window, n };
    for (const layer *l = s->top; l; l = l->below)
        view->is_cut |= l->end != LAYER_WHOLE;
    return n > kept;
}

str source_head(source *s, size_t most)
{
    while (s->scan.rest.len < most && more(&s->scan))
        ;
    return str_part(s->scan.rest, 0, most);
}

scan *source_scan(source *s)
{
    return &s->scan;
}

/* --- what it is ---------------------------------------------------------------- */

/* Plain letters in UTF-16: every second byte is NUL. */
static bool is_every_second_nul(str head, size_t first)
{
    enum { N = 64 };
    for (size_t i = 0; i < N; i++)
        if (head.len < N || (head.at[i] == '\0') != (i % 2 == first))
            return false;
    return true;
}

static bool is_utf16(str head)
{
    return str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff")) ||
           is_every_second_nul(head, 0) || is_every_second_nul(head, 1);
}

static bool is_web_page(str head)
{
    str start = str_part(str_trim(head), 0, 9);
    return str_eq_nocase(start, STR("<!doctype")) ||
           str_eq_nocase(str_part(start, 0, 5), STR("<html"));
}

static bool is_lfs_pointer(str head)
{
    return str_starts(head, STR("version https://git-lfs"));
}

static bool is_annex_pointer(str head)
{
    return str_starts(head, STR("/annex/objects/"));
}

static bool is_shortcut(str head)
{
    return str_starts(head, ((str){ "L\0\0\0\x01\x14\x02", 7 }));
}

/* What people's habits leave under the name of an OUTCAR. */
static const struct {
    bool (*is)(str head);
    const char *fact, *hint;
} impostors[] = {
    { is_utf16, "this is UTF-16 text",
      "Convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW." },
    { is_web_page, "this is a web page, not the file itself",
      "The download failed or asked for a login: fetch the file again." },
    { is_lfs_pointer, "this is a pointer of Git LFS, not the file itself",
      "Fetch the file it stands for: git lfs pull." },
    { is_annex_pointer, "this is a pointer of git-annex, not the file itself",
      "Fetch the file it stands for: git annex get." },
    { is_shortcut, "this is a Windows shortcut, not the file itself",
      "Give the file that the shortcut points to." },
};

static bool is_no_impostor(source *s, chp_diag *diag)
{
    str head = source_head(s, 1024);
    for (size_t i = 0; i < sizeof impostors / sizeof *impostors; i++)
        if (impostors[i].is(head)) {
            diag_error(diag, "wrong-format", s->scan.at, "%s", impostors[i].fact);
            diag_hint(diag, "%s", impostors[i].hint);
            return false;
        }
    return true;
}

static void skip_byte_order_mark(source *s)
{
    if (str_starts(source_head(s, 3), STR("\xef\xbb\xbf"))) {
        s->scan.rest = str_from(s->scan.rest, 3);
        s->scan.offset += 3;
    }
}

/* Whether one more layer was found. */
static bool peel(source *s)
{
    enum { MAGIC = 512 };
    layer_peek(s->top, &s->memory, MAGIC);
    layer *inner = layer_gzip(&s->memory, s->top);
    if (!inner)
        inner = layer_packed(&s->memory, s->top);
    if (!inner)
        return false;
    s->top = inner;
    s->n_layers++;
    return true;
}

static bool begin(source *s, chp_diag *diag)
{
    s->room = WINDOW;
    s->window = arena_new(&s->memory, char, WINDOW);
    s->scan.more = more;
    s->scan.source = s;
    while (peel(s))
        if (s->n_layers > MOST_LAYERS) {
            diag_error(diag, "too-deep", s->scan.at, "packed more than %d times over",
                       MOST_LAYERS);
            diag_hint(diag, "Unpack it, and give what is inside.");
            return false;
        }
    if (!is_no_impostor(s, diag))
        return false;
    skip_byte_order_mark(s);
    return true;
}

/* --- open and close ------------------------------------------------------------ */

static void free_source(source *s)
{
    layer_close(s->top);
    arena memory = s->memory;
    arena_clear(&memory);
}

static source *new_source(arena memory, const char *path)
{
    source *s = arena_new(&memory, source, 1);
    s->memory = memory;
    s->scan.at.path = path;
    s->file.fd = -1;
    return s;
}

source *source_of_layer(arena memory, layer *l, const char *path, int n_layers,
                        chp_diag *diag)
{
    source *s = new_source(memory, path);
    s->top = l;
    s->n_layers = n_layers;
    if (begin(s, diag))
        return s;
    free_source(s);
    return NULL;
}

layer *source_layer(source *s, int *n_layers)
{
    *n_layers = s->n_layers;
    s->top->ahead = s->scan.rest; // what the window took is given back
    s->scan.rest.len = 0;
    return s->top;
}

source *source_open(const char *path, const source_limits *limits, chp_diag *diag)
{
    source *s = new_source((arena){ 0 }, path);
    source_limits *own = arena_new(&s->memory, source_limits, 1);
    *own = limits ? *limits : source_defaults();
    s->file.base = (layer){ .read = read_plain, .close = close_plain, .limits = own };
    if (strcmp(path, "-") == 0)
        s->file.fd = STDIN_FILENO;
    s->top = &s->file.base;
    if (open_plain(s, path, diag) && begin(s, diag))
        return s;
    free_source(s);
    return NULL;
}

/* The lowest layer that ended badly is the cause of all that others complain of. */
static bool report_damage(const source *s, chp_diag *diag)
{
    const layer *cause = NULL;
    for (const layer *l = s->top; l; l = l->below)
        if (l->end != LAYER_WHOLE)
            cause = l;
    chp_where at = { .path = s->scan.at.path };
    if (!cause)
        return true;
    if (cause->end == LAYER_CUT) {
        diag_warn(diag, "truncated", at, "the file is cut: %s", cause->why);
        diag_hint(diag, "What stands before the cut was read; copy the file again.");
        return true;
    }
    bool is_big = cause->end == LAYER_TOO_BIG;
    bool stands =
        diag_error(diag, is_big ? "too-big" : "damaged", at, "%s%s",
                   is_big ? "" : "the compressed data are damaged: ", cause->why);
    diag_hint(diag, is_big ? "If it is meant to, raise the limit: --max-unpacked=GIB."
                           : "Copy the file again, or look for another copy.");
    return !stands;
}

static void report_change(const source *s, chp_diag *diag)
{
    struct stat now;
    if (s->file.fd <= STDIN_FILENO || fstat(s->file.fd, &now) != 0)
        return;
    if (now.st_size == s->before.st_size &&
        now.st_mtim.tv_sec == s->before.st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == s->before.st_mtim.tv_nsec)
        return;
    diag_warn(diag, "changing", (chp_where){ .path = s->scan.at.path },
              "the file changed while it was read: what is told of it is provisional");
    diag_hint(diag, "The run goes on: read it again when it has finished.");
}

bool source_close(source *s, chp_diag *diag)
{
    if (!s)
        return true;
    bool ok = report_damage(s, diag);
    report_change(s, diag);
    free_source(s);
    return ok;
}

/* --- a small file as a whole ------------------------------------------------------ */

static bool gather(arena *a, scan *in, size_t most, str *out)
{
    sink text = { .a = a };
    while (scan_line(in)) {
        if (in->line.len >= most - text.n)
            return false;
        sink_put(&text, in->line);
        sink_put(&text, STR("\n"));
    }
    *out = sink_text(&text);
    return !in->is_bad;
}

bool source_text(arena *a, const char *path, size_t most, str *out, chp_diag *diag)
{
    source *s = source_open(path, NULL, diag);
    if (!s)
        return false;
    scan *in = source_scan(s);
    bool fits = gather(a, in, most, out);
    if (!fits) {
        diag_error(diag, "too-large", in->at, "%s has more than %zu bytes",
                   in->is_bad ? "a line" : "the file",
                   in->is_bad ? SCAN_LONGEST_LINE : most);
        diag_hint(diag, "Nobody writes so much by hand: give the file that is meant.");
    }
    return source_close(s, diag) && fits;
}
