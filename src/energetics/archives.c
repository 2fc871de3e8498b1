/* Where the runs of an archive lie:
 *
 *     Fe-N4/NNH.tar.gz  with OUTCAR, freq/OUTCAR          Fe-N4/NNH, Fe-N4/NNH/freq
 *     Fe-N4/all.tar     with NNH/OUTCAR, NNH/freq/OUTCAR  the same
 *
 * An archive that is a run itself stands for a folder of its name; from others the
 * folders are taken as they would be unpacked beside it. */
#include "energetics/archives.h"

#include <string.h>

#include "base/diag.h"
#include "io/tree.h"

typedef struct {
    intake *in;
    size_t n;
    found_state *list;
    chp_diag *diag;
} opening;

/* The path of the run within the archive; NULL: it is of another one. */
static const char *within(const chp_run *run, const char *archive)
{
    str rest = str_of(run->calc.path);
    if (!str_starts(rest, str_of(archive)))
        return NULL;
    rest = str_from(rest, strlen(archive));
    return rest.len == 0 ? "" : rest.at[0] == '/' ? rest.at + 1 : NULL;
}

static str folder_of(str path)
{
    size_t n = path.len;
    while (n > 0 && path.at[n - 1] != '/')
        n--;
    return str_part(path, 0, n > 0 ? n - 1 : 0);
}

/* "Fe-N4/NNH" of "Fe-N4/NNH.tar.gz". */
static str without_ending(str path)
{
    str name = path_name(path.at), stem;
    str_cut(&name, '.', &stem);
    return (str){ path.at, (size_t)(stem.at - path.at) + stem.len };
}

static const char *joined(arena *a, str folder, const char *inner)
{
    bool is_both = folder.len > 0 && *inner;
    return arena_print(a, "%.*s%s%s", (int)folder.len, folder.at, is_both ? "/" : "",
                       inner);
}

static bool is_unpacked(const intake *in, const found_state *f)
{
    for (size_t i = 0; i < in->n_found; i++) {
        const found_state *other = &in->found[i];
        if (!other->is_archive && strcmp(other->relative, f->relative) == 0 &&
            strcmp(other->folder, f->folder) == 0)
            return true;
    }
    return false;
}

static void add(opening *o, const found_state *f)
{
    o->list = arena_grow(o->in->a, o->list, o->n, sizeof *o->list);
    o->list[o->n++] = *f;
}

static void add_packed(opening *o, const found_state *archive, const chp_run *run,
                       str folder, const char *inner)
{
    found_state one = *archive;
    one.path = run->calc.path;
    one.relative = joined(o->in->a, folder, inner);
    one.run = run;
    one.is_archive = false;
    if (!is_unpacked(o->in, &one))
        add(o, &one);
    else
        diag_note(o->diag, "archive", (chp_where){ one.path, 0 },
                  "this run lies beside its archive, too: the unpacked one is taken");
}

/* The archive itself, when it is a run or holds none; NULL: runs lie in its folders. */
static const chp_run *whole(const chp_runs *runs, const char *archive)
{
    for (size_t i = 0; i < chp_runs_count(runs); i++)
        if (strcmp(chp_runs_get(runs, i)->calc.path, archive) == 0)
            return chp_runs_get(runs, i);
    return NULL;
}

static void open_one(opening *o, const found_state *archive, const chp_runs *runs)
{
    const chp_run *itself = whole(runs, archive->path);
    if (itself && !itself->calc.format) {
        bool is_other = diag_has(itself->diag, "no-energy"); // scripts, pictures ...
        diag_merge_at_most(o->diag, itself->diag, is_other ? CHP_NOTE : CHP_WARNING);
        return;
    }
    str relative = str_of(archive->relative);
    str folder = itself ? without_ending(relative) : folder_of(relative);
    for (size_t i = 0; i < chp_runs_count(runs); i++) {
        const chp_run *run = chp_runs_get(runs, i);
        const char *inner = within(run, archive->path);
        if (inner)
            add_packed(o, archive, run, folder, inner);
    }
}

void archives_open(intake *in, const chp_runs *runs, chp_diag *diag)
{
    opening o = { .in = in, .diag = diag };
    for (size_t i = 0; i < in->n_found; i++)
        if (in->found[i].is_archive)
            open_one(&o, &in->found[i], runs);
        else
            add(&o, &in->found[i]);
    in->found = o.list;
    in->n_found = o.n;
}
