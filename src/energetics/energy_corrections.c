/* What separates the free energy of a gas from its electronic energy.
 *
 * ZPE is half the sum of its vibrations; H(T) - H(0) and S are those of tables, or of
 * an ideal gas of its structure and vibrations. What was given stands. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "chem/formula.h"
#include "energetics/energy.h"

/* Entropies nearer than this to the table are what they should be (C10). */
#define TS_TOLERANCE_EV 0.010

/* --- vibrations ------------------------------------------------------------------ */

/* Of the molecule of this formula: those that are linear are known, or have two atoms.
 */
static size_t n_vibrations(const char *gas)
{
    static const char *const linear[] = { "CO2", "N2O", "HCN", "C2H2", NULL };
    chp_formula f;
    size_t n = 0;
    if (formula_read(str_of(gas), &f))
        for (int z = 1; z < CHP_N_ELEMENTS; z++)
            n += f.n[z] > 0 ? (size_t)f.n[z] : 0;
    if (n < 3)
        return n < 2 ? 0 : 1;
    return 3 * n - (str_among(str_of(gas), linear) ? 5 : 6);
}

/* By their stiffness: an imaginary mode may be as far from zero as any. */
static int softening(const void *a, const void *b)
{
    double x = fabs(*(const double *)a), y = fabs(*(const double *)b);
    return (x < y) - (x > y);
}

/* What is left of rotations and translations is often imaginary: it is not counted. */
static void count_imaginary(chp_state *gas)
{
    double mode_cm1[64];
    size_t n = n_vibrations(gas->name), n_modes = gas->n_modes;
    if (n_modes > 64 || n_modes < n)
        return;
    memcpy(mode_cm1, gas->mode_cm1, n_modes * sizeof *mode_cm1);
    qsort(mode_cm1, n_modes, sizeof *mode_cm1, softening);
    gas->n_imaginary = 0;
    for (size_t i = 0; i < n; i++)
        gas->n_imaginary += mode_cm1[i] < 0;
}

static void check_residual(const chp_state *gas, double residual_cm1, chp_diag *diag)
{
    const double most_cm1 = 100;
    if (fabs(residual_cm1) <= most_cm1)
        return;
    diag_warn(diag, "C06", gas->at, "a translation or rotation of %s has %.1f%s cm-1",
              gas->name, fabs(residual_cm1), residual_cm1 < 0 ? "i" : "");
    diag_hint(diag, "It should be near zero: use a larger box, a tighter EDIFF and a "
                    "relaxed geometry.");
}

/* False when it stands: a molecule at rest has none. */
static bool check_vibration(const chp_state *gas, double mode_cm1, chp_diag *diag)
{
    if (mode_cm1 > 0)
        return true;
    bool stands = diag_error(diag, "C07", gas->at,
                             "the gas %s has an imaginary vibration, %.1fi cm-1",
                             gas->name, -mode_cm1);
    diag_hint(diag, "Relax it further: this is no molecule at rest. --allow C07 leaves "
                    "the mode out.");
    return !stands;
}

/* Half the sum of the stiffest modes; the others are rotations and translations. */
static bool zpe_of_modes(const chp_state *gas, arena *a, double *zpe_eV, chp_diag *diag)
{
    size_t n = n_vibrations(gas->name);
    if (gas->n_modes < n) {
        diag_error(diag, "C06", gas->at, "%s has %zu modes, a gas of its formula %zu",
                   gas->name, gas->n_modes, n);
        diag_hint(diag, "Give every vibration, each of a degenerate set.");
        return false;
    }
    double *mode_cm1 = arena_new(a, double, gas->n_modes + 1), sum = 0;
    memcpy(mode_cm1, gas->mode_cm1, gas->n_modes * sizeof *mode_cm1);
    qsort(mode_cm1, gas->n_modes, sizeof *mode_cm1, softening);
    for (size_t i = 0; i < n; i++) {
        if (!check_vibration(gas, mode_cm1[i], diag))
            return false;
        sum += fmax(mode_cm1[i], 0);
    }
    if (gas->n_modes > n)
        check_residual(gas, mode_cm1[n], diag);
    *zpe_eV = sum * EV_PER_CM1 / 2;
    return true;
}

/* --- the two routes -------------------------------------------------------------- */

/* The geometry of a gas at rest: where its frequency run began, else where it ended. */
static const chp_structure *structure_of(const entry *e)
{
    if (e->modes_run && e->modes_run->calc.initial)
        return e->modes_run->calc.initial;
    if (!e->energy_run)
        return NULL;
    return e->energy_run->calc.final ? e->energy_run->calc.final
                                     : e->energy_run->calc.initial;
}

typedef struct {
    chp_molecule molecule;
    chp_thermo thermo;
} ideal;

