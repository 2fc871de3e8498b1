#include <math.h>

#include "chepath.h"
#include "fixture.h"
#include "suites.h"

/* Two states and the step A + (H+ + e-) -> B; worked out by hand. */
static const chp_charged_step step = {
    .a = { .omega0_eV = 0, .capacitance_e_V = 0.50, .U0_V = 0.20 },
    .b = { .omega0_eV = 0.55, .capacitance_e_V = 0.60, .U0_V = -0.10 },
    .n_H = 1,
    .pH = 0,
    .T_K = 298.15,
};

static const struct {
    double U_V, dG_eV;
} potentials[] = { { 0, 0.557 }, { -0.5, 0.1245 }, { -0.8, -0.147 } };

START_TEST(a_step_is_curved_in_the_potential)
{
    ck_assert_double_eq_tol(chp_charged_step_dG_eV(&step, potentials[_i].U_V),
                            potentials[_i].dG_eV, 1e-12);
}
END_TEST

START_TEST(the_limiting_potential_is_a_root)
{
    double roots_V[CHP_CHARGED_MOST_ROOTS];
    ck_assert_uint_eq(chp_charged_path_roots(&step, 1, -1.5, 0.5, roots_V), 1);
    ck_assert_double_eq_tol(roots_V[0], -0.638805, 5e-7);
}
END_TEST

START_TEST(without_capacitance_the_potential_is_that_of_che)
{
    chp_charged_step flat = step;
    flat.a.capacitance_e_V = flat.b.capacitance_e_V = 0;
    double roots_V[CHP_CHARGED_MOST_ROOTS];
    ck_assert_uint_eq(chp_charged_path_roots(&flat, 1, -1.5, 0.5, roots_V), 1);
    ck_assert_double_eq_tol(roots_V[0], -0.55, 1e-12);
}
END_TEST

/* With C_A = 1 e/V, dG = 0.2 U^2 + 0.74 U + 0.567: downhill between its roots alone. */
START_TEST(every_root_of_a_curved_path_is_listed)
{
    chp_charged_step hollow = step;
    hollow.a.capacitance_e_V = 1;
    double roots_V[CHP_CHARGED_MOST_ROOTS];
    ck_assert_uint_eq(chp_charged_path_roots(&hollow, 1, -3, 3, roots_V), 2);
    double root = sqrt(0.74 * 0.74 - 4 * 0.2 * 0.567);
    ck_assert_double_eq_tol(roots_V[0], (-0.74 + root) / 0.4, 1e-10);
    ck_assert_double_eq_tol(roots_V[1], (-0.74 - root) / 0.4, 1e-10);
    hollow.a.capacitance_e_V = 4; // uphill at every potential
    ck_assert_uint_eq(chp_charged_path_roots(&hollow, 1, -3, 3, roots_V), 0);
}
END_TEST

START_TEST(pH_moves_the_surface_not_the_proton)
{
    chp_charged_step basic = step;
    basic.pH = 14;
    double shift_V = 0.059159350 * 14;
    double expected = chp_grand_potential_at(&step.b, -0.3 - shift_V) -
                      chp_grand_potential_at(&step.a, -0.3 - shift_V) - 0.3;
    ck_assert_double_eq_tol(chp_charged_step_dG_eV(&basic, -0.3), expected, 1e-8);
}
END_TEST

/* A surface of known capacitance, as a solvation code would print it: mu follows from
 * N - N0 = -C (U - U0), and phi is taken off the Fermi level. */
static chp_charged_run run(double extra, double phi_eV)
{
    const double C = 0.8, U0_V = 0.3, omega0_eV = -300, absolute_V = 4.44;
    double U_V = U0_V - extra / C, mu_eV = -U_V - absolute_V;
    double omega_eV = omega0_eV - C * (U_V - U0_V) * (U_V - U0_V) / 2;
    return (chp_charged_run){
        .extra_electrons = extra,
        .energy_eV = omega_eV + mu_eV * extra - phi_eV * extra,
        .fermi_eV = mu_eV - phi_eV,
        .shift_eV = phi_eV,
        .has_shift = true,
    };
}

static const double charges[] = { -1, -0.5, 0, 0.5, 1 };
enum { N_RUNS = 5 };

static void runs_of(chp_charged_run *runs, double phi_eV)
{
    for (int i = 0; i < N_RUNS; i++)
        runs[i] = run(charges[i], phi_eV * (1 + 0.1 * charges[i]));
}

