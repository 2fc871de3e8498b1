/* A mechanism as numbers alone.
 *
 * The steps of a mechanism are the same for all catalysts; only free energies differ.
 * So it is compiled once: steps that several pathways have in common stand once, what
 * the gases and the reservoirs put into a step is summed for each member before the
 * first catalyst is looked at, and per step two states remain, mostly.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sample.h"
#include "analysis/screen.h"
#include "base/diag.h"

static const double SAME_EV = 1e-9, TIE_V = 1e-6;

/* What a step costs for each electron: a constant, and a sum over states and gases. */
typedef struct {
    double constant_eV;
    double *of_state, *of_gas; // weights
} step;

typedef struct {
    size_t n;
    size_t *step;
} pathway;

typedef struct {
    chp_screen shown; // first: what the caller holds points here
    arena a;
    const chp_outcome *outcome;
    const chp_state **state, **gas;
    size_t n_steps;
    step *steps;
    pathway *pathways;
    int sign; // of U_L against the largest step: -1 in a reduction
} screen;

static bool is_wanted(const screen *s, const chp_profile *p)
{
    return p->is_complete && p->has_limit &&
           strcmp(p->reaction, s->shown.reaction) == 0;
}

static size_t index_of(arena *a, const chp_state ***list, size_t *n, const chp_state *s)
{
    for (size_t i = 0; i < *n; i++)
        if ((*list)[i] == s)
            return i;
    *list = arena_grow(a, *list, *n, sizeof **list);
    (*list)[*n] = s;
    return (*n)++;
}

/* The index of a state, or of a gas, among its kind. */
static size_t place_of(screen *s, const chp_state *state)
{
    return sample_is_gas(s->outcome, state)
               ? index_of(&s->a, &s->gas, &s->shown.n_gases, state)
               : index_of(&s->a, &s->state, &s->shown.n_states, state);
}

static bool list_states(screen *s, const chp_profile *p, chp_diag *diag)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t t = 0; t < p->steps[i].n_terms; t++) {
            const chp_state *state = p->steps[i].terms[t].state;
            if (state->is_reservoir)
                continue; // a state of its table is told
            place_of(s, state);
            if (state->g.G_eV.known)
                continue;
            diag_error(diag, "no-energy", state->at, "%s has no free energy",
                       state->name);
            diag_hint(diag, "Give it one, or screen a reaction that does without it.");
            return false;
        }
    return true;
}

static step step_of(screen *s, const chp_profile_step *from)
{
    step made = { from->dG0_eV, arena_new(&s->a, double, s->shown.n_states),
                  arena_new(&s->a, double, s->shown.n_gases) };
    double n_e = abs(from->n_e);
    for (size_t t = 0; t < from->n_terms; t++) {
        const chp_profile_term *term = &from->terms[t];
        double *weight =
            sample_is_gas(s->outcome, term->state) ? made.of_gas : made.of_state;
        weight[place_of(s, term->state)] += term->coefficient / n_e;
        made.constant_eV -= term->coefficient * term->state->g.G_eV.value;
    }
    made.constant_eV /= n_e;
    return made;
}

