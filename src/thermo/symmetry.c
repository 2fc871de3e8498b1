/* Point groups, by trying every operation there can be.
 *
 * An operation is known from what it does to two atoms that are not on one line with
 * the centre. So take the pair (a, b) that spans the largest triangle, and for every
 * pair (a', b') of the same kinds and the same three distances the rotation that
 * carries one frame onto the other, and its mirror image in the plane of a' and b'.
 * Those that carry every atom onto one of its kind are the group; the proper ones
 * among them are counted by the symmetry number. Nothing is assumed about axes, so
 * spherical and symmetric tops are as good as any.
 *
 * The name follows from the number of rotations n, their highest order k, and from how
 * many of the improper operations are reflections.
 */
#include "thermo/symmetry.h"

#include <math.h>
#include <stdio.h>

typedef struct {
    double m[3][3];
} matrix;

/* An orthonormal frame: e1 along a, e3 along a x b; its vectors are the rows. */
static matrix frame(vector a, vector b, double handedness)
{
    vector normal = vector_cross(a, b);
    double la = vector_length(a), ln = vector_length(normal);
    vector e1 = { a.x / la, a.y / la, a.z / la };
    vector e3 = { normal.x / ln, normal.y / ln, normal.z / ln };
    vector e2 = vector_cross(e3, e1);
    return (matrix){ {
        { e1.x, e1.y, e1.z },
        { e2.x, e2.y, e2.z },
        { handedness * e3.x, handedness * e3.y, handedness * e3.z },
    } };
}

/* The operation that carries the vectors of `from` onto those of `to`. */
static matrix carrying(const matrix *from, const matrix *to)
{
    matrix r = { 0 };
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 3; k++)
                r.m[i][j] += to->m[k][i] * from->m[k][j];
    return r;
}

static vector apply(const matrix *r, vector v)
{
    const double(*m)[3] = r->m;
    return (vector){
        m[0][0] * v.x + m[0][1] * v.y + m[0][2] * v.z,
        m[1][0] * v.x + m[1][1] * v.y + m[1][2] * v.z,
        m[2][0] * v.x + m[2][1] * v.y + m[2][2] * v.z,
    };
}

static double distance(vector a, vector b)
{
    return vector_length(vector_minus(a, b));
}

static bool has_atom(const atoms *a, vector at, int kind)
{
    for (size_t i = 0; i < a->n_atoms; i++)
        if (a->kind[i] == kind && distance(a->at[i], at) <= a->tolerance_A)
            return true;
    return false;
}

static bool is_symmetry(const atoms *a, const matrix *r)
{
    for (size_t i = 0; i < a->n_atoms; i++)
        if (!has_atom(a, apply(r, a->at[i]), a->kind[i]))
            return false;
    return true;
}

static bool may_carry(const atoms *a, size_t i, size_t j, size_t k, size_t l)
{
    double t = a->tolerance_A;
    return k != l && a->kind[i] == a->kind[k] && a->kind[j] == a->kind[l] &&
           fabs(vector_length(a->at[i]) - vector_length(a->at[k])) <= t &&
           fabs(vector_length(a->at[j]) - vector_length(a->at[l])) <= t &&
           fabs(distance(a->at[i], a->at[j]) - distance(a->at[k], a->at[l])) <= 2 * t;
}

static void widest_pair(const atoms *a, size_t *i_best, size_t *j_best)
{
    double widest = -1;
    for (size_t i = 0; i < a->n_atoms; i++)
        for (size_t j = 0; j < a->n_atoms; j++) {
            double area = vector_length(vector_cross(a->at[i], a->at[j]));
            if (area > widest) {
                widest = area;
                *i_best = i;
                *j_best = j;
            }
        }
}

/* What has been found of the group. */
typedef struct {
    int n_proper, highest_order;
    int n_improper, n_reflections;
    bool has_inversion;
} census;

static void count_operation(census *c, const matrix *r, bool is_proper)
{
    double trace = r->m[0][0] + r->m[1][1] + r->m[2][2];
    if (!is_proper) {
        c->n_improper++;
        c->n_reflections += fabs(trace - 1) < 0.2;
        c->has_inversion |= fabs(trace + 3) < 0.2;
        return;
    }
    c->n_proper++;
    double angle = acos(fmax(-1, fmin(1, (trace - 1) / 2)));
    int order = angle < 0.1 ? 1 : (int)lround(2 * M_PI / angle);
    if (order > c->highest_order)
        c->highest_order = order;
}

static void try_frame(const atoms *a, const matrix *from, matrix to, bool is_proper,
                      census *c)
{
    matrix r = carrying(from, &to);
    if (is_symmetry(a, &r))
        count_operation(c, &r, is_proper);
}

static census take_census(const atoms *a)
{
    census c = { 0 };
    size_t i = 0, j = 0;
    widest_pair(a, &i, &j);
    matrix from = frame(a->at[i], a->at[j], 1);
    for (size_t k = 0; k < a->n_atoms; k++)
        for (size_t l = 0; l < a->n_atoms; l++)
            if (may_carry(a, i, j, k, l)) {
                try_frame(a, &from, frame(a->at[k], a->at[l], 1), true, &c);
                try_frame(a, &from, frame(a->at[k], a->at[l], -1), false, &c);
            }
    return c;
}

/* One axis at most: C1, Cs, Ci, Cn, Cnv, Cnh, S2n. */
static void name_axial(const census *c, char name[8])
{
    int n = c->n_proper;
    if (c->n_improper == 0)
        snprintf(name, 8, "C%d", n);
    else if (n == 1)
        snprintf(name, 8, "%s", c->has_inversion ? "Ci" : "Cs");
    else if (c->n_reflections == n)
        snprintf(name, 8, "C%dv", n);
    else if (c->n_reflections == 1)
        snprintf(name, 8, "C%dh", n);
    else
        snprintf(name, 8, "S%d", 2 * n);
}

/* An axis and n others across it: Dn, Dnh, Dnd. */
static void name_dihedral(const census *c, char name[8])
{
    int n = c->highest_order;
    const char *kind = c->n_improper == 0 ? "" : c->n_reflections == n ? "d" : "h";
    snprintf(name, 8, "D%d%s", n, kind);
}

/* T, Td, Th, O, Oh, I, Ih, by the number of rotations. */
static void name_cubic(const census *c, char name[8])
{
    if (c->n_proper == 12)
        snprintf(name, 8, "T%s",
                 c->n_improper == 0 ? ""
                 : c->has_inversion ? "h"
                                    : "d");
    else if (c->n_proper == 24 || c->n_proper == 60)
        snprintf(name, 8, "%s%s", c->n_proper == 24 ? "O" : "I",
                 c->n_improper == 0 ? "" : "h");
}

symmetry symmetry_nonlinear(const atoms *a)
{
    census c = take_census(a);
    symmetry s = { .n_rotations = c.n_proper };
    if (c.n_proper == c.highest_order)
        name_axial(&c, s.name);
    else if (c.n_proper == 2 * c.highest_order)
        name_dihedral(&c, s.name);
    else
        name_cubic(&c, s.name);
    return s;
}

symmetry symmetry_linear(const atoms *a)
{
    const matrix inversion = { { { -1, 0, 0 }, { 0, -1, 0 }, { 0, 0, -1 } } };
    return is_symmetry(a, &inversion) ? (symmetry){ 2, "Dinfh" }
                                      : (symmetry){ 1, "Cinfv" };
}
