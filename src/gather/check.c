/* Is what a run says physically plausible, and did it converge? The limits come from
 * what real runs show; a finding always tells the value. */
#include <math.h>

#include "base/diag.h"
#include "gather/sanity.h"

/* A value beyond one of two limits. */
typedef struct {
    const char *code;
    double warn, error;
    const char *fact; // printf: the value
    const char *hint;
} limit;

static void judge(const checkup *c, const limit *l, double value, chp_where at)
{
    if (!(value > l->warn) || (value <= l->error && diag_has(c->diag, l->code)))
        return;
    if (value > l->error)
        diag_error(c->diag, l->code, at, l->fact, value);
    else
        diag_warn(c->diag, l->code, at, l->fact, value);
    diag_hint(c->diag, "%s", l->hint);
}

static bool is_relaxation(const checkup *c)
{
    return c->calc->kind == CHP_RUN_RELAXATION;
}

/* --- convergence ------------------------------------------------------------------ */

static void check_finished(const checkup *c)
{
    if (c->calc->finished == CHP_YES || diag_has(c->diag, "truncated"))
        return;
    if (c->calc->finished == CHP_NO) {
        diag_error(c->diag, "not-finished", at_run(c), "the run did not finish");
        diag_hint(c->diag, "It goes on, or was killed: restart it from CONTCAR.");
    } else {
        diag_warn(c->diag, "not-finished", at_run(c),
                  "whether the run finished cannot be told");
        diag_hint(c->diag, "The end of OUTCAR tells it: keep that file, too.");
    }
}

static void check_electronic(const checkup *c)
{
    chp_where at = c->calc->energies.toten_eV.at;
    if (c->is_judged)
        return;
    if (c->calc->electronic == CHP_NO) {
        diag_error(c->diag, "not-converged", at,
                   "the electrons did not converge in the step that gives the energy");
        diag_hint(c->diag, "Raise NELM, change ALGO or the mixing, and run it again.");
    } else if (c->calc->electronic == CHP_UNKNOWN) {
        diag_warn(c->diag, "not-converged", at,
                  "whether the electrons converged cannot be told");
        diag_hint(c->diag, "OUTCAR, or the INCAR beside it, tells EDIFF.");
    }
}

static void check_consistency(const checkup *c)
{
    bool is_told = diag_has(c->diag, "not-self-consistent") || c->calc->rpa_eV.known;
    if (c->calc->electronic != CHP_NOT_APPLICABLE || is_told)
        return;
    diag_warn(c->diag, "not-self-consistent", c->calc->energies.toten_eV.at,
              "the electrons were not made self-consistent (NELM = 1)");
    diag_hint(c->diag, "Take the energy from the run before it.");
}

/* Excitations and correlation have energies of their own; TOTEN is that of the orbitals
 * they began with, or of no meaning. */
static void check_algorithm(const checkup *c)
{
    static const char *const kinds[] = { "CHI",    "G0W0",  "GW",  "EVGW", "QPGW",
                                         "SCGW",   "ACFDT", "RPA", "BSE",  "TDHF",
                                         "TIMEEV", "CRPA",  "2E4W" };
    const chp_setting *s = chp_calc_setting(c->calc, "ALGO");
    if (c->calc->rpa_eV.known)
        return; // the energy is taken from where it stands
    str value = s ? str_trim(str_of(s->value)) : STR("");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_eq_nocase(str_part(value, 0, strlen(kinds[i])), str_of(kinds[i])))
            continue;
        diag_error(c->diag, "no-ground-state", s->at,
                   "ALGO = %s: TOTEN is not the energy of such a run", s->value);
        diag_hint(c->diag, "Take the energy from the ground state before it.");
        return;
    }
}

static void check_ionic(const checkup *c)
{
    if (!is_relaxation(c) || c->is_judged)
        return;
    if (c->calc->ionic == CHP_NO) {
        diag_error(c->diag, "not-converged", at_run(c),
                   "the relaxation stopped after %zu steps without converging",
                   c->calc->n_ionic_steps);
        diag_hint(c->diag, "Go on from CONTCAR, with a larger NSW.");
    } else if (c->calc->ionic == CHP_UNKNOWN && !diag_has(c->diag, "truncated")) {
        diag_warn(c->diag, "not-converged", at_run(c),
                  "whether the relaxation converged cannot be told");
        diag_hint(c->diag, "The end of OUTCAR, or the run's standard output, tells it: "
                           "keep them, too.");
    }
}

