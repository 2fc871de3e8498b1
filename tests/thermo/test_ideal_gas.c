#include <math.h>

#include "chem/constants.h"
#include "chepath.h"
#include "fixture.h"
#include "suites.h"
#include "thermo/molecules.h"

static chp_molecule molecule_of(const test_molecule *m, const double *mass_u)
{
    chp_molecule found;
    const chp_structure *s = boxed(&memory, m, 0.1, 0.2, 14.9);
    ck_assert(chp_molecule_from(s, mass_u, CHP_SYMMETRY_A, &found, diag));
    return found;
}

/* kJ/mol, J/mol/K */
static double molar(double value_eV)
{
    return value_eV * FARADAY_C_MOL;
}

/* The closed forms at 298.15 K and 1 bar, CODATA 2022 (worked out independently). */
static const struct {
    test_molecule molecule;
    double mode_cm1[9];
    size_t n_modes;
    double inertia_u_A2[3];
    double zpe_eV, thermal_eV, S_J_mol_K, TS_eV, G_eV;
    double S_table, off_J_mol_K; // deviation from the tables' entropy
} gases[] = {
    { { "H2", { "H", "H" }, { { 0, 0, 0 }, { 0, 0, 0.7414 } } },
      { 4401.21 },
      1,
      { 0, 0.27704, 0.27704 },
      0.272840,
      0.089924,
      130.3392,
      0.402762,
      -0.039998,
      130.680,
      -0.341 },
    { { "N2", { "N", "N" }, { { 0, 0, 0 }, { 0, 1.0977, 0 } } },
      { 2358.57 },
      1,
      { 0, 8.43883, 8.43883 },
      0.146213,
      0.089927,
      191.5667,
      0.591962,
      -0.355822,
      191.609,
      -0.042 },
    { { "NH3",
        { "N", "H", "H", "H" },
        { { 0, 0, 0 },
          { 0.9377174, 0, -0.3816278 },
          { -0.4688587, 0.8120871, -0.3816278 },
          { -0.4688587, -0.8120871, -0.3816278 } } },
      { 3337, 950, 3444, 3444, 1627, 1627 },
      6,
      { 1.69174, 1.69174, 2.65905 },
      0.894484,
      0.104142,
      192.5736,
      0.595073,
      0.403554,
      192.77,
      -0.196 },
    { { "H2O",
        { "O", "H", "H" },
        { { 0, 0, 0 }, { 0.7572099, 0.5865271, 0 }, { -0.7572099, 0.5865271, 0 } } },
      { 3657, 1595, 3756 },
      3,
      { 0.61592, 1.15591, 1.77183 },
      0.558425,
      0.102860,
      188.6709,
      0.583013,
      0.078272,
      188.835,
      -0.164 },
    { { "O2", { "O", "O" }, { { 0, 0, 0 }, { 1.2075, 0, 0 } } },
      { 1580.19 },
      1,
      { 0, 11.66372, 11.66372 },
      0.097959,
      0.090020,
      205.0841,
      0.633732,
      -0.445753,
      205.152,
      -0.068 },
};

START_TEST(a_molecule_agrees_with_the_closed_forms)
{
    chp_thermo_options o = chp_thermo_defaults();
    chp_molecule m = molecule_of(&gases[_i].molecule, NULL);
    for (int k = 0; k < 3; k++)
        ck_assert_double_eq_tol(m.inertia_u_A2[k], gases[_i].inertia_u_A2[k], 6e-6);
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(gases[_i].mode_cm1, gases[_i].n_modes), 1,
                                   &o, &t, diag));
    ck_assert_double_eq_tol(t.zpe_eV, gases[_i].zpe_eV, 6e-7);
    ck_assert_double_eq_tol(t.thermal_eV, gases[_i].thermal_eV, 6e-7);
    ck_assert_double_eq_tol(molar(t.TS_eV) / o.T_K, gases[_i].S_J_mol_K, 6e-5);
    ck_assert_double_eq_tol(t.TS_eV, gases[_i].TS_eV, 6e-7);
    ck_assert_double_eq_tol(t.zpe_eV + t.thermal_eV - t.TS_eV, gases[_i].G_eV, 1e-6);
    double S = molar(t.TS_eV) / o.T_K;
    ck_assert_double_eq_tol(S - gases[_i].S_table, gases[_i].off_J_mol_K, 2.1e-3);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
}
END_TEST

