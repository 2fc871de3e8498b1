#include "formats/files.h"
#include "formats/potcar_titles.h"
#include "suites.h"

/* The heads alone: two potentials with made-up numbers in place of their tables. */
#define HEAD(title, lexch, mass, zval)                                                 \
    "  " title "\n   5.000\nparameters from PSCTR are:\n"                              \
    "   SHA256 =  0123456789abcdef X/POTCAR\n   LEXCH  = " lexch "\n"                  \
    "   EATOM  =   264.5486 eV,   19.4438 Ry\n\n   TITEL  = " title "\n"               \
    "   POMASS =   " mass "; ZVAL   =    " zval "    mass and valenz\n"                \
    "   ENMAX  =  400.000; ENMIN  =  300.000 eV\n"                                     \
    "END of PSCTR-controll parameters\n local part\n 1.0 ENMAX = 9\n End of Dataset\n"

START_TEST(the_titles_of_several_potentials)
{
    str text = STR(HEAD("PAW_PBE Fe_pv 06Sep2000", "PE", "55.847", "14.000")
                       HEAD("PAW_PBE N 08Apr2002", "PE", "14.001", "5.000"));
    outcome o = read_text(&format_potcar, text);
    ck_assert(o.ok);
    ck_assert_uint_eq(o.calc.n_species, 2);
    const chp_species *s = o.calc.species;
    ck_assert_str_eq(s[0].element, "Fe");
    ck_assert_str_eq(s[1].potcar, "PAW_PBE N 08Apr2002");
    ck_assert_str_eq(s[1].lexch, "PE");
    ck_assert_str_eq(s[1].sha256, "0123456789abcdef");
    ck_assert_double_eq(s[1].mass_u.value, 14.001);
    ck_assert_double_eq(s[1].valence_e.value, 5);
    ck_assert_double_eq(s[1].enmax_eV.value, 400);
    ck_assert_double_eq(s[1].eatom_eV.value, 264.5486);
    ck_assert_str_eq(format_of(text)->name, "potcar");
    check_every_cut(&format_potcar, text);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *title;
    int element;
    bool is_fractional;
} titles[] = {
    { "PAW_PBE Fe_pv 06Sep2000", 26, false },
    { "PAW_PBE H.75 07Sep2000", 1, true },
    { "PAW H1.25 07Sep2000", 1, true },
    { "US Al", 13, false },
    { "PAW_PBE N_s_GW 25May2013", 7, false },
    { "PAW_PBE Zz 01Jan2000", 0, false },
    { "PAW_PBE", 0, false },
    { "", 0, false },
};

START_TEST(the_second_word_of_a_title_is_the_element)
{
    ck_assert_int_eq(potcar_element(str_of(titles[_i].title)), titles[_i].element);
    ck_assert_int_eq(potcar_is_fractional(str_of(titles[_i].title)),
                     titles[_i].is_fractional);
}
END_TEST

Suite *suite_potcar(void)
{
    TCase *tc = tcase_create("potcar");
    tcase_add_test(tc, the_titles_of_several_potentials);
    tcase_add_loop_test(tc, the_second_word_of_a_title_is_the_element, 0,
                        sizeof titles / sizeof *titles);
    Suite *suite = suite_create("formats/potcar");
    suite_add_tcase(suite, tc);
    return suite;
}
