/* Two ladders made to be worked by hand, run as tables of dG: the network of nitrogen
 * reduction with all its ten paths, and one turn of a nitride. */
#include <check.h>

#include "published/published.h"
#include "scratch.h"
#include "suites.h"

static const char network[] = "catalyst,state,dG\n"
                              "X,*,0\n"
                              "X,*N2,-0.35\n"
                              "X,*N*N,-0.10\n"
                              "X,*NNH,0.15\n"
                              "X,*N*NH,0.45\n"
                              "X,*NNH2,0.05\n"
                              "X,*NHNH,0.40\n"
                              "X,*N*NH2,0.30\n"
                              "X,*NH*NH,0.10\n"
                              "X,*NHNH2,0.20\n"
                              "X,*NH*NH2,-0.15\n"
                              "X,*NH2NH2,-0.30\n"
                              "X,*NH2*NH2,-0.55\n"
                              "X,*N,-0.60\n"
                              "X,*NH,-1.20\n"
                              "X,*NH2,-1.35\n"
                              "X,*NH3,-1.05\n"
                              "X,end(nrr),-0.34\n"
                              "X,*H,-0.10\n";

static const char nitride[] = "catalyst,state,dG\n"
                              "MN,L0,0\n"
                              "MN,L1,0.20\n"
                              "MN,L2,0.25\n"
                              "MN,L3,0.10\n"
                              "MN,V,0.60\n"
                              "MN,VE00,0.15\n"
                              "MN,VE01,0.45\n"
                              "MN,VE02,0.30\n"
                              "MN,end,-0.34\n";

typedef struct {
    arena a;
    const char *folder;
    published p;
} ladder;

static ladder ladder_run(const char *table, const char *const *options)
{
    ladder l = { 0 };
    l.folder = scratch_new(&l.a);
    l.p = published_run(scratch_file(&l.a, l.folder, "ladder.csv", str_of(table)),
                        options);
    return l;
}

static void ladder_free(ladder *l)
{
    published_free(&l->p);
    scratch_remove(l->folder);
    arena_clear(&l->a);
}

static const char *const nrr[] = { "reaction=nrr", "reaction=her", "search=yes",
                                   "potential=0,UL", NULL };

START_TEST(the_distal_path_is_limited_by_its_first_hydrogen)
{
    ladder l = ladder_run(network, nrr);
    const chp_profile *p =
        published_profile(published_catalyst(&l.p, STR("X")), STR("distal"));
    ck_assert_double_eq_tol(p->U_L_V, -0.50, 1e-9);
    ck_assert_str_eq(p->steps[p->pds].from, "*N2");
    ck_assert_str_eq(p->steps[p->pds].to, "*NNH");
    ck_assert_double_eq_tol(p->dG_chem_eV, 0.71, 1e-9); // *NH3 leaves
    ck_assert_double_eq_tol(p->U_eq_implied_V, 0.34 / 6, 1e-9);
    ck_assert_double_eq_tol(p->eta_implied_V, 0.50 + 0.34 / 6, 1e-9);
    ck_assert_double_eq_tol(p->at[0].span_eV, 1.01, 1e-9); // *NH2 to the end
    ck_assert_double_eq_tol(p->at[1].span_eV, 0.71, 1e-9); // *NH3 to the end
    ladder_free(&l);
}
END_TEST

static const struct {
    const char *third, *fourth; // states that tell the paths apart
    double U_L_V;
} best[] = {
    { "*NNH2", "*N", -0.50 },       { "*NNH2", "*NHNH2", -0.50 },
    { "*NNH2", "*NHNH2", -0.50 },   { "*NHNH", "*NHNH2", -0.50 },
    { "*NHNH", "*NHNH2", -0.50 },   { "*NH*NH", "*NH*NH2", -0.55 },
    { "*N*NH2", "*NH*NH2", -0.55 }, { "*NH*NH", "*NH*NH2", -0.55 },
    { "*N*NH2", "*N", -0.55 },      { "*N*NH2", "*NH*NH2", -0.55 },
};
enum { N_BEST = sizeof best / sizeof *best };

static const chp_search *search_of(const chp_catalyst *c, str reaction)
{
    for (size_t i = 0; i < c->n_searches; i++)
        if (str_eq(str_of(c->searches[i].reaction), reaction))
            return &c->searches[i];
    ck_abort_msg("nothing was searched for");
    return NULL;
}