START_TEST(a_surface_gets_back_its_capacitance)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    runs_of(runs, 2.7);
    ck_assert(chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    ck_assert(chp_grand_potential_fit(points, N_RUNS, 2, &g, diag));
    ck_assert_double_eq_tol(g.capacitance_e_V, 0.8, 1e-10);
    ck_assert_double_eq_tol(g.U0_V, 0.3, 1e-10);
    ck_assert_double_eq_tol(g.omega0_eV, -300, 1e-9);
    ck_assert_double_eq_tol(g.r_squared, 1, 1e-9);
    ck_assert(!chp_grand_potential_is_guessed(&g, 1.7));
    ck_assert(chp_grand_potential_is_guessed(&g, 1.8));
}
END_TEST

START_TEST(the_other_absolute_scale_moves_every_potential)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point usual[N_RUNS], other[N_RUNS];
    runs_of(runs, 2.7);
    ck_assert(chp_charged_points(runs, N_RUNS, 4.44, usual, diag));
    ck_assert(chp_charged_points(runs, N_RUNS, 4.60, other, diag));
    ck_assert_double_eq_tol(usual[2].U_SHE_V - other[2].U_SHE_V, 0.16, 1e-12);
}
END_TEST

START_TEST(C24_a_wrong_sign_of_the_shift_is_found)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    runs_of(runs, 2.7);
    for (int i = 0; i < N_RUNS; i++)
        runs[i].shift_eV = -runs[i].shift_eV;
    ck_assert(!chp_charged_points(runs, 2, 4.44, points, diag)); // far from any SHE
    ck_assert(!chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "C24");
    ck_assert_str_eq(chp_diag_get(diag, 1)->code, "C24");
}
END_TEST

START_TEST(a_missing_alignment_is_refused)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    runs_of(runs, 2.7);
    runs[3].has_shift = false;
    ck_assert(!chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->fact, "a charged run without FERMI_SHIFT");
}
END_TEST

static chp_fact told(double value)
{
    return (chp_fact){ .value = value, .known = true };
}

START_TEST(a_run_tells_its_extra_electrons)
{
    chp_calc calc = { .path = "run",
                      .charge_e = told(-0.5),
                      .e_fermi_eV = told(-3.7),
                      .fermi_shift_eV = told(1.2) };
    chp_charged_run found;
    ck_assert(!chp_charged_run_of(&calc, &found, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->fact, "the run does not tell its energy");
    calc.energies.sigma0_eV = told(-600);
    ck_assert(chp_charged_run_of(&calc, &found, diag));
    ck_assert_double_eq(found.extra_electrons, 0.5);
    ck_assert(found.has_shift);
}
END_TEST

START_TEST(points_rise_whatever_the_order_of_the_runs)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    runs_of(runs, 2.7);
    chp_charged_run first = runs[0];
    runs[0] = runs[3];
    runs[3] = first;
    ck_assert(chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    for (int i = 0; i < N_RUNS; i++)
        ck_assert_double_eq(points[i].extra_electrons, charges[i]);
}
END_TEST

START_TEST(C24_runs_of_one_charge_are_no_two_points)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    runs_of(runs, 2.7);
    runs[3] = runs[1];
    runs[1].path = "one";
    runs[3].path = "other";
    ck_assert(!chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    ck_assert_ptr_nonnull(
        strstr(chp_diag_get(diag, 0)->fact, "the same number of electrons, -0.5"));
}
END_TEST

START_TEST(two_charges_make_no_parabola)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    runs_of(runs, 2.7);
    ck_assert(chp_charged_points(runs, 2, 4.44, points, diag));
    ck_assert(!chp_grand_potential_fit(points, 2, 2, &g, diag));
}
END_TEST

/* A surface whose capacitance rises with the potential: points of (3) itself. */
#define SLOPE_E_V2 0.3

static chp_charged_point curved_point(double U_V)
{
    const double C = 0.8, U0_V = 0.3, omega0_eV = -300, u = U_V - U0_V;
    return (chp_charged_point){
        .U_SHE_V = U_V,
        .omega_eV = omega0_eV - C / 2 * u * u - SLOPE_E_V2 / 6 * u * u * u,
    };
}

static const double sampled_V[] = { -0.9, -0.2, 0.3, 0.7, 1.1 };

