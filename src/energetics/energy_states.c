/* Free energies of surfaces with what is on them. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/lookup.h"
#include "energetics/audit.h"
#include "energetics/bands.h"
#include "energetics/barriers.h"
#include "energetics/bulk.h"
#include "energetics/energy.h"
#include "energetics/field.h"
#include "energetics/hindered.h"
#include "network/names.h"

/* An entry on its way to be a state: one of those that share a slot. */
typedef struct {
    chp_state state;
    const entry *from;
    bool is_spoilt;
} candidate;

typedef struct {
    const slot *slot;
    candidate *at; // one for each entry
} candidates;

/* --- one state ------------------------------------------------------------------- */

static chp_where modes_at(const entry *e)
{
    if (e->modes.is_given)
        return e->modes.at;
    return e->modes_run ? e->modes_run->calc.modes_at : e->energy_run->calc.modes_at;
}

/* In words, what was done to the modes; NULL when they count as they are. */
static const char *treatment(chp_study *s, const chp_state *state)
{
    const chp_thermo_options *how = &s->in.options->thermo;
    if (state->hindered)
        return hindered_text(&s->memory, state->hindered);
    chp_modes modes = { state->mode_cm1, state->n_modes, state->at };
    chp_mode *counted = arena_new(&s->memory, chp_mode, modes.n + 1);
    bool is_plain = true;
    chp_thermo_modes(&modes, how, counted);
    for (size_t i = 0; i < modes.n; i++)
        is_plain = is_plain && !counted[i].why;
    if (is_plain)
        return NULL;
    char text[CHP_TEXT];
    chp_thermo_treatment(&modes, how, text);
    return arena_str(&s->memory, str_of(text));
}

static void correct_by_modes(chp_study *s, candidate *c, chp_diag *diag)
{
    chp_state *state = &c->state;
    if (!energy_modes(c->from, state) || state->g.G_eV.known || state->dG_eV.known)
        return;
    chp_thermo thermo;
    const chp_thermo_options *how = &s->in.options->thermo;
    if (energy_is_corrected(&state->g))
        return;
    bool ok;
    state->hindered = hindered_of(s, c->from, &ok, diag);
    if (!ok || !hindered_or_harmonic(state, how, modes_at(c->from), &thermo, diag)) {
        c->is_spoilt = true;
        return;
    }
    state->treatment = treatment(s, state);
    bool some_given =
        state->g.ZPE_eV.known || state->g.thermal_eV.known || state->g.TS_eV.known;
    state->thermo_source = state->hindered ? "hindered translator and rotor"
                           : some_given    ? "given, else harmonic"
                                           : "harmonic";
    energy_fill(&state->g, &thermo);
}

/* A free energy that was given beside its parts must be their sum. */
static void compare_given(const candidate *c, chp_diag *diag)
{
    chp_free_energy sum = c->state.g;
    sum.G_eV = (chp_fact){ 0 };
    energy_sum(&sum, !c->state.is_bare);
    const chp_fact *given = &c->state.g.G_eV;
    if (!given->known || !sum.G_eV.known || fabs(sum.G_eV.value - given->value) < 0.005)
        return;
    diag_warn(diag, "G-not-sum", c->from->at,
              "G of %s is given as %.4f eV, but its columns add up to %.4f eV",
              c->state.name, given->value, sum.G_eV.value);
    diag_hint(diag, "The given G is used. Leave it out to have the sum.");
}

static candidate make(chp_study *s, const slot *of, const entry *e, chp_diag *diag)
{
    candidate c = { .state = energy_as_given(s, e, of->name), .from = e };
    c.state.is_bare = of->is_bare;
    if (e->n_bands > 0)
        bands_note(s, e, &c.state, diag);
    c.is_spoilt = !audit_run(s, e->energy_run, diag);
    if (e->modes_run != e->energy_run)
        c.is_spoilt |= !audit_run(s, e->modes_run, diag);
    correct_by_modes(s, &c, diag);
    c.is_spoilt |= !field_apply(s, e, &c.state, diag);
    compare_given(&c, diag);
    return c;
}

/* --- corrections of another catalyst --------------------------------------------- */

static const candidate *own_corrections(const candidates *of, size_t n,
                                        const char *name)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < of[i].slot->n; k++)
            if (strcmp(of[i].slot->name, name) == 0 &&
                energy_is_corrected(&of[i].at[k].state.g) &&
                !of[i].at[k].state.borrowed_from && !of[i].at[k].is_spoilt)
                return &of[i].at[k];
    return NULL;
}

