/* How closely the files of one run must agree. */
#include "base/diag.h"
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

/* [6.4] */
static const struct {
    int version[3];
    bool may_misread;
} readers[] = {
    { { 6, 1, 2 }, false }, { { 6, 2, 0 }, true },  { { 6, 3, 2 }, true },
    { { 6, 4, 0 }, true },  { { 6, 4, 1 }, false }, { { 5, 4, 4 }, false },
};

START_TEST(an_incar_that_differs_may_have_been_misread)
{
    static const chp_setting used = { .tag = "ISPIN", .value = "1" },
                             meant = { .tag = "ISPIN", .value = "2" };
    file run, incar;
    make(&run, &format_outcar, readers[_i].version, -200, -200);
    make(&incar, &format_incar, readers[_i].version, -200, -200);
    run.part.calc.settings = &used;
    incar.part.calc.settings = &meant;
    run.part.calc.n_settings = incar.part.calc.n_settings = 1;
    files all = { .outcar = &run.part, .incar = &incar.part };
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "input-edited");
    bool is_hinted = strstr(chp_diag_get(diag, 0)->hint, "misread") != NULL;
    ck_assert_int_eq(is_hinted, readers[_i].may_misread);
    chp_diag_free(diag);
}
END_TEST

/* --- modes and force constants ---------------------------------------------------- */

/* Two modes and the force constants of one atom along X and Z, in OUTCAR and another
 * file. H_XX has 30, H_XZ 0.02 and H_ZZ -2 eV/Å^2. */
static const struct {
    const format *other;
    size_t n_modes;
    double mode_cm1[2], H_eV_A2[4], asymmetry_eV_A2;
    const char *told; // NULL: they agree
} tables[] = {
    { &format_vasprun, 2, { 3000, -12 }, { 30, 0.02, 0.02, -2 }, 0, NULL },
    { &format_vasprun, 2, { 3000.006, -12.0009 }, { 30, 0.02, 0.02, -2 }, 0, NULL },
    { &format_vasprun,
      2,
      { 3000.02, -12 },
      { 30, 0.02, 0.02, -2 },
      0,
      "mode 1 is 3000.000 1/cm here and 3000.020 in vasprun, line 7" },
    { &format_vasprun,
      2,
      { 3000, 12 },
      { 30, 0.02, 0.02, -2 },
      0,
      "mode 2 is -12.000 1/cm here and 12.000 in vasprun, line 7" },
    { &format_vaspout,
      1,
      { 3000 },
      { 30, 0.02, 0.02, -2 },
      0,
      "2 modes here and 1 in vaspout, line 7" },
    { &format_vaspout,
      2,
      { 3000, -12 },
      { 30, 0.02, 0.02, -2.5 },
      0,
      "the force constant of 1Z and 1Z is -2.0000 eV/Å² here and -2.5000 in vaspout, "
      "line 3" },
    { &format_vasprun, 2, { 3000, -12 }, { 30, 0.025, 0.025, -2 }, 0.01, NULL },
    { &format_vasprun,
      2,
      { 3000, -12 },
      { 30, 0.04, 0.04, -2 },
      0.01,
      "the force constant of 1X and 1Z is 0.0200 eV/Å² here and 0.0400 in vasprun, "
      "line 3" },
};

static void vibrate(file *f, chp_hessian *h, const double mode_cm1[2], size_t n_modes,
                    const double H_eV_A2[4])
{
    static const size_t atom[] = { 0, 0 };
    static const unsigned char axis[] = { 0, 2 };
    *h = (chp_hessian){ 2, H_eV_A2, atom, axis, 0, { f->part.path, 3 } };
    f->part.calc.kind = CHP_RUN_FREQUENCIES;
    f->part.calc.has_modes = true;
    f->part.calc.n_modes = n_modes;
    f->part.calc.mode_cm1 = mode_cm1;
    f->part.calc.modes_at = (chp_where){ f->part.path, 7 };
    f->part.calc.hessian = h;
    f->part.diag = chp_diag_new();
}

static const char *told_of(const chp_diag *diag)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (strcmp(m->code, "files-disagree") == 0)
            return m->fact;
    return NULL;
}

/* [1.13] The table of OUTCAR is the referee. */
START_TEST(modes_and_force_constants_are_compared)
{
    static const int version[3] = { 6, 4, 2 };
    static const double modes[] = { 3000, -12 }, H[] = { 30, 0.02, 0.02, -2 };
    file first, second;
    chp_hessian h, g;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, tables[_i].other, version, -200, -200);
    vibrate(&first, &h, modes, 2, H);
    vibrate(&second, &g, tables[_i].mode_cm1, tables[_i].n_modes, tables[_i].H_eV_A2);
    h.asymmetry_eV_A2 = tables[_i].asymmetry_eV_A2;
    files all = { 0 };
    place(&all, &first);
    place(&all, &second);
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_WARNING), tables[_i].told ? 1 : 0);
    ck_assert_pstr_eq(told_of(diag), tables[_i].told);
    chp_diag_free(diag);
    chp_diag_free(first.part.diag);
    chp_diag_free(second.part.diag);
}
END_TEST

/* What was made of forces has only their digits. */
START_TEST(modes_that_were_rebuilt_are_not_compared)
{
    static const int version[3] = { 6, 4, 2 };
    static const double modes[] = { 3000, -12 }, other[] = { 2999, -11 },
                        H[] = { 30, 0, 0, -2 };
    file first, second;
    chp_hessian h, g;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, &format_vaspout, version, -200, -200);
    vibrate(&first, &h, modes, 2, H);
    vibrate(&second, &g, other, 2, H);
    diag_warn(_i ? first.part.diag : second.part.diag,
              _i ? "modes-rebuilt" : "standard-masses", NOWHERE, "made of something");
    files all = { 0 };
    place(&all, &first);
    place(&all, &second);
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_ptr_null(told_of(diag));
    chp_diag_free(diag);
    chp_diag_free(first.part.diag);
    chp_diag_free(second.part.diag);
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
    tcase_add_loop_test(tc, an_incar_that_differs_may_have_been_misread, 0,
                        sizeof readers / sizeof *readers);
    tcase_add_loop_test(tc, modes_and_force_constants_are_compared, 0,
                        sizeof tables / sizeof *tables);
    tcase_add_loop_test(tc, modes_that_were_rebuilt_are_not_compared, 0, 2);
    Suite *suite = suite_create("gather/agree");
    suite_add_tcase(suite, tc);
    return suite;
}
