#include "gather/check.h"

#include "suites.h"

/* A sound relaxation of N2 in a box, which a row of the table below spoils in one
 * respect. */
typedef struct {
    chp_calc calc;
    chp_ionic_step steps[12];
    chp_species species[1];
    chp_structure structure;
    double fractional[2][3];
    double moments[2];
    double modes[6];
    bool is_free[2][3];
    chp_setting settings[3];
} sample;

static const int nitrogens[] = { 7, 7 };

static chp_fact known(double value)
{
    return (chp_fact){ .value = value, .known = true, .at = { "OUTCAR", 7 } };
}

static void energies(chp_energies *e, double F)
{
    *e = (chp_energies){ known(F), known(F), known(F) };
}

static void make(sample *s)
{
    *s = (sample){
        .species = { { .element = "N",
                       .atomic_number = 7,
                       .count = 2,
                       .lexch = "PE" } },
        .fractional = { { 0, 0, 0 }, { 0.111, 0, 0 } },
        .settings = { { "GGA", "PE", { 0 } } },
    };
    for (int i = 0; i < 12; i++)
        s->steps[i] = (chp_ionic_step){ .toten_eV = -16.6,
                                        .without_entropy_eV = -16.6,
                                        .sigma0_eV = -16.6,
                                        .dE_eV = 1e-6,
                                        .electronic = CHP_YES };
    s->structure = (chp_structure){
        .lattice_A = { { 10, 0, 0 }, { 0, 11, 0 }, { 0, 0, 12 } },
        .n_atoms = 2,
        .atomic_number = nitrogens,
        .fractional = (const double(*)[3])s->fractional,
    };
    s->calc = (chp_calc){
        .path = "run",
        .format = "outcar",
        .kind = CHP_RUN_RELAXATION,
        .n_atoms = 2,
        .n_species = 1,
        .species = s->species,
        .n_ionic_steps = 12,
        .steps = s->steps,
        .electronic = CHP_YES,
        .ionic = CHP_YES,
        .finished = CHP_YES,
        .max_force_eV_A = known(0.01),
        .force_is_free = CHP_YES,
        .drift_eV_A = known(0.001),
        .initial = &s->structure,
        .final = &s->structure,
        .n_settings = 1,
        .settings = s->settings,
    };
    energies(&s->calc.energies, -16.6);
    energies(&s->calc.last_step, -16.6);
}

static void unfinished(sample *s, double x)
{
    s->calc.finished = (chp_answer)(int)x;
}
static void electrons(sample *s, double x)
{
    s->calc.electronic = (chp_answer)(int)x;
}
static void ions(sample *s, double x)
{
    s->calc.ionic = (chp_answer)(int)x;
}
static void force(sample *s, double x)
{
    s->calc.max_force_eV_A = known(x);
}
static void criterion(sample *s, double x)
{
    force(s, x);
    s->settings[1] = (chp_setting){ "EDIFFG", "-.3E-01", { 0 } };
    s->calc.n_settings = 2;
}
static void bound_force(sample *s, double x)
{
    force(s, x);
    s->calc.force_is_free = CHP_UNKNOWN;
}
static void static_force(sample *s, double x)
{
    force(s, x);
    s->calc.kind = CHP_RUN_STATIC;
}
static void drift(sample *s, double x)
{
    s->calc.drift_eV_A = known(x);
}
static void last_change(sample *s, double x)
{
    s->steps[10].toten_eV += x;
}
static void rise(sample *s, double x)
{
    s->steps[0].toten_eV -= x;
}
static void unconverged_rise(sample *s, double x)
{
    rise(s, x);
    s->steps[0].electronic = CHP_NO;
}
static void forgiven_jump(sample *s, double x)
{
    s->steps[5].toten_eV += x;
}
static void jump(sample *s, double x)
{
    forgiven_jump(s, x);
    s->calc.ionic = CHP_UNKNOWN;
}
static void entropy(sample *s, double x)
{
    s->calc.energies.without_entropy_eV = known(-16.6 + x);
}
static void dipole(sample *s, double x)
{
    s->calc.dipole_eV = known(x);
}
static void energy(sample *s, double x)
{
    s->species[0].lexch = NULL;
    s->settings[0].value = "RP";
    energies(&s->calc.energies, x);
}
static void gas(sample *s, double x)
{
    energies(&s->calc.energies, x);
}
static void gas_with_dispersion(sample *s, double x)
{
    gas(s, x);
    s->settings[1] = (chp_setting){ "IVDW", "12", { 0 } };
    s->calc.n_settings = 2;
}
static void exploded(sample *s, double x)
{
    s->steps[11].dE_eV = x;
}
static void moment(sample *s, double x)
{
    s->moments[1] = x;
    s->calc.n_moments = 2;
    s->calc.moment_muB = s->moments;
}
static void bond(sample *s, double x)
{
    s->fractional[1][0] = x / 10;
}
static void mode(sample *s, double x)
{
    s->modes[0] = x;
    s->calc.has_modes = true;
    s->calc.n_modes = 1;
    s->calc.mode_cm1 = s->modes;
}

