/* Cu-Ni surfaces with a third metal: from total energies to every step of three
 * mechanisms. doi 10.1021/acscatal.5c01049, numbers of its repository. */
#include <check.h>

#include "published/published.h"
#include "suites.h"

#define TOLERANCE_EV 1e-6 // the total energies are of 3e5 eV

static const char *const options[] = {
    "assume-zero=ZPE,thermal,TS",
    "reaction=tests/published/cuni.yaml",
    "reaction=her",
    NULL,
};

enum { CATALYST, PATH, STEP, FROM, TO, N_E, DE };

/* The dissociative path is published per nitrogen atom, ours takes both at once. */
static double per_path(const fact *f)
{
    return str_eq(f->cell[PATH], STR("dissociative")) ? 2.0 : 1.0;
}

static void check_step(const published *p, const fact *f)
{
    const chp_catalyst *c = published_catalyst(p, f->cell[CATALYST]);
    if (str_eq(f->cell[PATH], STR("HER"))) {
        ck_assert(c->dG_H_eV.known);
        ck_assert_double_eq_tol(c->dG_H_eV.value, fact_number(f, DE), TOLERANCE_EV);
        return;
    }
    const chp_profile *profile = published_profile(c, f->cell[PATH]);
    const chp_profile_step *step = &profile->steps[(size_t)fact_number(f, STEP) - 1];
    double share = per_path(f);
    ck_assert_double_eq_tol(step->dG0_eV, share * fact_number(f, DE), TOLERANCE_EV);
    ck_assert_int_eq(step->n_e, (int)(share * fact_number(f, N_E)));
}

START_TEST(all_published_steps_follow_from_the_total_energies)
{
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/cuni-steps.csv", &facts);
    published p = published_run("examples/cu-ni/energies.csv", options);
    ck_assert_uint_eq(n, 276);
    for (size_t i = 0; i < n; i++)
        check_step(&p, &facts[i]);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

static bool ends_with(const char *name, str end)
{
    return str_ends(str_of(name), str_from(end, 1)); // "*N" ends "*N + *N"
}

static void check_limit(const published *p, const fact *f)
{
    enum { UL = 2, PDS_FROM, PDS_TO, CHEMICAL };
    const chp_profile *profile =
        published_profile(published_catalyst(p, f->cell[CATALYST]), f->cell[PATH]);
    const chp_profile_step *pds = &profile->steps[profile->pds];
    ck_assert(profile->has_limit && profile->has_chemical);
    ck_assert_double_eq_tol(profile->U_L_V, fact_number(f, UL), TOLERANCE_EV);
    ck_assert_double_eq_tol(profile->dG_chem_eV, per_path(f) * fact_number(f, CHEMICAL),
                            TOLERANCE_EV);
    ck_assert_msg(ends_with(pds->from, f->cell[PDS_FROM]) &&
                      ends_with(pds->to, f->cell[PDS_TO]),
                  "%s: the PDS is %s -> %s", profile->name, pds->from, pds->to);
}

START_TEST(the_steps_make_the_published_limiting_potentials)
{
    arena a = { 0 };
    fact *facts;
    size_t n = facts_read(&a, "tests/published/cuni-limits.csv", &facts);
    published p = published_run("examples/cu-ni/energies.csv", options);
    ck_assert_uint_eq(n, 36);
    for (size_t i = 0; i < n; i++)
        check_limit(&p, &facts[i]);
    published_free(&p);
    arena_clear(&a);
}
END_TEST

/* HER against NRR, from the published step energies: U_L(NRR) of the better of distal
 * and alternating less U_L(HER), and dE(*N2) - dE(*H). */
static const struct {
    const char *catalyst;
    double U_L_V, N2_minus_H_eV;
} selectivities[] = {
    { "CuNi-1", -0.65100383404, -0.125283778709 },
    { "CuNi-2", -0.657292374124, -0.403266739862 },
    { "Ag-for-Cu-1", -0.558776599535, -0.0205980786177 },
    { "Ag-for-Cu-2", -0.443363214208, -0.222710882028 },
    { "Pt-for-Ni-1", -0.64892041026, -0.392177975451 },
    { "Pt-for-Ni-2", -0.30802860193, -0.261063010379 },
    { "Fe-for-Ni-2", 0.145845526009, -0.0404356617419 },
    { "Fe-for-Ni-1", -0.682518352003, -0.393698993843 },
    { "Ag-for-Ni-1", -0.387960412079, -0.12979501789 },
    { "Ag-for-Ni-2", -0.651653426181, -0.393488031992 },
    { "Au-for-Ni-2", -0.330531274381, -0.34824073548 },
    { "Au-for-Ni-1", 0.428756307165, -0.033801151736 },
};
enum { N_SELECTIVITIES = sizeof selectivities / sizeof *selectivities };

START_TEST(hydrogen_stands_against_nitrogen_as_the_steps_say)
{
    static const char *const only_zero[] = { "assume-zero=ZPE,thermal,TS", NULL };
    published p = published_run("examples/cu-ni/energies.csv", only_zero);
    for (int i = 0; i < N_SELECTIVITIES; i++) {
        const chp_selectivity *d =
            &published_catalyst(&p, str_of(selectivities[i].catalyst))->selectivity;
        ck_assert_double_eq_tol(d->U_L_NRR_minus_U_L_HER_V.value,
                                selectivities[i].U_L_V, TOLERANCE_EV);
        ck_assert_double_eq_tol(d->dG_N2_minus_dG_H_eV.value,
                                selectivities[i].N2_minus_H_eV, TOLERANCE_EV);
    }
    published_free(&p);
}
END_TEST

Suite *suite_cuni(void)
{
    Suite *suite = suite_create("published/cuni");
    TCase *tcase = tcase_create("cuni");
    tcase_add_test(tcase, all_published_steps_follow_from_the_total_energies);
    tcase_add_test(tcase, the_steps_make_the_published_limiting_potentials);
    tcase_add_test(tcase, hydrogen_stands_against_nitrogen_as_the_steps_say);
    suite_add_tcase(suite, tcase);
    return suite;
}
