/* What goes wrong in studies, check by check: C01 to C27. Those of settings, bonds and
 * boxes stand in test_audit.c, those of charged surfaces in test_constant.c. */
#include "energetics/trial.h"

#include <math.h>
#include <string.h>

#include "energetics/audit.h"
#include "energetics/selectivity.h"
#include "formats/files.h"
#include "formats/outcars.h"

/* --- C01: the run converged ------------------------------------------------------ */

static const char incar[] = "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nNELM = 2\n"
                            "EDIFF = 1E-6\n";

/* Two iron atoms and what is above them; `d_eps` is the last change of its energy. */
static void make_run(const char *path, const char *elements, const char *counts,
                     const char *above, double d_eps, double moment)
{
    arena *a = &trial.a;
    trial_file(arena_print(a, "%s/INCAR", path), str_of(incar));
    trial_file(arena_print(a, "%s/CONTCAR", path),
               str_of(arena_print(a,
                                  "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\n"
                                  "Cartesian\n0 0 2\n2.5 0 2\n%s",
                                  elements, counts, above)));
    trial_file(arena_print(a, "%s/OSZICAR", path),
               str_of(arena_print(
                   a,
                   "       N       E                     dE             d eps       "
                   "ncg     rms\n"
                   "DAV:   1    -0.300000000000E+02   -0.30000E+02   -0.30000E+02   "
                   "768   0.5E+00\n"
                   "DAV:   2    -0.300000000000E+02   %.5E   %.5E   768   0.5E-03\n"
                   "   1 F= -.30000000E+02 E0= -.30000000E+02  d E =-.100000E-06  "
                   "mag=     %.4f\n",
                   d_eps, d_eps, moment)));
}

#define ON_TOP "0 0 3.6\n" // one atom

START_TEST(C01_electrons_that_did_not_converge_spoil_the_state)
{
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 0);
    make_run("Fe/N", "Fe N", "2 1", ON_TOP, -1e-2, 0);
    make_run("Fe/NH", "Fe N H", "2 1 1", ON_TOP "0 0 4.6\n", -1e-8, 0);
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "not-converged", "electrons did not converge"));
    const chp_profile *p = profile_of(&o->catalysts[0], "distal");
    ck_assert_str_eq(p->spoilt[0], "*N");
    ck_assert_ptr_null(p->spoilt[1]);
}
END_TEST

START_TEST(C01_a_relaxation_that_was_cut_spoils_the_state)
{
    const char *name = "relax-5.4.4";
    trial_file("cat/slab/OUTCAR", outcar_text(&trial.a, name));
    trial_file("cat/H/OUTCAR", cut_before(&trial.a, outcar_text(&trial.a, name), 1,
                                          " reached required accuracy"));
    trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "truncated", "") ||
              trial_says_as(CHP_ERROR, "not-converged", "") ||
              trial_says_as(CHP_ERROR, "C01", ""));
}
END_TEST

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

/* --- C04: one cell, one frozen set ----------------------------------------------- */

START_TEST(C04_another_frozen_set_is_a_warning)
{
    static const char *const flags[] = { "F F F", "T T T" };
    for (int k = 0; k < 2; k++) {
        const char *path = k == 0 ? "Fe/slab" : "Fe/N";
        make_run(path, "Fe N", "2 1", ON_TOP, -1e-8, 0);
        trial_file(arena_print(&trial.a, "%s/CONTCAR", path),
                   str_of(arena_print(&trial.a,
                                      "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\n"
                                      "Selective dynamics\nCartesian\n0 0 2 F F F\n"
                                      "2.5 0 2 %s\n%s",
                                      k == 0 ? "Fe" : "Fe N", k == 0 ? "2" : "2 1",
                                      k == 0 ? "F F F" : flags[_i],
                                      k == 0 ? "" : "0 0 3.6 T T T\n")));
    }
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_run(trial.folder);
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C04", "frozen in one of *N"), _i == 1);
}
END_TEST

/* --- C05: the atoms of a name ---------------------------------------------------- */