static void borrow(candidate *c, const candidate *from, const char *catalyst)
{
    chp_free_energy *g = &c->state.g;
    if (c->state.is_bare || g->G_eV.known || c->state.dG_eV.known ||
        energy_is_corrected(g))
        return;
    const chp_free_energy *lent = &from->state.g;
    if (!g->ZPE_eV.known)
        g->ZPE_eV = lent->ZPE_eV;
    if (!g->thermal_eV.known)
        g->thermal_eV = lent->thermal_eV;
    if (!g->TS_eV.known)
        g->TS_eV = lent->TS_eV;
    c->state.thermo_source = from->state.thermo_source;
    c->state.hindered = from->state.hindered;
    c->state.borrowed_from = catalyst;
}

/* The catalyst that lends to the i-th one; SIZE_MAX: none. */
static size_t lender_of(const intake *in, size_t i)
{
    const char *from = in->catalysts[i].thermo_from;
    return from ? intake_find(in, from) : SIZE_MAX;
}

/* "A from B, B from C, C from A" where lenders lead back to the i-th catalyst, which
 * comes first of them in the file; else NULL. */
static const char *ring_text(chp_study *s, size_t i)
{
    const intake *in = &s->in;
    const char *text = "";
    size_t j = i;
    for (size_t n = 0; n < in->n_catalysts; n++) {
        size_t next = lender_of(in, j);
        if (next == SIZE_MAX || next < i)
            return NULL;
        text = arena_append(&s->memory, text, ", ", "%s from %s", in->catalysts[j].name,
                            in->catalysts[next].name);
        if (next == i)
            return text;
        j = next;
    }
    return NULL;
}

static void check_lender(chp_study *s, size_t i, chp_diag *diag)
{
    const catalyst_entry *to = &s->in.catalysts[i];
    const char *ring = to->thermo_from ? ring_text(s, i) : NULL;
    if (to->thermo_from && lender_of(&s->in, i) == SIZE_MAX) {
        diag_error(diag, "unknown-catalyst", to->thermo_at,
                   "the corrections of %s come from '%s', which is no other "
                   "catalyst of this study",
                   to->name, to->thermo_from);
    } else if (ring) {
        diag_error(diag, "thermo-ring", to->thermo_at,
                   "corrections are borrowed in a ring: %s", ring);
        diag_hint(diag, "Let the one that has them borrow from nobody.");
    }
}

/* A lender without them passes on to his own, and not for ever round a ring. */
static void borrow_from_first(const intake *in, candidates **all, const slots *placed,
                              size_t i, candidate *c)
{
    size_t j = lender_of(in, i);
    for (size_t n = 0; j < in->n_catalysts && j != i && n < in->n_catalysts; n++) {
        const candidate *lent = own_corrections(all[j], placed[j].n, c->state.name);
        if (lent) {
            borrow(c, lent, in->catalysts[j].name);
            return;
        }
        j = lender_of(in, j);
    }
}

static void borrow_all(chp_study *s, candidates **all, const slots *placed,
                       chp_diag *diag)
{
    const intake *in = &s->in;
    for (size_t i = 0; i < in->n_catalysts; i++) {
        check_lender(s, i, diag);
        for (size_t k = 0; k < placed[i].n; k++)
            for (size_t e = 0; e < placed[i].at[k].n; e++)
                borrow_from_first(in, all, placed, i, &all[i][k].at[e]);
    }
}

/* --- what is missing ------------------------------------------------------------- */

/* Terms of (2.1), and the energy itself. */
enum { MISSING_ENERGY = 3, N_MISSING };

typedef struct {
    arena *a;
    const char *states; // "*NNH, *NH"; NULL: none
    const char *last;
} missing_list;

/* The runs of one state, on several sites, come one after the other. */
static void add_missing(missing_list *list, const char *name)
{
    if (list->last && strcmp(list->last, name) == 0)
        return;
    list->last = name;
    list->states = arena_append(list->a, list->states, ", ", "%s", name);
}

static bool finish(chp_study *s, candidate *c, missing_list *lists)
{
    chp_free_energy *g = &c->state.g;
    bool is_bare = c->state.is_bare;
    if (c->state.dG_eV.known || g->G_eV.known)
        return true;
    if (!is_bare)
        energy_assume_zero(s, g);
    energy_sum(g, !is_bare);
    const chp_fact *needed[] = { &g->ZPE_eV, &g->thermal_eV, &g->TS_eV };
    if (g->E_eV.known && !is_bare && !c->is_spoilt)
        for (int i = 0; i < MISSING_ENERGY; i++)
            if (!needed[i]->known)
                add_missing(&lists[i], c->state.name);
    if (!g->E_eV.known && !c->is_spoilt)
        add_missing(&lists[MISSING_ENERGY], c->state.name);
    return g->G_eV.known;
}

