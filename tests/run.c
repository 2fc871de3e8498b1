/* Runs every suite; CK_RUN_SUITE=thermo/harmonic runs one. */
#include <stdlib.h>

#include "suites.h"

static Suite *(*const suites[])(void) = {
#define SUITE(name) suite_##name,
#include "suites.inc"
#undef SUITE
};

int main(void)
{
    SRunner *runner = srunner_create(NULL);
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
