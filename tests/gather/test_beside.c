/* Files beside a run that tell no energy: charges, displaced forces, a trajectory, what
 * was printed. */
#include <math.h>

#include "formats/outcars.h"
#include "gather/folder.h"

/* --- charges ------------------------------------------------------------------- */

static const char acf[] =
    "    #         X           Y           Z       CHARGE      MIN DIST   ATOMIC VOL\n"
    " -----------------------------------------------------------------------------\n"
    "    1    0.000000    0.000000    8.000000   10.913502     1.161917    10.977166\n"
    "    2    1.280000    1.280000    9.810000   10.821400     1.161917    10.974834\n"
    "    3    2.560000    0.000000   10.550000    1.265098     0.761917     4.974834\n"
    " -----------------------------------------------------------------------------\n"
    "    VACUUM CHARGE:               0.0000\n"
    "    VACUUM VOLUME:               0.0000\n"
    "    NUMBER OF ELECTRONS:        23.0000\n";

/* q = ZVAL - CHARGE; the third atom stands one cell further, which is no matter. */
START_TEST(charges_are_those_of_the_potcar_less_the_basins)
{
    folder_put("OUTCAR", outcar_text(&folder.a, "vaspsol-slab-H"));
    folder_put("ACF.dat", str_of(acf));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert_double_eq_tol(run->calc.bader->charge_e[0], 11 - 10.913502, 1e-12);
    ck_assert_double_eq_tol(run->calc.bader->charge_e[2], 1 - 1.265098, 1e-12);
    ck_assert(!folder_says(run, "bader", ""));
}
END_TEST

static const struct {
    const char *from, *to, *code, *fact;
    bool is_used;
} strangers[] = {
    { "   10.550000    1.26", "   11.550000    1.26", "bader", "1.00 Å", true },
    { "    3    2.56", "    4    2.56", "bader", "no atom", false },
};

START_TEST(charges_of_another_geometry_are_told)
{
    folder_put("OUTCAR", outcar_text(&folder.a, "vaspsol-slab-H"));
    folder_put("ACF.dat",
               exchanged(&folder.a, str_of(acf), strangers[_i].from, strangers[_i].to));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert(folder_says(run, strangers[_i].code, strangers[_i].fact));
    ck_assert_int_eq(run->calc.bader != NULL, strangers[_i].is_used);
}
END_TEST

START_TEST(charges_of_another_cell_are_not_used)
{
    folder_put("OUTCAR", outcar_text(&folder.a, "vaspsol-slab"));
    folder_put("ACF.dat", str_of(acf));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_ptr_null(run->calc.bader);
    ck_assert(folder_says(run, "files-disagree", "3 atoms"));
}
END_TEST

START_TEST(charges_alone_are_basins)
{
    folder_put("ACF.dat", str_of(acf));
    const chp_run *run =
        folder_read_path(arena_print(&folder.a, "%s/ACF.dat", folder.path));
    ck_assert_double_eq(run->calc.bader->electrons[1], 10.8214);
    ck_assert_ptr_null(run->calc.bader->charge_e);
}
END_TEST

/* --- force constants ----------------------------------------------------------- */

static const char diary[] =
    "       N       E                     dE             d eps       ncg     rms\n"
    "DAV:   1    -0.103000000000E+01   -0.10300E+01   -0.76320E+02   220   0.720E+00\n"
    "DAV:   2    -0.103000000000E+01   -0.28357E-07   -0.17343E-07   220   0.239E-02\n"
    "   1 F= -.10300000E+01 E0= -.10300000E+01  d E =-.103000E+01\n";

static const char two_atoms[] = "copper and hydrogen\n"
                                "1.0\n"
                                "5.0 0.0 0.0\n"
                                "0.0 5.0 0.0\n"
                                "0.0 0.0 8.0\n"
                                "Cu H\n"
                                "1 1\n"
                                "Direct\n"
                                "0.0 0.0 0.00\n"
                                "0.0 0.0 0.25\n";

static const char displaced[] = " 2  2    1\n"
                                "  63.546 1.000\n"
                                "   2    1  0.0000  0.0000  0.0150\n"
                                "  0.000000   0.000000   0.000000\n"
                                "  0.000000   0.000000  -0.630000\n";

