/* Barriers of steps without electrons, by the name of the step.
 *
 * The free energy of a transition state holds at every potential where it moves no
 * electron. As G, or from a run, it is compared with what the step starts from, whose
 * cells of surface it unites in one:
 *
 *     barrier = G(TS) + (n_cells - 1) G(*) - sum of G of the reactants
 *
 * As dG it counts from the bare surface and the same reservoirs as the state before it.
 * A step without a transition state has none but its ends, T_i = max(G_i, G_i+1). */
#include "energetics/barriers.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"
#include "energetics/energy.h"
#include "energetics/names.h"
#include "energetics/span.h"

/* --- which step is meant ------------------------------------------------------- */

/* The adsorbates of one side of a step, each as often as it stands there. */
enum { MOST_CELLS = 8 };
typedef struct {
    size_t n;
    size_t at[MOST_CELLS];
} side;

static void add_cell(side *s, size_t species)
{
    size_t i = s->n++;
    for (; i > 0 && s->at[i - 1] > species; i--)
        s->at[i] = s->at[i - 1];
    s->at[i] = species;
}

/* Beside a name with a star one without is a fluid; protons and electrons are known. */
static bool is_fluid(str piece, bool has_star)
{
    return str_eq(piece, STR("H+")) || str_eq(piece, STR("e-")) ||
           (has_star && !str_has(piece, STR("*")));
}

/* The adsorbates of a text, joined as one cell that holds them all: "*N+*NH". */
static const char *as_one_cell(arena *a, str text)
{
    bool has_star = str_has(text, STR("*"));
    const char *joined = "";
    while (text.len > 0) {
        str rest = text, piece = text;
        if (str_after(&rest, STR(" + ")))
            piece.len = (size_t)(rest.at - text.at) - strlen(" + ");
        else
            rest.len = 0;
        text = rest;
        piece = str_trim(piece);
        if (!name_is_bare(piece) && !is_fluid(piece, has_star))
            joined = arena_append(a, joined, "+", "%.*s", (int)piece.len, piece.at);
    }
    return joined;
}

static bool add_named(const chp_reaction *r, const char *name, side *out)
{
    size_t k;
    if (out->n == MOST_CELLS ||
        chp_reaction_species(r, name, &k, NULL) != CHP_NAME_FOUND)
        return false;
    if (r->species[k].phase == CHP_SURFACE && k != r->bare)
        add_cell(out, k);
    return true;
}

/* "*N + *NH" as one cell, when the reaction has it, else as several. False: a name is
 * not known here. */
static bool read_side(const chp_reaction *r, str text, side *out)
{
    *out = (side){ 0 };
    arena scratch = { 0 };
    str rest = str_of(as_one_cell(&scratch, text)), piece;
    bool ok = rest.len == 0 || add_named(r, rest.at, out);
    while (!ok && str_cut(&rest, '+', &piece))
        if (!add_named(r, arena_str(&scratch, piece), out)) {
            *out = (side){ 0 };
            break;
        }
    ok = ok || out->n > 0;
    arena_clear(&scratch);
    return ok;
}

static bool is_same_side(const chp_reaction *r, str a, str b)
{
    side x, y;
    return read_side(r, a, &x) && read_side(r, b, &y) && x.n == y.n &&
           memcmp(x.at, y.at, x.n * sizeof *x.at) == 0;
}

static bool means(const chp_reaction *r, const char *name, const chp_profile_step *step)
{
    str to = str_of(name), from = to;
    if (!str_after(&to, STR("->")))
        return false;
    from.len = (size_t)(to.at - from.at) - strlen("->");
    return is_same_side(r, str_trim(from), str_of(step->from)) &&
           is_same_side(r, str_trim(to), str_of(step->to));
}

/* --- its height ---------------------------------------------------------------- */

/* Free energy of a transition state as (2.1), its one imaginary mode left out. */
static bool free_energy(chp_study *s, const entry *e, chp_state *state, chp_diag *diag)
{
    *state = energy_as_given(s, e, e->name);
    chp_thermo_options how = s->in.options->thermo;
    how.is_transition_state = true;
    chp_free_energy *g = &state->g;
    bool has_some = g->ZPE_eV.known || g->thermal_eV.known || g->TS_eV.known;
    bool ok = audit_run(s, e->energy_run, diag);
    ok = (e->modes_run == e->energy_run || audit_run(s, e->modes_run, diag)) && ok;
    if (ok && !g->G_eV.known && !state->dG_eV.known && energy_modes(e, state) &&
        !energy_is_corrected(g)) {
        chp_thermo t;
        chp_modes modes = { state->mode_cm1, state->n_modes, e->at };
        if (!chp_thermo_adsorbate(&modes, &how, &t, diag))
            return false;
        state->thermo_source = has_some ? "given, else harmonic" : "harmonic";
        energy_fill(g, &t);
    }
    energy_assume_zero(s, g);
    energy_sum(g, true);
    return ok && (g->G_eV.known || state->dG_eV.known);
}

