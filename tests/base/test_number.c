#include "base/number.h"

#include <float.h>
#include <stdlib.h>

#include "suites.h"

static const struct {
    double value;
    const char *text;
} numbers[] = {
    { 0.1, "0.1" },
    { -17.7379867, "-17.7379867" },
    { 1.0 / 3, "0.3333333333333333" },
    { 450, "450" },
    { 1e300, "1e+300" },
};

START_TEST(a_number_is_as_short_as_it_can_be)
{
    ck_assert_str_eq(number_exact(numbers[_i].value).at, numbers[_i].text);
}
END_TEST

START_TEST(a_number_reads_back_as_itself)
{
    srand(3);
    for (int i = 0; i < 20000; i++) {
        double x =
            ((double)rand() / RAND_MAX - 0.5) * (double)rand() * DBL_EPSILON * 1e12;
        ck_assert_double_eq(strtod(number_exact(x).at, NULL), x);
    }
}
END_TEST

Suite *suite_number(void)
{
    TCase *tc = tcase_create("number");
    tcase_add_loop_test(tc, a_number_is_as_short_as_it_can_be, 0,
                        sizeof numbers / sizeof *numbers);
    tcase_add_test(tc, a_number_reads_back_as_itself);
    Suite *suite = suite_create("base/number");
    suite_add_tcase(suite, tc);
    return suite;
}
