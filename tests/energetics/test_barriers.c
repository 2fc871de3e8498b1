#include <string.h>

#include "energetics/trial.h"

/* --- test vector T9, through a reaction of four chemical steps ----------------- */

static const char synthesis[] = "reaction: synthesis\n"
                                "title: Ammonia from its elements\n"
                                "overall: N2 + 3 H2 -> 2 NH3\n"
                                "states:\n"
                                "  N2*: {}\n"
                                "  NHNH*: {}\n"
                                "  NH2NH2*: {}\n"
                                "pathways:\n"
                                "  cycle:\n"
                                "    - N2 + * -> N2*\n"
                                "    - N2* + H2 -> NHNH*\n"
                                "    - NHNH* + H2 -> NH2NH2*\n"
                                "    - NH2NH2* + H2 -> * + 2 NH3\n";

static const char t9[] = "reactions: [synthesis.yaml]\n"
                         "catalysts:\n"
                         "  cat:\n"
                         "    states:\n"
                         "      '*': {dG: 0}\n"
                         "      'N2*': {dG: -0.35}\n"
                         "      'NHNH*': {dG: -0.20}\n"
                         "      'NH2NH2*': {dG: -0.60}\n"
                         "      end: {dG: -0.34}\n"
                         "    transition_states:\n"
                         "      '* + N2 -> N2*': {dG: 0.10}\n"
                         "      'N2* -> NHNH*': {dG: 0.45}\n"
                         "      'NHNH* -> NH2NH2*': {dG: 0.30}\n"
                         "      'NH2NH2* -> *': {dG: 0.05}\n";

START_TEST(four_barriers_give_the_span_of_T9)
{
    trial_file("synthesis.yaml", str_of(synthesis));
    const chp_profile *p = &trial_study("chepath.yaml", t9)->profiles[0];
    ck_assert_uint_eq(p->n_barriers, 4);
    ck_assert_uint_eq(p->n_turnovers, 1);
    NEAR(p->turnovers[0].span_eV, 0.80);
    ck_assert_uint_eq(p->turnovers[0].tdts, 1);
    ck_assert_uint_eq(p->turnovers[0].tdi, 1);
    ck_assert_double_eq_tol(p->turnovers[0].tof_s, 0.17992, 1e-5);
    ck_assert(!trial_says("transition-state", ""));
}
END_TEST

START_TEST(an_uphill_cycle_has_no_turnover)
{
    trial_file("synthesis.yaml", str_of(synthesis));
    const char *uphill = arena_str(&trial.a, str_of(t9));
    *strstr(strstr(uphill, "end:"), "-") = ' ';
    const chp_profile *p = &trial_study("chepath.yaml", uphill)->profiles[0];
    ck_assert_uint_eq(p->n_barriers, 4);
    ck_assert_uint_eq(p->n_turnovers, 0);
}
END_TEST

/* --- one barrier among steps with electrons, from energies --------------------- */

/* Made up: G of all, so that a barrier can be followed by hand. Each fragment of the
 * two has its own cell; the transition state holds both. */
static const char hydrogen[] = "reactions: [her]\n"
                               "options: {potential: '-0.3'}\n"
                               "gases: {H2: {G: -7}}\n"
                               "catalysts:\n"
                               "  cat:\n"
                               "    states:\n"
                               "      '*': {G: -100}\n"
                               "      'H*': {G: -103.6}\n"
                               "    transition_states:\n"
                               "      '%s': {%s}\n";

static const chp_profile *tafel(const char *name, const char *energy)
{
    const chp_catalyst *c =
        trial_study("chepath.yaml", arena_print(&trial.a, hydrogen, name, energy));
    for (size_t i = 0; i < c->n_profiles; i++)
        if (strstr(c->profiles[i].name, "afel"))
            return &c->profiles[i];
    ck_abort_msg("HER has no Tafel pathway");
    return NULL;
}

START_TEST(the_cells_that_meet_in_a_transition_state_are_counted)
{
    const chp_profile *p = tafel("H* + H* -> *", "G: -106.4");
    ck_assert_uint_eq(p->n_barriers, 1);
    // -106.4 + (2 - 1) (-100) - 2 (-103.6)
    NEAR(p->barriers[0].dG_eV, 0.8);
    ck_assert_uint_eq(p->n_turnovers, 1);
}
END_TEST

START_TEST(its_imaginary_mode_counts_for_nothing)
{
    const chp_profile *p =
        tafel("H* + H* -> *", "E: -106.4, modes: [1000i], thermal: 0, TS: 0");
    NEAR(p->barriers[0].dG_eV, 0.8);
}
END_TEST

START_TEST(a_barrier_of_electrons_is_refused)
{
    const chp_profile *p = tafel("* -> H*", "G: -103");
    ck_assert_uint_eq(p->n_barriers, 0);
    ck_assert_uint_eq(p->n_turnovers, 0);
    ck_assert(trial_says("transition-state", "moves electrons"));
}
END_TEST

START_TEST(a_transition_state_of_no_step_is_told)
{
    const chp_profile *p = tafel("H* -> N*", "G: -103");
    ck_assert_uint_eq(p->n_barriers, 0);
    ck_assert(trial_says("transition-state", "belongs to no step"));
}
END_TEST

Suite *suite_barriers(void)
{
    Suite *s = suite_create("energetics/barriers");
    TCase *t = tcase_create("spans");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, four_barriers_give_the_span_of_T9);
    tcase_add_test(t, an_uphill_cycle_has_no_turnover);
    tcase_add_test(t, the_cells_that_meet_in_a_transition_state_are_counted);
    tcase_add_test(t, its_imaginary_mode_counts_for_nothing);
    tcase_add_test(t, a_barrier_of_electrons_is_refused);
    tcase_add_test(t, a_transition_state_of_no_step_is_told);
    suite_add_tcase(s, t);
    return s;
}
