#include "gather/folder.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "formats/files.h"
#include "io/tree.h"

static const chp_run *read_paths(const char *const *paths, size_t n, unsigned n_jobs)
{
    chp_read_options options = chp_read_defaults();
    options.n_jobs = n_jobs;
    return folder_read(paths, n, &options);
}

/* --- small files --------------------------------------------------------------- */

/* F and E0 obey E0 = ((n + 1) F + E) / (n + 2) with n = 1 and E = -1.0 eV. */
static const char diary[] =
    "       N       E                     dE             d eps       ncg     rms\n"
    "DAV:   1    -0.103000000000E+01   -0.10300E+01   -0.76320E+02   220   0.720E+00\n"
    "DAV:   2    -0.103000000000E+01   -0.28357E-04   -0.17343E-04   220   0.239E-02\n"
    "   1 F= -.10300000E+01 E0= -.10200000E+01  d E =-.103000E+01  mag=     2.0000\n";

static const char structure[] = "two atoms\n"
                                "1.0\n"
                                "10.0 0.0 0.0\n"
                                " 0.0 8.0 0.0\n"
                                " 0.0 0.0 6.0\n"
                                "N H\n"
                                "1 1\n"
                                "Direct\n"
                                "0.00 0.0 0.0\n"
                                "0.11 0.0 0.0\n";

/* Of the repository's own example: F = -168.05621425, E0 = -168.05441425 eV. */
static str example(const char *name)
{
    const char *path = arena_print(&folder.a, "examples/fe-n4/Fe-N4/NNH/%s", name);
    str text = file_text(&folder.a, path);
    ck_assert_msg(text.len > 0, "%s", path);
    return text;
}

static str replaced(str text, const char *what, const char *by)
{
    const char *found = strstr(arena_str(&folder.a, text), what);
    ck_assert_msg(found != NULL && strlen(what) == strlen(by), "%s", what);
    char *copy = arena_str(&folder.a, text);
    memcpy(strstr(copy, what), by, strlen(by));
    return (str){ copy, text.len };
}

/* --- one folder ---------------------------------------------------------------- */

START_TEST(a_diary_and_its_incar_complete_each_other)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("INCAR", STR("ismear = 1 ; EDIFF = 1E-4 # fine\nNSW = 0\n"));
    folder_put("CONTCAR", str_of(structure));
    const chp_calc *calc = &folder_read_path(folder.path)->calc;
    ck_assert_double_eq_tol(calc->energies.without_entropy_eV.value, -1.0, 1e-9);
    ck_assert_int_eq(calc->electronic, CHP_YES);
    ck_assert_int_eq(calc->ionic, CHP_NOT_APPLICABLE);
    ck_assert_int_eq(calc->kind, CHP_RUN_STATIC);
    ck_assert_uint_eq(calc->n_atoms, 2);
    ck_assert_str_eq(calc->format, "oszicar");
}
END_TEST

START_TEST(a_tighter_ediff_was_not_reached)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("INCAR", STR("EDIFF = 1E-6\n"));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_int_eq(run->calc.electronic, CHP_NO);
    ck_assert(run->is_refused);
    ck_assert(folder_message(run, "not-converged") != NULL);
}
END_TEST

START_TEST(the_first_step_stands_for_a_frequency_run)
{
    folder_put("OSZICAR", STR("   1 F= -2.0 E0= -2.0  d E =-2.0\n"
                              "   2 F= -1.5 E0= -1.5  d E =0.5\n"));
    folder_put("INCAR", STR("IBRION = 5\nNSW = 1\n"));
    const chp_calc *calc = &folder_read_path(folder.path)->calc;
    ck_assert_double_eq(calc->energies.sigma0_eV.value, -2);
    ck_assert_uint_eq(calc->energies.sigma0_eV.at.line, 1);
    ck_assert_double_eq(calc->last_step.sigma0_eV.value, -1.5);
}
END_TEST

START_TEST(steps_in_one_file_alone_are_a_warning)
{
    str whole = example("OUTCAR");
    folder_put("OUTCAR", str_part(whole, 0, 8000)); // the header of a restart
    folder_put("OSZICAR", example("OSZICAR"));      // of the run before
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_ptr_nonnull(folder_message(run, "step-counts"));
}
END_TEST

START_TEST(without_incar_convergence_is_unknown)
{
    folder_put("OSZICAR", str_of(diary));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_int_eq(run->calc.electronic, CHP_UNKNOWN);
    ck_assert(!run->calc.energies.without_entropy_eV.known);
    ck_assert(!run->is_refused);
}
END_TEST

START_TEST(files_that_agree_make_one_run)
{
    folder_put("OUTCAR", example("OUTCAR"));
    folder_put("OSZICAR", example("OSZICAR"));
    folder_put("CONTCAR", example("CONTCAR"));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert_str_eq(run->calc.format, "outcar");
    ck_assert_double_eq(run->calc.energies.sigma0_eV.value, -168.05441425);
    ck_assert(folder_message(run, "files-disagree") == NULL);
    ck_assert_double_eq(run->calc.final->precision_A < 1e-9,
                        true); // CONTCAR's, not OUTCAR's
}
END_TEST

