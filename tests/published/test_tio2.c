/* Rutile TiO2: from energies and vibrations to free energies and a ladder (surface
 * 152), and from published ladders to limiting potentials (substituted 110). */
#include <check.h>

#include "published/published.h"
#include "suites.h"

#define TOLERANCE_EV 1e-6 // the digits of the Boltzmann constant in the source

static const char *const options_152[] = {
    "temperature=300",
    "low-modes=none", // the source takes every mode as it is
    "reaction=tests/published/tio2-152.yaml",
    NULL,
};

static const struct {
    const char *functional, *path;
} tables[] = {
    { "BEEF", "tests/published/tio2-152-beef.csv" },
    { "HSE", "tests/published/tio2-152-hse.csv" },
};
enum { N_TABLES = sizeof tables / sizeof *tables };

START_TEST(energies_and_modes_give_the_published_free_energies)
{
    enum { CATALYST, STATE, E, MODES, G, G_PUBLISHED };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, tables[_i].path, &facts), n_compared = 0;
    published p = published_run(tables[_i].path, options_152);
    const chp_catalyst *c = published_catalyst(&p, STR("TiO2"));
    for (size_t i = 0; i < n; i++) {
        if (facts[i].cell[G_PUBLISHED].len == 0)
            continue; // a gas, the bare surface
        const chp_state *state = published_state(c, facts[i].cell[STATE]);
        ck_assert(state->g.G_eV.known);
        ck_assert_double_eq_tol(state->g.G_eV.value,
                                fact_number(&facts[i], G_PUBLISHED), TOLERANCE_EV);
        n_compared++;
    }
    ck_assert_uint_eq(n_compared, 7);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

START_TEST(the_ladder_and_its_limiting_potential_are_the_published_ones)
{
    enum { FUNCTIONAL, INDEX, STATE, N_E, G, DG, UL };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/tio2-152-ladder.csv", &facts);
    published p = published_run(tables[_i].path, options_152);
    const chp_profile *profile =
        published_profile(published_catalyst(&p, STR("TiO2")), STR("published"));
    ck_assert_uint_eq(profile->n_steps, 8);
    for (size_t i = 0; i < n; i++) {
        const fact *f = &facts[i];
        size_t level = (size_t)fact_number(f, INDEX);
        if (!str_eq(f->cell[FUNCTIONAL], str_of(tables[_i].functional)))
            continue;
        if (level == 0)
            ck_assert_double_eq_tol(profile->U_L_V, fact_number(f, UL), TOLERANCE_EV);
        else
            ck_assert_double_eq_tol(profile->steps[level - 1].dG0_eV,
                                    fact_number(f, DG), TOLERANCE_EV);
    }
    ck_assert_str_eq(profile->steps[profile->pds].from, "*N2H");
    published_free(&p);
    arena_clear(&a);
}
END_TEST

static const char *const options_tm[] = {
    "temperature=300",
    "reaction=tests/published/tio2-tm.yaml",
    NULL,
};

START_TEST(published_ladders_give_limiting_potentials_by_the_definition)
{
    enum { METAL, PATH, UL, PDS_FROM, PDS_TO, CHEMICAL };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/tio2-tm-limits.csv", &facts);
    published p = published_run("tests/published/tio2-tm.csv", options_tm);
    ck_assert_uint_eq(n, 23);
    for (size_t i = 0; i < n; i++) {
        const fact *f = &facts[i];
        const chp_profile *profile =
            published_profile(published_catalyst(&p, f->cell[METAL]), f->cell[PATH]);
        const chp_profile_step *pds = &profile->steps[profile->pds];
        ck_assert_double_eq_tol(profile->U_L_V, fact_number(f, UL), TOLERANCE_EV);
        ck_assert_double_eq_tol(profile->dG_chem_eV, fact_number(f, CHEMICAL),
                                TOLERANCE_EV);
        ck_assert(str_eq(str_of(pds->from), f->cell[PDS_FROM]));
        ck_assert(str_eq(str_of(pds->to), f->cell[PDS_TO]));
    }
    published_free(&p);
    arena_clear(&a);
}
END_TEST

Suite *suite_tio2(void)
{
    Suite *suite = suite_create("published/tio2");
    TCase *tcase = tcase_create("tio2");
    tcase_add_loop_test(tcase, energies_and_modes_give_the_published_free_energies, 0,
                        N_TABLES);
    tcase_add_loop_test(tcase,
                        the_ladder_and_its_limiting_potential_are_the_published_ones, 0,
                        N_TABLES);
    tcase_add_test(tcase, published_ladders_give_limiting_potentials_by_the_definition);
    suite_add_tcase(suite, tcase);
    return suite;
}
