/* Whole OUTCARs, of every layout. The numbers expected are those of the files. */
#include <math.h>

#include "formats/outcars.h"
#include "suites.h"

static const struct {
    const char *file, *version, *formula;
    chp_run_kind kind;
    size_t n_steps;
    double toten_eV, without_entropy_eV, sigma0_eV;
    chp_answer electronic, ionic;
} runs[] = {
    { "relax-5.4.4", "5.4.4.18Apr17-6-g9f103f2a35", "NH3", CHP_RUN_RELAXATION, 3,
      -19.54120876, -19.54108876, -19.54114876, CHP_YES, CHP_YES },
    { "static-6.4.2", "6.4.2", "NiO", CHP_RUN_STATIC, 1, -31.44120761, -31.44120761,
      -31.44120761, CHP_YES, CHP_NOT_APPLICABLE },
    { "static-4.6", "4.6.35", "NH3", CHP_RUN_STATIC, 1, -19.508123, -19.506489,
      -19.507578, CHP_YES, CHP_NOT_APPLICABLE },
    { "freq-5.4.4", "5.4.4.18Apr17-6-g9f103f2a35", "NH", CHP_RUN_FREQUENCIES, 7,
      -8.12034567, -8.12004567, -8.12019567, CHP_YES, CHP_NOT_APPLICABLE },
    { "nelm-5.3.5", "5.3.5", "NH3", CHP_RUN_STATIC, 1, -18.20112233, -18.19902233,
      -18.20007233, CHP_NO, CHP_NOT_APPLICABLE },
    { "ml-6.3.2", "6.3.2", "H2", CHP_RUN_DYNAMICS, 2, -6.69241300, -6.69241300,
      -6.69241300, CHP_YES, CHP_NOT_APPLICABLE },
    { "beef-vaspsol", "5.4.1", "H2", CHP_RUN_STATIC, 1, -7.01112222, -7.01112222,
      -7.01112222, CHP_YES, CHP_NOT_APPLICABLE },
};

static outcome open_run(const char *file)
{
    arena a = { 0 };
    outcome o = read_text(&format_outcar, outcar_text(&a, file));
    arena_clear(&a);
    return o;
}

START_TEST(every_version_tells_its_energies_and_its_end)
{
    outcome o = open_run(runs[_i].file);
    const chp_calc *c = &o.calc;
    ck_assert_str_eq(c->vasp_version, runs[_i].version);
    ck_assert_str_eq(calc_formula(&o.a, c), runs[_i].formula);
    ck_assert_int_eq(c->kind, runs[_i].kind);
    ck_assert_uint_eq(c->n_ionic_steps, runs[_i].n_steps);
    ck_assert_double_eq(c->energies.toten_eV.value, runs[_i].toten_eV);
    ck_assert_double_eq(c->energies.without_entropy_eV.value,
                        runs[_i].without_entropy_eV);
    ck_assert_double_eq(c->energies.sigma0_eV.value, runs[_i].sigma0_eV);
    ck_assert_int_eq(c->electronic, runs[_i].electronic);
    ck_assert_int_eq(c->ionic, runs[_i].ionic);
    ck_assert_int_eq(c->finished, CHP_YES);
    ck_assert_int_eq(o.ok, runs[_i].electronic == CHP_YES);
    outcome_free(&o);
}
END_TEST

START_TEST(the_header_is_split_into_version_and_build)
{
    outcome o = open_run("beef-vaspsol");
    ck_assert_int_eq(o.calc.version[0], 5);
    ck_assert_int_eq(o.calc.version[1], 4);
    ck_assert_int_eq(o.calc.version[2], 1);
    ck_assert_str_eq(o.calc.build, "complex standard with VASPsol & libbeef");
    outcome_free(&o);
}
END_TEST