/* True when the structure and the modes allow it. Speaks only when it is asked for. */
static bool ideal_gas(chp_study *s, const entry *e, const chp_state *gas, ideal *out,
                      chp_diag *diag)
{
    const chp_structure *structure = structure_of(e);
    chp_modes modes = { gas->mode_cm1, gas->n_modes, gas->at };
    if (!structure || !gas->has_modes)
        return false;
    return chp_molecule_from(structure, NULL, CHP_SYMMETRY_A, &out->molecule, diag) &&
           chp_thermo_ideal_gas(&out->molecule, &modes, 1, &s->in.options->thermo,
                                &out->thermo, diag);
}

static bool correct_by_ideal_gas(chp_study *s, const entry *e, chp_state *gas,
                                 chp_diag *diag)
{
    ideal found;
    if (!ideal_gas(s, e, gas, &found, diag))
        return false;
    const chp_molecule *m = &found.molecule;
    energy_fill(&gas->g, &found.thermo);
    bool is_exact = m->is_h2 && s->in.options->thermo.h2_rotation_exact;
    gas->thermo_source =
        arena_print(&s->memory, "ideal gas, sigma %d, spin %g%s", m->symmetry_number,
                    m->spin, is_exact ? ", exact rotation" : "");
    return true;
}

/* H2 by --h2-rotation. What a table of numbers lacks, its bond and its vibration, are
 * its spectroscopic constant and the mode that its zero-point energy is half of. */
static bool correct_hydrogen(chp_study *s, const entry *e, chp_state *gas,
                             chp_diag *diag)
{
    chp_free_energy *g = &gas->g;
    if (structure_of(e) && gas->has_modes)
        return correct_by_ideal_gas(s, e, gas, diag);
    chp_molecule molecule = chp_molecule_hydrogen();
    double own_cm1 = g->ZPE_eV.known ? 2 * g->ZPE_eV.value / EV_PER_CM1 : 0;
    chp_modes modes = gas->has_modes
                          ? (chp_modes){ gas->mode_cm1, gas->n_modes, gas->at }
                          : (chp_modes){ &own_cm1, own_cm1 > 0, gas->at };
    chp_thermo t;
    if (modes.n == 0)
        return false; // that its zero-point energy is missing is said later
    if (!chp_thermo_ideal_gas(&molecule, &modes, 1, &s->in.options->thermo, &t, diag))
        return false;
    energy_fill(g, &t);
    gas->thermo_source =
        arena_print(&s->memory, "ideal gas of B = 59.32 1/cm, %s rotation",
                    s->in.options->thermo.h2_rotation_exact ? "exact" : "classical");
    return true;
}

/* C10: the molecule that was calculated should have the entropy of the table. */
static void compare_with_ideal_gas(chp_study *s, const entry *e, const chp_state *gas,
                                   double table_TS_eV, chp_diag *diag)
{
    ideal found;
    chp_diag *quiet = chp_diag_new();
    bool known = ideal_gas(s, e, gas, &found, quiet);
    chp_diag_free(quiet);
    if (!known || fabs(found.thermo.TS_eV - table_TS_eV) <= TS_TOLERANCE_EV)
        return;
    diag_warn(diag, "C10", gas->at,
              "TS of %s is %.3f eV by its structure and modes, %.3f eV in the table",
              gas->name, found.thermo.TS_eV, table_TS_eV);
    diag_hint(diag,
              "Look at its geometry, spin and modes: sigma %d and spin %g were found.",
              found.molecule.symmetry_number, found.molecule.spin);
}

/* C10 of an entropy that was typed: that of one's own molecule at 1 bar is the table's,
 * and one at its partial pressure counts that pressure twice. */
static void check_given_entropy(const chp_study *s, const chp_state *gas,
                                chp_diag *diag)
{
    const chp_options *o = s->in.options;
    const chp_fact *TS = &gas->g.TS_eV;
    chp_gas_data data;
    chp_diag *quiet = chp_diag_new();
    bool known = TS->known && !(o->assumed_zero & ZERO_TS) &&
                 chp_gas_table(gas->name, o->T_K, &data, quiet);
    chp_diag_free(quiet);
    if (!known || fabs(TS->value - o->T_K * data.entropy_eV_K) <= TS_TOLERANCE_EV)
        return;
    diag_warn(diag, "C10", gas->at,
              "TS of %s is given as %.3f eV, and is %.3f eV at %g K and 1 bar",
              gas->name, TS->value, o->T_K * data.entropy_eV_K, o->T_K);
    diag_hint(diag,
              "Give that of 1 bar: the pressure is a term of its own. Left out, it "
              "is taken from the table.");
}

