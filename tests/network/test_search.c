#include "network/search.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "network/reaction.h"
#include "suites.h"

/* --- a network with ten paths, whose energies and order are written out by hand  */

static const struct {
    const char *id;
    double dG_eV;
} ten_states[] = {
    { "C", 0 },       { "E00", -0.35 }, { "S00", -0.10 }, { "E01", 0.15 },
    { "S10", 0.45 },  { "E02", 0.05 },  { "E11", 0.40 },  { "S20", 0.30 },
    { "S11", 0.10 },  { "E12", 0.20 },  { "S21", -0.15 }, { "E22", -0.30 },
    { "S22", -0.55 }, { "M0", -0.60 },  { "M1", -1.20 },  { "M2", -1.35 },
    { "M3", -1.05 },
};
enum { N_TEN = sizeof ten_states / sizeof *ten_states };
#define TEN_END_EV -0.34

static const struct {
    const char *states, *name;
    double U_L_V;
    double pcet_eV[6]; // falling
} ten_paths[] = {
    { "C E00 E01 E02 M0 M1 M2 M3 C",
      "distal",
      -0.50,
      { 0.50, 0.30, -0.10, -0.15, -0.60, -0.65 } },
    { "C E00 E01 E02 E12 E22 M2 M3 C",
      NULL,
      -0.50,
      { 0.50, 0.30, 0.15, -0.10, -0.50, -1.05 } },
    { "C E00 E01 E02 E12 M1 M2 M3 C",
      NULL,
      -0.50,
      { 0.50, 0.30, 0.15, -0.10, -0.15, -1.40 } },
    { "C E00 E01 E11 E12 E22 M2 M3 C",
      "alternating",
      -0.50,
      { 0.50, 0.30, 0.25, -0.20, -0.50, -1.05 } },
    { "C E00 E01 E11 E12 M1 M2 M3 C",
      NULL,
      -0.50,
      { 0.50, 0.30, 0.25, -0.15, -0.20, -1.40 } },
    { "C S00 S10 S11 S21 S22 M2 M3 C",
      "enzymatic-alternating",
      -0.55,
      { 0.55, 0.30, -0.25, -0.35, -0.40, -0.80 } },
    { "C S00 S10 S20 S21 S22 M2 M3 C",
      NULL,
      -0.55,
      { 0.55, 0.30, -0.15, -0.40, -0.45, -0.80 } },
    { "C S00 S10 S11 S21 M1 M2 M3 C",
      NULL,
      -0.55,
      { 0.55, 0.30, -0.15, -0.25, -0.35, -1.05 } },
    { "C S00 S10 S20 M0 M1 M2 M3 C",
      "enzymatic-consecutive",
      -0.55,
      { 0.55, 0.30, -0.15, -0.15, -0.60, -0.90 } },
    { "C S00 S10 S20 S21 M1 M2 M3 C",
      NULL,
      -0.55,
      { 0.55, 0.30, -0.15, -0.15, -0.45, -1.05 } },
};
enum { N_PATHS = sizeof ten_paths / sizeof *ten_paths };

typedef struct {
    arena a;
    chp_diag *diag;
    chp_reaction *reaction;
    bool *is_supplied;
    graph g;
    double *node_eV;
} fixture;

/* nrr, with the states of the table but for `left_out` (may be NULL) supplied. */
static fixture ten(const char *left_out)
{
    fixture f = { .diag = chp_diag_new() };
    f.reaction = chp_reaction_load("nrr", f.diag);
    ck_assert_ptr_nonnull(f.reaction);
    f.is_supplied = arena_new(&f.a, bool, f.reaction->n_species);
    for (int i = 0; i < N_TEN; i++) {
        size_t species;
        ck_assert(reaction_state_of_id(f.reaction, ten_states[i].id, &species));
        f.is_supplied[species] = !left_out || strcmp(ten_states[i].id, left_out) != 0;
    }
    ck_assert(graph_build(&f.a, f.reaction, f.is_supplied, &f.g, f.diag));
    f.node_eV = arena_new(&f.a, double, f.g.n_nodes);
    for (size_t n = 0; n < f.g.n_nodes; n++)
        for (int i = 0; i < N_TEN; i++)
            if (strcmp(f.g.nodes[n].id, ten_states[i].id) == 0)
                f.node_eV[n] = n == f.g.turns[0].end ? TEN_END_EV : ten_states[i].dG_eV;
    return f;
}