START_TEST(C05_a_state_and_a_gas_hold_the_atoms_of_their_names)
{
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 0);
    make_run("Fe/NH", "Fe N", "2 1", ON_TOP, -1e-8, 0);
    make_run("gas/H2", "Fe", "2", "", -1e-8, 0);
    trial_set("assume-zero", "ZPE,thermal,TS");
    const chp_outcome *o = trial_run(trial.folder);
    ck_assert(trial_says_as(CHP_ERROR, "C05",
                            "*NH of Fe holds N beyond the bare surface, expected HN") ||
              trial_says_as(CHP_ERROR, "C05",
                            "*NH of Fe holds N beyond the bare surface, expected NH"));
    ck_assert(trial_says_as(CHP_ERROR, "C05", "the run of the gas H2 holds Fe2"));
    ck_assert_str_eq(profile_of(&o->catalysts[0], "distal")->spoilt[0], "*NH");
}
END_TEST

/* --- C06, C07, C09, C20: modes from a table ------------------------------------- */

static const struct {
    const char *modes; // of *NH; 5 atoms of freedom beyond the first
    chp_severity severity;
    const char *code, *part; // "": nothing of the code
} modes_of_NH[] = {
    { "3300;700;650;600;500;450", CHP_WARNING, "C06", "" },
    { "3300;700;650;600;500", CHP_WARNING, "C06", "*NH has 5 modes, expected 6" },
    { "3300;700;650;600;500;-45", CHP_NOTE, "C07", "imaginary" },
    { "3300;700;650;600;500;-80", CHP_WARNING, "C07", "imaginary" },
    { "3300;700;650;-30;-40;-45", CHP_WARNING, "C07", "imaginary" },
    { "3300;700;650;600;500;-120", CHP_ERROR, "C07", "imaginary" },
    { "3300;700;650;600;500;450", CHP_WARNING, "C09", "" },
    { "2000;300;250;200;150;100", CHP_WARNING, "C09", "the ZPE of *NH is 0.19 eV" },
    { "3300;2700;1650;600;500;450", CHP_WARNING, "C09", "the ZPE of *NH is 0.57 eV" },
};

START_TEST(C06_C07_C09_modes_are_counted_and_judged)
{
    const char *table = arena_print(&trial.a,
                                    "catalyst,state,E,modes\n,N2,-16,2340\n"
                                    ",H2,-7,4300\n,NH3,-19,3400;3400;3300;1600;1600;"
                                    "1000\ncat,*,-100,\ncat,*NH,-108,%s\n",
                                    modes_of_NH[_i].modes);
    const chp_catalyst *c = trial_study("t.csv", table);
    bool is_silent = *modes_of_NH[_i].part == '\0';
    ck_assert_int_eq(trial_says_as(modes_of_NH[_i].severity, modes_of_NH[_i].code,
                                   is_silent ? "*NH" : modes_of_NH[_i].part),
                     !is_silent);
    const char *spoilt = profile_of(c, "distal")->spoilt[0];
    ck_assert_int_eq(spoilt != NULL, modes_of_NH[_i].severity == CHP_ERROR);
}
END_TEST

START_TEST(C06_a_gas_without_one_of_its_modes_is_an_error)
{
    const chp_outcome *o =
        trial_run(trial_file("t.csv", STR("catalyst,state,E,modes\n"
                                          ",H2,-7,4300\n,N2,-16,2340\n"
                                          ",NH3,-19,3400;3400;3300;1600;1600\n"
                                          "cat,*,-100,\ncat,*NH,-108,3300;700;650;600;"
                                          "500;450\n")));
    ck_assert(
        trial_says_as(CHP_ERROR, "C06", "NH3 has 5 modes, a gas of its formula 6"));
    for (size_t i = 0; i < o->n_gases; i++)
        ck_assert(strcmp(o->gases[i].name, "NH3") != 0 || !o->gases[i].g.G_eV.known);
}
END_TEST

/* H2 has one vibration and five modes that should be zero, NH3 six and six. */
static const struct {
    const char *H2, *NH3;
    chp_severity severity;
    const char *code; // NULL: nothing is said
    size_t n_imaginary;
} gas_modes[] = {
    { "4300;20;-5;-9;-12;-30", "3400;3400;3300;1600;1600;1000", CHP_NOTE, NULL, 0 },
    { "4300", "3400;3400;3300;1600;1600;-1000", CHP_ERROR, "C07", 1 },
    { "4300", "3400;3400;3300;1600;1600;5;3;2;1;-4;-20;-1000", CHP_ERROR, "C07", 1 },
    { "4300;140;5;2;1;-3", "3400;3400;3300;1600;1600;1000", CHP_WARNING, "C06", 0 },
    { "4300;5;2;1;-3;-140", "3400;3400;3300;1600;1600;1000", CHP_WARNING, "C06", 0 },
};

