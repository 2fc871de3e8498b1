#include "chem/matching.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SAME_CELL_A  0.05
#define SAME_PLACE_A 0.01 // a shift below is none
enum { MOST_TRIALS = 256 };

/* --- from one structure to the other --------------------------------------------- */

/* The cell of the first, two atoms in it. */
typedef struct {
    const chp_structure *first, *second;
    double height_A[3];
    double shift[3]; // of the second, as fractions
} pairing;

static vector between_A(const pairing *p, size_t i, size_t j)
{
    double pair[2][3];
    for (int k = 0; k < 3; k++) {
        pair[0][k] = p->first->fractional[i][k] + p->shift[k];
        pair[1][k] = p->second->fractional[j][k];
    }
    chp_structure both = *p->first;
    both.n_atoms = 2;
    both.fractional = (const double(*)[3])pair;
    return structure_shortest_A(&both, 0, 1);
}

/* Fractions of the lattice vectors. */
static void set_shift(pairing *p, vector shift_A)
{
    for (int k = 0; k < 3; k++) {
        vector face = vector_cross(structure_vector_A(p->first, (k + 1) % 3),
                                   structure_vector_A(p->first, (k + 2) % 3));
        double volume = vector_dot(face, structure_vector_A(p->first, k));
        p->shift[k] = vector_dot(face, shift_A) / volume;
    }
}

/* The distance across the planes of the cell is never longer than the distance. */
static bool is_farther(const pairing *p, size_t i, size_t j, double than_A)
{
    for (int k = 0; k < 3; k++) {
        double f =
            p->second->fractional[j][k] - p->first->fractional[i][k] - p->shift[k];
        if (fabs(f - round(f)) * p->height_A[k] > than_A)
            return true;
    }
    return false;
}

static bool is_one_cell(const chp_structure *first, const chp_structure *second)
{
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            if (fabs(first->lattice_A[i][k] - second->lattice_A[i][k]) > SAME_CELL_A)
                return false;
    return true;
}

/* --- one trial ------------------------------------------------------------------- */

static size_t nearest_like(const pairing *p, size_t i, const bool *is_taken,
                           double *within_A)
{
    const chp_structure *t = p->second;
    size_t best = SIZE_MAX;
    for (size_t j = 0; j < t->n_atoms; j++) {
        if (is_taken[j] || t->atomic_number[j] != p->first->atomic_number[i] ||
            is_farther(p, i, j, *within_A))
            continue;
        double d = vector_length(between_A(p, i, j));
        if (d < *within_A) {
            best = j;
            *within_A = d;
        }
    }
    return best;
}

/* Each atom takes the nearest of its like that is free. */
static void pair_up(const pairing *p, double reach_A, bool *is_taken, matching *m)
{
    double sum = 0;
    memset(is_taken, 0, p->second->n_atoms);
    m->n_matched = m->farthest = 0;
    m->largest_A = 0;
    for (size_t i = 0; i < m->n; i++) {
        double d = reach_A;
        m->partner[i] = nearest_like(p, i, is_taken, &d);
        if (m->partner[i] == SIZE_MAX)
            continue;
        is_taken[m->partner[i]] = true;
        m->n_matched++;
        sum += d * d;
        if (d >= m->largest_A) {
            m->largest_A = d;
            m->farthest = i;
        }
    }
    m->rms_A = m->n_matched ? sqrt(sum / (double)m->n_matched) : 0;
}

static bool is_better(const matching *a, const matching *b)
{
    return a->n_matched != b->n_matched ? a->n_matched > b->n_matched
                                        : a->rms_A < b->rms_A;
}

typedef struct {
    pairing p;
    double reach_A;
    bool *is_taken;
    matching best, trial; // each with its own list
} search;

static void try_shift(search *s, vector shift_A)
{
    pairing *p = &s->p;
    set_shift(p, shift_A);
    pair_up(p, s->reach_A, s->is_taken, &s->trial);
    s->trial.shift_A = shift_A;
    if (!is_better(&s->trial, &s->best))
        return;
    matching old = s->best;
    s->best = s->trial;
    s->trial = old;
}

