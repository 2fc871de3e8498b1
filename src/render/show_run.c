/* One run on one screen: what it is, whether it is sound, its energies. */
#include "render/show_run.h"

#include <math.h>

#include "base/number.h"
#include "chem/calc.h"
#include "render/run_page.h"
#include "render/text.h"

/* --- words --------------------------------------------------------------------- */

static const char *kind_word(chp_run_kind kind)
{
    static const char *const words[] = {
        [CHP_RUN_UNKNOWN] = "of unknown kind",
        [CHP_RUN_STATIC] = "a single point",
        [CHP_RUN_RELAXATION] = "a relaxation",
        [CHP_RUN_DYNAMICS] = "molecular dynamics",
        [CHP_RUN_FREQUENCIES] = "frequencies by finite differences",
        [CHP_RUN_RESPONSE] = "linear response",
        [CHP_RUN_PATH] = "a search along a reaction path",
        [CHP_RUN_OTHER] = "of another kind",
    };
    return words[kind];
}

static const char *answer_word(chp_answer answer)
{
    static const char *const words[] = {
        [CHP_UNKNOWN] = "cannot be told",
        [CHP_NO] = "NO",
        [CHP_YES] = "yes",
        [CHP_NOT_APPLICABLE] = "does not apply",
    };
    return words[answer];
}

/* --- one run ------------------------------------------------------------------- */

static const char *kind_of(const page *p, const chp_calc *calc)
{
    double ibrion;
    const char *word = kind_word(calc->kind);
    return calc->kind == CHP_RUN_OTHER && chp_calc_number(calc, "IBRION", &ibrion)
               ? arena_print(p->a, "%s (IBRION = %.0f)", word, ibrion)
               : word;
}

/* What VASP writes when INCAR has no SYSTEM. */
static bool is_default_title(const char *title)
{
    return strcmp(title, "unknown system") == 0;
}

static void show_head(const page *p, const chp_calc *calc)
{
    text_put(str_of(calc->path), p->to);
    fputc('\n', p->to);
    if (!calc->format)
        return;
    const char *by =
        calc->vasp_version
            ? arena_print(p->a, " by VASP %s%s%s", calc->vasp_version,
                          calc->build ? ", " : "", calc->build ? calc->build : "")
            : "";
    page_item(p, "read", arena_print(p->a, "%s%s", calc->format, by));
    if (calc->kind != CHP_RUN_UNKNOWN)
        page_item(p, "kind", kind_of(p, calc));
    if (calc->title && *calc->title && !is_default_title(calc->title))
        page_item(p, "title", calc->title);
}

static void show_atoms(const page *p, const chp_calc *calc)
{
    const char *formula = calc_formula(p->a, calc);
    if (calc->n_atoms > 0)
        page_item(p, "atoms",
                  arena_print(p->a, "%zu%s%s", calc->n_atoms, formula ? "  " : "",
                              formula ? formula : ""));
    if (calc->n_species == 0 || !calc->species[0].potcar)
        return;
    flow f = flow_begin(p, "potentials");
    for (size_t i = 0; i < calc->n_species; i++)
        if (calc->species[i].potcar)
            flow_word(&f, calc->species[i].potcar);
    flow_end(&f);
}

/* "in 96 s", "in 20 min", "in 7.5 h". */
static const char *duration(const page *p, double s)
{
    return s < 100 ? arena_print(p->a, "in %s s", number_fixed(s, 0).at)
           : s < 100 * 60.0
               ? arena_print(p->a, "in %s min", number_fixed(s / 60, 0).at)
               : arena_print(p->a, "in %s h", number_fixed(s / 3600, 1).at);
}

static void show_convergence(const page *p, const chp_calc *calc)
{
    const char *finished = answer_word(calc->finished);
    if (calc->n_ionic_steps == 0 && calc->finished == CHP_UNKNOWN)
        return;
    fputc('\n', p->to);
    if (calc->n_ionic_steps > 0) {
        page_item(p, "electrons converged", answer_word(calc->electronic));
        if (calc->ionic != CHP_NOT_APPLICABLE)
            page_item(p, "ions converged", answer_word(calc->ionic));
    }
    if (calc->finished == CHP_YES && calc->elapsed_s.known)
        finished =
            arena_print(p->a, "%s, %s", finished, duration(p, calc->elapsed_s.value));
    page_item(p, "finished", finished);
    page_item(p, "ionic steps", arena_print(p->a, "%zu", calc->n_ionic_steps));
}

static bool is_same(const chp_energies *a, const chp_energies *b)
{
    return a->sigma0_eV.value == b->sigma0_eV.value &&
           a->toten_eV.value == b->toten_eV.value;
}

