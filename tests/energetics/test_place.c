#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "energetics/trial.h"

/* A run in the fewest words: its diary, and what it is made of. */
static void make_run(const char *path, double E_eV, const char *elements,
                     const char *counts)
{
    int n = 0, part;
    for (const char *c = counts; sscanf(c, "%d", &part) == 1;) {
        n += part;
        c += strspn(c, " ");
        c += strcspn(c, " ");
    }
    const char *text =
        arena_print(&trial.a, "made up\n1.0\n12 0 0\n0 12 0\n0 0 20\n%s\n%s\nDirect\n",
                    elements, counts);
    for (int i = 0; i < n; i++)
        text = arena_print(&trial.a, "%s %.2f %.2f %.2f\n", text, 0.25 * (i % 4),
                           0.25 * (i / 4 % 4), 0.1 + 0.15 * (i / 16));
    trial_file(arena_print(&trial.a, "%s/CONTCAR", path), str_of(text));
    trial_file(arena_print(&trial.a, "%s/OSZICAR", path),
               str_of(arena_print(
                   &trial.a,
                   "       N       E                     dE             d eps   "
                   "    ncg     rms          rms(c)\n"
                   "DAV:   1    %.12E   -0.22702E+02   -0.12E-06   768   0.5E-03\n"
                   "   1 F= %.8E E0= %.8E  d E =-.100000E-06\n",
                   E_eV, E_eV, E_eV)));
}

static const chp_outcome *run(void)
{
    ck_assert(chp_options_set(trial.options, "assume-zero", "ZPE,thermal,TS",
                              (chp_where){ 0 }, trial.diag));
    return trial_run(trial.folder);
}

static const chp_state *state(const chp_outcome *o, const char *catalyst,
                              const char *name)
{
    for (size_t i = 0; i < o->n_catalysts; i++)
        if (strcmp(o->catalysts[i].name, catalyst) == 0)
            for (size_t k = 0; k < o->catalysts[i].n_states; k++)
                if (strcmp(o->catalysts[i].states[k].name, name) == 0)
                    return &o->catalysts[i].states[k];
    return NULL;
}

static const struct {
    const char *path, *elements, *counts;
    const char *catalyst, *state;
} runs[] = {
    { "Fe-N4/slab", "Fe C N", "1 20 4", "Fe-N4", "*" },
    { "Fe-N4/NNH", "Fe C N H", "1 20 6 1", "Fe-N4", "*NNH" },
    { "Fe-N4/02_NNH2", "Fe C N H", "1 20 6 2", "Fe-N4", "*NNH2" },
    { "Fe-N4/N2-side", "Fe C N", "1 20 6", "Fe-N4", "*N*N" },
    { "Fe-N4/NHNH*/relax", "Fe C N H", "1 20 6 2", "Fe-N4", "*NHNH" },
    { "Fe-N4/N2H_s", "Fe C N H", "1 20 6 1", "Fe-N4", "*NNH" },
    { "series/Ru/clean", "Ru", "9", "series/Ru", "*" },
    { "series/Ru/NH3(ads)/geo_opt", "Ru N H", "9 1 3", "series/Ru", "*NH3" },
    { "Ni111_NH_opt", "Ni N H", "9 1 1", "Ni111", "*NH" },
    { "4N4_Co_substrate", "Co C N", "1 20 4", "4N4_Co", "*" },
    { "4N4_Co_H", "Co C N H", "1 20 4 1", "4N4_Co", "*H" },
    { "NH2.Pd111", "Pd N H", "9 1 2", "Pd111", "*NH2" },
    { "Pd111", "Pd", "9", "Pd111", "*" },
};
enum { N_RUNS = sizeof runs / sizeof *runs };

static void make_all(void)
{
    for (int i = 0; i < N_RUNS; i++)
        make_run(runs[i].path, -100 - i, runs[i].elements, runs[i].counts);
}

START_TEST(the_name_of_a_folder_tells_catalyst_and_state)
{
    make_all();
    const chp_state *s = state(run(), runs[_i].catalyst, runs[_i].state);
    ck_assert_msg(s != NULL, "%s", runs[_i].path);
}
END_TEST

/* The same six runs under the habits of six groups: E(*NNH) is that of the relaxation,
 * and there is one catalyst. */
