#include <math.h>

#include "formats/files.h"
#include "formats/outcars.h"
#include "io/sink.h"
#include "suites.h"

enum { N = 401 };
static const double low_eV = -12, high_eV = 8, fermi_eV = -1.2;
static arena a;

static double bell(double E_eV, double centre_eV, double width_eV)
{
    double x = (E_eV - centre_eV) / width_eV;
    return exp(-x * x / 2);
}

static void put_window(sink *to)
{
    sink_print(to, "%16.8f%16.8f%5d%16.8f%16.8f\n", high_eV, low_eV, N, fermi_eV, 1.0);
}

static double energy_eV(int i)
{
    return low_eV + (high_eV - low_eV) * i / (N - 1);
}

/* A bell of d states, the second spin 1 eV higher; the magnetisation of spin-orbit
 * coupling is none of it. */
static double density(int n_spins, int spin, double E_eV, double centre_eV)
{
    if (n_spins == 4 && spin > 0)
        return 0.5;
    return bell(E_eV, centre_eV + (n_spins == 2 && spin == 1 ? 1 : 0), 0.8);
}

static void put_ion(sink *to, bool has_d, int n_spins, int n_orbitals, double centre_eV)
{
    int first = n_orbitals < 9 ? 2 : 4, last = n_orbitals < 9 ? 2 : 8;
    put_window(to);
    for (int i = 0; i < N; i++) {
        sink_print(to, "%11.3f", energy_eV(i));
        for (int d = 0; d < n_orbitals; d++)
            for (int spin = 0; spin < n_spins; spin++) {
                bool is_d = has_d && d >= first && d <= last;
                double rho = is_d ? density(n_spins, spin, energy_eV(i), centre_eV)
                                  : (d == 0 ? 0.3 : 0);
                sink_print(to, " %12.4E", rho);
            }
        sink_print(to, "\n");
    }
}

/* Two ions, one of s states alone, as VASP lays them out. */
static str file_telling(int told, int n_spins, int n_orbitals, double centre_eV)
{
    sink to = { .a = &a };
    sink_print(&to,
               "%4d%4d%4d%4d\n  0.1E+02  0.3E-09  0.3E-09  0.2E-08  0.5E-15\n"
               "  1.0E-004\n  CAR \n made up\n",
               2, 2, 1, told);
    put_window(&to);
    for (int i = 0; i < N; i++)
        sink_print(&to, "%11.3f  0.0000E+00  0.0000E+00%s\n", energy_eV(i),
                   n_spins == 2 ? "  0.0000E+00  0.0000E+00" : "");
    put_ion(&to, false, n_spins, n_orbitals, centre_eV);
    put_ion(&to, true, n_spins, n_orbitals, centre_eV);
    return sink_text(&to);
}

static str file_of(int n_spins, int n_orbitals, double centre_eV)
{
    return file_telling(n_spins, n_spins, n_orbitals, centre_eV);
}

static void setup(void)
{
    a = (arena){ 0 };
}

static void teardown(void)
{
    arena_clear(&a);
}

/* Spins, and orbitals by l (3, 4) or one by one (9, 16). */
static const int layouts[][2] = { { 1, 3 }, { 1, 9 },  { 1, 16 }, { 2, 3 }, { 2, 9 },
                                  { 2, 4 }, { 2, 16 }, { 4, 3 },  { 4, 9 } };

START_TEST(a_bell_of_d_states_has_its_centre)
{
    int n_spins = layouts[_i / 2][0], told = _i % 2 ? n_spins : 0;
    const double centre_eV = -3.5; // 2.3 eV below E_F
    str text = file_telling(told, n_spins, layouts[_i / 2][1], centre_eV);
    ck_assert_ptr_eq(format_of(text), &format_doscar);
    outcome o = read_text(&format_doscar, text);
    ck_assert(o.ok);
    const chp_dos *dos = o.calc.dos;
    ck_assert_uint_eq(dos->n, 1); // the other ion has no d
    const chp_d_band *b = &dos->band[0];
    ck_assert_uint_eq(b->atom, 1);
    double up_eV = centre_eV - fermi_eV;
    ck_assert_double_eq_tol(b->centre_eV, n_spins == 2 ? up_eV + 0.5 : up_eV, 1e-3);
    ck_assert_uint_eq(b->n_spins, n_spins == 2 ? 2 : 1);
    if (n_spins == 2) {
        ck_assert_double_eq_tol(b->up_eV, up_eV, 1e-3);
        ck_assert_double_eq_tol(b->down_eV, up_eV + 1, 1e-3);
    }
    ck_assert_double_eq_tol(o.calc.e_fermi_eV.value, fermi_eV, 1e-9);
    outcome_free(&o);
}
END_TEST

