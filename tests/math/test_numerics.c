#include <math.h>

#include "chepath.h"
#include "math/bessel.h"
#include "math/dense.h"
#include "math/root.h"
#include "suites.h"

/* Abramowitz and Stegun, table 9.8 and 9.11; I(x) exp(-x). */
static const struct {
    double x, i0, i1;
} scaled[] = {
    { 0, 1, 0 },
    { 1, 0.4657596076, 0.2079104153 },
    { 5, 0.1835408126, 0.1639722669 },
    { 10, 0.1278333372, 0.1212626814 },
    { 20, 0.0897803119, 0.0875062222 },
};

START_TEST(bessel_functions_agree_with_the_table)
{
    ck_assert_double_eq_tol(bessel_i0_scaled(scaled[_i].x), scaled[_i].i0, 1e-10);
    ck_assert_double_eq_tol(bessel_i1_scaled(scaled[_i].x), scaled[_i].i1, 1e-10);
}
END_TEST

START_TEST(the_series_and_the_asymptote_meet)
{
    ck_assert_double_eq_tol(bessel_i0_scaled(40 - 1e-13), bessel_i0_scaled(40), 1e-15);
    ck_assert_double_eq_tol(bessel_i1_scaled(40 - 1e-13), bessel_i1_scaled(40), 1e-15);
}
END_TEST

/* I0' = I1, so that (e^-x I0)' = e^-x (I1 - I0). */
START_TEST(one_bessel_function_is_the_slope_of_the_other)
{
    const double h = 1e-5;
    for (double x = 0.5; x < 2000; x *= 1.7) {
        double slope = (bessel_i0_scaled(x + h) - bessel_i0_scaled(x - h)) / (2 * h);
        double expected = bessel_i1_scaled(x) - bessel_i0_scaled(x);
        ck_assert_double_eq_tol(slope, expected, 1e-9);
    }
}
END_TEST

START_TEST(huge_arguments_do_not_overflow)
{
    ck_assert_double_eq_tol(bessel_i0_scaled(1e8) * sqrt(2 * 3.14159265358979 * 1e8), 1,
                            1e-8);
}
END_TEST

static double cubic(double x, const void *shift)
{
    return x * x * x - *(const double *)shift;
}

START_TEST(bisection_finds_a_root_to_the_last_bit)
{
    const double two = 2;
    double x;
    ck_assert(root_bisect(cubic, &two, 0, 10, &x));
    ck_assert_double_eq_tol(x, cbrt(2), 3e-16);
    ck_assert(root_bisect(cubic, &two, 10, 0, &x));
    ck_assert_double_eq_tol(x, cbrt(2), 3e-16);
}
END_TEST

START_TEST(bisection_wants_a_change_of_sign)
{
    const double two = 2;
    double x;
    ck_assert(!root_bisect(cubic, &two, 2, 10, &x));
}
END_TEST

static const dense *linear_algebra(void)
{
    chp_diag *diag = chp_diag_new();
    const dense *d = dense_load(diag);
    ck_assert_ptr_nonnull(d);
    chp_diag_free(diag);
    return d;
}

START_TEST(a_symmetric_matrix_has_its_eigenvalues)
{
    double A[] = { 2, 1, 0, 1, 2, 0, 0, 0, -5 }, values[3];
    ck_assert(linear_algebra()->eigen_symmetric(3, A, values));
    ck_assert_double_eq_tol(values[0], -5, 1e-13);
    ck_assert_double_eq_tol(values[1], 1, 1e-13);
    ck_assert_double_eq_tol(values[2], 3, 1e-13);
    ck_assert_double_eq_tol(fabs(A[0 * 3 + 2]), sqrt(0.5), 1e-13); // column of 3
    ck_assert_double_eq_tol(A[0 * 3 + 2], A[1 * 3 + 2], 1e-13);
}
END_TEST

START_TEST(matrices_multiply_row_by_row)
{
    const double A[] = { 1, 2, 3, 4, 5, 6 }, B[] = { 1, 0, 0, 1, 1, 1 };
    const double expected[] = { 4, 5, 10, 11 };
    double C[4];
    linear_algebra()->product(2, 2, 3, A, B, C);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq(C[i], expected[i]);
}
END_TEST

START_TEST(least_squares_recovers_a_line)
{
    double A[] = { 1, 0, 1, 1, 1, 2, 1, 3 }, b[] = { 1, 3, 5, 7 };
    ck_assert(linear_algebra()->least_squares(4, 2, A, b));
    ck_assert_double_eq_tol(b[0], 1, 1e-13);
    ck_assert_double_eq_tol(b[1], 2, 1e-13);
}
END_TEST

START_TEST(least_squares_refuses_a_matrix_without_rank)
{
    double A[] = { 1, 2, 2, 4, 3, 6 }, b[] = { 1, 2, 3 };
    ck_assert(!linear_algebra()->least_squares(3, 2, A, b));
}
END_TEST

Suite *suite_numerics(void)
{
    TCase *tc = tcase_create("numerics");
    tcase_add_loop_test(tc, bessel_functions_agree_with_the_table, 0,
                        sizeof scaled / sizeof *scaled);
    tcase_add_test(tc, the_series_and_the_asymptote_meet);
    tcase_add_test(tc, one_bessel_function_is_the_slope_of_the_other);
    tcase_add_test(tc, huge_arguments_do_not_overflow);
    tcase_add_test(tc, bisection_finds_a_root_to_the_last_bit);
    tcase_add_test(tc, bisection_wants_a_change_of_sign);
    tcase_add_test(tc, a_symmetric_matrix_has_its_eigenvalues);
    tcase_add_test(tc, matrices_multiply_row_by_row);
    tcase_add_test(tc, least_squares_recovers_a_line);
    tcase_add_test(tc, least_squares_refuses_a_matrix_without_rank);
    Suite *suite = suite_create("math/numerics");
    suite_add_tcase(suite, tc);
    return suite;
}
