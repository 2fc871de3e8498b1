/* Tables: what separates, what is quoted, and what is no table. */
#include "io/csv.h"

#include <string.h>

#include "fixture.h"
#include "suites.h"

static bool read(str text, csv_table *out)
{
    scan in = scan_text(text, "t.csv");
    return csv_read(&memory, &in, out, diag);
}

START_TEST(the_header_tells_the_separator)
{
    static const char *const texts[] = { "a,b\n1,\"x,y\"\n", "a;b\n1;\"x,y\"\n",
                                         "# note\n\na\tb\n1\tx,y\n",
                                         "| a | b |\n|---|:--:|\n| 1 | x,y |\n",
                                         "\"a\n(eV)\",b\n1,\"x,y\"\n" };
    csv_table t;
    ck_assert(read(str_of(texts[_i]), &t));
    ck_assert_uint_eq(t.header.n, 2);
    ck_assert_uint_eq(t.n_rows, 1);
    ck_assert(str_eq(t.rows[0].at[0], STR("1")));
    ck_assert(str_eq(t.rows[0].at[1], STR("x,y")));
}
END_TEST

/* `n` times `c`, behind a header. */
static str swollen(const char *header, char c, size_t n)
{
    size_t len = strlen(header);
    char *text = arena_new(&memory, char, len + n + 1);
    memcpy(text, header, len);
    memset(text + len, c, n);
    return (str){ text, len + n };
}

static const struct {
    const char *header, *part;
    char c;
    size_t n;
} bombs[] = {
    { "a,b\n", "more than 10000 columns", ',', 100000 },
    { "", "more than 10000 columns", ',', 100000 },
    { "a,b\n", "longer than", 'x', SCAN_LONGEST_LINE + 9 },
    { "", "longer than", 'x', SCAN_LONGEST_LINE + 9 },
    { "a,b\n", "has 1 columns", 'x', 100000 },
};

START_TEST(what_is_no_table_is_refused_with_a_reason)
{
    csv_table t;
    ck_assert(!read(swollen(bombs[_i].header, bombs[_i].c, bombs[_i].n), &t));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
    ck_assert_ptr_nonnull(strstr(chp_diag_get(diag, 0)->fact, bombs[_i].part));
}
END_TEST

Suite *suite_csv(void)
{
    TCase *tc = tcase_create("csv");
    tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
    tcase_add_loop_test(tc, the_header_tells_the_separator, 0, 5);
    tcase_add_loop_test(tc, what_is_no_table_is_refused_with_a_reason, 0,
                        sizeof bombs / sizeof *bombs);
    Suite *suite = suite_create("io/csv");
    suite_add_tcase(suite, tc);
    return suite;
}
