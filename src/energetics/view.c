/* The computational hydrogen electrode (Nørskov et al., J. Phys. Chem. B 108, 17886
 * (2004)): a proton and its electron are half of H2 at 1 bar, less e U against RHE.
 *
 *     dG_s(U) = G(s) - G(0) + sum of r_g mu_g - q mu_pe(U)                 (1.1)
 *     mu_pe(U_RHE) = mu(H2) / 2 - e U_RHE                                  (1.2)
 *     dG(U_SHE, pH) = dG0 + n_e e U_SHE + n_H kT ln 10 pH                  (1.5a)
 *     dG(U_RHE, pH) = dG0 + n_e e U_RHE + (n_H - n_e) kT ln 10 pH          (1.5b)
 */
#include "energetics/view.h"

#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/gases.h"
#include "energetics/resolve.h"
#include "energetics/zero.h"

/* --- reservoirs ------------------------------------------------------------------ */

static void set(view *v, size_t species, double G_eV)
{
    v->G_eV[species] = G_eV;
    v->is_known[species] = v->is_supplied[species] = true;
}

static void use_gases(view *v, const chp_study *s)
{
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        const chp_kind *kind = &v->reaction->species[k];
        const member *m = kind->phase == CHP_FLUID ? study_gas(s, kind->name) : NULL;
        if (!m)
            continue;
        v->member[k] = m;
        v->is_supplied[k] = true;
        v->is_spoilt[k] = m->is_spoilt;
        v->is_known[k] = m->state->g.G_eV.known && !m->is_spoilt;
        v->G_eV[k] = m->state->g.G_eV.value;
    }
    const member *H2 = study_gas(s, "H2");
    v->has_hydrogen = H2 && H2->state->g.G_eV.known && !H2->is_spoilt;
    if (v->has_hydrogen) { // of the reference electrode: at 1 bar, whatever --pressure
        const chp_free_energy *g = &H2->state->g;
        double pressure_eV = g->pressure_eV.known ? g->pressure_eV.value : 0;
        v->hydrogen_eV = (g->G_eV.value - pressure_eV) / 2;
        v->hydrogen = H2->state;
    }
}

/* Nothing is known of it but its name: the errors of its energy stand in each dG. */
static const chp_state *reservoir(chp_study *s, const char *name)
{
    for (size_t i = 0; i < s->n_reservoirs; i++)
        if (strcmp(s->reservoirs[i]->name, name) == 0)
            return s->reservoirs[i];
    chp_state *made = arena_new(&s->memory, chp_state, 1);
    *made = (chp_state){ .name = name, .is_reservoir = true };
    if (strcmp(name, "O2") == 0) { // nobody takes its own energy
        chp_profile_term *terms = arena_new(&s->memory, chp_profile_term, 2);
        terms[0] = (chp_profile_term){ reservoir(s, "H2O"), 2 };
        terms[1] = (chp_profile_term){ reservoir(s, "H2"), -2 };
        made->n_made_of = 2;
        made->made_of = terms;
    }
    s->reservoirs =
        arena_grow(&s->memory, s->reservoirs, s->n_reservoirs, sizeof *s->reservoirs);
    s->reservoirs[s->n_reservoirs++] = made;
    return made;
}

static void name_reservoirs(view *v, chp_study *s)
{
    for (size_t k = 0; k < v->reaction->n_species; k++)
        if (v->reaction->species[k].phase == CHP_FLUID)
            v->reservoir[k] = reservoir(s, v->reaction->species[k].name);
    v->hydrogen = reservoir(s, "H2");
}

static bool make_reservoirs(view *v, chp_study *s, const subject *of, bool *is_given,
                            chp_diag *diag)
{
    const chp_reaction *r = v->reaction;
    zero from;
    int n_products = 0;
    v->has_hydrogen = true;
    for (size_t k = 0; k < r->n_species; k++)
        if (strcmp(r->species[k].name, "H2") == 0)
            set(v, k, 0);
    if (!zero_of(s, of, r, &from, diag))
        return false;
    v->zero_eV = from.zero_eV;
    name_reservoirs(v, s);
    *is_given = from.is_end_given;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        bool is_hydrogen = strcmp(r->species[t->species].name, "H2") == 0;
        if (r->species[t->species].phase == CHP_FLUID && !is_hydrogen)
            n_products += t->coefficient > 0 ? t->coefficient : 0;
    }
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        bool is_hydrogen = strcmp(r->species[t->species].name, "H2") == 0;
        if (r->species[t->species].phase == CHP_FLUID && !is_hydrogen)
            set(v, t->species, t->coefficient > 0 ? from.overall_eV / n_products : 0);
    }
    return true;
}