static void frozen(sample *s, double n_modes)
{
    mode(s, 2400);
    s->calc.n_modes = (size_t)n_modes;
    s->is_free[0][0] = s->is_free[0][1] = s->is_free[0][2] = true;
    s->structure.is_free = (const bool(*)[3])s->is_free;
}
static void frequencies(sample *s, const char *tag, const char *value)
{
    s->calc.kind = CHP_RUN_FREQUENCIES;
    s->settings[1] = (chp_setting){ tag, value, { 0 } };
    s->calc.n_settings = 2;
}
static void displacements(sample *s, double x)
{
    frequencies(s, "NFREE", x > 1 ? "2" : "1");
}
static void ediff(sample *s, double x)
{
    frequencies(s, "EDIFF", x > 1e-6 ? "0.1E-04" : "0.1E-05");
}

static void precision(sample *s, double is_rough)
{
    frequencies(s, "PREC", is_rough > 0 ? "normal" : "accura");
}
static void potim(sample *s, double x)
{
    frequencies(s, "POTIM", x < 0.05 ? "0.0200" : "0.0500");
    s->calc.format = "vasprun"; // OUTCAR tells the displacement itself
}
static void static_ediff(sample *s, double x)
{
    ediff(s, 0);
    s->settings[1].value = x > 1e-5 ? "0.1E-03" : "0.1E-04";
    s->calc.kind = CHP_RUN_STATIC;
}

static void cell(sample *s, double isif)
{
    s->settings[1] = (chp_setting){ "ISIF", isif > 2 ? "3" : "2", { 0 } };
    s->calc.n_settings = 2;
}
static void cell_of_a_solid(sample *s, double isif)
{
    cell(s, isif);
    for (int i = 0; i < 3; i++)
        s->structure.lattice_A[i][i] = 4;
}
static void last_steps(sample *s, double n)
{
    for (int i = 12 - (int)n; i < 12; i++)
        s->steps[i].electronic = CHP_NO;
}

static void response(sample *s, double is_rpa)
{
    s->settings[1] = (chp_setting){ "ALGO", is_rpa > 0 ? "RPAR" : "Normal", { 0 } };
    s->calc.n_settings = 2;
}

enum { NOTHING = -1 };

