#include "energetics/ledger.h"

/* A node that is one state alone tells the ledger of that state. */
static void take(ledger *all, const chp_reaction *r, const graph_node *node)
{
    size_t k = node->n_cells == 1 ? node->cells[0] : r->bare;
    if (node->n_cells <= 1 && !all[k].known)
        all[k] = (ledger){ true, node->n_H, node->n_e, node->released };
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
    return all;
}
