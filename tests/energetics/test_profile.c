#include "energetics/profile.h"

#include <math.h>

#include "suites.h"

static arena a;

static void setup(void)
{
    a = (arena){ 0 };
}

static void teardown(void)
{
    arena_clear(&a);
}

/* A path from its levels; n_e of each step, 0 for a chemical one. */
static chp_profile path(const double *level_eV, const int *n_e, size_t n)
{
    chp_profile_step *steps = arena_new(&a, chp_profile_step, n);
    for (size_t i = 0; i < n; i++)
        steps[i] = (chp_profile_step){ .from = "a",
                                       .to = "b",
                                       .n_e = n_e[i],
                                       .n_H = n_e[i],
                                       .dG0_eV = level_eV[i + 1] - level_eV[i] };
    return (chp_profile){ .n_steps = n, .steps = steps };
}

static const potential at_zero_and_limit[] = { { POTENTIAL_NUMBER, 0 },
                                               { POTENTIAL_UL, 0 },
                                               { POTENTIAL_UEQ, 0 } };

static chp_profile judged(const double *level_eV, const int *n_e, size_t n,
                          bool is_oxidation, double U_eq_V)
{
    chp_profile p = path(level_eV, n_e, n);
    profile_judge(&a, &p,
                  &(profile_terms){ .is_oxidation = is_oxidation,
                                    .U_eq_V = { U_eq_V, true, { 0 } },
                                    .n_potentials = 3,
                                    .potentials = at_zero_and_limit,
                                    .co_limiting_eV = 0.05 });
    return p;
}

/* The network of test vector T7: four of its paths, by their levels at U = 0. */
static const struct {
    const char *name;
    double level_eV[9];
    double U_L_V;
    size_t pds;
} t7[] = {
    { "distal", { 0, -0.35, 0.15, 0.05, -0.60, -1.20, -1.35, -1.05, -0.34 }, -0.50, 1 },
    { "alternating",
      { 0, -0.35, 0.15, 0.40, 0.20, -0.30, -1.35, -1.05, -0.34 },
      -0.50,
      1 },
    { "enzymatic alternating",
      { 0, -0.10, 0.45, 0.10, -0.15, -0.55, -1.35, -1.05, -0.34 },
      -0.55,
      1 },
    { "enzymatic consecutive",
      { 0, -0.10, 0.45, 0.30, -0.60, -1.20, -1.35, -1.05, -0.34 },
      -0.55,
      1 },
};
static const int nrr[] = { 0, 1, 1, 1, 1, 1, 1, 0 };

START_TEST(the_paths_of_T7_have_their_limits)
{
    chp_profile p = judged(t7[_i].level_eV, nrr, 8, false, 0.057);
    ck_assert_double_eq_tol(p.U_L_V, t7[_i].U_L_V, 1e-9);
    ck_assert_uint_eq(p.pds, t7[_i].pds);
    ck_assert_uint_eq(p.pcs, 7);
    ck_assert_double_eq_tol(p.dG_chem_eV, 0.71, 1e-9);
    ck_assert_double_eq_tol(p.U_eq_implied_V, 0.34 / 6, 1e-9);
    ck_assert_double_eq_tol(p.eta_implied_V, 0.34 / 6 - t7[_i].U_L_V, 1e-9);
    ck_assert_double_eq_tol(p.eta_V, 0.057 - t7[_i].U_L_V, 1e-9);
}
END_TEST

START_TEST(the_spans_of_T7_are_those_of_the_last_steps)
{
    chp_profile p = judged(t7[0].level_eV, nrr, 8, false, 0.057);
    ck_assert_double_eq_tol(p.at[0].span_eV, 1.01, 1e-9);
    ck_assert_uint_eq(p.at[0].span_from, 6);
    ck_assert_uint_eq(p.at[0].span_to, 8);
    ck_assert_double_eq_tol(p.at[1].span_eV, 0.71, 1e-9);
    ck_assert_uint_eq(p.at[1].span_from, 7);
    ck_assert_str_eq(p.at[1].word, "U_L");
    ck_assert_uint_eq(p.at[1].limiting, 7);
}
END_TEST

/* T7 turns round: *NH2 at -1.35 eV to the *NNH of the next turn, 0.15 - 0.34 eV. */
START_TEST(the_span_reaches_into_the_next_turn)
{
    chp_profile p = judged(t7[0].level_eV, nrr, 8, false, 0.057);
    ck_assert(p.at[0].has_cyclic);
    ck_assert_double_eq_tol(p.at[0].cyclic_eV, 0.15 - 0.34 + 1.35, 1e-9);
    ck_assert_uint_eq(p.at[0].cyclic_from, 6);
    ck_assert_uint_eq(p.at[0].cyclic_to, 2);
    ck_assert_double_eq_tol(p.at[1].cyclic_eV, 0.71, 1e-9); // and to *, all the same
}
END_TEST