/* `complaint`: that the tables of this gas do not hold at this temperature. */
static void correct_by_table(chp_study *s, const entry *e, chp_state *gas,
                             chp_diag *complaint, chp_diag *diag)
{
    const chp_options *o = s->in.options;
    chp_free_energy *g = &gas->g;
    chp_gas_data data;
    if (!chp_gas_table(gas->name, o->T_K, &data, complaint))
        return;
    if (o->gas_rrho)
        diag_note(diag, "gas-thermo", gas->at,
                  "%s has no structure with modes: its tables are used", gas->name);
    double TS_eV = o->T_K * data.entropy_eV_K;
    if (!g->thermal_eV.known && !(o->assumed_zero & ZERO_THERMAL))
        g->thermal_eV = fact_of(data.enthalpy_eV);
    if (!g->TS_eV.known && !(o->assumed_zero & ZERO_TS)) {
        g->TS_eV = fact_of(TS_eV);
        compare_with_ideal_gas(s, e, gas, TS_eV, diag);
    }
    if (!g->ZPE_eV.known && o->gas_zpe_table && data.zpe_known &&
        !(o->assumed_zero & ZERO_ZPE))
        g->ZPE_eV = fact_of(data.zpe_eV);
    gas->thermo_source = arena_str(&s->memory, str_of(data.source));
}

static bool lacks_heat(const chp_study *s, const chp_free_energy *g)
{
    unsigned zero = (unsigned)s->in.options->assumed_zero;
    return (!g->thermal_eV.known && !(zero & ZERO_THERMAL)) ||
           (!g->TS_eV.known && !(zero & ZERO_TS));
}

/* A gas without tables, or beyond them, by its own structure and modes. */
static void correct_without_table(chp_study *s, member *m, const chp_diag *complaint,
                                  chp_diag *diag)
{
    chp_state *gas = m->state;
    bool is_beyond = chp_diag_count(complaint, CHP_ERROR) > 0;
    bool ok = correct_by_ideal_gas(s, m->from, gas, diag);
    if (!is_beyond)
        return;
    if (ok) {
        diag_note(diag, "range", gas->at,
                  "the tables of %s do not reach %g K: its structure and modes are "
                  "used",
                  gas->name, s->in.options->T_K);
        return;
    }
    chp_diag_merge(diag, complaint);
    m->is_spoilt = true;
}

/* By tables where there are some. */
static void correct_thermally(chp_study *s, member *m, chp_diag *diag)
{
    chp_diag *complaint = chp_diag_new();
    correct_by_table(s, m->from, m->state, complaint, diag);
    if (lacks_heat(s, &m->state->g))
        correct_without_table(s, m, complaint, diag);
    chp_diag_free(complaint);
}

void energy_correct_gas(chp_study *s, member *m, chp_diag *diag)
{
    const entry *e = m->from;
    chp_state *gas = m->state;
    chp_free_energy *g = &gas->g;
    if (energy_modes(e, gas))
        count_imaginary(gas);
    double zpe_eV;
    check_given_entropy(s, gas, diag);
    if (s->in.options->h2_ideal && strcmp(gas->name, "H2") == 0 &&
        correct_hydrogen(s, e, gas, diag))
        return;
    if (s->in.options->gas_rrho && correct_by_ideal_gas(s, e, gas, diag))
        return;
    if (!g->ZPE_eV.known && gas->has_modes) {
        if (zpe_of_modes(gas, &s->memory, &zpe_eV, diag))
            g->ZPE_eV = fact_of(zpe_eV);
        else
            m->is_spoilt = true;
    }
    if (!energy_is_corrected(g))
        correct_thermally(s, m, diag);
}

/* Made again from what was given, in a study of its own. */
bool energy_gas_by(const chp_study *s, const member *gas, bool is_ideal, double *eV)
{
    chp_options o = *s->in.options;
    chp_study scratch = { .in = { .options = &o } };
    o.gas_rrho = is_ideal;
    o.h2_ideal = is_ideal && o.h2_ideal;
    if (!gas->from || gas->from->G_eV.known || gas->is_spoilt)
        return false;
    chp_state state = energy_as_given(&scratch, gas->from, gas->state->name);
    member again = { .state = &state, .from = gas->from };
    chp_diag *quiet = chp_diag_new();
    energy_correct_gas(&scratch, &again, quiet);
    chp_diag_free(quiet);
    energy_assume_zero(&scratch, &state.g);
    bool has_route = state.thermo_source && str_starts(str_of(state.thermo_source),
                                                       STR("ideal gas")) == is_ideal;
    const chp_free_energy *g = &state.g;
    bool ok = has_route && energy_is_corrected(g);
    if (ok)
        *eV = g->ZPE_eV.value + g->thermal_eV.value - g->TS_eV.value;
    arena_clear(&scratch.memory);
    return ok;
}
