#include <math.h>
#include <string.h>

#include "analysis/screen.h"
#include "chepath.h"
#include "math/statistics.h"
#include "suites.h"

/* A made-up reaction with what real ones have: pathways that share states and steps,
 * gases, a step of two electrons, one of none, and one that leads into the cycle. The
 * oracle is the analysis of one catalyst, chp_uncertainty_of(). */
enum { N_STATES = 5, N_GASES = 2, N_PATHS = 3, MOST_STEPS = 5, N_MEMBERS = 37, N = 9 };

static chp_state states[N_STATES], gases[N_GASES];
static chp_run runs[N_STATES + N_GASES];
static double ensemble_eV[N_STATES + N_GASES][N_MEMBERS];
static chp_profile_term terms[N_PATHS][MOST_STEPS][3];
static chp_profile_step steps[N_PATHS][MOST_STEPS];
static chp_profile profiles[N_PATHS];
static chp_catalyst catalyst;
static chp_outcome outcome;
static chp_diag *diag;

/* From state to state with electrons; -1: no step. Gas 0 is taken up half for each. */
static const struct {
    int from, to, n_e;
    bool is_activation;
} plan[N_PATHS][MOST_STEPS] = {
    { { 0, 1, 1, false }, { 1, 2, 1, false }, { 2, 3, 0, false }, { 3, 0, 2, false } },
    { { 0, 1, 1, false }, { 1, 4, 1, false }, { 4, 3, 1, false }, { 3, 0, 1, false } },
    { { 0, 4, 3, true }, { 0, 2, 1, false }, { 2, 4, 1, false }, { 4, 0, 1, false } },
};

static void fill_step(int path, int i, int sign)
{
    int from = plan[path][i].from, to = plan[path][i].to, n_e = plan[path][i].n_e;
    chp_profile_term *t = terms[path][i];
    t[0] = (chp_profile_term){ &states[to], 1 };
    t[1] = (chp_profile_term){ &states[from], -1 };
    t[2] = (chp_profile_term){ &gases[n_e == 0], n_e == 0 ? 1 : -0.5 * n_e };
    double dG = 0.05; // of the reservoirs
    for (int k = 0; k < 3; k++)
        dG += t[k].coefficient * t[k].state->g.G_eV.value;
    steps[path][i] = (chp_profile_step){ .n_e = sign * n_e,
                                         .dG0_eV = dG,
                                         .n_terms = 3,
                                         .terms = t,
                                         .is_activation = plan[path][i].is_activation };
}

static void fill_state(chp_state *s, size_t i, const char *name, random_stream *r)
{
    *s = (chp_state){ .name = name, .is_used = true, .energy_run = &runs[i] };
    s->g.G_eV = (chp_fact){ .known = true, .value = random_normal(r) };
    for (size_t k = 0; k < N_MEMBERS; k++)
        ensemble_eV[i][k] = 0.3 * random_normal(r);
    runs[i].calc = (chp_calc){ .n_ensemble = N_MEMBERS, .ensemble_eV = ensemble_eV[i] };
}

/* `sign`: 1 for a reduction. */
static void fill(uint64_t seed, int sign)
{
    static const char *const names[] = { "*", "*A", "*B", "*C", "*D" };
    random_stream r = random_seeded(seed);
    for (size_t i = 0; i < N_STATES; i++)
        fill_state(&states[i], i, names[i], &r);
    for (size_t i = 0; i < N_GASES; i++)
        fill_state(&gases[i], N_STATES + i, i ? "X2" : "H2", &r);
    for (int p = 0; p < N_PATHS; p++) {
        for (int i = 0; i < 4; i++)
            fill_step(p, i, sign);
        profiles[p] = (chp_profile){ .reaction = "made-up",
                                     .name = names[p + 1],
                                     .is_complete = true,
                                     .has_limit = true,
                                     .n_steps = 4,
                                     .steps = steps[p] };
    }
    catalyst = (chp_catalyst){ .name = "one",
                               .n_states = N_STATES,
                               .states = states,
                               .n_profiles = N_PATHS,
                               .profiles = profiles };
    outcome = (chp_outcome){
        .n_gases = N_GASES, .gases = gases, .n_catalysts = 1, .catalysts = &catalyst
    };
}

