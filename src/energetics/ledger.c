#include "energetics/ledger.h"

#include "network/reaction.h"

/* A node that is one state alone tells the ledger of that state. */
static void take(ledger *all, const chp_reaction *r, const graph_node *node)
{
    size_t k = node->n_cells == 1 ? node->cells[0] : r->bare;
    if (node->n_cells <= 1 && !all[k].known)
        all[k] = (ledger){ true, node->n_H, node->n_e, node->released };
}

/* The reactant that brings this element, and no other but H; or the number of them. */
static size_t reactant_of(const chp_reaction *r, int element)
{
    for (size_t i = 0; i < r->n_overall; i++) {
        size_t k = r->overall_terms[i].species;
        const chp_formula *f = &r->species[k].formula;
        bool is_pure = r->species[k].phase == CHP_FLUID && f->n[element] > 0;
        for (int z = 1; z < CHP_N_ELEMENTS; z++)
            is_pure = is_pure && (z == element || f->n[z] == 0);
        if (r->overall_terms[i].coefficient < 0 && is_pure)
            return k;
    }
    return r->n_species;
}

/* Made of the reactants and of H+ and e-. */
static ledger by_composition(arena *a, const chp_reaction *r, const chp_formula *f)
{
    enum { HYDROGEN = 1 };
    int *released = arena_new(a, int, r->n_species + 1);
    for (int z = HYDROGEN + 1; z < CHP_N_ELEMENTS; z++) {
        if (f->n[z] == 0)
            continue;
        size_t k = reactant_of(r, z);
        if (k == r->n_species || f->n[z] % r->species[k].formula.n[z] != 0)
            return (ledger){ 0 };
        released[k] = -f->n[z] / r->species[k].formula.n[z];
    }
    return (ledger){ true, f->n[HYDROGEN], f->n[HYDROGEN], released };
}

static ledger of_part(arena *a, const chp_reaction *r, const ledger *all, str part)
{
    size_t k;
    chp_formula f;
    const char *name = arena_print(a, "*%.*s", (int)part.len, part.at);
    if (reaction_state_of_id(r, name, &k) && all[k].known)
        return all[k];
    return name_formula(part, &f) ? by_composition(a, r, &f) : (ledger){ 0 };
}

/* A spectator stands in no network: each of its parts counts as it does alone. */
static ledger by_parts(arena *a, const chp_reaction *r, const ledger *all,
                       const char *name)
{
    str *parts;
    size_t n = name_parts(a, str_of(name), &parts);
    int *released = arena_new(a, int, r->n_species + 1);
    ledger sum = { n > 0, 0, 0, released };
    for (size_t i = 0; i < n; i++) {
        ledger one = of_part(a, r, all, parts[i]);
        if (!one.known)
            return one;
        sum.n_H += one.n_H;
        sum.n_e += one.n_e;
        for (size_t k = 0; k < r->n_species; k++)
            released[k] += one.released[k];
    }
    return sum;
}

ledger *ledgers_of(arena *a, const chp_reaction *r)
{
    ledger *all = arena_new(a, ledger, r->n_species + 1);
    bool *every = arena_new(a, bool, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++)
        every[k] = true;
    for (size_t p = 0; p < r->n_pathways; p++) {
        graph_chain chain = graph_chain_of(a, r, &r->pathways[p], every);
        for (size_t i = 0; i <= chain.n_edges; i++)
            take(all, r, &chain.nodes[i]);
    }
    graph g;
    chp_diag *quiet = chp_diag_new(); // an endless network has its pathways still
    if (graph_build(a, r, every, &g, quiet))
        for (size_t i = 0; i < g.n_nodes; i++)
            take(all, r, &g.nodes[i]);
    chp_diag_free(quiet);
    for (size_t k = 0; k < r->n_species; k++)
        if (r->species[k].is_spectator && !all[k].known)
            all[k] = by_parts(a, r, all, r->species[k].name);
    return all;
}

/* --- in words -------------------------------------------------------------------- */

/* " + 2 NH3" to a side that holds something. */
static const char *with_term(arena *a, const char *side, int n, const char *name)
{
    if (n <= 0)
        return side;
    return n == 1 ? arena_print(a, "%s + %s", side, name)
                  : arena_print(a, "%s + %d %s", side, n, name);
}

const char *ledger_origin(arena *a, const chp_reaction *r)
{
    const char *text = r->species[r->bare].name;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        if (r->species[t->species].phase == CHP_FLUID)
            text = with_term(a, text, -t->coefficient, r->species[t->species].name);
    }
    return text;
}

const char *ledger_change(arena *a, const chp_reaction *r, size_t species)
{
    ledger l = ledgers_of(a, r)[species];
    const char *left = r->species[r->bare].name, *right = r->species[species].name;
    if (!l.known)
        return NULL;
    for (size_t k = 0; k < r->n_species; k++) {
        left = with_term(a, left, -l.released[k], r->species[k].name);
        right = with_term(a, right, l.released[k], r->species[k].name);
    }
    left = with_term(a, with_term(a, left, l.n_H, "H+"), l.n_e, "e-");
    right = with_term(a, with_term(a, right, -l.n_H, "H+"), -l.n_e, "e-");
    return arena_print(a, "%s -> %s", left, right);
}
