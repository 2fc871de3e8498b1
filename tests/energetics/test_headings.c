/* Tables as papers print them: the ladder of test vector T7 under all kinds of
 * headings.
 *
 *     *N2 -0.35, *NNH 0.15, *NNH2 0.05, *N -0.60, *NH -1.20, *NH2 -1.35, *NH3 -1.05 eV
 */

#include "energetics/trial.h"

/* --- one row for each state --------------------------------------------------------
 */

#define FOR_EACH_STATE(row)                                                            \
    row("*N2", "-0.35") row("*NNH", "0.15") row("*NNH2", "0.05") row("*N", "-0.60")    \
        row("*NH", "-1.20") row("*NH2", "-1.35") row("*NH3", "-1.05")
#define COMMAS(state, dG)     "cat," state "," dG "\n"
#define SEMICOLONS(state, dG) "cat;" state ";" dG "\n"
#define AND_MORE(state, dG)   "cat," state "," dG ",-9\n"
#define ALIGNED(state, dG)    "cat        " state "     " dG "\n"
#define BLANKS(state, dG)     "cat " state " " dG "\n"
#define PARTS(state, dG)      "cat," state "," dG ",0.5,0.4,0.1\n" // their sum is zero

static const char *const ladders[] = {
    "catalyst,state,dG\n" FOR_EACH_STATE(COMMAS),
    "System,Intermediate,ΔG (eV)\n" FOR_EACH_STATE(COMMAS),
    "Material,Adsorbate,∆G / eV\n" FOR_EACH_STATE(COMMAS),
    "\xef\xbb\xbfmetal,species name,Delta G [eV]\r\n" FOR_EACH_STATE(COMMAS),
    "surface,intermediates,delta_G_eV\n" FOR_EACH_STATE(COMMAS),
    "catalyst,state,$\\Delta G$ (eV)\n" FOR_EACH_STATE(COMMAS),
    "Surface;State;ΔG\n" FOR_EACH_STATE(SEMICOLONS),
    "catalyst;metal;state;dG\n"
    "cat;Fe;*N2;-0,35\ncat;Fe;*NNH;0,15\ncat;Fe;*NNH2;0,05\ncat;Fe;*N;−0,60\n"
    "cat;Fe;*NH;–1,20\ncat;Fe;*NH2;-1,35\ncat;Fe;*NH3;-1,05\n",
    "catalyst,state,dG\n,,meV\n"
    "cat,*N2,-350\ncat,*NNH,150\ncat,*NNH2,50\ncat,*N,-600\n"
    "cat,*NH,-1200\ncat,*NH2,-1350\ncat,*NH3,-1050\n",
    "catalyst,dG(*N2),dG(*NNH),dG(*NNH2),dG(*N),dG(*NH),dG(*NH2),dG(*NH3) (eV)\n"
    ",meV,meV,meV,meV,meV,meV,eV\ncat,-350,150,50,-600,-1200,-1350,-1.05\n",
    "catalyst,state,\"dG\r\n(eV)\"\r\n" FOR_EACH_STATE(COMMAS),
    "| state | dG (eV) |\n|:--|--:|\n| \\*N2 | -0.35 |\n| \\*NNH | 0.15 |\n"
    "| *NNH2 | 0.05 |\n| *N | −0.60 |\n| *NH | -1.20 |\n| *NH2 | -1.35 |\n"
    "| *NH3 | -1.05 |\n",
    "Metal;System;state;dG\n"
    "Fe;cat;*N2;-0,35\nFe;cat;*NNH;0,15\nFe;cat;*NNH2;0,05\nFe;cat;*N;−0,60\n"
    "Fe;cat;*NH;–1,20\nFe;cat;*NH2;-1,35\nFe;cat;*NH3;-1,05\n",
    "catalyst,state,dG [meV]\n"
    "cat,*N2,-350\ncat,*NNH,150\ncat,*NNH2,50\ncat,*N,-600\n"
    "cat,*NH,-1200\ncat,*NH2,-1350\ncat,*NH3,-1050\n",
    "catalyst,state,ΔE,-TΔS,ΔZPE,dthermal\n"
    "cat,*N2,-0.35,0.5,-0.4,-0.1\ncat,*NNH,0.15,0.5,-0.4,-0.1\n"
    "cat,*NNH2,0.05,0.5,-0.4,-0.1\ncat,*N,-0.60,0.5,-0.4,-0.1\n"
    "cat,*NH,-1.20,0.5,-0.4,-0.1\ncat,*NH2,-1.35,0.5,-0.4,-0.1\n"
    "cat,*NH3,-1.05,0.5,-0.4,-0.1\n",
    "catalyst,state,ΔE,TΔS,ΔZPE,dthermal\n" FOR_EACH_STATE(PARTS),
    "catalyst,state,ΔE,ΔG_corr\n"
    "cat,*N2,-0.55,0.2\ncat,*NNH,-0.15,0.3\ncat,*NNH2,-0.45,0.5\ncat,*N,-0.7,0.1\n"
    "cat,*NH,-1.5,0.3\ncat,*NH2,-1.85,0.5\ncat,*NH3,-1.85,0.8\n",
    "catalyst,state,ΔG(U = 0 V)\n" FOR_EACH_STATE(COMMAS),
    "catalyst,state,dG_0V,dG_-0.5V\n" FOR_EACH_STATE(AND_MORE),
    "Table S3. Free energies of the "
    "intermediates\n\nsystem,species,dG\n" FOR_EACH_STATE(COMMAS) ",,\n",
    "catalyst,name,dG (eV)\n" FOR_EACH_STATE(COMMAS),
    "catalyst,state,dG\n"
    "cat,*N2,-0.35\n,*NNH,0.15\n,*NNH2,0.05\n,*N,-0.60\n,*NH,-1.20\n,*NH2,-1.35\n"
    ",*NH3,-1.05\n",
    "state,ΔG(cat) [eV]\n"
    "*N2,-0.35\n*NNH,0.15\n*NNH2,0.05\n*N,-0.60\n*NH,-1.20\n*NH2,-1.35\n"
    "*NH3,-1.05\n",
    "catalyst   state    dG (eV)\n" FOR_EACH_STATE(ALIGNED),
    "catalyst state dG\n" FOR_EACH_STATE(BLANKS),
    "\"ΔG, kJ mol⁻¹\",catalyst,state\n"
    "-33.7698662,cat,*N2\n14.4727998,cat,*NNH\n4.8242666,cat,*NNH2\n"
    "-57.8911993,cat,*N\n-115.7823985,cat,*NH\n-130.2551984,cat,*NH2\n"
    "-101.3095987,cat,*NH3\n",
};