/* --- the shift ------------------------------------------------------------------- */

static bool is_frozen(const chp_structure *s, size_t i)
{
    return s->is_free && !s->is_free[i][0] && !s->is_free[i][1] && !s->is_free[i][2];
}

vector matching_step_A(const chp_structure *first, const chp_structure *second,
                       const matching *m, size_t atom)
{
    pairing p = { .first = first, .second = second };
    set_shift(&p, m->shift_A);
    return between_A(&p, atom, m->partner[atom]);
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *list, size_t n)
{
    qsort(list, n, sizeof *list, rising);
    return (list[n / 2] + list[(n - 1) / 2]) / 2;
}

/* How far the second lies off: by its frozen atoms where there are some, else by what
 * half of its atoms share. */
static vector common_step_A(arena *a, const search *s)
{
    const matching *m = &s->best;
    double *step[3];
    size_t n = 0, n_frozen = 0;
    for (int k = 0; k < 3; k++)
        step[k] = arena_new(a, double, m->n);
    for (size_t i = 0; i < m->n; i++)
        n_frozen += m->partner[i] != SIZE_MAX && is_frozen(s->p.first, i);
    for (size_t i = 0; i < m->n; i++) {
        if (m->partner[i] == SIZE_MAX || (n_frozen && !is_frozen(s->p.first, i)))
            continue;
        vector d = matching_step_A(s->p.first, s->p.second, m, i);
        step[0][n] = d.x;
        step[1][n] = d.y;
        step[2][n++] = d.z;
    }
    return (vector){ m->shift_A.x + median(step[0], n),
                     m->shift_A.y + median(step[1], n),
                     m->shift_A.z + median(step[2], n) };
}

/* The atom whose element is the rarest: it has the fewest places to go. */
static size_t rarest(const chp_structure *s)
{
    chp_formula f;
    structure_formula(s, &f);
    size_t best = 0;
    for (size_t i = 1; i < s->n_atoms; i++)
        if (f.n[s->atomic_number[i]] < f.n[s->atomic_number[best]])
            best = i;
    return best;
}

/* A slab that was centred anew: lay one of its atoms on each of its like. */
static void try_all_shifts(search *s)
{
    size_t i = rarest(s->p.first), n_trials = 0;
    const chp_structure *t = s->p.second;
    pairing whole = { .first = s->p.first, .second = t };
    for (size_t j = 0; j < t->n_atoms && n_trials < MOST_TRIALS; j++) {
        if (t->atomic_number[j] != s->p.first->atomic_number[i])
            continue;
        n_trials++;
        try_shift(s, between_A(&whole, i, j));
    }
}

static matching new_matching(arena *a, size_t n)
{
    return (matching){ .n = n, .partner = arena_new(a, size_t, n + 1) };
}

bool matching_find(arena *a, const chp_structure *first, const chp_structure *second,
                   double reach_A, matching *out)
{
    if (!first || !second || !first->fractional || !second->fractional ||
        first->n_atoms == 0 || structure_volume_A3(first) <= 0 ||
        !is_one_cell(first, second))
        return false;
    search s = { .p = { .first = first, .second = second },
                 .reach_A = reach_A,
                 .is_taken = arena_new(a, bool, second->n_atoms + 1),
                 .best = new_matching(a, first->n_atoms),
                 .trial = new_matching(a, first->n_atoms) };
    for (int k = 0; k < 3; k++)
        s.p.height_A[k] = structure_height_A(first, k);
    try_shift(&s, (vector){ 0, 0, 0 });
    size_t n_common =
        first->n_atoms < second->n_atoms ? first->n_atoms : second->n_atoms;
    if (s.best.n_matched < n_common)
        try_all_shifts(&s);
    if (s.best.n_matched > 0) {
        vector common = common_step_A(a, &s);
        if (vector_length(vector_minus(common, s.best.shift_A)) > SAME_PLACE_A)
            try_shift(&s, common);
    }
    *out = s.best;
    return true;
}
