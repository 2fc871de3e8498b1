/* Logs are long, and what counts stands at their ends: the middle is passed over. They
 * are the user's own files, with names of their own, and may be left from an earlier
 * attempt: what they tell is never more than a warning. That the run did not finish is
 * an error by itself. */
#include "gather/log.h"

#include <sys/stat.h>

#include "base/diag.h"
#include "formats/electrode.h"
#include "formats/messages.h"

enum {
    HEAD_BYTES = 1 << 20,
    TAIL_BYTES = 4 << 20,
    MOST_MESSAGES = 8, // of one log: the rest follows from them
    LATE_S = 600,      // a log is closed no earlier than that before its output
};

typedef struct {
    arena *a;
    chp_calc *calc;
    chp_diag *diag;
    scan *in;
    const message *told[MOST_MESSAGES];
    size_t n_told;
} reader;

static bool is_true(const chp_calc *calc, const char *tag)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    str value = s ? str_trim(str_of(s->value)) : STR("");
    return str_starts(value, STR("T")) || str_starts(value, STR(".T"));
}

bool log_is_wanted(const chp_calc *calc)
{
    bool is_open = calc->finished != CHP_YES || calc->electronic == CHP_UNKNOWN ||
                   calc->ionic == CHP_UNKNOWN;
    const chp_electrode *e = &calc->electrode;
    return is_open || (e->code && !e->mu_eV.known) ||
           (is_true(calc, "LSOL") && !calc->fermi_shift_eV.known);
}

static bool was_told(const reader *r, const message *m)
{
    for (size_t i = 0; i < r->n_told; i++)
        if (r->told[i] == m)
            return true;
    for (size_t i = 0; m->fact && i < chp_diag_count(r->diag, CHP_NOTE); i++)
        if (str_has(str_of(chp_diag_get(r->diag, i)->fact), str_of(m->fact)))
            return true; // by OUTCAR
    return false;
}

static void tell(reader *r, const message *m)
{
    bool ends_run = m->kind == MESSAGE_KILLED || message_is_fatal(m->kind);
    bool matters = m->kind == MESSAGE_KILLED ? r->calc->finished != CHP_YES
                                             : ends_run || m->kind == MESSAGE_ELECTRONS;
    if (!matters || r->n_told == MOST_MESSAGES || was_told(r, m))
        return;
    r->told[r->n_told++] = m;
    if (ends_run && r->calc->finished == CHP_UNKNOWN)
        r->calc->finished = CHP_NO;
    str text = message_squeeze(r->a, r->in->line);
    diag_warn(r->diag, m->kind == MESSAGE_KILLED ? "killed" : "vasp-message", r->in->at,
              "%.*s", m->fact ? (int)strlen(m->fact) : (int)text.len,
              m->fact ? m->fact : text.at);
    if (m->hint)
        diag_hint(r->diag, "%s", m->hint);
}

static void read_line(reader *r)
{
    str rest = r->in->line;
    const message *m = message_in_log(rest);
    if (m)
        tell(r, m);
    bool is_relaxed =
        str_has(rest, STR("reached required accuracy - stopping structural"));
    if (is_relaxed && r->calc->kind == CHP_RUN_RELAXATION &&
        r->calc->ionic == CHP_UNKNOWN && r->calc->n_ionic_steps > 0)
        r->calc->ionic = CHP_YES;
    electrode_line(r->calc, rest, r->in->at);
}

/* Of this attempt, as far as the clock of the disk can tell. */
static bool is_recent(const char *path, const char *beside, off_t *size)
{
    struct stat log, output;
    if (stat(path, &log) != 0)
        return false;
    *size = log.st_size;
    return stat(beside, &output) != 0 || log.st_mtime + LATE_S >= output.st_mtime;
}

void log_read(arena *a, const char *path, const char *beside,
              const source_limits *limits, chp_calc *calc, chp_diag *diag)
{
    off_t size = 0;
    chp_diag *own = chp_diag_new(); // a log that cannot be read is no matter
    source *s = is_recent(path, beside, &size) ? source_open(path, limits, own) : NULL;
    if (s) {
        reader r = { .a = a, .calc = calc, .diag = diag, .in = source_scan(s) };
        while (scan_line(r.in))
            if (r.in->offset < HEAD_BYTES || r.in->offset + TAIL_BYTES > (uint64_t)size)
                read_line(&r);
        if (!source_close(s, own))
            diag_merge_at_most(diag, own, CHP_NOTE);
    }
    chp_diag_free(own);
}
