#include <math.h>
#include <string.h>

#include "chem/constants.h"
#include "chepath.h"
#include "fixture.h"
#include "suites.h"
#include "thermo/equilibrium.h"
#include "thermo/formation.h"
#include "thermo/solution.h"

enum { MOST_TERMS = 4 };

/* Half-reactions without protons and electrons; potentials against SHE, all
 * activities one. */
static const struct {
    equilibrium_term terms[MOST_TERMS];
    int n_e, n_H;
    double standard_V, within_V;
    const char *source;
} half_reactions[] = {
    { { { "N2", -1 }, { "NH3", 2 } }, 6, 6, 0.056831, 5e-7, "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "NH3(g)", 2 } },
      6,
      6,
      0.057,
      5e-4,
      "10.1021/acs.chemrev.1c00521" },
    { { { "N2", -1 }, { "NH3(g)", 2 } }, 6, 6, 0.0565, 5e-4, "JANAF 1998" },
    { { { "N2", -1 }, { "NH3(aq)", 2 } },
      6,
      6,
      0.091551,
      5e-7,
      "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "NH3(aq)", 2 } },
      6,
      6,
      0.092,
      5e-4,
      "10.1021/acs.chemrev.1c00521" },
    { { { "N2", -1 }, { "NH4+", 2 } }, 6, 8, 0.273997, 5e-7, "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "H2O", -6 }, { "NH3(aq)", 2 }, { "OH-", 6 } },
      6,
      0,
      -0.736399,
      5e-7,
      "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "H2O", -6 }, { "NH3(g)", 2 }, { "OH-", 6 } },
      6,
      0,
      -0.771,
      5e-4,
      "NBS" },
    { { { "N2", -1 }, { "H2O", -4 }, { "N2H4(aq)", 1 }, { "OH-", 4 } },
      4,
      0,
      -1.159865,
      5e-7,
      "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "N2H5+", 1 } },
      4,
      5,
      -0.213763,
      5e-7,
      "NBS, exact arithmetic" },
    { { { "N2", -1 }, { "N2H4(g)", 1 } },
      4,
      4,
      -0.413,
      5e-4,
      "10.1021/acs.chemrev.1c00521" },
    { { { "N2", -1 }, { "N2H4(l)", 1 } }, 4, 4, -0.387, 5e-4, "JANAF 1998" },
    { { { "N2", -1 }, { "N2H4(aq)", 1 } }, 4, 4, -0.332, 5e-4, "NBS" },
    { { { "N2", -1 }, { "N2H2(g)", 1 } }, 2, 2, -1.197, 1e-3, "ATcT, trans" },
    { { { "N2", -1 }, { "N2H", 1 } }, 1, 1, -2.684, 1e-3, "ATcT" },
    { { { "O2", -1 }, { "H2O", 2 } }, 4, 4, 1.229, 5e-4, "JANAF 1998: 1.2289" },
    { { { "O2", -1 }, { "H2O2", 1 } }, 2, 2, 0.695, 1e-3, "NBS, textbooks" },
    { { { "NO3-", -1 }, { "NH4+", 1 }, { "H2O", 3 } },
      8,
      10,
      0.8806,
      6e-3,
      "phreeqc.dat: 0.8806" },
    { { { "H2", 1 } }, 2, 2, 0, 0, "definition" },
    { { { "H2", -1 } }, -2, -2, 0, 0, "definition" },
    { { { "H2O", -2 }, { "O2", 1 } }, -4, -4, 1.229, 5e-4, "read backwards" },
};

static equilibrium at(int i, double T_K)
{
    size_t n = 0;
    while (n < MOST_TERMS && half_reactions[i].terms[n].species)
        n++;
    equilibrium e;
    const char *unknown =
        equilibrium_of(half_reactions[i].terms, n, half_reactions[i].n_e,
                       half_reactions[i].n_H, T_K, &e);
    ck_assert_msg(!unknown, "%s", unknown);
    return e;
}

START_TEST(a_half_reaction_has_its_potential)
{
    double V = at(_i, 298.15).standard_V;
    ck_assert_msg(fabs(V - half_reactions[_i].standard_V) <=
                      half_reactions[_i].within_V,
                  "%.6f, not %.6f (%s)", V, half_reactions[_i].standard_V,
                  half_reactions[_i].source);
}
END_TEST

START_TEST(as_many_protons_as_electrons_need_no_pH_on_the_RHE_scale)
{
    equilibrium e = at(0, 298.15);
    ck_assert_double_eq(e.RHE_V_per_pH, 0);
    ck_assert_double_eq_tol(e.SHE_V_per_pH, -0.059159350, 1e-9);
}
END_TEST

