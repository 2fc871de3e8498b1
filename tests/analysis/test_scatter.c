#include <math.h>
#include <string.h>

#include "analysis/scatter.h"
#include "fixture.h"
#include "math/regression.h"
#include "suites.h"

/* The fits of levels over the same rows. */
static scatter fits(const double *rows, size_t n, size_t n_terms,
                    const double *const *levels, size_t n_levels)
{
    scatter s = scatter_new(&memory, n, n_terms, n_levels);
    double *residual = arena_new(&memory, double, n);
    regression *r = arena_new(&memory, regression, 1);
    for (size_t level = 0; level < n_levels; level++) {
        ck_assert(regression_fit(rows, levels[level], n, n_terms, r, diag));
        for (size_t i = 0; i < n; i++)
            residual[i] = levels[level][i] - regression_at(r, rows + n_terms * i);
        scatter_set(&s, level, r->c, residual);
    }
    s.inverse = r->inverse;
    return s;
}

/* T10 of the test vectors. */
static const double t10_x[] = { -1.20, -0.80, -0.45, -0.10, 0.30, 0.75, 1.10 };
static const double t10_y[] = { -0.62, -0.30, -0.21, 0.12, 0.23, 0.61, 0.72 };
enum { N_T10 = 7 };

static const double *t10_rows(void)
{
    double *rows = arena_new(&memory, double, 2 * N_T10);
    for (size_t i = 0; i < N_T10; i++) {
        rows[2 * i] = 1;
        rows[2 * i + 1] = t10_x[i];
    }
    return rows;
}

/* By the prediction band of T10: +-0.173805 at 0 and +-0.189394 at -1, 95 %. */
START_TEST(draws_of_a_line_make_its_prediction_band)
{
    static const struct {
        double x, at, half;
    } known[] = { { 0, 0.111988, 0.173805 }, { -1, -0.472800, 0.189394 } };
    enum { N = 40000 };
    const double *levels[] = { t10_y };
    scatter s = fits(t10_rows(), N_T10, 2, levels, 1);
    double *y = arena_new(&memory, double, N), normal[N_T10], drawn[2];
    random_stream r = random_seeded(1);
    for (size_t k = 0; k < N; k++) {
        scatter_draw(&s, &r, normal, drawn);
        y[k] = drawn[0] + drawn[1] * known[_i].x;
    }
    double low = statistics_quantile(y, N, 0.025),
           high = statistics_quantile(y, N, 0.975);
    ck_assert_double_eq_tol(low, known[_i].at - known[_i].half, 0.005);
    ck_assert_double_eq_tol(high, known[_i].at + known[_i].half, 0.005);
}
END_TEST

/* Least squares is linear in y: the draws of a difference are differences of draws. */
START_TEST(a_step_scatters_as_a_fit_of_the_step_itself)
{
    static const double other[] = { 0.31, -0.12, 0.44, -0.05, 0.27, 0.03, -0.2 };
    double step[N_T10], normal[N_T10], drawn[6];
    for (size_t i = 0; i < N_T10; i++)
        step[i] = t10_y[i] - other[i];
    const double *levels[] = { other, t10_y, step };
    scatter s = fits(t10_rows(), N_T10, 2, levels, 3);
    random_stream r = random_seeded(7);
    for (int k = 0; k < 20; k++) {
        scatter_draw(&s, &r, normal, drawn);
        ck_assert_double_eq_tol(drawn[2] - drawn[0], drawn[4], 1e-9);
        ck_assert_double_eq_tol(drawn[3] - drawn[1], drawn[5], 1e-9);
    }
}
END_TEST

START_TEST(without_residuals_every_draw_is_the_fit)
{
    double exact[N_T10], normal[N_T10], drawn[2];
    for (size_t i = 0; i < N_T10; i++)
        exact[i] = 0.3 - 0.7 * t10_x[i];
    const double *levels[] = { exact };
    scatter s = fits(t10_rows(), N_T10, 2, levels, 1);
    random_stream r = random_seeded(3);
    for (int k = 0; k < 100; k++) {
        scatter_draw(&s, &r, normal, drawn);
        ck_assert_double_eq_tol(drawn[0], 0.3, 1e-9);
        ck_assert_double_eq_tol(drawn[1], -0.7, 1e-9);
    }
}
END_TEST

