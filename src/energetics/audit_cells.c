/* Boxes: of gases (C22), and the vacuum above slabs (C21), which may lie along any
 * axis and across the boundary of the cell. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/structure.h"
#include "energetics/audit.h"
#include "energetics/audit_setup.h"

#define BOX_A    10.0
#define VACUUM_A 12.0
#define FILLED_A 3.0 // what is left between an adsorbate and the next slab is a bond

static double length_A(const double v[3])
{
    return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static const chp_structure *structure_of(const chp_calc *c)
{
    const chp_structure *s = c->initial ? c->initial : c->final;
    return s && s->fractional ? s : NULL;
}

/* --- C22 ------------------------------------------------------------------------- */

static void check_box(const member *m, const chp_structure *s, chp_where at,
                      chp_diag *diag)
{
    double shortest = INFINITY;
    for (int i = 0; i < 3; i++)
        shortest = fmin(shortest, length_A(s->lattice_A[i]));
    if (shortest >= BOX_A)
        return;
    diag_warn(diag, "C22", at, "the box of %s is %.2f Å in one direction",
              m->state->name, shortest);
    diag_hint(diag, "A gas needs 10 Å or more in each.");
}

/* An odd number of electrons, or two that stay alone. */
static bool is_open_shell(const chp_calc *c, const char *name)
{
    static const char *const radicals[] = { "O2", "O", "NH", "NO", "OH", "N", "H" };
    for (size_t i = 0; i < sizeof radicals / sizeof *radicals; i++)
        if (strcmp(name, radicals[i]) == 0)
            return true;
    double n = c->n_electrons.known ? c->n_electrons.value : 0;
    return fmod(n, 2) == 1;
}

static void check_spin(member *m, const chp_calc *c, chp_where at, chp_diag *diag)
{
    double ispin;
    if (!chp_calc_number(c, "ISPIN", &ispin) || ispin != 1 ||
        !is_open_shell(c, m->state->name))
        return;
    m->is_spoilt |=
        diag_error(diag, "C22", at, "ISPIN is 1 for the gas %s", m->state->name);
    diag_hint(diag, "It has unpaired electrons: run it again with ISPIN = 2.");
}

/* As many as were used, else as many as the mesh has. */
static bool n_k_points(const chp_calc *c, double *n)
{
    double mesh[3];
    if (chp_calc_number(c, "NKPTS", n))
        return true;
    bool ok = setup_mesh(c, mesh);
    *n = ok ? mesh[0] * mesh[1] * mesh[2] : 0;
    return ok;
}

static void check_gas(member *m, chp_diag *diag)
{
    const chp_calc *c = audit_calc(m);
    if (!c)
        return;
    const chp_structure *s = structure_of(c);
    chp_where at = { c->path, 0 };
    double x;
    if (s)
        check_box(m, s, at, diag);
    if (chp_calc_number(c, "ISMEAR", &x) && x != 0) {
        diag_warn(diag, "C22", at, "ISMEAR is %g for the gas %s", x, m->state->name);
        diag_hint(diag, "A molecule needs ISMEAR = 0 and a small SIGMA.");
    }
    if (n_k_points(c, &x) && x > 1) {
        diag_warn(diag, "C22", at, "the gas %s has %g k-points", m->state->name, x);
        diag_hint(diag, "A molecule in a box needs the point Gamma only.");
    }
    check_spin(m, c, at, diag);
}

/* --- C21 ------------------------------------------------------------------------- */

static void check_vacuum(const subject *of, member *m, structure_gap gap,
                         chp_diag *diag)
{
    chp_where at = { m->state->energy_run->calc.path, 0 };
    if (gap.width_A < FILLED_A) {
        m->is_spoilt |= diag_error(diag, "C21", at,
                                   "%s of %s fills the vacuum: %.1f Å are left of it",
                                   m->state->name, of->entry->name, gap.width_A);
        diag_hint(diag,
                  "It is bound to the image of the slab, too: use a taller cell.");
    } else if (gap.width_A < VACUUM_A) {
        diag_warn(diag, "C21", at, "the vacuum above %s of %s is %.1f Å",
                  m->state->name, of->entry->name, gap.width_A);
        diag_hint(diag, "12 Å or more keep a slab and its image apart.");
    }
}

/* The dipole is corrected along one axis, or all (4). */
static void check_dipole(const subject *of, const chp_calc *c, int axis, chp_diag *diag)
{
    static const char *const ordinals[] = { "first", "second", "third" };
    chp_where at = { c->path, 0 };
    double idipol;
    if (c->n_settings == 0)
        return;
    if (!setup_is_on(c, "LDIPOL")) {
        diag_warn(diag, "C21", at, "there is no dipole correction on %s",
                  of->entry->name);
        diag_hint(diag,
                  "An adsorbate on one side makes a dipole: LDIPOL = T, IDIPOL = %d.",
                  axis + 1);
    } else if (chp_calc_number(c, "IDIPOL", &idipol) && idipol >= 1 && idipol <= 3 &&
               (int)idipol != axis + 1) {
        diag_warn(diag, "C21", at,
                  "the vacuum of %s lies along the %s axis, but IDIPOL is %g",
                  of->entry->name, ordinals[axis], idipol);
        diag_hint(diag, "Run it again with IDIPOL = %d.", axis + 1);
    }
}

/* One look at each catalyst, at the state that leaves the least vacuum: any that is
 * not bare. */
static void check_slab(const subject *of, chp_diag *diag)
{
    member *fullest = NULL;
    structure_gap least = { .width_A = INFINITY };
    for (size_t i = 0; i < of->states.n; i++) {
        member *m = &of->states.at[i];
        const chp_calc *calc = audit_calc(m);
        const chp_structure *cell = calc ? structure_of(calc) : NULL;
        if (m->state->is_bare || !cell)
            continue;
        structure_gap gap = structure_vacuum(cell);
        if (gap.width_A < least.width_A) {
            least = gap;
            fullest = m;
        }
    }
    if (!fullest)
        return;
    check_vacuum(of, fullest, least, diag);
    check_dipole(of, audit_calc(fullest), least.axis, diag);
}

void audit_cells(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->gases.n; i++)
        check_gas(&s->gases.at[i], diag);
    for (size_t i = 0; i < s->n_subjects; i++)
        check_slab(&s->subjects[i], diag);
}
