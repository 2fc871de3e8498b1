#include <math.h>
#include <string.h>

#include "chepath.h"
#include "suites.h"

/* Two electrochemical steps, * -> *A of 0.50 eV and *A -> *B of 0.40 eV, each of which
 * is one state of its own, so that their errors can be chosen freely. */
static chp_state states[2];
static chp_run runs[2];
static chp_profile_term terms[2];
static chp_profile_step steps[2];
static chp_profile profile;
static chp_catalyst catalyst[2];
static chp_outcome outcome;
static chp_diag *diag;
static chp_uncertainty_options options;

static void setup(void)
{
    diag = chp_diag_new();
    options = chp_uncertainty_defaults();
    options.n_samples = 200000;
    options.sigma_adsorbate_eV = 0;
    options.sigma_state_eV = 0.1;
    const char *const name[] = { "*A", "*B" };
    for (int i = 0; i < 2; i++) {
        runs[i] = (chp_run){ 0 };
        states[i] = (chp_state){ .name = name[i], .is_used = true };
        terms[i] = (chp_profile_term){ &states[i], 1 };
        steps[i] = (chp_profile_step){
            .n_e = 1, .dG0_eV = i == 0 ? 0.5 : 0.4, .n_terms = 1, .terms = &terms[i]
        };
    }
    profile = (chp_profile){ .reaction = "made-up",
                             .name = "two steps",
                             .is_complete = true,
                             .has_limit = true,
                             .n_steps = 2,
                             .steps = steps,
                             .U_L_V = -0.5 };
    for (int i = 0; i < 2; i++)
        catalyst[i] = (chp_catalyst){ .name = i ? "second" : "first",
                                      .n_states = 2,
                                      .states = states,
                                      .n_profiles = 1,
                                      .profiles = &profile };
    outcome = (chp_outcome){ .n_catalysts = 1, .catalysts = catalyst };
}

static void teardown(void)
{
    chp_diag_free(diag);
}

/* Two normal steps of standard deviation 0.1: the difference has 0.1 sqrt 2 sqrt(1 -
 * r), P = Phi(0.1 / that), and E[max] follows from Clark, Oper. Res. 9, 145 (1961). */
static const struct {
    double shared_eV, own_eV; // correlation shared^2 / (shared^2 + own^2)
    double p_first, mean_max_eV;
} cases[] = {
    { 0, 0.1, 0.760250, 0.519964 },
    { 0.0894427191, 0.0447213595, 0.943077, 0.501537 }, // r = 0.8
};

START_TEST(two_steps_share_the_limit)
{
    options.sigma_state_eV = cases[_i].own_eV;
    options.sigma_gas_eV = cases[_i].shared_eV;
    chp_state gas = { .name = "XY", .is_used = true };
    outcome.n_gases = 1;
    outcome.gases = &gas;
    chp_profile_term with_gas[2][2] = { { terms[0], { &outcome.gases[0], 1 } },
                                        { terms[1], { &outcome.gases[0], 1 } } };
    for (int i = 0; i < 2; i++) {
        steps[i].n_terms = 2;
        steps[i].terms = with_gas[i];
    }
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    const double K = (double)options.n_samples, p = cases[_i].p_first;
    ck_assert_double_eq_tol(u->profiles[0].p_pds[0], p, 4 * sqrt(p * (1 - p) / K));
    ck_assert_double_eq_tol(-u->profiles[0].mean_V, cases[_i].mean_max_eV,
                            4 * 0.1 / sqrt(K));
    ck_assert_double_lt(u->profiles[0].mean_V, u->profiles[0].U_L_V);
    chp_uncertainty_free(u);
}
END_TEST

START_TEST(an_error_that_two_catalysts_share_does_not_change_their_order)
{
    outcome.n_catalysts = 2;
    options.sigma_state_eV = 0;
    options.sigma_adsorbate_eV = 0.3;
    chp_profile_step worse[2] = { steps[0], steps[1] };
    worse[0].dG0_eV = 0.55;
    worse[1].dG0_eV = 0.45;
    chp_profile second = profile;
    second.steps = worse;
    catalyst[1].profiles = &second;
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    ck_assert_uint_eq(u->n_pairs, 2);
    ck_assert_str_eq(u->pairs[0].better, "first");
    ck_assert_double_eq(u->pairs[0].confidence, 1);
    ck_assert_double_eq(u->pairs[1].confidence, 0);
    chp_uncertainty_free(u);
}
END_TEST

/* Errors that the states do not share: 0.5 and 0.55 V are no order when each is known
 * within 0.3 V, and one when within 1 mV. */
