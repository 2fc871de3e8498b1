#include "chepath/figure.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/sample.h"
#include "suites.h"

typedef struct {
    arena a;
    chp_diag *diag;
    const char *parent, *folder; // the folder is not there yet
} room;

static room room_new(void)
{
    room r = { .diag = chp_diag_new() };
    char *parent = arena_print(&r.a, "/tmp/chepath-bundle-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(parent));
    r.parent = parent;
    r.folder = arena_print(&r.a, "%s/out/here", parent);
    return r;
}

static int shell(room *r, const char *command)
{
    return system(arena_print(&r->a, "cd %s && %s", r->folder, command));
}

static void room_free(room *r)
{
    ck_assert_int_eq(system(arena_print(&r->a, "rm -rf %s", r->parent)), 0);
    chp_diag_free(r->diag);
    arena_clear(&r->a);
}

static bool write_to(room *r, size_t n_catalysts, bool force)
{
    return chp_bundle_write(sample_catalysts(&r->a, n_catalysts), r->folder, force,
                            r->diag);
}

static const char *first_fact(const room *r)
{
    const chp_message *m = chp_diag_get(r->diag, 0);
    return m ? m->fact : "";
}

static const char *const files[] = {
    "report.txt",     "report.html",  "results.json",      "states.csv",
    "steps.csv",      "si-table.tex", "methods.txt",       "diagram.svg",
    "diagram.pdf",    "diagram.png",  "origin-levels.dat", "origin-links.dat",
    "sources.sha256", "manifest.txt",
};

START_TEST(the_bundle_holds_every_file_of_the_manual)
{
    room r = room_new();
    ck_assert_msg(write_to(&r, 1, false), "%s", first_fact(&r));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ck_assert_int_eq(shell(&r, arena_print(&r.a, "test -f %s", files[i])), 0);
    room_free(&r);
}
END_TEST

START_TEST(the_manifest_vouches_for_every_file)
{
    room r = room_new();
    ck_assert(write_to(&r, 2, false));
    ck_assert_int_eq(shell(&r, "sha256sum --quiet --check manifest.txt"), 0);
    ck_assert_int_eq(shell(&r, "test $(find . -type f | wc -l) = "
                               "$(grep -c '^[^#]' manifest.txt | awk '{print $1+1}')"),
                     0);
    room_free(&r);
}
END_TEST

START_TEST(many_catalysts_have_a_folder_each_and_an_overview)
{
    room r = room_new();
    ck_assert(write_to(&r, 7, false)); // five names: two occur twice
    ck_assert_int_eq(shell(&r,
                           "test -s Fe-N4/diagram.svg && test -s Fe-N4-2/diagram.svg"
                           " && test -s 'Ru(0001)/report.txt' && test -s compare.pdf"),
                     0);
    room_free(&r);
}
END_TEST

START_TEST(a_comparison_has_its_own_files)
{
    room r = room_new();
    ck_assert(chp_compare_write(sample_catalysts(&r.a, 3), r.folder, false, r.diag));
    ck_assert_int_eq(shell(&r, "sha256sum --quiet --check manifest.txt"), 0);
    ck_assert_int_eq(shell(&r,
                           "test -s compare.svg && grep -q Mo-N3 compare.csv && "
                           "grep -q 'HER against it' compare.txt && ! test -e Fe-N4"),
                     0);
    room_free(&r);
}
END_TEST

START_TEST(the_same_study_gives_the_same_bytes)
{
    room r = room_new();
    ck_assert(write_to(&r, 2, false));
    ck_assert_int_eq(shell(&r, "cp manifest.txt ../before"), 0);
    ck_assert(write_to(&r, 2, false));
    ck_assert_int_eq(shell(&r, "cmp manifest.txt ../before"), 0);
    ck_assert_uint_eq(chp_diag_count(r.diag, CHP_NOTE), 0);
    room_free(&r);
}
END_TEST

/* What a user put there, and what is said of it. */
static const struct {
    const char *command, *fact;
} obstacles[] = {
    { "echo mine > diagram.svg && grep -v diagram.svg manifest.txt > m && mv m "
      "manifest.txt",
      "is there already" },
    { "echo edited >> report.txt", "was changed" },
    { "rm -f * && echo mine > states.csv", "is there already" },
    { "rm -f * && echo mine > manifest.txt", "is there already" },
    { "rm report.txt && mkdir report.txt", "was changed" },
};

START_TEST(a_file_of_the_user_is_not_overwritten)
{
    room r = room_new();
    ck_assert(write_to(&r, 1, false));
    ck_assert_int_eq(shell(&r, obstacles[_i].command), 0);
    ck_assert_int_eq(shell(&r, "ls -lR --time-style=full-iso > ../before"), 0);
    ck_assert(!write_to(&r, 1, false));
    ck_assert_msg(strstr(first_fact(&r), obstacles[_i].fact) != NULL, "%s",
                  first_fact(&r));
    ck_assert_int_eq(shell(&r, "ls -lR --time-style=full-iso | cmp - ../before"), 0);
    room_free(&r);
}
END_TEST

START_TEST(an_interrupted_run_can_be_repeated)
{
    room r = room_new();
    ck_assert(write_to(&r, 1, false));
    ck_assert_int_eq(shell(&r, "rm manifest.txt steps.csv"),
                     0); // the last is written last
    ck_assert_msg(write_to(&r, 1, false), "%s", first_fact(&r));
    room_free(&r);
}
END_TEST

START_TEST(force_overwrites_what_was_edited)
{
    room r = room_new();
    ck_assert(write_to(&r, 1, false));
    ck_assert_int_eq(shell(&r, "echo edited > report.txt && rm manifest.txt"), 0);
    ck_assert_msg(write_to(&r, 1, true), "%s", first_fact(&r));
    ck_assert_int_eq(shell(&r, "grep -q PDS report.txt"), 0);
    room_free(&r);
}
END_TEST

START_TEST(a_folder_that_cannot_be_made_is_a_message)
{
    room r = room_new();
    r.folder = "/proc/nowhere/out";
    ck_assert(!write_to(&r, 1, false));
    ck_assert_ptr_nonnull(strstr(first_fact(&r), "cannot be made"));
    room_free(&r);
}
END_TEST

START_TEST(what_an_earlier_run_left_stays_ours)
{
    room r = room_new();
    ck_assert(write_to(&r, 2, false));
    ck_assert(write_to(&r, 1, false)); // Co-N4/ is left behind
    ck_assert_msg(write_to(&r, 2, false), "%s", first_fact(&r));
    room_free(&r);
}
END_TEST

Suite *suite_bundle(void)
{
    TCase *tc = tcase_create("bundle");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, the_bundle_holds_every_file_of_the_manual);
    tcase_add_test(tc, the_manifest_vouches_for_every_file);
    tcase_add_test(tc, many_catalysts_have_a_folder_each_and_an_overview);
    tcase_add_test(tc, a_comparison_has_its_own_files);
    tcase_add_test(tc, the_same_study_gives_the_same_bytes);
    tcase_add_loop_test(tc, a_file_of_the_user_is_not_overwritten, 0,
                        sizeof obstacles / sizeof *obstacles);
    tcase_add_test(tc, an_interrupted_run_can_be_repeated);
    tcase_add_test(tc, force_overwrites_what_was_edited);
    tcase_add_test(tc, a_folder_that_cannot_be_made_is_a_message);
    tcase_add_test(tc, what_an_earlier_run_left_stays_ours);
    Suite *suite = suite_create("render/bundle");
    suite_add_tcase(suite, tc);
    return suite;
}
