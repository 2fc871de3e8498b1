/* The equilibrium potential of a whole reaction from tabulated formation energies,
 * (1.11): E = -dG / (n e), whatever way the reaction is written. */
#include "thermo/equilibrium.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chem/constants.h"
#include "chepath/pathway.h"
#include "thermo/formation.h"

typedef enum { AS_GAS, AS_LIQUID, AS_SOLUTE, AS_ION, N_FORMS } product_form;

typedef struct {
    arena *a;
    product_form form;
    double T_K;
    int n_H; // consumed
    size_t n_changed;
} half_reaction;

static bool is_known(const half_reaction *h, const char *name)
{
    double dG_kJ_mol;
    return formation_free_energy(name, h->T_K, &dG_kJ_mol, NULL);
}

/* A base takes up a proton: NH3 and N2H4. */
static const char *ion_of(const char *name)
{
    return strcmp(name, "NH3") == 0    ? "NH4+"
           : strcmp(name, "N2H4") == 0 ? "N2H5+"
                                       : NULL;
}

/* What a product is called in the tables, in the form that was asked for. Water is the
 * liquid; gases that water hardly dissolves have no other form. NULL: none of its own.
 */
static const char *product_name(half_reaction *h, const char *name, int coefficient)
{
    static const char *const phases[] = {
        [AS_GAS] = "g", [AS_LIQUID] = "l", [AS_SOLUTE] = "aq"
    };
    bool is_fixed = strcmp(name, "H2O") == 0 || strcmp(name, "N2") == 0;
    const char *formed = NULL;
    if (h->form == AS_ION)
        formed = ion_of(name);
    else if (!is_fixed)
        formed = arena_print(h->a, "%s(%s)", name, phases[h->form]);
    if (!formed || !is_known(h, formed))
        return NULL;
    if (h->form == AS_ION)
        h->n_H += coefficient;
    h->n_changed++;
    return formed;
}

/* False: no product has this form. Reactants are taken as they usually are. */
static bool name_terms(half_reaction *h, const chp_reaction *r, equilibrium_term *terms)
{
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        const char *name = r->species[t->species].name, *formed = NULL;
        if (t->coefficient > 0)
            formed = product_name(h, name, t->coefficient);
        terms[i] = (equilibrium_term){ formed ? formed : name, t->coefficient };
    }
    return h->n_changed > 0;
}

static const char *const form_names[] = { [AS_GAS] = "gas",
                                          [AS_LIQUID] = "liquid",
                                          [AS_SOLUTE] = "aq",
                                          [AS_ION] = "ion",
                                          [N_FORMS] = NULL };

const char *const *chp_product_forms(void)
{
    return form_names;
}

static bool read_product(const char *product, product_form *form)
{
    for (int i = 0; i < N_FORMS; i++) {
        *form = (product_form)i;
        if (strcmp(product, form_names[i]) == 0)
            return true;
    }
    return false;
}

static bool is_water_alone(const chp_reaction *r)
{
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        if (t->coefficient > 0 && strcmp(r->species[t->species].name, "H2O") != 0)
            return false;
    }
    return true;
}

static bool potential(half_reaction *h, const chp_reaction *r, double pH, double *U_V,
                      chp_diag *diag)
{
    chp_where at = { .path = r->path };
    equilibrium_term *terms = arena_new(h->a, equilibrium_term, r->n_overall);
    if (!name_terms(h, r, terms) && (h->form != AS_LIQUID || !is_water_alone(r))) {
        diag_error(diag, "no-product", at, "no product of `%s` has this form", r->name);
        return false;
    }
    equilibrium e;
    const char *unknown =
        equilibrium_of(terms, r->n_overall, r->n_e, h->n_H, h->T_K, &e);
    if (unknown) {
        diag_error(diag, "no-data", at,
                   "the free energy of formation of %s is not tabulated at %g K",
                   unknown, h->T_K);
        return false;
    }
    *U_V = e.standard_V + e.RHE_V_per_pH * pH;
    return true;
}

bool chp_reaction_equilibrium(const chp_reaction *reaction, const char *product,
                              double T_K, double pH, double *U_V, chp_diag *diag)
{
    half_reaction h = { .T_K = T_K, .n_H = reaction->n_H };
    if (!read_product(product, &h.form)) {
        diag_error(diag, "bad-option", NOWHERE, "`%s` is no form of a product",
                   product);
        diag_hint(diag, "Write gas, liquid, aq or ion.");
        return false;
    }
    if (reaction->n_e == 0) {
        diag_error(diag, "no-electrons", (chp_where){ .path = reaction->path },
                   "`%s` takes no electrons: it has no potential", reaction->name);
        return false;
    }
    arena scratch = { 0 };
    h.a = &scratch;
    bool ok = potential(&h, reaction, pH, U_V, diag);
    arena_clear(&scratch);
    return ok;
}

/* A file does not say which form of the products it means: the nearest counts. Not
 * every product has every form. */
const char *chp_reaction_product(const chp_reaction *reaction, double *U_V)
{
    const char *nearest = NULL;
    double off_V = INFINITY;
    for (int i = 0; i < N_FORMS; i++) {
        chp_diag *silent = chp_diag_new();
        double form_V;
        bool ok = chp_reaction_equilibrium(reaction, form_names[i], REFERENCE_K, 0,
                                           &form_V, silent);
        chp_diag_free(silent);
        if (!ok || fabs(form_V - reaction->equilibrium_V) >= off_V)
            continue;
        nearest = form_names[i];
        *U_V = form_V;
        off_V = reaction->has_equilibrium ? fabs(form_V - reaction->equilibrium_V) : 0;
    }
    return nearest;
}

void chp_reaction_check(const chp_reaction *reaction, chp_diag *diag)
{
    double nearest_V;
    if (reaction->has_equilibrium && chp_reaction_product(reaction, &nearest_V))
        (void)equilibrium_check(reaction->equilibrium_V, nearest_V, reaction->name,
                                reaction->equilibrium_at, diag);
}
