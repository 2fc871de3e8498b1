#include "chem/matching.h"

#include <math.h>

#include "suites.h"

/* Twelve atoms of two elements at random places, at least 1.6 Å apart, in a skewed
 * cell; then in another order, shifted as a whole, and each moved a little. */
enum { N = 12 };

typedef struct {
    chp_structure s;
    int element[N];
    double x[N][3];
} sample;

static unsigned state;

static double random_part(void)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) / 16777216.0;
}

static bool is_crowded(const sample *m, size_t n)
{
    chp_structure s = m->s;
    s.n_atoms = n + 1;
    for (size_t i = 0; i < n; i++)
        if (structure_distance_A(&s, i, n) < 1.6)
            return true;
    return false;
}

static void fill(sample *m)
{
    *m = (sample){ .s = { .lattice_A = { { 7, 0, 0 }, { 2.5, 6.5, 0 }, { 0, 1, 11 } },
                          .n_atoms = N } };
    m->s.atomic_number = m->element;
    m->s.fractional = (const double(*)[3])m->x;
    for (size_t i = 0; i < N; i++) {
        m->element[i] = i < 5 ? 7 : 26;
        do
            for (int k = 0; k < 3; k++)
                m->x[i][k] = random_part();
        while (is_crowded(m, i));
    }
}

/* `order[i]` is where atom i of the first stands in the second. */
static void move(const sample *from, sample *to, const double shift[3], double jitter,
                 size_t order[N])
{
    *to = *from;
    to->s.atomic_number = to->element;
    to->s.fractional = (const double(*)[3])to->x;
    for (size_t i = 0; i < N; i++)
        order[i] = (5 * i + 3) % N;
    for (size_t i = 0; i < N; i++) {
        to->element[order[i]] = from->element[i];
        for (int k = 0; k < 3; k++) {
            double x = from->x[i][k] + shift[k] + jitter * (random_part() - 0.5) / 11;
            to->x[order[i]][k] = x - floor(x);
        }
    }
}

static const double shifts[][3] = {
    { 0, 0, 0 }, { 0.01, -0.02, 0.05 }, { 0.4, 0.3, 0.5 }, { 0.05, 0, -0.9 }
};
enum { N_SHIFTS = sizeof shifts / sizeof *shifts };

START_TEST(order_and_shift_do_not_matter)
{
    for (unsigned seed = 1; seed <= 20; seed++) {
        sample first, second;
        size_t order[N];
        state = seed;
        fill(&first);
        move(&first, &second, shifts[_i], 0.1, order);
        arena a = { 0 };
        matching m;
        ck_assert(matching_find(&a, &first.s, &second.s, 0.7, &m));
        ck_assert_uint_eq(m.n_matched, N);
        for (size_t i = 0; i < N; i++)
            ck_assert_uint_eq(m.partner[i], order[i]);
        ck_assert_double_lt(m.largest_A, 0.2);
        arena_clear(&a);
    }
}
END_TEST

START_TEST(an_atom_that_moved_alone_is_the_farthest)
{
    sample first, second;
    size_t order[N];
    state = 7;
    fill(&first);
    move(&first, &second, shifts[1], 0, order);
    second.x[order[4]][2] += 0.5 / 11; // along the third vector, |c| = 11.05 Å
    arena a = { 0 };
    matching m;
    ck_assert(matching_find(&a, &first.s, &second.s, 1, &m));
    ck_assert_uint_eq(m.farthest, 4);
    ck_assert_double_eq_tol(m.largest_A, 0.5 / 11 * sqrt(1 + 121), 1e-6);
    vector d = matching_step_A(&first.s, &second.s, &m, 4);
    ck_assert_double_eq_tol(d.z, 0.5, 1e-6);
    arena_clear(&a);
}
END_TEST

START_TEST(another_cell_is_not_compared)
{
    sample first, second;
    size_t order[N];
    state = 3;
    fill(&first);
    move(&first, &second, shifts[0], 0, order);
    second.s.lattice_A[2][2] += 0.1;
    arena a = { 0 };
    matching m;
    ck_assert(!matching_find(&a, &first.s, &second.s, 1, &m));
    arena_clear(&a);
}
END_TEST

Suite *suite_matching(void)
{
    TCase *tc = tcase_create("matching");
    tcase_add_loop_test(tc, order_and_shift_do_not_matter, 0, N_SHIFTS);
    tcase_add_test(tc, an_atom_that_moved_alone_is_the_farthest);
    tcase_add_test(tc, another_cell_is_not_compared);
    Suite *suite = suite_create("chem/matching");
    suite_add_tcase(suite, tc);
    return suite;
}
