/* Whole runs: those of examples/, and real ones where there is a corpus. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "chem/constants.h"
#include "chepath.h"
#include "suites.h"
#include "thermo/subject.h"

static chp_diag *diag;
static chp_runs *runs;
static arena memory;

static void setup(void)
{
    diag = chp_diag_new();
    runs = NULL;
    memory = (arena){ 0 };
}

static void teardown(void)
{
    chp_runs_free(runs);
    chp_diag_free(diag);
    arena_clear(&memory);
}

static const chp_calc *calc_of(const char *path)
{
    chp_read_options o = chp_read_defaults();
    o.n_jobs = 1;
    o.cache = NULL;
    chp_runs_free(runs);
    runs = chp_runs_read(&path, 1, &o, diag);
    ck_assert_msg(chp_runs_count(runs) == 1, "%s", path);
    return &chp_runs_get(runs, 0)->calc;
}

static chp_thermo_request plain(void)
{
    return (chp_thermo_request){ .options = chp_thermo_defaults() };
}

static chp_thermo_report *report_of(const char *path, const chp_thermo_request *request)
{
    return chp_thermo_report_new(calc_of(path), false, request, diag);
}

#define EXAMPLE "examples/fe-n4/"

static const char *const adsorbates[] = {
    EXAMPLE "Fe-N4/NNH/freq", EXAMPLE "Fe-N4/NHNH/freq", EXAMPLE "Fe-N4/H/freq",
    EXAMPLE "Fe-N4/N2/freq",  EXAMPLE "Fe-N4/NH3/freq",
};

START_TEST(an_adsorbate_is_known_by_its_bonds)
{
    chp_thermo_request request = plain();
    chp_thermo_report *r = report_of(adsorbates[_i], &request);
    ck_assert(r->is_known && !r->is_gas);
    ck_assert_str_eq(r->route, "harmonic");
    chp_thermo sum = { 0 };
    for (size_t i = 0; i < r->n_modes; i++) {
        sum.zpe_eV += r->modes[i].part.zpe_eV;
        sum.TS_eV += r->modes[i].part.TS_eV;
    }
    ck_assert_double_eq_tol(sum.zpe_eV, r->thermo.zpe_eV, 1e-14);
    ck_assert_double_eq_tol(sum.TS_eV, r->thermo.TS_eV, 1e-14);
    ck_assert(r->has_policies);
    ck_assert_str_eq(r->policies[1].low_modes, "floor:50");
    ck_assert_double_eq_tol(r->policies[1].correction_eV,
                            chp_thermo_correction(&r->thermo), 1e-14);
    chp_thermo_report_free(r);
}
END_TEST

static const char *const gases[] = { EXAMPLE "gas/N2/freq", EXAMPLE "gas/H2/freq",
                                     EXAMPLE "gas/NH3/freq" };

START_TEST(a_gas_goes_both_ways_and_they_agree)
{
    chp_thermo_request request = plain();
    chp_thermo_report *r = report_of(gases[_i], &request);
    ck_assert(r->is_known && r->is_gas && r->has_table && r->has_rrho);
    ck_assert_str_eq(r->route, "table");
    ck_assert_double_eq(r->pressure_bar, 1);
    ck_assert_int_eq(r->molecule.symmetry_number, r->table.symmetry_number);
    double off_eV =
        chp_thermo_correction(&r->by_table) - chp_thermo_correction(&r->by_rrho);
    ck_assert_double_lt(fabs(off_eV), 0.004);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), 0);

    request.prefers_rrho = true;
    chp_thermo_report *other = report_of(gases[_i], &request);
    ck_assert_str_eq(other->route, "rrho");
    ck_assert_double_eq(other->thermo.TS_eV, other->by_rrho.TS_eV);
    chp_thermo_report_free(other);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(the_pressure_that_fits_last_counts)
{
    const chp_pressure pressures[] = { { NULL, 2 }, { "NH3", 0.1 }, { "H2", 5 } };
    chp_thermo_request request = plain();
    request.n_pressures = 3;
    request.pressures = pressures;
    chp_thermo_report *r = report_of(gases[2], &request);
    ck_assert_double_eq(r->pressure_bar, 0.1);
    double kT_eV = BOLTZMANN_EV_K * 298.15;
    ck_assert_double_eq_tol(r->thermo.pressure_eV, kT_eV * log(0.1), 1e-14);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(a_run_without_modes_is_refused_but_for_a_tabulated_gas)
{
    chp_thermo_request request = plain();
    chp_thermo_report *r = report_of(EXAMPLE "Fe-N4/NNH", &request);
    ck_assert(!r->is_known);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 1);
    chp_thermo_report_free(r);

    r = report_of(EXAMPLE "gas/N2", &request);
    ck_assert(!r->is_known);
    chp_thermo_report_free(r);

    request.tabulated_zpe = true;
    r = report_of(EXAMPLE "gas/N2", &request);
    ck_assert(r->is_known && !r->has_rrho);
    ck_assert_double_eq_tol(r->thermo.zpe_eV, 0.1458, 5e-5);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(a_wrong_choice_between_gas_and_adsorbate_is_possible)
{
    chp_thermo_request request = plain();
    request.as = CHP_AS_ADSORBATE;
    chp_thermo_report *r = report_of(gases[0], &request);
    ck_assert(r->is_known && !r->is_gas);
    ck_assert_str_eq(r->reason, "as was asked for");
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(outside_the_tables_the_geometry_must_do)
{
    chp_thermo_request request = plain();
    request.options.T_K = 1600;
    chp_thermo_report *r = report_of(gases[1], &request);
    ck_assert(r->is_known && !r->has_table);
    ck_assert_str_eq(r->route, "rrho");
    ck_assert_uint_eq(chp_diag_count(diag, CHP_ERROR), 0);
    chp_thermo_report_free(r);
}
END_TEST

/* nu(D) / nu(H) of a light atom on a heavy one is sqrt(m_H / m_D) = 0.7045, with
 * VASP's mass of 1.000 for H. */
