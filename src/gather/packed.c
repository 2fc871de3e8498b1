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
    size_t order;
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

/* As in a folder that is walked, what begins with a dot is left alone. */
static bool is_hidden(str folder)
{
    str piece;
    while (str_cut(&folder, '/', &piece))
        if (str_starts(piece, STR(".")) && !str_eq(piece, STR(".")) &&
            !str_eq(piece, STR("..")))
            return true;
    return false;
}

static void take(passing *w, packed *p, const char *entry)
{
    arena *a = w->task->a;
    str folder, name;
    cut_name(str_of(entry), &folder, &name);
    file_role r = role_of_name(name);
    if (r == ROLE_NONE || is_hidden(folder) ||
        (r == ROLE_LOG && w->n_logs++ >= MOST_LOGS))
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
    it.order = w->n;
    w->at = arena_grow(a, w->at, w->n, sizeof *w->at);
    w->at[w->n++] = it;
}

/* --- in order --------------------------------------------------------------------- */

static int compare_folders(str x, str y)
{
    size_t n = x.len < y.len ? x.len : y.len;
    int order = n > 0 ? memcmp(x.at, y.at, n) : 0;
    return order ? order : (x.len > y.len) - (x.len < y.len);
}

static int by_name(const void *a, const void *b)
{
    const passed *x = a, *y = b;
    int order = compare_folders(x->folder, y->folder);
    if (order == 0)
        order = strcmp(x->name, y->name);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool are_same(const passed *x, const passed *y)
{
    return str_eq(x->folder, y->folder) && strcmp(x->name, y->name) == 0;
}

/* A name that occurs twice was packed twice: the later one is what unpacking leaves. */
static void sort(passing *w)
{
    if (w->n > 1)
        qsort(w->at, w->n, sizeof *w->at, by_name);
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (i + 1 < w->n && are_same(&w->at[i], &w->at[i + 1])) {
            diag_warn(w->at[i + 1].part.diag, "packed-twice",
                      (chp_where){ .path = w->at[i].part.path },
                      "the archive holds this file twice: the later one was read");
            diag_hint(w->at[i + 1].part.diag, "That is what tar would unpack, too.");
            chp_diag_free(w->at[i].part.diag);
            continue;
        }
        w->at[n++] = w->at[i];
    }
    w->n = n;
}

/* The first entry of this folder, or of what comes after it. */
static size_t first_of(const passing *w, str folder)
{
    size_t low = 0, high = w->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_folders(w->at[middle].folder, folder) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_output(const passed *entries, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (role_is_output(entries[i].part.role))
            return true;
    return false;
}

/* --- bands ------------------------------------------------------------------------ */

static bool has_input(const passing *w, str folder)
{
    bool found = false;
    for (size_t i = first_of(w, folder);
         i < w->n && str_eq(w->at[i].folder, folder) && !found; i++)
        found = w->at[i].part.role == ROLE_INCAR;
    return found;
}

/* Whether the folder of this path, which ends with a slash, has its input in it, and
 * images of a reaction path below. */
static bool is_band(const passing *w, str path)
{
    images below = { 0 };
    str last = { 0 };
    bool can_be = has_input(w, str_part(path, 0, path.len > 0 ? path.len - 1 : 0));
    for (size_t i = first_of(w, path);
         i < w->n && can_be && str_starts(w->at[i].folder, path); i++) {
        str rest = str_from(w->at[i].folder, path.len), name;
        str_cut(&rest, '/', &name);
        if (!str_eq(name, last))
            images_add(&below, name);
        last = name;
        can_be = !images_are_band(&below);
    }
    return images_are_band(&below);
}

/* The band that a folder, or one above it, is an image of: its path, with a slash. */
static bool is_image(const passing *w, str folder, str *band)
{
    for (size_t start = 0, end; start < folder.len; start = end + 1) {
        for (end = start; end < folder.len && folder.at[end] != '/';)
            end++;
        *band = str_part(folder, 0, start);
        if (name_is_image(str_part(folder, start, end - start)) && is_band(w, *band))
            return true;
    }
    return false;
}

static void note_band(const passing *w, str band, chp_diag *diag)
{
    const char *path = band.len > 0
                           ? path_join(w->task->a, w->path, arena_str(w->task->a, band))
                           : w->path;
    diag_note(
        diag, "band", (chp_where){ .path = path },
        "the folders 00, 01, ... in here are images of a reaction path: left out");
    diag_hint(diag, "To use one of them as a state, unpack it and name it by itself.");
}

/* --- runs ------------------------------------------------------------------------- */

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

static run_list runs_of(const passing *w, chp_diag *diag)
{
    const task *t = w->task;
    run_list runs = { 0 };
    str noted = { 0 }, band;
    for (size_t i = 0, n; i < w->n; i += n) {
        for (n = 1; i + n < w->n && str_eq(w->at[i + n].folder, w->at[i].folder);)
            n++;
        if (!has_output(&w->at[i], n))
            continue;
        if (is_image(w, w->at[i].folder, &band)) {
            if (!noted.at || !str_eq(noted, band))
                note_band(w, band, diag);
            noted = band;
            continue;
        }
        runs.at = arena_grow(t->a, runs.at, runs.n, sizeof *runs.at);
        runs.at[runs.n++] = run_of_folder(t, w->path, &w->at[i], n);
    }
    return runs;
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
    sort(&w);
    run_list runs = runs_of(&w, own);
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
