#define _GNU_SOURCE // utimensat
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "chepath/figure.h"
#include "fixture.h"
#include "formats/files.h"
#include "io/tree.h"
#include "scratch.h"
#include "store/database.h"
#include "suites.h"

static const char *run_folder, *cache;

static void begin(void)
{
    fixture_begin_in_folder();
    run_folder = path_join(&memory, test_folder, "run");
    cache = path_join(&memory, test_folder, "cache.sqlite");
}

/* A moment ago is too young to be remembered: make it long ago. */
static void age(const char *path, long seconds)
{
    struct timespec times[2] = { { .tv_sec = 1000000000 + seconds },
                                 { .tv_sec = 1000000000 + seconds } };
    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void put(const char *name, str content, long seconds)
{
    const char *path = scratch_file(&memory, run_folder, name, content);
    age(path, seconds);
    age(run_folder, seconds);
}

static str example(const char *name)
{
    const char *path = arena_print(&memory, "examples/fe-n4/Fe-N4/NNH/%s", name);
    str text = file_text(&memory, path);
    ck_assert_msg(text.len > 0, "%s", path);
    return text;
}

static chp_runs *read_run(bool is_brief)
{
    chp_read_options options = chp_read_defaults();
    options.cache = cache;
    options.is_brief = is_brief;
    options.keep_steps = !is_brief;
    const char *paths[] = { run_folder };
    return chp_runs_read(paths, 1, &options, diag);
}

/* What a program is told, as text that can be compared. */
static const char *told(bool is_brief)
{
    chp_runs *runs = read_run(is_brief);
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    chp_show_runs_json(runs, to);
    fclose(to);
    const char *copy = arena_str(&memory, str_of(text));
    free(text);
    chp_runs_free(runs);
    return copy;
}

/* Whether the run is in the cache: it is asked for by its path alone. */
static bool is_remembered(bool whole)
{
    arena a = { 0 };
    run_list runs = { 0 };
    store *s = store_open(cache, diag);
    bool ok = store_get(s, &a, run_folder, (store_wish){ .large = whole }, diag, &runs);
    for (size_t i = 0; i < runs.n; i++)
        chp_diag_free(runs.at[i].diag);
    store_close(s, diag);
    arena_clear(&a);
    return ok;
}

static void put_run(void)
{
    put("OUTCAR", example("OUTCAR"), 0);
    put("OSZICAR", example("OSZICAR"), 0);
    put("CONTCAR", example("CONTCAR"), 0);
}

START_TEST(what_comes_from_the_cache_is_what_was_read)
{
    put_run();
    bool is_brief = _i == 1;
    const char *first = told(is_brief);
    ck_assert(is_remembered(!is_brief));
    ck_assert_str_eq(told(is_brief), first);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
}
END_TEST

static const char *page(void)
{
    chp_runs *runs = read_run(true);
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    chp_show_runs(runs, false, to);
    fclose(to);
    const char *copy = arena_str(&memory, str_of(text));
    free(text);
    chp_runs_free(runs);
    return copy;
}

START_TEST(a_page_from_the_cache_has_the_charges_of_bader)
{
    const char *rows = "";
    for (int i = 1; i <= 4; i++)
        rows =
            arena_print(&memory,
                        "%s    %d    0.000000    0.000000    0.000000    2.000000     "
                        "1.000000    10.000000\n",
                        rows, i);
    put("OUTCAR", file_text(&memory, "tests/data/outcar/relax-5.4.4"), 0);
    put("ACF.dat",
        str_of(arena_print(&memory,
                           "    #         X           Y           Z       CHARGE      "
                           "MIN DIST   ATOMIC VOL\n -----\n%s -----\n"
                           "    VACUUM CHARGE:               0.0000\n"
                           "    VACUUM VOLUME:               0.0000\n"
                           "    NUMBER OF ELECTRONS:         8.0000\n",
                           rows)),
        0);
    const char *first = page();
    ck_assert_ptr_nonnull(strstr(first, "Bader"));
    ck_assert(is_remembered(false));
    ck_assert_str_eq(page(), first);
}
END_TEST

START_TEST(structures_and_forces_come_back)
{
    put_run();
    chp_runs *first = read_run(false), *second = read_run(false);
    ck_assert(is_remembered(true));
    const chp_calc *x = &chp_runs_get(first, 0)->calc,
                   *y = &chp_runs_get(second, 0)->calc;
    ck_assert_uint_eq(x->final->n_atoms, y->final->n_atoms);
    for (size_t i = 0; i < x->n_atoms; i++)
        for (int k = 0; k < 3; k++) {
            ck_assert(x->final->fractional[i][k] == y->final->fractional[i][k]);
            ck_assert(x->force_eV_A[i][k] == y->force_eV_A[i][k]);
        }
    ck_assert(x->steps[1].dE_eV == y->steps[1].dE_eV);
    ck_assert_str_eq(x->final->at.path, y->final->at.path);
    chp_runs_free(first);
    chp_runs_free(second);
}
END_TEST

START_TEST(a_file_that_changed_is_read_again)
{
    put("OSZICAR", STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n"), 0);
    told(true);
    put("OSZICAR", STR("   1 F= -2.0 E0= -2.0  d E =-1.0\n"), 1);
    ck_assert(!is_remembered(false));
    ck_assert(strstr(told(true), "\"toten_eV\": -2") != NULL);
}
END_TEST

START_TEST(a_file_that_came_or_went_is_noticed)
{
    put("OSZICAR", STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n"), 0);
    told(true);
    put("INCAR", STR("NSW = 0\n"), 1);
    ck_assert(!is_remembered(false));
    told(true);
    ck_assert(is_remembered(false));
    ck_assert_int_eq(unlink(path_join(&memory, run_folder, "INCAR")), 0);
    ck_assert(!is_remembered(false));
}
END_TEST

/* Nothing of the run itself shows that something was put into a folder below it. */
START_TEST(what_lies_below_a_run_is_looked_at_again)
{
    const char *below[] = { "below/INCAR", "below/00/POSCAR", "below/01/POSCAR",
                            "below/02/POSCAR" };
    put("OSZICAR", STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n"), 0);
    scratch_file(&memory, run_folder, "below/notes", STR("a band will come here"));
    age(run_folder, 0);
    told(true);
    ck_assert(is_remembered(false));
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        scratch_file(&memory, run_folder, below[i], STR("\n"));
    told(true);
    ck_assert(diag_has(diag, "band"));
}
END_TEST

START_TEST(what_was_just_written_is_not_remembered)
{
    scratch_file(&memory, run_folder, "OSZICAR",
                 STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n"));
    told(true);
    ck_assert(!is_remembered(false));
}
END_TEST

START_TEST(an_allowance_is_not_remembered)
{
    put("OSZICAR", example("OSZICAR"), 0);
    put("INCAR", STR("EDIFF = 1E-12\n"), 0);
    chp_diag *allowing = chp_diag_new();
    chp_diag_allow(allowing, "not-converged");
    chp_read_options options = chp_read_defaults();
    options.cache = cache;
    const char *paths[] = { run_folder };
    for (int i = 0; i < 2; i++) {
        chp_runs *runs = chp_runs_read(paths, 1, &options, allowing);
        ck_assert(!chp_runs_get(runs, 0)->is_refused);
        chp_runs_free(runs);
    }
    chp_runs *strict = chp_runs_read(paths, 1, &options, diag);
    ck_assert(chp_runs_get(strict, 0)->is_refused);
    chp_runs_free(strict);
    chp_diag_free(allowing);
}
END_TEST

START_TEST(a_checksum_tells_every_bit_and_where_it_stands)
{
    unsigned char bytes[101] = { 0 };
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i);
    str all = { (char *)bytes, sizeof bytes };
    sqlite3_int64 good = database_checksum(all);
    ck_assert(database_checksum(str_part(all, 0, 100)) != good);
    for (size_t i = 0; i < 8 * sizeof bytes; i++) {
        for (size_t k = i + 64; k < 8 * sizeof bytes;
             k += 64) { // the same bit of words
            bytes[i / 8] ^= (unsigned char)(1 << i % 8);
            ck_assert(database_checksum(all) != good);
            bytes[k / 8] ^= (unsigned char)(1 << k % 8);
            ck_assert(database_checksum(all) != good);
            bytes[i / 8] ^= (unsigned char)(1 << i % 8);
            bytes[k / 8] ^= (unsigned char)(1 << k % 8);
        }
    }
    ck_assert(database_checksum(all) == good);
}
END_TEST

/* Damage anywhere: what is told stays true, and the cache heals. */
START_TEST(a_damaged_cache_never_tells_wrong_data)
{
    put_run();
    const char *first = told(true);
    str good = file_text(&memory, cache);
    srand((unsigned)_i);
    char *bad = arena_new(&memory, char, good.len);
    memcpy(bad, good.at, good.len);
    size_t n = (size_t)(rand() % 400) + 1, at = (size_t)rand() % (good.len - n);
    for (size_t i = 0; i < n; i++)
        bad[at + i] = (char)rand();
    scratch_file(&memory, test_folder, "cache.sqlite", (str){ bad, good.len });
    ck_assert_str_eq(told(true), first);
    told(true);
    ck_assert_str_eq(told(true), first);
}
END_TEST

START_TEST(a_cache_that_is_cut_is_begun_anew)
{
    put_run();
    const char *first = told(true);
    str good = file_text(&memory, cache);
    scratch_file(&memory, test_folder, "cache.sqlite", str_part(good, 0, good.len / 3));
    ck_assert_str_eq(told(true), first);
    told(true);
    ck_assert(is_remembered(false));
}
END_TEST

START_TEST(a_cache_of_another_layout_is_begun_anew_in_silence)
{
    put_run();
    const char *first = told(true);
    enum { LAYOUT_AT = 60 + 3 }; // the lowest byte of SQLite's user_version
    char *other = arena_str(&memory, file_text(&memory, cache));
    size_t len = file_text(&memory, cache).len;
    other[LAYOUT_AT]++;
    scratch_file(&memory, test_folder, "cache.sqlite", (str){ other, len });
    ck_assert_str_eq(told(true), first);
    ck_assert_uint_eq(chp_diag_count(diag, CHP_NOTE), 0);
    ck_assert(is_remembered(false));
}
END_TEST

START_TEST(a_file_of_somebody_else_is_left_alone)
{
    put("OSZICAR", example("OSZICAR"), 0);
    scratch_file(&memory, test_folder, "cache.sqlite", STR("my notes\n"));
    told(true);
    ck_assert(str_eq(file_text(&memory, cache), STR("my notes\n")));
    ck_assert_str_eq(chp_diag_get(diag, 0)->code, "cache");
}
END_TEST

START_TEST(without_a_place_for_the_cache_all_goes_on)
{
    put("OSZICAR", example("OSZICAR"), 0);
    cache = path_join(&memory, test_folder, "no/such/folder/cache.sqlite");
    ck_assert(strstr(told(true), "-168.05621") != NULL);
    cache = "";
    setenv("XDG_CACHE_HOME", "/dev/null", 1);
    ck_assert(strstr(told(true), "-168.05621") != NULL);
    unsetenv("XDG_CACHE_HOME");
    setenv("HOME", "relative", 1);
    ck_assert(strstr(told(true), "-168.05621") != NULL);
}
END_TEST

START_TEST(two_programs_share_a_cache)
{
    put_run();
    const char *first = told(true);
    store *other = store_open(cache, diag); // reading while the next one writes
    put("OSZICAR", example("OSZICAR"), 1);
    ck_assert_str_eq(told(true), first);
    store_close(other, diag);
    ck_assert(is_remembered(false));
}
END_TEST

static chp_cache_state keep(chp_cache_task task)
{
    chp_cache_state state;
    ck_assert(chp_cache_keep(cache, task, &state, diag));
    return state;
}

START_TEST(a_check_takes_away_what_is_of_no_use)
{
    put("OSZICAR", STR("   1 F= -1.0 E0= -1.0  d E =-1.0\n"), 0);
    told(true);
    ck_assert_uint_eq(keep(CHP_CACHE_INFO).n_current, 1);
    put("OSZICAR", STR("   1 F= -2.0 E0= -2.0  d E =-1.0\n"), 1);
    ck_assert_uint_eq(keep(CHP_CACHE_INFO).n_stale, 1);
    ck_assert_uint_eq(keep(CHP_CACHE_CHECK).n_stale, 1);
    ck_assert_uint_eq(keep(CHP_CACHE_INFO).n_stale, 0);
    told(true);
    keep(CHP_CACHE_CLEAR);
    ck_assert_uint_eq(keep(CHP_CACHE_INFO).n_current, 0);
}
END_TEST

Suite *suite_store(void)
{
    TCase *tc = tcase_create("store");
    tcase_add_checked_fixture(tc, begin, fixture_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, what_comes_from_the_cache_is_what_was_read, 0, 2);
    tcase_add_test(tc, a_page_from_the_cache_has_the_charges_of_bader);
    tcase_add_test(tc, structures_and_forces_come_back);
    tcase_add_test(tc, a_file_that_changed_is_read_again);
    tcase_add_test(tc, a_file_that_came_or_went_is_noticed);
    tcase_add_test(tc, what_lies_below_a_run_is_looked_at_again);
    tcase_add_test(tc, what_was_just_written_is_not_remembered);
    tcase_add_test(tc, an_allowance_is_not_remembered);
    tcase_add_test(tc, a_checksum_tells_every_bit_and_where_it_stands);
    tcase_add_loop_test(tc, a_damaged_cache_never_tells_wrong_data, 0, 40);
    tcase_add_test(tc, a_cache_that_is_cut_is_begun_anew);
    tcase_add_test(tc, a_cache_of_another_layout_is_begun_anew_in_silence);
    tcase_add_test(tc, a_file_of_somebody_else_is_left_alone);
    tcase_add_test(tc, without_a_place_for_the_cache_all_goes_on);
    tcase_add_test(tc, two_programs_share_a_cache);
    tcase_add_test(tc, a_check_takes_away_what_is_of_no_use);
    Suite *suite = suite_create("store/store");
    suite_add_tcase(suite, tc);
    return suite;
}
