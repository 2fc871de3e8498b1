#include <math.h>

#include "energetics/trial.h"

static const chp_outcome *run(const char *name, const char *text)
{
    return trial_run(trial_file(name, str_of(text)));
}

#define WITHIN(x, y, tolerance) ck_assert_double_eq_tol((x), (y), (tolerance))

/* --- rotation of H2 -------------------------------------------------------------- */

static const char hydrogen[] = "catalyst,state,E,ZPE,thermal,TS,modes\n"
                               ",H2(g),-6.76,,,,4401.21\n"
                               "X,*,-280,,,,\nX,*H,-283.5,0.15,0.01,0.01,\n";

/* T4 for the nuclear-spin sum, T3 of the classical rotor with r = 0.7414 Å
 * (B 60.85 against 59.32 1/cm: kT ln of that lower), the tables of NIST. */
static const struct {
    const char *word;
    double H_minus_TS_eV, tolerance_eV;
} rotations[] = {
    { "table", -0.3161, 1e-4 },
    { "classical", 0.089924 - 0.402762 - 0.000654, 1e-5 },
    { "exact", -0.316074, 1e-6 },
};

START_TEST(hydrogen_turns_as_it_was_asked_to)
{
    trial_set("reaction", "her");
    trial_set("h2-rotation", rotations[_i].word);
    const chp_free_energy *g = &run("h.csv", hydrogen)->gases[0].g;
    WITHIN(g->thermal_eV.value - g->TS_eV.value, rotations[_i].H_minus_TS_eV,
           rotations[_i].tolerance_eV);
    WITHIN(g->ZPE_eV.value, 0.272840, 1e-6);
}
END_TEST

START_TEST(a_zero_point_energy_alone_is_enough_for_hydrogen)
{
    trial_set("reaction", "her");
    trial_set("h2-rotation", "exact");
    const chp_outcome *o = run("h.csv", "catalyst,state,E,ZPE,thermal,TS\n"
                                        ",H2(g),-6.76,0.27284,,\n"
                                        "X,*,-280,,,\nX,*H,-283.5,0.15,0.01,0.01\n");
    const chp_free_energy *g = &o->gases[0].g;
    WITHIN(g->thermal_eV.value - g->TS_eV.value, -0.316074, 1e-6);
    WITHIN(g->ZPE_eV.value, 0.27284, 1e-12);
}
END_TEST

/* --- test vector T5 -------------------------------------------------------------- */

#define ETHANE                                                                         \
    "[3049.060670, 3040.796863, 3001.661338, 2997.961647, 2866.153162, 2750.855460, "  \
    "1436.792655, 1431.413595, 1415.952186, 1395.726300, 1358.412432, 1335.922737, "   \
    "1167.009954, 1142.126116, 1013.918680, 803.400098, 783.026031, 310.448278, "      \
    "136.112935, 112.939853, 103.926392, 77.262869, 60.278004, 25.825447]"

static const char on_platinum[] =
    "reactions: [her]\noptions: {low_modes: none}\ngases: {H2: {G: 0}}\n"
    "catalysts:\n  Pt:\n    states:\n      '*': {E: 0}\n"
    "      'H*': {E: 0, modes: " ETHANE ",\n"
    "             hindered: {W_t: 0.049313, W_r: 0.017675, sites: 1.5e15, n: 6%s}}\n";

START_TEST(ethane_on_platinum_has_the_free_energy_of_T5)
{
    const char *text =
        arena_print(&trial.a, on_platinum, ", mass: 30.07, inertia: 73.149");
    const chp_outcome *o = run("chepath.yaml", text);
    const chp_state *s = state_of(&o->catalysts[0], "*H");
    WITHIN(s->g.G_eV.value, 1.593224, 1e-6);
    WITHIN(s->g.ZPE_eV.value, 1.968911, 1e-6);
    WITHIN(s->g.thermal_eV.value, 0.049282 + 0.018050 + 0.076037, 2e-6);
    WITHIN(s->g.TS_eV.value / 298.15, 5.0744e-4 + 2.2867e-4 + 5.0044e-4 + 5.0438e-4,
           2e-8);
    ck_assert_ptr_nonnull(s->hindered);
    WITHIN(chp_hindered_coverage(s->hindered, 298.15), 0.012 / 1.5, 5e-4);
}
END_TEST

