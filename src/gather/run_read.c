/* Reading a folder, or a file by itself. */
#include "base/diag.h"
#include "gather/run.h"
#include "io/archive.h"

static void free_parts(const ingredients *from)
{
    for (size_t i = 0; i < from->n_parts; i++)
        chp_diag_free(from->parts[i].diag);
}

static part read_named(const task *t, const char *folder, const char *name, file_role r)
{
    const char *path = path_join(t->a, folder, name);
    run_remember(t, path, name);
    return part_read(t->a, path, r, t->limits, t->parent);
}

/* POTCAR and XDATCAR are large, and others repeat what is wanted of them. */
static bool is_needless(const choice *chosen, size_t i)
{
    static const struct {
        file_role large, tells;
    } pairs[] = {
        { ROLE_POTCAR, ROLE_OUTCAR },   { ROLE_POTCAR, ROLE_VASPRUN },
        { ROLE_POTCAR, ROLE_VASPOUT },  { ROLE_XDATCAR, ROLE_OUTCAR },
        { ROLE_XDATCAR, ROLE_VASPRUN }, { ROLE_XDATCAR, ROLE_VASPOUT },
        { ROLE_XDATCAR, ROLE_CONTCAR },
    };
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        for (size_t k = 0; k < chosen->n && chosen->role[i] == pairs[p].large; k++)
            if (chosen->role[k] == pairs[p].tells)
                return true;
    return false;
}

static ingredients read_chosen(const task *t, const char *folder, const choice *chosen)
{
    ingredients from = {
        .parts = arena_new(t->a, part, chosen->n + 1),
        .logs = arena_new(t->a, const char *, chosen->n + 1),
    };
    for (size_t i = 0; i < chosen->n; i++) {
        if (chosen->role[i] == ROLE_LOG)
            from.logs[from.n_logs++] = path_join(t->a, folder, chosen->name[i]);
        else if (!is_needless(chosen, i))
            from.parts[from.n_parts++] =
                read_named(t, folder, chosen->name[i], chosen->role[i]);
    }
    return from;
}

chp_run run_read_folder(const task *t, const char *path)
{
    chp_diag *diag = diag_child(t->parent);
    listing folder;
    run_remember(t, path, "");
    if (!folder_list(t->a, path, &folder, diag)) {
        diag_error(diag, "unreadable", (chp_where){ .path = path },
                   "the folder cannot be read");
        return (chp_run){ .calc.path = path, .diag = diag, .is_refused = true };
    }
    choice chosen = choose_files(t->a, folder.file, folder.n_files,
                                 (chp_where){ .path = path }, diag);
    ingredients from = read_chosen(t, path, &chosen);
    chp_run run = run_make(t, path, &from, diag);
    free_parts(&from);
    return run;
}

run_list run_read_file(const task *t, const char *path)
{
    chp_diag *diag = diag_child(t->parent);
    run_remember(t, path, "");
    source *s = source_open(path, t->limits, diag);
    if (s && packed_is(source_head(s, PACKED_HEAD))) {
        chp_diag_free(diag); // a source that opens has nothing to say
        return run_read_archive(t, path, s);
    }
    part p = part_read_source(t->a, s, path, role_of_name(path_name(path)), diag);
    ingredients from = { .n_parts = 1, .parts = &p, .logs = &path };
    from.n_logs = p.format && p.role == ROLE_LOG; // which speaks beside its table
    chp_run *run = arena_new(t->a, chp_run, 1);
    *run = run_make(t, path, &from, diag_child(t->parent));
    free_parts(&from);
    return (run_list){ 1, run };
}
