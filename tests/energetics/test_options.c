/* Options as they are written: what is refused, and what is said twice. */
#include <string.h>

#include "energetics/trial.h"

static const char ladder[] = "catalyst,state,dG\ncat,*N2,-0.35\ncat,*NNH,0.15\n"
                             "cat,*NNH2,0.05\ncat,*N,-0.60\ncat,*NH,-1.20\n"
                             "cat,*NH2,-1.35\ncat,*NH3,-1.05\n";

START_TEST(what_no_option_can_be_is_refused)
{
    static const char *const rows[][2] = {
        { "potential", "-0,5" },
        { "potential", "-100" },
        { "potential", "0:9:1" },
        { "potential", "0:1:0" },
        { "potential", "-0.5V" },
        { "objective", "Gmax:-50" },
        { "low-modes", "floor:1e9" },
        { "low-modes", "cap:99" },
        { "paths", "0" },
        { "temperature", "0" },
        { "pH", "20" },
        { "pressure", "N2=0" },
        { "allow", "C03,C28" },
    };
    ck_assert(!chp_options_set(trial.options, rows[_i][0], rows[_i][1],
                               (chp_where){ 0 }, trial.diag));
    ck_assert(trial_says_as(CHP_ERROR, "bad-option", rows[_i][1]));
}
END_TEST

START_TEST(what_is_said_twice_is_done_once)
{
    trial_set("reaction", "nrr");
    trial_set("reaction", "nrr");
    trial_set("pathway", "distal");
    trial_set("potential", "0,UL,ul,0,-0.5,Ueq");
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(ladder)));
    ck_assert_uint_eq(o->catalysts[0].n_profiles, 1);
    ck_assert_uint_eq(o->catalysts[0].profiles[0].n_potentials, 4);
}
END_TEST

START_TEST(a_range_may_fall)
{
    trial_set("potential", "0.2:-0.8:0.05");
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(ladder)));
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    ck_assert_uint_eq(p->n_potentials, 21);
    NEAR(p->at[0].U_V, 0.2);
    NEAR(p->at[20].U_V, -0.8);
}
END_TEST

START_TEST(an_option_that_nothing_asks_for_is_told)
{
    static const char *const rows[][3] = {
        { "paths", "3", "without --search" },
        { "nitrate", "CRC", "no reaction here has NO3-" },
        { "field", "0.3", "no state here tells" },
        { "absolute-potential", "4.6", "no state here has charged runs" },
        { "omega-fit", "cubic", "no state here has charged runs" },
        { "pH", "7", "each proton here comes with an electron" },
    };
    trial_set(rows[_i][0], rows[_i][1]);
    trial_run(trial_file("t.csv", str_of(ladder)));
    ck_assert(trial_says_as(CHP_NOTE, "unused-option", rows[_i][2]));
}
END_TEST

START_TEST(an_option_that_something_asks_for_is_no_matter)
{
    static const char *const rows[][2] = { { "search", "yes" },
                                           { "product", "NH3=aq" },
                                           { "scale", "SHE" } };
    for (int i = 0; i < 3; i++)
        trial_set(rows[i][0], rows[i][1]);
    trial_set("paths", "3");
    trial_set("pH", "7");
    trial_run(trial_file("t.csv", str_of(ladder)));
    ck_assert_ptr_null(trial_message("unused-option"));
}
END_TEST

START_TEST(a_pathway_like_no_other_is_answered_with_all)
{
    trial_set("pathway", "xyz");
    trial_run(trial_file("t.csv", str_of(ladder)));
    ck_assert_ptr_nonnull(
        strstr(trial_message("unknown-pathway")->hint, "distal, alternating"));
}
END_TEST

START_TEST(a_folder_of_gases_that_is_not_there_is_said_so)
{
    trial_set("gas", "/nowhere/at/all");
    trial_run(trial_file("t.csv", str_of(ladder)));
    ck_assert(trial_says_as(CHP_ERROR, "no-runs", "there is no such folder"));
}
END_TEST

Suite *suite_options(void)
{
    TCase *tc = tcase_create("options");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, what_no_option_can_be_is_refused, 0, 13);
    tcase_add_test(tc, what_is_said_twice_is_done_once);
    tcase_add_test(tc, a_range_may_fall);
    tcase_add_loop_test(tc, an_option_that_nothing_asks_for_is_told, 0, 6);
    tcase_add_test(tc, an_option_that_something_asks_for_is_no_matter);
    tcase_add_test(tc, a_pathway_like_no_other_is_answered_with_all);
    tcase_add_test(tc, a_folder_of_gases_that_is_not_there_is_said_so);
    Suite *suite = suite_create("energetics/options");
    suite_add_tcase(suite, tc);
    return suite;
}