/* --- forces ----------------------------------------------------------------------- */

static const limit relaxed_force = {
    "forces",
    0.05,
    0.2,
    "the largest force on a free atom is %.3f eV/Å",
    "Relax further: the energy is not that of a minimum.",
};
static const limit static_force = {
    "forces",
    0.05,
    INFINITY,
    "the largest force on a free atom is %.3f eV/Å",
    "The geometry is not a minimum with these settings: was it relaxed with others?",
};
static const limit drift = {
    "drift",
    0.05,
    0.5,
    "the forces drift by %.3f eV/Å",
    "Raise ENCUT or PREC: the forces do not add up to zero.",
};

/* VASP's word against the forces that it wrote. */
static void check_criterion(const checkup *c)
{
    const double slack = 1.05; // for the digits of EDIFFG and the drift taken off
    const chp_fact *force = &c->calc->max_force_eV_A;
    double ediffg;
    if (!is_relaxation(c) || c->calc->ionic != CHP_YES || !force->known ||
        c->calc->force_is_free != CHP_YES ||
        !chp_calc_number(c->calc, "EDIFFG", &ediffg) || ediffg >= 0 ||
        force->value <= -ediffg * slack)
        return;
    diag_warn(c->diag, "criterion", force->at,
              "the relaxation is said to have converged, but a force of %.3f eV/Å is "
              "larger than EDIFFG = %g",
              force->value, ediffg);
    diag_hint(c->diag, "Are the flags beside it those of this run?");
}

static void check_forces(const checkup *c)
{
    check_criterion(c);
    const chp_calc *calc = c->calc;
    if (calc->max_force_eV_A.known && calc->force_is_free == CHP_YES &&
        calc->kind != CHP_RUN_DYNAMICS && calc->kind != CHP_RUN_PATH)
        judge(c, is_relaxation(c) ? &relaxed_force : &static_force,
              calc->max_force_eV_A.value, calc->max_force_eV_A.at);
    if (calc->drift_eV_A.known)
        judge(c, &drift, fabs(calc->drift_eV_A.value), calc->drift_eV_A.at);
}

/* --- energies --------------------------------------------------------------------- */

static const limit last_change = {
    "energy-changes",
    0.005,
    0.05,
    "the energy changed by %.4f eV in the last ionic step",
    "Relax further, with a tighter EDIFFG.",
};
static const limit rise = {
    "energy-rose",
    0.01,
    0.5,
    "the energy rose by %.3f eV from the first to the last step",
    "A relaxation goes down: look at the steps, and at POTIM.",
};
static const limit jump = {
    "energy-jumps",
    0.5,
    1.0,
    "the energy jumped by %.2f eV per atom between two steps",
    "POTIM is too large, or an atom was lost.",
};
static const limit entropy = {
    "smearing",
    0.001,
    0.01,
    "the smearing's entropy is %.4f eV per atom",
    "SIGMA is too large for this scheme: lower it.",
};
static const limit dipole = {
    "dipole",
    0.5,
    5.0,
    "the dipole correction is %.3f eV",
    "The charge centre may have jumped: check DIPOL and the vacuum.",
};
static const limit high_energy = {
    "energy-range",
    0.0,
    10.0,
    "the energy is %.3f eV per atom: nothing would hold it",
    "Look at the geometry, the POTCAR and the units of the cell.",
};
static const limit low_energy = {
    "energy-range",
    15.0,
    50.0,
    "the energy is -%.3f eV per atom: no matter is so stable",
    "Look at the geometry, the POTCAR and the units of the cell.",
};

/* A trial step of a line search may go far astray: that is forgotten once the run
 * converged. */
static void check_jump(const checkup *c, double largest, size_t line)
{
    limit l = jump;
    if (c->calc->ionic == CHP_YES)
        l.error = INFINITY;
    chp_where at = c->calc->last_step.toten_eV.at;
    at.line = line;
    judge(c, &l, largest / (double)c->calc->n_atoms, at);
}

