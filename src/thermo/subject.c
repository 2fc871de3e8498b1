#include "thermo/subject.h"

#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"

bool chp_isotope_read(const char *text, chp_isotope *out)
{
    str symbol, rest = str_of(text);
    double number;
    if (!str_cut(&rest, '=', &symbol) || !str_number(rest, &number) || number <= 0)
        return false;
    int element = element_of(symbol);
    double mass_u = number == floor(number) && number < 300
                        ? isotope_mass_u(element, (int)number)
                        : 0;
    if (element == 0)
        return false;
    *out = (chp_isotope){ element, mass_u > 0 ? mass_u : number };
    return true;
}

const chp_structure *subject_structure(const chp_calc *calc)
{
    bool is_displaced =
        calc->kind == CHP_RUN_FREQUENCIES || calc->kind == CHP_RUN_RESPONSE;
    const chp_structure *first = is_displaced ? calc->initial : calc->final;
    return first ? first : is_displaced ? calc->final : calc->initial;
}

static bool cannot_tell(const chp_calc *calc, const char *fact, chp_diag *diag)
{
    diag_error(diag, "no-structure", (chp_where){ calc->path, 0 }, "%s", fact);
    diag_hint(diag, "Say what it is: --as adsorbate or --as gas.");
    return false;
}

bool subject_is_gas(const chp_calc *calc, chp_thermo_as as, bool *is_gas,
                    const char **reason, chp_diag *diag)
{
    if (as != CHP_AS_ITS_BONDS_SAY) {
        *is_gas = as == CHP_AS_GAS;
        *reason = "as was asked for";
        return true;
    }
    const chp_structure *s = subject_structure(calc);
    if (!s || !s->fractional)
        return cannot_tell(calc, "no positions tell a gas from an adsorbate", diag);
    structure_shape shape = structure_bonds(s);
    if (!shape.is_endless && shape.n_fragments > 1)
        return cannot_tell(calc, "separate molecules in one cell: no gas, no surface",
                           diag);
    *is_gas = !shape.is_endless;
    *reason = *is_gas ? "one molecule, alone in its cell"
                      : "its bonds lead on from cell to cell";
    return true;
}

static double pomass_u(const chp_calc *calc, size_t i_atom, int atomic_number)
{
    size_t end = 0;
    for (size_t i = 0; i < calc->n_species; i++) {
        end += calc->species[i].count;
        if (i_atom < end && calc->species[i].mass_u.known)
            return calc->species[i].mass_u.value;
        if (i_atom < end)
            break;
    }
    return element_mass_u(atomic_number);
}

const double *subject_masses_u(arena *a, const chp_calc *calc,
                               const chp_thermo_request *request, bool as_in_vasp)
{
    const chp_structure *s = subject_structure(calc);
    if (!s)
        return NULL;
    double *mass_u = arena_new(a, double, s->n_atoms);
    for (size_t i = 0; i < s->n_atoms; i++) {
        mass_u[i] = as_in_vasp ? pomass_u(calc, i, s->atomic_number[i])
                               : element_mass_u(s->atomic_number[i]);
        for (size_t k = 0; k < request->n_isotopes; k++)
            if (request->isotopes[k].atomic_number == s->atomic_number[i])
                mass_u[i] = request->isotopes[k].mass_u;
    }
    return mass_u;
}

/* By the force constants, else the flags, else by the number of modes: all. NULL when
 * none of them tells. */
static const bool *free_atoms(arena *a, const chp_calc *calc, const chp_structure *s)
{
    bool *is_free = arena_new(a, bool, s->n_atoms);
    for (size_t i = 0; calc->hessian && i < calc->hessian->n; i++)
        is_free[calc->hessian->atom[i]] = true;
    for (size_t i = 0; !calc->hessian && i < s->n_atoms; i++)
        is_free[i] = !structure_is_frozen(s, i);
    bool is_told = calc->hessian || s->is_free || calc->n_modes == 3 * s->n_atoms;
    return is_told ? is_free : NULL;
}

bool subject_free_part(const chp_calc *calc, const double *mass_u, double *total_mass_u,
                       double *inertia_u_A2)
{
    arena scratch = { 0 };
    const chp_structure *s = subject_structure(calc);
    const bool *is_free = free_atoms(&scratch, calc, s);
    const vector *at = structure_molecule_A(&scratch, s);
    double x = 0, y = 0, total = 0, inertia = 0;
    for (size_t i = 0; is_free && i < s->n_atoms; i++)
        if (is_free[i]) {
            total += mass_u[i];
            x += mass_u[i] * at[i].x;
            y += mass_u[i] * at[i].y;
        }
    for (size_t i = 0; is_free && i < s->n_atoms; i++)
        if (is_free[i]) {
            double dx = at[i].x - x / total, dy = at[i].y - y / total;
            inertia += mass_u[i] * (dx * dx + dy * dy);
        }
    bool is_told = is_free != NULL;
    arena_clear(&scratch);
    *total_mass_u = total;
    *inertia_u_A2 = inertia;
    return is_told;
}

size_t subject_n_free_axes(const chp_structure *s)
{
    size_t n = 0;
    for (size_t i = 0; s && s->is_free && i < s->n_atoms; i++)
        n += (size_t)s->is_free[i][0] + s->is_free[i][1] + s->is_free[i][2];
    return n;
}