static const char *const layouts[][5] = {
    { "ads_slab/relax", "NNH_ads/relax", "NNH_ads/freq", "H_ads/relax", "H2(g)" },
    { "X/00_*/01_relax", "X/02_*NNH/01_relax", "X/02_*NNH/02_freq", "X/01_H*/01_relax",
      "gas/H2/01_relax" },
    { "opt/slab", "opt/NNH", "freq/NNH", "opt/H", "H2_gas" },
    { "Ru/relax/clean", "Ru/relax/NNH", "Ru/vibration/NNH", "Ru/relax/H",
      "refs/H2/opt" },
    { "Ru/bare", "Ru/ads_n2h", "Ru/ads_n2h/frequency", "Ru/ads_h", "gas/H2" },
    { "Ru", "Ru_NNH_opt", "Ru_NNH_freq", "Ru_H", "H2" },
    { "slab/opt1", "NNH/opt2", "NNH/vib_1", "H/relaxation", "gas/H2" },
};

START_TEST(the_habits_of_many_groups_are_understood)
{
    const char *const *path = layouts[_i];
    make_run(path[0], -90, "Ru", "9");
    make_run(path[1], -107.1, "Ru N H", "9 2 1");
    make_run(path[2], -107.1, "Ru N H", "9 2 1");
    make_run(path[3], -94, "Ru H", "9 1");
    make_run(path[4], -6.8, "H", "2");
    const chp_outcome *o = run();
    ck_assert_ptr_null(trial_message("unplaced"));
    ck_assert_uint_eq(o->n_catalysts, 1);
    ck_assert_uint_eq(o->n_gases, 1);
    const chp_catalyst *c = &o->catalysts[0];
    ck_assert_uint_eq(c->n_states, 3);
    ck_assert_ptr_nonnull(strstr(state(o, c->name, "*NNH")->source, path[1]));
    NEAR(c->dG_H_eV.value, -94 + 90 + 3.4);
}
END_TEST

START_TEST(states_without_a_surface_are_an_error)
{
    make_run("Ru/NNH", -107.1, "Ru N H", "9 2 1");
    make_run("Ru/H", -94, "Ru H", "9 1");
    make_run("gas/H2", -6.8, "H", "2");
    run();
    ck_assert(trial_says_as(CHP_ERROR, "no-surface", "2 states and no bare surface"));
}
END_TEST

START_TEST(what_the_nearest_pathway_lacks_is_told)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/N2", -107.1, "Ru N", "9 2");
    make_run("gas/H2", -6.8, "H", "2");
    run();
    ck_assert(trial_says("incomplete", "volmer-heyrovsky of her, without *H"));
}
END_TEST

START_TEST(letters_tell_runs_of_one_state_apart)
{
    make_run("Ru_slab", -90, "Ru", "9");
    make_run("Ru_H_a", -94.0, "Ru H", "9 1");
    make_run("Ru_H_b", -94.1, "Ru H", "9 1");
    const chp_state *H = state(run(), "Ru", "*H");
    ck_assert_ptr_nonnull(H);
    NEAR(H->g.E_eV.value, -94.1);
    ck_assert_uint_eq(H->n_others, 1);
}
END_TEST

/* Pack what lies in a folder below the study's, and take it away. */
static void pack(const char *archive, const char *in, const char *what)
{
    const char *line = arena_print(
        &trial.a, "cd '%s' && tar -caf '%s' -C '%s' %s && cd '%s' && rm -r %s",
        trial.folder, archive, in, what, in, strcmp(what, ".") == 0 ? "*" : what);
    ck_assert_int_eq(system(line), 0);
}

static void make_ruthenium(void)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/NNH", -107.1, "Ru N H", "9 2 1");
    make_run("Ru/NNH/scf", -107.2, "Ru N H", "9 2 1");
    make_run("Ru/H", -94, "Ru H", "9 1");
}

static const struct {
    const char *archive, *in, *what;
} archives[] = {
    { "Ru/NNH.tar", "Ru/NNH", "." },      // the state itself
    { "Ru/NNH.tar.gz", "Ru", "NNH" },     // its folder
    { "Ru/old.2024.tar", "Ru", "NNH H" }, // several states
    { "all.tgz", ".", "Ru" },             // a catalyst
};

