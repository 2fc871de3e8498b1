/* How closely the files of one run must agree. */
#include "gather/check.h"

#include "suites.h"

typedef struct {
    part part;
    chp_ionic_step step;
} file;

static void make(file *f, const format *of, const int version[3], double F, double E0)
{
    *f = (file){ .part = { .path = of->name, .format = of, .is_usable = true },
                 .step = { .toten_eV = F, .sigma0_eV = E0 } };
    chp_calc *c = &f->part.calc;
    memcpy(c->version, version, sizeof c->version);
    c->n_ionic_steps = 1;
    c->steps = &f->step;
    c->finished = CHP_YES;
    c->last_step.toten_eV = (chp_fact){ F, true, { 0 } };
}

static void place(files *all, file *f)
{
    if (f->part.format == &format_outcar)
        all->outcar = &f->part;
    else if (f->part.format == &format_vasprun)
        all->vasprun = &f->part;
    else if (f->part.format == &format_vaspout)
        all->vaspout = &f->part;
    else
        all->oszicar = &f->part;
}

/* At -200 eV, by how much the second may differ. */
static const struct {
    const format *first, *second;
    int version[3];
    double apart_eV;
    bool agree;
} pairs[] = {
    { &format_outcar, &format_vasprun, { 5, 4, 4 }, 1.9e-6, true },
    { &format_outcar, &format_vasprun, { 5, 4, 4 }, 2.1e-6, false },
    { &format_outcar, &format_vasprun, { 5, 2, 2 }, 1.9e-5, true }, // six decimals
    { &format_outcar, &format_vasprun, { 5, 2, 2 }, 2.1e-5, false },
    { &format_outcar, &format_oszicar, { 6, 4, 2 }, 1.9e-5, true }, // eight digits
    { &format_outcar, &format_oszicar, { 6, 4, 2 }, 2.1e-5, false },
    { &format_outcar, &format_vaspout, { 6, 4, 2 }, 0.9e-8, true },
    { &format_outcar, &format_vaspout, { 6, 4, 2 }, 1.1e-8, false },
    { &format_vasprun, &format_vaspout, { 6, 4, 2 }, 1.9e-6, true },
};

/* [3.4] */
START_TEST(energies_agree_as_far_as_both_files_print_them)
{
    for (int which = 0; which < 2; which++) { // F, then E0
        const double E = -200, d = pairs[_i].apart_eV;
        file first, second;
        files all = { 0 };
        make(&first, pairs[_i].first, pairs[_i].version, E, E);
        make(&second, pairs[_i].second, pairs[_i].version, E + (which == 0 ? d : 0),
             E + (which == 1 ? d : 0));
        place(&all, &first);
        place(&all, &second);
        chp_diag *diag = chp_diag_new();
        ck_assert_int_eq(check_files_agree(&all, diag), pairs[_i].agree);
        ck_assert_int_eq(chp_diag_count(diag, CHP_ERROR) == 0, pairs[_i].agree);
        chp_diag_free(diag);
    }
}
END_TEST

/* What else two outputs of one run tell alike. */
static const struct {
    size_t offset;
    double x, y;
    bool is_told;
} numbers[] = {
    { offsetof(chp_calc, magnetization_muB), 2.0, 2.0009, false },
    { offsetof(chp_calc, magnetization_muB), 2.0, 2.002, true },
    { offsetof(chp_calc, e_fermi_eV), -1.5, -1.5009, false },
    { offsetof(chp_calc, e_fermi_eV), -1.5, -1.502, true },
    { offsetof(chp_calc, n_electrons), 88, 88.0005, false },
    { offsetof(chp_calc, n_electrons), 88, 87, true },
};

static bool says(const chp_diag *diag, const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return true;
    return false;
}

/* [3.4] */
START_TEST(moments_levels_and_electrons_are_compared)
{
    static const int version[3] = { 6, 4, 2 };
    file first, second;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, &format_vasprun, version, -200, -200);
    *(chp_fact *)((char *)&first.part.calc + numbers[_i].offset) =
        (chp_fact){ numbers[_i].x, true, { 0 } };
    *(chp_fact *)((char *)&second.part.calc + numbers[_i].offset) =
        (chp_fact){ numbers[_i].y, true, { 0 } };
    files all = { 0 };
    place(&all, &first);
    place(&all, &second);
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_int_eq(says(diag, "values-differ"), numbers[_i].is_told);
    chp_diag_free(diag);
}
END_TEST

/* [3.4] An atom of CONTCAR against that of <structure name="finalpos">. */
START_TEST(positions_agree_by_the_nearest_image)
{
    static const double apart[] = { 0, 1, 5e-8, 1e-5 }; // fractions of 10 Å
    static const int element[] = { 7 };
    double x[2][1][3] = { { { 0.999, 0.5, 0.5 } },
                          { { 0.999 - apart[_i], 0.5, 0.5 } } };
    file outputs[2];
    chp_structure s[2];
    files all = { 0 };
    for (int i = 0; i < 2; i++) {
        make(&outputs[i], i == 0 ? &format_vasprun : &format_poscar,
             (const int[3]){ 6, 4, 2 }, -200, -200);
        s[i] =
            (chp_structure){ .lattice_A = { { 10, 0, 0 }, { 0, 10, 0 }, { 0, 0, 10 } },
                             .n_atoms = 1,
                             .atomic_number = element,
                             .fractional = (const double(*)[3])x[i] };
        outputs[i].part.calc.final = outputs[i].part.calc.initial = &s[i];
        outputs[i].part.calc.n_atoms = 1;
        outputs[i].part.calc.kind = CHP_RUN_RELAXATION;
    }
    all.vasprun = &outputs[0].part;
    all.contcar = &outputs[1].part;
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_int_eq(says(diag, "structures-differ"), _i == 3);
    chp_diag_free(diag);
}
END_TEST

Suite *suite_agree(void)
{
    TCase *tc = tcase_create("agree");
    tcase_add_loop_test(tc, energies_agree_as_far_as_both_files_print_them, 0,
                        sizeof pairs / sizeof *pairs);
    tcase_add_loop_test(tc, moments_levels_and_electrons_are_compared, 0,
                        sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tc, positions_agree_by_the_nearest_image, 0, 4);
    Suite *suite = suite_create("gather/agree");
    suite_add_tcase(suite, tc);
    return suite;
}