/* --- what it does to U_L -----------------------------------------------------------
 */

/* One step of one electron over a grid of 4 x 4, whose residuals nothing linear in x or
 * y explains. */
enum { N_GRID = 16 };

static cloud cloud_over(size_t n_terms, size_t n_draws)
{
    static const double wave[] = { 1, -1, -1, 1 }, zero[N_GRID] = { 0 };
    static const chp_profile_step step = { .from = "*", .to = "*A", .n_e = 1 };
    static const chp_profile model = { .n_steps = 1, .steps = &step };
    double *rows = arena_new(&memory, double, N_GRID *n_terms);
    double *dG_eV = arena_new(&memory, double, N_GRID);
    for (size_t i = 0; i < N_GRID; i++) {
        double row[] = { 1, (double)(i % 4), (double)(i / 4) };
        memcpy(rows + i * n_terms, row, n_terms * sizeof *row);
        dG_eV[i] = 0.2 + 0.1 * row[1] + 0.05 * wave[i % 4] * wave[i / 4];
    }
    const double *levels[] = { zero, dG_eV };
    scatter s = fits(rows, N_GRID, n_terms, levels, 2);
    return cloud_new(&memory, &s, &model, n_draws, 1);
}

/* Two terms: s^2 = SSE / 14, three: SSE / 13; in the middle of y the leverage is the
 * same, so the bands differ by Student's t and s alone. */
START_TEST(a_descriptor_that_explains_nothing_leaves_the_band_of_the_other)
{
    cloud one = cloud_over(2, 40000), two = cloud_over(3, 40000);
    for (double x = -1; x < 4.5; x += 1) {
        chp_spread line = cloud_at(&one, (double[]){ 1, x }, 0);
        chp_spread plane = cloud_at(&two, (double[]){ 1, x, 1.5 }, 0);
        double ratio = statistics_student_quantile(13, 0.95) / sqrt(13) /
                       (statistics_student_quantile(14, 0.95) / sqrt(14));
        double width = line.high_V - line.low_V;
        ck_assert_double_gt(width, 0.15);
        ck_assert_double_eq_tol((plane.high_V - plane.low_V) / width, ratio, 0.03);
        ck_assert_double_eq_tol(line.p_limits, 1, 1e-12);
    }
}
END_TEST

/* The step is U_L itself: -(0.2 + 0.1 x) +- t s sqrt(1 + h), SSE = 16 x 0.05^2. */
START_TEST(the_spread_of_a_single_step_is_its_prediction_band)
{
    cloud c = cloud_over(3, 40000);
    double s = sqrt(16 * 0.05 * 0.05 / 13), t = statistics_student_quantile(13, 0.95);
    for (int i = 0; i < 4; i++) {
        double x = -1 + 1.5 * i, y = 4 - i;
        double h = 1.0 / 16 + ((x - 1.5) * (x - 1.5) + (y - 1.5) * (y - 1.5)) / 20;
        double half = t * s * sqrt(1 + h);
        chp_spread at = cloud_at(&c, (double[]){ 1, x, y }, 0);
        ck_assert_double_eq_tol(at.low_V, -0.2 - 0.1 * x - half, 0.04 * half);
        ck_assert_double_eq_tol(at.high_V, -0.2 - 0.1 * x + half, 0.04 * half);
    }
}
END_TEST

Suite *suite_scatter(void)
{
    TCase *tc = tcase_create("scatter");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, draws_of_a_line_make_its_prediction_band, 0, 2);
    tcase_add_test(tc, a_step_scatters_as_a_fit_of_the_step_itself);
    tcase_add_test(tc, without_residuals_every_draw_is_the_fit);
    tcase_add_test(tc, a_descriptor_that_explains_nothing_leaves_the_band_of_the_other);
    tcase_add_test(tc, the_spread_of_a_single_step_is_its_prediction_band);
    Suite *suite = suite_create("analysis/scatter");
    suite_add_tcase(suite, tc);
    return suite;
}
