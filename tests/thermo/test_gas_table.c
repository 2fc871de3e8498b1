#include <math.h>

#include "chem/constants.h"
#include "chepath.h"
#include "fixture.h"
#include "suites.h"

static const double kJ_mol = FARADAY_C_MOL / 1000;

static chp_gas_data gas_at(const char *gas, double T_K)
{
    chp_gas_data d;
    ck_assert_msg(chp_gas_table(gas, T_K, &d, diag), "%s at %g K", gas, T_K);
    return d;
}

/* S in J/mol/K, H298 - H0 in kJ/mol, at 298.15 K and 1 bar: CODATA Key Values (1989),
 * NIST, NASA/TP-2002-211556. */
static const struct {
    const char *gas;
    double S, heat_content, within_S;
    int symmetry_number;
    double spin;
} standard[] = {
    { "H2", 130.680, 8.468, 0.003, 2, 0 },   { "N2", 191.609, 8.670, 0.004, 2, 0 },
    { "NH3", 192.77, 10.043, 0.05, 3, 0 },   { "H2O", 188.835, 9.905, 0.01, 2, 0 },
    { "O2", 205.152, 8.680, 0.005, 2, 1 },   { "N2H4", 238.5, 11.449, 0.05, 2, 0 },
    { "N2H2", 218.332, 9.997, 0.001, 2, 0 }, { "NO", 210.747, 9.179, 0.02, 1, 0.5 },
    { "CO", 197.660, 8.671, 0.01, 1, 0 },    { "CO2", 213.785, 9.364, 0.01, 2, 0 },
    { "CH4", 186.25, 10.016, 0.15, 12, 0 },  { "NH", 180.90, 8.601, 0.4, 1, 1 },
    { "NH2", 194.47, 9.938, 0.6, 2, 0.5 },   { "NO2", 240.06, 10.208, 0.2, 2, 0.5 },
    { "N2O", 219.85, 9.581, 0.2, 1, 0 },     { "H2O2", 232.7, 11.159, 2.5, 2, 0 },
    { "CH3OH", 239.81, 11.435, 0.2, 1, 0 },  { "CH2O", 218.77, 10.020, 0.2, 2, 0 },
    { "HNO3", 266.38, 11.876, 0.7, 1, 0 },   { "HCOOH", 248.8, 10.928, 0.5, 1, 0 },
};

START_TEST(a_gas_has_its_standard_entropy)
{
    chp_gas_data d = gas_at(standard[_i].gas, 298.15);
    double S = d.entropy_eV_K * kJ_mol * 1000;
    ck_assert_msg(fabs(S - standard[_i].S) <= standard[_i].within_S, "%s: %g, not %g",
                  d.gas, S, standard[_i].S);
    ck_assert_double_eq_tol(d.enthalpy_eV * kJ_mol, standard[_i].heat_content, 0.005);
    ck_assert_int_eq(d.symmetry_number, standard[_i].symmetry_number);
    ck_assert_double_eq(d.spin, standard[_i].spin);
}
END_TEST

/* H(T) - H(298) in kJ/mol and C, S in J/mol/K; evaluated from the published fits by
 * pocket calculator. */
static const struct {
    const char *gas;
    double T_K, C, heat, S;
} heated[] = {
    { "NH3", 400, 38.749, 3.7827, 203.666 },
    { "N2", 500, 29.581, 5.911, 206.739 },
    { "H2", 400, 29.182, 2.959, 139.215 },
};

START_TEST(a_gas_follows_its_fit)
{
    chp_gas_data d = gas_at(heated[_i].gas, heated[_i].T_K);
    double usual_kJ = gas_at(heated[_i].gas, 298.15).enthalpy_eV * kJ_mol;
    ck_assert_double_eq_tol(d.heat_capacity_eV_K * kJ_mol * 1000, heated[_i].C, 6e-4);
    ck_assert_double_eq_tol(d.entropy_eV_K * kJ_mol * 1000, heated[_i].S, 6e-4);
    ck_assert_double_eq_tol(d.enthalpy_eV * kJ_mol - usual_kJ, heated[_i].heat, 1.4e-3);
}
END_TEST

/* Entropies at 298.15 K of the NASA polynomials, as published with them. */
static const struct {
    const char *gas;
    double S;
} polynomials[] = { { "N2H4", 238.464 }, { "N2H2", 218.332 }, { "NO", 210.747 } };

