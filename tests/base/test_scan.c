#include "base/scan.h"

#include <stdlib.h>

#include "suites.h"

/* A source that gives its text in pieces, as a file does. */
typedef struct {
    const char *text;
    size_t len, given, piece;
    char window[4096];
} pieces;

static bool more(scan *s)
{
    pieces *p = s->source;
    size_t n = p->len - p->given < p->piece ? p->len - p->given : p->piece;
    if (n == 0)
        return false;
    if (s->rest.len)
        memmove(p->window, s->rest.at, s->rest.len);
    memcpy(p->window + s->rest.len, p->text + p->given, n);
    s->rest = (str){ p->window, s->rest.len + n };
    p->given += n;
    return true;
}

static bool begins_with_blank(void *mind, str line)
{
    (void)mind;
    return line.len == 0 || line.at[0] == ' ';
}

/* Lines of 0 to 90 letters; every ninth begins with its number, the others are dull. */
static size_t make_text(char *out, size_t n_lines)
{
    size_t n = 0;
    for (size_t i = 1; i <= n_lines; i++) {
        n += (size_t)sprintf(out + n, i % 9 == 0 ? "%zu" : "", i);
        size_t len = i * 37 % 91;
        memset(out + n, ' ', len);
        n += len;
        out[n++] = '\n';
    }
    return n;
}

START_TEST(lines_that_are_passed_over_are_counted)
{
    static char text[1 << 16];
    enum { N_LINES = 900 };
    size_t len = make_text(text, N_LINES);
    pieces p = { .text = text, .len = len, .piece = (size_t)_i };
    scan s = { .more = more, .source = &p };
    size_t n_seen = 0;
    for (;;) {
        scan_skip(&s, begins_with_blank, NULL);
        if (!scan_line(&s))
            break;
        if (begins_with_blank(NULL, s.line))
            continue;
        ck_assert_uint_eq((size_t)atoi(s.line.at), s.at.line);
        n_seen++;
    }
    ck_assert_uint_eq(n_seen, N_LINES / 9);
    ck_assert_uint_eq(s.at.line, N_LINES);
    ck_assert_uint_eq(s.offset, len);
}
END_TEST

static const struct {
    const char *text;
    const char *lines[6]; // ends with NULL
} texts[] = {
    { "one\r\ntwo\n\nfour", { "one", "two", "", "four" } },
    { "one\rtwo\r\rfour\r", { "one", "two", "", "four" } },
    { "one\ntwo\rhalf\nthree", { "one", "two\rhalf", "three" } },
    { "one\n", { "one" } },
    { "one\r\n", { "one" } },
    { "one\r", { "one" } },
    { "", { NULL } },
};

START_TEST(a_line_is_the_same_however_it_comes)
{
    for (size_t piece = 1; piece < 25; piece++) {
        const char *text = texts[_i].text;
        pieces p = { .text = text, .len = strlen(text), .piece = piece };
        scan s = { .more = more, .source = &p };
        for (size_t i = 0; texts[_i].lines[i]; i++) {
            ck_assert(scan_line(&s));
            ck_assert(str_eq(s.line, str_of(texts[_i].lines[i])));
            ck_assert_uint_eq(s.at.line, i + 1);
        }
        ck_assert(!scan_line(&s));
    }
}
END_TEST

Suite *suite_scan(void)
{
    TCase *tc = tcase_create("scan");
    tcase_add_loop_test(tc, lines_that_are_passed_over_are_counted, 1, 300);
    tcase_add_loop_test(tc, a_line_is_the_same_however_it_comes, 0,
                        sizeof texts / sizeof *texts);
    Suite *suite = suite_create("base/scan");
    suite_add_tcase(suite, tc);
    return suite;
}
