#include <math.h>
#include <string.h>

#include "chepath.h"
#include "scratch.h"
#include "suites.h"

/* Catalysts of a table of dG, whose levels are planes over dG(*NNH) = x and dG(*N) = y
 * plus what is told: *NNH2 at 0.5 x + 0.25 y + 0.1 and so on; *N2 a constant. */
static arena a;
static const char *folder;
static chp_diag *diag;
static chp_options *options;
static chp_study *study;
static chp_maps *maps;
static chp_volcanoes *volcanoes;

static void setup(void)
{
    a = (arena){ 0 };
    folder = scratch_new(&a);
    diag = chp_diag_new();
    options = chp_options_new();
    study = NULL;
    maps = NULL;
    volcanoes = NULL;
    ck_assert(chp_options_set(options, "reaction", "nrr", (chp_where){ 0 }, diag));
}

static void teardown(void)
{
    chp_map_free(maps);
    chp_volcano_free(volcanoes);
    chp_study_free(study);
    chp_options_free(options);
    chp_diag_free(diag);
    scratch_remove(folder);
    arena_clear(&a);
}

static double x_of(int i)
{
    return 0.2 + 0.15 * (i % 4);
}

static double y_of(int i)
{
    return -0.8 + 0.2 * (i / 4) + 0.05 * (i % 2);
}

/* `noise` in eV, on *NNH2; a column "d-band [eV]" on the bare surface and a column
 * "charge" that differs between states. */
static const char *table_of(int n, double noise)
{
    const char *text = "catalyst,state,dG,d-band [eV],charge\n";
    for (int i = 0; i < n; i++) {
        double x = x_of(i), y = y_of(i), off = i % 2 ? noise : -noise;
        text = arena_print(&a,
                           "%sc%d,*,0,%.6f,\nc%d,*N2,-0.1,,%.6f\nc%d,*NNH,%.6f,,0.5\n"
                           "c%d,*NNH2,%.6f,,\nc%d,*N,%.6f,,\nc%d,*NH,%.6f,,\n"
                           "c%d,*NH2,%.6f,,\nc%d,*NH3,%.6f,,\nc%d,end,-0.34,,\n",
                           text, i, -2 + 2 * x, i, y * y, i, x, i,
                           0.5 * x + 0.25 * y + 0.1 + off, i, y, i, y - 0.3 + 0.1 * x,
                           i, 0.2 * y - 1, i, -1.1 + 0.1 * x, i);
    }
    return text;
}

static const chp_outcome *run(int n, double noise)
{
    const char *path =
        scratch_file(&a, folder, "family.csv", str_of(table_of(n, noise)));
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    study = chp_study_load(&path, 1, options, &read, diag);
    ck_assert_ptr_nonnull(study);
    return chp_study_run(study, diag);
}

static const chp_map *map(int n, double noise, const char *x, const char *y)
{
    chp_volcano_options o = chp_volcano_defaults();
    o.descriptor = x;
    o.second = y;
    maps = chp_map_fit(run(n, noise), &o, diag);
    if (!maps)
        return NULL;
    for (size_t i = 0; i < chp_map_count(maps); i++)
        if (strcmp(chp_map_get(maps, i)->pathway, "distal") == 0)
            return chp_map_get(maps, i);
    return NULL;
}

static bool has_message(const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return true;
    return false;
}

#define NEAR(x, y) ck_assert_double_eq_tol((x), (y), 1e-9)

/* --- planes ---------------------------------------------------------------------- */

START_TEST(planes_are_found_again)
{
    const chp_map *m = map(12, 0, "NNH", "N");
    ck_assert_ptr_nonnull(m);
    ck_assert_str_eq(m->planes[3].state, "*NNH2");
    NEAR(m->planes[3].c[0], 0.1);
    NEAR(m->planes[3].c[1], 0.5);
    NEAR(m->planes[3].c[2], 0.25);
    NEAR(m->planes[3].r2, 1);
    NEAR(m->max_error_V, 0);
    ck_assert_str_eq(m->x.title, "ΔG(*NNH)");
    ck_assert_str_eq(m->y.unit, "eV");
}
END_TEST