START_TEST(ammonia_is_made_of_translation_rotation_and_vibration)
{
    chp_thermo_options o = chp_thermo_defaults();
    chp_molecule m = molecule_of(&gases[2].molecule, NULL);
    chp_gas_parts parts = chp_thermo_gas_parts(&m, &o);
    ck_assert_double_eq_tol(molar(parts.translation.TS_eV) / o.T_K, 144.2130, 6e-5);
    ck_assert_double_eq_tol(molar(parts.rotation.TS_eV) / o.T_K, 47.8247, 6e-5);
    ck_assert_double_eq(parts.electrons.TS_eV, 0);
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(gases[2].mode_cm1, 6), 1, &o, &t, diag));
    double whole_eV = parts.translation.TS_eV + parts.rotation.TS_eV;
    ck_assert_double_eq_tol(molar(t.TS_eV - whole_eV) / o.T_K, 0.5359, 6e-5);
}
END_TEST

/* Exact rotation agrees with the tables: S 130.680 J/mol/K, H298 - H0 8.468 kJ/mol. */
START_TEST(hydrogen_rotates_by_its_levels_on_request)
{
    chp_thermo_options o = chp_thermo_defaults();
    o.h2_rotation_exact = true;
    chp_molecule m = molecule_of(&gases[0].molecule, NULL);
    chp_thermo t;
    ck_assert(
        chp_thermo_ideal_gas(&m, MODES((double[]){ 4401.21 }, 1), 1, &o, &t, diag));
    ck_assert_double_eq_tol(molar(t.TS_eV) / o.T_K, 130.688, 6e-4);
    ck_assert_double_eq_tol(molar(t.thermal_eV) / 1e3, 8.4680, 6e-5);
    ck_assert_double_eq_tol(t.thermal_eV - t.TS_eV, -0.316074, 6e-7);

    chp_thermo rotation = chp_thermo_gas_parts(&m, &o).rotation;
    double kT_eV = BOLTZMANN_EV_K * o.T_K;
    double q = exp((rotation.TS_eV - rotation.thermal_eV) / kT_eV);
    ck_assert_double_eq_tol(q, 1.93130, 6e-6);
}
END_TEST

