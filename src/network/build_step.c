/* Balance. With nu_i the coefficients of a step (products positive), every element X,
 * the charge and the cells of surface must come out even:
 *
 *     sum nu_i n_X(i) = 0,    sum nu_i z(i) = 0,    sum nu_i sites(i) = 0
 *
 * where H+ and e- are species like all others. Every state of the surface is one cell:
 * A* + B* are two cells, A+B* is one that holds both. */
#include "chem/elements.h"
#include "chem/formula.h"
#include "network/build.h"
#include "network/equation.h"
#include "network/ledger.h"

enum { MOST_STEPS = 16384 };

/* --- balance -------------------------------------------------------------------- */

typedef struct {
    chp_formula atoms;
    int charge, sites;
} content;

static content content_of(const build *b, const chp_term *terms, size_t n, int side)
{
    content c = { 0 };
    for (size_t i = 0; i < n; i++) {
        const chp_kind *kind = &b->species[terms[i].species];
        int count = side * terms[i].coefficient;
        if (count <= 0)
            continue;
        formula_add(&c.atoms, &kind->formula, count);
        c.charge += count * kind->charge;
        c.sites += count * kind->n_sites;
    }
    return c;
}

static const char *content_text(arena *a, const content *c)
{
    const char *text = "";
    for (int z = CHP_N_ELEMENTS - 1; z > 0; z--)
        if (c->atoms.n[z])
            text = arena_print(a, "%s%s%d ", text, element_symbol(z), c->atoms.n[z]);
    const char *sign = c->charge > 0 ? "+" : "";
    return arena_print(a, "%scharge %s%d surface %d", text, sign, c->charge, c->sites);
}

static const char *balance(build *b, const chp_term *terms, size_t n)
{
    content left = content_of(b, terms, n, -1), right = content_of(b, terms, n, 1);
    if (formula_eq(&left.atoms, &right.atoms) && left.charge == right.charge &&
        left.sites == right.sites)
        return NULL;
    b->is_unbalanced = true;
    return arena_print(&b->memory, "the equation is not balanced: left: %s; right: %s",
                       content_text(&b->memory, &left),
                       content_text(&b->memory, &right));
}

/* --- equations ------------------------------------------------------------------ */

static void add_term(chp_term *terms, size_t *n, chp_term term)
{
    for (size_t i = 0; i < *n; i++) {
        if (terms[i].species == term.species) {
            terms[i].coefficient += term.coefficient;
            return;
        }
    }
    terms[(*n)++] = term;
}

/* The equation in the order it was written, with the names that are printed. */
static const char *printed_equation(build *b, const chp_term *terms, size_t n)
{
    const char *side[2] = { NULL, NULL };
    for (size_t i = 0; i < n; i++) {
        int count = terms[i].coefficient;
        const char **to = &side[count > 0];
        *to = equation_add(&b->memory, *to, count > 0 ? count : -count,
                           b->species[terms[i].species].name);
    }
    return arena_print(&b->memory, "%s -> %s", side[0] ? side[0] : "",
                       side[1] ? side[1] : "");
}

/* The terms of an equation, each species once and what cancels left out. */
static const char *read_terms(build *b, const char *text, chp_term **terms, size_t *n,
                              const char **printed_text)
{
    equation e;
    b->is_unbalanced = false;
    const char *wrong = equation_read(&b->memory, str_of(text), &e);
    if (wrong)
        return wrong;
    chp_term *written = arena_new(&b->memory, chp_term, e.n);
    chp_term *all = arena_new(&b->memory, chp_term, e.n);
    size_t n_all = 0;
    for (size_t i = 0; i < e.n; i++) {
        written[i].coefficient = e.terms[i].coefficient;
        wrong = build_resolve(b, e.terms[i].name, &written[i].species);
        if (wrong)
            return wrong;
        add_term(all, &n_all, written[i]);
    }
    *printed_text = printed_equation(b, written, e.n);
    *n = 0;
    for (size_t i = 0; i < n_all; i++)
        if (all[i].coefficient != 0)
            all[(*n)++] = all[i];
    *terms = all;
    return *n > 0 ? balance(b, all, *n) : "the two sides are the same";
}

/* Take the terms of a species out; how many were consumed. */
static int take_out(chp_term *terms, size_t *n, size_t species)
{
    for (size_t i = 0; i < *n; i++) {
        if (terms[i].species == species) {
            int consumed = -terms[i].coefficient;
            for (size_t k = i + 1; k < *n; k++)
                terms[k - 1] = terms[k];
            --*n;
            return consumed;
        }
    }
    return 0;
}

/* --- steps ---------------------------------------------------------------------- */

/* The surface on one side, the bare one only when there is nothing else. */
static const char *surface_text(build *b, const chp_step *step, int side)
{
    const char *text = NULL;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_kind *kind = &b->species[step->terms[i].species];
        if (kind->phase == CHP_SURFACE && !kind->is_bare)
            text = equation_add(&b->memory, text, side * step->terms[i].coefficient,
                                kind->name);
    }
    return text ? text : b->species[b->reaction.bare].name;
}

