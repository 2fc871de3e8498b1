#include "io/hdf5.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/module.h"

enum { PATIENCE_MS = 20 * 1000, CPU_SECONDS = 10, MOST_DATASETS = 10000 };
#define MOST_BYTES ((size_t)1 << 30)

#if defined(__has_feature)
#define IS_SANITIZED                                                                   \
    (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

#if IS_SANITIZED
#define MOST_MEMORY RLIM_INFINITY // the sanitiser maps terabytes
#else
#define MOST_MEMORY ((rlim_t)4 << 30)
#endif

typedef struct {
    int fd;
    arena *a;
    size_t n_bytes;
    const char *path, *refused; // the file; the dataset that was refused last
    chp_diag *diag;
} channel;

/* --- the child ------------------------------------------------------------------ */

static void limit(int what, rlim_t most)
{
    struct rlimit value = { most, most };
    setrlimit(what, &value);
}

/* Children of other threads that were made a moment ago have the other end of our pipe,
 * too: one that kept it would keep us waiting after our own child has died. */
static void close_all_but(int fd)
{
    enum { MOST_FILES = 1024 }; // that a program may open, as a rule
    for (int other = STDERR_FILENO + 1; other < MOST_FILES; other++)
        if (other != fd)
            close(other);
}

/* Quietly: the words of a dying library help nobody. */
static _Noreturn void be_the_child(const hdf5_module *module, const char *path,
                                   str bytes, const hdf5_wish *wishes, size_t n, int fd)
{
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    close_all_but(fd);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_AS, MOST_MEMORY);
    signal(SIGPIPE, SIG_DFL);
    _exit(module->serve(path, bytes, wishes, n, fd));
}

/* --- the parent ------------------------------------------------------------------ */

