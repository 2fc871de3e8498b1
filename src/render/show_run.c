/* One run on one screen: what it is, whether it is sound, its energies. */
#include "render/show_run.h"

#include <math.h>

#include "base/number.h"
#include "chem/calc.h"
#include "render/table.h"
#include "render/text.h"

enum { PAGE = 80 };

typedef struct {
    arena *a;
    FILE *to;
} page;

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

static void item(const page *p, const char *name, const char *value)
{
    text_item(name, value, p->to);
}

static void quantity(const page *p, const char *name, chp_fact fact, int digits,
                     const char *unit)
{
    if (!fact.known)
        return;
    text_name(name, p->to);
    fprintf(p->to, "%16s%s%s\n", number_fixed(fact.value, digits).at, *unit ? " " : "",
            unit);
}

/* Words separated by two blanks, wrapped under each other. */
typedef struct {
    const page *page;
    size_t column;
} flow;

static void flow_word(flow *f, const char *word)
{
    size_t width = text_width(str_of(word)), indent = TEXT_NAME_WIDTH + 2;
    if (f->column > indent && f->column + 2 + width > PAGE) {
        fputc('\n', f->page->to);
        text_spaces(indent, f->page->to);
        f->column = indent;
    } else if (f->column > indent) {
        text_spaces(2, f->page->to);
        f->column += 2;
    }
    text_put(str_of(word), f->page->to);
    f->column += width;
}

static flow flow_begin(const page *p, const char *name)
{
    text_name(name, p->to);
    return (flow){ p, TEXT_NAME_WIDTH + 2 };
}

static void flow_end(const flow *f)
{
    fputc('\n', f->page->to);
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
    item(p, "read", arena_print(p->a, "%s%s", calc->format, by));
    if (calc->kind != CHP_RUN_UNKNOWN)
        item(p, "kind", kind_word(calc->kind));
    if (calc->title && *calc->title)
        item(p, "title", calc->title);
}

