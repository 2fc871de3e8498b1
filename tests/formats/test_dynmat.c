#include <math.h>

#include "formats/files.h"
#include "suites.h"

/* One kind: atom 1 on a spring of 30 eV/Å^2 along x, and of -8 along y, where it was
 * displaced to both sides. */
static const char one_kind[] = "   1  2    3\n"
                               "  16.000\n"
                               "   1    1  0.0200  0.0000  0.0000\n"
                               " -0.600000   0.002000   0.000000\n"
                               "  0.600000   0.000000   0.000000\n"
                               "   1    2  0.0000  0.0200  0.0000\n"
                               "  0.001000   0.161000   0.000000\n"
                               "  0.000000  -0.160000   0.000000\n"
                               "   1    3  0.0000 -0.0200  0.0000\n"
                               " -0.001000  -0.159000   0.000000\n"
                               "  0.000000   0.160000   0.000000\n";

static const char two_kinds[] = " 2  2    1\n"
                                "  63.546 1.000\n"
                                "   2    1  0.0000  0.0000  0.0150\n"
                                "  0.000000   0.000000   0.000000\n"
                                "  0.000000   0.000000  -0.630000\n";

START_TEST(it_is_known_by_its_counts_masses_and_displacement)
{
    ck_assert_ptr_eq(format_of(str_of(one_kind)), &format_dynmat);
    ck_assert_ptr_eq(format_of(str_of(two_kinds)), &format_dynmat);
}
END_TEST

START_TEST(force_constants_are_force_by_displacement)
{
    outcome o = read_text(&format_dynmat, str_of(one_kind));
    const chp_hessian *h = o.calc.hessian;
    ck_assert(o.ok);
    ck_assert_uint_eq(h->n, 2);
    ck_assert_double_eq_tol(h->eV_A2[0], 30, 1e-9);
    ck_assert_double_eq_tol(h->eV_A2[3], -8, 1e-9); // the mean of both sides
    ck_assert_double_eq_tol(h->eV_A2[1], -0.075, 1e-9);
    ck_assert_double_eq_tol(h->asymmetry_eV_A2, 0.05, 1e-9);
    ck_assert_uint_eq(h->axis[1], 1);
    outcome_free(&o);
}
END_TEST

START_TEST(atoms_of_one_kind_have_modes)
{
    outcome o = read_text(&format_dynmat, str_of(one_kind));
    ck_assert_uint_eq(o.calc.n_modes, 2);
    ck_assert_double_eq_tol(o.calc.mode_cm1[0], 521.470898 * sqrt(30 / 16.0), 0.01);
    ck_assert_double_eq_tol(o.calc.mode_cm1[1], -521.470898 * sqrt(8 / 16.0), 0.05);
    outcome_free(&o);
}
END_TEST

START_TEST(of_several_kinds_the_masses_are_kept_for_who_knows_the_counts)
{
    outcome o = read_text(&format_dynmat, str_of(two_kinds));
    ck_assert(o.ok);
    ck_assert(!o.calc.has_modes);
    ck_assert_double_eq_tol(o.calc.hessian->eV_A2[0], 42, 1e-9);
    ck_assert_str_eq(chp_calc_setting(&o.calc, "POMASS")->value, "63.546 1.000");
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *from, *to;
} faults[] = {
    { " 2  2    1", " 2  2    2" },
    { " 2  2    1", " 2  0    1" },
    { " 2  2    1", "-2  2    1" },
    { " 2  2    1", " 2  99999999    1" },
    { "63.546 1.000", "63.546" },
    { "63.546 1.000", "63.546 -1.000" },
    { "   2    1  0.0000", "   3    1  0.0000" },
    { "0.0000  0.0150", "0.0150  0.0150" },
    { "0.0000  0.0150", "0.0000  0.0000" },
    { "-0.630000", "*********" },
    { "-0.630000", "      NaN" },
};

START_TEST(a_fault_is_an_error)
{
    arena a = { 0 };
    str text = exchanged(&a, str_of(two_kinds), faults[_i].from, faults[_i].to);
    outcome o = read_text(&format_dynmat, text);
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "modes");
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(no_cut_goes_unnoticed)
{
    for (size_t n = 0; n + 2 < strlen(one_kind); n++) {
        outcome o = read_text(&format_dynmat, (str){ one_kind, n });
        ck_assert(!o.ok || o.calc.hessian->n == 2);
        ck_assert_msg(!o.ok || o.calc.mode_cm1[0] > 714, "%zu", n);
        outcome_free(&o);
    }
}
END_TEST

Suite *suite_dynmat(void)
{
    Suite *s = suite_create("formats/dynmat");
    TCase *t = tcase_create("DYNMAT");
    tcase_add_test(t, it_is_known_by_its_counts_masses_and_displacement);
    tcase_add_test(t, force_constants_are_force_by_displacement);
    tcase_add_test(t, atoms_of_one_kind_have_modes);
    tcase_add_test(t, of_several_kinds_the_masses_are_kept_for_who_knows_the_counts);
    tcase_add_loop_test(t, a_fault_is_an_error, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, no_cut_goes_unnoticed);
    suite_add_tcase(s, t);
    return s;
}
