#include "io/installed.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/module.h"

typedef struct {
    const char **at;
    size_t n;
} list;

static void add(arena *a, list *l, const char *text)
{
    l->at = arena_grow(a, l->at, l->n, sizeof *l->at);
    l->at[l->n++] = text;
}

/* A folder that is there, by its plain name. */
static void add_existing(arena *a, list *l, const char *folder)
{
    char *plain = realpath(folder, NULL);
    if (plain)
        add(a, l, arena_str(a, str_of(plain)));
    free(plain);
}

const char *const *installed_folders(arena *a, const char *kind, const char *variable)
{
    /* An installed library lies in lib/; a built one in build/lib/, or, of a flavour,
     * in build/FLAVOUR/lib/. */
    static const char *const places[] = { "../share/chepath/", "../../", "../../../" };
    list found = { 0 };
    const char *named = getenv(variable);
    if (named && *named)
        add(a, &found, arena_str(a, str_of(named)));
    str here = module_folder();
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        add_existing(
            a, &found,
            arena_print(a, "%.*s/%s%s", (int)here.len, here.at, places[i], kind));
    add(a, &found, NULL);
    return found.at;
}

static bool has(const list *l, const char *text)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->at[i], text) == 0)
            return true;
    return false;
}

static void add_names(arena *a, list *l, const char *folder, str suffix)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    const struct dirent *e;
    while ((e = readdir(dir))) {
        str file = str_of(e->d_name);
        if (*file.at == '.' || !str_ends(file, suffix))
            continue;
        const char *name = arena_str(a, str_part(file, 0, file.len - suffix.len));
        if (!has(l, name))
            add(a, l, name);
    }
    closedir(dir);
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

const char *const *installed_names(arena *a, const char *const *folders,
                                   const char *suffix)
{
    list found = { 0 };
    for (; *folders; folders++)
        add_names(a, &found, *folders, str_of(suffix));
    if (found.n > 1)
        qsort(found.at, found.n, sizeof *found.at, by_text);
    add(a, &found, NULL);
    return found.at;
}

const char *installed_file(arena *a, const char *const *folders, const char *name,
                           const char *suffix)
{
    for (; *folders; folders++) {
        const char *path = arena_print(a, "%s/%s%s", *folders, name, suffix);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}