static void show_atoms(const page *p, const chp_calc *calc)
{
    const char *formula = calc_formula(p->a, calc);
    if (calc->n_atoms > 0)
        item(p, "atoms",
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

static void show_convergence(const page *p, const chp_calc *calc)
{
    if (calc->n_ionic_steps == 0)
        return;
    fputc('\n', p->to);
    item(p, "electrons converged", answer_word(calc->electronic));
    item(p, "ions converged", answer_word(calc->ionic));
    item(p, "finished", answer_word(calc->finished));
    item(p, "ionic steps", arena_print(p->a, "%zu", calc->n_ionic_steps));
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
    quantity(p, "energy(σ→0)", e->sigma0_eV, 8, "eV");
    quantity(p, "free energy TOTEN", e->toten_eV, 8, "eV");
    quantity(p, "without entropy", e->without_entropy_eV, 8, "eV");
    if (!is_same(e, &calc->last_step))
        quantity(p, "last step, σ→0", calc->last_step.sigma0_eV, 8, "eV");
    quantity(p, "RPA, extrapolated", calc->rpa_all_eV, 8, "eV");
    const char *which = calc->force_is_free == CHP_YES ? "eV/Å, of the free atoms"
                                                       : "eV/Å, of all atoms";
    quantity(p, "largest force", calc->max_force_eV_A, 4, which);
    quantity(p, "drift", calc->drift_eV_A, 4, "eV/Å");
}

static void show_electrons(const page *p, const chp_calc *calc)
{
    quantity(p, "total moment", calc->magnetization_muB, 4, "µB");
    quantity(p, "Fermi level", calc->e_fermi_eV, 4, "eV");
    quantity(p, "electrons", calc->n_electrons, 3, "");
    if (calc->charge_e.known && fabs(calc->charge_e.value) > 1e-3)
        quantity(p, "charge", calc->charge_e, 3, "e");
    quantity(p, "dispersion", calc->dispersion_eV, 5, "eV");
    quantity(p, "dipole correction", calc->dipole_eV, 5, "eV");
    quantity(p, "solvation term", calc->solvation_eV, 5, "eV");
    quantity(p, "FERMI_SHIFT", calc->fermi_shift_eV, 5, "eV");
    if (calc->n_ensemble > 0)
        item(p, "BEEF ensemble", arena_print(p->a, "%zu members", calc->n_ensemble));
}

/* "N3", the third atom. */
static const char *atom_name(const page *p, const chp_calc *calc, size_t atom)
{
    size_t rest = atom;
    for (size_t i = 0; i < calc->n_species; i++) {
        if (rest < calc->species[i].count && calc->species[i].element)
            return arena_print(p->a, "%s%zu", calc->species[i].element, atom + 1);
        rest -= rest < calc->species[i].count ? rest : calc->species[i].count;
    }
    return arena_print(p->a, "%zu", atom + 1);
}

static void show_bader(const page *p, const chp_calc *calc)
{
    const chp_bader *b = calc->bader;
    if (!b)
        return;
    fputc('\n', p->to);
    flow f = flow_begin(p, b->charge_e ? "Bader charges (e)" : "Bader electrons");
    for (size_t i = 0; i < b->n; i++)
        flow_word(&f, arena_print(p->a, b->charge_e ? "%s %+.2f" : "%s %.2f",
                                  atom_name(p, calc, i),
                                  b->charge_e ? b->charge_e[i] : b->electrons[i]));
    flow_end(&f);
}

enum { D_ATOM, D_CENTRE, D_OCCUPIED, D_UP, D_DOWN, D_FILLING, N_D };

static const column d_columns[N_D] = {
    [D_ATOM] = { "d states of" },
    [D_CENTRE] = { "centre", .unit = "eV", .digits = 3 },
    [D_OCCUPIED] = { "occupied", .unit = "eV", .digits = 3 },
    [D_UP] = { "up", .unit = "eV", .digits = 3, .is_optional = true },
    [D_DOWN] = { "down", .unit = "eV", .digits = 3, .is_optional = true },
    [D_FILLING] = { "filling", .digits = 3 },
};

static void show_dos(const page *p, const chp_calc *calc)
{
    const chp_dos *dos = calc->dos;
    if (!dos || dos->n == 0)
        return;
    table *t = table_new(p->a, NULL, d_columns, N_D);
    for (size_t i = 0; i < dos->n; i++) {
        cell *row = table_row(t);
        row[D_ATOM] = cell_text(atom_name(p, calc, dos->band[i].atom));
        const chp_d_band *b = &dos->band[i];
        row[D_CENTRE] = cell_number(b->centre_eV);
        row[D_FILLING] = cell_number(b->filling);
        if (b->filling > 0)
            row[D_OCCUPIED] = cell_number(b->occupied_eV);
        if (b->n_spins == 2) {
            row[D_UP] = cell_number(b->up_eV);
            row[D_DOWN] = cell_number(b->down_eV);
        }
    }
    fputc('\n', p->to);
    table_write_text(t, p->to);
    fputs("  first moments of the density of d states, E_F being zero\n", p->to);
}

static void show_electrode(const page *p, const chp_calc *calc)
{
    const chp_electrode *e = &calc->electrode;
    if (!e->code)
        return;
    fputc('\n', p->to);
    item(p, "at a potential", e->code);
    quantity(p, "µ asked for", e->target_eV, 4, "eV");
    quantity(p, "µ reached", e->mu_eV, 4, "eV");
    quantity(p, e->is_grand ? "-µ(N - N0), in E" : "-µ(N - N0)", e->grand_term_eV, 5,
             "eV");
    quantity(p, "grand potential", e->omega_eV, 5, "eV");
}

static void show_modes(const page *p, const chp_calc *calc)
{
    if (!calc->has_modes)
        return;
    fputc('\n', p->to);
    item(p, "modes",
         arena_print(p->a, "%zu, %zu of them imaginary (1/cm)", calc->n_modes,
                     calc_n_imaginary(calc)));
    if (calc->n_modes == 0)
        return;
    flow f = flow_begin(p, "");
    for (size_t i = 0; i < calc->n_modes; i++) {
        double nu = calc->mode_cm1[i];
        flow_word(&f, arena_print(p->a, "%7s%s", number_fixed(fabs(nu), 1).at,
                                  nu < 0 ? "i" : " "));
    }
    flow_end(&f);
}

/* A tag that is off says nothing that the reader wants to see. */
static bool is_off(const chp_setting *s)
{
    static const char *const words[] = { "F", ".FALSE.", "0", "--", "", NULL };
    return str_among_nocase(str_of(s->value), words);
}

static const struct {
    const char *tag;
    bool is_shown_off;
    chp_run_kind kind; // only of these runs; CHP_RUN_UNKNOWN: of all
} shown[] = {
    { "ENCUT", true, CHP_RUN_UNKNOWN },     { "PREC", true, CHP_RUN_UNKNOWN },
    { "GGA", true, CHP_RUN_UNKNOWN },       { "METAGGA", false, CHP_RUN_UNKNOWN },
    { "LUSE_VDW", false, CHP_RUN_UNKNOWN }, { "IVDW", false, CHP_RUN_UNKNOWN },
    { "LHFCALC", false, CHP_RUN_UNKNOWN },  { "LDAU", false, CHP_RUN_UNKNOWN },
    { "ISPIN", true, CHP_RUN_UNKNOWN },     { "ISMEAR", true, CHP_RUN_UNKNOWN },
    { "SIGMA", true, CHP_RUN_UNKNOWN },     { "KPOINTS", true, CHP_RUN_UNKNOWN },
    { "EDIFF", true, CHP_RUN_UNKNOWN },     { "EDIFFG", true, CHP_RUN_RELAXATION },
    { "NSW", true, CHP_RUN_RELAXATION },    { "POTIM", true, CHP_RUN_FREQUENCIES },
    { "NFREE", true, CHP_RUN_FREQUENCIES }, { "LREAL", true, CHP_RUN_UNKNOWN },
    { "LDIPOL", false, CHP_RUN_UNKNOWN },   { "IDIPOL", false, CHP_RUN_UNKNOWN },
    { "LSOL", false, CHP_RUN_UNKNOWN },
};

static void show_settings(const page *p, const chp_calc *calc)
{
    if (calc->n_settings == 0)
        return;
    fputc('\n', p->to);
    flow f = flow_begin(p, "settings");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const chp_setting *s = chp_calc_setting(calc, shown[i].tag);
        bool is_of_kind =
            shown[i].kind == CHP_RUN_UNKNOWN || shown[i].kind == calc->kind;
        if (s && is_of_kind && (shown[i].is_shown_off || !is_off(s)))
            flow_word(&f, arena_print(p->a, "%s %s", s->tag, s->value));
    }
    flow_end(&f);
}

static void show_verdict(const page *p, const chp_run *run)
{
    size_t n_errors = chp_diag_count(run->diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(run->diag, CHP_WARNING) - n_errors;
    if (n_errors + n_warnings == 0)
        return;
    fputc('\n', p->to);
    item(p, run->is_refused ? "NOT TO BE USED" : "look at",
         arena_print(p->a, "%zu error%s, %zu warning%s", n_errors,
                     n_errors == 1 ? "" : "s", n_warnings, n_warnings == 1 ? "" : "s"));
}

void show_run(const chp_run *run, FILE *to)
{
    arena scratch = { 0 };
    page p = { &scratch, to };
    show_head(&p, &run->calc);
    show_atoms(&p, &run->calc);
    show_convergence(&p, &run->calc);
    show_energies(&p, &run->calc);
    show_electrons(&p, &run->calc);
    show_electrode(&p, &run->calc);
    show_bader(&p, &run->calc);
    show_dos(&p, &run->calc);
    show_modes(&p, &run->calc);
    show_settings(&p, &run->calc);
    show_verdict(&p, run);
    arena_clear(&scratch);
}