static void check_steps(const checkup *c)
{
    const chp_calc *calc = c->calc;
    const chp_ionic_step *step = calc->steps;
    size_t n = calc->n_ionic_steps, first = 0, where = 0;
    if (!is_relaxation(c) || !step || n < 2 || calc->n_atoms == 0)
        return;
    while (first + 1 < n && step[first].electronic == CHP_NO)
        first++; // an energy that did not converge tells nothing
    double largest = 0;
    for (size_t i = first + 1; i < n; i++) {
        double change = fabs(step[i].toten_eV - step[i - 1].toten_eV);
        if (change > largest) {
            largest = change;
            where = i;
        }
    }
    chp_where last = calc->last_step.toten_eV.at;
    judge(c, &last_change, fabs(step[n - 1].toten_eV - step[n - 2].toten_eV), last);
    if (!calc->electrode.code) // its electrons come and go
        judge(c, &rise, step[n - 1].toten_eV - step[first].toten_eV, last);
    check_jump(c, largest, step[where].line);
}

static void check_energy(const checkup *c)
{
    const chp_energies *e = &c->calc->energies;
    double n = (double)c->calc->n_atoms;
    if (c->calc->dipole_eV.known)
        judge(c, &dipole, fabs(c->calc->dipole_eV.value), c->calc->dipole_eV.at);
    if (n == 0 || !e->toten_eV.known)
        return;
    if (e->toten_eV.value == 0 && !diag_has(c->diag, "zero-energy")) {
        diag_error(c->diag, "zero-energy", e->toten_eV.at,
                   "the energy is exactly zero");
        diag_hint(c->diag, "No step of DFT gave it: look at the run's messages.");
    }
    judge(c, &high_energy, e->toten_eV.value / n, e->toten_eV.at);
    judge(c, &low_energy, -e->toten_eV.value / n, e->toten_eV.at);
    limit l = entropy;
    if (c->calc->kind == CHP_RUN_FREQUENCIES)
        l.error = INFINITY; // it is the modes that are wanted
    if (e->without_entropy_eV.known)
        judge(c, &l, fabs(e->toten_eV.value - e->without_entropy_eV.value) / n,
              e->without_entropy_eV.at);
}

static void check_last_electrons(const checkup *c)
{
    enum { MANY = 10 };
    const chp_calc *calc = c->calc;
    size_t n = calc->n_ionic_steps;
    if (!calc->steps || n == 0)
        return;
    double dE = fabs(calc->steps[n - 1].dE_eV);
    if (dE > 100) {
        diag_error(c->diag, "density-exploded", calc->last_step.toten_eV.at,
                   "the last electronic step changed the energy by %.3g eV", dE);
        diag_hint(c->diag,
                  "The charge density diverged: start without CHGCAR, mix less.");
    }
    size_t n_bad = 0;
    while (n_bad < n && calc->steps[n - 1 - n_bad].electronic == CHP_NO)
        n_bad++;
    if (n_bad >= MANY && !c->is_judged) {
        diag_error(c->diag, "not-converged", calc->last_step.toten_eV.at,
                   "the electrons did not converge in any of the last %zu ionic steps",
                   n_bad);
        diag_hint(c->diag, "Raise NELM, change ALGO or the mixing, and run it again.");
    }
}

static void check_species(const checkup *c)
{
    const chp_calc *calc = c->calc;
    if (calc->n_atoms == 0 || calc->n_species == 0 ||
        calc->species[0].atomic_number > 0 || diag_has(c->diag, "unknown-element"))
        return;
    diag_warn(c->diag, "unknown-element", at_run(c),
              "of which elements its %zu atoms are is not told", calc->n_atoms);
    diag_hint(c->diag,
              "Keep OUTCAR, vasprun.xml or POTCAR beside it, or name them above "
              "their counts.");
}

void check_calc(const chp_calc *calc, chp_diag *diag)
{
    checkup c = { calc, diag, false };
    c.is_judged =
        diag_has(diag, "not-converged") || diag_has(diag, "convergence-unknown");
    if (calc->n_ionic_steps == 0)
        return; // nothing was calculated, and that was said
    check_species(&c);
    check_finished(&c);
    check_electronic(&c);
    check_consistency(&c);
    check_algorithm(&c);
    check_ionic(&c);
    check_forces(&c);
    check_steps(&c);
    check_energy(&c);
    check_last_electrons(&c);
    check_moments(&c);
    check_atoms(&c);
    check_cell(&c);
    check_gas(&c);
    check_modes(&c);
    check_bugs(&c);
}
