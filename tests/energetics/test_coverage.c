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
    tcase_add_test(tc, nitrogen_is_reduced_at_the_coverage_of_its_potential);
    tcase_add_test(tc, a_coverage_that_was_not_calculated_leaves_it_open);
    tcase_add_test(tc, the_clean_surface_must_be_there);
    Suite *suite = suite_create("energetics/coverage");
    suite_add_tcase(suite, tc);
    return suite;
}
