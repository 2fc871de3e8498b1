/* N2 on zirconium in a porphyrin (Guo et al., "Coordination Engineering in
 * Zirconium-Nitrogen-Functionalized Materials for N2 Reduction", PBE-D3): the published
 * path is no named one, and its largest step is chemical; screening knows a few states
 * of each surface. Energies have two decimals.
 */
#include <check.h>
#include <math.h>

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

/* What is printed of a mode is what the states have, by the names that are printed; and
 * no ZPE of these is remarked on. */
START_TEST(vibrations_of_zirconium_are_those_of_nitrogen_hydrides)
{
    enum { CATALYST, STATE, E, ZPE, TS };
    static const char *const options[] = { "reaction=nrr", "assume-zero=thermal",
                                           NULL };
    const char *path = "tests/published/zrpp-vibrations.csv";
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, path, &facts), n_states = 0;
    published p = published_run(path, options);
    for (size_t i = 0; i < p.outcome->n_catalysts; i++)
        n_states += p.outcome->catalysts[i].n_states;
    ck_assert_uint_eq(n, 58 + 6); // six bare surfaces
    ck_assert_uint_eq(n_states, n);
    for (size_t i = 0; i < n; i++) {
        const chp_catalyst *c = published_catalyst(&p, facts[i].cell[CATALYST]);
        bool is_found = facts[i].cell[ZPE].len == 0;
        for (size_t k = 0; k < c->n_states && !is_found; k++)
            is_found = c->states[k].at.line == (size_t)(6 + i + 1) &&
                       fabs(c->states[k].g.G_eV.value - fact_number(&facts[i], ZPE) +
                            fact_number(&facts[i], TS)) < 1e-9;
        ck_assert_msg(is_found, "row %zu", i);
    }
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(p.diag, i)); i++)
        ck_assert_msg(strcmp(m->code, "C09") != 0, "%s", m->fact);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

/* --- screening ------------------------------------------------------------------- */

enum { SHELL, END_ON, SIDE_ON, END_ON_STEP, SIDE_ON_STEP, LAST_STEP, GOES_ON };

static const char *with_pair(arena *a, const char *text, const fact *f, int level,
                             int step, const char *from, const char *to)
{
    double here = f->cell[level].len > 0 ? fact_number(f, level) : 0;
    int n = (int)f->cell[SHELL].len;
    text = arena_print(a, "%s%.*s,%s,%g\n", text, n, f->cell[SHELL].at, from, here);
    return f->cell[step].len == 0
               ? text
               : arena_print(a, "%s%.*s,%s,%g\n", text, n, f->cell[SHELL].at, to,
                             here + fact_number(f, step));
}

/* The states between which the screening looks; *NH2 may lie anywhere. */
static const char *screening_table(arena *a, const fact *facts, size_t n)
{
    const char *text = "catalyst,state,dG\n";
    for (size_t i = 0; i < n; i++) {
        const fact *f = &facts[i];
        text = with_pair(a, text, f, END_ON, END_ON_STEP, "*N2", "*NNH");
        if (f->cell[SIDE_ON_STEP].len > 0)
            text = with_pair(a, text, f, SIDE_ON, SIDE_ON_STEP, "*N*N", "*N*NH");
        if (f->cell[LAST_STEP].len > 0)
            text = with_pair(a, text, f, GOES_ON + 1, LAST_STEP, "*NH2", "*NH3");
    }
    return text;
}

/* Of a step that some pathway has; NAN: none has it. */
static double known_eV(const chp_catalyst *c, const char *from, const char *to)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        for (size_t k = 0; k < c->profiles[i].n_known; k++) {
            const chp_profile_step *s = &c->profiles[i].known[k];
            if (strcmp(s->from, from) == 0 && strcmp(s->to, to) == 0)
                return s->dG0_eV;
        }
    return NAN;
}

START_TEST(the_steps_that_are_known_screen_as_the_source_does)
{
    const double most_eV = 0.8;
    static const char *const options[] = { "reaction=nrr", NULL };
    arena a = { 0 };
    const char *folder = scratch_new(&a);
    fact *facts;
    size_t n = facts_read(&a, "tests/published/zrpp-screening.csv", &facts), n_told = 0;
    published p = published_run(
        scratch_file(&a, folder, "s.csv", str_of(screening_table(&a, facts, n))),
        options);
    for (size_t i = 0; i < n; i++) {
        const fact *f = &facts[i];
        const chp_catalyst *c = published_catalyst(&p, f->cell[SHELL]);
        if (f->cell[GOES_ON].len == 0)
            continue;
        double end_on = known_eV(c, "*N2", "*NNH"),
               side_on = known_eV(c, "*N*N", "*N*NH"),
               last = known_eV(c, "*NH2", "*NH3");
        ck_assert_double_eq_tol(end_on, fact_number(f, END_ON_STEP), 1e-9);
        ck_assert_double_eq_tol(side_on, fact_number(f, SIDE_ON_STEP), 1e-9);
        ck_assert_double_eq_tol(last, fact_number(f, LAST_STEP), 1e-9);
        ck_assert((fmax(fmin(end_on, side_on), last) <= most_eV) ==
                  str_eq(f->cell[GOES_ON], STR("yes")));
        n_told++;
    }
    ck_assert_uint_eq(n_told, 6);
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
    tcase_add_test(tcase, vibrations_of_zirconium_are_those_of_nitrogen_hydrides);
    tcase_add_test(tcase, the_steps_that_are_known_screen_as_the_source_does);
    suite_add_tcase(suite, tcase);
    return suite;
}
