/* Sets of runs that other people made, as they lie in the corpus. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "energetics/trial.h"

static const char *corpus;

static const char *study_file(const char *yaml)
{
    return trial_file("chepath.yaml", str_of(yaml));
}

/* --- water oxidation on O-covered Ni(111) and Fe-Ni ------------------------------ */

static const char oxidation[] =
    "reaction: my-oer\n"
    "overall: 2 H2O -> O2 + 4 H+ + 4 e-\n"
    "equilibrium: {potential: 1.229, scale: RHE, source: x}\n"
    "pathways:\n"
    "  associative:\n"
    "    - H2O + * -> OH* + H+ + e-\n"
    "    - OH* -> O* + H+ + e-\n"
    "    - O* + H2O -> OOH* + H+ + e-\n"
    "    - OOH* -> * + O2 + H+ + e-\n";

static const char *fe_ni(void)
{
    trial_file("my-oer.yaml", str_of(oxidation));
    const char *text = "gases:\n"
                       "  H2: {E: -6.77, ZPE: 0.27}\n"
                       "  H2O: {E: -14.22, ZPE: 0.56}\n"
                       "reactions: [my-oer.yaml]\n"
                       "catalysts:\n";
    static const char *const alloys[] = { "Ni111", "Fe025" };
    static const char *const states[] = { "O", "OH", "OOH" };
    for (int i = 0; i < 2; i++) {
        const char *root =
            arena_print(&trial.a, "%s/vasp/tosykie-feni-oer/%s", corpus, alloys[i]);
        text = arena_print(&trial.a, "%s  %s:\n    states:\n      slab: %s_slab_scf\n",
                           text, alloys[i], root);
        for (int k = 0; k < 3; k++)
            text = arena_print(&trial.a,
                               "%s      %s: {energy: %s_%s_scf, modes: %s_%s_zpe}\n",
                               text, states[k], root, states[k], root, states[k]);
    }
    return study_file(text);
}

/* Energies of the statics, as their OUTCARs have them. */
static const struct {
    const char *catalyst, *state;
    double E_eV;
    size_t n_modes;
} statics[] = {
    { "Ni111", "*", -376.248551, 0 },    { "Ni111", "*OH", -386.6958964, 6 },
    { "Ni111", "*O", -382.68842228, 3 }, { "Ni111", "*OOH", -390.89316257, 9 },
    { "Fe025", "*", -419.45651116, 0 },  { "Fe025", "*OH", -429.70334454, 6 },
    { "Fe025", "*O", -426.08319435, 3 }, { "Fe025", "*OOH", -434.21908967, 9 },
};

START_TEST(energies_are_those_of_the_statics_and_modes_those_of_the_vibrations)
{
    const chp_outcome *o = trial_run(fe_ni());
    for (size_t i = 0; i < sizeof statics / sizeof *statics; i++) {
        const chp_state *s =
            state_of(catalyst_of(o, statics[i].catalyst), statics[i].state);
        ck_assert_double_eq_tol(s->g.E_eV.value, statics[i].E_eV, 1e-7);
        ck_assert_uint_eq(s->n_modes, statics[i].n_modes);
    }
}
END_TEST

START_TEST(the_four_steps_on_nickel_add_up_to_the_splitting_of_water)
{
    const chp_profile *p = &catalyst_of(trial_run(fe_ni()), "Ni111")->profiles[0];
    double sum = 0;
    ck_assert(p->is_complete);
    for (size_t i = 0; i < p->n_steps; i++)
        sum += p->steps[i].dG0_eV;
    ck_assert_double_eq_tol(sum, 4.915, 5e-4); // G(O2) is made of water and hydrogen
    ck_assert_str_eq(p->steps[p->pds].to, "*OOH");
    ck_assert_double_eq_tol(p->U_L_V, p->steps[p->pds].dG0_eV, 1e-12);
}
END_TEST

START_TEST(an_imaginary_mode_of_150_spoils_only_its_own_pathway)
{
    const chp_outcome *o = trial_run(fe_ni());
    const chp_profile *p = &catalyst_of(o, "Fe025")->profiles[0];
    ck_assert(!p->is_complete);
    ck_assert_str_eq(p->missing[0], "*OOH");
    ck_assert_str_eq(p->spoilt[0], "*OOH");
    ck_assert(trial_says_as(CHP_ERROR, "C07", "imaginary"));
    ck_assert(catalyst_of(o, "Ni111")->profiles[0].is_complete);
}
END_TEST

START_TEST(an_allowed_error_is_a_warning_and_the_pathway_stands)
{
    trial_set("allow", "C07");
    ck_assert(catalyst_of(trial_run(fe_ni()), "Fe025")->profiles[0].is_complete);
    ck_assert(trial_says_as(CHP_WARNING, "C07", "imaginary"));
}
END_TEST

START_TEST(flat_names_of_folders_tell_the_same)
{
    trial_file("my-oer.yaml", str_of(oxidation));
    trial_set("reaction", arena_print(&trial.a, "%s/my-oer.yaml", trial.folder));
    const chp_outcome *o =
        trial_run(arena_print(&trial.a, "%s/vasp/tosykie-feni-oer", corpus));
    ck_assert_uint_eq(o->n_catalysts, 2);
    for (size_t i = 0; i < sizeof statics / sizeof *statics; i++) {
        const chp_state *s =
            state_of(catalyst_of(o, statics[i].catalyst), statics[i].state);
        ck_assert_double_eq_tol(s->g.E_eV.value, statics[i].E_eV, 1e-7);
    }
    const chp_profile *p = &catalyst_of(o, "Ni111")->profiles[0];
    ck_assert(!p->is_complete); // the gases were not published: they are named
    ck_assert_str_eq(p->missing[0], "H2O");
}
END_TEST