START_TEST(a_hindered_state_needs_a_mass)
{
    run("chepath.yaml", arena_print(&trial.a, on_platinum, ""));
    ck_assert(trial_says_as(CHP_ERROR, "hindered", "mass"));
}
END_TEST

START_TEST(hindered_and_harmonic_states_are_not_mixed_in_silence)
{
    trial_set("reaction", "nrr");
    run("chepath.yaml", "catalysts:\n  X:\n    states:\n"
                        "      '*': {E: 0}\n"
                        "      'N2*': {E: -17, modes: [400, 300, 200, 100, 90, 80]}\n"
                        "      'NNH*': {E: -20, ZPE: 0.5, thermal: 0.1, TS: 0.1}\n"
                        "      'NNH2*': {E: -24, ZPE: 0.5, thermal: 0.1, TS: 0.1}\n"
                        "      'N*': {E: -8.5, ZPE: 0.1, thermal: 0.1, TS: 0.1}\n"
                        "      'NH*': {E: -12, ZPE: 0.3, thermal: 0.1, TS: 0.1}\n"
                        "      'NH2*': {E: -16, ZPE: 0.6, thermal: 0.1, TS: 0.1}\n"
                        "      'NH3*':\n"
                        "        E: -20\n"
                        "        modes: [3400, 3400, 3300, 1600, 1600, 1100, 400, 300, "
                        "200, 60, 40, 30]\n"
                        "        hindered: {W_t: 0.1, W_r: 0.01, sites: 1.5e15, n: 3, "
                        "symmetry: 3, mass: 17, inertia: 2.7}\n"
                        "gases: {N2: {G: -16.6}, H2: {G: -7}, NH3: {G: -19.3}}\n");
    ck_assert(trial_says_as(CHP_WARNING, "hindered", "two standard states"));
}
END_TEST

static const char *const faults[] = {
    "hindered: {W_t: 0.1, W_r: 0.1, sites: 1e15}",
    "hindered: {W_t: 0.1, W_r: 0.1, sites: 1e15, n: 2.5}",
    "hindered: {W_t: -0.1, W_r: 0.1, sites: 1e15, n: 2}",
    "hindered: {W_t: 0.1, W_r: 0.1, sites: 1e15, n: 2, weight: 3}",
    "field: {pairs: [[0, 1, 2]]}",
    "field: {pairs: 3}",
    "field: {runs: 3}",
    "field: {runs: [a], pairs: [[0, 0]]}",
    "field: {mu: 0.1, alpha: 0.2}",
    "field: {mu: 0.1, alpha: 0.2, form: alpha F}",
    "field: {mu: 0.1, pairs: [[0, 0]]}",
};

START_TEST(what_is_written_wrongly_is_shown_in_its_line)
{
    run("chepath.yaml",
        arena_print(&trial.a, "catalysts:\n  X:\n    states:\n      'H*': {E: 0, %s}\n",
                    faults[_i]));
    ck_assert_uint_gt(chp_diag_count(trial.diag, CHP_ERROR), 0);
    ck_assert_uint_eq(chp_diag_get(trial.diag, 0)->where.line, 4);
}
END_TEST

/* --- electric field -------------------------------------------------------------- */

/* E = -300 - 2 F^2 and E = -303.5 + 0.2 F - 1.9 F^2, in two notations: at F the step to
 * *H costs 0.2 F + 0.1 F^2 more. */
#define SURFACE "{E: -300, field: {pairs: [[-0.5, -300.5], [0, -300], [0.5, -300.5]]}}"

