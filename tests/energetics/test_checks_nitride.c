/* C26: a nitride and its vacancy. */
#include "energetics/trial.h"

#include <string.h>

/* A layer of TiN, two formula units: what is above its first N, which V lacks. The
 * energies are the levels of test vector T8 with N2 -16.6, H2 -7 and NH3 -18.97 eV, so
 * that the cycle costs -0.34 eV; VE11 to VE22 lie at 0.35, 0.25 and 0.20 eV. */
static const struct {
    const char *state;
    int n_N, n_H;
    double E_eV;
    const char *nitrogen, *hydrogen;
} nitride[] = {
    { "L0", 2, 0, -100.00, "2.1 0 2\n", "" },
    { "L1", 2, 1, -103.30, "2.1 0 2\n", "2.1 0 3.0\n" },
    { "L2", 2, 2, -106.75, "2.1 0 2\n", "1.5 0 2.8\n2.7 0 2.8\n" },
    { "L3", 2, 3, -110.40, "2.1 0 2.4\n", "1.4 0 3.0\n2.8 0 3.0\n2.1 0.8 3.0\n" },
    { "V", 1, 0, -90.93, "", "" },
    { "VE00", 3, 0, -107.98, "2.1 0 2.1\n2.1 0 3.3\n", "" },
    { "VE01", 3, 1, -111.18, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n" },
    { "VE02", 3, 2, -114.83, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n1.3 0 3.9\n" },
    { "VE11", 3, 2, -114.78, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n2.9 0 2.4\n" },
    { "VE12", 3, 3, -118.38, "2.1 0 2.1\n2.1 0 3.3\n",
      "2.9 0 3.9\n1.3 0 3.9\n2.9 0 2.4\n" },
    { "VE22", 3, 4, -121.93, "2.1 0 2.1\n2.1 0 3.3\n",
      "2.9 0 3.9\n1.3 0 3.9\n2.9 0 2.4\n1.3 0 2.4\n" },
};
enum { N_NITRIDE = sizeof nitride / sizeof *nitride };

/* `n_Ti` and `second_N` are of the vacancy, 2 and there when it is a sound one. */
static void make_nitride(size_t i, double shift_eV, int n_Ti, bool has_second)
{
    bool is_vacancy = strcmp(nitride[i].state, "V") == 0;
    n_Ti = is_vacancy ? n_Ti : 2;
    has_second |= !is_vacancy;
    int n_N = nitride[i].n_N - !has_second;
    const char *path = arena_print(&trial.a, "TiN/%s", nitride[i].state);
    const char *counts = arena_print(&trial.a, "%d", n_Ti);
    if (n_N > 0)
        counts = arena_print(&trial.a, "%s %d", counts, n_N);
    if (nitride[i].n_H > 0)
        counts = arena_print(&trial.a, "%s %d", counts, nitride[i].n_H);
    trial_file(
        arena_print(&trial.a, "%s/CONTCAR", path),
        str_of(arena_print(&trial.a,
                           "made up\n1.0\n4.2 0 0\n0 4.2 0\n0 0 20\nTi%s%s\n"
                           "%s\nCartesian\n0 0 2\n%s%s%s%s",
                           n_N > 0 ? " N" : "", nitride[i].n_H > 0 ? " H" : "", counts,
                           n_Ti > 1 ? "2.1 2.1 2\n" : "", has_second ? "0 2.1 2\n" : "",
                           nitride[i].nitrogen, nitride[i].hydrogen)));
    trial_oszicar(path, nitride[i].E_eV + shift_eV);
}

static const chp_outcome *run_nitride(double of_L1_eV, int n_Ti, bool has_second)
{
    for (size_t i = 0; i < N_NITRIDE; i++)
        make_nitride(i, i == 1 ? of_L1_eV : 0, n_Ti, has_second);
    const char *paths[] = {
        trial.folder,
        trial_file("gas.csv",
                   STR("catalyst,state,G\n,N2,-16.6\n,H2,-7\n,NH3,-18.97\n")),
    };
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "nrr-mvk");
    return trial_run_all(paths, 2);
}

/* L1 at 0.20 eV as in T8, and at 0.40 eV: then the way into the cycle that closes at L2
 * is the dearest, and no part of it. */
START_TEST(C26_the_cycles_close_and_activation_stands_apart)
{
    static const double of_L1_eV[] = { 0, 0.20 };
    const chp_outcome *o = run_nitride(of_L1_eV[_i], 2, true);
    const chp_profile *distal = profile_of(&o->catalysts[0], "mvk-distal");
    const chp_profile *other = profile_of(&o->catalysts[0], "mvk-alternating");
    ck_assert(!trial_says_as(CHP_ERROR, "C26", ""));
    ck_assert(!trial_says_as(CHP_ERROR, "C05", ""));
    ck_assert_double_eq_tol(distal->U_L_V, _i == 0 ? -0.30 : -0.40, 1e-6);
    ck_assert_double_eq_tol(distal->dG_chem_eV, 0.50, 1e-6);
    ck_assert_double_eq_tol(distal->U_eq_implied_V, 0.34 / 6, 1e-6);
    ck_assert(!distal->U_L_activation_V.known);
    ck_assert_double_eq_tol(other->U_L_V, -0.30, 1e-6);
    ck_assert_double_eq_tol(other->U_eq_implied_V, 0.34 / 6, 1e-6);
    ck_assert_double_eq_tol(other->U_L_activation_V.value, -0.20 - of_L1_eV[_i], 1e-6);
}
END_TEST

START_TEST(C26_a_vacancy_lacks_one_nitrogen_and_nothing_else)
{
    const chp_outcome *o = run_nitride(0, _i == 0 ? 1 : 2, _i == 0);
    ck_assert(trial_says_as(CHP_ERROR, "C26", "V of TiN holds "));
    ck_assert_str_eq(profile_of(&o->catalysts[0], "mvk-distal")->spoilt[0], "V");
}
END_TEST

Suite *suite_checks_nitride(void)
{
    TCase *tc = tcase_create("nitride");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, C26_the_cycles_close_and_activation_stands_apart, 0, 2);
    tcase_add_loop_test(tc, C26_a_vacancy_lacks_one_nitrogen_and_nothing_else, 0, 2);
    Suite *suite = suite_create("energetics/checks_nitride");
    suite_add_tcase(suite, tc);
    return suite;
}