START_TEST(C06_C07_modes_of_a_gas_are_vibrations_and_what_is_left)
{
    const chp_outcome *o = trial_run(trial_file(
        "t.csv", str_of(arena_print(&trial.a,
                                    "catalyst,state,E,modes\n,H2,-7,%s\n,NH3,-19,%s\n"
                                    "cat,*,-100,\n",
                                    gas_modes[_i].H2, gas_modes[_i].NH3))));
    static const char *const codes[] = { "C06", "C07" };
    for (int k = 0; k < 2; k++) {
        bool is_it = gas_modes[_i].code && strcmp(gas_modes[_i].code, codes[k]) == 0;
        ck_assert_int_eq(trial_says_as(gas_modes[_i].severity, codes[k], ""), is_it);
    }
    ck_assert_uint_eq(o->gases[0].n_imaginary, 0);
    ck_assert_uint_eq(o->gases[1].n_imaginary, gas_modes[_i].n_imaginary);
    ck_assert_int_eq(o->gases[1].g.G_eV.known, gas_modes[_i].severity != CHP_ERROR);
    ck_assert_double_eq_tol(o->gases[0].g.ZPE_eV.value, 4300 * 1.239841984e-4 / 2,
                            1e-8);
}
END_TEST

START_TEST(C09_no_correction_is_negative)
{
    static const char *const rows[] = { "0.3,0.05,-0.08", "0.3,-0.05,0.08",
                                        "-0.3,0.05,0.08", "0.3,0.05,0.08" };
    trial_study("t.csv", arena_print(&trial.a,
                                     "catalyst,state,E,ZPE,thermal,TS\n,H2,-7,0.27,"
                                     "0.09,0.4\ncat,*,-100,,,\ncat,*NH,-113,%s\n",
                                     rows[_i]));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C09", "negative"), _i < 3);
}
END_TEST

/* *H is usual between 0.10 and 0.22 eV. */
START_TEST(C09_hydrogen_has_a_window_of_its_own)
{
    static const struct {
        const char *modes;
        bool is_usual;
    } cases[] = { { "1000;700;600", true }, { "2500;2000;1500", false } };
    trial_study("t.csv", arena_print(&trial.a,
                                     "catalyst,state,E,modes\n,H2,-7,4300\n"
                                     "cat,*,-100,\ncat,*H,-103.6,%s\n",
                                     cases[_i].modes));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C09", "the ZPE of *H"),
                     !cases[_i].is_usual);
}
END_TEST

/* A mode of 20 cm-1 counts 0.042 eV more under floor:100 than as it is (T1), one of 500
 * the same. */
START_TEST(C20_soft_modes_that_decide_are_a_warning)
{
    static const char *const softest[] = { "500;500", "20;20" };
    const char *table = arena_print(
        &trial.a,
        "catalyst,state,G,E,modes\n,N2,-16.5,,\n,H2,-7,,\n,NH3,-19,,\n"
        "cat,*,-100,,\ncat,*NNH,,-119.6,3350;1650;1150;620;480;410;300;%s\n"
        "cat,*NNH2,-123,,\ncat,*N,-108.5,,\ncat,*NH,-112.5,,\ncat,*NH2,-116.2,,\n",
        softest[_i]);
    const chp_catalyst *c = trial_study("t.csv", table);
    ck_assert_str_eq(profile_of(c, "distal")->steps[0].to, "*NNH");
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C20", "U_L lies between"), _i == 1);
}
END_TEST

/* --- C08: modes of the same structure, made with care ---------------------------- */

static str example(const char *name)
{
    str text = file_text(&trial.a, arena_print(&trial.a, "examples/fe-n4/%s", name));
    ck_assert_uint_gt(text.len, 0);
    return text;
}

static void copy(const char *name)
{
    trial_file(name, example(name));
}

static const struct {
    const char *from, *to; // in the frequency run of *NNH2
    chp_severity severity;
    const char *code, *part;
} frequencies[] = {
    { " ", " ", CHP_WARNING, "C08", "" },
    { "0.50354726  0.41377413", "0.50354726  0.41653413", CHP_WARNING, "C08",
      "an atom lies 0.050 Å off" },
    { "0.50354726  0.41377413", "0.50354726  0.44377413", CHP_ERROR, "C08",
      "an atom lies 0.540 Å off" },
    { "EDIFF  = 0.1E-06", "EDIFF  = 0.1E-03", CHP_WARNING, "loose-ediff", "EDIFF" },
    { "LREAL  =      F", "LREAL  =      T", CHP_NOTE, "real-space", "LREAL" },
};