START_TEST(the_date_may_have_the_build_glued_to_it)
{
    arena a = { 0 };
    str text =
        edited(&a, outcar_text(&a, "relax-5.4.4"), 1,
               "5.4.4.18Apr17-6-g9f103f2a35 (build Aug 15 2018 17:53:46) complex",
               "5.3.3 18Dez12gamma-only");
    outcome o = read_text(&format_outcar, text);
    ck_assert_str_eq(o.calc.vasp_version, "5.3.3");
    ck_assert_str_eq(o.calc.build, "gamma-only");
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- steps -------------------------------------------------------------- */

START_TEST(each_step_is_kept_when_asked_for)
{
    outcome o = open_run("relax-5.4.4");
    static const double F[] = { -19.41030517, -19.49876334, -19.54120876 };
    ck_assert_uint_eq(o.calc.n_ionic_steps, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_eq(o.calc.steps[i].toten_eV, F[i]);
        ck_assert_uint_eq(o.calc.steps[i].n_electronic_steps, 3);
        ck_assert_int_eq(o.calc.steps[i].electronic, CHP_YES);
    }
    ck_assert_double_eq_tol(o.calc.steps[0].max_force_eV_A, sqrt(0.01 + 0.04 + 0.81),
                            1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(dispersion_and_dipole_belong_to_the_step_that_gives_the_energy)
{
    outcome o = open_run("relax-5.4.4");
    ck_assert_double_eq(o.calc.dispersion_eV.value, -0.00289);
    ck_assert_double_eq(o.calc.dipole_eV.value, -0.007144);
    ck_assert_double_eq(o.calc.e_fermi_eV.value, -5.8123);
    ck_assert_double_eq(o.calc.drift_eV_A.value, 0.0003);
    ck_assert_double_eq(o.calc.elapsed_s.value, 225.350);
    ck_assert(!o.calc.magnetization_muB.known); // ISPIN = 1 tells none
    outcome_free(&o);
}
END_TEST

START_TEST(forces_of_all_atoms_are_kept)
{
    outcome o = open_run("relax-5.4.4");
    ck_assert_ptr_nonnull(o.calc.force_eV_A);
    ck_assert_double_eq(o.calc.force_eV_A[0][2], 0.012);
    ck_assert_double_eq(o.calc.force_eV_A[3][0], 0.0015);
    ck_assert_int_eq(o.calc.force_is_free, CHP_UNKNOWN);
    double largest = sqrt(0.001 * 0.001 + 0.002 * 0.002 + 0.012 * 0.012);
    ck_assert_double_eq_tol(o.calc.max_force_eV_A.value, largest, 1e-12);
    outcome_free(&o);
}
END_TEST

/* --- atoms -------------------------------------------------------------- */

START_TEST(species_come_from_the_potcars)
{
    outcome o = open_run("static-6.4.2");
    ck_assert_uint_eq(o.calc.n_species, 2);
    const chp_species *ni = &o.calc.species[0], *ox = &o.calc.species[1];
    ck_assert_str_eq(ni->element, "Ni");
    ck_assert_str_eq(ni->potcar, "PAW_PBE Ni_pv 06Sep2000");
    ck_assert_str_eq(ni->lexch, "PE");
    ck_assert_double_eq(ni->valence_e.value, 16);
    ck_assert_double_eq(ni->enmax_eV.value, 367.986);
    ck_assert_double_eq(ni->eatom_eV.value, 1786.7722);
    ck_assert_double_eq(ni->mass_u.value, 58.690);
    ck_assert_uint_eq(strlen(ni->sha256), 64);
    ck_assert_int_eq(ox->atomic_number, 8);
    ck_assert_uint_eq(ox->count, 1);
    outcome_free(&o);
}
END_TEST

START_TEST(structures_hold_the_first_and_the_last_positions)
{
    outcome o = open_run("relax-5.4.4");
    const chp_structure *first = o.calc.initial, *last = o.calc.final;
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_nonnull(last);
    ck_assert_double_eq(first->lattice_A[1][1], 8.5);
    ck_assert_double_eq(first->fractional[1][0], 0.617);
    ck_assert(first->precision_A < 1e-6);
    ck_assert_int_eq(last->atomic_number[0], 7);
    ck_assert_double_eq_tol(last->fractional[1][0] * 8, 0.619 * 8, 1e-5);
    ck_assert_double_eq(last->precision_A, 1e-5);
    outcome_free(&o);
}
END_TEST

START_TEST(a_static_run_keeps_the_finer_positions_of_the_header)
{
    outcome o = open_run("static-6.4.2");
    ck_assert_ptr_eq(o.calc.initial, o.calc.final);
    outcome_free(&o);
}
END_TEST

START_TEST(electrons_moments_and_charge)
{
    outcome o = open_run("static-6.4.2");
    ck_assert_double_eq(o.calc.n_electrons.value, 22);
    ck_assert_double_eq(o.calc.charge_e.value, 0);
    ck_assert_double_eq(o.calc.magnetization_muB.value, 1.7563214);
    ck_assert_double_eq(o.calc.e_fermi_eV.value, 8.2134567891); // the longer line
    ck_assert_uint_eq(o.calc.n_moments, 2);
    ck_assert_double_eq(o.calc.moment_muB[0], 1.712);
    ck_assert_double_eq(o.calc.moment_muB[1], 0.031);
    outcome_free(&o);
}
END_TEST

/* --- settings ----------------------------------------------------------- */

static const struct {
    const char *file, *tag, *value;
} settings[] = {
    { "static-6.4.2", "ENCUT", "520.0" },    { "static-6.4.2", "METAGGA", "R2SCAN" },
    { "static-6.4.2", "LDAUU", "6.4  0.0" }, { "static-6.4.2", "LDAUL", "2   -1" },
    { "static-6.4.2", "LDAU", "T" },         { "relax-5.4.4", "LDAU", NULL },
    { "static-6.4.2", "LDAUTYPE", "2" },     { "static-6.4.2", "GGA", "PE" },
    { "static-6.4.2", "LMAXTAU", "6" },      { "static-6.4.2", "NKPTS", "10" },
    { "static-6.4.2", "NBANDS", "32" },      { "static-6.4.2", "PREC", "accura" },
    { "relax-5.4.4", "METAGGA", NULL },      { "relax-5.4.4", "GGA", "--" },
    { "relax-5.4.4", "EDIFF", "0.1E-05" },   { "relax-5.4.4", "EDIFFG", "-.3E-01" },
    { "relax-5.4.4", "NELM", "60" },         { "relax-5.4.4", "NELMIN", "2" },
    { "relax-5.4.4", "NELMDL", "0" },        { "relax-5.4.4", "SIGMA", "0.05" },
    { "relax-5.4.4", "IVDW", "11" },         { "relax-5.4.4", "LDIPOL", "T" },
    { "relax-5.4.4", "VDW_S8", "0.7220" },   { "static-6.4.2", "IVDW", NULL },
    { "relax-5.4.4", "IXMAX", NULL },        { "static-4.6", "NKPTS", "1" },
    { "beef-vaspsol", "LSOL", "T" },         { "beef-vaspsol", "EB_K", "78.400000" },
};

START_TEST(settings_are_what_vasp_made_of_them_not_what_incar_said)
{
    outcome o = open_run(settings[_i].file);
    const chp_setting *s = chp_calc_setting(&o.calc, settings[_i].tag);
    if (settings[_i].value) {
        ck_assert_msg(s != NULL, "%s", settings[_i].tag);
        ck_assert_str_eq(s->value, settings[_i].value);
    } else {
        ck_assert_msg(s == NULL, "%s", settings[_i].tag);
    }
    outcome_free(&o);
}
END_TEST

START_TEST(a_scheme_of_dispersion_is_taken_from_the_echo_where_nothing_else_tells_it)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "static-6.4.2"), 1, "   ENCUT = 520",
                      "   ivdw = 13 ! D4\n   ENCUT = 520");
    outcome o = read_text(&format_outcar, text);
    ck_assert(o.ok);
    ck_assert_str_eq(chp_calc_setting(&o.calc, "IVDW")->value, "13");
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* vdW-DF and vdW-DF2 differ in it. */
START_TEST(a_nonlocal_correlation_has_its_parameter)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 1, "   LHFCALC =",
                      "   LUSE_VDW   =     T    switch on vdW DFT\n"
                      "   Zab_VDW    =-1.8867   correlation parameter\n   LHFCALC =");
    outcome o = read_text(&format_outcar, text);
    double Zab;
    ck_assert(chp_calc_number(&o.calc, "ZAB_VDW", &Zab));
    ck_assert_double_eq(Zab, -1.8867);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(a_title_in_a_comment_of_incar_is_no_species)
{
    outcome o = open_run("static-6.4.2");
    for (size_t i = 0; i < o.calc.n_species; i++)
        ck_assert_str_ne(o.calc.species[i].element, "Xe");
    ck_assert_str_eq(o.calc.title, "NiO");
    outcome_free(&o);
}
END_TEST

