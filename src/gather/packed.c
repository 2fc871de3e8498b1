/* Runs in an archive. Its files come in any order and only once, so each that could be
 * of use is read as it passes by; which of them stand for the run of their folder is
 * decided at the end. */
#include <stdlib.h>

#include "base/diag.h"
#include "gather/run.h"
#include "io/archive.h"

enum { MOST_LOGS = 1000 }; // of one archive

typedef struct {
    str folder; // in the archive
    const char *name;
    part part;       // of a log: its path and diag alone
    log_words words; // of a log
} passed;

typedef struct {
    const task *task;
    const char *path; // of the archive
    passed *at;
    size_t n, n_logs;
} passing;

static void cut_name(str entry, str *folder, str *name)
{
    size_t slash = entry.len;
    while (slash > 0 && entry.at[slash - 1] != '/')
        slash--;
    *name = str_from(entry, slash);
    *folder = str_part(entry, 0, slash > 0 ? slash - 1 : 0);
}

/* A name that occurs twice was packed twice: the later one is what unpacking leaves. */
static passed *place(passing *w, str folder, const char *name, chp_diag *diag)
{
    for (size_t i = 0; i < w->n; i++)
        if (str_eq(w->at[i].folder, folder) && strcmp(w->at[i].name, name) == 0) {
            diag_warn(diag, "packed-twice", (chp_where){ .path = w->at[i].part.path },
                      "the archive holds this file twice: the later one was read");
            chp_diag_free(w->at[i].part.diag);
            return &w->at[i];
        }
    w->at = arena_grow(w->task->a, w->at, w->n, sizeof *w->at);
    return &w->at[w->n++];
}

static void take(passing *w, packed *p, const char *entry)
{
    arena *a = w->task->a;
    str folder, name;
    cut_name(str_of(entry), &folder, &name);
    file_role r = role_of_name(name);
    if (r == ROLE_NONE || (r == ROLE_LOG && w->n_logs++ >= MOST_LOGS))
        return;
    const char *path = path_join(a, w->path, entry);
    chp_diag *diag = diag_child(w->task->parent);
    time_t closed_s = packed_closed(p);
    source *s = packed_entry(p, path, diag);
    folder = str_of(arena_str(a, folder));
    passed it = { .folder = folder, .name = arena_str(a, name) };
    if (r == ROLE_LOG) {
        it.part = (part){ .path = path, .role = r, .diag = diag };
        it.words = log_sift(a, s, path, 0, diag);
    } else {
        it.part = part_read_source(a, s, path, r, diag);
    }
    it.part.closed_s = it.words.closed_s = closed_s;
    *place(w, folder, it.name, diag) = it;
}

static int by_folder(const void *a, const void *b)
{
    const passed *x = a, *y = b;
    size_t n = x->folder.len < y->folder.len ? x->folder.len : y->folder.len;
    int order = n > 0 ? memcmp(x->folder.at, y->folder.at, n) : 0;
    if (order == 0)
        order = (x->folder.len > y->folder.len) - (x->folder.len < y->folder.len);
    return order ? order : strcmp(x->name, y->name);
}

static bool has_output(const passed *entries, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (role_is_output(entries[i].part.role))
            return true;
    return false;
}

static chp_run run_of_folder(const task *t, const char *archive, const passed *entries,
                             size_t n)
{
    const char *path = entries->folder.len > 0
                           ? arena_print(t->a, "%s/%s", archive, entries->folder.at)
                           : archive;
    chp_diag *diag = diag_child(t->parent);
    const char **names = arena_new(t->a, const char *, n);
    for (size_t i = 0; i < n; i++)
        names[i] = entries[i].name;
    choice chosen = choose_files(t->a, names, n, (chp_where){ .path = path }, diag);
    part *parts = arena_new(t->a, part, chosen.n + 1);
    log_words *words = arena_new(t->a, log_words, chosen.n + 1);
    ingredients from = { .parts = parts, .words = words };
    for (size_t i = 0; i < chosen.n; i++)
        for (size_t k = 0; k < n; k++) {
            if (strcmp(chosen.name[i], entries[k].name) != 0)
                continue;
            if (entries[k].part.role == ROLE_LOG)
                words[from.n_words++] = entries[k].words;
            else
                parts[from.n_parts++] = entries[k].part;
        }
    return run_make(t, path, &from, diag);
}

/* An entry that stands for the archive itself, when it holds no run. */
static chp_run no_run(const char *archive, chp_diag *diag)
{
    if (chp_diag_count(diag, CHP_ERROR) == 0) {
        diag_error(diag, "no-energy", (chp_where){ .path = archive },
                   "no output of VASP is in this archive");
        diag_hint(diag,
                  "OUTCAR, vasprun.xml or OSZICAR must be in one of its folders.");
    }
    return (chp_run){ .calc.path = archive, .diag = diag, .is_refused = true };
}

run_list run_read_archive(const task *t, const char *path, source *s)
{
    passing w = { .task = t, .path = path };
    packed *p = packed_open(s);
    const char *entry;
    while (packed_next(p, &entry))
        take(&w, p, entry);
    chp_diag *own = diag_child(t->parent);
    bool ok = packed_close(p, own);
    if (w.n > 1)
        qsort(w.at, w.n, sizeof *w.at, by_folder);

    run_list runs = { 0 };
    for (size_t i = 0, n; i < w.n; i += n) {
        for (n = 1; i + n < w.n && str_eq(w.at[i + n].folder, w.at[i].folder);)
            n++;
        if (!has_output(&w.at[i], n))
            continue;
        runs.at = arena_grow(t->a, runs.at, runs.n, sizeof *runs.at);
        runs.at[runs.n++] = run_of_folder(t, path, &w.at[i], n);
    }
    for (size_t i = 0; i < w.n; i++)
        chp_diag_free(w.at[i].part.diag);
    if (runs.n == 0 || !ok) {
        runs.at = arena_grow(t->a, runs.at, runs.n, sizeof *runs.at);
        runs.at[runs.n++] = no_run(path, own);
        return runs;
    }
    chp_diag_merge(runs.at[0].diag, own);
    chp_diag_free(own);
    return runs;
}