static bool is_same(const double *a, const double *b, size_t n)
{
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static bool has_same_gases(const screen *s, const step *a, const step *b)
{
    return fabs(a->constant_eV - b->constant_eV) < SAME_EV &&
           is_same(a->of_gas, b->of_gas, s->shown.n_gases);
}

static size_t add_step(screen *s, const chp_profile_step *from)
{
    step made = step_of(s, from);
    for (size_t i = 0; i < s->n_steps; i++)
        if (has_same_gases(s, &made, &s->steps[i]) &&
            is_same(made.of_state, s->steps[i].of_state, s->shown.n_states))
            return i;
    s->steps = arena_grow(&s->a, s->steps, s->n_steps, sizeof made);
    s->steps[s->n_steps] = made;
    return s->n_steps++;
}

static void add_pathway(screen *s, const chp_profile *p)
{
    pathway made = { 0, arena_new(&s->a, size_t, p->n_steps) };
    for (size_t i = 0; i < p->n_steps; i++) {
        if (!sample_may_limit(p, i))
            continue;
        made.step[made.n++] = add_step(s, &p->steps[i]);
    }
    s->sign = sample_is_oxidation(p) ? 1 : -1;
    s->pathways[s->shown.n_pathways++] = made;
}

static const char *const *names_of(arena *a, const chp_state *const *list, size_t n)
{
    const char **names = arena_new(a, const char *, n);
    for (size_t i = 0; i < n; i++)
        names[i] = arena_str(a, str_of(list[i]->name));
    return names;
}

static bool compile(screen *s, const chp_catalyst *c, chp_diag *diag)
{
    const char **names = arena_new(&s->a, const char *, c->n_profiles);
    size_t n = 0;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (is_wanted(s, &c->profiles[i]) && !list_states(s, &c->profiles[i], diag))
            return false;
    s->pathways = arena_new(&s->a, pathway, c->n_profiles);
    for (size_t i = 0; i < c->n_profiles; i++)
        if (is_wanted(s, &c->profiles[i])) {
            add_pathway(s, &c->profiles[i]);
            names[n++] = arena_str(&s->a, str_of(c->profiles[i].name));
        }
    s->shown.pathways = names;
    s->shown.states = names_of(&s->a, s->state, s->shown.n_states);
    s->shown.gases = names_of(&s->a, s->gas, s->shown.n_gases);
    if (n > 0 && s->shown.n_states > 0)
        return true;
    diag_error(diag, "no-profile", NOWHERE, "no pathway of %s is complete on %s",
               s->shown.reaction, c->name);
    diag_hint(diag, "Take a catalyst that has all states of one, or another reaction.");
    return false;
}

const chp_screen *chp_screen_of(const chp_outcome *outcome,
                                const chp_catalyst *catalyst, const char *reaction,
                                chp_diag *diag)
{
    arena a = { 0 };
    screen *s = arena_new(&a, screen, 1);
    s->a = a;
    s->outcome = outcome;
    s->shown.reaction = arena_str(&s->a, str_of(reaction));
    if (compile(s, catalyst, diag))
        return &s->shown;
    chp_screen_free(&s->shown);
    return NULL;
}

void chp_screen_free(const chp_screen *shown)
{
    if (!shown)
        return;
    arena a = ((const screen *)shown)->a; // the record itself lives in it
    arena_clear(&a);
}

/* --- with the members ----------------------------------------------------------- */

/* Of the gases and the reservoirs, for each member, and some more behind the last. */
static const double *shared_of(const screen *s, const chp_screen_members *m, arena *a,
                               const step *from)
{
    double *shared = arena_new(a, double, m->n_members + SCREEN_LANES);
    for (size_t k = 0; k < m->n_members; k++)
        shared[k] = from->constant_eV;
    for (size_t g = 0; g < s->shown.n_gases; g++)
        for (size_t k = 0; from->of_gas[g] != 0 && k < m->n_members; k++)
            shared[k] += from->of_gas[g] * m->gas_eV[g * m->n_members + k];
    return shared;
}

static screen_row row_of(const screen *s, arena *a, const step *from,
                         const double *shared)
{
    size_t *state = arena_new(a, size_t, s->shown.n_states + 2);
    double *weight = arena_new(a, double, s->shown.n_states + 2);
    size_t n = 0;
    for (size_t i = 0; i < s->shown.n_states; i++)
        if (from->of_state[i] != 0) {
            state[n] = i;
            weight[n++] = from->of_state[i];
        }
    return (screen_row){ n < 2 ? 2 : n, state, weight, shared };
}

screen_program screen_program_of(const chp_screen *shown, const chp_screen_members *m,
                                 arena *a)
{
    const screen *s = (const screen *)shown;
    screen_row *rows = arena_new(a, screen_row, s->n_steps);
    screen_ladder *ladders = arena_new(a, screen_ladder, s->shown.n_pathways);
    for (size_t i = 0; i < s->n_steps; i++) {
        size_t twin = 0; // members fit into the cache when they are not kept twice
        while (twin < i && !has_same_gases(s, &s->steps[i], &s->steps[twin]))
            twin++;
        const double *shared =
            twin < i ? rows[twin].shared : shared_of(s, m, a, &s->steps[i]);
        rows[i] = row_of(s, a, &s->steps[i], shared);
    }
    for (size_t i = 0; i < s->shown.n_pathways; i++)
        ladders[i] = (screen_ladder){ s->pathways[i].n, s->pathways[i].step };
    return (screen_program){
        .n_states = s->shown.n_states,
        .n_members = m->n_members,
        .n_rows = s->n_steps,
        .rows = rows,
        .n_ladders = s->shown.n_pathways,
        .ladders = ladders,
        .sign = s->sign,
        .target_eV = s->sign * m->target_V - TIE_V,
    };
}
