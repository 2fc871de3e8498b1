/* C11 of every reaction: what the whole costs by the energies of the study, gases or a
 * closing state, and by experiment. Of ammonia synthesis the gases were compared
 * already. */
#include <math.h>

#include "base/diag.h"
#include "energetics/audit.h"
#include "energetics/gases.h"

typedef struct {
    size_t n, n_off; // catalysts that tell it, and those that are off
    const chp_catalyst *worst;
    chp_where at;
    double own_V, experiment_V, off_eV; // of the worst
} closing;

static const chp_profile *closed(const chp_catalyst *c, const chp_reaction *r)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (strcmp(p->reaction, r->name) == 0 && p->is_complete && p->has_implied &&
            p->U_eq_V.known)
            return p;
    }
    return NULL;
}

static closing closing_of(const chp_study *s, const chp_catalyst *catalysts,
                          const chp_reaction *r)
{
    closing out = { 0 };
    for (size_t i = 0; i < s->n_subjects; i++) {
        const chp_profile *p = closed(&catalysts[i], r);
        if (!p)
            continue;
        double off_eV = -r->n_e * (p->U_eq_implied_V - p->U_eq_V.value);
        out.n++;
        out.n_off += fabs(off_eV) > CLOSURE_NOTE_EV;
        if (out.worst && fabs(off_eV) <= fabs(out.off_eV))
            continue;
        out.worst = &catalysts[i];
        out.at = s->subjects[i].entry->at;
        out.own_V = p->U_eq_implied_V;
        out.experiment_V = p->U_eq_V.value;
        out.off_eV = off_eV;
    }
    return out;
}

static void look_at(chp_study *s, const chp_catalyst *catalysts, const chp_reaction *r,
                    chp_diag *diag)
{
    closing c = closing_of(s, catalysts, r);
    if (c.n_off == 0)
        return;
    const char *others =
        c.n > 1 ? arena_print(&s->memory, " (%zu of %zu catalysts)", c.n_off, c.n) : "";
    void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
        fabs(c.off_eV) > CLOSURE_WARN_EV ? diag_warn : diag_note;
    say(diag, "C11", c.at,
        "%s: U_eq of %s is %.3f V by these energies and %.3f V by experiment: the "
        "whole is off by %+.3f eV%s",
        c.worst->name, r->name, c.own_V, c.experiment_V, c.off_eV, others);
    diag_hint(diag,
              "The error of the functional, or products in another form, stand in "
              "the last step and in every overpotential.");
}

void audit_closure(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_reactions; i++) {
        const chp_reaction *r = s->reactions[i];
        bool is_told = s->outcome.closure.known && gases_is_ammonia_synthesis(r);
        bool is_again = i > 0 && strcmp(r->overall, s->reactions[0]->overall) == 0;
        if (!is_told && !is_again)
            look_at(s, catalysts, r, diag);
    }
}
