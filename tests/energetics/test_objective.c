#include <math.h>
#include <string.h>

#include "energetics/trial.h"

/* --- test vector T7 ------------------------------------------------------------- */

static const char t7[] = "catalyst,state,dG\n"
                         "X,*N2,-0.35\nX,*N*N,-0.10\nX,*NNH,0.15\nX,*N*NH,0.45\n"
                         "X,*NNH2,0.05\nX,*NHNH,0.40\nX,*N*NH2,0.30\nX,*NH*NH,0.10\n"
                         "X,*NHNH2,0.20\nX,*NH*NH2,-0.15\nX,*NH2NH2,-0.30\n"
                         "X,*NH2*NH2,-0.55\nX,*N,-0.60\nX,*NH,-1.20\nX,*NH2,-1.35\n"
                         "X,*NH3,-1.05\nX,*H,-0.10\nX,end,-0.34\n";

/* Worked out by hand from the levels: the span at 0 V from *NH2 over the end, 0.34 eV
 * lower one turn later, to *NNH: 0.15 + 1.35 - 0.34. */
static const struct {
    const char *text, *name;
    double U_V; // NaN: not told
    double best_eV;
} asked[] = {
    { "UL", "U_L", NAN, 0.50 },
    { "U_L", "U_L", NAN, 0.50 },
    { "all-steps", "all-steps", NAN, 0.71 },
    { "at-U:-0.5", "at-U", -0.5, 0.71 },
    { "at-U:0.3", "at-U", 0.3, 0.80 },
    { "Gmax", "G_max", 0, 1.01 },
    { "Gmax:-0.5", "G_max", -0.5, 0.71 },
    { "G_max:-0.5", "G_max", -0.5, 0.71 },
    { "span", "span", 0, 1.16 },
};

START_TEST(paths_are_ranked_by_what_was_asked_for)
{
    trial_set("reaction", "nrr");
    trial_set("search", "yes");
    trial_set("objective", asked[_i].text);
    const chp_search *s = &trial_study("t7.csv", t7)->searches[0];
    ck_assert_str_eq(s->objective, asked[_i].name);
    ck_assert(s->objective_V.known == !isnan(asked[_i].U_V));
    if (s->objective_V.known)
        NEAR(s->objective_V.value, asked[_i].U_V);
    ck_assert(s->is_exact);
    NEAR(s->paths[0].objective_eV, asked[_i].best_eV);
    for (size_t i = 1; i < s->n_paths; i++)
        ck_assert_double_ge(s->paths[i].objective_eV,
                            s->paths[i - 1].objective_eV - 1e-6);
}
END_TEST

START_TEST(an_objective_that_is_not_understood_is_refused)
{
    static const char *const wrong[] = { "at-U",   "UL:0",  "all-steps:0",
                                         "Gmax:x", "span:", "best",
                                         "" };
    ck_assert(!chp_options_set(trial.options, "objective", wrong[_i], (chp_where){ 0 },
                               trial.diag));
}
END_TEST

START_TEST(where_the_reaction_is_uphill_no_path_has_a_span)
{
    trial_set("reaction", "nrr");
    trial_set("objective", "span:0.5");
    ck_assert_uint_eq(trial_study("t7.csv", t7)->n_searches, 0);
    ck_assert(trial_says("objective", ""));
}
END_TEST

/* --- hybrids --------------------------------------------------------------------- */

/* Distal climbs 0.65 eV to *N, alternating 0.75 eV to *NHNH; from *NNH2 to *NHNH2
 * neither is met, and 0.50 eV to *NNH is the most. */
static const char crossing[] = "catalyst,state,dG\n"
                               "X,*N2,-0.35\nX,*NNH,0.15\nX,*NNH2,0.05\n"
                               "X,*NHNH,0.90\nX,*NHNH2,0.20\nX,*NH2NH2,-0.30\n"
                               "X,*N,0.70\nX,*NH,-1.20\nX,*NH2,-1.35\nX,*NH3,-1.05\n"
                               "X,*H,-0.10\nX,end(nrr),-0.34\n";

static const chp_profile *hybrid(const chp_catalyst *c)
{
    const chp_profile *found = NULL;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_hybrid) {
            ck_assert_ptr_null(found);
            found = &c->profiles[i];
        }
    return found;
}

