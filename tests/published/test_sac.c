/* Hydrogen evolution and oxygen reduction on single-atom catalysts: 64 of which the
 * published overpotentials follow from the published energies, and 40 of which they
 * cannot, since slab and adsorbates were calculated with different settings. */
#include <check.h>
#include <math.h>

#include "published/published.h"
#include "suites.h"

static const char *const options[] = { "reaction=her", "reaction=orr",
                                       "assume-zero=ZPE,thermal,TS", NULL };

START_TEST(total_energies_give_the_published_overpotentials)
{
    enum { CATALYST, HER, ORR };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/sac-limits.csv", &facts);
    published p = published_run("tests/published/sac.csv", options);
    ck_assert_uint_eq(n, 64);
    ck_assert_uint_eq(chp_diag_count(p.diag, CHP_ERROR), 0);
    for (size_t i = 0; i < n; i++) {
        const chp_catalyst *c = published_catalyst(&p, facts[i].cell[CATALYST]);
        const chp_profile *orr = published_profile(c, STR("associative"));
        ck_assert_double_eq_tol(fabs(c->dG_H_eV.value), fact_number(&facts[i], HER),
                                0.002);
        // the source takes 4.92 eV for 2 H2O -> O2 + 2 H2, which is 4.915 eV
        ck_assert_double_eq_tol(1.23 - orr->U_L_V, fact_number(&facts[i], ORR),
                                0.002 + 0.005);
    }
    published_free(&p);
    arena_clear(&a);
}
END_TEST

static bool is_told(const chp_diag *diag, const char *code, const char *name)
{
    const chp_message *m;
    arena a = { 0 };
    const char *begin = arena_print(&a, "%s:", name);
    bool found = false;
    for (size_t i = 0; !found && (m = chp_diag_get(diag, i)); i++)
        found =
            strcmp(m->code, code) == 0 && str_starts(str_of(m->fact), str_of(begin));
    arena_clear(&a);
    return found;
}

START_TEST(energies_of_mixed_settings_are_refused)
{
    published p = published_run("tests/published/sac-mixed.csv", options);
    ck_assert_uint_eq(p.outcome->n_catalysts, 40);
    for (size_t i = 0; i < p.outcome->n_catalysts; i++) {
        const chp_catalyst *c = &p.outcome->catalysts[i];
        ck_assert_msg(is_told(p.diag, "wrong-pairing", c->name), "%s", c->name);
        ck_assert(!c->dG_H_eV.known);
        for (size_t k = 0; k < c->n_profiles; k++)
            if (strcmp(c->profiles[k].reaction, "her") == 0)
                ck_assert(!c->profiles[k].is_complete);
    }
    published_free(&p);
}
END_TEST

Suite *suite_sac(void)
{
    Suite *suite = suite_create("published/sac");
    TCase *tcase = tcase_create("sac");
    tcase_add_test(tcase, total_energies_give_the_published_overpotentials);
    tcase_add_test(tcase, energies_of_mixed_settings_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