START_TEST(what_fits_by_construction_is_marked)
{
    const chp_map *m = map(12, 0, "NNH", "N");
    for (size_t i = 0; i < m->n_planes; i++) {
        const char *state = m->planes[i].state;
        bool is_marked = strcmp(state, "*") == 0 || strcmp(state, "*NNH") == 0 ||
                         strcmp(state, "*N") == 0;
        ck_assert(m->planes[i].is_trivial == is_marked);
    }
    for (size_t i = 0; i < m->n_steps; i++) {
        const chp_map_step *s = &m->steps[i];
        bool shares = strcmp(s->from, "*NNH") == 0 || strcmp(s->to, "*NNH") == 0 ||
                      strcmp(s->from, "*N") == 0 || strcmp(s->to, "*N") == 0;
        ck_assert(s->is_shared == shares);
    }
}
END_TEST

/* From the levels as they were made, not from the fit. */
START_TEST(the_grid_holds_the_largest_step_of_the_planes)
{
    const chp_map *m = map(12, 0, "NNH", "N");
    for (size_t k = 0; k < m->n_x * m->n_y; k++) {
        double x = m->x_low +
                   (m->x_high - m->x_low) * (double)(k % m->n_x) / (double)(m->n_x - 1);
        double y = m->y_low +
                   (m->y_high - m->y_low) * (double)(k / m->n_x) / (double)(m->n_y - 1);
        double level[] = { 0,           -0.1,
                           x,           0.5 * x + 0.25 * y + 0.1,
                           y,           y - 0.3 + 0.1 * x,
                           0.2 * y - 1, -1.1 + 0.1 * x };
        double largest = -INFINITY;
        for (int i = 2; i < 8; i++) // the first step moves no electron
            largest = fmax(largest, level[i] - level[i - 1]);
        NEAR(m->U_L_V[k], -largest);
        ck_assert_double_le(m->U_L_V[k], m->best_U_L_V + 1e-12);
    }
}
END_TEST

START_TEST(errors_are_those_of_the_points)
{
    const chp_map *m = map(12, 0.05, "NNH", "N");
    double sum = 0, largest = 0;
    for (size_t i = 0; i < m->n_points; i++) {
        const chp_map_point *p = &m->points[i];
        size_t step;
        NEAR(p->U_L_model_V, chp_map_at(m, p->x, p->y, &step));
        ck_assert_uint_eq(p->step, step);
        sum += fabs(p->U_L_model_V - p->U_L_V);
        largest = fmax(largest, fabs(p->U_L_model_V - p->U_L_V));
    }
    ck_assert_double_gt(largest, 0);
    NEAR(m->mean_error_V, sum / (double)m->n_points);
    NEAR(m->max_error_V, largest);
}
END_TEST

/* --- how sure it is --------------------------------------------------------------- */

START_TEST(exact_planes_leave_nothing_open)
{
    const chp_map *m = map(12, 0, "NNH", "N");
    for (size_t i = 0; i < m->n_points; i++) {
        NEAR(m->points[i].spread.low_V, m->points[i].U_L_model_V);
        NEAR(m->points[i].spread.high_V, m->points[i].U_L_model_V);
    }
    NEAR(m->best_spread.low_V, m->best_spread.high_V);
}
END_TEST

/* The step to *NNH is exact, and limits: -(x + 0.1). Those to and from *NNH2 scatter by
 * more than that, where x is small. */
START_TEST(scatter_blurs_the_borders_and_only_the_steps_that_have_it)
{
    const chp_map *m = map(16, 0.3, "NNH", "N");
    ck_assert_double_gt(m->sure, 0.02);
    ck_assert_double_lt(m->sure, 0.99);
    for (size_t k = 0; k < m->n_x * m->n_y; k++)
        ck_assert(m->p_limits[k] >= 0 && m->p_limits[k] <= 1);
    ck_assert_double_lt(m->p_limits[0], m->p_limits[m->n_x - 1]);
    for (size_t i = 0; i < m->n_points; i++) {
        const chp_spread *s = &m->points[i].spread;
        ck_assert_double_le(s->low_V, s->high_V);
        NEAR(s->high_V, -(x_of((int)i) + 0.1)); // nothing can be better than that
    }
}
END_TEST

START_TEST(the_same_seed_gives_the_same_spreads)
{
    double low_V = map(12, 0.05, "NNH", "N")->points[3].spread.low_V;
    chp_map_free(maps);
    chp_study_free(study);
    ck_assert_double_eq(map(12, 0.05, "NNH", "N")->points[3].spread.low_V, low_V);
}
END_TEST

