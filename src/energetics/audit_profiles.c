/* What profiles themselves give away: C12, C13, C14, C19, and states left out. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"
#include "energetics/profile.h"
#include "energetics/profiles.h"

#define CHEMICAL_WARN_EV 0.75
#define MOMENT_MUB       1.0

typedef struct {
    chp_study *s;
    const chp_catalyst *catalyst;
    chp_where at;
    chp_diag *diag;
    size_t n_said; // steps that something was said about: pathways share many
    const chp_profile_step **said;
} audit;

static bool is_new(audit *a, const chp_profile_step *step)
{
    for (size_t i = 0; i < a->n_said; i++)
        if (strcmp(a->said[i]->from, step->from) == 0 &&
            strcmp(a->said[i]->to, step->to) == 0)
            return false;
    a->said = arena_grow(&a->s->memory, a->said, a->n_said, sizeof *a->said);
    a->said[a->n_said++] = step;
    return true;
}

/* --- C14: chemical steps --------------------------------------------------------- */

static void check_chemical(audit *a, const chp_profile_step *s)
{
    if (s->n_e != 0 || s->dG0_eV <= ENERGY_TIE_EV)
        return;
    bool is_steep = s->dG0_eV > CHEMICAL_WARN_EV;
    void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
        is_steep || s->is_adsorbing ? diag_warn : diag_note;
    say(a->diag, "C14", a->at, "%s: %s -> %s is uphill by %.2f eV at any potential",
        a->catalyst->name, s->from, s->to, s->dG0_eV);
    if (s->is_adsorbing)
        diag_hint(a->diag, "It does not stay on the surface by itself.");
    else if (is_steep)
        diag_hint(a->diag,
                  "At %g K no more than %.2g turnovers a second pass it, with no other "
                  "barrier.",
                  a->s->in.options->T_K,
                  profiles_rate_s(s->dG0_eV, a->s->in.options->T_K));
}

/* --- states that were left out --------------------------------------------------- */

static void check_merged(audit *a, const chp_profile *p, const chp_profile_step *s)
{
    bool hides_adsorption = s->is_adsorbing && s->n_e != 0;
    bool is_limiting = (p->has_limit && s == &p->steps[p->pds]) ||
                       (p->has_chemical && s == &p->steps[p->pcs]);
    if (!s->merged[0] || (!hides_adsorption && !is_limiting))
        return;
    diag_warn(a->diag, "merged", a->at,
              "%s: %s -> %s passes over %s, which was not supplied", a->catalyst->name,
              s->from, s->to, s->merged[0]);
    diag_hint(a->diag,
              hides_adsorption
                  ? "A weak adsorption may hide in it: calculate that state."
                  : "It limits the pathway, and may do so only because two steps "
                    "are taken as one: calculate that state.");
}

/* --- C19: magnetisation ---------------------------------------------------------- */

static const chp_state *state_of(const chp_catalyst *c, const char *name)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (strcmp(c->states[i].name, name) == 0)
            return &c->states[i];
    return NULL;
}

static void check_moment(audit *a, const chp_profile_step *s)
{
    const chp_state *from = state_of(a->catalyst, s->from);
    const chp_state *to = state_of(a->catalyst, s->to);
    if (!from || !to || !from->magnetization_muB.known || !to->magnetization_muB.known)
        return;
    double x = fabs(from->magnetization_muB.value),
           y = fabs(to->magnetization_muB.value);
    if (fabs(x - y) <= MOMENT_MUB)
        return;
    diag_note(a->diag, "C19", a->at,
              "%s: the moment jumps from %.1f to %.1f muB between %s and %s",
              a->catalyst->name, x, y, s->from, s->to);
    diag_hint(a->diag, "Make sure that both are the ground state of the spins.");
}

/* Pathways share steps: each is looked at once. */
static void check_step(audit *a, const chp_profile *p, const chp_profile_step *s)
{
    if (!is_new(a, s))
        return;
    check_chemical(a, s);
    check_merged(a, p, s);
    check_moment(a, s);
}

/* --- C12, C13: the whole --------------------------------------------------------- */

static void check_whole(audit *a, const chp_profile *p)
{
    const double tolerance_V = 1e-6;
    if (p->has_implied && p->has_limit &&
        p->eta_implied_V < profile_least_eta_V(p) - tolerance_V) {
        diag_error(a->diag, "C13", a->at,
                   "%s, %s: an overpotential of %.3f V is less than can be",
                   a->catalyst->name, p->name, p->eta_implied_V);
        diag_hint(a->diag, "Energies or ledger are inconsistent.");
    }
}

static bool same_cycle(const chp_profile *p, const chp_profile *q)
{
    return strcmp(p->reaction, q->reaction) == 0 && p->is_complete && q->is_complete &&
           p->has_implied && q->has_implied;
}

static void check_sums(audit *a)
{
    const chp_catalyst *c = a->catalyst;
    for (size_t i = 0; i < c->n_profiles; i++)
        for (size_t k = 0; k < i; k++) {
            const chp_profile *p = &c->profiles[i], *q = &c->profiles[k];
            if (!same_cycle(p, q) || fabs(p->U_eq_implied_V - q->U_eq_implied_V) < 1e-6)
                continue;
            diag_error(a->diag, "C12", a->at, "%s: %s and %s do not add up to the same",
                       c->name, p->name, q->name);
            diag_hint(a->diag, "A pathway of the reaction file lacks a step or a gas.");
            return;
        }
}

/* --- solvation: for all states or for none ------------------------------------- */

static void check_solvation(audit *a)
{
    const chp_catalyst *c = a->catalyst;
    const char *with = NULL, *without = NULL;
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (s->is_bare || !s->is_used || !s->g.G_eV.known)
            continue;
        if (s->g.solvation_eV.known && s->g.solvation_eV.value != 0)
            with = s->name;
        else if (!s->g.solvation_eV.known)
            without = s->name;
    }
    if (!with || !without)
        return;
    diag_warn(a->diag, "solvation", a->at,
              "%s: %s has a solvation energy and %s has none", c->name, with, without);
    diag_hint(a->diag, "Give it for every state, 0 where it is none.");
}

void audit_profiles(chp_study *s, const subject *of, const chp_catalyst *c,
                    chp_diag *diag)
{
    audit a = { .s = s, .catalyst = c, .at = of->entry->at, .diag = diag };
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        for (size_t k = 0; k < p->n_known; k++)
            check_step(&a, p, &p->known[k]);
        for (size_t k = 0; k < p->n_steps; k++)
            check_step(&a, p, &p->steps[k]);
        if (p->is_complete)
            check_whole(&a, p);
    }
    check_sums(&a);
    check_solvation(&a);
}
