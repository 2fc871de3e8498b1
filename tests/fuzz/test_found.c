/* Inputs that once broke a reader, and those that fuzzing begins from. */
#include <stdio.h>

#include "fuzz/targets.h"
#include "suites.h"

START_TEST(a_reader_survives_what_once_broke_it)
{
    static const char *const places[] = { "found", "seeds" };
    const target *t = &targets[_i];
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char folder[64];
        snprintf(folder, sizeof folder, "tests/fuzz/%s/%s", places[i], t->name);
        target_run_folder(t, folder);
    }
}
END_TEST

START_TEST(no_input_at_all_is_survived)
{
    target_run(&targets[_i], STR(""));
}
END_TEST

Suite *suite_found(void)
{
    int n = 0;
    while (targets[n].name)
        n++;
    TCase *tests = tcase_create("found");
    tcase_add_loop_test(tests, a_reader_survives_what_once_broke_it, 0, n);
    tcase_add_loop_test(tests, no_input_at_all_is_survived, 0, n);
    Suite *suite = suite_create("fuzz/found");
    suite_add_tcase(suite, tests);
    return suite;
}