/* --- one column for each state ------------------------------------------------------
 */

#define ROW "-0.35,0.15,0.05,-0.60,-1.20,-1.35,-1.05\n"

static const char *const wide[] = {
    "catalyst,dG_N2,dG_NNH,dG_NNH2,dG_N,dG_NH,dG_NH2,dG_NH3\ncat," ROW,
    "Material,ΔG*N2 (eV),ΔG*NNH (eV),ΔG*NNH₂ (eV),ΔG*N (eV),ΔG*NH (eV),ΔG*NH₂ (eV),"
    "ΔG*NH₃ (eV)\ncat," ROW,
    "system,ΔGN2*,ΔGNNH*,ΔGNNH2,ΔGN,ΔGNH,ΔGNH2*,ΔG*NH3,ΔEN\ncat,"
    "-0.35,0.15,0.05,-0.60,-1.20,-1.35,-1.05,0.4\n",
    "system,ΔG(N2*),ΔG(N2H*),ΔG(NNH2*),ΔG(N*),ΔG(NH*),ΔG(NH2*),ΔG(NH3*)\ncat," ROW,
    "dG_*N2_eV,dG_*NNH_eV,dG_*NNH2_eV,dG_*N_eV,dG_*NH_eV,dG_*NH2_eV,dG_*NH3_eV\n" ROW,
    "catalyst,d-band [eV],∆G[*N2],∆G[*NNH],∆G[*NNH2],∆G[*N],∆G[*NH],∆G[*NH2],∆G[*NH3],"
    "dG_max,E_F\ncat,-1.2,-0.35,0.15,0.05,-0.60,-1.20,-1.35,-1.05,0.5,-2\n",
};

static void check_ladder(const char *name, const char *table)
{
    const chp_outcome *o = trial_run(trial_file(name, str_of(table)));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    ck_assert_uint_eq(o->n_catalysts, 1);
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    ck_assert(p->is_complete);
    NEAR(p->U_L_V, -0.50);
    NEAR(p->dG_chem_eV, 0.71);
    NEAR(state_of(&o->catalysts[0], "*NH2")->dG_eV.value, -1.35);
}

START_TEST(the_ladder_of_T7_is_understood_under_these_headings)
{
    check_ladder("ladder.csv", ladders[_i]);
}
END_TEST

START_TEST(the_ladder_of_T7_is_understood_in_one_row)
{
    check_ladder("cat.csv", wide[_i]);
}
END_TEST

