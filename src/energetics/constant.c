/* Pathways at constant potential. The surface of a step is charged by the electrode:
 *
 *     dG(U) = dG_CHE(U) + sum over surfaces [Omega(U_SHE) - E]
 *     U_SHE = U_RHE - kT ln 10 pH / e
 *
 * with E the energy that CHE took, so that gases, corrections, protons and electrons
 * are the same in both. U_L is the least negative U at which every step with electrons
 * is downhill at that U; below it they need not stay so. An oxidation mirrors it.
 * Mathew et al., J. Chem. Phys. 151, 234101 (2019). */
#include "energetics/constant.h"

#include <math.h>

#include "base/diag.h"
#include "energetics/audit.h"
#include "math/root.h"

/* Where a limiting potential is looked for, V. */
#define U_LOWEST_V  (-4.0)
#define U_HIGHEST_V 4.0

/* --- states -------------------------------------------------------------------- */

/* The runs as they may be used; false after a message. */
static bool runs_of(chp_study *s, const entry *e, chp_charged_run *out, chp_diag *diag)
{
    bool ok = true;
    for (size_t i = 0; i < e->charged.n; i++)
        ok = e->charged.run[i] && audit_run(s, e->charged.run[i], diag) &&
             chp_charged_run_of(&e->charged.run[i]->calc, &out[i], diag) && ok;
    return ok;
}

static bool fit(chp_study *s, const entry *e, chp_grand_potential *out, chp_diag *diag)
{
    arena *a = &s->memory;
    chp_charged_run *runs = arena_new(a, chp_charged_run, e->charged.n);
    chp_charged_point *points = arena_new(a, chp_charged_point, e->charged.n);
    return runs_of(s, e, runs, diag) &&
           chp_charged_points(runs, e->charged.n, s->in.options->absolute_V, points,
                              diag) &&
           chp_grand_potential_fit(points, e->charged.n,
                                   s->in.options->omega_cubic ? 3 : 2, out, diag);
}

static void fit_member(chp_study *s, const member *m, chp_diag *diag)
{
    const entry *e = m->from;
    if (!e || (!e->omega.is_given && e->charged.n == 0))
        return;
    chp_grand_potential *g = arena_new(&s->memory, chp_grand_potential, 1);
    *g = e->omega.fit;
    if (!e->omega.is_given && !fit(s, e, g, diag))
        return;
    if (!m->state->g.E_eV.known) {
        diag_error(diag, "C24", e->at,
                   "%s has charged runs, but no energy that its grand potential takes "
                   "the place of",
                   m->state->name);
        diag_hint(diag, "Give E or `energy`, such as the neutral run.");
        return;
    }
    m->state->omega = g;
    m->state->area_A2 =
        e->omega.is_given ? 0 : chp_charged_area_A2(&e->charged.run[0]->calc);
}

void constant_fit(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < s->subjects[i].states.n; k++)
            fit_member(s, &s->subjects[i].states.at[k], diag);
}

/* --- steps --------------------------------------------------------------------- */

typedef struct {
    const subject *of;
    const view *v;
    const chp_profile *p;
    bool is_oxidation;
} curved;

static bool is_surface(const subject *of, const chp_state *state)
{
    for (size_t i = 0; i < of->states.n; i++)
        if (of->states.at[i].state == state)
            return true;
    return false;
}

static double dG_eV(const curved *c, const chp_profile_step *step, double U_V)
{
    double U_SHE_V = c->v->scale == CHP_SHE ? U_V : U_V - c->v->pH_eV;
    double sum = step->dG0_eV + step->n_e * U_V;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_state *state = step->terms[i].state;
        if (is_surface(c->of, state))
            sum +=
                step->terms[i].coefficient *
                (chp_grand_potential_at(state->omega, U_SHE_V) - state->g.E_eV.value);
    }
    return sum;
}

/* The step of the cycle that is dearest at U, among those with electrons in the
 * direction of the whole. */
static size_t dearest(const curved *c, double U_V, double *most_eV)
{
    size_t best = 0;
    *most_eV = -INFINITY;
    for (size_t i = 0; i < c->p->n_steps; i++) {
        const chp_profile_step *s = &c->p->steps[i];
        int n = c->is_oxidation ? -s->n_e : s->n_e;
        double here_eV = s->is_activation || n <= 0 ? -INFINITY : dG_eV(c, s, U_V) / n;
        if (here_eV > *most_eV) {
            *most_eV = here_eV;
            best = i;
        }
    }
    return best;
}

static double largest_dG(double U_V, const void *context)
{
    double most_eV;
    (void)dearest(context, U_V, &most_eV);
    return most_eV;
}

/* --- the limit ----------------------------------------------------------------- */

/* Roots on the way to where all is downhill: several, when that is no interval. */
static void find_roots(arena *a, const curved *c, chp_constant_potential *out)
{
    enum { PIECES = 1600 };
    double *root_V = arena_new(a, double, PIECES);
    const double width_V = (U_HIGHEST_V - U_LOWEST_V) / PIECES;
    for (int i = 0; i < PIECES; i++) {
        double low_V = c->is_oxidation ? U_LOWEST_V + i * width_V
                                       : U_HIGHEST_V - (i + 1) * width_V;
        out->n_roots +=
            root_bisect(largest_dG, c, low_V, low_V + width_V, &root_V[out->n_roots]);
    }
    out->root_V = root_V;
}