START_TEST(ammonium_at_pH_7_stands_on_both_scales)
{
    equilibrium e = at(5, 298.15);
    ck_assert_double_eq_tol(e.standard_V + 7 * e.SHE_V_per_pH, -0.2782, 5e-5);
    ck_assert_double_eq_tol(e.standard_V + 7 * e.RHE_V_per_pH, 0.1360, 5e-5);
    ck_assert_double_eq_tol(e.RHE_V_per_pH, -0.01972, 1e-5);
}
END_TEST

START_TEST(alkaline_and_acid_forms_meet_at_pH_14)
{
    double acid_V = at(3, 298.15).standard_V, alkaline_V = at(6, 298.15).standard_V;
    const double pKw = (237.129 - 157.244) / (GAS_J_MOL_K * 298.15 / 1000 * log(10));
    ck_assert_double_eq_tol(alkaline_V + 0.059159350 * pKw, acid_V, 1e-6);
}
END_TEST

START_TEST(ammonium_has_its_acidity)
{
    double NH3, NH4;
    ck_assert(formation_free_energy("NH3(aq)", 298.15, &NH3, NULL));
    ck_assert(formation_free_energy("NH4+", 298.15, &NH4, NULL));
    double pKa = (NH3 - NH4) / (GAS_J_MOL_K * 298.15 / 1000 * log(10));
    ck_assert_double_eq_tol(pKa, 9.25, 6e-3);
}
END_TEST

/* N2 + 3 H2 -> 2 NH3(g), evaluated from NASA polynomials (TM-4513); kJ/mol. Ours
 * are NIST's, which differ from them by up to 0.07 kJ/mol at 700 K. */
static const struct {
    double T_K, dG_kJ_mol, E_V;
} synthesis[] = {
    { 273.15, -37.7173715508, 0.0651521682 }, { 298.15, -32.8126742367, 0.0566799007 },
    { 323.15, -27.8148814069, 0.0480468219 }, { 350, -22.353513833, 0.0386129742 },
    { 373.15, -17.5740969912, 0.0303571134 }, { 400, -11.9567145689, 0.0206537690 },
    { 450, -1.3098490449, 0.0022626048 },     { 500, 9.5423499400, -0.0164832480 },
    { 600, 31.7224615822, -0.0547966910 },    { 700, 54.3641660585, -0.0939074794 },
};

START_TEST(ammonia_synthesis_follows_the_temperature)
{
    double dG_eV;
    ck_assert(experiment_ammonia_synthesis(synthesis[_i].T_K, &dG_eV));
    double dG_kJ_mol = dG_eV * FARADAY_C_MOL / 1000;
    ck_assert_double_eq_tol(dG_kJ_mol, synthesis[_i].dG_kJ_mol, 0.07);
}
END_TEST

/* The formation energies start from NBS at 298.15 K, 0.15 mV off CODATA. */
START_TEST(the_potential_of_ammonia_falls_with_temperature)
{
    ck_assert_double_eq_tol(at(0, synthesis[_i].T_K).standard_V, synthesis[_i].E_V,
                            4e-4);
}
END_TEST

START_TEST(formation_is_smooth_where_the_table_of_298_K_is_used)
{
    const char *const species[] = { "NH3", "NH3(aq)", "NH4+", "N2H4",     "H2O",
                                    "OH-", "NO3-",    "CO2",  "HCOOH(l)", "N2H3" };
    for (size_t i = 0; i < sizeof species / sizeof *species; i++) {
        double at_298, near;
        ck_assert(formation_free_energy(species[i], 298.15, &at_298, NULL));
        ck_assert(formation_free_energy(species[i], 298.1500001, &near, NULL));
        ck_assert_double_eq_tol(at_298, near, 1e-6);
    }
}
END_TEST

/* -d(dG)/dT is the entropy of formation: H2O(l), 69.91 - 130.68 - 205.152 / 2. */
START_TEST(water_forms_with_its_entropy)
{
    double cold, hot;
    ck_assert(formation_free_energy("H2O(l)", 298.15, &cold, NULL));
    ck_assert(formation_free_energy("H2O(l)", 299.15, &hot, NULL));
    ck_assert_double_eq_tol((cold - hot) * 1000, 69.91 - 130.68 - 205.152 / 2, 0.1);
}
END_TEST

/* Enthalpies of formation at 298.15 K, kJ/mol, where G and S of the tables came from
 * elsewhere: CRC Handbook and CODATA for the stable ones, ATcT 1.130 for the radicals,
 * NBS (1982) for solutes and nitrogen oxides. */
