#include <math.h>
#include <string.h>

#include "energetics/trial.h"

/* G(H2) = -6.8 and G(N2) = -17: each H counts -3.4 eV. */
static const char energies[] = "catalyst,state,G\n,H2(g),-6.8\n,N2(g),-17\n"
                               "X,*,-280\nX,*H,-283.64\nX,2H*,-286.99\n"
                               "X,3*H,-290.04\nX,N2*,-297.1\nX,N2+H*,-300.42\n"
                               "X,NNH*,-299.8\nX,*NNH+*H,-303.3\n";

START_TEST(hydrogen_beside_nitrogen_is_what_it_adds)
{
    const chp_selectivity *s = &trial_study("x.csv", energies)->selectivity;
    NEAR(s->dG_H_beside_N2_eV.value, -300.42 + 297.1 + 3.4);
    NEAR(s->dG_H_beside_NNH_eV.value, -303.3 + 299.8 + 3.4);
}
END_TEST

/* dG -0.24, -0.19, 0.16: one by one at 0.24, -0.05 and -0.35 V. */
START_TEST(coverages_follow_their_differential_free_energies)
{
    static const double dG[] = { 0, -0.24, -0.19, 0.16 };
    const chp_catalyst *c = trial_study("x.csv", energies);
    ck_assert_uint_eq(c->n_coverages, 4);
    for (int i = 0; i < 4; i++) {
        NEAR(c->coverages[i].dG_eV, dG[i]);
        ck_assert_int_eq(c->coverages[i].n, i);
        if (i == 0)
            continue;
        NEAR(c->coverages[i].differential_eV, dG[i] - dG[i - 1]);
        NEAR(c->coverages[i].high_V, -(dG[i] - dG[i - 1]));
        NEAR(c->coverages[i - 1].low_V, c->coverages[i].high_V);
    }
}
END_TEST

START_TEST(a_coverage_above_the_hull_is_never_stable)
{
    const chp_catalyst *c =
        trial_study("x.csv", "catalyst,state,dG\nX,*H,0.30\nX,2H*,0.20\nX,3H*,0.60\n");
    ck_assert_uint_eq(c->n_coverages, 4);
    ck_assert(!c->coverages[1].is_stable); // two come at once, below -0.1 V
    NEAR(c->coverages[2].high_V, -0.10);
    NEAR(c->coverages[2].low_V, -0.40);
}
END_TEST

/* --- any adsorbate ---------------------------------------------------------------- */

static const chp_coverage *coverage_of(const chp_catalyst *c, const char *adsorbate,
                                       int n)
{
    for (size_t i = 0; i < c->n_coverages; i++)
        if (strcmp(c->coverages[i].adsorbate, adsorbate) == 0 && c->coverages[i].n == n)
            return &c->coverages[i];
    ck_abort_msg("no %d %s", n, adsorbate);
}

/* G(H2) = -6.8, G(N2) = -17, G(NH3) = -19.5. Molecules count from themselves; *NH from
 * N2 + 4 (H+ + e-) - NH3 = -17 - 4 * 3.4 + 19.5 = -11.1 eV, as the distal pathway has
 * it, also where a pair is a state of another pathway with a ledger of its own. */
static const char several[] =
    "catalyst,state,G\n,H2(g),-6.8\n,N2(g),-17\n,NH3(g),-19.5\n"
    "X,*,-280\nX,N2*,-297.1\nX,%s,-314.0\nX,3*N2,-330.7\nX,*NH3,-300\n"
    "X,*2NH3,-319.3\nX,*NH,-292\nX,2NH*,-303.6\nX,3NH*,-314.4\n";

static const struct {
    const char *adsorbate;
    int n, n_e;
    double dG_eV, differential_eV;
    const char *reference;
} rows[] = {
    { "*N2", 1, 0, -297.1 + 280 + 17, -0.1, "N2" },
    { "*N2", 2, 0, -314.0 + 280 + 34, 0.1, "N2" },
    { "*N2", 3, 0, -330.7 + 280 + 51, 0.3, "N2" },
    { "*NH3", 1, 0, -300 + 280 + 19.5, -0.5, "NH3" },
    { "*NH3", 2, 0, -319.3 + 280 + 39.0, 0.2, "NH3" },
    { "*NH", 1, 4, -292 + 280 + 11.1, -0.9, "N2 + 4 (H+ + e-) - NH3" },
    { "*NH", 2, 4, -303.6 + 280 + 22.2, -0.5, "N2 + 4 (H+ + e-) - NH3" },
    { "*NH", 3, 4, -314.4 + 280 + 33.3, 0.3, "N2 + 4 (H+ + e-) - NH3" },
};

