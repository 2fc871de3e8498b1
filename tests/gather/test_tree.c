#include "io/tree.h"

#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "gather/gather.h"
#include "scratch.h"
#include "suites.h"

static void touch(const char *name)
{
    scratch_file(&memory, test_folder, name, STR("x"));
}

static void check_found(const char *const *expected, size_t n)
{
    found_runs found = gather_find(&memory, test_folder, diag);
    ck_assert_uint_eq(found.n, n);
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(found.at[i].relative, expected[i]);
        ck_assert_str_eq(found.at[i].path,
                         *expected[i] ? path_join(&memory, test_folder, expected[i])
                                      : test_folder);
    }
}

START_TEST(folders_with_an_output_are_runs_in_order)
{
    static const char *const expected[] = { "", "Fe-N4/NNH", "Fe-N4/NNH/freq",
                                            "Fe-N4/slab", "gas/N2" };
    touch("OSZICAR");
    touch("gas/N2/vasprun.xml.gz");
    touch("Fe-N4/slab/OUTCAR.relax2");
    touch("Fe-N4/NNH/OUTCAR");
    touch("Fe-N4/NNH/freq/vaspout.h5");
    touch("Fe-N4/N2/POSCAR");   // not yet calculated
    touch("Fe-N4/old/OUTCAR~"); // a backup
    touch(".hidden/OUTCAR");
    touch("Fe-N4/pictures/notes.txt");
    check_found(expected, 5);
}
END_TEST

/* [A12] [5.7] */
START_TEST(links_are_followed_but_not_in_circles)
{
    static const char *const expected[] = { "a" }; // b/up is the root once more
    touch("a/OUTCAR");
    touch("b/notes");
    ck_assert_int_eq(symlink(test_folder, arena_print(&memory, "%s/b/up", test_folder)),
                     0);
    ck_assert_int_eq(symlink("nowhere", arena_print(&memory, "%s/c", test_folder)), 0);
    check_found(expected, 1);
}
END_TEST

START_TEST(images_of_a_reaction_path_are_no_runs)
{
    static const char *const expected[] = { "neb/ts", "states/N2" };
    touch("states/N2/OUTCAR");
    touch("neb/ts/OUTCAR");
    touch("neb/INCAR");
    touch("neb/00/OUTCAR");
    touch("neb/01/OUTCAR");
    touch("neb/02/OUTCAR");
    check_found(expected, 2);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "band");
}
END_TEST

START_TEST(a_tree_that_is_too_deep_is_cut_with_a_word)
{
    const char *name = "OUTCAR";
    for (int i = 0; i < 40; i++)
        name = arena_print(&memory, "d/%s", name);
    touch(name);
    ck_assert_uint_eq(gather_find(&memory, test_folder, diag).n, 0);
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "too-many");
}
END_TEST

/* [A12] */
START_TEST(a_pipe_is_no_file)
{
    ck_assert_int_eq(mkfifo(arena_print(&memory, "%s/OUTCAR", test_folder), 0600), 0);
    ck_assert_uint_eq(gather_find(&memory, test_folder, diag).n, 0);
}
END_TEST

START_TEST(the_name_of_a_path_is_its_last_part)
{
    ck_assert(str_eq(path_name("a/b/OUTCAR"), STR("OUTCAR")));
    ck_assert(str_eq(path_name("a/b/"), STR("b")));
    ck_assert(str_eq(path_name("OUTCAR"), STR("OUTCAR")));
}
END_TEST

Suite *suite_tree(void)
{
    TCase *tc = tcase_create("tree");
    tcase_add_checked_fixture(tc, fixture_begin_in_folder, fixture_end);
    tcase_add_test(tc, folders_with_an_output_are_runs_in_order);
    tcase_add_test(tc, links_are_followed_but_not_in_circles);
    tcase_add_test(tc, images_of_a_reaction_path_are_no_runs);
    tcase_add_test(tc, a_tree_that_is_too_deep_is_cut_with_a_word);
    tcase_add_test(tc, a_pipe_is_no_file);
    tcase_add_test(tc, the_name_of_a_path_is_its_last_part);
    Suite *suite = suite_create("gather/tree");
    suite_add_tcase(suite, tc);
    return suite;
}
