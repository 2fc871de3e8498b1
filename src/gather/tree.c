/* Finding the runs below a folder, by the names of the files in it. */
#include "io/tree.h"
#include "base/diag.h"
#include "gather/gather.h"
#include "gather/names.h"

typedef struct {
    arena *a;
    size_t root_length; // of its path, with the slash
    found_run *at, *archives;
    size_t n, n_archives, n_below, n_bands;
    str *band; // their paths, with a slash
    chp_diag *diag;
} search;

static bool has_role(const listing *folder, bool (*is)(file_role))
{
    for (size_t i = 0; i < folder->n_files; i++)
        if (is(role_of_name(str_of(folder->file[i]))))
            return true;
    return false;
}

static bool is_input(file_role r)
{
    return r == ROLE_INCAR;
}

/* A band has its input above and its images in 00, 01, 02 ... below. */
static bool is_band(const listing *folder)
{
    images below = { 0 };
    for (size_t i = 0; i < folder->n_folders; i++)
        images_add(&below, str_of(folder->folder[i]));
    return images_are_band(&below) && has_role(folder, is_input);
}

static bool is_image(const search *s, const char *path)
{
    str at = str_of(path);
    bool found = false;
    for (size_t i = 0; i < s->n_bands && !found; i++)
        found =
            str_starts(at, s->band[i]) && name_is_image(str_from(at, s->band[i].len));
    return found;
}

static void note_band(search *s, const char *path)
{
    s->band = arena_grow(s->a, s->band, s->n_bands, sizeof *s->band);
    s->band[s->n_bands++] = str_of(path_join(s->a, path, ""));
    diag_note(
        s->diag, "band", (chp_where){ .path = path },
        "the folders 00, 01, ... in here are images of a reaction path: left out");
    diag_hint(s->diag, "To use one of them as a state, name it by itself.");
}

static found_run found(const search *s, const char *path)
{
    str relative = str_from(str_of(path), s->root_length);
    return (found_run){ path, arena_str(s->a, relative) };
}

/* Beside a run an archive is a copy of it. */
static void add_archives(search *s, const listing *folder, bool is_run)
{
    for (size_t i = 0; i < folder->n_files; i++) {
        if (!name_is_archive(str_of(folder->file[i])))
            continue;
        const char *path = path_join(s->a, folder->path, folder->file[i]);
        if (is_run) {
            diag_note(s->diag, "archive", (chp_where){ .path = path },
                      "an archive beside a run is taken for a copy of it: left out");
            continue;
        }
        s->archives = arena_grow(s->a, s->archives, s->n_archives, sizeof *s->archives);
        s->archives[s->n_archives++] = found(s, path);
    }
}

static bool visit(void *user, const listing *folder)
{
    search *s = user;
    s->n_below += folder->n_folders;
    if (is_image(s, folder->path))
        return false;
    bool is_run = has_role(folder, role_is_output);
    if (is_run) {
        s->at = arena_grow(s->a, s->at, s->n, sizeof *s->at);
        s->at[s->n++] = found(s, folder->path);
    }
    add_archives(s, folder, is_run);
    if (is_band(folder))
        note_band(s, folder->path);
    return true;
}

found_runs gather_find(arena *a, const char *root, chp_diag *diag)
{
    size_t length = strlen(root);
    search s = {
        .a = a,
        .diag = diag,
        .root_length = length + !str_ends(str_of(root), STR("/")),
    };
    tree_walk(a, root, NULL, visit, &s, diag);
    return (found_runs){ .n = s.n,
                         .at = s.at,
                         .n_archives = s.n_archives,
                         .archives = s.archives,
                         .is_alone = s.n_below == 0 };
}