START_TEST(each_adsorbate_has_its_differential_free_energy)
{
    static const char *const spellings[] = { "2N2*", "*2N2", "2*N2", "*N2+*N2",
                                             "N2+N2*" };
    for (size_t i = 0; i < 5; i++) {
        const chp_catalyst *c =
            trial_study("x.csv", arena_print(&trial.a, several, spellings[i]));
        const chp_coverage *x = coverage_of(c, rows[_i].adsorbate, rows[_i].n);
        NEAR(x->dG_eV, rows[_i].dG_eV);
        NEAR(x->differential_eV, rows[_i].differential_eV);
        ck_assert_int_eq(x->n_e, rows[_i].n_e);
        ck_assert_str_eq(x->reference, rows[_i].reference);
        trial_end();
        trial_begin();
    }
}
END_TEST

/* What all of them add up to is what the fullest surface differs by from the clean one.
 */
START_TEST(differentials_add_up)
{
    const chp_catalyst *c =
        trial_study("x.csv", arena_print(&trial.a, several, "2N2*"));
    double sum_eV = 0;
    for (int n = 1; n <= 3; n++)
        sum_eV += coverage_of(c, "*NH", n)->differential_eV;
    NEAR(sum_eV, coverage_of(c, "*NH", 3)->dG_eV);
}
END_TEST

/* Four electrons each: by a quarter of the differential. Molecules feel no potential,
 * and at these energies one stays. */
START_TEST(the_potential_moves_what_takes_electrons_up)
{
    const chp_catalyst *c =
        trial_study("x.csv", arena_print(&trial.a, several, "2N2*"));
    NEAR(coverage_of(c, "*NH", 1)->high_V, 0.9 / 4);
    NEAR(coverage_of(c, "*NH", 2)->high_V, 0.5 / 4);
    NEAR(coverage_of(c, "*NH", 2)->low_V, -0.3 / 4);
    for (int n = 0; n <= 3; n++)
        ck_assert_int_eq(coverage_of(c, "*N2", n)->is_stable, n == 1);
    ck_assert(isinf(coverage_of(c, "*N2", 1)->low_V));
}
END_TEST

/* On the SHE scale each proton costs kT ln 10 pH = 0.05915935 eV at pH 1. */
START_TEST(the_pH_moves_what_takes_protons_up)
{
    trial_set("scale", "SHE");
    trial_set("pH", "2");
    const chp_catalyst *c =
        trial_study("x.csv", arena_print(&trial.a, several, "2N2*"));
    const double pH_eV = 2 * 0.05915935;
    ck_assert_double_eq_tol(coverage_of(c, "*NH", 2)->differential_eV, -0.5 + 4 * pH_eV,
                            1e-7);
    ck_assert_double_eq_tol(coverage_of(c, "*NH", 2)->high_V, 0.5 / 4 - pH_eV, 1e-7);
    NEAR(coverage_of(c, "*N2", 2)->differential_eV, 0.1);
}
END_TEST

/* A table of dG: each is counted as one of it is, N2 from itself. */
START_TEST(given_relative_energies_have_differentials_too)
{
    const chp_catalyst *c =
        trial_study("x.csv", "catalyst,state,dG\nX,*N2,-0.1\nX,2N2*,0.05\nX,*NNH,0.4\n"
                             "X,2NNH*,0.9\n");
    NEAR(coverage_of(c, "*N2", 2)->differential_eV, 0.15);
    NEAR(coverage_of(c, "*NNH", 2)->differential_eV, 0.5);
    ck_assert_int_eq(coverage_of(c, "*NNH", 1)->n_e, 1);
}
END_TEST

