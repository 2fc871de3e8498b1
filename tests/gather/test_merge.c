/* From which file each quantity is taken when several have it: their numbers differ in
 * the last digit. The order of vasp-formats 1.1, and what makes a file not count. */
#include "gather/merge.h"

#include "base/diag.h"
#include "fixture.h"
#include "suites.h"

enum { OUTCAR, VASPRUN, VASPOUT, CONTCAR, POSCAR, INCAR, N_PARTS };

static const format *const formats[N_PARTS] = {
    [OUTCAR] = &format_outcar,   [VASPRUN] = &format_vasprun,
    [VASPOUT] = &format_vaspout, [CONTCAR] = &format_poscar,
    [POSCAR] = &format_poscar,   [INCAR] = &format_incar,
};
static const char *const names[N_PARTS] = { "OUTCAR",  "vasprun.xml", "vaspout.h5",
                                            "CONTCAR", "POSCAR",      "INCAR" };

static part parts[N_PARTS];
static chp_structure first[N_PARTS], last[N_PARTS];
static double places[N_PARTS][2][1][3];
static bool flags[N_PARTS][1][3];
static chp_setting settings[N_PARTS];
static double modes[N_PARTS][1];
static chp_hessian hessians[N_PARTS];
static files all;

static bool is_output(int i)
{
    return i <= VASPOUT;
}

static chp_structure structure(int i, int which, double x)
{
    static const int nitrogen[] = { 7 };
    memcpy(places[i][which][0], (const double[]){ x, 0.5, 0.5 }, sizeof places[i][0]);
    return (chp_structure){
        .lattice_A = { { 10, 0, 0 }, { 0, 10, 0 }, { 0, 0, 10 } },
        .n_atoms = 1,
        .atomic_number = nitrogen,
        .fractional = (const double(*)[3])places[i][which],
        .precision_A = i == OUTCAR ? 1e-5 : 1e-7,
        .at = { names[i], (size_t)(10 * i + which + 1) },
    };
}

/* Part i moved from about 0.2 to about 0.3, its last digit being i. */
static void make(int i, chp_run_kind kind)
{
    parts[i] = (part){ .path = names[i],
                       .format = formats[i],
                       .role = i == CONTCAR ? ROLE_CONTCAR : ROLE_POSCAR,
                       .diag = chp_diag_new(),
                       .is_usable = true };
    chp_calc *c = &parts[i].calc;
    c->n_atoms = 1;
    if (i == INCAR)
        return;
    first[i] = structure(i, 0, 0.2 + 1e-8 * i);
    last[i] = structure(i, 1, (i == POSCAR ? 0.2 : 0.3) + 1e-8 * i);
    c->final = &last[i];
    c->initial = is_output(i) ? &first[i] : NULL;
    if (!is_output(i))
        return;
    c->kind = kind;
    c->n_ionic_steps = 3;
    c->finished = CHP_YES;
    c->last_step.toten_eV = c->energies.toten_eV =
        fact_at(-10 - 1e-8 * i, (chp_where){ names[i], 1 });
}

static void add(int i)
{
    const part **const slots[N_PARTS] = { &all.outcar,  &all.vasprun, &all.vaspout,
                                          &all.contcar, &all.poscar,  &all.incar };
    *slots[i] = &parts[i];
}

static void begin_as(chp_run_kind kind)
{
    all = (files){ 0 };
    memset(flags, 0, sizeof flags);
    for (int i = 0; i < N_PARTS; i++)
        make(i, kind);
}

static void begin(void)
{
    fixture_begin();
    begin_as(CHP_RUN_RELAXATION);
}

static void end(void)
{
    for (int i = 0; i < N_PARTS; i++)
        chp_diag_free(parts[i].diag);
    fixture_end();
}

static chp_calc merged(void)
{
    return merge(&memory, "run", &all, diag);
}

/* Every pair of files, the better one first, that has the quantity. */
static const struct {
    int better, worse;
} structures[] = {
    { VASPRUN, CONTCAR }, { VASPRUN, OUTCAR },  { VASPRUN, POSCAR },
    { VASPRUN, VASPOUT }, { VASPOUT, CONTCAR }, { VASPOUT, OUTCAR },
    { VASPOUT, POSCAR },  { CONTCAR, OUTCAR },  { CONTCAR, POSCAR },
    { OUTCAR, POSCAR },
};

