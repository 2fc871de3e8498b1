/* The equilibrium potential of a whole reaction from tabulated formation energies,
 * (1.11): E = -dG / (n e), whatever way the reaction is written. */
#include "thermo/equilibrium.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "chepath/pathway.h"
#include "thermo/formation.h"

typedef enum { AS_GAS, AS_SOLUTE, AS_ION } product_form;

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

/* What a product is called in the tables, in the form that was asked for. Gases that
 * water hardly dissolves, and water itself, have no other form. */
static const char *product_name(half_reaction *h, const char *name, int coefficient)
{
    const char *solute = arena_print(h->a, "%s(aq)", name);
    const char *ion = ion_of(name);
    if (h->form == AS_ION && ion) {
        h->n_H += coefficient;
        h->n_changed++;
        return ion;
    }
    if (h->form == AS_SOLUTE && strcmp(name, "N2") != 0 && is_known(h, solute)) {
        h->n_changed++;
        return solute;
    }
    return name;
}

static bool read_product(const char *product, product_form *form)
{
    static const char *const words[] = { "gas", "aq", "ion" };
    for (int i = 0; i < 3; i++) {
        *form = (product_form)i;
        if (strcmp(product, words[i]) == 0)
            return true;
    }
    return false;
}

static bool potential(half_reaction *h, const chp_reaction *r, double pH, double *U_V,
                      chp_diag *diag)
{
    chp_where at = { .path = r->path };
    equilibrium_term *terms = arena_new(h->a, equilibrium_term, r->n_overall);
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        const char *name = r->species[t->species].name;
        terms[i].species =
            t->coefficient > 0 ? product_name(h, name, t->coefficient) : name;
        terms[i].coefficient = t->coefficient;
    }
    if (h->form != AS_GAS && h->n_changed == 0) {
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
        diag_hint(diag, "Write gas, aq or ion.");
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

/* A file does not say which form of the products it means: the nearest counts. */
void chp_reaction_check(const chp_reaction *reaction, chp_diag *diag)
{
    static const char *const forms[] = { "gas", "aq", "ion" };
    double own_V = reaction->equilibrium_V, nearest_V = INFINITY;
    for (size_t i = 0; i < 3 && reaction->has_equilibrium; i++) {
        chp_diag *silent = chp_diag_new(); // not every product has every form
        double U_V;
        if (chp_reaction_equilibrium(reaction, forms[i], 298.15, 0, &U_V, silent) &&
            fabs(U_V - own_V) < fabs(nearest_V - own_V))
            nearest_V = U_V;
        chp_diag_free(silent);
    }
    if (isfinite(nearest_V))
        (void)equilibrium_check(own_V, nearest_V, reaction->name,
                                reaction->equilibrium_at, diag);
}
