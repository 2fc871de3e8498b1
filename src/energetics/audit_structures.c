/* Composition, cells and geometry: is a state what it is said to be?
 *
 * C05: its atoms are those of the bare surface and of the adsorbate. C26: a vacancy of
 * a nitride is one N less. C04: in the same cell; a slab in a smaller cell is found out
 * and said, never multiplied. C17: the bonds are those of the name. C18: the surface
 * stayed what it was. */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "energetics/audit_look.h"
#include "energetics/resolve.h"
#include "energetics/vacancy.h"

/* Change of a vector by its length: beyond the second it is another cell. */
#define CELL_TOLERANCE 1e-3
#define OTHER_CELL     0.05

/* The species that a state is, and its atoms beyond those of the bare surface, which on
 * a nitride holds a nitrogen itself. */
static const chp_kind *kind_of(const look *l, const chp_state *state,
                               chp_formula *beyond)
{
    for (size_t i = 0; i < l->s->n_reactions; i++) {
        const chp_reaction *r = l->s->reactions[i];
        size_t k = resolve_in(l->s, r, state->name, state->is_bare);
        if (k == SIZE_MAX)
            continue;
        *beyond = r->species[k].formula;
        formula_add(beyond, &r->species[r->bare].formula, -1);
        return &r->species[k];
    }
    return NULL;
}

/* --- C05 and C04: composition ---------------------------------------------------- */

/* n when `a` is n times `b`, n > 1; else 0. */
static int times(const chp_formula *a, const chp_formula *b)
{
    int n = 0;
    for (int z = 1; z < CHP_N_ELEMENTS; z++) {
        if (b->n[z] <= 0 && a->n[z] == 0)
            continue;
        if (b->n[z] <= 0 || a->n[z] % b->n[z] != 0)
            return 0;
        int here = a->n[z] / b->n[z];
        if (n != 0 && here != n)
            return 0;
        n = here;
    }
    return n > 1 ? n : 0;
}

static const char *share(arena *a, int n)
{
    return n == 2   ? "half"
           : n == 3 ? "a third"
           : n == 4 ? "a quarter"
                    : arena_print(a, "1/%d", n);
}

static void spoil(member *m, bool stands)
{
    m->is_spoilt |= stands;
}

static void say_cells(look *l, member *m, int n, bool is_larger)
{
    const char *part = share(&l->scratch, n);
    const char *name = m->state->name;
    chp_where at = { audit_calc(m)->path, 0 };
    spoil(m,
          is_larger
              ? diag_error(l->diag, "C04", at,
                           "the bare surface of %s was calculated in %s of the cell of "
                           "%s",
                           l->of->entry->name, part, name)
              : diag_error(l->diag, "C04", at,
                           "%s was calculated in %s of the cell of the bare surface of "
                           "%s",
                           name, part, l->of->entry->name));
    diag_hint(l->diag,
              "Calculate the bare surface in the same cell: its energy must not "
              "be multiplied, for k-points and relaxation differ.");
}

/* True when the atoms are right, so that it makes sense to look at their places. */
static bool check_composition(look *l, member *m, const chp_formula *beyond)
{
    chp_formula has, bare, rest, found;
    if (!formula_of_calc(audit_calc(m), &has) || !formula_of_calc(l->bare, &bare))
        return false;
    found = has;
    formula_add(&found, &bare, -1);
    if (formula_eq(&found, beyond))
        return true;
    rest = has;
    formula_add(&rest, beyond, -1);
    int larger = times(&rest, &bare), smaller = times(&bare, &rest);
    if (larger || smaller) {
        say_cells(l, m, larger ? larger : smaller, larger > 0);
        return false;
    }
    const char *code = vacancy_is_one(beyond) ? "C26" : "C05";
    spoil(m, diag_error(l->diag, code, (chp_where){ audit_calc(m)->path, 0 },
                        "%s of %s holds %s beyond the bare surface, expected %s",
                        m->state->name, l->of->entry->name,
                        formula_is_empty(&found) ? "nothing"
                                                 : formula_text(&l->scratch, &found),
                        formula_is_empty(beyond) ? "nothing"
                                                 : formula_text(&l->scratch, beyond)));
    diag_hint(l->diag, "Look whether the folder holds the run that its name says.");
    return false;
}

/* --- C04: the cell --------------------------------------------------------------- */

static double largest_change(const chp_structure *a, const chp_structure *b)
{
    double most = 0;
    for (int i = 0; i < 3; i++) {
        double difference = 0, length = 0;
        for (int k = 0; k < 3; k++) {
            double d = a->lattice_A[i][k] - b->lattice_A[i][k];
            difference += d * d;
            length += b->lattice_A[i][k] * b->lattice_A[i][k];
        }
        most = fmax(most, sqrt(difference / length));
    }
    return most;
}

static void check_cell(look *l, member *m)
{
    const chp_structure *here = look_structure(audit_calc(m)),
                        *bare = look_structure(l->bare);
    chp_where at = { audit_calc(m)->path, 0 };
    if (!here || !bare)
        return;
    double difference = largest_change(here, bare);
    const char *fmt = "the cell of %s differs from that of the bare surface by %.1f %%";
    if (difference > OTHER_CELL)
        spoil(m, diag_error(l->diag, "C04", at, fmt, m->state->name, 100 * difference));
    else if (difference > CELL_TOLERANCE)
        diag_warn(l->diag, "C04", at, fmt, m->state->name, 100 * difference);
    if (difference > CELL_TOLERANCE)
        diag_hint(l->diag, "Keep the cell of the slab (ISIF = 2) and the same vacuum.");
}

/* --- all ------------------------------------------------------------------------- */

static void check_state(look *l, member *m)
{
    chp_formula beyond;
    const chp_kind *kind = kind_of(l, m->state, &beyond);
    if (!kind || !audit_calc(m) || !l->bare || m->state->is_bare ||
        !check_composition(l, m, &beyond))
        return;
    check_cell(l, m);
    audit_geometry(l, m, kind);
}

static void check_gas(chp_study *s, member *m, chp_diag *diag)
{
    chp_formula has, named;
    if (!formula_of_calc(audit_calc(m), &has) ||
        !formula_read(str_of(m->state->name), &named) || formula_eq(&has, &named))
        return;
    spoil(m, diag_error(diag, "C05", (chp_where){ audit_calc(m)->path, 0 },
                        "the run of the gas %s holds %s", m->state->name,
                        formula_text(&s->memory, &has)));
    diag_hint(diag, "Look whether the folder holds the run that its name says.");
}

void audit_structures(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->gases.n; i++)
        check_gas(s, &s->gases.at[i], diag);
    for (size_t i = 0; i < s->n_subjects; i++) {
        look l = { .s = s, .diag = diag, .of = &s->subjects[i] };
        members *m = &s->subjects[i].states;
        if (m->n > 0 && m->at[0].state->is_bare)
            l.bare = audit_calc(&m->at[0]);
        for (size_t k = 0; k < m->n; k++)
            check_state(&l, &m->at[k]);
        arena_clear(&l.scratch);
    }
}
