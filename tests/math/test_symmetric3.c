#include "math/symmetric3.h"

#include <math.h>

#include "suites.h"

static const struct {
    double matrix[3][3];
    double rising[3];
} cases[] = {
    { { { 3, 0, 0 }, { 0, 1, 0 }, { 0, 0, 2 } }, { 1, 2, 3 } },
    { { { 2, 1, 0 }, { 1, 2, 0 }, { 0, 0, 5 } }, { 1, 3, 5 } },
    { { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } }, { 0, 0, 3 } },
    { { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }, { 0, 0, 0 } },
    { { { 1e-9, 1, 0 }, { 1, 1e-9, 0 }, { 0, 0, 0 } }, { -1 + 1e-9, 0, 1 + 1e-9 } },
};

START_TEST(eigenvalues_of_matrices_that_are_known)
{
    double matrix[3][3], rising[3];
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            matrix[i][k] = cases[_i].matrix[i][k];
    ck_assert(symmetric3_eigenvalues(matrix, rising));
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq_tol(rising[i], cases[_i].rising[i], 1e-14);
}
END_TEST

/* Trace, sum of squares and determinant do not know how a matrix was turned. */
START_TEST(eigenvalues_keep_what_no_rotation_changes)
{
    unsigned seed = (unsigned)_i * 7919 + 3;
    double m[3][3], rising[3], square = 0;
    for (int i = 0; i < 3; i++)
        for (int k = i; k < 3; k++) {
            seed = seed * 1103515245 + 12345;
            m[i][k] = m[k][i] = (double)((seed >> 16) % 20000) / 1000 - 10;
        }
    double trace = m[0][0] + m[1][1] + m[2][2];
    double det = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
                 m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
                 m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            square += m[i][k] * m[i][k];
    ck_assert(symmetric3_eigenvalues(m, rising));
    ck_assert_double_le(rising[0], rising[1]);
    ck_assert_double_le(rising[1], rising[2]);
    ck_assert_double_eq_tol(rising[0] + rising[1] + rising[2], trace, 1e-12);
    ck_assert_double_eq_tol(rising[0] * rising[0] + rising[1] * rising[1] +
                                rising[2] * rising[2],
                            square, 1e-11);
    ck_assert_double_eq_tol(rising[0] * rising[1] * rising[2], det, 1e-10);
}
END_TEST

START_TEST(what_is_no_number_has_no_eigenvalues)
{
    double matrix[3][3] = { { NAN, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, rising[3];
    ck_assert(!symmetric3_eigenvalues(matrix, rising));
}
END_TEST

Suite *suite_symmetric3(void)
{
    TCase *tc = tcase_create("symmetric3");
    tcase_add_loop_test(tc, eigenvalues_of_matrices_that_are_known, 0,
                        sizeof cases / sizeof *cases);
    tcase_add_loop_test(tc, eigenvalues_keep_what_no_rotation_changes, 0, 200);
    tcase_add_test(tc, what_is_no_number_has_no_eigenvalues);
    Suite *suite = suite_create("math/symmetric3");
    suite_add_tcase(suite, tc);
    return suite;
}
