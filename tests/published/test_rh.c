/* Nitrite reduction on Rh(111): nineteen adsorbates and thirteen reactions between
 * them. doi 10.1021/acscatal.9b03239, "Computational Data.xlsx". */
#include <check.h>

#include "published/published.h"
#include "suites.h"

#define TOLERANCE_EV 1e-6

/* The source adds a PV term of an ideal gas to every adsorbate, though it is bound.
 * A harmonic adsorbate has none: this is what lies between its numbers and ours. */
#define PV_EV 0.0258534598 // k times 300 K, as printed there

static const char *const options[] = {
    "temperature=300",
    "reaction=tests/published/rh.yaml",
    NULL,
};

static double published_pv_eV(str state)
{
    return str_eq(state, STR("*")) ? 0.0 : PV_EV;
}

START_TEST(the_columns_add_up_to_the_published_free_energies)
{
    enum { CATALYST, STATE, E, ZPE, THERMAL, TS, G_PUBLISHED };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/rh-nitrite.csv", &facts);
    published p = published_run("tests/published/rh-nitrite.csv", options);
    const chp_catalyst *c = published_catalyst(&p, STR("Rh"));
    ck_assert_uint_eq(n, 19);
    for (size_t i = 0; i < n; i++) {
        const chp_state *state = published_state(c, facts[i].cell[STATE]);
        double expected =
            fact_number(&facts[i], G_PUBLISHED) - published_pv_eV(facts[i].cell[STATE]);
        ck_assert_double_eq_tol(state->g.G_eV.value, expected, TOLERANCE_EV);
    }
    published_free(&p);
    arena_clear(&a);
}
END_TEST

static double published_G_eV(const chp_catalyst *c, str state)
{
    return published_state(c, state)->g.G_eV.value + published_pv_eV(state);
}

START_TEST(the_published_reactions_follow_from_the_states)
{
    enum { ID, REACTANT_A, REACTANT_B, PRODUCT_A, PRODUCT_B, DG };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/rh-reactions.csv", &facts);
    published p = published_run("tests/published/rh-nitrite.csv", options);
    const chp_catalyst *c = published_catalyst(&p, STR("Rh"));
    ck_assert_uint_eq(n, 13);
    for (size_t i = 0; i < n; i++) {
        const str *cell = facts[i].cell;
        double dG_eV =
            published_G_eV(c, cell[PRODUCT_A]) + published_G_eV(c, cell[PRODUCT_B]) -
            published_G_eV(c, cell[REACTANT_A]) - published_G_eV(c, cell[REACTANT_B]);
        ck_assert_double_eq_tol(dG_eV, fact_number(&facts[i], DG), TOLERANCE_EV);
    }
    published_free(&p);
    arena_clear(&a);
}
END_TEST

static bool is_told(const published *p, const char *code, size_t line)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(p->diag, i)); i++)
        if (strcmp(m->code, code) == 0 && m->where.line == line)
            return true;
    return false;
}

/* The source prints G of two gases, whose entropies are those of no pressure that it
 * tells of. */
START_TEST(the_gases_add_up_and_their_entropies_are_compared)
{
    enum { CATALYST, STATE, E, ZPE, THERMAL, TS, G_PUBLISHED };
    static const char *const warm[] = { "temperature=300", "reaction=nrr", NULL };
    const char *path = "tests/published/rh-gases.csv";
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, path, &facts), n_compared = 0;
    published p = published_run(path, warm);
    ck_assert_uint_eq(p.outcome->n_gases + 1, n);
    for (size_t i = 0; i < p.outcome->n_gases; i++) {
        const chp_state *gas = &p.outcome->gases[i];
        ck_assert(str_eq(str_of(gas->name), facts[i].cell[STATE]));
        bool is_published = facts[i].cell[G_PUBLISHED].len > 0;
        bool is_right = strcmp(gas->name, "NH3") == 0 || strcmp(gas->name, "H2O") == 0;
        n_compared += is_published;
        if (is_published)
            ck_assert_double_eq_tol(gas->g.G_eV.value,
                                    fact_number(&facts[i], G_PUBLISHED), TOLERANCE_EV);
        if (is_published || is_right)
            ck_assert(is_told(&p, "C10", gas->at.line) == is_published);
    }
    ck_assert_uint_eq(n_compared, 2);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

Suite *suite_rh(void)
{
    Suite *suite = suite_create("published/rh");
    TCase *tcase = tcase_create("rh");
    tcase_add_test(tcase, the_columns_add_up_to_the_published_free_energies);
    tcase_add_test(tcase, the_published_reactions_follow_from_the_states);
    tcase_add_test(tcase, the_gases_add_up_and_their_entropies_are_compared);
    suite_add_tcase(suite, tcase);
    return suite;
}
