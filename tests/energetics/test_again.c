/* results.json read as a study: the same numbers, and those of other options. */
#include "energetics/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *write_results(const chp_outcome *o)
{
    const char *path = trial_file("results.json", STR(""));
    FILE *to = fopen(path, "w");
    ck_assert_ptr_nonnull(to);
    chp_show_json(o, trial.diag, to);
    fclose(to);
    return path;
}

static double U_L_V(const chp_outcome *o)
{
    return profile_of(&o->catalysts[0], "distal")->U_L_V;
}

static double whole_eV(const chp_outcome *o)
{
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    double sum = 0;
    for (size_t i = 0; i < p->n_steps; i++)
        sum += p->steps[i].dG0_eV;
    return sum;
}

static void forget_options(void)
{
    chp_options_free(trial.options);
    trial.options = chp_options_new();
}

/* Of dG, and of totals with modes: *NNH has a soft one. */
static const char *const tables[] = {
    "catalyst,state,dG\nX,*N2,-0.35\nX,*NNH,0.15\nX,*NNH2,0.05\nX,*N,-0.6\nX,*NH,-1.2\n"
    "X,*NH2,-1.35\nX,*NH3,-1.05\n",
    "catalyst,state,G,E,ZPE,modes\n,N2,,-16.6,0.15,\n,H2,,-6.8,0.27,\n,NH3,,-19.5,0.9,"
    "\n"
    "X,*,-100,,,\nX,*NNH,,-119.6,,3350;1650;1150;620;480;410;300;160;20\n"
    "X,*NNH2,-123.3,,,\nX,*N,-108.5,,,\nX,*NH,-112.5,,,\nX,*NH2,-116.2,,,\n",
};

static const char *const conditions[][2] = {
    { "scale", "RHE" },
    { "scale", "SHE" },
    { "low-modes", "none" },
    { "temperature", "350" },
    { "low-modes", "grimme:100" },
    { "gas-correction", "N2" },
    { "product", "NH3=aq" },
    { "pressure", "N2=0.1" },
};
enum { N_CONDITIONS = sizeof conditions / sizeof *conditions };

/* The options of the run come with its results. */
START_TEST(results_give_the_same_numbers_again)
{
    int k = _i % N_CONDITIONS;
    trial_set("pH", "7");
    trial_set("reaction", "nrr");
    trial_set(conditions[k][0], conditions[k][1]);
    const chp_outcome *o =
        trial_run(trial_file("t.csv", str_of(tables[_i / N_CONDITIONS])));
    double limit_V = U_L_V(o), sum_eV = whole_eV(o);
    const char *path = write_results(o);
    forget_options();
    o = trial_run(path);
    NEAR(U_L_V(o), limit_V);
    NEAR(whole_eV(o), sum_eV);
}
END_TEST

/* And under others the numbers that the study itself would give. */
START_TEST(results_can_be_had_under_other_options)
{
    const char *table = tables[_i / N_CONDITIONS];
    int k = _i % N_CONDITIONS;
    trial_set("reaction", "nrr");
    trial_set("pH", "7");
    const char *path = write_results(trial_run(trial_file("t.csv", str_of(table))));
    trial_set(conditions[k][0], conditions[k][1]);
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(table)));
    double limit_V = U_L_V(o), sum_eV = whole_eV(o);
    o = trial_run(path);
    if (_i >= N_CONDITIONS) // the whole of a table of dG is kept as it was
        NEAR(whole_eV(o), sum_eV);
    NEAR(U_L_V(o), limit_V);
}
END_TEST

/* Test vector T12: the limit at constant potential, and the parabola of each state. */
START_TEST(grand_potentials_come_back)
{
    trial_set("reaction", "her");
    const chp_outcome *o = trial_run(trial_file(
        "chepath.yaml",
        STR("gases: {H2: {G: 0}}\ncatalysts: {X: {states: {'*': {E: 0, omega: {Omega0: "
            "0, C: 0.50, U0: 0.20}}, '*H': {E: 0.55, ZPE: 0, thermal: 0, TS: 0, omega: "
            "{Omega0: 0.55, C: 0.60, U0: -0.10}}}}}\n")));
    const char *path = write_results(o);
    o = trial_run(path);
    const chp_profile *p = profile_of(&o->catalysts[0], "volmer-heyrovsky");
    ck_assert_ptr_nonnull(p->constant);
    ck_assert_double_eq_tol(p->constant->U_L_V, -0.638805, 1e-6);
}
END_TEST

/* mu = 0.2 e Å, alpha = 0.1 e Å^2/V: at 0.5 V/Å +0.1 - 0.0125 eV (2.8). */
START_TEST(answers_to_a_field_come_back)
{
    trial_set("reaction", "her");
    const char *path = write_results(trial_run(trial_file(
        "chepath.yaml",
        STR("gases: {H2: {G: -7}}\ncatalysts: {X: {states: {'*': {E: -100}, '*H': {E: "
            "-103.6, ZPE: 0.2, thermal: 0, TS: 0, field: {pairs: [[-0.5, -103.7125], "
            "[0, -103.6], [0.5, -103.5125]]}}}}}\n"))));
    trial_set("field", "0.5");
    const chp_state *H = state_of(&trial_run(path)->catalysts[0], "*H");
    ck_assert_double_eq_tol(H->g.G_eV.value, -103.4 + 0.0875, 1e-6);
}
END_TEST