static const struct {
    void (*spoil)(sample *s, double x);
    double x;
    const char *code;
    int severity;
} rows[] = {
    { unfinished, CHP_YES, "not-finished", NOTHING },
    { unfinished, CHP_UNKNOWN, "not-finished", CHP_WARNING },
    { unfinished, CHP_NO, "not-finished", CHP_ERROR },
    { electrons, CHP_UNKNOWN, "not-converged", CHP_WARNING },
    { electrons, CHP_NO, "not-converged", CHP_ERROR },
    { electrons, CHP_NOT_APPLICABLE, "not-converged", NOTHING },
    { ions, CHP_UNKNOWN, "not-converged", CHP_WARNING },
    { ions, CHP_NO, "not-converged", CHP_ERROR },
    { force, 0.04, "forces", NOTHING },
    { force, 0.06, "forces", CHP_WARNING },
    { force, 0.21, "forces", CHP_ERROR },
    { criterion, 0.03, "criterion", NOTHING },
    { criterion, 0.04, "criterion", CHP_WARNING },
    { bound_force, 5.0, "forces", NOTHING },
    { static_force, 5.0, "forces", CHP_WARNING },
    { drift, 0.06, "drift", CHP_WARNING },
    { drift, -0.6, "drift", CHP_ERROR },
    { last_change, 0.004, "energy-changes", NOTHING },
    { last_change, 0.006, "energy-changes", CHP_WARNING },
    { last_change, -0.06, "energy-changes", CHP_ERROR },
    { rise, 0.009, "energy-rose", NOTHING },
    { rise, 0.02, "energy-rose", CHP_WARNING },
    { rise, 0.6, "energy-rose", CHP_ERROR },
    { rise, -0.6, "energy-rose", NOTHING },
    { unconverged_rise, 0.6, "energy-rose", NOTHING },
    { jump, 1.1, "energy-jumps", CHP_WARNING },
    { jump, 2.1, "energy-jumps", CHP_ERROR },
    { forgiven_jump, 2.1, "energy-jumps", CHP_WARNING },
    { entropy, 0.001, "smearing", NOTHING },
    { entropy, 0.003, "smearing", CHP_WARNING },
    { entropy, 0.03, "smearing", CHP_ERROR },
    { dipole, -0.4, "dipole", NOTHING },
    { dipole, 0.6, "dipole", CHP_WARNING },
    { dipole, 368.38, "dipole", CHP_ERROR }, // met in a real run
    { energy, 0.1, "energy-range", CHP_WARNING },
    { energy, 21, "energy-range", CHP_ERROR },
    { energy, -31, "energy-range", CHP_WARNING },
    { energy, -101, "energy-range", CHP_ERROR },
    { last_steps, 9, "not-converged", NOTHING },
    { last_steps, 10, "not-converged", CHP_ERROR },
    { cell, 2, "cell-relaxed", NOTHING },
    { cell, 3, "cell-relaxed", CHP_WARNING },
    { cell_of_a_solid, 3, "cell-relaxed", NOTHING },
    { energy, 0, "zero-energy", CHP_ERROR },
    { energy, -1e-8, "zero-energy", NOTHING },
    { response, 0, "no-ground-state", NOTHING },
    { response, 1, "no-ground-state", CHP_ERROR },
    { exploded, -101, "density-exploded", CHP_ERROR },
    { moment, 4.9, "moment", NOTHING },
    { moment, -5.1, "moment", CHP_WARNING },
    { bond, 1.11, "gas-bond", NOTHING },
    { bond, 1.4, "gas-bond", CHP_WARNING },
    { bond, 0.5, "overlap", CHP_ERROR },
    { bond, 4.0, "lone-atom", CHP_WARNING },
    { gas, -16.6, "gas-energy", NOTHING },
    { gas, -16.1, "gas-energy", CHP_WARNING },
    { gas, -10.9, "gas-energy", CHP_ERROR },
    { gas_with_dispersion, -10.9, "gas-energy", NOTHING },
    { mode, 4400, "modes", NOTHING },
    { mode, 13912.7, "modes", CHP_ERROR }, // met in a broken run
    /* [G3] IBRION = 6 moves every atom */
    { frozen, 3, "frozen-moved", NOTHING },
    { frozen, 6, "frozen-moved", CHP_WARNING },
    /* [G13] */
    { displacements, 2, "one-sided", NOTHING },
    { displacements, 1, "one-sided", CHP_WARNING },
    { ediff, 1e-6, "loose-ediff", NOTHING },
    { ediff, 1e-5, "loose-ediff", CHP_WARNING },
    { electrons, CHP_NOT_APPLICABLE, "not-self-consistent", CHP_WARNING },
    { precision, 0, "rough-forces", NOTHING },
    { precision, 1, "rough-forces", CHP_NOTE },
    { potim, 0.02, "displacement", NOTHING },
    { potim, 0.05, "displacement", CHP_WARNING },
    { static_ediff, 1e-5, "loose-ediff", NOTHING },
    { static_ediff, 1e-4, "loose-ediff", CHP_WARNING },
};

static int severity_of(const chp_diag *diag, const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)) != NULL; i++)
        if (strcmp(m->code, code) == 0)
            return (int)m->severity;
    return NOTHING;
}

/* [4.1] */
START_TEST(a_limit_is_told_by_its_code)
{
    sample s;
    make(&s);
    rows[_i].spoil(&s, rows[_i].x);
    chp_diag *diag = chp_diag_new();
    check_calc(&s.calc, diag);
    ck_assert_msg(severity_of(diag, rows[_i].code) == rows[_i].severity,
                  "row %d: %s at %g", _i, rows[_i].code, rows[_i].x);
    chp_diag_free(diag);
}
END_TEST

