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

Suite *suite_agree(void)
{
    TCase *tc = tcase_create("agree");
    tcase_add_loop_test(tc, energies_agree_as_far_as_both_files_print_them, 0,
                        sizeof pairs / sizeof *pairs);
    Suite *suite = suite_create("gather/agree");
    suite_add_tcase(suite, tc);
    return suite;
}
