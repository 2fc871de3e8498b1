/* The kinds of STUDY: a folder, a study file, results of an earlier run, a table. */
#include <string.h>

#include "base/diag.h"
#include "energetics/intake.h"
#include "gather/names.h"
#include "io/tree.h"

static bool is_yaml(const char *path)
{
    return str_ends(str_of(path), STR(".yaml")) || str_ends(str_of(path), STR(".yml"));
}

/* A folder needs no file; where there is one, it says what the folders cannot. */
static bool take_folder(intake *in, const char *path, chp_diag *diag)
{
    listing files;
    if (!folder_list(in->a, path, &files, diag))
        return false;
    for (size_t i = 0; i < files.n_files; i++)
        if (strcmp(files.file[i], "chepath.yaml") == 0)
            return intake_yaml(in, path_join(in->a, path, files.file[i]), diag);
    return intake_folder(in, path, NULL, false, diag);
}

bool intake_study(intake *in, const char *path, chp_diag *diag)
{
    if (path_is_folder(path))
        return take_folder(in, path, diag);
    if (is_yaml(path))
        return intake_yaml(in, path, diag);
    if (name_is_archive(path_name(path))) {
        diag_error(diag, "archive", (chp_where){ path, 0 }, "an archive is no study");
        diag_hint(diag, "Unpack it; `chepath read` reads the runs in it as they are.");
        return false;
    }
    return str_ends(str_of(path), STR(".json")) ? intake_json(in, path, diag)
                                                : intake_table(in, path, diag);
}
