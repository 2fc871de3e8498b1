/* C02, C11 to C16, C23, C25 and C27: reactions, and what their profiles cannot be. */
#include "energetics/trial.h"

#include <math.h>
#include <string.h>

#include "energetics/audit.h"
#include "energetics/selectivity.h"
#include "formats/outcars.h"

/* --- C02: (1.3), (1.4) ----------------------------------------------------------- */

START_TEST(C02_a_step_that_does_not_balance_refuses_the_reaction)
{
    static const char *const steps[] = {
        "N2 + * -> NNH*",            // hydrogen
        "N2 + * + H+ -> NNH*",       // charge
        "N2* + H+ + e- -> N* + NH*", // sites
    };
    const char *path = trial_file(
        "mine.yaml", str_of(arena_print(&trial.a,
                                        "reaction: mine\n"
                                        "overall: N2 + 6 H+ + 6 e- -> 2 NH3\n"
                                        "pathways:\n  p:\n    - %s\n",
                                        steps[_i])));
    trial_set("reaction", path);
    ck_assert_ptr_null(
        trial_run(trial_file("t.csv", STR("catalyst,state,dG\ncat,*NNH,0.5\n"))));
    ck_assert(trial_says_as(CHP_ERROR, "C02", "not balanced"));
    ck_assert_uint_eq(trial_message("C02")->where.line, 5);
}
END_TEST

/* --- C12, C13: the whole --------------------------------------------------------- */

static const char t7[] = "catalyst,state,dG\ncat,*,0\ncat,*N2,-0.35\ncat,*N*N,-0.10\n"
                         "cat,*NNH,0.15\ncat,*N*NH,0.45\ncat,*NNH2,0.05\n"
                         "cat,*NHNH,0.40\ncat,*N*NH2,0.30\ncat,*NH*NH,0.10\n"
                         "cat,*NHNH2,0.20\ncat,*NH*NH2,-0.15\ncat,*NH2NH2,-0.30\n"
                         "cat,*NH2*NH2,-0.55\ncat,*N,-0.60\ncat,*NH,-1.20\n"
                         "cat,*NH2,-1.35\ncat,*NH3,-1.05\ncat,*H,-0.10\n";

START_TEST(C12_every_pathway_sums_to_the_whole)
{
    const chp_catalyst *c = trial_study("t7.csv", t7);
    int n = 0;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (strcmp(p->reaction, "nrr") != 0 || !p->is_complete)
            continue;
        double sum_eV = 0;
        for (size_t k = 0; k < p->n_steps; k++)
            sum_eV += p->steps[k].dG0_eV;
        NEAR(sum_eV, -0.34);
        NEAR(p->U_eq_implied_V, 0.34 / 6);
        n++;
    }
    ck_assert_int_ge(n, 4);
    ck_assert(!trial_says("C12", ""));
    ck_assert(!trial_says("C13", ""));
}
END_TEST

/* A closing state as it is told, and by how much the whole is off: -0.342 eV is right.
 */
static const struct {
    const char *end;
    int severity; // -1: nothing is said
    const char *part;
} ends[] = {
    { "-0.25", -1, "" },
    { "-0.43", -1, "" },
    { "-0.58", CHP_NOTE, "off by -0.238 eV" },
    { "-0.10", CHP_NOTE, "off by +0.242 eV" },
    { "-1.20", CHP_WARNING, "U_eq of nrr is 0.200 V by these energies and 0.057 V" },
    { "0.34", CHP_WARNING, "off by +0.682 eV" },
};

START_TEST(C11_a_closing_state_far_from_experiment_is_told)
{
    trial_study("t.csv", arena_print(&trial.a, "%scat,end,%s\n", t7, ends[_i].end));
    const chp_message *m = trial_message("C11");
    if (ends[_i].severity < 0)
        ck_assert_ptr_null(m);
    else
        ck_assert(trial_says_as((chp_severity)ends[_i].severity, "C11", ends[_i].part));
}
END_TEST

/* Two pathways as a broken ledger would make them: the second ends elsewhere, and lies
 * above what its mean allows. */
