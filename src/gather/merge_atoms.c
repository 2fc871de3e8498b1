/* Where the atoms are, which of them are free, and the forces on those.
 *
 * The structure of a run is the one its energy belongs to. An output that saw fewer
 * steps than the lead has another one, and CONTCAR may be a step ahead: VASP writes it,
 * with the atoms moved on, behind each step of a run that was then stopped. */
#include <math.h>

#include "chem/structure.h"
#include "gather/merge.h"

static const chp_structure *initial_of(const part *p)
{
    return p ? p->calc.initial : NULL;
}

static const chp_structure *final_of(const part *p)
{
    return p ? p->calc.final : NULL;
}

static bool has_positions(const chp_structure *s)
{
    return s && s->fractional;
}

static const chp_structure *first_with_positions(const chp_structure *const *list,
                                                 size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (has_positions(list[i]))
            return list[i];
    return NULL;
}

/* Flags of the first file that would hold them; that it has none means that all atoms
 * were free. `at` is its place, without a path when there is no such file. */
static const bool (*flags_of(const files *f, size_t n_atoms, chp_where *at))[3]
{
    const chp_structure *const order[] = {
        initial_of(f->vasprun), final_of(f->vasprun), initial_of(f->vaspout),
        final_of(f->vaspout),   final_of(f->contcar), final_of(f->poscar),
    };
    *at = (chp_where){ 0 };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!has_positions(order[i]) || order[i]->n_atoms != n_atoms)
            continue;
        *at = order[i]->at;
        return order[i]->is_free;
    }
    return NULL;
}

static const chp_structure *with_flags(arena *a, const chp_structure *s,
                                       const bool (*is_free)[3])
{
    if (!s || s->is_free == is_free)
        return s;
    chp_structure *copy = arena_new(a, chp_structure, 1);
    *copy = *s;
    copy->is_free = is_free;
    return copy;
}

/* Whether what an output has last is what the lead has last. */
static const chp_structure *last_of(const part *p, const part *lead)
{
    bool is_as_far = p && (!lead || p->calc.n_ionic_steps == lead->calc.n_ionic_steps);
    return is_as_far ? p->calc.final : NULL;
}

static bool is_other_cell(const chp_structure *s, const chp_structure *t)
{
    const double most_A = 1e-6;
    double apart = 0;
    for (int i = 0; i < 9; i++)
        apart =
            fmax(apart, fabs(s->lattice_A[i / 3][i % 3] - t->lattice_A[i / 3][i % 3]));
    return apart > most_A;
}

/* Whether CONTCAR is where the last step of OUTCAR was, as far as that tells. */
static bool is_ahead(const chp_structure *contcar, const chp_structure *step)
{
    size_t atom;
    double apart;
    if (!contcar || !step || !structure_farthest(contcar, step, &atom, &apart))
        return false;
    return is_other_cell(contcar, step) ||
           apart > 1e-6 + 2 * (contcar->precision_A + step->precision_A);
}

static bool is_named(const chp_structure *s)
{
    for (size_t i = 0; i < s->n_atoms; i++)
        if (s->atomic_number[i] == 0)
            return false;
    return true;
}

/* The elements in the order of the atoms; NULL: not all are known. */
static const int *elements_of(arena *a, const chp_calc *calc)
{
    int *z = arena_new(a, int, calc->n_atoms + 1);
    size_t atom = 0;
    for (size_t i = 0; i < calc->n_species; i++)
        for (size_t k = 0; k < calc->species[i].count; k++, atom++) {
            if (atom == calc->n_atoms || calc->species[i].atomic_number == 0)
                return NULL;
            z[atom] = calc->species[i].atomic_number;
        }
    return atom == calc->n_atoms ? z : NULL;
}

/* A structure in the style of VASP 4 does not say of what its atoms are. */
static const chp_structure *with_elements(arena *a, const chp_structure *s,
                                          const chp_calc *calc)
{
    if (!s || s->n_atoms != calc->n_atoms || is_named(s))
        return s;
    const int *z = elements_of(a, calc);
    if (!z)
        return s;
    chp_structure *copy = arena_new(a, chp_structure, 1);
    *copy = *s;
    copy->atomic_number = z;
    return copy;
}

/* An interactive run may write its first structure to CONTCAR. */
static bool writes_first(const chp_calc *calc)
{
    double ibrion;
    return chp_calc_number(calc, "IBRION", &ibrion) && ibrion == 11;
}

/* In a frequency run CONTCAR and finalpos are a displaced geometry. */
static void fill_structures(arena *a, chp_calc *calc, const files *f,
                            const bool (*is_free)[3])
{
    const part *lead = files_lead(f);
    const chp_structure *of_outcar = last_of(f->outcar, lead);
    const chp_structure *const first[] = { initial_of(f->vasprun),
                                           initial_of(f->vaspout),
                                           initial_of(f->outcar), final_of(f->poscar) };
    const chp_structure *contcar = final_of(f->contcar);
    bool is_passed = writes_first(calc) || is_ahead(contcar, of_outcar);
    const chp_structure *const last[] = {
        last_of(f->vasprun, lead),  last_of(f->vaspout, lead),
        is_passed ? NULL : contcar, of_outcar,
        final_of(f->xdatcar),       final_of(f->vasprun),
        final_of(f->vaspout),       final_of(f->outcar),
        final_of(f->poscar)
    };
    const size_t n_last = sizeof last / sizeof *last;
    bool is_displaced =
        calc->kind == CHP_RUN_FREQUENCIES || calc->kind == CHP_RUN_RESPONSE;
    calc->initial = with_flags(a, first_with_positions(first, 4), is_free);
    calc->final = with_flags(a, first_with_positions(last, n_last), is_free);
    calc->initial = with_elements(a, calc->initial, calc);
    calc->final = with_elements(a, calc->final, calc);
    if (is_displaced && calc->initial)
        calc->final = calc->initial;
}

static void judge_forces(chp_calc *calc, const bool (*is_free)[3])
{
    static const bool all_free[3] = { true, true, true };
    const chp_structure *s = calc->final ? calc->final : calc->initial;
    if (!calc->flags_at.path || !calc->force_eV_A || !s || structure_volume_A3(s) <= 0)
        return;
    double largest = 0;
    for (size_t i = 0; i < calc->n_atoms; i++) {
        double force = structure_free_force(s, calc->force_eV_A[i],
                                            is_free ? is_free[i] : all_free);
        if (force > largest)
            largest = force;
    }
    calc->max_force_eV_A.value = largest;
    calc->max_force_eV_A.known = true;
    calc->force_is_free = CHP_YES;
}

void merge_atoms(arena *a, chp_calc *calc, const files *f)
{
    const bool(*is_free)[3] = flags_of(f, calc->n_atoms, &calc->flags_at);
    fill_structures(a, calc, f, is_free);
    judge_forces(calc, is_free);
}
