/* A molecule from its geometry: mass, moments of inertia, shape, symmetry, spin.
 *
 * The moments are the eigenvalues of I = sum_i m_i (r_i^2 1 - r_i r_i) about the centre
 * of mass. A molecule is linear when the smallest is below 1e-3 of the largest and its
 * atoms are on one line within 1 degree. Moments, symmetry number and spin are what its
 * partition function is made of: McQuarrie, Statistical Mechanics (2000), chapter 8. */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/formula.h"
#include "chem/structure.h"
#include "chepath/thermo.h"
#include "math/symmetric3.h"
#include "thermo/symmetry.h"

/* Ground states that are no singlets; others with an odd number of electrons are
 * doublets, with an even one singlets. */
static const struct {
    const char *formula;
    double spin;
    double doublet_split_cm1; // 2-Pi(3/2) over 2-Pi(1/2), Huber and Herzberg 1979
} open_shells[] = {
    { "O2", 1, 0 }, { "NH", 1, 0 },  { "O", 1, 0 },        { "N", 1.5, 0 },
    { "C", 1, 0 },  { "CH2", 1, 0 }, { "S2", 1, 0 },       { "Si2", 1, 0 },
    { "SO", 1, 0 }, { "B", 0.5, 0 }, { "NO", 0.5, 121.1 },
};

size_t chp_molecule_n_vibrations(const chp_molecule *m)
{
    if (m->n_atoms < 2)
        return 0;
    return 3 * m->n_atoms - (m->is_linear ? 5 : 6);
}

static void set_spin(const chp_structure *s, chp_molecule *out)
{
    chp_formula formula, f;
    structure_formula(s, &formula);
    int n_electrons = 0;
    for (size_t i = 0; i < s->n_atoms; i++)
        n_electrons += s->atomic_number[i];
    out->spin = n_electrons % 2 ? 0.5 : 0;
    for (size_t i = 0; i < sizeof open_shells / sizeof *open_shells; i++)
        if (formula_read(str_of(open_shells[i].formula), &f) &&
            formula_eq(&f, &formula)) {
            out->spin = open_shells[i].spin;
            out->doublet_split_cm1 = open_shells[i].doublet_split_cm1;
        }
}

static void centre(vector *at, const double *mass_u, size_t n, double total_u)
{
    vector sum = { 0, 0, 0 };
    for (size_t i = 0; i < n; i++) {
        sum.x += mass_u[i] * at[i].x / total_u;
        sum.y += mass_u[i] * at[i].y / total_u;
        sum.z += mass_u[i] * at[i].z / total_u;
    }
    for (size_t i = 0; i < n; i++)
        at[i] = vector_minus(at[i], sum);
}

static bool set_moments(const vector *at, const double *mass_u, size_t n,
                        chp_molecule *out, chp_diag *diag)
{
    double tensor[3][3] = { 0 };
    for (size_t i = 0; i < n; i++) {
        const double r[3] = { at[i].x, at[i].y, at[i].z };
        for (int k = 0; k < 3; k++)
            for (int l = 0; l < 3; l++)
                tensor[k][l] +=
                    mass_u[i] * ((k == l ? vector_dot(at[i], at[i]) : 0) - r[k] * r[l]);
    }
    if (!symmetric3_eigenvalues(tensor, out->inertia_u_A2)) {
        diag_error(diag, "not-a-number", NOWHERE,
                   "the moments of inertia have no value");
        diag_hint(diag, "Look at the positions of its atoms: they are out of range.");
        return false;
    }
    for (int k = 0; k < 3; k++)
        if (out->inertia_u_A2[k] < 1e-9 * out->inertia_u_A2[2])
            out->inertia_u_A2[k] = 0; // what rounding left of a line
    return true;
}