static void setup(void)
{
    diag = chp_diag_new();
    fill(1, 1);
}

static void teardown(void)
{
    chp_diag_free(diag);
}

/* The free energies of the states by the names of the screen. */
static void fill_table(const chp_screen *s, double *energy_eV)
{
    for (size_t i = 0; i < s->n_states; i++)
        for (size_t j = 0; j < N_STATES; j++)
            for (size_t k = 0; k < N_MEMBERS; k++)
                if (strcmp(s->states[i], states[j].name) == 0)
                    energy_eV[i * N_MEMBERS + k] =
                        states[j].g.G_eV.value + ensemble_eV[j][k];
}

static void fill_gases(const chp_screen *s, double *gas_eV)
{
    for (size_t i = 0; i < s->n_gases; i++) {
        size_t j = strcmp(s->gases[i], "X2") == 0;
        for (size_t k = 0; k < N_MEMBERS; k++)
            gas_eV[i * N_MEMBERS + k] =
                gases[j].g.G_eV.value + ensemble_eV[N_STATES + j][k];
    }
}

static chp_screened screen_one(void)
{
    static double energy_eV[N_STATES * N_MEMBERS], gas_eV[N_GASES * N_MEMBERS];
    const chp_screen *s = chp_screen_of(&outcome, &catalyst, "made-up", diag);
    ck_assert_ptr_nonnull(s);
    fill_table(s, energy_eV);
    fill_gases(s, gas_eV);
    chp_screen_members m = { .n_members = N_MEMBERS,
                             .gas_eV = gas_eV,
                             .target_V = -0.5 };
    chp_screened out;
    chp_screen_ensembles(s, &m, 1, energy_eV, &out);
    chp_screen_free(s);
    return out;
}

START_TEST(one_pathway_is_as_the_analysis_of_one_catalyst_has_it)
{
    fill((uint64_t)_i, _i % 2 ? 1 : -1);
    catalyst.n_profiles = 1;
    catalyst.profiles = &profiles[_i % N_PATHS];
    chp_uncertainty_options options = chp_uncertainty_defaults();
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    chp_screened one = screen_one();
    ck_assert_ptr_nonnull(u);
    ck_assert_double_eq_tol(one.mean_V, u->profiles[0].mean_V, 1e-12);
    ck_assert_double_eq_tol(one.p_beyond_target, u->profiles[0].p_beyond_target, 1e-12);
    ck_assert_double_eq_tol(one.p_pathway, 1, 1e-12);
    chp_uncertainty_free(u);
}
END_TEST

START_TEST(the_best_pathway_is_as_often_the_best)
{
    fill((uint64_t)_i, _i % 2 ? 1 : -1);
    chp_uncertainty_options options = chp_uncertainty_defaults();
    const chp_uncertainty *u = chp_uncertainty_of(&outcome, &options, diag);
    chp_screened one = screen_one();
    ck_assert_ptr_nonnull(u);
    ck_assert_double_eq_tol(one.p_pathway, u->profiles[one.pathway].p_best_pathway,
                            1e-12);
    for (size_t i = 0; i < N_PATHS; i++)
        ck_assert_double_le(u->profiles[i].p_best_pathway, one.p_pathway + 1e-12);
    chp_uncertainty_free(u);
}
END_TEST