START_TEST(runs_in_an_archive_lie_where_they_would_be_unpacked)
{
    make_ruthenium();
    pack(archives[_i].archive, archives[_i].in, archives[_i].what);
    const chp_outcome *o = run();
    ck_assert_uint_eq(o->n_catalysts, 1);
    const chp_state *NNH = state(o, "Ru", "*NNH");
    ck_assert_ptr_nonnull(NNH);
    NEAR(NNH->g.E_eV.value, -107.2); // the static run's
    ck_assert_ptr_nonnull(strstr(NNH->source, archives[_i].archive));
    ck_assert_ptr_nonnull(state(o, "Ru", "*H"));
    ck_assert_ptr_null(trial_message("unplaced"));
}
END_TEST

START_TEST(of_a_run_and_its_archive_the_run_is_taken)
{
    make_ruthenium();
    pack("Ru/NNH.tar", "Ru", "NNH");
    make_run("Ru/NNH", -107.9, "Ru N H", "9 2 1");
    trial_file("Ru/H/backup.tar", STR("x"));
    const chp_outcome *o = run();
    NEAR(state(o, "Ru", "*NNH")->g.E_eV.value, -107.2); // its static run is packed
    ck_assert(trial_says_as(CHP_NOTE, "archive", "the unpacked one is taken"));
    ck_assert(trial_says_as(CHP_NOTE, "archive", "a copy of it"));
}
END_TEST

START_TEST(an_archive_without_runs_is_told_and_none_is_a_study)
{
    make_ruthenium();
    trial_file("notes/README", STR("x"));
    pack("notes.tar", ".", "notes");
    ck_assert_ptr_nonnull(state(run(), "Ru", "*NNH"));
    ck_assert(trial_says_as(CHP_NOTE, "no-energy", "in this archive"));
    trial_run(trial_file("all.zip", STR("x")));
    ck_assert(trial_says_as(CHP_ERROR, "archive", "no study"));
}
END_TEST

START_TEST(folders_of_gases_hold_gases)
{
    make_run("gas/N2", -16.6, "N", "2");
    make_run("molecules/H2/opt", -6.8, "H", "2");
    make_run("Ru/slab", -90, "Ru", "9");
    const chp_outcome *o = run();
    ck_assert_uint_eq(o->n_gases, 2);
    ck_assert_str_eq(o->gases[0].name, "N2");
    ck_assert_str_eq(o->gases[1].name, "H2");
    ck_assert_uint_eq(o->n_catalysts, 1);
}
END_TEST

START_TEST(a_molecule_alone_in_its_cell_is_a_gas_wherever_it_lies)
{
    make_run("N2", -16.6, "N", "2");
    make_run("N2.Pd111", -120, "Pd N", "9 2");
    make_run("Pd111", -100, "Pd", "9");
    const chp_outcome *o = run();
    ck_assert_uint_eq(o->n_gases, 1);
    ck_assert_ptr_nonnull(state(o, "Pd111", "*N2"));
}
END_TEST

START_TEST(of_several_runs_of_one_state_the_lowest_stands_for_it)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/H_fcc", -94.0, "Ru H", "9 1");
    make_run("Ru/H_top", -93.5, "Ru H", "9 1");
    make_run("Ru/H_hcp", -94.2, "Ru H", "9 1");
    const chp_state *H = state(run(), "Ru", "*H");
    ck_assert_ptr_nonnull(H);
    ck_assert_double_eq_tol(H->g.E_eV.value, -94.2, 1e-6);
    ck_assert_uint_eq(H->n_others, 2);
    ck_assert_double_eq_tol(H->other_above_eV[0], 0.2, 1e-6);
}
END_TEST

START_TEST(a_static_run_gives_the_energy_and_not_the_relaxation)
{
    make_run("Ru/slab/opt", -90, "Ru", "9");
    make_run("Ru/slab/scf", -91, "Ru", "9");
    ck_assert_double_eq_tol(state(run(), "Ru", "*")->g.E_eV.value, -91, 1e-6);
}
END_TEST

START_TEST(a_run_that_cannot_be_placed_is_told_with_the_reason)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/whatever", -91, "Ru", "9");
    make_run("bulk", -91, "Ru", "2");
    run();
    ck_assert(trial_says("unplaced", "'whatever'"));
    ck_assert(trial_says("unplaced", "bulk"));
}
END_TEST

