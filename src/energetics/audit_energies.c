/* Adsorption that no surface has: the runs do not belong together.
 *
 * |dG| > 10 eV is a wrong pairing whatever the state. A lone H says it sooner: a free
 * atom costs 2.1 eV against H2/2, and the strongest bonds gain less than that again. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"

#define MOST_OF_ANY_EV      10.0
#define MOST_OF_HYDROGEN_EV 4.0

static double most_eV(const chp_kind *species)
{
    return species->id && strcmp(species->id, "H") == 0 ? MOST_OF_HYDROGEN_EV
                                                        : MOST_OF_ANY_EV;
}

/* The same one, to be marked; NULL: of two cells, made of members that are. */
static member *own(const subject *of, const member *m)
{
    for (size_t i = 0; i < of->states.n; i++)
        if (&of->states.at[i] == m)
            return &of->states.at[i];
    return NULL;
}

void audit_energies(const subject *of, view *v, chp_diag *diag)
{
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        const chp_kind *species = &v->reaction->species[k];
        member *m = v->member[k] && v->is_known[k] ? own(of, v->member[k]) : NULL;
        const chp_fact *dG = m ? &m->state->dG_eV : NULL;
        if (!m || species->phase != CHP_SURFACE || !dG->known ||
            fabs(dG->value) <= most_eV(species))
            continue;
        bool stands = diag_error(diag, "wrong-pairing", m->state->at,
                                 "%s: ΔG of %s is %+.2f eV: no surface does that",
                                 of->entry->name, m->state->name, dG->value);
        diag_hint(diag, "Its energy and those it is compared with do not belong "
                        "together: other settings, another cell, or a wrong run.");
        if (!stands)
            continue;
        m->is_spoilt = v->is_spoilt[k] = true;
        v->is_known[k] = false;
        m->state->dG_eV.known = false;
    }
}
