/* DOSCAR, the density of states, for the centre of the d states of each atom.
 *
 *       21  21   1   2                  ions twice, projected?, 1, 2 (spins) or 4 (SOC)
 *       0.1E+02  0.2E-09 ...            volume and lengths of the cell, POTIM
 *       0.1E-03                         temperature
 *       CAR
 *       name of the system
 *          8.00000000    -12.00000000   301      -1.23456789      1.00000000
 *         -12.000  0.0000E+00  0.0000E+00  0.0000E+00  0.0000E+00      total, a line an
 *                                                                     energy
 *          8.00000000    -12.00000000   301      -1.23456789      1.00000000
 *         -12.000  0.1E-03 ...          projected, once for each ion, after its heading
 *
 * The fourth count is 0 in many files: then the columns tell the spins.
 *
 * Columns of an ion: s p d (f), or all nine (sixteen) of them with LORBIT = 11; each
 * twice with two spins, up first, and four times with spin-orbit coupling, where the
 * last three are the magnetisation. The centre, with E_F for zero, is
 *
 *     e_d = sum (E - E_F) rho_d(E) / sum rho_d(E)                           (4.1)
 *
 * over all energies, and over those up to E_F. Hammer and Norskov, Surf. Sci. 343, 211
 * (1995).
 */
#include <math.h>

#include "base/diag.h"
#include "formats/format.h"
#include "formats/row.h"

enum { MOST_COLUMNS = 65, MOST_IONS = 1000000, MOST_POINTS = 10000000 };

typedef struct {
    size_t n_ions, n_points;
    size_t n_spins; // 1, 2, or 4 with spin-orbit coupling; 0: not told
    bool is_projected;
    double fermi_eV;
} heading;

static bool bad(const scan *in, reading *r, const char *code, const char *fact)
{
    diag_error(r->diag, code, in->at, "%s", fact);
    diag_hint(r->diag, "Was the file cut? Run it again, or copy it whole.");
    return false;
}

static bool is_count(double x, double most)
{
    return x >= 1 && x <= most && x == floor(x);
}

static bool read_first(str line, heading *h)
{
    double x[4];
    if (!row_is(line, x, 4) || !is_count(x[0], MOST_IONS) || x[1] < x[0] ||
        (x[2] != 0 && x[2] != 1) || (x[3] != 0 && x[3] != 1 && x[3] != 2 && x[3] != 4))
        return false;
    h->n_ions = (size_t)x[0];
    h->is_projected = x[2] == 1;
    h->n_spins = (size_t)x[3];
    return true;
}

/* Highest and lowest energy, points, Fermi level, a weight. */
static bool read_window(str line, heading *h)
{
    double x[5];
    if (!row_is(line, x, 5) || x[0] <= x[1] || !is_count(x[2], MOST_POINTS))
        return false;
    h->n_points = (size_t)x[2];
    h->fermi_eV = x[3];
    return true;
}

static bool read_heading(scan *in, reading *r, heading *h)
{
    if (!scan_line(in) || !read_first(in->line, h))
        return bad(in, r, "not-a-number", "the first line does not count the ions");
    for (int i = 0; i < 5; i++)
        if (!scan_line(in))
            return bad(in, r, "truncated", "the file ends in its heading");
    if (!read_window(in->line, h))
        return bad(in, r, "not-a-number", "the sixth line tells no range of energies");
    return true;
}

/* With two spins a row of the total states is E, two densities and two sums. */
static bool read_total(scan *in, reading *r, heading *h)
{
    double x[6];
    for (size_t i = 0; i < h->n_points; i++) {
        if (!scan_line(in))
            return bad(in, r, "truncated", "the file ends within the total states");
        str rest = in->line;
        if (i == 0 && h->n_spins == 0 && row_read(&rest, x, 6) == 5)
            h->n_spins = 2;
    }
    return true;
}

/* --- one ion --------------------------------------------------------------------- */

/* Up and down; one spin counts as up. */
typedef struct {
    double states, moment; // sums of rho and of (E - E_F) rho
} sum;

static void add(sum *s, double rho, double E_eV)
{
    s->states += rho;
    s->moment += rho * E_eV;
}

/* Without two spins: 3, 4, 9 or 16 columns, or four times as many. Sixteen may be s p d
 * f with their magnetisation, or all orbitals: densities are not negative. */
static bool find_spins(heading *h, const double *x, size_t n_columns)
{
    if (h->n_spins)
        return true;
    h->n_spins = n_columns == 12 || n_columns == 36 || n_columns == 64 ? 4 : 1;
    for (size_t i = 1; i <= n_columns && n_columns == 16; i++)
        if (x[i] < 0)
            return false;
    return true;
}

/* First column of d and how many there are; false: there is none. */
static bool find_d(size_t n_columns, size_t n_spins, size_t *first, size_t *n)
{
    size_t n_orbitals = n_columns / n_spins;
    bool is_by_l = n_orbitals == 3 || n_orbitals == 4;
    *first = is_by_l ? 2 : 4;
    *n = is_by_l ? 1 : 5;
    return n_columns % n_spins == 0 && (is_by_l || n_orbitals == 9 || n_orbitals == 16);
}

