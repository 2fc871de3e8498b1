/* What a run in binary says of its atoms one by one: their moments,
 *
 *     /intermediate/ion_dynamics/magnetism/spin_moments/values   from 6.4.3 on
 *     /intermediate/ion_dynamics/magnetism/moments               before
 *                          [step, charge and moments, atom, orbital]
 *
 * their force constants dF/dx, from 6.3 on, and their modes, from 6.5.2 on:
 *
 *     /results/linear_response/force_constants                   eV/Å^2
 *     /results/linear_response/dynmat/eigenvalues                eV, complex
 *
 * A real mode is a real number there, an imaginary one an imaginary; before 6.6 VASP
 * mixed the two up. The force constants tell which, as sum H_ii / m_i = sum lambda.
 */
#include <math.h>
#include <stdlib.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/hessian.h"
#include "formats/vaspout.h"

/* --- moments ---------------------------------------------------------------------- */

enum { CHARGE_AND_MOMENT = 2, CHARGE_AND_VECTOR = 4 };

static double over_orbitals(const double *row, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += row[i];
    return sum;
}

static void fill_moments(vaspout *v, const double *rows, size_t n_parts, size_t n_orbit)
{
    size_t n = v->calc->n_atoms;
    double *moment = arena_new(v->r->a, double, n);
    double(*all)[3] = (double(*)[3])arena_get(v->r->a, n, sizeof *all);
    for (size_t i = 0; i < n; i++)
        for (size_t p = 1; p < n_parts; p++) {
            double part = over_orbitals(&rows[(p * n + i) * n_orbit], n_orbit);
            moment[i] = n_parts == CHARGE_AND_MOMENT ? part : hypot(moment[i], part);
            all[i][p - 1] = part;
        }
    v->calc->n_moments = n;
    v->calc->moment_muB = moment;
    if (n_parts == CHARGE_AND_VECTOR)
        v->calc->moment_vector_muB = (const double(*)[3])all;
}

void vaspout_moments(vaspout *v, hdf5_rows which)
{
    static const char *const names[] = {
        VASPOUT_DYNAMICS "magnetism/spin_moments/values",
        VASPOUT_DYNAMICS "magnetism/moments",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const size_t shape[4] = { 1, 0, v->calc->n_atoms, 0 };
        const hdf5_data *d = hdf5_find(&v->list, names[i], which);
        const double *rows = vaspout_table(v, names[i], which, 4, shape);
        if (!rows || v->calc->n_atoms == 0)
            continue;
        size_t n_parts = d->extent[1];
        if (n_parts == CHARGE_AND_MOMENT || n_parts == CHARGE_AND_VECTOR)
            fill_moments(v, rows, n_parts, d->extent[3]);
        return;
    }
}

/* --- masses ----------------------------------------------------------------------- */

/* POMASS, when INCAR has it; the POTCAR lies in the file, but is not looked at. */
static bool masses_of_incar(vaspout *v)
{
    const chp_setting *s = chp_calc_setting(v->calc, "POMASS");
    str rest = s ? str_of(s->value) : STR(""), word;
    chp_species *species = (chp_species *)v->calc->species;
    for (size_t i = 0; i < v->calc->n_species; i++) {
        double mass;
        if (!str_word(&rest, &word) || !str_number(word, &mass) || mass <= 0)
            return false;
        species[i].mass_u = fact_at(mass, v->at);
    }
    return v->calc->n_species > 0;
}

static bool standard_masses(vaspout *v)
{
    chp_species *species = (chp_species *)v->calc->species;
    for (size_t i = 0; i < v->calc->n_species; i++) {
        if (species[i].atomic_number == 0)
            return false;
        double mass = element_mass_u(species[i].atomic_number);
        species[i].mass_u = fact_at(mass, v->at);
    }
    return v->calc->n_species > 0;
}

/* --- force constants -------------------------------------------------------------- */

