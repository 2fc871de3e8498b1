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

/* --- settings --------------------------------------------------------------------- */

/* A tag in OUTCAR, and in another file of the run; the fact, without its end. */
static const struct {
    const char *tag, *x, *y;
    const char *told; // NULL: they agree
} tags[] = {
    { "ENCUT", "450.0", "    450.00000000", NULL },
    { "ENCUT", "450.0", "    450.04000000", NULL }, // one decimal is printed
    { "ENCUT", "450.0", "400.0", "ENCUT is 450.0 here and 400.0 in" },
    { "EDIFF", "0.1E-05", "0.00000149", NULL }, // one digit
    { "EDIFF", "0.1E-08", "0.00000000", NULL }, // eight decimals
    { "EDIFF", "0.1E-04", "0.00000100", "EDIFF is 0.1E-04 here and 0.00000100 in" },
    { "ISMEAR", "0", "1", "ISMEAR is 0 here and 1 in" },
    { "SIGMA", "0.05", "0.05400000", NULL }, // two decimals
    { "SIGMA", "0.05", "0.10000000", "SIGMA is 0.05 here and 0.10000000 in" },
    { "ISPIN", "2", "1", "ISPIN is 2 here and 1 in" },
    { "IBRION", "2", "1", "IBRION is 2 here and 1 in" },
    { "IVDW", "12", "11", "IVDW is 12 here and 11 in" },
    { "GGA", "--", "PE", NULL }, // as the POTCAR
    { "GGA", "RP", "PE", "GGA is RP here and PE in" },
    { "GGA", "PS", "PE", "GGA is PS here and PE in" },
    { "METAGGA", "R2SCA", "R2SCAN", NULL }, // 6.1 prints five letters
    { "METAGGA", "SCAN", "R2SCAN", "METAGGA is SCAN here and R2SCAN in" },
    { "PREC", "accura", "Accurate", NULL },
    { "LDAU", "T", ".TRUE.", NULL },
    { "LDAU", "T", "F", "LDAU is T here and F in" },
    { "LASPH", "T", "1", NULL }, // vaspout.h5
    { "KPOINTS", "Gamma 3 3 1", "Monkhorst-Pack 3 3 1", NULL },
    { "KPOINTS", "Gamma 3 3 1", "Gamma 4 4 1",
      "the mesh is Gamma 3 3 1 here and Gamma 4 4 1 in" },
};

static const char *fact_of_code(const chp_diag *diag, const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return m->fact;
    return NULL;
}

static void set(file *f, chp_setting *list, size_t n)
{
    f->part.calc.settings = list;
    f->part.calc.n_settings = n;
    f->part.calc.kind = CHP_RUN_RELAXATION;
}

static void check_told(const file *first, const file *second, const char *code,
                       const char *told)
{
    files all = { 0 };
    place(&all, (file *)first);
    place(&all, (file *)second);
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), told ? 1 : 0);
    const char *fact = fact_of_code(diag, code);
    if (told)
        ck_assert_msg(fact && strstr(fact, told), "%s", fact ? fact : "nothing");
    else
        ck_assert_ptr_null(fact);
    chp_diag_free(diag);
}

START_TEST(settings_agree_as_far_as_both_files_print_them)
{
    static const int version[3] = { 6, 4, 2 };
    file first, second;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, &format_vasprun, version, -200, -200);
    chp_setting x = { tags[_i].tag, tags[_i].x, { "outcar", 8 } };
    chp_setting y = { tags[_i].tag, tags[_i].y, { "vasprun", 9 } };
    set(&first, &x, 1);
    set(&second, &y, 1);
    check_told(&first, &second, "values-differ", tags[_i].told);
    char whole[200];
    snprintf(whole, sizeof whole, "%s vasprun, line 9",
             tags[_i].told ? tags[_i].told : "");
    if (tags[_i].told) // both places
        check_told(&first, &second, "values-differ", whole);
}
END_TEST

/* VASP makes 1 of ISPIN where spins have directions. */
START_TEST(what_vasp_changes_itself_is_no_difference)
{
    static const struct {
        const char *tag, *x, *y, *reason, *is;
    } changed[] = {
        { "ISPIN", "1", "2", "LNONCOLLINEAR", "T" },
        { "ISPIN", "1", "2", "LSORBIT", ".TRUE." },
        { "IBRION", "11", "-1", "INTERACTIVE", "T" },
    };
    static const int version[3] = { 6, 4, 2 };
    file first, second;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, &format_vasprun, version, -200, -200);
    chp_setting x[] = { { changed[_i].tag, changed[_i].x, { "outcar", 8 } } };
    chp_setting y[] = { { changed[_i].tag, changed[_i].y, { "vasprun", 9 } },
                        { changed[_i].reason, changed[_i].is, { "vasprun", 10 } } };
    set(&first, x, 1);
    set(&second, y, 2);
    check_told(&first, &second, "values-differ", NULL);
}
END_TEST

