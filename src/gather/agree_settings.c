/* Do the files of one run tell the same settings? An output repeats them rounded:
 * OUTCAR prints one digit of EDIFF, two decimals of SIGMA, six letters of PREC. */
#include <math.h>

#include "base/diag.h"
#include "chem/calc.h"
#include "gather/agree.h"

/* --- what is compared ------------------------------------------------------------- */

/* By how much the printed number may be rounded: a share of it, and decimals. */
static const struct {
    const char *tag;
    double share, decimals;
} numbers[] = {
    { "ENCUT", 0, 0.051 }, { "EDIFF", 0.51, 6e-9 }, { "EDIFFG", 0.51, 6e-9 },
    { "ISMEAR", 0, 0.5 },  { "SIGMA", 0, 0.00501 }, { "ISPIN", 0, 0.5 },
    { "IVDW", 0, 0.5 },    { "NELECT", 0, 1e-3 },   { "NUPDOWN", 0, 1e-3 },
    { "IDIPOL", 0, 0.5 },  { "LDAUTYPE", 0, 0.5 },  { "ISYM", 0, 0.5 },
    { "IBRION", 0, 0.5 },
};

/* The shorter one is the beginning of the other: "Accurate" is printed as "accura". */
static const char *const words[] = { "GGA",     "METAGGA", "PREC",    "LDIPOL",  "LDAU",
                                     "LHFCALC", "LASPH",   "LSORBIT", "LUSE_VDW" };

/* One number for each species. */
static const struct {
    const char *tag;
    double decimals;
} lists[] = {
    { "LDAUL", 0.5 },
    { "LDAUU", 0.051 },
    { "LDAUJ", 0.051 },
};

static bool is_noncollinear(const chp_calc *calc)
{
    return calc_is_on(calc, "LNONCOLLINEAR") || calc_is_on(calc, "LSORBIT");
}

/* VASP makes ISPIN 1 of a noncollinear run, IBRION -1 of one that moves nothing, and 11
 * of one that is told its atoms as it goes. */
static bool is_changed_by_vasp(const char *tag, const chp_calc *x, const chp_calc *y)
{
    if (strcmp(tag, "ISPIN") == 0)
        return is_noncollinear(x) || is_noncollinear(y);
    return strcmp(tag, "IBRION") == 0 &&
           (x->kind == CHP_RUN_STATIC || y->kind == CHP_RUN_STATIC ||
            calc_is_on(x, "INTERACTIVE") || calc_is_on(y, "INTERACTIVE"));
}

/* --- pairs ------------------------------------------------------------------------ */

/* What to do with two settings that differ: `x` and `y` are those of `a` and `b`. */
typedef void differ(const part *a, const part *b, const chp_setting *x,
                    const chp_setting *y, chp_diag *diag);

/* Two numbers of one scheme of dispersion are the same. */
static bool number_of(const chp_calc *calc, const char *tag, double *out)
{
    if (!chp_calc_number(calc, tag, out))
        return false;
    if (strcmp(tag, "IVDW") == 0)
        *out = calc_dispersion(*out);
    return true;
}

static bool are_other_numbers(size_t i, const chp_calc *x, const chp_calc *y)
{
    double m, n;
    const char *tag = numbers[i].tag;
    return number_of(x, tag, &m) && number_of(y, tag, &n) &&
           !is_changed_by_vasp(tag, x, y) &&
           fabs(m - n) > numbers[i].share * fabs(m) + numbers[i].decimals;
}

/* Of ".TRUE.", "T" and 1, as vaspout.h5 may have it, the letters. */
static str word_of(const chp_setting *s)
{
    str word = s ? str_trim(str_of(s->value)) : STR("");
    if (str_eq(word, STR("1")) || str_eq(word, STR("0")))
        return word.at[0] == '1' ? STR("TRUE") : STR("FALSE");
    return str_from(word, word.len > 0 && word.at[0] == '.');
}

static bool are_other_words(const chp_setting *s, const chp_setting *t)
{
    str x = word_of(s), y = word_of(t);
    size_t n = x.len < y.len ? x.len : y.len;
    return n > 0 && !str_eq(x, STR("--")) && !str_eq(y, STR("--")) &&
           !str_eq_nocase(str_part(x, 0, n), str_part(y, 0, n));
}

/* A list may lack the species at its end. */
static bool are_other_lists(const chp_setting *s, const chp_setting *t, double decimals)
{
    arena scratch = { 0 };
    double *x, *y;
    bool is_other = false;
    if (!s || !t)
        return false;
    size_t n = calc_list(&scratch, str_of(s->value), &x);
    size_t m = calc_list(&scratch, str_of(t->value), &y);
    for (size_t i = 0; i < n && i < m; i++)
        is_other = is_other || fabs(x[i] - y[i]) > decimals;
    arena_clear(&scratch);
    return is_other;
}

