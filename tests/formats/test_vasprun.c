#include <math.h>

#include "chem/calc.h"
#include "formats/files.h"
#include "formats/outcars.h"
#include "suites.h"

/* Both fixtures have the layout of VASP 5.4.4, with an atom of Zr that is frozen and an
 * N; most settings and all bands but two are cut. Their numbers are made up: energies
 * obey E0 = (2 F + E) / 3, and the one mode is that of 50 eV/Å² and 14.001 u. */
#define RELAXATION  "tests/data/vasprun/relaxation.xml"
#define FREQUENCIES "tests/data/vasprun/frequencies.xml"

static arena memory;

static void clear(void)
{
    arena_clear(&memory);
}

static str relaxation(void)
{
    return file_text(&memory, RELAXATION);
}

static str frequencies(void)
{
    return file_text(&memory, FREQUENCIES);
}

static outcome read_changed(str text, const char *from, const char *to)
{
    return read_text(&format_vasprun, exchanged(&memory, text, from, to));
}

START_TEST(a_relaxation_is_its_last_step)
{
    outcome o = read_text(&format_vasprun, relaxation());
    const chp_calc *c = &o.calc;
    ck_assert(o.ok);
    ck_assert_uint_eq(chp_diag_count(o.diag, CHP_NOTE), 0);
    ck_assert_int_eq(c->kind, CHP_RUN_RELAXATION);
    ck_assert_uint_eq(c->n_ionic_steps, 2);
    ck_assert_double_eq(c->energies.toten_eV.value, -16.6);
    ck_assert_double_eq_tol(c->energies.without_entropy_eV.value, -16.57, 1e-9);
    ck_assert_double_eq(c->energies.sigma0_eV.value, -16.59);
    ck_assert_uint_eq(c->energies.toten_eV.at.line, 255);
    ck_assert_double_eq(c->steps[0].sigma0_eV, -16.49);
    ck_assert_uint_eq(c->steps[0].n_electronic_steps, 3);
    ck_assert_double_eq_tol(c->steps[0].dE_eV, -1e-6, 1e-9);
    ck_assert_int_eq(c->electronic, CHP_YES);
    ck_assert_int_eq(c->ionic, CHP_YES);
    ck_assert_int_eq(c->finished, CHP_YES);
    ck_assert_double_eq(c->e_fermi_eV.value, 1.2345);
    ck_assert_double_eq(c->n_electrons.value, 17);
    ck_assert_double_eq(c->charge_e.value, 0);
    outcome_free(&o);
}
END_TEST

