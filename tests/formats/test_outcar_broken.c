/* OUTCARs that were cut, edited, mixed up, or that tell of a failed run: the energy is
 * the right one, or there is an error. */
#include <math.h>

#include "formats/outcars.h"
#include "suites.h"

/* --- one change, one message -------------------------------------------- */

#define TOTEN_3 "free  energy   TOTEN  =       -19.54120876 eV"
#define REACHED " reached required accuracy - stopping structural energy minimisation\n"
#define LATTICE_ROW_1                                                                  \
    "     8.000000000  0.000000000  0.000000000     0.125000000  0.000000000  "        \
    "0.000000000\n"
#define LATTICE_ROW_2                                                                  \
    "     0.000000000  8.500000000  0.000000000     0.000000000  0.117647059  "        \
    "0.000000000\n"
#define LOOP_END "aborting loop because EDIFF is reached "

static const struct {
    const char *file;
    size_t n; // which of the texts; 0: all
    const char *from, *to;
    const char *code;
    chp_severity severity;
} changes[] = {
    /* numbers */
    { "relax-5.4.4", 1, TOTEN_3, "free  energy   TOTEN  = ****************** eV",
      "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, TOTEN_3, "free  energy   TOTEN  =                NaN eV",
      "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, "      0.012000", "**************", "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, "      0.012000\n", "           NaN\n", "not-a-number",
      CHP_ERROR },
    { "relax-5.4.4", 1, "      0.012000\n", "      0.01\n", "damaged", CHP_ERROR },

    /* identities */
    { "relax-5.4.4", 1, "-19.54114876", "-19.54104876", "energies-disagree",
      CHP_ERROR },
    { "static-4.6", 2, "-0.00163386", "-0.00163387", "", CHP_NOTE },
    { "static-4.6", 4, "-0.00163386", "-0.00163586", "energies-disagree", CHP_ERROR },
    { "relax-5.4.4", 1, "Edisp (eV)   -0.00289", "Edisp (eV)   -0.01289",
      "energies-disagree", CHP_ERROR },
    { "relax-5.4.4", 1, "Edisp (eV)   -0.00289", "Edisp (eV)   -0.10289",
      "energies-disagree", CHP_ERROR },

    /* pieces missing, or from elsewhere */
    { "relax-5.4.4", 1, REACHED,
      " General timing and accounting informations for this job:\n\n" REACHED
      " General timing and accounting informations for this job:\n\n",
      "damaged", CHP_ERROR },
    { "relax-5.4.4", 1, "Iteration      3(   1)", "Iteration      1(   1)", "two-runs",
      CHP_ERROR },
    { "relax-5.4.4", 1, "Iteration      2(   3)", "Iteration      2(   1)", "two-runs",
      CHP_ERROR },
    { "relax-5.4.4", 1, "Iteration      2(   2)", "Iteration      2(   9)", "damaged",
      CHP_ERROR },
    { "relax-5.4.4", 0, "Iteration      3(", "Iteration      5(", "damaged",
      CHP_ERROR },
    { "relax-5.4.4", 2, "  FREE ENERGIE OF", "  FREE ENERGIE xx", "damaged",
      CHP_ERROR },
    { "static-6.4.2", 0, "Iteration      1(", "Iteration      7(", "damaged",
      CHP_WARNING },

    /* convergence */
    { "relax-5.4.4", 1, REACHED, "", "", CHP_NOTE }, // a log may tell
    { "relax-5.4.4", 1, REACHED, " soft stop encountered!  aborting job ...\n",
      "not-converged", CHP_ERROR },
    { "relax-5.4.4", 3, LOOP_END, "aborting loop EDIFF was not reached (unconverged) ",
      "not-converged", CHP_ERROR },
    { "relax-5.4.4", 1, LOOP_END, "aborting loop EDIFF was not reached (unconverged) ",
      "not-converged", CHP_WARNING },
    { "freq-5.4.4", 3, LOOP_END, "aborting loop EDIFF was not reached (unconverged) ",
      "not-converged", CHP_ERROR },
    { "relax-5.4.4", 1, "EDIFFG = -.3E-01", "EDIFFG = 0.1E-02", "energy-criterion",
      CHP_NOTE },

    /* modes */
    { "freq-5.4.4", 1, "DOF   =            3", "DOF   =            4", "modes",
      CHP_ERROR },
    { "freq-5.4.4", 1, "116.604170 cm-1", "216.604170 cm-1", "modes", CHP_ERROR },
    { "freq-5.4.4", 1, "Eigenvectors and eigenvalues", "Eigenvectors", "modes-rebuilt",
      CHP_WARNING },
    { "freq-nfree4", 1, "Total:               4/  4", "Total:               4/  5",
      "modes", CHP_ERROR },
    { "freq-5.4.4", 1, "IBRION =      5", "IBRION =      6", "modes", CHP_ERROR },
    { "freq-5.4.4", 1, "41.500000", "4x.500000", "hessian", CHP_WARNING },
    { "freq-5.4.4", 1, "41.500000", "43.500000", "hessian", CHP_WARNING },
    { "freq-5.4.4", 1, "-0.004000", "-2.004000", "hessian", CHP_WARNING },
    { "freq-5.4.4", 1, "POTIM=  1.5", "POTIM=  9.5", "displacement", CHP_WARNING },
    { "freq-5.4.4", 1, "     -0.013000", "     -0.093000", "forces", CHP_WARNING },

    /* atoms */
    { "relax-5.4.4", 1, "=               1   3", "=            ****   3",
      "species-counts", CHP_WARNING },
    { "relax-5.4.4", 1, "   VRHFIN =H",
      "   VRHFIN =O\n   TITEL  = PAW_PBE O 1\n   VRHFIN =H", "species-counts",
      CHP_WARNING }, // the last one would have no atom
    { "relax-5.4.4", 1, "NIONS =      4", "", "species-counts", CHP_WARNING },
    { "relax-5.4.4", 1, "NIONS =      4", "NIONS =      5", "species-counts",
      CHP_ERROR },
    { "relax-5.4.4", 1, "NIONS =      4", "NIONS = ******", "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, "NIONS =      4", "NIONS =     -1", "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, "NIONS =      4", "NIONS =      0", "not-a-number", CHP_ERROR },
    { "relax-5.4.4", 1, "NIONS =      4", "NIONS = 2147483647", "not-a-number",
      CHP_ERROR },
    { "relax-5.4.4", 1, "TITEL  = PAW_PBE H 1", "TITEL  = PAW_PBE Q 1",
      "unknown-element", CHP_WARNING },
    { "relax-5.4.4", 1, "TITEL  = PAW_PBE H 1", "TITEL  = PAW_PBE H.75 1",
      "fractional-hydrogen", CHP_WARNING },
    { "relax-5.4.4", 1, "TITEL  = PAW_PBE H 15", "TITEL  = PAW_PBE H 25",
      "potcar-names", CHP_WARNING },
    { "relax-5.4.4", 1, "   ENCUT  =  4", "   ENCUT  =  5", "damaged", CHP_WARNING },
    { "static-6.4.2", 1, "   ISPIN  =      2", "   ISPIN  =      1", "damaged",
      CHP_WARNING },
    { "relax-5.4.4", 1, "     -0.400000", "     -0.410000", "damaged", CHP_WARNING },
    { "relax-5.4.4", 1, "   0.44150000  0.59526000", "   0.44510000  0.59526000",
      "damaged", CHP_WARNING },
    { "relax-5.4.4", 1, "volume of cell :      612.00", "volume of cell :      621.00",
      "lattice", CHP_WARNING },
    { "relax-5.4.4", 1, "  8.500000000  0.000000000 ", "100.600000000  0.000000000 ",
      "damaged", CHP_ERROR },
    { "relax-5.4.4", 4, "     0.000000000  8.500000000  0.000000000 ",
      "     0.000000000  8.500000000  0.000000100 ", "damaged", CHP_ERROR },
    { "relax-5.4.4", 2, "     0.000000000  8.500000000  0.000000000 ",
      "     0.000000000*************  0.000000000 ", "damaged", CHP_ERROR },
    { "relax-5.4.4", 3, "  0.117647059", "  0.171647059", "damaged", CHP_ERROR },
    { "relax-5.4.4", 3, LATTICE_ROW_1 LATTICE_ROW_2, LATTICE_ROW_2 LATTICE_ROW_1,
      "damaged", CHP_ERROR },
    { "relax-5.4.4", 1, "NELECT =       8.0000", "NELECT =       7.0000", "charged",
      CHP_NOTE },

    { "relax-5.4.4", 3, "-0.3100000E-06", "**************", "overflow", CHP_WARNING },

    { "relax-5.4.4", 1, "   ISPIN  =", "   ICHARG =     11\n   ISPIN  =",
      "not-self-consistent", CHP_WARNING },
    { "relax-5.4.4", 1, "NELM   =     60;", "NELM   =      1;   IALGO = 90;",
      "not-self-consistent", CHP_WARNING },
    { "relax-5.4.4", 1, "NELM   =     60;", "NELM   =      1;   IALGO =  3;",
      "not-self-consistent", CHP_WARNING },

    /* tags that the build did not know */
    { "static-6.4.2", 1, "   ENCUT = 520", "   LSOL = .TRUE.", "no-solvation",
      CHP_ERROR },
    { "static-6.4.2", 1, "   ENCUT = 520", "   LBEEFENS = T", "no-ensemble",
      CHP_WARNING },
    { "static-6.4.2", 1, "   ENCUT = 520", "   # LSOL = T", "", CHP_NOTE },
    { "static-6.4.2", 1, "   ENCUT = 520", "   iopt = 3", "no-vtst", CHP_WARNING },
    { "static-6.4.2", 1, "   ENCUT = 520", "   IOPT = 0", "", CHP_NOTE },

    /* what the energy is of */
    { "relax-5.4.4", 1, "PSTRESS=    0.0", "PSTRESS=   50.0", "pressure", CHP_NOTE },
};