START_TEST(what_is_not_told_is_not_zero)
{
    static const char *const words[] = {
        "", "-", "–", "NaN", "n/a", "N/A", "None", "/"
    };
    str table = str_of(arena_print(&trial.a,
                                   "catalyst,dG_*N2,dG_*NNH,dG_*H\na,-0.3,0.2,-0.1\n"
                                   "b,-0.2,0.3,%s\n",
                                   words[_i]));
    const chp_outcome *o = trial_run(trial_file("two.csv", table));
    ck_assert_uint_eq(o->n_catalysts, 2);
    NEAR(o->catalysts[0].dG_H_eV.value, -0.1);
    ck_assert(!o->catalysts[1].dG_H_eV.known);
    ck_assert(trial_says_as(CHP_NOTE, "no-energy", "*H has no energy"));
}
END_TEST

static const char *const totals[] = {
    "metal,E_slab,E_H,E_H2(g)",
    "Material,E_slab,E_slab_H,E_H2_g",
    "system,E(slab),E(slab+H),E(H2_gas)",
};

START_TEST(total_energies_and_gases_may_stand_in_one_row)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "her");
    const char *text =
        arena_print(&trial.a, "%s\nPt,-100,-103.8,-7\nAu,-80,-83.1,-7\n", totals[_i]);
    const chp_outcome *o = trial_run(trial_file("h.csv", str_of(text)));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    NEAR(o->catalysts[0].dG_H_eV.value, -0.3);
    NEAR(o->catalysts[1].dG_H_eV.value, 0.4);
}
END_TEST

/* N2 beside *N2 is the gas, and so is what stands under a word for gases. */
static const char *const with_gases[] = {
    "state,E\n*,-100\n*H,-103.8\n*N2,-117\nH2,-7\nN2,-16\n",
    "system,E_tot (eV)\nslab,-100\nH*,-103.8\nN2*,-117\nH2,-7\nN2,-16\n",
    "catalyst,state,E\nPt,*,-100\nPt,*H,-103.8\ngas,H2,-7\ngas phase,N2,-16\n",
    "catalyst,state,E\nPt,*,-100\n,*H,-103.8\n,H2(g),-7\n,N2,-16\n",
    "state,E_Pt,E_Au\n*,-100,-80\n*H,-103.8,-83.1\n*N2,-117,-97\nH2,-7,-7\nN2,-16,\n",
};

START_TEST(a_gas_is_told_from_an_adsorbate)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "her");
    const chp_outcome *o = trial_run(trial_file("g.csv", str_of(with_gases[_i])));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    NEAR(o->catalysts[0].dG_H_eV.value, -0.3);
}
END_TEST

START_TEST(a_column_for_each_catalyst_is_one_of_its_own)
{
    const chp_outcome *o = trial_run(
        trial_file("t.csv", STR("state,ΔG(Pt) (eV),ΔG(Fe-N4) (eV)\n*H,-0.1,0.3\n")));
    ck_assert_uint_eq(o->n_catalysts, 2);
    ck_assert_str_eq(o->catalysts[1].name, "Fe-N4");
    NEAR(o->catalysts[0].dG_H_eV.value, -0.1);
    NEAR(o->catalysts[1].dG_H_eV.value, 0.3);
}
END_TEST

/* E + Gcorr + E_solv: 1.71 eV by hand, with 3.40 eV of half H2 and -23.16 of CO2. */
START_TEST(what_solvation_adds_is_added_to_a_sum_of_corrections)
{
    trial_set("reaction", "co2rr-co");
    const chp_outcome *o = trial_run(trial_file(
        "t.csv", STR("catalyst,state,E_tot[eV],G_corr[eV],E_solv[eV]\nFe,*,-100,,\n"
                     "Fe,*CO,-115.1,0.1,-0.1\nFe,*COOH,-125.2,0.6,-0.25\n"
                     "gas,CO2,-22.9,-0.26,\ngas,CO,-14.8,-0.39,\n"
                     "gas,H2,-6.76,-0.04,\ngas,H2O,-14.2,0.0,\n")));
    NEAR(state_of(&o->catalysts[0], "*COOH")->dG_eV.value, -24.85 + 23.16 + 3.40);
}
END_TEST

/* dE_f(*N) = -0.5 from N2 / 2, and NH3 -0.7 from N2 / 2 and H2: *N lies at -1.2. */
START_TEST(energies_of_formation_are_no_levels)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_run(trial_file("d.csv", STR("state,dE\n*N2,-0.3\n*N,-0.5\n*NH,-0.6\n")));
    ck_assert(trial_says_as(CHP_NOTE, "level", "dE of *N is taken for a level"));
    const chp_outcome *o =
        trial_run(trial_file("e.csv", STR("catalyst,state,E\n,N2,0\n,H2,0\n,NH3,-0.7\n"
                                          "Pt,*,0\nPt,*N2,-0.3\nPt,*N,-0.5\n")));
    NEAR(state_of(&o->catalysts[0], "*N")->dG_eV.value, -1.2);
}
END_TEST

