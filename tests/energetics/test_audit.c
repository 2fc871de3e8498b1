#include "chepath.h"

#include <stdio.h>
#include <string.h>

#include "formats/files.h"
#include "scratch.h"
#include "suites.h"

static arena a;
static const char *folder;
static chp_diag *diag;
static chp_options *options;
static chp_study *study;

static void setup(void)
{
    a = (arena){ 0 };
    folder = scratch_new(&a);
    diag = chp_diag_new();
    options = chp_options_new();
    study = NULL;
}

static void teardown(void)
{
    chp_study_free(study);
    chp_options_free(options);
    chp_diag_free(diag);
    scratch_remove(folder);
    arena_clear(&a);
}

/* Four iron atoms in a plane, and above the first of them what `above` says: lines of
 * Cartesian positions, in the order of `elements`. */
#define IRON "0 0 2\n2.5 0 2\n0 2.5 2\n2.5 2.5 2\n"

static const char usual[] =
    "ENCUT = 450\nGGA = RP\nISPIN = 2\nISMEAR = 0\nSIGMA = 0.05\n"
    "LDIPOL = T\nPREC = Accurate\nEDIFF = 1E-6\n";

static void make_run(const char *path, const char *elements, const char *counts,
                     const char *above, const char *incar)
{
    const char *contcar = arena_print(
        &a, "made up\n1.0\n10 0 0\n0 10 0\n0 0 20\n%s\n%s\nCartesian\n%s%s", elements,
        counts, strncmp(elements, "Fe", 2) == 0 ? IRON : "", above);
    scratch_file(&a, folder, arena_print(&a, "%s/CONTCAR", path), str_of(contcar));
    scratch_file(&a, folder, arena_print(&a, "%s/INCAR", path), str_of(incar));
    scratch_file(&a, folder, arena_print(&a, "%s/KPOINTS", path),
                 STR("mesh\n0\nGamma\n3 3 1\n0 0 0\n"));
    scratch_file(
        &a, folder, arena_print(&a, "%s/OSZICAR", path),
        STR("       N       E                     dE             d eps       ncg\n"
            "DAV:   1    -0.300000000000E+02   -0.30000E+02   -0.30000E+02   768   "
            "0.5E+00\n"
            "DAV:   2    -0.300000000000E+02   -0.10000E-07   -0.12000E-07   768   "
            "0.5E-03\n"
            "   1 F= -.30000000E+02 E0= -.30000000E+02  d E =-.100000E-06\n"));
}

static const chp_outcome *run(void)
{
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    ck_assert(chp_options_set(options, "assume-zero", "ZPE,thermal,TS",
                              (chp_where){ 0 }, diag));
    study = chp_study_load(&folder, 1, options, &read, diag);
    ck_assert_ptr_nonnull(study);
    return chp_study_run(study, diag);
}

static bool says(chp_severity severity, const char *code, const char *part)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (m->severity == severity && strcmp(m->code, code) == 0 &&
            strstr(m->fact, part))
            return true;
    return false;
}

static const chp_state *state(const chp_outcome *o, const char *name)
{
    for (size_t i = 0; i < o->catalysts[0].n_states; i++)
        if (strcmp(o->catalysts[0].states[i].name, name) == 0)
            return &o->catalysts[0].states[i];
    return NULL;
}

#define NNH "0 0 3.8\n0.9 0 4.5\n0.9 0 5.5\n" // N, N, H

/* --- C03 ----------------------------------------------------------------------- */

static const struct {
    const char *incar; // of *NNH, beside the usual one of the slab
    chp_severity severity;
    const char *part;
} setups[] = {
    { "ENCUT = 400\nGGA = RP\nISPIN = 2\nLDIPOL = T\n", CHP_ERROR,
      "ENCUT is 400 for *NNH, and 450 for *" },
    { "ENCUT = 450\nGGA = PE\nISPIN = 2\nLDIPOL = T\n", CHP_ERROR,
      "functional is PE for *NNH, and RP for *" },
    { "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nIVDW = 12\n", CHP_ERROR,
      "IVDW is 12 for *NNH" },
    { "ENCUT = 450\nGGA = RP\nISPIN = 2\n", CHP_ERROR, "LDIPOL is off for *NNH" },
    { "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nLDAU = .TRUE.\n", CHP_ERROR,
      "LDAU is on for *NNH" },
    { "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nPREC = Normal\n", CHP_WARNING,
      "PREC is Normal" },
    { "ENCUT = 450\nGGA = RP\nISPIN = 2\nLDIPOL = T\nSIGMA = 0.2\n", CHP_WARNING,
      "SIGMA is 0.2" },
};

