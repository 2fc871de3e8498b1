#include "energetics/audit.h"

#include "base/diag.h"

/* --- one run (C01)
 * -------------------------------------------------------------------------- */

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

static const struct {
    const char *what;
    size_t offset; // of the answer
    const char *hint;
} convergences[] = {
    { "the electrons did not converge", offsetof(chp_calc, electronic),
      "Raise NELM or change the mixing, and run it again from WAVECAR." },
    { "the geometry did not converge", offsetof(chp_calc, ionic),
      "Restart the relaxation from CONTCAR." },
    { "the run did not finish", offsetof(chp_calc, finished),
      "See the end of its OUTCAR, and run it again." },
};

/* False when an error stands. The readers have said what they saw; this is for what
 * they leave to us. */
static bool judge_convergence(const chp_calc *calc, chp_diag *diag)
{
    bool ok = true;
    for (size_t i = 0; i < sizeof convergences / sizeof *convergences; i++) {
        chp_answer answer =
            *(const chp_answer *)((const char *)calc + convergences[i].offset);
        if (answer != CHP_NO)
            continue;
        ok = !diag_error(diag, "C01", (chp_where){ calc->path, 0 }, "%s",
                         convergences[i].what) &&
             ok;
        diag_hint(diag, "%s", convergences[i].hint);
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