START_TEST(a_hybrid_better_than_all_mechanisms_has_a_profile)
{
    const chp_catalyst *c = trial_study("x.csv", crossing);
    const chp_profile *p = hybrid(c);
    ck_assert_ptr_nonnull(p);
    ck_assert_ptr_null(c->searches[0].paths[0].name);
    ck_assert_str_eq(p->name, "best path (hybrid)");
    ck_assert(p->is_complete);
    NEAR(p->U_L_V, -0.50);
    NEAR(p->dG_chem_eV, 0.71);
    ck_assert_str_eq(p->steps[p->pds].to, "*NNH");
    ck_assert_str_eq(p->steps[3].from, "*NNH2");
    ck_assert_str_eq(p->steps[3].to, "*NHNH2");
    NEAR(p->level_eV[p->n_steps], -0.34);
}
END_TEST

START_TEST(selectivity_is_that_of_the_named_mechanisms)
{
    const chp_catalyst *c = trial_study("x.csv", crossing);
    NEAR(c->selectivity.U_L_NRR_minus_U_L_HER_V.value, -0.65 + 0.10);
}
END_TEST

START_TEST(a_named_mechanism_that_is_best_needs_no_further_profile)
{
    ck_assert_ptr_null(hybrid(trial_study("t7.csv", t7)));
}
END_TEST

START_TEST(who_asks_for_a_pathway_gets_no_other)
{
    trial_set("pathway", "distal");
    ck_assert_ptr_null(hybrid(trial_study("x.csv", crossing)));
}
END_TEST

/* --- with transition states ------------------------------------------------------ */

/* Over the dissociation of *N2 at 0.80 eV; from *NH2 a turn later it is 2.15 - 0.34 eV
 * up. At -0.2 V *NH2 lies five times 0.2 eV lower, the turn ends six times lower, and
 * the transition state stays. */
static const char with_top[] = "reactions: [nrr]\n"
                               "catalysts:\n"
                               "  X:\n"
                               "    states:\n"
                               "      'N2*': {dG: -0.35}\n"
                               "      'N+N*': {dG: -0.40}\n"
                               "      'NH+N*': {dG: -0.60}\n"
                               "      'NH2+N*': {dG: -0.70}\n"
                               "      'N*': {dG: -0.90}\n"
                               "      'NH*': {dG: -1.20}\n"
                               "      'NH2*': {dG: -1.35}\n"
                               "      'NH3*': {dG: -1.05}\n"
                               "      end: {dG: -0.34}\n"
                               "    transition_states:\n"
                               "      'N2* -> N* + N*': {dG: 0.80}\n"
                               "      '* + N2 -> N* + N*': {dG: 0.90}\n";

START_TEST(the_span_of_a_path_is_that_of_its_profile)
{
    static const double U_V[] = { 0, -0.2 }, span_eV[] = { 1.81, 1.61 };
    trial_set("objective", _i == 0 ? "span" : "span:-0.2");
    trial_set("potential", "0,-0.2");
    const chp_catalyst *c = trial_study("chepath.yaml", with_top);
    const chp_path *best = &c->searches[0].paths[0];
    ck_assert_str_eq(best->name, "dissociative-consecutive");
    NEAR(best->objective_eV, span_eV[_i]);
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (strcmp(p->name, best->name) != 0)
            continue;
        ck_assert_uint_eq(p->n_turnovers, 2);
        NEAR(p->at[_i].U_V, U_V[_i]);
        NEAR(best->objective_eV, p->turnovers[_i].span_eV);
    }
}
END_TEST

Suite *suite_objective(void)
{
    TCase *tc = tcase_create("objective");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, paths_are_ranked_by_what_was_asked_for, 0,
                        sizeof asked / sizeof *asked);
    tcase_add_loop_test(tc, an_objective_that_is_not_understood_is_refused, 0, 7);
    tcase_add_test(tc, where_the_reaction_is_uphill_no_path_has_a_span);
    tcase_add_test(tc, a_hybrid_better_than_all_mechanisms_has_a_profile);
    tcase_add_test(tc, selectivity_is_that_of_the_named_mechanisms);
    tcase_add_test(tc, a_named_mechanism_that_is_best_needs_no_further_profile);
    tcase_add_test(tc, who_asks_for_a_pathway_gets_no_other);
    tcase_add_loop_test(tc, the_span_of_a_path_is_that_of_its_profile, 0, 2);
    Suite *suite = suite_create("energetics/objective");
    suite_add_tcase(suite, tc);
    return suite;
}
