/* Composition, cells and geometry: is a state what it is said to be?
 *
 * C05: its atoms are those of the bare surface and of the adsorbate. C26: a vacancy of
 * a nitride is one N less. C04: in the same cell; a slab in a smaller cell is found out
 * and said, never multiplied. C17: the bonds are those of the name. C18: the surface
 * stayed what it was. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "chem/structure.h"
#include "energetics/adsorbate.h"
#include "energetics/audit.h"
#include "energetics/identity.h"
#include "energetics/resolve.h"
#include "energetics/vacancies.h"
#include "network/reaction.h"

/* Change of a vector by its length: beyond the second it is another cell. */
#define CELL_TOLERANCE 1e-3
#define OTHER_CELL     0.05

#define SHIFT_WARN_A 1.0
#define DESORBED     1.5 // covalent radii

typedef struct {
    chp_study *s;
    chp_diag *diag;
    const subject *of;
    const chp_calc *bare; // NULL: not told
    arena scratch;
} look;

static const chp_calc *calc_of(const member *m)
{
    return m->state->energy_run ? &m->state->energy_run->calc : NULL;
}

static bool composition(const chp_calc *c, chp_formula *f)
{
    *f = (chp_formula){ 0 };
    for (size_t i = 0; c && i < c->n_species; i++)
        f->n[c->species[i].atomic_number] += (short)c->species[i].count;
    return c && c->n_species > 0;
}

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
    chp_where at = { calc_of(m)->path, 0 };
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
    if (!composition(calc_of(m), &has) || !composition(l->bare, &bare))
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
    const char *code = vacancies_is_one(beyond) ? "C26" : "C05";
    spoil(m, diag_error(l->diag, code, (chp_where){ calc_of(m)->path, 0 },
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

static const chp_structure *relaxed(const chp_calc *c)
{
    return c->final && c->kind != CHP_RUN_FREQUENCIES ? c->final : c->initial;
}

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

static size_t n_frozen(const chp_structure *s)
{
    return s->n_atoms - structure_n_free(s);
}

static void check_cell(look *l, member *m)
{
    const chp_structure *here = relaxed(calc_of(m)), *bare = relaxed(l->bare);
    chp_where at = { calc_of(m)->path, 0 };
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
    if (here->is_free && bare->is_free && n_frozen(here) != n_frozen(bare)) {
        diag_warn(l->diag, "C04", at,
                  "%zu atoms are frozen in %s, %zu in the bare surface", n_frozen(here),
                  m->state->name, n_frozen(bare));
        diag_hint(l->diag, "Relax the same part of the slab in all states.");
    }
}

/* --- C17, C18: geometry ---------------------------------------------------------- */

static size_t expected_pieces(const char *name)
{
    size_t n = 1;
    for (; *name; name++)
        n += *name == '+';
    return n;
}

static bool check_bonds(look *l, const member *m, const chp_kind *kind,
                        const adsorbate *ads)
{
    name_geometry seen;
    if (!kind->id || !identity_seen(ads, &seen))
        return false;
    name_id id = name_id_of(&seen);
    if (id.text[0] == '\0' || strcmp(id.text, kind->id) == 0)
        return true;
    diag_warn(l->diag, "C17", (chp_where){ calc_of(m)->path, 0 },
              "by its bonds %s of %s is %s", m->state->name, l->of->entry->name,
              name_of_id(&l->scratch, id));
    diag_hint(l->diag,
              "Look at the structure: it may have rearranged while it relaxed.");
    return true;
}

static bool check_hold(look *l, const member *m, const adsorbate *ads)
{
    double nearest = INFINITY;
    for (size_t i = 0; i < ads->n; i++)
        nearest = fmin(nearest, adsorbate_nearness(ads, ads->atom[i]));
    if (nearest <= DESORBED)
        return true;
    diag_warn(l->diag, "C17", (chp_where){ calc_of(m)->path, 0 },
              "%s of %s is not bound: its nearest atom is at %.1f covalent radii",
              m->state->name, l->of->entry->name, nearest);
    diag_hint(l->diag, "It has desorbed, or is held by dispersion alone.");
    return false;
}

static void check_pieces(look *l, const member *m, const chp_kind *kind,
                         const adsorbate *ads)
{
    size_t n = adsorbate_pieces(&l->scratch, ads);
    if (n <= expected_pieces(kind->name))
        return;
    diag_warn(l->diag, "C17", (chp_where){ calc_of(m)->path, 0 },
              "the adsorbate of %s of %s is in %zu pieces", m->state->name,
              l->of->entry->name, n);
    diag_hint(l->diag, "It may have dissociated while it relaxed.");
}

static void check_geometry(look *l, const member *m, const chp_kind *kind)
{
    adsorbate ads;
    if (!adsorbate_find(&l->scratch, relaxed(l->bare), relaxed(calc_of(m)), &ads) ||
        ads.n == 0)
        return;
    if (ads.largest_shift_A > SHIFT_WARN_A) {
        diag_warn(l->diag, "C18", (chp_where){ calc_of(m)->path, 0 },
                  "an atom of the surface moved by %.2f Å in %s of %s",
                  ads.largest_shift_A, m->state->name, l->of->entry->name);
        diag_hint(l->diag, "The surface may have reconstructed.");
    }
    if (check_hold(l, m, &ads) && !check_bonds(l, m, kind, &ads))
        check_pieces(l, m, kind, &ads);
}

/* --- all ------------------------------------------------------------------------- */

static void check_state(look *l, member *m)
{
    chp_formula beyond;
    const chp_kind *kind = kind_of(l, m->state, &beyond);
    if (!kind || !calc_of(m) || !l->bare || m->state->is_bare ||
        !check_composition(l, m, &beyond))
        return;
    check_cell(l, m);
    check_geometry(l, m, kind);
}

static void check_gas(chp_study *s, member *m, chp_diag *diag)
{
    chp_formula has, named;
    if (!composition(calc_of(m), &has) ||
        !formula_read(str_of(m->state->name), &named) || formula_eq(&has, &named))
        return;
    spoil(m, diag_error(diag, "C05", (chp_where){ calc_of(m)->path, 0 },
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
            l.bare = calc_of(&m->at[0]);
        for (size_t k = 0; k < m->n; k++)
            check_state(&l, &m->at[k]);
        arena_clear(&l.scratch);
    }
}
