/* One run, from its modes to its free energy, by every way there is.
 *
 * A gas that is tabulated takes its heat content and entropy from the tables and its
 * zero-point energy from its modes; the ideal gas of its geometry is worked out beside
 * it, for their difference tells a wrong symmetry number, spin or choice of modes
 * (C10). An adsorbate is a set of oscillators, or hindered. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/calc.h"
#include "thermo/modes.h"
#include "thermo/subject.h"

/* What chp_thermo_report_free() frees: the report stands first. */
typedef struct {
    chp_thermo_report report;
    arena memory;
} owner;

typedef struct {
    arena *a;
    const chp_calc *calc;
    const chp_structure *structure; // may be NULL
    const double *mass_u; // of each of its atoms, standard weights; may be NULL
    chp_modes modes;      // of the isotopes that were asked for
    bool has_modes;
    chp_thermo_report *report;
    chp_diag *diag;
} task;

double chp_thermo_correction(const chp_thermo *t)
{
    return t->zpe_eV + t->thermal_eV - t->TS_eV + t->pressure_eV;
}

static chp_where here(const task *t)
{
    return (chp_where){ t->calc->path, 0 };
}

/* --- the modes ------------------------------------------------------------------ */

/* The rows and columns of atoms whose axes are free by their flags: IBRION = 6 to 8
 * move the others, too. NULL after a message when no flags are known. */
static const chp_hessian *of_free_atoms(const task *t)
{
    const chp_hessian *all = t->calc->hessian;
    const bool(*is_free)[3] = t->structure ? t->structure->is_free : NULL;
    if (!is_free) {
        diag_error(t->diag, "no-flags", here(t), "which atoms are free is not told");
        diag_hint(t->diag, "Selective dynamics stands in vasprun.xml, CONTCAR and "
                           "POSCAR: keep one of them beside OUTCAR.");
        return NULL;
    }
    size_t *kept = arena_new(t->a, size_t, all->n + 1), n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (is_free[all->atom[i]][all->axis[i]])
            kept[n++] = i;
    double *H = arena_new(t->a, double, n *n + 1);
    size_t *atom = arena_new(t->a, size_t, n + 1);
    unsigned char *axis = arena_new(t->a, unsigned char, n + 1);
    for (size_t i = 0; i < n; i++) {
        atom[i] = all->atom[kept[i]];
        axis[i] = all->axis[kept[i]];
        for (size_t j = 0; j < n; j++)
            H[i * n + j] = all->eV_A2[kept[i] * all->n + kept[j]];
    }
    chp_hessian *part = arena_new(t->a, chp_hessian, 1);
    *part = (chp_hessian){ n, H, atom, axis, all->asymmetry_eV_A2, all->at };
    return part;
}

/* Those of the run, or by its force constants those of other isotopes or fewer atoms.
 */
static bool take_modes(task *t)
{
    const chp_calc *calc = t->calc;
    t->has_modes = calc->has_modes && calc->n_modes > 0;
    t->modes = (chp_modes){ calc->mode_cm1, calc->n_modes, calc->modes_at };
    bool is_partial = t->report->request.is_partial;
    if (t->report->request.n_isotopes == 0 && !is_partial)
        return true;
    const double *mass_u = subject_masses_u(t->a, calc, &t->report->request, true);
    if (!calc->hessian || !mass_u) {
        diag_error(t->diag, "no-hessian", here(t),
                   "no force constants to take other modes from");
        diag_hint(t->diag, "They stand in OUTCAR and vasprun.xml of a run with IBRION "
                           "5 to 8.");
        return false;
    }
    const chp_hessian *hessian = is_partial ? of_free_atoms(t) : calc->hessian;
    double *mode_cm1 = hessian ? arena_new(t->a, double, hessian->n + 1) : NULL;
    if (!hessian || !chp_modes_from_hessian(hessian, mass_u, mode_cm1, t->diag))
        return false;
    t->has_modes = hessian->n > 0;
    t->modes.cm1 = mode_cm1;
    t->modes.n = hessian->n;
    return true;
}

