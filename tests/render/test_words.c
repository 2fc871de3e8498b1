#include "render/words.h"

#include <string.h>

#include "suites.h"

/* Potentials of a profile by one letter each, u being U_L; and what is shown of them
 * where there is room for four. */
static const struct {
    const char *all, *shown;
} rows[] = {
    { "0", "0" },           { "u", "u" },         { "0u", "0u" },
    { "0123", "0123" },     { "01234", "0124" },  { "012u", "012u" },
    { "0123u", "013u" },    { "u01234", "u024" }, { "0123456789", "0369" },
    { "01u23456", "0u36" },
};

START_TEST(of_many_potentials_the_ends_and_the_limit_are_shown)
{
    enum { MOST = 4 };
    const char *all = rows[_i].all;
    chp_at_potential at[16] = { 0 };
    size_t shown[MOST];
    char text[MOST + 1] = "";
    for (size_t i = 0; all[i]; i++)
        at[i].word = all[i] == 'u' ? "U_L" : NULL;
    chp_profile p = { .n_potentials = strlen(all), .at = at };
    size_t n = potentials_shown(&p, MOST, shown);
    for (size_t i = 0; i < n; i++)
        text[i] = all[shown[i]];
    ck_assert_str_eq(text, rows[_i].shown);
}
END_TEST

Suite *suite_words(void)
{
    TCase *tc = tcase_create("words");
    tcase_add_loop_test(tc, of_many_potentials_the_ends_and_the_limit_are_shown, 0,
                        sizeof rows / sizeof *rows);
    Suite *suite = suite_create("render/words");
    suite_add_tcase(suite, tc);
    return suite;
}
