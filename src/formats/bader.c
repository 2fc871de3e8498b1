/* ACF.dat, what the program of Henkelman's group makes of a charge density: how many
 * valence electrons are in the basin of each atom, in the order of POSCAR.
 *
 *         #         X           Y           Z       CHARGE      MIN DIST   ATOMIC VOL
 *      --------------------------------------------------------------------------------
 *         1    0.000000    0.000000    0.000000    8.000303     1.161917    10.977166
 *      --------------------------------------------------------------------------------
 *         VACUUM CHARGE:               0.0000
 *         VACUUM VOLUME:               0.0000
 *         NUMBER OF ELECTRONS:        16.0000
 *
 * The charge of an atom is what its POTCAR brought (ZVAL) less that: another file knows
 * ZVAL. The sum must be the electrons of the cell.
 */
#include <math.h>

#include "base/diag.h"
#include "formats/format.h"
#include "formats/row.h"

enum { COLUMNS = 7, ELECTRONS = 4 };
static const str heading = { "CHARGE", 6 };

typedef struct {
    double *electrons;
    double (*at_A)[3];
    size_t n;
} table;

static bool bad(const scan *in, chp_diag *diag, const char *fact)
{
    diag_error(diag, "bader", in->at, "%s", fact);
    diag_hint(diag, "Run bader again: the file was cut or edited.");
    return false;
}

static bool is_rule(str line)
{
    return str_starts(str_trim(line), STR("-----"));
}

static bool read_table(scan *in, reading *r, table *t)
{
    double x[COLUMNS];
    while (scan_line(in) && !is_rule(in->line)) {
        if (!row_is(in->line, x, COLUMNS) || x[0] != (double)(t->n + 1))
            return bad(in, r->diag, "this row is no atom, or not the next one");
        t->electrons = arena_grow(r->a, t->electrons, t->n, sizeof *t->electrons);
        t->at_A = arena_grow(r->a, t->at_A, t->n, sizeof *t->at_A);
        t->electrons[t->n] = x[ELECTRONS];
        memcpy(t->at_A[t->n++], &x[1], sizeof *t->at_A);
    }
    return t->n > 0 && is_rule(in->line) ? true
                                         : bad(in, r->diag, "the table is not whole");
}

static void read_sums(scan *in, chp_bader *b)
{
    const struct {
        str label;
        chp_fact *fact;
    } sums[] = { { STR("VACUUM CHARGE:"), &b->vacuum_e },
                 { STR("NUMBER OF ELECTRONS:"), &b->total_e } };
    while (scan_line(in))
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
            str rest = in->line;
            double x;
            if (str_after(&rest, sums[i].label) && str_number(rest, &x))
                *sums[i].fact = fact_at(x, in->at);
        }
}

static bool check_sum(const scan *in, const chp_bader *b, chp_diag *diag)
{
    const double most_e = 0.01;
    double sum = b->vacuum_e.known ? b->vacuum_e.value : 0;
    for (size_t i = 0; i < b->n; i++)
        sum += b->electrons[i];
    if (!b->total_e.known)
        return bad(in, diag, "the number of electrons is missing");
    if (fabs(sum - b->total_e.value) <= most_e)
        return true;
    diag_error(diag, "bader", b->total_e.at,
               "the basins hold %.4f electrons, the file says %.4f", sum,
               b->total_e.value);
    diag_hint(diag, "Rows are missing or were edited: run bader again.");
    return false;
}

/* A proton without electrons is one whose core was not added to the density. */
static void check_cores(const scan *in, const chp_bader *b, chp_diag *diag)
{
    const double least_e = 1e-4;
    for (size_t i = 0; i < b->n; i++)
        if (b->electrons[i] < least_e) {
            diag_warn(diag, "bader", (chp_where){ .path = in->at.path },
                      "the basin of atom %zu is empty", i + 1);
            diag_hint(diag, "Basins are found with the core electrons: run bader with "
                            "-ref and the sum of AECCAR0 and AECCAR2.");
            return;
        }
}

static bool read(scan *in, reading *r, chp_calc *calc)
{
    table t = { 0 };
    chp_bader *b = arena_new(r->a, chp_bader, 1);
    calc->format = "bader";
    if (!scan_line(in) || !scan_line(in) || !is_rule(in->line))
        return bad(in, r->diag, "the table has no heading");
    b->at = (chp_where){ .path = in->at.path, .line = in->at.line + 1 };
    if (!read_table(in, r, &t))
        return false;
    b->n = calc->n_atoms = t.n;
    b->electrons = t.electrons;
    b->at_A = (const double(*)[3])t.at_A;
    read_sums(in, b);
    if (!check_sum(in, b, r->diag))
        return false;
    check_cores(in, b, r->diag);
    calc->bader = b;
    return true;
}

static int bid(str head)
{
    str line;
    bool is_mine = str_line(&head, &line) && str_has(line, heading) &&
                   str_has(line, STR("MIN DIST")) && str_line(&head, &line) &&
                   is_rule(line);
    return is_mine ? 8 * 20 : 0;
}

const format format_bader = {
    .name = "bader",
    .what = "electrons in the basin of each atom, after Bader: ACF.dat",
    .known_by = "its heading \"CHARGE  MIN DIST\" and the rule below it",
    .spec = "https://theory.cm.utexas.edu/henkelman/code/bader/",
    .bid = bid,
    .read = read,
};
