#include "math/fit.h"

#include <math.h>

#include "math/statistics.h"
#include "suites.h"

/* Seven points whose regression was worked out independently, to six digits. */
static const double x[] = { -1.20, -0.80, -0.45, -0.10, 0.30, 0.75, 1.10 };
static const double y[] = { -0.62, -0.30, -0.21, 0.12, 0.23, 0.61, 0.72 };
enum { N = sizeof x / sizeof *x };

#define NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-6)

START_TEST(a_line_has_its_textbook_numbers)
{
    fit_line f;
    ck_assert(fit_least_squares(x, y, N, &f));
    NEAR(f.b, 0.584788);
    NEAR(f.a, 0.111988);
    NEAR(f.s, 0.063225);
    NEAR(f.r2, 0.986053);
    NEAR(f.se_b, 0.031103);
    NEAR(f.se_a, 0.023963);
    NEAR(f.loo_rmse, 0.072382);
    NEAR(f.mae, 0.051930);
}
END_TEST

START_TEST(the_bands_widen_away_from_the_data)
{
    fit_line f;
    ck_assert(fit_least_squares(x, y, N, &f));
    NEAR(fit_confidence(&f, 0, 0.95), 0.061598);
    NEAR(fit_prediction(&f, 0, 0.95), 0.173805);
    NEAR(fit_confidence(&f, -1, 0.95), 0.097242);
    NEAR(fit_prediction(&f, -1, 0.95), 0.189394);
    ck_assert_double_gt(fit_confidence(&f, 5, 0.95), fit_confidence(&f, 1, 0.95));
}
END_TEST

/* Two points at one abscissa: the third holds the line by itself. */
START_TEST(what_one_point_alone_holds_cannot_be_left_out)
{
    const double at[] = { 0.1, 0.1, 0.7 }, of[] = { 0.2, 0.5, -0.3 };
    fit_line f;
    ck_assert(fit_least_squares(at, of, 3, &f));
    NEAR(fit_leverage(&f, at[2]), 1);
    ck_assert(isnan(f.loo_rmse));
    ck_assert_double_eq(fit_studentised(&f, at[2], of[2]), 0);
}
END_TEST

/* Of a line y = b x and its mirror image x = y / b the slopes are inverse, however flat
 * it is. */
START_TEST(deming_is_alike_in_both_directions)
{
    double flat[N], a, b, mirrored;
    for (int i = 0; i < N; i++)
        flat[i] = 1e-9 * x[i] + 1e-12 * y[i];
    ck_assert(fit_deming(x, flat, N, 1, &a, &b));
    ck_assert(fit_deming(flat, x, N, 1, &a, &mirrored));
    ck_assert_double_eq_tol(b * mirrored, 1, 1e-12);
}
END_TEST

START_TEST(deming_with_equal_errors)
{
    double a, b;
    ck_assert(fit_deming(x, y, N, 1, &a, &b));
    NEAR(b, 0.586902);
    NEAR(a, 0.112109);
}
END_TEST

START_TEST(deming_with_exact_x_is_least_squares)
{
    double a, b;
    fit_line f;
    ck_assert(fit_deming(x, y, N, 1e9, &a, &b));
    ck_assert(fit_least_squares(x, y, N, &f));
    ck_assert_double_eq_tol(b, f.b, 1e-6);
}
END_TEST

START_TEST(theil_sen_shrugs_off_an_outlier)
{
    double line[] = { 1, 3, 5, 7, 9, 11, -400 }, at[] = { 0, 1, 2, 3, 4, 5, 6 };
    double scratch[21], a, b;
    ck_assert(fit_theil_sen(at, line, 7, scratch, &a, &b));
    ck_assert_double_eq_tol(b, 2, 1e-12);
    ck_assert_double_eq_tol(a, 1, 1e-12);
}
END_TEST

START_TEST(two_points_or_one_abscissa_are_no_line)
{
    fit_line f;
    const double same[] = { 1, 1, 1 };
    ck_assert(!fit_least_squares(x, y, 2, &f));
    ck_assert(!fit_least_squares(same, y, 3, &f));
}
END_TEST

/* Abramowitz & Stegun, table 26.10; one degree of freedom is Cauchy's tangent. */
static const struct {
    double nu, p, t;
} quantiles[] = {
    { 5, 0.975, 2.570582 },   { 1, 0.975, 12.706205 }, { 10, 0.95, 1.812461 },
    { 120, 0.975, 1.979930 }, { 5, 0.025, -2.570582 }, { 3, 0.5, 0 },
};

START_TEST(student_quantiles_are_those_of_the_tables)
{
    ck_assert_double_eq_tol(
        statistics_student_quantile(quantiles[_i].nu, quantiles[_i].p), quantiles[_i].t,
        2e-6);
}
END_TEST

START_TEST(normal_numbers_have_mean_0_and_variance_1)
{
    random_stream r = random_seeded(7);
    enum { DRAWS = 200000 };
    double sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        double z = random_normal(&r);
        sum += z;
        squares += z * z;
    }
    ck_assert_double_eq_tol(sum / DRAWS, 0, 4 / sqrt(DRAWS));
    ck_assert_double_eq_tol(squares / DRAWS, 1, 4 * sqrt(2.0 / DRAWS));
}
END_TEST

/* The first outputs for state {1, 2, 3, 4}, as the authors' reference code gives. */
START_TEST(the_generator_is_xoshiro256starstar)
{
    random_stream r = { { 1, 2, 3, 4 } };
    const uint64_t expected[] = { 11520, 0, 1509978240, 1215971899390074240 };
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(random_uniform(&r),
                                ((double)(expected[i] >> 11) + 0.5) * 0x1.0p-53, 1e-16);
}
END_TEST

Suite *suite_fit(void)
{
    TCase *tc = tcase_create("fit");
    tcase_add_test(tc, a_line_has_its_textbook_numbers);
    tcase_add_test(tc, the_bands_widen_away_from_the_data);
    tcase_add_test(tc, what_one_point_alone_holds_cannot_be_left_out);
    tcase_add_test(tc, deming_is_alike_in_both_directions);
    tcase_add_test(tc, deming_with_equal_errors);
    tcase_add_test(tc, deming_with_exact_x_is_least_squares);
    tcase_add_test(tc, theil_sen_shrugs_off_an_outlier);
    tcase_add_test(tc, two_points_or_one_abscissa_are_no_line);
    tcase_add_loop_test(tc, student_quantiles_are_those_of_the_tables, 0,
                        sizeof quantiles / sizeof *quantiles);
    tcase_add_test(tc, normal_numbers_have_mean_0_and_variance_1);
    tcase_add_test(tc, the_generator_is_xoshiro256starstar);
    Suite *suite = suite_create("math/fit");
    suite_add_tcase(suite, tc);
    return suite;
}