START_TEST(a_polynomial_gives_its_own_entropy)
{
    double S = gas_at(polynomials[_i].gas, 298.15).entropy_eV_K * kJ_mol * 1000;
    ck_assert_double_eq_tol(S, polynomials[_i].S, 6e-4);
}
END_TEST

/* NASA polynomials of 200 to 1000 K (NASA/TP-2002-211556 and GRI-Mech, as Cantera has
 * them in nasa_gas.yaml), which none of these gases is computed from:
 *
 *     H / R = a1 T + a2 T^2/2 + a3 T^3/3 + a4 T^4/4 + a5 T^5/5 + a6
 *     S / R = a1 ln T + a2 T + a3 T^2/2 + a4 T^3/3 + a5 T^4/4 + a7
 */
static const struct {
    const char *gas;
    double a[7];
} nasa[] = {
    { "H2",
      { 2.34433112, 0.00798052075, -1.9478151e-05, 2.01572094e-08, -7.37611761e-12,
        -917.935173, 0.683010238 } },
    { "H2O",
      { 4.19864056, -0.0020364341, 6.52040211e-06, -5.48797062e-09, 1.77197817e-12,
        -30293.7267, -0.849032208 } },
    { "NH3",
      { 4.30177808, -0.0047712733, 2.19341619e-05, -2.29856489e-08, 8.28992268e-12,
        -6748.06394, -0.690644393 } },
    { "N2",
      { 3.53100528, -0.000123660987, -5.02999437e-07, 2.43530612e-09, -1.40881235e-12,
        -1046.97628, 2.96747468 } },
    { "O2",
      { 3.78245636, -0.00299673415, 9.847302e-06, -9.68129508e-09, 3.24372836e-12,
        -1063.94356, 3.65767573 } },
};

static double nasa_heat_K(const double a[7], double T)
{
    return T * (a[0] +
                T * (a[1] / 2 + T * (a[2] / 3 + T * (a[3] / 4 + T * a[4] / 5)))) +
           a[5];
}

static double nasa_entropy(const double a[7], double T)
{
    return a[0] * log(T) + T * (a[1] + T * (a[2] / 2 + T * (a[3] / 3 + T * a[4] / 4))) +
           a[6];
}

START_TEST(the_tables_agree_with_another_fit_at_every_temperature)
{
    static const double at_K[] = { 298.15, 350, 400, 500, 600 };
    const double R = 8.314462618;
    const double *a = nasa[_i].a;
    double usual_eV = gas_at(nasa[_i].gas, 298.15).enthalpy_eV;
    for (size_t i = 0; i < sizeof at_K / sizeof *at_K; i++) {
        chp_gas_data d = gas_at(nasa[_i].gas, at_K[i]);
        double heat_kJ = R * (nasa_heat_K(a, at_K[i]) - nasa_heat_K(a, 298.15)) / 1000;
        ck_assert_double_eq_tol(d.entropy_eV_K * kJ_mol * 1000,
                                R * nasa_entropy(a, at_K[i]), 0.1);
        ck_assert_double_eq_tol((d.enthalpy_eV - usual_eV) * kJ_mol, heat_kJ, 0.05);
    }
}
END_TEST

/* Free-energy corrections at 298.15 K by the table route, to 1 meV. */
static const struct {
    const char *gas;
    double zpe_eV, pressure_bar, G_eV;
} corrections[] = {
    { "H2", 0.2580, 1, -0.058 },        { "H2", 0.2702, 1, -0.046 },
    { "H2", 0.2728, 1, -0.043 },        { "N2", 0.1462, 1, -0.356 },
    { "NH3", 0.8945, 1, 0.403 },        { "H2O", 0.5584, 1, 0.078 },
    { "H2O", 0.5584, 0.03169, -0.011 }, { "O2", 0.0980, 1, -0.446 },
};

START_TEST(the_table_route_gives_the_known_corrections)
{
    chp_gas_data d = gas_at(corrections[_i].gas, 298.15);
    chp_thermo t = chp_thermo_from_table(&d, corrections[_i].zpe_eV, 298.15,
                                         corrections[_i].pressure_bar);
    double G_eV = t.zpe_eV + t.thermal_eV - t.TS_eV + t.pressure_eV;
    ck_assert_double_eq_tol(G_eV, corrections[_i].G_eV, 1e-3);
}
END_TEST