START_TEST(C12_C13_what_no_sum_allows_is_an_error)
{
    const char *const none[] = { NULL };
    const chp_profile_step steps[] = {
        { .from = "*", .to = "*H", .n_e = 1, .merged = none },
        { .from = "*H", .to = "*", .n_e = 1, .merged = none },
    };
    chp_profile profiles[2];
    for (int i = 0; i < 2; i++)
        profiles[i] = (chp_profile){ .reaction = "x",
                                     .name = i == 0 ? "a" : "b",
                                     .is_complete = true,
                                     .n_steps = 2,
                                     .steps = steps,
                                     .has_limit = true,
                                     .has_implied = true,
                                     .U_eq_implied_V = i == 0 ? 0.057 : 0.3,
                                     .eta_implied_V = i == 0 ? 0.5 : -0.2 };
    chp_catalyst c = { .name = "cat", .n_profiles = 2, .profiles = profiles };
    catalyst_entry one = { .name = "cat" };
    subject of = { .entry = &one };
    chp_study s = { 0 };
    audit_profiles(&s, &of, &c, trial.diag);
    arena_clear(&s.memory);
    ck_assert(trial_says_as(CHP_ERROR, "C12", "b and a do not add up"));
    ck_assert(trial_says_as(CHP_ERROR, "C13", "cat, b: an overpotential of -0.200 V"));
    ck_assert(!trial_says("C13", "cat, a:"));
}
END_TEST

/* At 298.15 K steam of 1 bar lies kT ln(1 / 0.03169) = 0.089 eV above liquid water. */
static const struct {
    const char *T_K, *pressure, *part; // "": nothing is said
} waters[] = {
    { "298.15", NULL, "" }, { "298.15", "H2O=0.035", "" },
    { "640", NULL, "" },    { "298.15", "H2O=1", "it lies 0.089 eV higher" },
    { "660", "H2O=1", "" }, { "660", NULL, "no liquid water at 660 K" },
};

START_TEST(water_that_is_no_liquid_is_told)
{
    trial_set("temperature", waters[_i].T_K);
    if (waters[_i].pressure)
        trial_set("pressure", waters[_i].pressure);
    trial_study("t.csv", "catalyst,state,E,ZPE\n,H2O,-14.2,0.56\n,H2,-7,0.27\n"
                         "cat,*,-100,\ncat,*H,-103.6,0.2\n");
    bool is_silent = *waters[_i].part == '\0';
    ck_assert(trial_says_as(CHP_WARNING, "water", waters[_i].part) != is_silent);
}
END_TEST

/* --- C14, C15, C16: what chemistry and coverage say ------------------------------ */

static const struct {
    double N2_eV, NH3_eV;
    chp_severity severity;
    const char *part;
} uphill[] = {
    { 0.20, -0.40, CHP_WARNING, "* -> *N2 is uphill by 0.20 eV" },
    { -0.20, -1.20, CHP_WARNING, "*NH3 -> * is uphill by 0.86 eV" },
    { -0.20, -1.00, CHP_NOTE, "*NH3 -> * is uphill by 0.66 eV" },
    { -0.20, -0.40, CHP_NOTE, "*NH3 -> * is uphill by 0.06 eV" },
};

START_TEST(C14_chemical_steps_uphill_are_told)
{
    const char *table =
        arena_print(&trial.a,
                    "catalyst,state,dG\ncat,*N2,%.2f\ncat,*NNH,0.15\ncat,*NNH2,0.05\n"
                    "cat,*N,-0.1\ncat,*NH,-0.2\ncat,*NH2,-0.35\ncat,*NH3,%.2f\n",
                    uphill[_i].N2_eV, uphill[_i].NH3_eV);
    const chp_profile *p = profile_of(trial_study("t.csv", table), "distal");
    ck_assert_msg(trial_says_as(uphill[_i].severity, "C14", uphill[_i].part), "%s",
                  uphill[_i].part);
    ck_assert(strstr(p->verdict, "no potential makes every step downhill"));
}
END_TEST

/* (k_B T / h) exp(-dG / k_B T) at 298.15 K. */
static const struct {
    double dG_eV, rate_s, within;
} rates[] = {
    { 0.50, 2.2e4, 0.05e4 },   { 0.60, 4.5e2, 0.05e2 },   { 0.70, 9.1, 0.1 },
    { 0.75, 1.3, 0.05 },       { 0.80, 0.19, 0.005 },     { 0.87, 0.012, 0.0005 },
    { 0.90, 3.8e-3, 0.05e-3 }, { 1.00, 7.8e-5, 0.05e-5 }, { 1.08, 3.4e-6, 0.1e-6 },
    { 0, 0, 1e-12 },
};