/* --- frequencies -------------------------------------------------------- */

static const char *const frequency_runs[] = { "freq-5.4.4", "freq-nwrite3" };

START_TEST(modes_are_read_once_and_imaginary_ones_are_negative)
{
    outcome o = open_run(frequency_runs[_i]);
    ck_assert(o.ok);
    ck_assert(o.calc.has_modes);
    ck_assert_uint_eq(o.calc.n_modes, 3);
    /* nu = 521.4708984 sqrt(K/(eV/A^2 u)) / cm, for K of the table below */
    ck_assert_double_eq_tol(o.calc.mode_cm1[0], 3359.340861, 1e-9);
    ck_assert_double_eq_tol(o.calc.mode_cm1[1], 116.604170, 1e-9);
    ck_assert_double_eq_tol(o.calc.mode_cm1[2], -90.321398, 1e-9);
    outcome_free(&o);
}
END_TEST

START_TEST(the_hessian_is_minus_the_symmetric_part_of_what_is_printed)
{
    outcome o = open_run(frequency_runs[_i]);
    const chp_hessian *h = o.calc.hessian;
    ck_assert_ptr_nonnull(h);
    ck_assert_uint_eq(h->n, 3);
    ck_assert_uint_eq(h->atom[0], 1);
    ck_assert_int_eq(h->axis[2], 2);
    ck_assert_double_eq(h->eV_A2[0], 0.05);
    ck_assert_double_eq(h->eV_A2[8], 41.5);
    ck_assert_double_eq_tol(h->eV_A2[2], 0.003, 1e-15);
    ck_assert_double_eq(h->eV_A2[2], h->eV_A2[6]);
    ck_assert_double_eq_tol(h->asymmetry_eV_A2, 0.002, 1e-15);
    outcome_free(&o);
}
END_TEST

