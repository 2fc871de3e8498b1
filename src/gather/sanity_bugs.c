/* Bugs of VASP that change results, as its own pages of known issues and changes list
 * them: which versions, with which tags. To add one, add a row.
 */
#include "base/diag.h"
#include "gather/sanity.h"

typedef struct {
    const char *tag;
    enum { IS, IS_NOT, ABOVE, GIVEN, NONE_OF } relation;
    const char *value; // words for NONE_OF
} condition;

static const struct bug {
    int since[3], until[3]; // both with it
    condition when[2];      // all must hold
    const char *effect, *hint;
} bugs[] = {
    { { 5, 4, 4 },
      { 6, 5, 99 },
      { { "EFIELD", IS_NOT, "0" }, { "ISYM", ABOVE, "0" } },
      "an electric field with symmetry on gives wrong results",
      "Run it again with ISYM = 0." },
    { { 6, 1, 0 },
      { 6, 1, 0 },
      { { "ISMEAR", IS, "-2" }, { "LHFCALC", IS, "T" } },
      "ISMEAR = -2 with exact exchange gives an inconsistent energy",
      "Use another version." },
    { { 6, 2, 0 },
      { 6, 4, 0 },
      { { "INCAR_LINE_ENDS", IS, "CRLF" } },
      "an INCAR with the line ends of Windows is misread",
      "Convert it (dos2unix), and see in OUTCAR which tags were read." },
    { { 6, 2, 1 },
      { 6, 3, 99 },
      { { "ISMEAR", IS, "-2" } },
      "FERWE and FERDO are ignored or wrong",
      "Use another version." },
    { { 6, 2, 1 },
      { 6, 3, 99 },
      { { "FERWE", GIVEN, NULL } },
      "FERWE and FERDO are ignored or wrong",
      "Use another version." },
    { { 6, 4, 3 },
      { 6, 5, 99 },
      { { "IVDW", IS, "14" }, { "NSW", ABOVE, "0" } },
      "libMBD does not follow the positions of a relaxation",
      "Use another version, or compute each geometry alone." },
    { { 6, 4, 3 },
      { 6, 5, 99 },
      { { "IVDW", IS, "14" }, { "IMAGES", ABOVE, "0" } },
      "libMBD with ScaLAPACK is wrong along a path",
      "Use another version, or LSCALAPACK = .FALSE." },
    { { 6, 5, 0 },
      { 6, 5, 0 },
      { { "LNONCOLLINEAR", IS, "T" }, { "ISPIN", IS, "2" } },
      "noncollinear runs with ISPIN = 2 are wrong",
      "Remove ISPIN and run it again." },
    { { 6, 5, 0 },
      { 6, 5, 0 },
      { { "ML_MODE", IS, "train" }, { "ALGO", IS, "All" } },
      "energies of the force field are wrong with ALGO = All",
      "Use another version, or ALGO = Normal." },
    { { 6, 5, 0 },
      { 6, 5, 99 },
      { { "KERNEL_TRUNCATION/LTRUNCATE", IS, "T" } },
      "a Coulomb kernel truncated in two dimensions gives wrong signs, or no number",
      "Use another version, or leave the kernel as it is." },
    { { 5, 0, 0 },
      { 6, 5, 99 },
      { { "GGA", IS, "BF" }, { "LHFCALC", IS, "T" } },
      "AGGAX is not applied to BEEF",
      "Do not scale the exchange of BEEF." },
    { { 5, 0, 0 },
      { 6, 5, 99 },
      { { "GGA", IS, "BF" }, { "AGGAX", IS_NOT, "1" } },
      "AGGAX is not applied to BEEF",
      "Do not scale the exchange of BEEF." },
    { { 6, 0, 0 },
      { 6, 5, 99 },
      { { "SCPC/USE", IS, "T" }, { "ALGO", NONE_OF, "Normal N Fast F" } },
      "the energy lacks the potential correction (SCPC) unless ALGO is Normal or Fast",
      "Run it again with ALGO = Normal." },
    { { 6, 0, 0 },
      { 6, 5, 99 },
      { { "PLUGINS/LOCAL_POTENTIAL", IS, "T" },
        { "ALGO", NONE_OF, "Normal N Fast F" } },
      "the energy lacks the plug-in's potential unless ALGO is Normal or Fast",
      "Run it again with ALGO = Normal." },
    { { 4, 0, 0 },
      { 99, 0, 0 },
      { { "IBRION", IS, "11" } },
      "CONTCAR may hold the first structure of an interactive run",
      "Take the structure from vasprun.xml or OUTCAR." },
    { { 6, 0, 0 },
      { 99, 0, 0 },
      { { "PLUGINS/STRUCTURE", IS, "T" } },
      "CONTCAR may hold the first structure of a run with a plug-in",
      "Take the structure from vasprun.xml or OUTCAR." },
};

static int compared(const int a[3], const int b[3])
{
    for (int i = 0; i < 3; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* "T" is T, .TRUE. or .t., by the file and its writer. */
static bool is_word(const char *value, const char *word)
{
    str rest = str_from(str_of(value), value[0] == '.');
    bool is_truth = strcmp(word, "T") == 0;
    return str_eq_nocase(is_truth ? str_part(rest, 0, 1) : rest, str_of(word));
}

static bool is_any_word(const char *value, str words)
{
    str word;
    while (str_word(&words, &word))
        if (str_eq_nocase(str_trim(str_of(value)), word))
            return true;
    return false;
}

static bool holds(const chp_calc *calc, const condition *c)
{
    const chp_setting *s = c->tag ? chp_calc_setting(calc, c->tag) : NULL;
    if (!c->tag || c->relation == GIVEN)
        return !c->tag || s;
    if (c->relation == NONE_OF)
        return s && !is_any_word(s->value, str_of(c->value));
    double have, limit;
    bool are_numbers = s && str_number(str_of(s->value), &have) &&
                       str_number(str_of(c->value), &limit);
    if (c->relation == ABOVE)
        return are_numbers && have > limit;
    bool is_equal = s && (are_numbers ? have == limit : is_word(s->value, c->value));
    return s && is_equal == (c->relation == IS);
}

/* Two rows may tell the same in other words of INCAR. */
static bool is_told(const struct bug *b, const bool *told)
{
    for (const struct bug *before = bugs; before < b; before++)
        if (told[before - bugs] && strcmp(before->effect, b->effect) == 0)
            return true;
    return false;
}

void check_bugs(const checkup *c)
{
    const chp_calc *calc = c->calc;
    bool told[sizeof bugs / sizeof *bugs] = { false };
    for (size_t i = 0; calc->vasp_version && i < sizeof bugs / sizeof *bugs; i++) {
        const struct bug *b = &bugs[i];
        bool is_affected = compared(b->since, calc->version) <= 0 &&
                           compared(calc->version, b->until) <= 0;
        if (!is_affected || !holds(calc, &b->when[0]) || !holds(calc, &b->when[1]))
            continue;
        told[i] = true;
        if (is_told(b, told))
            continue;
        diag_warn(c->diag, "vasp-bug", chp_calc_setting(calc, b->when[0].tag)->at,
                  "a known bug of VASP %s: %s", calc->vasp_version, b->effect);
        diag_hint(c->diag, "%s", b->hint);
    }
}
