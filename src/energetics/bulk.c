#include "energetics/bulk.h"

#include "base/diag.h"
#include "chem/formula.h"
#include "energetics/audit.h"
#include "energetics/energy.h"

enum { NITROGEN = 7 };

/* --- one phase ----------------------------------------------------------------- */

/* How many of the unit the cell holds; 0: it holds something else. */
static int units_in(const chp_formula *cell, const chp_formula *unit)
{
    int n = 0;
    for (int z = 1; z < CHP_N_ELEMENTS && n == 0; z++)
        n = unit->n[z] > 0 ? cell->n[z] / unit->n[z] : 0;
    chp_formula rest = *cell;
    formula_add(&rest, unit, -n);
    return formula_is_empty(&rest) ? n : 0;
}

/* The energy of the cell is that of all its formula units. */
static bool share_out(const entry *e, const chp_formula *unit, chp_state *state,
                      chp_diag *diag)
{
    const chp_calc *calc = &e->energy_run->calc;
    chp_formula cell;
    arena scratch = { 0 };
    int n = formula_of_calc(calc, &cell) ? units_in(&cell, unit) : 0;
    if (n == 0) {
        diag_error(diag, "C05", (chp_where){ calc->path, 0 },
                   "the cell of the crystal %s holds %s, which is no multiple of it",
                   e->name, formula_text(&scratch, &cell));
        diag_hint(diag, "Name a crystal by the formula of its atoms, or look whether "
                        "the folder holds the run that its name says.");
    }
    arena_clear(&scratch);
    if (n > 0 && !e->E_eV.known)
        state->g.E_eV.value /= n;
    state->n_formula_units = n;
    return n > 0;
}

/* True when its free energy is known. */
static bool phase_of(chp_study *s, const entry *e, chp_state *state, chp_diag *diag)
{
    chp_formula unit;
    *state = energy_as_given(s, e, e->name);
    if (!formula_read(str_of(e->name), &unit) || formula_is_empty(&unit)) {
        diag_error(diag, "bulk", e->at, "'%s' is no formula of a crystal", e->name);
        diag_hint(diag, "Give them as `bulk: {CrN: ..., Cr: ...}`.");
        return false;
    }
    if (!audit_run(s, e->energy_run, diag) ||
        (e->energy_run && !share_out(e, &unit, state, diag)))
        return false;
    energy_sum(&state->g, false);
    if (state->g.G_eV.known || state->dG_eV.known)
        return true;
    diag_error(diag, "no-energy", e->at, "no energy for the crystal %s of %s", e->name,
               e->catalyst);
    diag_hint(diag, "Give a run, or E, G or dG per formula unit.");
    return false;
}

/* --- all of a catalyst --------------------------------------------------------- */

/* One zero for all: energies, or free energies of formation. */
static void check_kinds(members *m, chp_diag *diag)
{
    const member *with = NULL, *without = NULL;
    for (size_t i = 0; i < m->n; i++)
        if (!m->at[i].is_spoilt && m->at[i].dG_given_eV.known)
            with = &m->at[i];
        else if (!m->at[i].is_spoilt)
            without = &m->at[i];
    if (!with || !without)
        return;
    diag_error(diag, "bulk", with->from->at,
               "the crystal %s is given as dG, and %s as an energy", with->state->name,
               without->state->name);
    diag_hint(diag, "Give dG of all of them, counted from the metal and N2, or of "
                    "none.");
    for (size_t i = 0; i < m->n; i++)
        m->at[i].is_spoilt = true;
}

members bulk_of(chp_study *s, const slots *given, chp_diag *diag)
{
    size_t most = given->n_beside;
    members m = { 0, arena_new(&s->memory, member, most + 1) };
    chp_state *states = arena_new(&s->memory, chp_state, most + 1);
    for (size_t i = 0; i < most; i++) {
        const entry *e = given->beside[i];
        if (!e->is_bulk)
            continue;
        chp_state *state = &states[m.n];
        bool is_known = phase_of(s, e, state, diag);
        m.at[m.n++] = (member){ .state = state,
                                .from = e,
                                .is_spoilt = !is_known,
                                .dG_given_eV = state->dG_eV };
    }
    check_kinds(&m, diag);
    return m;
}

/* --- what decomposes to what --------------------------------------------------- */

/* p A = q B + r N in the smallest whole numbers, r > 0: all but nitrogen stays. */
static bool loses_nitrogen(const chp_formula *A, const chp_formula *B, int *p, int *q,
                           int *r)
{
    int first = 0;
    for (int z = 1; z < CHP_N_ELEMENTS && first == 0; z++)
        first = z != NITROGEN && A->n[z] > 0 ? z : 0;
    if (first == 0 || B->n[first] == 0)
        return false;
    *p = B->n[first];
    *q = A->n[first];
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        if (z != NITROGEN && *p * A->n[z] != *q * B->n[z])
            return false;
    *r = *p * A->n[NITROGEN] - *q * B->n[NITROGEN];
    return *r > 0;
}

static const char *times(arena *a, int n, int of)
{
    int x = n, y = of;
    while (y != 0) {
        int rest = x % y;
        x = y;
        y = rest;
    }
    return n == of   ? ""
           : of == x ? arena_print(a, "%d ", n / x)
                     : arena_print(a, "%d/%d ", n / x, of / x);
}

static bool decays(arena *a, const member *A, const member *B, bulk_decay *out)
{
    chp_formula from, to;
    int p, q, r;
    if (A->is_spoilt || B->is_spoilt || !formula_read(str_of(A->state->name), &from) ||
        !formula_read(str_of(B->state->name), &to) ||
        !loses_nitrogen(&from, &to, &p, &q, &r))
        return false;
    if (out)
        *out = (bulk_decay){ A, B, (double)p / r, (double)q / r,
                             arena_print(a, "%s%s + 3 H+ + 3 e- -> %s%s + NH3",
                                         times(a, p, r), A->state->name, times(a, q, r),
                                         B->state->name) };
    return true;
}

static bool is_richest(arena *a, const members *bulk, const member *A)
{
    for (size_t i = 0; i < bulk->n; i++)
        if (decays(a, &bulk->at[i], A, NULL))
            return false;
    return true;
}

bulk_decay *bulk_decays(arena *a, const members *bulk, size_t *n)
{
    bulk_decay *list = arena_new(a, bulk_decay, bulk->n * bulk->n + 1);
    *n = 0;
    for (size_t i = 0; i < bulk->n; i++)
        for (size_t k = 0; k < bulk->n && is_richest(a, bulk, &bulk->at[i]); k++)
            *n += decays(a, &bulk->at[i], &bulk->at[k], &list[*n]);
    return list;
}