START_TEST(C25_an_order_that_is_not_sure_is_a_note)
{
    static const double sigma_eV[] = { 0.3, 0.001 };
    outcome.n_catalysts = 2;
    options.sigma_state_eV = sigma_eV[_i];
    options.sigma_adsorbate_eV = 0;
    chp_profile_step worse[2] = { steps[0], steps[1] };
    worse[0].dG0_eV = 0.55;
    worse[1].dG0_eV = 0.45;
    chp_profile_term own[2] = { worse[0].terms[0], worse[1].terms[0] };
    static chp_state others[2];
    for (int i = 0; i < 2; i++) { // other states than those of the first catalyst
        others[i] = *own[i].state;
        own[i].state = &others[i];
        worse[i].terms = &own[i];
        worse[i].n_terms = 1;
    }
    chp_profile second = profile;
    second.steps = worse;
    catalyst[1].profiles = &second;
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    size_t n = 0;
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        n += strcmp(m->code, "C25") == 0;
    ck_assert_uint_eq(n, _i == 0);
    chp_uncertainty_free(u);
}
END_TEST

/* Members of an ensemble worked out by hand: U_L = -max(0.5 + a, 0.4 + b). */
START_TEST(an_ensemble_is_combined_member_by_member)
{
    const double a[] = { 0.0, 0.1, -0.2, -0.1 }, b[] = { 0.0, 0.3, 0.1, 0.0 };
    const double *const members[] = { a, b };
    for (int i = 0; i < 2; i++) {
        runs[i].calc.n_ensemble = 4;
        runs[i].calc.ensemble_eV = members[i];
        states[i].energy_run = &runs[i];
    }
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    ck_assert_str_eq(u->origin, "BEEF ensemble");
    // U_L: -0.5 (A), -0.7 (B), -0.5 (B), -0.4 (tie)
    ck_assert_double_eq_tol(u->profiles[0].mean_V, -2.1 / 4, 1e-12);
    ck_assert_double_eq_tol(u->profiles[0].p_pds[0], 1.5 / 4, 1e-12);
    ck_assert_double_eq_tol(u->profiles[0].p_pds[1], 2.5 / 4, 1e-12);
    chp_uncertainty_free(u);
}
END_TEST

/* O2 = 2 H2O - 2 H2 in the first step: 2 x a - 2 x b, member by member. */
START_TEST(what_is_made_of_gases_has_their_ensembles)
{
    const double a[] = { 0.0, 0.1 }, b[] = { 0.0, 0.05 }, none[] = { 0, 0 };
    chp_state gases[] = { { .name = "H2O" }, { .name = "H2" }, { .name = "O2" } };
    chp_run of_gas[2] = { 0 };
    const chp_profile_term made_of[] = { { &gases[0], 2 }, { &gases[1], -2 } };
    gases[2].n_made_of = 2;
    gases[2].made_of = made_of;
    for (int i = 0; i < 2; i++) {
        runs[i].calc.n_ensemble = of_gas[i].calc.n_ensemble = 2;
        runs[i].calc.ensemble_eV = none;
        of_gas[i].calc.ensemble_eV = i == 0 ? a : b;
        states[i].energy_run = &runs[i];
        gases[i].energy_run = &of_gas[i];
    }
    outcome.n_gases = 3;
    outcome.gases = gases;
    chp_profile_term first[] = { terms[0], { &gases[2], -1 } };
    steps[0].n_terms = 2;
    steps[0].terms = first;
    ck_assert(chp_uncertainty_has_ensemble(&outcome));
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    // U_L: -0.5, and -max(0.5 - 0.2 + 0.1, 0.4), a tie
    ck_assert_double_eq_tol(u->profiles[0].mean_V, -0.9 / 2, 1e-12);
    ck_assert_double_eq_tol(u->profiles[0].p_pds[0], 1.5 / 2, 1e-12);
    chp_uncertainty_free(u);
}
END_TEST

