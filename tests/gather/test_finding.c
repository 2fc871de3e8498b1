/* The names that files of VASP go by, each as it is and packed: a folder that holds one
 * of them is found, and read. [1.1] */
#include <archive.h>
#include <archive_entry.h>
#include <math.h>

#include "base/path.h"
#include "formats/files.h"
#include "formats/outcars.h"
#include "gather/folder.h"
#include "io/tree.h"

/* --- packing ---------------------------------------------------------------------- */

static const struct {
    const char *ending;
    int (*filter)(struct archive *);
} packings[] = {
    { "", archive_write_add_filter_none },
    { ".gz", archive_write_add_filter_gzip },
    { ".bz2", archive_write_add_filter_bzip2 },
    { ".xz", archive_write_add_filter_xz },
    { ".zst", archive_write_add_filter_zstd },
    { ".lzma", archive_write_add_filter_lzma },
    { ".Z", archive_write_add_filter_compress },
};
enum { N_PACKINGS = sizeof packings / sizeof *packings };

/* NULL: without an entry around it. */
static void pack(const char *path, size_t packing, const char *as_tar_of, str text)
{
    struct archive *out = archive_write_new();
    ck_assert_int_eq(packings[packing].filter(out), ARCHIVE_OK);
    if (as_tar_of)
        archive_write_set_format_ustar(out);
    else
        archive_write_set_format_raw(out);
    archive_write_set_bytes_in_last_block(out, 1);
    ck_assert_int_eq(archive_write_open_filename(out, path), ARCHIVE_OK);
    struct archive_entry *header = archive_entry_new();
    archive_entry_set_pathname(header, as_tar_of ? as_tar_of : "data");
    archive_entry_set_filetype(header, AE_IFREG);
    archive_entry_set_perm(header, 0644);
    archive_entry_set_size(header, (la_int64_t)text.len);
    ck_assert_int_eq(archive_write_header(out, header), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_data(out, text.at, text.len), (la_ssize_t)text.len);
    archive_entry_free(header);
    ck_assert_int_eq(archive_write_free(out), ARCHIVE_OK);
}

static void put(const char *name, size_t packing, str text)
{
    const char *full = arena_print(&folder.a, "%s%s", name, packings[packing].ending);
    folder_put(arena_print(&folder.a, "run/%s", full), STR(""));
    pack(arena_print(&folder.a, "%s/run/%s", folder.path, full), packing, NULL, text);
}

/* By the name of the folder above. */
static const chp_run *read_above(void)
{
    const chp_run *run = folder_read_path(folder.path);
    ck_assert_uint_eq(chp_runs_count(folder.runs), 1);
    return run;
}

static const char *fact_of(const chp_run *run, const char *code)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(run->diag, i)); i++)
        if (strcmp(m->code, code) == 0)
            return m->fact;
    return "";
}

/* --- outputs ---------------------------------------------------------------------- */

#define RELAXATION "tests/data/outcar/relax-5.4.4"
#define XML        "tests/data/vasprun/relaxation.xml"
#define HDF5       "tests/data/vaspout/run.h5"

static const char diary[] =
    "DAV:   1    -0.103000000000E+01   -0.10300E+01   -0.76320E+02   220   0.720E+00\n"
    "   1 F= -.10300000E+01 E0= -.10200000E+01  d E =-.103000E+01\n";

static const struct {
    const char *name, *file; // NULL: the diary
    double toten_eV;
} outputs[] = {
    { "OUTCAR", RELAXATION, -19.54120876 },
    { "outcar", RELAXATION, -19.54120876 },
    { "OUTCAR.1", RELAXATION, -19.54120876 },
    { "OUTCAR.relax1", RELAXATION, -19.54120876 },
    { "outcar.relax", RELAXATION, -19.54120876 },
    { "OUTCAR_relax", RELAXATION, -19.54120876 },
    { "OUTCAR_freq", RELAXATION, -19.54120876 },
    { "01_OUTCAR", RELAXATION, -19.54120876 },
    { "NNH.OUTCAR", RELAXATION, -19.54120876 },
    { "vasprun.xml", XML, -16.6 },
    { "vasprun.xml.relax2", XML, -16.6 },
    { "vasprun_relax.xml", XML, -16.6 },
    { "vaspout.h5", HDF5, -16.6 },
    { "vaspout_relax.h5", HDF5, -16.6 },
    { "OSZICAR", NULL, -1.03 },
    { "OSZICAR.ref", NULL, -1.03 },
    { "01_OSZICAR", NULL, -1.03 },
};
enum { N_OUTPUTS = sizeof outputs / sizeof *outputs };

static str content_of(int i)
{
    str text = outputs[i].file ? file_text(&folder.a, outputs[i].file) : str_of(diary);
    ck_assert_uint_gt(text.len, 0);
    return text;
}

START_TEST(an_output_is_found_by_any_of_its_names)
{
    int i = _i / N_PACKINGS;
    put(outputs[i].name, (size_t)_i % N_PACKINGS, content_of(i));
    const chp_run *run = read_above();
    ck_assert_msg(fabs(run->calc.energies.toten_eV.value - outputs[i].toten_eV) < 1e-8,
                  "%s%s", outputs[i].name, packings[_i % N_PACKINGS].ending);
    ck_assert_str_eq(run->calc.path, path_join(&folder.a, folder.path, "run"));
}
END_TEST

