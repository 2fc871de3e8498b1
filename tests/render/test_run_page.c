/* The page of one run: what a chemist wants on one screen. */
#include "chepath/figure.h"

#include <stdlib.h>

#include "formats/outcars.h"
#include "gather/folder.h"
#include "render/run_page.h"

/* The page of the folder, until the next. */
static const char *shown_page(void)
{
    const char *text;
    char *bytes;
    size_t size;
    folder_read_path(folder.path);
    FILE *to = open_memstream(&bytes, &size);
    chp_show_runs(folder.runs, false, to);
    fclose(to);
    text = arena_str(&folder.a, str_of(bytes));
    free(bytes);
    return text;
}

static void check_line(const char *text, const char *name, const char *value)
{
    const char *line = arena_print(&folder.a, "\n  %-20s%s\n", name, value);
    ck_assert_msg(strstr(text, line) != NULL, "%s: %s\n%s", name, value, text);
}

static str fixture(const char *name)
{
    return outcar_text(&folder.a, name);
}

START_TEST(the_largest_local_moments_are_shown)
{
    folder_put("OUTCAR", fixture("static-6.4.2"));
    ck_assert_ptr_nonnull(strstr(shown_page(), "local moments (µB)  Ni1 +1.71\n"));
}
END_TEST

START_TEST(moments_of_nothing_are_told_so)
{
    folder_put("OUTCAR", edited(&folder.a, fixture("static-6.4.2"), 1, "1.690   1.712",
                                "0.010   0.032"));
    check_line(shown_page(), "local moments", "none of 0.1 µB or more");
}
END_TEST

#define FORCES                                                                         \
    " POSITION                                       TOTAL-FORCE (eV/Angst)\n"
#define STRESS                                                                         \
    "  in kB     -11.19205   -13.50000    -5.97233     0.10000     0.20000    "        \
    "-0.30000"                                                                         \
    "\n  external pressure =      -10.22 kB  Pullay stress =        0.00 kB\n" FORCES

/* Of a slab or a molecule in a fixed box it means nothing. */
START_TEST(the_pressure_is_shown_where_the_cell_moves)
{
    str text = edited(&folder.a, fixture("relax-5.4.4"), 3, FORCES, STRESS);
    if (_i == 1)
        text = edited(&folder.a, text, 1, "   ISIF   =      2", "   ISIF   =      3");
    folder_put("OUTCAR", text);
    const char *shown = shown_page();
    ck_assert_int_eq(strstr(shown, "-10.22 kB") != NULL, _i == 1);
    ck_assert_int_eq(strstr(shown, "volume") != NULL, _i == 1);
}
END_TEST

START_TEST(dynamics_show_their_temperature)
{
    folder_put("OSZICAR",
               STR("      1 T=   293. E= -.12092994E+04 F= -.12175267E+04 E0= "
                   "-.12162700E+04  EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n"
                   "      2 T=   281. E= -.12092704E+04 F= -.12171173E+04 E0= "
                   "-.12158579E+04  EK= 0.78469E+01 SP= 0.00E+00 SK= 0.00E+00\n"));
    check_line(shown_page(), "temperature", "           281.0 K, on average 287.0");
}
END_TEST

START_TEST(a_dipole_shows_its_moment)
{
    folder_put("OUTCAR", fixture("relax-5.4.4"));
    check_line(shown_page(), "dipole moment", "          0.0000 0.0000 0.3786 e Å");
}
END_TEST

/* As one would write them, not as VASP prints them. */
START_TEST(settings_are_written_plainly)
{
    folder_put("OUTCAR", fixture("static-6.4.2"));
    const char *shown = shown_page();
    ck_assert_ptr_nonnull(strstr(shown, "ENCUT 520  PREC accurate"));
    ck_assert_ptr_nonnull(strstr(shown, "EDIFF 1e-0"));
    ck_assert_ptr_nonnull(strstr(shown, "LDAUL 2 -1  LDAUU 6.4 0  ISPIN"));
}
END_TEST

START_TEST(a_functional_that_is_not_set_is_that_of_the_potentials)
{
    folder_put("OUTCAR", fixture("relax-5.4.4"));
    const char *shown = shown_page();
    ck_assert_ptr_nonnull(strstr(shown, "GGA PE (of the potentials)"));
    ck_assert_ptr_null(strstr(shown, "--"));
}
END_TEST

/* 61 modes and 60 of them: 1 to 60 or 61 1/cm, the lowest imaginary. */
START_TEST(of_many_modes_the_highest_and_the_lowest_are_shown)
{
    double modes[61];
    chp_calc calc = { .has_modes = true,
                      .n_modes = 60 + (size_t)_i,
                      .mode_cm1 = modes };
    for (size_t i = 0; i < calc.n_modes; i++)
        modes[i] = (double)(calc.n_modes - i);
    modes[calc.n_modes - 1] = -1;
    char *bytes;
    size_t size;
    page p = { &folder.a, open_memstream(&bytes, &size) };
    page_modes(&p, &calc);
    fclose(p.to);
    bool is_whole = _i == 0;
    ck_assert_ptr_nonnull(strstr(bytes, "1 of them imaginary"));
    ck_assert_ptr_nonnull(strstr(bytes, is_whole ? "60.0" : "61.0"));
    ck_assert_ptr_nonnull(strstr(bytes, "    1.0i"));
    ck_assert_int_eq(strstr(bytes, " 25.0") != NULL, is_whole);
    ck_assert_int_eq(strstr(bytes, "19 more") != NULL, !is_whole);
    free(bytes);
}
END_TEST

START_TEST(what_stands_is_counted)
{
    folder_put("OUTCAR", fixture("nelm-5.3.5"));
    const char *shown = shown_page();
    ck_assert_ptr_nonnull(strstr(shown, "NOT TO BE USED"));
    ck_assert_ptr_null(strstr(shown, " 0 warnings"));
}
END_TEST

Suite *suite_run_page(void)
{
    Suite *s = suite_create("render/run_page");
    TCase *tc = tcase_create("page");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_add_test(tc, the_largest_local_moments_are_shown);
    tcase_add_test(tc, moments_of_nothing_are_told_so);
    tcase_add_loop_test(tc, the_pressure_is_shown_where_the_cell_moves, 0, 2);
    tcase_add_test(tc, dynamics_show_their_temperature);
    tcase_add_test(tc, a_dipole_shows_its_moment);
    tcase_add_test(tc, settings_are_written_plainly);
    tcase_add_test(tc, a_functional_that_is_not_set_is_that_of_the_potentials);
    tcase_add_loop_test(tc, of_many_modes_the_highest_and_the_lowest_are_shown, 0, 2);
    tcase_add_test(tc, what_stands_is_counted);
    suite_add_tcase(s, tc);
    return s;
}
