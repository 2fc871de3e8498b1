/* Every file of the corpus, read alone, against what its truth.csv says: energies of
 * the last complete step, steps, convergence, modes, moments, atoms. Where we mean
 * something else than that table, the row is listed below with the reason; an entry
 * that is no longer needed fails, too. */
#include "chepath/calc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "chem/calc.h"
#include "chem/formula.h"
#include "formats/files.h"
#include "suites.h"

/* --- what may differ, and why ----------------------------------------------------- */

enum {
    STEPS = 1,
    TOTEN = 2,
    WITHOUT_ENTROPY = 4,
    SIGMA0 = 8,
    ELECTRONIC = 16,
    IONIC = 32,
    MODES = 64,
    MOMENT = 128,
    ATOMS = 256,
    FORMULA = 512,
    ENERGIES = TOTEN | WITHOUT_ENTROPY | SIGMA0,
    N_FIELDS = 10,
};

static const char *const field_names[N_FIELDS] = {
    "n_ionic_steps",
    "toten_eV",
    "energy_without_entropy_eV",
    "energy_sigma0_eV",
    "converged_electronic",
    "converged_ionic",
    "frequencies_cm1",
    "total_magnetisation",
    "n_atoms",
    "formula",
};

static const char CUT[] =
    "the file is cut: the table judges the electronic loop that was cut, we the last "
    "whole step, and of a relaxation that was cut we cannot tell";
static const char FIRST_STEP[] = "a frequency run: the table has the moment and the "
                                 "electrons of the last, displaced "
                                 "step, we those of the first, which gives the energy";
static const char NONCOLLINEAR[] = "the table has no moment of noncollinear runs";
static const char FORCES_TELL[] =
    "the table leaves it open; we hold the forces of the last step against EDIFFG";
static const char LINEAR_RESPONSE[] =
    "the electronic loops of linear response tell nothing of the ground state's";

