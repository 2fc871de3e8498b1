/* Reactions as JSON, schema 1. Steps are numbered from 0, and pathways and edges name
 * their steps by number. */
#include "chepath/figure.h"

#include <math.h>

#include "base/arena.h"
#include "chem/constants.h"
#include "chem/formula.h"
#include "render/json.h"

static void put_state(json *j, arena *a, const chp_kind *kind)
{
    json_line(j, NULL);
    json_text(j, "name", kind->name);
    json_text(j, "label", kind->label);
    json_text(j, "id", kind->id);
    json_text(j, "composition", formula_text(a, &kind->formula));
    json_text(j, "binding", kind->binding);
    json_bool(j, "optional", kind->is_optional);
    json_bool(j, "rare", kind->is_rare);
    json_bool(j, "bare", kind->is_bare);
    json_names(j, "aliases", kind->aliases);
    json_end(j);
}

static void put_fluid(json *j, arena *a, const chp_kind *kind)
{
    json_line(j, NULL);
    json_text(j, "name", kind->name);
    json_text(j, "composition", formula_text(a, &kind->formula));
    json_count(j, "charge", kind->charge);
    json_end(j);
}

static void put_species(json *j, arena *a, const chp_reaction *r)
{
    json_array(j, "states");
    for (size_t i = 0; i < r->n_species; i++)
        if (r->species[i].phase == CHP_SURFACE)
            put_state(j, a, &r->species[i]);
    json_end(j);
    json_array(j, "fluids");
    for (size_t i = 0; i < r->n_species; i++)
        if (r->species[i].phase == CHP_FLUID)
            put_fluid(j, a, &r->species[i]);
    json_end(j);
}

static void put_step(json *j, const chp_step *s)
{
    json_line(j, NULL);
    json_text(j, "from", s->from);
    json_text(j, "to", s->to);
    json_text(j, "equation", s->equation);
    json_text(j, "kind", chp_step_kind_name(s->kind));
    json_count(j, "n_e", s->n_e);
    json_count(j, "n_H", s->n_H);
    json_count(j, "line", (long long)s->at.line);
    json_end(j);
}

static void put_steps(json *j, const chp_reaction *r)
{
    json_array(j, "steps");
    for (size_t i = 0; i < r->n_steps; i++)
        put_step(j, &r->steps[i]);
    json_end(j);
    json_array(j, "pathways");
    for (size_t i = 0; i < r->n_pathways; i++) {
        json_line(j, NULL);
        json_text(j, "name", r->pathways[i].name);
        json_count(j, "n_activation", (long long)r->pathways[i].n_activation);
        json_counts(j, "steps", r->pathways[i].steps, r->pathways[i].n_steps);
        json_end(j);
    }
    json_end(j);
    json_counts(j, "edges", r->edges, r->n_edges);
}

static void put_reaction(json *j, const chp_reaction *r)
{
    arena a = { 0 };
    json_object(j, NULL);
    json_text(j, "name", r->name);
    json_text(j, "title", r->title);
    json_text(j, "file", r->path);
    json_text(j, "overall", r->overall);
    json_count(j, "n_e", r->n_e);
    json_count(j, "n_H", r->n_H);
    json_number(j, "U_eq_V", r->has_equilibrium ? r->equilibrium_V : NAN);
    json_text(j, "U_eq_source", r->equilibrium_source);
    json_names(j, "cite", r->cite);
    json_text(j, "descriptor", r->descriptor);
    put_species(j, &a, r);
    put_steps(j, r);
    json_end(j);
    arena_clear(&a);
}

void chp_show_reactions_json(const chp_reaction *const *reactions, size_t n,
                             const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_array(&j, "reactions");
    for (size_t i = 0; i < n; i++)
        put_reaction(&j, reactions[i]);
    json_end(&j);
    json_messages(&j, "messages", diag);
    json_end(&j);
}

/* --- equilibrium potentials --------------------------------------------------- */

static void put_equilibria(json *j, const chp_reaction *r, double T_K, double pH)
{
    const char *const *forms = chp_product_forms();
    for (size_t i = 0; forms[i]; i++) {
        chp_diag *silent = chp_diag_new(); // not every product has every form
        double U_V;
        if (chp_reaction_equilibrium(r, forms[i], T_K, pH, &U_V, silent)) {
            json_line(j, NULL);
            json_text(j, "reaction", r->name);
            json_text(j, "product", forms[i]);
            json_number(j, "U_RHE_V", U_V);
            json_number(j, "U_SHE_V", U_V - eV_per_pH(T_K) * pH);
            json_end(j);
        }
        chp_diag_free(silent);
    }
}

void chp_show_equilibria_json(const chp_reaction *const *reactions, size_t n,
                              double T_K, double pH, const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    json_number(&j, "T_K", T_K);
    json_number(&j, "pH", pH);
    json_array(&j, "equilibria");
    for (size_t i = 0; i < n; i++)
        put_equilibria(&j, reactions[i], T_K, pH);
    json_end(&j);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