static void find_ammonia(view *v)
{
    for (size_t k = 0; k < v->reaction->n_species; k++)
        if (v->reaction->species[k].phase == CHP_FLUID &&
            strcmp(v->reaction->species[k].name, "NH3") == 0)
            v->ammonia = k;
}

/* The form in which ammonia leaves. A closing energy that was given stands as it is. */
static void choose_product(view *v, const chp_study *s, bool is_end_given,
                           chp_diag *diag)
{
    if (is_end_given) {
        diag_warn(diag, "product", NOWHERE,
                  "the closing state is given: ammonia leaves as it says, whatever "
                  "--product asks for");
        return;
    }
    double above_gas_eV, T_K = s->in.options->T_K;
    if (!gases_product_eV(s->in.options->product, T_K, &above_gas_eV)) {
        diag_error(diag, "range", NOWHERE, "no water takes up ammonia at %g K", T_K);
        diag_hint(diag, "Between freezing and boiling it does; else choose --product "
                        "NH3=gas.");
        v->is_known[v->ammonia] = false;
        return;
    }
    v->G_eV[v->ammonia] += above_gas_eV;
    v->ammonia_protons = s->in.options->product == PRODUCT_ION;
}

/* --- states ---------------------------------------------------------------------- */

static bool any_dG(const subject *of, bool *is_mixed)
{
    bool has_dG = false, has_G = false;
    for (size_t i = 0; i < of->states.n; i++) {
        const member *m = &of->states.at[i];
        has_dG |= m->dG_given_eV.known;
        has_G |= !m->state->is_bare && !m->parts[0] && !m->dG_given_eV.known;
    }
    *is_mixed = has_dG && has_G;
    return has_dG;
}

static double reservoirs_eV(const view *v, const ledger *l)
{
    double sum = -l->n_H * v->hydrogen_eV;
    for (size_t k = 0; k < v->reaction->n_species; k++)
        if (l->released[k] != 0)
            sum += l->released[k] * v->G_eV[k];
    return sum;
}

static bool reservoirs_known(const view *v, const ledger *l)
{
    if (!l->known || (l->n_H != 0 && !v->has_hydrogen))
        return false;
    for (size_t k = 0; k < v->reaction->n_species; k++)
        if (l->released[k] != 0 && !v->is_known[k])
            return false;
    return true;
}

static void use_state(view *v, size_t species, const member *m)
{
    const chp_state *state = m->state;
    v->member[species] = m;
    v->is_supplied[species] = true;
    v->is_spoilt[species] = m->is_spoilt;
    if (m->is_spoilt)
        return;
    if (!m->dG_given_eV.known) {
        v->is_known[species] = state->g.G_eV.known;
        v->G_eV[species] = state->g.G_eV.value;
        return;
    }
    const ledger *l = &v->ledgers[species];
    size_t bare = v->reaction->bare;
    if (species != bare && (!v->is_known[bare] || !reservoirs_known(v, l)))
        return;
    v->is_known[species] = true;
    v->G_eV[species] = 0;
    if (species != bare)
        v->G_eV[species] =
            v->G_eV[bare] + m->dG_given_eV.value + v->zero_eV - reservoirs_eV(v, l);
}

/* A pair of fragments: the sum of two, each with reservoirs of its own. */
static void use_parts(chp_study *s, view *v, const member *pair)
{
    size_t k = resolve_in(s, v->reaction, pair->state->name, false);
    size_t a = resolve_in(s, v->reaction, pair->parts[0]->state->name, false);
    size_t b = resolve_in(s, v->reaction, pair->parts[1]->state->name, false);
    if (k == SIZE_MAX || a == SIZE_MAX || b == SIZE_MAX || pair->is_spoilt ||
        !v->is_known[a] || !v->is_known[b])
        return;
    v->is_known[k] = true;
    v->G_eV[k] = v->G_eV[a] + v->G_eV[b] - v->G_eV[v->reaction->bare];
}