START_TEST(the_search_ranks_all_ten_paths)
{
    ladder l = ladder_run(network, nrr);
    const chp_search *s = search_of(published_catalyst(&l.p, STR("X")), STR("nrr"));
    ck_assert_uint_eq((size_t)s->n_complete, N_BEST);
    ck_assert_uint_eq(s->n_paths, N_BEST);
    for (size_t i = 0; i < N_BEST; i++) {
        const chp_path *p = &s->paths[i];
        ck_assert_double_eq_tol(p->U_L_V, best[i].U_L_V, 1e-9);
        ck_assert_str_eq(p->state[3], best[i].third);
        ck_assert_str_eq(p->state[4], best[i].fourth);
        ck_assert_double_eq_tol(p->dG_chem_eV, 0.71, 1e-9);
    }
    ck_assert_str_eq(s->paths[0].name, "distal");
    ck_assert_str_eq(s->paths[3].name, "alternating");
    ck_assert_str_eq(s->paths[5].name, "enzymatic-alternating");
    ck_assert_str_eq(s->paths[8].name, "enzymatic-consecutive");
    ladder_free(&l);
}
END_TEST

START_TEST(hydrogen_competes_by_the_four_descriptors)
{
    ladder l = ladder_run(network, nrr);
    const chp_catalyst *c = published_catalyst(&l.p, STR("X"));
    const chp_selectivity *s = &c->selectivity;
    ck_assert_double_eq_tol(c->dG_H_eV.value, -0.10, 1e-9);
    ck_assert_double_eq_tol(c->U_L_HER_V.value, -0.10, 1e-9);
    ck_assert_double_eq_tol(s->dG_N2_minus_dG_H_eV.value, -0.25, 1e-9);
    ck_assert_double_eq_tol(s->dG_NNH_minus_dG_H_eV.value, 0.25, 1e-9);
    ck_assert_double_eq_tol(s->U_L_NRR_minus_U_L_HER_V.value, -0.40, 1e-9);
    ck_assert_double_eq_tol(s->U_crossover_V.value, -0.25, 1e-9);
    ladder_free(&l);
}
END_TEST

/* Coverages at 298.15 K: equal at the crossover, and the rest by Langmuir. */
START_TEST(the_site_fills_with_hydrogen_below_the_crossover)
{
    static const char *const options[] = { "reaction=nrr", "reaction=her",
                                           "potential=0,-0.25,-0.35,-0.5", NULL };
    static const double theta[][2] = {
        { 0.99994, 5.94e-5 }, { 0.5, 0.5 }, { 0.01999, 0.98001 }, { 5.94e-5, 0.99994 }
    };
    ladder l = ladder_run(network, options);
    const chp_selectivity *s = &published_catalyst(&l.p, STR("X"))->selectivity;
    ck_assert_uint_eq(s->n_at, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq_tol(s->at[i].theta_N2, theta[i][0], 1e-5);
        ck_assert_double_eq_tol(s->at[i].theta_H, theta[i][1], 1e-5);
        ck_assert_double_eq_tol(s->at[i].dG_N2_minus_dG_H_eV, -0.25 - s->at[i].U_V,
                                1e-9);
    }
    ladder_free(&l);
}
END_TEST

static const char *const mvk[] = { "reaction=nrr-mvk", "potential=0,UL", NULL };

START_TEST(a_nitride_is_limited_where_the_vacancy_is_filled_and_takes_up_hydrogen)
{
    ladder l = ladder_run(nitride, mvk);
    const chp_profile *p =
        published_profile(published_catalyst(&l.p, STR("MN")), STR("mvk-distal"));
    ck_assert_double_eq_tol(p->U_L_V, -0.30, 1e-9);
    ck_assert_str_eq(p->steps[p->pds].from, "VE00");
    ck_assert_str_eq(p->steps[p->pds].to, "VE01");
    ck_assert_double_eq_tol(p->dG_chem_eV, 0.50, 1e-9);
    ck_assert_str_eq(p->steps[p->pcs].from, "L3");
    ck_assert_str_eq(p->steps[p->pcs].to, "V");
    ck_assert_double_eq_tol(p->at[0].span_eV, 0.60, 1e-9);
    ck_assert_double_eq_tol(p->at[1].span_eV, 0.50, 1e-9);
    ladder_free(&l);
}
END_TEST

Suite *suite_ladders(void)
{
    Suite *suite = suite_create("published/ladders");
    TCase *tcase = tcase_create("ladders");
    tcase_add_test(tcase, the_distal_path_is_limited_by_its_first_hydrogen);
    tcase_add_test(tcase, the_search_ranks_all_ten_paths);
    tcase_add_test(tcase, hydrogen_competes_by_the_four_descriptors);
    tcase_add_test(tcase, the_site_fills_with_hydrogen_below_the_crossover);
    tcase_add_test(
        tcase, a_nitride_is_limited_where_the_vacancy_is_filled_and_takes_up_hydrogen);
    suite_add_tcase(suite, tcase);
    return suite;
}