START_TEST(a_frequency_run_gives_its_first_energy_and_remembers_the_last)
{
    outcome o = open_run("freq-5.4.4");
    ck_assert_double_eq(o.calc.energies.toten_eV.value, -8.12034567);
    ck_assert_double_eq(o.calc.last_step.toten_eV.value, -8.11622091);
    ck_assert_double_eq(o.calc.magnetization_muB.value, 2.0);
    ck_assert_double_eq(o.calc.moment_muB[0], 1.71);
    ck_assert_ptr_eq(o.calc.initial, o.calc.final);
    outcome_free(&o);
}
END_TEST

START_TEST(the_largest_force_of_a_frequency_run_is_that_on_what_moved)
{
    outcome o = open_run("freq-5.4.4");
    double f = sqrt(0.001 * 0.001 + 0.002 * 0.002 + 0.013 * 0.013);
    ck_assert_double_eq_tol(o.calc.max_force_eV_A.value, f, 1e-12);
    ck_assert_int_eq(o.calc.force_is_free, CHP_YES);
    outcome_free(&o);
}
END_TEST

/* --- the rest ----------------------------------------------------------- */

START_TEST(energies_of_a_force_field_are_never_taken)
{
    outcome o = open_run("ml-6.3.2");
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.toten_eV.value, -6.69241300);
    ck_assert_double_eq(o.calc.force_eV_A[0][2], 0.456297);
    ck_assert(outcome_says(&o, "machine-learned"));
    outcome_free(&o);
}
END_TEST

START_TEST(an_ensemble_is_read_with_its_step)
{
    outcome o = open_run("beef-vaspsol");
    ck_assert_uint_eq(o.calc.n_ensemble, 4);
    ck_assert_double_eq(o.calc.ensemble_eV[1], -1.88301275077631);
    ck_assert_double_eq(o.calc.ensemble_eV[2], 4.3701810478181780e-2);
    outcome_free(&o);
}
END_TEST

