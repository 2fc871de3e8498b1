/* What a run tells beside its energies: what pulls at its cell, how fast its atoms are,
 * dipole, k-points, moments with a direction. */
#include "formats/outcars.h"
#include "suites.h"

static outcome read_and_clear(arena *a, const format *f, str text)
{
    outcome o = read_text(f, text);
    arena_clear(a);
    return o;
}

static void check_vector(chp_vector v, double x, double y, double z)
{
    ck_assert(v.known);
    ck_assert_double_eq(v.value[0], x);
    ck_assert_double_eq(v.value[1], y);
    ck_assert_double_eq(v.value[2], z);
}

/* --- stress ----------------------------------------------------------------------- */

#define FORCES                                                                         \
    " POSITION                                       TOTAL-FORCE (eV/Angst)\n"

#define STRESS_3                                                                       \
    "  in kB     -11.19205   -13.50000    -5.97233     0.10000     0.20000    "        \
    "-0.30000\n"
#define STRESS_MERGED                                                                  \
    "  in kB   -1111.19205-12345.50000    -5.97233     0.10000     0.20000    "        \
    "-0.30000\n"

/* relax-5.4.4 with a stress in its second step and one, as given, in its third. */
static str stressed(arena *a, const char *third)
{
    const char *second =
        "  in kB       1.00000     2.00000     3.00000     0.00000     0.00000     "
        "0.00000\n  external pressure =        2.00 kB  Pullay stress =        0.00 "
        "kB\n";
    str text = outcar_text(a, "relax-5.4.4");
    text = edited(a, text, 3, FORCES, arena_print(a, "%s%s", third, FORCES));
    return edited(a, text, 2, FORCES, arena_print(a, "%s%s", second, FORCES));
}

START_TEST(the_stress_is_that_of_the_step_that_counts)
{
    arena a = { 0 };
    outcome o = read_and_clear(
        &a, &format_outcar,
        stressed(
            &a, STRESS_3
            "  external pressure =      -10.22 kB  Pullay stress =        0.00 kB\n"));
    static const double expected[3][3] = { { -11.19205, 0.1, -0.3 },
                                           { 0.1, -13.5, 0.2 },
                                           { -0.3, 0.2, -5.97233 } };
    ck_assert(o.ok);
    ck_assert(o.calc.stress_kB.known);
    for (int i = 0; i < 9; i++)
        ck_assert_double_eq(o.calc.stress_kB.value[i / 3][i % 3],
                            expected[i / 3][i % 3]);
    ck_assert_double_eq(o.calc.pressure_kB.value, -10.22);
    ck_assert(!outcome_says(&o, "damaged"));
    outcome_free(&o);
}
END_TEST

START_TEST(a_step_without_stress_has_none_of_an_earlier_one)
{
    arena a = { 0 };
    outcome o = read_and_clear(&a, &format_outcar, stressed(&a, ""));
    ck_assert(!o.calc.stress_kB.known);
    ck_assert(!o.calc.pressure_kB.known);
    outcome_free(&o);
}
END_TEST

START_TEST(stresses_that_touch_are_parted_at_their_signs)
{
    arena a = { 0 };
    outcome o = read_and_clear(&a, &format_outcar, stressed(&a, STRESS_MERGED));
    ck_assert(o.calc.stress_kB.known);
    ck_assert_double_eq(o.calc.stress_kB.value[0][0], -1111.19205);
    ck_assert_double_eq(o.calc.stress_kB.value[1][1], -12345.5);
    outcome_free(&o);
}
END_TEST

/* Under PSTRESS = 50 the pressure lacks as much. */
static const struct {
    const char *pressure;
    bool is_damaged;
} pressures[] = {
    { "  external pressure =      -10.22 kB  Pullay stress =        0.00 kB\n", false },
    { "  external pressure =      -60.22 kB  Pullay stress =       50.00 kB\n", false },
    { "  external pressure =      -10.24 kB  Pullay stress =        0.00 kB\n", true },
    { "  external pressure =       10.22 kB  Pullay stress =        0.00 kB\n", true },
};

START_TEST(the_pressure_is_a_third_of_the_stresses)
{
    arena a = { 0 };
    const char *third = arena_print(&a, "%s%s", STRESS_3, pressures[_i].pressure);
    outcome o = read_and_clear(&a, &format_outcar, stressed(&a, third));
    ck_assert_int_eq(outcome_says(&o, "damaged"), pressures[_i].is_damaged);
    outcome_free(&o);
}
END_TEST

