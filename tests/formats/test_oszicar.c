#include <stdio.h>

#include "formats/files.h"
#include "suites.h"

#define HEAD "       N       E                     dE             d eps       ncg\n"
#define DAV  "DAV:   1     0.642208910419E+01    0.64221E+01   -0.25532E+03  2056\n"
#define RMM  "RMM:   2    -0.650214658356E+01    0.70014E-06   -0.13346E-06  1484\n"
#define ONE  "   1 F= -.65021466E+01 E0= -.65016163E+01  d E =-.650215E+01\n"
#define TWO                                                                            \
    "   2 F= -.65021566E+01 E0= -.65016263E+01  d E =-.100000E-04  mag=     2.0000\n"

static const struct {
    const char *text;
    size_t n_steps;
    double toten_eV, sigma0_eV;
    size_t line;
} good[] = {
    { HEAD DAV RMM ONE, 1, -6.5021466, -6.5016163, 4 },
    { HEAD DAV RMM ONE HEAD DAV RMM TWO, 2, -6.5021566, -6.5016263, 8 },
    { HEAD DAV RMM ONE HEAD DAV, 1, -6.5021466, -6.5016163, 4 },
    { HEAD DAV RMM ONE HEAD TWO "   3 F= -.7", 2, -6.5021566, -6.5016263, 6 },
    { HEAD "DMP: 298     0.148584724251E+01    0.42378E+01   -0.73544E+01    36   "
           "0.215E+02-0.810E+01\n\n   1 F= -.27518650E+01 E0= -.27325829E+01  "
           "d E =-.275187E+01  mag=     4.0000\n",
      1, -2.7518650, -2.7325829, 4 },
    { HEAD "CG :  1   -.13238703E+04   -.132E+04   -.934E+02  56  .28E+02\n"
           "   1 F= -.13401522E+04 E0= -.13397340E+04  d E = -.13402E+04\n",
      1, -1340.1522, -1339.7340, 3 },
    { HEAD "        1 T=   293. E= -.12092994E+04 F= -.12175267E+04 "
           "E0= -.12162700E+04  EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n",
      1, -1217.5267, -1216.2700, 2 },
    { HEAD "   1 T= ****** E= 0.64876404E+06 F= -.12175267E+04 "
           "E0= -.12162700E+04  EK= 0.82272E+01\r\n",
      1, -1217.5267, -1216.2700, 2 },
    { HEAD RMM ONE HEAD DAV
      "   1 F= -.70000000E+01 E0= -.70000000E+01  d E =-.208408E-94\n",
      1, -7, -7, 6 },
};

#define OFF "   2 F= -.61021566E+01 E0= -.61016263E+01  d E =-.100000E-04\n"

/* As a molecule's dipole correction that jumps at the border of the cell. */
START_TEST(one_F_off_the_energy_of_its_electrons_is_refused)
{
    outcome o = read_text(&format_oszicar, STR(HEAD RMM ONE HEAD RMM OFF));
    ck_assert(!o.ok || chp_diag_count(o.diag, CHP_ERROR) > 0);
    ck_assert_str_eq(outcome_error(&o).code, "energies-disagree");
    outcome_free(&o);
    o = read_text(&format_oszicar, STR(HEAD RMM OFF));
    ck_assert(!outcome_says(&o, "energies-disagree")); // dispersion
    outcome_free(&o);
}
END_TEST

START_TEST(the_last_whole_step_gives_the_energies)
{
    outcome o = read_text(&format_oszicar, str_of(good[_i].text));
    ck_assert(o.ok || outcome_says(&o, "truncated"));
    ck_assert_uint_eq(o.calc.n_ionic_steps, good[_i].n_steps);
    ck_assert_double_eq(o.calc.energies.toten_eV.value, good[_i].toten_eV);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, good[_i].sigma0_eV);
    ck_assert_uint_eq(o.calc.energies.sigma0_eV.at.line, good[_i].line);
    ck_assert(!o.calc.energies.without_entropy_eV.known);
    ck_assert_int_eq(o.calc.electronic, CHP_UNKNOWN);
    outcome_free(&o);
}
END_TEST

/* Large cells: the sixth digit of the count of H psi touches the change before it. */
static const struct {
    const char *tail;
    double deps_eV;
} touching[] = {
    { "-0.50771E-05 88408   0.569E-02\n", -0.50771e-5 },
    { "-0.50771E-05101408   0.569E-02\n", -0.50771e-5 },
    { " 0.20877E+01103000   0.305E+01\n", 2.0877 },
    { "-0.20877E-11******   0.305E+01\n", -0.20877e-11 },
};

START_TEST(a_count_that_touches_the_change_is_no_exponent)
{
    char text[400];
    snprintf(text, sizeof text,
             HEAD "DAV:  13    -0.345397640035E+02    0.54946E-06   %s" ONE,
             touching[_i].tail);
    outcome o = read_text(&format_oszicar, str_of(text));
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.steps[0].dE_eV, 0.54946e-6);
    ck_assert_double_eq(o.calc.steps[0].deps_eV, touching[_i].deps_eV);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *text, *code;
    size_t line;
} bad[] = {
    { "", "truncated", 0 },
    { HEAD DAV, "truncated", 2 },
    { HEAD "   1 F= ************** E0= ************  d E =-.28E-02\n", "not-a-number",
      2 },
    { HEAD "   1 F=          NaN E0=          NaN  d E =          NaN\n",
      "not-a-number", 2 },
    { HEAD ONE TWO "   4 F= -.65021466E+01 E0= -.65016163E+01  d E =-.65E+01\n",
      "two-runs", 4 },
    { HEAD "   1 F= 0.00000000E+00 E0= 0.00000000E+00  d E =0.0E+00\n", "zero-energy",
      2 },
};