static bool needs_modes(const task *t)
{
    if (t->has_modes)
        return true;
    diag_error(t->diag, "no-modes", here(t), "no frequencies in this run");
    diag_hint(t->diag, "%s",
              "Give the folder of its frequency run, or start one with IBRION=5, "
              "NFREE=2, POTIM=0.015.");
    return false;
}

/* The first n_counted of the modes, stiff ones first, count; the others are told why
 * they do not. */
static void set_modes(task *t, size_t n_counted, const char *why_not)
{
    size_t n = t->modes.n;
    chp_modes counted = n_counted < n ? modes_sorted(t->a, &t->modes) : t->modes;
    counted.n = n_counted;
    chp_mode *modes = arena_new(t->a, chp_mode, n);
    const chp_thermo_options *options = &t->report->request.options;
    chp_thermo_modes(&counted, options, modes);
    for (size_t i = n_counted; i < n; i++)
        modes[i] = (chp_mode){ .read_cm1 = counted.cm1[i],
                               .is_left_out = true,
                               .why = why_not };
    t->report->modes = modes;
    t->report->n_modes = n;
    chp_thermo_treatment(&counted, options, t->report->treatment);
}

/* The free energy under the usual policies; what they say of imaginary modes was said
 * before. */
static void set_policies(task *t)
{
    static const char *const policies[CHP_N_POLICIES] = { "none", "floor:50",
                                                          "floor:100", "grimme:100" };
    chp_diag *silent = chp_diag_new();
    chp_diag_allow(silent, "C07");
    chp_thermo_report *r = t->report;
    r->has_policies = true;
    for (int i = 0; i < CHP_N_POLICIES; i++) {
        chp_thermo_options o = r->request.options;
        chp_thermo_policy *p = &r->policies[i];
        chp_thermo one;
        r->has_policies &= chp_low_modes_read(policies[i], &o) &&
                           chp_thermo_adsorbate(&t->modes, &o, &one, silent);
        chp_low_modes_text(&o, p->low_modes);
        p->correction_eV = r->has_policies ? chp_thermo_correction(&one) : 0;
    }
    chp_diag_free(silent);
}

/* --- an adsorbate --------------------------------------------------------------- */

static void check_number_of_modes(const task *t)
{
    size_t n_free = subject_n_free_axes(t->structure);
    if (n_free == 0 || n_free == t->modes.n)
        return;
    diag_warn(t->diag, "C06", t->calc->modes_at,
              "%zu mode%s, but %zu directions are free to move", t->modes.n,
              t->modes.n == 1 ? "" : "s", n_free);
    diag_hint(t->diag, "The frequencies belong to another set of frozen atoms, or the "
                       "run did not end.");
}

static bool hindered_model(const task *t, chp_hindered *model)
{
    *model = t->report->request.hindered;
    bool has_positions = t->structure && t->structure->fractional;
    if (has_positions &&
        subject_free_part(t->calc, t->mass_u, &model->mass_u, &model->inertia_u_A2))
        return true;
    diag_error(t->diag, "no-structure", here(t),
               "the hindered model needs the positions of the free atoms");
    diag_hint(t->diag, "Read OUTCAR or vasprun.xml of the frequency run.");
    return false;
}

static bool hindered(task *t)
{
    chp_thermo_report *r = t->report;
    chp_hindered model;
    if (!hindered_model(t, &model) ||
        !chp_thermo_hindered(&t->modes, &model, &r->request.options, &r->thermo,
                             t->diag))
        return false;
    r->request.hindered = model;
    r->route = "hindered";
    set_modes(t, t->modes.n - N_HINDERED, "hindered motion in its place");
    diag_note(t->diag, "hindered", here(t),
              "hindered motion has a standard coverage of %.3f",
              chp_hindered_coverage(&model, r->request.options.T_K));
    diag_hint(t->diag, "Do not compare it with states whose modes are all harmonic.");
    return true;
}

