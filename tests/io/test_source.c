#include "io/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "fixture.h"
#include "scratch.h"
#include "suites.h"

/* --- making files ---------------------------------------------------------------- */

/* Lines of all lengths, more than a window of them. */
static str long_text(void)
{
    enum { SIZE = 1 << 20 };
    char *text = arena_new(&memory, char, SIZE);
    srand(7);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = (char)(rand() % 80 == 0 ? '\n' : 'a' + rand() % 26);
    text[SIZE - 1] = '\n';
    return (str){ text, SIZE };
}

static str gzipped(str text)
{
    size_t room = text.len + 1024;
    unsigned char *out = (unsigned char *)arena_new(&memory, char, room);
    z_stream z = { 0 };
    ck_assert_int_eq(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, 0), Z_OK);
    z.next_in = (unsigned char *)(size_t)text.at;
    z.avail_in = (unsigned)text.len;
    z.next_out = out;
    z.avail_out = (unsigned)room;
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = z.total_out;
    deflateEnd(&z);
    return (str){ (char *)out, n };
}

static str joined(str a, str b)
{
    char *at = arena_new(&memory, char, a.len + b.len);
    memcpy(at, a.at, a.len);
    memcpy(at + a.len, b.at, b.len);
    return (str){ at, a.len + b.len };
}

/* A file compressed by one of libarchive's filters. */
static const char *packed_file(const char *name, int filter, str text)
{
    const char *path = arena_print(&memory, "%s/%s", test_folder, name);
    struct archive *out = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    archive_write_add_filter(out, filter);
    archive_write_set_format_raw(out);
    archive_write_set_bytes_in_last_block(out, 1);
    ck_assert_int_eq(archive_write_open_filename(out, path), ARCHIVE_OK);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_pathname(entry, "data");
    ck_assert_int_eq(archive_write_header(out, entry), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_data(out, text.at, text.len), (la_ssize_t)text.len);
    archive_entry_free(entry);
    ck_assert_int_eq(archive_write_free(out), ARCHIVE_OK);
    return path;
}

/* --- reading them ---------------------------------------------------------------- */

typedef struct {
    str text; // all lines, each with a \n
    bool is_cut, is_ok;
} content;

static content read_all(const char *path, const source_limits *limits)
{
    content c = { 0 };
    source *s = source_open(path, limits, diag);
    if (!s)
        return c;
    size_t room = 2 << 20;
    char *at = arena_new(&memory, char, room);
    scan *in = source_scan(s);
    while (scan_line(in)) {
        ck_assert(c.text.len + in->line.len + 1 <= room);
        memcpy(at + c.text.len, in->line.at, in->line.len);
        at[c.text.len + in->line.len] = '\n';
        c.text.len += in->line.len + 1;
    }
    c.text.at = at;
    c.is_cut = in->is_cut;
    c.is_ok = source_close(s, diag);
    return c;
}

static const char *newest_code(void)
{
    const chp_message *m = chp_diag_get(diag, chp_diag_count(diag, CHP_NOTE) - 1);
    return m ? m->code : "none";
}

START_TEST(a_plain_file_gives_its_lines)
{
    str text = long_text();
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", text), NULL);
    ck_assert(c.is_ok && !c.is_cut);
    ck_assert(str_eq(c.text, text));
}
END_TEST

/* [A9] [5.1] */
START_TEST(a_line_may_be_longer_than_the_window)
{
    enum { LENGTH = 1000 * 1000 };
    char *line = arena_new(&memory, char, LENGTH);
    memset(line, 'x', LENGTH);
    str text = joined((str){ line, LENGTH }, STR("\nnext\n"));
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", text), NULL);
    ck_assert(str_eq(c.text, text));
}
END_TEST

/* [A9] With an end beyond it, or without any. */
START_TEST(a_line_that_is_too_long_stops_at_the_limit)
{
    enum { LENGTH = 40 << 20 };
    char *line = arena_new(&memory, char, LENGTH);
    memset(line, 'x', LENGTH);
    if (_i == 0)
        line[(16 << 20) + 1] = '\n';
    const char *path =
        scratch_file(&memory, test_folder, "OUTCAR", (str){ line, LENGTH });
    source *s = source_open(path, NULL, diag);
    ck_assert(!scan_line(source_scan(s)));
    ck_assert(source_scan(s)->is_bad);
    ck_assert(source_close(s, diag));
}
END_TEST

START_TEST(the_head_is_not_consumed)
{
    const char *path =
        scratch_file(&memory, test_folder, "OUTCAR", STR(" vasp.6\nnext\n"));
    source *s = source_open(path, NULL, diag);
    ck_assert(str_eq(source_head(s, 5), STR(" vasp")));
    ck_assert(str_eq(source_head(s, 100), STR(" vasp.6\nnext\n")));
    ck_assert(scan_line(source_scan(s)));
    ck_assert(str_eq(source_scan(s)->line, STR(" vasp.6")));
    ck_assert_uint_eq(source_scan(s)->at.line, 1);
    ck_assert(source_close(s, diag));
}
END_TEST

