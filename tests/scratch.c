#define _XOPEN_SOURCE 700 // nftw
#include "scratch.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *scratch_new(arena *a)
{
    char *path = arena_str(a, STR("/tmp/chepath-test-XXXXXX"));
    ck_assert(mkdtemp(path) != NULL);
    return path;
}

const char *scratch_file(arena *a, const char *folder, const char *name, str content)
{
    char *path = arena_print(a, "%s/%s", folder, name);
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_uint_eq(fwrite(content.at, 1, content.len, file), content.len);
    fclose(file);
    return path;
}

static int take_away(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

void scratch_remove(const char *folder)
{
    nftw(folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
}