START_TEST(displaced_forces_give_the_modes_of_a_run_without_them)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("CONTCAR", str_of(two_atoms));
    folder_put("INCAR", STR("IBRION = 5\nNSW = 1\nISMEAR = 0\nEDIFF = 1E-6\n"));
    folder_put("DYNMAT", str_of(displaced));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(folder_says(run, "modes-rebuilt", "1 modes"));
    ck_assert_uint_eq(run->calc.n_modes, 1);
    ck_assert_double_eq_tol(run->calc.mode_cm1[0], 521.470898 * sqrt(42), 0.01);
}
END_TEST

/* freq-5.4.4: H vibrates at 3359.3 1/cm, 41.5 eV/Å^2. */
static const char of_ammonia[] = " 2  2    3\n"
                                 "  14.001 1.000\n"
                                 "   2    1  0.0150  0.0000  0.0000\n"
                                 "  0.000000   0.000000   0.000000\n"
                                 " -0.000750   0.000000   0.000000\n"
                                 "   2    2  0.0000  0.0150  0.0000\n"
                                 "  0.000000   0.000000   0.000000\n"
                                 "  0.000000   0.000450   0.000000\n"
                                 "   2    3  0.0000  0.0000  0.0150\n"
                                 "  0.000000   0.000000   0.000000\n"
                                 "  0.000000   0.000000  -0.622500\n";

START_TEST(vasps_own_table_counts_more_than_displaced_forces)
{
    folder_put("OUTCAR", outcar_text(&folder.a, "freq-5.4.4"));
    folder_put("DYNMAT", str_of(of_ammonia));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_uint_eq(run->calc.n_modes, 3);
    ck_assert(!folder_says(run, "files-disagree", ""));
    folder_put("DYNMAT",
               exchanged(&folder.a, str_of(of_ammonia), "-0.622500", "-1.245000"));
    run = folder_read_path(folder.path);
    ck_assert(folder_says(run, "files-disagree", "highest mode"));
    ck_assert_double_eq_tol(run->calc.mode_cm1[0], 3359.3, 0.1);
}
END_TEST

/* --- a trajectory -------------------------------------------------------------- */

static const char trajectory[] = "copper and hydrogen\n"
                                 "           1\n"
                                 "     5.000000    0.000000    0.000000\n"
                                 "     0.000000    5.000000    0.000000\n"
                                 "     0.000000    0.000000    8.000000\n"
                                 "   Cu   H\n"
                                 "     1     1\n"
                                 "Direct configuration=     1\n"
                                 "   0.00000000  0.00000000  0.00000000\n"
                                 "   0.00000000  0.00000000  0.25000000\n"
                                 "Direct configuration=     2\n"
                                 "   0.00000000  0.00000000  0.00000000\n"
                                 "   0.00000000  0.00000000  0.24000000\n";

START_TEST(without_contcar_the_last_frame_of_a_trajectory_counts)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("XDATCAR", str_of(trajectory));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(folder_says(run, "trajectory", "XDATCAR"));
    ck_assert_double_eq(run->calc.final->fractional[1][2], 0.24);
    ck_assert_uint_eq(run->calc.n_atoms, 2);
    folder_put("CONTCAR", str_of(two_atoms));
    run = folder_read_path(folder.path);
    ck_assert(!folder_says(run, "trajectory", ""));
    ck_assert_double_eq(run->calc.final->fractional[1][2], 0.25);
}
END_TEST

Suite *suite_beside(void)
{
    Suite *s = suite_create("gather/beside");
    TCase *t = tcase_create("beside");
    tcase_add_checked_fixture(t, folder_begin, folder_end);
    tcase_add_test(t, charges_are_those_of_the_potcar_less_the_basins);
    tcase_add_loop_test(t, charges_of_another_geometry_are_told, 0,
                        sizeof strangers / sizeof *strangers);
    tcase_add_test(t, charges_of_another_cell_are_not_used);
    tcase_add_test(t, charges_alone_are_basins);
    tcase_add_test(t, displaced_forces_give_the_modes_of_a_run_without_them);
    tcase_add_test(t, vasps_own_table_counts_more_than_displaced_forces);
    tcase_add_test(t, without_contcar_the_last_frame_of_a_trajectory_counts);
    suite_add_tcase(s, t);
    return s;
}