/* [3.3] */
START_TEST(a_fault_is_named)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, changes[_i].file), changes[_i].n,
                      changes[_i].from, changes[_i].to);
    outcome o = read_text(&format_outcar, text);
    if (changes[_i].code[0] == '\0') {
        ck_assert(o.ok);
    } else {
        chp_message m = message_of(&o, changes[_i].code);
        ck_assert_msg(m.code[0], "%s is not said", changes[_i].code);
        ck_assert_int_eq(m.severity, changes[_i].severity);
        ck_assert(o.ok == (changes[_i].severity < CHP_ERROR));
        ck_assert(m.hint != NULL || m.severity == CHP_NOTE);
    }
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- files that end early ----------------------------------------------- */

static const struct {
    const char *file;
    size_t n;
    const char *before;
    size_t n_steps;
    chp_answer ionic;
    const char *fact; // part of what is said
    chp_severity severity;
} cuts[] = {
    { "relax-5.4.4", 1, " Startparameter", 0, CHP_UNKNOWN, "in its header", CHP_ERROR },
    { "relax-5.4.4", 1, " position of ions", 0, CHP_UNKNOWN, "before the first ionic",
      CHP_ERROR },
    { "relax-5.4.4", 1, "Iteration      1(   3)", 0, CHP_UNKNOWN, "in ionic step 1",
      CHP_ERROR },
    { "relax-5.4.4", 1, "Iteration      3(   2)", 2, CHP_UNKNOWN,
      "in ionic step 3, after 2 whole ones", CHP_ERROR },
    { "relax-5.4.4", 1, "120876 eV", 2, CHP_UNKNOWN, "in ionic step 3", CHP_ERROR },
    { "relax-5.4.4", 1, "876  energy(sigma->0) =     -19.54114876", 2, CHP_UNKNOWN,
      "in ionic step 3", CHP_ERROR },
    { "relax-5.4.4", 1, "4876\n", 2, CHP_UNKNOWN, "in ionic step 3", CHP_ERROR },
    { "relax-5.4.4", 1, REACHED, 3, CHP_UNKNOWN, "after ionic step 3", CHP_ERROR },
    { "relax-5.4.4", 1, " General timing", 3, CHP_YES, "without the timing block",
      CHP_WARNING },
    { "static-4.6", 1, " General timing", 1, CHP_NOT_APPLICABLE,
      "without the timing block", CHP_WARNING },
    { "freq-5.4.4", 1, " Finite differences progress:\n  Degree of freedom:   2/  3", 4,
      CHP_NOT_APPLICABLE, "at displacement 2 of 6", CHP_ERROR },
    { "freq-5.4.4", 1, "   2 f  = ", 7, CHP_NOT_APPLICABLE, "at displacement 6 of 6",
      CHP_WARNING }, // the modes are made of the displaced steps
    { "ml-6.3.2", 1, " General timing", 2, CHP_NOT_APPLICABLE, "after ionic step 2",
      CHP_ERROR },
};

