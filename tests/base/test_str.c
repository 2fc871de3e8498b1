#include "base/str.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "suites.h"

/* The forms of Fortran and of people; the expected value is what strtod says of the
 * plain form. */
static const struct {
    const char *text;
    const char *plain; // NULL: not a number
} numbers[] = {
    { "-0.227018731E+02", "-0.227018731E+02" },
    { " 1 ", "1" },
    { ".5", "0.5" },
    { "5.", "5.0" },
    { "+1", "1" },
    { "-.5E+00", "-0.5" },
    { "0.1D-05", "0.1e-05" },
    { "-.302333-128", "-.302333e-128" },
    { "123456789012345678901234567890", "123456789012345678901234567890" },
    { "0.1234567890123456789012", "0.1234567890123456789012" },
    { "1e-320", "1e-320" },
    { "-0.000000", "-0.0" },
    { "9007199254740993", "9007199254740993" },
    { "9007199254740991.5", "9007199254740991.5" },
    { "0.3000000000000000000000000001", "0.3000000000000000000000000001" },
    { "18446744073709551616", "18446744073709551616" },
    { "1234567890123456789", "1234567890123456789" },
    { "00000000000000000000000000001.5", "1.5" },
    { "-12353.08821-12353.08821", NULL },
    { "1.5\t", "1.5" },
    { "9007199254740993.0", "9007199254740993.0" }, // halfway: to even
    { "9007199254740995.0", "9007199254740995.0" },
    { "900719925474099.30", "900719925474099.30" },
    { "4503599627370497.5", "4503599627370497.5" },
    { "0.9999999999999999999", "0.9999999999999999999" },
    { "****", NULL },
    { "NaN", NULL },
    { "Inf", NULL },
    { "1e999", NULL },
    { "1,0", NULL },
    { "1.0.0", NULL },
    { "--1", NULL },
    { "1e", NULL },
    { "e5", NULL },
    { ".", NULL },
    { "", NULL },
    { "0x1p3", NULL },
    { "1-23", NULL },
};

/* [B3] [B4] [5.3] */
START_TEST(a_number_or_nothing)
{
    double value = 77;
    bool ok = str_number(str_of(numbers[_i].text), &value);
    ck_assert_msg(ok == (numbers[_i].plain != NULL), "%s", numbers[_i].text);
    if (ok)
        ck_assert_msg(value == strtod(numbers[_i].plain, NULL), "%s", numbers[_i].text);
    else
        ck_assert_double_eq(value, 77);
}
END_TEST

START_TEST(random_decimals_have_the_bits_of_strtod)
{
    srand(1);
    for (int i = 0; i < 200000; i++) {
        char text[64];
        int digits = rand() % 20 + 1;
        double x = (double)rand() / RAND_MAX * 2 - 1;
        snprintf(text, sizeof text, "%.*e", digits, x * 1e3);
        double value;
        ck_assert(str_number(str_of(text), &value));
        ck_assert_msg(value == strtod(text, NULL), "%s", text);
    }
}
END_TEST

START_TEST(a_nul_byte_is_no_letter_of_an_exponent)
{
    double value = 77;
    ck_assert(!str_number((str){ "1\0"
                                 "5",
                                 3 },
                          &value));
    ck_assert_double_eq(value, 77);
}
END_TEST

START_TEST(long_decimals_round_as_strtod_does)
{
    srand(3);
    for (int i = 0; i < 300000; i++) {
        char text[64], digits[24];
        int n = rand() % 5 + 15, k = rand() % (n + 1);
        for (int j = 0; j < n; j++)
            digits[j] = (char)('0' + (j == 0 ? 1 + rand() % 9 : rand() % 10));
        snprintf(text, sizeof text, "%.*s.%.*s", k, digits, n - k, digits + k);
        double value, expected = strtod(text, NULL);
        ck_assert(str_number(str_of(text), &value));
        ck_assert_msg(memcmp(&value, &expected, sizeof value) == 0, "%s", text);
    }
}
END_TEST

START_TEST(random_columns_have_the_bits_of_strtod)
{
    srand(2);
    for (int i = 0; i < 200000; i++) {
        char text[64];
        double x = ((double)rand() / RAND_MAX * 2 - 1) * (rand() % 2 ? 10 : 1e6);
        snprintf(text, sizeof text, "%*.*f", rand() % 24, rand() % 13, x);
        double value;
        ck_assert(str_number(str_of(text), &value));
        double expected = strtod(text, NULL);
        ck_assert_msg(memcmp(&value, &expected, sizeof value) == 0, "%s", text);
    }
}
END_TEST

/* Cut anywhere, and nothing behind it: no byte beyond the end is looked at, and what is
 * left is read as strtod reads it. */