START_TEST(a_byte_order_mark_is_no_text)
{
    const char *path =
        scratch_file(&memory, test_folder, "INCAR", STR("\xef\xbb\xbfISPIN\n"));
    ck_assert(str_eq(read_all(path, NULL).text, STR("ISPIN\n")));
}
END_TEST

START_TEST(gzip_gives_what_went_in)
{
    str text = long_text();
    content c =
        read_all(scratch_file(&memory, test_folder, "a file", gzipped(text)), NULL);
    ck_assert(c.is_ok && !c.is_cut);
    ck_assert(str_eq(c.text, text));
}
END_TEST

START_TEST(gzip_in_gzip_gives_what_went_in)
{
    str packed = gzipped(gzipped(STR("twice\n")));
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(str_eq(c.text, STR("twice\n")));
}
END_TEST

START_TEST(five_layers_of_gzip_are_refused)
{
    str packed = STR("deep\n");
    for (int i = 0; i < 5; i++)
        packed = gzipped(packed);
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(!c.is_ok);
    ck_assert_str_eq(newest_code(), "too-deep");
}
END_TEST

START_TEST(members_of_a_gzip_file_follow_each_other)
{
    str packed = joined(gzipped(STR("one\n")), gzipped(STR("two\n")));
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(c.is_ok && !c.is_cut);
    ck_assert(str_eq(c.text, STR("one\ntwo\n")));
}
END_TEST

static const char *const garbage[] = { "zeros and words", "\x1f garbage", "\x1f\x8b" };

START_TEST(garbage_behind_gzip_is_legal)
{
    str packed = joined(gzipped(STR("one\n")), str_of(garbage[_i]));
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(c.is_ok);
    ck_assert(str_eq(c.text, STR("one\n")));
}
END_TEST

START_TEST(a_cut_gzip_file_gives_what_came_before)
{
    str text = long_text(), packed = gzipped(text);
    packed.len /= 2;
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(c.is_ok && c.is_cut);
    ck_assert_uint_gt(c.text.len, text.len / 4);
    ck_assert(memcmp(c.text.at, text.at, c.text.len - 1) == 0);
    ck_assert_str_eq(newest_code(), "truncated");
}
END_TEST

START_TEST(a_wrong_checksum_is_an_error)
{
    str packed = gzipped(STR("checked\n"));
    ((char *)(size_t)packed.at)[packed.len - 8] ^= 1;
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), NULL);
    ck_assert(!c.is_ok && c.is_cut);
    ck_assert_str_eq(newest_code(), "damaged");
}
END_TEST

/* [5.5] */
START_TEST(a_bomb_is_refused)
{
    enum { SIZE = 100 << 20 };
    char *zeros = calloc(SIZE, 1); // and gzip makes a thousandth of it
    str packed = gzipped((str){ zeros, SIZE });
    free(zeros);
    const char *path = scratch_file(&memory, test_folder, "OUTCAR", packed);
    source *s = source_open(path, NULL, diag);
    while (scan_line(source_scan(s)))
        ;
    while (source_scan(s)->more(source_scan(s)))
        source_scan(s)->rest.len = 0;
    ck_assert(!source_close(s, diag));
    ck_assert_str_eq(newest_code(), "too-big");
}
END_TEST

START_TEST(a_limit_can_be_set)
{
    source_limits small = { .unpacked_bytes = 1000, .ratio = 200 };
    str packed = gzipped(long_text());
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", packed), &small);
    ck_assert(!c.is_ok);
    ck_assert_str_eq(newest_code(), "too-big");
}
END_TEST

static const struct {
    const char *name;
    int filter;
} filters[] = {
    { "OUTCAR.bz2", ARCHIVE_FILTER_BZIP2 },  { "OUTCAR.xz", ARCHIVE_FILTER_XZ },
    { "OUTCAR.lzma", ARCHIVE_FILTER_LZMA },  { "OUTCAR.zst", ARCHIVE_FILTER_ZSTD },
    { "OUTCAR.Z", ARCHIVE_FILTER_COMPRESS },
};
enum { N_FILTERS = sizeof filters / sizeof *filters };

START_TEST(a_compressed_file_gives_what_went_in)
{
    str text = long_text();
    content c = read_all(packed_file(filters[_i].name, filters[_i].filter, text), NULL);
    ck_assert_msg(c.is_ok && !c.is_cut, "%s", filters[_i].name);
    ck_assert_msg(str_eq(c.text, text), "%s", filters[_i].name);
}
END_TEST

START_TEST(a_compressed_file_that_is_cut_says_so)
{
    const char *path = packed_file(filters[_i].name, filters[_i].filter, long_text());
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(truncate(path, st.st_size * 3 / 4), 0);
    content c = read_all(path, NULL);
    bool has_no_end_mark = filters[_i].filter == ARCHIVE_FILTER_COMPRESS;
    ck_assert_msg(c.is_cut || has_no_end_mark, "%s", filters[_i].name);
    ck_assert_msg(c.is_ok, "%s", filters[_i].name);
}
END_TEST