START_TEST(a_setup_that_differs_is_found)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, setups[_i].incar);
    const chp_outcome *o = run();
    ck_assert_msg(says(setups[_i].severity, "C03", setups[_i].part), "%s",
                  setups[_i].part);
    const char *missing = o->catalysts[0].profiles[0].spoilt
                              ? o->catalysts[0].profiles[0].spoilt[0]
                              : NULL;
    ck_assert((missing && strcmp(missing, "*NNH") == 0) ==
              (setups[_i].severity == CHP_ERROR));
}
END_TEST

START_TEST(one_setup_is_not_remarked_on)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    run();
    ck_assert(!says(CHP_ERROR, "C03", ""));
    ck_assert(!says(CHP_WARNING, "C03", ""));
    ck_assert(!says(CHP_WARNING, "C17", ""));
}
END_TEST

START_TEST(a_gas_of_another_cut_off_is_found)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("gas/N2", "N", "2", "5 5 5\n5 5 6.11\n",
             "ENCUT = 520\nGGA = RP\nISPIN = 1\nISMEAR = 0\n");
    run();
    ck_assert(says(CHP_ERROR, "C03", "ENCUT is 520 for N2, and 450"));
}
END_TEST

/* --- C17: what the bonds say --------------------------------------------------- */

static const struct {
    const char *folder, *counts, *above, *part;
} geometries[] = {
    { "NNH", "4 2 1", "0 0 3.8\n0.9 0 4.5\n-0.9 0 4.3\n", "by its bonds *NNH" },
    { "NHNH", "4 2 2", "0 0 3.8\n0.9 0 4.5\n1.8 0 4.1\n0.9 0 5.5\n",
      "by its bonds *NHNH of Fe is *NNH2" },
    { "N2", "4 2", "0 0 6.8\n0 0 7.91\n", "is not bound" },
    { "NH3", "4 1 3", "0 0 3.9\n0.94 0 4.3\n-0.47 0.81 4.3\n2.5 2.5 3.6\n",
      "by its bonds *NH3" },
};

START_TEST(bonds_that_disagree_with_the_name_are_told)
{
    bool has_hydrogen = strchr(geometries[_i].folder, 'H') != NULL;
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run(arena_print(&a, "Fe/%s", geometries[_i].folder),
             has_hydrogen ? "Fe N H" : "Fe N", geometries[_i].counts,
             geometries[_i].above, usual);
    run();
    ck_assert_msg(says(CHP_WARNING, "C17", geometries[_i].part), "%s",
                  geometries[_i].part);
}
END_TEST

static const struct {
    const char *above, *state;
} isomers[] = {
    { "0 0 3.8\n0.9 0 4.5\n1.8 0 4.1\n0.9 0 5.5\n", "*NNH2" },
    { "0 0 3.8\n0.9 0 4.5\n-0.9 0 4.3\n0.9 0 5.5\n", "*NHNH" },
    { "0.6 0 3.7\n1.9 0 3.7\n0 0 4.5\n2.5 0 4.5\n", "*NH*NH" },
};

START_TEST(an_ambiguous_name_is_decided_by_the_structure)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/N2H2", "Fe N H", "4 2 2", isomers[_i].above, usual);
    ck_assert_msg(state(run(), isomers[_i].state) != NULL, "%s", isomers[_i].state);
}
END_TEST