/* A transition state as G, as dG, and from modes, which another temperature changes. */
static const char *const transitions[] = {
    "gases: {H2: {G: -7}}\ncatalysts: {X: {states: {'*': {G: -100}, 'H*': {G: "
    "-103.6}}, "
    "transition_states: {'H* + H* -> *': {G: -106.4}}}}\n",
    "catalysts: {X: {states: {'H*': {dG: -0.1}}, transition_states: {'H* + H* -> *': "
    "{dG: 0.5}}}}\n",
    "gases: {H2: {E: -6.8, ZPE: 0.27}}\ncatalysts: {X: {states: {'*': {E: -100}, 'H*': "
    "{E: -103.8, modes: '1200; 800; 700'}}, transition_states: {'H* + H* -> *': {E: "
    "-106.7, modes: '1500; 900; 700; 400; 300; 600i'}}}}\n",
};
enum { N_TRANSITIONS = sizeof transitions / sizeof *transitions };

static const chp_barrier *barrier(const chp_outcome *o)
{
    const chp_profile *p = profile_of(&o->catalysts[0], "volmer-tafel");
    ck_assert_uint_eq(p->n_barriers, 1);
    ck_assert_uint_ge(p->n_turnovers, 1);
    return &p->barriers[0];
}

START_TEST(transition_states_come_back)
{
    bool is_warm = _i >= N_TRANSITIONS;
    trial_set("reaction", "her");
    trial_set("potential", "-0.5");
    const char *study =
        trial_file("chepath.yaml", str_of(transitions[_i % N_TRANSITIONS]));
    const char *path = write_results(trial_run(study));
    if (is_warm)
        trial_set("temperature", "350");
    chp_barrier wanted = *barrier(trial_run(study));
    const chp_outcome *o = trial_run(path);
    const chp_barrier *found = barrier(o);
    ck_assert_uint_eq(found->step, wanted.step);
    NEAR(found->dG_eV, wanted.dG_eV);
    ck_assert_uint_eq(o->catalysts[0].n_transition_states, 1);
}
END_TEST

START_TEST(corrections_of_another_temperature_are_told)
{
    const char *path = write_results(trial_run(trial_file(
        "t.csv", STR("catalyst,state,G,E,ZPE,thermal,TS\n,H2,-7,,,,\nX,*,-100,,,,\n"
                     "X,*H,,-103.6,0.2,0.01,0.02\n"))));
    trial_run(path);
    ck_assert(!trial_says("fixed", ""));
    trial_set("temperature", "350");
    trial_run(path);
    ck_assert(
        trial_says_as(CHP_WARNING, "fixed", "corrections of 298.15 K, not of 350"));
}
END_TEST

/* A file that is too long, too deep, cut, or none at all. */
static const struct {
    const char *open, *middle, *close;
    size_t n; // of the middle
    const char *code, *fact;
} traps[] = {
    { "{\"schema\": 1,\n\"catalysts\": [", "[", "", 100, "json",
      "nested more than 32 deep" },
    { "{\"schema\": 1, \"catalysts\": [], \"x\": \"\\\"", "[{", "\"}", 100, NULL, "" },
    { "", "[0]\n", "", (64 << 20) / 4 + 1, "too-large", "more than 67108864 bytes" },
    { "{\"schema\": 1,\n\"catalysts\": [", "", "", 0, "json", "" },
    { "", "", "", 0, "json", "" },
};

START_TEST(a_file_that_is_a_trap_is_refused)
{
    size_t n = strlen(traps[_i].middle);
    size_t n_open = strlen(traps[_i].open), n_close = strlen(traps[_i].close);
    size_t len = n_open + n * traps[_i].n + n_close;
    char *text = malloc(len + 1);
    memcpy(text, traps[_i].open, n_open);
    for (size_t i = 0; i < traps[_i].n; i++)
        memcpy(text + n_open + i * n, traps[_i].middle, n);
    memcpy(text + len - n_close, traps[_i].close, n_close);
    trial_run(trial_file("results.json", (str){ text, len }));
    free(text);
    ck_assert(!traps[_i].code || trial_says(traps[_i].code, traps[_i].fact));
    ck_assert(traps[_i].code || !trial_says("json", ""));
}
END_TEST

Suite *suite_again(void)
{
    TCase *tc = tcase_create("again");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, results_give_the_same_numbers_again, 0, 2 * N_CONDITIONS);
    tcase_add_loop_test(tc, results_can_be_had_under_other_options, 0,
                        2 * N_CONDITIONS);
    tcase_add_loop_test(tc, a_file_that_is_a_trap_is_refused, 0,
                        sizeof traps / sizeof *traps);
    tcase_add_test(tc, grand_potentials_come_back);
    tcase_add_test(tc, answers_to_a_field_come_back);
    tcase_add_loop_test(tc, transition_states_come_back, 0, 2 * N_TRANSITIONS);
    tcase_add_test(tc, corrections_of_another_temperature_are_told);
    Suite *suite = suite_create("energetics/again");
    suite_add_tcase(suite, tc);
    return suite;
}