START_TEST(C08_frequencies_belong_to_the_relaxed_structure)
{
    copy("Fe-N4/slab/OUTCAR");
    copy("Fe-N4/NNH2/OUTCAR");
    str text = example("Fe-N4/NNH2/freq/OUTCAR.gz");
    trial_file("Fe-N4/NNH2/freq/OUTCAR",
               edited(&trial.a, text, _i == 0 ? 1 : 0, frequencies[_i].from,
                      frequencies[_i].to));
    trial_run(trial.folder);
    bool is_silent = *frequencies[_i].part == '\0';
    ck_assert_msg(trial_says_as(frequencies[_i].severity, frequencies[_i].code,
                                frequencies[_i].part) != is_silent,
                  "%s", frequencies[_i].part);
}
END_TEST

/* --- C10, C11: gases against tables ---------------------------------------------- */

/* Moments of inertia grow with the square of the bond, here by 1.4^2: k ln of it is
 * 17 meV in TS. */
START_TEST(C10_a_gas_of_another_shape_has_another_entropy)
{
    static const char *const end[] = { "0.46340021", "0.43340021" };
    copy("gas/N2/OUTCAR");
    copy("Fe-N4/slab/OUTCAR");
    copy("Fe-N4/N2/OUTCAR");
    trial_file("gas/N2/freq/OUTCAR",
               edited(&trial.a, example("gas/N2/freq/OUTCAR.gz"), 0, end[0], end[_i]));
    trial_run(trial.folder);
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C10", "TS of N2"), _i == 1);
}
END_TEST

