/* Do the files of one run have the same cell, the same atoms at the same places, and
 * the same forces on them? Each number is as good as its last digit that was written:
 *
 *     OUTCAR         lattice 9 decimals, stress 5, forces 6; positions 8 in the header,
 *                    5 in each step
 *     vasprun.xml    8 decimals, fractions of the lattice vectors too
 *     vaspout.h5     as they were in memory
 *     CONTCAR        16 digits; POSCAR as it was typed
 */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "gather/agree.h"

static const double LATTICE_A = 1.1e-8, FORCE_EV_A = 6e-7, STRESS_KB = 6e-6,
                    POSITION_A = 1e-6;

/* --- structures ------------------------------------------------------------------- */

/* The component of the lattice vectors that differs most. */
static double lattice_apart_A(const chp_structure *s, const chp_structure *t, int *row,
                              int *column)
{
    double apart = 0;
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            double here = fabs(s->lattice_A[i][k] - t->lattice_A[i][k]);
            if (!(here > apart))
                continue;
            apart = here;
            *row = i;
            *column = k;
        }
    return apart;
}

/* --- two outputs ------------------------------------------------------------------ */

static char axis_letter(int axis)
{
    return (char)('x' + axis);
}

static const char *symbol(const chp_structure *s, size_t atom)
{
    const char *element = element_symbol(s->atomic_number[atom]);
    return element ? element : "atom ";
}

static void compare_cells(const part *a, const part *b, const chp_structure *s,
                          const chp_structure *t, const char *which, chp_diag *diag)
{
    int i = 0, k = 0;
    if (!s || !t || lattice_apart_A(s, t, &i, &k) <= LATTICE_A)
        return;
    diag_warn(
        diag, "structures-differ", s->at,
        "%c of lattice vector %d of the %s structure is %.9f Å here and %.9f in %s",
        axis_letter(k), i + 1, which, s->lattice_A[i][k], t->lattice_A[i][k],
        agree_elsewhere(b, t->at).text);
    agree_advise(a, diag);
}

static void compare_places(const part *a, const part *b, const chp_structure *s,
                           const chp_structure *t, const char *which, chp_diag *diag)
{
    size_t i;
    double apart;
    if (!structure_farthest(s, t, &i, &apart) ||
        apart <= POSITION_A + s->precision_A + t->precision_A)
        return;
    vector x = structure_cartesian_A(s, i), y = structure_cartesian_A(t, i);
    diag_warn(
        diag, "structures-differ", s->at,
        "%s%zu of the %s structure lies at %.5f %.5f %.5f Å here and at %.5f %.5f "
        "%.5f in %s",
        symbol(s, i), i + 1, which, x.x, x.y, x.z, y.x, y.y, y.z,
        agree_elsewhere(b, t->at).text);
    agree_advise(a, diag);
}

/* The row of an atom, where each has its line. */
static chp_where row_of(chp_where first, size_t atom)
{
    if (first.line > 0)
        first.line += atom;
    return first;
}

static void compare_forces(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    const chp_structure *s = x->final ? x->final : y->final;
    double apart = 0;
    size_t at = 0, axis = 0;
    for (size_t i = 0; x->force_eV_A && y->force_eV_A && i < x->n_atoms; i++)
        for (size_t k = 0; k < 3; k++) {
            double here = fabs(x->force_eV_A[i][k] - y->force_eV_A[i][k]);
            if (!(here > apart))
                continue;
            apart = here;
            at = i;
            axis = k;
        }
    if (apart <= FORCE_EV_A)
        return;
    diag_warn(diag, "values-differ", row_of(x->force_at, at),
              "the force on %s%zu along %c is %.6f eV/Å here and %.6f in %s",
              s ? symbol(s, at) : "atom ", at + 1, axis_letter((int)axis),
              x->force_eV_A[at][axis], y->force_eV_A[at][axis],
              agree_elsewhere(b, row_of(y->force_at, at)).text);
    agree_advise(a, diag);
}

/* What VASP makes is not symmetric to the last digit; OUTCAR has one half of it. */
static bool is_same_stress(const chp_tensor *s, const chp_tensor *t, int i, int k)
{
    return fmin(fabs(s->value[i][k] - t->value[i][k]),
                fabs(s->value[i][k] - t->value[k][i])) <= STRESS_KB;
}

static void compare_stresses(const part *a, const part *b, chp_diag *diag)
{
    const chp_tensor *s = &a->calc.stress_kB, *t = &b->calc.stress_kB;
    for (int i = 0; s->known && t->known && i < 3; i++)
        for (int k = i; k < 3; k++) {
            if (is_same_stress(s, t, i, k))
                continue;
            diag_warn(diag, "values-differ", s->at,
                      "the stress %c%c is %.5f kB here and %.5f in %s", axis_letter(i),
                      axis_letter(k), s->value[i][k], t->value[i][k],
                      agree_elsewhere(b, t->at).text);
            agree_advise(a, diag);
            return;
        }
}