static void teardown(fixture *f)
{
    chp_reaction_free(f->reaction);
    chp_diag_free(f->diag);
    arena_clear(&f->a);
}

static const char *states_of(fixture *f, const search_path *p)
{
    const char *text = f->g.nodes[f->g.edges[p->edges[0]].from].id;
    for (size_t i = 0; i < p->n_edges; i++)
        text = arena_print(&f->a, "%s %s", text,
                           f->g.nodes[f->g.edges[p->edges[i]].to].id);
    return text;
}

static int falling(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a < b) - (a > b);
}

START_TEST(the_ten_paths_come_in_their_order)
{
    fixture f = ten(NULL);
    search_options options = { .n_paths = 20 };
    search_result found = search_paths(&f.a, &f.g, f.node_eV, &options);
    ck_assert(found.is_exact && found.n_is_exact);
    ck_assert_double_eq(found.n_complete, N_PATHS);
    ck_assert_uint_eq(found.n_paths, N_PATHS);
    for (size_t i = 0; i < N_PATHS; i++) {
        const search_path *p = &found.paths[i];
        ck_assert_str_eq(states_of(&f, p), ten_paths[i].states);
        ck_assert_double_eq_tol(-p->pds_eV, ten_paths[i].U_L_V, 1e-12);
        ck_assert_double_eq_tol(p->chem_eV, 0.71, 1e-12); // M3 leaves
        ck_assert_uint_eq(p->pds, 1);
        double pcet[16];
        int n = 0;
        for (size_t k = 0; k < p->n_edges; k++) {
            const graph_edge *e = &f.g.edges[p->edges[k]];
            if (e->n_e > 0)
                pcet[n++] = f.node_eV[e->to] - f.node_eV[e->from];
        }
        ck_assert_int_eq(n, 6);
        qsort(pcet, 6, sizeof *pcet, falling);
        for (int k = 0; k < 6; k++)
            ck_assert_double_eq_tol(pcet[k], ten_paths[i].pcet_eV[k], 1e-12);
    }
    teardown(&f);
}
END_TEST

START_TEST(named_mechanisms_are_told_from_hybrids)
{
    fixture f = ten(NULL);
    search_options options = { .n_paths = N_PATHS };
    search_result found = search_paths(&f.a, &f.g, f.node_eV, &options);
    for (size_t i = 0; i < N_PATHS; i++) {
        const chp_pathway *p = search_named(&f.a, &f.g, &found.paths[i]);
        if (ten_paths[i].name)
            ck_assert_str_eq(p->name, ten_paths[i].name);
        else
            ck_assert_ptr_null(p);
    }
    teardown(&f);
}
END_TEST

START_TEST(a_path_without_bound_ammonia_ends_in_a_merged_step)
{
    fixture f = ten("M3");
    search_options options = { .n_paths = 1 };
    search_result found = search_paths(&f.a, &f.g, f.node_eV, &options);
    const search_path *p = &found.paths[0];
    const graph_edge *last = &f.g.edges[p->edges[p->n_edges - 1]];
    ck_assert_str_eq(last->equation, "*NH2 + H+ + e- -> * + NH3");
    ck_assert_uint_eq(last->n_left_out, 1);
    ck_assert_double_eq_tol(p->pds_eV, 1.01, 1e-12);
    ck_assert_uint_eq(p->pds, p->n_edges - 1);
    teardown(&f);
}
END_TEST

