#include "chem/structure.h"

#include <math.h>

#include "suites.h"

static const int hydrogens[] = { 1, 1, 1, 8 };
static const double edges[][3] = {
    { 0.98, 0.5, 0.02 }, { 0.02, 0.5, 0.98 }, { 0.5, 0.5, 0.5 }, { 0.06, 0.5, 0.94 }
};
static const chp_structure cube = {
    .lattice_A = { { 10, 0, 0 }, { 0, 10, 0 }, { 0, 0, 10 } },
    .n_atoms = 4,
    .atomic_number = hydrogens,
    .fractional = edges,
};

START_TEST(the_shortest_way_leads_through_the_wall)
{
    vector d = structure_shortest_A(&cube, 0, 1);
    ck_assert_double_eq_tol(d.x, 0.4, 1e-12);
    ck_assert_double_eq_tol(d.z, -0.4, 1e-12);
    ck_assert_double_eq_tol(structure_distance_A(&cube, 0, 1), 0.4 * sqrt(2), 1e-12);
    ck_assert_double_eq_tol(structure_volume_A3(&cube), 1000, 1e-9);
}
END_TEST

/* In a flat cell the nearest image is not the one of the wrapped coordinates. */
START_TEST(a_skewed_cell_hides_the_nearest_image)
{
    const double at[][3] = { { 0, 0, 0 }, { 0.5, 0.5, 0 } };
    const chp_structure skewed = {
        .lattice_A = { { 10, 0, 0 }, { 9, 2, 0 }, { 0, 0, 20 } },
        .n_atoms = 2,
        .atomic_number = hydrogens,
        .fractional = at,
    };
    double best = INFINITY;
    for (int i = -9; i <= 9; i++)
        for (int j = -9; j <= 9; j++) {
            double x = (0.5 + i) * 10 + (0.5 + j) * 9, y = (0.5 + j) * 2;
            best = fmin(best, sqrt(x * x + y * y));
        }
    ck_assert_double_eq_tol(structure_distance_A(&skewed, 0, 1), best, 1e-12);
    ck_assert_double_lt(best, 1.2);
}
END_TEST

/* Two vectors that are nearly one: images without end, and nobody waits for them. */
START_TEST(a_lattice_next_to_flat_has_a_distance)
{
    const double at[][3] = { { 0, 0, 0 }, { 0.5, 0.25, 0.5 } };
    const chp_structure flat = {
        .lattice_A = { { 1, 0, 0 }, { 1, 1e-12, 0 }, { 0, 0, 1 } },
        .n_atoms = 2,
        .atomic_number = hydrogens,
        .fractional = at,
    };
    ck_assert_double_le(structure_distance_A(&flat, 0, 1), 1);
}
END_TEST

START_TEST(fractions_of_the_lattice_add_up_to_the_vector)
{
    const chp_structure skewed = {
        .lattice_A = { { 10, 0, 0 }, { 9, 2, 0 }, { 1, -3, 20 } },
    };
    const vector v = { 0.3, -4, 7 };
    double f[3], sum[3] = { 0 };
    structure_fractions(&skewed, v, f);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            sum[k] += f[i] * skewed.lattice_A[i][k];
    ck_assert_double_eq_tol(sum[0], v.x, 1e-12);
    ck_assert_double_eq_tol(sum[1], v.y, 1e-12);
    ck_assert_double_eq_tol(sum[2], v.z, 1e-12);
}
END_TEST

START_TEST(distances_do_not_know_the_origin)
{
    double moved[4][3];
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            moved[i][k] = edges[i][k] + 0.37 * (k + 1) - 2;
    chp_structure other = cube;
    other.fractional = (const double(*)[3])moved;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            ck_assert_double_eq_tol(structure_distance_A(&cube, i, j),
                                    structure_distance_A(&other, i, j), 1e-9);
}
END_TEST

/* A chain of 7 Å in a box of 10 Å: only bond by bond does it come out straight. */
START_TEST(a_long_molecule_is_put_together_bond_by_bond)
{
    const int carbon[] = { 6, 6, 6, 6, 6, 6 };
    double at[6][3] = { { 0 } };
    for (int i = 0; i < 6; i++)
        at[i][0] = fmod(0.6 + 0.14 * i, 1);
    const chp_structure chain = {
        .lattice_A = { { 10, 0, 0 }, { 0, 10, 0 }, { 0, 0, 10 } },
        .n_atoms = 6,
        .atomic_number = carbon,
        .fractional = (const double(*)[3])at,
    };
    arena a = { 0 };
    const vector *v = structure_molecule_A(&a, &chain);
    ck_assert_double_eq_tol(v[5].x - v[0].x, 7, 1e-9);
    arena_clear(&a);
}
END_TEST

