/* Periodic geometry. A vector between atoms has an image for every lattice vector n:
 *
 *     d(n) = sum_i (f_i + n_i) a_i
 *
 * The component of d along the normal of the face opposite to a_i is (f_i + n_i) h_i,
 * h_i the height of the cell there. So an image can only be shorter than a known
 * distance r when |f_i + n_i| h_i <= r for every i, which bounds the search also in
 * skewed cells. */
#include "chem/structure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "chem/elements.h"
#include "chem/formula.h"

vector vector_minus(vector a, vector b)
{
    return (vector){ a.x - b.x, a.y - b.y, a.z - b.z };
}

double vector_dot(vector a, vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

vector vector_cross(vector a, vector b)
{
    return (vector){ a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z,
                     a.x * b.y - a.y * b.x };
}

double vector_length(vector a)
{
    return sqrt(vector_dot(a, a));
}

vector structure_vector_A(const chp_structure *s, int axis)
{
    const double *row = s->lattice_A[axis];
    return (vector){ row[0], row[1], row[2] };
}

static vector cartesian(const chp_structure *s, const double f[3])
{
    double sum[3] = { 0 };
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            sum[k] += f[i] * s->lattice_A[i][k];
    return (vector){ sum[0], sum[1], sum[2] };
}

double structure_volume_A3(const chp_structure *s)
{
    vector normal = vector_cross(structure_vector_A(s, 0), structure_vector_A(s, 1));
    return fabs(vector_dot(normal, structure_vector_A(s, 2)));
}

double structure_longest_A(const chp_structure *s)
{
    double longest = 0;
    for (int i = 0; i < 3; i++)
        longest = fmax(longest, vector_length(structure_vector_A(s, i)));
    return longest;
}

vector structure_cartesian_A(const chp_structure *s, size_t atom)
{
    assert(s->fractional);
    return cartesian(s, s->fractional[atom]);
}

double structure_height_A(const chp_structure *s, int axis)
{
    vector face = vector_cross(structure_vector_A(s, (axis + 1) % 3),
                               structure_vector_A(s, (axis + 2) % 3));
    double area = vector_length(face);
    return area > 0 ? structure_volume_A3(s) / area : 0;
}

/* The reciprocal vectors: c_i = v . (a_j x a_k) / [a_i . (a_j x a_k)]. */
void structure_fractions(const chp_structure *s, vector v, double out[3])
{
    for (int i = 0; i < 3; i++) {
        vector face = vector_cross(structure_vector_A(s, (i + 1) % 3),
                                   structure_vector_A(s, (i + 2) % 3));
        out[i] = vector_dot(v, face) / vector_dot(structure_vector_A(s, i), face);
    }
}

/* The shortest of the images of `f`, already wrapped into [-1/2, 1/2]. Lattices that
 * are next to flat have no end of them: no crystal has so many as MOST_IMAGES. */
static vector shortest_image(const chp_structure *s, const double f[3])
{
    enum { MOST_IMAGES = 64 };
    vector best = cartesian(s, f);
    double r = vector_length(best);
    int low[3], high[3];
    for (int i = 0; i < 3; i++) {
        double h = structure_height_A(s, i);
        double reach = h > 0 ? fmin(r / h, MOST_IMAGES) : 0;
        low[i] = h > 0 ? (int)ceil(-reach - f[i]) : 0;
        high[i] = h > 0 ? (int)floor(reach - f[i]) : 0;
    }
    for (int i = low[0]; i <= high[0]; i++)
        for (int j = low[1]; j <= high[1]; j++)
            for (int k = low[2]; k <= high[2]; k++) {
                vector d = cartesian(s, (double[]){ f[0] + i, f[1] + j, f[2] + k });
                if (vector_length(d) < vector_length(best))
                    best = d;
            }
    return best;
}

vector structure_between_A(const chp_structure *s, const double from[3],
                           const double to[3])
{
    double f[3];
    for (int k = 0; k < 3; k++) {
        f[k] = to[k] - from[k];
        f[k] -= round(f[k]);
    }
    return shortest_image(s, f);
}

vector structure_shortest_A(const chp_structure *s, size_t i, size_t j)
{
    assert(s->fractional);
    return structure_between_A(s, s->fractional[i], s->fractional[j]);
}

double structure_distance_A(const chp_structure *s, size_t i, size_t j)
{
    return vector_length(structure_shortest_A(s, i, j));
}

bool structure_farthest(const chp_structure *s, const chp_structure *t, size_t *atom,
                        double *apart_A)
{
    if (!s || !t || !s->fractional || !t->fractional || s->n_atoms != t->n_atoms)
        return false;
    *apart_A = 0;
    *atom = 0;
    for (size_t i = 0; i < s->n_atoms; i++) {
        const double pair[2][3] = {
            { s->fractional[i][0], s->fractional[i][1], s->fractional[i][2] },
            { t->fractional[i][0], t->fractional[i][1], t->fractional[i][2] },
        };
        chp_structure both = *s;
        both.n_atoms = 2;
        both.fractional = pair;
        double distance = structure_distance_A(&both, 0, 1);
        if (!(distance > *apart_A))
            continue;
        *apart_A = distance;
        *atom = i;
    }
    return true;
}

static bool are_same_numbers(const double (*x)[3], const double (*y)[3], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int axis = 0; axis < 3; axis++)
            if (x[i][axis] != y[i][axis])
                return false;
    return true;
}

