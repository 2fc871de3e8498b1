/* Nitrides that decompose to ammonia, and the vacancies that N2 refills. */
#include "energetics/trial.h"

#define KT_LN10_EV 0.059159350 // at 298.15 K

/* The cycle of test vector T8, whose U_L is -0.30 V; N2 fills its vacancy at -0.45 eV.
 */
#define CYCLE                                                                          \
    "L0: {dG: 0}, L1: {dG: 0.20}, L2: {dG: 0.25}, L3: {dG: 0.10}, V: {dG: 0.60}, "     \
    "VE00: {dG: 0.15}, VE01: {dG: 0.45}, VE02: {dG: 0.30}, end: {dG: -0.34}"

static const chp_catalyst *nitride(const char *states, const char *bulk)
{
    return trial_study("chepath.yaml",
                       arena_print(&trial.a,
                                   "reactions: [nrr-mvk]\n"
                                   "gases: {N2: {G: -16}, H2: {G: -7}, NH3: {G: "
                                   "-18.67}}\n"
                                   "catalysts: {MN: {states: {%s}, bulk: {%s}}}\n",
                                   states, bulk));
}

static const chp_vacancy_change *change_of(const chp_catalyst *c, size_t i)
{
    ck_assert_uint_gt(c->n_decompositions, i);
    return &c->vacancy_changes[c->decompositions[i].change];
}

/* --- numbers --------------------------------------------------------------------- */

/* By hand: the crystal gives up its formation energy and gains half of -0.34 eV. As
 * energies, with 1/2 N2 at -8 eV: CrN = Cr - 8 - 0.97, Cr2N = 2 Cr - 8 - 1.05. */
static const struct {
    const char *bulk, *equation;
    double dG0_eV;
} crystals[] = {
    { "CrN: {dG: -0.97}, Cr: {dG: 0}", "CrN + 3 H+ + 3 e- -> Cr + NH3", 0.80 },
    { "Cr: {dG: 0}, CrN: {dG: -0.20}", "CrN + 3 H+ + 3 e- -> Cr + NH3", 0.03 },
    { "CrN: {dG: -0.97}, Cr2N: {dG: -1.05}", "2 CrN + 3 H+ + 3 e- -> Cr2N + NH3",
      1.94 - 1.05 - 0.17 },
    { "Ta3N5: {dG: -5}, Ta: {dG: 0}", "1/5 Ta3N5 + 3 H+ + 3 e- -> 3/5 Ta + NH3",
      1 - 0.17 },
};

START_TEST(a_crystal_gives_up_its_formation_energy)
{
    const chp_catalyst *c = nitride(CYCLE, crystals[_i].bulk);
    const chp_vacancy_change *x = change_of(c, 0);
    const chp_decomposition *d = &c->decompositions[0];
    ck_assert_uint_eq(c->n_decompositions, 1);
    ck_assert_str_eq(x->equation, crystals[_i].equation);
    NEAR(x->dG0_eV, crystals[_i].dG0_eV);
    NEAR(x->dG_U_L_eV, crystals[_i].dG0_eV - 0.90);
    NEAR(d->U_RHE_V, -crystals[_i].dG0_eV / 3);
    NEAR(d->U_SHE_V, d->U_RHE_V); // at pH 0
    NEAR(d->dG_fill_eV.value, -0.45);
    NEAR(d->U_fill_V.value, (-0.45 - crystals[_i].dG0_eV) / 3);
}
END_TEST

static const char totals[] = "L0: {G: -100}, V: {G: -91.23}, VE00: {G: -107.68}";

START_TEST(energies_tell_the_same_as_formation)
{
    const chp_catalyst *c =
        nitride(totals, "CrN: {G: -18.47}, Cr: {E: -9.5}, Cr2N: {E: -28.25, ZPE: 0.2}");
    ck_assert_uint_eq(c->n_decompositions, 2);
    NEAR(change_of(c, 0)->dG0_eV, 0.80);
    NEAR(change_of(c, 1)->dG0_eV, 0.72);
    c = nitride(totals, "CrN: {dG: -0.97}, Cr: {dG: 0}");
    NEAR(change_of(c, 0)->dG0_eV, 0.80);
}
END_TEST

/* Ammonia leaves by as much more easily as it dissolves: 0.104 eV, (2.7). */
START_TEST(the_form_of_ammonia_counts)
{
    trial_set("product", "NH3=aq");
    const chp_catalyst *c = nitride(totals, "CrN: {G: -18.47}, Cr: {G: -9.5}");
    ck_assert_double_eq_tol(change_of(c, 0)->dG0_eV, 0.80 - 0.104, 1e-3);
}
END_TEST

