#include <math.h>

#include "chepath.h"
#include "suites.h"

/* Catalysts with a three-step pathway * -> *A -> *B -> *, two electrons in all, whose
 * levels are exact lines in x = dG(*A): *B lies at 0.5 x + 0.2, the end at -0.4. */
enum { MOST = 9, N_STEPS = 3 };

typedef struct {
    chp_state state[MOST];
    chp_profile_step step[MOST][N_STEPS];
    chp_profile profile[MOST];
    chp_catalyst catalyst[MOST];
    chp_outcome outcome;
} family;

static const int electrons[N_STEPS] = { 1, 1, 0 };
static const char *const label[] = { "*", "*A", "*B", "*" };

/* dG of the steps at x: x; -0.5 x + 0.2; -0.5 x - 0.6. U_L = -max(x, 0.2 - 0.5 x). */
static void fill(family *f, size_t n, int sign, double noise)
{
    for (size_t i = 0; i < n; i++) {
        double x = -0.8 + 0.25 * (double)i;
        double level[] = { 0, x, 0.5 * x + 0.2 + (i % 2 ? noise : -noise), -0.4 };
        for (size_t k = 0; k < N_STEPS; k++)
            f->step[i][k] = (chp_profile_step){ .from = label[k],
                                                .to = label[k + 1],
                                                .n_e = sign * electrons[k],
                                                .dG0_eV = level[k + 1] - level[k] };
        double worst = fmax(level[1], level[2] - level[1]);
        f->state[i] =
            (chp_state){ .name = "*A", .dG_eV = { .value = x, .known = true } };
        f->profile[i] = (chp_profile){ .reaction = "made-up",
                                       .name = "straight",
                                       .is_complete = true,
                                       .n_steps = N_STEPS,
                                       .steps = f->step[i],
                                       .has_limit = true,
                                       .U_L_V = -sign * worst };
        f->catalyst[i] = (chp_catalyst){ .name = "c",
                                         .n_states = 1,
                                         .states = &f->state[i],
                                         .n_profiles = 1,
                                         .profiles = &f->profile[i] };
    }
    static const char *const no_aliases[] = { NULL }, *const keys[] = { "A", NULL };
    static const chp_kind species[] = {
        { .name = "*A", .aliases = no_aliases, .keys = keys, .phase = CHP_SURFACE }
    };
    static const chp_reaction reaction = {
        .name = "made-up", .n_species = 1, .species = species, .descriptor = "*A"
    };
    static const chp_reaction *const reactions[] = { &reaction };
    f->outcome = (chp_outcome){ .n_reactions = 1,
                                .reactions = reactions,
                                .n_catalysts = n,
                                .catalysts = f->catalyst };
}

static family f;
static chp_diag *diag;
static chp_volcanoes *made;

static void setup(void)
{
    diag = chp_diag_new();
    made = NULL;
}

static void teardown(void)
{
    chp_volcano_free(made);
    chp_diag_free(diag);
}

static const chp_volcano *fit(size_t n, int sign, double noise)
{
    fill(&f, n, sign, noise);
    chp_volcano_options options = chp_volcano_defaults(); // over the reaction's own
    made = chp_volcano_fit(&f.outcome, &options, diag);
    ck_assert_ptr_nonnull(made);
    ck_assert_uint_eq(chp_volcano_count(made), 1);
    return chp_volcano_get(made, 0);
}

START_TEST(exact_lines_are_found_again)
{
    const chp_volcano *v = fit(MOST, 1, 0);
    ck_assert_double_eq_tol(v->scalings[2].line.slope, 0.5, 1e-12);
    ck_assert_double_eq_tol(v->scalings[2].line.intercept, 0.2, 1e-12);
    ck_assert(v->scalings[1].is_trivial);
    ck_assert(!v->scalings[2].is_trivial);
    ck_assert_double_eq_tol(v->max_error_V, 0, 1e-12);
}
END_TEST

/* x = 0.2 - 0.5 x at x = 2/15. */
START_TEST(the_apex_is_where_the_limiting_lines_cross)
{
    const int sign = _i == 0 ? 1 : -1;
    const chp_volcano *v = fit(MOST, sign, 0);
    ck_assert(v->has_apex);
    ck_assert_double_eq_tol(v->apex_x, 2.0 / 15, 1e-12);
    ck_assert_double_eq_tol(v->apex_U_L_V, -sign * 2.0 / 15, 1e-12);
    ck_assert_uint_eq(v->apex_left, 1);
    ck_assert_uint_eq(v->apex_right, 0);
    for (size_t i = 0; i < v->n_levels; i++)
        ck_assert_double_ge(sign * (v->apex_U_L_V - v->levels[i].U_L_V), -1e-12);
}
END_TEST