START_TEST(hydrogen_by_its_levels_follows_the_tables)
{
    chp_molecule m = molecule_of(&gases[0].molecule, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    o.h2_rotation_exact = true;
    for (o.T_K = 200; o.T_K < 1000; o.T_K += 90) {
        chp_thermo t;
        chp_gas_data d;
        ck_assert(
            chp_thermo_ideal_gas(&m, MODES((double[]){ 4161 }, 1), 1, &o, &t, diag));
        ck_assert(chp_gas_table("H2", o.T_K, &d, diag));
        ck_assert_double_eq_tol(molar(t.TS_eV) / o.T_K, molar(d.entropy_eV_K), 0.05);
        ck_assert_double_eq_tol(t.thermal_eV, d.enthalpy_eV, 3e-4);
    }
}
END_TEST

/* Moments by the rotational constants of experiments (Huber and Herzberg 1979; CCCBDB,
 * whose 9.4443 of NH3 is a misprint for 9.9443): I B = 16.85762917 u Å2 / cm. S in
 * J/mol/K, worked out in Python. */
static const struct {
    size_t n_atoms;
    double mass_u, B_cm1[3]; // falling: the moments rise; 0: none, it is linear
    int symmetry_number;
    double mode_cm1[6], S;
} spinning[] = {
    { 2, 2.016, { 0, 60.853, 60.853 }, 2, { 4161 }, 130.3388 },
    { 2, 28.014, { 0, 1.99824, 1.99824 }, 2, { 2330 }, 191.5643 },
    { 4,
      17.031,
      { 9.9443, 9.9443, 6.196 },
      3,
      { 3337, 950, 3444, 3444, 1627, 1627 },
      192.6859 },
    { 3, 18.015, { 27.877, 14.512, 9.285 }, 2, { 3657, 1595, 3756 }, 188.7165 },
};

START_TEST(rotational_constants_give_the_entropy)
{
    chp_molecule m = { .n_atoms = spinning[_i].n_atoms,
                       .mass_u = spinning[_i].mass_u,
                       .is_linear = spinning[_i].B_cm1[0] == 0,
                       .symmetry_number = spinning[_i].symmetry_number };
    for (int k = 0; k < 3; k++)
        if (spinning[_i].B_cm1[k] > 0)
            m.inertia_u_A2[k] = 16.85762917 / spinning[_i].B_cm1[k];
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo t;
    size_t n = chp_molecule_n_vibrations(&m);
    ck_assert(
        chp_thermo_ideal_gas(&m, MODES(spinning[_i].mode_cm1, n), 1, &o, &t, diag));
    ck_assert_double_eq_tol(molar(t.TS_eV) / o.T_K, spinning[_i].S, 1e-3);
}
END_TEST

/* Classical rotation puts G of H2 3.2 meV too high, at S 130.34 J/mol/K and H -
 * H0 8.676 kJ/mol. */
START_TEST(hydrogen_by_classical_rotation_is_off_by_3_meV)
{
    chp_thermo_options classical = chp_thermo_defaults(), exact = classical;
    exact.h2_rotation_exact = true;
    chp_molecule m = molecule_of(&gases[0].molecule, NULL);
    chp_modes modes = *MODES((double[]){ 4401.21 }, 1);
    chp_thermo a, b;
    ck_assert(chp_thermo_ideal_gas(&m, &modes, 1, &classical, &a, diag));
    ck_assert(chp_thermo_ideal_gas(&m, &modes, 1, &exact, &b, diag));
    ck_assert_double_eq_tol(molar(a.TS_eV) / 298.15, 130.34, 5e-3);
    ck_assert_double_eq_tol(molar(a.thermal_eV) / 1000, 8.676, 1e-3);
    double off_eV = chp_thermo_correction(&a) - chp_thermo_correction(&b);
    ck_assert_double_eq_tol(off_eV, 3.2e-3, 5e-5);
}
END_TEST

/* hc/k times the rotational constant, K: below it a classical rotor has no states. */
static const struct {
    int gas;
    double T_K;
    bool is_exact, is_told;
} chilled[] = {
    { 0, 80, false, true },  { 0, 95, false, false },  { 0, 80, true, false },
    { 1, 2.5, false, true }, { 1, 3.5, false, false }, { 2, 0.1, false, true },
    { 2, 20, false, false },
};

START_TEST(a_gas_that_is_too_cold_is_told)
{
    chp_thermo_options o = chp_thermo_defaults();
    o.T_K = chilled[_i].T_K;
    o.h2_rotation_exact = chilled[_i].is_exact;
    chp_molecule m = molecule_of(&gases[chilled[_i].gas].molecule, NULL);
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(
        &m, MODES(gases[chilled[_i].gas].mode_cm1, gases[chilled[_i].gas].n_modes), 1,
        &o, &t, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), chilled[_i].is_told);
}
END_TEST

START_TEST(deuterium_is_not_summed_with_the_spins_of_hydrogen)
{
    const double mass_u[] = { 2.014, 2.014 };
    ck_assert(!molecule_of(&gases[0].molecule, mass_u).is_h2);
}
END_TEST

/* Symmetry numbers as tables have them; positions from experimental geometries,
 * rounded.
 */