/* --- what is refused, and warned of ------------------------------------------------
 */

START_TEST(three_catalysts_or_twice_the_same_descriptor_make_no_map)
{
    static const struct {
        int n;
        const char *y, *code;
    } wrong[] = { { 3, "N", "few-points" },
                  { 12, "NNH*", "descriptor" },
                  { 12, "*OOPS", "unknown-state" },
                  { 12, "charge", "descriptor" },
                  { 12, "d-band", "few-points" } }; // a line: d-band = 2 x - 2
    ck_assert_ptr_null(map(wrong[_i].n, 0, "NNH", wrong[_i].y));
    ck_assert(has_message(wrong[_i].code));
}
END_TEST

START_TEST(descriptors_that_say_the_same_are_warned_of)
{
    ck_assert_ptr_nonnull(map(12, 0.01, "NH", "N")); // *NH is *N - 0.3 + 0.1 x
    ck_assert(has_message("collinear"));
}
END_TEST

/* --- columns of the table ----------------------------------------------------------
 */

static const chp_volcano *volcano(const char *descriptor)
{
    chp_volcano_options o = chp_volcano_defaults();
    o.descriptor = descriptor;
    volcanoes = chp_volcano_fit(run(12, 0), &o, diag);
    return volcanoes ? chp_volcano_get(volcanoes, 0) : NULL;
}

START_TEST(a_column_of_the_table_is_a_descriptor)
{
    const chp_volcano *v = volcano("d-band");
    ck_assert_ptr_nonnull(v);
    ck_assert(v->x.is_note);
    ck_assert_str_eq(v->x.title, "d-band");
    ck_assert_str_eq(v->x.unit, "eV");
    NEAR(v->scalings[2].line.slope, 0.5); // x = 1 + d-band / 2
    NEAR(v->scalings[2].line.intercept, 1);
    NEAR(v->scalings[2].line.r2, 1);
    ck_assert(!v->scalings[2].is_trivial);
    ck_assert(!v->steps[1].is_shared);
}
END_TEST

/* The largest step is that to *NNH: U_L = -(x + 0.1). */
START_TEST(the_limit_itself_is_correlated_with_it)
{
    const chp_line *l = &volcano("d-band")->limit;
    ck_assert_uint_eq(l->n, 12);
    NEAR(l->slope, -0.5);
    NEAR(l->intercept, -1.1);
    NEAR(l->r2, 1);
    NEAR(l->loo_rmse, 0);
}
END_TEST

START_TEST(a_column_that_differs_between_states_needs_one_of_them)
{
    ck_assert_ptr_null(volcano("charge"));
    ck_assert(has_message("descriptor"));
}
END_TEST

START_TEST(a_column_of_one_state_is_named_with_it)
{
    const chp_volcano *v = volcano("charge(N2*)");
    ck_assert_ptr_nonnull(v);
    ck_assert_str_eq(v->x.title, "charge(*N2)");
    ck_assert_ptr_null(v->x.unit);
    NEAR(v->points[5].x, y_of(5) * y_of(5));
}
END_TEST

Suite *suite_map(void)
{
    TCase *tc = tcase_create("map");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, planes_are_found_again);
    tcase_add_test(tc, what_fits_by_construction_is_marked);
    tcase_add_test(tc, the_grid_holds_the_largest_step_of_the_planes);
    tcase_add_test(tc, errors_are_those_of_the_points);
    tcase_add_test(tc, exact_planes_leave_nothing_open);
    tcase_add_test(tc, scatter_blurs_the_borders_and_only_the_steps_that_have_it);
    tcase_add_test(tc, the_same_seed_gives_the_same_spreads);
    tcase_add_loop_test(tc, three_catalysts_or_twice_the_same_descriptor_make_no_map, 0,
                        5);
    tcase_add_test(tc, descriptors_that_say_the_same_are_warned_of);
    tcase_add_test(tc, a_column_of_the_table_is_a_descriptor);
    tcase_add_test(tc, the_limit_itself_is_correlated_with_it);
    tcase_add_test(tc, a_column_that_differs_between_states_needs_one_of_them);
    tcase_add_test(tc, a_column_of_one_state_is_named_with_it);
    Suite *suite = suite_create("analysis/map");
    suite_add_tcase(suite, tc);
    return suite;
}
