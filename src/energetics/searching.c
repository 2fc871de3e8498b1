#include "energetics/searching.h"

#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "energetics/barriers.h"
#include "energetics/profiles.h"
#include "network/search.h"

/* Networks are large and short-lived: they stand in `scratch`, what is kept in the
 * memory of the study. */
typedef struct {
    chp_study *s;
    const subject *of;
    const view *v;
    arena *scratch;
    chp_diag *diag;
    search_options how;
    double best_eV; // the objective of the best path
} searcher;

/* --- energies of nodes ----------------------------------------------------------- */

/* What the pH adds to (1.1) of a node. */
static double node_pH_eV(const view *v, const graph_node *node)
{
    int n_H = node->n_H;
    if (v->ammonia != SIZE_MAX)
        n_H += v->ammonia_protons * node->released[v->ammonia];
    return (v->scale == CHP_SHE ? n_H : n_H - node->n_e) * v->pH_eV;
}

/* (1.1) of a node, NaN when something of it is not known. */
static double node_eV(const view *v, const graph_node *node)
{
    size_t bare = v->reaction->bare;
    bool lacks_hydrogen = node->n_H != 0 && !v->has_hydrogen;
    if (lacks_hydrogen || !v->is_known[bare])
        return NAN;
    double sum = -node->n_H * v->hydrogen_eV;
    for (size_t i = 0; i < node->n_cells; i++) {
        size_t k = node->cells[i];
        sum += v->is_known[k] ? v->G_eV[k] - v->G_eV[bare] : NAN;
    }
    for (size_t k = 0; k < v->reaction->n_species; k++) {
        if (node->released[k] == 0)
            continue;
        sum += v->is_known[k] ? node->released[k] * v->G_eV[k] : NAN;
    }
    return sum + node_pH_eV(v, node);
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

/* Transition states of the edges at U = 0, where there are any. */
static const double *tops(const searcher *q, const graph *g, const double *level_eV)
{
    double *top_eV = arena_new(q->scratch, double, g->n_edges + 1);
    for (size_t i = 0; i < g->n_edges; i++) {
        const graph_edge *e = &g->edges[i];
        const graph_node *from = &g->nodes[e->from];
        chp_profile_step step =
            profiles_step(q->scratch, q->v, from->label, g->nodes[e->to].label, e);
        step.dG0_eV = level_eV[e->to] - level_eV[e->from];
        double before_eV = level_eV[e->from] - node_pH_eV(q->v, from);
        top_eV[i] = level_eV[e->from] +
                    barriers_of_step(q->of, q->v, &step, before_eV, q->diag);
    }
    return top_eV;
}

/* --- paths ----------------------------------------------------------------------- */

static chp_path path_of(const searcher *q, const graph *g, const search_path *p,
                        const chp_pathway *named)
{
    arena *a = &q->s->memory;
    const char **state = arena_new(a, const char *, p->n_edges + 2);
    size_t start = g->edges[p->edges[0]].from;
    state[0] = arena_str(a, str_of(g->nodes[start].label));
    for (size_t i = 0; i < p->n_edges; i++)
        state[i + 1] = arena_str(a, str_of(g->nodes[g->edges[p->edges[i]].to].label));
    chp_path out = {
        .name = named ? named->name : NULL,
        .objective_eV = p->objective_eV,
        .n_states = p->n_edges + 1,
        .state = state,
        .U_L_V = q->how.is_oxidation ? p->pds_eV : -p->pds_eV,
        .has_chemical = isfinite(p->chem_eV),
    };
    if (out.has_chemical)
        out.dG_chem_eV = p->chem_eV;
    if (p->pds < p->n_edges) {
        out.pds_from = state[p->pds];
        out.pds_to = state[p->pds + 1];
        out.pds_eV = p->pds_eV;
    }
    return out;
}

static void keep(searcher *q, const graph *g, const search_result *found,
                 chp_search *out, graph_chain *hybrid)
{
    out->n_paths = n_open(found);
    out->n_complete = found->n_complete;
    out->is_exact = found->is_exact;
    chp_path *paths = arena_new(&q->s->memory, chp_path, out->n_paths + 1);
    for (size_t i = 0; i < out->n_paths; i++) {
        const search_path *p = &found->paths[i];
        const chp_pathway *named = search_named(q->scratch, g, p);
        paths[i] = path_of(q, g, p, named);
        if (i == 0 && !named)
            *hybrid = search_chain(&q->s->memory, g, p);
    }
    out->paths = paths;
}

static void say_refused(const searcher *q, const char *why)
{
    bool is_main = q->v->reaction == q->s->reactions[0];
    void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
        is_main ? diag_warn : diag_note; // HER is flat at 0 V
    say(q->diag, "objective", q->of->entry->at,
        "%s, %s: no path is ranked by its span at %g V: %s", q->of->entry->name,
        q->v->reaction->name, q->how.U_V, why);
    diag_hint(q->diag, "Choose a potential at which it is: --objective span:-0.5.");
}

static bool find_paths(searcher *q, chp_search *out, graph_chain *hybrid)
{
    const view *v = q->v;
    graph g;
    bool *is_supplied = walkable(q->scratch, v);
    if (!is_supplied[v->reaction->bare] ||
        !graph_build(q->scratch, v->reaction, is_supplied, &g, q->diag) ||
        g.n_turns == 0)
        return false;
    double *level_eV = energies(q->scratch, v, &g);
    if (!block(v, &g, level_eV))
        return false;
    if (q->how.objective == SEARCH_SPAN)
        q->how.top_eV = tops(q, &g, level_eV);
    search_result found = search_paths(q->scratch, &g, level_eV, &q->how);
    if (found.refused)
        say_refused(q, found.refused);
    keep(q, &g, &found, out, hybrid);
    q->best_eV = out->n_paths > 0 ? found.paths[0].objective_eV : 0;
    return out->n_paths > 0;
}

/* --- what is missing (C16) ------------------------------------------------------- */

static void say_missing(const searcher *q, const chp_search *of, const char *fewest)
{
    enum { MOST = 6 };
    const char *states = NULL;
    size_t n = 0;
    for (size_t i = 0; i < of->n_missing; i++)
        if (of->missing[i].could_improve && n++ < MOST)
            states = arena_append(q->scratch, states, ", ", "%s", of->missing[i].name);
    if (n > MOST)
        states = arena_print(q->scratch, "%s and %zu more", states, n - MOST);
    if (!states)
        return;
    diag_note(q->diag, "C16", q->of->entry->at,
              "%s, %s: not calculated, but could lead to a better path: %s",
              q->of->entry->name, q->v->reaction->name, states);
    if (fewest)
        diag_hint(q->diag, "The fewest calculations that could: %s.", fewest);
}

/* The smallest set of states that could lead to a better path, in words; NULL: none. */
static const char *fewest_text(const searcher *q, const graph *g,
                               const double *level_eV)
{
    const chp_reaction *r = q->v->reaction;
    search_wanted few =
        search_fewest(q->scratch, g, q->v->is_known, level_eV, &q->how, q->best_eV);
    const char *text = NULL;
    for (size_t i = 0; i < few.n; i++)
        text = arena_append(q->scratch, text, i + 1 < few.n ? ", " : " and ", "%s",
                            r->species[few.species[i]].name);
    return text;
}

static chp_missing_state missing_state(const searcher *q, const char *name,
                                       double least_eV)
{
    bool is_U_L = q->how.objective == SEARCH_U_L;
    return (chp_missing_state){
        .name = name,
        .could_improve = least_eV < q->best_eV - SEARCH_TIE_EV,
        .U_L_at_best_V = !is_U_L               ? NAN
                         : q->how.is_oxidation ? least_eV
                                               : -least_eV,
        .objective_at_best_eV = least_eV,
    };
}

/* The least cost of a path through a state that is not known, over its nodes. */
static const char *find_missing(const searcher *q, chp_search *out)
{
    const view *v = q->v;
    const chp_reaction *r = v->reaction;
    graph g;
    bool *every = arena_new(q->scratch, bool, r->n_species + 1);
    double *least_eV = arena_new(q->scratch, double, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++) {
        every[k] = v->is_known[k] || !r->species[k].is_rare;
        least_eV[k] = INFINITY;
    }
    if (!graph_build(q->scratch, r, every, &g, q->diag))
        return NULL;
    const double *level_eV = energies(q->scratch, v, &g);
    double *bound_eV = arena_new(q->scratch, double, g.n_nodes + 1);
    search_bounds(q->scratch, &g, level_eV, &q->how, bound_eV);
    for (size_t i = 0; i < g.n_nodes; i++)
        for (size_t c = 0; c < g.nodes[i].n_cells; c++) {
            size_t k = g.nodes[i].cells[c];
            least_eV[k] = fmin(least_eV[k], bound_eV[i]);
        }
    chp_missing_state *missing =
        arena_new(&q->s->memory, chp_missing_state, r->n_species + 1);
    for (size_t k = 0; k < r->n_species; k++)
        if (r->species[k].phase == CHP_SURFACE && !v->is_known[k] &&
            least_eV[k] < INFINITY) // on some path
            missing[out->n_missing++] =
                missing_state(q, r->species[k].name, least_eV[k]);
    out->missing = missing;
    return fewest_text(q, &g, level_eV);
}

static bool search_within(searcher *q, chp_search *out, graph_chain *hybrid)
{
    if (!find_paths(q, out, hybrid))
        return false;
    const char *fewest = find_missing(q, out);
    if (q->s->in.options->search || q->s->n_subjects == 1) // not once for each of many
        say_missing(q, out, fewest);
    return true;
}

bool searching_of(chp_study *s, const subject *of, const view *v, chp_search *out,
                  graph_chain *hybrid, chp_diag *diag)
{
    arena scratch = { 0 };
    const chp_options *o = s->in.options;
    searcher q = { s, of, v, &scratch, diag, .best_eV = 0 };
    q.how = (search_options){ .objective = o->objective,
                              .U_V = o->objective_V,
                              .n_paths = o->search ? o->n_paths : 1,
                              .is_oxidation = v->reaction->is_oxidation };
    *hybrid = (graph_chain){ 0 };
    *out = (chp_search){ .reaction = v->reaction->name,
                         .objective = options_objective_name(o->objective) };
    if (o->objective != SEARCH_U_L && o->objective != SEARCH_ALL_STEPS)
        out->objective_V = (chp_fact){ .value = o->objective_V, .known = true };
    bool ok = search_within(&q, out, hybrid);
    arena_clear(&scratch);
    return ok;
}