START_TEST(what_is_wrong_is_told_with_its_line)
{
    outcome o = read_text(&format_oszicar, str_of(bad[_i].text));
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, bad[_i].code);
    ck_assert_uint_eq(outcome_error(&o).where.line, bad[_i].line);
    outcome_free(&o);
}
END_TEST

START_TEST(an_unfinished_step_is_told)
{
    outcome o = read_text(&format_oszicar, str_of(good[2].text));
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "truncated");
    ck_assert_int_eq(o.calc.finished, CHP_NO);
    outcome_free(&o);
}
END_TEST

START_TEST(another_run_in_the_file_is_told_and_the_last_counts)
{
    outcome o = read_text(&format_oszicar, str_of(good[8].text));
    ck_assert(outcome_says(&o, "appended"));
    outcome_free(&o);
}
END_TEST

START_TEST(steps_that_were_removed_from_the_front_are_told)
{
    outcome o = read_text(&format_oszicar, STR(HEAD DAV RMM TWO));
    ck_assert(o.ok);
    ck_assert(outcome_says(&o, "damaged"));
    outcome_free(&o);
    o = read_text(&format_oszicar, STR(HEAD DAV RMM ONE));
    ck_assert(!outcome_says(&o, "damaged"));
    outcome_free(&o);
}
END_TEST

START_TEST(what_the_lines_between_say_is_kept)
{
    outcome o = read_text(
        &format_oszicar,
        STR(HEAD
            "SOL:   1  -0.51709E-02    0.00000E+00   "
            "-0.51709E-02   161\n"
            "  FERMI_SHIFT =     1.850701768352429     \n" RMM ONE HEAD DAV RMM TWO));
    ck_assert_double_eq(o.calc.fermi_shift_eV.value, 1.850701768352429);
    ck_assert_uint_eq(o.calc.fermi_shift_eV.at.line, 3);
    ck_assert_double_eq(o.calc.magnetization_muB.value, 2);
    ck_assert_uint_eq(o.calc.steps[0].n_electronic_steps, 1);
    ck_assert_uint_eq(o.calc.steps[1].n_electronic_steps, 2);
    ck_assert_double_eq(o.calc.steps[1].dE_eV, 0.70014e-06);
    ck_assert_double_eq(o.calc.steps[1].deps_eV, -0.13346e-06);
    ck_assert_str_eq(chp_calc_setting(&o.calc, "LSOL")->value, "T");
    outcome_free(&o);
}
END_TEST

#define MOMENT "   1 F= -.1E+01 E0= -.1E+01  d E =0.1E-01  mag=     3.0000"

START_TEST(a_moment_of_three_components_is_their_length)
{
    outcome o = read_text(&format_oszicar, STR(MOMENT "     0.0000    -4.0000\n"));
    ck_assert_double_eq(o.calc.magnetization_muB.value, 5);
    outcome_free(&o);
}
END_TEST

START_TEST(a_moment_at_a_torn_end_is_not_known)
{
    outcome o = read_text(&format_oszicar, STR(MOMENT));
    ck_assert(o.ok);
    ck_assert(!o.calc.magnetization_muB.known);
    outcome_free(&o);
}
END_TEST

#define PENALTY(eV) " E_p =  " eV "  lambda =  0.500E+02\n<lVp>=  0.30685E-02\n"

START_TEST(what_it_costs_to_hold_the_moments_is_told)
{
    outcome o =
        read_text(&format_oszicar, _i ? STR(HEAD DAV PENALTY("0.36856E-01") RMM ONE)
                                      : STR(HEAD DAV PENALTY("0.36856E-07") RMM ONE));
    ck_assert(o.ok);
    ck_assert_int_eq(outcome_says(&o, "constrained-moments"), _i);
    outcome_free(&o);
}
END_TEST

START_TEST(every_cut_gives_a_result_or_a_message)
{
    check_every_cut(&format_oszicar, STR(HEAD DAV RMM ONE HEAD DAV RMM TWO));
}
END_TEST

Suite *suite_oszicar(void)
{
    TCase *tc = tcase_create("oszicar");
    tcase_add_loop_test(tc, a_count_that_touches_the_change_is_no_exponent, 0,
                        sizeof touching / sizeof *touching);
    tcase_add_loop_test(tc, the_last_whole_step_gives_the_energies, 0,
                        sizeof good / sizeof *good);
    tcase_add_loop_test(tc, what_is_wrong_is_told_with_its_line, 0,
                        sizeof bad / sizeof *bad);
    tcase_add_test(tc, an_unfinished_step_is_told);
    tcase_add_test(tc, another_run_in_the_file_is_told_and_the_last_counts);
    tcase_add_test(tc, steps_that_were_removed_from_the_front_are_told);
    tcase_add_test(tc, what_the_lines_between_say_is_kept);
    tcase_add_test(tc, a_moment_of_three_components_is_their_length);
    tcase_add_test(tc, a_moment_at_a_torn_end_is_not_known);
    tcase_add_loop_test(tc, what_it_costs_to_hold_the_moments_is_told, 0, 2);
    tcase_add_test(tc, every_cut_gives_a_result_or_a_message);
    tcase_add_test(tc, one_F_off_the_energy_of_its_electrons_is_refused);
    Suite *suite = suite_create("formats/oszicar");
    suite_add_tcase(suite, tc);
    return suite;
}
