#include "chepath.h"

#include <string.h>

#include "scratch.h"
#include "suites.h"

static arena a;
static const char *folder;
static chp_diag *diag;
static chp_options *options;
static chp_study *study;

static void setup(void)
{
    a = (arena){ 0 };
    folder = scratch_new(&a);
    diag = chp_diag_new();
    options = chp_options_new();
    study = NULL;
}

static void teardown(void)
{
    chp_study_free(study);
    chp_options_free(options);
    chp_diag_free(diag);
    scratch_remove(folder);
    arena_clear(&a);
}

static void set(const char *name, const char *value)
{
    ck_assert(chp_options_set(options, name, value, (chp_where){ 0 }, diag));
}

/* Made up. H2 -7, H2O -14.2, NH3 -19.4; %s is the source of nitrate. */
static const char totals[] = "catalyst,state,G\n"
                             ",H2,-7\n,H2O,-14.2\n,NH3,-19.4\n%s"
                             "cat,*,-100\ncat,*NO3,-126.2\ncat,*NO2,-121\n"
                             "cat,*NO,-115.5\ncat,*NHO,-118.5\ncat,*NHOH,-122.5\n"
                             "cat,*NH2OH,-126.5\ncat,*NH2,-115.9\ncat,*NH3,-119.9\n";

static const chp_profile *run(const char *source)
{
    const char *path =
        scratch_file(&a, folder, "study.csv", str_of(arena_print(&a, totals, source)));
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    set("reaction", "no3rr");
    study = chp_study_load(&path, 1, options, &read, diag);
    ck_assert_ptr_nonnull(study);
    const chp_catalyst *c = &chp_study_run(study, diag)->catalysts[0];
    for (size_t i = 0; i < c->n_profiles; i++)
        if (strcmp(c->profiles[i].name, "via-NHO") == 0)
            return &c->profiles[i];
    ck_abort_msg("there is no pathway via-NHO");
    return NULL;
}

#define NEAR(x, y) ck_assert_double_eq_tol((x), (y), 1e-9)

/* G(NO3-) = G(HNO3) - 1/2 G(H2) - c, c by the tables of each. */
static const struct {
    const char *tables;
    double acidity_eV;
} acidities[] = { { NULL, 0.353 }, { "NBS", 0.353 }, { "CRC", 0.392 } };

START_TEST(nitrate_is_made_of_nitric_acid)
{
    if (acidities[_i].tables)
        set("nitrate", acidities[_i].tables);
    const chp_profile *p = run(",HNO3,-29\n");
    double nitrate_eV = -29 + 3.5 - acidities[_i].acidity_eV;
    ck_assert(p->is_complete);
    ck_assert_int_eq(p->steps[0].n_e, -1);
    NEAR(p->steps[0].dG0_eV, -126.2 + 100 - nitrate_eV);
}
END_TEST

/* A step that gives an electron off bounds U from below; the whole is the sum of all.
 */
START_TEST(the_profile_closes_on_nitrate_and_has_a_window)
{
    const chp_profile *p = run(",HNO3,-29\n");
    double sum = 0, whole = -19.4 - 3 * 14.2 - (-29 + 3.5 - 0.353) + 4.5 * 7;
    for (size_t i = 0; i < p->n_steps; i++)
        sum += p->steps[i].dG0_eV;
    NEAR(sum, whole);
    ck_assert(p->has_window);
    NEAR(p->window_low_V, p->steps[0].dG0_eV);
}
END_TEST

START_TEST(nitrate_that_was_given_stands)
{
    const chp_profile *p = run(",HNO3,-29\n,NO3-,-25.5\n");
    ck_assert(p->is_complete);
    NEAR(p->steps[0].dG0_eV, -126.2 + 100 + 25.5);
}
END_TEST

START_TEST(without_either_the_pathway_is_not_complete)
{
    const chp_profile *p = run("");
    ck_assert(!p->is_complete);
}
END_TEST

Suite *suite_nitrate(void)
{
    Suite *s = suite_create("energetics/nitrate");
    TCase *t = tcase_create("nitrate");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, nitrate_is_made_of_nitric_acid, 0,
                        sizeof acidities / sizeof *acidities);
    tcase_add_test(t, the_profile_closes_on_nitrate_and_has_a_window);
    tcase_add_test(t, nitrate_that_was_given_stands);
    tcase_add_test(t, without_either_the_pathway_is_not_complete);
    suite_add_tcase(s, t);
    return s;
}
