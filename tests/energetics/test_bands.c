/* d-band centres, from the DOSCAR of a clean surface to the axis of a volcano. */
#include <string.h>

#include "energetics/trial.h"

#define FERMI_EV 0.5

/* Two atoms; the d states of the second lie about `centre_eV` above the Fermi level, in
 * three steps of 1 eV with the densities 1, 2, 1. */
static void make_doscar(const char *name, double centre_eV, bool has_second)
{
    const char *window = "     20.00000000    -20.00000000    3      0.50000000      "
                         "1.00000000\n";
    const char *text = arena_print(&trial.a,
                                   "   2   2   1   1\n  0.1E+02  0.3E-09  0.3E-09  "
                                   "0.2E-08  0.5E-15\n  1.0E-004\n  CAR \n x\n%s",
                                   window);
    for (int atom = 0; atom < 3; atom++) { // the total comes first
        text = atom > 0 ? arena_print(&trial.a, "%s%s", text, window) : text;
        for (int i = 0; i < 3; i++) {
            double d = atom == 2 && has_second ? (i == 1 ? 2 : 1) : 0;
            double E_eV = FERMI_EV + centre_eV + i - 1;
            text = atom == 0 ? arena_print(&trial.a, "%s %10.3f  0.0 0.0\n", text, E_eV)
                             : arena_print(&trial.a, "%s %10.3f  0.3 0.0 %.1f\n", text,
                                           E_eV, d);
        }
    }
    trial_file(name, str_of(text));
}

static void make_slab(const char *folder)
{
    trial_oszicar(folder, -30);
    trial_file(arena_print(&trial.a, "%s/CONTCAR", folder),
               STR("made up\n1.0\n10 0 0\n0 10 0\n0 0 20\nC Fe\n1 1\nCartesian\n0 0 2\n"
                   "2 0 2\n"));
}

/* Four catalysts whose *H lies on a line over their d-band centres. */
static const char *study(const char *atom)
{
    const char *text = "reactions: [her]\ncatalysts:\n";
    for (int i = 0; i < 4; i++) {
        const char *folder = arena_print(&trial.a, "M%d", i);
        make_slab(folder);
        make_doscar(arena_print(&trial.a, "%s/DOSCAR", folder), -2 + 0.5 * i, true);
        text =
            arena_print(&trial.a,
                        "%s  M%d:\n    states:\n"
                        "      slab: {energy: M%d, notes: {d-band: M%d/DOSCAR(%s)}}\n"
                        "      H: {dG: %g}\n",
                        text, i, i, i, atom, 0.3 - 0.1 * i);
    }
    return trial_file("chepath.yaml", str_of(text));
}

static const char *const atoms[] = { "2", "Fe" };

START_TEST(a_volcano_stands_over_the_d_band_centre)
{
    const chp_outcome *o = trial_run(study(atoms[_i]));
    ck_assert_uint_eq(chp_diag_count(trial.diag, CHP_ERROR), 0);
    const chp_state *bare = state_of(catalyst_of(o, "M1"), "*");
    ck_assert_uint_eq(bare->n_notes, 1);
    ck_assert_str_eq(bare->notes[0].unit, "eV");
    ck_assert_double_eq_tol(bare->notes[0].value, -1.5, 1e-6);
    chp_volcano_options how = chp_volcano_defaults();
    how.descriptor = "d-band";
    chp_volcanoes *v = chp_volcano_fit(o, &how, trial.diag);
    ck_assert_ptr_nonnull(v);
    const chp_line *line = &chp_volcano_get(v, 0)->scalings[1].line;
    ck_assert_double_eq_tol(line->slope, -0.2, 1e-6);
    ck_assert_double_eq_tol(line->intercept, -0.1, 1e-6);
    chp_volcano_free(v);
}
END_TEST

static const struct {
    const char *atom, *part;
} faults[] = {
    { "1", "0 atoms with d states" },
    { "Co", "0 atoms with d states" },
    { "x y", "are x y, one is needed" },
};

START_TEST(an_atom_without_d_states_is_told)
{
    trial_run(study(faults[_i].atom));
    ck_assert(trial_says_as(CHP_ERROR, "descriptor", faults[_i].part));
}
END_TEST

START_TEST(a_file_without_d_states_is_told)
{
    const char *path = study("2");
    make_doscar("M0/DOSCAR", 0, false);
    trial_run(path);
    ck_assert(trial_says_as(CHP_ERROR, "descriptor", "M0/DOSCAR tells no d states"));
}
END_TEST

Suite *suite_bands(void)
{
    TCase *tc = tcase_create("bands");
    tcase_add_checked_fixture(tc, trial_begin, trial_end);
    tcase_add_loop_test(tc, a_volcano_stands_over_the_d_band_centre, 0,
                        sizeof atoms / sizeof *atoms);
    tcase_add_loop_test(tc, an_atom_without_d_states_is_told, 0,
                        sizeof faults / sizeof *faults);
    tcase_add_test(tc, a_file_without_d_states_is_told);
    Suite *suite = suite_create("energetics/bands");
    suite_add_tcase(suite, tc);
    return suite;
}