/* Whether what both tell of a step is of the same one: the last, or the first of a run
 * of frequencies. */
static bool are_of_one_step(const chp_calc *x, const chp_calc *y)
{
    if (x->n_ionic_steps == 0 || y->n_ionic_steps == 0 || x->kind != y->kind)
        return false;
    return x->kind == CHP_RUN_FREQUENCIES || x->n_ionic_steps == y->n_ionic_steps;
}

void agree_atoms(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    if (x->n_atoms != y->n_atoms)
        return;
    compare_cells(a, b, x->initial, y->initial, "first", diag);
    compare_places(a, b, x->initial, y->initial, "first", diag);
    if (!are_of_one_step(x, y))
        return;
    if (x->kind != CHP_RUN_FREQUENCIES) {
        compare_cells(a, b, x->final, y->final, "last", diag);
        compare_places(a, b, x->final, y->final, "last", diag);
    }
    compare_forces(a, b, diag);
    compare_stresses(a, b, diag);
}

/* --- what lies beside them -------------------------------------------------------- */

static void compare_positions(const part *file, const part *run, const chp_structure *s,
                              const char *of, chp_diag *diag)
{
    double apart;
    size_t atom;
    if (!structure_farthest(file->calc.final, s, &atom, &apart))
        return;
    double tolerance =
        POSITION_A + 2 * (file->calc.final->precision_A + s->precision_A);
    if (apart <= tolerance)
        return;
    diag_warn(diag, "structures-differ", (chp_where){ .path = file->path },
              "%s%zu lies %.3g Å from where the %s structure has it in %s",
              symbol(s, atom), atom + 1, apart, of, agree_elsewhere(run, s->at).text);
    diag_hint(diag,
              "The file was edited or replaced after the run, or belongs to another "
              "one.");
}

/* A POSCAR that was given another cell later; eight digits are written of the run's. */
static void compare_lattices(const part *file, const part *run, const chp_structure *t,
                             chp_diag *diag)
{
    const chp_structure *s = file->calc.final;
    const double most_A = 1e-6;
    int i = 0, k = 0;
    double apart =
        s && t && s->n_atoms == t->n_atoms ? lattice_apart_A(s, t, &i, &k) : 0;
    if (apart <= most_A)
        return;
    diag_warn(diag, "structures-differ", (chp_where){ .path = file->path, .line = 3 },
              "%c of lattice vector %d is %.8f Å here and %.8f in %s", axis_letter(k),
              i + 1, s->lattice_A[i][k], t->lattice_A[i][k],
              agree_elsewhere(run, t->at).text);
    diag_hint(diag, "The file was edited or replaced after the run.");
}

/* Without flags all is free. */
static bool may_move(const chp_structure *s, size_t atom, int axis)
{
    return !s->is_free || s->is_free[atom][axis];
}

/* Which atoms were held is in no OUTCAR. */
static void compare_flags(const part *file, const part *run, chp_diag *diag)
{
    const chp_structure *s = file->calc.final, *t = run->calc.initial;
    if (part_is(run, "outcar") || !s || !t || s->n_atoms != t->n_atoms)
        return;
    for (size_t i = 0; i < s->n_atoms; i++)
        for (int axis = 0; axis < 3; axis++) {
            bool is_free = may_move(s, i, axis);
            if (is_free == may_move(t, i, axis))
                continue;
            diag_warn(diag, "structures-differ", (chp_where){ .path = file->path },
                      "%s%zu %s move along lattice vector %d here, but %s in %s",
                      symbol(s, i), i + 1, is_free ? "may" : "may not", axis + 1,
                      is_free ? "not" : "may", agree_elsewhere(run, t->at).text);
            diag_hint(diag, "The file was edited or replaced after the run.");
            return;
        }
}

/* The output that knows places best. */
static const part *placed(const files *f)
{
    const part *const order[] = { f->vasprun, f->vaspout, f->outcar };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i] && order[i]->is_usable && order[i]->calc.initial)
            return order[i];
    return NULL;
}

void agree_structures(const files *f, chp_diag *diag)
{
    const part *run = placed(f);
    if (!run)
        return;
    bool is_relaxed =
        run->calc.kind == CHP_RUN_RELAXATION || run->calc.kind == CHP_RUN_STATIC;
    if (is_relaxed && run->calc.finished == CHP_YES && f->contcar) {
        compare_positions(f->contcar, run, run->calc.final, "final", diag);
        compare_lattices(f->contcar, run, run->calc.final, diag);
    }
    if (f->contcar)
        compare_flags(f->contcar, run, diag);
    if (!f->poscar)
        return;
    compare_flags(f->poscar, run, diag);
    compare_positions(f->poscar, run, run->calc.initial, "first", diag);
    compare_lattices(f->poscar, run, run->calc.initial, diag);
}