START_TEST(other_objectives_see_the_desorption)
{
    fixture f = ten(NULL);
    search_options options = { .objective = SEARCH_ALL_STEPS, .n_paths = 1 };
    search_result found = search_paths(&f.a, &f.g, f.node_eV, &options);
    ck_assert_double_eq_tol(found.paths[0].objective_eV, 0.71, 1e-12);
    options = (search_options){ .objective = SEARCH_AT_U, .U_V = -0.1, .n_paths = 1 };
    found = search_paths(&f.a, &f.g, f.node_eV, &options);
    ck_assert_double_eq_tol(found.paths[0].objective_eV, 0.71, 1e-12);
    options = (search_options){ .objective = SEARCH_G_MAX, .n_paths = 1 };
    found = search_paths(&f.a, &f.g, f.node_eV, &options);
    ck_assert_double_eq_tol(found.paths[0].objective_eV, 1.01, 1e-12); // M2 to the end
    options.U_V = -0.5;
    found = search_paths(&f.a, &f.g, f.node_eV, &options);
    ck_assert_double_eq_tol(found.paths[0].objective_eV, 0.71, 1e-12); // M3 to the end
    teardown(&f);
}
END_TEST

/* --- a chain: the energetic span of a known test case ------------------------- */

START_TEST(the_span_of_a_chain_is_the_known_one)
{
    enum { N = 5 };
    arena a = { 0 };
    graph_node nodes[N] = { 0 };
    graph_edge edges[N - 1] = { 0 };
    graph_turn turn = { 0, N - 1 };
    static const char *const ids[N] = { "A", "B", "C", "D", "A" };
    for (size_t i = 0; i < N; i++)
        nodes[i].id = ids[i];
    for (size_t i = 0; i + 1 < N; i++)
        edges[i] = (graph_edge){ .from = i, .to = i + 1 };
    graph g = { .n_nodes = N,
                .n_edges = N - 1,
                .n_turns = 1,
                .nodes = nodes,
                .edges = edges,
                .turns = &turn };
    const double I_eV[N] = { 0, -0.35, -0.20, -0.60, -0.34 };
    const double T_eV[N - 1] = { 0.10, 0.45, 0.30, 0.05 };
    search_options options = { .objective = SEARCH_SPAN, .n_paths = 1, .top_eV = T_eV };
    search_result found = search_paths(&a, &g, I_eV, &options);
    ck_assert_double_eq_tol(found.paths[0].objective_eV, 0.80, 1e-12); // T1 over I1
    arena_clear(&a);
}
END_TEST

START_TEST(a_cycle_that_does_not_run_has_no_span)
{
    fixture f = ten(NULL);
    search_options options = { .objective = SEARCH_SPAN, .n_paths = 1, .U_V = 1 };
    ck_assert_ptr_nonnull(search_paths(&f.a, &f.g, f.node_eV, &options).refused);
    teardown(&f);
}
END_TEST

/* --- random networks against looking at every path ---------------------------- */

enum { MOST_STATES = 9, MOST_LINKS = 40, MOST_FOUND = 20000 };

typedef struct {
    graph_node nodes[MOST_STATES];
    graph_edge edges[MOST_LINKS];
    char ids[MOST_STATES][4];
    graph_turn turn;
    graph g;
    double node_eV[MOST_STATES];
    double top_eV[MOST_LINKS]; // at U = 0; NaN: no transition state was given
} network;

typedef struct {
    size_t n;
    size_t edges[MOST_STATES];
    double first_eV, chem_eV;
    size_t n_listed;
    double list_eV[MOST_STATES]; // falling
} walk;

typedef struct {
    const network *net;
    search_objective objective;
    double U_V;
    walk now;
    bool is_passed[MOST_STATES];
    walk *found;
    size_t n_found;
} walker;

/* Coarse energies make many ties; the noise is far below one. */
static double coarse(int levels)
{
    return (rand() % levels - levels / 2) * 0.1 + (rand() % 100) * 1e-11;
}