static const char *const answers[] = {
    "{pairs: [[-0.5, -304.075], [-0.25, -303.66875], [0, -303.5], [0.5, -303.875]]}",
    "{mu: 0.2, alpha: 3.8, form: mu F - alpha F^2 / 2}",
    "{mu: 0.2, alpha: -1.9, form: mu*F + alpha*F^2}",
};

static const char *in_field(const char *surface, const char *answer)
{
    return arena_print(
        &trial.a,
        "reactions: [her]\ngases: {H2: {G: -7}}\ncatalysts:\n  Pt:\n"
        "    states:\n      '*': %s\n"
        "      'H*': {E: -303.5, ZPE: 0.15, thermal: 0.01, TS: 0.02%s%s}\n",
        surface, *answer ? ", field: " : "", answer);
}

START_TEST(a_field_shifts_a_step_by_the_parabolas_of_its_states)
{
    static const char *const fields[] = { "0", "-0.3", "0.5" };
    static const double F_V_A[] = { 0, -0.3, 0.5 };
    double F = F_V_A[_i % 3];
    trial_set("field", fields[_i % 3]);
    const chp_outcome *o = run("chepath.yaml", in_field(SURFACE, answers[_i / 3]));
    WITHIN(o->catalysts[0].dG_H_eV.value, 0.14 + 0.2 * F + 0.1 * F * F, 1e-9);
    WITHIN(state_of(&o->catalysts[0], "*H")->response->mu_eA, 0.2, 1e-9);
    WITHIN(state_of(&o->catalysts[0], "*H")->response->alpha_eA2_V, 3.8, 1e-9);
    WITHIN(state_of(&o->catalysts[0], "*")->response->alpha_eA2_V, 4, 1e-9);
    ck_assert(!trial_says_as(CHP_WARNING, "field", ""));
}
END_TEST

/* A run of two atoms; INCAR tells the field. `incar` NULL: nothing does. */
static void make_run(const char *folder, const char *symbol, double E_eV,
                     const char *incar)
{
    trial_file(arena_print(&trial.a, "%s/CONTCAR", folder),
               str_of(arena_print(&trial.a,
                                  "made up\n1.0\n5 0 0\n0 5 0\n0 0 20\n%s\n2\nDirect\n"
                                  "0 0 0.1\n0.5 0.5 0.1\n",
                                  symbol)));
    trial_oszicar(folder, E_eV);
    if (incar)
        trial_file(arena_print(&trial.a, "%s/INCAR", folder), str_of(incar));
}

static const chp_outcome *surface_in_field(const char *symbol, const char *incar)
{
    make_run("bare/none", "Fe", -16, "ENCUT = 500\n");
    make_run("bare/minus", "Fe", -16.5, "ENCUT = 500\nEFIELD = -0.5\n");
    make_run("bare/plus", symbol, -16.5, incar);
    trial_set("field", "-0.3");
    return run("chepath.yaml",
               in_field("{energy: bare/none, field: {runs: [bare/none, bare/minus, "
                        "bare/plus]}}",
                        "{mu: 0, alpha: 0, form: mu F + alpha F^2}"));
}

/* As SURFACE: mu 0 and alpha 4, so that -0.3 V/Å lower it by 0.18 eV. */
START_TEST(runs_tell_the_fields_that_they_are_in)
{
    const chp_outcome *o = surface_in_field("Fe", "ENCUT = 500\nEFIELD = 0.5\n");
    const chp_state *bare = &o->catalysts[0].states[0];
    ck_assert(bare->is_bare);
    ck_assert_ptr_nonnull(bare->response);
    ck_assert_double_eq_tol(bare->response->mu_eA, 0, 1e-6);
    ck_assert_double_eq_tol(bare->response->alpha_eA2_V, 4, 1e-5);
    ck_assert_double_eq_tol(bare->g.field_eV.value, -0.18, 1e-6);
    NEAR(bare->response->F_min_V_A, -0.5);
}
END_TEST

static const struct {
    const char *symbol, *incar, *code, *part;
} series[] = {
    { "Co", "ENCUT = 500\nEFIELD = 0.5\n", "C05", "in an electric field holds Co2" },
    { "Fe", NULL, "field", "is not told" },
    { "Fe", "ENCUT = 500\nEFIELD = -0.5\n", "field", "no parabola" },
};

