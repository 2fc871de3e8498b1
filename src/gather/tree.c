/* Finding the runs below a folder, by the names of the files in it. */
#include <ctype.h>

#include "base/diag.h"
#include "gather/gather.h"
#include "gather/names.h"
#include "io/tree.h"

typedef struct {
    arena *a;
    size_t root_length; // of its path, with the slash
    found_run *at;
    size_t n, n_below;
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

static bool is_two_digits(const char *name)
{
    return isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) &&
           name[2] == '\0';
}

/* A band has its input above and its images in 00, 01, 02 ... below. */
static bool is_band(const listing *folder)
{
    size_t n_images = 0;
    for (size_t i = 0; i < folder->n_folders; i++)
        n_images += is_two_digits(folder->folder[i]);
    return n_images >= 3 && strcmp(folder->folder[0], "00") == 0 &&
           has_role(folder, is_input);
}

static bool visit(void *user, const listing *folder)
{
    search *s = user;
    s->n_below += folder->n_folders;
    if (has_role(folder, role_is_output)) {
        str relative = str_from(str_of(folder->path), s->root_length);
        s->at = arena_grow(s->a, s->at, s->n, sizeof *s->at);
        s->at[s->n++] = (found_run){ folder->path, arena_str(s->a, relative) };
    }
    if (!is_band(folder))
        return true;
    diag_note(
        s->diag, "band", (chp_where){ .path = folder->path },
        "the folders 00, 01, ... in here are images of a reaction path: left out");
    diag_hint(s->diag, "To use one of them as a state, name it by itself.");
    return false;
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