START_TEST(a_state_of_another_reaction_is_a_note)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/OOH", -100, "Ru O H", "9 2 1");
    run();
    ck_assert(trial_says("other-reaction", "OOH"));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

/* "O" is no part of "CO". */
START_TEST(every_state_that_is_left_out_is_named_once)
{
    trial_run(trial_file("t.csv", STR("catalyst,state,dG\nPd,*CO,-1\nPd,*O,0.2\n"
                                      "Pt,*CO,-1\nPt,*N2,0.1\n")));
    ck_assert(trial_says("other-reaction", "2 states of the reaction co2rr left out: "
                                           "*CO, *O"));
}
END_TEST

START_TEST(C05_the_wrong_number_of_atoms_is_found)
{
    make_run("Ru/slab", -90, "Ru", "9");
    make_run("Ru/NH2", -100, "Ru N H", "9 1 1");
    const chp_outcome *o = run();
    ck_assert(
        trial_says("C05", "*NH2 of Ru holds NH beyond the bare surface, expected NH2"));
    ck_assert(!state(o, "Ru", "*NH2")->dG_eV.known);
}
END_TEST

START_TEST(a_folder_of_gases_may_lie_beside_the_study)
{
    make_run("gas/H2", -6.8, "H", "2");
    make_run("Ru/slab", -90, "Ru", "9");
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run(arena_print(&trial.a, "%s/Ru", trial.folder));
    ck_assert_uint_eq(o->n_gases, 1);
    ck_assert_str_eq(o->catalysts[0].name, "Ru");
}
END_TEST

START_TEST(a_study_file_adds_to_what_its_folders_hold)
{
    make_run("ruthenium/slab", -90, "Ru", "9");
    make_run("ruthenium/H", -94, "Ru H", "9 1");
    trial_file("chepath.yaml",
               STR("catalysts:\n  Ru:\n    root: ruthenium\n    states:\n"
                   "      H: {solvation: -0.25}\n"));
    const chp_state *H = state(run(), "Ru", "*H");
    ck_assert_double_eq_tol(H->g.G_eV.value, -94.25, 1e-6);
}
END_TEST

/* The runs of two catalysts side by side, told apart by the study file alone. */
START_TEST(a_folder_may_be_shared_by_catalysts)
{
    make_run("all/Ru_slab", -90, "Ru", "9");
    make_run("all/Ru_H", -94, "Ru H", "9 1");
    make_run("all/Os_slab", -95, "Os", "9");
    make_run("all/Os_xHfcc", -99, "Os H", "9 1");
    trial_file("chepath.yaml",
               STR("catalysts:\n"
                   "  Ru: {root: all, states: {slab: Ru_slab, H: Ru_H}}\n"
                   "  Os: {root: all, states: {slab: Os_slab, H: Os_xHfcc}}\n"));
    const chp_outcome *o = run();
    ck_assert_uint_eq(o->n_catalysts, 2);
    ck_assert_uint_eq(state(o, "Ru", "*H")->n_others, 0);
    ck_assert_uint_eq(state(o, "Os", "*H")->n_others, 0);
    ck_assert_double_eq_tol(state(o, "Os", "*H")->g.E_eV.value, -99, 1e-6);
    for (size_t i = 0; i < chp_diag_count(trial.diag, CHP_NOTE); i++)
        ck_assert_str_ne(chp_diag_get(trial.diag, i)->code, "unplaced");
}
END_TEST

START_TEST(studies_with_gases_of_their_own_are_not_mixed)
{
    make_run("study/gas/H2", -6.8, "H", "2");
    make_run("study/Ru/slab", -90, "Ru", "9");
    make_run("study/Ru/H", -94, "Ru H", "9 1");
    const char *paths[] = {
        arena_print(&trial.a, "%s/study", trial.folder),
        trial_file("other.csv", STR("catalyst,state,E\n,H2(g),-31.7\n")),
    };
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run_all(paths, 2);
    ck_assert(
        trial_says("duplicate", "the gas H2 is given twice with different energies"));
    ck_assert(!o->catalysts[0].dG_H_eV.known);
}
END_TEST