START_TEST(vasprun_tells_the_stress_of_the_step_that_counts)
{
    arena a = { 0 };
    str text = file_text(&a, "tests/data/vasprun/relaxation.xml");
    text = edited(&a, text, 2, "-0.51927854", "-3.51927854");
    outcome o = read_and_clear(&a, &format_vasprun, text);
    ck_assert(o.calc.stress_kB.known);
    ck_assert_double_eq(o.calc.stress_kB.value[0][0], -3.51927854);
    ck_assert_double_eq(o.calc.stress_kB.value[1][2], -0.00175071);
    ck_assert_double_eq_tol(o.calc.pressure_kB.value,
                            -(3.51927854 + 0.72269717 + 0.74979025) / 3, 1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(a_stress_that_is_no_number_is_not_known)
{
    arena a = { 0 };
    str text = file_text(&a, "tests/data/vasprun/relaxation.xml");
    text = edited(&a, text, 2, "-0.51927854", "***********");
    outcome o = read_and_clear(&a, &format_vasprun, text);
    ck_assert(o.calc.energies.toten_eV.known);
    ck_assert(!o.calc.stress_kB.known);
    ck_assert(!o.calc.pressure_kB.known);
    outcome_free(&o);
}
END_TEST

START_TEST(vaspout_tells_stress_and_kpoints)
{
    outcome o = { .diag = chp_diag_new() };
    scan in = { .at.path = "tests/data/vaspout/run.h5" };
    reading r = { .a = &o.a, .diag = o.diag };
    ck_assert(format_vaspout.read(&in, &r, &o.calc));
    ck_assert_double_eq(o.calc.stress_kB.value[0][0], -3);
    ck_assert_double_eq(o.calc.stress_kB.value[1][2], 0.2);
    ck_assert_double_eq_tol(o.calc.pressure_kB.value, 1, 1e-12);
    ck_assert_double_eq(o.calc.n_kpoints.value, 3);
    ck_assert_double_eq_tol(o.calc.kpoint_weight.value, 1, 1e-12);
    outcome_free(&o);
}
END_TEST

/* --- molecular dynamics ----------------------------------------------------------- */

#define MOTION(kinetic, temperature, total)                                            \
    "\n  ENERGY OF THE ELECTRON-ION-THERMOSTAT SYSTEM (eV)\n"                          \
    "  ---------------------------------------------------\n"                          \
    "% ion-electron   TOTEN  =       -19.541209  see above\n"                          \
    "  kinetic energy EKIN   =         " kinetic "\n"                                  \
    "  kin. lattice  EKIN_LAT=         0.000000  (temperature " temperature " K)\n"    \
    "  nose potential ES     =         0.000000\n"                                     \
    "  nose kinetic   EPS    =         0.000000\n"                                     \
    "  ---------------------------------------------------\n"                          \
    "  total energy   ETOTAL =       " total " eV\n"

START_TEST(outcar_tells_the_last_temperature_and_the_mean)
{
    const char *ends[] = { "energy(sigma->0) =     -19.41024517\n",
                           "energy(sigma->0) =     -19.49870334\n",
                           "energy(sigma->0) =     -19.54114876\n" };
    const char *motions[] = { MOTION("0.100000", " 290.00", "-19.310305"),
                              MOTION("0.130000", " 377.00", "-19.368763"),
                              MOTION("0.160000", " 464.00", "-19.381209") };
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4");
    text = edited(&a, text, 1, "   IBRION =      2", "   IBRION =      0");
    for (int i = 0; i < 3; i++)
        text =
            edited(&a, text, 1, ends[i], arena_print(&a, "%s%s", ends[i], motions[i]));
    outcome o = read_and_clear(&a, &format_outcar, text);
    const chp_dynamics *d = &o.calc.dynamics;
    ck_assert_int_eq(o.calc.kind, CHP_RUN_DYNAMICS);
    ck_assert_double_eq(d->temperature_K.value, 464);
    ck_assert_double_eq(d->kinetic_eV.value, 0.16);
    ck_assert_double_eq(d->total_eV.value, -19.381209);
    ck_assert_double_eq_tol(d->mean_temperature_K.value, 377, 1e-9);
    ck_assert_double_eq_tol(d->mean_kinetic_eV.value, 0.13, 1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(oszicar_tells_temperatures_but_for_stars)
{
    outcome o = read_text(
        &format_oszicar,
        STR("      1 T=   293. E= -.12092994E+04 F= -.12175267E+04 E0= -.12162700E+04  "
            "EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n"
            "      2 T= ****** E= -.12092994E+04 F= -.12175267E+04 E0= -.12162700E+04  "
            "EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n"
            "      3 T=   281. E= -.12092704E+04 F= -.12171173E+04 E0= -.12158579E+04  "
            "EK= 0.78469E+01 SP= 0.00E+00 SK= 0.00E+00\n"));
    const chp_dynamics *d = &o.calc.dynamics;
    ck_assert_int_eq(o.calc.kind, CHP_RUN_DYNAMICS);
    ck_assert_double_eq(d->temperature_K.value, 281);
    ck_assert_double_eq_tol(d->mean_temperature_K.value, 287, 1e-9);
    ck_assert_double_eq_tol(d->mean_kinetic_eV.value, (2 * 8.2272 + 7.8469) / 3, 1e-12);
    ck_assert_double_eq(d->total_eV.value, -1209.2704);
    outcome_free(&o);
}
END_TEST

START_TEST(vasprun_tells_the_kinetic_energy)
{
    const char *last = "<i name=\"e_0_energy\">      -0.03000000 </i>\n";
    arena a = { 0 };
    str text = file_text(&a, "tests/data/vasprun/relaxation.xml");
    text = edited(&a, text, 1, "name=\"IBRION\">     2", "name=\"IBRION\">     0");
    for (size_t i = 1; i <= 2; i++)
        text = edited(&a, text, i, last,
                      arena_print(&a,
                                  "%s   <i name=\"kinetic\">       0.%zu0000000 </i>\n"
                                  "   <i name=\"lattice kinetic\">  0.00000000 </i>\n"
                                  "   <i name=\"total\">     -16.%zu0000000 </i>\n",
                                  last, i, i));
    outcome o = read_and_clear(&a, &format_vasprun, text);
    const chp_dynamics *d = &o.calc.dynamics;
    ck_assert_int_eq(o.calc.kind, CHP_RUN_DYNAMICS);
    ck_assert_double_eq(d->kinetic_eV.value, 0.2);
    ck_assert_double_eq(d->total_eV.value, -16.2);
    ck_assert_double_eq_tol(d->mean_kinetic_eV.value, 0.15, 1e-12);
    ck_assert(!d->temperature_K.known);
    outcome_free(&o);
}
END_TEST

/* --- what stands once ------------------------------------------------------------- */

START_TEST(the_dipole_moment_is_that_of_the_last_iteration)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 9,
                      "0.000000      0.000000      0.378640",
                      "0.116197     -0.529227     -0.234040");
    outcome o = read_and_clear(&a, &format_outcar, text);
    check_vector(o.calc.dipole_moment_eA, 0.116197, -0.529227, -0.234040);
    outcome_free(&o);
}
END_TEST

START_TEST(kpoints_and_memory_are_told)
{
    arena a = { 0 };
    outcome o = read_and_clear(&a, &format_outcar, outcar_text(&a, "relax-5.4.4"));
    ck_assert_double_eq(o.calc.n_kpoints.value, 1);
    ck_assert_double_eq(o.calc.kpoint_weight.value, 1);
    ck_assert_double_eq(o.calc.max_memory_kB.value, 114632);
    outcome_free(&o);
}
END_TEST

/* Thirds are rounded to 0.333; what is further from one was altered. */
static const struct {
    const char *rows, *n;
    bool is_known, is_damaged;
} meshes[] = {
    { "       0.333\n   0.33333333  0.00000000  0.00000000       0.667\n", "2", true,
      false },
    { "       0.333\n   0.33333333 -0.33333333  0.00000000       0.333\n"
      "   0.33333333  0.00000000  0.00000000       0.333\n",
      "3", true, false },
    { "       0.333\n   0.33333333  0.00000000  0.00000000       0.367\n", "2", true,
      true },
    { "       0.333\n", "2", false, false }, // one is missing
};

START_TEST(the_weights_of_the_kpoints_add_up_to_one)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 1, "       1.000\n",
                      meshes[_i].rows);
    text = edited(&a, text, 1, "NKPTS =      1",
                  arena_print(&a, "NKPTS =      %s", meshes[_i].n));
    outcome o = read_and_clear(&a, &format_outcar, text);
    ck_assert_int_eq(o.calc.kpoint_weight.known, meshes[_i].is_known);
    ck_assert_int_eq(outcome_says(&o, "damaged"), meshes[_i].is_damaged);
    outcome_free(&o);
}
END_TEST