/* On the left the step to *B limits, which scatters; on the right x itself does. */
START_TEST(scatter_opens_a_band_around_the_model)
{
    const chp_volcano *v = fit(MOST, 1, 0.05);
    ck_assert_double_gt(v->mean_error_V, 0);
    const chp_volcano_level *left = &v->levels[0], *right = &v->levels[v->n_levels - 1];
    ck_assert_double_lt(left->spread.low_V, left->U_L_V - 0.05);
    ck_assert_double_gt(left->spread.high_V, left->U_L_V + 0.05);
    ck_assert_double_eq_tol(right->spread.low_V, right->spread.high_V, 1e-12);
}
END_TEST

START_TEST(the_same_seed_gives_the_same_band)
{
    double low = fit(MOST, 1, 0.05)->levels[7].spread.low_V;
    chp_volcano_free(made);
    ck_assert_double_eq(fit(MOST, 1, 0.05)->levels[7].spread.low_V, low);
}
END_TEST

/* Residuals of +-0.05 by turns, on the step that limits on the left. */
START_TEST(the_apex_is_as_sure_as_the_lines_that_cross_there)
{
    const chp_volcano *v = fit(MOST, 1, 0.05);
    ck_assert_double_lt(v->apex_x_low, v->apex_x - 0.02);
    ck_assert_double_gt(v->apex_x_high, v->apex_x + 0.02);
    chp_volcano_free(made);
    v = fit(MOST, 1, 0);
    ck_assert_double_eq_tol(v->apex_x_low, v->apex_x, 1e-9);
    ck_assert_double_eq_tol(v->apex_x_high, v->apex_x, 1e-9);
}
END_TEST

/* What is adsorbed as an anion releases an electron: more negative U does not help. */
START_TEST(a_step_that_moves_electrons_the_other_way_limits_nothing)
{
    fill(&f, MOST, 1, 0);
    for (size_t i = 0; i < MOST; i++) {
        f.step[i][0].n_e = -1;
        f.profile[i].pds = 1;
        f.profile[i].U_L_V = -f.step[i][1].dG0_eV;
    }
    chp_volcano_options options = chp_volcano_defaults();
    options.descriptor = "*A";
    made = chp_volcano_fit(&f.outcome, &options, diag);
    const chp_volcano *v = chp_volcano_get(made, 0);
    ck_assert(!v->has_apex && !v->is_oxidation && !v->steps[0].may_limit);
    ck_assert_double_eq_tol(v->max_error_V, 0, 1e-12);
    for (size_t i = 0; i < v->n_levels; i++)
        ck_assert_double_eq_tol(v->levels[i].U_L_V, 0.5 * v->levels[i].x - 0.2, 1e-12);
}
END_TEST

START_TEST(few_catalysts_are_warned_of)
{
    fit(4, 1, 0.05);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), 1);
}
END_TEST

START_TEST(two_catalysts_are_refused)
{
    fill(&f, 2, 1, 0);
    chp_volcano_options options = chp_volcano_defaults();
    options.descriptor = "*A";
    ck_assert_ptr_null(chp_volcano_fit(&f.outcome, &options, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
}
END_TEST

START_TEST(a_reaction_whose_descriptor_nobody_calculated_asks_for_one)
{
    fill(&f, MOST, 1, 0);
    for (size_t i = 0; i < MOST; i++)
        f.catalyst[i].n_states = 0;
    chp_volcano_options options = chp_volcano_defaults();
    ck_assert_ptr_null(chp_volcano_fit(&f.outcome, &options, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "descriptor");
}
END_TEST

START_TEST(a_catalyst_without_the_descriptor_is_named)
{
    fill(&f, MOST, 1, 0);
    f.catalyst[4].n_states = 0;
    chp_volcano_options options = chp_volcano_defaults();
    options.descriptor = "*A";
    made = chp_volcano_fit(&f.outcome, &options, diag);
    ck_assert_uint_eq(chp_volcano_get(made, 0)->n_left_out, 1);
    ck_assert_uint_eq(chp_volcano_get(made, 0)->n_points, MOST - 1);
}
END_TEST

Suite *suite_volcano(void)
{
    TCase *tc = tcase_create("volcano");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, exact_lines_are_found_again);
    tcase_add_loop_test(tc, the_apex_is_where_the_limiting_lines_cross, 0, 2);
    tcase_add_test(tc, scatter_opens_a_band_around_the_model);
    tcase_add_test(tc, the_same_seed_gives_the_same_band);
    tcase_add_test(tc, the_apex_is_as_sure_as_the_lines_that_cross_there);
    tcase_add_test(tc, a_step_that_moves_electrons_the_other_way_limits_nothing);
    tcase_add_test(tc, few_catalysts_are_warned_of);
    tcase_add_test(tc, two_catalysts_are_refused);
    tcase_add_test(tc, a_reaction_whose_descriptor_nobody_calculated_asks_for_one);
    tcase_add_test(tc, a_catalyst_without_the_descriptor_is_named);
    Suite *suite = suite_create("analysis/volcano");
    suite_add_tcase(suite, tc);
    return suite;
}