/* A relaxation that was restarted goes on to its last run, by number. */
START_TEST(of_restarts_the_last_stands_for_the_state)
{
    make_run("gas/H2", -7, "H", "2");
    make_run("Pt/slab/run1", -99, "Pt", "9");
    make_run("Pt/slab/run2", -100, "Pt", "9");
    for (int i = 1; i <= 11; i++)
        make_run(arena_print(&trial.a, "Pt/H/run%d", i), -103 - 0.07 * i, "Pt H",
                 "9 1");
    trial_set("reaction", "her");
    const chp_outcome *o = run();
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    NEAR(o->catalysts[0].dG_H_eV.value, -103.77 + 100 + 3.5);
}
END_TEST

START_TEST(a_restarted_static_run_is_a_static_run)
{
    make_run("gas/H2", -7, "H", "2");
    make_run("Pt/slab", -100, "Pt", "9");
    make_run("Pt/H/relax/run1", -103, "Pt H", "9 1");
    make_run("Pt/H/relax/run2", -103.5, "Pt H", "9 1");
    make_run("Pt/H/static/run1", -103.8, "Pt H", "9 1");
    trial_set("reaction", "her");
    NEAR(run()->catalysts[0].dG_H_eV.value, -0.3);
}
END_TEST

START_TEST(words_of_a_name_may_stand_apart)
{
    make_run("gas/H2", -7, "H", "2");
    make_run("Pt/1_clean surface", -100, "Pt", "9");
    make_run("Pt/2 H-fcc", -103.8, "Pt H", "9 1");
    trial_set("reaction", "her");
    const chp_outcome *o = run();
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    ck_assert_uint_eq(o->n_catalysts, 1);
    NEAR(o->catalysts[0].dG_H_eV.value, -0.3);
}
END_TEST

START_TEST(a_table_in_a_folder_without_runs_is_pointed_at)
{
    trial_file("notes.txt", STR("x"));
    trial_file("energies.csv", STR("catalyst,state,dG\ncat,*H,0\n"));
    ck_assert_ptr_null(trial_run(trial.folder));
    ck_assert_ptr_nonnull(strstr(trial_message("no-runs")->hint, "energies.csv"));
}
END_TEST

Suite *suite_place(void)
{
    TCase *tc = tcase_create("place");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, the_name_of_a_folder_tells_catalyst_and_state, 0, N_RUNS);
    tcase_add_loop_test(tc, the_habits_of_many_groups_are_understood, 0,
                        sizeof layouts / sizeof *layouts);
    tcase_add_test(tc, of_restarts_the_last_stands_for_the_state);
    tcase_add_test(tc, a_restarted_static_run_is_a_static_run);
    tcase_add_test(tc, words_of_a_name_may_stand_apart);
    tcase_add_test(tc, states_without_a_surface_are_an_error);
    tcase_add_test(tc, what_the_nearest_pathway_lacks_is_told);
    tcase_add_test(tc, letters_tell_runs_of_one_state_apart);
    tcase_add_loop_test(tc, runs_in_an_archive_lie_where_they_would_be_unpacked, 0,
                        sizeof archives / sizeof *archives);
    tcase_add_test(tc, of_a_run_and_its_archive_the_run_is_taken);
    tcase_add_test(tc, an_archive_without_runs_is_told_and_none_is_a_study);
    tcase_add_test(tc, folders_of_gases_hold_gases);
    tcase_add_test(tc, a_molecule_alone_in_its_cell_is_a_gas_wherever_it_lies);
    tcase_add_test(tc, of_several_runs_of_one_state_the_lowest_stands_for_it);
    tcase_add_test(tc, a_static_run_gives_the_energy_and_not_the_relaxation);
    tcase_add_test(tc, a_run_that_cannot_be_placed_is_told_with_the_reason);
    tcase_add_test(tc, a_state_of_another_reaction_is_a_note);
    tcase_add_test(tc, every_state_that_is_left_out_is_named_once);
    tcase_add_test(tc, C05_the_wrong_number_of_atoms_is_found);
    tcase_add_test(tc, a_folder_of_gases_may_lie_beside_the_study);
    tcase_add_test(tc, a_folder_may_be_shared_by_catalysts);
    tcase_add_test(tc, a_study_file_adds_to_what_its_folders_hold);
    tcase_add_test(tc, studies_with_gases_of_their_own_are_not_mixed);
    tcase_add_test(tc, a_table_in_a_folder_without_runs_is_pointed_at);
    Suite *suite = suite_create("energetics/place");
    suite_add_tcase(suite, tc);
    return suite;
}
