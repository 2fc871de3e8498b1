/* Adsorption energies from total energies of slabs of 1e4 eV, as the sources have them:
 * Pt(111) of Montoya et al., the substituted rutile of the Medford group. */
#include <check.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

#define TOLERANCE_EV 1e-6

static const struct {
    const char *path;
    size_t n;
} tables[] = {
    { "tests/published/montoya.csv", 24 },
    { "tests/published/tio2-tm-energies.csv", 20 },
};
enum { N_TABLES = sizeof tables / sizeof *tables };

START_TEST(total_energies_give_the_published_adsorption_energies)
{
    enum { CATALYST, STATE, E, PUBLISHED };
    static const char *const options[] = { "assume-zero=ZPE,thermal,TS", NULL };
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, tables[_i].path, &facts), n_compared = 0;
    published p = published_run(tables[_i].path, options);
    ck_assert_uint_eq(chp_diag_count(p.diag, CHP_ERROR), 0);
    for (size_t i = 0; i < n; i++) {
        if (facts[i].cell[PUBLISHED].len == 0)
            continue; // a gas, the bare surface
        const chp_state *state = published_state(
            published_catalyst(&p, facts[i].cell[CATALYST]), facts[i].cell[STATE]);
        ck_assert(state->dG_eV.known);
        ck_assert_double_eq_tol(state->dG_eV.value, fact_number(&facts[i], PUBLISHED),
                                TOLERANCE_EV);
        n_compared++;
    }
    ck_assert_uint_eq(n_compared, tables[_i].n);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

/* The one value that the source of the Pt(111) energies prints itself. */
START_TEST(NNH2_on_platinum_is_as_the_source_asserts)
{
    static const char *const options[] = { "assume-zero=ZPE,thermal,TS", NULL };
    published p = published_run(tables[0].path, options);
    const chp_state *state =
        published_state(published_catalyst(&p, STR("ontop")), STR("*NNH2"));
    ck_assert_double_eq_tol(state->dG_eV.value, 1.1360665501670155, TOLERANCE_EV);
    published_free(&p);
}
END_TEST

/* --- N2 + 3 H2 -> 2 NH3 ---------------------------------------------------------- */

/* What functionals make of it: VASP, PBE-D3, with two sets of corrections (E and all
 * that is added); Quantum ESPRESSO, PBE, electronic energies; BEEF-vdW and HSE with the
 * vibrations of the molecules at 300 K. */
#define PBE_D3(H2, N2, NH3)                                                            \
    "catalyst,state,E,Gcorr\n,H2,-6.77019107," H2 "\n,N2,-16.63315679," N2             \
    "\n,NH3,-19.53883747," NH3 "\nX,*,0,\nX,*H,-3.4,0.2\n"

static const struct {
    const char *table, *path, *options[3];
    double dG_eV, within_eV;
} closures[] = {
    { PBE_D3("-0.12166", "-0.352809", "0.388528"), NULL, { NULL }, -0.639, 1e-3 },
    { PBE_D3("-0.0580683", "-0.35779569", "0.40286151"),
      NULL,
      { NULL },
      -0.79622,
      1e-5 },
    { NULL,
      "examples/cu-ni/energies.csv",
      { "assume-zero=ZPE,thermal,TS", NULL },
      -2.09373975821,
      1e-6 },
    { NULL,
      "tests/published/tio2-152-beef.csv",
      { "temperature=300", "reaction=tests/published/tio2-152.yaml", NULL },
      -0.09361777,
      1e-6 },
    { NULL,
      "tests/published/tio2-152-hse.csv",
      { "temperature=300", "reaction=tests/published/tio2-152.yaml", NULL },
      -0.99961777,
      1e-6 },
};
enum { N_CLOSURES = sizeof closures / sizeof *closures };

START_TEST(the_whole_reaction_is_what_the_functional_makes_of_it)
{
    arena a = { 0 };
    const char *folder = scratch_new(&a), *path = closures[_i].path;
    if (!path)
        path = scratch_file(&a, folder, "t.csv", str_of(closures[_i].table));
    published p = published_run(path, closures[_i].options);
    ck_assert(p.outcome->closure.known);
    ck_assert_double_eq_tol(p.outcome->closure.dG_eV, closures[_i].dG_eV,
                            closures[_i].within_eV);
    published_free(&p);
    scratch_remove(folder);
    arena_clear(&a);
}
END_TEST

Suite *suite_adsorption(void)
{
    Suite *suite = suite_create("published/adsorption");
    TCase *tcase = tcase_create("adsorption");
    tcase_add_loop_test(tcase, total_energies_give_the_published_adsorption_energies, 0,
                        N_TABLES);
    tcase_add_test(tcase, NNH2_on_platinum_is_as_the_source_asserts);
    tcase_add_loop_test(tcase, the_whole_reaction_is_what_the_functional_makes_of_it, 0,
                        N_CLOSURES);
    suite_add_tcase(suite, tcase);
    return suite;
}
