#include "chem/formula.h"

#include "chem/constants.h"
#include "chem/elements.h"
#include "chem/units.h"
#include "suites.h"

static const struct {
    const char *text;
    const char *printed; // NULL: no formula
} formulas[] = {
    { "N2H4", "N2H4" }, { "CH3OH", "OCH4" },      { "", "" },     { "NO", "ON" },
    { "No", "No" },     { "FeN4C26", "FeN4C26" }, { "X2", NULL }, { "N 2", NULL },
    { "nh3", NULL },    { "H99999", NULL },       { "2N", NULL },
};

START_TEST(a_formula_is_read_or_refused)
{
    arena a = { 0 };
    chp_formula f;
    bool ok = formula_read(str_of(formulas[_i].text), &f);
    ck_assert_msg(ok == (formulas[_i].printed != NULL), "%s", formulas[_i].text);
    if (ok)
        ck_assert_str_eq(formula_text(&a, &f), formulas[_i].printed);
    arena_clear(&a);
}
END_TEST

START_TEST(a_formula_less_itself_is_empty)
{
    chp_formula f, g;
    ck_assert(formula_read(STR("CH3OH"), &f));
    g = f;
    formula_add(&f, &g, 2);
    ck_assert_int_eq(f.n[1], 12);
    formula_add(&f, &g, -3);
    ck_assert(formula_is_empty(&f));
}
END_TEST

START_TEST(a_run_with_more_atoms_than_a_formula_holds_has_none)
{
    chp_species species[] = { { .atomic_number = 8, .count = 20000 },
                              { .atomic_number = 8, .count = 10000 } };
    const chp_calc calc = { .n_species = 2, .species = species };
    chp_formula f;
    ck_assert(formula_of_calc(&calc, &f));
    ck_assert_int_eq(f.n[8], 30000);
    species[1].count = 10001;
    ck_assert(!formula_of_calc(&calc, &f));
}
END_TEST

static const struct {
    const char *name;
    int element; // 0: none
} potcars[] = {
    { "N_s", 7 },  { "Fe_pv", 26 },    { "H1.25", 1 }, { "Re/5e0f28c", 75 },
    { "O", 8 },    { "Zr_sv_GW", 40 }, { "", 0 },      { "Vac", 0 },
    { " Ni", 28 }, { "C_h_nr", 6 },    { "H.5", 1 },   { "C1", 6 },
    { "FeN", 0 },  { "NO2", 0 },       { "CO", 0 },
};

START_TEST(the_name_of_a_potential_begins_with_its_element)
{
    ck_assert_int_eq(element_of_potcar(str_of(potcars[_i].name)), potcars[_i].element);
}
END_TEST

/* IUPAC 2021, abridged; Cordero et al. 2008. */
START_TEST(weights_and_radii_are_those_of_the_tables)
{
    ck_assert_double_eq(element_mass_u(1), 1.008);
    ck_assert_double_eq(element_mass_u(7), 14.007);
    ck_assert_double_eq(element_mass_u(8), 15.999);
    ck_assert_double_eq(element_mass_u(element_of(STR("Ar"))), 39.95);
    ck_assert_double_eq(element_covalent_radius_A(7), 0.71);
    ck_assert_double_eq(element_covalent_radius_A(element_of(STR("Og"))), 0);
    ck_assert_str_eq(element_symbol(118), "Og");
}
END_TEST

/* 1 eV = 96.485332 kJ/mol = 23.060548 kcal/mol (CODATA 2022). */
START_TEST(units_agree_with_their_inverses)
{
    double factor;
    ck_assert(unit_energy_eV(STR("kJ/mol"), &factor));
    ck_assert_double_eq_tol(1 / factor, 96.485332123, 1e-9);
    ck_assert(unit_energy_eV(STR(" kcal/mol "), &factor));
    ck_assert_double_eq_tol(1 / factor, 23.06054783, 1e-8);
    ck_assert(!unit_energy_eV(STR("MeV"), &factor));
}
END_TEST

/* Derived by hand from the constants of the SI; the last three lines of a published
 * vibration (3732.823294 cm-1 of H2O). */
static const struct {
    double value, expected, within;
} derived[] = {
    { BOLTZMANN_EV_K * 298.15, 25.692579e-3, 6e-10 },
    { PLANCK_J_S * LIGHT_M_S * 100 / CHARGE_C, EV_PER_CM1, 1e-18 },
    { EV_PER_CM1 / BOLTZMANN_EV_K, 1.4387768775, 6e-11 },
    { PLANCK_J_S / CHARGE_C, PLANCK_EV_S, 1e-29 },
    { BOLTZMANN_J_K / CHARGE_C, BOLTZMANN_EV_K, 1e-19 },
    { AVOGADRO_1_MOL * BOLTZMANN_J_K, GAS_J_MOL_K, 1e-14 },
    { AVOGADRO_1_MOL * CHARGE_C, FARADAY_C_MOL, 1e-10 },
    { 3732.823294 * EV_PER_CM1 * 1e3, 462.811104, 1e-6 },
    { 3732.823294 * EV_PER_CM1 / PLANCK_EV_S * 1e-12, 111.907227, 1e-6 },
    { 2143.6 * EV_PER_CM1 / 2, 0.133, 5e-4 },
};

START_TEST(constants_belong_together)
{
    ck_assert_double_eq_tol(derived[_i].value, derived[_i].expected,
                            derived[_i].within);
}
END_TEST

Suite *suite_formula(void)
{
    TCase *tc = tcase_create("formula");
    tcase_add_loop_test(tc, a_formula_is_read_or_refused, 0,
                        sizeof formulas / sizeof *formulas);
    tcase_add_test(tc, a_run_with_more_atoms_than_a_formula_holds_has_none);
    tcase_add_test(tc, a_formula_less_itself_is_empty);
    tcase_add_loop_test(tc, the_name_of_a_potential_begins_with_its_element, 0,
                        sizeof potcars / sizeof *potcars);
    tcase_add_test(tc, weights_and_radii_are_those_of_the_tables);
    tcase_add_test(tc, units_agree_with_their_inverses);
    tcase_add_loop_test(tc, constants_belong_together, 0,
                        sizeof derived / sizeof *derived);
    Suite *suite = suite_create("chem/formula");
    suite_add_tcase(suite, tc);
    return suite;
}
