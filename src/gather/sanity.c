/* Is what a run says physically plausible, and did it converge? The limits come from
 * what real runs show; a finding always tells the value. */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/formula.h"
#include "chem/structure.h"
#include "gather/check.h"

typedef struct {
    const chp_calc *calc;
    chp_diag *diag;
    bool is_judged; // the reader told of convergence itself, and knows more
} checkup;

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

static chp_where at_file(const checkup *c)
{
    return (chp_where){ .path = c->calc->path };
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
        diag_error(c->diag, "not-finished", at_file(c), "the run did not finish");
        diag_hint(c->diag, "It goes on, or was killed: restart it from CONTCAR.");
    } else {
        diag_warn(c->diag, "not-finished", at_file(c),
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

static void check_ionic(const checkup *c)
{
    if (!is_relaxation(c) || c->is_judged)
        return;
    if (c->calc->ionic == CHP_NO) {
        diag_error(c->diag, "not-converged", at_file(c),
                   "the relaxation stopped after %zu steps without converging",
                   c->calc->n_ionic_steps);
        diag_hint(c->diag, "Go on from CONTCAR, with a larger NSW.");
    } else if (c->calc->ionic == CHP_UNKNOWN) {
        diag_warn(c->diag, "not-converged", at_file(c),
                  "whether the relaxation converged cannot be told");
        diag_hint(c->diag, "The end of OUTCAR tells it: keep that file, too.");
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

static void check_forces(const checkup *c)
{
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

/* --- moments, atoms ----------------------------------------------------------------
 */

static int element_at(const chp_calc *calc, size_t atom)
{
    for (size_t i = 0; i < calc->n_species; i++) {
        if (atom < calc->species[i].count)
            return calc->species[i].atomic_number;
        atom -= calc->species[i].count;
    }
    return 0;
}

static void check_moments(const checkup *c)
{
    for (size_t i = 0; i < c->calc->n_moments; i++) {
        int element = element_at(c->calc, i);
        bool is_lanthanide = element >= 57 && element <= 71;
        double moment = fabs(c->calc->moment_muB[i]);
        if (moment <= (is_lanthanide ? 10 : 5))
            continue;
        diag_warn(c->diag, "moment", at_file(c),
                  "atom %zu (%s) has a moment of %.2f µB", i + 1,
                  element ? element_symbol(element) : "?", moment);
        diag_hint(c->diag, "No free atom has so much: look at MAGMOM and the density.");
        return;
    }
}

/* The distance between two atoms, by folding each axis: right for all that are near. */
static double folded_A(const chp_structure *s, size_t i, size_t j)
{
    double d[3], square = 0;
    for (int k = 0; k < 3; k++) {
        d[k] = s->fractional[i][k] - s->fractional[j][k];
        d[k] -= nearbyint(d[k]);
    }
    for (int k = 0; k < 3; k++) {
        double x = d[0] * s->lattice_A[0][k] + d[1] * s->lattice_A[1][k] +
                   d[2] * s->lattice_A[2][k];
        square += x * x;
    }
    return sqrt(square);
}

/* Whether the pair overlaps; a hydrogen pair that is too short for H2 is told. */
static bool check_pair(const checkup *c, const chp_structure *s, size_t i, size_t j,
                       double distance_A)
{
    int x = s->atomic_number[i], y = s->atomic_number[j];
    double radii = element_covalent_radius_A(x) + element_covalent_radius_A(y);
    chp_where at = s->at.path ? s->at : at_file(c);
    if (distance_A < 0.5 * radii) {
        diag_error(c->diag, "overlap", at,
                   "atoms %zu (%s) and %zu (%s) are %.3f Å apart", i + 1,
                   element_symbol(x), j + 1, element_symbol(y), distance_A);
        diag_hint(c->diag, "Look at the geometry: two atoms lie on each other.");
        return true;
    }
    if (x == 1 && y == 1 && distance_A < 0.6) {
        diag_warn(c->diag, "overlap", at, "hydrogens %zu and %zu are %.3f Å apart",
                  i + 1, j + 1, distance_A);
        diag_hint(c->diag, "H2 has 0.74 Å: look at the geometry.");
        return true;
    }
    return false;
}

/* A bond to a large atom is longer than 3 Å. */
static bool is_far(const chp_structure *s, size_t i, size_t j, double distance_A)
{
    double radii = element_covalent_radius_A(s->atomic_number[i]) +
                   element_covalent_radius_A(s->atomic_number[j]);
    return distance_A > fmax(3, 1.5 * radii);
}

static bool is_alone(const chp_structure *s, size_t i)
{
    for (size_t j = 0; j < s->n_atoms; j++)
        if (j != i && !is_far(s, i, j, folded_A(s, i, j)))
            return false;
    for (size_t j = 0; j < s->n_atoms; j++)
        if (j != i && !is_far(s, i, j, structure_distance_A(s, i, j)))
            return false;
    return true;
}

static void check_atoms(const checkup *c)
{
    enum { MOST_ATOMS = 4000 }; // beyond, all pairs take too long
    const chp_structure *s = c->calc->final;
    if (!s || !s->fractional || s->n_atoms < 2 || s->n_atoms > MOST_ATOMS)
        return;
    for (size_t i = 0; i < s->n_atoms; i++)
        for (size_t j = 0; j < i; j++) {
            double distance = folded_A(s, i, j);
            if (distance < 3 && check_pair(c, s, j, i, distance))
                return;
        }
    for (size_t i = 0; i < s->n_atoms; i++)
        if (is_alone(s, i)) {
            diag_warn(c->diag, "lone-atom", s->at.path ? s->at : at_file(c),
                      "atom %zu (%s) is far from every other", i + 1,
                      element_symbol(s->atomic_number[i]));
            diag_hint(c->diag, "It has left the rest: look at the geometry.");
            return;
        }
}

/* --- gases -------------------------------------------------------------------------
 */

/* Energies with plain PBE, and bond lengths, of the molecules that reactions are
 * referred to. */
static const struct {
    const char *formula;
    int first, second; // elements of the bond
    double pbe_eV, shortest_A, longest_A;
} gases[] = {
    { "H2", 1, 1, -6.77, 0.73, 0.77 },  { "N2", 7, 7, -16.6, 1.09, 1.13 },
    { "NH3", 7, 1, -19.5, 1.00, 1.04 }, { "H2O", 8, 1, -14.2, 0.95, 0.99 },
    { "O2", 8, 8, -9.86, 1.20, 1.25 },  { "CO", 8, 6, -14.8, 1.12, 1.16 },
    { "CO2", 8, 6, -23.0, 1.15, 1.19 },
};

static bool is_tag(const chp_calc *calc, const char *tag, const char *value)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    return s && str_eq_nocase(str_trim(str_of(s->value)), str_of(value));
}

static bool is_set(const chp_calc *calc, const char *tag)
{
    const chp_setting *s = chp_calc_setting(calc, tag);
    str value = s ? str_trim(str_of(s->value)) : STR("");
    static const char *const off[] = { "",   "0",    "F",   ".FALSE.",
                                       "--", "NONE", ".F.", "FALSE" };
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        if (str_eq_nocase(value, str_of(off[i])))
            return false;
    return true;
}

static bool is_plain_pbe(const chp_calc *calc)
{
    static const char *const beyond[] = { "IVDW",    "LVDW", "LUSE_VDW",
                                          "LHFCALC", "LSOL", "LDAU" };
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
        if (is_set(calc, beyond[i]))
            return false;
    const chp_setting *meta = chp_calc_setting(calc, "METAGGA");
    if (meta && is_set(calc, "METAGGA"))
        return false;
    if (is_tag(calc, "GGA", "PE"))
        return true;
    const char *lexch = calc->n_species > 0 ? calc->species[0].lexch : NULL;
    return is_tag(calc, "GGA", "--") && lexch && str_eq(str_of(lexch), STR("PE"));
}

static void composition(const chp_calc *calc, chp_formula *out)
{
    *out = (chp_formula){ 0 };
    for (size_t i = 0; i < calc->n_species; i++)
        out->n[calc->species[i].atomic_number] += (short)calc->species[i].count;
}

static void check_gas_energy(const checkup *c, size_t i)
{
    const chp_fact *E0 = &c->calc->energies.sigma0_eV;
    double off = E0->known ? fabs(E0->value - gases[i].pbe_eV) : 0;
    if (off <= 0.3 || !is_plain_pbe(c->calc))
        return;
    const char *fact =
        "a molecule of %s with plain PBE has about %.2f eV, this has %.3f";
    if (off > 2)
        diag_error(c->diag, "gas-energy", E0->at, fact, gases[i].formula,
                   gases[i].pbe_eV, E0->value);
    else
        diag_warn(c->diag, "gas-energy", E0->at, fact, gases[i].formula,
                  gases[i].pbe_eV, E0->value);
    diag_hint(c->diag, "Is it relaxed, bound, and has it the right spin?");
}

static void check_gas_bond(const checkup *c, size_t i)
{
    const chp_structure *s = c->calc->final;
    double shortest = INFINITY;
    if (!s || !s->fractional || c->calc->kind == CHP_RUN_DYNAMICS)
        return;
    for (size_t a = 0; a < s->n_atoms; a++)
        for (size_t b = 0; b < s->n_atoms; b++)
            if (a != b && s->atomic_number[a] == gases[i].first &&
                s->atomic_number[b] == gases[i].second)
                shortest = fmin(shortest, structure_distance_A(s, a, b));
    if (shortest >= gases[i].shortest_A && shortest <= gases[i].longest_A)
        return;
    diag_warn(c->diag, "gas-bond", s->at.path ? s->at : at_file(c),
              "the bond of this %s is %.3f Å long, that of the molecule %.2f to %.2f",
              gases[i].formula, shortest, gases[i].shortest_A, gases[i].longest_A);
    diag_hint(c->diag, "It is not relaxed, or is something else than the name says.");
}

static void check_gas(const checkup *c)
{
    chp_formula own, gas;
    if (c->calc->n_atoms == 0 || c->calc->n_atoms > 4)
        return;
    composition(c->calc, &own);
    for (size_t i = 0; i < sizeof gases / sizeof *gases; i++)
        if (formula_read(str_of(gases[i].formula), &gas) && formula_eq(&own, &gas)) {
            check_gas_energy(c, i);
            check_gas_bond(c, i);
        }
}

/* --- modes -------------------------------------------------------------------------
 */

static void check_modes(const checkup *c)
{
    const chp_calc *calc = c->calc;
    if (calc->n_modes == 0)
        return;
    if (calc->mode_cm1[0] > 4500) {
        diag_error(c->diag, "modes", calc->modes_at,
                   "the highest mode has %.1f 1/cm: no bond is so stiff",
                   calc->mode_cm1[0]);
        diag_hint(c->diag, "The displaced steps did not converge, or POTIM is wrong.");
    }
}

void check_calc(const chp_calc *calc, chp_diag *diag)
{
    checkup c = { calc, diag, false };
    c.is_judged =
        diag_has(diag, "not-converged") || diag_has(diag, "convergence-unknown");
    if (calc->n_ionic_steps == 0)
        return; // nothing was calculated, and that was said
    check_finished(&c);
    check_electronic(&c);
    check_ionic(&c);
    check_forces(&c);
    check_steps(&c);
    check_energy(&c);
    check_last_electrons(&c);
    check_moments(&c);
    check_atoms(&c);
    check_gas(&c);
    check_modes(&c);
}