/* H2 stands in no equation: its half comes with every proton. */
START_TEST(hydrogen_without_an_ensemble_is_refused)
{
    const double a[] = { 0, 0 };
    chp_state hydrogen = { .name = "H2" };
    for (int i = 0; i < 2; i++) {
        runs[i].calc.n_ensemble = 2;
        runs[i].calc.ensemble_eV = a;
        states[i].energy_run = &runs[i];
    }
    outcome.n_gases = 1;
    outcome.gases = &hydrogen;
    chp_profile_term with[] = { terms[0], { &hydrogen, -0.5 } };
    steps[0].n_terms = 2;
    steps[0].terms = with;
    ck_assert(!chp_uncertainty_has_ensemble(&outcome));
    ck_assert_ptr_null(chp_uncertainty_of(&outcome, &options, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
}
END_TEST

START_TEST(half_an_ensemble_is_refused)
{
    const double a[] = { 0, 0 };
    runs[0].calc.n_ensemble = 2;
    runs[0].calc.ensemble_eV = a;
    states[0].energy_run = &runs[0];
    ck_assert_ptr_null(chp_uncertainty_of(&outcome, &options, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
}
END_TEST

START_TEST(half_an_ensemble_that_nobody_asked_for_is_told)
{
    const double a[] = { 0, 0 };
    chp_uncertainty_note_gaps(&outcome, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    runs[0].calc.n_ensemble = 2;
    runs[0].calc.ensemble_eV = a;
    states[0].energy_run = &runs[0];
    chp_uncertainty_note_gaps(&outcome, diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 1);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), 0);
}
END_TEST

START_TEST(ensembles_of_two_lengths_are_named)
{
    const double a[] = { 0, 0, 0 };
    for (int i = 0; i < 2; i++) {
        runs[i].calc.n_ensemble = i == 0 ? 2 : 3;
        runs[i].calc.ensemble_eV = a;
        states[i].energy_run = &runs[i];
    }
    ck_assert_ptr_null(chp_uncertainty_of(&outcome, &options, diag));
    const char *fact = chp_diag_get(diag, 0)->fact;
    ck_assert_ptr_nonnull(strstr(fact, "has 3 members"));
    ck_assert_ptr_nonnull(strstr(fact, "has 2"));
}
END_TEST

/* What is taken up as an anion gives an electron off, and bounds U from below. */
START_TEST(a_step_that_gives_electrons_off_is_no_limit_of_a_reduction)
{
    steps[0].n_e = -1;
    profile.pds = 1;
    profile.U_L_V = -0.4;
    options.sigma_state_eV = 0.01;
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    ck_assert_double_eq_tol(u->profiles[0].mean_V, -0.4, 1e-3);
    ck_assert_double_eq_tol(u->profiles[0].p_pds[0], 0, 1e-12);
    ck_assert_double_eq_tol(u->profiles[0].p_pds[1], 1, 1e-12);
    chp_uncertainty_free(u);
}
END_TEST

START_TEST(the_better_pathway_of_each_member_is_counted)
{
    chp_profile both[2] = { profile, profile };
    both[1].name = "other";
    chp_profile_step other[2] = { steps[0], steps[1] };
    other[0].dG0_eV = 0.9;
    both[1].steps = other;
    catalyst[0].profiles = both;
    catalyst[0].n_profiles = 2;
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    ck_assert_ptr_nonnull(u);
    ck_assert_double_eq_tol(
        u->profiles[0].p_best_pathway + u->profiles[1].p_best_pathway, 1, 1e-9);
    ck_assert_double_gt(u->profiles[0].p_best_pathway, 0.95);
    chp_uncertainty_free(u);
}
END_TEST

START_TEST(assumed_errors_are_set_by_name_or_not_at_all)
{
    static const char *const wrong[] = { "N2=0.5,H3=0.1", "N2=0.5,NH3=-1", "N2=0.5,gas",
                                         "N2=x", "" };
    chp_uncertainty_options o = chp_uncertainty_defaults();
    ck_assert(chp_uncertainty_set(&o, "N2=0.3, adsorbate=0"));
    ck_assert_double_eq(o.sigma_N2_eV, 0.3);
    ck_assert_double_eq(o.sigma_adsorbate_eV, 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!chp_uncertainty_set(&o, wrong[i]), "%s", wrong[i]);
        ck_assert_double_eq(o.sigma_N2_eV, 0.3);
    }
}
END_TEST

Suite *suite_uncertainty(void)
{
    TCase *tc = tcase_create("uncertainty");
    tcase_add_test(tc, assumed_errors_are_set_by_name_or_not_at_all);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, two_steps_share_the_limit, 0, 2);
    tcase_add_test(tc, an_error_that_two_catalysts_share_does_not_change_their_order);
    tcase_add_loop_test(tc, C25_an_order_that_is_not_sure_is_a_note, 0, 2);
    tcase_add_test(tc, an_ensemble_is_combined_member_by_member);
    tcase_add_test(tc, what_is_made_of_gases_has_their_ensembles);
    tcase_add_test(tc, hydrogen_without_an_ensemble_is_refused);
    tcase_add_test(tc, half_an_ensemble_that_nobody_asked_for_is_told);
    tcase_add_test(tc, ensembles_of_two_lengths_are_named);
    tcase_add_test(tc, a_step_that_gives_electrons_off_is_no_limit_of_a_reduction);
    tcase_add_test(tc, half_an_ensemble_is_refused);
    tcase_add_test(tc, the_better_pathway_of_each_member_is_counted);
    Suite *suite = suite_create("analysis/uncertainty");
    suite_add_tcase(suite, tc);
    return suite;
}