START_TEST(two_energies_are_no_energy)
{
    folder_put("OUTCAR", example("OUTCAR"));
    folder_put("OSZICAR", replaced(example("OSZICAR"), "2 F= -.16805621E+03",
                                   "2 F= -.16805721E+03"));
    const chp_run *run = folder_read_path(folder.path);
    const chp_message *m = folder_message(run, "files-disagree");
    ck_assert(run->is_refused && m != NULL);
    ck_assert(!run->calc.energies.toten_eV.known);
    ck_assert(!run->calc.last_step.sigma0_eV.known);
    ck_assert(str_has(str_of(m->fact), STR("-168.05621425")));
    ck_assert(str_has(str_of(m->fact), STR("-168.05721")));
    ck_assert(str_has(str_of(m->fact), STR("OSZICAR, line 14")));
    ck_assert_uint_gt(m->where.line, 0);
}
END_TEST

/* Each file beside the example's OUTCAR, and what is said of it. */
static const struct {
    const char *name, *content; // NULL: the example's own, changed as below
    const char *from, *to;
    const char *code; // NULL: nothing
    bool is_refused;
} beside[] = {
    { "INCAR", "ENCUT = 450\nISMEAR = 0\n", NULL, NULL, NULL, false },
    { "INCAR", "ENCUT = 500\n", NULL, NULL, "input-edited", false },
    { "INCAR", "ISPIN = 1\n", NULL, NULL, "input-edited", false },
    { "INCAR", "EDIFF = 1E-7\n", NULL, NULL, NULL, false },
    { "INCAR", "EDIFF = 1E-5\n", NULL, NULL, "input-edited", false },
    { "INCAR", "GGA = PE\n", NULL, NULL, "input-edited", false },
    { "INCAR", "GGA = RP; PREC = a\n", NULL, NULL, NULL, false },
    { "INCAR", "PREC = Normal\n", NULL, NULL, "input-edited", false },
    { "INCAR", "LDIPOL = .FALSE.\n", NULL, NULL, "input-edited", false },
    { "INCAR", "LDIPOL = .TRUE.\n", NULL, NULL, NULL, false },
    { "INCAR", "ENCUT = 450; NELECT = 81\n", NULL, NULL, "input-edited", false },
    { "OSZICAR", NULL, " 1 F= -.16805539E+03", " 1 F= -.16805530E+03", "files-disagree",
      true },
    { "OSZICAR", NULL, "E0= -.16805441E+03", "E0= -.16805449E+03", "files-disagree",
      true },
    { "CONTCAR", NULL, "   12     6     1     1", "   12     5     2     1",
      "species-order", true },
    { "POSCAR", NULL, "   12     6     1     1", "   12     5     1     1",
      "structures-differ", false },
};

/* [3.4] */
START_TEST(a_file_beside_outcar_is_compared_with_it)
{
    folder_put("OUTCAR", example("OUTCAR"));
    bool is_given = beside[_i].content != NULL;
    str text =
        is_given
            ? str_of(beside[_i].content)
            : replaced(example(strcmp(beside[_i].name, "OSZICAR") == 0 ? "OSZICAR"
                                                                       : "CONTCAR"),
                       beside[_i].from, beside[_i].to);
    folder_put(beside[_i].name, text);
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_msg(run->is_refused == beside[_i].is_refused, "row %d", _i);
    if (beside[_i].code)
        ck_assert_msg(folder_message(run, beside[_i].code) != NULL, "row %d: %s", _i,
                      beside[_i].code);
    else
        ck_assert_msg(!folder_message(run, "input-edited"), "row %d", _i);
}
END_TEST

START_TEST(a_mesh_that_was_edited_is_told)
{
    folder_put("vasprun.xml",
               file_text(&folder.a, "tests/data/vasprun/relaxation.xml"));
    folder_put("KPOINTS", STR("mesh\n0\nGamma\n3 2 1\n"));
    ck_assert_ptr_null(folder_message(folder_read_path(folder.path), "input-edited"));
    folder_put("KPOINTS", STR("mesh\n0\nGamma\n3 3 1\n"));
    ck_assert_ptr_nonnull(
        folder_message(folder_read_path(folder.path), "input-edited"));
}
END_TEST

/* The species of a vasprun.xml beside the OUTCAR of NH3, and what is said of them. */
static const struct {
    const char *element, *potential;
    const char *code; // NULL: it may be of this run
    bool is_refused;
} species[] = {
    { "N", "PAW_PBE N 08Apr2002", NULL, false },
    { "C", "PAW_PBE C 08Apr2002", "files-disagree", true },
    { "N", "PAW_PBE N_s 07Sep2000", "values-differ", false },
};