members barriers_states(chp_study *s, const slots *given, chp_diag *diag)
{
    size_t most = given->n_beside;
    members m = { 0, arena_new(&s->memory, member, most + 1) };
    chp_state *states = arena_new(&s->memory, chp_state, most + 1);
    for (size_t i = 0; i < most; i++) {
        const entry *e = given->beside[i];
        if (!e->is_transition_state)
            continue;
        chp_state *state = &states[m.n];
        bool is_known = free_energy(s, e, state, diag);
        m.at[m.n++] = (member){ .state = state,
                                .from = e,
                                .is_spoilt = !is_known,
                                .dG_given_eV = state->dG_eV };
    }
    return m;
}

static bool is_state_of(const subject *of, const chp_state *state)
{
    for (size_t i = 0; i < of->states.n; i++)
        if (of->states.at[i].state == state)
            return true;
    return false;
}

static bool above_reactants(const subject *of, const view *v,
                            const chp_profile_step *step, double G_eV, double *out_eV)
{
    double n_cells = 0, sum_eV = 0;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_profile_term *t = &step->terms[i];
        if (t->coefficient > 0)
            continue;
        sum_eV -= t->coefficient * t->state->g.G_eV.value;
        n_cells -= is_state_of(of, t->state) ? t->coefficient : 0;
    }
    *out_eV = G_eV + (n_cells - 1) * v->G_eV[v->reaction->bare] - sum_eV;
    return !v->is_relative && v->is_known[v->reaction->bare];
}

/* dG of the surface before a step at U = 0 and pH 0, as (1.1). */
static double before_eV(const view *v, const chp_profile *p, size_t i_step)
{
    double sum = 0;
    for (size_t i = 0; i < i_step; i++) {
        const chp_profile_step *s = &p->steps[i];
        sum += s->dG0_eV - (v->scale == CHP_SHE ? s->n_H : s->n_H - s->n_e) * v->pH_eV;
    }
    return sum;
}

/* A step, and what its transition states are measured from. */
typedef struct {
    const subject *of;
    const view *v;
    const chp_profile_step *step;
    double before_eV;    // dG of the surface before it
    const char *pathway; // for messages
    chp_diag *diag;
} asking;

static bool height(const asking *q, const member *m, chp_barrier *out)
{
    *out = (chp_barrier){ .source = m->state->source };
    if (m->is_spoilt)
        return false;
    if (!m->dG_given_eV.known)
        return above_reactants(q->of, q->v, q->step, m->state->g.G_eV.value,
                               &out->dG_eV);
    out->dG_eV = m->dG_given_eV.value - q->before_eV;
    return true;
}

/* --- those that were given for a step ------------------------------------------- */

static void say_unusable(const asking *q, const entry *e)
{
    diag_error(q->diag, "transition-state", e->at,
               "no free energy for the transition state %s of %s, %s", e->name,
               q->v->reaction->name, q->pathway);
    diag_hint(q->diag, "It needs G, or an energy and modes, in the kind that the "
                       "states have; beside a table of dG it needs dG.");
}

static void say_electrons(const entry *e, chp_diag *diag)
{
    diag_warn(diag, "transition-state", e->at,
              "%s moves electrons: how its barrier follows the potential is not known "
              "from one energy, and it is not used",
              e->name);
    diag_hint(diag, "The span is made of the ends of this step.");
}

static void check_ends(const asking *q, const entry *e, const chp_barrier *b)
{
    if (b->dG_eV >= fmax(0, q->step->dG0_eV))
        return;
    diag_warn(q->diag, "transition-state", e->at,
              "%s: the transition state lies %.2f eV from the state before it, and "
              "below an end of its step",
              e->name, b->dG_eV);
    diag_hint(q->diag, "The higher end is used. Look at the two relaxed ends and at "
                       "the modes.");
}