static void make_network(network *net, bool has_cycles)
{
    size_t n = 3 + (size_t)rand() % (MOST_STATES - 2), n_edges = 0;
    *net = (network){ 0 };
    for (size_t i = 0; i < n; i++) {
        snprintf(net->ids[i], sizeof net->ids[i], "%c%d", 'A' + rand() % 3, rand() % 3);
        net->nodes[i].id = net->ids[i];
        net->node_eV[i] = coarse(2 + rand() % 12);
        net->nodes[i].n_e = (int)i / 2;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            bool is_backwards = k < i;
            if (i == k || i + 1 == n || n_edges == MOST_LINKS || rand() % 3 == 0 ||
                (is_backwards && (!has_cycles || rand() % 2)))
                continue;
            int n_e = net->nodes[k].n_e - net->nodes[i].n_e;
            bool has_top = n_e == 0 && rand() % 2;
            net->top_eV[n_edges] = has_top ? coarse(14) : NAN;
            net->edges[n_edges++] = (graph_edge){ .from = i, .to = k, .n_e = n_e };
        }
    }
    net->turn = (graph_turn){ 0, n - 1 };
    net->g = (graph){ .n_nodes = n,
                      .n_edges = n_edges,
                      .n_turns = 1,
                      .nodes = net->nodes,
                      .edges = net->edges,
                      .turns = &net->turn };
}

static double rise(const network *net, size_t edge)
{
    const graph_edge *e = &net->edges[edge];
    return net->node_eV[e->to] - net->node_eV[e->from];
}

/* Of the levels of a path, the largest rise (1.14), or the energetic span (1.15) with
 * the higher end of a step where its transition state is not known or lower. */
static double spread_of(const double *G_eV, const double *T_eV, size_t n_steps,
                        bool is_span)
{
    double most = -INFINITY, turn = G_eV[n_steps] - G_eV[0];
    for (size_t i = 0; i < n_steps; i++) {
        double ends = fmax(G_eV[i], G_eV[i + 1]);
        double top = is_span ? fmax(ends, T_eV[i]) : G_eV[i + 1];
        for (size_t j = 0; j < n_steps; j++) {
            if (i >= j)
                most = fmax(most, top - G_eV[j]);
            else if (is_span)
                most = fmax(most, top - G_eV[j] + turn);
        }
    }
    return most;
}

/* The keys of a path, straight from their definitions. */
static void judge(const walker *w, walk *p)
{
    search_objective objective = w->objective;
    bool is_spread = objective == SEARCH_G_MAX || objective == SEARCH_SPAN;
    double U_V = objective == SEARCH_ALL_STEPS ? 0 : w->U_V;
    double G_eV[MOST_STATES + 1] = { w->net->node_eV[0] }, T_eV[MOST_STATES + 1];
    double largest_eV = p->chem_eV = -INFINITY;
    p->n_listed = 0;
    for (size_t i = 0; i < p->n; i++) {
        const graph_edge *e = &w->net->edges[p->edges[i]];
        double dG = rise(w->net, p->edges[i]);
        G_eV[i + 1] = w->net->node_eV[e->to] + w->net->nodes[e->to].n_e * U_V;
        T_eV[i] = w->net->top_eV[p->edges[i]] + w->net->nodes[e->from].n_e * U_V;
        largest_eV = fmax(largest_eV, dG + e->n_e * U_V);
        if (e->n_e > 0)
            p->list_eV[p->n_listed++] = dG / e->n_e;
        if (e->n_e == 0)
            p->chem_eV = fmax(p->chem_eV, dG);
    }
    p->chem_eV = fmax(0, p->chem_eV);
    qsort(p->list_eV, p->n_listed, sizeof *p->list_eV, falling);
    if (is_spread)
        p->first_eV = spread_of(G_eV, T_eV, p->n, objective == SEARCH_SPAN);
    else if (objective == SEARCH_U_L)
        p->first_eV = p->n_listed > 0 ? p->list_eV[0] : -INFINITY;
    else
        p->first_eV = largest_eV;
}

static void walk_on(walker *w, size_t node)
{
    if (node == w->net->turn.end) {
        ck_assert_uint_lt(w->n_found, MOST_FOUND);
        w->found[w->n_found] = w->now;
        judge(w, &w->found[w->n_found++]);
        return;
    }
    w->is_passed[node] = true;
    for (size_t i = 0; i < w->net->g.n_edges; i++) {
        const graph_edge *e = &w->net->edges[i];
        if (e->from != node || w->is_passed[e->to])
            continue;
        w->now.edges[w->now.n++] = i;
        walk_on(w, e->to);
        w->now.n--;
    }
    w->is_passed[node] = false;
}

