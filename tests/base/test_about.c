#include "chepath.h"
#include "suites.h"

START_TEST(every_library_tells_its_version)
{
    chp_library library;
    size_t n = 0;
    for (; chp_library_get(n, &library); n++) {
        ck_assert_msg(library.version[0] >= '0' && library.version[0] <= '9',
                      "the version of %s is '%s'", library.name, library.version);
    }
    ck_assert_uint_eq(n, 10);
}
END_TEST

Suite *suite_about(void)
{
    Suite *suite = suite_create("base/about");
    TCase *tcase = tcase_create("about");
    tcase_add_test(tcase, every_library_tells_its_version);
    suite_add_tcase(suite, tcase);
    return suite;
}
