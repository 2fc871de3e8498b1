#include "gather/folder.h"

#include <string.h>

struct folder folder;

void folder_begin(void)
{
    folder = (struct folder){ .diag = chp_diag_new() };
    folder.path = scratch_new(&folder.a);
}

void folder_end(void)
{
    chp_runs_free(folder.runs);
    chp_diag_free(folder.diag);
    scratch_remove(folder.path);
    arena_clear(&folder.a);
}

const char *folder_put(const char *name, str content)
{
    return scratch_file(&folder.a, folder.path, name, content);
}

const chp_run *folder_read(const char *const *paths, size_t n,
                           const chp_read_options *options)
{
    chp_read_options fresh = *options;
    fresh.cache = NULL;
    chp_runs_free(folder.runs);
    folder.runs = chp_runs_read(paths, n, &fresh, folder.diag);
    return chp_runs_get(folder.runs, 0);
}

const chp_run *folder_read_path(const char *path)
{
    chp_read_options options = chp_read_defaults();
    return folder_read(&path, 1, &options);
}

const chp_message *folder_message(const chp_run *run, const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(run->diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return m;
    return NULL;
}

bool folder_says(const chp_run *run, const char *code, const char *part)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(run->diag, i)); i++)
        if (strcmp(m->code, code) == 0 && strstr(m->fact, part))
            return true;
    return false;
}