bool structure_is_same(const chp_structure *s, const chp_structure *t)
{
    bool are_both_placed = s->fractional && t->fractional;
    if (s->n_atoms != t->n_atoms ||
        (!are_both_placed && s->fractional != t->fractional))
        return false;
    for (size_t i = 0; i < s->n_atoms; i++)
        if (s->atomic_number[i] != t->atomic_number[i])
            return false;
    return are_same_numbers(s->lattice_A, t->lattice_A, 3) &&
           (!are_both_placed ||
            are_same_numbers(s->fractional, t->fractional, s->n_atoms));
}

void structure_formula(const chp_structure *s, chp_formula *out)
{
    *out = (chp_formula){ 0 };
    for (size_t i = 0; i < s->n_atoms; i++) {
        short *n = &out->n[s->atomic_number[i]];
        *n = (short)(*n < FORMULA_MOST_ATOMS ? *n + 1 : *n);
    }
}

/* Flags are of the lattice's axes: the force without the components along frozen ones
 * is found in that basis, as VASP does it. */
double structure_free_force(const chp_structure *s, const double force[3],
                            const bool is_free[3])
{
    const vector F = { force[0], force[1], force[2] };
    double along[3];
    if (!is_free[0] && !is_free[1] && !is_free[2])
        return 0;
    if ((is_free[0] && is_free[1] && is_free[2]) || structure_volume_A3(s) == 0)
        return vector_length(F);
    structure_fractions(s, F, along);
    for (int i = 0; i < 3; i++)
        along[i] = is_free[i] ? along[i] : 0;
    return vector_length(cartesian(s, along));
}

bool structure_is_frozen(const chp_structure *s, size_t atom)
{
    const bool *free = s->is_free ? s->is_free[atom] : NULL;
    return free && !free[0] && !free[1] && !free[2];
}

size_t structure_n_free(const chp_structure *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_atoms; i++)
        n += !structure_is_frozen(s, i);
    return n;
}

/* --- vacuum ---------------------------------------------------------------------- */

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Along one axis: `part` has room for every atom. */
static structure_gap gap_along(const chp_structure *s, int axis, double *part)
{
    structure_gap widest = { .axis = axis };
    for (size_t i = 0; i < s->n_atoms; i++)
        part[i] = s->fractional[i][axis] - floor(s->fractional[i][axis]);
    qsort(part, s->n_atoms, sizeof *part, rising);
    for (size_t i = 0; i < s->n_atoms; i++) {
        double next = i + 1 < s->n_atoms ? part[i + 1] : part[0] + 1;
        double width_A = (next - part[i]) * structure_height_A(s, axis);
        if (width_A > widest.width_A) {
            widest.width_A = width_A;
            widest.begins = part[i];
        }
    }
    return widest;
}

structure_gap structure_vacuum(const chp_structure *s)
{
    assert(s->fractional);
    arena scratch = { 0 };
    double *part = arena_new(&scratch, double, s->n_atoms + 1);
    structure_gap widest = gap_along(s, 2, part); // of equal ones the usual axis
    for (int axis = 0; axis < 2; axis++) {
        structure_gap gap = gap_along(s, axis, part);
        if (gap.width_A > widest.width_A + 1e-6)
            widest = gap;
    }
    arena_clear(&scratch);
    return widest;
}

/* --- molecules ------------------------------------------------------------------- */

/* Prim's tree: the atom nearest to any placed one is placed beside it, so a chain
 * longer than half the cell is put together along its bonds. */
typedef struct {
    const chp_structure *s;
    vector *at;
    bool *is_placed;
    double *distance_A; // of an atom not placed yet to the nearest that is
    size_t *neighbour;  // that one
} growth;