static const struct {
    test_molecule molecule;
    int symmetry_number;
    const char *point_group;
    double spin;
    bool is_linear;
} shapes[] = {
    { { "H2", { "H", "H" }, { { 0, 0, 0 }, { 0.74, 0, 0 } } }, 2, "Dinfh", 0, true },
    { { "CO", { "C", "O" }, { { 0, 0, 0 }, { 0, 1.13, 0 } } }, 1, "Cinfv", 0, true },
    { { "NO", { "N", "O" }, { { 0, 0, 0 }, { 0, 0, 1.15 } } }, 1, "Cinfv", 0.5, true },
    { { "O2", { "O", "O" }, { { 0, 0, 0 }, { 0, 0, 1.21 } } }, 2, "Dinfh", 1, true },
    { { "CO2", { "C", "O", "O" }, { { 0, 0, 0 }, { 0, 0, 1.16 }, { 0, 0, -1.16 } } },
      2,
      "Dinfh",
      0,
      true },
    { { "N2O", { "N", "N", "O" }, { { 0, 0, 0 }, { 0, 0, 1.13 }, { 0, 0, 2.31 } } },
      1,
      "Cinfv",
      0,
      true },
    { { "HCN", { "H", "C", "N" }, { { 0, 0, 0 }, { 0, 0, 1.07 }, { 0, 0, 2.22 } } },
      1,
      "Cinfv",
      0,
      true },
    { { "H2O",
        { "O", "H", "H" },
        { { 0, 0, 0 }, { 0.757, 0.587, 0 }, { -0.757, 0.587, 0 } } },
      2,
      "C2v",
      0,
      false },
    { { "NO2",
        { "N", "O", "O" },
        { { 0, 0, 0 }, { 1.1, 0.47, 0 }, { -1.1, 0.47, 0 } } },
      2,
      "C2v",
      0.5,
      false },
    { { "H2S",
        { "S", "H", "H" },
        { { 0, 0, 0 }, { 0.97, 0.92, 0 }, { -0.97, 0.92, 0 } } },
      2,
      "C2v",
      0,
      false },
    { { "NH3",
        { "N", "H", "H", "H" },
        { { 0, 0, 0 },
          { 0.938, 0, -0.382 },
          { -0.469, 0.812, -0.382 },
          { -0.469, -0.812, -0.382 } } },
      3,
      "C3v",
      0,
      false },
    { { "CH4",
        { "C", "H", "H", "H", "H" },
        { { 0, 0, 0 },
          { 0.629, 0.629, 0.629 },
          { 0.629, -0.629, -0.629 },
          { -0.629, 0.629, -0.629 },
          { -0.629, -0.629, 0.629 } } },
      12,
      "Td",
      0,
      false },
    { { "N2H4, gauche",
        { "N", "N", "H", "H", "H", "H" },
        { { 0, 0.721, 0 },
          { 0, -0.721, 0 },
          { -0.21, 1.06, 0.93 },
          { 0.95, 0.99, -0.17 },
          { -0.21, -1.06, -0.93 },
          { 0.95, -0.99, 0.17 } } },
      2,
      "C2",
      0,
      false },
    { { "N2H2, trans",
        { "N", "N", "H", "H" },
        { { 0, 0.626, 0 }, { 0, -0.626, 0 }, { 0.99, 0.92, 0 }, { -0.99, -0.92, 0 } } },
      2,
      "C2h",
      0,
      false },
    { { "H2O2",
        { "O", "O", "H", "H" },
        { { 0, 0.73, 0 },
          { 0, -0.73, 0 },
          { 0.78, 0.89, 0.53 },
          { 0.78, -0.89, -0.53 } } },
      2,
      "C2",
      0,
      false },
    { { "HCOOH",
        { "C", "O", "O", "H", "H" },
        { { 0, 0.42, 0 },
          { -1.03, -0.44, 0 },
          { 1.16, 0.11, 0 },
          { -0.38, 1.45, 0 },
          { -0.65, -1.33, 0 } } },
      1,
      "Cs",
      0,
      false },
    { { "CH3OH",
        { "C", "O", "H", "H", "H", "H" },
        { { 0, 0, 0 },
          { 0, 1.42, 0 },
          { 0.92, 1.69, 0 },
          { 1.02, -0.37, 0 },
          { -0.53, -0.37, 0.89 },
          { -0.53, -0.37, -0.89 } } },
      1,
      "Cs",
      0,
      false },
    { { "HNO3",
        { "N", "O", "O", "O", "H" },
        { { 0, 0.03, 0 },
          { 0.2, 1.22, 0 },
          { -1.1, -0.48, 0 },
          { 1.15, -0.78, 0 },
          { 1.9, -0.17, 0 } } },
      1,
      "Cs",
      0,
      false },
    { { "CH2O",
        { "C", "O", "H", "H" },
        { { 0, 0, -0.53 }, { 0, 0, 0.68 }, { 0, 0.94, -1.11 }, { 0, -0.94, -1.11 } } },
      2,
      "C2v",
      0,
      false },
    { { "C2H4",
        { "C", "C", "H", "H", "H", "H" },
        { { 0, 0, 0.67 },
          { 0, 0, -0.67 },
          { 0, 0.92, 1.24 },
          { 0, -0.92, 1.24 },
          { 0, 0.92, -1.24 },
          { 0, -0.92, -1.24 } } },
      4,
      "D2h",
      0,
      false },
    { { "C2H6",
        { "C", "C", "H", "H", "H", "H", "H", "H" },
        { { 0, 0, 0.7653 },
          { 0, 0, -0.7653 },
          { 0, 1.0174, 1.1638 },
          { -0.8811, -0.5087, 1.1638 },
          { 0.8811, -0.5087, 1.1638 },
          { 0, -1.0174, -1.1638 },
          { -0.8811, 0.5087, -1.1638 },
          { 0.8811, 0.5087, -1.1638 } } },
      6,
      "D3d",
      0,
      false },
    { { "BH3",
        { "B", "H", "H", "H" },
        { { 0, 0, 0 },
          { 1.19, 0, 0 },
          { -0.595, 1.0306, 0 },
          { -0.595, -1.0306, 0 } } },
      6,
      "D3h",
      0,
      false },
    { { "SF6",
        { "S", "F", "F", "F", "F", "F", "F" },
        { { 0, 0, 0 },
          { 1.56, 0, 0 },
          { -1.56, 0, 0 },
          { 0, 1.56, 0 },
          { 0, -1.56, 0 },
          { 0, 0, 1.56 },
          { 0, 0, -1.56 } } },
      24,
      "Oh",
      0,
      false },
    { { "NNH", { "N", "N", "H" }, { { 0, 0, 0 }, { 0, 1.18, 0 }, { 0.95, 1.62, 0 } } },
      1,
      "Cs",
      0.5,
      false },
    { { "NH", { "N", "H" }, { { 0, 0, 0 }, { 0, 0, 1.04 } } }, 1, "Cinfv", 1, true },
    { { "NH2",
        { "N", "H", "H" },
        { { 0, 0, 0 }, { 0.8, 0.63, 0 }, { -0.8, 0.63, 0 } } },
      2,
      "C2v",
      0.5,
      false },
    { { "CH3O, of lower symmetry by Jahn and Teller",
        { "C", "O", "H", "H", "H" },
        { { -0.0086, -0.5865, 0 },
          { -0.0086, 0.7995, 0 },
          { 1.0554, -0.8688, 0 },
          { -0.4674, -1.0044, 0.9033 },
          { -0.4674, -1.0044, -0.9033 } } },
      1,
      "Cs",
      0.5,
      false },
    { { "H", { "H" }, { { 0, 0, 0 } } }, 1, "Kh", 0.5, false },
};