/* VASP 4.6 leaves no blank at the end of a row. */
START_TEST(only_free_atoms_count_in_the_largest_force)
{
    str text = _i ? edited(&memory, relaxation(), 0, " </v>", "</v>") : relaxation();
    outcome o = read_text(&format_vasprun, text);
    ck_assert_double_eq_tol(o.calc.max_force_eV_A.value, 0.005, 1e-12);
    ck_assert_int_eq(o.calc.force_is_free, CHP_YES);
    ck_assert_double_eq(o.calc.force_eV_A[0][2], 0.3);
    ck_assert_double_eq_tol(o.calc.steps[0].max_force_eV_A, 1.2, 1e-12);
    ck_assert_double_eq_tol(o.calc.steps[1].max_force_eV_A, 0.005, 1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(an_atom_that_may_only_move_along_one_axis_has_one_force)
{
    outcome o = read_text(&format_vasprun, frequencies());
    ck_assert_double_eq_tol(o.calc.max_force_eV_A.value, 0.004, 1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(the_title_of_the_POTCAR_names_the_element)
{
    outcome o = read_text(&format_vasprun, relaxation());
    ck_assert_str_eq(o.calc.species[0].element, "Zr"); // its <c> says "r "
    ck_assert_str_eq(o.calc.species[0].potcar, "PAW_PBE Zr_sv 04Jan2005");
    ck_assert_double_eq(o.calc.species[1].mass_u.value, 14.001);
    ck_assert_int_eq(o.calc.final->atomic_number[1], 7);
    outcome_free(&o);
}
END_TEST

START_TEST(structures_are_chosen_by_name)
{
    outcome o = read_text(&format_vasprun, relaxation());
    ck_assert_double_eq(o.calc.initial->fractional[1][2], 0.2); // not primitive_cell
    ck_assert_double_eq(o.calc.final->fractional[1][2], 0.19);
    ck_assert(!o.calc.final->is_free[0][0] && o.calc.final->is_free[1][0]);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *tag, *value;
} settings[] = {
    { "ENCUT", "400.00000000" },               // what was used, not what was asked for
    { "METAGGA", "R2SCAN" },                   // a comment behind it
    { "GGA", "--" },                           // its name is padded
    { "LDAUU", "4.00000000      0.00000000" }, // <parameters> has the first alone
    { "NELM", "60" },                          // again in another section
    { "ISPIN", "2" },                          // twice in INCAR: the first counts
    { "COMMENT", "a < b \xc3\xa9" },           // ISO-8859-1, as the file says
    { "KPOINTS", "Gamma 3 2 1" },
};

START_TEST(settings_come_from_the_section_that_is_right)
{
    outcome o = read_text(&format_vasprun, relaxation());
    const chp_setting *s = chp_calc_setting(&o.calc, settings[_i].tag);
    ck_assert_ptr_nonnull(s);
    ck_assert_str_eq(s->value, settings[_i].value);
    outcome_free(&o);
}
END_TEST

/* --- which energy is which ------------------------------------------------------- */

#define OLD                                                                            \
    "<i name=\"e_wo_entrp\">     -16.59000000 </i>\n"                                  \
    "   <i name=\"e_0_energy\">      -0.03000000 </i>"
#define NEW                                                                            \
    "<i name=\"e_wo_entrp\">     -16.57000000 </i>\n"                                  \
    "   <i name=\"e_0_energy\">     -16.59000000 </i>"

static const struct {
    const char *from, *to, *code;
} labels[] = {
    { OLD, NEW, NULL },
    { "5.4.4.18Apr17", "6.4.2.20Jul23", NULL }, // the version is not asked
    { "name=\"ISMEAR\">     1", "name=\"ISMEAL\">     1", NULL },
    { "<i name=\"e_wo_entrp\">     -16.59", "<i  name = 'e_wo_entrp' > -16.59", NULL },
    { "name=\"ISMEAR\">     1", "name=\"ISMEAR\">     2", "energies-disagree" },
    { "-16.60000000 </i>\n   <i name=\"e_wo_entrp\">     -16.59000000",
      "-16.61000000 </i>\n   <i name=\"e_wo_entrp\">     -16.59000000",
      "energies-disagree" },
    { "-16.60000000 </i>\n   <i name=\"e_wo_entrp\">     -16.59000000",
      "************ </i>\n   <i name=\"e_wo_entrp\">     -16.59000000",
      "not-a-number" },
    { OLD, "<i name=\"e_wo_entrp\">NaN</i>", "not-a-number" },
};

/* [C1] [3.2] */
START_TEST(the_identity_decides_which_energy_is_which)
{
    outcome o = read_changed(relaxation(), labels[_i].from, labels[_i].to);
    ck_assert_int_eq(o.ok, labels[_i].code == NULL);
    if (o.ok) {
        ck_assert_double_eq_tol(o.calc.energies.without_entropy_eV.value, -16.57, 1e-9);
        ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -16.59);
    } else {
        ck_assert_str_eq(outcome_error(&o).code, labels[_i].code);
    }
    outcome_free(&o);
}
END_TEST

/* --- convergence ------------------------------------------------------------------ */

static const struct {
    const char *from, *to;
    chp_answer electronic, ionic;
} convergence[] = {
    { "name=\"NELM\">    60", "name=\"NELM\">     3", CHP_UNKNOWN, CHP_YES },
    { "name=\"EDIFF\">      0.00001000", "name=\"EDIFF\">      0.00000010", CHP_NO,
      CHP_YES },
    { "name=\"EDIFF\">      0.00001000", "name=\"EDIFF\">      0.00000000", CHP_YES,
      CHP_YES },
    { "name=\"EDIFFG\">     -0.05", "name=\"EDIFFG\">     -0.00", CHP_YES,
      CHP_UNKNOWN },
    { "name=\"EDIFFG\">     -0.05", "name=\"EDIFFG\">     -0.0040", CHP_YES, CHP_NO },
    { "name=\"EDIFFG\">     -0.05", "name=\"EDIFFG\">      0.05", CHP_YES,
      CHP_UNKNOWN },
    { "name=\"EDIFFG\">     -0.05", "name=\"EDIFFG\">      0.11", CHP_YES, CHP_YES },
    { "name=\"NSW\">    50", "name=\"NSW\">     0", CHP_YES, CHP_NOT_APPLICABLE },
    { "name=\"IBRION\">     2", "name=\"IBRION\">     0", CHP_YES, CHP_NOT_APPLICABLE },
};

START_TEST(convergence_is_yes_no_or_unknown)
{
    outcome o = read_changed(relaxation(), convergence[_i].from, convergence[_i].to);
    ck_assert_int_eq(o.calc.electronic, convergence[_i].electronic);
    ck_assert_int_eq(o.calc.ionic, convergence[_i].ionic);
    bool has_failed =
        convergence[_i].electronic == CHP_NO || convergence[_i].ionic == CHP_NO;
    ck_assert_int_eq(o.ok, !has_failed);
    outcome_free(&o);
}
END_TEST

/* --- frequencies ------------------------------------------------------------------ */

/* 521.470895 cm-1 is sqrt(eV/Å²/u) / (2 pi c). */
static const double expected_cm1 = 521.470895 * 1.88975;

START_TEST(a_run_of_frequencies_is_its_first_step)
{
    outcome o = read_text(&format_vasprun, frequencies());
    const chp_calc *c = &o.calc;
    ck_assert(o.ok);
    ck_assert_int_eq(c->kind, CHP_RUN_FREQUENCIES);
    ck_assert_double_eq(c->energies.sigma0_eV.value, -16.59);
    ck_assert_double_eq(c->last_step.sigma0_eV.value, -16.58);
    ck_assert(!c->e_fermi_eV.known); // that of the last step is there, not of the first
    ck_assert_uint_eq(c->n_modes, 1);
    ck_assert_double_eq_tol(c->mode_cm1[0], 521.470895 * sqrt(50 / 14.001), 1e-2);
    ck_assert_uint_eq(c->hessian->n, 1);
    ck_assert_double_eq_tol(c->hessian->eV_A2[0], 50, 1e-6);
    ck_assert_uint_eq(c->hessian->atom[0], 1);
    ck_assert_uint_eq(c->hessian->axis[0], 2);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *unit, *eigenvalue;
    double sign;
} units[] = {
    { "", "-3.57117349E+00", 1 },
    { "", "3.57117349E+00", -1 },
    { "<i name=\"unit\">THz^2</i>", "-8.72788E+02", 1 }, // 15.6333^2 of the others
    { "<i name=\"unit\">THz^2</i>", "8.72788E+02", 1 },
};

/* [G7] */
START_TEST(units_and_signs_of_eigenvalues)
{
    str text =
        exchanged(&memory, frequencies(), "-3.57117349E+00", units[_i].eigenvalue);
    outcome o = read_changed(text, "  <dynmat>",
                             arena_print(&memory, "  <dynmat>%s", units[_i].unit));
    ck_assert_double_eq_tol(o.calc.mode_cm1[0], units[_i].sign * expected_cm1, 0.05);
    outcome_free(&o);
}
END_TEST

START_TEST(displaced_steps_far_below_the_first_are_an_error)
{
    str text =
        exchanged(&memory, frequencies(),
                  "-16.58000000 </i>\n   <i name=\"e_wo_entrp\">     -16.57000000",
                  "-16.78000000 </i>\n   <i name=\"e_wo_entrp\">     -16.77000000");
    outcome some = read_text(&format_vasprun, text);
    ck_assert(some.ok);
    ck_assert(outcome_says(&some, "equilibrium"));
    outcome all = read_changed(
        text, "-16.59000000 </i>\n   <i name=\"e_wo_entrp\">     -16.58000000",
        "-16.79000000 </i>\n   <i name=\"e_wo_entrp\">     -16.78000000");
    ck_assert_str_eq(outcome_error(&all).code, "equilibrium");
    outcome_free(&some);
    outcome_free(&all);
}
END_TEST

START_TEST(without_modes_it_is_no_run_of_frequencies)
{
    outcome o =
        read_changed(frequencies(), "name=\"eigenvalues\"", "name=\"eigenvalueZ\"");
    ck_assert_str_eq(outcome_error(&o).code, "modes");
    outcome_free(&o);
}
END_TEST

START_TEST(modes_of_all_atoms_are_read_whatever_their_flags)
{
    str text = exchanged(&memory, frequencies(), "-3.57117349E+00",
                         "-3.5 -3.4 -3.3 -0.1 -0.1 0.1");
    outcome o = read_changed(text, "name=\"hessian\"", "name=\"none\"");
    ck_assert_uint_eq(o.calc.n_modes, 6);
    ck_assert(o.calc.mode_cm1[5] < 0);
    outcome_free(&o);
}
END_TEST

START_TEST(without_masses_there_are_no_force_constants)
{
    outcome o = read_changed(frequencies(), "14.00100000", "***********");
    ck_assert(o.calc.has_modes);
    ck_assert_ptr_null(o.calc.hessian);
    ck_assert(outcome_says(&o, "hessian"));
    outcome_free(&o);
}
END_TEST

/* --- what is added behind the electronic loop ---------------------------------- */

START_TEST(dispersion_is_what_the_last_electronic_step_lacks)
{
    const char *step =
        "-16.60000000 </i>\n    <i name=\"e_wo_entrp\">     -16.57000000";
    str text =
        exchanged(&memory, relaxation(), step,
                  "-16.00000000 </i>\n    <i name=\"e_wo_entrp\">     -15.97000000");
    outcome unknown = read_text(&format_vasprun, text);
    ck_assert(outcome_says(&unknown, "unexplained-term"));
    outcome known = read_changed(text, "<i type=\"string\" name=\"METAGGA\">",
                                 "<i type=\"int\" name=\"IVDW\">    12</i>"
                                 "<i type=\"string\" name=\"METAGGA\">");
    ck_assert_double_eq_tol(known.calc.dispersion_eV.value, -0.6, 1e-9);
    outcome response = read_changed(text, "<i type=\"string\" name=\"METAGGA\">",
                                    "<i type=\"logical\" name=\"LEPSILON\"> T  </i>"
                                    "<i type=\"string\" name=\"METAGGA\">");
    ck_assert(!outcome_says(&response, "unexplained-term"));
    outcome_free(&unknown);
    outcome_free(&known);
    outcome_free(&response);
}
END_TEST

/* D3: what is passed unread harms nothing, but is told. */
START_TEST(a_control_byte_where_nobody_reads_is_a_warning)
{
    outcome passed = read_changed(relaxation(), "<eigenvalues>", "<eigenvalues>\001");
    ck_assert(passed.ok);
    ck_assert(outcome_says(&passed, "damaged"));
    ck_assert_double_eq(passed.calc.energies.sigma0_eV.value, -16.59);
    outcome_free(&passed);
}
END_TEST

START_TEST(the_work_of_a_pressure_is_a_warning)
{
    outcome o = read_changed(
        relaxation(), "<i type=\"string\" name=\"METAGGA\">",
        "<i name=\"PSTRESS\">  10.0</i><i type=\"string\" name=\"METAGGA\">");
    ck_assert(outcome_says(&o, "pressure"));
    outcome_free(&o);
}
END_TEST

/* --- damage -------------------------------------------------------------------- */

static const struct {
    const char *from, *to, *code; // NULL: no error
} damage[] = {
    { "<r>  -25.0000   0.0000", "<r>  \x01 & <z>   0.0000", NULL }, // passed unread
    { "<dos>", "<cce><deep><cce/></deep></cce><dos>", NULL },       // a patch's own
    { "      0.30000000 </v>", "      0.3000000\x01 </v>", "malformed-xml" },
    { "      0.30000000 </v>", "      ********** </v>", "not-a-number" },
    { "<c>   1</c><c>r ", "<c>   7</c><c>r ", "species-counts" },
    { "<c>   1</c><c>r ", "<c>  -1</c><c>r ", "not-a-number" },
    { "<modeling>", "<!DOCTYPE a><modeling>", "refused-xml" },
    { " </calculation>", " </calculatiom>", "malformed-xml" },
    { "</modeling>", "</modeling><modeling></modeling>", "appended" },
};

START_TEST(damage_is_an_error_where_it_is_read)
{
    outcome o = read_changed(relaxation(), damage[_i].from, damage[_i].to);
    ck_assert_int_eq(o.ok, damage[_i].code == NULL);
    ck_assert_str_eq(outcome_error(&o).code, damage[_i].code ? damage[_i].code : "");
    ck_assert(o.ok || outcome_error(&o).where.line > 0);
    outcome_free(&o);
}
END_TEST

START_TEST(an_end_that_is_missing_behind_a_converged_step_is_a_warning)
{
    outcome o = read_changed(relaxation(), "</modeling>", "");
    ck_assert(o.ok);
    ck_assert(outcome_says(&o, "truncated"));
    ck_assert_int_eq(o.calc.finished, CHP_NO);
    outcome_free(&o);
}
END_TEST

START_TEST(where_a_cut_file_ends_is_told)
{
    const struct {
        const char *before, *fact;
    } cuts[] = {
        { "<atominfo>", "before the first ionic step" },
        { "<scstep>", "in ionic step 1, after 0 whole ones" },
        { "<eigenvalues>", "in ionic step 2, after 1 whole ones" },
    };
    str rest = relaxation(), text = rest;
    ck_assert(str_after(&rest, str_of(cuts[_i].before)));
    text.len -= rest.len;
    outcome o = read_text(&format_vasprun, text);
    ck_assert(!o.ok);
    ck_assert_ptr_nonnull(strstr(outcome_error(&o).fact, cuts[_i].fact));
    outcome_free(&o);
}
END_TEST

START_TEST(force_fields_are_not_DFT)
{
    outcome o =
        read_changed(relaxation(), " </calculation>",
                     " </calculation><structure></structure><varray name=\"forces\">"
                     "</varray><energy><i name=\"e_fr_energy\">-1</i></energy>");
    ck_assert(o.ok);
    ck_assert(outcome_says(&o, "machine-learned"));
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -16.59);
    outcome_free(&o);
}
END_TEST

START_TEST(a_step_without_its_own_energy_does_not_count)
{
    str text = relaxation(), last = text;
    for (const char *at = text.at; (at = strstr(at, "  <energy>")) != NULL; at++)
        last = (str){ at, text.len - (size_t)(at - text.at) };
    str without = { text.at, text.len - last.len };
    str_after(&last, STR("</energy>"));
    const char *joined = arena_print(&memory, "%.*s%.*s", (int)without.len, without.at,
                                     (int)last.len, last.at);
    outcome o = read_text(&format_vasprun, str_of(joined));
    ck_assert_uint_eq(o.calc.n_ionic_steps, 1);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -16.49);
    ck_assert(o.calc.final);
    outcome_free(&o);
}
END_TEST

START_TEST(kinetic_energies_are_passed_over)
{
    outcome o = read_changed(relaxation(), "-0.03000000 </i>\n  </energy>",
                             "-0.03000000 </i>\n   <i name=\"kinetic\">  5.0 </i>\n"
                             "   <i name=\"total\">  -11.6 </i>\n  </energy>");
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.toten_eV.value, -16.6);
    outcome_free(&o);
}
END_TEST

