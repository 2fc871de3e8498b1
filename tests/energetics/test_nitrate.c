#include <math.h>

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

/* Nernst: U_eq by experiment and by the study's energies move alike, kT / 8 e each. */
static const struct {
    const char *pressure;
    double activity;
    int coefficient; // in NO3- + 9 H+ + 8 e- -> NH3 + 3 H2O
} activities[] = { { "NO3-=0.001", 0.001, -1 }, { "NH3=0.01", 0.01, 1 } };

START_TEST(activities_move_both_equilibrium_potentials_alike)
{
    static const char energies[] =
        "catalyst,state,E,ZPE,thermal,TS\n"
        ",H2,-6.8,0.27,0.09,0.4\n,H2O,-14.2,0.56,0.1,0.58\n,NH3,-19.5,0.9,0.1,0.6\n"
        ",HNO3,-28.5,0.7,0.12,0.82\nc,*,-100,,,\nc,*NO3,-126.2,0,0,0\n"
        "c,*NO2,-121,0,0,0\nc,*NO,-115.5,0,0,0\nc,*NHO,-118.5,0,0,0\n"
        "c,*NHOH,-122.5,0,0,0\nc,*NH2OH,-126.5,0,0,0\nc,*NH2,-115.9,0,0,0\n"
        "c,*NH3,-119.9,0,0,0\n";
    trial_set("reaction", "no3rr");
    trial_set("product", _i == 1 ? "NH3=aq" : "NH3=gas");
    const chp_profile *p = profile_of(trial_study("a.csv", energies), "via-NHO");
    double U_eq_V = p->U_eq_V.value, implied_V = p->U_eq_implied_V;
    trial_set("pressure", activities[_i].pressure);
    p = profile_of(trial_study("b.csv", energies), "via-NHO");
    double moved_V =
        -0.025692579 / 8 * activities[_i].coefficient * log(activities[_i].activity);
    ck_assert_double_eq_tol(p->U_eq_implied_V - implied_V, moved_V, 1e-6);
    ck_assert_double_eq_tol(p->U_eq_V.value - U_eq_V, moved_V, 1e-6);
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
    tcase_add_loop_test(t, activities_move_both_equilibrium_potentials_alike, 0,
                        sizeof activities / sizeof *activities);
    tcase_add_test(t, in_no_liquid_water_there_is_no_nitrate);
    tcase_add_test(t, the_profile_closes_on_nitrate_and_has_a_window);
    tcase_add_test(t, nitrate_that_was_given_stands);
    tcase_add_test(t, without_either_the_pathway_is_not_complete);
    suite_add_tcase(s, t);
    return s;
}