/* N2H on a frozen sheet: 2 N and 1 H move. */
START_TEST(a_hindered_adsorbate_is_as_heavy_as_its_free_atoms)
{
    chp_thermo_request request = plain();
    request.is_hindered = true;
    request.hindered = (chp_hindered){ .barrier_translation_eV = 0.05,
                                       .barrier_rotation_eV = 0.02,
                                       .sites_cm2 = 1.5e15,
                                       .n_minima = 6,
                                       .symmetry_number = 1 };
    chp_thermo_report *r = report_of(adsorbates[0], &request);
    ck_assert(r->is_known);
    ck_assert_str_eq(r->route, "hindered");
    ck_assert_double_eq_tol(r->request.hindered.mass_u, 29.0, 0.1);
    ck_assert_double_lt(r->request.hindered.inertia_u_A2, 30);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(deuterium_on_a_surface_swings_slower)
{
    chp_thermo_request light = plain(), heavy = plain();
    chp_isotope deuterium;
    ck_assert(chp_isotope_read("H=2", &deuterium));
    heavy.n_isotopes = 1;
    heavy.isotopes = &deuterium;
    chp_thermo_report *h = report_of(adsorbates[2], &light);
    double light_cm1 = h->modes[0].read_cm1;
    chp_thermo_report_free(h);
    chp_thermo_report *d = report_of(adsorbates[2], &heavy);
    ck_assert(d->is_known);
    ck_assert_double_eq_tol(d->modes[0].read_cm1 / light_cm1, sqrt(1 / 2.01410178),
                            1e-3);
    chp_thermo_report_free(d);
}
END_TEST

/* [G3] With one axis free the mode is that of a spring: nu = sqrt(k / m) / 2 pi c,
 * which is 521.4709 cm-1 for 1 eV/Å² and 1 u, VASP's mass of H. */
START_TEST(the_modes_of_free_axes_are_those_of_their_force_constants)
{
    const size_t n_free = _i == 0 ? 1 : 3;
    chp_calc calc = *calc_of(adsorbates[2]);
    const chp_hessian *h = calc.hessian;
    ck_assert_uint_eq(h->n, 3); // of H
    chp_structure flagged = *subject_structure(&calc);
    bool(*is_free)[3] = (bool(*)[3])arena_new(&memory, bool, 3 * flagged.n_atoms);
    for (size_t k = 3 - n_free; k < 3; k++)
        is_free[h->atom[0]][k] = true;
    flagged.is_free = (const bool(*)[3])is_free;
    calc.initial = calc.final = &flagged;
    chp_thermo_request request = plain();
    request.is_partial = true;
    chp_thermo_report *r = chp_thermo_report_new(&calc, false, &request, diag);
    ck_assert(r->is_known);
    ck_assert_uint_eq(r->n_modes, n_free);
    double expected =
        n_free == 1 ? 521.4709 * sqrt(h->eV_A2[8]) : calc.mode_cm1[0]; // of the table
    ck_assert_double_eq_tol(r->modes[0].read_cm1, expected, 1e-4 * expected);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(without_flags_no_atom_is_known_to_be_free)
{
    chp_calc calc = *calc_of(adsorbates[2]);
    chp_structure bare = *subject_structure(&calc);
    bare.is_free = NULL;
    calc.initial = calc.final = &bare;
    chp_thermo_request request = plain();
    request.is_partial = true;
    chp_thermo_report *r = chp_thermo_report_new(&calc, false, &request, diag);
    ck_assert(!r->is_known);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "no-flags");
    chp_thermo_report_free(r);
}
END_TEST

static const struct {
    const char *text;
    int element; // 0: refused
    double mass_u;
} isotopes[] = {
    { "H=2", 1, 2.01410178 },
    { "N=15", 7, 15.00010890 },
    { "C=13", 6, 13.00335484 },
    { "N=15.5", 7, 15.5 },
    { "Fe=57", 26, 57 },
    { "X=2", 0, 0 },
    { "H", 0, 0 },
    { "H=", 0, 0 },
    { "H=-1", 0, 0 },
    { "=2", 0, 0 },
};

START_TEST(an_isotope_is_a_mass_number_or_a_mass)
{
    chp_isotope found = { 0 };
    bool ok = chp_isotope_read(isotopes[_i].text, &found);
    ck_assert(ok == (isotopes[_i].element != 0));
    ck_assert_int_eq(found.atomic_number, isotopes[_i].element);
    ck_assert_double_eq(found.mass_u, isotopes[_i].mass_u);
}
END_TEST

/* --- runs made up by hand, for what should be said of them --------------------- */

typedef struct {
    chp_calc calc;
    chp_structure structure;
    chp_species species[2];
} made_up;

/* Two atoms a distance apart, along a box of 12 Å. */
static const chp_calc *diatomic(made_up *m, int element, double distance_A,
                                const double *mode_cm1, size_t n_modes)
{
    static int numbers[2];
    static double at[2][3];
    numbers[0] = numbers[1] = element;
    at[1][0] = distance_A / 12;
    *m = (made_up){
        .structure = { .lattice_A = { { 12, 0, 0 }, { 0, 12, 0 }, { 0, 0, 12 } },
                       .n_atoms = 2,
                       .atomic_number = numbers,
                       .fractional = (const double(*)[3])at },
        .species = { { .element = "N", .atomic_number = element, .count = 2 } },
    };
    m->calc = (chp_calc){ .path = "made-up",
                          .n_atoms = 2,
                          .n_species = 1,
                          .species = m->species,
                          .has_modes = n_modes > 0,
                          .n_modes = n_modes,
                          .mode_cm1 = mode_cm1,
                          .initial = &m->structure,
                          .final = &m->structure };
    return &m->calc;
}

static chp_thermo_report *report_on(const chp_calc *calc, chp_thermo_as as)
{
    static chp_thermo_request request;
    request = plain();
    request.as = as;
    return chp_thermo_report_new(calc, false, &request, diag);
}

static void expect_one(chp_severity severity, const char *code)
{
    const chp_message *m = chp_diag_get(diag, 0);
    ck_assert_ptr_nonnull(m);
    ck_assert_int_eq(m->severity, severity);
    ck_assert_str_eq(m->code, code);
    ck_assert_ptr_nonnull(m->hint);
}

static const double stretch_cm1[] = { 2359 };

START_TEST(a_stretched_molecule_is_not_that_of_the_tables)
{
    made_up m;
    chp_thermo_report *r =
        report_on(diatomic(&m, 7, 1.7, stretch_cm1, 1), CHP_AS_ITS_BONDS_SAY);
    ck_assert(r->is_known && r->is_gas);
    expect_one(CHP_WARNING, "C10");
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(oxygen_without_its_moment_is_a_warning)
{
    made_up m;
    (void)diatomic(&m, 8, 1.21, stretch_cm1, 1);
    chp_thermo_report *r = report_on(&m.calc, CHP_AS_ITS_BONDS_SAY);
    expect_one(CHP_WARNING, "C22"); // no spin polarisation
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(oxygen_with_a_wrong_moment_is_a_warning)
{
    made_up m;
    (void)diatomic(&m, 8, 1.21, stretch_cm1, 1);
    m.calc.magnetization_muB = (chp_fact){ .value = 0.02, .known = true };
    chp_thermo_report *r = report_on(&m.calc, CHP_AS_ITS_BONDS_SAY);
    expect_one(CHP_WARNING, "C22");
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(oxygen_with_two_unpaired_electrons_is_good)
{
    made_up m;
    (void)diatomic(&m, 8, 1.21, (double[]){ 1580 }, 1);
    m.calc.magnetization_muB = (chp_fact){ .value = -2, .known = true };
    chp_thermo_report *r = report_on(&m.calc, CHP_AS_ITS_BONDS_SAY);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(two_molecules_are_neither_gas_nor_surface)
{
    made_up m;
    chp_thermo_report *r =
        report_on(diatomic(&m, 7, 5.0, stretch_cm1, 1), CHP_AS_ITS_BONDS_SAY);
    ck_assert(!r->is_known);
    expect_one(CHP_ERROR, "no-structure");
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(without_positions_somebody_must_say_what_it_is)
{
    made_up m;
    (void)diatomic(&m, 7, 1.1, stretch_cm1, 1);
    m.calc.initial = m.calc.final = NULL;
    chp_thermo_report *r = report_on(&m.calc, CHP_AS_ITS_BONDS_SAY);
    ck_assert(!r->is_known);
    expect_one(CHP_ERROR, "no-structure");
    chp_thermo_report_free(r);

    r = report_on(&m.calc, CHP_AS_ADSORBATE);
    ck_assert(r->is_known);
    chp_thermo_report_free(r);
    r = report_on(&m.calc, CHP_AS_GAS);
    ck_assert(!r->is_known); // no geometry, and modes without one are not sorted out
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(modes_of_other_atoms_than_those_that_are_free_are_a_warning)
{
    made_up m;
    const bool is_free[][3] = { { true, true, true }, { true, true, true } };
    (void)diatomic(&m, 7, 1.1, stretch_cm1, 1);
    m.structure.is_free = is_free;
    chp_thermo_report *r = report_on(&m.calc, CHP_AS_ADSORBATE);
    ck_assert(r->is_known);
    expect_one(CHP_WARNING, "C06");
    ck_assert_str_eq(chp_diag_get(diag, 0)->fact,
                     "1 mode, but 6 directions are free to move");
    chp_thermo_report_free(r);
}
END_TEST

START_TEST(a_refused_run_has_no_free_energy)
{
    made_up m;
    const chp_thermo_request request = plain();
    chp_thermo_report *r = chp_thermo_report_new(diatomic(&m, 7, 1.1, stretch_cm1, 1),
                                                 true, &request, diag);
    ck_assert(!r->is_known);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    chp_thermo_report_free(r);
}
END_TEST

/* --- force constants give back the modes that VASP printed --------------------- */

static void expect_the_same_modes(const chp_calc *calc, double within_cm1)
{
    const chp_thermo_request request = plain();
    const double *mass_u = subject_masses_u(&memory, calc, &request, true);
    double *mode_cm1 = arena_new(&memory, double, calc->hessian->n);
    ck_assert_uint_eq(calc->hessian->n, calc->n_modes);
    ck_assert(chp_modes_from_hessian(calc->hessian, mass_u, mode_cm1, diag));
    for (size_t i = 0; i < calc->n_modes; i++) {
        bool is_soft = fabs(calc->mode_cm1[i]) < 30; // where rounding is amplified
        double off_cm1 = fabs(mode_cm1[i] - calc->mode_cm1[i]);
        ck_assert_msg(is_soft || off_cm1 < within_cm1, "%s: %g, not %g", calc->path,
                      mode_cm1[i], calc->mode_cm1[i]);
    }
}

START_TEST(force_constants_give_back_the_modes)
{
    const char *const all[] = { adsorbates[0], adsorbates[1], adsorbates[2],
                                adsorbates[3], adsorbates[4], gases[0],
                                gases[1],      gases[2] };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        expect_the_same_modes(calc_of(all[i]), 0.1);
}
END_TEST

static const char *const real[] = {
    "vasp/gitruitao-o2/O2_gas_freq/OUTCAR.gz",
    "vasp/gvasp/CeO2_CO_freq/OUTCAR.gz",
    "vasp/gvasp/ethanol_gas_freq/OUTCAR.gz",
    "vasp/ifilot-pymkmkit/CO2_gas_freq/OUTCAR.gz",
    "vasp/ifilot-pymkmkit/Ru1121_CH_freq/OUTCAR.gz",
    "vasp/pmutt/H2O_gas_freq/OUTCAR.gz",
    "vasp/tosykie-feni-oer/Ni111_OOH_zpe/OUTCAR.gz",
    "vasp/mast/WAg_freq_imag/OUTCAR.gz",
};

/* NULL, after a word, without the corpus. */
static const char *in_corpus(const char *path)
{
    const char *corpus = getenv("CORPUS");
    char *full = corpus ? arena_print(&memory, "%s/%s", corpus, path) : NULL;
    FILE *file = full ? fopen(full, "rb") : NULL;
    if (!file) {
        puts("skipped: no corpus");
        return NULL;
    }
    fclose(file);
    return full;
}

START_TEST(force_constants_of_real_runs_give_back_their_modes)
{
    const char *path = in_corpus(real[_i]);
    if (!path)
        return;
    const chp_calc *calc = calc_of(path);
    if (calc->hessian)
        expect_the_same_modes(calc, 0.5);
}
END_TEST

/* The gases among them, against the tables. */
START_TEST(real_gases_agree_with_the_tables)
{
    const char *const paths[] = { real[0], real[3], real[5] };
    const int symmetry_numbers[] = { 2, 2, 2 };
    const char *path = in_corpus(paths[_i]);
    if (!path)
        return;
    chp_thermo_request request = plain();
    chp_thermo_report *r = report_of(path, &request);
    ck_assert(r->is_known && r->has_rrho && r->has_table);
    ck_assert_int_eq(r->molecule.symmetry_number, symmetry_numbers[_i]);
    double off_eV =
        chp_thermo_correction(&r->by_table) - chp_thermo_correction(&r->by_rrho);
    ck_assert_double_lt(fabs(off_eV), 0.002);
    chp_thermo_report_free(r);
}
END_TEST

#define N(table) (sizeof table / sizeof *table)

Suite *suite_thermo_runs(void)
{
    TCase *tc = tcase_create("runs");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, an_adsorbate_is_known_by_its_bonds, 0, N(adsorbates));
    tcase_add_loop_test(tc, a_gas_goes_both_ways_and_they_agree, 0, N(gases));
    tcase_add_test(tc, the_pressure_that_fits_last_counts);
    tcase_add_test(tc, a_run_without_modes_is_refused_but_for_a_tabulated_gas);
    tcase_add_test(tc, a_wrong_choice_between_gas_and_adsorbate_is_possible);
    tcase_add_test(tc, outside_the_tables_the_geometry_must_do);
    tcase_add_test(tc, a_hindered_adsorbate_is_as_heavy_as_its_free_atoms);
    tcase_add_test(tc, deuterium_on_a_surface_swings_slower);
    tcase_add_loop_test(tc, the_modes_of_free_axes_are_those_of_their_force_constants,
                        0, 2);
    tcase_add_test(tc, without_flags_no_atom_is_known_to_be_free);
    tcase_add_loop_test(tc, an_isotope_is_a_mass_number_or_a_mass, 0, N(isotopes));
    tcase_add_test(tc, a_stretched_molecule_is_not_that_of_the_tables);
    tcase_add_test(tc, oxygen_without_its_moment_is_a_warning);
    tcase_add_test(tc, oxygen_with_a_wrong_moment_is_a_warning);
    tcase_add_test(tc, oxygen_with_two_unpaired_electrons_is_good);
    tcase_add_test(tc, two_molecules_are_neither_gas_nor_surface);
    tcase_add_test(tc, without_positions_somebody_must_say_what_it_is);
    tcase_add_test(tc, modes_of_other_atoms_than_those_that_are_free_are_a_warning);
    tcase_add_test(tc, a_refused_run_has_no_free_energy);
    tcase_add_test(tc, force_constants_give_back_the_modes);
    tcase_add_loop_test(tc, force_constants_of_real_runs_give_back_their_modes, 0,
                        N(real));
    tcase_add_loop_test(tc, real_gases_agree_with_the_tables, 0, 3);
    Suite *suite = suite_create("thermo/runs");
    suite_add_tcase(suite, tc);
    return suite;
}