START_TEST(a_file_that_ends_early_gives_its_whole_steps_and_says_where_it_ends)
{
    arena a = { 0 };
    str text =
        cut_before(&a, outcar_text(&a, cuts[_i].file), cuts[_i].n, cuts[_i].before);
    outcome o = read_text(&format_outcar, text);
    chp_message m = message_of(&o, "truncated");
    ck_assert_msg(str_has(str_of(m.fact), str_of(cuts[_i].fact)), "%s", m.fact);
    ck_assert_int_eq(m.severity, cuts[_i].severity);
    ck_assert_uint_eq(o.calc.n_ionic_steps, cuts[_i].n_steps);
    ck_assert_int_eq(o.calc.finished, CHP_NO);
    ck_assert_int_eq(o.calc.ionic, cuts[_i].ionic);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* The invariant of every reader: the file's own energy, or an error. */
static const char *const files[] = { "relax-5.4.4", "static-6.4.2", "static-4.6",
                                     "freq-5.4.4",  "freq-nwrite3", "nelm-5.3.5",
                                     "ml-6.3.2",    "beef-vaspsol" };

enum { N_FILES = sizeof files / sizeof *files };

START_TEST(cut_anywhere_or_overwritten_it_never_crashes_nor_invents_an_energy)
{
    arena a = { 0 };
    check_every_cut(&format_outcar, outcar_text(&a, files[_i]));
    arena_clear(&a);
}
END_TEST

/* Every number of a file, one after the other, is spoilt in one way. */
static const char *const spoilt[] = { "", "****************", "NaN", "7" };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_same_modes(const outcome *o, const outcome *whole)
{
    if (o->calc.n_modes != whole->calc.n_modes)
        return false;
    for (size_t i = 0; i < o->calc.n_modes; i++) {
        double nu = whole->calc.mode_cm1[i];
        if (fabs(o->calc.mode_cm1[i] - nu) > 1e-5 * fabs(nu) + 1e-4)
            return false;
    }
    return true;
}

static void check_spoilt(str text, size_t begin, size_t end, const outcome *whole)
{
    for (size_t k = 0; k < sizeof spoilt / sizeof *spoilt; k++) {
        arena a = { 0 };
        str head = joined(&a, str_part(text, 0, begin), str_of(spoilt[k]));
        outcome o = read_text(&format_outcar, joined(&a, head, str_from(text, end)));
        double found = o.calc.energies.sigma0_eV.value;
        double expected = whole->calc.energies.sigma0_eV.value;
        if (o.ok)
            ck_assert_msg(fabs(found - expected) < 4e-6 && has_same_modes(&o, whole),
                          "'%.*s' as '%s': %.8f", (int)(end - begin), text.at + begin,
                          spoilt[k], found);
        outcome_free(&o);
        arena_clear(&a);
    }
}

START_TEST(whatever_number_is_spoilt_energy_and_modes_are_the_same_or_there_is_an_error)
{
    arena a = { 0 };
    str text = outcar_text(&a, files[_i]);
    outcome whole = read_text(&format_outcar, text);
    for (size_t begin = 0; begin < text.len; begin++) {
        size_t end = begin;
        while (end < text.len && is_digit(text.at[end]))
            end++;
        if (end > begin)
            check_spoilt(text, begin, end, &whole);
        begin = end;
    }
    outcome_free(&whole);
    arena_clear(&a);
}
END_TEST

/* --- energies that are right all the same ------------------------------- */

static const struct {
    const char *what, *file;
    struct {
        size_t n;
        const char *from, *to;
    } edits[4];
    double sigma0_eV;
} sound[] = {
    { "the same changes below EDIFF at the last allowed step are convergence",
      "nelm-5.3.5",
      { { 1, "-0.3210000E-01  (-0.1605000E-01)", "-0.3210000E-06  (-0.1605000E-06)" } },
      -18.20007233 },
    { "EDIFF is printed with one digit",
      "relax-5.4.4",
      { { 3, "-0.3100000E-06", "-0.1400000E-05" } },
      -19.54114876 },
    { "other dispersion schemes write a colon",
      "relax-5.4.4",
      { { 0, " Edisp (eV)   -", "  Edisp (eV):  -" } },
      -19.54114876 },
    { "or no line at all",
      "relax-5.4.4",
      { { 0, " Edisp (eV)", " other" } },
      -19.54114876 },
    { "without LDIPOL the dipole correction is added last",
      "relax-5.4.4",
      { { 1, "-19.54120876", "-19.54835276" },
        { 1, "-19.54108876", "-19.54823276" },
        { 1, "-19.54114876", "-19.54829276" },
        { 3, "         DFTD3",
          "  *************** adding dipol energy to TOTEN NOW\n" } },
      -19.54829276 },
    { "a patch prints further columns",
      "relax-5.4.4",
      { { 1, TOTEN_3, TOTEN_3 "    w/o vdW =     -19.53831876" },
        { 0, "TOTAL-FORCE (eV/Angst)", "TOTAL-FORCE (eV/Angst)   FORCE-w/o vdW" },
        { 0, "0.900000\n", "0.900000           NaN           NaN           NaN\n" },
        { 0, "  energy(sigma->0) =",
          "    w/o vdW =       -19.53831876  energy(sigma->0) =" } },
      -19.54114876 },
    { "a Fermi level may be stars",
      "relax-5.4.4",
      { { 0, " E-fermi :  -5.8123", " E-fermi :*********" } },
      -19.54114876 },
    { "the order of smearing may be unknown",
      "static-4.6",
      { { 1, "   ISMEAR =", "   ISMEAX =" } },
      -19.507578 },
    { "a version may be unknown",
      "relax-5.4.4",
      { { 1, " vasp.5.4.4", " amber" } },
      -19.54114876 },
    { "a loop's end may be glued to another line",
      "relax-5.4.4",
      { { 3, "------------------------ aborting", "soft charge 1010:----- aborting" } },
      -19.54114876 },
    { "linear response counts from one again",
      "static-6.4.2",
      { { 1, "     LOOP+:",
          "------------------ Iteration      1(   1)  ------------------\n     "
          "LOOP+:" } },
      -31.44120761 },
    { "a loop may be run twice",
      "static-6.4.2",
      { { 1, " total charge",
          "------------------ Iteration      1(   1)  ------------------\n"
          " total energy-change (2. order) : 0.4000000E-06  (-0.2000000E-06)\n"
          "------------------------ aborting loop because EDIFF is reached ----\n"
          " total charge" } },
      -31.44120761 },
    { "an error in the middle that the run survived",
      "relax-5.4.4",
      { { 1, "     LOOP+:",
          "|     ZBRENT: fatal error in bracketing     |\n     LOOP+:" } },
      -19.54114876 },
};

enum { N_SOUND = sizeof sound / sizeof *sound };

START_TEST(oddities_of_vasp_do_not_spoil_the_energy)
{
    arena a = { 0 };
    str text = outcar_text(&a, sound[_i].file);
    for (size_t k = 0; k < 4 && sound[_i].edits[k].from; k++)
        text = edited(&a, text, sound[_i].edits[k].n, sound[_i].edits[k].from,
                      sound[_i].edits[k].to);
    outcome o = read_text(&format_outcar, text);
    ck_assert_msg(o.ok, "%s: %s", sound[_i].what, outcome_error(&o).fact);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, sound[_i].sigma0_eV);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(a_scheme_without_its_own_line_has_the_difference_as_dispersion)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 0, " Edisp (eV)", " other");
    outcome o = read_text(&format_outcar, text);
    ck_assert_double_eq_tol(o.calc.dispersion_eV.value, -0.00289, 1e-8);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- several runs, or pieces of them, in one file ----------------------- */

