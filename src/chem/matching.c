#include "chem/matching.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "math/statistics.h"

#define SAME_CELL_A  0.05
#define SAME_PLACE_A 0.01 // a shift below is none
enum { MOST_TRIALS = 256 };

/* --- from one structure to the other --------------------------------------------- */

/* The second laid on the first, in the cell of the first. */
typedef struct {
    const chp_structure *first, *second;
    double height_A[3];
    double shift[3]; // of the second, as fractions
} pairing;

static vector between_A(const pairing *p, size_t i, size_t j)
{
    double from[3];
    for (int k = 0; k < 3; k++)
        from[k] = p->first->fractional[i][k] + p->shift[k];
    return structure_between_A(p->first, from, p->second->fractional[j]);
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
    double reach_A; // within which an atom takes a partner
    bool *is_taken;
    matching best, trial; // each with its own list
} search;

static void try_shift(search *s, vector shift_A)
{
    pairing *p = &s->p;
    structure_fractions(p->first, shift_A, p->shift);
    pair_up(p, s->reach_A, s->is_taken, &s->trial);
    s->trial.shift_A = shift_A;
    if (!is_better(&s->trial, &s->best))
        return;
    matching old = s->best;
    s->best = s->trial;
    s->trial = old;
}

/* --- the shift ------------------------------------------------------------------- */

vector matching_step_A(const chp_structure *first, const chp_structure *second,
                       const matching *m, size_t atom)
{
    pairing p = { .first = first, .second = second };
    structure_fractions(first, m->shift_A, p.shift);
    return between_A(&p, atom, m->partner[atom]);
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
        n_frozen += m->partner[i] != SIZE_MAX && structure_is_frozen(s->p.first, i);
    for (size_t i = 0; i < m->n; i++) {
        if (m->partner[i] == SIZE_MAX ||
            (n_frozen && !structure_is_frozen(s->p.first, i)))
            continue;
        vector d = matching_step_A(s->p.first, s->p.second, m, i);
        step[0][n] = d.x;
        step[1][n] = d.y;
        step[2][n++] = d.z;
    }
    return (vector){ m->shift_A.x + statistics_quantile(step[0], n, 0.5),
                     m->shift_A.y + statistics_quantile(step[1], n, 0.5),
                     m->shift_A.z + statistics_quantile(step[2], n, 0.5) };
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
