/* Electrons at constant potential, in the layouts of the codes that hold it. */
#include "formats/electrode.h"

#include <math.h>

#include "formats/outcars.h"
#include "suites.h"

static arena a;

static void setup(void)
{
    a = (arena){ 0 };
}

static void teardown(void)
{
    arena_clear(&a);
}

static outcome read_outcar(str text)
{
    return read_text(&format_outcar, text);
}

/* --- VASPsol++ ----------------------------------------------------------------- */

START_TEST(vaspsolpp_tells_the_electrons_of_its_last_step)
{
    outcome o = read_outcar(outcar_text(&a, "vaspsolpp-6.3.0"));
    const chp_electrode *e = &o.calc.electrode;
    ck_assert(o.ok);
    ck_assert_str_eq(e->code, "VASPsol++");
    ck_assert(e->is_grand);
    ck_assert_double_eq(e->target_eV.value, -4.57);
    ck_assert_double_eq(e->mu_eV.value, -4.5699);
    ck_assert_double_eq(e->n_electrons.value, 22.8135);
    ck_assert_double_eq(o.calc.solvation_eV.value, -1.05);
    outcome_free(&o);
}
END_TEST

/* -mu (N - N0) with N0 = 23, as the code adds it. */
START_TEST(vaspsolpp_has_the_reservoir_in_its_energies)
{
    outcome o = read_outcar(outcar_text(&a, "vaspsolpp-6.3.0"));
    ck_assert_double_eq_tol(o.calc.electrode.grand_term_eV.value, 4.57 * (22.8135 - 23),
                            1e-12);
    outcome_free(&o);
}
END_TEST

START_TEST(vaspsolpp_refers_its_levels_to_an_electrolyte)
{
    outcome o = read_outcar(outcar_text(&a, "vaspsolpp-6.3.0"));
    ck_assert(o.calc.fermi_shift_eV.known);
    ck_assert_double_eq(o.calc.fermi_shift_eV.value, 0);
    outcome_free(&o);
    str without_ions = edited(&a, outcar_text(&a, "vaspsolpp-6.3.0"), 1,
                              "C_MOLAR     =  1.000000", "C_MOLAR     =  0.000000");
    o = read_outcar(without_ions);
    ck_assert(!o.calc.fermi_shift_eV.known);
    outcome_free(&o);
}
END_TEST

START_TEST(vaspsolpp_without_a_potential_is_an_ordinary_run)
{
    str text = edited(&a, outcar_text(&a, "vaspsolpp-6.3.0"), 1,
                      "EFERMI_ref       = -4.570000", "EFERMI_ref       =  0.000000");
    outcome o = read_outcar(text);
    ck_assert_ptr_null(o.calc.electrode.code);
    ck_assert(!o.calc.electrode.target_eV.known);
    outcome_free(&o);
}
END_TEST

START_TEST(vaspsolpp_cut_after_a_step_has_the_electrons_of_that_step)
{
    str text = cut_before(&a, outcar_text(&a, "vaspsolpp-6.3.0"), 1,
                          "--------------------------------------- Iteration      3");
    outcome o = read_outcar(text);
    ck_assert_double_eq(o.calc.electrode.n_electrons.value, 22.8321);
    ck_assert_double_eq(o.calc.electrode.mu_eV.value, -4.5533);
    outcome_free(&o);
}
END_TEST

/* --- TPOT ---------------------------------------------------------------------- */

START_TEST(tpot_tells_its_potential_and_its_term)
{
    outcome o = read_outcar(outcar_text(&a, "tpot-5.4.4"));
    const chp_electrode *e = &o.calc.electrode;
    ck_assert(o.ok);
    ck_assert_str_eq(e->code, "TPOT");
    ck_assert(e->is_grand);
    ck_assert_double_eq_tol(e->mu_eV.value, -2.8372, 1e-12);
    ck_assert_double_eq(e->target_eV.value, -2.84);
    ck_assert_double_eq(e->n_electrons.value, 23.45);
    ck_assert_double_eq_tol(e->grand_term_eV.value, 2.73 * 0.45, 1e-6);
    ck_assert(!outcome_says(&o, "energies-disagree"));
    outcome_free(&o);
}
END_TEST

/* Its term is known only to those who know of TPOT: without the block it is a mistake
 * of the file. */
START_TEST(a_term_that_no_block_tells_of_is_an_error)
{
    str text = edited(&a, outcar_text(&a, "tpot-5.4.4"), 0, "TARGET POTENTIAL ROUTINE",
                      "TARGET POTENTIAL");
    outcome o = read_outcar(text);
    ck_assert_ptr_null(o.calc.electrode.code);
    ck_assert(outcome_says(&o, "energies-disagree"));
    outcome_free(&o);
}
END_TEST

START_TEST(a_term_of_the_next_step_is_told)
{
    str text = edited(&a, outcar_text(&a, "tpot-5.4.4"), 1,
                      "GC Correction         =     1.22850000",
                      "GC Correction         =     1.23614400");
    outcome o = read_outcar(text);
    ck_assert(outcome_says(&o, "target-potential"));
    ck_assert_double_eq_tol(o.calc.electrode.grand_term_eV.value, 1.2285, 2e-5);
    outcome_free(&o);
}
END_TEST

/* TPOTGCENERGY = F */
START_TEST(tpot_may_leave_the_energies_as_they_are)
{
    str text = outcar_text(&a, "tpot-5.4.4");
    text = edited(&a, text, 0, "GC Correction", "GC Corrected ");
    text = edited(&a, text, 0, "-11.67090000", "-12.89940000");
    text = edited(&a, text, 0, "-11.72000000", "-12.50000000");
    outcome o = read_outcar(text);
    ck_assert(o.ok);
    ck_assert_str_eq(o.calc.electrode.code, "TPOT");
    ck_assert(!o.calc.electrode.is_grand);
    outcome_free(&o);
}
END_TEST

