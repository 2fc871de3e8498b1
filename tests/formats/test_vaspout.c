#include <math.h>

#include "formats/files.h"
#include "suites.h"

/* data/vaspout/make.c tells what is in them. */
#define RUN       "tests/data/vaspout/run.h5"
#define LINKS     "tests/data/vaspout/links.h5"
#define REWRITTEN "tests/data/vaspout/rewritten.h5"

/* From the path, as a plain file is read. */
static outcome read_file(const char *path)
{
    outcome o = { .diag = chp_diag_new() };
    scan in = { .at.path = path };
    reading r = { .a = &o.a, .keep_steps = true, .diag = o.diag };
    o.ok = format_vaspout.read(&in, &r, &o.calc);
    return o;
}

static outcome read_packed(const char *path)
{
    arena a = { 0 };
    outcome o = read_slowly(&format_vaspout, file_text(&a, path), 1000);
    arena_clear(&a);
    return o;
}

START_TEST(a_run_is_its_last_step)
{
    outcome o = _i ? read_packed(RUN) : read_file(RUN);
    const chp_calc *c = &o.calc;
    ck_assert(o.ok);
    ck_assert_str_eq(c->vasp_version, "6.5.1");
    ck_assert_int_eq(c->kind, CHP_RUN_RELAXATION);
    ck_assert_uint_eq(c->n_ionic_steps, 2);
    ck_assert_double_eq(c->energies.toten_eV.value, -16.6); // columns by their tags
    ck_assert_double_eq(c->energies.without_entropy_eV.value, -16.57);
    ck_assert_double_eq(c->energies.sigma0_eV.value, -16.59);
    ck_assert_double_eq(c->steps[0].sigma0_eV, -16.49);
    ck_assert_uint_eq(c->steps[1].n_electronic_steps, 3);
    ck_assert_double_eq_tol(c->steps[0].max_force_eV_A, 1.2, 1e-12); // on the N
    ck_assert_double_eq_tol(c->steps[1].max_force_eV_A, 0.005, 1e-12);
    ck_assert_double_eq(c->steps[1].deps_eV, -5e-6);
    ck_assert_int_eq(c->electronic, CHP_YES);
    ck_assert_int_eq(c->ionic, CHP_YES);
    ck_assert_double_eq_tol(c->max_force_eV_A.value, 0.005,
                            1e-12); // the N alone is free
    ck_assert_int_eq(c->force_is_free, CHP_YES);
    ck_assert_double_eq(c->e_fermi_eV.value, 1.2345);
    ck_assert_double_eq(c->n_electrons.value, 17);
    ck_assert_double_eq_tol(c->volume_A3.value, 1000, 1e-9); // the scale is 2
    ck_assert_double_eq(c->initial->fractional[1][2], 0.2);
    ck_assert_double_eq(c->final->fractional[1][2], 0.19);
    ck_assert_str_eq(c->species[0].element, "Zr");
    ck_assert_uint_eq(strlen(c->species[0].sha256), 64);
    ck_assert_ptr_null(c->species[1].sha256);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *tag, *value;
} settings[] = {
    { "SYSTEM", "N on Zr" }, { "EDIFF", "1e-05" },         { "NSW", "50" },
    { "LASPH", "T" },        { "KPOINTS", "Gamma 3 2 1" },
};

START_TEST(settings_are_what_the_user_wrote)
{
    outcome o = read_file(RUN);
    ck_assert_str_eq(chp_calc_setting(&o.calc, settings[_i].tag)->value,
                     settings[_i].value);
    outcome_free(&o);
}
END_TEST

/* [5.6] */
START_TEST(a_link_into_another_file_is_not_followed)
{
    outcome o = read_file(LINKS);
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "no-energy");
    ck_assert(outcome_says(&o, "refused-hdf5"));
    ck_assert_str_eq(o.calc.species[1].element, "N"); // what lies in it is read
    outcome_free(&o);
}
END_TEST

/* [5.6] Texts of a fixed width, and of any. */
START_TEST(columns_are_found_by_tags_of_either_kind)
{
    outcome o = read_file(REWRITTEN);
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.energies.toten_eV.value, -16.6);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -16.59);
    outcome_free(&o);
}
END_TEST

/* Numbers of run.h5 that its last step needs, and of a component that it does not. */
static const struct {
    double number;
    bool is_needed;
} unsound[] = { { -16.59, true }, { -16.6, true },   { -16.57, true },
                { 0.004, true },  { -16.49, false }, { 1.2, false } };

