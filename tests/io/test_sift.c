#include <string.h>

#include "io/sift.h"
#include "math/statistics.h"
#include "suites.h"

enum { LONGEST = 700 };

/* Letters, brackets and line ends in no order; at most one byte that no text holds. */
static void fill(char *text, size_t n, random_stream *r)
{
    static const char letters[] = "<</prrojected!>\"' \n\n0123456789.-abcxyz\t";
    for (size_t i = 0; i < n; i++)
        text[i] = letters[(size_t)(random_uniform(r) * (sizeof letters - 1))];
}

START_TEST(lines_are_counted_whatever_the_length)
{
    char text[LONGEST];
    random_stream r = random_seeded(1);
    fill(text, sizeof text, &r);
    for (size_t from = 0; from < 40; from++)
        for (size_t n = 0; from + n <= LONGEST; n++) {
            size_t lines = 0;
            bool has_control;
            for (size_t i = 0; i < n; i++)
                lines += text[from + i] == '\n';
            ck_assert_uint_eq(sift_lines(text + from, n, &has_control), lines);
            ck_assert(!has_control);
        }
}
END_TEST

START_TEST(a_control_byte_is_seen_wherever_it_stands)
{
    char text[LONGEST];
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < LONGEST; i++) {
        bool has_control;
        text[i] = (char)(i % 9); // below the tab
        for (size_t n = i > 40 ? i - 40 : 0; n < i + 40 && n <= LONGEST; n++) {
            ck_assert_uint_eq(sift_lines(text, n, &has_control), 0);
            ck_assert(has_control == (i < n));
        }
        text[i] = 'x';
    }
    bool has_control;
    memset(text, 0xe2, sizeof text); // UTF-8 is text
    sift_lines(text, sizeof text, &has_control);
    ck_assert(!has_control);
}
END_TEST

static bool is_lead(const char *at, str name)
{
    const char *first = at + 1 + (at[1] == '/');
    size_t n = name.len > 1 ? 2 : 1;
    return at[0] == '<' && (at[1] == '!' || memcmp(first, name.at, n) == 0);
}

static const str names[] = { STR_INIT("projected"), STR_INIT("r"), STR_INIT("dos") };

START_TEST(tags_of_a_name_are_found_in_order)
{
    char text[LONGEST];
    random_stream r = random_seeded(2);
    for (int round = 0; round < 200; round++) {
        fill(text, sizeof text, &r);
        size_t n = LONGEST - (size_t)round;
        for (size_t from = 0; from < n; from++) {
            size_t i = from;
            while (i + SIFT_LEAD <= n && !is_lead(text + i, names[_i]))
                i++;
            ck_assert_uint_eq(sift_tag((str){ text, n }, from, names[_i]), i);
        }
    }
}
END_TEST

START_TEST(the_end_of_a_tag_is_its_bracket_or_quotation_mark)
{
    char text[LONGEST];
    random_stream r = random_seeded(3);
    fill(text, sizeof text, &r);
    const char quotes[] = { 0, '"', '\'' };
    for (size_t q = 0; q < sizeof quotes; q++)
        for (size_t from = 0; from < LONGEST; from++) {
            size_t i = from;
            while (i < LONGEST && !(quotes[q] ? text[i] == quotes[q]
                                              : text[i] && strchr("<>\"'", text[i])))
                i++;
            ck_assert_uint_eq(sift_mark((str){ text, LONGEST }, from, quotes[q]),
                              i < LONGEST ? i + 1 : 0);
        }
}
END_TEST

Suite *suite_sift(void)
{
    TCase *tc = tcase_create("sift");
    tcase_add_test(tc, lines_are_counted_whatever_the_length);
    tcase_add_test(tc, a_control_byte_is_seen_wherever_it_stands);
    tcase_add_loop_test(tc, tags_of_a_name_are_found_in_order, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(tc, the_end_of_a_tag_is_its_bracket_or_quotation_mark);
    Suite *suite = suite_create("io/sift");
    suite_add_tcase(suite, tc);
    return suite;
}