START_TEST(the_levels_of_T7_shift_with_the_electrons)
{
    static const double at_limit_eV[] = { 0,     -0.35, -0.35, -0.95, -2.10,
                                          -3.20, -3.85, -4.05, -3.34 };
    chp_profile p = judged(t7[0].level_eV, nrr, 8, false, 0.057);
    for (int i = 0; i < 9; i++)
        ck_assert_double_eq_tol(p.level_eV[9 + i], at_limit_eV[i], 1e-9);
}
END_TEST

START_TEST(merging_the_last_two_steps_of_T7_makes_a_false_limit)
{
    static const double level_eV[] = {
        0, -0.35, 0.15, 0.05, -0.60, -1.20, -1.35, -0.34
    };
    chp_profile p = judged(level_eV, nrr, 7, false, 0.057);
    ck_assert_double_eq_tol(p.U_L_V, -1.01, 1e-9);
    ck_assert_uint_eq(p.pds, 6);
}
END_TEST

START_TEST(a_lattice_mechanism_closes_at_its_nitride)
{
    // T8: L0 L1 L2 L3 V VE00 VE01 VE02 L0
    static const double level_eV[] = { 0,    0.20, 0.25, 0.10, 0.60,
                                       0.15, 0.45, 0.30, -0.34 };
    static const int n_e[] = { 1, 1, 1, 0, 0, 1, 1, 1 };
    chp_profile p = judged(level_eV, n_e, 8, false, 0.057);
    ck_assert_double_eq_tol(p.U_L_V, -0.30, 1e-9);
    ck_assert_uint_eq(p.pds, 5);
    ck_assert_uint_eq(p.pcs, 3);
    ck_assert_double_eq_tol(p.dG_chem_eV, 0.50, 1e-9);
    ck_assert_double_eq_tol(p.at[0].span_eV, 0.60, 1e-9);
    ck_assert_uint_eq(p.at[0].span_to, 4);
    ck_assert_double_eq_tol(p.at[1].span_eV, 0.50, 1e-9);
}
END_TEST

START_TEST(an_oxidation_is_limited_from_below)
{
    // four steps that give off an electron each, 4.92 eV in all
    static const double level_eV[] = { 0, 1.10, 2.70, 3.90, 4.92 };
    static const int n_e[] = { -1, -1, -1, -1 };
    chp_profile p = judged(level_eV, n_e, 4, true, 1.229);
    ck_assert_double_eq_tol(p.U_L_V, 1.60, 1e-9);
    ck_assert_uint_eq(p.pds, 1);
    ck_assert_double_eq_tol(p.eta_V, 0.371, 1e-9);
    ck_assert_double_eq_tol(p.U_eq_implied_V, 1.23, 1e-9);
    ck_assert_str_eq(p.verdict, "all steps downhill at U >= 1.60 V");
}
END_TEST

START_TEST(a_path_read_backwards_has_the_same_step_at_its_limit)
{
    static const double forth_eV[] = { 0, -1.02, -2.22, -3.82, -4.92 };
    static const double back_eV[] = { 0, 1.10, 2.70, 3.90, 4.92 };
    static const int reduce[] = { 1, 1, 1, 1 }, oxidise[] = { -1, -1, -1, -1 };
    chp_profile orr = judged(forth_eV, reduce, 4, false, 1.229);
    chp_profile oer = judged(back_eV, oxidise, 4, true, 1.229);
    ck_assert_double_eq_tol(orr.U_eq_implied_V, oer.U_eq_implied_V, 1e-9);
    ck_assert_double_le(orr.U_L_V, orr.U_eq_implied_V);
    ck_assert_double_ge(oer.U_L_V, oer.U_eq_implied_V);
}
END_TEST

START_TEST(a_positive_limiting_potential_is_not_clipped)
{
    static const double level_eV[] = { 0, -0.30, -0.80 };
    static const int n_e[] = { 1, 1 };
    chp_profile p = judged(level_eV, n_e, 2, false, 0.4);
    ck_assert_double_eq_tol(p.U_L_V, 0.30, 1e-9);
    ck_assert_double_eq_tol(p.eta_V, 0.10, 1e-9);
}
END_TEST

START_TEST(a_step_of_two_electrons_counts_half)
{
    static const double level_eV[] = { 0, 0.80, 1.25 };
    static const int n_e[] = { 2, 1 };
    chp_profile p = judged(level_eV, n_e, 2, false, 0);
    ck_assert_double_eq_tol(p.U_L_V, -0.45, 1e-9);
    ck_assert_uint_eq(p.pds, 1);
    ck_assert_uint_eq(p.n_co_limiting, 1); // 0.40 lies within 0.05
    ck_assert_uint_eq(p.co_limiting[0], 0);
}
END_TEST

START_TEST(of_equal_steps_the_first_is_the_PDS_and_the_other_co_limiting)
{
    static const double level_eV[] = { 0, 0.40, 0.10, 0.50 };
    static const int n_e[] = { 1, 1, 1 };
    chp_profile p = judged(level_eV, n_e, 3, false, 0);
    ck_assert_uint_eq(p.pds, 0);
    ck_assert_uint_eq(p.n_co_limiting, 1);
    ck_assert_uint_eq(p.co_limiting[0], 2);
}
END_TEST

