/* What a run says of its atoms and modes, for people. */
#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "chem/calc.h"
#include "render/run_page.h"
#include "render/table.h"

/* "N3", the third atom. */
static const char *atom_name(const page *p, const chp_calc *calc, size_t atom)
{
    size_t rest = atom;
    for (size_t i = 0; i < calc->n_species; i++) {
        if (rest < calc->species[i].count && calc->species[i].element)
            return arena_print(p->a, "%s%zu", calc->species[i].element, atom + 1);
        rest -= rest < calc->species[i].count ? rest : calc->species[i].count;
    }
    return arena_print(p->a, "%zu", atom + 1);
}

/* --- moments --------------------------------------------------------------------- */

enum { MOST_MOMENTS = 8 };
static const double SMALL_MUB = 0.1; // what a magnetic neighbour leaves on others

typedef struct {
    size_t atom;
    double muB;
} moment;

static int by_size(const void *a, const void *b)
{
    const moment *x = a, *y = b;
    if (fabs(x->muB) != fabs(y->muB))
        return fabs(x->muB) < fabs(y->muB) ? 1 : -1;
    return (x->atom > y->atom) - (x->atom < y->atom);
}

/* Of those that have a direction the length is told, which has no sign. */
static const char *size_of(const page *p, const chp_calc *calc, double muB)
{
    return arena_str(p->a,
                     str_of(calc->total_moment_muB.known ? number_fixed(muB, 2).at
                                                         : number_signed(muB, 2).at));
}

/* The largest ones: a total of zero may hide an antiferromagnet. */
void page_moments(const page *p, const chp_calc *calc)
{
    if (calc->n_moments == 0)
        return;
    size_t n = 0;
    moment *large = arena_new(p->a, moment, calc->n_moments);
    for (size_t i = 0; i < calc->n_moments; i++)
        if (fabs(calc->moment_muB[i]) >= SMALL_MUB)
            large[n++] = (moment){ i, calc->moment_muB[i] };
    if (n == 0) {
        page_item(p, "local moments", "none of 0.1 µB or more");
        return;
    }
    qsort(large, n, sizeof *large, by_size);
    flow f = flow_begin(p, "local moments (µB)");
    for (size_t i = 0; i < n && i < MOST_MOMENTS; i++)
        flow_word(&f, arena_print(p->a, "%s %s", atom_name(p, calc, large[i].atom),
                                  size_of(p, calc, large[i].muB)));
    if (n > MOST_MOMENTS)
        flow_word(&f, arena_print(p->a, "and %zu more", n - MOST_MOMENTS));
    flow_end(&f);
}

/* --- charges --------------------------------------------------------------------- */

void page_bader(const page *p, const chp_calc *calc)
{
    const chp_bader *b = calc->bader;
    if (!b)
        return;
    fputc('\n', p->to);
    flow f = flow_begin(p, b->charge_e ? "Bader charges (e)" : "Bader electrons");
    for (size_t i = 0; i < b->n; i++)
        flow_word(&f, arena_print(p->a, b->charge_e ? "%s %+.2f" : "%s %.2f",
                                  atom_name(p, calc, i),
                                  b->charge_e ? b->charge_e[i] : b->electrons[i]));
    flow_end(&f);
}

enum { D_ATOM, D_CENTRE, D_OCCUPIED, D_UP, D_DOWN, D_FILLING, N_D };

static const column d_columns[N_D] = {
    [D_ATOM] = { "d states of" },
    [D_CENTRE] = { "centre", .unit = "eV", .digits = 3 },
    [D_OCCUPIED] = { "occupied", .unit = "eV", .digits = 3 },
    [D_UP] = { "up", .unit = "eV", .digits = 3, .is_optional = true },
    [D_DOWN] = { "down", .unit = "eV", .digits = 3, .is_optional = true },
    [D_FILLING] = { "filling", .digits = 3 },
};

void page_dos(const page *p, const chp_calc *calc)
{
    const chp_dos *dos = calc->dos;
    if (!dos || dos->n == 0)
        return;
    table *t = table_new(p->a, NULL, d_columns, N_D);
    for (size_t i = 0; i < dos->n; i++) {
        cell *row = table_row(t);
        row[D_ATOM] = cell_text(atom_name(p, calc, dos->band[i].atom));
        const chp_d_band *b = &dos->band[i];
        row[D_CENTRE] = cell_number(b->centre_eV);
        row[D_FILLING] = cell_number(b->filling);
        if (b->filling > 0)
            row[D_OCCUPIED] = cell_number(b->occupied_eV);
        if (b->n_spins == 2) {
            row[D_UP] = cell_number(b->up_eV);
            row[D_DOWN] = cell_number(b->down_eV);
        }
    }
    fputc('\n', p->to);
    table_write_text(t, p->to);
    fputs("  first moments of the density of d states, E_F being zero\n", p->to);
}

/* --- modes ----------------------------------------------------------------------- */

/* One screen holds so many; of more the highest and the lowest are shown. */
enum { MOST_MODES = 60, N_HIGHEST = 30, N_LOWEST = 12 };

static void put_modes(flow *f, const chp_calc *calc, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        double nu = calc->mode_cm1[i];
        flow_word(f, arena_print(f->page->a, "%7s%s", number_fixed(fabs(nu), 1).at,
                                 nu < 0 ? "i" : " "));
    }
}

void page_modes(const page *p, const chp_calc *calc)
{
    size_t n = calc->n_modes;
    if (!calc->has_modes)
        return;
    fputc('\n', p->to);
    size_t n_imaginary = calc_n_imaginary(calc);
    const char *imaginary =
        n_imaginary > 0 ? arena_print(p->a, "%zu", n_imaginary) : "none";
    page_item(p, "modes",
              arena_print(p->a, "%zu, %s of them imaginary (1/cm)", n, imaginary));
    if (n == 0)
        return;
    flow f = flow_begin(p, "");
    if (n <= MOST_MODES) {
        put_modes(&f, calc, 0, n);
        flow_end(&f);
        return;
    }
    put_modes(&f, calc, 0, N_HIGHEST);
    flow_end(&f);
    page_item(p, "",
              arena_print(p->a, "... %zu more; all of them with --json ...",
                          n - N_HIGHEST - N_LOWEST));
    f = flow_begin(p, "");
    put_modes(&f, calc, n - N_LOWEST, n);
    flow_end(&f);
}
