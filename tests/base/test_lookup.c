#include <stdint.h>

#include "base/lookup.h"
#include "suites.h"

enum { MANY = 5000 };

START_TEST(each_name_is_found_where_it_was_put)
{
    arena a = { 0 };
    lookup l = { 0 };
    for (size_t i = 0; i < MANY; i++) {
        str name = str_of(arena_print(&a, "Fe-N%zu", i));
        ck_assert_uint_eq(lookup_find(&l, name), SIZE_MAX);
        lookup_add(&a, &l, name, MANY - i);
        ck_assert_uint_eq(lookup_find(&l, name), MANY - i);
    }
    for (size_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(lookup_find(&l, str_of(arena_print(&a, "Fe-N%zu", i))),
                          MANY - i);
    ck_assert_uint_eq(lookup_find(&l, STR("Fe-N")), SIZE_MAX);
    arena_clear(&a);
}
END_TEST

START_TEST(an_empty_name_is_a_name)
{
    arena a = { 0 };
    lookup l = { 0 };
    lookup_add(&a, &l, STR(""), 7);
    ck_assert_uint_eq(lookup_find(&l, STR("")), 7);
    ck_assert_uint_eq(lookup_find(&l, STR("x")), SIZE_MAX);
    arena_clear(&a);
}
END_TEST

Suite *suite_lookup(void)
{
    TCase *tc = tcase_create("lookup");
    tcase_add_test(tc, each_name_is_found_where_it_was_put);
    tcase_add_test(tc, an_empty_name_is_a_name);
    Suite *suite = suite_create("base/lookup");
    suite_add_tcase(suite, tc);
    return suite;
}