START_TEST(solvation_counts_only_where_it_ran)
{
    outcome with = open_run("beef-vaspsol"), without = open_run("relax-5.4.4");
    ck_assert_double_eq(with.calc.solvation_eV.value, -0.12345678);
    ck_assert(!without.calc.solvation_eV.known); // though the line is there
    ck_assert_double_eq(with.calc.charge_e.value, -0.5);
    ck_assert(outcome_says(&with, "charged"));
    outcome_free(&with);
    outcome_free(&without);
}
END_TEST

START_TEST(the_first_line_gives_an_outcar_away)
{
    arena a = { 0 };
    str text = outcar_text(&a, runs[_i].file);
    ck_assert_ptr_eq(format_of(text), &format_outcar);
    arena_clear(&a);
}
END_TEST

START_TEST(standard_output_is_no_outcar)
{
    str text =
        STR(" running on   16 total cores\n distrk:  each k-point on   16 cores\n"
            " vasp.5.4.4.18Apr17-6-g9f103f2a35 (build Aug 15 2018) complex\n"
            " POSCAR found :  2 types and       4 ions\n");
    ck_assert_int_eq(format_outcar.bid(text), 0);
}
END_TEST

START_TEST(line_ends_do_not_matter)
{
    static const char *const ends[] = { "\r\n", "\r" };
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 0, "\n", ends[_i]);
    outcome o = read_text(&format_outcar, text);
    ck_assert_ptr_eq(format_of(text), &format_outcar);
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -19.54114876);
    ck_assert_uint_eq(o.calc.n_ionic_steps, 3);
    ck_assert_double_eq(o.calc.force_eV_A[0][2], 0.012);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

enum {
    N_RUNS = sizeof runs / sizeof *runs,
    N_SETTINGS = sizeof settings / sizeof *settings
};

Suite *suite_outcar(void)
{
    TCase *tc = tcase_create("outcar");
    tcase_add_loop_test(tc, every_version_tells_its_energies_and_its_end, 0, N_RUNS);
    tcase_add_test(tc, the_header_is_split_into_version_and_build);
    tcase_add_test(tc, the_date_may_have_the_build_glued_to_it);
    tcase_add_test(tc, each_step_is_kept_when_asked_for);
    tcase_add_test(tc, dispersion_and_dipole_belong_to_the_step_that_gives_the_energy);
    tcase_add_test(tc, forces_of_all_atoms_are_kept);
    tcase_add_test(tc, species_come_from_the_potcars);
    tcase_add_test(tc, structures_hold_the_first_and_the_last_positions);
    tcase_add_test(tc, a_static_run_keeps_the_finer_positions_of_the_header);
    tcase_add_test(tc, electrons_moments_and_charge);
    tcase_add_loop_test(tc, settings_are_what_vasp_made_of_them_not_what_incar_said, 0,
                        N_SETTINGS);
    tcase_add_test(
        tc, a_scheme_of_dispersion_is_taken_from_the_echo_where_nothing_else_tells_it);
    tcase_add_test(tc, a_nonlocal_correlation_has_its_parameter);
    tcase_add_test(tc, a_title_in_a_comment_of_incar_is_no_species);
    tcase_add_loop_test(tc, modes_are_read_once_and_imaginary_ones_are_negative, 0, 2);
    tcase_add_loop_test(tc, the_hessian_is_minus_the_symmetric_part_of_what_is_printed,
                        0, 2);
    tcase_add_test(tc, a_frequency_run_gives_its_first_energy_and_remembers_the_last);
    tcase_add_test(tc, the_largest_force_of_a_frequency_run_is_that_on_what_moved);
    tcase_add_test(tc, energies_of_a_force_field_are_never_taken);
    tcase_add_test(tc, an_ensemble_is_read_with_its_step);
    tcase_add_test(tc, solvation_counts_only_where_it_ran);
    tcase_add_loop_test(tc, the_first_line_gives_an_outcar_away, 0, N_RUNS);
    tcase_add_test(tc, standard_output_is_no_outcar);
    tcase_add_loop_test(tc, line_ends_do_not_matter, 0, 2);
    Suite *suite = suite_create("formats/outcar");
    suite_add_tcase(suite, tc);
    return suite;
}