static bool get(channel *c, void *to, size_t n)
{
    char *at = to;
    while (n > 0) {
        struct pollfd ready = { .fd = c->fd, .events = POLLIN };
        int state = poll(&ready, 1, PATIENCE_MS);
        if (state < 0 && errno == EINTR)
            continue;
        ssize_t got = state > 0 ? read(c->fd, at, n) : -1;
        if (got < 0 && state > 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

/* Once for each dataset, of which several rows may be wanted. */
static bool get_refusal(channel *c, const hdf5_header *h)
{
    static const char *const why[] = {
        [HDF5_LINKED] = "is a link",
        [HDF5_ELSEWHERE] = "is stored in another file",
        [HDF5_FILTERED] = "is packed by a filter that is not HDF5's own",
    };
    char *name = arena_new(c->a, char, (size_t)h->n_name + 1);
    if (h->refusal >= sizeof why / sizeof *why || h->n_bytes ||
        !get(c, name, h->n_name))
        return false;
    if (c->refused && strcmp(c->refused, name) == 0)
        return true;
    c->refused = name;
    diag_warn(c->diag, "refused-hdf5", (chp_where){ c->path, 0 },
              "%s %s, and is not read", name, why[h->refusal]);
    diag_hint(c->diag, "VASP writes none such: somebody else made this file.");
    return true;
}

/* The child may have gone mad: what it claims must fit together. */
static bool is_sound(const hdf5_header *h, size_t n_wishes, size_t n_before, size_t *n)
{
    *n = 1;
    if (h->wish >= n_wishes || h->rank > HDF5_MOST_RANK)
        return false;
    for (size_t i = 0; i < h->rank; i++) {
        if (h->extent[i] == 0 || *n > MOST_BYTES / h->extent[i])
            return false;
        *n *= h->extent[i];
    }
    if (h->n_bytes > MOST_BYTES || n_before + h->n_bytes > MOST_BYTES)
        return false;
    return h->is_text ? h->n_bytes % *n == 0 && h->n_bytes / *n > 1
                      : h->n_bytes == *n * sizeof(double);
}

static const char *const *list_texts(arena *a, const char *bytes, size_t n, size_t size)
{
    const char **list = arena_new(a, const char *, n);
    for (size_t i = 0; i < n; i++) {
        const char *text = bytes + i * size;
        str whole = { text, strnlen(text, size - 1) };
        list[i] = arena_str(a, str_trim(whole));
    }
    return list;
}

static bool get_data(channel *c, const hdf5_header *h, const hdf5_wish *wishes,
                     size_t n_wishes, hdf5_data *d)
{
    size_t n;
    if (!is_sound(h, n_wishes, c->n_bytes, &n))
        return false;
    char *name = arena_new(c->a, char, (size_t)h->n_name + 1);
    void *bytes = arena_new(c->a, double, h->n_bytes / sizeof(double) + 1);
    if (!get(c, name, h->n_name) || !get(c, bytes, h->n_bytes))
        return false;
    c->n_bytes += h->n_bytes;
    *d = (hdf5_data){
        .path = name,
        .rows = wishes[h->wish].rows,
        .is_text = h->is_text,
        .is_logical = h->is_logical,
        .rank = h->rank,
        .n = n,
        .number = h->is_text ? NULL : bytes,
        .text = h->is_text ? list_texts(c->a, bytes, n, h->n_bytes / n) : NULL,
    };
    for (size_t i = 0; i < h->rank; i++)
        d->extent[i] = h->extent[i];
    return true;
}

/* True when the child came to its end. */
static bool get_all(channel *c, const hdf5_wish *wishes, size_t n_wishes,
                    hdf5_list *out)
{
    hdf5_data *list = NULL;
    size_t n = 0;
    hdf5_header h;
    bool ok;
    while ((ok = get(c, &h, sizeof h)) && h.wish != HDF5_DONE) {
        if (h.refusal != HDF5_TAKEN) {
            if (!(ok = get_refusal(c, &h)))
                break;
            continue;
        }
        list = arena_grow(c->a, list, n, sizeof *list);
        ok = n < MOST_DATASETS && get_data(c, &h, wishes, n_wishes, &list[n]);
        if (!ok)
            break;
        n++;
    }
    *out = (hdf5_list){ list, n };
    return ok;
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static bool report(const char *path, int status, chp_diag *diag)
{
    chp_where at = { path, 0 };
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1) {
        diag_error(diag, "damaged", at, "the HDF5 library cannot open this file");
        diag_hint(diag, "It is cut or damaged, or its VASP still runs.");
    } else {
        diag_error(diag, "damaged", at,
                   "the HDF5 library failed while it read this file");
        diag_hint(diag, "The file is damaged: read OUTCAR or vasprun.xml instead.");
    }
    return false;
}

static bool no_process(const char *what, const char *path, int cause, chp_diag *diag)
{
    diag_error(diag, "unreadable", (chp_where){ path, 0 },
               "no %s to read it in can be had: %s", what, strerror(cause));
    diag_hint(diag, "Read fewer runs at once (--jobs=1), or see `ulimit -a`.");
    return false;
}

bool hdf5_read(arena *a, const char *path, str bytes, const hdf5_wish *wishes,
               size_t n_wishes, hdf5_list *out, chp_diag *diag)
{
    const hdf5_module *module = module_load("hdf5", diag);
    int ends[2];
    *out = (hdf5_list){ 0 };
    if (!module)
        return false;
    if (pipe(ends) < 0)
        return no_process("pipe", path, errno, diag);
    pid_t child = fork();
    int cause = errno;
    if (child == 0)
        be_the_child(module, path, bytes, wishes, n_wishes, ends[1]);
    close(ends[1]);
    channel c = { .fd = ends[0], .a = a, .path = path, .diag = diag };
    bool ok = child > 0 && get_all(&c, wishes, n_wishes, out);
    close(ends[0]);
    if (child < 0)
        return no_process("process", path, cause, diag);
    if (!ok)
        kill(child, SIGKILL);
    int status = wait_for(child);
    return ok || report(path, status, diag);
}

const hdf5_data *hdf5_find(const hdf5_list *list, const char *path, hdf5_rows rows)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].rows == rows && strcmp(list->at[i].path, path) == 0)
            return &list->at[i];
    return NULL;
}