static void show_energies(const page *p, const chp_calc *calc)
{
    const chp_energies *e = &calc->energies;
    if (!e->toten_eV.known && !e->sigma0_eV.known)
        return;
    fputc('\n', p->to);
    page_quantity(p, "energy(σ→0)", e->sigma0_eV, 8, "eV");
    page_quantity(p, "free energy TOTEN", e->toten_eV, 8, "eV");
    page_quantity(p, "without entropy", e->without_entropy_eV, 8, "eV");
    if (!is_same(e, &calc->last_step))
        page_quantity(p, "last step, σ→0", calc->last_step.sigma0_eV, 8, "eV");
    page_quantity(p, "RPA, extrapolated", calc->rpa_all_eV, 8, "eV");
    const char *which = calc->force_is_free == CHP_YES ? "eV/Å, of the free atoms"
                                                       : "eV/Å, of all atoms";
    page_quantity(p, "largest force", calc->max_force_eV_A, 4, which);
    page_quantity(p, "drift", calc->drift_eV_A, 4, "eV/Å");
}

/* Where the cell moves, or the atoms do. */
static void show_motion(const page *p, const chp_calc *calc)
{
    const chp_dynamics *d = &calc->dynamics;
    double isif = 0;
    bool has_free_cell = calc->kind == CHP_RUN_RELAXATION &&
                         chp_calc_number(calc, "ISIF", &isif) && isif > 2;
    if (has_free_cell) {
        page_quantity(p, "pressure", calc->pressure_kB, 2, "kB");
        page_quantity(p, "volume", calc->volume_A3, 3, "Å³");
    }
    if (d->temperature_K.known && d->mean_temperature_K.known)
        page_quantity(p, "temperature", d->temperature_K, 1,
                      arena_print(p->a, "K, on average %s",
                                  number_fixed(d->mean_temperature_K.value, 1).at));
    page_quantity(p, "kinetic energy", d->kinetic_eV, 5, "eV");
}

static void show_dipole(const page *p, const chp_vector *d)
{
    if (!d->known)
        return;
    text_name("dipole moment", p->to);
    fprintf(p->to, "%16s %s %s e Å\n", number_fixed(d->value[0], 4).at,
            number_fixed(d->value[1], 4).at, number_fixed(d->value[2], 4).at);
}

static void show_electrons(const page *p, const chp_calc *calc)
{
    page_quantity(p, "total moment", calc->magnetization_muB, 4, "µB");
    page_moments(p, calc);
    page_quantity(p, "Fermi level", calc->e_fermi_eV, 4, "eV");
    page_quantity(p, "electrons", calc->n_electrons, 3, "");
    if (calc->charge_e.known && fabs(calc->charge_e.value) > 1e-3)
        page_quantity(p, "charge", calc->charge_e, 3, "e");
    page_quantity(p, "dispersion", calc->dispersion_eV, 5, "eV");
    page_quantity(p, "dipole correction", calc->dipole_eV, 5, "eV");
    show_dipole(p, &calc->dipole_moment_eA);
    page_quantity(p, "solvation term", calc->solvation_eV, 5, "eV");
    page_quantity(p, "FERMI_SHIFT", calc->fermi_shift_eV, 5, "eV");
    if (calc->n_ensemble > 0)
        page_item(p, "BEEF ensemble",
                  arena_print(p->a, "%zu members", calc->n_ensemble));
}

static void show_electrode(const page *p, const chp_calc *calc)
{
    const chp_electrode *e = &calc->electrode;
    if (!e->code)
        return;
    fputc('\n', p->to);
    page_item(p, "at a potential", e->code);
    page_quantity(p, "µ asked for", e->target_eV, 4, "eV");
    page_quantity(p, "µ reached", e->mu_eV, 4, "eV");
    page_quantity(p, e->is_grand ? "-µ(N - N0), in E" : "-µ(N - N0)", e->grand_term_eV,
                  5, "eV");
    page_quantity(p, "grand potential", e->omega_eV, 5, "eV");
}

/* "2 warnings"; nothing of none. */
static const char *counted(const page *p, size_t n, const char *what)
{
    return n == 0 ? "" : arena_print(p->a, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

static void show_verdict(const page *p, const chp_run *run)
{
    size_t n_errors = chp_diag_count(run->diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(run->diag, CHP_WARNING) - n_errors;
    bool has_both = n_errors > 0 && n_warnings > 0;
    if (n_errors + n_warnings == 0 && !run->calc.energies.toten_eV.known)
        return;
    fputc('\n', p->to);
    if (n_errors + n_warnings == 0)
        page_item(p, "good", "no errors, no warnings");
    else
        page_item(p, run->is_refused ? "NOT TO BE USED" : "look at",
                  arena_print(p->a, "%s%s%s", counted(p, n_errors, "error"),
                              has_both ? ", " : "", counted(p, n_warnings, "warning")));
}

void show_run(const chp_run *run, FILE *to)
{
    arena scratch = { 0 };
    page p = { &scratch, to };
    show_head(&p, &run->calc);
    show_atoms(&p, &run->calc);
    show_convergence(&p, &run->calc);
    show_energies(&p, &run->calc);
    show_motion(&p, &run->calc);
    show_electrons(&p, &run->calc);
    show_electrode(&p, &run->calc);
    page_bader(&p, &run->calc);
    page_dos(&p, &run->calc);
    page_modes(&p, &run->calc);
    page_settings(&p, &run->calc);
    show_verdict(&p, run);
    arena_clear(&scratch);
}