START_TEST(vasprun_counts_the_kpoints_of_the_run)
{
    const char *list =
        "   <v>       0.33333333       0.00000000       0.00000000 </v>\n"
        "  </varray>\n";
    const char *weights = "  <varray name=\"weights\" >\n   <v>       0.33333333 </v>\n"
                          "   <v>       0.66666667 </v>\n  </varray>\n";
    arena a = { 0 };
    str text = file_text(&a, "tests/data/vasprun/relaxation.xml");
    text = edited(&a, text, 1, list, arena_print(&a, "%s%s", list, weights));
    outcome o = read_and_clear(&a, &format_vasprun, text);
    ck_assert_double_eq(o.calc.n_kpoints.value, 2);
    ck_assert_double_eq_tol(o.calc.kpoint_weight.value, 1, 1e-12);
    outcome_free(&o);
}
END_TEST

/* --- moments with a direction ----------------------------------------------------- */

static const char *axis_table(arena *a, char axis, double first, double second)
{
    return arena_print(a,
                       " magnetization (%c)\n \n"
                       "# of ion       s       p       d       tot\n"
                       "------------------------------------------\n"
                       "    1        0.000   0.000   0.000 %7.3f\n"
                       "    2        0.000   0.000   0.000 %7.3f\n"
                       "--------------------------------------------------\n"
                       "tot          0.000   0.000   0.000   0.000\n\n",
                       axis, first, second);
}