static const char xml_of_species[] =
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
    "<modeling>\n"
    " <atominfo>\n"
    "  <atoms>       4 </atoms>\n"
    "  <types>       2 </types>\n"
    "  <array name=\"atoms\" >\n"
    "   <dimension dim=\"1\">ion</dimension>\n"
    "   <field type=\"string\">element</field>\n"
    "   <field type=\"int\">atomtype</field>\n"
    "   <set>\n"
    "    <rc><c>X </c><c>   1</c></rc><rc><c>H </c><c>   2</c></rc>\n"
    "    <rc><c>H </c><c>   2</c></rc><rc><c>H </c><c>   2</c></rc>\n"
    "   </set>\n"
    "  </array>\n"
    "  <array name=\"atomtypes\" >\n"
    "   <dimension dim=\"1\">type</dimension>\n"
    "   <field type=\"int\">atomspertype</field>\n"
    "   <field type=\"string\">element</field>\n"
    "   <field>mass</field>\n"
    "   <field>valence</field>\n"
    "   <field type=\"string\">pseudopotential</field>\n"
    "   <set>\n"
    "    <rc><c>   1</c><c>%s </c><c>14.0</c><c>5.0</c><c>  %s    </c></rc>\n"
    "    <rc><c>   3</c><c>H </c><c>1.0</c><c>1.0</c><c>PAW_PBE H 15Jun2001</c></rc>\n"
    "   </set>\n"
    "  </array>\n"
    " </atominfo>\n";

START_TEST(a_vasprun_of_other_species_is_of_another_run)
{
    const char *xml = arena_print(&folder.a, xml_of_species, species[_i].element,
                                  species[_i].potential);
    folder_put("OUTCAR", file_text(&folder.a, "tests/data/outcar/relax-5.4.4"));
    folder_put("vasprun.xml", str_of(xml));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_int_eq(run->is_refused, species[_i].is_refused);
    ck_assert(!species[_i].code || folder_message(run, species[_i].code));
    ck_assert(species[_i].code || !folder_message(run, "values-differ"));
}
END_TEST

/* A POSCAR of the run of tests/data/vasprun/relaxation.xml, its cell as given. */
static const struct {
    const char *a;
    bool is_told;
} cells[] = { { "10.0", false }, { "10.00000001", false }, { "10.02", true } };

START_TEST(a_cell_that_was_edited_is_told)
{
    folder_put("vasprun.xml",
               file_text(&folder.a, "tests/data/vasprun/relaxation.xml"));
    folder_put("POSCAR", str_of(arena_print(&folder.a,
                                            "N on Zr\n1.0\n%s 0 0\n0 10.0 0\n0 0 10.0\n"
                                            "Zr N\n1 1\nSelective dynamics\nDirect\n"
                                            "0 0 0 F F F\n0 0 0.2 T T T\n",
                                            cells[_i].a)));
    const chp_message *m =
        folder_message(folder_read_path(folder.path), "structures-differ");
    ck_assert_int_eq(m != NULL, cells[_i].is_told);
}
END_TEST

START_TEST(a_diary_of_one_electronic_step_is_not_self_consistent)
{
    folder_put("OSZICAR",
               STR("DAV:   1    -0.1E+01   -0.1E+01   -0.7E+02   220   0.7E+00\n"
                   "   1 F= -.1E+01 E0= -.1E+01  d E =-.1E+01\n"));
    folder_put("INCAR", STR("NELM = 1\nALGO = Exact\n"));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_int_eq(run->calc.electronic, CHP_NOT_APPLICABLE);
    ck_assert_ptr_nonnull(folder_message(run, "not-self-consistent"));
    ck_assert_ptr_null(folder_message(run, "not-converged"));
}
END_TEST

/* The example's CONTCAR with these flags for every atom. */
static str with_flags(const char *flags)
{
    str rest = example("CONTCAR"), line;
    char *out = arena_new(&folder.a, char, 8192);
    size_t n = 0;
    for (int i = 0; i < 28 && str_line(&rest, &line); i++) {
        if (i == 7)
            n += (size_t)sprintf(out + n, "Selective dynamics\n");
        n += (size_t)sprintf(out + n, "%.*s %s\n", (int)line.len, line.at,
                             i > 7 ? flags : "");
    }
    return (str){ out, n };
}

/* What is left of the largest force, with the axes in the plane or across it frozen:
 * the third axis of the example is z, the others lie in xy. */
static const struct {
    const char *flags;
    double keeps_xy, keeps_z;
} frozen[] = {
    { "T T T", 1, 1 },
    { "T T F", 1, 0 },
    { "F F T", 0, 1 },
    { "F F F", 0, 0 },
};

START_TEST(only_free_atoms_are_judged_by_their_forces)
{
    folder_put("OUTCAR", example("OUTCAR"));
    folder_put("CONTCAR", with_flags(frozen[_i].flags));
    const chp_calc *calc = &folder_read_path(folder.path)->calc;
    double largest = 0;
    for (size_t i = 0; i < calc->n_atoms; i++) {
        const double *F = calc->force_eV_A[i];
        double square = frozen[_i].keeps_xy * (F[0] * F[0] + F[1] * F[1]) +
                        frozen[_i].keeps_z * F[2] * F[2];
        largest = square > largest ? square : largest;
    }
    double max = calc->max_force_eV_A.value;
    ck_assert_int_eq(calc->force_is_free, CHP_YES);
    ck_assert_double_eq_tol(max * max, largest, 1e-12);
}
END_TEST

