/* Free energies of gases.
 *
 *     G = E + ZPE + [H(T) - H(0)] - T S + kT ln p              (2.1), (2.5), (2.7)
 *
 * O2 is never taken from its own energy, which semilocal functionals miss by half an
 * electronvolt: G(O2) = 2 G(H2O, l) - 2 G(H2) + 4.915 eV (Nørskov et al., J. Phys.
 * Chem. B 108, 17886 (2004)). Nitrate is made of nitric acid, G(NO3-) = G(HNO3, g) -
 * G(H2)/2 - 0.353 eV at 298.15 K, or 0.392 eV by other tables (Calle-Vallejo et al.,
 * doi 10.1039/c2cp44620k). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "chem/formula.h"
#include "energetics/audit.h"
#include "energetics/energy.h"
#include "thermo/solution.h"

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

/* True when the structure and the modes allow it. Speaks only when it is asked for. */
static bool ideal_gas(chp_study *s, const entry *e, const chp_state *gas,
                      chp_thermo *out, chp_molecule *molecule, chp_diag *diag)
{
    const chp_structure *structure = structure_of(e);
    if (!structure || !gas->has_modes)
        return false;
    return chp_molecule_from(structure, NULL, CHP_SYMMETRY_A, molecule, diag) &&
           chp_thermo_ideal_gas(molecule, gas->mode_cm1, gas->n_modes, 1,
                                &s->in.options->thermo, gas->at, out, diag);
}

/* What was given stands. */
static void fill(chp_free_energy *g, const chp_thermo *t)
{
    if (!g->ZPE_eV.known)
        g->ZPE_eV = fact_of(t->zpe_eV);
    if (!g->thermal_eV.known)
        g->thermal_eV = fact_of(t->thermal_eV);
    if (!g->TS_eV.known)
        g->TS_eV = fact_of(t->TS_eV);
}

static bool correct_by_ideal_gas(chp_study *s, const entry *e, chp_state *gas,
                                 chp_diag *diag)
{
    chp_thermo t;
    chp_molecule molecule;
    if (!gas->has_modes || !structure_of(e))
        return false;
    if (!ideal_gas(s, e, gas, &t, &molecule, diag))
        return false;
    fill(&gas->g, &t);
    bool is_exact = molecule.is_h2 && s->in.options->thermo.h2_rotation_exact;
    gas->thermo_source = arena_print(&s->memory, "ideal gas, sigma %d, spin %g%s",
                                     molecule.symmetry_number, molecule.spin,
                                     is_exact ? ", exact rotation" : "");
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
    const double *mode_cm1 = gas->has_modes ? gas->mode_cm1 : &own_cm1;
    size_t n_modes = gas->has_modes ? gas->n_modes : own_cm1 > 0;
    chp_thermo t;
    if (n_modes == 0)
        return false; // that its zero-point energy is missing is said later
    if (!chp_thermo_ideal_gas(&molecule, mode_cm1, n_modes, 1, &s->in.options->thermo,
                              gas->at, &t, diag))
        return false;
    fill(g, &t);
    gas->thermo_source =
        arena_print(&s->memory, "ideal gas of B = 59.32 1/cm, %s rotation",
                    s->in.options->thermo.h2_rotation_exact ? "exact" : "classical");
    return true;
}

/* C10: the molecule that was calculated should have the entropy of the table. */
static void compare_with_ideal_gas(chp_study *s, const entry *e, const chp_state *gas,
                                   double table_TS_eV, chp_diag *diag)
{
    chp_thermo t;
    chp_molecule molecule;
    chp_diag *quiet = chp_diag_new();
    bool known = ideal_gas(s, e, gas, &t, &molecule, quiet);
    chp_diag_free(quiet);
    if (!known || fabs(t.TS_eV - table_TS_eV) <= TS_TOLERANCE_EV)
        return;
    diag_warn(diag, "C10", gas->at,
              "TS of %s is %.3f eV by its structure and modes, %.3f eV in the table",
              gas->name, t.TS_eV, table_TS_eV);
    diag_hint(diag,
              "Look at its geometry, spin and modes: sigma %d and spin %g were found.",
              molecule.symmetry_number, molecule.spin);
}