/* OUTCAR tells LDAUTYPE alone, and only of a run with U. */
static bool has_hubbard(const chp_calc *calc)
{
    return chp_calc_setting(calc, "LDAU") ? calc_is_on(calc, "LDAU")
                                          : chp_calc_setting(calc, "LDAUTYPE") != NULL;
}

static void compare(const part *a, const part *b, differ *tell, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (are_other_numbers(i, x, y))
            tell(a, b, chp_calc_setting(x, numbers[i].tag),
                 chp_calc_setting(y, numbers[i].tag), diag);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const chp_setting *s = chp_calc_setting(x, words[i]),
                          *t = chp_calc_setting(y, words[i]);
        if (are_other_words(s, t))
            tell(a, b, s, t, diag);
    }
    bool has_U = has_hubbard(x) && has_hubbard(y);
    for (size_t i = 0; has_U && i < sizeof lists / sizeof *lists; i++) {
        const chp_setting *s = chp_calc_setting(x, lists[i].tag),
                          *t = chp_calc_setting(y, lists[i].tag);
        if (are_other_lists(s, t, lists[i].decimals))
            tell(a, b, s, t, diag);
    }
}

/* --- two outputs ------------------------------------------------------------------ */

static void tell_output(const part *a, const part *b, const chp_setting *x,
                        const chp_setting *y, chp_diag *diag)
{
    diag_warn(diag, "values-differ", x->at, "%s is %s here and %s in %s", x->tag,
              x->value, y->value, agree_elsewhere(b, y->at).text);
    agree_advise(a, diag);
}

/* "Gamma 3 3 1" and "3 3 1". */
static bool read_mesh(const chp_setting *s, double n[3])
{
    str rest = s ? str_of(s->value) : STR(""), word;
    size_t i = 0;
    while (i < 3 && str_word(&rest, &word))
        if (str_number(word, &n[i]))
            i++;
    return i == 3;
}

static const chp_setting *mesh_of(const chp_calc *calc)
{
    const chp_setting *s = chp_calc_setting(calc, "KPOINTS");
    return s ? s : chp_calc_setting(calc, "KGRID");
}

static void compare_meshes(const part *a, const part *b, chp_diag *diag)
{
    const chp_setting *s = mesh_of(&a->calc), *t = mesh_of(&b->calc);
    double x[3], y[3];
    if (read_mesh(s, x) && read_mesh(t, y) && memcmp(x, y, sizeof x) != 0) {
        diag_warn(diag, "values-differ", s->at, "the mesh is %s here and %s in %s",
                  s->value, t->value, agree_elsewhere(b, t->at).text);
        agree_advise(a, diag);
        return;
    }
    const chp_fact *n = &a->calc.n_kpoints, *m = &b->calc.n_kpoints;
    if (!n->known || !m->known || n->value == m->value)
        return;
    diag_warn(diag, "values-differ", n->at, "%.0f k-points here and %.0f in %s",
              n->value, m->value, agree_elsewhere(b, m->at).text);
    agree_advise(a, diag);
}

void agree_settings(const part *a, const part *b, chp_diag *diag)
{
    compare(a, b, tell_output, diag);
    compare_meshes(a, b, diag);
}

/* --- the input -------------------------------------------------------------------- */

/* Certain comments of INCAR were read as settings, or the other way round. */
static bool misreads_comments(const chp_calc *run)
{
    const int *v = run->version;
    return v[0] == 6 && (v[1] == 2 || v[1] == 3 || (v[1] == 4 && v[2] == 0));
}

static void tell_edited(const part *run, const part *incar, const chp_setting *used,
                        const chp_setting *meant, chp_diag *diag)
{
    (void)incar;
    diag_warn(diag, "input-edited", meant->at,
              "%s is %s here, but the run was made with %s (%s)", meant->tag,
              meant->value, used->value, agree_elsewhere(run, used->at).text);
    diag_hint(diag, "INCAR was edited after the run, or belongs to another one%s.",
              misreads_comments(&run->calc)
                  ? "; or VASP misread its comments, as 6.2.0 to 6.4.0 may"
                  : "");
}

/* INCAR is what the user meant; it may have been edited after the run. */
void agree_incar(const part *run, const part *incar, chp_diag *diag)
{
    compare(run, incar, tell_edited, diag);
}

void agree_kpoints(const part *run, const part *kpoints, chp_diag *diag)
{
    const chp_setting *used = run ? chp_calc_setting(&run->calc, "KPOINTS") : NULL;
    const chp_setting *meant =
        kpoints ? chp_calc_setting(&kpoints->calc, "KPOINTS") : NULL;
    if (!used || !meant || str_eq_nocase(str_of(used->value), str_of(meant->value)))
        return;
    diag_warn(diag, "input-edited", meant->at,
              "the mesh is %s here, but the run was made with %s (%s)", meant->value,
              used->value, agree_elsewhere(run, used->at).text);
    diag_hint(diag, "KPOINTS was edited after the run, or belongs to another one.");
}