START_TEST(sixteen_columns_of_unknown_spins_hold_no_magnetisation)
{
    str text = edited(&a, file_telling(0, 4, 4, -3.5), 1, " 5.0000E-01", "-5.0000E-01");
    outcome o = read_text(&format_doscar, text);
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "not-a-number");
    outcome_free(&o);
}
END_TEST

/* Half of a bell at E_F is below it, and its centre is sqrt(2 / pi) of its width. */
START_TEST(a_bell_at_the_Fermi_level_is_half_filled)
{
    outcome o = read_text(&format_doscar, file_of(1, 9, fermi_eV));
    const chp_d_band *b = &o.calc.dos->band[0];
    ck_assert_double_eq_tol(b->centre_eV, 0, 1e-3);
    ck_assert_double_eq_tol(b->filling, 0.5, 0.02); // of the point at E_F itself
    ck_assert_double_eq_tol(b->occupied_eV, -0.8 * sqrt(2 / 3.14159265358979), 0.02);
    outcome_free(&o);
}
END_TEST

START_TEST(a_file_without_projections_says_so)
{
    str text = edited(&a, file_of(1, 9, 0), 1, "   2   2   1   1", "   2   2   0   1");
    outcome o = read_text(&format_doscar, text);
    ck_assert(o.ok);
    ck_assert_uint_eq(o.calc.dos->n, 0);
    ck_assert(outcome_says(&o, "not-projected"));
    outcome_free(&o);
}
END_TEST

START_TEST(atoms_without_d_states_are_told)
{
    outcome o = read_text(&format_doscar, file_of(1, 9, 1000)); // far above the window
    ck_assert(o.ok);
    ck_assert_uint_eq(o.calc.dos->n, 0);
    ck_assert(outcome_says(&o, "no-d-states"));
    outcome_free(&o);
}
END_TEST

START_TEST(a_file_that_was_cut_or_spoilt_is_refused)
{
    static const struct {
        size_t n; // of the marks
        const char *mark, *code;
    } cuts[] = { { 1, "made up", "truncated" },
                 { 2, "      8.00000000", "truncated" },
                 { 3, "      8.00000000", "truncated" } };
    str text = cut_before(&a, file_of(2, 9, -3), cuts[_i].n, cuts[_i].mark);
    outcome o = read_text(&format_doscar, text);
    ck_assert(!o.ok);
    ck_assert_ptr_null(o.calc.dos);
    ck_assert_str_eq(outcome_error(&o).code, cuts[_i].code);
    outcome_free(&o);
}
END_TEST

START_TEST(a_row_that_is_no_row_of_states_is_told)
{
    str text = edited(&a, file_of(1, 3, -3), 2, "    -11.950", "     ******");
    outcome o = read_text(&format_doscar, text);
    ck_assert(!o.ok);
    ck_assert_str_eq(outcome_error(&o).code, "not-a-number");
    outcome_free(&o);
}
END_TEST

Suite *suite_doscar(void)
{
    TCase *tc = tcase_create("doscar");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, a_bell_of_d_states_has_its_centre, 0,
                        2 * sizeof layouts / sizeof *layouts);
    tcase_add_test(tc, sixteen_columns_of_unknown_spins_hold_no_magnetisation);
    tcase_add_test(tc, a_bell_at_the_Fermi_level_is_half_filled);
    tcase_add_test(tc, a_file_without_projections_says_so);
    tcase_add_test(tc, atoms_without_d_states_are_told);
    tcase_add_loop_test(tc, a_file_that_was_cut_or_spoilt_is_refused, 0, 3);
    tcase_add_test(tc, a_row_that_is_no_row_of_states_is_told);
    Suite *suite = suite_create("formats/doscar");
    suite_add_tcase(suite, tc);
    return suite;
}