START_TEST(a_cubic_finds_how_the_capacitance_changes)
{
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    for (int i = 0; i < N_RUNS; i++)
        points[i] = curved_point(sampled_V[i]);
    size_t n = (size_t)_i; // four are enough, and one more changes nothing
    ck_assert(chp_grand_potential_fit(points, n, 3, &g, diag));
    ck_assert_double_eq_tol(g.omega0_eV, -300, 1e-9);
    ck_assert_double_eq_tol(g.capacitance_e_V, 0.8, 1e-9);
    ck_assert_double_eq_tol(g.capacitance_slope_e_V2, SLOPE_E_V2, 1e-9);
    ck_assert_double_eq_tol(g.U0_V, 0.3, 1e-9);
    ck_assert_double_eq_tol(chp_grand_potential_at(&g, -0.6),
                            curved_point(-0.6).omega_eV, 1e-9);
    ck_assert(chp_grand_potential_fit(points, n, 2, &g, diag));
    ck_assert_double_gt(g.worst_eV, 1e-3);
}
END_TEST

START_TEST(a_cubic_through_a_parabola_is_the_parabola)
{
    chp_charged_run runs[N_RUNS];
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    runs_of(runs, 2.7);
    ck_assert(chp_charged_points(runs, N_RUNS, 4.44, points, diag));
    ck_assert(chp_grand_potential_fit(points, N_RUNS, 3, &g, diag));
    ck_assert_double_eq_tol(g.capacitance_slope_e_V2, 0, 1e-9);
    ck_assert_double_eq_tol(g.capacitance_e_V, 0.8, 1e-9);
}
END_TEST

START_TEST(three_charges_make_no_cubic)
{
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    for (int i = 0; i < N_RUNS; i++)
        points[i] = curved_point(sampled_V[i]);
    ck_assert(!chp_grand_potential_fit(points, 3, 3, &g, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->fact, "3 charges, but a cubic needs four");
}
END_TEST

/* C + C' (U - U0) = 0.8 + 0.3 (U - 0.3) is zero at -2.367 V: 0.2 V below -2.2 V. */
START_TEST(C24_a_capacitance_that_ends_is_no_hill)
{
    chp_charged_point points[N_RUNS];
    chp_grand_potential g;
    for (int i = 0; i < N_RUNS; i++)
        points[i] = curved_point(sampled_V[i]);
    points[0] = curved_point(-2.1);
    ck_assert(chp_grand_potential_fit(points, N_RUNS, 3, &g, diag));
    points[0] = curved_point(-2.2);
    ck_assert(!chp_grand_potential_fit(points, N_RUNS, 3, &g, diag));
}
END_TEST

/* 1 e/V on 1 Å^2 is 1602.18 uF/cm2. */
START_TEST(a_capacitance_has_an_area)
{
    ck_assert_double_eq_tol(chp_capacitance_uF_cm2(1, 1), 1602.18, 5e-3);
}
END_TEST

Suite *suite_grand_canonical(void)
{
    TCase *tc = tcase_create("grand canonical");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, a_step_is_curved_in_the_potential, 0,
                        sizeof potentials / sizeof *potentials);
    tcase_add_test(tc, the_limiting_potential_is_a_root);
    tcase_add_test(tc, without_capacitance_the_potential_is_that_of_che);
    tcase_add_test(tc, every_root_of_a_curved_path_is_listed);
    tcase_add_test(tc, pH_moves_the_surface_not_the_proton);
    tcase_add_test(tc, a_surface_gets_back_its_capacitance);
    tcase_add_test(tc, the_other_absolute_scale_moves_every_potential);
    tcase_add_test(tc, C24_a_wrong_sign_of_the_shift_is_found);
    tcase_add_test(tc, a_missing_alignment_is_refused);
    tcase_add_test(tc, a_run_tells_its_extra_electrons);
    tcase_add_test(tc, points_rise_whatever_the_order_of_the_runs);
    tcase_add_test(tc, C24_runs_of_one_charge_are_no_two_points);
    tcase_add_test(tc, two_charges_make_no_parabola);
    tcase_add_loop_test(tc, a_cubic_finds_how_the_capacitance_changes, 4, N_RUNS + 1);
    tcase_add_test(tc, a_cubic_through_a_parabola_is_the_parabola);
    tcase_add_test(tc, three_charges_make_no_cubic);
    tcase_add_test(tc, C24_a_capacitance_that_ends_is_no_hill);
    tcase_add_test(tc, a_capacitance_has_an_area);
    Suite *suite = suite_create("thermo/grand_canonical");
    suite_add_tcase(suite, tc);
    return suite;
}
