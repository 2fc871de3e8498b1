#include <math.h>

#include "chepath.h"
#include "fixture.h"
#include "suites.h"
#include "thermo/molecules.h"

/* Ethane on Pt(111): the example in the documentation of ASE. */
static const double ethane_cm1[] = {
    3049.060670, 3040.796863, 3001.661338, 2997.961647, 2866.153162, 2750.855460,
    1436.792655, 1431.413595, 1415.952186, 1395.726300, 1358.412432, 1335.922737,
    1167.009954, 1142.126116, 1013.918680, 803.400098,  783.026031,  310.448278,
    136.112935,  112.939853,  103.926392,  77.262869,   60.278004,   25.825447,
};
enum { N_ETHANE = sizeof ethane_cm1 / sizeof *ethane_cm1 };

static const chp_hindered ethane_on_pt = {
    .barrier_translation_eV = 0.049313,
    .barrier_rotation_eV = 0.017675,
    .sites_cm2 = 1.5e15,
    .n_minima = 6,
    .symmetry_number = 1,
    .mass_u = 30.07,
    .inertia_u_A2 = 73.149,
};

static chp_thermo_options plain(void)
{
    chp_thermo_options o = chp_thermo_defaults();
    ck_assert(chp_low_modes_read("none", &o));
    return o;
}

static chp_thermo of(const chp_hindered *model)
{
    chp_thermo_options o = plain();
    chp_thermo t;
    ck_assert(chp_thermo_hindered(MODES(ethane_cm1, N_ETHANE), model, &o, &t, diag));
    return t;
}

START_TEST(ethane_slides_and_turns_as_in_ase)
{
    chp_thermo t = of(&ethane_on_pt);
    ck_assert_double_eq_tol(t.zpe_eV, 1.968911, 1e-6);
    ck_assert_double_eq_tol(t.thermal_eV, 0.049282 + 0.018050 + 0.076037, 2e-6);
    double S = 5.0744e-4 + 2.2867e-4 + 5.0044e-4 + 5.0438e-4;
    ck_assert_double_eq_tol(t.TS_eV / 298.15, S, 2e-8);
    ck_assert_double_eq_tol(t.zpe_eV + t.thermal_eV - t.TS_eV, 1.593224, 1e-6);
}
END_TEST

/* h nu_t and h nu_r / 2 of the model alone: 36.3375 and 34.3908 cm-1. */
START_TEST(a_frequency_follows_from_its_barrier)
{
    double stiff_cm1 = 0;
    for (int i = 0; i < N_ETHANE - 3; i++)
        stiff_cm1 += ethane_cm1[i];
    double model_cm1 = of(&ethane_on_pt).zpe_eV / 1.239841984332e-4 - stiff_cm1 / 2;
    ck_assert_double_eq_tol(model_cm1, 36.3375 + 34.3908 / 2, 1e-4);
    chp_hindered turns = ethane_on_pt; // four times the barrier, twice the frequency
    turns.barrier_rotation_eV *= 4;
    double stiffer_cm1 = of(&turns).zpe_eV / 1.239841984332e-4 - stiff_cm1 / 2;
    ck_assert_double_eq_tol(stiffer_cm1 - model_cm1, 34.3908 / 2, 1e-4);
}
END_TEST

/* e^(1/3) (1 bar / kT)^(2/3) on 1.5e15 sites per cm2. */
START_TEST(its_standard_coverage_is_about_a_hundredth)
{
    chp_hindered usual = ethane_on_pt;
    usual.sites_cm2 = 1e15;
    ck_assert_double_eq_tol(chp_hindered_coverage(&usual, 298.15), 0.012, 5e-4);
}
END_TEST

START_TEST(alike_arms_lower_the_entropy)
{
    chp_hindered threefold = ethane_on_pt;
    threefold.symmetry_number = 3;
    double kT_eV = 8.617333262145179e-5 * 298.15;
    ck_assert_double_eq_tol(of(&ethane_on_pt).TS_eV - of(&threefold).TS_eV,
                            kT_eV * log(3), 1e-12);
}
END_TEST

/* Far above the barriers' tops Bessel functions overflow unless they are scaled. */
START_TEST(high_barriers_give_finite_harmonic_values)
{
    chp_hindered high = ethane_on_pt;
    high.barrier_translation_eV = high.barrier_rotation_eV = 100;
    chp_thermo t = of(&high);
    ck_assert(isfinite(t.TS_eV) && isfinite(t.thermal_eV));

    chp_hindered higher = high;
    higher.barrier_rotation_eV = 400; // twice the frequency
    double dS_k = (t.TS_eV - of(&higher).TS_eV) / (8.617333262145179e-5 * 298.15);
    ck_assert_double_gt(dS_k, 0);
}
END_TEST

START_TEST(heat_capacity_is_the_slope_of_the_energy)
{
    chp_thermo_options o = plain();
    chp_thermo cold, hot;
    o.T_K = 297.15;
    ck_assert(chp_thermo_hindered(MODES(ethane_cm1, N_ETHANE), &ethane_on_pt, &o, &cold,
                                  diag));
    o.T_K = 299.15;
    ck_assert(chp_thermo_hindered(MODES(ethane_cm1, N_ETHANE), &ethane_on_pt, &o, &hot,
                                  diag));
    ck_assert_double_eq_tol((hot.thermal_eV - cold.thermal_eV) / 2,
                            of(&ethane_on_pt).heat_capacity_eV_K, 1e-9);
}
END_TEST

START_TEST(a_model_without_a_barrier_is_refused)
{
    chp_hindered flat = ethane_on_pt;
    flat.barrier_rotation_eV = 0;
    chp_thermo_options o = plain();
    chp_thermo t;
    ck_assert(!chp_thermo_hindered(MODES(ethane_cm1, N_ETHANE), &flat, &o, &t, diag));
    ck_assert(!chp_thermo_hindered(MODES(ethane_cm1, 2), &ethane_on_pt, &o, &t, diag));
}
END_TEST

Suite *suite_hindered(void)
{
    TCase *tc = tcase_create("hindered");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_test(tc, ethane_slides_and_turns_as_in_ase);
    tcase_add_test(tc, a_frequency_follows_from_its_barrier);
    tcase_add_test(tc, its_standard_coverage_is_about_a_hundredth);
    tcase_add_test(tc, alike_arms_lower_the_entropy);
    tcase_add_test(tc, high_barriers_give_finite_harmonic_values);
    tcase_add_test(tc, heat_capacity_is_the_slope_of_the_energy);
    tcase_add_test(tc, a_model_without_a_barrier_is_refused);
    Suite *suite = suite_create("thermo/hindered");
    suite_add_tcase(suite, tc);
    return suite;
}
