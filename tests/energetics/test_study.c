#include <math.h>
#include <string.h>

#include "energetics/trial.h"

/* --- test vector T7, from a table to the end ------------------------------------- */

static const char t7[] = "catalyst,state,dG\n"
                         "cat,*,0\n"
                         "cat,*N2,-0.35\n"
                         "cat,*N*N,-0.10\n"
                         "cat,*NNH,0.15\n"
                         "cat,*N*NH,0.45\n"
                         "cat,*NNH2,0.05\n"
                         "cat,*NHNH,0.40\n"
                         "cat,*N*NH2,0.30\n"
                         "cat,*NH*NH,0.10\n"
                         "cat,*NHNH2,0.20\n"
                         "cat,*NH*NH2,-0.15\n"
                         "cat,*NH2NH2,-0.30\n"
                         "cat,*NH2*NH2,-0.55\n"
                         "cat,*N,-0.60\n"
                         "cat,*NH,-1.20\n"
                         "cat,*NH2,-1.35\n"
                         "cat,*NH3,-1.05\n"
                         "cat,*H,-0.10\n";

static const struct {
    const char *name;
    double U_L_V;
    const char *pds_to;
} t7_pathways[] = {
    { "distal", -0.50, "*NNH" },
    { "alternating", -0.50, "*NNH" },
    { "enzymatic-consecutive", -0.55, "*N*NH" },
    { "enzymatic-alternating", -0.55, "*N*NH" },
};