/* H(298.15 K) - H(0) - T S in eV by CODATA Key Values (1989) and NIST; the synthesis of
 * ammonia is +0.467 eV of it. */
static const struct {
    const char *gas;
    double from_0_K_eV;
} thermal[] = {
    { "H2", -0.3161 }, { "N2", -0.5022 }, { "NH3", -0.4916 }, { "H2O", -0.4809 },
    { "O2", -0.5440 }, { "CO", -0.5209 }, { "CO2", -0.5636 },
};

START_TEST(heat_less_entropy_is_that_of_the_tables)
{
    chp_gas_data d = gas_at(thermal[_i].gas, 298.15);
    ck_assert_double_eq_tol(d.enthalpy_eV - 298.15 * d.entropy_eV_K,
                            thermal[_i].from_0_K_eV, 1.1e-4);
}
END_TEST

/* H(T) - H(298.15 K) in kJ/mol, C and S in J/mol/K of the NASA polynomials far from
 * where they are pinned; evaluated from the published coefficients in Python. */
static const struct {
    const char *gas;
    double T_K, C, heat, S;
} far_off[] = {
    { "N2H4", 220, 41.82460, -3.52206, 224.81588 },
    { "N2H4", 650, 76.60986, 22.32046, 286.45864 },
    { "N2H4", 1000, 92.58758, 52.07530, 322.84291 },
    { "N2H2", 220, 33.50746, -2.66937, 207.96104 },
    { "N2H2", 650, 50.11461, 14.83874, 250.42850 },
    { "N2H2", 1000, 63.34095, 34.77912, 274.76985 },
    { "NO", 220, 30.26035, -2.34603, 201.61865 },
    { "NO", 650, 31.63281, 10.71907, 234.39882 },
    { "NO", 1000, 33.98966, 22.23350, 248.53425 },
    { "H2O2", 220, 39.55229, -3.19952, 222.10264 },
    { "H2O2", 650, 54.93482, 17.24238, 272.07523 },
    { "H2O2", 1000, 62.47756, 37.85682, 297.33457 },
};

START_TEST(a_polynomial_is_followed_far_from_298_K)
{
    chp_gas_data d = gas_at(far_off[_i].gas, far_off[_i].T_K);
    double usual_kJ = gas_at(far_off[_i].gas, 298.15).enthalpy_eV * kJ_mol;
    ck_assert_double_eq_tol(d.heat_capacity_eV_K * kJ_mol * 1000, far_off[_i].C, 2e-5);
    ck_assert_double_eq_tol(d.entropy_eV_K * kJ_mol * 1000, far_off[_i].S, 2e-5);
    ck_assert_double_eq_tol(d.enthalpy_eV * kJ_mol - usual_kJ, far_off[_i].heat, 2e-5);
}
END_TEST

START_TEST(entropy_is_the_integral_of_heat_over_T)
{
    const double temperatures_K[] = { 250, 320, 480, 690 };
    const char *gas = chp_gas_name((size_t)_i);
    for (size_t i = 0; i < 4; i++) {
        double T_K = temperatures_K[i];
        chp_gas_data cold = gas_at(gas, T_K - 0.1), hot = gas_at(gas, T_K + 0.1);
        double dS = hot.entropy_eV_K - cold.entropy_eV_K;
        double dH = hot.enthalpy_eV - cold.enthalpy_eV;
        ck_assert_double_eq_tol(dS, dH / T_K, 1e-11);
        ck_assert_double_eq_tol(dH / 0.2, gas_at(gas, T_K).heat_capacity_eV_K, 1e-9);
    }
}
END_TEST

/* Where one fit takes over from another they differ by little: the largest step is
 * that of O2 and N2, 0.04 J/mol/K. */
START_TEST(fits_of_neighbouring_ranges_meet)
{
    const char *gas = chp_gas_name((size_t)_i);
    const double seams_K[] = { 298, 500 };
    for (int i = 0; i < 2; i++) {
        chp_gas_data below = gas_at(gas, seams_K[i] - 1e-6);
        chp_gas_data above = gas_at(gas, seams_K[i] + 1e-6);
        double step_eV = above.enthalpy_eV - below.enthalpy_eV -
                         seams_K[i] * (above.entropy_eV_K - below.entropy_eV_K);
        ck_assert_double_lt(fabs(step_eV), 1e-4);
    }
}
END_TEST