START_TEST(without_flags_all_forces_count_as_an_upper_bound)
{
    folder_put("OUTCAR", example("OUTCAR"));
    const chp_calc *calc = &folder_read_path(folder.path)->calc;
    ck_assert(calc->max_force_eV_A.known);
    ck_assert_int_ne(calc->force_is_free, CHP_YES);
}
END_TEST

static const char potentials[] = "  PAW_PBE N 08Apr2002\n"
                                 " parameters from PSCTR are:\n"
                                 "   TITEL  = PAW_PBE N 08Apr2002\n"
                                 " END of PSCTR-controll parameters\n"
                                 "End of Dataset\n"
                                 "  PAW_PBE H 15Jun2001\n"
                                 " parameters from PSCTR are:\n"
                                 "   TITEL  = PAW_PBE H 15Jun2001\n"
                                 " END of PSCTR-controll parameters\n"
                                 "End of Dataset\n";

START_TEST(potcar_names_the_potentials_of_a_diary)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("CONTCAR", str_of(structure));
    folder_put("POTCAR", str_of(potentials));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_uint_eq(run->calc.n_species, 2);
    ck_assert_str_eq(run->calc.species[1].potcar, "PAW_PBE H 15Jun2001");
    ck_assert_uint_eq(run->calc.species[1].count, 1);
    ck_assert(!run->is_refused);
}
END_TEST

START_TEST(a_potcar_in_another_order_is_an_error)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("CONTCAR", replaced(str_of(structure), "N H\n", "H N\n"));
    folder_put("POTCAR", str_of(potentials));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(run->is_refused);
    ck_assert_ptr_nonnull(folder_message(run, "species-order"));
}
END_TEST

/* --- choosing ------------------------------------------------------------------ */

START_TEST(the_last_relaxation_stands_for_the_run)
{
    folder_put("OSZICAR.relax1", STR("   1 F= -.1E+01 E0= -.1E+01  d E =-.1E+01\n"));
    folder_put("OSZICAR.relax2", STR("   1 F= -.2E+01 E0= -.2E+01  d E =-.2E+01\n"));
    folder_put("OSZICAR.relax2~", STR("   1 F= -.3E+01 E0= -.3E+01  d E =-.3E+01\n"));
    ck_assert_double_eq(folder_read_path(folder.path)->calc.energies.toten_eV.value,
                        -2);
}
END_TEST

START_TEST(an_unclear_choice_is_left_to_the_user)
{
    folder_put("OSZICAR.N2", str_of(diary));
    folder_put("OSZICAR.NH3", str_of(diary));
    const chp_run *run = folder_read_path(folder.path);
    const chp_message *m = folder_message(run, "ambiguous");
    ck_assert(run->is_refused && m);
    ck_assert(str_has(str_of(m->fact), STR("OSZICAR.N2")));
    ck_assert(!run->calc.energies.toten_eV.known);
}
END_TEST

START_TEST(what_is_no_output_is_not_opened)
{
    folder_put("OSZICAR", str_of(diary));
    const char *pipe = arena_print(&folder.a, "%s/WAVECAR", folder.path);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert(folder_read_path(folder.path)->calc.energies.toten_eV.known);
}
END_TEST

START_TEST(a_folder_without_output_says_so)
{
    folder_put("POSCAR", str_of(structure));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(run->is_refused);
    ck_assert_ptr_nonnull(folder_message(run, "no-energy"));
    ck_assert_uint_eq(run->calc.n_atoms, 2);
}
END_TEST

START_TEST(a_path_that_is_not_there_has_its_entry)
{
    const chp_run *run = folder_read_path("/nowhere/OUTCAR");
    ck_assert(run->is_refused);
    ck_assert_str_eq(run->calc.path, "/nowhere/OUTCAR");
    ck_assert_ptr_nonnull(folder_message(run, "unreadable"));
}
END_TEST

START_TEST(a_broken_file_beside_a_whole_one_is_a_warning)
{
    folder_put("OUTCAR", example("OUTCAR"));
    folder_put("CONTCAR", STR(""));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert_int_eq(folder_message(run, "empty")->severity, CHP_WARNING);
}
END_TEST

START_TEST(a_cut_outcar_is_not_made_good_by_a_diary)
{
    str whole = example("OUTCAR");
    folder_put("OUTCAR", str_part(whole, 0, whole.len / 2)); // in its first step
    folder_put("OSZICAR", str_of(diary));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(run->is_refused);
    ck_assert_int_eq(folder_message(run, "truncated")->severity, CHP_ERROR);
}
END_TEST

START_TEST(an_allowed_error_refuses_nothing)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("INCAR", STR("EDIFF = 1E-6\n"));
    chp_diag_allow(folder.diag, "not-converged");
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert(folder_message(run, "not-converged")->is_allowed);
}
END_TEST

/* --- logs ---------------------------------------------------------------------- */

