#include "energetics/span.h"

#include "fixture.h"
#include "suites.h"

static const double I_eV[] = { 0, -0.35, -0.20, -0.60 },
                    T_eV[] = { 0.10, 0.45, 0.30, 0.05 };
static const cycle four = { 4, I_eV, T_eV, -0.34 };

START_TEST(a_cycle_of_four_has_its_span_and_turnover)
{
    span s;
    ck_assert(span_of(&four, 298.15, &s, diag));
    ck_assert_double_eq_tol(s.span_eV, 0.80, 1e-12);
    ck_assert_uint_eq(s.tdts, 1);
    ck_assert_uint_eq(s.tdi, 1);
    ck_assert_double_eq_tol(s.tof_s, 0.17992, 1e-5);
    ck_assert_double_eq_tol(s.tof_approximate_s, 0.18641, 1e-5);
}
END_TEST

START_TEST(degrees_of_control_sum_to_one)
{
    span s;
    double X_T[4], X_I[4], sum_T = 0, sum_I = 0;
    ck_assert(span_of(&four, 298.15, &s, diag));
    span_control(&four, 298.15, X_T, X_I);
    for (int i = 0; i < 4; i++) {
        sum_T += X_T[i];
        sum_I += X_I[i];
    }
    ck_assert_double_eq_tol(sum_T, 1, 1e-12);
    ck_assert_double_eq_tol(sum_I, 1, 1e-12);
    ck_assert_double_gt(X_T[s.tdts], 0.9);
}
END_TEST

/* The cycle has no beginning: entering it one state later changes nothing. */
START_TEST(the_turnover_does_not_depend_on_where_the_cycle_starts)
{
    const double dG_r = four.dG_r_eV;
    double I2[4], T2[4];
    for (int i = 0; i < 4; i++) {
        I2[i] = (i < 3 ? I_eV[i + 1] : I_eV[0] + dG_r) - I_eV[1];
        T2[i] = (i < 3 ? T_eV[i + 1] : T_eV[0] + dG_r) - I_eV[1];
    }
    span a, b;
    ck_assert(span_of(&four, 298.15, &a, diag));
    ck_assert(span_of(&(cycle){ 4, I2, T2, dG_r }, 298.15, &b, diag));
    ck_assert_double_eq_tol(a.span_eV, b.span_eV, 1e-12);
    ck_assert_double_eq_tol(a.tof_s / b.tof_s, 1, 1e-10);
}
END_TEST

START_TEST(an_uphill_cycle_is_refused)
{
    span s;
    ck_assert(!span_of(&(cycle){ 4, I_eV, T_eV, 0.1 }, 298.15, &s, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
}
END_TEST

Suite *suite_span(void)
{
    TCase *tc = tcase_create("span");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_test(tc, a_cycle_of_four_has_its_span_and_turnover);
    tcase_add_test(tc, degrees_of_control_sum_to_one);
    tcase_add_test(tc, the_turnover_does_not_depend_on_where_the_cycle_starts);
    tcase_add_test(tc, an_uphill_cycle_is_refused);
    Suite *suite = suite_create("energetics/span");
    suite_add_tcase(suite, tc);
    return suite;
}
