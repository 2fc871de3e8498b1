#include "energetics/audit.h"

#include "base/diag.h"

/* --- one run (C01) --------------------------------------------------------------- */

static run_verdict *verdict_of(chp_study *s, const chp_run *run, bool *is_new)
{
    *is_new = false;
    for (size_t i = 0; i < s->n_verdicts; i++)
        if (s->verdicts[i].run == run)
            return &s->verdicts[i];
    *is_new = true;
    s->verdicts =
        arena_grow(&s->memory, s->verdicts, s->n_verdicts, sizeof *s->verdicts);
    s->verdicts[s->n_verdicts] = (run_verdict){ run, true };
    return &s->verdicts[s->n_verdicts++];
}

static bool is_unrelaxed(const chp_calc *c)
{
    return c->kind == CHP_RUN_RELAXATION && c->ionic != CHP_YES;
}

/* False when an error stands. The readers have said what they saw; this is for what
 * they leave to us. A file without its end does no harm when the rest is whole. */
static bool judge_convergence(const chp_calc *c, chp_diag *diag)
{
    const struct {
        bool is_found;
        const char *what, *hint;
    } faults[] = {
        { c->electronic == CHP_NO, "the electrons did not converge",
          "Raise NELM or change the mixing, and run it again from WAVECAR." },
        { c->ionic == CHP_NO, "the geometry did not converge",
          "Restart the relaxation from CONTCAR." },
        { c->finished == CHP_NO && is_unrelaxed(c),
          "the relaxation stopped before its end",
          "Restart it from CONTCAR; --allow C01 takes the last whole step." },
    };
    bool ok = true;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (!faults[i].is_found)
            continue;
        ok =
            !diag_error(diag, "C01", (chp_where){ c->path, 0 }, "%s", faults[i].what) &&
            ok;
        diag_hint(diag, "%s", faults[i].hint);
    }
    return ok;
}

static bool says_convergence(const chp_diag *diag)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (m->severity == CHP_ERROR || strcmp(m->code, "not-converged") == 0 ||
            strcmp(m->code, "C01") == 0)
            return true;
    return false;
}

bool audit_run(chp_study *s, const chp_run *run, chp_diag *diag)
{
    bool is_new;
    if (!run)
        return true;
    run_verdict *v = verdict_of(s, run, &is_new);
    if (!is_new)
        return v->is_usable;
    size_t before = chp_diag_count(diag, CHP_ERROR);
    chp_diag_merge(diag, run->diag);
    bool is_told = says_convergence(run->diag);
    v->is_usable = chp_diag_count(diag, CHP_ERROR) == before;
    if (!is_told)
        v->is_usable = judge_convergence(&run->calc, diag) && v->is_usable;
    return v->is_usable;
}

/* OSZICAR has steps, but tells nothing of a setup. */
static bool ends_early(const chp_run *run)
{
    const chp_calc *c = &run->calc;
    bool has_none = c->n_ionic_steps == 0 || strcmp(c->format, "oszicar") == 0;
    return has_none && run->is_refused && diag_has(run->diag, "truncated");
}

const chp_calc *audit_calc(const member *m)
{
    const chp_run *run = m->state->energy_run;
    return run && !ends_early(run) ? &run->calc : NULL;
}