START_TEST(a_surface_that_moved_is_told)
{
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    scratch_file(&a, folder, "Fe/NNH/CONTCAR",
                 STR("made up\n1.0\n10 0 0\n0 10 0\n0 0 20\nFe N H\n4 2 1\nCartesian\n"
                     "0 0 3.3\n2.5 0 2\n0 2.5 2\n2.5 2.5 2\n0 0 5.1\n0.9 0 5.8\n"
                     "0.9 0 6.8\n"));
    run();
    ck_assert(says(CHP_WARNING, "C18", "moved by 1.30"));
}
END_TEST

/* --- C04, C21, C22: cells ------------------------------------------------------ */

START_TEST(another_cell_is_an_error_and_a_strained_one_a_warning)
{
    const char *cells[] = { "10 0 0\n0 10.08 0\n0 0 20", "10 0 0\n0 11 0\n0 0 20" };
    make_run("Fe/slab", "Fe", "4", "", usual);
    make_run("Fe/NNH", "Fe N H", "4 2 1", NNH, usual);
    scratch_file(
        &a, folder, "Fe/NNH/CONTCAR",
        str_of(arena_print(&a, "made up\n1.0\n%s\nFe N H\n4 2 1\nCartesian\n%s%s",
                           cells[_i], IRON, NNH)));
    run();
    ck_assert(
        says(_i == 0 ? CHP_WARNING : CHP_ERROR, "C04", "the cell of *NNH differs"));
}
END_TEST

START_TEST(a_small_box_and_wrong_smearing_of_a_gas_are_told)
{
    make_run("gas/N2", "N", "2", "5 5 5\n5 5 6.11\n", "ENCUT = 450\nISMEAR = 1\n");
    scratch_file(&a, folder, "gas/N2/CONTCAR",
                 STR("made up\n1.0\n7 0 0\n0 12 0\n0 0 12\nN\n2\nCartesian\n5 5 5\n"
                     "5 5 6.11\n"));
    run();
    ck_assert(says(CHP_WARNING, "C22", "7.0 Å"));
    ck_assert(says(CHP_WARNING, "C22", "ISMEAR is 1"));
}
END_TEST

/* A file of the repository's own example, as another one's. */
static void copy(const char *from, const char *to)
{
    str text = file_text(&a, arena_print(&a, "examples/fe-n4/Fe-N4/%s", from));
    ck_assert_uint_gt(text.len, 0);
    scratch_file(&a, folder, arena_print(&a, "Fe-N4/%s", to), text);
}

START_TEST(modes_that_were_copied_are_told)
{
    bool is_copied = _i == 1;
    copy("slab/OUTCAR", "slab/OUTCAR");
    copy("NNH2/OUTCAR", "NNH2/OUTCAR");
    copy("NHNH/OUTCAR", "NHNH/OUTCAR");
    copy("NNH2/freq/OUTCAR.gz", "NNH2/freq/OUTCAR");
    copy(is_copied ? "NNH2/freq/OUTCAR.gz" : "NHNH/freq/OUTCAR.gz", "NHNH/freq/OUTCAR");
    run();
    ck_assert_int_eq(says(CHP_WARNING, "C09", "all modes of"), is_copied);
}
END_TEST

Suite *suite_audit(void)
{
    TCase *tc = tcase_create("audit");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, a_setup_that_differs_is_found, 0,
                        sizeof setups / sizeof *setups);
    tcase_add_test(tc, one_setup_is_not_remarked_on);
    tcase_add_test(tc, a_gas_of_another_cut_off_is_found);
    tcase_add_loop_test(tc, bonds_that_disagree_with_the_name_are_told, 0,
                        sizeof geometries / sizeof *geometries);
    tcase_add_loop_test(tc, an_ambiguous_name_is_decided_by_the_structure, 0,
                        sizeof isomers / sizeof *isomers);
    tcase_add_test(tc, a_surface_that_moved_is_told);
    tcase_add_loop_test(tc, another_cell_is_an_error_and_a_strained_one_a_warning, 0,
                        2);
    tcase_add_loop_test(tc, modes_that_were_copied_are_told, 0, 2);
    tcase_add_test(tc, a_small_box_and_wrong_smearing_of_a_gas_are_told);
    Suite *suite = suite_create("energetics/audit");
    suite_add_tcase(suite, tc);
    return suite;
}
