/* What goes wrong when runs of VASP are read, one pitfall after the other: a folder is
 * made as it was met, and read as a user would read it. Each row would fail without the
 * rule that it is about.
 *
 *     A  the file as a whole         E  OUTCAR and OSZICAR
 *     B  numbers                     F  structures
 *     C  energies                    G  frequencies
 *     D  vasprun.xml
 *
 * Pitfalls that want more than a folder (compressed files, studies, archives) are
 * tested where their rule lives, with the same mark: `make pitfalls` lists them all.
 */
#include <locale.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "chepath/calc.h"
#include "formats/outcars.h"
#include "scratch.h"
#include "suites.h"

static arena memory;
static const char *folder;
static chp_runs *runs;

static void begin(void)
{
    memory = (arena){ 0 };
    folder = scratch_new(&memory);
    runs = NULL;
}

static void end(void)
{
    chp_runs_free(runs);
    scratch_remove(folder);
    arena_clear(&memory);
}

static const chp_run *read_folder(void)
{
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    options.keep_steps = true;
    chp_diag *diag = chp_diag_new();
    chp_diag_allow(diag, "energy-changes"); // the fixture of XML ends steeply,
    chp_diag_allow(diag, "smearing");       // and hot
    chp_runs_free(runs);
    runs = chp_runs_read(&folder, 1, &options, diag);
    chp_diag_free(diag);
    return chp_runs_get(runs, 0);
}

/* --- what a row is made of ------------------------------------------------------- */

typedef struct {
    size_t n; // which occurrence, from 1; 0: all
    const char *from, *to;
} change;

typedef struct {
    const char *name, *fixture; // of tests/data; NULL: it is empty, or the text below
    change changes[4];
    const char *cut_before, *followed_by; // a mark in it; another fixture
} content;

enum { UNSAID = -1, UNASKED = -2 };

typedef struct {
    const char *what; // with its mark
    content files[3];
    double sigma0_eV; // of a sound run; NaN: the run is refused
    const char *code; // what is said; NULL: not asked
    int severity;
    const char *fact; // part of it
    bool (*see)(const chp_calc *c);
} pitfall;

#define AS_IT_IS(file, fixture_)                                                       \
    {                                                                                  \
        .name = file, .fixture = fixture_                                              \
    }
#define OUTCAR(fixture_, ...)                                                          \
    {                                                                                  \
        .name = "OUTCAR", .fixture = "outcar/" fixture_, .changes = { __VA_ARGS__ }    \
    }
#define XML(...)                                                                       \
    {                                                                                  \
        .name = "vasprun.xml", .fixture = "vasprun/relaxation.xml", .changes = {       \
            __VA_ARGS__                                                                \
        }                                                                              \
    }
#define TEXT(file, text)                                                               \
    {                                                                                  \
        .name = file, .changes = { { .to = text } }                                    \
    }
#define SOUND_XML AS_IT_IS("vasprun.xml", "vasprun/relaxation.xml")

/* --- what may be seen in a run --------------------------------------------------- */

