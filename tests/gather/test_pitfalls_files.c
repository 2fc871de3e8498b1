/* Pitfalls of files as a whole, A, and of numbers, B. */
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "gather/pitfall.h"

/* --- what may be seen in a run --------------------------------------------------- */

static bool has_no_energy(const chp_calc *c)
{
    return !c->energies.toten_eV.known && !c->energies.sigma0_eV.known;
}
static bool has_two_steps(const chp_calc *c)
{
    return c->n_ionic_steps == 2 && c->electronic != CHP_NO && c->ionic == CHP_UNKNOWN;
}
static bool has_elapsed(const chp_calc *c)
{
    return c->elapsed_s.known && c->elapsed_s.value == 12.5;
}
static bool is_converged(const chp_calc *c)
{
    return c->electronic == CHP_YES;
}
static bool is_cut(const chp_calc *c)
{
    return c->finished == CHP_NO;
}
static bool has_forces(const chp_calc *c)
{
    return c->force_eV_A && c->force_eV_A[0][2] == 0.012;
}
static bool has_heavy_atoms(const chp_calc *c)
{
    return c->species[0].mass_u.value == 106.42 && c->species[1].mass_u.value == 196.97;
}

/* --- the rows -------------------------------------------------------------------- */

#define TOTEN "free  energy   TOTEN  =       -19.54120876 eV"

/* A vasprun.xml of NH3 that was cut before its first step. */
#define XML_HEAD(version, date, time)                                                  \
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<modeling>\n <generator>\n"      \
    "  <i name=\"version\" type=\"string\">" version " </i>\n"                         \
    "  <i name=\"date\" type=\"string\">" date " </i>\n"                               \
    "  <i name=\"time\" type=\"string\">" time " </i>\n </generator>\n"

/* A step of it, in the labels of VASP 5, and the whole of the run. */
#define XML_STEP(F, E0)                                                                \
    " <calculation>\n  <energy>\n   <i name=\"e_fr_energy\">  " F " </i>\n"            \
    "   <i name=\"e_wo_entrp\">  " E0 " </i>\n"                                        \
    "   <i name=\"e_0_energy\">  -0.00012 </i>\n  </energy>\n </calculation>\n"
#define XML_OF_NH3                                                                     \
    XML_HEAD("5.4.4.18Apr17", "2024 05 09", "11:39:15")                                \
    " <parameters><i type=\"int\" name=\"ISMEAR\">0</i>"                               \
    "<i type=\"int\" name=\"IBRION\">2</i><i type=\"int\" name=\"NSW\">50</i>"         \
    "</parameters>\n" XML_STEP("-19.41030517", "-19.41024517")                         \
        XML_STEP("-19.49876334", "-19.49870334")                                       \
            XML_STEP("-19.54120876", "-19.54114876") "</modeling>\n"