static void use_states(chp_study *s, view *v, const subject *of)
{
    // the bare surface first: those of dG are measured from it
    for (int bare = 1; bare >= 0; bare--)
        for (size_t i = 0; i < of->states.n; i++) {
            const member *m = &of->states.at[i];
            size_t k = resolve_in(s, v->reaction, m->state->name, m->state->is_bare);
            if (k != SIZE_MAX && (k == v->reaction->bare) == (bare == 1))
                use_state(v, k, m);
        }
    for (size_t i = 0; i < of->states.n; i++)
        if (of->states.at[i].parts[0])
            use_parts(s, v, &of->states.at[i]);
}

view view_of(chp_study *s, const subject *of, const chp_reaction *reaction,
             const ledger *ledgers, chp_diag *diag)
{
    size_t n = reaction->n_species + 1;
    arena *a = &s->memory;
    view v = { .reaction = reaction, .ledgers = ledgers, .ammonia = SIZE_MAX };
    v.G_eV = arena_new(a, double, n);
    v.is_known = arena_new(a, bool, n);
    v.is_supplied = arena_new(a, bool, n);
    v.is_spoilt = arena_new(a, bool, n);
    v.member = arena_new(a, const member *, n);
    v.reservoir = arena_new(a, const chp_state *, n);
    v.scale = s->in.options->scale;
    v.pH_eV = eV_per_pH(s->in.options->T_K) * s->in.options->pH;
    bool is_mixed, is_end_given = false;
    bool has_dG = any_dG(of, &is_mixed);
    v.is_relative = has_dG && !is_mixed;
    if (!v.is_relative)
        use_gases(&v, s);
    else if (!make_reservoirs(&v, s, of, &is_end_given, diag)) {
        diag_error(diag, "no-overall", of->entry->at,
                   "%s is given as dG, and what %s costs on the whole is not known",
                   of->entry->name, reaction->name);
        diag_hint(diag,
                  "Give the closing state as a row `end`, or `equilibrium` in the "
                  "reaction file.");
    }
    if (v.is_relative) // a table of dG need not name its zero
        set(&v, reaction->bare, 0);
    use_states(s, &v, of);
    find_ammonia(&v);
    if (v.ammonia != SIZE_MAX && s->in.options->product != PRODUCT_GAS)
        choose_product(&v, s, is_end_given, diag);
    return v;
}

/* --- what follows ---------------------------------------------------------------- */

int view_protons(const view *v, const change *c)
{
    int n = c->n_H;
    for (size_t i = 0; i < c->n_terms; i++)
        if (c->terms[i].species == v->ammonia)
            n += v->ammonia_protons * c->terms[i].coefficient;
    return n;
}

/* (1.5): protons cost kT ln 10 pH each on the SHE scale; on the RHE scale those that
 * come with an electron cost nothing. Protons of the product start at their own zero,
 * not at that of H2. */
bool view_cost_eV(const view *v, const change *c, double *dG0_eV)
{
    if (c->n_H != 0 && !v->has_hydrogen)
        return false;
    double sum = -c->n_H * v->hydrogen_eV;
    for (size_t i = 0; i < c->n_terms; i++) {
        const chp_term *t = &c->terms[i];
        if (!v->is_known[t->species])
            return false;
        sum += t->coefficient * v->G_eV[t->species];
    }
    int n_H = view_protons(v, c);
    sum += (v->scale == CHP_SHE ? n_H : n_H - c->n_e) * v->pH_eV;
    *dG0_eV = sum;
    return true;
}

bool view_relative_eV(const view *v, size_t species, double *dG_eV)
{
    const ledger *l = &v->ledgers[species];
    if (!v->is_known[species] || !v->is_known[v->reaction->bare] ||
        !reservoirs_known(v, l))
        return false;
    *dG_eV = v->G_eV[species] - v->G_eV[v->reaction->bare] + reservoirs_eV(v, l);
    return true;
}
