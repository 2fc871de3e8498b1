#include <string.h>

#include "energetics/trial.h"

static const chp_catalyst *run(const char *csv, const char *pairs)
{
    if (pairs)
        trial_set("pairs", pairs);
    return trial_study("study.csv", csv);
}

/* Made up, with the columns of (2.1): N2 -16.3, H2 -7, NH3 -18.8 in all. */
static const char totals[] = "catalyst,state,E,ZPE,thermal,TS,G\n"
                             ",N2,,,,,-16.3\n,H2,,,,,-7\n,NH3,,,,,-18.82\n"
                             "cat,*,-100,,,,\n"
                             "cat,*N2,-116.8,0.2,0.05,0.10,\n"
                             "cat,*N,-109.0,0.08,0.01,0.02,\n"
                             "cat,*NH,-113.0,0.35,0.02,0.04,\n"
                             "cat,*NH2,-116.6,0.65,0.03,0.06,\n";

START_TEST(a_pair_is_the_sum_of_its_fragments)
{
    const chp_catalyst *c = run(totals, "additive");
    const chp_state *pair = state_of(c, "*NH+*N");
    ck_assert_ptr_nonnull(pair);
    NEAR(pair->g.E_eV.value, -113.0 - 109.0 + 100);
    NEAR(pair->g.ZPE_eV.value, 0.43);
    NEAR(pair->g.TS_eV.value, 0.06);
    NEAR(pair->g.G_eV.value, -122 + 0.43 + 0.03 - 0.06);
    ck_assert_str_eq(pair->source, "additive: *NH + *N");
    ck_assert(trial_says("additive", ""));
}
END_TEST

START_TEST(a_pathway_of_pairs_is_complete_then)
{
    const chp_profile *p =
        profile_of(run(totals, "additive"), "dissociative-simultaneous");
    ck_assert(p->is_complete);
    for (size_t i = 0; i < p->n_steps; i++)
        if (strcmp(p->steps[i].to, "*N+*N") == 0) // 2 (-108.93) + 100 + 116.65
            NEAR(p->steps[i].dG0_eV, -1.21);
}
END_TEST

static const char relative[] = "catalyst,state,dG\n"
                               "cat,*,0\ncat,*N2,-0.35\ncat,*N,-0.60\n"
                               "cat,*NH,-1.20\ncat,*NH2,-1.35\ncat,end,-0.34\n";

/* dG of single fragments counts one NH3 that left, half of the overall -0.34 eV: (1.1).
 * The pair holds both N. */
START_TEST(in_a_table_of_dG_each_fragment_has_its_own_reservoirs)
{
    const chp_state *pair = state_of(run(relative, "additive"), "*N+*N");
    ck_assert_ptr_nonnull(pair);
    NEAR(pair->dG_eV.value, 2 * -0.60 + 0.34);
}
END_TEST

START_TEST(nobody_gets_pairs_without_asking)
{
    const char *choice[] = { NULL, "none" };
    const chp_catalyst *c = run(totals, choice[_i]);
    ck_assert_ptr_null(state_of(c, "*NH+*N"));
    ck_assert(!profile_of(c, "dissociative-simultaneous")->is_complete);
    ck_assert(!trial_says("additive", ""));
}
END_TEST

START_TEST(a_pair_that_was_calculated_stands)
{
    const char *table =
        arena_print(&trial.a, "%scat,*NH+*N,-121.0,0.4,0.03,0.06,\n", totals);
    const chp_state *pair = state_of(run(table, "additive"), "*NH+*N");
    NEAR(pair->g.E_eV.value, -121.0);
    ck_assert_ptr_null(strstr(pair->source, "additive"));
}
END_TEST

Suite *suite_pairs(void)
{
    Suite *s = suite_create("energetics/pairs");
    TCase *t = tcase_create("pairs");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, a_pair_is_the_sum_of_its_fragments);
    tcase_add_test(t, a_pathway_of_pairs_is_complete_then);
    tcase_add_test(t, in_a_table_of_dG_each_fragment_has_its_own_reservoirs);
    tcase_add_loop_test(t, nobody_gets_pairs_without_asking, 0, 2);
    tcase_add_test(t, a_pair_that_was_calculated_stands);
    suite_add_tcase(s, t);
    return s;
}