static int differ(double x, double y)
{
    if (x == y || fabs(x - y) < 1e-6)
        return 0;
    return x < y ? -1 : 1;
}

static int compare_walks(const network *net, const walk *x, const walk *y)
{
    int order = differ(x->first_eV, y->first_eV);
    if (!order)
        order = differ(x->chem_eV, y->chem_eV);
    for (size_t i = 0; !order && i < x->n_listed && i < y->n_listed; i++)
        order = differ(x->list_eV[i], y->list_eV[i]);
    if (!order)
        order = (x->n_listed > y->n_listed) - (x->n_listed < y->n_listed);
    if (!order)
        order = (x->n > y->n) - (x->n < y->n);
    for (size_t i = 0; !order && i < x->n; i++)
        order = strcmp(net->ids[net->edges[x->edges[i]].to],
                       net->ids[net->edges[y->edges[i]].to]);
    return order;
}

/* The place among all, by counting those that are better. */
static void check_ranks(walker *w, const search_result *found, size_t k)
{
    ck_assert_double_eq(found->n_complete, (double)w->n_found);
    ck_assert_uint_eq(found->n_paths, w->n_found < k ? w->n_found : k);
    for (size_t i = 0; i < found->n_paths; i++) {
        const search_path *p = &found->paths[i];
        walk here = { .n = p->n_edges };
        memcpy(here.edges, p->edges, p->n_edges * sizeof *p->edges);
        judge(w, &here);
        size_t n_better = 0, n_same = 0;
        for (size_t j = 0; j < w->n_found; j++) {
            int order = compare_walks(w->net, &w->found[j], &here);
            n_better += order < 0;
            n_same += order == 0;
        }
        ck_assert_uint_le(n_better, i);
        ck_assert_uint_gt(n_better + n_same, i);
        for (size_t j = 0; j < i; j++)
            ck_assert(p->n_edges != found->paths[j].n_edges ||
                      memcmp(p->edges, found->paths[j].edges,
                             p->n_edges * sizeof *p->edges) != 0);
        ck_assert_int_eq(differ(p->objective_eV, here.first_eV), 0);
    }
}

static const search_objective objectives[] = { SEARCH_U_L, SEARCH_ALL_STEPS,
                                               SEARCH_AT_U, SEARCH_G_MAX, SEARCH_SPAN };
enum { N_OBJECTIVES = sizeof objectives / sizeof *objectives };

/* Once without and once with cycles. */
START_TEST(the_best_paths_are_those_of_looking_at_all)
{
    walk *all = malloc(MOST_FOUND * sizeof *all);
    srand(7 + (unsigned)_i);
    for (int round = 0; round < 1000; round++) {
        arena a = { 0 };
        network net;
        make_network(&net, _i >= N_OBJECTIVES);
        walker w = { .net = &net, .found = all };
        w.objective = objectives[_i % N_OBJECTIVES];
        w.U_V = w.objective == SEARCH_U_L ? 0 : -0.3;
        if (w.objective == SEARCH_SPAN) // of a cycle that runs
            net.node_eV[net.turn.end] = net.node_eV[0] - 0.4;
        walk_on(&w, 0);
        size_t k = 1 + (size_t)rand() % 12;
        search_options options = {
            .objective = w.objective, .n_paths = k, .U_V = w.U_V, .top_eV = net.top_eV
        };
        search_result found = search_paths(&a, &net.g, net.node_eV, &options);
        ck_assert(found.is_exact && !found.refused);
        check_ranks(&w, &found, k);
        arena_clear(&a);
    }
    free(all);
}
END_TEST

/* Whether a path can have all its steps at or below a cost, with the energies that are
 * not known put as high as that lets them be: what follows is then the lowest. */
