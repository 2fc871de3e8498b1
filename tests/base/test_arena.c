#include <string.h>

#include "base/arena.h"
#include "suites.h"

static bool is_zero(const char *bytes, size_t n)
{
    while (n > 0 && bytes[n - 1] == 0)
        n--;
    return n == 0;
}

START_TEST(what_was_reset_hands_out_zeros_again)
{
    arena a = { 0 };
    for (size_t size = 1; size < 100000; size *= 3) {
        for (int i = 0; i < 7; i++) {
            char *bytes = arena_new(&a, char, size);
            ck_assert(is_zero(bytes, size));
            memset(bytes, 'x', size);
        }
        arena_reset(&a);
    }
    arena_clear(&a);
}
END_TEST

START_TEST(what_was_reset_takes_no_more_memory_for_the_same)
{
    arena a = { 0 };
    arena_reset(&a); // nothing was taken: nothing to do
    arena_get(&a, 1, 50000);
    arena_reset(&a);
    const void *first = arena_get(&a, 1, 50000);
    arena_reset(&a);
    ck_assert_ptr_eq(arena_get(&a, 1, 50000), first);
    arena_clear(&a);
}
END_TEST

START_TEST(a_growing_list_keeps_what_is_in_it)
{
    arena a = { 0 };
    size_t *list = NULL;
    for (size_t n = 0; n < 1000; n++) {
        list = arena_grow(&a, list, n, sizeof *list);
        list[n] = n;
    }
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(list[i], i);
    arena_clear(&a);
}
END_TEST

START_TEST(a_list_has_its_mark_between_texts_only)
{
    static const char *const texts[] = { "*N", "*NH", "*NH2" };
    arena a = { 0 };
    ck_assert_str_eq(arena_list(&a, texts, 0, ", "), "");
    ck_assert_str_eq(arena_list(&a, texts, 1, ", "), "*N");
    ck_assert_str_eq(arena_list(&a, texts, 3, " or "), "*N or *NH or *NH2");
    arena_clear(&a);
}
END_TEST

START_TEST(a_list_grows_at_its_end)
{
    arena a = { 0 };
    const char *none = arena_append(&a, NULL, ", ", "%s", "*N");
    ck_assert_str_eq(none, "*N");
    ck_assert_str_eq(arena_append(&a, "", ", ", "*N"), "*N");
    ck_assert_str_eq(arena_append(&a, none, " and ", "%d H", 2), "*N and 2 H");
    arena_clear(&a);
}
END_TEST

Suite *suite_arena(void)
{
    TCase *tc = tcase_create("arena");
    tcase_add_test(tc, what_was_reset_hands_out_zeros_again);
    tcase_add_test(tc, what_was_reset_takes_no_more_memory_for_the_same);
    tcase_add_test(tc, a_growing_list_keeps_what_is_in_it);
    tcase_add_test(tc, a_list_has_its_mark_between_texts_only);
    tcase_add_test(tc, a_list_grows_at_its_end);
    Suite *suite = suite_create("base/arena");
    suite_add_tcase(suite, tc);
    return suite;
}
