/* Far from 298.15 K and pH 0, where tables end. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "energetics/trial.h"

#define BOLTZMANN_EV_K 8.617333262145179e-5

/* --- gases ----------------------------------------------------------------------- */

static const char gases_only[] = "catalyst,state,E,ZPE,thermal,TS,modes\n"
                                 ",H2(g),-6.76,,,,4401.21\n"
                                 "X,*,-280,,,,\nX,*H,-283.5,0.15,0.01,0.01,\n";

START_TEST(without_a_molecule_the_end_of_the_tables_is_told_once)
{
    trial_set("reaction", "her");
    trial_set("temperature", "0.1");
    trial_study("h.csv", gases_only);
    ck_assert(trial_says_as(CHP_ERROR, "range", "200 to 1000 K, not at 0.1 K"));
    ck_assert(!trial_says("missing-correction", ""));
}
END_TEST

/* H(T) - H(0) of a rigid rotor: 7/2 or 4 kT, and its stiffest modes. */
static double heat_eV(const chp_state *gas, double rotor_kT, size_t n_vibrations,
                      double T_K)
{
    double mode_cm1[16], kT_eV = BOLTZMANN_EV_K * T_K, sum_eV = rotor_kT * kT_eV;
    memcpy(mode_cm1, gas->mode_cm1, gas->n_modes * sizeof *mode_cm1);
    for (size_t i = 0; i < n_vibrations; i++) {
        size_t stiffest = 0;
        for (size_t k = 0; k < gas->n_modes; k++)
            if (mode_cm1[k] > mode_cm1[stiffest])
                stiffest = k;
        double quantum_eV = mode_cm1[stiffest] * 1.239841984332e-4;
        sum_eV += quantum_eV / expm1(quantum_eV / kT_eV);
        mode_cm1[stiffest] = 0;
    }
    return sum_eV;
}

static const struct {
    const char *gas;
    double rotor_kT;
    size_t n_vibrations;
    const char *told;
} hot[] = {
    { "H2", 3.5, 1, "the tables of H2 do not reach 1500 K" },
    { "NH3", 4, 6, "the tables of NH3 do not reach 1500 K" },
};

START_TEST(beyond_its_tables_a_gas_goes_by_its_own_molecule)
{
    trial_set("temperature", "1500");
    const chp_outcome *o = trial_run("examples/fe-n4");
    ck_assert(trial_says_as(CHP_NOTE, "range", hot[_i].told));
    ck_assert(!trial_says_as(CHP_ERROR, "range", ""));
    const chp_state *gas = NULL;
    for (size_t i = 0; i < o->n_gases; i++)
        if (strcmp(o->gases[i].name, hot[_i].gas) == 0)
            gas = &o->gases[i];
    ck_assert_ptr_nonnull(gas);
    NEAR(gas->g.thermal_eV.value,
         heat_eV(gas, hot[_i].rotor_kT, hot[_i].n_vibrations, 1500));
}
END_TEST

START_TEST(who_asks_for_the_ideal_gas_and_has_no_molecule_is_told)
{
    trial_set("reaction", "her");
    trial_set("gas-thermo", "rrho");
    trial_study("h.csv", gases_only);
    ck_assert(trial_says_as(CHP_NOTE, "gas-thermo", "H2"));
}
END_TEST

/* --- U_eq of what is in no table -------------------------------------------------- */

static const char amine[] = "reaction: amine\n"
                            "overall: CH3NO2 + 7 H+ + 6 e- -> CH6N+ + 2 H2O\n"
                            "equilibrium: {potential: 0.5, scale: RHE}\n"
                            "pathways:\n"
                            "  direct:\n"
                            "    - CH3NO2 + * -> CH3NO2*\n"
                            "    - CH3NO2* + 7 H+ + 6 e- -> * + CH6N+ + 2 H2O\n";
static const char nitromethane[] =
    "gases: {CH3NO2: {G: -40}, CH6N+: {G: -35}, H2O: {G: -14}, H2: {G: -7}}\n"
    "catalysts: {cat: {states: {'*': {G: -100}, '*CH3NO2': {G: -140.3}}}}\n";

/* Seven protons and six electrons: E = 0.5 V - 1/6 kT ln 10 pH / e against RHE, and
 * 7/6 of it against SHE; U_L, of a step of 1.8 eV at pH 0, likewise. */
static const struct {
    const char *pH, *scale, *T;
    double protons;
    bool is_told;
} conditions[] = {
    { "0", "RHE", "298.15", 0, false },       { "7", "RHE", "298.15", 1. / 6, false },
    { "14", "RHE", "298.15", 1. / 6, false }, { "7", "SHE", "298.15", 7. / 6, false },
    { "14", "SHE", "298.15", 7. / 6, false }, { "0", "RHE", "320", 0, true },
    { "7", "RHE", "320", 1. / 6, true },
};

START_TEST(protons_without_electrons_move_both_potentials_alike)
{
    trial_set("reaction", trial_file("amine.yaml", str_of(amine)));
    trial_set("pH", conditions[_i].pH);
    trial_set("scale", conditions[_i].scale);
    trial_set("temperature", conditions[_i].T);
    const chp_profile *p =
        profile_of(trial_study("chepath.yaml", nitromethane), "direct");
    double T_K = strtod(conditions[_i].T, NULL), pH = strtod(conditions[_i].pH, NULL);
    double shift_V = conditions[_i].protons * BOLTZMANN_EV_K * T_K * log(10) * pH;
    NEAR(p->U_eq_V.value, 0.5 - shift_V);
    NEAR(p->U_L_V, -0.3 - shift_V);
    NEAR(p->eta_V, 0.8);
    ck_assert(trial_says("equilibrium", "one at 298.15 K") == conditions[_i].is_told);
}
END_TEST

/* Zero by definition, at every temperature. */
START_TEST(hydrogen_has_its_potential_where_no_table_reaches)
{
    trial_set("temperature", "1500");
    const chp_outcome *o = trial_run("examples/fe-n4");
    NEAR(profile_of(&o->catalysts[0], "volmer-heyrovsky")->U_eq_V.value, 0);
    ck_assert(trial_says_as(CHP_WARNING, "equilibrium", "of nrr is one at 298.15 K"));
    ck_assert(!trial_says("equilibrium", "of her"));
}
END_TEST

#define N(table) (sizeof table / sizeof *table)

Suite *suite_temperatures(void)
{
    Suite *s = suite_create("energetics/temperatures");
    TCase *t = tcase_create("where tables end");
    tcase_add_checked_fixture(t, trial_begin, trial_end);
    tcase_add_test(t, without_a_molecule_the_end_of_the_tables_is_told_once);
    tcase_add_loop_test(t, beyond_its_tables_a_gas_goes_by_its_own_molecule, 0, N(hot));
    tcase_add_test(t, who_asks_for_the_ideal_gas_and_has_no_molecule_is_told);
    tcase_add_loop_test(t, protons_without_electrons_move_both_potentials_alike, 0,
                        N(conditions));
    tcase_add_test(t, hydrogen_has_its_potential_where_no_table_reaches);
    suite_add_tcase(s, t);
    return s;
}