static bool has_no_energy(const chp_calc *c)
{
    return !c->energies.toten_eV.known && !c->energies.sigma0_eV.known;
}
static bool has_two_steps(const chp_calc *c)
{
    return c->n_ionic_steps == 2 && c->electronic != CHP_NO && c->ionic == CHP_UNKNOWN;
}
static bool has_dispersion(const chp_calc *c)
{
    return c->dispersion_eV.known && fabs(c->dispersion_eV.value + 0.00289) < 1e-8;
}
static bool has_dipole(const chp_calc *c)
{
    return c->dipole_eV.known && fabs(c->dipole_eV.value + 0.007144) < 1e-8;
}
static bool is_of_frequencies(const chp_calc *c)
{
    return c->kind == CHP_RUN_FREQUENCIES &&
           c->last_step.sigma0_eV.value != c->energies.sigma0_eV.value;
}
static bool has_elapsed(const chp_calc *c)
{
    return c->elapsed_s.known && c->elapsed_s.value == 12.5;
}
static bool is_converged(const chp_calc *c)
{
    return c->electronic == CHP_YES;
}
static bool is_unconverged(const chp_calc *c)
{
    return c->electronic == CHP_NO;
}
static bool has_four_atoms(const chp_calc *c)
{
    return c->n_atoms == 4 && c->energies.toten_eV.value == -19.54120876;
}
static bool is_dynamics(const chp_calc *c)
{
    return c->kind == CHP_RUN_DYNAMICS && c->energies.toten_eV.value == -1217.5267;
}
static bool has_no_solvation(const chp_calc *c)
{
    return !c->solvation_eV.known;
}
static bool is_cut(const chp_calc *c)
{
    return c->finished == CHP_NO;
}
static bool is_finished(const chp_calc *c)
{
    return c->finished == CHP_YES;
}
static bool has_setting(const chp_calc *c, const char *tag, const char *value)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return value ? s && strcmp(s->value, value) == 0 : !s;
}
static bool is_of_initialpos(const chp_calc *c)
{
    return c->initial->fractional[1][2] == 0.2 &&
           has_setting(c, "KPOINTS", "Gamma 3 2 1");
}
static bool has_trimmed_settings(const chp_calc *c)
{
    return has_setting(c, "GGA", "--") && has_setting(c, "METAGGA", "R2SCAN");
}
static bool has_first_settings(const chp_calc *c)
{
    return has_setting(c, "NELM", "60") && has_setting(c, "ISPIN", "2");
}
static bool has_both_U(const chp_calc *c)
{
    double U[2];
    const chp_setting *s = chp_calc_setting(c, "LDAUU");
    return s && sscanf(s->value, "%lf %lf", &U[0], &U[1]) == 2 && U[0] == 4 &&
           U[1] == 0;
}
static bool has_no_U(const chp_calc *c)
{
    return has_setting(c, "LDAUU", NULL);
}
static bool has_used_cutoff(const chp_calc *c)
{
    return has_setting(c, "ENCUT", "400.00000000");
}
static bool has_zirconium(const chp_calc *c)
{
    return c->species[0].atomic_number == 40;
}
static bool has_two_types_of_zirconium(const chp_calc *c)
{
    return c->n_species == 2 && c->species[1].atomic_number == 40;
}
static bool has_the_sections_settings(const chp_calc *c)
{
    return has_setting(c, "ENCUT", "520.0") && has_setting(c, "NELM", "100");
}
static bool has_no_metagga(const chp_calc *c)
{
    return has_setting(c, "METAGGA", NULL);
}
static bool has_ammonia(const chp_calc *c)
{
    return c->n_species == 2 && c->species[0].atomic_number == 7 &&
           c->species[0].count == 1 && c->species[1].atomic_number == 1 &&
           c->species[1].count == 3;
}
static bool has_bands(const chp_calc *c)
{
    return has_setting(c, "NBANDS", "32");
}
static bool has_no_forces(const chp_calc *c)
{
    return !c->force_eV_A && !c->max_force_eV_A.known && c->n_ionic_steps == 3;
}
static bool has_forces(const chp_calc *c)
{
    return c->force_eV_A && c->force_eV_A[0][2] == 0.012;
}
static bool has_moments(const chp_calc *c)
{
    return c->n_moments == 2 && c->moment_muB[0] == 1.712 && c->moment_muB[1] == 0.031;
}
static bool has_no_fermi_level(const chp_calc *c)
{
    return !c->e_fermi_eV.known;
}
static bool is_5_4_1(const chp_calc *c)
{
    return c->version[0] == 5 && c->version[1] == 4 && c->version[2] == 1;
}
static bool has_the_last_cell(const chp_calc *c)
{
    return c->initial->lattice_A[0][0] == 8.0 && c->final->lattice_A[0][0] == 8.1;
}
static bool is_at_its_first_structure(const chp_calc *c)
{
    return c->final == c->initial;
}
static bool has_an_upper_bound(const chp_calc *c)
{
    return c->max_force_eV_A.known && c->force_is_free == CHP_UNKNOWN;
}
static bool has_an_isotope(const chp_calc *c)
{
    return c->species[1].mass_u.value == 2.01;
}
static bool has_three_modes(const chp_calc *c)
{
    return c->n_modes == 3 && c->n_atoms == 2;
}
static bool has_an_imaginary_mode(const chp_calc *c)
{
    return c->n_modes == 3 && c->mode_cm1[2] == -90.321398 && c->mode_cm1[1] > 0;
}
static bool has_heavy_atoms(const chp_calc *c)
{
    return c->species[0].mass_u.value == 106.42 && c->species[1].mass_u.value == 196.97;
}
static bool has_shift(const chp_calc *c)
{
    return c->fermi_shift_eV.known && c->fermi_shift_eV.value == 1.85;
}

