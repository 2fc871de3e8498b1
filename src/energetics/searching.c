#include "energetics/searching.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "network/search.h"

/* --- energies of nodes ----------------------------------------------------------- */

/* (1.1) of a node, NaN when something of it is not known. */
static double node_eV(const view *v, const graph_node *node)
{
    size_t bare = v->reaction->bare;
    bool lacks_hydrogen = node->n_H != 0 && !v->has_hydrogen;
    if (lacks_hydrogen || !v->is_known[bare])
        return NAN;
    double sum = -node->n_H * v->hydrogen_eV;
    int n_H = node->n_H;
    for (size_t i = 0; i < node->n_cells; i++) {
        size_t k = node->cells[i];
        sum += v->is_known[k] ? v->G_eV[k] - v->G_eV[bare] : NAN;
    }
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        if (node->released[k] == 0)
            continue;
        sum += v->is_known[k] ? node->released[k] * v->G_eV[k] : NAN;
        n_H += k == v->ammonia ? v->ammonia_protons * node->released[k] : 0;
    }
    return sum + (v->scale == CHP_SHE ? n_H : n_H - node->n_e) * v->pH_eV;
}

static double *energies(arena *a, const view *v, const graph *g)
{
    double *eV = arena_new(a, double, g->n_nodes + 1);
    for (size_t i = 0; i < g->n_nodes; i++)
        eV[i] = node_eV(v, &g->nodes[i]);
    return eV;
}

/* A state with an error against it is no node; but an optional one must not be passed
 * over as if it had not been calculated: it stays, and blocks its paths. */
#define BLOCKED_EV 1e6

static bool *walkable(arena *a, const view *v)
{
    bool *list = arena_new(a, bool, v->reaction->n_species + 1);
    for (size_t k = 0; k < v->reaction->n_species; k++)
        list[k] =
            v->is_known[k] || (v->is_spoilt[k] && v->reaction->species[k].is_optional);
    return list;
}

static bool is_blocked(const view *v, const graph_node *node)
{
    for (size_t i = 0; i < node->n_cells; i++)
        if (!v->is_known[node->cells[i]])
            return true;
    return false;
}

/* False when a gas is missing: then no path has a price. */
static bool block(const view *v, const graph *g, double *level_eV)
{
    for (size_t i = 0; i < g->n_nodes; i++) {
        if (!isnan(level_eV[i]))
            continue;
        if (!is_blocked(v, &g->nodes[i]))
            return false;
        level_eV[i] = BLOCKED_EV;
    }
    return true;
}

static size_t n_open(const search_result *found)
{
    size_t n = 0;
    while (n < found->n_paths && found->paths[n].pds_eV < BLOCKED_EV / 2 &&
           found->paths[n].chem_eV < BLOCKED_EV / 2)
        n++; // the blocked ones are the worst
    return n;
}

/* --- paths ----------------------------------------------------------------------- */

/* Networks are large and short-lived: they stand in `scratch`, what is kept in `a`. */
static chp_path path_of(arena *a, arena *scratch, const view *v, const graph *g,
                        const bool *is_supplied, const search_path *p)
{
    const char **state = arena_new(a, const char *, p->n_edges + 2);
    size_t start = g->edges[p->edges[0]].from;
    state[0] = arena_str(a, str_of(g->nodes[start].label));
    for (size_t i = 0; i < p->n_edges; i++)
        state[i + 1] = arena_str(a, str_of(g->nodes[g->edges[p->edges[i]].to].label));
    chp_path out = {
        .n_states = p->n_edges + 1,
        .state = state,
        .U_L_V = v->reaction->is_oxidation ? p->pds_eV : -p->pds_eV,
        .has_chemical = isfinite(p->chem_eV),
    };
    if (out.has_chemical)
        out.dG_chem_eV = p->chem_eV;
    if (p->pds < p->n_edges) {
        out.pds_from = state[p->pds];
        out.pds_to = state[p->pds + 1];
        out.pds_eV = p->pds_eV;
    }
    const chp_pathway *named = search_named(scratch, v->reaction, is_supplied, g, p);
    out.name = named ? named->name : NULL;
    return out;
}

static bool find_paths(chp_study *s, arena *a, const view *v, chp_search *out,
                       double *best_eV, chp_diag *diag)
{
    graph g;
    bool *is_supplied = walkable(a, v);
    if (!is_supplied[v->reaction->bare] ||
        !graph_build(a, v->reaction, is_supplied, &g, diag) || g.n_turns == 0)
        return false;
    search_options how = { .objective = SEARCH_U_L,
                           .n_paths =
                               s->in.options->search ? s->in.options->n_paths : 1,
                           .is_oxidation = v->reaction->is_oxidation };
    double *eV = energies(a, v, &g);
    if (!block(v, &g, eV))
        return false;
    search_result found = search_paths(a, &g, eV, &how);
    size_t n = n_open(&found);
    if (n == 0)
        return false;
    chp_path *paths = arena_new(&s->memory, chp_path, n);
    for (size_t i = 0; i < n; i++)
        paths[i] = path_of(&s->memory, a, v, &g, is_supplied, &found.paths[i]);
    out->n_paths = n;
    out->paths = paths;
    out->n_complete = found.n_complete;
    *best_eV = found.paths[0].pds_eV;
    return true;
}