START_TEST(runs_of_other_cells_or_unknown_fields_are_refused)
{
    surface_in_field(series[_i].symbol, series[_i].incar);
    ck_assert_msg(trial_says_as(CHP_ERROR, series[_i].code, series[_i].part), "%s",
                  series[_i].part);
}
END_TEST

START_TEST(fields_beyond_the_calculated_ones_are_refused)
{
    trial_set("field", "-0.6");
    const chp_outcome *o = run("chepath.yaml", in_field(SURFACE, answers[0]));
    ck_assert(trial_says_as(CHP_ERROR, "field-range", "-0.6"));
    ck_assert(!o->catalysts[0].profiles[0].is_complete);
}
END_TEST

START_TEST(who_allows_it_extrapolates)
{
    trial_set("field", "-0.6");
    trial_set("allow", "field-range");
    const chp_outcome *o = run("chepath.yaml", in_field(SURFACE, answers[0]));
    ck_assert(trial_says_as(CHP_WARNING, "field-range", "-0.6"));
    WITHIN(o->catalysts[0].dG_H_eV.value, 0.14 - 0.12 + 0.036, 1e-9);
}
END_TEST

static const struct {
    const char *surface, *answer, *part;
} lacking[] = {
    { "{E: -300}", "", "no state tells" },
    { SURFACE, "", "*H has none" },
    { "{E: -300}", "{pairs: [[-0.5, -1], [0, 0], [0.5, -1]]}", "* has none" },
};

START_TEST(a_field_for_some_states_only_is_warned_of)
{
    trial_set("field", "-0.3");
    run("chepath.yaml", in_field(lacking[_i].surface, lacking[_i].answer));
    ck_assert(trial_says_as(CHP_WARNING, "field", lacking[_i].part));
}
END_TEST

START_TEST(two_fields_make_no_parabola)
{
    run("chepath.yaml", in_field(SURFACE, "{pairs: [[0, -303.5], [0.5, -303.875]]}"));
    ck_assert(trial_says_as(CHP_ERROR, "field", "no parabola"));
}
END_TEST

START_TEST(a_term_that_is_given_stands_in_any_field)
{
    trial_set("field", "-0.3");
    const chp_outcome *o = run("chepath.yaml", in_field("{E: -300, field: 0}", "0.05"));
    WITHIN(o->catalysts[0].dG_H_eV.value, 0.19, 1e-9);
}
END_TEST

Suite *suite_corrections(void)
{
    TCase *tc = tcase_create("corrections");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, hydrogen_turns_as_it_was_asked_to, 0, 3);
    tcase_add_test(tc, a_zero_point_energy_alone_is_enough_for_hydrogen);
    tcase_add_test(tc, ethane_on_platinum_has_the_free_energy_of_T5);
    tcase_add_test(tc, a_hindered_state_needs_a_mass);
    tcase_add_test(tc, hindered_and_harmonic_states_are_not_mixed_in_silence);
    tcase_add_loop_test(tc, what_is_written_wrongly_is_shown_in_its_line, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_loop_test(tc, a_field_shifts_a_step_by_the_parabolas_of_its_states, 0, 9);
    tcase_add_test(tc, runs_tell_the_fields_that_they_are_in);
    tcase_add_loop_test(tc, runs_of_other_cells_or_unknown_fields_are_refused, 0,
                        sizeof series / sizeof *series);
    tcase_add_test(tc, fields_beyond_the_calculated_ones_are_refused);
    tcase_add_test(tc, who_allows_it_extrapolates);
    tcase_add_loop_test(tc, a_field_for_some_states_only_is_warned_of, 0, 3);
    tcase_add_test(tc, two_fields_make_no_parabola);
    tcase_add_test(tc, a_term_that_is_given_stands_in_any_field);
    Suite *suite = suite_create("energetics/corrections");
    suite_add_tcase(suite, tc);
    return suite;
}