START_TEST(a_shape_has_its_symmetry_number_and_spin)
{
    chp_molecule m = molecule_of(&shapes[_i].molecule, NULL);
    const char *name = shapes[_i].molecule.name;
    ck_assert_msg(m.symmetry_number == shapes[_i].symmetry_number, "%s: %d", name,
                  m.symmetry_number);
    ck_assert_msg(strcmp(m.point_group, shapes[_i].point_group) == 0, "%s: %s", name,
                  m.point_group);
    ck_assert_msg(m.spin == shapes[_i].spin, "%s: %g", name, m.spin);
    ck_assert_msg(m.is_linear == shapes[_i].is_linear, "%s", name);
}
END_TEST

/* Turned about an odd axis and shaken by a few mÅ, as relaxations leave them. */
START_TEST(symmetry_survives_turning_and_shaking)
{
    test_molecule m = shapes[_i].molecule;
    unsigned seed = 17;
    for (int i = 0; i < MOST_ATOMS; i++) {
        double x = m.at_A[i][0], y = m.at_A[i][1], z = m.at_A[i][2];
        double c = cos(0.7), s = sin(0.7);
        double turned[3] = { c * x - s * y, c * (s * x + c * y) - s * z,
                             s * (s * x + c * y) + c * z };
        for (int k = 0; k < 3; k++) {
            seed = seed * 1103515245u + 12345u;
            m.at_A[i][k] = turned[k] + 0.004 * ((seed >> 16) % 1000 / 1000.0 - 0.5);
        }
    }
    chp_molecule found = molecule_of(&m, NULL);
    ck_assert_msg(found.symmetry_number == shapes[_i].symmetry_number, "%s: %d", m.name,
                  found.symmetry_number);
    ck_assert_str_eq(found.point_group, shapes[_i].point_group);
}
END_TEST

START_TEST(an_isotope_breaks_the_symmetry)
{
    const double mass_u[] = { 15.999, 1.008, 2.014 };
    chp_molecule m = molecule_of(&gases[3].molecule, mass_u);
    ck_assert_int_eq(m.symmetry_number, 1);
    ck_assert_str_eq(m.point_group, "Cs");
}
END_TEST

