#include <math.h>

#include "chem/constants.h"
#include "chepath.h"
#include "fixture.h"
#include "suites.h"

/* Two atoms on a spring along x: one vibration, nu = sqrt(k / mu) / (2 pi c). */
static const double spring_eV_A2[] = { 35.9, -35.9, -35.9, 35.9 };
static const size_t two_atoms[] = { 0, 1 };
static const unsigned char along_x[] = { 0, 0 };
static const chp_hessian spring = {
    .n = 2, .eV_A2 = spring_eV_A2, .atom = two_atoms, .axis = along_x
};

static double stretch_cm1(double m1_u, double m2_u)
{
    const double mass_u[] = { m1_u, m2_u };
    double mode_cm1[2];
    ck_assert(chp_modes_from_hessian(&spring, mass_u, mode_cm1, diag));
    ck_assert_double_lt(fabs(mode_cm1[1]), 0.01); // the translation
    return mode_cm1[0];
}

START_TEST(a_spring_swings_with_its_reduced_mass)
{
    double mu_kg = 1.008 / 2 * ATOMIC_MASS_KG, k_N_m = 35.9 * CHARGE_C * 1e20;
    double expected_cm1 =
        sqrt(k_N_m / mu_kg) / (2 * 3.14159265358979 * LIGHT_M_S * 100);
    ck_assert_double_eq_tol(stretch_cm1(1.008, 1.008), expected_cm1, 1e-8);
}
END_TEST

START_TEST(a_heavier_isotope_swings_slower)
{
    double ratio = stretch_cm1(1.008, 1.008) / stretch_cm1(2.016, 2.016);
    ck_assert_double_eq_tol(ratio, sqrt(2), 1e-12);
}
END_TEST

START_TEST(a_hilltop_gives_an_imaginary_mode_at_the_end)
{
    const double saddle_eV_A2[] = { -10, 0, 0, 20 };
    const chp_hessian h = {
        .n = 2, .eV_A2 = saddle_eV_A2, .atom = two_atoms, .axis = along_x
    };
    const double mass_u[] = { 1, 1 };
    double mode_cm1[2];
    ck_assert(chp_modes_from_hessian(&h, mass_u, mode_cm1, diag));
    ck_assert_double_gt(mode_cm1[0], 0);
    ck_assert_double_lt(mode_cm1[1], 0);
    ck_assert_double_eq_tol(mode_cm1[0] / -mode_cm1[1], sqrt(2), 1e-12);
}
END_TEST

Suite *suite_hessian(void)
{
    TCase *tc = tcase_create("hessian");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_test(tc, a_spring_swings_with_its_reduced_mass);
    tcase_add_test(tc, a_heavier_isotope_swings_slower);
    tcase_add_test(tc, a_hilltop_gives_an_imaginary_mode_at_the_end);
    Suite *suite = suite_create("chem/hessian");
    suite_add_tcase(suite, tc);
    return suite;
}
