/* The best paths of a network, and what missing states could do. A path is better by
 *
 *     the larger U_L = -max dG_i / n_i, then the smaller max(0, dG_chem),
 *     then the smaller dG_i / n_i, sorted falling, at their first difference,
 *     then fewer steps, then its states in the order of their names          (3.4)
 *
 * or by another objective in the place of U_L. A sum of dG says nothing: it is the same
 * for all.
 *
 * Energies are given by the caller, one for each node: dG at U = 0, relative to any one
 * zero, in eV. Nothing is enumerated that cannot be among the best; see kbest.h. */
#ifndef NETWORK_SEARCH_H
#define NETWORK_SEARCH_H

#include "network/graph.h"

typedef enum {
    SEARCH_U_L,       // largest dG per electron, then largest chemical step
    SEARCH_ALL_STEPS, // largest dG of all steps at U = 0
    SEARCH_AT_U,      // the same at a potential
    SEARCH_G_MAX,     // largest rise between any earlier and any later state, (1.14)
    SEARCH_SPAN,      // energetic span of the cycle, (1.15)
} search_objective;

typedef struct {
    search_objective objective;
    double U_V;           // for the last three
    size_t n_paths;       // how many to find
    bool is_oxidation;    // electrons given off count, not those consumed
    const double *top_eV; // of each edge, its transition state at U = 0; NaN: none
                          // given. NULL: none at all. For the span
} search_options;

/* Differences below this are ties. */
#define SEARCH_TIE_EV 1e-6

typedef struct {
    size_t n_edges;
    const size_t *edges; // of the graph
    double objective_eV; // what was minimised
    size_t pds;          // index in `edges`; n_edges: no electrochemical step
    double pds_eV;  // its dG per electron at U = 0; U_L is -pds_eV, for an oxidation
                    // +pds_eV
    double chem_eV; // largest dG of the steps without electrons; -infinity: none
} search_path;

typedef struct {
    size_t n_paths;
    const search_path *paths; // best first
    bool is_exact;            // false: the search was given up, better ones may exist
    double n_complete;        // how many complete paths there are
    bool n_is_exact;          // false: at least so many
    const char *refused;      // why the objective has no meaning here; NULL: it has
} search_result;

search_result search_paths(arena *a, const graph *g, const double *node_eV,
                           const search_options *options);

/* What the steps of a path are judged by, one value for each edge; NaN: it is not, or
 * is not known. Spans are at least their largest step. */
double *search_step_values(arena *a, const graph *g, const double *node_eV,
                           const search_options *options);

/* Where some energies are NaN, for lack of a calculation: for each node the least that
 * the objective could be of a complete path through it, whatever the unknown energies
 * are. For U_L that is the least there can be; for the others all steps from and to
 * unknown states are taken as falling without limit, and spans bounded by their largest
 * step.
 * -infinity: no bound; +infinity: no complete path at all. `bound_eV` has room for
 * every node. */
void search_bounds(arena *a, const graph *g, const double *node_eV,
                   const search_options *options, double *bound_eV);

typedef struct {
    size_t n;
    const size_t *species; // as they come on the path
} search_wanted;

/* The fewest states that, once calculated, could lead to a path whose objective is
 * below `best_eV`; none when none could. Optional ones do not count. The graph is that
 * of a study to which all states were supplied; those of `is_known` were. */
search_wanted search_fewest(arena *a, const graph *g, const bool *is_known,
                            const double *node_eV, const search_options *options,
                            double best_eV);

/* A path as a chain of its own: it does not need the graph any more. */
graph_chain search_chain(arena *a, const graph *g, const search_path *path);

/* The named pathway that a path is, or NULL for a hybrid. */
const chp_pathway *search_named(arena *a, const graph *g, const search_path *path);

#endif