static const char time_limit[] =
    "slurmstepd: error: *** JOB 4711 ON node3 CANCELLED AT 2024-05-09T11:39:14 DUE TO "
    "TIME LIMIT ***\n";

START_TEST(a_log_tells_why_a_run_was_cut)
{
    str whole = example("OUTCAR");
    folder_put("OUTCAR", str_part(whole, 0, whole.len * 9 / 10));
    folder_put("slurm-4711.out", str_of(time_limit));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(run->is_refused);
    ck_assert_ptr_nonnull(folder_message(run, "truncated"));
    const chp_message *m = folder_message(run, "killed");
    ck_assert_ptr_nonnull(m);
    ck_assert(str_has(str_of(m->fact), STR("time limit")));
    ck_assert_uint_eq(m->where.line, 1);
}
END_TEST

START_TEST(a_log_of_an_earlier_attempt_spoils_nothing)
{
    folder_put("OUTCAR", example("OUTCAR"));
    folder_put("slurm-4711.out", str_of(time_limit));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(!run->is_refused);
    ck_assert_ptr_null(folder_message(run, "killed"));
}
END_TEST

START_TEST(a_log_may_know_that_the_ions_converged)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("INCAR", STR("EDIFF = 1E-4\nNSW = 10\nIBRION = 2\n"));
    ck_assert_int_eq(folder_read_path(folder.path)->calc.ionic, CHP_UNKNOWN);
    folder_put(
        "vasp.out",
        STR(" reached required accuracy - stopping structural energy minimisation\n"));
    ck_assert_int_eq(folder_read_path(folder.path)->calc.ionic, CHP_YES);
}
END_TEST

#define RELAXED " reached required accuracy - stopping structural energy minimisation\n"
#define BANNER  " vasp.5.4.1 24Jun15 (build Feb  9 2019 14:16:27) complex\n"

static const struct {
    const char *log;
    chp_answer ionic;
} last_words[] = {
    { BANNER RELAXED, CHP_YES },       // in the last of NSW steps
    { BANNER RELAXED BANNER, CHP_NO }, // that was the attempt before
    { BANNER, CHP_NO },
};

START_TEST(a_relaxation_may_arrive_with_its_last_step)
{
    folder_put("OSZICAR", str_of(diary));
    folder_put("INCAR", STR("EDIFF = 1E-4\nNSW = 1\nIBRION = 2\n"));
    folder_put("vasp.out", str_of(last_words[_i].log));
    ck_assert_int_eq(folder_read_path(folder.path)->calc.ionic, last_words[_i].ionic);
}
END_TEST

static const struct {
    const char *log, *says;
} refusals[] = {
    { " VERY BAD NEWS! internal error in subroutine IBZKPT:\n"
      " Tetrahedron method fails for NKPT<4. NKPT =       1\n",
      "Tetrahedron method fails" },
    { "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR      ###     ###     ###     "
      "|\n"
      "|     E        R     R  R     R  O     O  R     R     ###     ###     ###     "
      "|\n"
      "|                                                                             "
      "|\n"
      "|     Inconsistent Bravais lattice types found for crystalline and            "
      "|\n"
      "|     reciprocal lattice:                                                     "
      "|\n"
      "|                                                                             "
      "|\n"
      " -----------------------------------------------------------------------------"
      "\n",
      "Inconsistent Bravais lattice types found for crystalline and reciprocal" },
    { "|     The number of bands is odd, and I dislike odd numbers.                  "
      "|\n"
      "|                                                                             "
      "|\n"
      "|       ---->  I REFUSE TO CONTINUE WITH THIS SICK JOB ... BYE!!! <----       "
      "|\n",
      "I dislike odd numbers." },
};

START_TEST(a_log_tells_why_nothing_was_calculated)
{
    folder_put("INCAR", STR("ENCUT = 400\nISMEAR = -5\n"));
    folder_put("vasp.out", str_of(refusals[_i].log));
    const chp_run *run = folder_read_path(folder.path);
    ck_assert(folder_says(run, "vasp-message", refusals[_i].says));
    ck_assert_ptr_nonnull(folder_message(run, "no-energy"));
}
END_TEST

START_TEST(a_log_by_itself_is_called_by_its_name)
{
    const char *path =
        folder_put("vasp.out", STR(" running on    4 total cores\n" BANNER RELAXED));
    ck_assert(
        folder_says(folder_read_path(path), "wrong-format", "what a run printed"));
}
END_TEST

#define TABLE                                                                          \
    "       N       E                     dE             d eps       ncg     rms"      \
    "          rms(c)\n"                                                               \
    "DAV:   1    -0.100173751031E+02   -0.75065E-07   -0.42794E-07    47   0.2E-02\n"  \
    "   1 F= -.10017375E+02 E0= -.10017375E+02  d E =0.226627E+00  mag=     2.0000\n"