/* S(NO, 298.15 K) = 210.75 J/mol/K, NIST; its two doublets lie 121.1 cm-1 apart. */
START_TEST(nitric_oxide_has_two_doublets)
{
    const test_molecule no = { "NO", { "N", "O" }, { { 0, 0, 0 }, { 0, 0, 1.1508 } } };
    chp_molecule m = molecule_of(&no, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo t;
    ck_assert(
        chp_thermo_ideal_gas(&m, MODES((double[]){ 1904.2 }, 1), 1, &o, &t, diag));
    ck_assert_double_eq_tol(molar(t.TS_eV) / o.T_K, 210.75, 0.1);
}
END_TEST

/* Shermo's published run: sobereva.com/315; 1 atm. */
START_TEST(ethane_agrees_with_shermo)
{
    const double mode_cm1[] = { 312.373,  827.245,  827.245,  1005.188, 1225.753,
                                1225.756, 1417.658, 1439.897, 1516.703, 1516.703,
                                1521.351, 1521.353, 3043.615, 3044.757, 3099.303,
                                3099.303, 3123.188, 3123.19 };
    const double h2_8pi2k = 24.25437573; // h^2 / (8 pi^2 k) in K u A^2
    chp_molecule m = { .n_atoms = 8,
                       .mass_u = 30.046980,
                       .inertia_u_A2 = { h2_8pi2k / 3.856786, h2_8pi2k / 0.955309,
                                         h2_8pi2k / 0.955309 },
                       .symmetry_number = 6 };
    const double atm_bar = 1.01325, cal = 4.184;
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(mode_cm1, 18), atm_bar, &o, &t, diag));
    double kcal_eV = FARADAY_C_MOL / 1000 / cal;
    double S_cal = (t.TS_eV - t.pressure_eV) / o.T_K * kcal_eV * 1000;
    ck_assert_double_eq_tol(t.zpe_eV * kcal_eV, 47.019, 1e-3);
    ck_assert_double_eq_tol(S_cal, 54.388112, 1e-3);
    double H_kcal = (t.zpe_eV + t.thermal_eV) * kcal_eV;
    ck_assert_double_eq_tol(H_kcal, 49.794, 1e-3);
    double G_kcal = H_kcal - (t.TS_eV - t.pressure_eV) * kcal_eV;
    ck_assert_double_eq_tol(G_kcal, 33.578, 1e-3);
}
END_TEST

/* Unit values of VlachosGroup/pMuTT, test-suite: rotors of given rotational
 * temperatures, a translation of 71 g/mol at 0.99768 bar, all at 300 K; S / R. */
static const struct {
    chp_molecule molecule; // moments as rotational temperatures, in K
    double S_rotation, within;
} rotors[] = {
    { { .n_atoms = 3,
        .mass_u = 44,
        .inertia_u_A2 = { 0, 0.561, 0.561 },
        .is_linear = true,
        .symmetry_number = 2 },
      6.588669668,
      1e-8 },
    { { .n_atoms = 3,
        .mass_u = 18,
        .inertia_u_A2 = { 40.1, 20.9, 13.4 },
        .symmetry_number = 2 },
      5.271701374,
      1e-8 },
};

START_TEST(a_rotor_agrees_with_pmutt)
{
    const double per_K = PLANCK_J_S / BOLTZMANN_J_K * PLANCK_J_S / ATOMIC_MASS_KG *
                         1e20 / (8 * 3.14159265358979323846 * 3.14159265358979323846);
    chp_molecule m = rotors[_i].molecule;
    for (int k = 0; k < 3; k++)
        if (m.inertia_u_A2[k] > 0)
            m.inertia_u_A2[k] = per_K / m.inertia_u_A2[k];
    chp_thermo_options o = chp_thermo_defaults();
    o.T_K = 300;
    double S_k = chp_thermo_gas_parts(&m, &o).rotation.TS_eV / (BOLTZMANN_EV_K * 300);
    ck_assert_double_eq_tol(S_k, rotors[_i].S_rotation, rotors[_i].within);
}
END_TEST

START_TEST(a_translation_agrees_with_pmutt)
{
    const chp_molecule m = { .n_atoms = 1, .mass_u = 71, .symmetry_number = 1 };
    chp_thermo_options o = chp_thermo_defaults();
    o.T_K = 300;
    double S_k =
        chp_thermo_gas_parts(&m, &o).translation.TS_eV / (BOLTZMANN_EV_K * 300);
    ck_assert_double_eq_tol(S_k - log(0.99768), 19.504035007, 1e-5 * 19.5);
}
END_TEST

/* Published G - E at 300 K, 1 bar: medford-group/Screening-Metal-Compound-Active-Sites-
 * N2-Adsorption; made by ASE with its own geometries. Mode energies in eV. */