/* Whatever its name says. */
START_TEST(an_output_is_read_when_it_is_named)
{
    int i = _i % N_OUTPUTS, packing = _i / N_OUTPUTS;
    const char *path = path_join(&folder.a, folder.path, "calculation.dat");
    pack(path, (size_t)packing, NULL, content_of(i));
    folder.path = path;
    const chp_run *run = read_above();
    ck_assert_double_eq_tol(run->calc.energies.toten_eV.value, outputs[i].toten_eV,
                            1e-8);
    folder.path = path_folder(&folder.a, path);
}
END_TEST

/* --- what lies beside ------------------------------------------------------------- */

static const char structure[] =
    "two atoms\n1.0\n10 0 0\n0 8 0\n0 0 6\nN H\n1 1\nDirect\n"
    "0.00 0.0 0.0\n0.11 0.0 0.0\n";

static const char *const structures[] = { "CONTCAR",          "CONTCAR.vasp",
                                          "contcar.relax",    "NNH.CONTCAR",
                                          "POSCAR",           "POSCAR.vasp",
                                          "POSCAR_start.vasp" };

START_TEST(a_structure_is_found_by_any_of_its_names)
{
    put("OSZICAR", 0, str_of(diary));
    put(structures[_i / N_PACKINGS], (size_t)_i % N_PACKINGS, str_of(structure));
    const chp_run *run = read_above();
    ck_assert_uint_eq(run->calc.n_atoms, 2);
    ck_assert_double_eq(run->calc.volume_A3.value, 480);
}
END_TEST

static const char *const logs[] = { "run.out",     "vasp.out",   "job.log",
                                    "slurm-1.out", "job.o12345", "job.e12345",
                                    "vasp_output", "std.txt",    "stdout.log",
                                    "my_stderr",   "vasp.err",   "vaspout",
                                    "vaspout.log" };

START_TEST(a_log_is_found_by_any_of_its_names)
{
    put("OUTCAR", 0,
        cut_before(&folder.a, outcar_text(&folder.a, "relax-5.4.4"), 1,
                   "Iteration      3(   2)"));
    put(logs[_i / N_PACKINGS], (size_t)_i % N_PACKINGS,
        STR("slurmstepd: error: *** JOB 1 ON n1 CANCELLED AT 2024-05-09T12:00:00 DUE "
            "TO "
            "TIME LIMIT ***\n"));
    const chp_run *run = read_above();
    ck_assert_msg(strstr(fact_of(run, "killed"), "time"), "%s", logs[_i / N_PACKINGS]);
}
END_TEST

/* --- the best of several ---------------------------------------------------------- */

START_TEST(an_unpacked_file_is_better_than_a_packed_one)
{
    static const int pairs[] = { 0, 3, 9, 10, 12, 14 };
    put(outputs[pairs[_i]].name, 0, content_of(pairs[_i]));
    put(outputs[pairs[_i]].name, 1, STR("something else"));
    ck_assert_double_eq_tol(read_above()->calc.energies.toten_eV.value,
                            outputs[pairs[_i]].toten_eV, 1e-8);
}
END_TEST

/* --- a code that only the log knows ----------------------------------------------- */

#define MOVED " number of electron       8.4140000 magnetization"
static const char cp_vasp[] =
    " CPM-ion: NSTEP=   3 N_ele=    8.414000 mu_e=   -4.571900 TARGETMU=   -4.570000 "
    "DIFF= 0.0019 GCE=  -0.17648342E+02 cap=    0.913440\n";

static str with_moved_electrons(void)
{
    return edited(&folder.a, outcar_text(&folder.a, "relax-5.4.4"), 0,
                  " number of electron       8.0000000 magnetization", MOVED);
}

START_TEST(cp_vasp_is_known_by_its_log_alone)
{
    put("OUTCAR", 0, with_moved_electrons());
    put("run.out", _i ? 1 : 0, str_of(cp_vasp));
    const chp_run *run = read_above();
    ck_assert(!run->is_refused);
    ck_assert_str_eq(run->calc.electrode.code, "CP-VASP");
    ck_assert_double_eq(run->calc.electrode.mu_eV.value, -4.5719);
    ck_assert_double_eq(run->calc.n_electrons.value, 8.414);
    ck_assert_double_eq_tol(run->calc.charge_e.value, -0.414, 1e-12);
    ck_assert_str_ne(fact_of(run, "target-potential"), "");
}
END_TEST

START_TEST(electrons_that_nobody_moved_are_an_error)
{
    put("OUTCAR", 0, with_moved_electrons());
    const chp_run *run = read_above();
    ck_assert(run->is_refused);
    ck_assert_str_eq(
        fact_of(run, "electrons-moved"),
        "the density holds 8.4140 electrons, but the run began with 8.0000");
}
END_TEST

Suite *suite_finding(void)
{
    TCase *tc = tcase_create("finding");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_add_loop_test(tc, an_output_is_found_by_any_of_its_names, 0,
                        N_OUTPUTS * N_PACKINGS);
    tcase_add_loop_test(tc, an_output_is_read_when_it_is_named, 0,
                        N_OUTPUTS * N_PACKINGS);
    tcase_add_loop_test(tc, a_structure_is_found_by_any_of_its_names, 0,
                        sizeof structures / sizeof *structures * N_PACKINGS);
    tcase_add_loop_test(tc, a_log_is_found_by_any_of_its_names, 0,
                        sizeof logs / sizeof *logs * N_PACKINGS);
    tcase_add_loop_test(tc, an_unpacked_file_is_better_than_a_packed_one, 0, 6);
    tcase_add_loop_test(tc, cp_vasp_is_known_by_its_log_alone, 0, 2);
    tcase_add_test(tc, electrons_that_nobody_moved_are_an_error);
    Suite *suite = suite_create("gather/finding");
    suite_add_tcase(suite, tc);
    return suite;
}