static const struct {
    const char *species;
    double dH_kJ_mol, within;
} enthalpies[] = {
    { "NH3", -46.11, 0.3 },       { "NH3(aq)", -80.29, 0.1 },
    { "NH4+", -132.51, 0.1 },     { "N2H4", 95.40, 0.1 },
    { "N2H4(l)", 50.63, 0.3 },    { "N2H4(aq)", 34.31, 0.2 },
    { "N2H5+", -7.5, 0.1 },       { "N2H2", 199.97, 0.1 },
    { "N2H", 249.23, 0.1 },       { "N2H3", 224.24, 0.1 },
    { "NH2", 186.03, 0.1 },       { "NH", 358.79, 0.1 },
    { "H2O(l)", -285.83, 0.1 },   { "H2O(g)", -241.82, 0.1 },
    { "OH-", -229.99, 0.1 },      { "H2O2(aq)", -191.17, 0.2 },
    { "H2O2(l)", -187.78, 0.1 },  { "NO", 90.25, 0.1 },
    { "NO2", 33.18, 0.1 },        { "N2O", 82.05, 0.1 },
    { "NO2-", -104.6, 0.3 },      { "NO3-", -205.0, 0.3 },
    { "HNO3", -135.06, 0.1 },     { "CO", -110.53, 0.1 },
    { "CO2", -393.51, 0.1 },      { "CH4", -74.81, 0.1 },
    { "CH2O", -108.57, 0.1 },     { "CH3OH", -200.66, 0.1 },
    { "HCOOH(l)", -424.72, 0.1 }, { "HCOOH(aq)", -425.43, 0.3 },
    { "C2H4", 52.26, 0.1 },       { "C2H6", -84.68, 0.1 },
};

/* Gibbs and Helmholtz: d(G/T) / d(1/T) = H. So an entropy and a free energy that do not
 * belong together are found. */
START_TEST(formation_has_its_enthalpy)
{
    const double cold_K = 298.10, hot_K = 298.20;
    double cold, hot;
    const char *species = enthalpies[_i].species;
    ck_assert(formation_free_energy(species, cold_K, &cold, NULL));
    ck_assert(formation_free_energy(species, hot_K, &hot, NULL));
    double dH = (hot / hot_K - cold / cold_K) / (1 / hot_K - 1 / cold_K);
    ck_assert_msg(fabs(dH - enthalpies[_i].dH_kJ_mol) <= enthalpies[_i].within,
                  "%s: %.2f kJ/mol", species, dH);
}
END_TEST

static const char *const unknown[] = { "XeF2", "NH3(s)", "", "+", "NH3++", "nh3" };

START_TEST(what_is_not_tabulated_is_not_known)
{
    double dG;
    ck_assert(!formation_free_energy(unknown[_i], 298.15, &dG, NULL));
    equilibrium e;
    equilibrium_term terms[] = { { "N2", -1 }, { unknown[_i], 2 } };
    ck_assert_str_eq(equilibrium_of(terms, 2, 6, 6, 298.15, &e), unknown[_i]);
}
END_TEST

START_TEST(water_solutions_end_where_water_boils)
{
    double dG;
    ck_assert(!formation_free_energy("NH4+", 400, &dG, NULL));
    ck_assert(formation_free_energy("NH3", 400, &dG, NULL));
}
END_TEST

START_TEST(ammonia_leaves_into_water)
{
    double dG_eV;
    ck_assert(solution_ammonia(298.15, &dG_eV));
    ck_assert_double_eq_tol(dG_eV, -0.104, 5e-4);
    ck_assert(solution_ammonium(298.15, 0, &dG_eV));
    ck_assert_double_eq_tol(dG_eV, -0.6515, 5e-5);
    ck_assert(solution_ammonium(298.15, 7, &dG_eV));
    ck_assert_double_eq_tol(dG_eV, -0.6515 + 7 * 0.0591594, 5e-5);
    ck_assert(solution_oxygen_from_water(298.15, &dG_eV));
    ck_assert_double_eq_tol(dG_eV, 4.915, 5e-4);
    ck_assert(experiment_ammonia_synthesis(298.15, &dG_eV));
    ck_assert_double_eq_tol(dG_eV, -0.340, 5e-4);
}
END_TEST

/* 6.5e-4 mol/kg at 1 bar, by Henry. */
START_TEST(nitrogen_hardly_dissolves)
{
    double dG_kJ_mol;
    ck_assert(formation_free_energy("N2(aq)", 298.15, &dG_kJ_mol, NULL));
    ck_assert_double_eq_tol(dG_kJ_mol * 1000 / FARADAY_C_MOL, 0.1885, 5e-5);
    ck_assert_double_eq_tol(exp(-dG_kJ_mol / (GAS_J_MOL_K / 1000 * 298.15)), 6.5e-4,
                            1e-6);
}
END_TEST

