#include "chem/calc.h"

#include "suites.h"

static const struct {
    size_t n_atoms;
    chp_species species[4];
    size_t n_species;
    const char *formula; // NULL: cannot be told
} formulas[] = {
    { 4,
      { { .atomic_number = 7, .count = 1 }, { .atomic_number = 1, .count = 3 } },
      2,
      "NH3" },
    { 7,
      { { .atomic_number = 26, .count = 1 },
        { .atomic_number = 8, .count = 4 },
        { .atomic_number = 26, .count = 2 } },
      3,
      "Fe3O4" },
    { 5,
      { { .atomic_number = 7, .count = 1 }, { .atomic_number = 1, .count = 3 } },
      2,
      NULL },
    { 3,
      { { .atomic_number = 7, .count = 0 }, { .atomic_number = 1, .count = 3 } },
      2,
      NULL },
    { 0, { { 0 } }, 0, NULL },
};

START_TEST(a_formula_adds_up_its_species_or_is_not_told)
{
    arena a = { 0 };
    chp_calc calc = { .n_atoms = formulas[_i].n_atoms,
                      .species = formulas[_i].species,
                      .n_species = formulas[_i].n_species };
    const char *formula = calc_formula(&a, &calc);
    if (formulas[_i].formula)
        ck_assert_str_eq(formula, formulas[_i].formula);
    else
        ck_assert_ptr_null(formula);
    arena_clear(&a);
}
END_TEST

START_TEST(the_first_setting_of_a_name_counts)
{
    arena a = { 0 };
    chp_calc calc = { 0 };
    chp_where here = { "INCAR", 3 };
    calc_add_setting(&a, &calc, STR("EDIFF"), STR(" 1E-6 "), here);
    calc_add_setting(&a, &calc, STR("ediff"), STR("1E-4"), here);
    calc_add_setting(&a, &calc, STR("PREC"), STR("accura"), here);
    double x = 7;
    ck_assert_uint_eq(calc.n_settings, 2);
    ck_assert(chp_calc_number(&calc, "Ediff", &x));
    ck_assert_double_eq(x, 1e-6);
    ck_assert(!chp_calc_number(&calc, "PREC", &x));
    ck_assert(!chp_calc_number(&calc, "NELM", &x));
    ck_assert_double_eq(x, 1e-6);
    ck_assert_uint_eq(chp_calc_setting(&calc, "PREC")->at.line, 3);
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *text;
    size_t n;
    double first, last;
} lists[] = {
    { "6.4  0.0", 2, 6.4, 0 }, { "36*0.0 2.0", 37, 0, 2 },
    { "2*-1", 2, -1, -1 },     { "5", 1, 5, 5 },
    { "", 0, 0, 0 },           { "Gamma 3 3 1", 0, 0, 0 },
    { "2**** 1.0", 0, 0, 0 },  { "2*", 0, 0, 0 },
    { "-1*3", 0, 0, 0 },       { "999999999*1 2", 0, 0, 0 },
};

START_TEST(a_list_is_all_numbers_or_none)
{
    arena a = { 0 };
    double *list;
    ck_assert_uint_eq(calc_list(&a, str_of(lists[_i].text), &list), lists[_i].n);
    if (lists[_i].n > 0) {
        ck_assert_double_eq(list[0], lists[_i].first);
        ck_assert_double_eq(list[lists[_i].n - 1], lists[_i].last);
    }
    arena_clear(&a);
}
END_TEST

Suite *suite_calc(void)
{
    TCase *tc = tcase_create("calc");
    tcase_add_loop_test(tc, a_formula_adds_up_its_species_or_is_not_told, 0,
                        sizeof formulas / sizeof *formulas);
    tcase_add_test(tc, the_first_setting_of_a_name_counts);
    tcase_add_loop_test(tc, a_list_is_all_numbers_or_none, 0,
                        sizeof lists / sizeof *lists);
    Suite *suite = suite_create("chem/calc");
    suite_add_tcase(suite, tc);
    return suite;
}
