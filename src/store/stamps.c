/* Stamps: what tells that a file is not what it was. */
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "io/tree.h"
#include "store/database.h"

enum { SETTLING_S = 2 }; // a file younger than that may still change

bool stamp_take(const char *path, const char *name, stamp *out)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    *out = (stamp){
        .name = name,
        .size = S_ISDIR(st.st_mode) ? 0 : (long long)st.st_size,
        .seconds = st.st_mtim.tv_sec,
        .nanoseconds = st.st_mtim.tv_nsec,
        .inode = st.st_ino,
        .device = st.st_dev,
    };
    return true;
}

static bool is_same(const stamp *a, const stamp *b)
{
    return a->size == b->size && a->seconds == b->seconds &&
           a->nanoseconds == b->nanoseconds && a->inode == b->inode &&
           a->device == b->device;
}

/* Whether it is alone, then each stamp as its five numbers and its name. */
str stamps_code(arena *a, const stamps *list)
{
    size_t room = 1, n = 1;
    for (size_t i = 0; i < list->n; i++)
        room += sizeof(stamp) + strlen(list->at[i].name) + 1;
    char *bytes = arena_new(a, char, room);
    bytes[0] = list->is_alone;
    for (size_t i = 0; i < list->n; i++) {
        stamp s = list->at[i];
        size_t len = strlen(s.name) + 1;
        memcpy(bytes + n + sizeof s, s.name, len);
        s.name = NULL;
        memcpy(bytes + n, &s, sizeof s);
        n += sizeof s + len;
    }
    return (str){ bytes, n };
}

bool stamps_are_alone(str bytes)
{
    return bytes.len > 0 && bytes.at[0];
}

/* Whether every file is as it was. */
bool stamps_are_current(const char *path, str bytes)
{
    arena scratch = { 0 };
    bytes = str_from(bytes, 1);
    bool ok = bytes.len > 0;
    while (ok && bytes.len > sizeof(stamp)) {
        stamp then, now;
        memcpy(&then, bytes.at, sizeof then);
        bytes = str_from(bytes, sizeof then);
        const char *end = memchr(bytes.at, '\0', bytes.len);
        ok = end &&
             stamp_take(*bytes.at ? path_join(&scratch, path, bytes.at) : path, NULL,
                        &now) &&
             is_same(&then, &now);
        bytes = end ? str_from(bytes, (size_t)(end - bytes.at) + 1) : bytes;
    }
    arena_clear(&scratch);
    return ok && bytes.len == 0;
}

bool stamps_are_settled(const stamps *list)
{
    time_t now = time(NULL);
    for (size_t i = 0; i < list->n; i++)
        if (now - list->at[i].seconds < SETTLING_S)
            return false;
    return list->n > 0;
}