/* [A2] */
START_TEST(of_appended_runs_the_last_finished_one_is_read)
{
    static const struct {
        const char *first, *second;
        bool is_second_cut;
        double sigma0_eV;
    } pairs[] = {
        { "relax-5.4.4", "static-4.6", false, -19.507578 },
        { "static-4.6", "relax-5.4.4", false, -19.54114876 },
        { "relax-5.4.4", "static-4.6", true, -19.54114876 },
        { "beef-vaspsol", "beef-vaspsol", false, -7.01112222 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        arena a = { 0 };
        str second = outcar_text(&a, pairs[i].second);
        if (pairs[i].is_second_cut)
            second = cut_before(&a, second, 1, " General timing");
        str text = joined(&a, outcar_text(&a, pairs[i].first), second);
        outcome o = read_text(&format_outcar, text);
        ck_assert(o.ok);
        ck_assert(outcome_says(&o, "several-runs"));
        ck_assert_double_eq(o.calc.energies.sigma0_eV.value, pairs[i].sigma0_eV);
        outcome_free(&o);
        arena_clear(&a);
    }
}
END_TEST

#define STEP "--------------------------------------- Iteration      "

/* The head has the positions of the first step, which may not be there. */
START_TEST(a_last_step_without_those_before_it_has_its_own_positions)
{
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4");
    str head = cut_before(&a, text, 1, STEP "1(   1)");
    str before = cut_before(&a, text, 1, STEP "3(   1)");
    outcome whole = read_text(&format_outcar, text);
    outcome o = read_text(&format_outcar, joined(&a, head, str_from(text, before.len)));
    ck_assert(outcome_says(&o, "damaged"));
    ck_assert_uint_eq(o.calc.n_ionic_steps, 1);
    ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -19.54114876);
    ck_assert_double_ne(whole.calc.final->fractional[1][0],
                        whole.calc.initial->fractional[1][0]);
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_eq(o.calc.final->fractional[i][0],
                            whole.calc.final->fractional[i][0]);
    outcome_free(&whole);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* The energy belongs to the atoms of its step. */
START_TEST(a_header_that_has_the_atoms_elsewhere_is_not_their_place)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "static-6.4.2"), 1,
                      "   0.50000000  0.50000000", "   0.51000000  0.50000000");
    outcome o = read_text(&format_outcar, text);
    ck_assert(outcome_says(&o, "damaged"));
    ck_assert_double_eq_tol(o.calc.final->fractional[1][0], 0.5, 1e-5);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* The first job was killed within a line, of which the second one's is a part then:
 * what it had read is none of the second's. */
