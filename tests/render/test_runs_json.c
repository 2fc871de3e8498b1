/* What `chepath read --json` says of the atoms of a run. */
#include "chepath/figure.h"

#include <stdlib.h>

#include <jansson.h>

#include "fixture.h"
#include "suites.h"

static json_t *document;

/* The entry of the only run, for as long as the test lasts. */
static const json_t *run_of(const char *path)
{
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    chp_show_runs_json(runs, to);
    fclose(to);
    chp_runs_free(runs);
    document = json_loads(text, 0, NULL);
    free(text);
    ck_assert_ptr_nonnull(document);
    return json_array_get(json_object_get(document, "runs"), 0);
}

static void end(void)
{
    json_decref(document);
    document = NULL;
    fixture_end();
}

static double number(const json_t *rows, size_t i, size_t k)
{
    const json_t *x = json_array_get(json_array_get(rows, i), k);
    ck_assert(json_is_number(x));
    return json_number_value(x);
}

#define VASPRUN "tests/data/vasprun/relaxation.xml"

START_TEST(a_structure_tells_its_file_and_its_atoms)
{
    const json_t *s = json_object_get(run_of(VASPRUN), "structure");
    ck_assert_str_eq(json_string_value(json_object_get(s, "file")), VASPRUN);
    ck_assert_int_gt(json_integer_value(json_object_get(s, "line")), 0);
    ck_assert_double_eq(number(json_object_get(s, "lattice_A"), 2, 2), 10);
    ck_assert_str_eq(
        json_string_value(json_array_get(json_object_get(s, "elements"), 1)), "N");
    ck_assert_double_eq(number(json_object_get(s, "fractional"), 1, 2), 0.19);
    ck_assert_double_eq_tol(number(json_object_get(s, "positions_A"), 1, 2), 1.9,
                            1e-12);
    const json_t *is_free = json_object_get(s, "is_free");
    ck_assert(json_is_false(json_array_get(json_array_get(is_free, 0), 2)));
    ck_assert(json_is_true(json_array_get(json_array_get(is_free, 1), 2)));
}
END_TEST

START_TEST(where_the_atoms_began_stands_beside_where_they_ended)
{
    const json_t *s = json_object_get(run_of(VASPRUN), "initial_structure");
    ck_assert_double_eq(number(json_object_get(s, "fractional"), 1, 2), 0.2);
}
END_TEST

START_TEST(atoms_that_did_not_move_have_one_structure)
{
    const json_t *run = run_of("tests/data/outcar/static-6.4.2");
    ck_assert(json_is_object(json_object_get(run, "structure")));
    ck_assert(json_is_null(json_object_get(run, "initial_structure")));
}
END_TEST

/* OUTCAR has no flags; a file that has a place for them and none in it has all atoms
 * free. */
START_TEST(flags_that_nobody_tells_are_null)
{
    const json_t *run = run_of("tests/data/outcar/static-6.4.2");
    ck_assert(
        json_is_null(json_object_get(json_object_get(run, "structure"), "is_free")));
    ck_assert(json_is_null(json_object_get(run, "flags_file")));
}
END_TEST

START_TEST(forces_and_moments_are_of_each_atom)
{
    const json_t *run = run_of("tests/data/outcar/static-6.4.2");
    const json_t *moments = json_object_get(run, "moments_muB");
    ck_assert_uint_eq(json_array_size(moments), 2);
    ck_assert_double_eq(json_number_value(json_array_get(moments, 0)), 1.712);
    ck_assert_uint_eq(json_array_size(json_object_get(run, "forces_eV_A")), 2);
    ck_assert_uint_eq(
        json_array_size(json_array_get(json_object_get(run, "forces_eV_A"), 1)), 3);
}
END_TEST

static const char *const unknown[] = { "stress_kB",       "pressure_kB",
                                       "dynamics",        "dipole_moment_eA",
                                       "force_constants", "ensemble_eV",
                                       "moments_muB",     "magnetization_vector_muB",
                                       "bader_electrons" };

START_TEST(what_a_run_does_not_tell_is_null)
{
    const json_t *run = run_of("tests/data/outcar/static-4.6");
    const json_t *value = json_object_get(run, unknown[_i]);
    ck_assert_msg(json_is_null(value), "%s", unknown[_i]);
}
END_TEST

Suite *suite_runs_json(void)
{
    Suite *s = suite_create("render/runs_json");
    TCase *tc = tcase_create("runs");
    tcase_add_checked_fixture(tc, fixture_begin, end);
    tcase_add_test(tc, a_structure_tells_its_file_and_its_atoms);
    tcase_add_test(tc, where_the_atoms_began_stands_beside_where_they_ended);
    tcase_add_test(tc, atoms_that_did_not_move_have_one_structure);
    tcase_add_test(tc, flags_that_nobody_tells_are_null);
    tcase_add_test(tc, forces_and_moments_are_of_each_atom);
    tcase_add_loop_test(tc, what_a_run_does_not_tell_is_null, 0,
                        sizeof unknown / sizeof *unknown);
    suite_add_tcase(s, tc);
    return s;
}
