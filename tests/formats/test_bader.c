#include "formats/files.h"
#include "suites.h"

#define RULE                                                                           \
    " -------------------------------------------------------------------------------" \
    "-"                                                                                \
    "\n"
#define HEADING                                                                        \
    "    #         X           Y           Z       CHARGE      MIN DIST   ATOMIC "     \
    "VOL\n"

static const char charges[] = HEADING RULE
    "    1    0.000000    0.000000    8.000000   10.913502     1.161917    10.977166\n"
    "    2    1.280000    1.280000    9.810000   10.821400     1.161917    10.974834\n"
    "    3    0.000000    0.000000   10.550000    1.265098     0.761917     "
    "4.974834\n" RULE "    VACUUM CHARGE:               0.0100\n"
    "    VACUUM VOLUME:              12.0000\n"
    "    NUMBER OF ELECTRONS:        23.0100\n";

START_TEST(it_is_known_by_its_heading)
{
    ck_assert_ptr_eq(format_of(str_of(charges)), &format_bader);
}
END_TEST

START_TEST(each_atom_has_its_electrons)
{
    outcome o = read_text(&format_bader, str_of(charges));
    const chp_bader *b = o.calc.bader;
    ck_assert(o.ok);
    ck_assert_uint_eq(b->n, 3);
    ck_assert_double_eq(b->electrons[2], 1.265098);
    ck_assert_double_eq(b->at_A[1][2], 9.81);
    ck_assert_double_eq(b->vacuum_e.value, 0.01);
    ck_assert_double_eq(b->total_e.value, 23.01);
    ck_assert_ptr_null(b->charge_e);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *from, *to;
} faults[] = {
    { "    2    1.28", "    3    1.28" }, // a row is missing
    { "10.821400", "12.821400" },         // the sum is another
    { "10.821400", "*********" },
    { "10.821400", "      NaN" },
    { "    NUMBER OF ELECTRONS:        23.0100\n", "" },
};

START_TEST(a_fault_is_an_error)
{
    arena a = { 0 };
    str text = exchanged(&a, str_of(charges), faults[_i].from, faults[_i].to);
    outcome o = read_text(&format_bader, text);
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "bader");
    ck_assert_ptr_null(o.calc.bader);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* The density had no core there, so the proton is no maximum of it. */
START_TEST(an_empty_basin_is_told)
{
    arena a = { 0 };
    str text = exchanged(&a, str_of(charges), " 1.265098", " 0.000000");
    text = exchanged(&a, text, "10.821400", "12.086498");
    outcome o = read_text(&format_bader, text);
    ck_assert(o.ok);
    ck_assert(outcome_says(&o, "bader"));
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(no_cut_goes_unnoticed)
{
    for (size_t n = 0; n + 6 < strlen(charges); n++) {
        outcome o = read_text(&format_bader, (str){ charges, n });
        ck_assert(!o.ok);
        outcome_free(&o);
    }
}
END_TEST

Suite *suite_bader(void)
{
    Suite *s = suite_create("formats/bader");
    TCase *t = tcase_create("ACF.dat");
    tcase_add_test(t, it_is_known_by_its_heading);
    tcase_add_test(t, each_atom_has_its_electrons);
    tcase_add_loop_test(t, a_fault_is_an_error, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, an_empty_basin_is_told);
    tcase_add_test(t, no_cut_goes_unnoticed);
    suite_add_tcase(s, t);
    return s;
}
