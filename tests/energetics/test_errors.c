/* Errors of energies, from a study to its limiting potential (5.4): a table of levels
 * has those of the gases that its levels were made with. */
#include <math.h>

#include "energetics/trial.h"

/* The same ladder as levels and as free energies. Its first step takes N2 up and is far
 * above the others. */
static const char *const ladders[] = {
    "catalyst,state,dG\nA,*NNH,0.8\nA,*NNH2,0.5\nA,*N,-0.6\nA,*NH,-1.2\nA,*NH2,-1.35\n"
    "A,*NH3,-1.05\n",
    "catalyst,state,G\n,N2,-17\n,H2,-7\n,NH3,-19.17\nA,*,-100\nA,*NNH,-119.7\n"
    "A,*NNH2,-123.5\nA,*N,-108.93\nA,*NH,-113.03\nA,*NH2,-116.68\nA,*NH3,-119.88\n",
};

enum { DRAWS = 100000 };

static const chp_uncertain_profile *unsure(const chp_uncertainty *u, const char *name)
{
    for (size_t i = 0; i < u->n_profiles; i++)
        if (strcmp(u->profiles[i].pathway, name) == 0)
            return &u->profiles[i];
    ck_abort_msg("no pathway %s", name);
    return NULL;
}

static const struct {
    const char *sigma;
    double spread_eV; // of the first step
} errors[] = {
    { "N2=0.15,H2=0,NH3=0,adsorbate=0,state=0", 0.15 },
    { "N2=0,H2=0.1,NH3=0,adsorbate=0,state=0", 0.05 }, // half of it
    { "N2=0,H2=0,NH3=0.2,adsorbate=0,state=0", 0 },
    { "N2=0.06,H2=0,NH3=0,adsorbate=0.08,state=0", 0.1 },
};

START_TEST(a_ladder_has_the_errors_of_its_gases)
{
    const double z = 1.644854; // of 95 %
    chp_uncertainty_options o = chp_uncertainty_defaults();
    ck_assert(chp_uncertainty_set(&o, errors[_i].sigma));
    o.n_samples = DRAWS;
    trial_set("reaction", "nrr");
    for (int k = 0; k < 2; k++) {
        const char *name = k == 0 ? "levels.csv" : "energies.csv";
        const chp_outcome *outcome = trial_run(trial_file(name, str_of(ladders[k])));
        const chp_uncertainty *u = chp_uncertainty_of(outcome, &o, trial.diag);
        ck_assert_ptr_nonnull(u);
        const chp_uncertain_profile *p = unsure(u, "distal");
        ck_assert_double_eq_tol(p->low_V, -0.8 - z * errors[_i].spread_eV, 0.004);
        ck_assert_double_eq_tol(p->high_V, -0.8 + z * errors[_i].spread_eV, 0.004);
        chp_uncertainty_free(u);
    }
}
END_TEST

/* O2 is made of water and H2, so that a cycle of its reduction has no error: what *OH
 * is off by, its last step is, with the other sign. */
START_TEST(the_errors_of_a_cycle_of_oxygen_cancel)
{
    chp_uncertainty_options o = chp_uncertainty_defaults();
    ck_assert(chp_uncertainty_set(&o, "H2=0,gas=0.1,adsorbate=0,state=0"));
    o.n_samples = DRAWS;
    trial_set("reaction", "orr");
    trial_set("pathway", "associative");
    const chp_outcome *outcome = trial_run(trial_file(
        "o.csv", STR("catalyst,state,dG\nA,*OOH,-1.5\nA,*O,-3.5\nA,*OH,-4.8\n")));
    const chp_uncertainty *u = chp_uncertainty_of(outcome, &o, trial.diag);
    ck_assert_ptr_nonnull(u);
    const chp_uncertain_profile *p = unsure(u, "associative");
    ck_assert_double_eq_tol(p->U_L_V, 0.116, 1e-3); // *OH -> *, which takes H2O off
    ck_assert_double_eq_tol(p->low_V, p->U_L_V - 1.644854 * 0.1, 0.004);
    ck_assert_double_eq_tol(p->high_V, p->U_L_V + 1.644854 * 0.1, 0.004);
    chp_uncertainty_free(u);
}
END_TEST

Suite *suite_errors(void)
{
    TCase *tc = tcase_create("errors");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, a_ladder_has_the_errors_of_its_gases, 0,
                        sizeof errors / sizeof *errors);
    tcase_add_test(tc, the_errors_of_a_cycle_of_oxygen_cancel);
    Suite *suite = suite_create("energetics/errors");
    suite_add_tcase(suite, tc);
    return suite;
}