START_TEST(a_table_of_gases_is_no_catalyst)
{
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "her");
    const chp_outcome *o =
        trial_run(trial_file("gases.csv", STR("state,E\nH2(g),-7\n")));
    ck_assert(!o || o->n_catalysts == 0);
}
END_TEST

START_TEST(the_first_column_of_names_is_of_catalysts)
{
    const chp_outcome *o =
        trial_run(trial_file("t.csv", STR("TM,ΔG(*H),d-band\nTi,-0.3,1\nV,-0.2,2\n")));
    ck_assert_uint_eq(o->n_catalysts, 2);
    ck_assert_str_eq(o->catalysts[1].name, "V");
}
END_TEST

START_TEST(a_column_that_may_have_been_a_correction_is_told)
{
    trial_run(trial_file("u.csv", STR("state,E,ZPE,U,TS\n*,-1,,,\n*H,-4,0.2,0.1,0\n")));
    ck_assert(trial_says_as(CHP_NOTE, "unknown-column", "kept as notes: U"));
}
END_TEST

START_TEST(a_column_that_names_no_state_is_told)
{
    trial_run(
        trial_file("n.csv", STR("metal,dG_*H,dG_H_max,charge\nPt,-0.1,0.2,0.3\n")));
    ck_assert(trial_says_as(CHP_NOTE, "unknown-column", ": dG_H_max"));
    ck_assert(!trial_says("unknown-column", "charge"));
}
END_TEST

START_TEST(what_was_assumed_zero_may_lack_beside_dE)
{
    trial_set("assume-zero", "thermal");
    const chp_outcome *o = trial_run(
        trial_file("e.csv", STR("state,dE,dZPE,TdS\n*,0,,\n*H,-0.33,0.04,-0.20\n")));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    NEAR(o->catalysts[0].dG_H_eV.value, -0.09);
}
END_TEST

/* --- what may be read in two ways ----------------------------------------------------
 */

static const struct {
    const char *table, *code, *part;
} faults[] = {
    { "catalyst,state,E_ads\ncat,*H,-1\n", "table", "the zero of 'E_ads' is not told" },
    { "catalyst,ΔE_ads(N2) (eV)\ncat,-1\n", "table", "is not told" },
    { "catalyst,state,Free energy (eV)\ncat,*H,-1\n", "table", "'Free energy'" },
    { "catalyst,*N2,*NNH\ncat,-1,0\n", "table", "'*N2' tells a state" },
    { "catalyst,E_slab,E_N2\ncat,-1,0\n", "ambiguous-state",
      "'E_N2' may be of the gas" },
    { "dG_*N2,dG_*H\n-1,0\n-2,0\n", "table", "catalysts of the 2 rows" },
    { "metal,surface,dG_*N2\nPt,111,-1\n", "table", "'metal' and 'surface'" },
    { "catalyst,state,dG,ΔG\ncat,*H,-1,-2\n", "table", "two columns are the dG" },
    { "catalyst,dG_*N2,dG_*NNH\n,-1,0\n", "table", "names no catalyst" },
    { "catalyst,state,dE\ncat,*H,-1\n", "no-corrections",
      "without dZPE, dthermal, dTS" },
    { "state,dE,dZPE,dTS,dthermal\n*H,-1,0.1,,0.1\n", "no-corrections",
      "*H has dE, but no dTS" },
    { "PK\3\4\n", "table", "a workbook" },
    { "catalyst,\xa6\xa4G(*H)\nPt,-0.1\n", "table", "not in UTF-8" }, // GBK
    { "surface,Equation,reactionEnergy\nPt,H2(g) + * -> H*,-0.3\n", "table",
      "a table of steps" },
    { "catalyst,ΔG1,ΔG2,ΔG3,ΔG4\nPt,0.8,0.8,2.4,0.9\n", "table", "a table of steps" },
    { "catalyst,ΔG_1 (eV),ΔG₂ (eV)\nPt,0.8,0.8\n", "table", "a table of steps" },
    { "from,to,dG\n*,*N2,-1\n", "table", "a table of steps" },
    { "step,ΔG\n*N2→*NNH,0.5\n", "table", "a table of steps" },
    { "catalyst,*→*N2,*N2 -> *NNH\nFe,-0.3,0.5\n", "table", "a table of steps" },
    { "state,dG\n*N2→*NNH,0.5\n", "unknown-state", "*N2→*NNH" },
    { "*N2,-0.35\n*NNH,0.15\n", "table", "'-0.35', stands where a column" },
    { "TM,ΔG(N2→N2H),ΔG(*H)\nTi,0.66,-0.3\n", "unit", "'N2→N2H' is no unit" },
    { "state,E,E_solv\n*,-100,-101\n", "solvation", "of * is -101" },
    { "state,Fe,Co\n*N2,-0.35,0.1\n", "table", "no column 'E'" },
    { "catalyst,dG_*Q\ncat,-1\n", "unknown-state", "'*Q'" },
    { "catalyst,dG_*H (300 K)\ncat,-1\n", "unknown-state", "'*H (300 K)'" },
    { "species,ZPE_exp_cm1,ZPE_half_sum_eV\nH2,2179.307,0.2579\n", "table",
      "no column 'E'" },
};