static const struct {
    const char *path;
    unsigned fields;
    const char *why;
} exceptions[] = {
    { "aiida-vasp/exit_unfinished/OUTCAR", ELECTRONIC, CUT },
    { "aiida-vasp/outcar_unfinished/OUTCAR.gz", IONIC, CUT },
    { "custodian/hybrid_parallel_v641_cut/OUTCAR", ELECTRONIC | MOMENT, CUT },
    { "custodian/large_cell_started/OUTCAR", IONIC, CUT },
    { "custodian/potim_energy_jump/OUTCAR.gz", ELECTRONIC | IONIC | MOMENT, CUT },
    { "mast/Al_notdone_notconverged/OUTCAR", IONIC, CUT },
    { "mast/Al_started/OUTCAR", IONIC, CUT },
    { "pyiron/job_aborted/OUTCAR", ELECTRONIC | IONIC | MOMENT, CUT },
    { "pyiron/no_nions/OUTCAR", IONIC, CUT },
    { "pymatgen/electrostatic_error/OUTCAR.gz", ELECTRONIC,
      "two programs wrote this file: it is refused, and nothing of it judged" },
    { "tamaswells/HCOO_PdCu_ini/OUTCAR", ELECTRONIC | IONIC, CUT },
    { "vasp-interactive/killed_step-0/OUTCAR", ELECTRONIC, CUT },
    { "vasp-interactive/killed_step-1/OUTCAR", ELECTRONIC, CUT },
    { "gvasp/CeO2_CO_freq/OUTCAR.gz", MOMENT, FIRST_STEP },
    { "ifilot-pymkmkit/Ni311_C_freq/OUTCAR.gz", ELECTRONIC | MOMENT, FIRST_STEP },
    { "mast/WAg_freq_imag/OUTCAR.gz", MOMENT, FIRST_STEP },
    { "pyiron/Fe_ncl_cut_v535/OUTCAR", MOMENT, NONCOLLINEAR },
    { "pyiron/Fe_ncl_v535/OUTCAR", MOMENT, NONCOLLINEAR },
    { "pymatgen/NiO_SOC/OUTCAR.gz", MOMENT, NONCOLLINEAR },
    { "pyiron/H_Ag_slab_v522/OUTCAR", ELECTRONIC,
      "the last change lies between what one digit of EDIFF may stand for" },

    { "aiida-vasp/exit_unfinished/vasprun.xml", ELECTRONIC | IONIC, CUT },
    { "aiida-vasp/neb_NH3_inversion/vasprun.xml", STEPS | ENERGIES | ELECTRONIC | IONIC,
      "its tags do not match from line 536 on: nothing behind that is believed" },
    { "aiida-vasp/relax_truncated_xml/vasprun.xml", ELECTRONIC | IONIC, CUT },
    { "custodian/bad_vasprun/vasprun.xml.gz", IONIC, CUT },
    { "custodian/large_cell_started/vasprun.xml", IONIC, CUT },
    { "phonopy/NaCl_dfpt64/vasprun.xml.gz", ELECTRONIC, LINEAR_RESPONSE },
    { "pymatgen/dfpt_unconverged_xml/vasprun.xml.gz", ELECTRONIC, LINEAR_RESPONSE },
    { "pyiron/job_aborted/vasprun.xml", ELECTRONIC | IONIC, CUT },
    { "pyiron/spoilt_xml/vasprun.xml", IONIC, CUT },
    { "pymatgen/bad_xml/vasprun.xml.gz", IONIC, CUT },
    { "pymatgen/wrong_species_xml/vasprun.xml.gz", FORMULA,
      "the table repeats the file's species 'X', which is no element" },
    { "pymatgen/xe_species_xml/vasprun.xml.gz", FORMULA,
      "the file calls xenon 'X'; its POTCAR title tells the element" },
    { "tamaswells/HCOO_PdCu_ini/vasprun.xml", ELECTRONIC | IONIC, CUT },
    { "vasp-interactive/killed_step-0/vasprun.xml", IONIC, CUT },
    { "vasp-interactive/killed_step-1/vasprun.xml", ELECTRONIC, CUT },
    { "vise-atoms/B_atom_cut/vasprun.xml", ELECTRONIC | IONIC, CUT },

    { "emmet/Si_raw_vasp_with_h5/vaspout.h5.gz", IONIC, FORCES_TELL },
    { "mszyszko-mote2/MoTe2_dry_h5/vaspout.h5.gz", IONIC, FORCES_TELL },

    { "custodian/zpotrf_oszicar/OSZICAR.empty", STEPS,
      "it holds a remark and no line of VASP: of no known kind, it has no steps" },
    { "gaspy/slab_relax_v5/POSCAR.gz", FORMULA,
      "written by VASP 4, without species: we take them from the comment, and say so" },
};
enum { N_EXCEPTIONS = sizeof exceptions / sizeof *exceptions };

/* --- the table ----------------------------------------------------------------- */

enum { MOST_COLUMNS = 32, MOST_ROWS = 2000 };

typedef struct {
    str cell[MOST_COLUMNS];
    size_t n;
} line;

/* One cell of RFC 4180 off the front of `rest`, without its quotes; whether another one
 * follows in the same record. */
static bool take_cell(str *rest, arena *a, str *out)
{
    bool is_quoted = false;
    size_t end = 0, n = 0;
    for (; end < rest->len; end++) {
        is_quoted ^= rest->at[end] == '"';
        if (!is_quoted && (rest->at[end] == ',' || rest->at[end] == '\n'))
            break;
    }
    char *cell = arena_new(a, char, end + 1);
    for (size_t i = 0; i < end; i++)
        if (rest->at[i] != '"' && rest->at[i] != '\r')
            cell[n++] = rest->at[i];
    bool goes_on = end < rest->len && rest->at[end] == ',';
    *rest = str_from(*rest, end + 1);
    *out = (str){ cell, n };
    return goes_on;
}