/* static-6.4.2 with tables for three axes, whose titles have no blank before them in
 * some files of 5.3. */
static str noncollinear(arena *a, bool is_outdented)
{
    str text = outcar_text(a, "static-6.4.2"),
        head = cut_before(a, text, 1, " magnetization (x)");
    str tail = str_from(text, head.len);
    ck_assert(str_after(&tail, STR("1.743\n\n")));
    const char *tables =
        arena_print(a, "%s%s%s", axis_table(a, 'x', 0.3, 0),
                    axis_table(a, 'y', -0.4, 1), axis_table(a, 'z', 1.2, 0));
    str whole = joined(a, joined(a, head, str_of(tables)), tail);
    return is_outdented ? edited(a, whole, 0, "\n magnetization (", "\nmagnetization (")
                        : whole;
}

START_TEST(noncollinear_moments_keep_their_directions)
{
    static const double expected[2][3] = { { 0.3, -0.4, 1.2 }, { 0, 1, 0 } };
    arena a = { 0 };
    outcome o = read_and_clear(&a, &format_outcar, noncollinear(&a, _i == 1));
    ck_assert_uint_eq(o.calc.n_moments, 2);
    ck_assert_ptr_nonnull(o.calc.moment_vector_muB);
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq(o.calc.moment_vector_muB[i / 3][i % 3],
                            expected[i / 3][i % 3]);
    ck_assert_double_eq_tol(o.calc.moment_muB[0], 1.3, 1e-12); // its length
    outcome_free(&o);
}
END_TEST

START_TEST(the_total_moment_keeps_its_direction)
{
    arena a = { 0 };
    str text = outcar_text(&a, "static-6.4.2");
    const char *mark = "magnetization       1.7563214\n";
    text = edited(&a, text, 0, mark,
                  "magnetization       0.6000000      0.0000000     -0.8000000\n");
    outcome o = read_and_clear(&a, &format_outcar, text);
    check_vector(o.calc.total_moment_muB, 0.6, 0, -0.8);
    ck_assert_double_eq_tol(o.calc.magnetization_muB.value, 1, 1e-12);
    outcome_free(&o);
}
END_TEST

Suite *suite_facts(void)
{
    Suite *s = suite_create("formats/facts");
    TCase *tc = tcase_create("stress");
    tcase_add_test(tc, the_stress_is_that_of_the_step_that_counts);
    tcase_add_test(tc, a_step_without_stress_has_none_of_an_earlier_one);
    tcase_add_test(tc, stresses_that_touch_are_parted_at_their_signs);
    tcase_add_loop_test(tc, the_pressure_is_a_third_of_the_stresses, 0,
                        sizeof pressures / sizeof *pressures);
    tcase_add_test(tc, vasprun_tells_the_stress_of_the_step_that_counts);
    tcase_add_test(tc, a_stress_that_is_no_number_is_not_known);
    tcase_add_test(tc, vaspout_tells_stress_and_kpoints);
    suite_add_tcase(s, tc);

    tc = tcase_create("dynamics");
    tcase_add_test(tc, outcar_tells_the_last_temperature_and_the_mean);
    tcase_add_test(tc, oszicar_tells_temperatures_but_for_stars);
    tcase_add_test(tc, vasprun_tells_the_kinetic_energy);
    suite_add_tcase(s, tc);

    tc = tcase_create("once");
    tcase_add_test(tc, the_dipole_moment_is_that_of_the_last_iteration);
    tcase_add_test(tc, kpoints_and_memory_are_told);
    tcase_add_loop_test(tc, the_weights_of_the_kpoints_add_up_to_one, 0,
                        sizeof meshes / sizeof *meshes);
    tcase_add_test(tc, vasprun_counts_the_kpoints_of_the_run);
    suite_add_tcase(s, tc);

    tc = tcase_create("moments");
    tcase_add_loop_test(tc, noncollinear_moments_keep_their_directions, 0, 2);
    tcase_add_test(tc, the_total_moment_keeps_its_direction);
    suite_add_tcase(s, tc);
    return s;
}