/* --- what is missing (C16) ------------------------------------------------------- */

static void say_missing(const view *v, const char *catalyst, chp_where at,
                        const chp_search *of, const char *fewest, arena *a,
                        chp_diag *diag)
{
    enum { MOST = 6 };
    const char *states = NULL;
    size_t n = 0;
    for (size_t i = 0; i < of->n_missing; i++)
        if (of->missing[i].could_improve && n++ < MOST)
            states = states ? arena_print(a, "%s, %s", states, of->missing[i].name)
                            : of->missing[i].name;
    if (n > MOST)
        states = arena_print(a, "%s and %zu more", states, n - MOST);
    if (!states)
        return;
    diag_note(diag, "C16", at,
              "%s, %s: not calculated, but could lead to a better path: %s", catalyst,
              v->reaction->name, states);
    if (fewest)
        diag_hint(diag, "The fewest calculations that could: %s.", fewest);
}

/* The smallest set of states that could lead to a better path, in words; NULL: none. */
static const char *fewest_text(arena *a, const view *v, const graph *g,
                               const double *level_eV, double best_eV)
{
    const chp_reaction *r = v->reaction;
    size_t *species = arena_new(a, size_t, r->n_species + 1);
    size_t n = search_fewest(a, r, v->is_known, g, level_eV, best_eV, species);
    const char *text = NULL;
    for (size_t i = 0; i < n; i++)
        text = text ? arena_print(a, "%s%s%s", text, i + 1 < n ? ", " : " and ",
                                  r->species[species[i]].name)
                    : r->species[species[i]].name;
    return text;
}

/* The least cost of a path through a state that is not known, over its nodes. */
static const char *find_missing(chp_study *s, arena *a, const view *v, chp_search *out,
                                double best_eV, chp_diag *diag)
{
    const chp_reaction *r = v->reaction;
    graph g;
    bool *every = arena_new(a, bool, r->n_species + 1);
    double *least_eV = arena_new(a, double, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++) {
        every[k] = v->is_known[k] || !r->species[k].is_rare;
        least_eV[k] = INFINITY;
    }
    if (!graph_build(a, r, every, &g, diag))
        return NULL;
    const double *level_eV = energies(a, v, &g);
    double *bound_eV = arena_new(a, double, g.n_nodes + 1);
    search_bounds(a, &g, level_eV, r->is_oxidation, bound_eV);
    for (size_t i = 0; i < g.n_nodes; i++)
        for (size_t c = 0; c < g.nodes[i].n_cells; c++) {
            size_t k = g.nodes[i].cells[c];
            least_eV[k] = fmin(least_eV[k], bound_eV[i]);
        }
    chp_missing_state *missing =
        arena_new(&s->memory, chp_missing_state, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++) {
        const chp_kind *kind = &r->species[k];
        if (kind->phase != CHP_SURFACE || v->is_known[k] ||
            least_eV[k] == INFINITY) // on no path
            continue;
        missing[out->n_missing++] = (chp_missing_state){
            .name = kind->name,
            .could_improve = least_eV[k] < best_eV - SEARCH_TIE_EV,
            .U_L_at_best_V = r->is_oxidation ? least_eV[k] : -least_eV[k],
        };
    }
    out->missing = missing;
    return fewest_text(a, v, &g, level_eV, best_eV);
}

static bool search_within(chp_study *s, arena *a, const view *v, const char *catalyst,
                          chp_where at, chp_search *out, chp_diag *diag)
{
    double best_eV;
    if (!find_paths(s, a, v, out, &best_eV, diag))
        return false;
    const char *fewest = find_missing(s, a, v, out, best_eV, diag);
    if (s->in.options->search || s->n_subjects == 1) // not once for each of many
        say_missing(v, catalyst, at, out, fewest, a, diag);
    return true;
}

bool searching_of(chp_study *s, const view *v, const char *catalyst, chp_where at,
                  chp_search *out, chp_diag *diag)
{
    arena scratch = { 0 };
    *out = (chp_search){ .reaction = v->reaction->name, .objective = "U_L" };
    bool ok = search_within(s, &scratch, v, catalyst, at, out, diag);
    arena_clear(&scratch);
    return ok;
}
