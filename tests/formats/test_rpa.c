/* Energies beyond the electronic steps: of the random phase approximation, and of
 * dispersion that a package adds without a word. */
#include <math.h>

#include "formats/outcars.h"
#include "suites.h"

static arena a;

static void setup(void)
{
    a = (arena){ 0 };
}

static void teardown(void)
{
    arena_clear(&a);
}

START_TEST(the_energy_is_that_of_the_rpa)
{
    outcome o = read_text(&format_outcar, outcar_text(&a, "rpa-6.4.2"));
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.toten_eV.value, -8.25233940);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -8.25233940);
    ck_assert_double_eq(o.calc.rpa_all_eV.value, -8.44235690);
    ck_assert_uint_eq(o.calc.n_ionic_steps, 1);
    ck_assert(outcome_says(&o, "rpa"));
    outcome_free(&o);
}
END_TEST

START_TEST(without_its_line_such_a_run_has_no_energy)
{
    str text =
        edited(&a, outcar_text(&a, "rpa-6.4.2"), 1, " HF+RPA corr.", " MP2 corr.");
    outcome o = read_text(&format_outcar, text);
    ck_assert(!o.ok);
    ck_assert(!o.calc.energies.toten_eV.known);
    ck_assert(outcome_says(&o, "no-energy"));
    outcome_free(&o);
}
END_TEST

START_TEST(no_cut_goes_unnoticed)
{
    check_every_cut(&format_outcar, outcar_text(&a, "rpa-6.4.2"));
}
END_TEST

START_TEST(dispersion_of_a_package_is_what_was_added)
{
    outcome o = read_text(&format_outcar, outcar_text(&a, "package-6.6.0"));
    ck_assert(o.ok);
    ck_assert_str_eq(chp_calc_setting(&o.calc, "IVDW")->value, "15");
    ck_assert_str_eq(chp_calc_setting(&o.calc, "GGA")->value, "PE");
    ck_assert_double_eq_tol(o.calc.dispersion_eV.value, -0.007, 1e-9);
    ck_assert_double_eq(o.calc.e_fermi_eV.value, -5.8123456789); // not -5.8123
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *n, *from, *to;
} not_dispersion[] = {
    { "no scheme", "   IVDW    =    15", "   IVDW    =     0" },
    { "it repels", "TOTEN  =       -6.77812233", "TOTEN  =       -6.76412233" },
    { "too much", "TOTEN  =       -6.77812233", "TOTEN  =      -16.77812233" },
};

START_TEST(what_is_no_dispersion_is_an_error)
{
    str text = edited(&a, outcar_text(&a, "package-6.6.0"), 1, not_dispersion[_i].from,
                      not_dispersion[_i].to);
    outcome o = read_text(&format_outcar, text);
    ck_assert_msg(!o.ok, "%s", not_dispersion[_i].n);
    ck_assert(outcome_says(&o, "energies-disagree"));
    outcome_free(&o);
}
END_TEST

Suite *suite_rpa(void)
{
    Suite *s = suite_create("formats/rpa");
    TCase *t = tcase_create("beyond electronic steps");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, the_energy_is_that_of_the_rpa);
    tcase_add_test(t, without_its_line_such_a_run_has_no_energy);
    tcase_add_test(t, no_cut_goes_unnoticed);
    tcase_add_test(t, dispersion_of_a_package_is_what_was_added);
    tcase_add_loop_test(t, what_is_no_dispersion_is_an_error, 0,
                        sizeof not_dispersion / sizeof *not_dispersion);
    suite_add_tcase(s, t);
    return s;
}
