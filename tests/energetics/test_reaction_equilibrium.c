/* Equilibrium potentials of the installed reactions against published ones. */
#include "chepath/pathway.h"

#include "suites.h"

static const struct {
    const char *reaction, *product;
    double pH, U_V, tolerance_V;
} known[] = {
    /* Agarwal et al., Chem. Rev. (2022), doi 10.1021/acs.chemrev.1c00521, table 13 */
    { "nrr", "gas", 0, 0.057, 0.0005 },
    { "nrr", "aq", 0, 0.092, 0.0005 },
    { "nrr", "gas", 14, 0.057, 0.0005 }, // on the RHE scale the pH does not matter
    { "n2h4", "gas", 0, -0.413, 0.0005 },
    /* from the NBS tables by hand */
    { "nrr", "ion", 0, 0.273997, 1e-5 },
    { "nrr", "ion", 7, 0.1360, 1e-4 },
    { "nrr-mvk", "aq", 0, 0.091551, 1e-5 },
    { "n2h4", "aq", 0, -0.332, 0.0005 },
    { "n2h4", "ion", 0, -0.213763, 1e-5 },
    { "her", "gas", 7, 0, 1e-12 },
    { "orr", "liquid", 0, 1.229, 0.0005 },
    { "oer", "gas", 3, 1.229, 0.0005 },
    { "orr-2e", "aq", 0, 0.695, 0.0005 },
    { "co2rr", "gas", 0, 0.169, 0.0005 },
    { "co2rr-co", "gas", 0, -0.104, 0.0005 },
    { "co2rr-hcooh", "aq", 0, -0.114, 0.0005 },
    { "co2rr-hcooh", "liquid", 0, -0.171, 0.0005 },
    { "n2h4", "liquid", 0, -0.387, 0.0005 },
    { "no3rr", "aq", 0, 0.815, 0.0005 },
    { "no3rr", "ion", 0, 0.883, 0.0005 },
    { "norr", "gas", 0, 0.705, 0.0005 },
    { "norr", "aq", 0, 0.726, 0.0005 },
};

START_TEST(a_reaction_has_its_known_potential)
{
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load(known[_i].reaction, diag);
    double U_V = 0;
    ck_assert(chp_reaction_equilibrium(r, known[_i].product, 298.15, known[_i].pH, &U_V,
                                       diag));
    ck_assert_msg(U_V > known[_i].U_V - known[_i].tolerance_V &&
                      U_V < known[_i].U_V + known[_i].tolerance_V,
                  "%s to %s: %.6f V", known[_i].reaction, known[_i].product, U_V);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

START_TEST(the_potential_of_a_file_is_that_of_the_tables)
{
    chp_diag *diag = chp_diag_new();
    const char **names = chp_reaction_names(diag);
    for (size_t i = 0; names[i]; i++) {
        chp_reaction *r = chp_reaction_load(names[i], diag);
        chp_reaction_check(r, diag);
        ck_assert_msg(chp_diag_count(diag, CHP_NOTE) == 0, "%s", names[i]);
        r->equilibrium_V += 0.5;
        chp_reaction_check(r, diag);
        ck_assert_msg(chp_diag_count(diag, CHP_WARNING) == 1, "%s", names[i]);
        ck_assert_str_eq(chp_diag_get(diag, 0)->code, "C27");
        chp_diag_free(diag);
        diag = chp_diag_new();
        chp_reaction_free(r);
    }
    chp_reaction_names_free(names);
    chp_diag_free(diag);
}
END_TEST

/* Formic acid counts as dissolved, as the file's own potential does, and at 300 K it is
 * still that: liquid acid lies 57 mV off. */
START_TEST(the_form_of_the_products_is_the_one_the_file_means)
{
    static const struct {
        const char *reaction, *product;
    } own[] = { { "co2rr-hcooh", "aq" }, { "orr-2e", "aq" }, { "orr", "liquid" },
                { "oer", "gas" },        { "nrr", "gas" },   { "n2h4", "gas" } };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load(own[_i].reaction, diag);
    double U_V;
    ck_assert_str_eq(chp_reaction_product(r, &U_V), own[_i].product);
    ck_assert_double_eq_tol(U_V, r->equilibrium_V, 0.001);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

START_TEST(an_unknown_form_is_an_error)
{
    static const char *const forms[] = { "plasma", "ion" };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("oer", diag); // O2 is no base
    double U_V = 77;
    ck_assert(!chp_reaction_equilibrium(r, forms[_i], 298.15, 0, &U_V, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
    ck_assert_double_eq(U_V, 77);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_reaction_equilibrium(void)
{
    TCase *tc = tcase_create("reaction_equilibrium");
    tcase_add_loop_test(tc, a_reaction_has_its_known_potential, 0,
                        sizeof known / sizeof *known);
    tcase_add_test(tc, the_potential_of_a_file_is_that_of_the_tables);
    tcase_add_loop_test(tc, the_form_of_the_products_is_the_one_the_file_means, 0, 6);
    tcase_add_loop_test(tc, an_unknown_form_is_an_error, 0, 2);
    Suite *suite = suite_create("energetics/reaction-equilibrium");
    suite_add_tcase(suite, tc);
    return suite;
}