START_TEST(a_log_that_alone_was_kept_is_a_diary)
{
    str text = STR(" running on    1 nodes\n" BANNER);
    for (int i = 0; i < 40; i++)
        text = str_of(arena_print(&folder.a, "%.*s| what VASP advises |\n",
                                  (int)text.len, text.at));
    text = str_of(arena_print(&folder.a, "%.*s" TABLE RELAXED, (int)text.len, text.at));
    const chp_run *run = folder_read_path(folder_put("O2.o721057", text));
    ck_assert(!run->is_refused);
    ck_assert_double_eq(run->calc.energies.sigma0_eV.value, -10.017375);
    ck_assert_int_eq(run->calc.kind, CHP_RUN_RELAXATION);
    ck_assert_int_eq(run->calc.ionic, CHP_YES);
}
END_TEST

/* --- many ---------------------------------------------------------------------- */

static void put_many(void)
{
    for (int i = 0; i < 20; i++) {
        str text = str_of(
            arena_print(&folder.a, "   1 F= -%d.0 E0= -%d.5  d E =-1.0\n", i, i));
        folder_put(arena_print(&folder.a, "runs/%02d/OSZICAR", i), text);
    }
}

START_TEST(a_folder_of_runs_gives_each_in_order)
{
    put_many();
    for (unsigned n_jobs = 1; n_jobs <= 8; n_jobs *= 2) {
        read_paths(&folder.path, 1, n_jobs);
        ck_assert_uint_eq(chp_runs_count(folder.runs), 20);
        for (size_t i = 0; i < 20; i++) {
            const chp_calc *calc = &chp_runs_get(folder.runs, i)->calc;
            ck_assert_double_eq(calc->energies.toten_eV.value, -(double)i);
            ck_assert(str_eq(path_name(calc->path),
                             str_of(arena_print(&folder.a, "%02zu", i))));
        }
    }
}
END_TEST

typedef struct {
    const char *name;
    str text;
    time_t closed_s;
} content;

static const char *pack(const char *name, int filter, const content *entries, size_t n)
{
    const char *path = arena_print(&folder.a, "%s/%s", folder.path, name);
    struct archive *out = archive_write_new();
    archive_write_add_filter(out, filter);
    if (str_ends(str_of(name), STR(".zip")))
        archive_write_set_format_zip(out);
    else if (str_ends(str_of(name), STR(".7z")))
        archive_write_set_format_7zip(out);
    else
        archive_write_set_format_pax_restricted(out);
    ck_assert_int_eq(archive_write_open_filename(out, path), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *header = archive_entry_new();
        archive_entry_set_pathname(header, entries[i].name);
        archive_entry_set_filetype(header, AE_IFREG);
        archive_entry_set_perm(header, 0644);
        archive_entry_set_size(header, (la_int64_t)entries[i].text.len);
        archive_entry_set_mtime(header, entries[i].closed_s, 0);
        ck_assert_int_eq(archive_write_header(out, header), ARCHIVE_OK);
        archive_write_data(out, entries[i].text.at, entries[i].text.len);
        archive_entry_free(header);
    }
    ck_assert_int_eq(archive_write_free(out), ARCHIVE_OK);
    return path;
}

static const char *packed(const char *name, int filter)
{
    static const content entries[] = {
        { "./B/OSZICAR", STR_INIT("   1 F= -2.0 E0= -2.0  d E =-1.0\n"), 0 },
        { "A/INCAR", STR_INIT("NSW = 0\n"), 0 },
        { "A/OSZICAR", STR_INIT("   1 F= -1.0 E0= -1.0  d E =-1.0\n"), 0 },
        { "../../etc/OSZICAR", STR_INIT("   1 F= -3.0 E0= -3.0  d E =-1.0\n"), 0 },
        { "notes/README", STR_INIT("nothing\n"), 0 },
    };
    return pack(name, filter, entries, sizeof entries / sizeof *entries);
}

static const struct {
    const char *name;
    int filter;
} archives[] = {
    { "calc.tar", ARCHIVE_FILTER_NONE },     { "calc.tar.gz", ARCHIVE_FILTER_GZIP },
    { "calc.tar.zst", ARCHIVE_FILTER_ZSTD }, { "OUTCAR.gz", ARCHIVE_FILTER_GZIP },
    { "calc.zip", ARCHIVE_FILTER_NONE },     { "calc.7z", ARCHIVE_FILTER_NONE },
};

START_TEST(each_folder_of_an_archive_is_a_run)
{
    const char *path = packed(archives[_i].name, archives[_i].filter);
    folder_read_path(path);
    ck_assert_uint_eq(chp_runs_count(folder.runs), 3);
    static const char *const folders[] = { "../../etc", "A", "B" };
    static const double energies_eV[] = { -3, -1, -2 };
    for (size_t i = 0; i < 3; i++) {
        const chp_calc *calc = &chp_runs_get(folder.runs, i)->calc;
        ck_assert_str_eq(calc->path, arena_print(&folder.a, "%s/%s", path, folders[i]));
        ck_assert_double_eq(calc->energies.toten_eV.value, energies_eV[i]);
    }
    ck_assert_int_eq(chp_runs_get(folder.runs, 1)->calc.kind,
                     CHP_RUN_STATIC); // by its INCAR
    struct stat st;
    ck_assert(stat(arena_print(&folder.a, "%s/A", folder.path), &st) !=
              0); // nothing unpacked
}
END_TEST