START_TEST(C14_a_chemical_step_sets_the_pace)
{
    const chp_profile *p = profile_of(
        trial_study("t.csv", arena_print(&trial.a,
                                         "catalyst,state,dG\nc,*N2,-0.3\nc,*NNH,0.15\n"
                                         "c,*NNH2,0.05\nc,*N,-0.1\nc,*NH,-0.2\n"
                                         "c,*NH2,-0.35\nc,*NH3,%.10f\n",
                                         -0.34 - rates[_i].dG_eV)),
        "distal");
    NEAR(p->dG_chem_eV, rates[_i].dG_eV);
    ck_assert_int_eq(p->chem_rate_s.known, rates[_i].dG_eV > 0);
    ck_assert_double_eq_tol(p->chem_rate_s.value, rates[_i].rate_s, rates[_i].within);
}
END_TEST

/* Half of k0 at the summit, as fast on either side, a tenth for each kT ln 10. */
START_TEST(hydrogen_exchanges_fastest_where_it_is_bound_by_nothing)
{
    const double kT_eV = 0.025692579;
    ck_assert_double_eq_tol(selectivity_exchange_s(0, 298.15), 100, 1e-9);
    NEAR(selectivity_exchange_s(0.3, 298.15), selectivity_exchange_s(-0.3, 298.15));
    ck_assert_double_eq_tol(selectivity_exchange_s(0.5, 298.15) /
                                selectivity_exchange_s(0.5 + kT_eV * log(10), 298.15),
                            10, 1e-4);
}
END_TEST

/* T7: U_x = -0.25 V lies above U_L = -0.50 V; with *H at +0.5 eV it does not. */
START_TEST(C15_a_site_that_hydrogen_covers_is_a_warning)
{
    static const char *const hydrogen[] = { "-0.10", "0.50" };
    str text = edited(&trial.a, str_of(t7), 1, "*H,-0.10",
                      arena_print(&trial.a, "*H,%s", hydrogen[_i]));
    const chp_catalyst *c = trial_study("t.csv", arena_str(&trial.a, text));
    NEAR(c->selectivity.U_crossover_V.value, _i == 0 ? -0.25 : -0.85);
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C15", "below -0.25 V *H"), _i == 0);
}
END_TEST

/* *N*NH at -0.5 eV would spare the side-on paths their PDS of 0.55 eV; *NHNH2 and
 * *NH2NH2 come after the step that limits, 0.50 eV. */
START_TEST(C16_missing_states_that_could_help_are_named)
{
    static const char *const left_out[] = { "cat,*N*NH,0.45\n", "cat,*NH2NH2,-0.30\n" };
    str text = edited(&trial.a, str_of(t7), 1, left_out[_i], "");
    trial_set("reaction", "nrr");
    trial_study("t.csv", arena_str(&trial.a, text));
    const chp_message *m = trial_message("C16");
    ck_assert_int_eq(m && strstr(m->fact, "*N*NH") != NULL, _i == 0);
    ck_assert(!m || !strstr(m->fact, "*NH2NH2"));
}
END_TEST

/* --- C23: one scale -------------------------------------------------------------- */

START_TEST(C23_an_equilibrium_on_another_scale_is_refused)
{
    trial_set(
        "reaction",
        trial_file("mine.yaml", STR("reaction: mine\noverall: 2 H+ + 2 e- -> H2\n"
                                    "equilibrium: {potential: -0.414, scale: SHE}\n"
                                    "pathways:\n  p:\n    - H+ + e- + * -> H*\n"
                                    "    - H* + H+ + e- -> * + H2\n")));
    ck_assert_ptr_null(
        trial_run(trial_file("t.csv", STR("catalyst,state,dG\ncat,*H,0.1\n"))));
    ck_assert(trial_says_as(CHP_ERROR, "C23", "SHE"));
}
END_TEST