START_TEST(a_heading_that_may_mean_two_things_is_refused)
{
    trial_run(trial_file("bad.csv", str_of(faults[_i].table)));
    ck_assert_msg(trial_says_as(CHP_ERROR, faults[_i].code, faults[_i].part), "%s",
                  faults[_i].part);
}
END_TEST

/* --- sites -------------------------------------------------------------------------
 */

/* Where an adsorbate sits is no state of its own: the lowest counts, and the others are
 * named. */
static const struct {
    const char *table, *higher;
} sites[] = {
    { "metal,dG_H_fcc_eV,dG_H_top_eV\ncat,0.1,0.3\n", "H_top of " },
    { "metal,dG(*H@fcc),dG(*H@bridge)\ncat,0.1,0.3\n", "*H@bridge of " },
    { "catalyst,state,dG\ncat,H_top,0.3\ncat,H_hcp,0.1\n", "H_top of " },
    { "catalyst,state,dG\ncat,*H@site2,0.1\ncat,*H@site1,0.3\n", "*H@site1 of " },
    { "catalyst,state,dG\ncat,*H (hollow),0.1\ncat,H*-atop,0.3\n", "H*-atop of " },
};

START_TEST(of_the_sites_of_a_table_the_lowest_counts)
{
    trial_set("reaction", "her");
    const chp_catalyst *c = trial_study("t.csv", sites[_i].table);
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    const chp_state *state = state_of(c, "*H");
    NEAR(state->dG_eV.value, 0.1);
    ck_assert_uint_eq(state->n_others, 1);
    NEAR(state->other_above_eV[0], 0.2);
    ck_assert(str_starts(str_of(state->other[0]), str_of(sites[_i].higher)));
    ck_assert_ptr_nonnull(strstr(state->other[0], "t.csv:"));
}
END_TEST

Suite *suite_headings(void)
{
    TCase *tc = tcase_create("headings");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, the_ladder_of_T7_is_understood_under_these_headings, 0,
                        sizeof ladders / sizeof *ladders);
    tcase_add_loop_test(tc, the_ladder_of_T7_is_understood_in_one_row, 0,
                        sizeof wide / sizeof *wide);
    tcase_add_loop_test(tc, what_is_not_told_is_not_zero, 0, 8);
    tcase_add_loop_test(tc, total_energies_and_gases_may_stand_in_one_row, 0,
                        sizeof totals / sizeof *totals);
    tcase_add_loop_test(tc, a_gas_is_told_from_an_adsorbate, 0,
                        sizeof with_gases / sizeof *with_gases);
    tcase_add_test(tc, a_column_for_each_catalyst_is_one_of_its_own);
    tcase_add_test(tc, what_solvation_adds_is_added_to_a_sum_of_corrections);
    tcase_add_test(tc, energies_of_formation_are_no_levels);
    tcase_add_test(tc, a_table_of_gases_is_no_catalyst);
    tcase_add_test(tc, the_first_column_of_names_is_of_catalysts);
    tcase_add_test(tc, a_column_that_may_have_been_a_correction_is_told);
    tcase_add_test(tc, a_column_that_names_no_state_is_told);
    tcase_add_test(tc, what_was_assumed_zero_may_lack_beside_dE);
    tcase_add_loop_test(tc, a_heading_that_may_mean_two_things_is_refused, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_loop_test(tc, of_the_sites_of_a_table_the_lowest_counts, 0,
                        sizeof sites / sizeof *sites);
    Suite *suite = suite_create("energetics/headings");
    suite_add_tcase(suite, tc);
    return suite;
}