/* A band in neb/, one without input in old/, and what lies beside its images. */
START_TEST(images_in_an_archive_are_no_runs)
{
    const str whole = STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n");
    const content entries[] = {
        { "neb/02/OSZICAR", whole, 0 },          { "neb/00/OSZICAR", whole, 0 },
        { "neb/01/OSZICAR", whole, 0 },          { "neb/01/freq/OSZICAR", whole, 0 },
        { "neb/INCAR", STR("IMAGES = 1\n"), 0 }, { "neb/01-old/OSZICAR", whole, 0 },
        { "neb/ts/OSZICAR", whole, 0 },          { "old/00/OSZICAR", whole, 0 },
        { "old/01/OSZICAR", whole, 0 },          { "old/02/OSZICAR", whole, 0 },
        { "few/INCAR", STR("NSW = 0\n"), 0 },    { "few/00/OSZICAR", whole, 0 },
        { "few/01/OSZICAR", whole, 0 },          { ".git/OSZICAR", whole, 0 },
    };
    static const char *const left[] = { "few/00", "few/01", "neb/01-old", "neb/ts",
                                        "old/00", "old/01", "old/02" };
    const char *path = pack(archives[_i].name, archives[_i].filter, entries,
                            sizeof entries / sizeof *entries);
    folder_read_path(path);
    ck_assert_uint_eq(chp_runs_count(folder.runs), sizeof left / sizeof *left);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        ck_assert_str_eq(chp_runs_get(folder.runs, i)->calc.path,
                         arena_print(&folder.a, "%s/%s", path, left[i]));
    ck_assert_ptr_nonnull(folder_message(chp_runs_get(folder.runs, 0), "band"));
}
END_TEST

START_TEST(an_archive_of_a_band_alone_holds_no_run)
{
    const str whole = STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n");
    const content entries[] = {
        { "INCAR", STR("IMAGES = 1\n"), 0 },
        { "00/OSZICAR", whole, 0 },
        { "01/OSZICAR", whole, 0 },
        { "02/OSZICAR", whole, 0 },
    };
    const chp_run *run =
        folder_read_path(pack("neb.zip", ARCHIVE_FILTER_NONE, entries, 4));
    ck_assert_uint_eq(chp_runs_count(folder.runs), 1);
    ck_assert(run->is_refused);
    ck_assert_ptr_nonnull(folder_message(run, "band"));
}
END_TEST

/* --- logs in archives ------------------------------------------------------------ */

static const chp_run *read_with_log(str output, str log, time_t log_s)
{
    const content entries[] = {
        { "N/slurm-4711.out", log, log_s },
        { "N/OUTCAR", output, 1715254000 },
        { "other.log", STR("slurmstepd: error: *** JOB 1 CANCELLED ***\n"),
          1715254000 },
    };
    return folder_read_path(pack("calc.tar.xz", ARCHIVE_FILTER_XZ, entries, 3));
}

START_TEST(a_log_in_an_archive_tells_why_a_run_was_cut)
{
    str whole = example("OUTCAR");
    str cut = str_part(whole, 0, whole.len * 9 / 10);
    const chp_run *run = read_with_log(cut, str_of(time_limit), 1715254100);
    ck_assert_uint_eq(chp_runs_count(folder.runs), 1); // a log alone is no run
    ck_assert_ptr_nonnull(folder_message(run, "truncated"));
    const chp_message *m = folder_message(run, "killed");
    ck_assert_ptr_nonnull(m);
    ck_assert(str_ends(str_of(m->where.path), STR("calc.tar.xz/N/slurm-4711.out")));
    ck_assert_uint_eq(m->where.line, 1);

    run = read_with_log(cut, str_of(time_limit), 1715250000); // of the attempt before
    ck_assert_ptr_null(folder_message(run, "killed"));
    run = read_with_log(cut, str_of(time_limit), 0); // an archive without times
    ck_assert_ptr_nonnull(folder_message(run, "killed"));
    run = read_with_log(whole, str_of(time_limit), 1715254100);
    ck_assert_ptr_null(folder_message(run, "killed"));
}
END_TEST

START_TEST(a_log_in_an_archive_tells_where_the_potential_lies)
{
    str output = file_text(&folder.a, "tests/data/outcar/vaspsol-slab");
    str log = STR(" running on 16 total cores\n FERMI_SHIFT =   0.1250000000\n"
                  " FERMI_SHIFT =   0.3750000000\n");
    const chp_run *run = read_with_log(output, log, 1715254100);
    ck_assert_double_eq(run->calc.fermi_shift_eV.value, 0.375);
    ck_assert_uint_eq(run->calc.fermi_shift_eV.at.line, 3);
}
END_TEST