/* --- hydrogen on Rh-Cu, on single atoms, on iridium ------------------------------ */

START_TEST(hydrogen_on_rhodium_copper)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    const char *root = arena_print(&trial.a, "%s/vasp/nomad-reaction/RhCu", corpus);
    const chp_outcome *o = trial_run(
        study_file(arena_print(&trial.a,
                               "gases: {H2: {E: -6.77}}\n"
                               "reactions: [her]\n"
                               "catalysts: {RhCu: {states: {slab: %s, H: %s_xHfcc}}}\n",
                               root, root)));
    ck_assert_double_eq_tol(o->catalysts[0].dG_H_eV.value,
                            -65.80413694 + 61.98111700 + 6.77 / 2, 1e-7);
}
END_TEST

START_TEST(hydrogen_on_single_atoms_from_OSZICAR_and_CONTCAR)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "her");
    const char *gas =
        trial_file("gas.csv", str_of("catalyst,state,G\n,H2(g),-6.911638\n"));
    const char *paths[] = { arena_print(&trial.a, "%s/vasp/sac-hoer", corpus), gas };
    const chp_outcome *o = trial_run_all(paths, 2);
    ck_assert_uint_eq(o->n_catalysts, 8);
    ck_assert_double_eq_tol(catalyst_of(o, "1N1_Ru")->dG_H_eV.value,
                            -1175.9905 + 1171.8602 + 3.455819, 1e-4);
    ck_assert_double_eq_tol(catalyst_of(o, "4N4_Ru")->dG_H_eV.value,
                            -1175.8548 + 1171.6725 + 3.455819, 1e-4);
    // the others subtract a slab with +U from an adsorbate without
    ck_assert(!catalyst_of(o, "4N4_Fe")->dG_H_eV.known);
    ck_assert(trial_says_as(CHP_ERROR, "C03", "LDAU"));
}
END_TEST

START_TEST(a_slab_in_a_quarter_of_the_cell_is_not_subtracted)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "her");
    const char *gas = trial_file("gas.csv", str_of("catalyst,state,G\n,H2(g),-6.9\n"));
    const char *paths[] = { arena_print(&trial.a, "%s/vasp/atomate-ir-her", corpus),
                            gas };
    const chp_outcome *o = trial_run_all(paths, 2);
    ck_assert(!o->catalysts[0].profiles[0].is_complete);
    ck_assert(!o->catalysts[0].dG_H_eV.known);
    ck_assert(trial_says_as(CHP_ERROR, "C04", "in a quarter of the cell of *H"));
    ck_assert(trial_says_as(CHP_NOTE, "unplaced", "bulk"));
    // three sites, one state: the lowest stands for it
    const chp_state *H = state_of(&o->catalysts[0], "*H");
    ck_assert_uint_eq(H->n_others, 2);
    ck_assert_double_gt(H->other_above_eV[0], 0);
}
END_TEST

START_TEST(molecules_and_the_surface_are_told_by_their_atoms)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_file("co-oxidation.yaml", str_of("reaction: co-oxidation\n"
                                           "overall: 2 CO + O2 -> 2 CO2\n"
                                           "pathways:\n"
                                           "  two-sites:\n"
                                           "    - O2 + 2 * -> O* + O*\n"
                                           "    - CO + O* -> CO2 + *\n"
                                           "    - CO + O* -> CO2 + *\n"
                                           "edges:\n"
                                           "  - CO + * -> CO*\n"
                                           "  - CO* -> CO + *\n"));
    trial_set("reaction", arena_print(&trial.a, "%s/co-oxidation.yaml", trial.folder));
    const chp_outcome *o =
        trial_run(arena_print(&trial.a, "%s/vasp/pycatkin-coox", corpus));
    ck_assert_uint_eq(o->n_gases, 3);
    ck_assert_uint_eq(o->n_catalysts, 1);
    ck_assert_str_eq(o->catalysts[0].name, "Pd111");
    ck_assert_uint_eq(o->catalysts[0].n_states, 3);
    ck_assert(o->catalysts[0].states[0].is_bare);
}
END_TEST

Suite *suite_sets(void)
{
    Suite *suite = suite_create("energetics/sets");
    const char *given = getenv("CORPUS");
    static char full[PATH_MAX]; // a study file in another folder names it
    corpus = given ? realpath(given, full) : NULL;
    arena scratch = { 0 };
    const char *known =
        arena_print(&scratch, "%s/vasp/truth.csv", corpus ? corpus : "");
    FILE *file = fopen(known, "r");
    arena_clear(&scratch);
    if (!file) {
        puts("energetics/sets skipped: no corpus");
        return suite;
    }
    fclose(file);
    TCase *tc = tcase_create("sets");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc,
                   energies_are_those_of_the_statics_and_modes_those_of_the_vibrations);
    tcase_add_test(tc, the_four_steps_on_nickel_add_up_to_the_splitting_of_water);
    tcase_add_test(tc, an_imaginary_mode_of_150_spoils_only_its_own_pathway);
    tcase_add_test(tc, an_allowed_error_is_a_warning_and_the_pathway_stands);
    tcase_add_test(tc, flat_names_of_folders_tell_the_same);
    tcase_add_test(tc, hydrogen_on_rhodium_copper);
    tcase_add_test(tc, hydrogen_on_single_atoms_from_OSZICAR_and_CONTCAR);
    tcase_add_test(tc, a_slab_in_a_quarter_of_the_cell_is_not_subtracted);
    tcase_add_test(tc, molecules_and_the_surface_are_told_by_their_atoms);
    suite_add_tcase(suite, tc);
    return suite;
}
