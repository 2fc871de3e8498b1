/* Boxes: of gases (C22), and the vacuum above slabs (C21). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"

#define BOX_A    10.0
#define VACUUM_A 12.0

static double length_A(const double v[3])
{
    return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* --- C22 ------------------------------------------------------------------------- */

static void check_gas(const member *m, chp_diag *diag)
{
    const chp_run *run = m->state->energy_run;
    if (!run)
        return;
    const chp_calc *c = &run->calc;
    const chp_structure *s = c->initial ? c->initial : c->final;
    chp_where at = { c->path, 0 };
    double shortest = INFINITY, x;
    for (int i = 0; s && i < 3; i++)
        shortest = fmin(shortest, length_A(s->lattice_A[i]));
    if (shortest < BOX_A) {
        diag_warn(diag, "C22", at, "the box of %s is %.1f Å in one direction",
                  m->state->name, shortest);
        diag_hint(diag, "A gas needs 10 Å or more in each.");
    }
    if (chp_calc_number(c, "ISMEAR", &x) && x != 0) {
        diag_warn(diag, "C22", at, "ISMEAR is %g for the gas %s", x, m->state->name);
        diag_hint(diag, "A molecule needs ISMEAR = 0 and a small SIGMA.");
    }
    if (chp_calc_number(c, "NKPTS", &x) && x > 1) {
        diag_warn(diag, "C22", at, "the gas %s has %g k-points", m->state->name, x);
        diag_hint(diag, "A molecule in a box needs the point Gamma only.");
    }
}

/* --- C21 ------------------------------------------------------------------------- */

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The widest gap along the third vector. */
static double vacuum_A(arena *a, const chp_structure *s)
{
    double *z = arena_new(a, double, s->n_atoms + 1), widest = 0;
    for (size_t i = 0; i < s->n_atoms; i++)
        z[i] = s->fractional[i][2] - floor(s->fractional[i][2]);
    qsort(z, s->n_atoms, sizeof *z, rising);
    for (size_t i = 0; i < s->n_atoms; i++) {
        double next = i + 1 < s->n_atoms ? z[i + 1] : z[0] + 1;
        widest = fmax(widest, next - z[i]);
    }
    return widest * length_A(s->lattice_A[2]);
}

static bool is_off(const chp_calc *c, const char *tag)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return c->n_settings > 0 && (!s || !strpbrk(s->value, "Tt"));
}

/* One look at each catalyst, at the state that stands highest above its surface: any
 * that is not bare. */
static void check_slab(chp_study *s, const subject *of, chp_diag *diag)
{
    for (size_t i = 0; i < of->states.n; i++) {
        const member *m = &of->states.at[i];
        const chp_run *run = m->state->energy_run;
        const chp_structure *cell = run ? run->calc.initial : NULL;
        if (m->state->is_bare || !cell || !cell->fractional)
            continue;
        chp_where at = { run->calc.path, 0 };
        double gap_A = vacuum_A(&s->memory, cell);
        if (gap_A < VACUUM_A) {
            diag_warn(diag, "C21", at, "the vacuum above %s is %.1f Å", of->entry->name,
                      gap_A);
            diag_hint(diag, "12 Å or more keep a slab and its image apart.");
        }
        if (is_off(&run->calc, "LDIPOL")) {
            diag_warn(diag, "C21", at, "there is no dipole correction on %s",
                      of->entry->name);
            diag_hint(
                diag,
                "An adsorbate on one side makes a dipole: LDIPOL = T, IDIPOL = 3.");
        }
        return;
    }
}

void audit_cells(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->gases.n; i++)
        check_gas(&s->gases.at[i], diag);
    for (size_t i = 0; i < s->n_subjects; i++)
        check_slab(s, &s->subjects[i], diag);
}
