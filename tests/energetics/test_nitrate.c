#include <string.h>

#include "energetics/trial.h"

/* Made up. H2 -7, H2O -14.2, NH3 -19.4; %s is the source of nitrate. */
static const char totals[] = "catalyst,state,G\n"
                             ",H2,-7\n,H2O,-14.2\n,NH3,-19.4\n%s"
                             "cat,*,-100\ncat,*NO3,-126.2\ncat,*NO2,-121\n"
                             "cat,*NO,-115.5\ncat,*NHO,-118.5\ncat,*NHOH,-122.5\n"
                             "cat,*NH2OH,-126.5\ncat,*NH2,-115.9\ncat,*NH3,-119.9\n";

static const chp_profile *run(const char *source)
{
    trial_set("reaction", "no3rr");
    return profile_of(trial_study("study.csv", arena_print(&trial.a, totals, source)),
                      "via-NHO");
}

/* G(NO3-) = G(HNO3) - 1/2 G(H2) - c, c by the tables of each. */
static const struct {
    const char *tables;
    double acidity_eV;
} acidities[] = { { NULL, 0.353 }, { "NBS", 0.353 }, { "CRC", 0.392 } };

START_TEST(nitrate_is_made_of_nitric_acid)
{
    if (acidities[_i].tables)
        trial_set("nitrate", acidities[_i].tables);
    const chp_profile *p = run(",HNO3,-29\n");
    double nitrate_eV = -29 + 3.5 - acidities[_i].acidity_eV;
    ck_assert(p->is_complete);
    ck_assert_int_eq(p->steps[0].n_e, -1);
    NEAR(p->steps[0].dG0_eV, -126.2 + 100 - nitrate_eV);
}
END_TEST

/* NBS: dH -69.94 kJ/mol (-205.0 + 135.06), dS -119.98 and dCp -140 J/mol/K (146.4 -
 * 266.38, -86.6 - 53.35) give -27.4 kJ/mol at 350 K and -34.2 at 298.15 K. */
START_TEST(the_acidity_of_nitric_acid_follows_the_temperature)
{
    if (acidities[_i].tables)
        trial_set("nitrate", acidities[_i].tables);
    trial_set("temperature", "350");
    double nitrate_eV = -29 + 3.5 - acidities[_i].acidity_eV + 6.8 / 96.485;
    const chp_profile *p = run(",HNO3,-29\n");
    ck_assert(p->is_complete);
    ck_assert_double_eq_tol(p->steps[0].dG0_eV, -126.2 + 100 - nitrate_eV, 3e-3);
}
END_TEST

START_TEST(in_no_liquid_water_there_is_no_nitrate)
{
    trial_set("temperature", "420");
    ck_assert(!run(",HNO3,-29\n")->is_complete);
}
END_TEST

/* A step that gives an electron off bounds U from below; the whole is the sum of all.
 */
START_TEST(the_profile_closes_on_nitrate_and_has_a_window)
{
    const chp_profile *p = run(",HNO3,-29\n");
    double sum = 0, whole = -19.4 - 3 * 14.2 - (-29 + 3.5 - 0.353) + 4.5 * 7;
    for (size_t i = 0; i < p->n_steps; i++)
        sum += p->steps[i].dG0_eV;
    NEAR(sum, whole);
    ck_assert(p->has_window);
    NEAR(p->window_low_V, p->steps[0].dG0_eV);
}
END_TEST

START_TEST(nitrate_that_was_given_stands)
{
    const chp_profile *p = run(",HNO3,-29\n,NO3-,-25.5\n");
    ck_assert(p->is_complete);
    NEAR(p->steps[0].dG0_eV, -126.2 + 100 + 25.5);
}
END_TEST

START_TEST(without_either_the_pathway_is_not_complete)
{
    const chp_profile *p = run("");
    ck_assert(!p->is_complete);
}
END_TEST

Suite *suite_nitrate(void)
{
    Suite *s = suite_create("energetics/nitrate");
    TCase *t = tcase_create("nitrate");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_loop_test(t, nitrate_is_made_of_nitric_acid, 0,
                        sizeof acidities / sizeof *acidities);
    tcase_add_loop_test(t, the_acidity_of_nitric_acid_follows_the_temperature, 0,
                        sizeof acidities / sizeof *acidities);
    tcase_add_test(t, in_no_liquid_water_there_is_no_nitrate);
    tcase_add_test(t, the_profile_closes_on_nitrate_and_has_a_window);
    tcase_add_test(t, nitrate_that_was_given_stands);
    tcase_add_test(t, without_either_the_pathway_is_not_complete);
    suite_add_tcase(s, t);
    return s;
}
