#include "gather/run.h"

#include <sys/stat.h>

#include "base/diag.h"
#include "formats/electrode.h"
#include "gather/check.h"
#include "io/archive.h"

/* Only input was given. A structure or an INCAR named by itself is what the user wants
 * to see; a folder that holds nothing else is a run that was not made. */
static void explain_input(const files *f, bool is_alone, const char *path,
                          chp_diag *diag)
{
    chp_where at = { .path = path };
    if (chp_diag_count(diag, CHP_ERROR) > 0)
        return;
    if (is_alone) {
        bool is_derived = f->xdatcar || f->dynmat || f->bader || f->doscar;
        diag_note(diag, "no-energy", at, "this file %s no energy",
                  is_derived ? "holds" : "is input: it holds");
        return;
    }
    diag_error(diag, "no-energy", at, "%s",
               f->contcar || f->poscar || f->incar
                   ? "only input of VASP is here: nothing was calculated"
                   : "no output of VASP is here");
    diag_hint(diag, "Give a folder or file with OUTCAR, vasprun.xml, vaspout.h5 or "
                    "OSZICAR.");
}

static void forget_energies(chp_calc *calc)
{
    calc->energies = (chp_energies){ 0 };
    calc->last_step = (chp_energies){ 0 };
}

/* As it is before it is read: a change meanwhile is then a change since. */
static void remember(const task *t, const char *path, const char *name)
{
    stamps *list = t->from;
    list->at = arena_grow(t->a, list->at, list->n, sizeof *list->at);
    if (stamp_take(path, name, &list->at[list->n]))
        list->n++;
}

static void read_logs(const task *t, const ingredients *from, const part *lead,
                      chp_calc *calc, chp_diag *diag)
{
    for (size_t i = 0; i < from->n_logs && log_is_wanted(calc); i++) {
        str name = path_name(from->logs[i]);
        remember(t, from->logs[i], arena_str(t->a, name));
        log_read(t->a, from->logs[i], lead->path, t->limits, calc, diag);
    }
    for (size_t i = 0; i < from->n_words && log_is_wanted(calc); i++)
        log_tell(&from->words[i], lead->closed_s, calc, diag);
}

/* A run begins before its last byte is written, within a day for the zones of clocks.
 */
static void check_date(const part *lead, chp_diag *diag)
{
    const double day_s = 86400;
    struct stat file;
    const chp_fact *started = &lead->calc.started_s;
    if (!started->known || stat(lead->path, &file) != 0 ||
        started->value <= (double)file.st_mtime + day_s)
        return;
    diag_note(diag, "dates", started->at,
              "the run says it was begun %.1f days after its file was written",
              (started->value - (double)file.st_mtime) / day_s);
}

chp_run run_make(const task *t, const char *path, const ingredients *from,
                 chp_diag *diag)
{
    files f = files_of(from->parts, from->n_parts);
    const part *lead = files_lead(&f);
    chp_run run = { .calc = merge(t->a, path, &f, diag), .diag = diag };
    bool is_alone = from->n_parts == 1 && strcmp(from->parts[0].path, path) == 0;
    if (!check_files_agree(&f, diag)) {
        forget_energies(&run.calc);
    } else if (!lead) {
        explain_input(&f, is_alone, path, diag);
    } else {
        check_date(lead, diag);
        read_logs(t, from, lead, &run.calc, diag);
        electrode_settle(&run.calc, diag);
        check_calc(&run.calc, diag);
    }
    run.is_refused = chp_diag_count(diag, CHP_ERROR) > 0;
    return run;
}

static void free_parts(const ingredients *from)
{
    for (size_t i = 0; i < from->n_parts; i++)
        chp_diag_free(from->parts[i].diag);
}

static part read_named(const task *t, const char *folder, const char *name, file_role r)
{
    const char *path = path_join(t->a, folder, name);
    remember(t, path, name);
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
    remember(t, path, "");
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
    remember(t, path, "");
    source *s = source_open(path, t->limits, diag);
    if (s && packed_is(source_head(s, PACKED_HEAD))) {
        chp_diag_free(diag); // a source that opens has nothing to say
        return run_read_archive(t, path, s);
    }
    part p = part_read_source(t->a, s, path, role_of_name(path_name(path)), diag);
    ingredients from = { .n_parts = 1, .parts = &p };
    chp_run *run = arena_new(t->a, chp_run, 1);
    *run = run_make(t, path, &from, diag_child(t->parent));
    free_parts(&from);
    return (run_list){ 1, run };
}
