/* Numbers that were given, at a temperature or pressures of one's own. */
#include <math.h>

#include "energetics/trial.h"

static const double k_eV_K = 8.617333262145179e-5;

static const char relative[] = "catalyst,state,dG\ncat,*N2,-0.35\ncat,*NNH,0.15\n"
                               "cat,*NNH2,0.05\ncat,*N,-0.60\ncat,*NH,-1.20\n"
                               "cat,*NH2,-1.35\ncat,*NH3,-1.05\n";

/* dG(N2) -0.2 and dG(H) -0.1 eV at 1 bar */
static const char absolute[] = "catalyst,state,E,ZPE,thermal,TS\n,N2(g),-16,0,0,0\n"
                               ",H2(g),-7,0,0,0\n,NH3(g),-19.6,0,0,0\ncat,*,-100,,,\n"
                               "cat,*N2,-116.2,0,0,0\ncat,*H,-103.6,0,0,0\n";

static const char modes[] =
    "catalyst,state,E,ZPE,modes\n,H2(g),-7,0.27,\ncat,*,-100,,\n"
    "cat,*H,-103.6,,1000;900;800\n";

START_TEST(what_does_not_follow_the_conditions_is_told)
{
    static const struct {
        const char *table, *option, *value, *part; // NULL: nothing is said
    } rows[] = {
        { relative, "temperature", "298.15", NULL },
        { relative, "temperature", "400", "7 states are given" },
        { relative, "temperature", "400", "to hold at 400 K" },
        { relative, "pressure", "N2=100", "298.15 K, N2 100 bar" },
        { absolute, "temperature", "400", "5 states are given" },
        { absolute, "pressure", "N2=100", NULL },
        { modes, "temperature", "400", NULL },
    };
    trial_set(rows[_i].option, rows[_i].value);
    trial_run(trial_file("t.csv", str_of(rows[_i].table)));
    if (rows[_i].part)
        ck_assert(trial_says_as(CHP_NOTE, "given", rows[_i].part));
    else
        ck_assert_ptr_null(trial_message("given"));
}
END_TEST

/* Both are the experimental -0.340 eV / 6 and kT ln Q of N2 + 3 H2 -> 2 NH3. */
START_TEST(the_whole_of_a_table_of_dG_follows_the_pressures)
{
    trial_set("pressure", "N2=100,NH3=0.01");
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(relative)));
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    double kT_eV = k_eV_K * 298.15, ln_Q = 2 * log(0.01) - log(100);
    ck_assert_double_eq_tol(p->U_eq_implied_V, (0.340 - kT_eV * ln_Q) / 6, 1e-4);
    ck_assert_double_eq_tol(p->U_eq_V.value, p->U_eq_implied_V, 1e-3);
    NEAR(p->U_L_V, -0.50);
}
END_TEST

/* H2 + O2/2 -> H2O(l), with the standard enthalpy -285.83 kJ/mol, the entropy -163.34
 * J/(mol K) and a constant heat capacity of 75.3 - 28.8 - 29.4 / 2 = 31.8 J/(mol K):
 *
 *     350 K: dH = -284.18, dS = -158.24, dG = -228.80 kJ/mol, 1.1857 V
 *
 * The file's own potential is one at 298.15 K. */
START_TEST(the_whole_of_a_table_of_dG_follows_the_temperature)
{
    trial_set("reaction", "orr");
    trial_set("temperature", "350");
    const chp_catalyst *c =
        trial_study("x.csv", "catalyst,state,dG\nX,*OOH,-0.6\nX,*O,-2.0\nX,*OH,-3.6\n");
    const chp_profile *p = profile_of(c, "associative");
    double whole_eV = 0;
    for (size_t i = 0; i < p->n_steps; i++)
        whole_eV += p->steps[i].dG0_eV;
    ck_assert_double_eq_tol(whole_eV, -4 * 1.1857, 0.004);
    ck_assert_double_eq_tol(p->U_eq_V.value, 1.1857, 0.001);
    ck_assert(!trial_message("equilibrium"));
}
END_TEST

/* At 400 K there is no liquid water to tabulate. */
START_TEST(a_potential_of_298_K_that_is_used_elsewhere_is_told)
{
    trial_set("reaction", "orr");
    trial_set("temperature", "400");
    trial_study("x.csv", "catalyst,state,dG\nX,*OOH,-0.6\nX,*O,-2.0\nX,*OH,-3.6\n");
    ck_assert(trial_says_as(CHP_WARNING, "equilibrium", "at 298.15 K"));
}
END_TEST

/* D6: theta of N2 is K p / (1 + K p + K_H), K of dG at 1 bar. */
START_TEST(the_pressure_of_nitrogen_counts_once_in_its_coverage)
{
    trial_set("pressure", "N2=0.02");
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(absolute)));
    double kT_eV = k_eV_K * 298.15;
    double N2 = exp(0.2 / kT_eV) * 0.02, H = exp(0.1 / kT_eV);
    ck_assert_double_eq_tol(o->catalysts[0].selectivity.theta_N2.value,
                            N2 / (1 + N2 + H), 1e-9);
    NEAR(state_of(&o->catalysts[0], "*N2")->dG_eV.value, -0.2 - kT_eV * log(0.02));
}
END_TEST

/* Pt(111), Hansen et al., J. Phys. Chem. C 118, 6706 (2014), relative to water, as most
 * papers on oxygen print it: 0.75 V to water, and 4.92 - 3.91 V to *OOH. */
