/* C06 to C11 and C20: modes, what they add up to, and gases. */
#include "energetics/trial.h"

#include <string.h>

#include "formats/files.h"
#include "formats/outcars.h"

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

/* Atoms of the slab that vibrate on one side only. */
static const struct {
    const char *bare, *NH;
    bool is_told;
} slabs[] = {
    { "", "3300;700;650;600;500;450", false },
    { "300;200;100", "3300;700;650;600;500;450;310;210;110", false },
    { "300;200;100", "3300;700;650;600;500;450", true },
    { "", "3300;700;650;600;500;450;310;210;110", true },
};

START_TEST(C06_the_slab_vibrates_in_all_states_or_in_none)
{
    const char *table = arena_print(
        &trial.a, "catalyst,state,E,modes\ncat,*,-100,%s\ncat,*NH,-116,%s\n",
        slabs[_i].bare, slabs[_i].NH);
    trial_run(trial_file("t.csv", str_of(table)));
    ck_assert(trial_says_as(CHP_WARNING, "C06", "modes of the slab") ==
              slabs[_i].is_told);
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

/* Two digits tell: 0.10 to 0.22 eV of *H, 0.35 to 0.55 eV of *NNH. */
static const struct {
    const char *state, *ZPE;
    bool is_usual;
} zpe_at_the_limits[] = {
    { "*H", "0.10", true },   { "*H", "0.094", false },   { "*H", "0.22", true },
    { "*H", "0.226", false }, { "*NNH", "0.35", true },   { "*NNH", "0.344", false },
    { "*NNH", "0.55", true }, { "*NNH", "0.556", false },
};

START_TEST(C09_the_limits_of_what_is_usual)
{
    trial_study("t.csv",
                arena_print(&trial.a,
                            "catalyst,state,E,ZPE,thermal,TS\n,H2,-7,0.27,"
                            "0.09,0.4\n,N2,-16,0.15,0.09,0.59\ncat,*,-100,,,\n"
                            "cat,%s,-113,%s,0.05,0.08\n",
                            zpe_at_the_limits[_i].state, zpe_at_the_limits[_i].ZPE));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C09", "usual is"),
                     !zpe_at_the_limits[_i].is_usual);
}
END_TEST

/* Of H2 0.2702 eV (2179.307 cm-1), of N2 0.1458 eV by experiment; a tenth either way.
 */
static const struct {
    const char *gas, *ZPE;
    bool is_usual;
} zpe_of_gases[] = {
    { "H2", "0.27", true },   { "H2", "0.135", false }, { "H2", "0.244", true },
    { "H2", "0.242", false }, { "H2", "0.296", true },  { "H2", "0.299", false },
    { "N2", "0.146", true },  { "N2", "0", false },     { "N2", "0.019", false },
    { "NH3", "0.91", true },  { "NH3", "0.3", false },  { "H2O", "0.56", true },
    { "HNO2", "0.1", true }, // of this one nothing is known
};

START_TEST(C09_the_zero_point_energy_of_a_gas_is_known)
{
    trial_study("t.csv", arena_print(&trial.a,
                                     "catalyst,state,E,ZPE,thermal,TS\n,%s(g),-9,%s,,\n"
                                     "cat,*,-100,,,\n",
                                     zpe_of_gases[_i].gas, zpe_of_gases[_i].ZPE));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C09", "by experiment"),
                     !zpe_of_gases[_i].is_usual);
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
/* S(N2) = 191.609 J/mol/K, CODATA: TS = 0.59209 eV at 298.15 K. */
static const struct {
    const char *TS;
    bool is_told;
} entropies_of_N2[] = { { "0.592", false }, { "0.602", false }, { "0.603", true },
                        { "0.583", false }, { "0.581", true },  { "0", true } };

START_TEST(C10_an_entropy_that_was_typed_is_that_of_the_table)
{
    trial_study("t.csv",
                arena_print(&trial.a,
                            "catalyst,state,E,ZPE,thermal,TS\n,H2,-7,0.27,0.09,0.40\n"
                            ",N2,-16,0.15,0.09,%s\ncat,*,-100,,,\n"
                            "cat,*N2,-117,0.2,0.05,0.1\n",
                            entropies_of_N2[_i].TS));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C10", "TS of N2"),
                     entropies_of_N2[_i].is_told);
}
END_TEST

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

#define LOOP(test, cases)                                                              \
    tcase_add_loop_test(tc, test, 0, sizeof(cases) / sizeof *(cases))

Suite *suite_checks_modes(void)
{
    TCase *tc = tcase_create("modes");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    LOOP(C06_C07_C09_modes_are_counted_and_judged, modes_of_NH);
    tcase_add_loop_test(tc, C06_the_slab_vibrates_in_all_states_or_in_none, 0,
                        sizeof slabs / sizeof *slabs);
    tcase_add_test(tc, C06_a_gas_without_one_of_its_modes_is_an_error);
    LOOP(C06_C07_modes_of_a_gas_are_vibrations_and_what_is_left, gas_modes);
    LOOP(C09_the_limits_of_what_is_usual, zpe_at_the_limits);
    LOOP(C10_an_entropy_that_was_typed_is_that_of_the_table, entropies_of_N2);
    tcase_add_loop_test(tc, C09_the_zero_point_energy_of_a_gas_is_known, 0,
                        sizeof zpe_of_gases / sizeof *zpe_of_gases);
    tcase_add_loop_test(tc, C09_no_correction_is_negative, 0, 4);
    tcase_add_loop_test(tc, C09_hydrogen_has_a_window_of_its_own, 0, 2);
    tcase_add_loop_test(tc, C20_soft_modes_that_decide_are_a_warning, 0, 2);
    LOOP(C08_frequencies_belong_to_the_relaxed_structure, frequencies);
    tcase_add_loop_test(tc, C10_a_gas_of_another_shape_has_another_entropy, 0, 2);
    tcase_add_loop_test(tc, C11_gases_that_do_not_close_are_told, 0, 3);
    Suite *suite = suite_create("energetics/checks_modes");
    suite_add_tcase(suite, tc);
    return suite;
}
