#include <math.h>

#include "chepath.h"
#include "suites.h"

/* Two pathways of one reaction. The largest step of "a" is 0.6 + U (one electron)
 * until its chemical step of 0.2 takes over below -0.4; that of "b" is a chemical step
 * of 0.3 all the way. So "a" is the better one below U = -0.3, "b" above. */
static const chp_profile_step a_steps[] = {
    { .from = "*", .to = "*A", .n_e = 1, .dG0_eV = 0.6 },
    { .from = "*A", .to = "*", .n_e = 0, .dG0_eV = 0.2 },
};
static const chp_profile_step b_steps[] = {
    { .from = "*", .to = "*B", .n_e = 0, .dG0_eV = 0.3 },
    { .from = "*B", .to = "*", .n_e = 1, .dG0_eV = -0.5 },
};
static const chp_profile profiles[] = {
    { .reaction = "r",
      .name = "a",
      .is_complete = true,
      .n_steps = 2,
      .steps = a_steps },
    { .reaction = "r",
      .name = "b",
      .is_complete = true,
      .n_steps = 2,
      .steps = b_steps },
};
static const chp_catalyst catalyst = {
    .n_profiles = 2,
    .profiles = profiles,
    .selectivity = { .U_crossover_V = { .value = -0.25, .known = true } },
};

static const struct {
    double U_V;
    chp_crossing_kind kind;
} expected[] = {
    { 0.5, CHP_CROSSING_STEP }, // *B -> *
    { -0.25, CHP_CROSSING_HYDROGEN },
    { -0.3, CHP_CROSSING_PATHWAY },
    { -0.6, CHP_CROSSING_STEP }, // * -> *A
};

START_TEST(every_change_is_found_where_the_lines_say)
{
    chp_crossings *c = chp_crossings_of(&catalyst, -1, 1);
    ck_assert_uint_eq(chp_crossings_count(c), 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq_tol(chp_crossings_get(c, i)->U_V, expected[i].U_V, 1e-12);
        ck_assert_int_eq(chp_crossings_get(c, i)->kind, expected[i].kind);
    }
    ck_assert_str_eq(chp_crossings_get(c, 2)->above, "b");
    ck_assert_str_eq(chp_crossings_get(c, 2)->below, "a");
    chp_crossings_free(c);
}
END_TEST

START_TEST(nothing_outside_the_range_is_told)
{
    chp_crossings *c = chp_crossings_of(&catalyst, -0.28, 0);
    ck_assert_uint_eq(chp_crossings_count(c), 1);
    ck_assert_int_eq(chp_crossings_get(c, 0)->kind, CHP_CROSSING_HYDROGEN);
    chp_crossings_free(c);
}
END_TEST

/* 0.6 + U, 0.3 and 0.9 + 2 U are alike at -0.3, or what rounding makes of it: there the
 * third takes over from the second, and the first is never the best. */
START_TEST(pathways_that_meet_in_one_point_change_there_once)
{
    static const chp_profile_step steps[] = {
        { .from = "*", .to = "*A", .n_e = 1, .dG0_eV = 0.6 },
        { .from = "*", .to = "*B", .n_e = 0, .dG0_eV = 0.3 },
        { .from = "*", .to = "*C", .n_e = 2, .dG0_eV = 0.9 },
    };
    chp_profile all[3];
    const char *const names[] = { "a", "b", "c" };
    for (int i = 0; i < 3; i++)
        all[i] = (chp_profile){ .reaction = "r",
                                .name = names[i],
                                .is_complete = true,
                                .n_steps = 1,
                                .steps = &steps[i] };
    const chp_catalyst one = { .n_profiles = 3, .profiles = all };
    chp_crossings *c = chp_crossings_of(&one, -0.4, 0);
    ck_assert_uint_eq(chp_crossings_count(c), 1);
    ck_assert_str_eq(chp_crossings_get(c, 0)->above, "b");
    ck_assert_str_eq(chp_crossings_get(c, 0)->below, "c");
    chp_crossings_free(c);
}
END_TEST

Suite *suite_crossings(void)
{
    TCase *tc = tcase_create("crossings");
    tcase_add_test(tc, every_change_is_found_where_the_lines_say);
    tcase_add_test(tc, nothing_outside_the_range_is_told);
    tcase_add_test(tc, pathways_that_meet_in_one_point_change_there_once);
    Suite *suite = suite_create("analysis/crossings");
    suite_add_tcase(suite, tc);
    return suite;
}