START_TEST(the_last_structure_is_of_the_better_file)
{
    add(structures[_i].worse);
    add(structures[_i].better);
    ck_assert_str_eq(merged().final->at.path, names[structures[_i].better]);
}
END_TEST

static const struct {
    int better, worse;
} beginnings[] = {
    { VASPRUN, VASPOUT }, { VASPRUN, OUTCAR }, { VASPRUN, POSCAR },
    { VASPOUT, OUTCAR },  { VASPOUT, POSCAR }, { OUTCAR, POSCAR },
};

/* In a run of frequencies CONTCAR and finalpos are displaced. */
START_TEST(of_frequencies_the_first_structure_counts)
{
    end();
    fixture_begin();
    begin_as(CHP_RUN_FREQUENCIES);
    add(CONTCAR);
    add(beginnings[_i].worse);
    add(beginnings[_i].better);
    chp_calc calc = merged();
    ck_assert_str_eq(calc.initial->at.path, names[beginnings[_i].better]);
    ck_assert_ptr_eq(calc.final, calc.initial);
    ck_assert_double_eq_tol(calc.final->fractional[0][0], 0.2, 1e-6);
}
END_TEST

/* A vasprun.xml that was cut knows an earlier structure, not that of the energy. */
START_TEST(an_output_that_saw_fewer_steps_has_not_the_last_structure)
{
    add(OUTCAR);
    add(_i == 0 ? VASPRUN : VASPOUT);
    parts[_i == 0 ? VASPRUN : VASPOUT].calc.n_ionic_steps = 2;
    ck_assert_str_eq(merged().final->at.path, "OUTCAR");
}
END_TEST

/* By more than OUTCAR's fifth decimal can make of it. */
START_TEST(a_contcar_that_is_a_step_ahead_is_passed)
{
    static const struct {
        double shift_A;
        const char *expected;
    } cases[] = { { 0, "CONTCAR" }, { 1e-5, "CONTCAR" }, { 1e-4, "OUTCAR" } };
    add(OUTCAR);
    add(CONTCAR);
    parts[OUTCAR].calc.finished = CHP_NO;
    places[CONTCAR][1][0][0] = 0.3 + cases[_i].shift_A / 10;
    chp_calc calc = merged();
    ck_assert_str_eq(calc.final->at.path, cases[_i].expected);
    ck_assert_int_eq(diag_has(diag, "structures-differ"), _i == 2);
}
END_TEST

static const struct {
    int better, worse;
} holders[] = {
    { VASPRUN, VASPOUT }, { VASPRUN, CONTCAR }, { VASPRUN, POSCAR },
    { VASPOUT, CONTCAR }, { VASPOUT, POSCAR },  { CONTCAR, POSCAR },
};

/* One atom; the better file lets it move along y alone, or has no flags at all. */
START_TEST(flags_are_of_the_better_file)
{
    int better = holders[_i / 2].better, worse = holders[_i / 2].worse;
    bool has_flags = _i % 2 == 0;
    add(better);
    add(worse);
    add(OUTCAR); // has none
    flags[better][0][1] = true;
    flags[worse][0][0] = true;
    last[worse].is_free = first[worse].is_free = (const bool(*)[3])flags[worse];
    if (has_flags)
        last[better].is_free = first[better].is_free = (const bool(*)[3])flags[better];
    chp_calc calc = merged();
    ck_assert_str_eq(calc.flags_at.path, names[better]);
    if (has_flags)
        ck_assert(!calc.final->is_free[0][0] && calc.final->is_free[0][1]);
    else
        ck_assert_ptr_null(calc.final->is_free);
}
END_TEST

static const struct {
    int better, worse;
} tables[] = { { OUTCAR, VASPOUT }, { OUTCAR, VASPRUN }, { VASPOUT, VASPRUN } };