static const struct {
    const char *reaction, *table;
    double U_L_V, within_V;
} relative_to_water[] = {
    { "orr", "state,dG\n*OOH,3.91\n*O,1.70\n*OH,0.75\n", 0.75, 1e-9 },
    { "orr", "state,dG\n*OOH,3.91\n*O,1.70\n*OH,0.75\nend,-4.92\n", 0.75, 1e-9 },
    { "orr", "state,dG\n*OOH,3.91\n*O,1.70\n*OH,0.75\nend,4.92\n", 0.75, 1e-9 },
    { "orr", "catalyst,dG_OH,dG_O,dG_OOH\nPt,0.75,1.70,3.91\n", 0.75, 1e-9 },
    // to peroxide, -1.39 eV: 3.53 above water, so *OOH to it costs -0.38
    { "orr-2e", "state,dG\n*OOH,3.91\n*O,1.70\n*OH,0.75\n", 0.38, 0.01 },
    // read the other way: relative to O2
    { "oer", "state,dG\n*OOH,-1.01\n*O,-3.22\n*OH,-4.17\n", 2.21, 1e-9 },
};
enum { N_RELATIVE_TO_WATER = sizeof relative_to_water / sizeof *relative_to_water };

START_TEST(a_ladder_with_the_zero_of_the_products_is_moved_to_that_of_the_start)
{
    trial_set("reaction", relative_to_water[_i].reaction);
    const chp_outcome *o =
        trial_run(trial_file("t.csv", str_of(relative_to_water[_i].table)));
    ck_assert(trial_says_as(CHP_WARNING, "zero", "relative to its products"));
    ck_assert_double_eq_tol(o->catalysts[0].profiles[0].U_L_V,
                            relative_to_water[_i].U_L_V,
                            relative_to_water[_i].within_V);
}
END_TEST

/* The ladder of test vector T7 in any place, with its ends as papers label them. */
static const char *const ladders_elsewhere[] = {
    "state,dG\n* + N2,0\n*N2,-0.35\n*NNH,0.15\n*NNH2,0.05\n*N,-0.60\n*NH,-1.20\n"
    "*NH2,-1.35\n*NH3,-1.05\n* + 2NH3,-0.34\n",
    "state,dG\nN2(g),1\n*N2,0.65\n*NNH,1.15\n*NNH2,1.05\n*N,0.40\n*NH,-0.20\n"
    "*NH2,-0.35\n*NH3,-0.05\n2NH3(g),0.66\n",
    "state,dG\n*,1\n*N2,0.65\n*NNH,1.15\n*NNH2,1.05\n*N,0.40\n*NH,-0.20\n"
    "*NH2,-0.35\n*NH3,-0.05\nend,0.66\n",
    "state,dG\nstart,1\n*N2,0.65\n*NNH,1.15\n*NNH2,1.05\n*N,0.40\n*NH,-0.20\n"
    "*NH2,-0.35\n*NH3,-0.05\nslab + NH3,0.66\n",
};
enum { N_ELSEWHERE = sizeof ladders_elsewhere / sizeof *ladders_elsewhere };

START_TEST(a_ladder_begins_where_its_start_is)
{
    const chp_outcome *o =
        trial_run(trial_file("t.csv", str_of(ladders_elsewhere[_i])));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    NEAR(p->U_L_V, -0.50);
    NEAR(p->dG_chem_eV, 0.71);
    NEAR(p->U_eq_implied_V, 0.34 / 6);
    NEAR(state_of(&o->catalysts[0], "*NNH")->dG_eV.value, 0.15);
}
END_TEST

START_TEST(a_ladder_with_the_zero_of_its_start_is_not)
{
    trial_set("reaction", "orr");
    const chp_catalyst *c =
        trial_study("t.csv", "state,dG\n*OOH,-1.006\n*O,-3.216\n*OH,-4.166\n");
    ck_assert_double_eq_tol(profile_of(c, "associative")->U_L_V, 0.75, 2e-3);
    ck_assert_ptr_null(trial_message("zero"));
}
END_TEST

START_TEST(a_pressure_that_changes_nothing_is_told)
{
    trial_set("pressure", "CO2=5");
    trial_run(trial_file("t.csv", str_of(absolute)));
    ck_assert(trial_says_as(CHP_WARNING, "unused-option", "the gas CO2"));
    ck_assert(!trial_says("unused-option", "N2:"));
}
END_TEST

START_TEST(a_gas_given_as_G_has_its_pressure_in_it)
{
    trial_set("pressure", "N2=5");
    trial_run(trial_file("t.csv", STR("catalyst,state,G\n,N2(g),-16\n,H2(g),-7\n"
                                      ",NH3(g),-19.6\ncat,*,-100\ncat,*N2,-116.2\n")));
    ck_assert(trial_says_as(CHP_WARNING, "given", "G of N2 is as given"));
}
END_TEST

Suite *suite_given(void)
{
    TCase *tc = tcase_create("given");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, what_does_not_follow_the_conditions_is_told, 0, 7);
    tcase_add_test(tc, the_whole_of_a_table_of_dG_follows_the_pressures);
    tcase_add_test(tc, the_whole_of_a_table_of_dG_follows_the_temperature);
    tcase_add_test(tc, a_potential_of_298_K_that_is_used_elsewhere_is_told);
    tcase_add_test(tc, the_pressure_of_nitrogen_counts_once_in_its_coverage);
    tcase_add_loop_test(
        tc, a_ladder_with_the_zero_of_the_products_is_moved_to_that_of_the_start, 0,
        N_RELATIVE_TO_WATER);
    tcase_add_loop_test(tc, a_ladder_begins_where_its_start_is, 0, N_ELSEWHERE);
    tcase_add_test(tc, a_ladder_with_the_zero_of_its_start_is_not);
    tcase_add_test(tc, a_pressure_that_changes_nothing_is_told);
    tcase_add_test(tc, a_gas_given_as_G_has_its_pressure_in_it);
    Suite *suite = suite_create("energetics/given");
    suite_add_tcase(suite, tc);
    return suite;
}
