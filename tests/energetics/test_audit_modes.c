/* 4.3, C08, G12: whether vibrations are those of the state whose energy they correct.
 */
#include <string.h>

#include "energetics/trial.h"
#include "formats/outcars.h"

/* --- the bonds of a name show in its modes --------------------------------------- */

static const struct {
    const char *state, *modes;
    bool is_told;
} stretches[] = {
    { "*NNH", "3250;1600;1200;600;500;400;300;200;100", false },
    { "*NNH", "2100;1900;1200;600;500;400;300;200;100", true }, // *N2 and *H
    { "*NH2", "3400;3300;1500;600;500;400;300;200;100", false },
    { "*NH2", "3300;1900;1500;600;500;400;300;200;100", true }, // one has left
    { "*NNH+*H", "3250;1900;1600;1200;800;700;600;500;400;300;200;100", false },
    { "*NNH+*H", "2100;1900;1800;1200;800;700;600;500;400;300;200;100", true },
    { "*N2+*H", "2100;1900;800;700;500;400;300;200;100", false },
    { "*H", "1900;800;700", false },
    { "*N", "600;400;300", false },
    { "N2(g)", "2420", false },
    { "H2O(g)", "3950.7;3834.5;1570.7", false }, // harmonic, with RPBE
    { "CO2(g)", "2455.3;1345.0;631.4;627.5", false },
    { "N2(g)", "1600", true }, // of O2
    { "H2(g)", "4350", false },
    { "H2(g)", "3600", true },
    { "NH3(g)", "3500;3500;3400;1620;1620;1050", false },
    { "NH3(g)", "3500;2300;2300;1620;1620;1050", true },
};

/* [4.3] */
START_TEST(C17_a_species_shows_the_stretches_of_its_name)
{
    bool is_gas = strchr(stretches[_i].state, '(') != NULL;
    const char *row = arena_print(&trial.a, "%s,%s,-100,%s\n", is_gas ? "" : "cat",
                                  stretches[_i].state, stretches[_i].modes);
    trial_set("reaction", "nrr");
    trial_run(trial_file(
        "t.csv",
        str_of(arena_print(&trial.a, "catalyst,state,E,modes\ncat,*,-100,\n%s", row))));
    ck_assert_int_eq(trial_says_as(CHP_WARNING, "C17", "its name"),
                     stretches[_i].is_told);
}
END_TEST

/* --- a run of frequencies and the relaxation before it --------------------------- */

static str example(const char *name)
{
    str text =
        file_text(&trial.a, arena_print(&trial.a, "examples/fe-n4/Fe-N4/%s", name));
    ck_assert_uint_gt(text.len, 0);
    return text;
}

static void put_example(const char *name, const char *from, const char *to)
{
    str text = example(name);
    if (*from)
        text = edited(&trial.a, text, 0, from, to);
    bool is_packed = strstr(name, ".gz") != NULL;
    trial_file(arena_print(&trial.a, "Fe-N4/%.*s",
                           (int)(strlen(name) - (is_packed ? 3 : 0)), name),
               text);
}

/* One change of the frequency run of *NNH2. */
static const struct {
    const char *from, *to;
    int severity; // -1: nothing is said
    const char *part;
} pairs[] = {
    { "", "", -1, "" },
    { "ENCUT  =  450.0", "ENCUT  =  400.0", CHP_NOTE, "ENCUT (400.0, not 450.0)" },
    { "GGA     =    RP", "GGA     =    PE", CHP_NOTE, "functional (PE, not RP)" },
    { "k-points for:    1    1    1", "k-points for:    3    3    1", CHP_NOTE,
      "k-points (3 x 3 x 1, not 1 x 1 x 1)" },
};