/* The closure is 2 G(NH3) - G(N2) - 3 G(H2) + 0.340 eV. */
START_TEST(C11_gases_that_do_not_close_are_told)
{
    static const struct {
        double NH3_eV;
        chp_severity severity;
    } cases[] = { { -18.92, CHP_NOTE }, { -18.82, CHP_NOTE }, { -18.77, CHP_WARNING } };
    trial_study("t.csv", arena_print(&trial.a,
                                     "catalyst,state,G\n,N2,-16.5\n,H2,-7\n,NH3,%.2f\n"
                                     "cat,*,-100\ncat,*NNH,-119.5\n",
                                     cases[_i].NH3_eV));
    bool is_near = _i == 0; // delta 0, 0.20, 0.30 eV
    ck_assert_int_eq(trial_says_as(cases[_i].severity, "C11", ""), !is_near);
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

/* --- C19: magnetisation ---------------------------------------------------------- */

START_TEST(C19_a_jump_of_the_moment_is_a_note)
{
    static const double moment_muB[] = { 2.6, 3.7 };
    make_run("Fe/slab", "Fe", "2", "", -1e-8, 2.0);
    make_run("Fe/H", "Fe H", "2 1", "0 0 3.5\n", -1e-8, moment_muB[_i]);
    trial_file("gas.csv", STR("catalyst,state,G\n,H2,-7\n"));
    trial_set("assume-zero", "ZPE,thermal,TS");
    const char *paths[] = { trial.folder,
                            arena_print(&trial.a, "%s/gas.csv", trial.folder) };
    trial_run_all(paths, 2);
    ck_assert_int_eq(trial_says_as(CHP_NOTE, "C19", "from 2.0 to 3.7 muB"), _i == 1);
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

/* --- C25: an order that nobody knows --------------------------------------------- */

START_TEST(C25_catalysts_nearer_than_the_error_are_not_ranked)
{
    static const char *const second[] = { "0.47", "0.75" }; // dG of *NNH: U_L, too
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

/* --- C26: a nitride and its vacancy ---------------------------------------------- */

/* A layer of TiN, two formula units: what is above its first N, which V lacks. The
 * energies are the levels of test vector T8 with N2 -16.6, H2 -7 and NH3 -18.97 eV, so
 * that the cycle costs -0.34 eV; VE11 to VE22 lie at 0.35, 0.25 and 0.20 eV. */
static const struct {
    const char *state;
    int n_N, n_H;
    double E_eV;
    const char *nitrogen, *hydrogen;
} nitride[] = {
    { "L0", 2, 0, -100.00, "2.1 0 2\n", "" },
    { "L1", 2, 1, -103.30, "2.1 0 2\n", "2.1 0 3.0\n" },
    { "L2", 2, 2, -106.75, "2.1 0 2\n", "1.5 0 2.8\n2.7 0 2.8\n" },
    { "L3", 2, 3, -110.40, "2.1 0 2.4\n", "1.4 0 3.0\n2.8 0 3.0\n2.1 0.8 3.0\n" },
    { "V", 1, 0, -90.93, "", "" },
    { "VE00", 3, 0, -107.98, "2.1 0 2.1\n2.1 0 3.3\n", "" },
    { "VE01", 3, 1, -111.18, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n" },
    { "VE02", 3, 2, -114.83, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n1.3 0 3.9\n" },
    { "VE11", 3, 2, -114.78, "2.1 0 2.1\n2.1 0 3.3\n", "2.9 0 3.9\n2.9 0 2.4\n" },
    { "VE12", 3, 3, -118.38, "2.1 0 2.1\n2.1 0 3.3\n",
      "2.9 0 3.9\n1.3 0 3.9\n2.9 0 2.4\n" },
    { "VE22", 3, 4, -121.93, "2.1 0 2.1\n2.1 0 3.3\n",
      "2.9 0 3.9\n1.3 0 3.9\n2.9 0 2.4\n1.3 0 2.4\n" },
};
enum { N_NITRIDE = sizeof nitride / sizeof *nitride };

static void make_diary(const char *path, double E_eV)
{
    trial_file(arena_print(&trial.a, "%s/OSZICAR", path),
               str_of(arena_print(
                   &trial.a,
                   "       N       E                     dE             d eps       "
                   "ncg     rms\n"
                   "DAV:   1    %.12E   -0.10000E-07   -0.12000E-07   768   0.5E-03\n"
                   "   1 F= %.8E E0= %.8E  d E =-.100000E-06\n",
                   E_eV, E_eV, E_eV)));
}

/* `n_Ti` and `second_N` are of the vacancy, 2 and there when it is a sound one. */
static void make_nitride(size_t i, double shift_eV, int n_Ti, bool has_second)
{
    bool is_vacancy = strcmp(nitride[i].state, "V") == 0;
    n_Ti = is_vacancy ? n_Ti : 2;
    has_second |= !is_vacancy;
    int n_N = nitride[i].n_N - !has_second;
    const char *path = arena_print(&trial.a, "TiN/%s", nitride[i].state);
    const char *counts = arena_print(&trial.a, "%d", n_Ti);
    if (n_N > 0)
        counts = arena_print(&trial.a, "%s %d", counts, n_N);
    if (nitride[i].n_H > 0)
        counts = arena_print(&trial.a, "%s %d", counts, nitride[i].n_H);
    trial_file(
        arena_print(&trial.a, "%s/CONTCAR", path),
        str_of(arena_print(&trial.a,
                           "made up\n1.0\n4.2 0 0\n0 4.2 0\n0 0 20\nTi%s%s\n"
                           "%s\nCartesian\n0 0 2\n%s%s%s%s",
                           n_N > 0 ? " N" : "", nitride[i].n_H > 0 ? " H" : "", counts,
                           n_Ti > 1 ? "2.1 2.1 2\n" : "", has_second ? "0 2.1 2\n" : "",
                           nitride[i].nitrogen, nitride[i].hydrogen)));
    make_diary(path, nitride[i].E_eV + shift_eV);
}

static const chp_outcome *run_nitride(double of_L1_eV, int n_Ti, bool has_second)
{
    for (size_t i = 0; i < N_NITRIDE; i++)
        make_nitride(i, i == 1 ? of_L1_eV : 0, n_Ti, has_second);
    const char *paths[] = {
        trial.folder,
        trial_file("gas.csv",
                   STR("catalyst,state,G\n,N2,-16.6\n,H2,-7\n,NH3,-18.97\n")),
    };
    trial_set("assume-zero", "ZPE,thermal,TS");
    trial_set("reaction", "nrr-mvk");
    return trial_run_all(paths, 2);
}

/* L1 at 0.20 eV as in T8, and at 0.40 eV: then the way into the cycle that closes at L2
 * is the dearest, and no part of it. */
START_TEST(C26_the_cycles_close_and_activation_stands_apart)
{
    static const double of_L1_eV[] = { 0, 0.20 };
    const chp_outcome *o = run_nitride(of_L1_eV[_i], 2, true);
    const chp_profile *distal = profile_of(&o->catalysts[0], "mvk-distal");
    const chp_profile *other = profile_of(&o->catalysts[0], "mvk-alternating");
    ck_assert(!trial_says_as(CHP_ERROR, "C26", ""));
    ck_assert(!trial_says_as(CHP_ERROR, "C05", ""));
    ck_assert_double_eq_tol(distal->U_L_V, _i == 0 ? -0.30 : -0.40, 1e-6);
    ck_assert_double_eq_tol(distal->dG_chem_eV, 0.50, 1e-6);
    ck_assert_double_eq_tol(distal->U_eq_implied_V, 0.34 / 6, 1e-6);
    ck_assert(!distal->U_L_activation_V.known);
    ck_assert_double_eq_tol(other->U_L_V, -0.30, 1e-6);
    ck_assert_double_eq_tol(other->U_eq_implied_V, 0.34 / 6, 1e-6);
    ck_assert_double_eq_tol(other->U_L_activation_V.value, -0.20 - of_L1_eV[_i], 1e-6);
}
END_TEST

START_TEST(C26_a_vacancy_lacks_one_nitrogen_and_nothing_else)
{
    const chp_outcome *o = run_nitride(0, _i == 0 ? 1 : 2, _i == 0);
    ck_assert(trial_says_as(CHP_ERROR, "C26", "V of TiN holds "));
    ck_assert_str_eq(profile_of(&o->catalysts[0], "mvk-distal")->spoilt[0], "V");
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

Suite *suite_checks(void)
{
    TCase *tc = tcase_create("checks");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_test(tc, C01_electrons_that_did_not_converge_spoil_the_state);
    tcase_add_test(tc, C01_a_relaxation_that_was_cut_spoils_the_state);
    tcase_add_loop_test(tc, C02_a_step_that_does_not_balance_refuses_the_reaction, 0,
                        3);
    tcase_add_loop_test(tc, C04_another_frozen_set_is_a_warning, 0, 2);
    tcase_add_test(tc, C05_a_state_and_a_gas_hold_the_atoms_of_their_names);
    LOOP(C06_C07_C09_modes_are_counted_and_judged, modes_of_NH);
    tcase_add_test(tc, C06_a_gas_without_one_of_its_modes_is_an_error);
    tcase_add_loop_test(tc, C09_no_correction_is_negative, 0, 4);
    LOOP(C06_C07_modes_of_a_gas_are_vibrations_and_what_is_left, gas_modes);
    tcase_add_loop_test(tc, C09_hydrogen_has_a_window_of_its_own, 0, 2);
    tcase_add_loop_test(tc, C20_soft_modes_that_decide_are_a_warning, 0, 2);
    LOOP(C08_frequencies_belong_to_the_relaxed_structure, frequencies);
    tcase_add_loop_test(tc, C10_a_gas_of_another_shape_has_another_entropy, 0, 2);
    tcase_add_loop_test(tc, C11_gases_that_do_not_close_are_told, 0, 3);
    tcase_add_test(tc, C12_every_pathway_sums_to_the_whole);
    tcase_add_test(tc, C12_C13_what_no_sum_allows_is_an_error);
    LOOP(water_that_is_no_liquid_is_told, waters);
    LOOP(C14_a_chemical_step_sets_the_pace, rates);
    tcase_add_test(tc, hydrogen_exchanges_fastest_where_it_is_bound_by_nothing);
    LOOP(C14_chemical_steps_uphill_are_told, uphill);
    tcase_add_loop_test(tc, C15_a_site_that_hydrogen_covers_is_a_warning, 0, 2);
    tcase_add_loop_test(tc, C16_missing_states_that_could_help_are_named, 0, 2);
    tcase_add_loop_test(tc, C19_a_jump_of_the_moment_is_a_note, 0, 2);
    tcase_add_test(tc, C23_an_equilibrium_on_another_scale_is_refused);
    tcase_add_test(tc, C23_limiting_and_equilibrium_potentials_share_their_scale);
    tcase_add_loop_test(tc, C25_catalysts_nearer_than_the_error_are_not_ranked, 0, 2);
    tcase_add_loop_test(tc, C26_the_cycles_close_and_activation_stands_apart, 0, 2);
    tcase_add_loop_test(tc, C26_a_vacancy_lacks_one_nitrogen_and_nothing_else, 0, 2);
    LOOP(C27_an_equilibrium_potential_is_compared_with_the_tables, equilibria);
    LOOP(C27_the_equilibrium_is_that_of_the_product, products);
    Suite *suite = suite_create("energetics/checks");
    suite_add_tcase(suite, tc);
    return suite;
}
