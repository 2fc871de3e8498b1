#include "io/sink.h"

#include <stdio.h>
#include <sys/stat.h>

#include "io/source.h"
#include "scratch.h"
#include "suites.h"

START_TEST(text_grows_piece_by_piece)
{
    arena a = { 0 };
    sink s = { .a = &a };
    ck_assert(str_eq(sink_text(&s), STR("")));
    for (int i = 0; i < 1000; i++)
        sink_print(&s, "%d,", i % 10);
    sink_put(&s, STR("end"));
    ck_assert_uint_eq(sink_text(&s).len, 2003);
    ck_assert(str_starts(sink_text(&s), STR("0,1,2,3,4,5,6,7,8,9,0,")));
    ck_assert(str_ends(sink_text(&s), STR("8,9,end")));
    arena_clear(&a);
}
END_TEST

static str content_of(arena *a, const char *path, chp_diag *diag)
{
    source *s = source_open(path, NULL, diag);
    ck_assert(s != NULL);
    str head = source_head(s, 1000);
    str copy = { arena_str(a, head), head.len };
    ck_assert(source_close(s, diag));
    return copy;
}

START_TEST(a_file_is_replaced_whole)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    const char *folder = scratch_new(&a);
    const char *path = scratch_file(&a, folder, "report.txt", STR("old and long\n"));
    ck_assert(sink_save(STR("new\n"), path, diag));
    ck_assert(str_eq(content_of(&a, path, diag), STR("new\n")));
    chp_diag_free(diag);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_an_error)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    const char *folder = scratch_new(&a);
    const char *path = arena_print(&a, "%s/none/report.txt", folder);
    ck_assert(!sink_save(STR("new\n"), path, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "unwritable");

    const char *taken = arena_print(&a, "%s/taken", folder);
    ck_assert_int_eq(mkdir(taken, 0777), 0);
    ck_assert(!sink_save(STR("new\n"), taken, diag)); // and leaves nothing behind
    ck_assert_int_eq(remove(taken), 0);
    ck_assert_int_eq(remove(folder), 0);
    chp_diag_free(diag);
    arena_clear(&a);
}
END_TEST

Suite *suite_sink(void)
{
    TCase *tc = tcase_create("sink");
    tcase_add_test(tc, text_grows_piece_by_piece);
    tcase_add_test(tc, a_file_is_replaced_whole);
    tcase_add_test(tc, a_file_that_cannot_be_written_is_an_error);
    Suite *suite = suite_create("io/sink");
    suite_add_tcase(suite, tc);
    return suite;
}