/* A hundred megabytes of zeros in a zip of a hundred kilobytes. */
START_TEST(a_bomb_in_an_archive_is_refused)
{
    enum { SIZE = 100 << 20 };
    const char *path = arena_print(&folder.a, "%s/bomb.zip", folder.path);
    char *zeros = calloc(SIZE, 1);
    struct archive *out = archive_write_new();
    archive_write_set_format_zip(out);
    ck_assert_int_eq(archive_write_open_filename(out, path), ARCHIVE_OK);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, "A/OSZICAR");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, SIZE);
    memcpy(zeros, diary, sizeof diary - 1);
    for (size_t i = sizeof diary; i < SIZE; i += 1000)
        zeros[i] = '\n';
    ck_assert_int_eq(archive_write_header(out, entry), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_data(out, zeros, SIZE), SIZE);
    archive_entry_free(entry);
    archive_write_free(out);
    free(zeros);
    const chp_run *run = folder_read_path(path);
    ck_assert(run->is_refused);
    ck_assert_ptr_nonnull(folder_message(run, "too-big"));
}
END_TEST

START_TEST(an_archive_that_is_cut_is_no_run_or_a_warning)
{
    str whole = file_text(&folder.a, packed("calc.tar", ARCHIVE_FILTER_NONE));
    for (size_t n = 512; n < whole.len; n += 300) {
        folder_put("cut.tar", str_part(whole, 0, n));
        const chp_run *run =
            folder_read_path(arena_print(&folder.a, "%s/cut.tar", folder.path));
        ck_assert_msg(run->is_refused || run->calc.energies.toten_eV.known, "%zu", n);
    }
}
END_TEST

Suite *suite_run(void)
{
    TCase *tc = tcase_create("run");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, a_diary_and_its_incar_complete_each_other);
    tcase_add_test(tc, a_tighter_ediff_was_not_reached);
    tcase_add_test(tc, the_first_step_stands_for_a_frequency_run);
    tcase_add_test(tc, steps_in_one_file_alone_are_a_warning);
    tcase_add_test(tc, without_incar_convergence_is_unknown);
    tcase_add_test(tc, files_that_agree_make_one_run);
    tcase_add_test(tc, two_energies_are_no_energy);
    tcase_add_loop_test(tc, only_free_atoms_are_judged_by_their_forces, 0,
                        sizeof frozen / sizeof *frozen);
    tcase_add_loop_test(tc, a_file_beside_outcar_is_compared_with_it, 0,
                        sizeof beside / sizeof *beside);
    tcase_add_test(tc, a_mesh_that_was_edited_is_told);
    tcase_add_loop_test(tc, a_vasprun_of_other_species_is_of_another_run, 0,
                        sizeof species / sizeof *species);
    tcase_add_loop_test(tc, a_cell_that_was_edited_is_told, 0,
                        sizeof cells / sizeof *cells);
    tcase_add_test(tc, a_diary_of_one_electronic_step_is_not_self_consistent);
    tcase_add_test(tc, without_flags_all_forces_count_as_an_upper_bound);
    tcase_add_test(tc, potcar_names_the_potentials_of_a_diary);
    tcase_add_test(tc, a_potcar_in_another_order_is_an_error);
    tcase_add_test(tc, the_last_relaxation_stands_for_the_run);
    tcase_add_test(tc, an_unclear_choice_is_left_to_the_user);
    tcase_add_test(tc, what_is_no_output_is_not_opened);
    tcase_add_test(tc, a_folder_without_output_says_so);
    tcase_add_test(tc, a_path_that_is_not_there_has_its_entry);
    tcase_add_test(tc, a_broken_file_beside_a_whole_one_is_a_warning);
    tcase_add_test(tc, a_cut_outcar_is_not_made_good_by_a_diary);
    tcase_add_test(tc, an_allowed_error_refuses_nothing);
    tcase_add_test(tc, a_log_tells_why_a_run_was_cut);
    tcase_add_test(tc, a_log_of_an_earlier_attempt_spoils_nothing);
    tcase_add_test(tc, a_log_may_know_that_the_ions_converged);
    tcase_add_loop_test(tc, a_relaxation_may_arrive_with_its_last_step, 0,
                        sizeof last_words / sizeof *last_words);
    tcase_add_loop_test(tc, a_log_tells_why_nothing_was_calculated, 0,
                        sizeof refusals / sizeof *refusals);
    tcase_add_test(tc, a_log_by_itself_is_called_by_its_name);
    tcase_add_test(tc, a_log_that_alone_was_kept_is_a_diary);
    tcase_add_test(tc, a_folder_of_runs_gives_each_in_order);
    tcase_add_loop_test(tc, images_in_an_archive_are_no_runs, 0,
                        sizeof archives / sizeof *archives);
    tcase_add_test(tc, an_archive_of_a_band_alone_holds_no_run);
    tcase_add_loop_test(tc, each_folder_of_an_archive_is_a_run, 0,
                        sizeof archives / sizeof *archives);
    tcase_add_test(tc, a_log_in_an_archive_tells_why_a_run_was_cut);
    tcase_add_test(tc, a_log_in_an_archive_tells_where_the_potential_lies);
    tcase_add_test(tc, a_bomb_in_an_archive_is_refused);
    tcase_add_test(tc, an_archive_that_is_cut_is_no_run_or_a_warning);
    Suite *suite = suite_create("gather/run");
    suite_add_tcase(suite, tc);
    return suite;
}
