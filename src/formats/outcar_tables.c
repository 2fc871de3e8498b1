/* Tables of an ionic step. Forces, in rows of 84 letters whatever the version:
 *
 *      POSITION                                       TOTAL-FORCE (eV/Angst)
 *      -----------------------------------------------------------------------------
 *           0.19500      0.19500      0.00000        -0.000000     -0.000000     0.0
 *
 * Large numbers leave no gap, so the columns are cut by their width. Positions are kept
 * as they were printed: only those of one step will be asked for.
 */
#include <math.h>

#include "formats/outcar.h"

/* F14.6, digit by digit at known places; what looks otherwise is left to str_number. */
static bool force(const char *field, double *out)
{
    enum { POINT = 7 };
    const char *digit = field;
    while (digit < field + POINT && *digit == ' ')
        digit++;
    bool is_negative = *digit == '-';
    digit += is_negative;
    uint32_t whole = 0, decimals = 0;
    bool is_plain = field[POINT] == '.' && digit < field + POINT;
    for (; digit < field + POINT; digit++) {
        uint32_t d = (uint32_t)(*digit - '0');
        is_plain &= d <= 9;
        whole = whole * 10 + d;
    }
    for (digit = field + POINT + 1; digit < field + FORCE_WIDTH; digit++) {
        uint32_t d = (uint32_t)(*digit - '0');
        is_plain &= d <= 9;
        decimals = decimals * 10 + d;
    }
    if (!is_plain)
        return str_number((str){ field, FORCE_WIDTH }, out);
    double x = (whole * 1e6 + decimals) / 1e6; // both whole numbers: rounded once
    *out = is_negative ? -x : x;
    return true;
}

static bool read_force_row(outcar *o, str line)
{
    step *s = &o->now;
    double f[3];
    if (line.len < FORCE_ROW)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!force(line.at + 42 + i * FORCE_WIDTH, &f[i]))
            return false;
    for (size_t i = 0; i < 3; i++)
        numbers_add(o->a, &s->force_eV_A, f[i]);
    letters_add(o->a, &s->positions, str_part(line, 0, POSITION_WIDTH));
    double length = sqrt(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]);
    if (!s->max_force_eV_A.known || length > s->max_force_eV_A.value)
        s->max_force_eV_A = fact_of(length, o->in);
    return true;
}

static void forget_forces(step *s)
{
    s->force_eV_A.n = 0;
    s->positions.n = 0;
    s->max_force_eV_A.known = false;
}

static bool is_dashes(str line)
{
    return str_starts(line, STR(" --------"));
}

static void bad_force_row(outcar *o)
{
    str line = o->in->line;
    size_t n = line.len > 42 ? line.len - 42 : 0;
    if (o->has_bad_number)
        return;
    o->has_bad_number = true;
    diag_error(o->diag, "not-a-number", o->in->at,
               "the force on atom %zu in ionic step %zu is no number: '%.*s'",
               o->now.force_eV_A.n / 3 + 1, o->now.number, (int)(n < 60 ? n : 60),
               line.at + line.len - n);
    diag_hint(o->diag, "Two atoms may have come too close: look at the structure.");
}

/* A table that ends early is where the file ends; the step is then not whole. */
void outcar_forces(outcar *o)
{
    step *s = &o->now;
    if (!str_has(o->in->line, STR("TOTAL-FORCE")) || str_has(o->in->line, STR("(ML)")))
        return;
    forget_forces(s);
    s->positions_at = o->in->at;
    if (!outcar_line(o) || !is_dashes(o->in->line))
        return;
    while (outcar_line(o) && !is_dashes(o->in->line)) {
        if (read_force_row(o, o->in->line))
            continue;
        if (o->in->line.len >= FORCE_ROW)
            bad_force_row(o);
        break;
    }
    bool is_whole = !o->is_at_end && is_dashes(o->in->line);
    if (is_whole &&
        (o->calc->n_atoms == 0 || s->force_eV_A.n == 3 * o->calc->n_atoms)) {
        outcar_check_start(o);
        return;
    }
    forget_forces(s);
    s->is_torn = true;
    outcar_put_back(o);
}

/* --- per-atom moments --------------------------------------------------- */

/*      magnetization (x)
 *
 *     # of ion       s       p       d       tot
 *     ------------------------------------------
 *         1       -0.009  -0.025   0.706   0.672
 *
 * The last column counts. Noncollinear runs have a table for each axis. */
static bool last_number(str line, double *out)
{
    str rest = line, word, last = { 0 };
    long long atom;
    if (!str_word(&rest, &word) || !str_integer(word, 1, INT32_MAX, &atom))
        return false;
    while (str_word(&rest, &word))
        last = word;
    return str_number(last, out);
}

void outcar_moments(outcar *o)
{
    numbers *list = &o->now.moment_muB;
    if (str_has(o->in->line, STR("(x)")))
        list->n = 0;
    while (outcar_line(o) && (o->in->line.len < 2 || o->in->line.at[0] == '#' ||
                              str_trim(o->in->line).len == 0))
        ; // up to the dashes
    double x;
    while (outcar_line(o) && last_number(o->in->line, &x))
        numbers_add(o->a, list, x);
    outcar_put_back(o);
}

/* --- the BEEF ensemble -------------------------------------------------- */

/*      BEEFens 2000 ensemble energies
 *                  -0.201142871827599E+00
 *
 * The last whole block of a step counts. */
void outcar_ensemble(outcar *o)
{
    str rest = o->in->line, word;
    long long claimed;
    numbers *list = &o->ensemble_eV, *whole = &o->now.ensemble_eV;
    list->n = 0;
    str_after(&rest, STR("BEEFens"));
    if (!str_word(&rest, &word) || !str_integer(word, 1, 10000000, &claimed))
        return;
    double x;
    while (list->n < (size_t)claimed && outcar_line(o) && str_number(o->in->line, &x))
        numbers_add(o->a, list, x);
    if (list->n == (size_t)claimed) {
        numbers older = *whole;
        *whole = *list;
        *list = older;
        return;
    }
    o->cut_ensemble = (cut_list){ list->n, (size_t)claimed, o->now.number, o->in->at };
    outcar_put_back(o);
}
