#include <math.h>
#include <stdio.h>

#include "formats/files.h"
#include "suites.h"

#define CUBE "10.0 0.0 0.0\n0.0 10.0 0.0\n0.0 0.0 10.0\n"
#define TOP  "NH\n1.0\n" CUBE "N H\n1 1\n"

enum { WITH_FLAGS = 9, WITH_LABELS = 10, FROM_COMMENT = 6 };

/* Every file is an N at 0 and an H at (1, 2, 3) Å of a cube of 10 Å. */
static const char *const spellings[] = {
    TOP "Direct\n0 0 0\n0.1 0.2 0.3\n",
    TOP "Cartesian\n0 0 0\n1 2 3\n",
    "NH\n2.0\n5 0 0\n0 5 0\n0 0 5\nN H\n1 1\nkartesisch\n0 0 0\n0.5 1 1.5\n",
    "NH\n-1000\n1 0 0\n0 1 0\n0 0 1\nN H\n1 1\nc\n0 0 0\n.1 .2 .3\n",
    "NH\n10 5 2\n1 0 0\n0 2 0\n0 0 5\nN H\n1 1\nC\n0 0 0\n0.1 0.4 1.5\n",
    "\xef\xbb\xbfNH\r\n1.0\r\n10\t0\t0\r\n0\t10\t0\r\n0\t0\t10\r\n  N H\r\n1\t1\r\n"
    "Direct\r\n0 0 0\r\n0.1\t0.2\t0.3\r\n",
    "N H\n1.0\n" CUBE "1 1\nSelective\nDirect\n0 0 0 T T T\n0.1 0.2 0.3 T T T\n",
    "NH\n1.0\n" CUBE "N_s/5e0f28cc669 H1.25\n1 1\nDirect\n0 0 0\n1.1 -0.8 0.3\n",
    "NH\n1.0\n" CUBE "N\nH\n1\n1\nDirect\n0 0 0\n0.1 0.2 0.3\n",
    "NH\n0.1D+01\n" CUBE "N H\n1 1\nSelective\nDirect\n0 0 0 T F .TRUE.\n"
    "0.1 0.2 0.3 F F F F\n",
    TOP "Direct\n0 0 0 N\n0.1 0.2 0.3 F\n\nNaN NaN NaN\n 0.1",
    "NH\n1.0\n" CUBE "N\xc2\xa0H\n1 1\nDirect\n0\xa0"
    "0 0\n0.1 0.2 0.3\n",
    "NH\n1.0 ! scale\n10 0 0 ! a\n0 10 0\n0 0 10\nN H # in this order\n1 1 ! each\n"
    "Direct ! or not\n0 0 0 ! N\n0.1 0.2 0.3\n",
    "NH\n1.0\n10., 0., 0.\n0., 10., 0.\n0., 0., 10.\nN H\n1, 1\nDirect\n0, 0, 0\n"
    "0.1, 0.2, 0.3\n",
    "NH\n1.0\n 10.0000-0.0000-0.0000\n0 10 0\n0 0 10\nN H\n1 1\nDirect\n0 0 0\n"
    "0.10-0.80-0.70\n",
};

/* [F4] [F5] [F6] [F7] */
START_TEST(every_spelling_is_the_same_structure)
{
    outcome o = read_text(&format_poscar, str_of(spellings[_i]));
    ck_assert(o.ok);
    const chp_structure *s = o.calc.final;
    ck_assert_uint_eq(s->n_atoms, 2);
    ck_assert_int_eq(s->atomic_number[0], 7);
    ck_assert_int_eq(s->atomic_number[1], 1);
    ck_assert_double_eq_tol(o.calc.volume_A3.value, 1000, 1e-9);
    const double expected[3] = { 0.1, 0.2, 0.3 };
    for (int j = 0; j < 3; j++)
        ck_assert_double_eq_tol(remainder(s->fractional[1][j] - expected[j], 1), 0,
                                1e-12);
    ck_assert_str_eq(format_of(str_of(spellings[_i]))->name, "poscar");
    outcome_free(&o);
}
END_TEST

/* [F8] */
START_TEST(flags_are_those_of_selective_dynamics_only)
{
    outcome with = read_text(&format_poscar, str_of(spellings[WITH_FLAGS]));
    const bool expected[2][3] = { { true, false, true }, { false, false, false } };
    ck_assert_mem_eq(with.calc.final->is_free, expected, sizeof expected);
    outcome labels = read_text(&format_poscar, str_of(spellings[WITH_LABELS]));
    ck_assert_ptr_null(labels.calc.final->is_free);
    outcome_free(&with);
    outcome_free(&labels);
}
END_TEST

/* [F1] */
START_TEST(names_from_the_comment_are_a_warning)
{
    outcome o = read_text(&format_poscar, str_of(spellings[FROM_COMMENT]));
    ck_assert(outcome_says(&o, "species-from-comment"));
    outcome_free(&o);
}
END_TEST

static const char *const comments[] = { "my best slab", "NO CO2", "POSCAR CONTCAR" };