static void say_missing(const missing_list *lists, const catalyst_entry *catalyst,
                        chp_diag *diag)
{
    static const char *const word[] = { "ZPE", "thermal", "TS" };
    const char *terms = NULL, *states = NULL;
    for (int i = 0; i < MISSING_ENERGY; i++) {
        if (!lists[i].states)
            continue;
        terms = terms ? arena_print(lists[i].a, "%s,%s", terms, word[i]) : word[i];
        bool is_longer = !states || strlen(lists[i].states) > strlen(states);
        states = is_longer ? lists[i].states : states;
    }
    if (terms) {
        diag_error(diag, "missing-correction", catalyst->at, "%s: %s not known for %s",
                   catalyst->name, terms, states);
        diag_hint(diag,
                  "Give modes, or the values, or borrow them with `thermo: {from: "
                  "...}`; --assume-zero %s counts them as zero.",
                  terms);
    }
    if (lists[MISSING_ENERGY].states) {
        diag_error(diag, "no-energy", catalyst->at, "%s: no energy for %s",
                   catalyst->name, lists[MISSING_ENERGY].states);
        diag_hint(diag, "Look at these runs with `chepath read`.");
    }
}

/* --- the lowest of each slot ----------------------------------------------------- */

static chp_fact level_eV(const candidate *c)
{
    return c->state.g.G_eV.known ? c->state.g.G_eV : c->state.dG_eV;
}

/* Lower in free energy; one that is known lies below one that is not. */
static bool is_lower(const candidate *a, const candidate *b)
{
    chp_fact here = level_eV(a), there = level_eV(b);
    if (a->is_spoilt != b->is_spoilt)
        return b->is_spoilt;
    return here.known && there.known ? here.value < there.value : here.known;
}

static bool same_fact(const chp_fact *a, const chp_fact *b)
{
    return a->known == b->known && (!a->known || a->value == b->value);
}

static bool same_modes(const given_modes *a, const given_modes *b)
{
    for (size_t i = 0; i < a->n && a->n == b->n; i++)
        if (a->cm1[i] != b->cm1[i])
            return false;
    return a->n == b->n;
}

/* The same row of a table, once more. */
static bool is_repeated(const entry *a, const entry *b)
{
    const chp_fact *const facts[][2] = {
        { &a->E_eV, &b->E_eV },
        { &a->G_eV, &b->G_eV },
        { &a->dG_eV, &b->dG_eV },
        { &a->ZPE_eV, &b->ZPE_eV },
        { &a->thermal_eV, &b->thermal_eV },
        { &a->TS_eV, &b->TS_eV },
        { &a->solvation_eV, &b->solvation_eV },
        { &a->field_eV, &b->field_eV },
        { &a->user_eV, &b->user_eV },
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!same_fact(facts[i][0], facts[i][1]))
            return false;
    return a->is_extra && b->is_extra && same_modes(&a->modes, &b->modes);
}

static void list_others(arena *a, candidates *c, size_t best)
{
    chp_state *state = &c->at[best].state;
    chp_fact here = level_eV(&c->at[best]);
    const char **sources = arena_new(a, const char *, c->slot->n);
    double *above_eV = arena_new(a, double, c->slot->n);
    for (size_t i = 0; i < c->slot->n; i++) {
        const candidate *other = &c->at[i];
        chp_fact there = level_eV(other);
        if (i == best || !here.known || !there.known ||
            is_repeated(other->from, c->at[best].from))
            continue;
        bool is_run = other->from->energy_run;
        sources[state->n_others] =
            is_run ? other->state.source
                   : arena_print(a, "%s of %s:%zu", other->from->name,
                                 other->from->at.path, other->from->at.line);
        above_eV[state->n_others++] = there.value - here.value;
    }
    state->other = sources;
    state->other_above_eV = above_eV;
}

/* "H@fcc" and "H@top" are two sites of one state. */
static str site_of(arena *a, const entry *e)
{
    str site = name_read(a, str_of(e->name)).site;
    char *lower = arena_str(a, site);
    for (size_t i = 0; i < site.len; i++)
        lower[i] = ascii_lower(lower[i]);
    return (str){ lower, site.len };
}

/* The first that gives a state, at this site, once more; NULL: none. Several runs may
 * be one state. */