START_TEST(a_table_of_dG_gives_the_limits_of_T7)
{
    const chp_outcome *o = trial_run(trial_file("t7.csv", str_of(t7)));
    const chp_profile *p = profile_of(&o->catalysts[0], t7_pathways[_i].name);
    ck_assert(p->is_complete);
    NEAR(p->U_L_V, t7_pathways[_i].U_L_V);
    ck_assert_str_eq(p->steps[p->pds].to, t7_pathways[_i].pds_to);
    NEAR(p->dG_chem_eV, 0.71);
    NEAR(p->U_eq_implied_V, 0.34 / 6); // no row `end`: the experimental whole
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

START_TEST(dissociation_is_not_complete_without_its_states)
{
    const chp_outcome *o = trial_run(trial_file("t7.csv", str_of(t7)));
    const chp_profile *p = profile_of(&o->catalysts[0], "dissociative-consecutive");
    ck_assert(!p->is_complete);
    ck_assert_str_eq(p->missing[0], "*N+*N");
}
END_TEST

START_TEST(the_selectivity_of_T7)
{
    const chp_catalyst *c = &trial_run(trial_file("t7.csv", str_of(t7)))->catalysts[0];
    const chp_selectivity *s = &c->selectivity;
    NEAR(c->dG_H_eV.value, -0.10);
    NEAR(c->U_L_HER_V.value, -0.10);
    NEAR(s->dG_N2_minus_dG_H_eV.value, -0.25);
    NEAR(s->dG_NNH_minus_dG_H_eV.value, 0.25);
    NEAR(s->U_L_NRR_minus_U_L_HER_V.value, -0.40);
    NEAR(s->U_crossover_V.value, -0.25);
    ck_assert_double_eq_tol(s->boltzmann_ratio.value, 1.73e-7, 1e-9);
    ck_assert_double_eq_tol(s->theta_N2.value, 0.99994, 1e-5);
    ck_assert_double_eq_tol(s->theta_H.value, 5.94e-5, 1e-7);
    ck_assert_ptr_nonnull(trial_message("C15"));
}
END_TEST

/* Langmuir: theta(N2) over that of free sites is K p, so ten times as much at 10 bar.
 */
START_TEST(the_coverage_of_nitrogen_follows_its_pressure)
{
    static const char gases[] = "catalyst,state,E,ZPE,thermal,TS\n"
                                ",N2(g),-16.6,0.15,0.09,0.59\n"
                                ",H2(g),-6.8,0.27,0.09,0.4\n"
                                "c,*,-100,,,\nc,*N2,-117.0,0.2,0.05,0.1\n"
                                "c,*H,-103.3,0.2,0,0\n";
    trial_set("pressure", _i == 0 ? "N2=1" : "N2=10");
    const chp_selectivity *s = &trial_study("p.csv", gases)->selectivity;
    double dG_eV = -17.0 + 0.2 + 0.05 - 0.1 - (-16.6 + 0.15 + 0.09 - 0.59);
    double K = exp(-dG_eV / (8.617333262e-5 * 298.15));
    double free_sites = 1 - s->theta_N2.value - s->theta_H.value;
    ck_assert_double_eq_tol(s->theta_N2.value / free_sites / K, _i == 0 ? 1 : 10, 1e-6);
}
END_TEST

/* Rank by rank, the sequences of states. */
static const char *const t7_ranked[] = {
    "* *N2 *NNH *NNH2 *N *NH *NH2 *NH3 *",
    "* *N2 *NNH *NNH2 *NHNH2 *NH2NH2 *NH2 *NH3 *",
    "* *N2 *NNH *NNH2 *NHNH2 *NH *NH2 *NH3 *",
    "* *N2 *NNH *NHNH *NHNH2 *NH2NH2 *NH2 *NH3 *",
    "* *N2 *NNH *NHNH *NHNH2 *NH *NH2 *NH3 *",
    "* *N*N *N*NH *NH*NH *NH*NH2 *NH2*NH2 *NH2 *NH3 *",
    "* *N*N *N*NH *N*NH2 *NH*NH2 *NH2*NH2 *NH2 *NH3 *",
    "* *N*N *N*NH *NH*NH *NH*NH2 *NH *NH2 *NH3 *",
    "* *N*N *N*NH *N*NH2 *N *NH *NH2 *NH3 *",
    "* *N*N *N*NH *N*NH2 *NH*NH2 *NH *NH2 *NH3 *",
};

START_TEST(the_paths_of_T7_are_ranked)
{
    trial_set("search", "yes");
    trial_set("reaction", "nrr");
    const chp_search *s =
        &trial_run(trial_file("t7.csv", str_of(t7)))->catalysts[0].searches[0];
    ck_assert_uint_eq(s->n_paths, 10);
    for (size_t i = 0; i < 10; i++) {
        const char *states = s->paths[i].state[0];
        for (size_t k = 1; k < s->paths[i].n_states; k++)
            states = arena_print(&trial.a, "%s %s", states, s->paths[i].state[k]);
        ck_assert_str_eq(states, t7_ranked[i]);
        NEAR(s->paths[i].U_L_V, i < 5 ? -0.50 : -0.55);
    }
    ck_assert_str_eq(s->paths[0].name, "distal");
    ck_assert_ptr_null(s->paths[1].name); // a hybrid
}
END_TEST

/* *NHN, the rare one, is told by its id. Through it the first step costs 0.2 eV, and
 * through *NNH 0.9. */
START_TEST(a_rare_state_that_was_calculated_takes_part)
{
    trial_set("search", "yes");
    trial_set("reaction", "nrr");
    const chp_search *s =
        &trial_run(trial_file("rare.csv", STR("catalyst,state,dG\n"
                                              "A,*,0\nA,*N2,0\nA,*NNH,0.9\nA,E10,0.2\n"
                                              "A,*NHNH,0.1\nA,*NHNH2,0.1\n"
                                              "A,*NH2NH2,0.1\nA,*NH2,-0.3\n"
                                              "A,*NH3,-0.5\n")))
             ->catalysts[0]
             .searches[0];
    ck_assert_uint_eq(s->n_paths, 2);
    NEAR(s->paths[0].U_L_V, -0.2);
    ck_assert_str_eq(s->paths[0].pds_to, "*NHN");
    NEAR(s->paths[1].U_L_V, -0.9);
}
END_TEST

START_TEST(a_path_without_chemical_steps_has_none_that_costs_zero)
{
    trial_set("search", "yes");
    trial_set("reaction", "her");
    const chp_search *s =
        &trial_run(trial_file("t7.csv", str_of(t7)))->catalysts[0].searches[0];
    for (size_t i = 0; i < s->n_paths; i++)
        ck_assert_int_eq(s->paths[i].has_chemical,
                         strcmp(s->paths[i].name, "volmer-tafel") == 0);
    ck_assert_uint_eq(s->n_paths, 2);
}
END_TEST

START_TEST(leaving_out_NH3_makes_a_merged_step_and_a_warning)
{
    const char *without = arena_str(&trial.a, str_of(t7));
    char *row = strstr(without, "cat,*NH3,-1.05\n");
    memmove(row, row + strlen("cat,*NH3,-1.05\n"),
            strlen(row + strlen("cat,*NH3,-1.05\n")) + 1);
    const chp_profile *p = profile_of(trial_study("t7.csv", without), "distal");
    const chp_profile_step *last = &p->steps[p->n_steps - 1];
    ck_assert(p->is_complete);
    NEAR(p->U_L_V, -1.01);
    ck_assert_str_eq(last->merged[0], "*NH3");
    ck_assert_str_eq(last->to, "*");
    ck_assert(trial_says("merged", "*NH3"));
}
END_TEST

/* --- test vector T8, by a reaction of one's own ---------------------------------- */

static const char nitride[] = "reaction: nitride\n"
                              "title: a nitride\n"
                              "overall: N2 + 6 H+ + 6 e- -> 2 NH3\n"
                              "equilibrium: {potential: 0.057, scale: RHE, source: x}\n"
                              "states:\n"
                              "  L0: {composition: N, bare: true}\n"
                              "  L1: {composition: NH}\n"
                              "  L2: {composition: NH2}\n"
                              "  L3: {composition: NH3}\n"
                              "  V: {composition: \"\"}\n"
                              "  VE00: {composition: N2}\n"
                              "  VE01: {composition: N2H}\n"
                              "  VE02: {composition: N2H2}\n"
                              "pathways:\n"
                              "  cycle:\n"
                              "    - L0 + H+ + e- -> L1\n"
                              "    - L1 + H+ + e- -> L2\n"
                              "    - L2 + H+ + e- -> L3\n"
                              "    - L3 -> V + NH3\n"
                              "    - V + N2 -> VE00\n"
                              "    - VE00 + H+ + e- -> VE01\n"
                              "    - VE01 + H+ + e- -> VE02\n"
                              "    - VE02 + H+ + e- -> L0 + NH3\n";

static const char t8[] = "catalyst,state,dG\n"
                         "MN,L0,0\nMN,L1,0.20\nMN,L2,0.25\nMN,L3,0.10\nMN,V,0.60\n"
                         "MN,VE00,0.15\nMN,VE01,0.45\nMN,VE02,0.30\nMN,end,-0.34\n";

static void check_t8(const chp_profile *p)
{
    ck_assert(p->is_complete);
    NEAR(p->U_L_V, -0.30);
    ck_assert_str_eq(p->steps[p->pds].to, "VE01");
    NEAR(p->dG_chem_eV, 0.50);
    NEAR(p->at[0].span_eV, 0.60);
    NEAR(p->at[1].span_eV, 0.50);
}

START_TEST(the_installed_nitride_reaction_gives_T8)
{
    trial_set("reaction", "nrr-mvk");
    check_t8(profile_of(trial_study("t8.csv", t8), "mvk-distal"));
}
END_TEST

START_TEST(a_reaction_of_ones_own_gives_T8)
{
    trial_set("reaction", trial_file("nitride.yaml", str_of(nitride)));
    check_t8(profile_of(trial_study("t8.csv", t8), "cycle"));
}
END_TEST

/* States that were supplied give no second way around those that were not: *NNH3 in
 * the vacancy gives off its ammonia to L0, which L1 follows. */
static const struct {
    const char *states;
    size_t n_paths;
} around[] = {
    { "MN,VE03,0.0\n", 1 },
    { "MN,VS00,0.1\nMN,VS10,0.4\nMN,VS20,0.35\nMN,VS30,0.1\n", 2 },
    { "MN,VE03,0.0\nMN,VE13,-0.1\n", 2 },                          // closes at L1, too
    { "MN,VE10,0.3\nMN,VE20,0.2\nMN,VE21,0.1\nMN,VE22,0.0\n", 2 }, // and at L2
};

START_TEST(cycles_of_a_nitride_are_counted_once)
{
    trial_set("search", "yes");
    trial_set("reaction", "nrr-mvk");
    const chp_catalyst *c =
        trial_study("t8.csv", arena_print(&trial.a, "%s%s", t8, around[_i].states));
    ck_assert_uint_eq(c->searches[0].n_paths, around[_i].n_paths);
    bool has_distal = false;
    for (size_t i = 0; i < c->searches[0].n_paths; i++) {
        const char *name = c->searches[0].paths[i].name;
        has_distal |= name && strcmp(name, "mvk-distal") == 0;
    }
    ck_assert(has_distal);
}
END_TEST

START_TEST(states_of_a_vacancy_bring_the_nitride_reaction)
{
    const chp_outcome *o = trial_run(trial_file("t8.csv", str_of(t8)));
    ck_assert_uint_eq(o->n_reactions, 3);
    ck_assert_str_eq(o->reactions[2]->name, "nrr-mvk");
}
END_TEST

/* --- totals to steps ------------------------------------------------------------- */

/* Made up: E of the states, corrections in three columns, so that every term of (2.1)
 * can be followed by hand. */
static const char totals[] = "catalyst,state,E,ZPE,thermal,TS,solvation\n"
                             ",H2(g),-7.0,0.3,0.1,0.4,\n"
                             "cat,*,-100,,,,\n"
                             "cat,*H,-103.9,0.2,0.01,0.02,-0.05\n";

START_TEST(a_total_energy_is_taken_apart_as_in_2_1)
{
    trial_set("reaction", "her");
    const chp_outcome *o = trial_run(trial_file("h.csv", str_of(totals)));
    const chp_state *H = &o->catalysts[0].states[1];
    NEAR(o->gases[0].g.G_eV.value, -7.0 + 0.3 + 0.1 - 0.4);
    NEAR(H->g.G_eV.value, -103.9 + 0.2 + 0.01 - 0.02 - 0.05);
    NEAR(H->dG_eV.value, H->g.G_eV.value + 100 + 3.5);
    NEAR(o->catalysts[0].states[0].g.G_eV.value, -100); // nothing is missing there
    ck_assert(!o->catalysts[0].states[0].g.ZPE_eV.known);
}
END_TEST

START_TEST(what_is_missing_is_missing_and_not_zero)
{
    trial_set("reaction", "her");
    const chp_outcome *o =
        trial_run(trial_file("h.csv", STR("catalyst,state,E\n"
                                          ",H2,-7\ncat,*,-100\ncat,*H,-104\n")));
    ck_assert(!o->catalysts[0].profiles[0].is_complete);
    ck_assert(!o->catalysts[0].states[1].g.G_eV.known);
    ck_assert(trial_says("missing-correction", "cat: ZPE,thermal,TS not known for *H"));
    ck_assert(trial_says("missing-correction", "the gas H2 has no ZPE"));
}
END_TEST

START_TEST(a_gas_that_is_missing_is_named_once)
{
    const chp_outcome *o =
        trial_run(trial_file("t.csv", STR("catalyst,state,G\n"
                                          ",N2,-17\n"
                                          "Fe,*,-100\nFe,*NNH,-117\nFe,*H,-103\n"
                                          "Co,*,-110\nCo,*NNH,-127\n")));
    ck_assert_ptr_nonnull(o);
    size_t n = 0;
    for (size_t i = 0; i < chp_diag_count(trial.diag, CHP_NOTE); i++)
        n += strcmp(chp_diag_get(trial.diag, i)->code, "missing-gas") == 0;
    ck_assert_uint_eq(n, 2); // NH3 and H2, not N2, not a second time for Co
    ck_assert_uint_eq(trial_message("missing-gas")->where.line, 3);
}
END_TEST

START_TEST(what_is_assumed_zero_counts_as_zero_for_gases_too)
{
    trial_set("reaction", "her");
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("gas-zpe", "table"); // would set the gas apart from the adsorbate
    const chp_outcome *o =
        trial_run(trial_file("h.csv", STR("catalyst,state,E\n"
                                          ",H2,-7\ncat,*,-100\ncat,*H,-104\n")));
    ck_assert(o->catalysts[0].profiles[0].is_complete);
    NEAR(o->gases[0].g.G_eV.value, -7);
    NEAR(o->catalysts[0].states[1].dG_eV.value, -0.5);
}
END_TEST

START_TEST(units_separators_and_decimal_commas_do_not_matter)
{
    trial_set("reaction", "her");
    const chp_outcome *o = trial_run(
        trial_file("h.csv", STR("# from a paper\n"
                                "catalyst;state;E [kJ/mol];ZPE [meV];thermal;TS;note\n"
                                ";H2(g);-675,397324861;300;0,1;0,4;\"a;b\"\n"
                                "cat;*;-9648,5332123;;;;\n"
                                "cat;*H;-10024,826;200;0,01;0,02;\n")));
    NEAR(o->gases[0].g.E_eV.value, -675.397324861 / 96.48533212331001);
    NEAR(o->catalysts[0].states[1].g.ZPE_eV.value, 0.2);
    ck_assert_double_eq_tol(o->catalysts[0].states[0].g.E_eV.value, -100, 1e-8);
}
END_TEST

START_TEST(modes_of_a_table_are_harmonic)
{
    trial_set("reaction", "her");
    trial_set("low-modes", "none");
    const chp_outcome *o =
        trial_run(trial_file("h.csv", STR("catalyst,state,E,ZPE,thermal,TS,modes\n"
                                          ",H2(g),-7.0,0.3,0.1,0.4,\n"
                                          "cat,*,-100,,,,\n"
                                          "cat,*H,-103.9,,,,1600;500;200\n")));
    const chp_state *H = &o->catalysts[0].states[1];
    // T1: F of the three modes, in meV
    ck_assert_double_eq_tol(H->g.G_eV.value, -103.9 + (99.176 + 28.585 + 0.078) / 1000,
                            2e-6);
    ck_assert_uint_eq(H->n_modes, 3);
}
END_TEST

/* *NH3 is optional; one that was calculated and cannot be used is not left out. */
START_TEST(a_spoilt_optional_state_blocks_its_paths)
{
    trial_set("reaction", "nrr");
    trial_set("search", "yes");
    const chp_outcome *o = trial_run(trial_file(
        "s.csv", STR("catalyst,state,E,ZPE,thermal,TS,modes\n"
                     ",N2(g),-16,0,0,0,\n,H2(g),-7,0,0,0,\n,NH3(g),-19,0,0,0,\n"
                     "c,*,-100,,,,\nc,*N2,-116,0,0,0,\nc,*NNH,-119,0,0,0,\n"
                     "c,*NNH2,-123,0,0,0,\nc,*N,-105,0,0,0,\nc,*NH,-109,0,0,0,\n"
                     "c,*NH2,-113,0,0,0,\nc,*NH3,-117,,,,3000;-400\n")));
    ck_assert_ptr_nonnull(trial_message("C07"));
    ck_assert(!profile_of(&o->catalysts[0], "distal")->is_complete);
    ck_assert_str_eq(profile_of(&o->catalysts[0], "distal")->spoilt[0], "*NH3");
    ck_assert_uint_eq(o->catalysts[0].n_searches, 0);
}
END_TEST

/* --- conditions ------------------------------------------------------------------ */

START_TEST(a_range_of_potentials_has_the_numbers_one_would_type)
{
    trial_set("potential", "-0.8:0.2:0.2");
    const chp_profile *p = profile_of(trial_study("t7.csv", t7), "distal");
    const double expected[] = { -0.8, -0.6, -0.4, -0.2, 0, 0.2 };
    ck_assert_uint_eq(p->n_potentials, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_double_eq(p->at[i].U_V, expected[i]);
}
END_TEST

START_TEST(on_the_SHE_scale_a_coupled_step_rises_with_pH)
{
    trial_set("reaction", "her");
    trial_set("scale", "SHE");
    trial_set("pH", "7");
    const chp_profile *p = profile_of(trial_study("t7.csv", t7), "volmer-heyrovsky");
    double shift = 8.617333262145179e-5 * 298.15 * log(10) * 7;
    NEAR(p->steps[0].dG0_eV, -0.10 + shift);
    NEAR(p->U_L_V, -0.10 - shift);
    NEAR(p->U_eq_V.value, -shift);
}
END_TEST

START_TEST(on_the_RHE_scale_pH_changes_nothing)
{
    trial_set("reaction", "her");
    trial_set("pH", "7");
    NEAR(profile_of(trial_study("t7.csv", t7), "volmer-heyrovsky")->U_L_V, -0.10);
}
END_TEST

static const struct {
    const char *product;
    double shift_eV; // of the last step, 2.7
    double pH_eV;    // and for each unit of pH
} products[] = { { "NH3=gas", 0, 0 },
                 { "NH3=aq", -0.104, 0 },
                 { "NH3=NH4+", -0.6515, 0.05916 } };

START_TEST(the_product_decides_what_desorption_costs)
{
    trial_set("reaction", "nrr");
    trial_set("product", products[_i].product);
    trial_set("pH", "5");
    const chp_profile *p = profile_of(trial_study("t7.csv", t7), "distal");
    const chp_profile_step *last = &p->steps[p->n_steps - 1];
    ck_assert_double_eq_tol(
        last->dG0_eV, 0.71 + products[_i].shift_eV + 5 * products[_i].pH_eV, 5e-4);
    ck_assert_str_eq(chp_step_kind_name(last->kind), _i == 2 ? "PT" : "DES");
    NEAR(p->U_L_V, -0.50);
}
END_TEST

START_TEST(the_reference_electrode_has_its_hydrogen_at_1_bar)
{
    trial_set("reaction", "her");
    trial_set("pressure", "H2=0.01");
    const char *table = "catalyst,state,E,ZPE,thermal,TS\n"
                        ",H2(g),-7.0,0.3,0.1,0.4\n"
                        "cat,*,-100,,,\ncat,*H,-103.9,0.2,0.01,0.02\n";
    const chp_profile *p = profile_of(trial_study("h.csv", table), "volmer-heyrovsky");
    double kT_eV = 8.617333262145179e-5 * 298.15;
    NEAR(p->steps[0].dG0_eV, -103.71 + 100 + 3.5);
    NEAR(p->steps[0].dG0_eV + p->steps[1].dG0_eV, kT_eV * log(0.01));
    NEAR(p->U_eq_V.value, -kT_eV * log(0.01) / 2); // Nernst
    NEAR(p->U_eq_implied_V, p->U_eq_V.value);
}
END_TEST

START_TEST(a_pathway_that_nobody_has_is_an_error)
{
    trial_set("pathway", "distl");
    trial_run(trial_file("t7.csv", str_of(t7)));
    ck_assert_str_eq(trial_message("unknown-pathway")->hint, "Did you mean distal?");
}
END_TEST

START_TEST(solvation_for_some_states_only_is_a_warning)
{
    trial_set("reaction", "nrr");
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_run(trial_file(
        "s.csv",
        STR("catalyst,state,E,solvation\n,N2(g),-16,\n,H2(g),-7,\n,NH3(g),-19,\n"
            "c,*,-100,\nc,*N2,-116,-0.1\nc,*NNH,-119,-0.1\nc,*NNH2,-123,-0.1\n"
            "c,*N,-105,0\nc,*NH,-109,-0.1\nc,*NH2,-113,\nc,*NH3,-117,-0.1\n")));
    ck_assert(trial_says("solvation", "*NH2 has none"));
}
END_TEST

/* A gas correction by delta makes the whole agree with experiment, wherever it is put.
 */
static const char *const corrections[] = { "N2", "NH3", "split" };

START_TEST(a_corrected_gas_closes_the_cycle)
{
    trial_set("reaction", "nrr");
    trial_set("pathway", "distal");
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("gas-correction", corrections[_i]);
    const chp_outcome *o = trial_run(
        trial_file("s.csv", STR("catalyst,state,E\n,N2(g),-16\n,H2(g),-7\n,NH3(g),-19\n"
                                "c,*,-100\nc,*N2,-116\nc,*NNH,-119\nc,*NNH2,-123\n"
                                "c,*N,-105\nc,*NH,-109\nc,*NH2,-113\nc,*NH3,-117\n")));
    NEAR(o->closure.dG_eV, -38 + 16 + 21);
    NEAR(o->closure.delta_eV, -1 + 0.340);
    ck_assert(o->closure.is_corrected);
    NEAR(o->closure.corrected_delta_eV, 0);
    NEAR(profile_of(&o->catalysts[0], "distal")->U_eq_implied_V, 0.340 / 6);
    ck_assert_ptr_nonnull(trial_message("C11"));
}
END_TEST

/* --- what is wrong with a table -------------------------------------------------- */

static const struct {
    const char *table;
    const char *code;
    size_t line;
    const char *part;
} faults[] = {
    { "catalyst,state,E\ncat,*,-1\ncat,*H,abc\n", "not-a-number", 3,
      "E of *H is 'abc'" },
    { "catalyst,state,E\ncat,*,-1\ncat,*H\n", "table", 3,
      "2 columns, the header has 3" },
    { "catalyst,state,E\ncat,*,-1\ncat,*H,1,5\n", "table", 3, "4 columns" },
    { "catalyst,state,E\ncat,*,-1\ncat,*H,-2\ncat,H*,-3\n", "duplicate", 4, "line 3" },
    { "catalyst,*,*H,*O\nSc,-1,-2,-3\nSc,-4,-5,-6\n", "table", 1, "which energy" },
    { "catalyst,E_slab,E_H,E_N\nSc,-1,-2,-3\nSc,-4,-5,-6\n", "duplicate", 3,
      "* of Sc was given before, in line 2" },
    { "catalyst,E_slab,E_H,E_N\nSc,-1,-2,-3\nSc,-4,-5,-6\n", "duplicate", 3,
      "and so were *N, *H" },
    { "catalyst,state,E\ncat,*,-1\ncat,*H@fcc,-2\ncat,H_top,-2\ncat,H_fcc,-3\n",
      "duplicate", 5, "line 3" },
    { "catalyst,state,E\ncat,*,-1\ncat,*Q,-2\n", "unknown-state", 3, "'*Q'" },
    { "catalyst,state,E\ncat,*,-1\ncat,*N2H2,-2\n", "ambiguous-state", 3, "*NHNH" },
    { "catalyst,state,E [parsec]\ncat,*,-1\n", "unit", 1, "'parsec' is no unit" },
    { "catalyst,energy\ncat,-1\n", "table", 1, "no column 'state'" },
    { "", "table", 0, "empty" },
    { "catalyst,state,E\ncat,\"*,-1\n", "table", 2, "a quote is opened" },
    { "catalyst,state,E,modes\ncat,*H,-1,12;x\n", "not-a-number", 2,
      "'x' is no wavenumber" },
    { "catalyst,state,E\n,Qq(g),-1\ncat,*,1\n", "unknown-gas", 2, "Qq" },
};

START_TEST(a_fault_of_a_table_is_told_at_its_line)
{
    trial_run(trial_file("bad.csv", str_of(faults[_i].table)));
    const chp_message *m = trial_message(faults[_i].code);
    ck_assert_msg(m && strstr(m->fact, faults[_i].part), "%s: %s", faults[_i].code,
                  m ? m->fact : "no such message");
    ck_assert_uint_eq(m->where.line, faults[_i].line);
    ck_assert_int_eq(m->severity, CHP_ERROR);
}
END_TEST

/* --- levels above a surface whose energy is told --------------------------------- */

#define LEVELS                                                                         \
    "cat,*NNH,,0.15\ncat,*NNH2,,0.05\ncat,*N,,-0.60\ncat,*NH,,-1.20\n"                 \
    "cat,*NH2,,-1.35\ncat,*NH3,,-1.05\n"

static const char *const of_both[] = {
    "catalyst,state,G,dG\ncat,*,-280,\ncat,*N2,,-0.35\n" LEVELS,
    "catalyst,state,G,dG\n,N2,-17,\n,H2,-7,\n,NH3,-19.17,\ncat,*,-280,\n"
    "cat,*N2,-297.35,\n" LEVELS,
};

START_TEST(levels_lie_above_the_bare_surface_whatever_its_energy)
{
    trial_set("reaction", "nrr");
    const chp_catalyst *c = trial_study("t.csv", of_both[_i]);
    const chp_profile *p = profile_of(c, "distal");
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    NEAR(p->U_L_V, -0.5);
    NEAR(p->steps[0].dG0_eV, -0.35);
    NEAR(p->dG_chem_eV, 0.71);
    NEAR(state_of(c, "*NH")->dG_eV.value, -1.20);
    NEAR(p->U_eq_implied_V, 0.34 / 6);
}
END_TEST

/* --- hydrogen beside hydrogen ---------------------------------------------------- */

/* Differential free energies -0.2, -0.1, +0.2, +0.4 eV of the first to the fourth H:
 * U_L is less than 0 V by their size. */
static const char filled[] = "catalyst,state,G\n,H2,-7\ncat,*,-100\ncat,*H,-103.7\n"
                             "cat,*2H,-107.3\ncat,3H*,-110.6\ncat,4H,-113.7\n";

START_TEST(at_higher_coverage_the_differential_decides)
{
    static const struct {
        const char *pathway;
        double U_L_V;
    } rows[] = { { "beside-1H", -0.1 }, { "beside-2H", -0.2 }, { "beside-3H", -0.4 } };
    trial_set("reaction", "her-coverage");
    const chp_profile *p = profile_of(trial_study("t.csv", filled), rows[_i].pathway);
    NEAR(p->U_L_V, rows[_i].U_L_V);
    NEAR(p->U_eq_implied_V, 0);
    ck_assert(!trial_says("unknown-state", ""));
}
END_TEST

/* H costs 0.2 eV beside *N2 and -0.3 eV beside *NNH, half of H2 being -3.5 eV. */
START_TEST(hydrogen_beside_nitrogen_is_measured_from_it)
{
    static const char held[] = "catalyst,state,G\n,H2,-7\n,N2,-16.5\ncat,*,-100\n"
                               "cat,*N2,-116.8\ncat,N2+H,-120.1\ncat,*NNH,-119.4\n"
                               "cat,*NNH+*H,-123.2\n";
    trial_set("reaction", "her-beside-n2");
    const chp_catalyst *c = trial_study("t.csv", held);
    const chp_profile *N2 = profile_of(c, "beside-N2"),
                      *NNH = profile_of(c, "beside-NNH");
    NEAR(N2->steps[1].dG0_eV, 0.2);
    NEAR(N2->U_L_V, -0.2);
    NEAR(NNH->steps[2].dG0_eV, -0.3);
    NEAR(NNH->U_L_V, -0.3);
}
END_TEST

/* --- the study file -------------------------------------------------------------- */

START_TEST(a_study_file_may_hold_all_numbers)
{
    const chp_outcome *o = trial_run(
        trial_file("chepath.yaml",
                   STR("title: two catalysts\n"
                       "conditions: {temperature: 298.15, pH: 0, scale: RHE}\n"
                       "options: {low_modes: none}\n"
                       "gases: {H2: {E: -7.0, ZPE: 0.3, thermal: 0.1, TS: 0.4}}\n"
                       "catalysts:\n"
                       "  A:\n"
                       "    label: the first\n"
                       "    color: \"#0072b2\"\n"
                       "    states:\n"
                       "      slab: {E: -100}\n"
                       "      H: {E: -103.9, modes: 1600;500;200, solvation: -0.12}\n"
                       "  B:\n"
                       "    thermo: {from: A}\n"
                       "    states:\n"
                       "      slab: {E: -50}\n"
                       "      \"*H\": {E: -53.5}\n"
                       "reactions: [her]\n")));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    ck_assert_str_eq(o->title, "two catalysts");
    ck_assert_uint_eq(o->n_catalysts, 2);
    ck_assert_str_eq(o->catalysts[0].label, "the first");
    const chp_state *A = &o->catalysts[0].states[1], *B = &o->catalysts[1].states[1];
    double correction = (99.176 + 28.585 + 0.078) / 1000;
    ck_assert_double_eq_tol(A->g.G_eV.value, -103.9 + correction - 0.12, 2e-6);
    ck_assert_str_eq(B->borrowed_from, "A");
    ck_assert_double_eq_tol(B->g.G_eV.value, -53.5 + correction, 2e-6);
    ck_assert_uint_eq(o->catalysts[0].n_sensitivities,
                      12); // two pathways, six treatments of low modes
}
END_TEST

/* C has them, B has them of C, and A of B, in whatever order they stand. */
/* A gas that no reaction has, and a catalyst without states, are told and no error. */
START_TEST(what_nothing_needs_is_told)
{
    const chp_outcome *o = trial_run(trial_file(
        "chepath.yaml", STR("gases: {H2: {E: -7.0, ZPE: 0.3, thermal: 0.1, TS: 0.4}, "
                            "Xe: {E: -1}}\n"
                            "reactions: [her]\ncatalysts:\n"
                            "  A: {states: {slab: {E: -50}, H: {E: -53.5, ZPE: 0.2, "
                            "thermal: 0, TS: 0}}}\n"
                            "  B: {states: {}}\n")));
    ck_assert_ptr_nonnull(o);
    ck_assert(trial_says_as(CHP_NOTE, "unused-state", "the gas Xe"));
    ck_assert(trial_says_as(CHP_WARNING, "incomplete", "B has no state"));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
}
END_TEST

START_TEST(corrections_are_lent_on_and_a_ring_has_none)
{
    static const char *const orders[] = { "ABC", "CBA", "BAC", "AB" };
    const char *text = "gases: {H2: {E: -7.0, ZPE: 0.3, thermal: 0.1, TS: 0.4}}\n"
                       "reactions: [her]\ncatalysts:\n";
    bool is_ring = !strchr(orders[_i], 'C');
    for (const char *name = orders[_i]; *name; name++)
        text = arena_print(
            &trial.a,
            "%s  %c:\n%s    states:\n      slab: {E: -50}\n      H: {E: -53.5%s}\n",
            text, *name,
            *name == 'A'   ? "    thermo: {from: B}\n"
            : *name == 'C' ? ""
            : is_ring      ? "    thermo: {from: A}\n"
                           : "    thermo: {from: C}\n",
            *name == 'C' ? ", ZPE: 0.2, thermal: 0, TS: 0" : "");
    const chp_outcome *o = trial_run(trial_file("chepath.yaml", str_of(text)));
    ck_assert_int_eq(trial_says("missing-correction", "A: ZPE"), is_ring);
    ck_assert_int_eq(trial_says("thermo-ring", "A from B, B from A"), is_ring);
    if (is_ring)
        return;
    for (char name[] = "A"; *name < 'C'; ++*name) {
        const chp_state *H = state_of(catalyst_of(o, name), "*H");
        ck_assert_str_eq(H->borrowed_from, "C");
        NEAR(H->g.G_eV.value, -53.3);
    }
}
END_TEST

START_TEST(an_unknown_key_is_an_error_at_its_line)
{
    trial_run(
        trial_file("chepath.yaml",
                   STR("catalysts:\n  A:\n    states:\n      NNH: {energie: x}\n")));
    const chp_message *m = chp_diag_get(trial.diag, 0);
    ck_assert_ptr_nonnull(m);
    ck_assert_uint_eq(m->where.line, 4);
    ck_assert_ptr_nonnull(strstr(m->hint, "energy"));
    ck_assert_ptr_nonnull(m->excerpt);
}
END_TEST

START_TEST(the_command_line_wins_over_the_study_file)
{
    trial_set("temperature", "350");
    const chp_outcome *o = trial_run(
        trial_file("chepath.yaml", STR("conditions: {temperature: 298.15, pH: 3}\n"
                                       "catalysts: {A: {states: {slab: {E: 0}}}}\n")));
    NEAR(o->T_K, 350);
    NEAR(o->pH, 3);
}
END_TEST

START_TEST(a_state_that_lacks_something_twice_is_named_once)
{
    trial_set("reaction", "her");
    trial_run(trial_file("h.csv", STR("catalyst,state,E\ncat,*,-100\n"
                                      "cat,*H,-104\ncat,*H,-103.9\n")));
    ck_assert(trial_says("missing-correction", "not known for *H"));
    ck_assert(!trial_says("missing-correction", "*H, *H"));
}
END_TEST

Suite *suite_study(void)
{
    TCase *tc = tcase_create("study");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, a_table_of_dG_gives_the_limits_of_T7, 0,
                        sizeof t7_pathways / sizeof *t7_pathways);
    tcase_add_test(tc, dissociation_is_not_complete_without_its_states);
    tcase_add_test(tc, the_selectivity_of_T7);
    tcase_add_loop_test(tc, the_coverage_of_nitrogen_follows_its_pressure, 0, 2);
    tcase_add_test(tc, the_paths_of_T7_are_ranked);
    tcase_add_test(tc, a_rare_state_that_was_calculated_takes_part);
    tcase_add_test(tc, a_path_without_chemical_steps_has_none_that_costs_zero);
    tcase_add_test(tc, leaving_out_NH3_makes_a_merged_step_and_a_warning);
    tcase_add_test(tc, the_installed_nitride_reaction_gives_T8);
    tcase_add_test(tc, a_reaction_of_ones_own_gives_T8);
    tcase_add_loop_test(tc, cycles_of_a_nitride_are_counted_once, 0,
                        sizeof around / sizeof *around);
    tcase_add_test(tc, states_of_a_vacancy_bring_the_nitride_reaction);
    tcase_add_test(tc, a_total_energy_is_taken_apart_as_in_2_1);
    tcase_add_test(tc, what_is_missing_is_missing_and_not_zero);
    tcase_add_test(tc, a_state_that_lacks_something_twice_is_named_once);
    tcase_add_test(tc, a_gas_that_is_missing_is_named_once);
    tcase_add_test(tc, what_is_assumed_zero_counts_as_zero_for_gases_too);
    tcase_add_test(tc, units_separators_and_decimal_commas_do_not_matter);
    tcase_add_test(tc, modes_of_a_table_are_harmonic);
    tcase_add_test(tc, a_spoilt_optional_state_blocks_its_paths);
    tcase_add_test(tc, a_range_of_potentials_has_the_numbers_one_would_type);
    tcase_add_test(tc, on_the_SHE_scale_a_coupled_step_rises_with_pH);
    tcase_add_test(tc, on_the_RHE_scale_pH_changes_nothing);
    tcase_add_loop_test(tc, the_product_decides_what_desorption_costs, 0, 3);
    tcase_add_test(tc, the_reference_electrode_has_its_hydrogen_at_1_bar);
    tcase_add_test(tc, a_pathway_that_nobody_has_is_an_error);
    tcase_add_test(tc, solvation_for_some_states_only_is_a_warning);
    tcase_add_loop_test(tc, a_corrected_gas_closes_the_cycle, 0, 3);
    tcase_add_loop_test(tc, a_fault_of_a_table_is_told_at_its_line, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_loop_test(tc, levels_lie_above_the_bare_surface_whatever_its_energy, 0,
                        sizeof of_both / sizeof *of_both);
    tcase_add_test(tc, hydrogen_beside_nitrogen_is_measured_from_it);
    tcase_add_loop_test(tc, at_higher_coverage_the_differential_decides, 0, 3);
    tcase_add_test(tc, a_study_file_may_hold_all_numbers);
    tcase_add_test(tc, what_nothing_needs_is_told);
    tcase_add_loop_test(tc, corrections_are_lent_on_and_a_ring_has_none, 0, 4);
    tcase_add_test(tc, an_unknown_key_is_an_error_at_its_line);
    tcase_add_test(tc, the_command_line_wins_over_the_study_file);
    Suite *suite = suite_create("energetics/study");
    suite_add_tcase(suite, tc);
    return suite;
}
