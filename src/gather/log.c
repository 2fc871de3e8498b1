/* Logs are long, and what counts stands at their ends: the middle is passed over. They
 * are the user's own files, with names of their own, and may be left from an earlier
 * attempt: what they tell is never more than a warning. That the run did not finish is
 * an error by itself. */
#include "gather/log.h"

#include <sys/stat.h>

#include "base/diag.h"
#include "formats/electrode.h"

enum {
    HEAD_BYTES = 1 << 20,
    TAIL_BYTES = 4 << 20,
    LONGEST_BOX = 4096,
    LONGEST_QUOTE = 160,
    LATE_S = 600, // a log is closed no earlier than that before its output
};

/* --- what it says ---------------------------------------------------------------- */

static bool is_said(const log_words *log, const message *m)
{
    for (size_t i = 0; i < log->n; i++)
        if (log->said[i] == m)
            return true;
    return false;
}

static bool may_matter(const message *m)
{
    return m->kind == MESSAGE_KILLED || m->kind == MESSAGE_ELECTRONS ||
           message_is_fatal(m->kind);
}

static void add(arena *a, log_words *log, const message *m, str text, chp_where at)
{
    if (!may_matter(m) || log->n == MOST_MESSAGES || is_said(log, m))
        return;
    log->said[log->n] = m;
    log->line[log->n] = message_squeeze(a, text);
    log->at[log->n++] = at;
}

static void hear(arena *a, log_words *log, str line, chp_where at)
{
    const message *m = message_in_log(line);
    if (m)
        add(a, log, m, line, at);
    if (str_has(line, STR("reached required accuracy - stopping structural")))
        log->is_relaxed = true;
    else if (str_starts(line, STR(" vasp.")))
        log->is_relaxed = false; // another attempt, into the same log
}

/* Lines between bars, where VASP speaks at length:
 *
 *     |     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR      ###     ###     ###     |
 *     |     Inconsistent Bravais lattice types found for crystalline and            |
 *     |     reciprocal lattice:                                                     |
 *     |       ---->  I REFUSE TO CONTINUE WITH THIS SICK JOB ... BYE!!! <----       |
 */
typedef struct {
    arena memory;
    const char *text; // NULL: outside of one
    bool is_refusal;
    chp_where at;
} box;

static void end_box(arena *a, box *b, log_words *log)
{
    static const message refusal = { .kind = MESSAGE_INPUT }; // the text says it
    if (!b->text)
        return;
    const message *m = message_find(str_of(b->text));
    if (m || b->is_refusal)
        add(a, log, m ? m : &refusal, str_part(str_of(b->text), 0, LONGEST_QUOTE),
            b->at);
    b->text = NULL;
    b->is_refusal = false;
    arena_clear(&b->memory);
}

static void hear_box(arena *a, box *b, log_words *log, str line, chp_where at)
{
    str framed = str_trim(line);
    if (!str_starts(framed, STR("|"))) {
        end_box(a, b, log);
        return;
    }
    if (!b->text) {
        b->text = "";
        b->at = at;
    }
    bool is_refusal = str_has(framed, STR("REFUSE TO CONTINUE"));
    b->is_refusal |= is_refusal;
    str words = message_squeeze(&b->memory, framed);
    if (words.len > 0 && !is_refusal && !message_is_heading(framed) &&
        strlen(b->text) < LONGEST_BOX)
        b->text =
            arena_append(&b->memory, b->text, " ", "%.*s", (int)words.len, words.at);
}