START_TEST(numbers_end_where_their_bytes_end)
{
    static const char whole[] = "-1234567.123456789012";
    for (size_t from = 0; from < sizeof whole - 1; from++) {
        for (size_t n = 1; n < sizeof whole - from; n++) {
            char *bytes = malloc(n), *stop, text[sizeof whole] = "";
            memcpy(bytes, whole + from, n);
            memcpy(text, whole + from, n);
            double value = 77, expected = strtod(text, &stop);
            bool ok = str_number((str){ bytes, n }, &value);
            ck_assert_msg(ok == (stop == text + n && stop > text), "%s", text);
            ck_assert_msg(!ok || value == expected, "%s", text);
            free(bytes);
        }
    }
}
END_TEST

/* RFC 3629, and the examples of Unicode's table 3-8. */
static const struct {
    const char *text;
    size_t valid;
} utf8[] = {
    { "plain", 5 },
    { "\xC2\xA0", 2 },
    { "\xE2\x88\x97N\xE2\x82\x82H", 8 },
    { "\xF0\x9F\x98\x80", 4 },
    { "a\xA0", 1 },
    { "\xC0\xAF", 0 },
    { "\xE0\x80\xAF", 0 },
    { "\xED\xA0\x80", 0 },
    { "\xF4\x90\x80\x80", 0 },
    { "ab\xE2\x88", 2 },
    { "\xFF", 0 },
    { "", 0 },
};

START_TEST(characters_are_those_of_UTF_8)
{
    ck_assert_uint_eq(str_utf8_length(str_of(utf8[_i].text)), utf8[_i].valid);
}
END_TEST

START_TEST(lines_end_in_any_of_three_ways)
{
    str rest = STR("a\nb\r\nc\rd"), line;
    const char *const expected[] = { "a", "b", "c", "d" };
    for (int i = 0; i < 4; i++) {
        ck_assert(str_line(&rest, &line));
        ck_assert(str_eq(line, str_of(expected[i])));
    }
    ck_assert(!str_line(&rest, &line));
}
END_TEST

START_TEST(a_word_is_among_others_only_whole)
{
    static const char *const words[] = { "slab", "clean", NULL };
    ck_assert(str_among(STR("clean"), words));
    ck_assert(!str_among(STR("Clean"), words));
    ck_assert(str_among_nocase(STR("Clean"), words));
    ck_assert(!str_among_nocase(STR("cleaned"), words));
    ck_assert(!str_among(STR(""), words));
}
END_TEST

/* In Turkish ones the small letter of I has no dot, and the capital of i has one. */
static const char *const locales[] = { "C", "tr_TR.UTF-8", "tr_TR.utf8",
                                       "tr_TR.ISO-8859-9" };

START_TEST(the_case_of_letters_knows_no_locale)
{
    if (!setlocale(LC_ALL, locales[_i]))
        return;
    ck_assert(str_eq_nocase(STR("ISMEAR"), STR("ismear")));
    ck_assert_int_eq(ascii_lower('I'), 'i');
    ck_assert_int_eq(ascii_upper('i'), 'I');
    ck_assert(!str_eq_nocase(STR("\xc4\xb0"), STR("\xc4\xb1"))); // the two themselves
    setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(numbers_are_taken_off_the_front)
{
    str rest = STR("  1.5 -.25\t1e3 7,5 8");
    double x = 0;
    ck_assert(str_take_number(&rest, &x) && x == 1.5);
    ck_assert(str_take_number(&rest, &x) && x == -0.25);
    ck_assert(str_take_number(&rest, &x) && x == 1000);
    ck_assert(!str_take_number(&rest, &x) && x == 1000);
    ck_assert(str_eq(rest, STR(" 7,5 8")));
    rest = STR("");
    ck_assert(!str_take_number(&rest, &x));
}
END_TEST

Suite *suite_str(void)
{
    TCase *tc = tcase_create("str");
    tcase_add_loop_test(tc, a_number_or_nothing, 0, sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tc, the_case_of_letters_knows_no_locale, 0,
                        sizeof locales / sizeof *locales);
    tcase_add_test(tc, random_decimals_have_the_bits_of_strtod);
    tcase_add_test(tc, a_nul_byte_is_no_letter_of_an_exponent);
    tcase_add_test(tc, long_decimals_round_as_strtod_does);
    tcase_add_test(tc, random_columns_have_the_bits_of_strtod);
    tcase_add_test(tc, numbers_end_where_their_bytes_end);
    tcase_add_loop_test(tc, characters_are_those_of_UTF_8, 0,
                        sizeof utf8 / sizeof *utf8);
    tcase_add_test(tc, lines_end_in_any_of_three_ways);
    tcase_add_test(tc, a_word_is_among_others_only_whole);
    tcase_add_test(tc, numbers_are_taken_off_the_front);
    Suite *suite = suite_create("base/str");
    suite_add_tcase(suite, tc);
    return suite;
}
