#include "io/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/plain.h"

enum { FIRST_ROOM = 1024 };

static char *room_for(sink *s, size_t len)
{
    if (s->room - s->n <= len) {
        size_t room = s->room ? s->room : FIRST_ROOM;
        while (room - s->n <= len)
            room *= 2;
        char *larger = arena_new(s->a, char, room);
        if (s->n > 0)
            memcpy(larger, s->at, s->n);
        s->at = larger;
        s->room = room;
    }
    return s->at + s->n;
}

void sink_put(sink *s, str text)
{
    char *to = room_for(s, text.len);
    if (text.len > 0)
        memcpy(to, text.at, text.len);
    s->n += text.len;
    s->at[s->n] = '\0';
}

void sink_print(sink *s, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    size_t len = (size_t)plain_vprint(NULL, 0, fmt, again);
    va_end(again);
    plain_vprint(room_for(s, len), len + 1, fmt, args);
    va_end(args);
    s->n += len;
}

/* --- files --------------------------------------------------------------------- */

static bool write_all(int fd, str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

/* A new file beside the one it will become. Names that are taken belong to others, or
 * were left behind by a program that was killed. */
static int open_beside(arena *a, const char *path, const char **name)
{
    enum { ATTEMPTS = 100 };
    int fd = -1;
    for (int i = 0; i < ATTEMPTS && fd < 0; i++) {
        *name = arena_print(a, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

static bool save(arena *a, const char *path, str bytes)
{
    const char *name = NULL;
    int fd = open_beside(a, path, &name);
    if (fd < 0)
        return false;
    bool ok = write_all(fd, bytes);
    ok = close(fd) == 0 && ok;
    ok = ok && rename(name, path) == 0;
    int cause = errno;
    if (!ok)
        unlink(name);
    errno = cause;
    return ok;
}

bool sink_save(str bytes, const char *path, chp_diag *diag)
{
    arena scratch = { 0 };
    bool ok = save(&scratch, path, bytes);
    int cause = errno;
    arena_clear(&scratch);
    if (!ok) {
        diag_error(diag, "unwritable", (chp_where){ .path = path },
                   "cannot be written: %s", strerror(cause));
        diag_hint(diag, "Check that the folder exists, is yours and has room.");
    }
    return ok;
}
