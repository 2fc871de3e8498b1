/* Tables that CatMAP reads, as people publish them: of many surfaces, sites and
 * mechanisms, and of more than one reaction needs. Energies are those of formation. */
#include "energetics/trial.h"

#define TOP                                                                            \
    "surface_name\tsite_name\tspecies_name\tformation_energy\tbulk_structure\t"        \
    "frequencies\tother_parameters\treference\n"                                       \
    "None\tgas\tpe\t0.0\tNone\t[]\t[]\tthe pair of proton and electron\n"              \
    "None\tgas\tH2\t0.0\tNone\t[4400.0]\t[]\tthis work\n"
#define H(surface, site, E)                                                            \
    surface "\t" site "\tH\t" E "\tfcc\t[1000.0,900.0,800.0]\t[]\tthis work\n"

static const chp_outcome *her(const char *text)
{
    trial_set("reaction", "her");
    return trial_run(trial_file("energies.txt", str_of(text)));
}

/* ZPE, and what little of heat and entropy there is, are the same on all surfaces: the
 * difference of two is that of their energies. */
START_TEST(each_site_of_a_surface_is_a_catalyst)
{
    const chp_outcome *o = her(TOP H("Pt", "111", "-0.34") H("Pt ", "211", "-0.44")
                                   H("Au", "111", "0.27"));
    const chp_catalyst *flat = catalyst_of(o, "Pt(111)"),
                       *step = catalyst_of(o, "Pt(211)"), *gold = catalyst_of(o, "Au");
    ck_assert_uint_eq(o->n_catalysts, 3);
    NEAR(flat->dG_H_eV.value - step->dG_H_eV.value, 0.10);
    NEAR(gold->dG_H_eV.value - flat->dG_H_eV.value, 0.61);
    ck_assert(trial_says_as(CHP_NOTE, "sites", "of Pt"));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

START_TEST(what_no_reaction_knows_is_left_out_in_one_note)
{
    her(TOP H("Pt", "111", "-0.34") "Pt\t111\tH-H\t0.19\tfcc\t[]\t[]\tCatApp\n"
                                    "Pt\t111\tpe-H\t0.7\tfcc\t[]\t[]\tCatApp\n"
                                    "Pt\t111\tpe-H\t0.7\tfcc\t[]\t[]\tCatApp\n");
    ck_assert(trial_says_as(CHP_NOTE, "unused-state", "4 rows left out"));
    ck_assert(trial_says("unused-state", "pe, H-H, pe-H"));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

START_TEST(a_row_may_be_repeated_and_not_contradicted)
{
    her(_i == 0 ? TOP H("Pt", "111", "-0.34") H("Pt", "111", "-0.34")
                : TOP H("Pt", "111", "-0.34") H("Pt", "111", "-0.35"));
    ck_assert_int_eq(trial_message("duplicate") != NULL, _i == 1);
}
END_TEST

/* Where a field was left empty, or the columns slipped. */
START_TEST(no_frequencies_are_those_that_are_not_told)
{
    her(TOP H("Pt", "111", "-0.34") "None\tgas\tH2O\t0.00\t\tNone\t[3657,1595,3756]\n");
    ck_assert_ptr_null(trial_message("not-a-number"));
}
END_TEST

Suite *suite_catmap(void)
{
    TCase *tc = tcase_create("tables");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc, each_site_of_a_surface_is_a_catalyst);
    tcase_add_test(tc, what_no_reaction_knows_is_left_out_in_one_note);
    tcase_add_loop_test(tc, a_row_may_be_repeated_and_not_contradicted, 0, 2);
    tcase_add_test(tc, no_frequencies_are_those_that_are_not_told);
    Suite *suite = suite_create("energetics/catmap");
    suite_add_tcase(suite, tc);
    return suite;
}