/* A step that gives off an electron in a reduction: nitrate that adsorbs. */
START_TEST(electrons_of_both_signs_leave_a_window)
{
    static const double level_eV[] = { 0, -0.30, 0.10 };
    static const int n_e[] = { -1, 1 };
    chp_profile p = judged(level_eV, n_e, 2, false, 0);
    ck_assert(p.has_window);
    ck_assert_double_eq_tol(p.window_low_V, -0.30, 1e-9);
    ck_assert_double_eq_tol(p.window_high_V, -0.40, 1e-9);
    ck_assert_str_eq(p.verdict, "no potential makes every step downhill: U <= -0.40 V "
                                "and U >= -0.30 V exclude each other");
}
END_TEST

START_TEST(a_path_without_electrons_has_no_limit)
{
    static const double level_eV[] = { 0, 0.40, -0.10 };
    static const int n_e[] = { 0, 0 };
    chp_profile p = judged(level_eV, n_e, 2, false, 0);
    ck_assert(!p.has_limit && !p.has_implied);
    ck_assert_double_eq_tol(p.dG_chem_eV, 0.40, 1e-9);
    ck_assert_uint_eq(p.n_potentials, 2); // U_L is none
}
END_TEST

/* (1.13) for random paths: eta by the path's own energies is bounded from below. */
START_TEST(the_overpotential_has_its_lower_bound)
{
    unsigned seed = (unsigned)_i * 7919 + 1;
    double level_eV[9] = { 0 };
    int n_e[8];
    for (int i = 0; i < 8; i++) {
        seed = seed * 1103515245 + 12345;
        level_eV[i + 1] = level_eV[i] + (double)((seed >> 16) % 2000) / 1000 - 1;
        n_e[i] = (seed >> 8) % 3 > 0 || i == 0;
    }
    chp_profile p = judged(level_eV, n_e, 8, false, 0);
    ck_assert_double_ge(p.eta_implied_V, profile_least_eta_V(&p) - 1e-9);
}
END_TEST

/* An anion that binds weakly: eta is below zero without a chemical step, and no
 * potential works. 1.0 - 0.8 - 0.8 = -0.6 eV for one electron, U_eq 0.6 V, U_L 0.8 V.
 */
START_TEST(electrons_given_off_on_the_way_lower_the_bound)
{
    static const double level_eV[] = { 0, 1.0, 0.2, -0.6 };
    static const int n_e[] = { -1, 1, 1 };
    chp_profile p = judged(level_eV, n_e, 3, false, 0);
    ck_assert_double_eq_tol(p.eta_implied_V, -0.2, 1e-9);
    ck_assert_double_eq_tol(profile_least_eta_V(&p), -0.2, 1e-9);
    ck_assert(p.has_window && p.window_low_V > p.window_high_V);
}
END_TEST

START_TEST(activation_stands_beside_the_cycle)
{
    static const double level_eV[] = { 0, 0.90, 0.70, 0.95, 0.36 };
    static const int n_e[] = { 1, 1, 1, 1 };
    chp_profile p = path(level_eV, n_e, 4);
    ((chp_profile_step *)p.steps)[0].is_activation = true;
    profile_judge(
        &a, &p, &(profile_terms){ .potentials = at_zero_and_limit, .n_potentials = 1 });
    ck_assert_double_eq_tol(p.U_L_V, -0.25, 1e-9);
    ck_assert_double_eq_tol(profile_activation_V(&p, false).value, -0.90, 1e-9);
    ck_assert_double_eq_tol(p.at[0].span_eV, 0.25, 1e-9); // not from level 0
}
END_TEST

Suite *suite_profile(void)
{
    TCase *tc = tcase_create("profile");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, the_paths_of_T7_have_their_limits, 0,
                        sizeof t7 / sizeof *t7);
    tcase_add_test(tc, the_spans_of_T7_are_those_of_the_last_steps);
    tcase_add_test(tc, the_levels_of_T7_shift_with_the_electrons);
    tcase_add_test(tc, merging_the_last_two_steps_of_T7_makes_a_false_limit);
    tcase_add_test(tc, a_lattice_mechanism_closes_at_its_nitride);
    tcase_add_test(tc, an_oxidation_is_limited_from_below);
    tcase_add_test(tc, a_path_read_backwards_has_the_same_step_at_its_limit);
    tcase_add_test(tc, a_positive_limiting_potential_is_not_clipped);
    tcase_add_test(tc, a_step_of_two_electrons_counts_half);
    tcase_add_test(tc, of_equal_steps_the_first_is_the_PDS_and_the_other_co_limiting);
    tcase_add_test(tc, electrons_of_both_signs_leave_a_window);
    tcase_add_test(tc, a_path_without_electrons_has_no_limit);
    tcase_add_loop_test(tc, the_overpotential_has_its_lower_bound, 0, 200);
    tcase_add_test(tc, the_span_reaches_into_the_next_turn);
    tcase_add_test(tc, electrons_given_off_on_the_way_lower_the_bound);
    tcase_add_test(tc, activation_stands_beside_the_cycle);
    Suite *suite = suite_create("energetics/profile");
    suite_add_tcase(suite, tc);
    return suite;
}