static const pitfall pitfalls[] = {
    /* the file as a whole */
    { "[A1] a job killed in a step",
      { { .name = "OUTCAR",
          .fixture = "outcar/relax-5.4.4",
          .cut_before = "Iteration      3(   2)" } },
      NAN,
      "truncated",
      CHP_ERROR,
      "in ionic step 3, after 2 whole ones",
      has_two_steps },
    { "[A1] and in a tag of XML",
      { { .name = "vasprun.xml",
          .fixture = "vasprun/relaxation.xml",
          .cut_before = "igenvalues>" } },
      NAN,
      "truncated",
      CHP_ERROR,
      "in ionic step 2, after 1 whole ones",
      is_cut },
    { "[A1] of two files the whole one counts",
      { { .name = "OUTCAR",
          .fixture = "outcar/relax-5.4.4",
          .cut_before = "Iteration      3(   2)" },
        TEXT("vasprun.xml", XML_OF_NH3) },
      NH3,
      "truncated",
      CHP_WARNING,
      "after 2 ionic steps: vasprun.xml has all 3",
      NULL },
    { "[A1] but not in place of a damaged one",
      { OUTCAR("relax-5.4.4",
               { 1, "Iteration      3(   1)", "Iteration      1(   1)" }),
        TEXT("vasprun.xml", XML_OF_NH3) },
      NAN,
      "two-runs",
      CHP_ERROR,
      "",
      has_no_energy },
    { "[A2] two runs in one file: the last finished one",
      { { .name = "OUTCAR",
          .fixture = "outcar/relax-5.4.4",
          .followed_by = "outcar/static-4.6" } },
      -19.507578,
      "several-runs",
      CHP_WARNING,
      "2 runs were appended",
      NULL },
    { "[A3] two jobs that write into one file",
      { OUTCAR("relax-5.4.4",
               { 1, "Iteration      3(   1)", "Iteration      1(   1)" }) },
      NAN,
      "two-runs",
      CHP_ERROR,
      "two runs were written into one file",
      has_no_energy },
    { "[A4] nothing but a box on the terminal",
      { TEXT("OUTCAR", " vasp.6.4.2 20Jul23 (build Oct 18 2023 14:14:43) complex\n\n"
                       " executed on LinuxIFC date 2024.05.09  11:39:14\n"
                       " running   64 mpi-ranks\n"),
        TEXT("vasp.out", " ----------------------------------------------------\n"
                         "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR     |\n"
                         "|     ERROR: number of atoms are different on        |\n"
                         "|     POSCAR and POTCAR                              |\n"
                         "|     I REFUSE TO CONTINUE WITH THIS SICK JOB        |\n"
                         " ----------------------------------------------------\n") },
      NAN,
      "vasp-message",
      CHP_WARNING,
      "number of atoms are different on POSCAR and POTCAR",
      NULL },
    { "[A4] in words of its own",
      { TEXT("OUTCAR", " vasp.6.4.2 20Jul23 (build Oct 18 2023 14:14:43) complex\n\n"
                       " executed on LinuxIFC date 2024.05.09  11:39:14\n"),
        TEXT("vasp.out", "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR     |\n"
                         "|     The moon is in the wrong house.                |\n"
                         "|  ---->  I REFUSE TO CONTINUE WITH THIS SICK JOB    |\n") },
      NAN,
      "vasp-message",
      CHP_WARNING,
      "The moon is in the wrong house.",
      NULL },
    { "[A4] nothing was written",
      { TEXT("OUTCAR", "") },
      NAN,
      "empty",
      CHP_ERROR,
      "",
      NULL },
    { "[A4] a crash at the start",
      { TEXT("OUTCAR", " vasp.6.4.2 20Jul23 (build Oct 18 2023 14:14:43) complex\n\n"
                       " executed on LinuxIFC date 2024.05.09  11:39:14\n"
                       " running   64 mpi-ranks\n") },
      NAN,
      "truncated",
      CHP_ERROR,
      "in its header",
      NULL },
    { "[A5] files of two systems",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"), SOUND_XML },
      NAN,
      "files-disagree",
      CHP_ERROR,
      "4 atoms here and 2 in vasprun.xml",
      has_no_energy },
    { "[A5] files of two dates",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("vasprun.xml", XML_HEAD("5.4.4.18Apr17", "2024 05 10", "13:39:14")) },
      NH3,
      "dates",
      CHP_WARNING,
      "begun 26.0 h earlier",
      NULL },
    { "[A5] of one date",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("vasprun.xml", XML_HEAD("5.4.4.18Apr17", "2024 05 09", "11:39:15")) },
      NH3,
      "dates",
      UNSAID,
      "",
      NULL },
    { "[3.3] a run that begins after its file was written",
      { OUTCAR("relax-5.4.4", { 1, "date 2024.05.09", "date 2424.05.09" }) },
      NH3,
      "dates",
      CHP_NOTE,
      "days after its file was written",
      NULL },
    { "[A5] files of two versions",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("vasprun.xml", XML_HEAD("6.4.2", "2024 05 09", "11:39:14")) },
      NH3,
      "versions",
      CHP_WARNING,
      "",
      NULL },
    { "[A6] a web page under the name of an OUTCAR",
      { TEXT("OUTCAR", "<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n") },
      NAN,
      NULL,
      UNASKED,
      NULL,
      has_no_energy },
    { "[A6] a pointer of git-annex",
      { TEXT("OUTCAR", "/annex/objects/SHA256E-s123--0123456789abcdef\n") },
      NAN,
      "wrong-format",
      CHP_ERROR,
      "git-annex",
      NULL },
    { "[A6] a pointer to a large file",
      { TEXT("OUTCAR", "version https://git-lfs.github.com/spec/v1\n"
                       "oid sha256:4d7a2146\nsize 12345\n") },
      NAN,
      NULL,
      UNASKED,
      NULL,
      has_no_energy },
    { "[A7] strange bytes in a title",
      { OUTCAR("relax-5.4.4",
               { 1, " SYSTEM =  ammonia", " SYSTEM =  \x01\x1b\xe9\xff" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[A7] and in a number that is needed",
      { OUTCAR("relax-5.4.4", { 1, TOTEN,
                                "free  energy   TOTEN  =       -19.5\xe9"
                                "120876 eV" }) },
      NAN,
      "not-a-number",
      CHP_ERROR,
      "",
      NULL },
    { "[A8] line ends of Windows",
      { OUTCAR("relax-5.4.4", { 0, "\n", "\r\n" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_forces },
    { "[A8] line ends of an old Mac",
      { OUTCAR("relax-5.4.4", { 0, "\n", "\r" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_forces },

    /* numbers */
    { "[B1] stars for a final energy",
      { OUTCAR("relax-5.4.4",
               { 1, TOTEN, "free  energy   TOTEN  = ****************** eV" }) },
      NAN,
      "not-a-number",
      CHP_ERROR,
      "****",
      NULL },
    { "[B1] stars on the way there",
      { OUTCAR("relax-5.4.4", { 3, "-0.3100000E-06", "**************" }) },
      NH3,
      "overflow",
      CHP_WARNING,
      "",
      NULL },
    { "[B2] numbers that touch",
      { TEXT("OSZICAR",
             "DMP: 298     0.148584724251E+01    0.42378E-06   -0.73544E-06   "
             " 36   0.215E+02-0.810E+01\n"
             "   1 F= -.65021466E+01 E0= -.65016163E+01  d E =-.65E+01\n") },
      -6.5016163,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[B2] masses that touch",
      { OUTCAR("relax-5.4.4",
               { 1, "POMASS =  14.00  1.00", "POMASS = 106.42196.97" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_heavy_atoms },
    { "[B3] an exponent without its letter",
      { TEXT("OSZICAR",
             "DAV:   1    -0.650214658356E+01    0.70014E+00   -0.13E+00\n"
             "DAV:   2    -0.650214658356E+01   -.302333-128   -.302333-128\n"
             "   1 F= -.65021466E+01 E0= -.65016163E+01  d E =-.1E+01\n"),
        TEXT("INCAR", "EDIFF = 1E-6\nNSW = 0\n") },
      -6.5016163,
      NULL,
      UNASKED,
      NULL,
      is_converged },
    { "[B4] Fortran's spellings",
      { OUTCAR("relax-5.4.4", { 1, "EDIFF  = 0.1E-05", "EDIFF  = .1D-05 " }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      is_converged },
    { "[B5] an energy that is NaN",
      { OUTCAR("relax-5.4.4",
               { 1, TOTEN, "free  energy   TOTEN  =                NaN eV" }) },
      NAN,
      "not-a-number",
      CHP_ERROR,
      "NaN",
      NULL },
    { "[B5] a force that is infinite",
      { OUTCAR("relax-5.4.4", { 1, "      0.012000\n", "      Infinity\n" }) },
      NAN,
      "not-a-number",
      CHP_ERROR,
      "force on atom 1",
      NULL },
    { "[B6] memory that is N/A",
      { OUTCAR("static-6.4.2", { 1, "Maximum memory used (kb):      114632.",
                                 "Maximum memory used (kb):          N/A" }) },
      NIO,
      "not-a-number",
      UNSAID,
      NULL,
      has_elapsed },
    { "[B7] times that touch, and a negative zero",
      { OUTCAR("static-6.4.2",
               { 1, "User time (sec):       10.500",
                 "User time (sec):    38919.7238932.60" },
               { 1, "         0.000000      0.000000      0.000000\n",
                 "        -0.000000     -0.000000     -0.000000\n" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      has_elapsed },
    { "[B8] in a structure",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("POSCAR", "NH3\n1,0\n8,0 0,0 0,0\n0,0 8,5 0,0\n0,0 0,0 9,0\nN H\n1 3\n") },
      NH3,
      "not-a-number",
      CHP_WARNING,
      "1,0",
      NULL },
    { "[B8] a decimal comma",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("INCAR", "ENCUT = 400\nSIGMA = 0,05\n") },
      NH3,
      "not-a-number",
      CHP_WARNING,
      "SIGMA is '0,05'",
      NULL },

};

START_TEST(a_pitfall_of_a_file_is_known)
{
    pitfall_check(&pitfalls[_i]);
}
END_TEST

/* --- gigabytes ------------------------------------------------------------------- */

/* The steps of a fixture again and again, numbered on, given in pieces as a file is. */
typedef struct {
    str head, step; // the step is that of number 1
    size_t n, n_steps;
    char *window;
} long_file;

static bool more_steps(scan *s)
{
    long_file *f = s->source;
    if (f->n == f->n_steps)
        return false;
    arena a = { 0 };
    str piece = f->head;
    if (f->n++ > 0)
        piece = edited(&a, f->step, 0, "Iteration      1(",
                       arena_print(&a, "Iteration %6zu(", f->n));
    else
        piece = joined(&a, f->head, f->step);
    char *window = malloc(s->rest.len + piece.len);
    if (s->rest.len > 0)
        memcpy(window, s->rest.at, s->rest.len);
    memcpy(window + s->rest.len, piece.at, piece.len);
    s->rest = (str){ window, s->rest.len + piece.len };
    free(f->window);
    f->window = window;
    arena_clear(&a);
    return true;
}

/* The bytes that reading so many steps took. */
static size_t memory_of(size_t n_steps)
{
    str text = pitfall_fixture("outcar/relax-5.4.4");
    str head =
        cut_before(&folder.a, text, 1,
                   "--------------------------------------- Iteration      1(   1)");
    str both =
        cut_before(&folder.a, text, 1,
                   "--------------------------------------- Iteration      2(   1)");
    long_file f = { .head = head,
                    .step = str_from(both, head.len),
                    .n_steps = n_steps };
    scan in = { .at.path = "OUTCAR", .more = more_steps, .source = &f };
    arena a = { 0 };
    size_t before = mallinfo2().uordblks;
    chp_calc calc = { 0 };
    reading r = { .a = &a, .diag = chp_diag_new() };
    (void)!format_outcar.read(&in, &r, &calc); // without its end it is cut
    ck_assert_uint_eq(calc.n_ionic_steps, n_steps);
    free(f.window);
    size_t n_bytes = mallinfo2().uordblks - before;
    chp_diag_free(r.diag);
    arena_clear(&a);
    return n_bytes;
}

/* [A10] */
START_TEST(memory_does_not_grow_with_the_steps)
{
    ck_assert_uint_le(memory_of(2000), memory_of(20) + 1024);
}
END_TEST

/* --- the user's locale ------------------------------------------------------------ */

/* [B9] */
START_TEST(a_decimal_comma_of_the_locale_changes_no_number)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8" };
    const char *found = NULL;
    for (size_t i = 0; i < 3 && !found; i++)
        found = setlocale(LC_ALL, names[i]);
    if (!found)
        puts("gather/pitfalls_files: no locale with a decimal comma is installed");
    folder_put("vasprun.xml", pitfall_fixture("vasprun/relaxation.xml"));
    folder_put("POSCAR", STR("Zr N\n0.1D+01\n10.0 0 0\n0 10.0 0\n0 0 10.0\nZr N\n1 1\n"
                             "Direct\n0 0 0\n0.0 0.0 0.2\n"));
    const chp_run *run = pitfall_read();
    ck_assert(!run->is_refused);
    ck_assert_double_eq(run->calc.energies.sigma0_eV.value, ZRN);
    ck_assert_double_eq(run->calc.max_force_eV_A.value, 0.005);
    setlocale(LC_ALL, "C");
}
END_TEST

Suite *suite_pitfalls_files(void)
{
    TCase *tc = tcase_create("pitfalls_files");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_of_a_file_is_known, 0,
                        sizeof pitfalls / sizeof *pitfalls);
    tcase_add_test(tc, memory_does_not_grow_with_the_steps);
    tcase_add_test(tc, a_decimal_comma_of_the_locale_changes_no_number);
    Suite *suite = suite_create("gather/pitfalls_files");
    suite_add_tcase(suite, tc);
    return suite;
}