/* Versions and tags of VASP's own list of known issues. */
static const struct {
    int version[3];
    chp_setting settings[2];
    bool is_told;
} bugs[] = {
    { { 5, 4, 4 }, { { "EFIELD", "0.1", { 0 } }, { "ISYM", "2", { 0 } } }, true },
    { { 5, 4, 4 }, { { "EFIELD", "0.1", { 0 } }, { "ISYM", "0", { 0 } } }, false },
    { { 5, 4, 4 }, { { "EFIELD", "0.00", { 0 } }, { "ISYM", "2", { 0 } } }, false },
    { { 5, 3, 5 }, { { "EFIELD", "0.1", { 0 } }, { "ISYM", "2", { 0 } } }, false },
    { { 6, 1, 0 }, { { "ISMEAR", "-2", { 0 } }, { "LHFCALC", "T", { 0 } } }, true },
    { { 6, 1, 1 }, { { "ISMEAR", "-2", { 0 } }, { "LHFCALC", "T", { 0 } } }, false },
    { { 6, 2, 0 }, { { "INCAR_LINE_ENDS", "CRLF", { 0 } } }, true },
    { { 6, 4, 1 }, { { "INCAR_LINE_ENDS", "CRLF", { 0 } } }, false },
    { { 6, 2, 1 }, { { "ISMEAR", "-2", { 0 } } }, true },
    { { 6, 3, 2 }, { { "FERWE", "2*1 2*0", { 0 } } }, true },
    { { 6, 2, 0 }, { { "FERWE", "2*1 2*0", { 0 } } }, false },
    { { 6, 4, 0 }, { { "FERWE", "2*1 2*0", { 0 } } }, false },
    { { 6, 4, 3 }, { { "IVDW", "14", { 0 } }, { "IMAGES", "5", { 0 } } }, true },
    { { 6, 5, 0 }, { { "ML_MODE", "TRAIN", { 0 } }, { "ALGO", "All", { 0 } } }, true },
    { { 6, 5, 0 },
      { { "ML_MODE", "train", { 0 } }, { "ALGO", "Normal", { 0 } } },
      false },
    { { 6, 4, 2 }, { { "GGA", "BF", { 0 } }, { "AGGAX", "0.8", { 0 } } }, true },
    { { 6, 4, 2 }, { { "GGA", "BF", { 0 } }, { "AGGAX", "1.0000", { 0 } } }, false },
    { { 6, 4, 2 }, { { "SCPC/USE", "T", { 0 } }, { "ALGO", "All", { 0 } } }, true },
    { { 6, 4, 2 }, { { "SCPC/USE", "T", { 0 } }, { "ALGO", "Fast", { 0 } } }, false },
    { { 6, 4, 2 },
      { { "PLUGINS/LOCAL_POTENTIAL", "T", { 0 } }, { "ALGO", "Damped", { 0 } } },
      true },
    { { 6, 6, 0 },
      { { "PLUGINS/LOCAL_POTENTIAL", "T", { 0 } }, { "ALGO", "Damped", { 0 } } },
      false },
    { { 5, 4, 4 }, { { "IBRION", "11", { 0 } } }, true },
    { { 6, 6, 0 }, { { "PLUGINS/STRUCTURE", "T", { 0 } } }, true },
    { { 6, 4, 3 }, { { "IVDW", "14", { 0 } }, { "NSW", "50", { 0 } } }, true },
    { { 6, 4, 2 }, { { "IVDW", "14", { 0 } }, { "NSW", "50", { 0 } } }, false },
    { { 6, 5, 0 },
      { { "LNONCOLLINEAR", ".TRUE.", { 0 } }, { "ISPIN", "2", { 0 } } },
      true },
    { { 6, 5, 1 },
      { { "LNONCOLLINEAR", "T", { 0 } }, { "ISPIN", "2", { 0 } } },
      false },
    { { 6, 5, 1 }, { { "KERNEL_TRUNCATION/LTRUNCATE", "T", { 0 } } }, true },
    { { 6, 6, 0 }, { { "KERNEL_TRUNCATION/LTRUNCATE", "T", { 0 } } }, false },
    { { 6, 4, 2 }, { { "GGA", "BF", { 0 } }, { "LHFCALC", "T", { 0 } } }, true },
    { { 6, 6, 0 }, { { "GGA", "BF", { 0 } }, { "LHFCALC", "T", { 0 } } }, false },
};

/* [C15] [6.4] */
START_TEST(a_known_bug_of_VASP_is_told_by_version_and_tag)
{
    sample s;
    make(&s);
    memcpy(s.calc.version, bugs[_i].version, sizeof s.calc.version);
    s.calc.vasp_version = "of this row";
    s.calc.settings = bugs[_i].settings;
    s.calc.n_settings = bugs[_i].settings[1].tag ? 2 : 1;
    chp_diag *diag = chp_diag_new();
    check_calc(&s.calc, diag);
    ck_assert_int_eq(severity_of(diag, "vasp-bug"),
                     bugs[_i].is_told ? (int)CHP_WARNING : NOTHING);
    chp_diag_free(diag);
}
END_TEST

START_TEST(a_sound_run_is_not_spoken_of)
{
    sample s;
    make(&s);
    chp_diag *diag = chp_diag_new();
    check_calc(&s.calc, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_diag_free(diag);
}
END_TEST

/* Atoms that touch across the boundary of the cell are bound, not apart. */
START_TEST(distances_are_those_of_the_nearest_image)
{
    sample s;
    make(&s);
    s.fractional[0][0] = 0.01;
    s.fractional[1][0] = 0.899;
    chp_diag *diag = chp_diag_new();
    check_calc(&s.calc, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_check(void)
{
    TCase *tc = tcase_create("check");
    tcase_add_loop_test(tc, a_limit_is_told_by_its_code, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tc, a_known_bug_of_VASP_is_told_by_version_and_tag, 0,
                        sizeof bugs / sizeof *bugs);
    tcase_add_test(tc, a_sound_run_is_not_spoken_of);
    tcase_add_test(tc, distances_are_those_of_the_nearest_image);
    Suite *suite = suite_create("gather/check");
    suite_add_tcase(suite, tc);
    return suite;
}
