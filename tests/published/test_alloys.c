/* Hydrogen on alloys: from VASP total energies to dG_H
 * (github.com/q734738781/CatMaster, commit 86b509ad, dft_validation.csv). The source
 * adds 0.24 eV for all vibrations. */
#include <check.h>
#include <math.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

static const char table[] = "catalyst,state,E,ZPE\n"
                            ",H2,-6.7723967,\n"
                            "mp-12086 (100),*,-262.37690627,\n"
                            "mp-12086 (100),*H,-266.04084509,0.24\n"
                            "mp-12086 (110),*,-336.91952605,\n"
                            "mp-12086 (110),*H,-340.63900037,0.24\n"
                            "mp-1186117 (110),*,-454.95227631,\n"
                            "mp-1186117 (110),*H,-458.47859253,0.24\n";

static const struct {
    const char *name;
    double dG_H_eV;
} rows[] = {
    { "mp-12086 (100)", -0.03774047 },
    { "mp-12086 (110)", -0.09327597 },
    { "mp-1186117 (110)", 0.09988213 },
};
enum { N_ROWS = sizeof rows / sizeof *rows };

START_TEST(total_energies_give_the_published_dG_H)
{
    static const char *const options[] = { "assume-zero=ZPE,thermal,TS", "reaction=her",
                                           NULL };
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    published p =
        published_run(scratch_file(&a, folder, "her.csv", str_of(table)), options);
    const chp_catalyst *c = published_catalyst(&p, str_of(rows[_i].name));
    ck_assert(c->dG_H_eV.known);
    ck_assert_double_eq_tol(c->dG_H_eV.value, rows[_i].dG_H_eV, 1e-6);
    ck_assert(c->U_L_HER_V.known);
    ck_assert_double_eq_tol(c->U_L_HER_V.value, -fabs(rows[_i].dG_H_eV), 1e-6);
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

Suite *suite_alloys(void)
{
    Suite *suite = suite_create("published/alloys");
    TCase *tcase = tcase_create("alloys");
    tcase_add_loop_test(tcase, total_energies_give_the_published_dG_H, 0, N_ROWS);
    suite_add_tcase(suite, tcase);
    return suite;
}