static void correct_by_table(chp_study *s, const entry *e, chp_state *gas,
                             chp_diag *diag)
{
    const chp_options *o = s->in.options;
    chp_free_energy *g = &gas->g;
    chp_gas_data data;
    if (!chp_gas_table(gas->name, o->T_K, &data, diag))
        return;
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

/* --- one gas --------------------------------------------------------------------- */

static void correct(chp_study *s, const entry *e, member *m, chp_diag *diag)
{
    chp_state *gas = m->state;
    chp_free_energy *g = &gas->g;
    if (energy_modes(e, gas))
        count_imaginary(gas);
    double zpe_eV;
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
    if (!g->ZPE_eV.known || !g->thermal_eV.known || !g->TS_eV.known)
        correct_by_table(s, e, gas, diag);
    if (!g->thermal_eV.known || !g->TS_eV.known) // not in the table
        correct_by_ideal_gas(s, e, gas, diag);
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
    correct(&scratch, gas->from, &again, quiet);
    chp_diag_free(quiet);
    energy_assume_zero(&scratch, &state.g);
    bool has_route = state.thermo_source && str_starts(str_of(state.thermo_source),
                                                       STR("ideal gas")) == is_ideal;
    const chp_free_energy *g = &state.g;
    bool ok = has_route && g->ZPE_eV.known && g->thermal_eV.known && g->TS_eV.known;
    if (ok)
        *eV = g->ZPE_eV.value + g->thermal_eV.value - g->TS_eV.value;
    arena_clear(&scratch.memory);
    return ok;
}

static void say_incomplete(const chp_state *gas, chp_diag *diag)
{
    const struct {
        const char *word;
        const chp_fact *fact;
    } terms[] = { { "E", &gas->g.E_eV },
                  { "ZPE", &gas->g.ZPE_eV },
                  { "thermal", &gas->g.thermal_eV },
                  { "TS", &gas->g.TS_eV } };
    for (int i = 0; i < 4; i++) {
        if (terms[i].fact->known)
            continue;
        diag_error(diag, i == 0 ? "no-energy" : "missing-correction", gas->at,
                   "the gas %s has no %s", gas->name, terms[i].word);
        if (i == 1)
            diag_hint(diag, "Give its modes or its ZPE, or take the tabulated one with "
                            "--gas-zpe table.");
        else if (i > 1)
            diag_hint(diag,
                      "It is in no table: give %s, or its modes and a structure with "
                      "--gas-thermo rrho.",
                      terms[i].word);
    }
}

static void add_pressure(chp_study *s, chp_state *gas)
{
    const chp_options *o = s->in.options;
    double bar = options_pressure_bar(o, gas->name);
    gas->g.pressure_eV = fact_of(BOLTZMANN_EV_K * o->T_K * log(bar));
}

static bool same_energy(const chp_study *s, const entry *a, const entry *b)
{
    chp_fact x = a->G_eV.known ? a->G_eV : energy_electronic(s, a);
    chp_fact y = b->G_eV.known ? b->G_eV : energy_electronic(s, b);
    return x.known && y.known && fabs(x.value - y.value) < 1e-6;
}

/* One gas serves all catalysts: two that differ spoil it. */
static void check_duplicates(const chp_study *s, const slot *of, member *m,
                             chp_diag *diag)
{
    const entry *first = of->entries[0];
    for (size_t i = 1; i < of->n; i++) {
        const entry *again = of->entries[i];
        if (same_energy(s, first, again))
            continue;
        m->is_spoilt |= diag_error(
            diag, "duplicate", again->at,
            "the gas %s is given twice with different energies, before by %s", of->name,
            first->source);
        diag_hint(diag,
                  again->origin == first->origin
                      ? "Keep the one that goes with the runs of the surfaces."
                      : "Studies with gases of their own must be run one by one.");
    }
}

static void make_gas(chp_study *s, const slot *of, member *m, chp_diag *diag)
{
    const entry *e = of->entries[0];
    *m->state = energy_as_given(s, e, of->name);
    m->from = e;
    m->is_spoilt = !audit_run(s, e->energy_run, diag);
    if (e->modes_run != e->energy_run)
        m->is_spoilt |= !audit_run(s, e->modes_run, diag);
    check_duplicates(s, of, m, diag);
    if (m->state->g.G_eV.known)
        return;
    correct(s, e, m, diag);
    energy_assume_zero(s, &m->state->g);
    add_pressure(s, m->state);
    energy_sum(&m->state->g, true);
    if (!m->state->g.G_eV.known && !m->is_spoilt)
        say_incomplete(m->state, diag);
    m->is_spoilt |= !m->state->g.G_eV.known;
}

/* --- oxygen and nitrate ---------------------------------------------------------- */

/* G at another pressure; as it was given when that is all that is known. */
static double at_pressure_eV(const chp_study *s, const chp_state *gas, double bar)
{
    const chp_free_energy *g = &gas->g;
    if (!g->pressure_eV.known)
        return g->G_eV.value;
    return g->G_eV.value - g->pressure_eV.value +
           BOLTZMANN_EV_K * s->in.options->T_K * log(bar);
}

/* Liquid water is its vapour at the vapour pressure. */
static double liquid_water_eV(const chp_study *s, const chp_state *water)
{
    double saturated_bar = chp_water_vapour_pressure_bar(s->in.options->T_K);
    return at_pressure_eV(s, water, saturated_bar);
}

static bool is_usable(const member *m)
{
    return m && !m->is_spoilt && m->state->g.G_eV.known;
}

/* Put a free energy, made of two others, in the place of a gas, which may be new. */
static void derive(chp_study *s, const char *name, const char *source, double G_eV,
                   const chp_profile_term made_of[2])
{
    chp_profile_term *terms = arena_new(&s->memory, chp_profile_term, 2);
    memcpy(terms, made_of, 2 * sizeof *terms);
    member *m = (member *)study_gas(s, name);
    if (!m)
        m = &s->gases.at[s->gases.n++];
    double pressure_eV = BOLTZMANN_EV_K * s->in.options->T_K *
                         log(options_pressure_bar(s->in.options, name));
    *m->state = (chp_state){ .name = name,
                             .source = source,
                             .g.pressure_eV = fact_of(pressure_eV),
                             .g.G_eV = fact_of(G_eV + pressure_eV),
                             .n_made_of = 2,
                             .made_of = terms };
    m->is_spoilt = false;
}

static bool has_own_G(const member *m)
{
    return m && m->from && m->from->G_eV.known;
}

static void set_oxygen(chp_study *s, chp_diag *diag)
{
    const member *water = study_gas(s, "H2O"), *hydrogen = study_gas(s, "H2");
    const member *oxygen = study_gas(s, "O2");
    double splitting_eV;
    if (has_own_G(oxygen) || !is_usable(water) || !is_usable(hydrogen) ||
        !solution_oxygen_from_water(s->in.options->T_K, &splitting_eV))
        return;
    if (oxygen && oxygen->state->g.E_eV.known) {
        diag_note(
            diag, "O2", oxygen->state->at,
            "the energy of O2 is not used: G(O2) = 2 G(H2O, l) - 2 G(H2) + %.3f eV",
            splitting_eV);
        diag_hint(diag, "Give G of O2 to have your own value.");
    }
    derive(s, "O2", arena_print(&s->memory, "2 H2O(l) - 2 H2 + %.3f eV", splitting_eV),
           2 * liquid_water_eV(s, water->state) -
               2 * at_pressure_eV(s, hydrogen->state, 1) + splitting_eV,
           (chp_profile_term[]){ { water->state, 2 }, { hydrogen->state, -2 } });
}

/* HNO3(g) -> NO3- + H+, by NBS as the equilibrium potentials are, unless asked. */
static void set_nitrate(chp_study *s, chp_diag *diag)
{
    const member *acid = study_gas(s, "HNO3"), *hydrogen = study_gas(s, "H2");
    double acid_eV, T_K = s->in.options->T_K;
    if (study_gas(s, "NO3-") || !is_usable(acid) || !is_usable(hydrogen))
        return;
    if (!solution_nitrate(s->in.options->nitrate_by_CRC, T_K, &acid_eV)) {
        diag_error(diag, "range", acid->state->at,
                   "the acidity of nitric acid is not known at %g K", T_K);
        diag_hint(diag, "It is in liquid water, from 273 to 373 K: give G of NO3-.");
        return;
    }
    derive(s, "NO3-",
           arena_print(&s->memory, "HNO3 - 1/2 H2 %s %.3f eV", acid_eV < 0 ? "-" : "+",
                       fabs(acid_eV)),
           at_pressure_eV(s, acid->state, 1) -
               at_pressure_eV(s, hydrogen->state, 1) / 2 + acid_eV,
           (chp_profile_term[]){ { acid->state, 1 }, { hydrogen->state, -0.5 } });
}

static bool any_reaction_has(const chp_study *s, const char *gas)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        for (size_t k = 0; k < s->reactions[i]->n_species; k++)
            if (strcmp(s->reactions[i]->species[k].name, gas) == 0)
                return true;
    return false;
}

/* --- all ------------------------------------------------------------------------- */

void energy_of_gases(chp_study *s, const slots *gases, chp_diag *diag)
{
    size_t most = gases->n + 2; // and oxygen, and nitrate
    chp_state *states = arena_new(&s->memory, chp_state, most);
    s->gases = (members){ 0, arena_new(&s->memory, member, most) };
    for (size_t i = 0; i < most; i++)
        s->gases.at[i].state = &states[i];
    for (size_t i = 0; i < gases->n; i++)
        make_gas(s, &gases->at[i], &s->gases.at[s->gases.n++], diag);
    if (any_reaction_has(s, "O2"))
        set_oxygen(s, diag);
    if (any_reaction_has(s, "NO3-"))
        set_nitrate(s, diag);
}