/* [G12] */
START_TEST(C08_other_settings_are_noted_and_energies_not_mixed)
{
    put_example("slab/OUTCAR", "", "");
    put_example("NNH2/OUTCAR", "", "");
    put_example("NNH2/freq/OUTCAR.gz", pairs[_i].from, pairs[_i].to);
    const chp_outcome *o = trial_run(trial.folder);
    ck_assert_int_eq(trial_says_as(CHP_NOTE, "C08", pairs[_i].part),
                     pairs[_i].severity == CHP_NOTE);
    const chp_state *s = state_of(&o->catalysts[0], "*NNH2");
    ck_assert(strstr(s->energy_run->calc.path, "freq") == NULL);
    ck_assert_double_eq(s->g.E_eV.value, s->energy_run->calc.energies.sigma0_eV.value);
}
END_TEST

/* The last atom, an H of the adsorbate, elsewhere; or two atoms exchanged. */
static const struct {
    double dx; // of the first atom, as a fraction of 8.5 Å or so
    bool is_exchanged;
    int severity;
} starts[] = {
    { 0, false, -1 },
    { 0, true, -1 },
    { 0.008, false, CHP_ERROR },
    { 0.2, false, CHP_ERROR },
};

/* Rows of "position of ions in fractional coordinates": the first two are of carbon. */
static str moved(str text, double dx, bool is_exchanged)
{
    arena *a = &trial.a;
    str rest = text, first, second;
    ck_assert(str_after(&rest, STR("position of ions in fractional coordinates")));
    str_line(&rest, &first);
    size_t begin = text.len - rest.len;
    str_line(&rest, &first);
    str_line(&rest, &second);
    str field = str_part(first, 1, 12);
    double x;
    ck_assert(str_number(field, &x));
    const char *changed =
        arena_print(a, " %12.8f%.*s", x + dx, (int)first.len - 13, first.at + 13);
    const char *one = is_exchanged ? arena_str(a, second) : changed;
    const char *two = is_exchanged ? changed : arena_str(a, second);
    const char *rows = arena_print(a, "%s\n%s\n", one, two);
    return joined(a, joined(a, str_part(text, 0, begin), str_of(rows)), rest);
}

/* [F11] */
START_TEST(C08_the_frequencies_start_where_the_relaxation_ended)
{
    put_example("slab/OUTCAR", "", "");
    put_example("NNH2/OUTCAR", "", "");
    trial_file("Fe-N4/NNH2/freq/OUTCAR", moved(example("NNH2/freq/OUTCAR.gz"),
                                               starts[_i].dx, starts[_i].is_exchanged));
    trial_run(trial.folder);
    ck_assert_int_eq(trial_says_as(CHP_ERROR, "C08", "starts from another geometry"),
                     starts[_i].severity == CHP_ERROR);
    ck_assert(!trial_says_as(CHP_WARNING, "C08", "starts from another geometry"));
}
END_TEST

START_TEST(C08_the_first_energy_is_that_of_the_relaxation)
{
    static const char *const shifts[] = { "NNH2/OUTCAR", "NHNH/OUTCAR" };
    put_example("slab/OUTCAR", "", "");
    put_example("NNH2/freq/OUTCAR.gz", "", "");
    str text = example(shifts[_i]);
    trial_file("Fe-N4/NNH2/OUTCAR", text); // the wrong two folders
    trial_run(trial.folder);
    ck_assert_int_eq(trial_message("C08") != NULL, _i == 1);
}
END_TEST

Suite *suite_audit_modes(void)
{
    TCase *tc = tcase_create("modes");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, C17_a_species_shows_the_stretches_of_its_name, 0,
                        sizeof stretches / sizeof *stretches);
    tcase_add_loop_test(tc, C08_other_settings_are_noted_and_energies_not_mixed, 0,
                        sizeof pairs / sizeof *pairs);
    tcase_add_loop_test(tc, C08_the_frequencies_start_where_the_relaxation_ended, 0,
                        sizeof starts / sizeof *starts);
    tcase_add_loop_test(tc, C08_the_first_energy_is_that_of_the_relaxation, 0, 2);
    Suite *suite = suite_create("energetics/audit-modes");
    suite_add_tcase(suite, tc);
    return suite;
}