static structure_shape shape_of(double box_A, double bond_A, bool is_chain)
{
    const int nitrogen[] = { 7, 7, 7 };
    const double at[][3] = { { 0, 0, 0 },
                             { bond_A / box_A, 0, 0 },
                             { is_chain ? 2 * bond_A / box_A : 0.5, 0, 0 } };
    const chp_structure s = {
        .lattice_A = { { box_A, 0, 0 }, { 0, 12, 0 }, { 0, 0, 12 } },
        .n_atoms = 3,
        .atomic_number = nitrogen,
        .fractional = at,
    };
    return structure_bonds(&s);
}

START_TEST(bonds_tell_a_molecule_from_a_chain)
{
    structure_shape molecule = shape_of(12, 1.2, true);
    ck_assert(!molecule.is_endless && molecule.n_fragments == 1);
    structure_shape chain = shape_of(3.6, 1.2, true);
    ck_assert(chain.is_endless && chain.n_fragments == 1);
    structure_shape two = shape_of(12, 1.2, false);
    ck_assert(!two.is_endless && two.n_fragments == 2);
}
END_TEST

START_TEST(atoms_are_counted)
{
    chp_formula f;
    structure_formula(&cube, &f);
    ck_assert_int_eq(f.n[1], 3);
    ck_assert_int_eq(f.n[8], 1);
    ck_assert_uint_eq(structure_n_free(&cube), 4);
    const bool is_free[][3] = {
        { false, false, true }, { false, false, false }, { true, true, true }, { 0 }
    };
    chp_structure frozen = cube;
    frozen.is_free = is_free;
    ck_assert_uint_eq(structure_n_free(&frozen), 2);
}
END_TEST

/* A force of (1, 2, 3) eV/Å on an atom in a hexagonal cell, whose second vector stands
 * at 120 degrees: F = (1 + 2 / sqrt 3) a1 + 4 / sqrt 3 a2 + 3 a3, for vectors of 1 Å.
 */
static const struct {
    bool is_free[3];
    double force_eV_A;
} held[] = {
    { { true, true, true }, 3.741657386773941 }, // sqrt 14
    { { false, false, false }, 0 },
    { { false, false, true }, 3 },
    { { true, true, false }, 2.23606797749979 }, // sqrt 5
    { { true, false, false }, 2.1547005383792515 },
    { { false, true, false }, 2.3094010767585034 },
};

START_TEST(a_force_counts_along_free_axes_alone)
{
    const chp_structure hexagonal = {
        .lattice_A = { { 1, 0, 0 }, { -0.5, 0.8660254037844386, 0 }, { 0, 0, 1 } }
    };
    const double force[] = { 1, 2, 3 };
    double got = structure_free_force(&hexagonal, force, held[_i].is_free);
    ck_assert_double_eq_tol(got, held[_i].force_eV_A, 1e-12);
}
END_TEST

START_TEST(without_a_cell_the_whole_force_counts)
{
    const chp_structure flat = { 0 };
    const bool is_free[] = { true, false, false };
    ck_assert_double_eq(
        structure_free_force(&flat, (const double[]){ 0, 3, 4 }, is_free), 5);
}
END_TEST

Suite *suite_structure(void)
{
    TCase *tc = tcase_create("structure");
    tcase_add_loop_test(tc, a_force_counts_along_free_axes_alone, 0,
                        sizeof held / sizeof *held);
    tcase_add_test(tc, without_a_cell_the_whole_force_counts);
    tcase_add_test(tc, the_shortest_way_leads_through_the_wall);
    tcase_add_test(tc, a_skewed_cell_hides_the_nearest_image);
    tcase_add_test(tc, a_lattice_next_to_flat_has_a_distance);
    tcase_add_test(tc, fractions_of_the_lattice_add_up_to_the_vector);
    tcase_add_test(tc, distances_do_not_know_the_origin);
    tcase_add_test(tc, a_long_molecule_is_put_together_bond_by_bond);
    tcase_add_test(tc, bonds_tell_a_molecule_from_a_chain);
    tcase_add_test(tc, atoms_are_counted);
    Suite *suite = suite_create("chem/structure");
    suite_add_tcase(suite, tc);
    return suite;
}
