/* Oxygen reduction by a reaction file of four steps: from total energies on platinum
 * particles, and on the SHE scale in alkali on an iron phthalocyanine. */
#include <check.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

START_TEST(total_energies_on_platinum_give_the_published_steps)
{
    enum { CATALYST, FIRST_STEP, UL = 5 };
    static const char *const options[] = {
        "reaction=tests/published/orr.yaml",
        "pressure=H2O=1", // the source takes water as a gas of 1 bar
        NULL,
    };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/orr-pt-particles-steps.csv", &facts);
    published p = published_run("tests/published/orr-pt-particles.csv", options);
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < n; i++) {
        const chp_profile *profile = published_profile(
            published_catalyst(&p, facts[i].cell[CATALYST]), STR("associative"));
        ck_assert_uint_eq(profile->n_steps, 4);
        for (int k = 0; k < 4; k++)
            ck_assert_double_eq_tol(profile->steps[k].dG0_eV,
                                    fact_number(&facts[i], FIRST_STEP + k), 1e-6);
        ck_assert_double_eq_tol(profile->U_L_V, fact_number(&facts[i], UL), 1e-6);
        ck_assert_double_eq_tol(profile->eta_V, 1.23 - fact_number(&facts[i], UL),
                                1e-6);
    }
    published_free(&p);
    arena_clear(&a);
}
END_TEST

/* Iron phthalocyanine: published steps at pH 0 and, on the SHE scale, at pH 13
 * (github.com/houzf/plot_ORR_G, commit cd92a62d). The source takes 0.0591 eV for
 * kT ln 10, which is 0.0592: 0.8 meV at pH 13. */
static const struct {
    double pH0_eV, pH13_eV;
} fepc[] = {
    { -1.406, -0.6377 },
    { -1.961, -1.1927 },
    { -0.985, -0.2167 },
    { -0.568, 0.2003 },
};

static const char fepc_table[] = "catalyst,state,dG\n"
                                 "FePc,*,0\n"
                                 "FePc,*OOH,-1.406\n"
                                 "FePc,*O,-3.367\n"
                                 "FePc,*OH,-4.352\n"
                                 "FePc,end,-4.920\n";

static void check_fepc(const char *const *options, bool at_pH13)
{
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    published p = published_run(
        scratch_file(&a, folder, "fepc.csv", str_of(fepc_table)), options);
    const chp_profile *profile =
        published_profile(published_catalyst(&p, STR("FePc")), STR("associative"));
    for (size_t i = 0; i < sizeof fepc / sizeof *fepc; i++)
        ck_assert_double_eq_tol(profile->steps[i].dG0_eV,
                                at_pH13 ? fepc[i].pH13_eV : fepc[i].pH0_eV,
                                at_pH13 ? 1e-3 : 1e-9);
    double U_L_V = at_pH13 ? -0.2003 : 0.568; // that of the last step
    ck_assert_double_eq_tol(profile->U_L_V, U_L_V, at_pH13 ? 1e-3 : 1e-9);
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}

START_TEST(each_proton_costs_kT_ln10_pH_on_the_SHE_scale)
{
    static const char *const options[] = {
        "reaction=tests/published/orr.yaml",
        "scale=SHE",
        "pH=13",
        NULL,
    };
    check_fepc(options, true);
}
END_TEST

START_TEST(nothing_depends_on_pH_on_the_RHE_scale)
{
    static const char *const options[] = {
        "reaction=tests/published/orr.yaml",
        "pH=13",
        NULL,
    };
    check_fepc(options, false);
}
END_TEST

Suite *suite_orr(void)
{
    Suite *suite = suite_create("published/orr");
    TCase *tcase = tcase_create("orr");
    tcase_add_test(tcase, total_energies_on_platinum_give_the_published_steps);
    tcase_add_test(tcase, each_proton_costs_kT_ln10_pH_on_the_SHE_scale);
    tcase_add_test(tcase, nothing_depends_on_pH_on_the_RHE_scale);
    suite_add_tcase(suite, tcase);
    return suite;
}
