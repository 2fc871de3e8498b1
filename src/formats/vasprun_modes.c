/* <dynmat>: the force constants of a run of frequencies, and their modes.
 *
 *     <varray name="hessian">    dF_i/dx_j / sqrt(m_i m_j), symmetric
 *     <v name="eigenvalues">     of this matrix
 *
 * Both are in eV/(A^2 u), and negative for a real mode, because forces fall against the
 * displacement. VASP 6 may say <i name="unit">THz^2</i>: then they are squares of
 * frequencies. In the sign of a real mode versions and patches differ there; but real
 * modes outweigh imaginary ones, so their sum has it.
 *
 *     nu = sqrt(-lambda) / 2 pi
 */
#include <math.h>
#include <stdlib.h>

#include "chem/hessian.h"
#include "formats/row.h"
#include "formats/vasprun.h"

/* sqrt(eV/(A^2 u)) / 2 pi with the constants that VASP has, those of CODATA 1986: its
 * own table of modes in OUTCAR agrees to the last digit, which CODATA 2022 would miss
 * by a millionth. */
#define VASP_THZ    15.633302
#define VASP_CM1    33.35641 // of a THz, by VASP
#define MOST_VALUES 400000000

static void matrix_leaf(const xml_leaf *leaf, void *user)
{
    vasprun *v = user;
    vasprun_dynmat *d = &v->dynmat;
    str rest = leaf->text;
    double x;
    while (d->n_values < MOST_VALUES && row_read(&rest, &x, 1) == 1) {
        d->value = arena_grow(v->r->a, d->value, d->n_values, sizeof *d->value);
        d->value[d->n_values++] = x;
    }
    d->is_bad = d->is_bad || str_trim(rest).len > 0;
    d->n++;
}

static void eigenvalue_leaf(const xml_leaf *leaf, void *user)
{
    vasprun *v = user;
    vasprun_dynmat *d = &v->dynmat;
    str rest = leaf->text;
    double x;
    d->values_at = leaf->at;
    while (row_read(&rest, &x, 1) == 1) {
        d->eigenvalue =
            arena_grow(v->r->a, d->eigenvalue, d->n_eigenvalues, sizeof *d->eigenvalue);
        d->eigenvalue[d->n_eigenvalues++] = x;
    }
    d->is_bad = d->is_bad || str_trim(rest).len > 0;
}

static void unit_leaf(const xml_leaf *leaf, void *user)
{
    vasprun *v = user;
    v->dynmat.is_THz2 = str_eq(leaf->text, STR("THz^2"));
}

bool vasprun_dynmat_rows(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, matrix_leaf, v);
}

bool vasprun_dynmat_values(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, eigenvalue_leaf, v);
}

bool vasprun_dynmat_unit(vasprun *v, xml_piece piece)
{
    return xml_read(&v->x, piece, unit_leaf, v);
}

/* +1 when a negative eigenvalue is a real mode. */
static int sign_of_real(const vasprun_dynmat *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->n_eigenvalues; i++)
        sum += d->eigenvalue[i];
    return d->is_THz2 && sum > 0 ? -1 : 1;
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static void fill_modes(vasprun *v, int sign)
{
    const vasprun_dynmat *d = &v->dynmat;
    double *mode = arena_new(v->r->a, double, d->n_eigenvalues);
    for (size_t i = 0; i < d->n_eigenvalues; i++) {
        double square = -sign * d->eigenvalue[i];
        double THz = sqrt(fabs(square)) * (d->is_THz2 ? 1 : VASP_THZ);
        mode[i] = copysign(THz * VASP_CM1, square);
    }
    qsort(mode, d->n_eigenvalues, sizeof *mode, falling);
    v->calc->has_modes = true;
    v->calc->mode_cm1 = mode;
    v->calc->n_modes = d->n_eigenvalues;
    v->calc->modes_at = d->values_at;
}

static bool has_masses(const vasprun *v)
{
    for (size_t i = 0; i < v->n_species; i++)
        if (!v->species[i].mass_u.known || v->species[i].mass_u.value <= 0)
            return false;
    return v->n_species > 0;
}

static double mass_u(const vasprun *v, size_t atom)
{
    size_t i = 0;
    while (i + 1 < v->n_species && atom >= v->species[i].count)
        atom -= v->species[i++].count;
    return v->species[i].mass_u.value;
}

static void fill_hessian(vasprun *v, int sign)
{
    const vasprun_dynmat *d = &v->dynmat;
    size_t n = d->n;
    chp_hessian *h = arena_new(v->r->a, chp_hessian, 1);
    size_t *atom = arena_new(v->r->a, size_t, n);
    unsigned char *axis = arena_new(v->r->a, unsigned char, n);
    double *H = arena_new(v->r->a, double, n *n);
    if (!hessian_freedoms(v->initial, v->calc->n_atoms, n, atom, axis) ||
        !has_masses(v)) {
        diag_warn(v->r->diag, "hessian", d->at,
                  "the %zu rows of the Hessian are not those of free atoms with masses",
                  n);
        return;
    }
    double unit = d->is_THz2 ? 1 / (VASP_THZ * VASP_THZ) : 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            H[i * n + j] = -sign * unit * d->value[i * n + j] *
                           sqrt(mass_u(v, atom[i]) * mass_u(v, atom[j]));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double mean = (H[i * n + j] + H[j * n + i]) / 2;
            h->asymmetry_eV_A2 =
                fmax(h->asymmetry_eV_A2, fabs(H[i * n + j] - H[j * n + i]));
            H[i * n + j] = H[j * n + i] = mean;
        }
    h->n = n;
    h->eV_A2 = H;
    h->atom = atom;
    h->axis = axis;
    h->at = d->at;
    v->calc->hessian = h;
}

bool vasprun_modes(vasprun *v)
{
    const vasprun_dynmat *d = &v->dynmat;
    if (d->n_eigenvalues == 0)
        return true;
    if (d->is_bad ||
        (d->n > 0 && (d->n_values != d->n * d->n || d->n_eigenvalues != d->n))) {
        diag_error(v->r->diag, "modes", d->at,
                   "the table of modes is damaged: %zu rows of %zu numbers in all, %zu "
                   "eigenvalues",
                   d->n, d->n_values, d->n_eigenvalues);
        return false;
    }
    int sign = sign_of_real(d);
    fill_modes(v, sign);
    if (d->n > 0)
        fill_hessian(v, sign);
    return true;
}