START_TEST(one_of_each_is_no_coverage)
{
    const chp_catalyst *c =
        trial_study("x.csv", "catalyst,state,dG\nX,*N2,-0.1\nX,*NNH,0.4\nX,*H,0.1\n");
    ck_assert_uint_eq(c->n_coverages, 0);
}
END_TEST

/* --- nitrogen reduction at its coverage of hydrogen ------------------------------- */

/* Clean it would begin at -0.50 V, but holds two H below -0.05 V; under these only
 * *NNH matters, whose height is given. */
static const char covered[] =
    "reactions: [nrr, her]\ncatalysts:\n"
    "  X:\n    states: {'*': {dG: 0}, 'N2*': {dG: -0.2}, 'NNH*': {dG: 0.3}, 'NNH2*': "
    "{dG: 0.2}, 'N*': {dG: -0.5}, 'NH*': {dG: -0.9}, 'NH2*': {dG: -1.2}, 'NH3*': {dG: "
    "-1.1}, end: {dG: -0.34}, 'H*': {dG: -0.24}, '2H*': {dG: -0.19}}\n"
    "  X-1H:\n    coverage: {of: X, H: 1}\n    states: {'N2*': {dG: -0.2}, 'NNH*': "
    "{dG: "
    "0.2}, 'NNH2*': {dG: 0.2}, 'N*': {dG: -0.5}, 'NH*': {dG: -0.9}, 'NH2*': {dG: "
    "-1.2}, "
    "'NH3*': {dG: -1.1}, end: {dG: -0.34}}\n"
    "%s";
static const char twice[] = "  X-2H:\n    coverage: {of: X, H: 2}\n    states: {'N2*': "
                            "{dG: -0.2}, 'NNH*': {dG: "
                            "0.45}, 'NNH2*': {dG: 0.2}, 'N*': {dG: -0.5}, 'NH*': {dG: "
                            "-0.9}, 'NH2*': {dG: -1.2},"
                            " 'NH3*': {dG: -1.1}, end: {dG: -0.34}}\n";

START_TEST(nitrogen_is_reduced_at_the_coverage_of_its_potential)
{
    const chp_selectivity *s =
        &trial_study("chepath.yaml", arena_print(&trial.a, covered, twice))
             ->selectivity;
    ck_assert(s->U_L_covered_V.known);
    NEAR(s->U_L_covered_V.value, -0.65); // under two H: 0.45 + 0.2
    ck_assert_int_eq(s->n_H_covered, 2);
}
END_TEST

START_TEST(a_coverage_that_was_not_calculated_leaves_it_open)
{
    const chp_catalyst *c =
        trial_study("chepath.yaml", arena_print(&trial.a, covered, ""));
    ck_assert(!c->selectivity.U_L_covered_V.known);
    bool is_told = false;
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(trial.diag, i)); i++)
        is_told |= strcmp(m->code, "coverage") == 0;
    ck_assert(is_told);
}
END_TEST

START_TEST(the_clean_surface_must_be_there)
{
    trial_study("chepath.yaml", "catalysts:\n  X-1H:\n    coverage: {of: Y, H: 1}\n"
                                "    states: {'H*': {dG: 0.1}}\n");
    ck_assert_uint_gt(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

Suite *suite_coverage(void)
{
    TCase *tc = tcase_create("coverage");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc, hydrogen_beside_nitrogen_is_what_it_adds);
    tcase_add_test(tc, coverages_follow_their_differential_free_energies);
    tcase_add_test(tc, a_coverage_above_the_hull_is_never_stable);
    tcase_add_loop_test(tc, each_adsorbate_has_its_differential_free_energy, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_test(tc, differentials_add_up);
    tcase_add_test(tc, the_potential_moves_what_takes_electrons_up);
    tcase_add_test(tc, the_pH_moves_what_takes_protons_up);
    tcase_add_test(tc, given_relative_energies_have_differentials_too);
    tcase_add_test(tc, one_of_each_is_no_coverage);
    tcase_add_test(tc, nitrogen_is_reduced_at_the_coverage_of_its_potential);
    tcase_add_test(tc, a_coverage_that_was_not_calculated_leaves_it_open);
    tcase_add_test(tc, the_clean_surface_must_be_there);
    Suite *suite = suite_create("energetics/coverage");
    suite_add_tcase(suite, tc);
    return suite;
}