/* U_L is the first of them behind which all is downhill. */
static void find_limit(arena *a, const curved *c, chp_constant_potential *out)
{
    find_roots(a, c, out);
    double near_eV = largest_dG(c->is_oxidation ? U_LOWEST_V : U_HIGHEST_V, c);
    out->starts_downhill = near_eV <= 0;
    out->limit = out->starts_downhill ? 1 : 0;
    out->has_limit = out->limit < out->n_roots;
    if (!out->has_limit)
        return;
    out->U_L_V = out->root_V[out->limit];
    double most_eV;
    out->pds = dearest(c, out->U_L_V, &most_eV);
}

static bool stands_in(const chp_state *state, const chp_profile *p)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t t = 0; t < p->steps[i].n_terms; t++)
            if (p->steps[i].terms[t].state == state)
                return true;
    return false;
}

static const char *const *guessed(arena *a, const curved *c, double U_V)
{
    double U_SHE_V = c->v->scale == CHP_SHE ? U_V : U_V - c->v->pH_eV;
    const char **list = arena_new(a, const char *, c->of->states.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->of->states.n; i++) {
        const chp_state *state = c->of->states.at[i].state;
        if (stands_in(state, c->p) &&
            chp_grand_potential_is_guessed(state->omega, U_SHE_V))
            list[n++] = state->name;
    }
    return list;
}

/* --- a profile ----------------------------------------------------------------- */

/* Which surfaces of a pathway have no grand potential; NULL: each has one. */
static const char *uncharged(arena *a, const curved *c, size_t *n_charged)
{
    const char *list = NULL;
    *n_charged = 0;
    for (size_t i = 0; i < c->of->states.n; i++) {
        const chp_state *state = c->of->states.at[i].state;
        if (!stands_in(state, c->p))
            continue;
        *n_charged += state->omega != NULL;
        if (!state->omega)
            list = arena_append(a, list, ", ", "%s", state->name);
    }
    return list;
}

/* --- curves -------------------------------------------------------------------- */

/* Both limits and 0 V, with some room. */
static void curve_ends(const curved *c, const chp_constant_potential *of, double *low_V,
                       double *high_V)
{
    const double room_V = 0.3;
    double own_V = c->p->has_limit ? c->p->U_L_V : 0;
    double other_V = of->has_limit ? of->U_L_V : own_V;
    *low_V = fmin(0, fmin(own_V, other_V)) - room_V;
    *high_V = fmax(0, fmax(own_V, other_V)) + room_V;
}

static void add_curves(arena *a, const curved *c, chp_constant_potential *out)
{
    enum { N = 101 };
    double low_V, high_V;
    curve_ends(c, out, &low_V, &high_V);
    double *V = arena_new(a, double, N);
    double *eV = arena_new(a, double, N * c->p->n_steps + 1);
    for (size_t k = 0; k < N; k++)
        V[k] = low_V + (high_V - low_V) * (double)k / (N - 1);
    for (size_t i = 0; i < c->p->n_steps; i++)
        for (size_t k = 0; k < N; k++)
            eV[i * N + k] = dG_eV(c, &c->p->steps[i], V[k]);
    out->n_curve = N;
    out->curve_V = V;
    out->curve_dG_eV = eV;
}

static const chp_constant_potential *constant_of(arena *a, const curved *c)
{
    const chp_profile *p = c->p;
    chp_constant_potential *out = arena_new(a, chp_constant_potential, 1);
    double *list_eV = arena_new(a, double, p->n_steps * p->n_potentials + 1);
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t k = 0; k < p->n_potentials; k++)
            list_eV[i * p->n_potentials + k] = dG_eV(c, &p->steps[i], p->at[k].U_V);
    out->dG_eV = list_eV;
    if (p->has_limit)
        find_limit(a, c, out);
    add_curves(a, c, out);
    out->guessed = arena_new(a, const char *, 1);
    if (out->has_limit)
        out->guessed = guessed(a, c, out->U_L_V);
    return out;
}

static void say_guessed(const chp_profile *p, const subject *of, chp_diag *diag)
{
    if (!p->constant->guessed[0])
        return;
    diag_warn(diag, "C24", of->entry->at,
              "%s, %s: U_L = %.3f V at constant potential lies more than 0.2 V beyond "
              "the charged runs of %s",
              of->entry->name, p->name, p->constant->U_L_V, p->constant->guessed[0]);
    diag_hint(diag, "Run these states with more electrons.");
}

void constant_add(chp_study *s, const subject *of, const view *v, chp_profile *profiles,
                  size_t n_profiles, chp_diag *diag)
{
    for (size_t i = 0; i < n_profiles; i++) {
        chp_profile *p = &profiles[i];
        curved c = { of, v, p, v->reaction->is_oxidation };
        size_t n_charged;
        if (!p->is_complete)
            continue;
        const char *missing = uncharged(&s->memory, &c, &n_charged);
        if (n_charged == 0)
            continue;
        if (missing) {
            diag_note(diag, "C24", of->entry->at,
                      "%s, %s: not at constant potential, for want of charged runs of "
                      "%s",
                      of->entry->name, p->name, missing);
            continue;
        }
        p->constant = constant_of(&s->memory, &c);
        say_guessed(p, of, diag);
    }
}