static bool is_within(const network *net, const walk *p, double cost_eV)
{
    double high_eV = net->node_eV[0];
    for (size_t i = 0; i < p->n; i++) {
        const graph_edge *e = &net->edges[p->edges[i]];
        double G_eV = net->node_eV[e->to];
        high_eV = e->n_e > 0 ? high_eV + cost_eV * e->n_e : INFINITY;
        if (!isnan(G_eV) && G_eV > high_eV)
            return false;
        high_eV = isnan(G_eV) ? high_eV : G_eV;
    }
    return true;
}

static double least_U_L_eV(const network *net, const walk *p)
{
    double low = -100, high = 100;
    if (is_within(net, p, low))
        return -INFINITY;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (is_within(net, p, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* Of the other objectives: the largest step that is known. */
static double largest_known_eV(const network *net, const walk *p, double U_V)
{
    double worst = -INFINITY;
    for (size_t i = 0; i < p->n; i++) {
        double dG_eV = rise(net, p->edges[i]);
        if (!isnan(dG_eV))
            worst = fmax(worst, dG_eV + net->edges[p->edges[i]].n_e * U_V);
    }
    return worst;
}

static bool passes(const network *net, const walk *p, size_t node)
{
    for (size_t i = 0; i < p->n; i++)
        if (net->edges[p->edges[i]].to == node)
            return true;
    return node == 0;
}

START_TEST(a_missing_state_is_bounded_by_the_rest_of_its_paths)
{
    walk *all = malloc(MOST_FOUND * sizeof *all);
    srand(99);
    for (int round = 0; round < 500; round++) {
        arena a = { 0 };
        network net;
        make_network(&net, false);
        for (size_t i = 1; i + 1 < net.g.n_nodes; i++)
            if (rand() % 3 == 0)
                net.node_eV[i] = NAN;
        walker w = { .net = &net, .objective = objectives[_i], .found = all };
        walk_on(&w, 0);
        search_options options = { .objective = w.objective, .U_V = -0.3 };
        double U_V = w.objective == SEARCH_ALL_STEPS ? 0 : options.U_V;
        double bound_eV[MOST_STATES];
        search_bounds(&a, &net.g, net.node_eV, &options, bound_eV);
        for (size_t node = 0; node < net.g.n_nodes; node++) {
            double least = INFINITY;
            for (size_t j = 0; j < w.n_found; j++)
                if (passes(&net, &all[j], node))
                    least = fmin(least, w.objective == SEARCH_U_L
                                            ? least_U_L_eV(&net, &all[j])
                                            : largest_known_eV(&net, &all[j], U_V));
            ck_assert(bound_eV[node] == least || fabs(bound_eV[node] - least) < 1e-9);
        }
        arena_clear(&a);
    }
    free(all);
}
END_TEST

/* The distal states and *NHNH2 are known. With a high *NNH2 one other state leads
 * around it; with a high *NNH only side-on ones help. */
static const struct {
    double NNH_eV, NNH2_eV, N_NH_eV; // NaN: not known
    double best_eV;
    const char *ids;
} wanted[] = {
    { 0.15, 1.05, 5, 0.90, "E11" },
    { 0.85, 0.75, NAN, 1.20, "S10 S20" },
    { 0.85, 0.75, 0.2, 1.20, "S20" },
};

static double known_eV(const char *id, int i)
{
    if (strcmp(id, "E01") == 0)
        return wanted[i].NNH_eV;
    if (strcmp(id, "E02") == 0)
        return wanted[i].NNH2_eV;
    if (strcmp(id, "S10") == 0)
        return wanted[i].N_NH_eV;
    for (size_t s = 0; s < N_TEN; s++)
        if (strcmp(ten_states[s].id, id) == 0 && strspn(id, "CM") > 0)
            return ten_states[s].dG_eV;
    return strcmp(id, "E00") == 0   ? -0.35
           : strcmp(id, "S00") == 0 ? -0.10
           : strcmp(id, "E12") == 0 ? 0.20
                                    : NAN;
}

START_TEST(the_fewest_states_that_could_help_are_told)
{
    arena a = { 0 };
    chp_diag *diag = chp_diag_new();
    chp_reaction *r = chp_reaction_load("nrr", diag);
    bool *all = arena_new(&a, bool, r->n_species);
    memset(all, true, r->n_species * sizeof *all);
    graph g;
    ck_assert(graph_build(&a, r, all, &g, diag));
    bool *is_supplied = arena_new(&a, bool, r->n_species);
    for (size_t s = 0; s < r->n_species; s++)
        is_supplied[s] = r->species[s].id && !isnan(known_eV(r->species[s].id, _i));
    double *node_eV = arena_new(&a, double, g.n_nodes);
    for (size_t n = 0; n < g.n_nodes; n++)
        node_eV[n] = known_eV(g.nodes[n].id, _i);
    node_eV[g.turns[0].end] = TEN_END_EV;
    const char *ids = "";
    search_options options = { .objective = SEARCH_U_L };
    search_wanted few =
        search_fewest(&a, &g, is_supplied, node_eV, &options, wanted[_i].best_eV);
    for (size_t i = 0; i < few.n; i++)
        ids = arena_append(&a, ids, " ", "%s", r->species[few.species[i]].id);
    ck_assert_str_eq(ids, wanted[_i].ids);
    arena_clear(&a);
    chp_reaction_free(r);
    chp_diag_free(diag);
}
END_TEST

/* 300 states in 30 layers of ten: ten to the 30th paths. */
START_TEST(a_network_too_large_to_enumerate_is_searched_exactly)
{
    enum { LAYERS = 30, WIDTH = 10, N = LAYERS * WIDTH + 2 };
    arena a = { 0 };
    graph_node *nodes = arena_new(&a, graph_node, N);
    double *node_eV = arena_new(&a, double, N);
    graph_edge *edges = arena_new(&a, graph_edge, LAYERS * WIDTH * WIDTH + WIDTH);
    size_t n_edges = 0;
    srand(3);
    for (size_t i = 0; i < N; i++) {
        nodes[i].id = arena_print(&a, "n%03zu", i);
        nodes[i].n_e = i == 0 ? 0 : (int)((i - 1) / WIDTH) + 1;
        node_eV[i] = coarse(20);
    }
    for (size_t i = 0; i + 1 < N; i++) {
        size_t layer = i == 0 ? 0 : (i - 1) / WIDTH + 1;
        for (size_t k = 0; k < (layer == LAYERS ? 1 : WIDTH); k++)
            edges[n_edges++] =
                (graph_edge){ .from = i, .to = layer * WIDTH + 1 + k, .n_e = 1 };
    }
    graph_turn turn = { 0, N - 1 };
    graph g = { .n_nodes = N,
                .n_edges = n_edges,
                .n_turns = 1,
                .nodes = nodes,
                .edges = edges,
                .turns = &turn };
    search_options options = { .n_paths = 50 };
    search_result found = search_paths(&a, &g, node_eV, &options);
    ck_assert(found.is_exact);
    ck_assert_uint_eq(found.n_paths, 50);
    ck_assert_double_eq_tol(found.n_complete / 1e30, 1, 1e-12);
    arena_clear(&a);
}
END_TEST

Suite *suite_search(void)
{
    TCase *tc = tcase_create("search");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, the_ten_paths_come_in_their_order);
    tcase_add_test(tc, named_mechanisms_are_told_from_hybrids);
    tcase_add_test(tc, a_path_without_bound_ammonia_ends_in_a_merged_step);
    tcase_add_test(tc, other_objectives_see_the_desorption);
    tcase_add_test(tc, the_span_of_a_chain_is_the_known_one);
    tcase_add_test(tc, a_cycle_that_does_not_run_has_no_span);
    tcase_add_loop_test(tc, the_best_paths_are_those_of_looking_at_all, 0,
                        2 * N_OBJECTIVES);
    tcase_add_loop_test(tc, a_missing_state_is_bounded_by_the_rest_of_its_paths, 0,
                        N_OBJECTIVES);
    tcase_add_loop_test(tc, the_fewest_states_that_could_help_are_told, 0,
                        sizeof wanted / sizeof *wanted);
    tcase_add_test(tc, a_network_too_large_to_enumerate_is_searched_exactly);
    Suite *suite = suite_create("network/search");
    suite_add_tcase(suite, tc);
    return suite;
}