START_TEST(elements_are_zero_at_every_temperature)
{
    const char *const names[] = { "H2", "N2", "O2" };
    for (int i = 0; i < 3; i++) {
        double dG;
        ck_assert(formation_free_energy(names[i], 3000, &dG, NULL));
        ck_assert_double_eq(dG, 0);
    }
}
END_TEST

START_TEST(nitric_acid_dissolves_by_the_tables_value)
{
    double gas, ion;
    ck_assert(formation_free_energy("HNO3", 298.15, &gas, NULL));
    ck_assert(formation_free_energy("NO3-", 298.15, &ion, NULL));
    ck_assert_double_eq_tol((gas - ion) * 1000 / FARADAY_C_MOL, NITRATE_NBS_EV, 5e-4);
}
END_TEST

static const struct {
    double user_V, tabulated_V;
    bool agrees;
    const char *hint_has;
} claims[] = {
    { 0.057, 0.0568, true, NULL },
    { 0.05, 0.0568, true, NULL },
    { -0.148, 0.0568, false, "calomel" },
    { -0.16, 0.0568, false, "enthalpy" },
    { -0.159, 0.0916, false, "enthalpy" },
    { 0.17, 0.0568, false, "Overpotentials are off by +0.113 V" },
    { 0.159, 0.0568, false, "enthalpy" },
    { -0.736, 0.0916, false, "pH 14" },
    { -0.763, 0.0568, false, "digits swapped" },
    { -0.771, 0.0568, false, "against RHE it is +0.057 V" },
    { -0.36, -0.387, false, "say which of them leaves" },
    { 0.55, -0.332, false, "not balanced" },
    { -1.16, -0.332, false, "against RHE it is -0.332 V" },
    { -1.10, -1.197, false, "cis-diazene" },
    { -3.2, -2.684, false, "NNH" },
    { -0.763, -0.736, false, "Overpotentials" },
};

START_TEST(C27_a_wrong_equilibrium_potential_is_told)
{
    bool agrees = equilibrium_check(claims[_i].user_V, claims[_i].tabulated_V,
                                    "N2 -> NH3", (chp_where){ 0 }, diag);
    ck_assert(agrees == claims[_i].agrees);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), !agrees);
    if (!agrees) {
        ck_assert_str_eq(chp_diag_get(diag, 0)->code, "C27");
        ck_assert_ptr_nonnull(strstr(chp_diag_get(diag, 0)->hint, claims[_i].hint_has));
    }
}
END_TEST

Suite *suite_equilibrium(void)
{
    TCase *tc = tcase_create("equilibrium");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, a_half_reaction_has_its_potential, 0,
                        sizeof half_reactions / sizeof *half_reactions);
    tcase_add_test(tc, as_many_protons_as_electrons_need_no_pH_on_the_RHE_scale);
    tcase_add_test(tc, ammonium_at_pH_7_stands_on_both_scales);
    tcase_add_test(tc, alkaline_and_acid_forms_meet_at_pH_14);
    tcase_add_test(tc, ammonium_has_its_acidity);
    tcase_add_loop_test(tc, ammonia_synthesis_follows_the_temperature, 0,
                        sizeof synthesis / sizeof *synthesis);
    tcase_add_loop_test(tc, the_potential_of_ammonia_falls_with_temperature, 0,
                        sizeof synthesis / sizeof *synthesis);
    tcase_add_test(tc, formation_is_smooth_where_the_table_of_298_K_is_used);
    tcase_add_test(tc, water_forms_with_its_entropy);
    tcase_add_loop_test(tc, formation_has_its_enthalpy, 0,
                        sizeof enthalpies / sizeof *enthalpies);
    tcase_add_loop_test(tc, what_is_not_tabulated_is_not_known, 0,
                        sizeof unknown / sizeof *unknown);
    tcase_add_test(tc, water_solutions_end_where_water_boils);
    tcase_add_test(tc, ammonia_leaves_into_water);
    tcase_add_test(tc, nitrogen_hardly_dissolves);
    tcase_add_test(tc, elements_are_zero_at_every_temperature);
    tcase_add_test(tc, nitric_acid_dissolves_by_the_tables_value);
    tcase_add_loop_test(tc, C27_a_wrong_equilibrium_potential_is_told, 0,
                        sizeof claims / sizeof *claims);
    Suite *suite = suite_create("thermo/equilibrium");
    suite_add_tcase(suite, tc);
    return suite;
}