START_TEST(one_element_may_have_several_types)
{
    str text = exchanged(&memory, relaxation(), "<c>  PAW_PBE N 08Apr2002",
                         "<c>  PAW_PBE Zr 08Apr2002");
    outcome o = read_text(&format_vasprun, text);
    ck_assert_uint_eq(o.calc.n_species, 2);
    ck_assert_int_eq(o.calc.final->atomic_number[0], 40);
    ck_assert_int_eq(o.calc.final->atomic_number[1], 40);
    ck_assert_str_eq(calc_formula(&memory, &o.calc), "Zr2");
    outcome_free(&o);
}
END_TEST

START_TEST(one_electronic_step_is_no_ground_state)
{
    outcome o =
        read_changed(relaxation(), "name=\"NELM\">    60", "name=\"NELM\">     1");
    ck_assert(o.ok);
    ck_assert_int_eq(o.calc.electronic, CHP_NOT_APPLICABLE);
    ck_assert(outcome_says(&o, "not-self-consistent"));
    outcome_free(&o);
}
END_TEST

START_TEST(without_flags_all_atoms_are_free)
{
    str text = relaxation();
    for (int i = 0; i < 2; i++)
        text = exchanged(&memory, text, "name=\"selective\"", "name=\"nothing\"");
    outcome o = read_text(&format_vasprun, text);
    ck_assert_int_eq(o.calc.force_is_free, CHP_YES);
    ck_assert_double_eq_tol(o.calc.max_force_eV_A.value, 0.3, 1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(the_window_may_be_small_and_move)
{
    const size_t sizes[] = { 1, 7, 64, 4096 };
    outcome o = read_slowly(&format_vasprun, relaxation(), sizes[_i]);
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -16.59);
    ck_assert_uint_eq(o.calc.energies.toten_eV.at.line, 255);
    ck_assert_double_eq(o.calc.final->fractional[1][2], 0.19);
    outcome_free(&o);
}
END_TEST

START_TEST(every_cut_gives_a_result_or_a_message)
{
    check_every_cut(&format_vasprun, _i ? frequencies() : relaxation());
}
END_TEST

#define N(table) ((int)(sizeof(table) / sizeof *(table)))

Suite *suite_vasprun(void)
{
    TCase *tc = tcase_create("vasprun");
    tcase_add_checked_fixture(tc, NULL, clear);
    tcase_add_test(tc, a_relaxation_is_its_last_step);
    tcase_add_loop_test(tc, only_free_atoms_count_in_the_largest_force, 0, 2);
    tcase_add_test(tc, an_atom_that_may_only_move_along_one_axis_has_one_force);
    tcase_add_test(tc, the_title_of_the_POTCAR_names_the_element);
    tcase_add_test(tc, structures_are_chosen_by_name);
    tcase_add_loop_test(tc, settings_come_from_the_section_that_is_right, 0,
                        N(settings));
    tcase_add_loop_test(tc, the_identity_decides_which_energy_is_which, 0, N(labels));
    tcase_add_loop_test(tc, convergence_is_yes_no_or_unknown, 0, N(convergence));
    tcase_add_test(tc, a_run_of_frequencies_is_its_first_step);
    tcase_add_loop_test(tc, units_and_signs_of_eigenvalues, 0, N(units));
    tcase_add_test(tc, displaced_steps_far_below_the_first_are_an_error);
    tcase_add_test(tc, modes_of_all_atoms_are_read_whatever_their_flags);
    tcase_add_test(tc, without_masses_there_are_no_force_constants);
    tcase_add_test(tc, without_modes_it_is_no_run_of_frequencies);
    tcase_add_test(tc, dispersion_is_what_the_last_electronic_step_lacks);
    tcase_add_test(tc, a_control_byte_where_nobody_reads_is_a_warning);
    tcase_add_test(tc, the_work_of_a_pressure_is_a_warning);
    tcase_add_loop_test(tc, damage_is_an_error_where_it_is_read, 0, N(damage));
    tcase_add_test(tc, an_end_that_is_missing_behind_a_converged_step_is_a_warning);
    tcase_add_loop_test(tc, where_a_cut_file_ends_is_told, 0, 3);
    tcase_add_test(tc, force_fields_are_not_DFT);
    tcase_add_test(tc, a_step_without_its_own_energy_does_not_count);
    tcase_add_test(tc, kinetic_energies_are_passed_over);
    tcase_add_test(tc, one_element_may_have_several_types);
    tcase_add_test(tc, one_electronic_step_is_no_ground_state);
    tcase_add_test(tc, without_flags_all_atoms_are_free);
    tcase_add_loop_test(tc, the_window_may_be_small_and_move, 0, 4);
    tcase_add_loop_test(tc, every_cut_gives_a_result_or_a_message, 0, 2);
    Suite *suite = suite_create("formats/vasprun");
    suite_add_tcase(suite, tc);
    return suite;
}
