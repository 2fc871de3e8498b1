/* The runs of a state in electric fields: EFIELD and energies instead of pairs. */
#include "energetics/trial.h"

#define SLAB "5 0 0\n0 5 0\n0 0 20\n"

/* A static run in a field; NULL: its INCAR does not speak of one. */
static void put(const char *path, double E, const char *field_V_A, bool has_H)
{
    arena *a = &trial.a;
    const char *atoms = has_H ? "Pt H\n2 1\nCartesian\n0 0 0\n0 0 2\n0 0 3.6\n"
                              : "Pt\n2\nCartesian\n0 0 0\n0 0 2\n";
    const char *incar = arena_print(
        a, "ENCUT = 450\nEDIFF = 1E-6\nLDIPOL = T\nIDIPOL = 3\nNSW = 0\n%s%s\n",
        field_V_A ? "EFIELD = " : "", field_V_A ? field_V_A : "");
    const char *oszicar = arena_print(
        a,
        "       N       E                     dE             d eps       ncg\n"
        "DAV:   1    %.12E   -0.30000E+02   -0.30000E+02   768   0.5E+00\n"
        "DAV:   2    %.12E   -0.10000E-07   -0.12000E-07   768   0.5E-03\n"
        "   1 F= %.10E E0= %.10E  d E =0.000000E+00\n",
        E, E, E, E);
    trial_file(arena_print(a, "%s/POSCAR", path),
               str_of(arena_print(a, "made up\n1.0\n" SLAB "%s", atoms)));
    trial_file(arena_print(a, "%s/INCAR", path), str_of(incar));
    trial_file(arena_print(a, "%s/OSZICAR", path), str_of(oszicar));
}

/* E = -12 - 2 F^2 and E = -15.5 + 0.2 F - 1.9 F^2: at F the step to *H costs 0.2 F +
 * 0.1 F^2 more than without a field. */
static void put_all(void)
{
    put("slab/minus", -12.5, "-0.5", false);
    put("slab/none", -12, NULL, false);
    put("slab/plus", -12.5, "0.5", false);
    put("H/minus", -16.075, "-0.5", true);
    put("H/quarter", -15.66875, "-0.25", true);
    put("H/none", -15.5, "0.0", true);
    put("H/plus", -15.875, "0.5", true);
}

#define SURFACE "{energy: slab/none, field: {runs: [slab/minus, slab/none, slab/plus]}}"

static const chp_outcome *run(const char *surface, const char *field)
{
    const char *text = arena_print(
        &trial.a,
        "reactions: [her]\ngases: {H2: {G: -7}}\ncatalysts:\n  Pt:\n    states:\n"
        "      '*': %s\n      'H*': {energy: H/none, ZPE: 0.15, thermal: 0.01, TS: "
        "0.02, "
        "field: %s}\n",
        surface, field);
    return trial_run(trial_file("chepath.yaml", str_of(text)));
}

START_TEST(runs_in_fields_tell_dipole_and_polarisability)
{
    static const char *const fields[] = { "0", "-0.3", "0.5" };
    static const double F_V_A[] = { 0, -0.3, 0.5 };
    double F = F_V_A[_i];
    put_all();
    trial_set("field", fields[_i]);
    const chp_catalyst *c =
        &run(SURFACE, "{runs: [H/plus, H/minus, H/none, H/quarter]}")->catalysts[0];
    const chp_field_response *r = state_of(c, "*H")->response;
    ck_assert_ptr_nonnull(r);
    ck_assert_double_eq_tol(r->mu_eA, 0.2, 1e-6);
    ck_assert_double_eq_tol(r->alpha_eA2_V, 3.8, 1e-6);
    ck_assert_uint_eq(r->n_points, 4);
    ck_assert_double_eq_tol(c->dG_H_eV.value, 0.14 + 0.2 * F + 0.1 * F * F, 1e-6);
    ck_assert(!trial_says_as(CHP_ERROR, "C03", "EFIELD"));
}
END_TEST

/* Of all that lie in the folder of the catalyst, the lowest would be the state. */
START_TEST(a_run_in_a_field_is_no_other_run_of_its_state)
{
    put("Pt/slab", -12, NULL, false);
    put("Pt/H/opt", -15.5, "0", true);
    put("Pt/H/minus", -16.075, "-0.5", true);
    put("Pt/H/plus", -15.875, "0.5", true);
    const chp_outcome *o = trial_run(trial_file(
        "chepath.yaml",
        STR("reactions: [her]\ngases: {H2: {G: -7}}\ncatalysts:\n  Pt:\n    root: Pt\n"
            "    states: {'H*': {ZPE: 0.15, thermal: 0.01, TS: 0.02, "
            "field: {runs: [H/minus, H/opt, H/plus]}}}\n")));
    const chp_state *state = state_of(&o->catalysts[0], "*H");
    ck_assert_ptr_nonnull(state);
    ck_assert_double_eq_tol(state->g.E_eV.value, -15.5, 1e-9);
    ck_assert_uint_eq(state->n_others, 0);
    ck_assert_double_eq_tol(state->response->mu_eA, 0.2, 1e-6);
}
END_TEST

static const struct {
    const char *field, *part;
} faults[] = {
    { "{runs: [H/minus, H/none]}", "no parabola" },
    { "{runs: [H/none, H/untold, H/silent]}", "is not told" },
};

START_TEST(runs_that_tell_no_answer_are_refused)
{
    put_all();
    put("H/untold", -15.6, NULL, true);
    put("H/silent", -15.7, NULL, true);
    const chp_outcome *o = run(SURFACE, faults[_i].field);
    ck_assert_ptr_null(state_of(&o->catalysts[0], "*H")->response);
    ck_assert(trial_says_as(CHP_ERROR, "field", faults[_i].part));
}
END_TEST

Suite *suite_field_runs(void)
{
    TCase *tc = tcase_create("runs");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, runs_in_fields_tell_dipole_and_polarisability, 0, 3);
    tcase_add_test(tc, a_run_in_a_field_is_no_other_run_of_its_state);
    tcase_add_loop_test(tc, runs_that_tell_no_answer_are_refused, 0,
                        sizeof faults / sizeof *faults);
    Suite *suite = suite_create("energetics/field-runs");
    suite_add_tcase(suite, tc);
    return suite;
}
