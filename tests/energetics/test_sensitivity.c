#include <string.h>

#include "energetics/trial.h"

static const chp_outcome *outcome;

static const chp_catalyst *run(const char *csv)
{
    outcome = trial_run(trial_file("study.csv", str_of(csv)));
    return &outcome->catalysts[0];
}

static const chp_sensitivity *under(const chp_catalyst *c, const char *policy)
{
    for (size_t i = 0; i < c->n_sensitivities; i++)
        if (strcmp(c->sensitivities[i].policy, policy) == 0)
            return &c->sensitivities[i];
    return NULL;
}

/* --- gases: *N2 and *NH3 were not calculated, so that steps with electrons hold them
 * --- */

static const char totals[] = "catalyst,state,G\n"
                             ",N2,-16\n,H2,-7\n,NH3,-18.57\n"
                             "cat,*,-100\ncat,*NNH,%s\ncat,*NNH2,-123\n"
                             "cat,*N,-108.5\ncat,*NH,-112.5\ncat,*NH2,%s\n";

static const chp_catalyst *study_of(const char *NNH, const char *NH2)
{
    trial_set("reaction", "nrr");
    trial_set("pathway", "distal");
    return run(arena_print(&trial.a, totals, NNH, NH2));
}

/* * + N2 + H+ + e- -> *NNH limits: less of N2 is left to pay when N2 lies higher. */
START_TEST(a_correction_of_N2_moves_the_step_that_takes_it_up)
{
    static const struct {
        const char *policy;
        double share;
    } rows[] = { { "correction none", 0 },
                 { "correction N2", 1 },
                 { "correction NH3", 0 },
                 { "correction split", 0.5 } };
    const chp_catalyst *c = study_of("-118.3", "-115.3");
    const chp_sensitivity *s = under(c, rows[_i].policy);
    ck_assert_ptr_nonnull(s);
    double moved_V = s->U_L_V - c->profiles[0].U_L_V;
    ck_assert_double_eq_tol(moved_V, rows[_i].share * outcome->closure.delta_eV, 1e-9);
    ck_assert_str_eq(s->pds_to, "*NNH");
}
END_TEST

/* What the correction gives is what the option gives. */
START_TEST(the_option_gives_what_was_foretold)
{
    static const char *const how[] = { "none", "N2", "NH3", "split" };
    const chp_catalyst *c = study_of("-118.3", "-115.3");
    double foretold_V =
        under(c, arena_print(&trial.a, "correction %s", how[_i]))->U_L_V;
    trial_set("gas-correction", how[_i]);
    c = study_of("-118.3", "-115.3");
    ck_assert_double_eq_tol(c->profiles[0].U_L_V, foretold_V, 1e-9);
    for (int k = 0; k < 4; k++) // and the others are foretold from there
        ck_assert_ptr_nonnull(under(c, arena_print(&trial.a, "correction %s", how[k])));
    ck_assert_double_eq_tol(under(c, "correction none")->U_L_V, -1.2, 1e-9);
}
END_TEST

/* NBS: -26.50 kJ/mol in water, -16.45 as a gas. */
START_TEST(ammonia_in_water_moves_the_step_that_releases_it)
{
    const chp_catalyst *c = study_of("-119.8", "-117.0");
    const chp_profile *p = &c->profiles[0];
    ck_assert_str_eq(p->steps[p->pds].to, "*");
    double moved_V = under(c, "NH3 aq")->U_L_V - p->U_L_V;
    ck_assert_double_eq_tol(moved_V, 10.05 / 96.485, 0.002);
    ck_assert_ptr_nonnull(strstr(p->robustness, "PDS robust under"));
}
END_TEST

/* --- modes
 * -----------------------------------------------------------------------------------
 */

/* Test vector T1, a mode of 20 cm-1, in meV. */
static const struct {
    const char *policy;
    double F_meV;
} soft[] = { { "none", -60.061 },
             { "floor:50", -36.467 },
             { "floor:100", -18.472 },
             { "grimme:100", -31.902 } };

START_TEST(a_soft_mode_moves_the_limit_by_T1)
{
    trial_set("reaction", "her");
    const chp_catalyst *c = run("catalyst,state,E,modes,G\n"
                                ",H2,,,-7\ncat,*,-100,,\ncat,*H,-103,20,\n");
    double F_eV = -under(c, soft[_i].policy)->U_L_V - 0.5;
    ck_assert_double_eq_tol(F_eV, soft[_i].F_meV / 1000, 1e-6);
    ck_assert_ptr_null(under(c, "correction N2")); // HER knows nothing of N2
    ck_assert_str_eq(c->profiles[0].robustness,
                     "PDS robust under 6 of 6 choices; U_L -0.44 to -0.48 V");
}
END_TEST

Suite *suite_sensitivity(void)
{
    Suite *s = suite_create("energetics/sensitivity");
    TCase *t = tcase_create("choices");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_loop_test(t, a_correction_of_N2_moves_the_step_that_takes_it_up, 0, 4);
    tcase_add_loop_test(t, the_option_gives_what_was_foretold, 0, 4);
    tcase_add_test(t, ammonia_in_water_moves_the_step_that_releases_it);
    tcase_add_loop_test(t, a_soft_mode_moves_the_limit_by_T1, 0,
                        sizeof soft / sizeof *soft);
    suite_add_tcase(s, t);
    return s;
}