static void put_modes(int i)
{
    chp_calc *c = &parts[i].calc;
    modes[i][0] = 3000 + 1e-6 * i;
    c->has_modes = true;
    c->n_modes = 1;
    c->mode_cm1 = modes[i];
    c->modes_at = (chp_where){ names[i], 7 };
    hessians[i] = (chp_hessian){ .at = { names[i], 8 } };
    c->hessian = &hessians[i];
}

START_TEST(modes_are_of_the_better_file)
{
    int better = tables[_i].better, worse = tables[_i].worse;
    put_modes(better);
    put_modes(worse);
    add(worse);
    add(better);
    chp_calc calc = merged();
    ck_assert_double_eq(calc.mode_cm1[0], modes[better][0]);
    ck_assert_str_eq(calc.hessian->at.path, names[better]);
}
END_TEST

START_TEST(modes_that_were_made_of_forces_come_last)
{
    put_modes(OUTCAR);
    diag_warn(parts[OUTCAR].diag, "modes-rebuilt", (chp_where){ "OUTCAR", 7 }, "so");
    add(OUTCAR);
    ck_assert_str_eq(merged().modes_at.path, "OUTCAR");
    put_modes(VASPRUN);
    add(VASPRUN);
    ck_assert_str_eq(merged().modes_at.path, "vasprun.xml");
    ck_assert_str_eq(merged().hessian->at.path, "vasprun.xml");
}
END_TEST

static const struct {
    int better, worse;
    bool leads; // the worse one: only it has an energy
} tellers[] = {
    { OUTCAR, VASPRUN, false },  { OUTCAR, VASPOUT, false }, { OUTCAR, INCAR, false },
    { VASPRUN, VASPOUT, false }, { VASPRUN, INCAR, false },  { VASPOUT, INCAR, false },
    { OUTCAR, VASPRUN, true },   { VASPRUN, VASPOUT, true },
};

static void put_setting(int i, const char *value)
{
    settings[i] = (chp_setting){ "EDIFF", value, { names[i], 5 } };
    parts[i].calc.settings = &settings[i];
    parts[i].calc.n_settings = 1;
}

START_TEST(settings_are_of_the_better_file)
{
    int better = tellers[_i].better;
    put_setting(better, "0.1E-05");
    put_setting(tellers[_i].worse, "0.11E-05");
    add(better);
    add(tellers[_i].worse);
    if (tellers[_i].leads)
        parts[better].calc.last_step.toten_eV.known = false;
    chp_calc calc = merged();
    ck_assert_uint_eq(calc.n_settings, 1);
    ck_assert_str_eq(calc.settings[0].at.path, names[better]);
    ck_assert_str_eq(calc.settings[0].value, "0.1E-05");
}
END_TEST

static const struct {
    int better, worse;
} energies[] = { { OUTCAR, VASPRUN }, { OUTCAR, VASPOUT }, { VASPRUN, VASPOUT } };

START_TEST(energies_are_of_the_better_file)
{
    add(energies[_i].worse);
    add(energies[_i].better);
    ck_assert_str_eq(merged().energies.toten_eV.at.path, names[energies[_i].better]);
}
END_TEST

#define LOOP(tc, test, table)                                                          \
    tcase_add_loop_test((tc), test, 0, sizeof(table) / sizeof *(table))

Suite *suite_merge(void)
{
    Suite *s = suite_create("gather/merge");
    TCase *tc = tcase_create("order");
    tcase_add_checked_fixture(tc, begin, end);
    LOOP(tc, energies_are_of_the_better_file, energies);
    LOOP(tc, the_last_structure_is_of_the_better_file, structures);
    LOOP(tc, of_frequencies_the_first_structure_counts, beginnings);
    tcase_add_loop_test(tc, an_output_that_saw_fewer_steps_has_not_the_last_structure,
                        0, 2);
    tcase_add_loop_test(tc, a_contcar_that_is_a_step_ahead_is_passed, 0, 3);
    tcase_add_loop_test(tc, flags_are_of_the_better_file, 0,
                        2 * sizeof holders / sizeof *holders);
    LOOP(tc, modes_are_of_the_better_file, tables);
    tcase_add_test(tc, modes_that_were_made_of_forces_come_last);
    LOOP(tc, settings_are_of_the_better_file, tellers);
    suite_add_tcase(s, tc);
    return s;
}
