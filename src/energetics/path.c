#include "energetics/path.h"

#include <string.h>

typedef struct {
    arena *a;
    const chp_reaction *reaction;
    int *coefficient; // of each species, of the steps that are becoming one
    path_step now;
    path out;
} making;

/* --- the sum of steps
 * ------------------------------------------------------------------- */

static const char *add_side(making *m, const char *text, int sign)
{
    const chp_step *s = &m->now.step;
    for (size_t k = 0; k < m->reaction->n_species; k++) {
        int n = sign * m->coefficient[k];
        const char *name = m->reaction->species[k].name;
        if (n > 0)
            text = n > 1 ? arena_print(m->a, "%s%s%d %s", text, *text ? " + " : "", n,
                                       name)
                         : arena_print(m->a, "%s%s%s", text, *text ? " + " : "", name);
    }
    const struct {
        int n;
        const char *name;
    } charges[] = { { s->n_H, "H+" }, { s->n_e, "e-" } };
    for (int i = 0; i < 2; i++) {
        int n = -sign * charges[i].n;
        if (n > 0)
            text = n > 1 ? arena_print(m->a, "%s + %d %s", text, n, charges[i].name)
                         : arena_print(m->a, "%s + %s", text, charges[i].name);
    }
    return text;
}

static const char *equation_of_sum(making *m)
{
    const char *left = add_side(m, "", -1);
    return arena_print(m->a, "%s -> %s", left, add_side(m, "", 1));
}

static chp_step_kind kind_of_sum(const chp_step *s, bool has_lattice)
{
    if (s->n_e != 0)
        return s->n_H != 0 ? CHP_PCET : CHP_ET;
    if (s->n_H != 0)
        return CHP_PT;
    if (has_lattice)
        return CHP_LATT;
    if (s->is_adsorbing)
        return CHP_ADS;
    return s->is_releasing ? CHP_DES : CHP_CHEM;
}

static void add_step(making *m, const chp_step *s)
{
    chp_step *sum = &m->now.step;
    bool is_first = !sum->from;
    if (is_first)
        *sum = *s;
    else {
        bool has_lattice = sum->kind == CHP_LATT || s->kind == CHP_LATT;
        sum->to = s->to;
        sum->n_e += s->n_e;
        sum->n_H += s->n_H;
        sum->is_adsorbing |= s->is_adsorbing;
        sum->is_releasing |= s->is_releasing;
        sum->kind = kind_of_sum(sum, has_lattice);
    }
    for (size_t i = 0; i < s->n_terms; i++)
        m->coefficient[s->terms[i].species] += s->terms[i].coefficient;
}

static void end_step(making *m)
{
    size_t n = m->reaction->n_species;
    path_step *p = &m->now;
    if (p->n_merged > 0) {
        chp_term *terms = arena_new(m->a, chp_term, n);
        p->step.n_terms = 0;
        for (size_t k = 0; k < n; k++)
            if (m->coefficient[k] != 0)
                terms[p->step.n_terms++] = (chp_term){ k, m->coefficient[k] };
        p->step.terms = terms;
        p->step.equation = equation_of_sum(m);
    }
    m->out.steps[m->out.n_steps++] = *p;
    m->now = (path_step){ 0 };
    memset(m->coefficient, 0, n * sizeof *m->coefficient);
}

/* --- which states there are
 * ---------------------------------------------------------------- */

static void add_missing(making *m, size_t species)
{
    for (size_t i = 0; i < m->out.n_missing; i++)
        if (m->out.missing[i] == species)
            return;
    m->out.missing = arena_grow(m->a, m->out.missing, m->out.n_missing, sizeof(size_t));
    m->out.missing[m->out.n_missing++] = species;
}

/* The state a step leads to is there, may be left out, or is missing. In "*N + *N"
 * every part must be there. */
static bool is_left_out(making *m, const chp_step *s, const bool *has)
{
    bool left_out = false;
    for (size_t i = 0; i < s->n_terms; i++) {
        size_t k = s->terms[i].species;
        const chp_kind *kind = &m->reaction->species[k];
        if (kind->phase != CHP_SURFACE || s->terms[i].coefficient <= 0 || has[k])
            continue;
        if (!kind->is_optional) {
            add_missing(m, k);
            continue;
        }
        left_out = true;
        m->now.merged =
            arena_grow(m->a, m->now.merged, m->now.n_merged, sizeof *m->now.merged);
        m->now.merged[m->now.n_merged++] = kind->name;
    }
    return left_out;
}

static void end_merged(making *m)
{
    if (m->now.n_merged == 0)
        return;
    m->now.merged =
        arena_grow(m->a, m->now.merged, m->now.n_merged, sizeof *m->now.merged);
    m->now.merged[m->now.n_merged] = NULL;
}

/* Where the pathway begins must be there, too. */
static void check_start(making *m, const chp_step *first, const bool *has)
{
    for (size_t i = 0; i < first->n_terms; i++) {
        size_t k = first->terms[i].species;
        bool is_start = m->reaction->species[k].phase == CHP_SURFACE &&
                        first->terms[i].coefficient < 0;
        if (is_start && !has[k])
            add_missing(m, k);
    }
}

path path_of(arena *a, const chp_reaction *reaction, const chp_pathway *pathway,
             const bool *has)
{
    making m = { .a = a, .reaction = reaction };
    m.coefficient = arena_new(a, int, reaction->n_species + 1);
    m.out.steps = arena_new(a, path_step, pathway->n_steps + 1);
    if (pathway->n_steps > 0)
        check_start(&m, &reaction->steps[pathway->steps[0]], has);
    for (size_t i = 0; i < pathway->n_steps; i++) {
        const chp_step *s = &reaction->steps[pathway->steps[i]];
        add_step(&m, s);
        m.now.is_activation |= i < pathway->n_activation;
        bool is_last = i + 1 == pathway->n_steps;
        if (!is_last && is_left_out(&m, s, has))
            continue;
        end_merged(&m);
        end_step(&m);
    }
    return m.out;
}