static bool adsorbate(task *t)
{
    chp_thermo_report *r = t->report;
    if (!needs_modes(t))
        return false;
    check_number_of_modes(t);
    if (r->request.is_hindered)
        return hindered(t);
    if (!chp_thermo_adsorbate(&t->modes, &r->request.options, &r->thermo, t->diag))
        return false;
    r->route = "harmonic";
    set_modes(t, t->modes.n, NULL);
    set_policies(t);
    return true;
}

/* --- a gas ---------------------------------------------------------------------- */

static bool is_water(const char *formula)
{
    return formula && (strcmp(formula, "H2O") == 0 || strcmp(formula, "OH2") == 0);
}

static bool is_named(const chp_pressure *p, const chp_thermo_report *r)
{
    return !p->gas || (r->formula && strcmp(p->gas, r->formula) == 0) ||
           (r->has_table && strcmp(p->gas, r->table.gas) == 0);
}

/* What was given, else that of liquid water, else the standard. */
static void set_pressure(task *t)
{
    chp_thermo_report *r = t->report;
    const chp_pressure *given = NULL;
    for (size_t i = 0; i < r->request.n_pressures; i++)
        if (is_named(&r->request.pressures[i], r))
            given = &r->request.pressures[i]; // the last counts
    r->pressure_bar = given ? given->bar : 1;
    r->pressure_source = given ? "given" : "standard";
    if (given || !is_water(r->formula))
        return;
    double T_K = r->request.options.T_K;
    r->pressure_bar = chp_water_vapour_pressure_bar(T_K);
    r->pressure_source = "the vapour pressure of water";
    if (chp_water_is_liquid(T_K))
        return;
    diag_warn(t->diag, "range", here(t), "no liquid water at %g K: %.4g bar is a guess",
              T_K, r->pressure_bar);
    diag_hint(t->diag, "Give its pressure: --pressure H2O=BAR.");
}

/* The moment that the run found, against the spin of the ground state. */
static void check_spin(const task *t)
{
    const double most_muB = 0.3;
    const chp_molecule *m = &t->report->molecule;
    chp_fact moment = t->calc->magnetization_muB;
    if (!moment.known && m->spin == 0)
        return;
    if (!moment.known)
        diag_warn(
            t->diag, "C22", here(t),
            "no spin polarisation, but the ground state has %g unpaired electrons",
            2 * m->spin);
    else if (fabs(fabs(moment.value) - 2 * m->spin) > most_muB)
        diag_warn(t->diag, "C22", moment.at,
                  "a moment of %.2f µB, but the ground state has %g unpaired electrons",
                  moment.value, 2 * m->spin);
    else
        return;
    diag_hint(t->diag, "Run it again with ISPIN=2 and NUPDOWN=%g.", 2 * m->spin);
}

/* The geometry's own ideal gas. False when the run cannot be used at all. */
static bool rrho(task *t)
{
    chp_thermo_report *r = t->report;
    bool is_atom = t->structure && t->structure->n_atoms == 1;
    if (!(t->has_modes || is_atom) || !t->structure || !t->structure->fractional)
        return true; // there may be tables
    if (!chp_molecule_from(t->structure, t->mass_u, CHP_SYMMETRY_A, &r->molecule,
                           t->diag))
        return false;
    r->has_molecule = true;
    check_spin(t);
    if (!chp_thermo_ideal_gas(&r->molecule, &t->modes, r->pressure_bar,
                              &r->request.options, &r->by_rrho, t->diag))
        return false;
    r->has_rrho = true;
    r->parts = chp_thermo_gas_parts(&r->molecule, &r->request.options);
    set_modes(t, chp_molecule_n_vibrations(&r->molecule), "translation or rotation");
    return true;
}

/* The tables, with the zero-point energy of the modes. */
static void by_table(task *t)
{
    chp_thermo_report *r = t->report;
    bool has_zpe = r->has_rrho || (r->request.tabulated_zpe && r->table.zpe_known);
    if (!r->has_table || !has_zpe) {
        r->has_table = false;
        return;
    }
    double zpe_eV = r->has_rrho ? r->by_rrho.zpe_eV : r->table.zpe_eV;
    r->by_table = chp_thermo_from_table(&r->table, zpe_eV, r->request.options.T_K,
                                        r->pressure_bar);
}

