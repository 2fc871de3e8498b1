/* Modes from the forces of displaced steps, where VASP's own table is missing. */
#include <math.h>
#include <stdlib.h>

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

/* The file as if VASP had stopped before its tables: its timing block follows. */
static str without_tables(str text)
{
    str head = cut_before(&a, text, 1, " SECOND DERIVATIVES (NOT SYMMETRIZED)");
    str end = text;
    ck_assert(str_after(&end, STR(" General timing and accounting")));
    return joined(&a, head, joined(&a, STR(" General timing and accounting"), end));
}

/* Within what the digits of forces allow. */
static void check_same(const chp_calc *found, const chp_calc *expected, double most_cm1)
{
    ck_assert(found->has_modes);
    ck_assert_uint_eq(found->n_modes, expected->n_modes);
    for (size_t i = 0; i < found->n_modes; i++)
        ck_assert_double_eq_tol(found->mode_cm1[i], expected->mode_cm1[i], most_cm1);
}

START_TEST(modes_are_made_of_the_displaced_steps)
{
    str text = outcar_text(&a, "freq-5.4.4");
    outcome whole = read_text(&format_outcar, text);
    outcome cut = read_text(&format_outcar, without_tables(text));
    ck_assert(cut.ok);
    ck_assert(outcome_says(&cut, "modes-rebuilt"));
    ck_assert(!outcome_says(&whole, "modes-rebuilt"));
    check_same(&cut.calc, &whole.calc, 0.05);
    ck_assert_uint_eq(cut.calc.hessian->n, 3);
    ck_assert_uint_eq(cut.calc.hessian->atom[2], 1);
    ck_assert_uint_eq(cut.calc.hessian->axis[2], 2);
    outcome_free(&whole);
    outcome_free(&cut);
}
END_TEST

/* F = -k x - c x^3 with k = 41.5 eV/Å^2, c = 2000 eV/Å^4: four displacements are exact,
 * of two would remain c d^2 = 0.8 eV/Å^2. */
START_TEST(four_displacements_see_through_a_cubic_force)
{
    outcome o = read_text(&format_outcar, outcar_text(&a, "freq-nfree4"));
    ck_assert(o.ok);
    ck_assert_double_eq_tol(o.calc.hessian->eV_A2[0], 41.5, 1e-4);
    ck_assert_double_eq_tol(o.calc.mode_cm1[0], 521.470898 * sqrt(41.5), 0.01);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *what, *from, *to;
} incomplete[] = {
    { "a displacement is missing", "  Total:               4/  4",
      "  Total:               4/  5" },
    { "an atom stands elsewhere", "      0.00000      0.00000      2.00000   ",
      "      0.10000      0.00000      2.00000   " },
    { "an atom moved along two axes", "      0.00000      0.00000      2.00000   ",
      "      0.00000      0.02000      2.00000   " },
};

START_TEST(of_incomplete_displacements_nothing_is_made)
{
    str text = edited(&a, outcar_text(&a, "freq-nfree4"), 1, incomplete[_i].from,
                      incomplete[_i].to);
    outcome o = read_text(&format_outcar, text);
    ck_assert_msg(!o.calc.has_modes, "%s", incomplete[_i].what);
    ck_assert(!o.ok);
    outcome_free(&o);
}
END_TEST

START_TEST(printed_force_constants_are_taken_first)
{
    str text = outcar_text(&a, "freq-5.4.4");
    str head = cut_before(&a, text, 1, " Eigenvectors and eigenvalues of the dyn");
    outcome whole = read_text(&format_outcar, text);
    outcome cut = read_text(&format_outcar, head);
    ck_assert(outcome_says(&cut, "modes-rebuilt"));
    check_same(&cut.calc, &whole.calc, 1e-2);
    outcome_free(&whole);
    outcome_free(&cut);
}
END_TEST

START_TEST(no_cut_goes_unnoticed)
{
    check_every_cut(&format_outcar, outcar_text(&a, "freq-nfree4"));
}
END_TEST

static const char *const runs[] = {
    "gitruitao-o2/O2_gas_freq/OUTCAR.gz",
    "tosykie-feni-oer/Ni111_OH_zpe/OUTCAR.gz",
    "tosykie-feni-oer/Ni111_OOH_zpe/OUTCAR.gz",
    "tosykie-feni-oer/Ni111_O_zpe/OUTCAR.gz",
    "tosykie-feni-oer/Fe025_OOH_zpe/OUTCAR.gz",
};

/* VASP's own table is the oracle: forces have six decimals. */
START_TEST(real_runs_give_the_modes_of_vasp)
{
    const char *corpus = getenv("CORPUS");
    str text = { 0 };
    if (corpus)
        text = file_text(&a, arena_print(&a, "%s/vasp/%s", corpus, runs[_i]));
    if (text.len == 0)
        return;
    outcome whole = read_text(&format_outcar, text);
    outcome cut = read_text(&format_outcar, without_tables(text));
    ck_assert(whole.calc.has_modes);
    check_same(&cut.calc, &whole.calc, 0.1);
    outcome_free(&whole);
    outcome_free(&cut);
}
END_TEST

Suite *suite_displaced(void)
{
    Suite *s = suite_create("formats/displaced");
    TCase *t = tcase_create("displaced steps");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, modes_are_made_of_the_displaced_steps);
    tcase_add_test(t, four_displacements_see_through_a_cubic_force);
    tcase_add_loop_test(t, of_incomplete_displacements_nothing_is_made, 0,
                        sizeof incomplete / sizeof *incomplete);
    tcase_add_test(t, printed_force_constants_are_taken_first);
    tcase_add_test(t, no_cut_goes_unnoticed);
    tcase_add_loop_test(t, real_runs_give_the_modes_of_vasp, 0,
                        sizeof runs / sizeof *runs);
    suite_add_tcase(s, t);
    return s;
}