START_TEST(a_run_that_follows_a_torn_line_is_another_run)
{
    static const char *const torn_behind[] = {
        "   ENMAX  =  40",
        "   NELECT =",
        "free  energy   TOTEN  =       -19.4",
    };
    for (size_t i = 0; i < sizeof torn_behind / sizeof *torn_behind; i++) {
        arena a = { 0 };
        str mark = str_of(torn_behind[i]);
        str first = cut_before(&a, outcar_text(&a, "relax-5.4.4"), 1, mark.at);
        str torn = joined(&a, first, mark);
        outcome o =
            read_text(&format_outcar, joined(&a, torn, outcar_text(&a, "static-4.6")));
        ck_assert(o.ok);
        ck_assert(outcome_says(&o, "several-runs"));
        ck_assert_uint_eq(o.calc.n_ionic_steps, 1);
        ck_assert_uint_eq(o.calc.n_species, 2);
        ck_assert_double_eq(o.calc.energies.sigma0_eV.value, -19.507578);
        outcome_free(&o);
        arena_clear(&a);
    }
}
END_TEST

START_TEST(two_runs_that_wrote_into_one_file_have_no_energy)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 1, "Iteration      3(   1)",
                      "Iteration      1(   1)");
    outcome o = read_text(&format_outcar, text);
    ck_assert(!o.ok);
    ck_assert(!o.calc.energies.toten_eV.known);
    ck_assert(!o.calc.energies.sigma0_eV.known);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* [A3] */
