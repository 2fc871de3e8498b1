#include "math/regression.h"

#include <math.h>
#include <stdlib.h>

#include "math/fit.h"
#include "suites.h"

#define NEAR(x, y, tolerance) ck_assert_double_eq_tol((x), (y), (tolerance))

static const double x[] = { -1.20, -0.80, -0.45, -0.10, 0.30, 0.75, 1.10 };
static const double y[] = { -0.62, -0.30, -0.21, 0.12, 0.23, 0.61, 0.72 };
enum { N = 7 };

static bool fit(const double *rows, const double *z, size_t n, size_t n_terms,
                regression *out)
{
    chp_diag *diag = chp_diag_new();
    bool ok = regression_fit(rows, z, n, n_terms, out, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0); // LAPACK is there
    chp_diag_free(diag);
    return ok;
}

START_TEST(two_terms_are_the_line_of_T10)
{
    double rows[2 * N];
    regression f;
    fit_line line;
    for (int i = 0; i < N; i++) {
        rows[2 * i] = 1;
        rows[2 * i + 1] = x[i];
    }
    ck_assert(fit(rows, y, N, 2, &f));
    ck_assert(fit_least_squares(x, y, N, &line));
    NEAR(f.c[1], 0.584788, 5e-7);
    NEAR(f.c[0], 0.111988, 5e-7);
    NEAR(f.s, 0.063225, 5e-7);
    NEAR(f.r2, 0.986053, 5e-7);
    NEAR(f.loo_rmse, 0.072382, 5e-7);
    NEAR(f.mae, 0.051930, 5e-7);
    for (int i = 0; i < N; i++) {
        NEAR(regression_leverage(&f, rows + 2 * i), fit_leverage(&line, x[i]), 1e-12);
        NEAR(regression_studentised(&f, rows + 2 * i, y[i]),
             fit_studentised(&line, x[i], y[i]), 1e-10);
    }
}
END_TEST

/* Left out one by one: what is fitted to the others, and missed. */
START_TEST(a_plane_leaves_each_point_out_as_if_it_were_fitted_without)
{
    enum { M = 9 };
    double rows[3 * M], z[M], others[3 * M], rest[M], sum = 0;
    regression f, without;
    srand(11);
    for (int i = 0; i < M; i++) {
        rows[3 * i] = 1;
        rows[3 * i + 1] = rand() % 100 / 50.0;
        rows[3 * i + 2] = rand() % 100 / 50.0;
        z[i] = 0.3 - rows[3 * i + 1] + 2 * rows[3 * i + 2] + rand() % 100 / 1000.0;
    }
    ck_assert(fit(rows, z, M, 3, &f));
    for (int k = 0; k < M; k++) {
        int n = 0;
        for (int i = 0; i < M; i++) {
            if (i == k)
                continue;
            for (int c = 0; c < 3; c++)
                others[3 * n + c] = rows[3 * i + c];
            rest[n++] = z[i];
        }
        ck_assert(fit(others, rest, M - 1, 3, &without));
        double missed = z[k] - regression_at(&without, rows + 3 * k);
        sum += missed * missed;
    }
    NEAR(f.loo_rmse, sqrt(sum / M), 1e-10);
}
END_TEST

START_TEST(points_of_a_parabola_give_it_back)
{
    double rows[3 * 5], E[5];
    regression f;
    for (int i = 0; i < 5; i++) {
        double F = 0.2 * (i - 2);
        rows[3 * i] = 1;
        rows[3 * i + 1] = F;
        rows[3 * i + 2] = F * F;
        E[i] = -301.25 + 0.4 * F - 0.15 * F * F;
    }
    ck_assert(fit(rows, E, 5, 3, &f));
    NEAR(f.c[0], -301.25, 1e-10);
    NEAR(f.c[1], 0.4, 1e-10);
    NEAR(f.c[2], -0.15, 1e-10);
    NEAR(f.r2, 1, 1e-12);
}
END_TEST

/* Three points on a line and one beside it. */
START_TEST(a_plane_that_hangs_on_one_point_cannot_leave_it_out)
{
    const double rows[] = { 1, 0, 0, 1, 1, 0, 1, 2, 0, 1, 0.3, 0.7 };
    const double z[] = { 0.1, 0.4, 0.5, 2 };
    regression f;
    ck_assert(fit(rows, z, 4, 3, &f));
    NEAR(regression_leverage(&f, rows + 9), 1, 1e-12);
    ck_assert(isnan(f.loo_rmse));
    ck_assert_double_eq(regression_studentised(&f, rows + 9, z[3]), 0);
}
END_TEST

START_TEST(what_does_not_determine_a_plane_is_refused)
{
    double line[] = { 1, 0, 0, 1, 1, 2, 1, 2, 4, 1, 3, 6 };
    double z[] = { 0, 1, 2, 3 };
    regression f;
    ck_assert(!fit(line, z, 4, 3, &f)); // y = 2 x everywhere
    ck_assert(!fit(line, z, 2, 3, &f));
}
END_TEST

Suite *suite_regression(void)
{
    TCase *tc = tcase_create("regression");
    tcase_add_test(tc, two_terms_are_the_line_of_T10);
    tcase_add_test(tc, a_plane_leaves_each_point_out_as_if_it_were_fitted_without);
    tcase_add_test(tc, a_plane_that_hangs_on_one_point_cannot_leave_it_out);
    tcase_add_test(tc, points_of_a_parabola_give_it_back);
    tcase_add_test(tc, what_does_not_determine_a_plane_is_refused);
    Suite *suite = suite_create("math/regression");
    suite_add_tcase(suite, tc);
    return suite;
}
