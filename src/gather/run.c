#include "gather/run.h"

#include <sys/stat.h>

#include "base/diag.h"
#include "formats/electrode.h"
#include "gather/check.h"

/* Only input was given. A structure or an INCAR named by itself is what the user wants
 * to see; a folder that holds nothing else is a run that was not made. */
static void explain_input(const files *f, bool is_alone, bool has_log, const char *path,
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
    const char *fact = "no output of VASP is here";
    if (f->contcar || f->poscar || f->incar)
        fact = has_log ? "only input of VASP is here, and what it printed"
                       : "only input of VASP is here: nothing was calculated";
    diag_error(diag, "no-energy", at, "%s", fact);
    diag_hint(diag,
              "Give a folder or file with OUTCAR, vasprun.xml, vaspout.h5 or "
              "OSZICAR%s.",
              has_log ? "; or the log itself, when nothing else was kept" : "");
}

static void forget_energies(chp_calc *calc)
{
    calc->energies = (chp_energies){ 0 };
    calc->last_step = (chp_energies){ 0 };
}

void run_remember(const task *t, const char *path, const char *name)
{
    stamps *list = t->from;
    list->at = arena_grow(t->a, list->at, list->n, sizeof *list->at);
    if (stamp_take(path, name, &list->at[list->n]))
        list->n++;
}

/* `lead` is NULL when the run ended before it wrote any output. */
static void read_logs(const task *t, const ingredients *from, const part *lead,
                      chp_calc *calc, chp_diag *diag)
{
    for (size_t i = 0; i < from->n_logs && log_is_wanted(calc); i++) {
        const char *log = from->logs[i];
        run_remember(t, log, arena_str(t->a, path_name(log)));
        log_read(t->a, log, lead ? lead->path : log, t->limits, calc, diag);
    }
    for (size_t i = 0; i < from->n_words && log_is_wanted(calc); i++)
        log_tell(t->a, &from->words[i], lead ? lead->closed_s : 0, calc, diag);
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
    files_forget_guesses(t->a, from->parts, from->n_parts);
    files f = files_of(from->parts, from->n_parts);
    const part *lead = files_lead(&f);
    chp_run run = { .calc = merge(t->a, path, &f, diag), .diag = diag };
    bool is_alone = from->n_parts == 1 && strcmp(from->parts[0].path, path) == 0;
    if (!check_files_agree(&f, diag)) {
        forget_energies(&run.calc);
    } else if (!lead) {
        read_logs(t, from, NULL, &run.calc, diag);
        explain_input(&f, is_alone, from->n_logs + from->n_words > 0, path, diag);
    } else {
        check_date(lead, diag);
        check_traces(&f, diag);
        read_logs(t, from, lead, &run.calc, diag);
        electrode_settle(&run.calc, diag);
        check_calc(&run.calc, diag);
    }
    run.is_refused = chp_diag_count(diag, CHP_ERROR) > 0;
    return run;
}