START_TEST(hubbard_terms_are_compared_for_each_species)
{
    static const struct {
        const char *u, *told;
    } terms[] = {
        { "3.30000000 0.00000000", NULL },
        { "3.3", NULL }, // the last are left out
        { "4.00000000 0.00000000", "LDAUU is 3.3 0.0 here and 4.00000000" },
        { "3.3 4.0", "LDAUU is 3.3 0.0 here and 3.3 4.0" },
    };
    static const int version[3] = { 6, 4, 2 };
    file first, second;
    make(&first, &format_outcar, version, -200, -200);
    make(&second, &format_vasprun, version, -200, -200);
    chp_setting x[] = { { "LDAU", "T", { "outcar", 8 } },
                        { "LDAUU", "3.3 0.0", { "outcar", 9 } } };
    chp_setting y[] = { { "LDAU", "T", { "vasprun", 8 } },
                        { "LDAUU", terms[_i].u, { "vasprun", 9 } } };
    set(&first, x, 2);
    set(&second, y, 2);
    check_told(&first, &second, "values-differ", terms[_i].told);
}
END_TEST

/* --- cells, places, forces, stresses ---------------------------------------------- */

/* One N in OUTCAR and vasprun.xml, of which one number differs. */
enum what {
    LATTICE,
    FIRST_PLACE,
    LAST_PLACE,
    FORCE,
    STRESS,
    STRESS_MIRRORED,
    N_KPOINTS
};

static const struct {
    enum what what;
    double by;
    const char *code, *told;
} differences[] = {
    { LATTICE, 1e-8, "structures-differ", NULL },
    { LATTICE, 2e-8, "structures-differ",
      "z of lattice vector 2 of the first structure is 0.000000000 Å here and "
      "0.000000020 in vasprun, line 4" },
    { FIRST_PLACE, 1e-8, "structures-differ", NULL },
    { FIRST_PLACE, 1e-6, "structures-differ",
      "N1 of the first structure lies at 1.00000 2.00000 3.00000 Å here and at 1.00001 "
      "2.00000 3.00000 in vasprun, line 4" },
    { LAST_PLACE, 9e-7, "structures-differ", NULL }, // five decimals, of 10 Å
    { LAST_PLACE, 5e-6, "structures-differ",
      "N1 of the last structure lies at 1.00000 2.00000 3.00000 Å here and at "
      "1.00005" },
    { FORCE, 5e-7, "values-differ", NULL },
    { FORCE, 2e-6, "values-differ",
      "the force on N1 along y is 0.100000 eV/Å here and 0.100002 in vasprun, line "
      "30" },
    { STRESS, 5e-6, "values-differ", NULL },
    { STRESS, 2e-5, "values-differ",
      "the stress xy is 1.50000 kB here and 1.50002 in vasprun, line 40" },
    { STRESS_MIRRORED, 2e-5, "values-differ", NULL }, // OUTCAR prints one of the two
    { N_KPOINTS, 1, "values-differ", "4 k-points here and 5 in vasprun, line 50" },
};

typedef struct {
    file file;
    chp_structure first, last;
    double places[2][1][3], force[1][3];
} atom;

static void make_atom(atom *x, const format *of)
{
    static const int version[3] = { 6, 4, 2 }, nitrogen[] = { 7 };
    make(&x->file, of, version, -200, -200);
    chp_calc *c = &x->file.part.calc;
    chp_structure *const both[2] = { &x->first, &x->last };
    bool is_outcar = of == &format_outcar;
    for (int i = 0; i < 2; i++) {
        memcpy(x->places[i][0], (const double[]){ 0.1, 0.2, 0.3 }, sizeof x->places[i]);
        *both[i] = (chp_structure){
            .lattice_A = { { 10, 0, 0 }, { 0, 10, 0 }, { 0, 0, 10 } },
            .n_atoms = 1,
            .atomic_number = nitrogen,
            .fractional = (const double(*)[3])x->places[i],
            .precision_A = is_outcar && i == 1 ? 1e-5 : 1e-7,
            .at = { x->file.part.path, 4 },
        };
    }
    memcpy(x->force[0], (const double[]){ 0, 0.1, 0 }, sizeof x->force[0]);
    c->initial = &x->first;
    c->final = &x->last;
    c->n_atoms = 1;
    c->kind = CHP_RUN_RELAXATION;
    c->force_eV_A = (const double(*)[3])x->force;
    c->force_at = (chp_where){ x->file.part.path, 30 };
    c->stress_kB = (chp_tensor){ .value = { { 1, 1.5, 0 }, { 1.5, 2, 0 }, { 0, 0, 3 } },
                                 .known = true,
                                 .at = { x->file.part.path, 40 } };
    c->n_kpoints = (chp_fact){ 4, true, { x->file.part.path, 50 } };
}

