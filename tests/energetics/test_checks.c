/* What goes wrong in studies, check by check: C01 to C27. Here are those of the runs;
 * those of modes and gases, of profiles and of nitrides stand in test_checks_NAME.c,
 * those of settings, bonds and boxes in test_audit.c, those of charged surfaces in
 * test_constant.c. */
#include "energetics/trial.h"

#include "formats/outcars.h"

/* --- C01: the run converged ------------------------------------------------------ */

static const char incar[] = "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nNELM = 2\n"
                            "EDIFF = 1E-6\n";

/* Two iron atoms and what is above them; `d_eps` is the last change of its energy. */
static void make_run(const char *path, const char *elements, const char *counts,
                     const char *above, double d_eps, double moment)
{
    arena *a = &trial.a;
    trial_file(arena_print(a, "%s/INCAR", path), str_of(incar));
    trial_file(arena_print(a, "%s/CONTCAR", path),
               str_of(arena_print(a,
                                  "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\n"
                                  "Cartesian\n0 0 2\n2.5 0 2\n%s",
                                  elements, counts, above)));
    trial_file(arena_print(a, "%s/OSZICAR", path),
               str_of(arena_print(
                   a,
                   "       N       E                     dE             d eps       "
                   "ncg     rms\n"
                   "DAV:   1    -0.300000000000E+02   -0.30000E+02   -0.30000E+02   "
                   "768   0.5E+00\n"
                   "DAV:   2    -0.300000000000E+02   %.5E   %.5E   768   0.5E-03\n"
                   "   1 F= -.30000000E+02 E0= -.30000000E+02  d E =-.100000E-06  "
                   "mag=     %.4f\n",
                   d_eps, d_eps, moment)));
}

#define ON_TOP "0 0 3.6\n" // one atom

START_TEST(C01_electrons_that_did_not_converge_spoil_the_state)
{
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 0);
    make_run("Fe/N", "Fe N", "2 1", ON_TOP, -1e-2, 0);
    make_run("Fe/NH", "Fe N H", "2 1 1", ON_TOP "0 0 4.6\n", -1e-8, 0);
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "not-converged", "electrons did not converge"));
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    ck_assert_str_eq(p->spoilt[0], "*N");
    ck_assert_ptr_null(p->spoilt[1]);
}
END_TEST

START_TEST(C01_a_relaxation_that_was_cut_spoils_the_state)
{
    const char *name = "relax-5.4.4";
    trial_file("cat/slab/OUTCAR", outcar_text(&trial.a, name));
    trial_file("cat/H/OUTCAR", cut_before(&trial.a, outcar_text(&trial.a, name), 1,
                                          " reached required accuracy"));
    trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "truncated", "") ||
              trial_says_as(CHP_ERROR, "not-converged", "") ||
              trial_says_as(CHP_ERROR, "C01", ""));
}
END_TEST

/* --- C04: one cell, one frozen set ----------------------------------------------- */

START_TEST(C04_another_frozen_set_is_a_warning)
{
    static const char *const flags[] = { "F F F", "T T T" };
    for (int k = 0; k < 2; k++) {
        const char *path = k == 0 ? "Fe/slab" : "Fe/N";
        make_run(path, "Fe N", "2 1", ON_TOP, -1e-8, 0);
        trial_file(arena_print(&trial.a, "%s/CONTCAR", path),
                   str_of(arena_print(&trial.a,
                                      "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\n"
                                      "Selective dynamics\nCartesian\n0 0 2 F F F\n"
                                      "2.5 0 2 %s\n%s",
                                      k == 0 ? "Fe" : "Fe N", k == 0 ? "2" : "2 1",
                                      k == 0 ? "F F F" : flags[_i],
                                      k == 0 ? "" : "0 0 3.6 T T T\n")));
    }
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_run(trial.folder);
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C04", "frozen in one of *N"), _i == 1);
}
END_TEST

/* --- C05: the atoms of a name ---------------------------------------------------- */

START_TEST(C05_a_state_and_a_gas_hold_the_atoms_of_their_names)
{
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 0);
    make_run("Fe/NH", "Fe N", "2 1", ON_TOP, -1e-8, 0);
    make_run("gas/H2", "Fe", "2", "", -1e-8, 0);
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "C05",
                            "*NH of Fe holds N beyond the bare surface, expected HN") ||
              trial_says_as(CHP_ERROR, "C05",
                            "*NH of Fe holds N beyond the bare surface, expected NH"));
    ck_assert(trial_says_as(CHP_ERROR, "C05", "the run of the gas H2 holds Fe2"));
    ck_assert_str_eq(profile_of(&o->catalysts[0], "distal")->spoilt[0], "*NH");
}
END_TEST

/* --- C19: magnetisation ---------------------------------------------------------- */

START_TEST(C19_a_jump_of_the_moment_is_a_note)
{
    static const double moment_muB[] = { 2.6, 3.7 };
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 2.0);
    make_run("Fe/H", "Fe H", "2 1", "0 0 3.5\n", -1e-8, moment_muB[_i]);
    trial_file("gas.csv", STR("catalyst,state,G\n,H2,-7\n"));
    trial_set("assume-zero", "ZPE,thermal,TS");
    const char *paths[] = { trial.folder,
                            arena_print(&trial.a, "%s/gas.csv", trial.folder) };
    trial_run_all(paths, 2);
    ck_assert_int_eq(trial_says_as(CHP_NOTE, "C19", "from 2.0 to 3.7 muB"), _i == 1);
}
END_TEST

Suite *suite_checks(void)
{
    TCase *tc = tcase_create("checks");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc, C01_electrons_that_did_not_converge_spoil_the_state);
    tcase_add_test(tc, C01_a_relaxation_that_was_cut_spoils_the_state);
    tcase_add_loop_test(tc, C04_another_frozen_set_is_a_warning, 0, 2);
    tcase_add_test(tc, C05_a_state_and_a_gas_hold_the_atoms_of_their_names);
    tcase_add_loop_test(tc, C19_a_jump_of_the_moment_is_a_note, 0, 2);
    Suite *suite = suite_create("energetics/checks");
    suite_add_tcase(suite, tc);
    return suite;
}