static void add_row(const double *x, size_t first, size_t n, const heading *h,
                    sum all[2], sum *below)
{
    double E_eV = x[0] - h->fermi_eV;
    size_t n_shown = h->n_spins == 2 ? 2 : 1; // of four, the first is the density
    for (size_t d = first; d < first + n; d++)
        for (size_t spin = 0; spin < n_shown; spin++) {
            double rho = x[1 + d * h->n_spins + spin];
            add(&all[spin], rho, E_eV);
            if (E_eV <= 0)
                add(below, rho, E_eV);
        }
}

static double centre(const sum *s)
{
    return s->states > 0 ? s->moment / s->states : 0;
}

static chp_d_band band_of(size_t atom, const sum all[2], const sum *below,
                          const heading *h)
{
    const sum both = { all[0].states + all[1].states, all[0].moment + all[1].moment };
    bool has_spins = h->n_spins == 2 && all[0].states > 0 && all[1].states > 0;
    return (chp_d_band){ .atom = atom,
                         .n_spins = has_spins ? 2 : 1,
                         .centre_eV = centre(&both),
                         .filling = below->states / both.states,
                         .occupied_eV = centre(below),
                         .up_eV = has_spins ? centre(&all[0]) : 0,
                         .down_eV = has_spins ? centre(&all[1]) : 0 };
}

static bool read_ion(scan *in, reading *r, const heading *h, size_t atom, chp_dos *out)
{
    heading again = *h;
    sum all[2] = { 0 }, below = { 0 };
    if (!scan_line(in) || !read_window(in->line, &again))
        return bad(in, r, "truncated", "an ion's states have no heading");
    for (size_t i = 0; i < h->n_points; i++) {
        double x[MOST_COLUMNS];
        if (!scan_line(in))
            return bad(in, r, "truncated", "the file ends within an ion's states");
        str rest = in->line;
        heading row = *h;
        size_t first, n_d, n = row_read(&rest, x, MOST_COLUMNS);
        if (n > 1 && !find_spins(&row, x, n - 1))
            return bad(in, r, "not-a-number",
                       "the first line does not tell whether sixteen columns are s p d "
                       "f with their magnetisation");
        if (n < 2 || !find_d(n - 1, row.n_spins, &first, &n_d))
            return bad(in, r, "not-a-number", "this row holds no states of an ion");
        add_row(x, first, n_d, &row, all, &below);
    }
    if (!isfinite(all[0].moment) || !isfinite(all[1].moment))
        return bad(in, r, "not-a-number", "the states of an ion have no finite sum");
    const double least_states = 1e-3; // what is left of neighbours in an s-p atom
    if (all[0].states + all[1].states < least_states)
        return true;
    chp_d_band *list = (chp_d_band *)out->band;
    list = arena_grow(r->a, list, out->n, sizeof *list);
    list[out->n++] = band_of(atom, all, &below, h);
    out->band = list;
    return true;
}

/* --- the file -------------------------------------------------------------------- */

static bool read(scan *in, reading *r, chp_calc *calc)
{
    heading h;
    chp_dos *dos = arena_new(r->a, chp_dos, 1);
    calc->format = "doscar";
    if (!read_heading(in, r, &h))
        return false;
    dos->at = in->at;
    calc->e_fermi_eV = fact_at(h.fermi_eV, in->at);
    if (!read_total(in, r, &h))
        return false;
    for (size_t i = 0; i < h.n_ions && h.is_projected; i++)
        if (!read_ion(in, r, &h, i, dos))
            return false;
    calc->n_atoms = h.n_ions;
    calc->dos = dos;
    if (!h.is_projected) {
        diag_note(r->diag, "not-projected", dos->at,
                  "the states are not projected on atoms: there is no centre of d");
        diag_hint(r->diag, "Run it with LORBIT = 11.");
    } else if (dos->n == 0) {
        diag_note(r->diag, "no-d-states", dos->at,
                  "none of the %zu atoms has d states: there is no centre of d",
                  h.n_ions);
    }
    return true;
}

static int bid(str head)
{
    str line;
    heading h;
    if (!str_line(&head, &line) || !read_first(line, &h))
        return 0;
    for (int i = 0; i < 3; i++)
        if (!str_line(&head, &line))
            return 0;
    bool is_mine = str_eq(str_trim(line), STR("CAR")) && str_line(&head, &line) &&
                   str_line(&head, &line) && read_window(line, &h);
    return is_mine ? 8 * 40 : 0;
}

const format format_doscar = {
    .name = "doscar",
    .what = "density of states, for the d-band centre of each atom",
    .known_by = "four counts, the line CAR and the range of energies",
    .spec = "https://www.vasp.at/wiki/index.php/DOSCAR",
    .bid = bid,
    .read = read,
};