static void read_hessian(vaspout *v)
{
    static const char path[] = VASPOUT_RESPONSE "force_constants";
    const size_t any[2] = { 0 };
    const hdf5_data *d = hdf5_find(&v->list, path, HDF5_ALL);
    const double *rows = vaspout_table(v, path, HDF5_ALL, 2, any);
    if (!rows)
        return;
    size_t n = d->extent[0];
    size_t *atom = arena_new(v->r->a, size_t, n + 1);
    unsigned char *axis = arena_new(v->r->a, unsigned char, n + 1);
    const chp_structure *s = v->calc->final ? v->calc->final : v->calc->initial;
    if (n > 0 && d->extent[1] == n &&
        hessian_freedoms(s, v->calc->n_atoms, n, atom, axis)) {
        v->calc->hessian = hessian_from_forces(v->r->a, n, rows, atom, axis, v->at);
        return;
    }
    diag_warn(v->r->diag, "hessian", v->at,
              "the %zu x %zu force constants are not those of the free atoms", n,
              d->extent[1]);
    diag_hint(v->r->diag, "They are not used: keep OUTCAR beside this file.");
}

/* --- modes ------------------------------------------------------------------------ */

/* The sum of the squared modes as the force constants have it; 0: not known. */
static double trace(const vaspout *v)
{
    const chp_hessian *h = v->calc->hessian;
    double sum = 0;
    for (size_t i = 0; h && i < h->n; i++) {
        size_t atom = h->atom[i], k = 0;
        while (k + 1 < v->calc->n_species && atom >= v->calc->species[k].count)
            atom -= v->calc->species[k++].count;
        sum += h->eV_A2[i * h->n + i] / v->calc->species[k].mass_u.value;
    }
    return sum;
}

static bool are_mixed_up(const vaspout *v, const double *pairs, size_t n)
{
    double squares = 0, expected = trace(v);
    for (size_t i = 0; i < n; i++)
        squares += pairs[2 * i] * pairs[2 * i] - pairs[2 * i + 1] * pairs[2 * i + 1];
    if (expected != 0)
        return expected * squares < 0;
    const int *version = v->calc->version;
    return version[0] == 6 && version[1] < 6;
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static bool read_modes(vaspout *v)
{
    static const char path[] = VASPOUT_RESPONSE "dynmat/eigenvalues";
    const double cm1_per_eV = 8065.543937349212; // 1 / hc
    const size_t shape[2] = { 0, 2 };
    const hdf5_data *d = hdf5_find(&v->list, path, HDF5_ALL);
    const double *pairs = vaspout_table(v, path, HDF5_ALL, 2, shape);
    if (!pairs)
        return false;
    size_t n = d->extent[0];
    int sign = are_mixed_up(v, pairs, n) ? -1 : 1;
    double *mode = arena_new(v->r->a, double, n + 1);
    for (size_t i = 0; i < n; i++) {
        double re = fabs(pairs[2 * i]), im = fabs(pairs[2 * i + 1]);
        mode[i] = cm1_per_eV * sign * (re >= im ? re : -im);
    }
    qsort(mode, n, sizeof *mode, falling);
    v->calc->has_modes = true;
    v->calc->n_modes = n;
    v->calc->mode_cm1 = mode;
    v->calc->modes_at = v->at;
    if (sign < 0) {
        diag_note(v->r->diag, "known-bug", v->at,
                  "real and imaginary modes are mixed up in this file, and were set "
                  "right");
        diag_hint(v->r->diag, "VASP before 6.6 writes them so; OUTCAR has them right.");
    }
    return true;
}

void vaspout_modes(vaspout *v)
{
    bool is_vibrating =
        v->calc->kind == CHP_RUN_FREQUENCIES || v->calc->kind == CHP_RUN_RESPONSE;
    read_hessian(v);
    bool has_masses = masses_of_incar(v);
    if (!is_vibrating || (!has_masses && !standard_masses(v)))
        return;
    if (read_modes(v) || !v->calc->hessian ||
        !hessian_fill_modes(v->r->a, v->calc, v->at, v->r->diag) || has_masses)
        return;
    diag_warn(v->r->diag, "standard-masses", v->at,
              "the modes were made of force constants and standard atomic weights");
    diag_hint(v->r->diag, "VASP takes those of POTCAR (hydrogen weighs 1.000): keep "
                          "OUTCAR beside this file.");
}