static void take_in_fluids(const build *b, chp_step *step)
{
    for (size_t i = 0; i < step->n_terms; i++) {
        if (b->species[step->terms[i].species].phase != CHP_FLUID)
            continue;
        step->is_adsorbing |= step->terms[i].coefficient < 0;
        step->is_releasing |= step->terms[i].coefficient > 0;
    }
}

static bool is_same(const chp_step *x, const chp_step *y)
{
    bool same = x->n_terms == y->n_terms && x->n_e == y->n_e && x->n_H == y->n_H;
    for (size_t i = 0; same && i < x->n_terms; i++)
        same = ledger_coefficient(y->terms, y->n_terms, x->terms[i].species) ==
               x->terms[i].coefficient;
    return same;
}

const char *build_step(build *b, const char *text, bool is_lattice, chp_where at,
                       size_t *index)
{
    chp_reaction *r = &b->reaction;
    chp_step step = { .at = at };
    chp_term *terms;
    const char *wrong = read_terms(b, text, &terms, &step.n_terms, &step.equation);
    if (wrong)
        return wrong;
    step.n_e = take_out(terms, &step.n_terms, b->electron);
    step.n_H = take_out(terms, &step.n_terms, b->proton);
    step.terms = terms;
    take_in_fluids(b, &step);
    step.kind = is_lattice ? CHP_LATT
                           : kind_of_change(step.n_e, step.n_H, step.is_adsorbing,
                                            step.is_releasing);
    for (*index = 0; *index < r->n_steps; ++*index)
        if (is_same(&b->steps[*index], &step))
            return NULL;
    if (r->n_steps == MOST_STEPS)
        return "there are too many steps";
    step.from = surface_text(b, &step, -1);
    step.to = surface_text(b, &step, 1);
    b->steps = arena_grow(&b->memory, b->steps, r->n_steps, sizeof *b->steps);
    b->steps[r->n_steps++] = step;
    r->steps = b->steps;
    return NULL;
}

const char *build_overall(build *b, const char *text)
{
    chp_reaction *r = &b->reaction;
    chp_term *terms;
    const char *wrong = read_terms(b, text, &terms, &r->n_overall, &r->overall);
    if (wrong)
        return wrong;
    r->n_e = take_out(terms, &r->n_overall, b->electron);
    r->n_H = take_out(terms, &r->n_overall, b->proton);
    r->overall_terms = terms;
    r->is_oxidation = r->n_e < 0;
    for (size_t i = 0; i < r->n_overall; i++)
        if (b->species[terms[i].species].phase == CHP_SURFACE)
            return arena_print(
                &b->memory, "the overall reaction leaves no surface behind, but has %s",
                b->species[terms[i].species].name);
    return NULL;
}

/* --- pathways ------------------------------------------------------------------- */

static bool is_overall(const chp_reaction *r, const graph_edge *sum)
{
    if (sum->n_e != r->n_e || sum->n_H != r->n_H || sum->n_terms != r->n_overall)
        return false;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        if (ledger_coefficient(sum->terms, sum->n_terms, t->species) != t->coefficient)
            return false;
    }
    return true;
}

/* Walk the steps from the bare surface on; NULL, or where they do not join. */
static const char *walk(build *b, const chp_pathway *p, graph_node *nodes,
                        size_t *i_fault)
{
    arena *a = &b->memory;
    const chp_reaction *r = &b->reaction;
    nodes[0] = ledger_start(a, r);
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_step *step = &r->steps[p->steps[i]];
        ledger_name(a, r, &nodes[i]);
        *i_fault = i;
        const chp_kind *lacking = ledger_lacks(r, &nodes[i], step);
        if (lacking)
            return arena_print(a, "step %zu of `%s` starts from %s, but there is %s",
                               i + 1, p->name, lacking->name, nodes[i].label);
        (void)ledger_after(a, r, &nodes[i], step, &nodes[i + 1]);
    }
    ledger_name(a, r, &nodes[p->n_steps]);
    return NULL;
}

const char *build_pathway(build *b, const char *name, const size_t *steps, size_t n,
                          chp_pathway *out, size_t *i_fault)
{
    arena *a = &b->memory;
    const chp_reaction *r = &b->reaction;
    chp_pathway p = { .name = name, .n_steps = n, .steps = steps };
    graph_node *nodes = arena_new(a, graph_node, n + 1);
    const char *wrong = walk(b, &p, nodes, i_fault);
    if (wrong)
        return wrong;
    while (!ledger_same_surface(&nodes[p.n_activation], &nodes[n]))
        p.n_activation++;
    if (p.n_activation == n)
        return arena_print(a, "`%s` ends at %s, where it has not been before", name,
                           nodes[n].label);
    graph_edge sum = ledger_edge(a, r, steps + p.n_activation, n - p.n_activation);
    if (!is_overall(r, &sum))
        return arena_print(a, "the steps of `%s` add up to %s, not to %s", name,
                           sum.equation, r->overall);
    *out = p;
    return NULL;
}
