/* Pitfalls of OUTCAR and OSZICAR, E. */
#include "gather/pitfall.h"

/* --- what may be seen in a run --------------------------------------------------- */

static bool is_converged(const chp_calc *c)
{
    return c->electronic == CHP_YES;
}
static bool is_unconverged(const chp_calc *c)
{
    return c->electronic == CHP_NO;
}
static bool is_dynamics(const chp_calc *c)
{
    return c->kind == CHP_RUN_DYNAMICS && c->energies.toten_eV.value == -1217.5267;
}
static bool has_no_solvation(const chp_calc *c)
{
    return !c->solvation_eV.known;
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
static bool has_shift(const chp_calc *c)
{
    return c->fermi_shift_eV.known && c->fermi_shift_eV.value == 1.85;
}

static bool has_relaxed(const chp_calc *c)
{
    return c->ionic == CHP_YES;
}

/* --- the rows -------------------------------------------------------------------- */

#define POSITIONS                                                                      \
    "Direct\n0.5 0.5 0.5\n0.619 0.5 0.46\n0.4415 0.59526 0.46\n0.4415 0.40474 0.46\n"
#define BOX "8 0 0\n0 8.5 0\n0 0 9\n"

#define REACHED " reached required accuracy - stopping structural energy minimisation\n"

static const pitfall pitfalls[] = {
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
    { "[E10] no version at all",
      { OUTCAR("relax-5.4.4", { 1,
                                " vasp.5.4.4.18Apr17-6-g9f103f2a35 (build Aug 15 "
                                "2018 17:53:46) complex          \n\n",
                                "" }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[E10] and no host",
      { OUTCAR("relax-5.4.4", { 1, " executed on ", " " }) },
      NH3,
      NULL,
      UNASKED,
      NULL,
      has_ammonia },
    { "[E11] of one step fewer, though the run finished",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"),
        TEXT("OSZICAR", "   1 F= -.19410305E+02 E0= -.19410245E+02  d E =-.1E+02\n"
                        "   2 F= -.19498763E+02 E0= -.19498703E+02  d E =-.1E+00\n") },
      NH3,
      "step-counts",
      CHP_WARNING,
      "3 whole ionic steps here and 2",
      NULL },
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
    { "[E14] or as INCAR alone says",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"), TEXT("INCAR", "lsol = .true.\n") },
      NAN,
      "no-solvation",
      CHP_ERROR,
      "one in vacuum",
      NULL },
    { "[E14] with it",
      { AS_IT_IS("OUTCAR", "outcar/vaspsol-slab"), TEXT("INCAR", "LSOL = T\n") },
      -10.00000000,
      "no-solvation",
      UNSAID,
      NULL,
      NULL },
    { "[1.6] that the ions arrived stands in the log alone",
      { OUTCAR("relax-5.4.4", { 1, REACHED, "" }), TEXT("vasp.out", REACHED) },
      NH3,
      "not-converged",
      UNSAID,
      NULL,
      has_relaxed },
    { "[1.6] or nowhere",
      { OUTCAR("relax-5.4.4", { 1, REACHED, "" }) },
      NH3,
      "not-converged",
      CHP_WARNING,
      "cannot be told",
      NULL },
    { "[1.6] all steps were made",
      { OUTCAR("relax-5.4.4", { 1, REACHED, "" },
               { 1, "NSW    =     20", "NSW    =      3" }) },
      NAN,
      "not-converged",
      CHP_ERROR,
      "",
      NULL },
    { "[1.6] no criterion was given",
      { OUTCAR("relax-5.4.4", { 1, REACHED, "" },
               { 1, "EDIFFG = -.3E-01", "EDIFFG = 0.0E+00" }) },
      NH3,
      "convergence-unknown",
      CHP_WARNING,
      "EDIFFG = 0 asks for all NSW steps",
      NULL },
    { "[1.15] LTPOT without its routine",
      { AS_IT_IS("OUTCAR", "outcar/relax-5.4.4"), TEXT("INCAR", "LTPOT = .TRUE.\n") },
      NH3,
      "no-target-potential",
      CHP_WARNING,
      "was not adjusted",
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
               { 4, "     8.000000000  0.000000000  0.000000000     0.125000000",
                 "     8.100000000  0.000000000  0.000000000     0.123456790" },
               { 4, "     8.000000000  8.500000000", "     8.100000000  8.500000000" },
               { 4, "volume of cell :      612.00", "volume of cell :      619.65" }) },
      NH3,
      "cell-relaxed",
      UNASKED,
      NULL,
      has_the_last_cell },

};

START_TEST(a_pitfall_of_OUTCAR_is_known)
{
    pitfall_check(&pitfalls[_i]);
}
END_TEST

Suite *suite_pitfalls_outcar(void)
{
    TCase *tc = tcase_create("pitfalls_outcar");
    tcase_add_checked_fixture(tc, folder_begin, folder_end);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, a_pitfall_of_OUTCAR_is_known, 0,
                        sizeof pitfalls / sizeof *pitfalls);
    Suite *suite = suite_create("gather/pitfalls_outcar");
    suite_add_tcase(suite, tc);
    return suite;
}
