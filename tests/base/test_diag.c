#include "base/diag.h"

#include <string.h>

#include "suites.h"

static const chp_where nowhere = { 0 };

START_TEST(an_allowed_error_counts_as_a_warning)
{
    chp_diag *diag = chp_diag_new();
    chp_diag_allow(diag, "C03");
    diag_error(diag, "C03", nowhere, "the cutoffs differ");
    diag_error(diag, "C04", nowhere, "the cells differ");
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), 2);
    ck_assert(chp_diag_get(diag, 0)->is_allowed);
    ck_assert(!chp_diag_get(diag, 1)->is_allowed);
    chp_diag_free(diag);
}
END_TEST

START_TEST(an_allowance_outlives_the_text_it_was_given_as)
{
    chp_diag *diag = chp_diag_new();
    char code[] = "C03";
    chp_diag_allow(diag, code);
    memset(code, 'x', sizeof code - 1);
    diag_error(diag, "C03", nowhere, "the cutoffs differ");
    ck_assert(chp_diag_get(diag, 0)->is_allowed);
    chp_diag_free(diag);
}
END_TEST

START_TEST(a_message_outlives_what_it_was_copied_from)
{
    chp_diag *diag = chp_diag_new();
    char code[] = "C03", path[] = "OUTCAR", fact[] = "the cutoffs differ";
    diag_add(diag,
             &(chp_message){ CHP_WARNING, code, { path, 3 }, fact, NULL, NULL, false });
    memset(code, 'x', sizeof code - 1);
    memset(path, 'x', sizeof path - 1);
    memset(fact, 'x', sizeof fact - 1);
    const chp_message *kept = chp_diag_get(diag, 0);
    ck_assert_str_eq(kept->code, "C03");
    ck_assert_str_eq(kept->where.path, "OUTCAR");
    ck_assert_str_eq(kept->fact, "the cutoffs differ");
    chp_diag_free(diag);
}
END_TEST

START_TEST(an_allowance_that_met_nothing_is_told)
{
    chp_diag *diag = chp_diag_new();
    chp_diag_allow(diag, "C03");
    chp_diag_allow(diag, "not-convergd");
    diag_error(diag, "C03", nowhere, "the cutoffs differ");
    diag_error(diag, "not-converged", nowhere, "the ions did not converge");
    chp_diag_note_unused(diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 3);
    const chp_message *told = chp_diag_get(diag, 2);
    ck_assert_int_eq(told->severity, CHP_NOTE);
    ck_assert_ptr_nonnull(strstr(told->fact, "not-convergd"));
    ck_assert_ptr_nonnull(strstr(told->hint, "not-converged"));
    chp_diag_free(diag);
}
END_TEST

START_TEST(codes_stand_in_order_and_once)
{
    const char *const *code = chp_diag_codes();
    for (; code[1]; code++)
        ck_assert_msg(strcmp(code[0], code[1]) < 0, "%s, %s", code[0], code[1]);
}
END_TEST

START_TEST(an_allowance_is_no_matter_of_capitals)
{
    chp_diag *diag = chp_diag_new();
    chp_diag_allow(diag, "c03");
    ck_assert(!diag_error(diag, "C03", nowhere, "the cutoffs differ"));
    chp_diag_note_unused(diag);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 1);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_diag(void)
{
    Suite *s = suite_create("base/diag");
    TCase *t = tcase_create("diag");
    tcase_add_test(t, an_allowed_error_counts_as_a_warning);
    tcase_add_test(t, an_allowance_outlives_the_text_it_was_given_as);
    tcase_add_test(t, a_message_outlives_what_it_was_copied_from);
    tcase_add_test(t, an_allowance_that_met_nothing_is_told);
    tcase_add_test(t, codes_stand_in_order_and_once);
    tcase_add_test(t, an_allowance_is_no_matter_of_capitals);
    suite_add_tcase(s, t);
    return s;
}