/* How many of them `list` got. */
static size_t find_barriers(const asking *q, chp_barrier *list)
{
    size_t n = 0;
    for (size_t i = 0; i < q->of->transitions.n; i++) {
        member *m = &q->of->transitions.at[i];
        const entry *e = m->from;
        if (!means(q->v->reaction, e->name, q->step))
            continue;
        bool is_first = !m->is_matched; // what is wrong with it is said once
        m->is_matched = true;
        if (q->step->n_e != 0 || q->step->n_H != 0) {
            if (is_first)
                say_electrons(e, q->diag);
        } else if (!height(q, m, &list[n])) {
            if (is_first)
                say_unusable(q, e);
        } else {
            if (is_first)
                check_ends(q, e, &list[n]);
            n++;
        }
    }
    return n;
}

/* --- the rate of a cycle ------------------------------------------------------- */

static double barrier_eV(const chp_profile *p, size_t i_step)
{
    double lowest = INFINITY;
    for (size_t i = 0; i < p->n_barriers; i++)
        if (p->barriers[i].step == i_step)
            lowest = fmin(lowest, p->barriers[i].dG_eV);
    return isfinite(lowest) ? lowest : 0;
}

static void add_turnover(arena *a, chp_profile *p, size_t at, double T_K,
                         chp_turnover *list)
{
    const double *level_eV = p->level_eV + at * (p->n_steps + 1);
    size_t first = 0;
    while (first < p->n_steps && p->steps[first].is_activation)
        first++;
    size_t n = p->n_steps - first;
    double *I = arena_new(a, double, 4 * n + 1), *T = I + n, *X_T = T + n,
           *X_I = X_T + n;
    for (size_t i = 0; i < n; i++) {
        I[i] = level_eV[first + i];
        double over = fmax(I[i], level_eV[first + i + 1]);
        T[i] = fmax(over, I[i] + barrier_eV(p, first + i));
    }
    cycle turn = { n, I, T, level_eV[p->n_steps] - level_eV[first] };
    span found;
    chp_diag *quiet = chp_diag_new();
    bool ok = span_of(&turn, T_K, &found, quiet);
    chp_diag_free(quiet);
    if (!ok)
        return;
    span_control(&turn, T_K, X_T, X_I);
    list[p->n_turnovers++] = (chp_turnover){ .at = at,
                                             .span_eV = found.span_eV,
                                             .tdts = first + found.tdts,
                                             .tdi = first + found.tdi,
                                             .tof_s = found.tof_s,
                                             .control_T = X_T[found.tdts],
                                             .control_I = X_I[found.tdi] };
}

/* --- all ----------------------------------------------------------------------- */

void barriers_add(chp_study *s, const subject *of, const view *v, chp_profile *profiles,
                  size_t n_profiles, chp_diag *diag)
{
    size_t most = of->transitions.n;
    for (size_t i = 0; i < n_profiles && most > 0; i++) {
        chp_profile *p = &profiles[i];
        if (!p->is_complete)
            continue;
        chp_barrier *barriers =
            arena_new(&s->memory, chp_barrier, most * p->n_steps + 1);
        p->barriers = barriers;
        for (size_t k = 0; k < p->n_steps; k++) {
            asking q = { of, v, &p->steps[k], before_eV(v, p, k), p->name, diag };
            size_t n = find_barriers(&q, &barriers[p->n_barriers]);
            for (; n > 0; n--)
                barriers[p->n_barriers++].step = k;
        }
        chp_turnover *turnovers =
            arena_new(&s->memory, chp_turnover, p->n_potentials + 1);
        p->turnovers = turnovers;
        for (size_t k = 0; k < p->n_potentials && p->n_barriers > 0; k++)
            add_turnover(&s->memory, p, k, s->in.options->T_K, turnovers);
    }
}

double barriers_of_step(const subject *of, const view *v, const chp_profile_step *step,
                        double before, chp_diag *diag)
{
    arena scratch = { 0 };
    asking q = { of, v, step, before, "the network", diag };
    chp_barrier *found = arena_new(&scratch, chp_barrier, of->transitions.n + 1);
    size_t n = find_barriers(&q, found);
    double lowest = n > 0 ? INFINITY : NAN;
    for (size_t i = 0; i < n; i++)
        lowest = fmin(lowest, found[i].dG_eV);
    arena_clear(&scratch);
    return lowest;
}

void barriers_check(const subject *of, chp_diag *diag)
{
    for (size_t i = 0; i < of->transitions.n; i++) {
        const entry *e = of->transitions.at[i].from;
        if (of->transitions.at[i].is_matched)
            continue;
        diag_warn(diag, "transition-state", e->at,
                  "the transition state %s belongs to no step of a complete pathway",
                  e->name);
        diag_hint(diag, "Name it by its step, as the table of steps has it: "
                        "'*N2 -> *N + *N'.");
    }
}