static bool take_record(str *rest, arena *a, line *out)
{
    out->n = 0;
    if (rest->len == 0)
        return false;
    while (out->n < MOST_COLUMNS && take_cell(rest, a, &out->cell[out->n++]))
        ;
    return true;
}

typedef struct {
    arena *a;
    const char *folder;
    line header, *rows;
    size_t n_rows;
} truth;

static str cell(const truth *t, const line *row, const char *column)
{
    for (size_t i = 0; i < t->header.n && i < row->n; i++)
        if (str_eq(t->header.cell[i], str_of(column)))
            return row->cell[i];
    ck_abort_msg("truth.csv has no column %s", column);
    return STR("");
}

/* False, with a word, when there is no corpus here. */
static bool truth_read(truth *t, arena *a)
{
    const char *corpus = getenv("CORPUS");
    *t = (truth){ .a = a, .folder = arena_print(a, "%s/vasp", corpus ? corpus : "") };
    str text = file_text(a, arena_print(a, "%s/truth.csv", t->folder));
    if (text.len == 0 || !take_record(&text, a, &t->header)) {
        puts("skipped: no corpus");
        return false;
    }
    t->rows = arena_new(a, line, MOST_ROWS);
    while (t->n_rows < MOST_ROWS && take_record(&text, a, &t->rows[t->n_rows]))
        t->n_rows++;
    return true;
}

/* --- comparing ----------------------------------------------------------------- */

static bool same_number(str told, bool known, double value, double tolerance)
{
    double expected;
    if (!str_number(told, &expected))
        return !known;
    return known && fabs(expected - value) <= tolerance;
}

static bool same_fact(str told, chp_fact fact, double tolerance)
{
    return same_number(told, fact.known, fact.value, tolerance);
}

static bool same_answer(str told, chp_answer answer)
{
    if (str_eq(told, STR("yes")))
        return answer == CHP_YES;
    if (str_eq(told, STR("no")))
        return answer == CHP_NO;
    if (str_eq(told, STR("n/a")))
        return answer == CHP_NOT_APPLICABLE;
    return answer == CHP_UNKNOWN;
}

/* The table lists modes as the file does, we falling with the imaginary ones last. */
static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static bool same_modes(arena *a, str told, const chp_calc *calc)
{
    enum { MOST_MODES = 4096 };
    double *modes = arena_new(a, double, MOST_MODES);
    size_t n = 0;
    str piece;
    while (n < MOST_MODES && str_cut(&told, ';', &piece))
        if (str_number(piece, &modes[n]))
            n++;
    if (n != calc->n_modes)
        return false;
    qsort(modes, n, sizeof *modes, by_value);
    for (size_t i = 0; i < n; i++)
        if (fabs(modes[i] - calc->mode_cm1[i]) > 1e-3)
            return false;
    return true;
}

static bool same_formula(arena *a, str told, const chp_calc *calc)
{
    const char *formula = calc_formula(a, calc);
    chp_formula expected, found;
    if (told.len == 0 || !formula)
        return told.len == 0 && !formula;
    return formula_read(told, &expected) && formula_read(str_of(formula), &found) &&
           formula_eq(&expected, &found);
}

/* OSZICAR knows neither EDIFF nor NELM nor NSW: alone it leaves convergence open,
 * which the table fills in from the files beside it. */
static bool is_open(str kind, const chp_calc *calc)
{
    return str_eq(kind, STR("OSZICAR")) && calc->electronic == CHP_UNKNOWN;
}

