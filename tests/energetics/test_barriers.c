#include "chepath.h"

#include <string.h>

#include "scratch.h"
#include "suites.h"

static arena a;
static const char *folder;
static chp_diag *diag;
static chp_options *options;
static chp_study *study;

static void setup(void)
{
    a = (arena){ 0 };
    folder = scratch_new(&a);
    diag = chp_diag_new();
    options = chp_options_new();
    study = NULL;
}

static void teardown(void)
{
    chp_study_free(study);
    chp_options_free(options);
    chp_diag_free(diag);
    scratch_remove(folder);
    arena_clear(&a);
}

static const chp_catalyst *run(const char *yaml)
{
    const char *path = scratch_file(&a, folder, "chepath.yaml", str_of(yaml));
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    study = chp_study_load(&path, 1, options, &read, diag);
    ck_assert_ptr_nonnull(study);
    return &chp_study_run(study, diag)->catalysts[0];
}

static bool has_message(const char *code, const char *part)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (strcmp(m->code, code) == 0 && strstr(m->fact, part))
            return true;
    return false;
}

#define NEAR(x, y) ck_assert_double_eq_tol((x), (y), 1e-9)

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
    scratch_file(&a, folder, "synthesis.yaml", str_of(synthesis));
    const chp_profile *p = &run(t9)->profiles[0];
    ck_assert_uint_eq(p->n_barriers, 4);
    ck_assert_uint_eq(p->n_turnovers, 1);
    NEAR(p->turnovers[0].span_eV, 0.80);
    ck_assert_uint_eq(p->turnovers[0].tdts, 1);
    ck_assert_uint_eq(p->turnovers[0].tdi, 1);
    ck_assert_double_eq_tol(p->turnovers[0].tof_s, 0.17992, 1e-5);
    ck_assert(!has_message("transition-state", ""));
}
END_TEST

START_TEST(an_uphill_cycle_has_no_turnover)
{
    scratch_file(&a, folder, "synthesis.yaml", str_of(synthesis));
    const char *uphill = arena_str(&a, str_of(t9));
    *strstr(strstr(uphill, "end:"), "-") = ' ';
    const chp_profile *p = &run(uphill)->profiles[0];
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
    const chp_catalyst *c = run(arena_print(&a, hydrogen, name, energy));
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
    ck_assert(has_message("transition-state", "moves electrons"));
}
END_TEST

START_TEST(a_transition_state_of_no_step_is_told)
{
    const chp_profile *p = tafel("H* -> N*", "G: -103");
    ck_assert_uint_eq(p->n_barriers, 0);
    ck_assert(has_message("transition-state", "belongs to no step"));
}
END_TEST

Suite *suite_barriers(void)
{
    Suite *s = suite_create("energetics/barriers");
    TCase *t = tcase_create("spans");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, four_barriers_give_the_span_of_T9);
    tcase_add_test(t, an_uphill_cycle_has_no_turnover);
    tcase_add_test(t, the_cells_that_meet_in_a_transition_state_are_counted);
    tcase_add_test(t, its_imaginary_mode_counts_for_nothing);
    tcase_add_test(t, a_barrier_of_electrons_is_refused);
    tcase_add_test(t, a_transition_state_of_no_step_is_told);
    suite_add_tcase(s, t);
    return s;
}
