/* N2 on zirconium in a porphyrin (Guo et al., "Coordination Engineering in
 * Zirconium-Nitrogen-Functionalized Materials for N2 Reduction", PBE-D3): the published
 * path is no named one, and its largest step is chemical. Energies have two decimals.
 */
#include <check.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

static const char ladder[] = "catalyst,state,dG\n"
                             "Zr,*N-*N,-2.06\n"
                             "Zr,*N-*NH,-1.74\n"
                             "Zr,*NH-*NH,-2.09\n"
                             "Zr,*NH-*NH2,-2.56\n"
                             "Zr,*NH,-2.09\n"
                             "Zr,*NH2,-4.16\n"
                             "Zr,*NH3,-3.85\n"
                             "Zr,end,-0.82\n";

START_TEST(the_best_path_of_zirconium_is_the_published_hybrid)
{
    static const char *const options[] = { "reaction=nrr", NULL };
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    published p =
        published_run(scratch_file(&a, folder, "zr.csv", str_of(ladder)), options);
    const chp_profile *best =
        published_profile(published_catalyst(&p, STR("Zr")), STR("best path (hybrid)"));
    ck_assert_double_eq_tol(best->U_L_V, -0.47, 0.005);
    ck_assert_str_eq(best->steps[best->pds].from, "*NH*NH2");
    ck_assert_str_eq(best->steps[best->pds].to, "*NH");
    ck_assert_double_eq_tol(best->dG_chem_eV, 3.03, 0.005);
    ck_assert_str_eq(best->steps[best->pcs].from, "*NH3");
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

Suite *suite_zrpp(void)
{
    Suite *suite = suite_create("published/zrpp");
    TCase *tcase = tcase_create("zrpp");
    tcase_add_test(tcase, the_best_path_of_zirconium_is_the_published_hybrid);
    suite_add_tcase(suite, tcase);
    return suite;
}