/* On the SHE scale U_L and U_eq move alike, by -0.05916 V for each unit of pH. */
START_TEST(C23_limiting_and_equilibrium_potentials_share_their_scale)
{
    trial_set("scale", "SHE");
    trial_set("pH", "7");
    const chp_profile *p = profile_of(trial_study("t7.csv", t7), "distal");
    ck_assert_double_eq_tol(p->U_L_V, -0.50 - 7 * 0.05915935, 1e-6);
    ck_assert_double_eq_tol(p->eta_implied_V, 0.5 + 0.34 / 6, 1e-6);
    ck_assert_double_eq_tol(p->eta_V, 0.557, 1e-6);
}
END_TEST

/* Three states make no pathway, but steps: those are looked at. */
START_TEST(C14_steps_of_a_pathway_that_is_not_complete_are_told)
{
    const chp_catalyst *c = trial_study(
        "t.csv", "catalyst,state,dG\ncat,*N2,0.2\ncat,*NNH,0.9\ncat,*NH2,-0.5\n");
    const chp_profile *p = profile_of(c, "distal");
    ck_assert(!p->is_complete && p->n_steps == 0);
    ck_assert_uint_eq(p->n_known, 3); // the last is merged: *NH2 -> * + NH3
    ck_assert_str_eq(p->known[1].to, "*NNH");
    NEAR(p->known[1].dG0_eV, 0.7);
    ck_assert(trial_says_as(CHP_WARNING, "C14", "* -> *N2 is uphill by 0.20 eV"));
    ck_assert(trial_says("incomplete", "nearest to it is"));
    ck_assert(!trial_says("incomplete", "of her"));
}
END_TEST

/* --- C25: an order that nobody knows --------------------------------------------- */

START_TEST(C25_catalysts_nearer_than_the_error_are_not_ranked)
{
    // dG of *NNH: U_L, too; 0.10 V apart is no less than 0.1 V
    static const char *const second[] = { "0.47", "0.75", "0.60", "0.40" };
    const char *table = "catalyst,state,dG\n";
    for (int i = 0; i < 2; i++)
        table = arena_print(&trial.a,
                            "%sc%d,*NNH,%s\nc%d,*NNH2,0.5\nc%d,*N,-0.1\nc%d,*NH,-0.3\n"
                            "c%d,*NH2,-0.5\n",
                            table, i, i == 0 ? "0.50" : second[_i], i, i, i, i);
    trial_set("reaction", "nrr");
    const chp_outcome *o = trial_run(trial_file("t.csv", str_of(table)));
    NEAR(profile_of(&o->catalysts[0], "distal")->U_L_V, -0.50);
    ck_assert_int_eq(trial_says_as(CHP_NOTE, "C25",
                                   "nrr: 1 of 1 neighbours in the ranking differ by "
                                   "less than 0.1 V in U_L: c1 and c0 (0.03 V)"),
                     _i == 0);
}
END_TEST

/* --- C27: a potential that somebody wrote down ----------------------------------- */

static const struct {
    const char *potential;
    bool is_right;
} equilibria[] = {
    { "0.057", true }, { "0.092", true },   { "-0.16", false },
    { "0.10", true },  { "-0.148", false }, { "0.36", false },
};

START_TEST(C27_an_equilibrium_potential_is_compared_with_the_tables)
{
    trial_set("reaction",
              trial_file("mine.yaml",
                         str_of(arena_print(
                             &trial.a,
                             "reaction: mine\noverall: N2 + 6 H+ + 6 e- -> 2 NH3\n"
                             "equilibrium: {potential: %s}\npathways:\n  p:\n"
                             "    - N2 + * + H+ + e- -> NNH*\n"
                             "    - NNH* + 5 H+ + 5 e- -> * + 2 NH3\n",
                             equilibria[_i].potential))));
    trial_study("t.csv", "catalyst,state,dG\ncat,*NNH,0.5\n");
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C27", ""), !equilibria[_i].is_right);
}
END_TEST

/* What U_eq belongs to: NBS gives NO3- + 9 H+ + 8 e- -> NH3 + 3 H2O 0.802 V with NH3 as
 * a gas, 0.815 V in water, 0.883 V as NH4+ at pH 0. */
