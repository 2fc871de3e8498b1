#include <math.h>

#include "energetics/trial.h"

static const chp_profile *run(const char *yaml)
{
    trial_set("reaction", "her");
    return &trial_study("chepath.yaml", yaml)->profiles[0];
}

/* --- test vector T12: A is the bare surface, B holds H ------------------------- */

#define BARE        "{E: 0, omega: {Omega0: 0, C: 0.50, U0: 0.20}}"
#define WITH(omega) "{E: 0.55, ZPE: 0, thermal: 0, TS: 0" omega "}"
#define STUDY(bare, H)                                                                 \
    "gases: {H2: {G: 0}}\n"                                                            \
    "catalysts: {cat: {states: {'*': " bare ", '*H': " H "}}}\n"

static const char t12[] =
    STUDY(BARE, WITH(", omega: {Omega0: 0.55, C: 0.60, U0: -0.10}"));

static const double dG_eV[] = { 0.557, 0.1245, -0.147 };

START_TEST(steps_at_constant_potential_are_those_of_T12)
{
    trial_set("potential", "0,-0.5,-0.8");
    const chp_profile *p = run(t12);
    ck_assert_ptr_nonnull(p->constant);
    for (int k = 0; k < 3; k++)
        ck_assert_double_eq_tol(p->constant->dG_eV[k], dG_eV[k], 1e-9);
}
END_TEST

START_TEST(the_limit_of_T12_lies_beside_that_of_che)
{
    const chp_profile *p = run(t12);
    ck_assert_double_eq_tol(p->U_L_V, -0.55, 1e-9);
    ck_assert(p->constant->has_limit);
    ck_assert_uint_eq(p->constant->n_roots, 1);
    ck_assert_double_eq_tol(p->constant->U_L_V, -0.638805, 5e-7);
    ck_assert_uint_eq(p->constant->pds, 0);
    ck_assert_ptr_null(p->constant->guessed[0]);
}
END_TEST

/* With C = 1 e/V of the bare surface, dG = 0.2 U^2 + 0.74 U + 0.567: uphill again below
 * the second root. */
START_TEST(a_window_has_its_limit_and_its_end)
{
    const chp_profile *p =
        run(STUDY("{E: 0, omega: {Omega0: 0, C: 1, U0: 0.20}}",
                  WITH(", omega: {Omega0: 0.55, C: 0.60, U0: -0.10}")));
    const double width_V = sqrt(0.74 * 0.74 - 4 * 0.2 * 0.567) / 0.4;
    ck_assert_uint_eq(p->constant->n_roots, 2);
    ck_assert(p->constant->has_limit);
    ck_assert_double_eq_tol(p->constant->U_L_V, -1.85 + width_V, 1e-9);
    ck_assert_double_eq_tol(p->constant->root_V[1], -1.85 - width_V, 1e-9);
}
END_TEST

START_TEST(what_is_uphill_at_every_potential_has_no_limit)
{
    const chp_profile *p =
        run(STUDY("{E: 0, omega: {Omega0: 0, C: 4, U0: 0.20}}",
                  WITH(", omega: {Omega0: 0.55, C: 0.60, U0: -0.10}")));
    ck_assert_uint_eq(p->constant->n_roots, 0);
    ck_assert(!p->constant->has_limit && !p->constant->starts_downhill);
}
END_TEST

/* On the RHE scale a base charges the surface by kT ln 10 pH more. */
START_TEST(pH_moves_the_surface_and_not_the_proton)
{
    trial_set("pH", "7");
    trial_set("potential", "0");
    const double U_SHE_V = -7 * 0.059159350;
    double bare = -0.25 * (U_SHE_V - 0.2) * (U_SHE_V - 0.2);
    double H = 0.55 - 0.30 * (U_SHE_V + 0.1) * (U_SHE_V + 0.1);
    ck_assert_double_eq_tol(run(t12)->constant->dG_eV[0], H - bare, 1e-7);
}
END_TEST

START_TEST(without_capacitance_it_is_che)
{
    const chp_profile *p = run(STUDY("{E: 0, omega: {Omega0: 0, C: 0, U0: 0}}",
                                     WITH(", omega: {Omega0: 0.55, C: 0, U0: 0}")));
    ck_assert_double_eq_tol(p->constant->U_L_V, p->U_L_V, 1e-9);
}
END_TEST

START_TEST(C24_one_state_without_charged_runs_is_told)
{
    ck_assert_ptr_null(run(STUDY(BARE, WITH("")))->constant);
    ck_assert(trial_says("C24", "*H"));
}
END_TEST

START_TEST(C24_a_grand_potential_needs_the_energy)
{
    const chp_profile *p =
        run(STUDY(BARE, "{G: 0.55, omega: {Omega0: 0.55, C: 0.60, U0: -0.10}}"));
    ck_assert_ptr_null(p->constant);
    ck_assert(trial_says("C24", "no energy"));
}
END_TEST

START_TEST(a_parabola_is_given_whole)
{
    trial_run(trial_file("chepath.yaml",
                         STR(STUDY(BARE, WITH(", omega: {Omega0: 0.55, U0: -0.10}")))));
    ck_assert(trial_says("yaml", "omega has no C"));
}
END_TEST

START_TEST(other_studies_stay_as_they_are)
{
    ck_assert_ptr_null(run(STUDY("{E: 0}", WITH("")))->constant);
    ck_assert(!trial_says("C24", ""));
}
END_TEST

Suite *suite_constant(void)
{
    Suite *s = suite_create("energetics/constant");
    TCase *t = tcase_create("constant potential");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, steps_at_constant_potential_are_those_of_T12);
    tcase_add_test(t, the_limit_of_T12_lies_beside_that_of_che);
    tcase_add_test(t, a_window_has_its_limit_and_its_end);
    tcase_add_test(t, what_is_uphill_at_every_potential_has_no_limit);
    tcase_add_test(t, pH_moves_the_surface_and_not_the_proton);
    tcase_add_test(t, without_capacitance_it_is_che);
    tcase_add_test(t, C24_one_state_without_charged_runs_is_told);
    tcase_add_test(t, C24_a_grand_potential_needs_the_energy);
    tcase_add_test(t, a_parabola_is_given_whole);
    tcase_add_test(t, other_studies_stay_as_they_are);
    suite_add_tcase(s, t);
    return s;
}