/* Two members of one pathway of one step: U_L is -0.2 and -0.6. */
START_TEST(mean_and_deviation_are_those_of_two_numbers)
{
    chp_profile_term term = { &states[1], 1 };
    chp_profile_step step = {
        .n_e = 1, .dG0_eV = states[1].g.G_eV.value, .n_terms = 1, .terms = &term
    };
    chp_profile one = profiles[0];
    one.n_steps = 1;
    one.steps = &step;
    catalyst.n_profiles = 1;
    catalyst.profiles = &one;
    const chp_screen *s = chp_screen_of(&outcome, &catalyst, "made-up", diag);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_eq(s->n_states, 1);
    ck_assert_uint_eq(s->n_gases, 0);
    const double energy_eV[] = { 0.2, 0.6 };
    chp_screen_members m = { .n_members = 2, .target_V = -0.5 };
    chp_screened out;
    chp_screen_ensembles(s, &m, 1, energy_eV, &out);
    ck_assert_double_eq_tol(out.mean_V, -0.4, 1e-12);
    ck_assert_double_eq_tol(out.sd_V, 0.4 / sqrt(2), 1e-12);
    ck_assert_double_eq_tol(out.p_beyond_target, 0.5, 1e-12);
    chp_screen_free(s);
}
END_TEST

START_TEST(contributions_add_up_and_threads_do_not_matter)
{
    enum { N_PARTS = 3 };
    static double share[N][N_STATES][N_PARTS], part_eV[N_PARTS][N_MEMBERS],
        energy_eV[N][N_STATES][N_MEMBERS], gas_eV[N_GASES * N_MEMBERS];
    random_stream r = random_seeded(7);
    const chp_screen *s = chp_screen_of(&outcome, &catalyst, "made-up", diag);
    ck_assert_ptr_nonnull(s);
    fill_gases(s, gas_eV);
    for (size_t j = 0; j < N_PARTS; j++)
        for (size_t k = 0; k < N_MEMBERS; k++)
            part_eV[j][k] = random_normal(&r);
    for (size_t c = 0; c < N; c++)
        for (size_t i = 0; i < N_STATES; i++)
            for (size_t j = 0; j < N_PARTS; j++) {
                share[c][i][j] = random_normal(&r);
                for (size_t k = 0; k < N_MEMBERS; k++)
                    energy_eV[c][i][k] += share[c][i][j] * part_eV[j][k];
            }
    chp_screen_members m = { N_MEMBERS, gas_eV, -0.5, 1 };
    chp_screened summed[N], alone[N], together[N];
    chp_screen_ensembles(s, &m, N, energy_eV[0][0], alone);
    m.n_jobs = 3;
    chp_screen_ensembles(s, &m, N, energy_eV[0][0], together);
    chp_screen_parts parts = { N_PARTS, share[0][0], part_eV[0] };
    ck_assert(chp_screen_contributions(s, &m, N, &parts, summed, diag));
    for (size_t c = 0; c < N; c++) {
        ck_assert(alone[c].mean_V == together[c].mean_V);
        ck_assert(alone[c].sd_V == together[c].sd_V);
        ck_assert_double_eq_tol(summed[c].mean_V, alone[c].mean_V, 1e-12);
        ck_assert_double_eq_tol(summed[c].sd_V, alone[c].sd_V, 1e-9);
        ck_assert_uint_eq(summed[c].pathway, alone[c].pathway);
    }
    chp_screen_free(s);
}
END_TEST

START_TEST(what_has_no_energy_is_refused)
{
    if (_i == 0)
        states[1].g.G_eV.known = false;
    else
        catalyst.n_profiles = 0;
    ck_assert_ptr_null(chp_screen_of(&outcome, &catalyst, "made-up", diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
}
END_TEST

Suite *suite_screen(void)
{
    TCase *tc = tcase_create("screen");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, one_pathway_is_as_the_analysis_of_one_catalyst_has_it, 0,
                        12);
    tcase_add_loop_test(tc, the_best_pathway_is_as_often_the_best, 0, 12);
    tcase_add_test(tc, mean_and_deviation_are_those_of_two_numbers);
    tcase_add_test(tc, contributions_add_up_and_threads_do_not_matter);
    tcase_add_loop_test(tc, what_has_no_energy_is_refused, 0, 2);
    Suite *suite = suite_create("analysis/screen");
    suite_add_tcase(suite, tc);
    return suite;
}
