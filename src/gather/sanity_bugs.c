/* Bugs of VASP that change results, as its own pages of known issues and changes list
 * them: which versions, with which tags. To add one, add a row.
 */
#include "base/diag.h"
#include "gather/sanity.h"

typedef struct {
    const char *tag;
    enum { IS, IS_NOT, ABOVE } relation;
    const char *value;
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
    { { 6, 2, 1 },
      { 6, 3, 0 },
      { { "ISMEAR", IS, "-2" } },
      "FERWE and FERDO are ignored or wrong",
      "Use another version." },
    { { 6, 4, 3 },
      { 6, 5, 99 },
      { { "IVDW", IS, "14" }, { "NSW", ABOVE, "0" } },
      "libMBD does not follow the positions of a relaxation",
      "Use another version, or compute each geometry alone." },
    { { 6, 5, 0 },
      { 6, 5, 0 },
      { { "LNONCOLLINEAR", IS, "T" }, { "ISPIN", IS, "2" } },
      "noncollinear runs with ISPIN = 2 are wrong",
      "Remove ISPIN and run it again." },
    { { 5, 0, 0 },
      { 6, 5, 99 },
      { { "GGA", IS, "BF" }, { "LHFCALC", IS, "T" } },
      "AGGAX is not applied to BEEF",
      "Do not scale the exchange of BEEF." },
    { { 6, 5, 0 },
      { 6, 5, 99 },
      { { "KERNEL_TRUNCATION/LTRUNCATE", IS, "T" } },
      "a Coulomb kernel truncated in two dimensions gives wrong signs, or no number",
      "Use another version, or leave the kernel as it is." },
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

static bool holds(const chp_calc *calc, const condition *c)
{
    if (!c->tag)
        return true;
    const chp_setting *s = chp_calc_setting(calc, c->tag);
    double have, limit;
    bool are_numbers = s && str_number(str_of(s->value), &have) &&
                       str_number(str_of(c->value), &limit);
    if (c->relation == ABOVE)
        return are_numbers && have > limit;
    bool is_equal = s && (are_numbers ? have == limit : is_word(s->value, c->value));
    return s && is_equal == (c->relation == IS);
}

void check_bugs(const checkup *c)
{
    const chp_calc *calc = c->calc;
    for (size_t i = 0; calc->vasp_version && i < sizeof bugs / sizeof *bugs; i++) {
        const struct bug *b = &bugs[i];
        bool is_affected = compared(b->since, calc->version) <= 0 &&
                           compared(calc->version, b->until) <= 0;
        if (!is_affected || !holds(calc, &b->when[0]) || !holds(calc, &b->when[1]))
            continue;
        diag_warn(c->diag, "vasp-bug", chp_calc_setting(calc, b->when[0].tag)->at,
                  "a known bug of VASP %s: %s", calc->vasp_version, b->effect);
        diag_hint(c->diag, "%s", b->hint);
    }
}
