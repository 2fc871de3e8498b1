/* Walking: what a step makes of a node, and the edge that steps make together. */
#ifndef NETWORK_LEDGER_H
#define NETWORK_LEDGER_H

#include "network/graph.h"

/* What a change is, by what it consumes and gives off. */
chp_step_kind kind_of_change(int n_e, int n_H, bool is_adsorbing, bool is_releasing);

graph_node ledger_start(arena *a, const chp_reaction *r); // the bare surface

/* What the step needs and the surface does not hold; NULL: it holds all. */
const chp_kind *ledger_lacks(const chp_reaction *r, const graph_node *node,
                             const chp_step *step);

/* False when the surface lacks something. */
bool ledger_after(arena *a, const chp_reaction *r, const graph_node *node,
                  const chp_step *step, graph_node *out);

/* The node after the whole reaction happened once. */
graph_node ledger_after_overall(arena *a, const chp_reaction *r,
                                const graph_node *node);

/* Give a node its label and its id. */
void ledger_name(arena *a, const chp_reaction *r, graph_node *node);

/* Of a species among terms; 0: it is none of them. */
int ledger_coefficient(const chp_term *terms, size_t n, size_t species);

bool ledger_same_surface(const graph_node *x, const graph_node *y);

/* The edge that these steps make, one after the other. */
graph_edge ledger_edge(arena *a, const chp_reaction *r, const size_t *steps, size_t n);

#endif
