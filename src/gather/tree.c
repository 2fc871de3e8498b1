/* Finding the runs below a folder, by the names of the files in it. */
#include "io/tree.h"
#include "base/diag.h"
#include "gather/gather.h"
#include "gather/names.h"

typedef struct {
    arena *a;
    size_t root_length; // of its path, with the slash
    found_run *at;
    size_t n, n_below, n_bands;
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

/* An archive beside runs may be a backup, or a state that would be missed. */
static void note_archives(search *s, const listing *folder)
{
    static const char *const ends[] = { ".tar",     ".tar.gz", ".tgz", ".tar.bz2",
                                        ".tar.xz",  ".txz",    ".zip", ".7z",
                                        ".tar.zst", ".tbz2" };
    for (size_t i = 0; i < folder->n_files; i++) {
        str name = str_of(folder->file[i]);
        bool is_archive = false;
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            is_archive |= str_ends(name, str_of(ends[k]));
        if (!is_archive || role_is_output(role_of_name(name)))
            continue;
        diag_note(s->diag, "archive",
                  (chp_where){ .path = path_join(s->a, folder->path, folder->file[i]) },
                  "runs in an archive are no states of a study: left out");
        diag_hint(s->diag, "Unpack it here if it holds one.");
    }
}

static bool visit(void *user, const listing *folder)
{
    search *s = user;
    s->n_below += folder->n_folders;
    if (is_image(s, folder->path))
        return false;
    if (has_role(folder, role_is_output)) {
        str relative = str_from(str_of(folder->path), s->root_length);
        s->at = arena_grow(s->a, s->at, s->n, sizeof *s->at);
        s->at[s->n++] = (found_run){ folder->path, arena_str(s->a, relative) };
    }
    note_archives(s, folder);
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
    return (found_runs){ s.n, s.at, s.n_below == 0 };
}