log_words log_sift(arena *a, source *s, const char *path, uint64_t n_bytes,
                   chp_diag *diag)
{
    log_words log = { .path = path };
    if (!s)
        return log;
    chp_diag *own = chp_diag_new(); // a log that cannot be read is no matter
    chp_calc calc = { .path = path };
    scan *in = source_scan(s);
    box b = { 0 };
    while (scan_line(in))
        if (n_bytes == 0 || in->offset < HEAD_BYTES ||
            in->offset + TAIL_BYTES > n_bytes) {
            hear(a, &log, in->line, in->at);
            hear_box(a, &b, &log, in->line, in->at);
            electrode_line(&calc, in->line, in->at);
        }
    end_box(a, &b, &log);
    log.fermi_shift_eV = calc.fermi_shift_eV;
    log.electrode = calc.electrode;
    if (!source_close(s, own))
        diag_merge_at_most(diag, own, CHP_NOTE);
    chp_diag_free(own);
    return log;
}

/* --- what that means for the run ------------------------------------------------- */

bool log_is_wanted(const chp_calc *calc)
{
    bool is_open = calc->finished != CHP_YES || calc->electronic == CHP_UNKNOWN ||
                   calc->ionic == CHP_UNKNOWN;
    const chp_electrode *e = &calc->electrode;
    bool is_moved = e->n_electrons.known && !e->code;
    return is_open || is_moved || (e->code && !e->mu_eV.known) ||
           (calc_is_on(calc, "LSOL") && !calc->fermi_shift_eV.known);
}

static bool was_told(const chp_diag *diag, const message *m)
{
    str words = m->fact ? str_of(m->fact) : m->text;
    for (size_t i = 0; words.len > 0 && i < chp_diag_count(diag, CHP_NOTE); i++)
        if (str_has(str_of(chp_diag_get(diag, i)->fact), words))
            return true; // by OUTCAR
    return false;
}

static void tell(arena *a, const log_words *log, size_t i, chp_calc *calc,
                 chp_diag *diag)
{
    const message *m = log->said[i];
    bool is_killed = m->kind == MESSAGE_KILLED;
    if ((is_killed && calc->finished == CHP_YES) || was_told(diag, m))
        return;
    if (m->kind != MESSAGE_ELECTRONS && calc->finished == CHP_UNKNOWN)
        calc->finished = CHP_NO;
    diag_warn(diag, is_killed ? "killed" : "vasp-message", log->at[i], "%s",
              message_fact(a, m, arena_str(a, log->line[i])));
    if (m->hint)
        diag_hint(diag, "%s", m->hint);
}

/* Nothing but NSW speaks of the ions: a diary does not say that they arrived. */
static bool is_counted(const chp_calc *calc)
{
    bool is_diary = calc->format && strcmp(calc->format, "oszicar") == 0;
    return calc->ionic == CHP_UNKNOWN || (is_diary && calc->ionic == CHP_NO);
}

void log_tell(arena *a, const log_words *log, time_t output_s, chp_calc *calc,
              chp_diag *diag)
{
    if (log->closed_s > 0 && log->closed_s + LATE_S < output_s)
        return;
    for (size_t i = 0; i < log->n; i++)
        tell(a, log, i, calc, diag);
    bool is_relaxation =
        calc->kind == CHP_RUN_RELAXATION || calc->kind == CHP_RUN_UNKNOWN;
    if (log->is_relaxed && is_relaxation && is_counted(calc) &&
        calc->n_ionic_steps > 0) {
        calc->kind = CHP_RUN_RELAXATION;
        calc->ionic = CHP_YES;
    }
    if (log->fermi_shift_eV.known)
        calc->fermi_shift_eV = log->fermi_shift_eV;
    if (log->electrode.code)
        calc->electrode = log->electrode;
}

void log_read(arena *a, const char *path, const char *beside,
              const source_limits *limits, chp_calc *calc, chp_diag *diag)
{
    struct stat log, output;
    if (stat(path, &log) != 0)
        return;
    time_t output_s = stat(beside, &output) == 0 ? output.st_mtime : 0;
    if (log.st_mtime + LATE_S < output_s)
        return; // told by its clock: it need not be read
    chp_diag *own = chp_diag_new();
    source *s = source_open(path, limits, own);
    chp_diag_free(own);
    log_words words = log_sift(a, s, path, (uint64_t)log.st_size, diag);
    log_tell(a, &words, output_s, calc, diag);
}
