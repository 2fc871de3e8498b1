#include "io/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"

typedef struct {
    const char **at;
    size_t n;
} names;

static void add(arena *a, names *list, const char *name)
{
    list->at = arena_grow(a, list->at, list->n, sizeof *list->at);
    list->at[list->n++] = arena_str(a, str_of(name));
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(names *list)
{
    if (list->n > 1)
        qsort(list->at, list->n, sizeof *list->at, by_bytes);
}

bool path_is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool path_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The kind of an entry, asking the file system only when the folder does not tell. */
static mode_t mode_of(const char *folder, const struct dirent *entry)
{
    if (entry->d_type == DT_REG)
        return S_IFREG;
    if (entry->d_type == DT_DIR)
        return S_IFDIR;
    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
        return 0;
    arena scratch = { 0 };
    struct stat st;
    bool is_there = stat(path_join(&scratch, folder, entry->d_name), &st) == 0;
    arena_clear(&scratch);
    return is_there ? st.st_mode : 0;
}

bool folder_list(arena *a, const char *path, listing *out, chp_diag *diag)
{
    DIR *dir = opendir(path);
    if (!dir) {
        diag_warn(diag, "unreadable", (chp_where){ .path = arena_str(a, str_of(path)) },
                  "the folder cannot be read: %s", strerror(errno));
        diag_hint(diag, "Check its permissions: chmod u+rx.");
        return false;
    }
    names files = { 0 }, folders = { 0 };
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        mode_t mode = mode_of(path, entry);
        if (S_ISREG(mode))
            add(a, &files, entry->d_name);
        else if (S_ISDIR(mode))
            add(a, &folders, entry->d_name);
    }
    closedir(dir);
    sort(&files);
    sort(&folders);
    *out = (listing){ path, files.n, folders.n, files.at, folders.at };
    return true;
}

/* --- walking ------------------------------------------------------------------- */

/* The folders that lie between the root and here: meeting one again is a circle. */
typedef struct ancestor ancestor;
struct ancestor {
    const ancestor *above;
    dev_t device;
    ino_t inode;
    unsigned depth;
};

typedef struct {
    tree_limits limits;
    tree_visitor visit;
    void *user;
    chp_diag *diag;
    size_t n_folders;
    arena *kept; // paths that messages speak of
    bool is_told;
} walk;

static bool is_circle(const ancestor *here)
{
    for (const ancestor *up = here->above; up; up = up->above)
        if (up->device == here->device && up->inode == here->inode)
            return true;
    return false;
}

/* Once is enough to say. */
static void tell_limit(walk *w, const char *path, const char *what, size_t limit)
{
    if (w->is_told)
        return;
    w->is_told = true;
    diag_warn(w->diag, "too-many", (chp_where){ .path = path },
              "the tree has more than %zu %s: the rest was not looked at", limit, what);
    diag_hint(w->diag, "Name the folders that are meant.");
}

static void descend(walk *w, const char *path, const ancestor *above)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return; // it was taken away meanwhile
    ancestor here = { above, st.st_dev, st.st_ino, above ? above->depth + 1 : 0 };
    if (is_circle(&here))
        return;
    if (here.depth > w->limits.depth) {
        tell_limit(w, path, "levels", w->limits.depth);
        return;
    }
    if (w->n_folders++ == w->limits.n_folders) {
        tell_limit(w, path, "folders", w->limits.n_folders);
        return;
    }
    listing folder;
    if (!folder_list(w->kept, path, &folder, w->diag) || !w->visit(w->user, &folder))
        return;
    for (size_t i = 0; i < folder.n_folders && w->n_folders <= w->limits.n_folders; i++)
        descend(w, path_join(w->kept, path, folder.folder[i]), &here);
}

void tree_walk(arena *a, const char *root, const tree_limits *limits,
               tree_visitor visit, void *user, chp_diag *diag)
{
    walk w = {
        .limits = limits ? *limits : (tree_limits){ .depth = 32, .n_folders = 200000 },
        .visit = visit,
        .user = user,
        .diag = diag,
        .kept = a,
    };
    descend(&w, root, NULL);
}