START_TEST(without_names_the_species_are_not_known)
{
    char text[200];
    snprintf(text, sizeof text, "%s\n1\n" CUBE "1 1\nDirect\n0 0 0\n.1 .2 .3\n",
             comments[_i]);
    outcome o = read_text(&format_poscar, str_of(text));
    ck_assert(o.ok);
    ck_assert_int_eq(o.calc.species[0].atomic_number, 0);
    ck_assert_uint_eq(o.calc.n_atoms, 2);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *text, *code;
    size_t line;
} bad[] = {
    { TOP "Direct\n0,0 0,0 0,0\n", "not-a-number", 9 }, // a decimal comma
    { "", "truncated", 0 },
    { "NH\n", "truncated", 1 },
    { "NH\n0.0\n", "not-a-number", 2 },
    { "NH\n1.0\n10 0 0\n0 10\n", "not-a-number", 4 },
    { "NH\n1.0\n10 0 0\n20 0 0\n0 0 1\nN\n1\n", "geometry", 5 },
    { "NH\n1.0\n" CUBE "N H\n1 -1\nDirect\n", "species-counts", 8 },
    { "NH\n1.0\n" CUBE "N H\n1\nDirect\n0 0 0\n", "species-counts", 8 },
    { "NH\n1.0\n" CUBE "N H\n1 99999999999\nDirect\n0 0 0\n", "species-counts", 8 },
    { TOP "0 0 0\n0.1 0.2 0.3\n", "syntax", 8 },
    { TOP "Direct\n0 0 0\n", "truncated", 9 },
    { TOP "Direct\n0 0 0\n0.1 ****** 0.3\n", "not-a-number", 10 },
    { TOP "Direct\n0 0 0\n0.1000 0.2000 0.3", "truncated", 10 },
    { TOP "S\nDirect\n0 0 0 T T\n", "syntax", 10 },
};

START_TEST(what_is_wrong_is_told_with_its_line)
{
    outcome o = read_text(&format_poscar, str_of(bad[_i].text));
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, bad[_i].code);
    ck_assert_uint_eq(outcome_error(&o).where.line, bad[_i].line);
    outcome_free(&o);
}
END_TEST

START_TEST(a_decimal_comma_is_called_by_its_name)
{
    outcome o = read_text(&format_poscar, str_of(bad[0].text));
    ck_assert_ptr_nonnull(strstr(outcome_error(&o).hint, "decimal comma"));
    outcome_free(&o);
}
END_TEST

START_TEST(every_cut_gives_a_result_or_a_message)
{
    check_every_cut(&format_poscar, str_of(spellings[_i]));
}
END_TEST

#define FRAMES                                                                         \
    TOP "Direct configuration=     1\n 0.0 0.0 0.0\n 0.1 0.2 0.3\n"                    \
        "Direct configuration=     2\n 0.0 0.0 0.0\n 0.4 0.5 0.6\n"

static const struct {
    const char *text;
    bool is_cut;
} trajectories[] = {
    { FRAMES, false },
    { FRAMES "Direct configuration=     3\n 0.0 0.0 0.0\n 0.7 0.8\n", true },
    { "NH\n1.0\n2 0 0\n0 2 0\n0 0 2\nN H\n1 1\n"
      "Direct configuration=     1\n0 0 0\n.1 .2 .3\n" TOP
      "Direct configuration=     2\n0 0 0\n.4 .5 .6\n",
      false },
};

START_TEST(of_a_trajectory_the_last_whole_frame_counts)
{
    str text = str_of(trajectories[_i].text);
    outcome o = read_text(&format_xdatcar, text);
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.final->fractional[1][0], 0.4);
    ck_assert_double_eq_tol(o.calc.volume_A3.value, 1000, 1e-9);
    ck_assert_int_eq(outcome_says(&o, "truncated"), trajectories[_i].is_cut);
    ck_assert_str_eq(format_of(text)->name, "xdatcar");
    check_every_cut(&format_xdatcar, text);
    outcome_free(&o);
}
END_TEST

Suite *suite_poscar(void)
{
    TCase *tc = tcase_create("poscar");
    const int n_spellings = sizeof spellings / sizeof *spellings;
    tcase_add_loop_test(tc, every_spelling_is_the_same_structure, 0, n_spellings);
    tcase_add_loop_test(tc, every_cut_gives_a_result_or_a_message, 0, n_spellings);
    tcase_add_test(tc, flags_are_those_of_selective_dynamics_only);
    tcase_add_test(tc, names_from_the_comment_are_a_warning);
    tcase_add_loop_test(tc, without_names_the_species_are_not_known, 0,
                        sizeof comments / sizeof *comments);
    tcase_add_loop_test(tc, what_is_wrong_is_told_with_its_line, 0,
                        sizeof bad / sizeof *bad);
    tcase_add_test(tc, a_decimal_comma_is_called_by_its_name);
    tcase_add_loop_test(tc, of_a_trajectory_the_last_whole_frame_counts, 0,
                        sizeof trajectories / sizeof *trajectories);
    Suite *suite = suite_create("formats/poscar");
    suite_add_tcase(suite, tc);
    return suite;
}
