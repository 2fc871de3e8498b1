#include <string.h>

#include "energetics/trial.h"

static const chp_vacancy_change *change(const chp_catalyst *c, const char *equation)
{
    for (size_t i = 0; i < c->n_vacancy_changes; i++)
        if (strcmp(c->vacancy_changes[i].equation, equation) == 0)
            return &c->vacancy_changes[i];
    ck_abort_msg("there is no change %s", equation);
    return NULL;
}

/* Test vector T8 with four poisons. U_L is -0.30 V, and filling costs -0.45 eV. */
static const char t8[] = "catalyst,state,dG\n"
                         "MN,L0,0\nMN,L1,0.20\nMN,L2,0.25\nMN,L3,0.10\nMN,V,0.60\n"
                         "MN,VE00,0.15\nMN,VE01,0.45\nMN,VE02,0.30\nMN,end,-0.34\n"
                         "MN,VH,0.20\nMN,VOH2,0.30\nMN,VOH,-0.10\nMN,VO,-0.90\n"
                         "MN,V_sub,0.10\n";

/* By (3.1) and (3.2); the last two: whether the poison beats the filling. */
static const struct {
    const char *equation;
    double dG0_eV, dG_U_L_eV;
    bool beats, beats_at_U_L;
} changes[] = {
    { "L0 -> V + 1/2 N2", 0.77, 0.77, false, false },
    { "L0 + 3 H+ + 3 e- -> V + NH3", 0.60, -0.30, false, false },
    { "V + N2 -> VE00", -0.45, -0.45, false, false },
    { "V + H+ + e- -> VH", -0.40, -0.70, false, true },
    { "V + H2O -> VOH2", -0.30, -0.30, false, false },
    { "V + H2O -> VOH + H+ + e-", -0.70, -0.40, true, false },
    { "V + H2O -> VO + 2 H+ + 2 e-", -1.50, -0.90, true, true },
    { "V -> Vsub", -0.50, -0.50, true, true },
};

START_TEST(a_table_of_dG_tells_what_happens_to_a_vacancy)
{
    const chp_catalyst *c = trial_study("study.csv", t8);
    const chp_vacancy_change *x = change(c, changes[_i].equation);
    NEAR(x->dG0_eV, changes[_i].dG0_eV);
    NEAR(x->dG_U_L_eV, changes[_i].dG_U_L_eV);
    ck_assert_int_eq(x->beats_filling, changes[_i].beats);
    ck_assert_int_eq(x->beats_filling_at_U_L, changes[_i].beats_at_U_L);
    ck_assert_ptr_nonnull(strstr(c->vacancy_caution, "15N2"));
}
END_TEST

/* The same surface as free energies: N2 -16, H2 -7, H2O -14 and NH3 so that the whole
 * costs -0.34 eV. */
static const char totals[] = "catalyst,state,G\n"
                             ",N2,-16\n,H2,-7\n,NH3,-18.67\n,H2O,-14\n"
                             "MN,L0,-100\n"
                             "MN,V,-91.23\n"     // L0 + 16/2 + 0.77
                             "MN,VE00,-107.68\n" // V - 16 - 0.45
                             "MN,VH,-95.13\n"    // V - 7/2 - 0.40
                             "MN,VOH2,-105.53\n" // V - 14 - 0.30
                             "MN,VOH,-102.43\n"  // V - 14 + 7/2 - 0.70
                             "MN,VO,-99.73\n"    // V - 14 + 7 - 1.50
                             "MN,Vsub,-91.73\n"; // V - 0.50

START_TEST(free_energies_tell_the_same)
{
    const chp_vacancy_change *x =
        change(trial_study("study.csv", totals), changes[_i].equation);
    NEAR(x->dG0_eV, changes[_i].dG0_eV);
    ck_assert(!x->has_limit); // no cycle is complete
    ck_assert_int_eq(x->beats_filling, changes[_i].beats);
}
END_TEST

START_TEST(the_two_references_differ_by_half_the_synthesis)
{
    const chp_catalyst *c = trial_study("study.csv", t8);
    NEAR(change(c, changes[1].equation)->dG0_eV -
             change(c, changes[0].equation)->dG0_eV,
         -0.34 / 2);
}
END_TEST

START_TEST(other_surfaces_have_no_vacancies)
{
    const chp_catalyst *c =
        trial_study("study.csv", "catalyst,state,dG\ncat,*,0\ncat,*N2,-0.3\n");
    ck_assert_uint_eq(c->n_vacancy_changes, 0);
    ck_assert_ptr_null(c->vacancy_caution);
}
END_TEST

Suite *suite_vacancies(void)
{
    Suite *s = suite_create("energetics/vacancies");
    TCase *t = tcase_create("changes");
    const int n = sizeof changes / sizeof *changes;
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_loop_test(t, a_table_of_dG_tells_what_happens_to_a_vacancy, 0, n);
    tcase_add_loop_test(t, free_energies_tell_the_same, 0, n);
    tcase_add_test(t, the_two_references_differ_by_half_the_synthesis);
    tcase_add_test(t, other_surfaces_have_no_vacancies);
    suite_add_tcase(s, t);
    return s;
}