static const struct {
    test_molecule molecule;
    double energy_eV[8];
    size_t n_modes;
    double correction_eV;
} published[] = {
    { { "N2", { "N", "N" }, { { 0, 0, 0.56499 }, { 0, 0, -0.56499 } } },
      { 0.00199614562, 0.0022317156, 0.3005500992 },
      3,
      -0.356932262724 },
    { { "NH3",
        { "N", "H", "H", "H" },
        { { 0, 0, 0.116489 },
          { 0, 0.939731, -0.271808 },
          { 0.813831, -0.469865, -0.271808 },
          { -0.813831, -0.469865, -0.271808 } } },
      { 0.0003099605, 0.00141341988, 0.1286955996, 0.2057269831, 0.2057889752,
        0.4277826853, 0.4434046945, 0.4434542881 },
      8,
      0.432562783703 },
    { { "H2O",
        { "O", "H", "H" },
        { { 0, 0, 0.119262 },
          { 0, 0.763239, -0.477047 },
          { 0, -0.763239, -0.477047 } } },
      { 0.00070670994, 0.00221931718, 0.01420858932, 0.2018462776, 0.4642340401,
        0.4782566531 },
      6,
      0.0874824376369 },
    { { "H2", { "H", "H" }, { { 0, 0, 0.368583 }, { 0, 0, -0.368583 } } },
      { 4.959368e-05, 7.439052e-05, 0.5525355873 },
      3,
      -0.0387747996907 },
};

START_TEST(a_gas_agrees_with_its_published_correction)
{
    chp_molecule m = molecule_of(&published[_i].molecule, NULL);
    double mode_cm1[8];
    for (size_t k = 0; k < published[_i].n_modes; k++)
        mode_cm1[k] = published[_i].energy_eV[k] / EV_PER_CM1;
    chp_thermo_options o = chp_thermo_defaults();
    o.T_K = 300;
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(mode_cm1, published[_i].n_modes), 1, &o,
                                   &t, diag));
    ck_assert_double_eq_tol(chp_thermo_correction(&t), published[_i].correction_eV,
                            3e-6);
}
END_TEST

START_TEST(entropy_is_the_integral_of_heat_over_T)
{
    chp_molecule m = molecule_of(&gases[_i].molecule, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    o.h2_rotation_exact = true;
    chp_thermo cold, hot;
    o.T_K = 299.9;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(gases[_i].mode_cm1, gases[_i].n_modes), 1,
                                   &o, &cold, diag));
    o.T_K = 300.1;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(gases[_i].mode_cm1, gases[_i].n_modes), 1,
                                   &o, &hot, diag));
    double dS_eV_K = hot.TS_eV / 300.1 - cold.TS_eV / 299.9;
    double dH_eV = hot.thermal_eV - cold.thermal_eV;
    ck_assert_double_eq_tol(dS_eV_K, dH_eV / 300, 1e-10);
    double C_eV_K = (hot.heat_capacity_eV_K + cold.heat_capacity_eV_K) / 2;
    ck_assert_double_eq_tol(dH_eV / 0.2, C_eV_K, 1e-9);
}
END_TEST

START_TEST(pressure_adds_kT_ln_p)
{
    chp_molecule m = molecule_of(&gases[3].molecule, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo t;
    ck_assert(
        chp_thermo_ideal_gas(&m, MODES(gases[3].mode_cm1, 3), 0.03169, &o, &t, diag));
    ck_assert_double_eq_tol(t.pressure_eV, -0.0887, 5e-5);
    ck_assert(!chp_thermo_ideal_gas(&m, MODES(gases[3].mode_cm1, 3), 0, &o, &t, diag));
}
END_TEST

/* [G9] */
START_TEST(residual_rotations_are_left_out)
{
    const double clean[] = { 3756, 3657, 1595 };
    const double raw[] = { 3756, 3657, 1595, 40.1, 12.2, 0.1, -0.1, -9.3, -88.0 };
    chp_molecule m = molecule_of(&gases[3].molecule, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo a, b;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(clean, 3), 1, &o, &a, diag));
    ck_assert(chp_thermo_ideal_gas(&m, MODES(raw, 9), 1, &o, &b, diag));
    ck_assert_double_eq(a.TS_eV, b.TS_eV);
    ck_assert_double_eq(a.zpe_eV, b.zpe_eV);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
}
END_TEST