/* The largest angle by which the atoms between the two ends bend the line. */
static double bend_degrees(const vector *at, size_t n)
{
    size_t first = 0, last = 0;
    for (size_t i = 0; i < n; i++)
        if (vector_length(vector_minus(at[i], at[0])) >
            vector_length(vector_minus(at[first], at[0])))
            first = i;
    for (size_t i = 0; i < n; i++)
        if (vector_length(vector_minus(at[i], at[first])) >
            vector_length(vector_minus(at[last], at[first])))
            last = i;
    double bend = 0;
    for (size_t i = 0; i < n; i++) {
        vector in = vector_minus(at[i], at[first]), out = vector_minus(at[last], at[i]);
        if (i == first || i == last)
            continue;
        double sine = vector_length(vector_cross(in, out));
        bend = fmax(bend, atan2(sine, vector_dot(in, out)) * 180 / M_PI);
    }
    return bend;
}

static bool is_linear(const chp_molecule *m, const vector *at)
{
    const double *I = m->inertia_u_A2;
    return m->n_atoms > 1 && I[0] < 1e-3 * I[2] && bend_degrees(at, m->n_atoms) <= 1;
}

/* Isotopes of an element are different kinds. */
static int *kinds(arena *a, const chp_structure *s, const double *mass_u)
{
    int *kind = arena_new(a, int, s->n_atoms);
    for (size_t i = 0; i < s->n_atoms; i++) {
        kind[i] = (int)i;
        for (size_t j = i; j-- > 0;)
            if (s->atomic_number[i] == s->atomic_number[j] &&
                fabs(mass_u[i] - mass_u[j]) < 0.1)
                kind[i] = kind[j];
    }
    return kind;
}

static void set_symmetry(arena *a, const chp_structure *s, const vector *at,
                         const double *mass_u, double tolerance_A, chp_molecule *out)
{
    atoms all = { s->n_atoms, at, kinds(a, s, mass_u), tolerance_A };
    symmetry found = s->n_atoms < 2   ? (symmetry){ 1, "Kh" }
                     : out->is_linear ? symmetry_linear(&all)
                                      : symmetry_nonlinear(&all);
    out->symmetry_number = found.n_rotations;
    for (size_t i = 0; i < sizeof found.name; i++)
        out->point_group[i] = found.name[i];
}

static bool is_h2(const chp_structure *s, const double *mass_u)
{
    return s->n_atoms == 2 && s->atomic_number[0] == 1 && s->atomic_number[1] == 1 &&
           mass_u[0] < 1.5 && mass_u[1] < 1.5;
}

static bool molecule(arena *a, const chp_structure *s, const double *mass_u,
                     double tolerance_A, chp_molecule *out, chp_diag *diag)
{
    double *mass = arena_new(a, double, s->n_atoms);
    chp_molecule m = { .n_atoms = s->n_atoms };
    for (size_t i = 0; i < s->n_atoms; i++) {
        mass[i] = mass_u ? mass_u[i] : element_mass_u(s->atomic_number[i]);
        m.mass_u += mass[i];
    }
    vector *at = structure_molecule_A(a, s);
    centre(at, mass, s->n_atoms, m.mass_u);
    if (!set_moments(at, mass, s->n_atoms, &m, diag))
        return false;
    m.is_linear = is_linear(&m, at);
    m.is_h2 = is_h2(s, mass);
    set_spin(s, &m);
    set_symmetry(a, s, at, mass, tolerance_A, &m);
    *out = m;
    return true;
}

bool chp_molecule_from(const chp_structure *structure, const double *mass_u,
                       double tolerance_A, chp_molecule *out, chp_diag *diag)
{
    if (!structure->fractional || structure->n_atoms == 0) {
        diag_error(diag, "no-structure", structure->at,
                   "the positions of the atoms are not told");
        diag_hint(diag, "Moments of inertia need them: read the OUTCAR or "
                        "vasprun.xml, or put a CONTCAR beside it.");
        return false;
    }
    arena scratch = { 0 };
    bool ok = molecule(&scratch, structure, mass_u, tolerance_A, out, diag);
    arena_clear(&scratch);
    return ok;
}