/* --- the rows -------------------------------------------------------------------- */

#define TOTEN   "free  energy   TOTEN  =       -19.54120876 eV"
#define REACHED "aborting loop because EDIFF is reached "
#define MISSED  "aborting loop EDIFF was not reached (unconverged) "
#define NH3     -19.54114876
#define NIO     -31.44120761
#define ZRN     -16.59

/* A vasprun.xml of NH3 that was cut before its first step. */
#define XML_HEAD(version, date, time)                                                  \
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<modeling>\n <generator>\n"      \
    "  <i name=\"version\" type=\"string\">" version " </i>\n"                         \
    "  <i name=\"date\" type=\"string\">" date " </i>\n"                               \
    "  <i name=\"time\" type=\"string\">" time " </i>\n </generator>\n"

#define POSITIONS                                                                      \
    "Direct\n0.5 0.5 0.5\n0.619 0.5 0.46\n0.4415 0.59526 0.46\n0.4415 0.40474 0.46\n"
#define BOX "8 0 0\n0 8.5 0\n0 0 9\n"

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
    { "[B8] a decimal comma",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("INCAR", "ENCUT = 400\nSIGMA = 0,05\n") },
      NH3,
      "not-a-number",
      CHP_WARNING,
      "SIGMA is '0,05'",
      NULL },

    /* energies */
    { "[C1] labels of VASP 5", { SOUND_XML }, ZRN, NULL, UNASKED, NULL, NULL },
    { "[C1] labels of VASP 6, whatever the version says",
      { XML({ 1,
              "<i name=\"e_wo_entrp\">     -16.59000000 </i>\n"
              "   <i name=\"e_0_energy\">      -0.03000000 </i>",
              "<i name=\"e_wo_entrp\">     -16.57000000 </i>\n"
              "   <i name=\"e_0_energy\">     -16.59000000 </i>" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[3.2] the smearing is not told",
      { OUTCAR("static-4.6", { 1, "   ISMEAR =", "   ISMEAX =" }) },
      -19.507578,
      "smearing-unknown",
      CHP_WARNING,
      "",
      NULL },
    { "[3.2] nor in XML",
      { XML({ 1, "name=\"ISMEAR\"", "name=\"ISMEAX\"" }) },
      ZRN,
      "smearing-unknown",
      CHP_WARNING,
      "",
      NULL },
    { "[C2] dispersion comes after the electronic steps",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_dispersion },
    { "[C3] and so does a dipole without LDIPOL",
      { OUTCAR("relax-5.4.4", { 1, "-19.54120876", "-19.54835276" },
               { 1, "-19.54108876", "-19.54823276" },
               { 1, "-19.54114876", "-19.54829276" },
               { 3, "         DFTD3",
                 "  *************** adding dipol energy to TOTEN NOW\n" }) },
      -19.54829276,
      NULL,
      UNASKED,
      NULL,
      has_dipole },
    { "[C4] the first step of a frequency run",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      is_of_frequencies },
    { "[C5] linear response follows the ground state",
      { OUTCAR("static-6.4.2",
               { 1, "     LOOP+:",
                 "------------------ Iteration      1(   1)  ------------------\n"
                 "  free  energy   TOTEN  =        -1.00000000 eV\n\n"
                 "  energy without entropy =        -1.00000000\n     LOOP+:" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C6] the dummy of a force field",
      { AS_IT_IS("OUTCAR", "outcar/ml-6.3.2") },
      -6.692413,
      "machine-learned",
      CHP_NOTE,
      "",
      NULL },
    { "[C6] an energy of exactly zero",
      { TEXT("OSZICAR", "   1 F= 0.00000000E+00 E0= 0.00000000E+00  d E =0.0E+00\n") },
      NAN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C8] the kinetic energy of molecular dynamics",
      { TEXT("OSZICAR",
             "      1 T=   293. E= -.12092994E+04 F= -.12175267E+04 "
             "E0= -.12162700E+04  EK= 0.82272E+01 SP= 0.00E+00 SK= 0.00E+00\n") },
      -1216.27,
      NULL,
      UNASKED,
      NULL,
      is_dynamics },
    { "[C8] a pressure",
      { OUTCAR("relax-5.4.4", { 1, "PSTRESS=    0.0", "PSTRESS=   50.0" }) },
      NH3,
      "pressure",
      CHP_NOTE,
      "leave p V out",
      NULL },
    { "[C8] a pressure whose work is in vasprun.xml",
      { XML({ 1, "<i type=\"string\" name=\"METAGGA\">",
              "<i name=\"PSTRESS\"> 10.0</i>"
              "<i type=\"string\" name=\"METAGGA\">" }) },
      ZRN,
      "pressure",
      CHP_WARNING,
      "hold the work",
      NULL },
    { "[C9] energies are those of the cell, not of an atom",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_four_atoms },
    { "[C10] a run of excitations has no ground state",
      { AS_IT_IS("OUTCAR", "outcar/static-6.4.2"), TEXT("INCAR", "ALGO = EVGW0\n") },
      NAN,
      "no-ground-state",
      CHP_ERROR,
      "EVGW0",
      NULL },
    { "[C12] the last step did not converge",
      { OUTCAR("relax-5.4.4", { 3, REACHED, MISSED }) },
      NAN,
      "not-converged",
      CHP_ERROR,
      "electrons of ionic step 3",
      is_unconverged },
    { "[C12] an earlier one did not",
      { OUTCAR("relax-5.4.4", { 1, REACHED, MISSED }) },
      NH3,
      "not-converged",
      CHP_WARNING,
      "in 1 earlier ionic steps",
      is_converged },
    { "[C13] two energies on one line",
      { OUTCAR("relax-5.4.4", { 1, TOTEN, TOTEN "    w/o vdW =     -19.53831876" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[C14] six decimals",
      { AS_IT_IS("OUTCAR", "outcar/static-4.6") },
      -19.507578,
      "energies-disagree",
      UNSAID,
      NULL,
      NULL },

    /* vasprun.xml */
    { "[D1] the end is missing",
      { XML({ 1, "</modeling>", "" }) },
      ZRN,
      "truncated",
      CHP_WARNING,
      "behind its 2 whole steps",
      is_cut },
    { "[D2] a wrong tag in the middle",
      { XML({ 1, " </calculation>", " </calculatiom>" }) },
      NAN,
      "malformed-xml",
      CHP_ERROR,
      "",
      NULL },
    { "[D3] a control byte where a number is read",
      { XML({ 1, "      1.20000000 </v>", "      1.2000000\x01 </v>" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL }, // of a step that is only glanced at
    { "[D3] in the step that counts",
      { XML({ 1, "      0.30000000 </v>", "      0.3000000\x01 </v>" }) },
      NAN,
      "malformed-xml",
      CHP_ERROR,
      "",
      NULL },
    { "[D4] UTF-8 in a file that says ISO-8859-1",
      { XML({ 1, "N on Zr", "N \xe2\x86\x92 Zr" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D5] a step without energies",
      { XML({ 1,
              "<i name=\"e_wo_entrp\">     -16.59000000 </i>\n   <i "
              "name=\"e_0_energy\">      -0.03000000 </i>",
              "" }) },
      NAN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D6] steps of a force field",
      { XML({ 2, " </calculation>",
              " </calculation><structure></structure><energy><i "
              "name=\"e_fr_energy\">-1</i></energy>" }) },
      ZRN,
      "machine-learned",
      CHP_NOTE,
      "1 energies of a force field",
      NULL },
    { "[D7] structures and k-points are chosen by name",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      is_of_initialpos },
    { "[D8] padded names and commented values",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_trimmed_settings },
    { "[D9] tags that stand there twice",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_first_settings },
    { "[D10] LDAUU is that of <incar>",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_both_U },
    { "[D10] and never the one entry of <parameters>",
      { XML({ 1, "<v name=\"LDAUU\">      4.00000000      0.00000000</v>", "" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_no_U },
    { "[D11] the cut-off that was used is ENMAX",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_used_cutoff },
    { "[D12] wrong names of elements",
      { SOUND_XML },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_zirconium },
    { "[D12] and in OUTCAR those that contradict the title",
      { OUTCAR("relax-5.4.4", { 1, "VRHFIN =N: s2p3", "VRHFIN =C: s2p2" }) },
      NH3,
      "potcar-names",
      CHP_WARNING,
      "says of itself that it is C",
      has_ammonia },
    { "[D12] or that are cut",
      { OUTCAR("relax-5.4.4", { 1, "VRHFIN =N: s2p3", "VRHFIN =r : s2p2" }) },
      NH3,
      "potcar-names",
      UNSAID,
      NULL,
      has_ammonia },
    { "[D13] stars that nobody needs",
      { XML({ 1, "<i name=\"SIGMA\">      0.20000000</i>",
              "<i name=\"SIGMA\">**********</i><v name=\"MAGMOM\">2**** 1.0</v>" }) },
      ZRN,
      "not-a-number",
      UNSAID,
      NULL,
      NULL },
    { "[D14] one element in two types",
      { XML({ 1, "<c>  PAW_PBE N 08Apr2002", "<c>  PAW_PBE Zr 08Apr2002" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      has_two_types_of_zirconium },
    { "[D15] NaN in what is passed unread",
      { XML({ 1, "<r>   ********   0.0000", "<r>   NaN \x01 & <z>   0.0000" }) },
      ZRN,
      NULL,
      UNASKED,
      NULL,
      NULL },
    { "[D16] a DTD",
      { XML({ 1, "<modeling>", "<!DOCTYPE a [<!ENTITY b \"c\">]><modeling>" }) },
      NAN,
      "refused-xml",
      CHP_ERROR,
      "",
      NULL },

    /* OUTCAR and OSZICAR */
    { "[E1] tags in the user's comments",
      { OUTCAR("static-6.4.2",
               { 1, "   NSW = 0", "   NELM = 1 ! NELM = 2; ENCUT  =  1.0" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      has_the_sections_settings },
    { "[E2] the meta-GGA that every file has",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_no_metagga },
    { "[E3] counts that are not shown, with CONTCAR beside",
      { OUTCAR("relax-5.4.4", { 1, "=               1   3", "=            ****" }),
        TEXT("CONTCAR", "NH3\n1.0\n" BOX "N H\n1 3\n" POSITIONS) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[E3] a number of bands that is blank the second time",
      { OUTCAR("static-6.4.2", { 1, " SYSTEM =  NiO",
                                 "   k-points           NKPTS =     10   k-points in "
                                 "BZ     NKDIM =     10   "
                                 "number of bands    NBANDS=\n SYSTEM =  NiO" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      has_bands },
    { "[E4] 'EDIFF is reached' although NELM was",
      { AS_IT_IS("OUTCAR", "outcar/nelm-5.3.5") },
      NAN,
      "not-converged",
      CHP_ERROR,
      "",
      is_unconverged },
    { "[E5] convergence in the last step allowed",
      { OUTCAR("nelm-5.3.5", { 1, "-0.3210000E-01  (-0.1605000E-01)",
                               "-0.3210000E-06  (-0.1605000E-06)" }) },
      -18.20007233,
      "not-converged",
      UNSAID,
      NULL,
      is_converged },
    { "[E6] steps without forces",
      { OUTCAR("relax-5.4.4", { 0, " POSITION       ", " WITHOUT        " }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_no_forces },
    { "[E7] a table of forces with nine columns",
      { OUTCAR(
          "relax-5.4.4",
          { 0, "TOTAL-FORCE (eV/Angst)", "TOTAL-FORCE (eV/Angst)   FORCE-w/o vdW" },
          { 1, "0.012000\n",
            "0.012000      1.000000      1.000000      1.000000\n" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_forces },
    { "[E8] moments and not charges",
      { AS_IT_IS("OUTCAR", "outcar/static-6.4.2") },
      NIO,
      NULL,
      UNASKED,
      NULL,
      has_moments },
    { "[E9] a Fermi level of stars",
      { OUTCAR("relax-5.4.4", { 0, " E-fermi :  -5.8123", " E-fermi :*********" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_no_fermi_level },
    { "[E10] a version in the first column, and words after it",
      { AS_IT_IS("OUTCAR", "outcar/beef-vaspsol") },
      -7.01112222,
      NULL,
      UNASKED,
      NULL,
      is_5_4_1 },
    { "[E11] an OSZICAR of fewer steps",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("OSZICAR", "   1 F= -.19410305E+02 E0= -.19410245E+02  d E =-.1E+02\n") },
      NH3,
      "step-counts",
      CHP_WARNING,
      "3 whole ionic steps here and 1",
      NULL },
    { "[E12] a temperature of stars",
      { TEXT("OSZICAR",
             "      1 T= ****** E= 0.64876404E+06 F= -.12175267E+04 "
             "E0= -.12162700E+04  EK= 0.65E+06 SP= 0.00E+00 SK= 0.00E+00\n") },
      -1216.27,
      NULL,
      UNASKED,
      NULL,
      is_dynamics },
    { "[E13] lines of patched builds",
      { TEXT("OSZICAR",
             "       N       E                     dE             d eps\n\n"
             "DAV:   1    -0.65E+01   -0.65E+01   -0.76E+02   220   0.72E+00\n"
             "SOL:  61  -0.56628E+01    0.00000E+00   -0.56628E+01   111\n"
             "  FERMI_SHIFT =     1.85\n\n"
             "   1 F= -.65021466E+01 E0= -.65016163E+01  d E =-.65E+01\n") },
      -6.5016163,
      NULL,
      UNASKED,
      NULL,
      has_shift },
    { "[E14] a solvation line of zeros",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_no_solvation },
    { "[E14] LSOL without a solvation model",
      { OUTCAR("static-6.4.2", { 1, "   ENCUT = 520", "   LSOL = .TRUE." }) },
      NAN,
      "no-solvation",
      CHP_ERROR,
      "one in vacuum",
      NULL },
    { "[E15] without descriptions of the POTCARs",
      { OUTCAR("relax-5.4.4", { 0, "   VRHFIN =", "   XXXXXX =" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[E16] a box in the middle that the run survived",
      { OUTCAR("relax-5.4.4",
               { 1, "     LOOP+:",
                 "|     ZBRENT: fatal error in bracketing     |\n     LOOP+:" }) },
      NH3,
      "vasp-message",
      CHP_WARNING,
      "line search",
      NULL },
    { "[E17] a table of moments without its sum",
      { OUTCAR("static-6.4.2",
               { 1, "tot          0.022   0.031   1.690   1.743\n", "" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      has_moments },
    { "[E18] a profile behind the timing block",
      { OUTCAR("static-6.4.2",
               { 1, "Minor page faults:        13913\n",
                 "Minor page faults:        13913\n\n Profiling\n ---------\n"
                 " index   cum-CPU%   cum-time   #calls\n    1      99.1       10.9   "
                 "1\n" }) },
      NIO,
      NULL,
      UNASKED,
      NULL,
      is_finished },
    { "[E19] a loop's end glued to another line",
      { OUTCAR("relax-5.4.4", { 3, "------------------------ aborting",
                                "soft charge along 1010:----- aborting" }) },
      NH3,
      "spliced",
      CHP_WARNING,
      "ionic step 3 is suspect",
      is_converged },
    { "[E20] a slab whose cell was relaxed",
      { OUTCAR("relax-5.4.4", { 1, "ISIF   =      2", "ISIF   =      3" },
               { 4, "     8.000000000  0.000000000  0.000000000",
                 "     8.100000000  0.000000000  0.000000000" },
               { 4, "volume of cell :      612.00", "volume of cell :      619.65" }) },
      NH3,
      "cell-relaxed",
      UNASKED,
      NULL,
      has_the_last_cell },

    /* structures */
    { "[F1] a CONTCAR without species",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "my gas\n1.0\n" BOX "1 3\n" POSITIONS) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[F2] species with the hash of their POTCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "NH3\n1.0\n" BOX "N_s/5e0f28cc669 H1.25\n1 3\n" POSITIONS) },
      NH3,
      "species-order",
      UNSAID,
      NULL,
      has_ammonia },
    { "[F3] POTCARs in another order than POSCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("CONTCAR", "NH3\n1.0\n" BOX "H N\n1 3\n" POSITIONS) },
      NAN,
      "species-order",
      CHP_ERROR,
      "1 N here and 1 H in CONTCAR",
      NULL },
    { "[F9] an empty CONTCAR",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"), TEXT("CONTCAR", "") },
      NH3,
      "empty",
      CHP_WARNING,
      "",
      has_forces },
    { "[F10] the CONTCAR of a frequency run",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4"),
        TEXT("CONTCAR", "NH\n1.0\n10 0 0\n0 10 0\n0 0 10\nN H\n1 1\nDirect\n"
                        "0 0 0\n0 0 0.3\n") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      is_at_its_first_structure },
    { "[F12] which atoms are frozen is not told",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4") },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_an_upper_bound },
    { "[F13] a fraction of a hydrogen",
      { OUTCAR("relax-5.4.4",
               { 1, "TITEL  = PAW_PBE H 1", "TITEL  = PAW_PBE H.75 1" }) },
      NH3,
      "fractional-hydrogen",
      CHP_WARNING,
      "",
      has_ammonia },
    { "[F13] deuterium, by its mass",
      { OUTCAR("relax-5.4.4",
               { 1, "POMASS =  14.00  1.00", "POMASS =  14.00  2.01" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_an_isotope },

    /* frequencies */
    { "[G1] modes that are printed twice",
      { AS_IT_IS("OUTCAR", "outcar/freq-nwrite3") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      has_three_modes },
    { "[G2] as many modes as free axes",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      "modes",
      UNSAID,
      NULL,
      has_three_modes },
    { "[G4] imaginary modes keep their sign",
      { AS_IT_IS("OUTCAR", "outcar/freq-5.4.4") },
      -8.12019567,
      NULL,
      UNASKED,
      NULL,
      has_an_imaginary_mode },
    { "[G6] no table of modes, but the force constants",
      { OUTCAR("freq-5.4.4", { 1, "Eigenvectors and eigenvalues", "Eigenvectors" }) },
      -8.12019567,
      "modes-rebuilt",
      CHP_WARNING,
      "",
      has_three_modes },
    { "[G6] neither",
      { OUTCAR("freq-5.4.4", { 1, "Eigenvectors and eigenvalues", "Eigenvectors" },
               { 0, "SECOND DERIVATIVES", "SECOND xxxxxxxxxxx" },
               { 0, " POSITION       ", " WITHOUT        " }) },
      NAN,
      "modes",
      CHP_ERROR,
      "no whole table",
      NULL },
    { "[G6] a run cut at a displacement",
      { { .name = "OUTCAR",
          .fixture = "outcar/freq-5.4.4",
          .cut_before =
              " Finite differences progress:\n  Degree of freedom:   2/  3" } },
      NAN,
      "truncated",
      CHP_ERROR,
      "at displacement 2 of 6",
      NULL },
    { "[G10] forces at the equilibrium",
      { OUTCAR("freq-5.4.4", { 1, "     -0.013000", "     -0.093000" }) },
      -8.12019567,
      "forces",
      CHP_WARNING,
      "0.093 eV/Å",
      NULL },
    { "[G11] a displaced step that did not converge",
      { OUTCAR("freq-5.4.4", { 3, REACHED, MISSED }) },
      NAN,
      "not-converged",
      CHP_ERROR,
      "along degree of freedom 1",
      NULL },
    { "[G13] a displacement that is too large",
      { OUTCAR("freq-5.4.4", { 1, "POTIM=  1.5", "POTIM=  5.0" }) },
      -8.12019567,
      "displacement",
      CHP_WARNING,
      "0.05 Å",
      NULL },
    { "[4.3] fewer displacements than NFREE asks for",
      { OUTCAR("freq-5.4.4", { 1, "NFREE  =      2", "NFREE  =      4" }) },
      -8.12019567,
      "displacements",
      CHP_WARNING,
      "6 displacements were made of 3 degrees of freedom, with NFREE = 4",
      NULL },
    { "[G14] a displaced step below the first",
      { OUTCAR("freq-5.4.4", { 0, "-8.11962877", "-8.12962877" },
               { 0, "-8.11932877", "-8.12932877" },
               { 0, "-8.11947877", "-8.12947877" }) },
      -8.12019567,
      "equilibrium",
      CHP_WARNING,
      "degree of freedom 2",
      NULL },
    { "[G15] all displaced steps far below the first",
      { OUTCAR("freq-5.4.4", { 0, "-8.12034567", "-8.02034567" },
               { 0, "-8.12004567", "-8.02004567" },
               { 0, "-8.12019567", "-8.02019567" }) },
      NAN,
      "equilibrium",
      CHP_ERROR,
      "all 6 displaced steps",
      has_three_modes },
};

/* --- making and judging ---------------------------------------------------------- */

static str fixture(const char *name)
{
    str text = file_text(&memory, arena_print(&memory, "tests/data/%s", name));
    ck_assert_msg(text.len > 0, "%s is not there", name);
    return text;
}

static void put(const content *f)
{
    const size_t most = sizeof f->changes / sizeof *f->changes;
    str text = f->fixture ? fixture(f->fixture) : str_of(f->changes[0].to);
    for (size_t i = 0; f->fixture && i < most && f->changes[i].from; i++)
        text = edited(&memory, text, f->changes[i].n, f->changes[i].from,
                      f->changes[i].to);
    if (f->cut_before)
        text = cut_before(&memory, text, 1, f->cut_before);
    if (f->followed_by)
        text = joined(&memory, text, fixture(f->followed_by));
    scratch_file(&memory, folder, f->name, text);
}

static bool says(const chp_run *run, const pitfall *p)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(run->diag, i)); i++)
        if (strcmp(m->code, p->code) == 0 &&
            (p->severity == UNSAID || (int)m->severity == p->severity) &&
            (!p->fact || strstr(m->fact, p->fact)))
            return true;
    return false;
}

START_TEST(a_pitfall_is_known)
{
    const pitfall *p = &pitfalls[_i];
    for (size_t i = 0; i < 3 && p->files[i].name; i++)
        put(&p->files[i]);
    const chp_run *run = read_folder();
    bool is_sound = !isnan(p->sigma0_eV);
    ck_assert_msg(run->is_refused != is_sound, "%s", p->what);
    if (is_sound)
        ck_assert_msg(fabs(run->calc.energies.sigma0_eV.value - p->sigma0_eV) < 1e-8,
                      "%s: %.8f", p->what, run->calc.energies.sigma0_eV.value);
    if (p->severity != UNASKED)
        ck_assert_msg(says(run, p) == (p->severity != UNSAID), "%s", p->what);
    ck_assert_msg(!p->see || p->see(&run->calc), "%s", p->what);
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
    str text = fixture("outcar/relax-5.4.4");
    str head =
        cut_before(&memory, text, 1,
                   "--------------------------------------- Iteration      1(   1)");
    str both =
        cut_before(&memory, text, 1,
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

/* --- [B9] the user's locale --------------------------------------------------------
 */

/* [B9] */
START_TEST(a_decimal_comma_of_the_locale_changes_no_number)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8" };
    const char *found = NULL;
    for (size_t i = 0; i < 3 && !found; i++)
        found = setlocale(LC_ALL, names[i]);
    if (!found)
        puts("gather/pitfalls: no locale with a decimal comma is installed");
    scratch_file(&memory, folder, "vasprun.xml", fixture("vasprun/relaxation.xml"));
    scratch_file(&memory, folder, "POSCAR",
                 STR("Zr N\n0.1D+01\n10.0 0 0\n0 10.0 0\n0 0 10.0\nZr N\n1 1\n"
                     "Direct\n0 0 0\n0.0 0.0 0.2\n"));
    const chp_run *run = read_folder();
    ck_assert(!run->is_refused);
    ck_assert_double_eq(run->calc.energies.sigma0_eV.value, ZRN);
    ck_assert_double_eq(run->calc.max_force_eV_A.value, 0.005);
    setlocale(LC_ALL, "C");
}
END_TEST

Suite *suite_pitfalls(void)
{
    TCase *tc = tcase_create("pitfalls");
    tcase_add_checked_fixture(tc, begin, end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_is_known, 0, sizeof pitfalls / sizeof *pitfalls);
    tcase_add_test(tc, memory_does_not_grow_with_the_steps);
    tcase_add_test(tc, a_decimal_comma_of_the_locale_changes_no_number);
    Suite *suite = suite_create("gather/pitfalls");
    suite_add_tcase(suite, tc);
    return suite;
}