static const entry *repeat_of(arena *a, const candidates *c, const entry **before)
{
    lookup sites = { 0 }; // where each was given first
    for (size_t i = 0; i < c->slot->n && c->slot->n > 1; i++) {
        const entry *e = c->at[i].from;
        if (e->energy_run)
            continue;
        str site = site_of(a, e);
        size_t first = lookup_find(&sites, site);
        if (first == SIZE_MAX) {
            lookup_add(a, &sites, site, i);
        } else if (!is_repeated(c->at[first].from, e)) {
            *before = c->at[first].from;
            return e;
        }
    }
    return NULL;
}

/* A table says each state once: of a catalyst that it has several times, one message.
 */
static void check_duplicates(arena *a, const candidates *of, size_t n, chp_diag *diag)
{
    const char *name = NULL, *others = NULL;
    const entry *before = NULL, *again = NULL;
    for (size_t i = 0; i < n; i++) {
        const entry *at, *found = repeat_of(a, &of[i], &at);
        if (found && again)
            others = arena_append(a, others, ", ", "%s", of[i].slot->name);
        if (!found || again)
            continue;
        name = of[i].slot->name;
        before = at;
        again = found;
    }
    if (!again)
        return;
    diag_error(diag, "duplicate", again->at,
               "%s of %s was given before, in line %zu of %s%s%s", name,
               again->catalyst, before->at.line, before->at.path,
               others ? ", and so were " : "", others ? others : "");
    diag_hint(diag, "Give each state once, or tell its site, as in *H@fcc; several "
                    "catalysts have names of their own.");
}

static size_t lowest(const candidates *c)
{
    size_t best = 0;
    for (size_t i = 1; i < c->slot->n; i++)
        if (is_lower(&c->at[i], &c->at[best]))
            best = i;
    return best;
}

static members choose(chp_study *s, candidates *of, size_t n, chp_diag *diag)
{
    members m = { 0, arena_new(&s->memory, member, n + 1) };
    chp_state *states = arena_new(&s->memory, chp_state, n + 1);
    check_duplicates(&s->memory, of, n, diag);
    for (int bare_first = 1; bare_first >= 0; bare_first--)
        for (size_t i = 0; i < n; i++) {
            if (of[i].slot->is_bare != (bare_first == 1))
                continue;
            size_t best = lowest(&of[i]);
            list_others(&s->memory, &of[i], best);
            const candidate *c = &of[i].at[best];
            states[m.n] = c->state;
            m.at[m.n] = (member){ .state = &states[m.n],
                                  .from = c->from,
                                  .is_spoilt = c->is_spoilt,
                                  .dG_given_eV = c->state.dG_eV };
            m.n++;
        }
    return m;
}

/* --- all ------------------------------------------------------------------------- */

static candidates *make_all(chp_study *s, const slots *of, chp_diag *diag)
{
    candidates *list = arena_new(&s->memory, candidates, of->n + 1);
    for (size_t i = 0; i < of->n; i++) {
        list[i].slot = &of->at[i];
        list[i].at = arena_new(&s->memory, candidate, of->at[i].n);
        for (size_t k = 0; k < of->at[i].n; k++)
            list[i].at[k] = make(s, &of->at[i], of->at[i].entries[k], diag);
    }
    return list;
}

static void finish_all(chp_study *s, candidates *list, size_t n,
                       const catalyst_entry *catalyst, chp_diag *diag)
{
    missing_list missing[N_MISSING];
    for (int i = 0; i < N_MISSING; i++)
        missing[i] = (missing_list){ .a = &s->memory };
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < list[i].slot->n; k++)
            if (!finish(s, &list[i].at[k], missing))
                list[i].at[k].is_spoilt = true;
    say_missing(missing, catalyst, diag);
}

void energy_of_states(chp_study *s, const slots *all, chp_diag *diag)
{
    size_t n = s->in.n_catalysts;
    candidates **made = arena_new(&s->memory, candidates *, n + 1);
    s->subjects = arena_new(&s->memory, subject, n + 1);
    s->n_subjects = n;
    for (size_t i = 0; i < n; i++)
        made[i] = make_all(s, &all[i], diag);
    borrow_all(s, made, all, diag);
    for (size_t i = 0; i < n; i++) {
        const catalyst_entry *catalyst = &s->in.catalysts[i];
        finish_all(s, made[i], all[i].n, catalyst, diag);
        s->subjects[i] = (subject){ .entry = catalyst,
                                    .states = choose(s, made[i], all[i].n, diag),
                                    .transitions = barriers_states(s, &all[i], diag),
                                    .bulk = bulk_of(s, &all[i], diag),
                                    .n_beside = all[i].n_beside,
                                    .beside = all[i].beside };
    }
}
