/* A tree of folders: each run below it is noted, and placed when it has been read. */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/path.h"
#include "energetics/intake.h"
#include "gather/gather.h"
#include "io/tree.h"

/* The name a folder has, also when it was called "." or "..". */
static str real_name(arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return path_name(path);
    str name = path_name(arena_str(a, str_of(real)));
    free(real);
    return name;
}

static void note(intake *in, const found_run *run, const char *folder,
                 const char *catalyst, bool is_gas)
{
    in->found = arena_grow(in->a, in->found, in->n_found, sizeof *in->found);
    in->found[in->n_found++] = (found_state){ .path = run->path,
                                              .relative = run->relative,
                                              .folder = folder,
                                              .catalyst = catalyst,
                                              .is_gas = is_gas };
}

bool intake_folder(intake *in, const char *path, const char *catalyst, bool is_gas,
                   chp_diag *diag)
{
    found_runs runs = gather_find(in->a, path, diag);
    const char *folder = arena_str(in->a, real_name(in->a, path));
    for (size_t i = 0; i < runs.n; i++)
        note(in, &runs.at[i], folder, catalyst, is_gas);
    if (runs.n > 0)
        return true;
    diag_error(diag, "no-runs", (chp_where){ path, 0 },
               "there is no output of VASP in this folder");
    diag_hint(diag,
              "A run has OUTCAR, vasprun.xml, OSZICAR or vaspout.h5 in its folder.");
    return false;
}