START_TEST(a_gas_is_known_by_any_formula_of_it)
{
    ck_assert_str_eq(gas_at("H3N", 298.15).gas, "NH3");
    ck_assert_str_eq(gas_at("OH2", 298.15).gas, "H2O");
}
END_TEST

START_TEST(a_strange_gas_is_not_in_the_tables)
{
    chp_gas_data d;
    ck_assert(!chp_gas_table("XeF2", 298.15, &d, diag));
    ck_assert(!chp_gas_table("?", 298.15, &d, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
}
END_TEST

START_TEST(a_temperature_outside_the_tables_is_an_error)
{
    chp_gas_data d;
    ck_assert(!chp_gas_table("NH3", 1500, &d, diag));
    ck_assert(!chp_gas_table("H2", 150, &d, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 2);
    ck_assert_str_eq(chp_diag_get(diag, 0)->fact,
                     "NH3 is tabulated from 200 to 1400 K, not at 1500 K");
}
END_TEST

/* H298 - H0 of a rigid rotor with its fundamentals (cm-1, Shimanouchi, NSRDS-NBS 39
 * (1972), and CCCBDB): 3.5 or 4 RT and the vibrations, kJ/mol. What turns inside, or
 * has a second isomer, holds a little more. */
static const struct {
    const char *gas;
    bool is_linear;
    double within;
    double mode_cm1[12];
} rotors[] = {
    { "N2", true, 0.02, { 2330 } },
    { "O2", true, 0.02, { 1556 } },
    { "CO", true, 0.02, { 2143 } },
    { "CO2", true, 0.03, { 667, 667, 1333, 2349 } },
    { "N2O", true, 0.03, { 589, 589, 1285, 2224 } },
    { "H2O", false, 0.03, { 1595, 3657, 3756 } },
    { "NH3", false, 0.08, { 950, 1627, 1627, 3337, 3444, 3444 } },
    { "NO2", false, 0.03, { 750, 1318, 1618 } },
    { "NH2", false, 0.05, { 1497, 3219, 3301 } },
    { "HNO", false, 0.03, { 1501, 1565, 2684 } },
    { "HO2", false, 0.05, { 1098, 1392, 3436 } },
    { "CH4", false, 0.03, { 1306, 1306, 1306, 1534, 1534, 2917, 3019, 3019, 3019 } },
    { "CH2O", false, 0.03, { 1167, 1249, 1500, 1746, 2783, 2843 } },
    { "HCOOH", false, 0.08, { 625, 638, 1033, 1105, 1229, 1387, 1770, 2943, 3570 } },
    { "HNO3", false, 0.08, { 458, 580, 647, 763, 879, 1303, 1326, 1710, 3550 } },
    { "HNO2", false, 0.55, { 540, 596, 790, 1263, 1700, 3591 } },
    { "NH2OH", false, 0.35, { 386, 895, 1115, 1353, 1605, 3297, 3350, 3656 } },
    { "H2O2", false, 0.30, { 371, 866, 877, 1266, 1402, 3599, 3608 } },
};

START_TEST(heat_contents_are_those_of_rotors_that_vibrate)
{
    const double T_K = 298.15;
    double RT = GAS_J_MOL_K * T_K / 1000, sum = (rotors[_i].is_linear ? 3.5 : 4) * RT;
    for (const double *nu = rotors[_i].mode_cm1; *nu > 0; nu++) {
        double x = *nu * EV_PER_CM1 / (BOLTZMANN_EV_K * T_K);
        sum += RT * x / expm1(x);
    }
    double heat = gas_at(rotors[_i].gas, T_K).enthalpy_eV * kJ_mol;
    ck_assert_msg(fabs(heat - sum) <= rotors[_i].within, "%s: %.3f, %.3f kJ/mol",
                  rotors[_i].gas, heat, sum);
}
END_TEST

/* Zero-point energies by the spectroscopic constants of Huber and Herzberg (1979),
 * cm-1: w/2 - wx/4, to which Dunham adds Y00 of up to 0.3, of H2 9. Of the others half
 * the sum of the fundamentals lies 2 to 4 % too low. */
static const struct {
    const char *gas;
    double low_cm1, high_cm1;
} zero_points[] = {
    { "H2", 4401.21 / 2 - 121.33 / 4, 4401.21 / 2 - 121.33 / 4 + 10 },
    { "N2", 2358.57 / 2 - 14.324 / 4, 2358.57 / 2 - 14.324 / 4 + 0.3 },
    { "O2", 1580.19 / 2 - 11.98 / 4, 1580.19 / 2 - 11.98 / 4 + 0.4 },
    { "NO", 1904.20 / 2 - 14.075 / 4, 1904.20 / 2 - 14.075 / 4 + 0.3 },
    { "CO", 2169.814 / 2 - 13.288 / 4, 2169.814 / 2 - 13.288 / 4 + 0.3 },
    { "H2O", 1.02 * 9008 / 2, 1.04 * 9008 / 2 },
    { "NH3", 1.02 * 14429 / 2, 1.04 * 14429 / 2 },
};

START_TEST(zero_point_energies_are_those_of_spectroscopy)
{
    chp_gas_data d = gas_at(zero_points[_i].gas, 298.15);
    double zpe_cm1 = d.zpe_eV / EV_PER_CM1;
    ck_assert(d.zpe_known);
    ck_assert_double_ge(zpe_cm1, zero_points[_i].low_cm1);
    ck_assert_double_le(zpe_cm1, zero_points[_i].high_cm1);
}
END_TEST

/* Vapour pressures of water, bar: CRC Handbook / IAPWS-95; ours start from the
 * formation energies, 0.04 % below. */
static const struct {
    double T_K, p_bar, within;
} steam[] = {
    { 298.15, 0.03169, 5e-6 }, { 303.15, 0.04246, 2e-5 }, { 273.16, 0.0061165, 5e-6 },
    { 323.15, 0.12351, 1e-4 }, { 353.15, 0.47414, 4e-4 }, { 373.124, 1.01325, 1e-3 },
    { 473.15, 15.549, 0.02 },
};

START_TEST(water_boils_where_it_does)
{
    double p_bar = chp_water_vapour_pressure_bar(steam[_i].T_K);
    ck_assert_double_eq_tol(p_bar, steam[_i].p_bar, steam[_i].within);
}
END_TEST

#define N(table) (sizeof table / sizeof *table)

Suite *suite_gas_table(void)
{
    int n_gases = 0;
    while (chp_gas_name((size_t)n_gases))
        n_gases++;
    TCase *tc = tcase_create("gas table");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, a_gas_has_its_standard_entropy, 0, N(standard));
    tcase_add_loop_test(tc, zero_point_energies_are_those_of_spectroscopy, 0,
                        N(zero_points));
    tcase_add_loop_test(tc, heat_contents_are_those_of_rotors_that_vibrate, 0,
                        N(rotors));
    tcase_add_loop_test(tc, a_gas_follows_its_fit, 0, N(heated));
    tcase_add_loop_test(tc, a_polynomial_gives_its_own_entropy, 0, N(polynomials));
    tcase_add_loop_test(tc, the_tables_agree_with_another_fit_at_every_temperature, 0,
                        sizeof nasa / sizeof *nasa);
    tcase_add_loop_test(tc, the_table_route_gives_the_known_corrections, 0,
                        N(corrections));
    tcase_add_loop_test(tc, heat_less_entropy_is_that_of_the_tables, 0, N(thermal));
    tcase_add_loop_test(tc, a_polynomial_is_followed_far_from_298_K, 0, N(far_off));
    tcase_add_loop_test(tc, entropy_is_the_integral_of_heat_over_T, 0, n_gases);
    tcase_add_loop_test(tc, fits_of_neighbouring_ranges_meet, 0, n_gases);
    tcase_add_test(tc, a_gas_is_known_by_any_formula_of_it);
    tcase_add_test(tc, a_strange_gas_is_not_in_the_tables);
    tcase_add_test(tc, a_temperature_outside_the_tables_is_an_error);
    tcase_add_loop_test(tc, water_boils_where_it_does, 0, N(steam));
    Suite *suite = suite_create("thermo/gas_table");
    suite_add_tcase(suite, tc);
    return suite;
}