static void compare_routes(const task *t)
{
    const double most_eV = 0.010;
    const chp_thermo_report *r = t->report;
    if (!r->has_table || !r->has_rrho)
        return;
    double off_eV =
        chp_thermo_correction(&r->by_rrho) - chp_thermo_correction(&r->by_table);
    if (fabs(off_eV) <= most_eV)
        return;
    diag_warn(t->diag, "C10", here(t),
              "the ideal gas of this geometry is %+.0f meV from the tables of %s",
              off_eV * 1000, r->table.gas);
    diag_hint(t->diag,
              "Look at its symmetry number (%d, tables %d), spin (%g, tables "
              "%g) and modes.",
              r->molecule.symmetry_number, r->table.symmetry_number, r->molecule.spin,
              r->table.spin);
}

/* Tables that end below this temperature are missed only where they are needed. */
static void look_up(task *t, chp_diag *complaint)
{
    chp_thermo_report *r = t->report;
    r->has_table =
        r->formula && r->request.n_isotopes == 0 &&
        chp_gas_table(r->formula, r->request.options.T_K, &r->table, complaint);
}

static bool nothing_known(task *t, const chp_diag *complaint)
{
    chp_diag_merge(t->diag, complaint);
    if (chp_diag_count(complaint, CHP_ERROR) == 0 && needs_modes(t)) {
        diag_error(t->diag, "no-structure", here(t),
                   "no positions of the atoms, and no table of this gas");
        diag_hint(t->diag, "Read OUTCAR or vasprun.xml.");
    }
    return false;
}

static bool gas_with(task *t, chp_diag *complaint)
{
    chp_thermo_report *r = t->report;
    look_up(t, complaint);
    set_pressure(t);
    if (!rrho(t))
        return false;
    by_table(t);
    compare_routes(t);
    if (!r->has_table && !r->has_rrho)
        return nothing_known(t, complaint);
    bool is_table = r->has_table && !(r->request.prefers_rrho && r->has_rrho);
    r->route = is_table ? "table" : "rrho";
    r->thermo = is_table ? r->by_table : r->by_rrho;
    return true;
}

static bool gas(task *t)
{
    chp_diag *complaint = chp_diag_new();
    bool ok = gas_with(t, complaint);
    chp_diag_free(complaint);
    return ok;
}

/* --- all of it ------------------------------------------------------------------ */

static bool make(task *t)
{
    chp_thermo_report *r = t->report;
    if (!modes_has_temperature(&r->request.options, t->diag) ||
        !subject_is_gas(t->calc, r->request.as, &r->is_gas, &r->reason, t->diag))
        return false;
    t->structure = subject_structure(t->calc);
    t->mass_u = subject_masses_u(t->a, t->calc, &r->request, false);
    return take_modes(t) && (r->is_gas ? gas(t) : adsorbate(t));
}

static chp_fact energy(const chp_energies *e, chp_energy_choice which)
{
    return which == CHP_TOTEN             ? e->toten_eV
           : which == CHP_WITHOUT_ENTROPY ? e->without_entropy_eV
                                          : e->sigma0_eV;
}

chp_thermo_report *chp_thermo_report_new(const chp_calc *calc, bool is_refused,
                                         const chp_thermo_request *request,
                                         chp_diag *diag)
{
    arena memory = { 0 };
    owner *o = arena_new(&memory, owner, 1);
    chp_thermo_report *r = &o->report;
    r->path = calc->path;
    r->formula = calc_formula(&memory, calc);
    r->request = *request;
    r->E_eV = energy(&calc->energies, request->energy);
    task t = { .a = &memory, .calc = calc, .report = r, .diag = diag };
    r->is_known = !is_refused && make(&t);
    o->memory = memory;
    return r;
}

void chp_thermo_report_free(chp_thermo_report *report)
{
    if (!report)
        return;
    arena memory = ((owner *)report)->memory; // a copy: it holds the owner too
    arena_clear(&memory);
}
