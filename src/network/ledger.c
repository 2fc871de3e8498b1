#include "network/ledger.h"

#include "network/equation.h"

chp_step_kind kind_of_change(int n_e, int n_H, bool is_adsorbing, bool is_releasing)
{
    if (n_e != 0)
        return n_H != 0 ? CHP_PCET : CHP_ET;
    if (n_H != 0)
        return CHP_PT;
    return is_adsorbing ? CHP_ADS : is_releasing ? CHP_DES : CHP_CHEM;
}

int ledger_coefficient(const chp_term *terms, size_t n, size_t species)
{
    for (size_t i = 0; i < n; i++)
        if (terms[i].species == species)
            return terms[i].coefficient;
    return 0;
}

/* --- nodes -------------------------------------------------------------------- */

graph_node ledger_start(arena *a, const chp_reaction *r)
{
    return (graph_node){ .released = arena_new(a, int, r->n_species) };
}

static bool is_cell(const chp_reaction *r, size_t species)
{
    return r->species[species].phase == CHP_SURFACE && !r->species[species].is_bare;
}

static int count_of(const graph_node *node, size_t species)
{
    int n = 0;
    for (size_t i = 0; i < node->n_cells; i++)
        n += node->cells[i] == species;
    return n;
}

const chp_kind *ledger_lacks(const chp_reaction *r, const graph_node *node,
                             const chp_step *step)
{
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_term *t = &step->terms[i];
        if (is_cell(r, t->species) && count_of(node, t->species) + t->coefficient < 0)
            return &r->species[t->species];
    }
    return NULL;
}

static void remove_cells(size_t *cells, size_t *n, size_t species, int count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        if (cells[i] == species && count > 0)
            count--;
        else
            cells[kept++] = cells[i];
    }
    *n = kept;
}

static void insert_cells(size_t *cells, size_t *n, size_t species, int count)
{
    for (; count > 0; count--) {
        size_t i = (*n)++;
        for (; i > 0 && cells[i - 1] > species; i--)
            cells[i] = cells[i - 1];
        cells[i] = species;
    }
}

static size_t n_made(const chp_reaction *r, const chp_step *step)
{
    size_t n = 0;
    for (size_t i = 0; i < step->n_terms; i++)
        if (is_cell(r, step->terms[i].species) && step->terms[i].coefficient > 0)
            n += (size_t)step->terms[i].coefficient;
    return n;
}

static int *copy_of(arena *a, const int *list, size_t n)
{
    int *copy = arena_new(a, int, n);
    memcpy(copy, list, n * sizeof *list);
    return copy;
}

bool ledger_after(arena *a, const chp_reaction *r, const graph_node *node,
                  const chp_step *step, graph_node *out)
{
    if (ledger_lacks(r, node, step))
        return false;
    size_t *cells = arena_new(a, size_t, node->n_cells + n_made(r, step));
    int *released = copy_of(a, node->released, r->n_species);
    size_t n = node->n_cells;
    if (n > 0)
        memcpy(cells, node->cells, n * sizeof *cells);
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_term *t = &step->terms[i];
        if (r->species[t->species].phase == CHP_FLUID)
            released[t->species] += t->coefficient;
        else if (is_cell(r, t->species) && t->coefficient < 0)
            remove_cells(cells, &n, t->species, -t->coefficient);
        else if (is_cell(r, t->species))
            insert_cells(cells, &n, t->species, t->coefficient);
    }
    *out = (graph_node){ .n_cells = n,
                         .cells = cells,
                         .released = released,
                         .n_e = node->n_e + step->n_e,
                         .n_H = node->n_H + step->n_H };
    return true;
}

graph_node ledger_after_overall(arena *a, const chp_reaction *r, const graph_node *node)
{
    int *released = copy_of(a, node->released, r->n_species);
    for (size_t i = 0; i < r->n_overall; i++)
        released[r->overall_terms[i].species] += r->overall_terms[i].coefficient;
    graph_node end = *node;
    end.released = released;
    end.n_e += r->n_e;
    end.n_H += r->n_H;
    return end;
}

void ledger_name(arena *a, const chp_reaction *r, graph_node *node)
{
    const chp_kind *bare = &r->species[r->bare];
    const char *label = NULL, *id = NULL;
    for (size_t i = 0; i < node->n_cells; i++) {
        const chp_kind *kind = &r->species[node->cells[i]];
        const char *own_id = kind->id ? kind->id : kind->name;
        label = label ? arena_print(a, "%s + %s", label, kind->name) : kind->name;
        id = id ? arena_print(a, "%s+%s", id, own_id) : own_id;
    }
    node->label = label ? label : bare->name;
    node->id = id ? id : bare->id ? bare->id : bare->name;
}

bool ledger_same_surface(const graph_node *x, const graph_node *y)
{
    return x->n_cells == y->n_cells &&
           (x->n_cells == 0 ||
            memcmp(x->cells, y->cells, x->n_cells * sizeof *x->cells) == 0);
}

/* --- edges -------------------------------------------------------------------- */

static void add_terms(chp_term *sum, size_t *n, const chp_step *step)
{
    for (size_t i = 0; i < step->n_terms; i++) {
        size_t k = 0;
        while (k < *n && sum[k].species != step->terms[i].species)
            k++;
        if (k == *n)
            sum[(*n)++] = (chp_term){ .species = step->terms[i].species };
        sum[k].coefficient += step->terms[i].coefficient;
    }
}

static size_t without_zeros(chp_term *terms, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (terms[i].coefficient != 0)
            terms[kept++] = terms[i];
    return kept;
}

static const char *side_text(arena *a, const chp_reaction *r, const graph_edge *e,
                             int side)
{
    const char *text = NULL;
    for (size_t i = 0; i < e->n_terms; i++)
        text = equation_add(a, text, side * e->terms[i].coefficient,
                            r->species[e->terms[i].species].name);
    text = equation_add(a, text, -side * e->n_H, "H+");
    text = equation_add(a, text, -side * e->n_e, "e-");
    return text ? text : "";
}

static void take_in_fluids(const chp_reaction *r, graph_edge *e)
{
    for (size_t i = 0; i < e->n_terms; i++) {
        bool is_fluid = r->species[e->terms[i].species].phase == CHP_FLUID;
        e->is_adsorbing |= is_fluid && e->terms[i].coefficient < 0;
        e->is_releasing |= is_fluid && e->terms[i].coefficient > 0;
    }
}

graph_edge ledger_edge(arena *a, const chp_reaction *r, const size_t *steps, size_t n)
{
    size_t n_terms = 0;
    bool is_lattice = false;
    for (size_t i = 0; i < n; i++)
        n_terms += r->steps[steps[i]].n_terms;
    chp_term *terms = arena_new(a, chp_term, n_terms);
    graph_edge e = { .n_steps = n, .steps = steps, .terms = terms };
    for (size_t i = 0; i < n; i++) {
        const chp_step *step = &r->steps[steps[i]];
        add_terms(terms, &e.n_terms, step);
        e.n_e += step->n_e;
        e.n_H += step->n_H;
        is_lattice |= step->kind == CHP_LATT;
    }
    e.n_terms = without_zeros(terms, e.n_terms);
    take_in_fluids(r, &e);
    e.kind = is_lattice ? CHP_LATT
                        : kind_of_change(e.n_e, e.n_H, e.is_adsorbing, e.is_releasing);
    e.equation = n == 1 ? r->steps[steps[0]].equation
                        : arena_print(a, "%s -> %s", side_text(a, r, &e, -1),
                                      side_text(a, r, &e, 1));
    return e;
}