START_TEST(the_potential_is_told_on_both_scales)
{
    trial_set("pH", "7");
    trial_set("scale", _i == 0 ? "RHE" : "SHE");
    const chp_catalyst *c = nitride(totals, "CrN: {G: -18.47}, Cr: {G: -9.5}");
    ck_assert_double_eq_tol(c->decompositions[0].U_RHE_V, -0.80 / 3, 1e-8);
    ck_assert_double_eq_tol(c->decompositions[0].U_SHE_V, -0.80 / 3 - 7 * KT_LN10_EV,
                            1e-7);
}
END_TEST

/* --- runs ------------------------------------------------------------------------ */

static void make_crystal(const char *folder, const char *symbols, const char *counts,
                         int n_atoms, double E_eV, const char *incar)
{
    const char *atoms = "";
    for (int i = 0; i < n_atoms; i++)
        atoms = arena_print(&trial.a, "%s%g %g %g\n", atoms, i / 4 * 0.5,
                            i / 2 % 2 * 0.5, i % 2 * 0.5);
    trial_file(arena_print(&trial.a, "%s/CONTCAR", folder),
               str_of(arena_print(&trial.a,
                                  "made up\n1.0\n4.6 0 0\n0 4.6 0\n0 0 4.6\n%s\n%s\n"
                                  "Direct\n%s",
                                  symbols, counts, atoms)));
    trial_oszicar(folder, E_eV);
    trial_file(arena_print(&trial.a, "%s/INCAR", folder), str_of(incar));
}

static void make_crystals(const char *incar)
{
    make_crystal("bulk/CrN", "Cr N", "4 4", 8, 4 * -18.47, "ENCUT = 500\n");
    make_crystal("bulk/Cr", "Cr", "2", 2, 2 * -9.5, incar);
}

static const char runs[] = "CrN: bulk/CrN, Cr: {energy: bulk/Cr}";

START_TEST(energies_of_runs_are_shared_out)
{
    make_crystals("ENCUT = 500\n");
    const chp_catalyst *c = nitride(totals, runs);
    ck_assert_double_eq_tol(change_of(c, 0)->dG0_eV, 0.80, 1e-6);
    ck_assert_int_eq(c->bulk[0].n_formula_units, 4);
    ck_assert_double_eq_tol(c->bulk[1].g.E_eV.value, -9.5, 1e-7);
}
END_TEST

START_TEST(the_cell_holds_what_the_name_says)
{
    make_crystals("");
    make_crystal("bulk/CrN", "Cr N", "4 3", 7, -70, "");
    ck_assert_uint_eq(nitride(totals, runs)->n_decompositions, 0);
    ck_assert(trial_says_as(CHP_ERROR, "C05", "the crystal CrN holds Cr4N3"));
}
END_TEST

/* L0 is a run here: what it is made with must be that of the crystals. */
START_TEST(crystals_and_surface_have_one_setup)
{
    make_crystals("ENCUT = 400\n");
    make_crystal("L0", "Cr N", "4 4", 8, -100, "ENCUT = 500\n");
    const chp_catalyst *c = nitride("L0: L0, V: {G: -91.23}", runs);
    ck_assert_uint_eq(c->n_decompositions, 0);
    ck_assert(trial_says_as(CHP_ERROR, "C03", "ENCUT is 400 for Cr, and 500 for L0"));
}
END_TEST

/* --- judging ---------------------------------------------------------------------- */

static const struct {
    const char *states, *bulk, *verdict;
    bool beats, beats_at_U_L;
} verdicts[] = {
    { CYCLE, "CrN: {dG: -0.97}, Cr: {dG: 0}",
      "refilling with N2 (-0.450 eV) beats the decomposition of the crystal (-0.100 eV "
      "at U_L): the cycle can last",
      false, false },
    { CYCLE, "CrN: {dG: -0.47}, Cr: {dG: 0}",
      "the decomposition of the crystal (-0.600 eV at U_L) beats refilling with N2 "
      "(-0.450 eV): the nitride is used up, and the cycle does not last",
      false, true },
    { totals, "CrN: {dG: 0.4}, Cr: {dG: 0}",
      "the decomposition of the crystal (-0.570 eV at 0 V) beats refilling with N2 "
      "(-0.450 eV): the nitride is used up, and the cycle does not last",
      true, false },
    { "L0: {G: -100}", "CrN: {dG: -0.97}, Cr: {dG: 0}",
      "whether N2 refills a vacancy before the decomposition of the crystal (0.800 eV "
      "at "
      "0 V) is not known",
      false, false },
};

