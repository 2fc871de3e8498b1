#include "base/nearest.h"

#include "suites.h"

static const char *const words[] = { "aliases", "binding", "optional", "composition",
                                     NULL };

static const struct {
    const char *word, *meant; // NULL: nothing is near
} all[] = {
    { "alias", "aliases" },
    { "optinal", "optional" },
    { "optionla", "optional" },
    { "Binding", "binding" },
    { "compositions", "composition" },
    { "colour", NULL },
    { "", NULL },
    { "x", NULL },
};

START_TEST(a_slip_is_near_to_what_was_meant)
{
    const char *near = nearest_word(str_of(all[_i].word), words);
    ck_assert_msg(near == all[_i].meant ||
                      (near && all[_i].meant && strcmp(near, all[_i].meant) == 0),
                  "%s: %s", all[_i].word, near ? near : "nothing");
}
END_TEST

Suite *suite_nearest(void)
{
    TCase *tc = tcase_create("nearest");
    tcase_add_loop_test(tc, a_slip_is_near_to_what_was_meant, 0,
                        sizeof all / sizeof *all);
    Suite *suite = suite_create("base/nearest");
    suite_add_tcase(suite, tc);
    return suite;
}