static const struct {
    const char *content;
    size_t len;
} impostors[] = {
    { "<!DOCTYPE html>\n<html>404", 25 },
    { "\n<HTML><body>Not found", 22 },
    { "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", 64 },
    { "\xff\xfeI\0S\0P\0I\0N\0", 12 },
    { "/annex/objects/SHA256E-s123--0123456789abcdef\n", 46 },
    { "L\0\0\0\x01\x14\x02\0", 8 },
};

/* [A6] [A7] */
START_TEST(what_is_no_output_is_named)
{
    str text = { impostors[_i].content, impostors[_i].len };
    const char *path = scratch_file(&memory, test_folder, "OUTCAR", text);
    ck_assert(source_open(path, NULL, diag) == NULL);
    ck_assert_str_eq(newest_code(), "wrong-format");
}
END_TEST

/* [A7] Without a byte-order mark, the bytes of a letter in either order. */
START_TEST(UTF_16_is_known_by_its_empty_bytes)
{
    static const char line[] = " vasp.5.4.4.18Apr17-6-g9f103f2a35 (build Aug 15 2018)";
    char wide[2 * sizeof line] = { 0 };
    for (size_t i = 0; line[i]; i++)
        wide[2 * i + (size_t)_i] = line[i];
    const char *path =
        scratch_file(&memory, test_folder, "OUTCAR", (str){ wide, sizeof wide });
    ck_assert(source_open(path, NULL, diag) == NULL);
    ck_assert_str_eq(newest_code(), "wrong-format");
}
END_TEST

/* [A12] */
START_TEST(only_files_are_opened)
{
    const char *pipe = arena_print(&memory, "%s/pipe", test_folder);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    const char *const paths[] = { test_folder, pipe, "/dev/zero", "/nowhere/OUTCAR" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ck_assert(source_open(paths[i], NULL, diag) == NULL);
        ck_assert_str_eq(newest_code(), "unreadable");
    }
}
END_TEST

/* [A11] */
START_TEST(a_file_that_grows_meanwhile_is_provisional)
{
    const char *path = scratch_file(&memory, test_folder, "OUTCAR", STR("one\n"));
    source *s = source_open(path, NULL, diag);
    ck_assert(scan_line(source_scan(s)));
    scratch_file(&memory, test_folder, "OUTCAR", STR("one\ntwo\n"));
    ck_assert(source_close(s, diag));
    ck_assert_str_eq(newest_code(), "changing");
}
END_TEST

START_TEST(an_empty_file_has_no_line)
{
    content c = read_all(scratch_file(&memory, test_folder, "OUTCAR", STR("")), NULL);
    ck_assert(c.is_ok && !c.is_cut && c.text.len == 0);
}
END_TEST

Suite *suite_source(void)
{
    TCase *tc = tcase_create("source");
    tcase_add_checked_fixture(tc, fixture_begin_in_folder, fixture_end);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, a_plain_file_gives_its_lines);
    tcase_add_test(tc, a_line_may_be_longer_than_the_window);
    tcase_add_loop_test(tc, a_line_that_is_too_long_stops_at_the_limit, 0, 2);
    tcase_add_test(tc, the_head_is_not_consumed);
    tcase_add_test(tc, a_byte_order_mark_is_no_text);
    tcase_add_test(tc, gzip_gives_what_went_in);
    tcase_add_test(tc, gzip_in_gzip_gives_what_went_in);
    tcase_add_test(tc, five_layers_of_gzip_are_refused);
    tcase_add_test(tc, members_of_a_gzip_file_follow_each_other);
    tcase_add_loop_test(tc, garbage_behind_gzip_is_legal, 0, 3);
    tcase_add_test(tc, a_cut_gzip_file_gives_what_came_before);
    tcase_add_test(tc, a_wrong_checksum_is_an_error);
    tcase_add_test(tc, a_bomb_is_refused);
    tcase_add_test(tc, a_limit_can_be_set);
    tcase_add_loop_test(tc, a_compressed_file_gives_what_went_in, 0, N_FILTERS);
    tcase_add_loop_test(tc, a_compressed_file_that_is_cut_says_so, 0, N_FILTERS);
    tcase_add_loop_test(tc, what_is_no_output_is_named, 0,
                        sizeof impostors / sizeof *impostors);
    tcase_add_loop_test(tc, UTF_16_is_known_by_its_empty_bytes, 0, 2);
    tcase_add_test(tc, only_files_are_opened);
    tcase_add_test(tc, a_file_that_grows_meanwhile_is_provisional);
    tcase_add_test(tc, an_empty_file_has_no_line);
    Suite *suite = suite_create("io/source");
    suite_add_tcase(suite, tc);
    return suite;
}
