#include "base/plain.h"

#include <locale.h>
#include <stdio.h>

#include "base/arena.h"
#include "suites.h"

/* With a comma in numbers; which of them a machine has is its own business. */
static const char *const locales[] = { "C", "de_DE.utf8", "de_DE.UTF-8",
                                       "fr_FR.UTF-8" };

START_TEST(numbers_keep_their_point_in_any_locale)
{
    char text[64];
    arena a = { 0 };
    if (!setlocale(LC_ALL, locales[_i]))
        return;
    ck_assert_int_eq(plain_print(text, sizeof text, "%.2f %g", 1.5, -0.25), 10);
    ck_assert_str_eq(text, "1.50 -0.25");
    ck_assert_str_eq(arena_print(&a, "%.3f eV, %g K", 0.5, 298.15),
                     "0.500 eV, 298.15 K");
    arena_clear(&a);
    // and the program keeps its own
    snprintf(text, sizeof text, "%.1f", 0.5);
    ck_assert_int_eq(text[1], localeconv()->decimal_point[0]);
    setlocale(LC_ALL, "C");
}
END_TEST

Suite *suite_plain(void)
{
    TCase *tc = tcase_create("plain");
    tcase_add_loop_test(tc, numbers_keep_their_point_in_any_locale, 0,
                        sizeof locales / sizeof *locales);
    Suite *suite = suite_create("base/plain");
    suite_add_tcase(suite, tc);
    return suite;
}