static void change(atom *x, enum what what, double by)
{
    chp_tensor *stress = &x->file.part.calc.stress_kB;
    double *const place[] = {
        [LATTICE] = &x->first.lattice_A[1][2],
        [FIRST_PLACE] = &x->places[0][0][0],
        [LAST_PLACE] = &x->places[1][0][0],
        [FORCE] = &x->force[0][1],
        [STRESS] = &stress->value[0][1],
        [STRESS_MIRRORED] = &stress->value[1][0],
        [N_KPOINTS] = &x->file.part.calc.n_kpoints.value,
    };
    *place[what] += by;
    if (what == STRESS)
        stress->value[1][0] += by;
}

START_TEST(atoms_agree_as_far_as_both_files_print_them)
{
    atom first, second;
    make_atom(&first, &format_outcar);
    make_atom(&second, &format_vasprun);
    change(&second, differences[_i].what, differences[_i].by);
    check_told(&first.file, &second.file, differences[_i].code, differences[_i].told);
}
END_TEST

/* A POSCAR whose atom was let loose after the run, and an OUTCAR, which has no flags.
 */
START_TEST(who_may_move_is_compared)
{
    static const struct {
        const format *run;
        bool in_file[3], in_run[3];
        const char *told;
    } cases[] = {
        { &format_vasprun, { false, false, true }, { false, false, true }, NULL },
        { &format_vasprun,
          { false, true, true },
          { false, false, true },
          "N1 may move along lattice vector 2 here, but not in vasprun, line 4" },
        { &format_vasprun,
          { false, false, false },
          { false, false, true },
          "N1 may not move along lattice vector 3 here, but may in vasprun, line 4" },
        { &format_outcar, { false, true, true }, { true, true, true }, NULL },
    };
    atom run, poscar;
    make_atom(&run, cases[_i].run);
    make_atom(&poscar, &format_poscar);
    run.first.is_free = &cases[_i].in_run;
    poscar.last.is_free = &cases[_i].in_file;
    files all = { .poscar = &poscar.file.part };
    place(&all, &run.file);
    chp_diag *diag = chp_diag_new();
    ck_assert(check_files_agree(&all, diag));
    ck_assert_pstr_eq(fact_of_code(diag, "structures-differ"), cases[_i].told);
    chp_diag_free(diag);
}
END_TEST

/* The last step of a file that was cut is another one. */
START_TEST(steps_that_are_others_are_not_compared)
{
    atom first, second;
    make_atom(&first, &format_outcar);
    make_atom(&second, &format_vasprun);
    chp_ionic_step steps[2] = { first.file.step, first.file.step };
    first.file.part.calc.steps = steps;
    first.file.part.calc.n_ionic_steps = 2;
    second.file.part.calc.finished = CHP_NO;
    for (enum what what = LAST_PLACE; what <= STRESS; what++)
        change(&second, what, 1);
    check_told(&first.file, &second.file, "values-differ", NULL);
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
    tcase_add_loop_test(tc, settings_agree_as_far_as_both_files_print_them, 0,
                        sizeof tags / sizeof *tags);
    tcase_add_loop_test(tc, what_vasp_changes_itself_is_no_difference, 0, 3);
    tcase_add_loop_test(tc, hubbard_terms_are_compared_for_each_species, 0, 4);
    tcase_add_loop_test(tc, atoms_agree_as_far_as_both_files_print_them, 0,
                        sizeof differences / sizeof *differences);
    tcase_add_loop_test(tc, who_may_move_is_compared, 0, 4);
    tcase_add_test(tc, steps_that_are_others_are_not_compared);
    Suite *suite = suite_create("gather/agree");
    suite_add_tcase(suite, tc);
    return suite;
}