static unsigned differences(const truth *t, const line *row, const chp_run *run)
{
    const chp_calc *calc = &run->calc;
    const chp_energies *e = &calc->last_step;
    bool is_diary = is_open(cell(t, row, "file_kind"), calc);
    str steps = cell(t, row, "n_ionic_steps");
    bool has_steps = calc->format && (steps.len > 0 || calc->n_ionic_steps > 0);
    const bool same[N_FIELDS] = {
        same_number(steps, has_steps, (double)calc->n_ionic_steps, 0),
        same_fact(cell(t, row, "toten_eV"), e->toten_eV, 2e-6),
        same_fact(cell(t, row, "energy_without_entropy_eV"), e->without_entropy_eV,
                  2e-6),
        same_fact(cell(t, row, "energy_sigma0_eV"), e->sigma0_eV, 2e-6),
        is_diary || same_answer(cell(t, row, "converged_electronic"), calc->electronic),
        is_diary || same_answer(cell(t, row, "converged_ionic"), calc->ionic),
        same_modes(t->a, cell(t, row, "frequencies_cm1"), calc),
        same_fact(cell(t, row, "total_magnetisation"), calc->magnetization_muB, 1e-5),
        same_number(cell(t, row, "n_atoms"), calc->n_atoms > 0, (double)calc->n_atoms,
                    0),
        same_formula(t->a, cell(t, row, "formula"), calc),
    };
    unsigned fields = 0;
    for (int i = 0; i < N_FIELDS; i++)
        fields |= same[i] ? 0 : 1u << i;
    return fields;
}

static unsigned excepted(str path)
{
    for (size_t i = 0; i < N_EXCEPTIONS; i++)
        if (str_eq(path, str_of(exceptions[i].path)))
            return exceptions[i].fields;
    return 0;
}

/* Prints each field that is wrong, or that is excepted without need. */
static size_t report(const truth *t, const line *row, unsigned found, unsigned expected)
{
    size_t n = 0;
    str path = cell(t, row, "path");
    for (int i = 0; i < N_FIELDS; i++) {
        unsigned bit = 1u << i;
        if ((found & bit) == (expected & bit))
            continue;
        str told = cell(t, row, field_names[i]);
        printf("%.*s: %s %s (%.*s)\n", (int)path.len, path.at, field_names[i],
               found & bit ? "differs" : "is excepted without need", (int)told.len,
               told.at);
        n++;
    }
    return n;
}

static const char *const kinds[] = { "OUTCAR",  "vasprun.xml", "OSZICAR", "vaspout.h5",
                                     "CONTCAR", "POSCAR",      "INCAR",   "KPOINTS" };

static chp_runs *read_kind(const truth *t, const char *kind, const line **rows,
                           size_t *n)
{
    const char **paths = arena_new(t->a, const char *, t->n_rows + 1);
    *n = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        str path = cell(t, &t->rows[i], "path");
        if (!str_eq(cell(t, &t->rows[i], "file_kind"), str_of(kind)))
            continue;
        rows[*n] = &t->rows[i];
        paths[(*n)++] = arena_print(t->a, "%s/%.*s", t->folder, (int)path.len, path.at);
    }
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    options.is_brief = true;
    chp_diag *diag = chp_diag_new();
    chp_runs *runs = chp_runs_read(paths, *n, &options, diag);
    chp_diag_free(diag);
    return runs;
}

START_TEST(a_file_says_what_the_table_says)
{
    arena a = { 0 };
    truth t;
    size_t n, n_wrong = 0;
    if (truth_read(&t, &a)) {
        const line **rows = arena_new(&a, const line *, t.n_rows);
        chp_runs *runs = read_kind(&t, kinds[_i], rows, &n);
        ck_assert_uint_gt(n, 0);
        ck_assert_uint_eq(chp_runs_count(runs), n);
        for (size_t i = 0; i < n; i++) {
            unsigned found = differences(&t, rows[i], chp_runs_get(runs, i));
            n_wrong += report(&t, rows[i], found, excepted(cell(&t, rows[i], "path")));
        }
        chp_runs_free(runs);
    }
    ck_assert_msg(n_wrong == 0, "%zu differences in files of kind %s", n_wrong,
                  kinds[_i]);
    arena_clear(&a);
}
END_TEST

/* What VASP repeats within a file shows what was altered. In these alone something was:
 * the first is of two programs, of the five the first steps were taken away, and of the
 * last the header has another structure. */