/* [B5] */
START_TEST(what_is_no_number_gives_no_energy)
{
    const double wrong = _i % 2 ? NAN : INFINITY;
    const double right = unsound[_i / 2].number;
    arena a = { 0 };
    str text = file_text(&a, RUN);
    char *bytes = arena_str(&a, text);
    size_t n = 0;
    for (size_t i = 0; i + sizeof right <= text.len; i++)
        if (memcmp(bytes + i, &right, sizeof right) == 0) {
            memcpy(bytes + i, &wrong, sizeof wrong);
            n++;
        }
    ck_assert_uint_ge(n, 1);
    outcome o = read_text(&format_vaspout, (str){ bytes, text.len });
    ck_assert_int_eq(o.ok, !unsound[_i / 2].is_needed);
    ck_assert_int_eq(outcome_says(&o, "not-a-number"), unsound[_i / 2].is_needed);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- modes and moments --------------------------------------------------------- */

static const struct {
    const char *file, *said;
} vibrating[] = {
    { "tests/data/vaspout/modes-6.4.h5", "standard-masses" },
    { "tests/data/vaspout/modes-6.5.h5", "known-bug" },
    { "tests/data/vaspout/modes-6.6.h5", NULL },
};

/* dF/dx = -30, -10 and 2 eV/Å^2 for nitrogen, of 14.007 u. */
/* [G8] */
START_TEST(modes_have_the_sign_of_their_force_constants)
{
    outcome o = read_file(vibrating[_i].file);
    const double k_eV_A2[] = { 30, 10, 2 }, unit_cm1 = 521.470898;
    ck_assert_uint_eq(o.calc.n_modes, 3);
    for (int i = 0; i < 3; i++) {
        double expected = unit_cm1 * sqrt(k_eV_A2[i] / 14.007);
        ck_assert_double_eq_tol(o.calc.mode_cm1[i], i == 2 ? -expected : expected, 0.3);
    }
    ck_assert(!vibrating[_i].said || outcome_says(&o, vibrating[_i].said));
    outcome_free(&o);
}
END_TEST

START_TEST(force_constants_are_those_of_the_free_atom)
{
    outcome o = read_file(vibrating[_i].file);
    const chp_hessian *h = o.calc.hessian;
    ck_assert_uint_eq(h->n, 3);
    ck_assert_double_eq(h->eV_A2[0], 30);
    ck_assert_double_eq(h->eV_A2[2], 0); // the mean of 0.02 and -0.02
    ck_assert_double_eq(h->asymmetry_eV_A2, 0.04);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(h->atom[i], 1);
        ck_assert_uint_eq(h->axis[i], i);
    }
    outcome_free(&o);
}
END_TEST

/* Of the first step, the equilibrium: 0.01 + 0.02 + 0.5 of Zr, 0 + 0.1 + 0 of N. */
START_TEST(moments_are_sums_over_orbitals_under_both_names)
{
    outcome o = read_file(vibrating[_i].file);
    ck_assert_uint_eq(o.calc.n_moments, 2);
    ck_assert_double_eq_tol(o.calc.moment_muB[0], 0.53, 1e-12);
    ck_assert_double_eq_tol(o.calc.moment_muB[1], 0.1, 1e-12);
    outcome_free(&o);
}
END_TEST

/* What VASP says of a step counts more than its changes, which are small in both. */
START_TEST(vasp_tells_which_step_did_not_converge)
{
    outcome o = read_file(vibrating[_i].file);
    ck_assert_int_eq(o.calc.steps[0].electronic, CHP_YES);
    ck_assert_int_eq(o.calc.steps[1].electronic, CHP_NO);
    outcome_free(&o);
}
END_TEST

START_TEST(damage_of_any_kind_is_a_message)
{
    arena a = { 0 };
    str whole = file_text(&a, RUN);
    unsigned random = (unsigned)_i + 1000;
    char *bytes = arena_str(&a, whole);
    for (int k = 0; k < 1 + _i % 20; k++) {
        random = random * 1664525u + 1013904223u;
        bytes[64 + random % (whole.len - 64)] ^= (char)(random >> 24);
    }
    size_t n = _i % 2 ? whole.len : 8 + random % whole.len;
    outcome o =
        read_text(&format_vaspout, (str){ bytes, n < whole.len ? n : whole.len });
    ck_assert(o.ok || chp_diag_count(o.diag, CHP_ERROR) > 0);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(it_is_known_by_its_signature)
{
    arena a = { 0 };
    ck_assert_str_eq(format_of(file_text(&a, RUN))->name, "vaspout");
    arena_clear(&a);
}
END_TEST

Suite *suite_vaspout(void)
{
    TCase *tc = tcase_create("vaspout");
    tcase_add_loop_test(tc, a_run_is_its_last_step, 0, 2);
    tcase_add_loop_test(tc, settings_are_what_the_user_wrote, 0,
                        sizeof settings / sizeof *settings);
    tcase_add_test(tc, a_link_into_another_file_is_not_followed);
    tcase_add_test(tc, columns_are_found_by_tags_of_either_kind);
    tcase_add_loop_test(tc, what_is_no_number_gives_no_energy, 0,
                        2 * sizeof unsound / sizeof *unsound);
    const int n_vibrating = sizeof vibrating / sizeof *vibrating;
    tcase_add_loop_test(tc, modes_have_the_sign_of_their_force_constants, 0,
                        n_vibrating);
    tcase_add_loop_test(tc, force_constants_are_those_of_the_free_atom, 0, n_vibrating);
    tcase_add_loop_test(tc, moments_are_sums_over_orbitals_under_both_names, 0,
                        n_vibrating);
    tcase_add_loop_test(tc, vasp_tells_which_step_did_not_converge, 0, n_vibrating);
    tcase_add_loop_test(tc, damage_of_any_kind_is_a_message, 0, 100);
    tcase_add_test(tc, it_is_known_by_its_signature);
    Suite *suite = suite_create("formats/vaspout");
    suite_add_tcase(suite, tc);
    return suite;
}