static const struct {
    const char *reaction, *product, *own; // what a file of one's own says; NULL
    double U_eq_V;
    bool is_noted;
} products[] = {
    { "no3rr", "NH3=gas", NULL, 0.802, false },
    { "no3rr", "NH3=aq", NULL, 0.815, false },
    { "no3rr", "NH3=NH4+", NULL, 0.883, false },
    { "norr", "NH3=gas", NULL, 0.705, false },
    { "norr", "NH3=aq", NULL, 0.726, false },
    { "nrr", "NH3=gas", NULL, 0.057, false },
    { "nrr", "NH3=aq", NULL, 0.092, false },
    { "nrr", "NH3=NH4+", NULL, 0.274, false },
    { NULL, "NH3=gas", "0.092", 0.057, true },
    { NULL, "NH3=gas", "0.055", 0.055, false },
    { NULL, "NH3=aq", "0.057", 0.092, false },
};

START_TEST(C27_the_equilibrium_is_that_of_the_product)
{
    const char *reaction = products[_i].reaction;
    if (products[_i].own)
        reaction = trial_file(
            "mine.yaml",
            str_of(arena_print(&trial.a,
                               "reaction: mine\noverall: N2 + 6 H+ + 6 e- -> 2 NH3\n"
                               "equilibrium: {potential: %s}\npathways:\n  p:\n"
                               "    - N2 + * + H+ + e- -> NNH*\n"
                               "    - NNH* + 5 H+ + 5 e- -> * + 2 NH3\n",
                               products[_i].own)));
    trial_set("reaction", reaction);
    trial_set("product", products[_i].product);
    const chp_catalyst *c = trial_study(
        "t.csv", "catalyst,state,dG\nc,*NNH,0.5\nc,*NNH2,0.4\nc,*N,0.1\nc,*NH,0\n"
                 "c,*NH2,-0.1\nc,*NO3,-1\nc,*NO2,-2\nc,*NO,-3\nc,*NHO,-3.1\n"
                 "c,*NHOH,-3.3\nc,*NH2OH,-3.5\nc,*NH3,-5\n");
    const chp_profile *p = NULL;
    for (size_t i = 0; i < c->n_profiles && !p; i++)
        p = c->profiles[i].is_complete ? &c->profiles[i] : NULL;
    ck_assert_ptr_nonnull(p);
    ck_assert_double_eq_tol(p->U_eq_V.value, products[_i].U_eq_V, 6e-4);
    ck_assert_int_eq(trial_says_as(CHP_NOTE, "C27", "not that of NH3 as a gas"),
                     products[_i].is_noted);
}
END_TEST

#define LOOP(test, cases)                                                              \
    tcase_add_loop_test(tc, test, 0, sizeof(cases) / sizeof *(cases))

Suite *suite_checks_profiles(void)
{
    TCase *tc = tcase_create("profiles");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, C02_a_step_that_does_not_balance_refuses_the_reaction, 0,
                        3);
    tcase_add_test(tc, C12_every_pathway_sums_to_the_whole);
    LOOP(C11_a_closing_state_far_from_experiment_is_told, ends);
    tcase_add_test(tc, C12_C13_what_no_sum_allows_is_an_error);
    LOOP(water_that_is_no_liquid_is_told, waters);
    LOOP(C14_chemical_steps_uphill_are_told, uphill);
    LOOP(C14_a_chemical_step_sets_the_pace, rates);
    tcase_add_test(tc, C14_steps_of_a_pathway_that_is_not_complete_are_told);
    tcase_add_test(tc, hydrogen_exchanges_fastest_where_it_is_bound_by_nothing);
    tcase_add_loop_test(tc, C15_a_site_that_hydrogen_covers_is_a_warning, 0, 2);
    tcase_add_loop_test(tc, C16_missing_states_that_could_help_are_named, 0, 2);
    tcase_add_test(tc, C23_an_equilibrium_on_another_scale_is_refused);
    tcase_add_test(tc, C23_limiting_and_equilibrium_potentials_share_their_scale);
    tcase_add_loop_test(tc, C25_catalysts_nearer_than_the_error_are_not_ranked, 0, 4);
    LOOP(C27_an_equilibrium_potential_is_compared_with_the_tables, equilibria);
    LOOP(C27_the_equilibrium_is_that_of_the_product, products);
    Suite *suite = suite_create("energetics/checks_profiles");
    suite_add_tcase(suite, tc);
    return suite;
}