static const char *const altered[] = {
    "pymatgen/electrostatic_error/OUTCAR.gz", "nomad-reaction/RhCu_xHfcc/OUTCAR",
    "nomad-reaction/RhCu_CH3/OUTCAR",         "nomad-reaction/RhCu/OUTCAR",
    "nomad-reaction/RhCu_CH4/OUTCAR",         "nomad-reaction/RhCu_CH3_H/OUTCAR",
    "pyiron/H_Ag_slab_v522/OUTCAR",
};

static bool is_altered(str path)
{
    for (size_t i = 0; i < sizeof altered / sizeof *altered; i++)
        if (str_eq(path, str_of(altered[i])))
            return true;
    return false;
}

static bool is_called_damaged(const chp_run *run)
{
    for (size_t i = 0; i < chp_diag_count(run->diag, CHP_NOTE); i++)
        if (strcmp(chp_diag_get(run->diag, i)->code, "damaged") == 0)
            return true;
    return false;
}

START_TEST(what_vasp_wrote_is_not_called_damaged)
{
    arena a = { 0 };
    truth t;
    size_t n;
    if (truth_read(&t, &a)) {
        const line **rows = arena_new(&a, const line *, t.n_rows);
        chp_runs *runs = read_kind(&t, "OUTCAR", rows, &n);
        for (size_t i = 0; i < n; i++) {
            const chp_run *run = chp_runs_get(runs, i);
            ck_assert_msg(is_called_damaged(run) ==
                              is_altered(cell(&t, rows[i], "path")),
                          "%s", run->calc.path);
        }
        chp_runs_free(runs);
    }
    arena_clear(&a);
}
END_TEST

/* What VASP printed on the terminal holds the lines of OSZICAR, and is read as one; the
 * rest is refused. */
static const char *const foreign[] = { "stdout/stderr", "ASE vibration log" };

START_TEST(what_is_no_file_of_vasp_is_refused)
{
    arena a = { 0 };
    truth t;
    size_t n;
    if (truth_read(&t, &a)) {
        const line **rows = arena_new(&a, const line *, t.n_rows);
        chp_runs *runs = read_kind(&t, foreign[_i], rows, &n);
        for (size_t i = 0; i < n; i++) {
            const chp_run *run = chp_runs_get(runs, i);
            bool is_diary =
                run->calc.format && strcmp(run->calc.format, "oszicar") == 0;
            ck_assert_msg(run->is_refused || is_diary, "%s", run->calc.path);
            if (!is_diary)
                ck_assert_str_eq(chp_diag_get(run->diag, 0)->code, "wrong-format");
        }
        chp_runs_free(runs);
    }
    arena_clear(&a);
}
END_TEST

START_TEST(every_row_of_the_table_is_of_a_kind_that_is_tested)
{
    arena a = { 0 };
    truth t;
    for (size_t i = 0; truth_read(&t, &a) && i < t.n_rows; i++) {
        str kind = cell(&t, &t.rows[i], "file_kind");
        bool is_tested = false;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            is_tested |= str_eq(kind, str_of(kinds[k]));
        for (size_t k = 0; k < sizeof foreign / sizeof *foreign; k++)
            is_tested |= str_eq(kind, str_of(foreign[k]));
        ck_assert_msg(is_tested, "%.*s", (int)kind.len, kind.at);
    }
    arena_clear(&a);
}
END_TEST

Suite *suite_corpus(void)
{
    TCase *tc = tcase_create("corpus");
    tcase_set_timeout(tc, 300);
    tcase_add_loop_test(tc, a_file_says_what_the_table_says, 0,
                        sizeof kinds / sizeof *kinds);
    tcase_add_test(tc, what_vasp_wrote_is_not_called_damaged);
    tcase_add_loop_test(tc, what_is_no_file_of_vasp_is_refused, 0,
                        sizeof foreign / sizeof *foreign);
    tcase_add_test(tc, every_row_of_the_table_is_of_a_kind_that_is_tested);
    Suite *suite = suite_create("formats/corpus");
    suite_add_tcase(suite, tc);
    return suite;
}