START_TEST(interleaved_pieces_of_two_runs_are_refused)
{
    arena a = { 0 };
    str one = outcar_text(&a, "relax-5.4.4"), two = outcar_text(&a, "freq-5.4.4");
    str text = { 0 };
    for (size_t at = 0; at < one.len || at < two.len; at += 4096)
        text = joined(&a, joined(&a, text, str_part(one, at, 4096)),
                      str_part(two, at, 4096));
    outcome o = read_text(&format_outcar, text);
    ck_assert(!o.ok);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* [A3] */
START_TEST(a_block_of_nul_bytes_is_an_error_a_single_one_is_not)
{
    static const size_t lengths[] = { 1, 2 << 20 };
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4");
    str head = cut_before(&a, text, 2, " eigenvalue-minimisations");
    str nuls = { arena_new(&a, char, lengths[_i] + 1), lengths[_i] };
    str whole = joined(&a, joined(&a, head, nuls), str_from(text, head.len));
    outcome o = read_text(&format_outcar, whole);
    ck_assert_int_eq(o.ok, lengths[_i] == 1);
    ck_assert_int_eq(outcome_says(&o, "damaged"), lengths[_i] > 1);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* [A3] Electrons that begin anew behind a static run may be its response, but they end
 * in no second energy. */
START_TEST(a_second_static_run_that_begins_when_the_first_is_done_is_seen)
{
    static const char mark[] = " General timing";
    arena a = { 0 };
    str text = outcar_text(&a, "static-6.4.2");
    str first = cut_before(&a, text, 1, mark);
    str head = cut_before(&a, text, 1, "------ Iteration      1(   1)");
    outcome o = read_text(&format_outcar, joined(&a, first, str_from(text, head.len)));
    ck_assert(!o.ok);
    ck_assert(outcome_says(&o, "two-runs"));
    ck_assert(!o.calc.energies.toten_eV.known);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* Blocks of NUL bytes tear any line: those that are known, and those of tables. */
static const char *const torn[] = {
    "-19.53831876 eV",     " energy-change (2. order)", "0.000000000  9.000000000",
    " 0.012000",           " EDIFF is reached",         " ENCUT  =",
    "accuracy - stopping",
};

/* [A3] */
START_TEST(whatever_line_they_tear)
{
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4"), head = cut_before(&a, text, 1, torn[_i]);
    str nuls = { arena_new(&a, char, 4096), 4096 };
    outcome o = read_text(&format_outcar,
                          joined(&a, joined(&a, head, nuls), str_from(text, head.len)));
    ck_assert_msg(!o.ok && outcome_says(&o, "damaged"), "%s", torn[_i]);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- the ensemble ------------------------------------------------------ */

#define BLOCK " BEEFens    4 ensemble energies\n"

/* In place of the title of the block: what stands there, and what comes of it. */
static const struct {
    const char *text;
    size_t n;
    double last_eV;
} ensembles[] = {
    { BLOCK "  0.1\n  0.2\n" BLOCK, 4, 1.90977707260072 },
    { BLOCK "  0.5\n  0.6\n  0.7\n  0.8\n" BLOCK "  0.1\n torn", 4, 0.8 },
    { BLOCK "  0.1\n  0.2\n torn", 0, NAN },
};

/* [1.16] The last whole block of a step counts. */
START_TEST(a_block_of_the_ensemble_that_is_cut_is_not_used)
{
    arena a = { 0 };
    outcome o = read_text(&format_outcar, edited(&a, outcar_text(&a, "beef-vaspsol"), 1,
                                                 BLOCK, ensembles[_i].text));
    size_t n = ensembles[_i].n;
    ck_assert_uint_eq(o.calc.n_ensemble, n);
    ck_assert_int_eq(outcome_says(&o, "no-ensemble"), n == 0);
    if (n)
        ck_assert_double_eq(o.calc.ensemble_eV[n - 1], ensembles[_i].last_eV);
    else
        ck_assert(str_has(str_of(message_of(&o, "no-ensemble").fact), STR("2 of 4")));
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- frequencies -------------------------------------------------------- */

/* All energies of one step, so that they still belong together. */
static str shifted(arena *a, str text, const char *const from[3],
                   const char *const to[3])
{
    for (size_t i = 0; i < 3; i++)
        text = edited(a, text, 0, from[i], to[i]);
    return text;
}

START_TEST(a_displaced_step_below_the_first_is_a_warning_that_names_it)
{
    static const char *const from[] = { "-8.11962877", "-8.11932877", "-8.11947877" };
    static const char *const to[] = { "-8.12962877", "-8.12932877", "-8.12947877" };
    arena a = { 0 };
    str text = shifted(&a, outcar_text(&a, "freq-5.4.4"), from, to);
    outcome o = read_text(&format_outcar, text);
    ck_assert(o.ok);
    chp_message m = message_of(&o, "equilibrium");
    ck_assert_int_eq(m.severity, CHP_WARNING);
    ck_assert(str_has(str_of(m.fact), STR("degree of freedom 2")));
    ck_assert(str_has(str_of(m.fact), STR("9 meV")));
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(a_first_step_above_all_others_is_an_error)
{
    static const char *const from[] = { "-8.12034567", "-8.12004567", "-8.12019567" };
    static const char *const to[] = { "-8.02034567", "-8.02004567", "-8.02019567" };
    arena a = { 0 };
    str text = shifted(&a, outcar_text(&a, "freq-5.4.4"), from, to);
    outcome o = read_text(&format_outcar, text);
    ck_assert(!o.ok);
    ck_assert_int_eq(message_of(&o, "equilibrium").severity, CHP_ERROR);
    ck_assert_uint_eq(o.calc.n_modes, 3); // they come from the displaced steps
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(numbers_that_touch_their_neighbours_are_parted)
{
    arena a = { 0 };
    str text = outcar_text(&a, "freq-5.4.4");
    text = edited(
        &a, text, 1,
        "  100.710505 THz   632.782768 2PiTHz 3359.340861 cm-1   416.505184 meV",
        "  417.093755 THz  2620.677353 2PiTHz13912.749672 cm-1  1724.961735 meV");
    text = edited(&a, text, 1, "POMASS =  14.00  1.00", "POMASS =  14.00196.97");
    outcome o = read_text(&format_outcar, text);
    ck_assert(o.ok);
    ck_assert_double_eq(o.calc.mode_cm1[0], 13912.749672);
    ck_assert_double_eq(o.calc.species[0].mass_u.value, 14.001); // of the POTCAR
    ck_assert_double_eq(o.calc.species[1].mass_u.value, 196.97); // of INCAR
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- species ------------------------------------------------------------ */

START_TEST(counts_of_four_digits_touch)
{
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4");
    text = edited(&a, text, 1, "   1   3\n", "10001200\n");
    text = edited(&a, text, 1, "NIONS =      4", "NIONS =   2200");
    outcome o = read_text(&format_outcar, text);
    ck_assert_uint_eq(o.calc.species[0].count, 1000);
    ck_assert_uint_eq(o.calc.species[1].count, 1200);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(without_descriptions_the_list_of_potcars_names_the_species)
{
    arena a = { 0 };
    str text =
        edited(&a, outcar_text(&a, "relax-5.4.4"), 0, "   VRHFIN =", "   XXXXXX =");
    outcome o = read_text(&format_outcar, text);
    ck_assert(o.ok);
    ck_assert_uint_eq(o.calc.n_species, 2);
    ck_assert_str_eq(o.calc.species[0].potcar, "PAW_PBE N 08Apr2002");
    ck_assert_str_eq(o.calc.species[1].element, "H");
    ck_assert_uint_eq(o.calc.species[1].count, 3);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

static const char *const claims[] = { "    -1",     "     0",
                                      "2147483647", "9223372036854775807",
                                      "******",     "  1e99" };

/* [5.4] */
START_TEST(claims_of_size_are_not_believed)
{
    arena a = { 0 };
    str text = edited(&a, outcar_text(&a, "relax-5.4.4"), 1, "NIONS =      4",
                      arena_print(&a, "NIONS = %s", claims[_i]));
    outcome o = read_text(&format_outcar, text);
    ck_assert(o.calc.initial == NULL);
    ck_assert(!o.ok || o.calc.energies.sigma0_eV.value == -19.54114876);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

/* --- VASP's words ------------------------------------------------------- */

START_TEST(an_error_counts_when_nothing_whole_comes_after_it)
{
    static const char box[] = "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR     |\n"
                              "|     ZBRENT: fatal                                  |\n"
                              "|     error in bracketing                            |\n"
                              " ------\n";
    arena a = { 0 };
    str text = outcar_text(&a, "relax-5.4.4");
    str cut = cut_before(&a, text, 1, REACHED);
    str failed = joined(&a, cut, str_of(box));
    outcome bad = read_text(&format_outcar, failed);
    ck_assert_int_eq(message_of(&bad, "vasp-message").severity, CHP_ERROR);
    ck_assert_str_eq(message_of(&bad, "vasp-message").fact,
                     "the line search of the ions failed: "
                     "\"ZBRENT: fatal error in bracketing\" (ionic step 3)");
    outcome good =
        read_text(&format_outcar, joined(&a, failed, str_from(text, cut.len)));
    ck_assert_int_eq(message_of(&good, "vasp-message").severity, CHP_WARNING);
    outcome_free(&bad);
    outcome_free(&good);
    arena_clear(&a);
}
END_TEST

static const struct {
    const char *box, *fact; // part of what is said
    chp_severity severity;  // in a run that ends with it
} boxes[] = {
    { "|           W    W    AA    RRRRR   N    N  II  N    N   GGGG   !!!           "
      "|\n"
      "|           W WW W  AAAAAA  RRRRR   N  N N  II  N  N N  G  GGG   !            "
      "|\n"
      "|      TOO FEW BANDS                                                          "
      "|\n",
      "TOO FEW BANDS", CHP_ERROR },
    { "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR      ###     ###     ###     "
      "|\n"
      "|     Something that nobody has seen before.                                  "
      "|\n",
      "Something that nobody has seen before.", CHP_ERROR },
    { "|     EEEEEEE  RRRRRR   RRRRRR   OOOOOOO  RRRRRR      ###     ###     ###     "
      "|\n"
      "|                                                                             "
      "|\n",
      "does not say here with which", CHP_ERROR },
    { "|     Something odd.                                                          "
      "|\n"
      "|     ---->  I REFUSE TO CONTINUE WITH THIS SICK JOB ... BYE!!! <----         "
      "|\n",
      "Something odd.", CHP_ERROR },
    { "|           W    W    AA    RRRRR   N    N  II  N    N   GGGG   !!!           "
      "|\n"
      "|      The electronic self-consistency was not achieved in the given          "
      "|\n"
      "|      number of steps (NELM).                                                "
      "|\n",
      "did not converge within NELM steps", CHP_WARNING },
    { "|           W    W    AA    RRRRR   N    N  II  N    N   GGGG   !!!           "
      "|\n"
      "|      A remark that is in no table.                                          "
      "|\n",
      "A remark that is in no table.", CHP_NOTE },
};

/* [6.1] */
START_TEST(a_box_is_told_by_its_heading_and_its_text)
{
    arena a = { 0 };
    str cut = cut_before(&a, outcar_text(&a, "relax-5.4.4"), 1, REACHED);
    str text = joined(&a, joined(&a, cut, str_of(boxes[_i].box)), STR(" -----\n"));
    outcome o = read_text(&format_outcar, text);
    chp_message m = message_of(&o, "vasp-message");
    ck_assert_int_eq(m.severity, boxes[_i].severity);
    ck_assert_msg(str_has(str_of(m.fact), str_of(boxes[_i].fact)), "%s", m.fact);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(a_warning_that_comes_often_is_told_once)
{
    arena a = { 0 };
    str text =
        edited(&a, outcar_text(&a, "relax-5.4.4"), 0, " eigenvalue-minimisations",
               " WARNING in EDDRMM: call to ZHEGV failed, returncode =   6\n eig");
    outcome o = read_text(&format_outcar, text);
    size_t n = 0;
    for (size_t i = 0; i < chp_diag_count(o.diag, CHP_NOTE); i++)
        n += strcmp(chp_diag_get(o.diag, i)->code, "vasp-message") == 0;
    ck_assert_uint_eq(n, 1);
    ck_assert(str_has(str_of(message_of(&o, "vasp-message").fact), STR("9 times")));
    ck_assert(o.ok);
    outcome_free(&o);
    arena_clear(&a);
}
END_TEST

START_TEST(an_empty_file_says_so)
{
    outcome o = read_text(&format_outcar, STR(""));
    ck_assert(!o.ok);
    ck_assert(outcome_says(&o, "empty"));
    outcome_free(&o);
}
END_TEST

enum {
    N_CHANGES = sizeof changes / sizeof *changes,
    N_CUTS = sizeof cuts / sizeof *cuts,
    N_CLAIMS = sizeof claims / sizeof *claims
};

Suite *suite_outcar_broken(void)
{
    TCase *tc = tcase_create("broken");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, a_fault_is_named, 0, N_CHANGES);
    tcase_add_loop_test(
        tc, a_file_that_ends_early_gives_its_whole_steps_and_says_where_it_ends, 0,
        N_CUTS);
    tcase_add_loop_test(
        tc, cut_anywhere_or_overwritten_it_never_crashes_nor_invents_an_energy, 0,
        N_FILES);
    tcase_add_loop_test(
        tc,
        whatever_number_is_spoilt_energy_and_modes_are_the_same_or_there_is_an_error, 0,
        N_FILES);
    tcase_add_loop_test(tc, oddities_of_vasp_do_not_spoil_the_energy, 0, N_SOUND);
    tcase_add_test(tc, a_scheme_without_its_own_line_has_the_difference_as_dispersion);
    tcase_add_test(tc, of_appended_runs_the_last_finished_one_is_read);
    tcase_add_test(tc, a_run_that_follows_a_torn_line_is_another_run);
    tcase_add_test(tc, a_last_step_without_those_before_it_has_its_own_positions);
    tcase_add_test(tc, a_header_that_has_the_atoms_elsewhere_is_not_their_place);
    tcase_add_test(tc, two_runs_that_wrote_into_one_file_have_no_energy);
    tcase_add_test(tc, interleaved_pieces_of_two_runs_are_refused);
    tcase_add_loop_test(tc, a_block_of_nul_bytes_is_an_error_a_single_one_is_not, 0, 2);
    tcase_add_loop_test(tc, a_block_of_the_ensemble_that_is_cut_is_not_used, 0,
                        sizeof ensembles / sizeof *ensembles);
    tcase_add_test(tc, a_second_static_run_that_begins_when_the_first_is_done_is_seen);
    tcase_add_loop_test(tc, whatever_line_they_tear, 0, sizeof torn / sizeof *torn);
    tcase_add_test(tc, a_displaced_step_below_the_first_is_a_warning_that_names_it);
    tcase_add_test(tc, a_first_step_above_all_others_is_an_error);
    tcase_add_test(tc, numbers_that_touch_their_neighbours_are_parted);
    tcase_add_test(tc, counts_of_four_digits_touch);
    tcase_add_test(tc, without_descriptions_the_list_of_potcars_names_the_species);
    tcase_add_loop_test(tc, claims_of_size_are_not_believed, 0, N_CLAIMS);
    tcase_add_test(tc, an_error_counts_when_nothing_whole_comes_after_it);
    tcase_add_loop_test(tc, a_box_is_told_by_its_heading_and_its_text, 0,
                        sizeof boxes / sizeof *boxes);
    tcase_add_test(tc, a_warning_that_comes_often_is_told_once);
    tcase_add_test(tc, an_empty_file_says_so);
    Suite *suite = suite_create("formats/outcar-broken");
    suite_add_tcase(suite, tc);
    return suite;
}