/* --- CP-VASP ------------------------------------------------------------------- */

static const char cp_vasp[] =
    "       N       E                     dE             d eps       ncg     rms\n"
    "DAV:   1    -0.232000000000E+03   -0.23200E+03   -0.76320E+02   220   0.720E+00\n"
    "DAV:   2    -0.232000000000E+03   -0.28357E-06   -0.17343E-06   220   0.239E-02\n"
    " CPM-scf: NSTEP=   1 SCF=   1 N_ele=   96.000000 mu_e=   -4.102210 TARGETMU="
    "   -4.570000\n"
    "DAV:   1    -0.232000000000E+03   -0.23200E+03   -0.76320E+02   220   0.720E+00\n"
    "DAV:   2    -0.233600000000E+03   -0.28357E-06   -0.17343E-06   220   0.239E-02\n"
    "   1 F= -.23360000E+03 E0= -.23360000E+03  d E =-.233600E+03\n"
    " CPM-ion: NSTEP=   1 N_ele=   95.586000 mu_e=   -4.571900 TARGETMU=   -4.570000 "
    "DIFF= 0.0019 GCE=  -0.23549277E+03 cap=    0.913440\n";

/* GCE = E0 - mu (N - N0), N0 = 96. */
START_TEST(cp_vasp_tells_of_itself_in_oszicar)
{
    outcome o = read_text(&format_oszicar, str_of(cp_vasp));
    const chp_electrode *e = &o.calc.electrode;
    ck_assert(o.ok);
    ck_assert_str_eq(e->code, "CP-VASP");
    ck_assert(!e->is_grand);
    ck_assert_double_eq(e->n_electrons.value, 95.586);
    ck_assert_double_eq(e->mu_eV.value, -4.5719);
    ck_assert_double_eq(e->target_eV.value, -4.57);
    ck_assert_double_eq_tol(e->omega_eV.value,
                            o.calc.energies.sigma0_eV.value + 4.5719 * (95.586 - 96),
                            1e-4);
    outcome_free(&o);
}
END_TEST

/* --- all of them --------------------------------------------------------------- */

START_TEST(a_potential_that_was_missed_is_told)
{
    chp_diag *diag = chp_diag_new();
    chp_calc calc = {
        .electrode = { .code = "TPOT",
                       .mu_eV = { .value = -2.60, .known = true },
                       .target_eV = { .value = -2.84, .known = true } },
    };
    electrode_settle(&calc, diag);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "target-potential");
    ck_assert_str_eq(chp_diag_get(diag, 1)->code, "potential-not-reached");
    chp_diag_free(diag);
}
END_TEST

START_TEST(the_charge_follows_the_electrons)
{
    chp_diag *diag = chp_diag_new();
    chp_calc calc = {
        .n_electrons = { .value = 96.5, .known = true },
        .charge_e = { .value = -0.5, .known = true },
        .electrode = { .code = "CP-VASP",
                       .n_electrons = { .value = 95.75, .known = true } },
    };
    electrode_settle(&calc, diag);
    ck_assert_double_eq(calc.n_electrons.value, 95.75);
    ck_assert_double_eq(calc.charge_e.value, 0.25);
    chp_diag_free(diag);
}
END_TEST

START_TEST(the_electrons_that_a_run_began_with_are_not_its_electrons)
{
    chp_diag *diag = chp_diag_new();
    chp_calc calc = {
        .n_electrons = { .value = 96, .known = true },
        .charge_e = { .value = 0, .known = true },
        .electrode = { .code = "VASPsol++" },
    };
    electrode_settle(&calc, diag);
    ck_assert(!calc.n_electrons.known && !calc.charge_e.known);
    chp_diag_free(diag);
}
END_TEST

static const char *const fixtures[] = { "vaspsolpp-6.3.0", "tpot-5.4.4",
                                        "vaspsol-slab" };

START_TEST(no_cut_and_no_damage_goes_unnoticed)
{
    check_every_cut(&format_outcar, outcar_text(&a, fixtures[_i]));
}
END_TEST

Suite *suite_electrode(void)
{
    Suite *s = suite_create("formats/electrode");
    TCase *t = tcase_create("constant potential");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, vaspsolpp_tells_the_electrons_of_its_last_step);
    tcase_add_test(t, vaspsolpp_has_the_reservoir_in_its_energies);
    tcase_add_test(t, vaspsolpp_refers_its_levels_to_an_electrolyte);
    tcase_add_test(t, vaspsolpp_without_a_potential_is_an_ordinary_run);
    tcase_add_test(t, vaspsolpp_cut_after_a_step_has_the_electrons_of_that_step);
    tcase_add_test(t, tpot_tells_its_potential_and_its_term);
    tcase_add_test(t, a_term_that_no_block_tells_of_is_an_error);
    tcase_add_test(t, a_term_of_the_next_step_is_told);
    tcase_add_test(t, tpot_may_leave_the_energies_as_they_are);
    tcase_add_test(t, cp_vasp_tells_of_itself_in_oszicar);
    tcase_add_test(t, a_potential_that_was_missed_is_told);
    tcase_add_test(t, the_charge_follows_the_electrons);
    tcase_add_test(t, the_electrons_that_a_run_began_with_are_not_its_electrons);
    tcase_add_loop_test(t, no_cut_and_no_damage_goes_unnoticed, 0,
                        sizeof fixtures / sizeof *fixtures);
    suite_add_tcase(s, t);
    return s;
}