static void expect(const double *mode_cm1, size_t n, bool ok, chp_severity severity,
                   const char *code)
{
    chp_molecule m = molecule_of(&gases[3].molecule, NULL);
    chp_thermo_options o = chp_thermo_defaults();
    chp_thermo t;
    ck_assert(chp_thermo_ideal_gas(&m, MODES(mode_cm1, n), 1, &o, &t, diag) == ok);
    const chp_message *message = chp_diag_get(diag, 0);
    ck_assert_ptr_nonnull(message);
    ck_assert_int_eq(message->severity, severity);
    ck_assert_str_eq(message->code, code);
}

START_TEST(too_few_modes_are_refused)
{
    expect((double[]){ 3756, 3657 }, 2, false, CHP_ERROR, "C06");
}
END_TEST

START_TEST(too_many_modes_are_refused)
{
    expect((double[12]){ 3756, 3657, 1595 }, 12, false, CHP_ERROR, "C06");
}
END_TEST

START_TEST(C06_a_stiff_residual_mode_is_a_warning)
{
    expect((double[]){ 3756, 3657, 1595, 140.5 }, 4, true, CHP_WARNING, "C06");
}
END_TEST

START_TEST(a_large_imaginary_mode_is_no_rotation)
{
    expect((double[]){ 3756, 3657, 12, 3, 2, 1, 0.5, 0.1, -480 }, 9, false, CHP_ERROR,
           "C07");
}
END_TEST

START_TEST(an_unknown_geometry_is_refused)
{
    const int oxygen[] = { 8, 8 };
    const chp_structure s = { .n_atoms = 2, .atomic_number = oxygen };
    chp_molecule m;
    ck_assert(!chp_molecule_from(&s, NULL, CHP_SYMMETRY_A, &m, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "no-structure");
}
END_TEST

Suite *suite_ideal_gas(void)
{
    const int n_gases = sizeof gases / sizeof *gases;
    const int n_shapes = sizeof shapes / sizeof *shapes;
    TCase *tc = tcase_create("ideal gas");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, a_molecule_agrees_with_the_closed_forms, 0, n_gases);
    tcase_add_test(tc, ammonia_is_made_of_translation_rotation_and_vibration);
    tcase_add_test(tc, hydrogen_rotates_by_its_levels_on_request);
    tcase_add_test(tc, hydrogen_by_its_levels_follows_the_tables);
    tcase_add_loop_test(tc, rotational_constants_give_the_entropy, 0,
                        sizeof spinning / sizeof *spinning);
    tcase_add_test(tc, hydrogen_by_classical_rotation_is_off_by_3_meV);
    tcase_add_loop_test(tc, a_gas_that_is_too_cold_is_told, 0,
                        sizeof chilled / sizeof *chilled);
    tcase_add_test(tc, deuterium_is_not_summed_with_the_spins_of_hydrogen);
    tcase_add_loop_test(tc, a_shape_has_its_symmetry_number_and_spin, 0, n_shapes);
    tcase_add_loop_test(tc, symmetry_survives_turning_and_shaking, 0, n_shapes);
    tcase_add_test(tc, an_isotope_breaks_the_symmetry);
    tcase_add_test(tc, nitric_oxide_has_two_doublets);
    tcase_add_test(tc, ethane_agrees_with_shermo);
    tcase_add_loop_test(tc, a_rotor_agrees_with_pmutt, 0,
                        sizeof rotors / sizeof *rotors);
    tcase_add_test(tc, a_translation_agrees_with_pmutt);
    tcase_add_loop_test(tc, a_gas_agrees_with_its_published_correction, 0,
                        sizeof published / sizeof *published);
    tcase_add_loop_test(tc, entropy_is_the_integral_of_heat_over_T, 0, n_gases);
    tcase_add_test(tc, pressure_adds_kT_ln_p);
    tcase_add_test(tc, residual_rotations_are_left_out);
    tcase_add_test(tc, too_few_modes_are_refused);
    tcase_add_test(tc, too_many_modes_are_refused);
    tcase_add_test(tc, C06_a_stiff_residual_mode_is_a_warning);
    tcase_add_test(tc, a_large_imaginary_mode_is_no_rotation);
    tcase_add_test(tc, an_unknown_geometry_is_refused);
    Suite *suite = suite_create("thermo/ideal_gas");
    suite_add_tcase(suite, tc);
    return suite;
}
