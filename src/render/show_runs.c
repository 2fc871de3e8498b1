/* What runs say, for people: one run on one screen, many as one line each. Messages
 * are not printed here. */
#include "chepath/figure.h"

#include <math.h>

#include "chem/calc.h"
#include "render/show_run.h"
#include "render/table.h"

/* --- the steps of one ---------------------------------------------------------- */

enum { STEP, STEP_E0, STEP_DE, STEP_FORCE, STEP_LOOPS, STEP_CONVERGED, N_STEP_COLUMNS };

static const column step_columns[N_STEP_COLUMNS] = {
    [STEP] = { .title = "step", .key = "step" },
    [STEP_E0] = { .title = "energy(σ→0)", .key = "sigma0", .unit = "eV", .digits = 6 },
    [STEP_DE] = { .title = "change",
                  .key = "change",
                  .unit = "eV",
                  .digits = 6,
                  .is_optional = true },
    [STEP_FORCE] = { .title = "largest force",
                     .key = "max_force",
                     .unit = "eV/Å",
                     .digits = 4,
                     .is_optional = true },
    [STEP_LOOPS] = { .title = "electronic", .key = "n_electronic" },
    [STEP_CONVERGED] = { .title = "converged", .key = "converged" },
};

static cell cell_known(double x)
{
    return isnan(x) ? (cell){ 0 } : cell_number(x);
}

static const char *step_answer(const chp_ionic_step *s)
{
    if (s->is_machine_learned)
        return "machine-learned";
    return s->electronic == CHP_YES ? "yes" : s->electronic == CHP_NO ? "NO" : "?";
}

static void show_steps(const chp_calc *calc, FILE *to)
{
    if (!calc->steps || calc->n_ionic_steps == 0)
        return;
    arena scratch = { 0 };
    table *t = table_new(&scratch, NULL, step_columns, N_STEP_COLUMNS);
    for (size_t i = 0; i < calc->n_ionic_steps; i++) {
        const chp_ionic_step *s = &calc->steps[i];
        cell *row = table_row(t);
        row[STEP] = cell_number((double)(i + 1));
        row[STEP_E0] = cell_known(s->sigma0_eV);
        if (i > 0)
            row[STEP_DE] = cell_known(s->sigma0_eV - calc->steps[i - 1].sigma0_eV);
        row[STEP_FORCE] = cell_known(s->max_force_eV_A);
        row[STEP_LOOPS] = cell_number(s->n_electronic_steps);
        row[STEP_CONVERGED] = cell_text(step_answer(s));
    }
    fputc('\n', to);
    table_write_text(t, to);
    arena_clear(&scratch);
}

/* --- many runs ----------------------------------------------------------------- */

enum { RUN, FORMULA, E0, FORCE, MOMENT, MODES, STATE, N_RUN_COLUMNS };

static const column run_columns[N_RUN_COLUMNS] = {
    [RUN] = { .title = "run", .key = "run", .may_shrink = true },
    [FORMULA] = { .title = "formula", .key = "formula" },
    [E0] = { .title = "energy(σ→0)", .key = "sigma0", .unit = "eV", .digits = 5 },
    [FORCE] = { .title = "force",
                .key = "max_force",
                .unit = "eV/Å",
                .digits = 3,
                .is_optional = true },
    [MOMENT] = { .title = "moment",
                 .key = "moment",
                 .unit = "µB",
                 .digits = 2,
                 .is_optional = true },
    [MODES] = { .title = "modes", .key = "modes", .is_optional = true },
    [STATE] = { .title = "state", .key = "state" },
};

static const char *modes_word(arena *a, const chp_calc *calc)
{
    size_t n_imaginary = calc_n_imaginary(calc);
    if (!calc->has_modes)
        return NULL;
    return n_imaginary > 0 ? arena_print(a, "%zu (%zui)", calc->n_modes, n_imaginary)
                           : arena_print(a, "%zu", calc->n_modes);
}

/* The first error says most about a run that must not be used. */
static const char *state_word(const chp_run *run)
{
    size_t n_warnings = chp_diag_count(run->diag, CHP_WARNING);
    for (size_t i = 0; i < chp_diag_count(run->diag, CHP_NOTE) && run->is_refused;
         i++) {
        const chp_message *m = chp_diag_get(run->diag, i);
        if (m->severity == CHP_ERROR)
            return m->code;
    }
    return n_warnings > 0 ? "warnings" : "good";
}

static void show_table(const chp_runs *runs, FILE *to)
{
    arena scratch = { 0 };
    table *t = table_new(&scratch, NULL, run_columns, N_RUN_COLUMNS);
    for (size_t i = 0; i < chp_runs_count(runs); i++) {
        const chp_run *run = chp_runs_get(runs, i);
        cell *row = table_row(t);
        row[RUN] = cell_text(run->calc.path);
        row[FORMULA] = cell_text(calc_formula(&scratch, &run->calc));
        row[E0] = cell_fact(run->calc.energies.sigma0_eV);
        row[FORCE] = cell_fact(run->calc.max_force_eV_A);
        row[MOMENT] = cell_fact(run->calc.magnetization_muB);
        row[MODES] = cell_text(modes_word(&scratch, &run->calc));
        row[STATE] = cell_text(state_word(run));
    }
    table_write_text(t, to);
    arena_clear(&scratch);
}

void chp_show_runs(const chp_runs *runs, bool steps, FILE *to)
{
    size_t n = chp_runs_count(runs);
    if (n > 1 && !steps) {
        show_table(runs, to);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            fputc('\n', to);
        show_run(chp_runs_get(runs, i), to);
        if (steps)
            show_steps(&chp_runs_get(runs, i)->calc, to);
    }
}
