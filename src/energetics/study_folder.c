/* A tree of folders: each run below it is noted, and placed when it has been read. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/path.h"
#include "energetics/intake.h"
#include "energetics/names.h"
#include "gather/gather.h"
#include "io/tree.h"

/* The path of a folder with the names it has, also when it was called "." or "..". */
static const char *real_path(arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return path;
    const char *copy = arena_str(a, str_of(real));
    free(real);
    return copy;
}

static void note(intake *in, const found_run *run, const char *real,
                 const char *catalyst, bool is_gas, bool is_archive)
{
    str above = path_name(path_folder(in->a, real));
    in->found = arena_grow(in->a, in->found, in->n_found, sizeof *in->found);
    in->found[in->n_found++] =
        (found_state){ .path = run->path,
                       .relative = run->relative,
                       .folder = arena_str(in->a, path_name(real)),
                       .above = arena_str(in->a, above),
                       .catalyst = catalyst,
                       .is_gas = is_gas,
                       .is_archive = is_archive,
                       .origin = in->origin };
}

/* A table that lies in a folder without runs: it may be what was meant. */
static const char *table_in(intake *in, const char *path)
{
    static const char *const ends[] = { ".csv", ".tsv", "energies.txt", ".json" };
    listing folder;
    chp_diag *quiet = chp_diag_new();
    bool ok = folder_list(in->a, path, &folder, quiet);
    chp_diag_free(quiet);
    for (size_t i = 0; ok && i < folder.n_files; i++)
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (str_ends(str_of(folder.file[i]), str_of(ends[k])))
                return path_join(in->a, path, folder.file[i]);
    return NULL;
}

bool intake_folder(intake *in, const char *path, const char *catalyst, bool is_gas,
                   chp_diag *diag)
{
    found_runs runs = gather_find(in->a, path, diag);
    const char *real = real_path(in->a, path);
    for (size_t i = 0; i < runs.n; i++)
        note(in, &runs.at[i], real, catalyst, is_gas, false);
    for (size_t i = 0; i < runs.n_archives; i++)
        note(in, &runs.archives[i], real, catalyst, is_gas, true);
    if (runs.n + runs.n_archives > 0)
        return true;
    if (!path_is_there(path))
        return diag_error(diag, "no-runs", (chp_where){ path, 0 },
                          "there is no such folder");
    diag_error(diag, "no-runs", (chp_where){ path, 0 },
               "there is no output of VASP in this folder");
    const char *table = table_in(in, path);
    if (table)
        diag_hint(diag, "There is a table in it: give it by its name, %s.", table);
    else
        diag_hint(
            diag,
            "A run has OUTCAR, vasprun.xml, OSZICAR or vaspout.h5 in its folder.");
    return false;
}

/* --- a folder that a study file names -------------------------------------------- */

void intake_pair(intake *in, entry *e, chp_diag *diag)
{
    if (!path_is_folder(e->energy_path))
        return;
    found_runs runs = gather_find(in->a, e->energy_path, diag);
    run_role best = ROLE_NONE;
    const char *energy = NULL;
    for (size_t i = 0; i < runs.n; i++) {
        const found_run *run = &runs.at[i];
        run_role role = name_role(path_name(run->relative));
        bool is_itself = run->relative[0] == '\0';
        if (role == ROLE_MODES)
            e->modes_path = run->path;
        else if ((is_itself || role != ROLE_NONE) && (!energy || role >= best)) {
            best = role;
            energy = run->path;
        }
    }
    if (energy)
        e->energy_path = energy;
    else if (e->modes_path) // there is no other
        e->energy_path = e->modes_path;
}

/* --- gases ----------------------------------------------------------------------- */

static bool lies_among_gases(const found_state *f)
{
    str rest = str_of(f->relative), part;
    while (str_cut(&rest, '/', &part))
        if (name_is_gas_folder(part))
            return true;
    return f->is_gas;
}

static bool has_gases(const intake *in)
{
    for (size_t i = 0; i < in->n_entries; i++)
        if (!in->entries[i].catalyst && !in->entries[i].is_overlay)
            return true;
    for (size_t i = 0; i < in->n_found; i++)
        if (lies_among_gases(&in->found[i]))
            return true;
    return false;
}

static const char *above(arena *a, const char *folder)
{
    str name = path_name(folder);
    bool is_relative = str_eq(name, STR(".")) || str_eq(name, STR(".."));
    return is_relative ? path_join(a, folder, "..") : path_folder(a, folder);
}

/* gas/ in the folder, else beside it. */
static bool find_gas_folder(intake *in, const char *folder, chp_diag *diag)
{
    static const char *const words[] = { "gas", "gases" };
    const char *const places[] = { folder, above(in->a, folder) };
    for (int i = 0; i < 4; i++) {
        const char *path = path_join(in->a, places[i / 2], words[i % 2]);
        if (path_is_folder(path))
            return intake_folder(in, path, NULL, true, diag);
    }
    return true;
}

bool intake_gases(intake *in, const char *const *paths, size_t n_paths, chp_diag *diag)
{
    const names *given = &in->options->gas_folders;
    bool ok = true;
    for (size_t i = 0; i < given->n; i++)
        ok = intake_folder(in, given->at[i], NULL, true, diag) && ok;
    for (size_t i = 0; i < n_paths && !has_gases(in); i++) {
        const char *folder =
            path_is_folder(paths[i]) ? paths[i] : path_folder(in->a, paths[i]);
        ok = find_gas_folder(in, folder, diag) && ok;
    }
    return ok;
}