START_TEST(a_cycle_lasts_where_refilling_is_ahead)
{
    const chp_catalyst *c = nitride(verdicts[_i].states, verdicts[_i].bulk);
    const chp_vacancy_change *x = change_of(c, 0);
    ck_assert_str_eq(c->decompositions[0].verdict, verdicts[_i].verdict);
    ck_assert_int_eq(x->beats_filling, verdicts[_i].beats);
    ck_assert_int_eq(x->beats_filling_at_U_L, verdicts[_i].beats_at_U_L);
    ck_assert_int_eq(c->decompositions[0].U_fill_V.known, _i < 3);
}
END_TEST

static const struct {
    const char *states, *bulk, *fact;
} faults[] = {
    { CYCLE, "CrN: {dG: -0.97}, Cr: {G: -9}",
      "CrN is given as dG, and Cr as an energy" },
    { CYCLE, "CrN: {G: -18}, Cr: {G: -9}",
      "CrN is given as an energy, and the states" },
    { CYCLE, "CrN: {dG: -0.97}", "the crystal CrN of MN decomposes to no other" },
    { CYCLE, "CrN: {dG: -0.97}, Ti: {dG: 0}", "the crystal Ti of MN decomposes" },
    { CYCLE, "rock: {dG: -0.97}, Cr: {dG: 0}", "'rock' is no formula of a crystal" },
};

START_TEST(what_cannot_be_compared_is_told)
{
    const chp_catalyst *c = nitride(faults[_i].states, faults[_i].bulk);
    ck_assert_uint_eq(c->n_decompositions, 0);
    ck_assert(trial_says("bulk", faults[_i].fact));
}
END_TEST

START_TEST(a_crystal_that_takes_no_part_is_told)
{
    const chp_catalyst *c =
        nitride(CYCLE, "CrN: {dG: -0.97}, Cr: {dG: 0}, Ti: {dG: 0}");
    ck_assert_uint_eq(c->n_decompositions, 1);
    ck_assert(trial_says_as(CHP_WARNING, "bulk", "the crystal Ti of MN"));
    ck_assert(!trial_says("bulk", "the crystal Cr"));
}
END_TEST

START_TEST(who_asks_for_another_reaction_is_told)
{
    trial_set("reaction", "nrr");
    ck_assert_uint_eq(
        nitride("L0: {dG: 0}", "CrN: {dG: -0.97}, Cr: {dG: 0}")->n_decompositions, 0);
    ck_assert(trial_says_as(CHP_WARNING, "bulk", "no reaction here asks"));
}
END_TEST

/* --- other ways in ---------------------------------------------------------------- */

START_TEST(a_table_gives_crystals_too)
{
    const chp_catalyst *c = trial_study(
        "t.csv", "catalyst,state,dG\nMN,L0,0\nMN,bulk(CrN),-0.97\nMN,bulk( Cr ),0\n");
    NEAR(change_of(c, 0)->dG0_eV, 0.80);
}
END_TEST

START_TEST(results_bring_crystals_again)
{
    make_crystals("");
    static const char *const bulk[] = { runs, "CrN: {dG: -0.97}, Cr: {dG: 0}" };
    nitride(totals, bulk[_i]);
    const char *path = trial_file("results.json", STR(""));
    FILE *to = fopen(path, "w");
    chp_show_json(chp_study_run(trial.study, trial.diag), trial.diag, to);
    fclose(to);
    const chp_outcome *o = trial_run(path);
    ck_assert_double_eq_tol(change_of(&o->catalysts[0], 0)->dG0_eV, 0.80, 1e-6);
}
END_TEST

Suite *suite_bulk(void)
{
    TCase *tc = tcase_create("decomposition");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, a_crystal_gives_up_its_formation_energy, 0,
                        sizeof crystals / sizeof *crystals);
    tcase_add_test(tc, energies_tell_the_same_as_formation);
    tcase_add_test(tc, the_form_of_ammonia_counts);
    tcase_add_loop_test(tc, the_potential_is_told_on_both_scales, 0, 2);
    tcase_add_test(tc, energies_of_runs_are_shared_out);
    tcase_add_test(tc, the_cell_holds_what_the_name_says);
    tcase_add_test(tc, crystals_and_surface_have_one_setup);
    tcase_add_loop_test(tc, a_cycle_lasts_where_refilling_is_ahead, 0,
                        sizeof verdicts / sizeof *verdicts);
    tcase_add_test(tc, a_crystal_that_takes_no_part_is_told);
    tcase_add_loop_test(tc, what_cannot_be_compared_is_told, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_test(tc, who_asks_for_another_reaction_is_told);
    tcase_add_test(tc, a_table_gives_crystals_too);
    tcase_add_loop_test(tc, results_bring_crystals_again, 0, 2);
    Suite *suite = suite_create("energetics/bulk");
    suite_add_tcase(suite, tc);
    return suite;
}