static size_t nearest_outside(const growth *g)
{
    size_t next = g->s->n_atoms;
    for (size_t i = 0; i < g->s->n_atoms; i++)
        if (!g->is_placed[i] &&
            (next == g->s->n_atoms || g->distance_A[i] < g->distance_A[next]))
            next = i;
    return next;
}

static void place(growth *g, size_t atom, vector at)
{
    g->at[atom] = at;
    g->is_placed[atom] = true;
    for (size_t i = 0; i < g->s->n_atoms; i++) {
        if (g->is_placed[i])
            continue;
        double d = structure_distance_A(g->s, atom, i);
        if (d < g->distance_A[i]) {
            g->distance_A[i] = d;
            g->neighbour[i] = atom;
        }
    }
}

vector *structure_molecule_A(arena *a, const chp_structure *s)
{
    growth g = {
        .s = s,
        .at = arena_new(a, vector, s->n_atoms),
        .is_placed = arena_new(a, bool, s->n_atoms),
        .distance_A = arena_new(a, double, s->n_atoms),
        .neighbour = arena_new(a, size_t, s->n_atoms),
    };
    for (size_t i = 0; i < s->n_atoms; i++)
        g.distance_A[i] = INFINITY;
    if (s->n_atoms > 0)
        place(&g, 0, structure_cartesian_A(s, 0));
    for (size_t n = 1; n < s->n_atoms; n++) {
        size_t next = nearest_outside(&g);
        vector from = g.at[g.neighbour[next]];
        vector step = structure_shortest_A(s, g.neighbour[next], next);
        place(&g, next, (vector){ from.x + step.x, from.y + step.y, from.z + step.z });
    }
    return g.at;
}

/* --- bonds ---------------------------------------------------------------------- */

/* A walk along the bonds. Every atom that is reached gets the cell in which the walk
 * found it; an atom found again in another cell closes an endless chain. */
typedef struct {
    const chp_structure *s;
    bool *is_reached;
    int (*cell)[3];
    size_t *queue;
    size_t n_queue;
    bool is_endless;
} walk;

static bool is_bond(const chp_structure *s, size_t i, size_t j, vector d)
{
    double r = element_covalent_radius_A(s->atomic_number[i]) +
               element_covalent_radius_A(s->atomic_number[j]);
    double length = vector_length(d);
    return length > 0.1 && length < fmax(1.25 * r, r + 0.4);
}

static void reach(walk *w, size_t i, size_t j, const int shift[3])
{
    if (!w->is_reached[j]) {
        w->is_reached[j] = true;
        w->queue[w->n_queue++] = j;
        for (int k = 0; k < 3; k++)
            w->cell[j][k] = w->cell[i][k] + shift[k];
        return;
    }
    for (int k = 0; k < 3; k++)
        w->is_endless |= w->cell[j][k] != w->cell[i][k] + shift[k];
}

/* Every image of j beside i: those next to the nearest one are enough for bonds. */
static void try_images(walk *w, size_t i, size_t j)
{
    const chp_structure *s = w->s;
    double f[3];
    int nearest[3];
    for (int k = 0; k < 3; k++) {
        f[k] = s->fractional[j][k] - s->fractional[i][k];
        nearest[k] = -(int)lround(f[k]);
    }
    for (int n = 0; n < 27; n++) {
        const int shift[3] = { nearest[0] + n % 3 - 1, nearest[1] + n / 3 % 3 - 1,
                               nearest[2] + n / 9 - 1 };
        const double image[3] = { f[0] + shift[0], f[1] + shift[1], f[2] + shift[2] };
        if (is_bond(s, i, j, cartesian(s, image)))
            reach(w, i, j, shift);
    }
}

static void follow(walk *w, size_t start)
{
    w->n_queue = 0;
    w->is_reached[start] = true;
    w->queue[w->n_queue++] = start;
    for (size_t n = 0; n < w->n_queue; n++)
        for (size_t j = 0; j < w->s->n_atoms; j++)
            try_images(w, w->queue[n], j);
}

structure_shape structure_bonds(const chp_structure *s)
{
    assert(s->fractional);
    arena scratch = { 0 };
    walk w = {
        .s = s,
        .is_reached = arena_new(&scratch, bool, s->n_atoms),
        .cell = arena_get(&scratch, s->n_atoms, sizeof *w.cell),
        .queue = arena_new(&scratch, size_t, s->n_atoms),
    };
    structure_shape shape = { 0 };
    for (size_t i = 0; i < s->n_atoms; i++)
        if (!w.is_reached[i]) {
            shape.n_fragments++;
            follow(&w, i);
        }
    shape.is_endless = w.is_endless;
    arena_clear(&scratch);
    return shape;
}
