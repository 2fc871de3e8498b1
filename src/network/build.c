/* Balance. With nu_i the coefficients of a step (products positive), every element X,
 * the charge and the cells of surface must come out even:
 *
 *     sum nu_i n_X(i) = 0,    sum nu_i z(i) = 0,    sum nu_i sites(i) = 0
 *
 * where H+ and e- are species like all others. Every state of the surface is one cell:
 * A* + B* are two cells, A+B* is one that holds both. */
#include "network/build.h"

#include "chem/elements.h"
#include "chem/formula.h"
#include "network/equation.h"
#include "network/ledger.h"
#include "network/names.h"

enum { MOST_SPECIES = 4096, MOST_STEPS = 16384 };

static const char *const none[] = { NULL };

static size_t add_species(build *b, chp_kind kind)
{
    chp_reaction *r = &b->reaction;
    b->species = arena_grow(&b->memory, b->species, r->n_species, sizeof *b->species);
    b->is_met = arena_grow(&b->memory, b->is_met, r->n_species, sizeof *b->is_met);
    b->species[r->n_species] = kind;
    b->is_met[r->n_species] = false;
    r->species = b->species;
    return r->n_species++;
}

build *build_new(void)
{
    arena memory = { 0 };
    build *b = arena_new(&memory, build, 1);
    b->memory = memory;
    chp_kind proton = { .name = "H+", .aliases = none, .phase = CHP_PROTON };
    proton.formula.n[1] = 1;
    proton.charge = 1;
    b->proton = add_species(b, proton);
    b->electron = add_species(
        b, (chp_kind){
               .name = "e-", .aliases = none, .phase = CHP_ELECTRON, .charge = -1 });
    b->reaction.cite = none;
    return b;
}

void build_free(build *b)
{
    if (!b)
        return;
    arena memory = b->memory; // the reaction itself lives in it
    arena_clear(&memory);
}

/* --- species ------------------------------------------------------------------ */

static bool has_name(const chp_kind *kind, const char *printed)
{
    if (strcmp(kind->name, printed) == 0)
        return true;
    for (const char *const *alias = kind->aliases; *alias; alias++)
        if (strcmp(*alias, printed) == 0)
            return true;
    return false;
}

static bool find(const build *b, chp_phase phase, const char *printed, size_t *species)
{
    for (size_t i = 0; i < b->reaction.n_species; i++) {
        if (b->species[i].phase == phase && has_name(&b->species[i], printed)) {
            *species = i;
            return true;
        }
    }
    return false;
}

static bool find_id(const build *b, const char *id, size_t *species)
{
    for (size_t i = 0; id && i < b->reaction.n_species; i++) {
        if (b->species[i].id && strcmp(b->species[i].id, id) == 0) {
            *species = i;
            return true;
        }
    }
    return false;
}

/* As a state is printed: with its star in front, but "L1" and "V" as they stand. */
static const char *printed(build *b, const char *written)
{
    return strchr(written, '*') ? name_printed(&b->memory, str_of(written)) : written;
}

/* What a name means in a reaction file. There the bound N stands first: NHN* is no
 * other than *NHN. NULL when it has no id, or is ambiguous none the less. */
static const char *id_of(build *b, const char *name, const naming *n)
{
    for (size_t i = 0; i < n->n_meanings; i++)
        if (n->n_meanings == 1 ||
            strcmp(name, name_of_id(&b->memory, n->meaning[i])) == 0)
            return arena_str(&b->memory, str_of(n->meaning[i].text));
    return NULL;
}

static const char *ambiguous(build *b, const char *written, const naming *n)
{
    return arena_print(&b->memory, "`%s` may be %s: write which", written, n->choices);
}

const char *build_declare(build *b, const char *written, const char *composition,
                          chp_kind about, size_t *species)
{
    arena *a = &b->memory;
    naming n = name_read(a, str_of(written));
    size_t same;
    about.name = printed(b, arena_str(a, str_of(written)));
    about.id = id_of(b, about.name, &n);
    about.phase = CHP_SURFACE;
    about.n_sites = 1;
    about.aliases = none;
    if (!about.id && n.n_meanings > 1)
        return ambiguous(b, written, &n);
    if (find(b, CHP_SURFACE, about.name, &same) || find_id(b, about.id, &same))
        return arena_print(a, "`%s` is the same state as `%s`", written,
                           b->species[same].name);
    if (!composition && !strchr(written, '*'))
        return arena_print(a,
                           "`%s` has no star: say what it holds (composition: ...), or "
                           "write `%s*`",
                           written, written);
    if (!name_formula(composition ? str_of(composition) : str_of(n.key),
                      &about.formula))
        return composition
                   ? arena_print(a, "`%s` is not a composition", composition)
                   : arena_print(a, "`%s` is not a formula: say its composition",
                                 written);
    *species = add_species(b, about);
    return NULL;
}

const char *build_alias(build *b, size_t species, const char *alias)
{
    const char *name = printed(b, arena_str(&b->memory, str_of(alias)));
    size_t same;
    if (find(b, CHP_SURFACE, name, &same))
        return arena_print(&b->memory, "`%s` already means `%s`", alias,
                           b->species[same].name);
    chp_kind *kind = &b->species[species];
    size_t n = 0;
    while (kind->aliases[n])
        n++;
    const char **more = arena_new(&b->memory, const char *, n + 2);
    for (size_t i = 0; i < n; i++)
        more[i] = kind->aliases[i];
    more[n] = name;
    kind->aliases = more;
    return NULL;
}

/* Formulas count from the bare surface on: a vacancy of a nitride holds N-1. */
void build_settle(build *b)
{
    chp_reaction *r = &b->reaction;
    size_t bare = r->n_species;
    for (size_t i = 0; i < r->n_species; i++)
        if (b->species[i].is_bare)
            bare = i;
    if (bare == r->n_species)
        bare = add_species(b, (chp_kind){ .name = "*",
                                          .id = "C",
                                          .aliases = none,
                                          .phase = CHP_SURFACE,
                                          .n_sites = 1,
                                          .is_bare = true });
    r->bare = bare;
    chp_formula surface = b->species[bare].formula;
    for (size_t i = 0; i < r->n_species; i++)
        if (b->species[i].phase == CHP_SURFACE)
            formula_add(&b->species[i].formula, &surface, -1);
}

/* The charge at the end of a name: "NO3-", "SO4^2-", "NH4+". */
static int take_charge(str *s)
{
    char sign = s->len > 0 ? s->at[s->len - 1] : 0;
    if (sign != '+' && sign != '-')
        return 0;
    s->len--;
    int size = 1;
    const char *caret = memchr(s->at, '^', s->len);
    if (caret) {
        str number = str_from(*s, (size_t)(caret - s->at) + 1);
        long long value;
        size = str_integer(number, 1, 9, &value) ? (int)value : 0;
        s->len = (size_t)(caret - s->at);
    }
    return sign == '+' ? size : -size;
}

static const char *add_fluid(build *b, str written, const naming *n, size_t *species)
{
    chp_kind kind = {
        .name = n->key,
        .aliases = none,
        .phase = CHP_FLUID,
    };
    str key = str_of(n->key);
    kind.charge = take_charge(&key);
    if (key.len == 0 || !name_formula(key, &kind.formula))
        return arena_print(&b->memory,
                           "`%.*s` is neither a formula nor a state of this reaction",
                           (int)written.len, written.at);
    *species = add_species(b, kind);
    return NULL;
}

static const char *add_surface(build *b, const char *written, const naming *n,
                               size_t *species)
{
    const char *id = id_of(b, printed(b, written), n);
    if (!id && n->n_meanings > 1)
        return ambiguous(b, written, n);
    if (find_id(b, id, species))
        return NULL;
    return build_declare(b, written, NULL, (chp_kind){ 0 }, species);
}

/* Names in an equation are those of the file, with the star before or behind. */
static const char *resolve(build *b, str written, size_t *species)
{
    const char *text = arena_str(&b->memory, written);
    naming n = name_read(&b->memory, written);
    bool is_star = n.has_star && *n.key == 0;
    const char *wrong = NULL;
    if (!n.has_star && strcmp(n.key, "H+") == 0)
        *species = b->proton;
    else if (!n.has_star && strcmp(n.key, "e-") == 0)
        *species = b->electron;
    else if (is_star)
        *species = b->reaction.bare;
    else if (find(b, CHP_SURFACE, printed(b, text), species))
        ;
    else if (n.has_star)
        wrong = add_surface(b, text, &n, species);
    else if (!find(b, CHP_FLUID, n.key, species))
        wrong = add_fluid(b, written, &n, species);
    if (!wrong && b->reaction.n_species > MOST_SPECIES)
        wrong = "there are too many species";
    if (!wrong)
        b->is_met[*species] = true;
    return wrong;
}

/* --- steps -------------------------------------------------------------------- */

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
    for (int z = N_ELEMENTS - 1; z > 0; z--)
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

static const char *counted(arena *a, const char *text, int count, const char *what)
{
    if (count <= 0)
        return text;
    const char *one = count == 1 ? what : arena_print(a, "%d %s", count, what);
    return *text ? arena_print(a, "%s + %s", text, one) : one;
}

/* The equation in the order it was written, with the names that are printed. */
static const char *printed_equation(build *b, const chp_term *terms, size_t n)
{
    const char *side[2] = { "", "" };
    for (size_t i = 0; i < n; i++) {
        const char **to = &side[terms[i].coefficient > 0];
        int count =
            terms[i].coefficient > 0 ? terms[i].coefficient : -terms[i].coefficient;
        *to = counted(&b->memory, *to, count, b->species[terms[i].species].name);
    }
    return arena_print(&b->memory, "%s -> %s", side[0], side[1]);
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
        wrong = resolve(b, e.terms[i].name, &written[i].species);
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

/* The surface on one side, the bare one only when there is nothing else. */
static const char *surface_text(build *b, const chp_step *step, int side)
{
    const char *text = NULL;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_kind *kind = &b->species[step->terms[i].species];
        int count = side * step->terms[i].coefficient;
        if (count <= 0 || kind->phase != CHP_SURFACE || kind->is_bare)
            continue;
        const char *one = count > 1
                              ? arena_print(&b->memory, "%d %s", count, kind->name)
                              : kind->name;
        text = text ? arena_print(&b->memory, "%s + %s", text, one) : one;
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

static int coefficient_of(const chp_step *step, size_t species)
{
    for (size_t i = 0; i < step->n_terms; i++)
        if (step->terms[i].species == species)
            return step->terms[i].coefficient;
    return 0;
}

static bool is_same(const chp_step *x, const chp_step *y)
{
    bool same = x->n_terms == y->n_terms && x->n_e == y->n_e && x->n_H == y->n_H;
    for (size_t i = 0; same && i < x->n_terms; i++)
        same = coefficient_of(y, x->terms[i].species) == x->terms[i].coefficient;
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

/* --- pathways ----------------------------------------------------------------- */

/* What the surface holds, as counts by species. Bare cells are always at hand. */
static bool apply(const build *b, int *held, const chp_step *step, size_t *lacking)
{
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_kind *kind = &b->species[step->terms[i].species];
        if (kind->phase != CHP_SURFACE || kind->is_bare)
            continue;
        *lacking = step->terms[i].species;
        held[*lacking] += step->terms[i].coefficient;
        if (held[*lacking] < 0)
            return false;
    }
    return true;
}

static const char *held_text(build *b, const int *held)
{
    const char *text = NULL;
    for (size_t i = 0; i < b->reaction.n_species; i++)
        for (int k = 0; k < held[i]; k++)
            text = text ? arena_print(&b->memory, "%s + %s", text, b->species[i].name)
                        : b->species[i].name;
    return text ? text : b->species[b->reaction.bare].name;
}

/* After how many steps the surface first was what it is at the end. */
static size_t entry_of(const build *b, const int *const *held, size_t n)
{
    size_t size = b->reaction.n_species * sizeof **held;
    size_t i = 0;
    while (memcmp(held[i], held[n], size) != 0)
        i++;
    return i;
}

typedef struct {
    int *released; // by species: fluids
    int n_e, n_H;
} ledger;

static ledger sum_of(build *b, const size_t *steps, size_t n)
{
    ledger l = { .released = arena_new(&b->memory, int, b->reaction.n_species) };
    for (size_t i = 0; i < n; i++) {
        const chp_step *step = &b->steps[steps[i]];
        for (size_t k = 0; k < step->n_terms; k++)
            if (b->species[step->terms[k].species].phase == CHP_FLUID)
                l.released[step->terms[k].species] += step->terms[k].coefficient;
        l.n_e += step->n_e;
        l.n_H += step->n_H;
    }
    return l;
}

static const char *side_text(build *b, const ledger *l, int side)
{
    const char *text = "";
    for (size_t i = 0; i < b->reaction.n_species; i++)
        text = counted(&b->memory, text, side * l->released[i], b->species[i].name);
    text = counted(&b->memory, text, -side * l->n_H, "H+");
    return counted(&b->memory, text, -side * l->n_e, "e-");
}

static bool is_overall(const build *b, const ledger *l)
{
    const chp_reaction *r = &b->reaction;
    if (l->n_e != r->n_e || l->n_H != r->n_H)
        return false;
    size_t n_different = 0;
    for (size_t i = 0; i < r->n_species; i++)
        n_different += l->released[i] != 0;
    for (size_t i = 0; i < r->n_overall; i++)
        if (l->released[r->overall_terms[i].species] != r->overall_terms[i].coefficient)
            return false;
    return n_different == r->n_overall;
}

const char *build_pathway(build *b, const char *name, const size_t *steps, size_t n,
                          chp_pathway *out, size_t *i_fault)
{
    arena *a = &b->memory;
    int **held = arena_new(a, int *, n + 1);
    for (size_t i = 0; i <= n; i++)
        held[i] = arena_new(a, int, b->reaction.n_species);
    for (*i_fault = 0; *i_fault < n; ++*i_fault) {
        size_t i = *i_fault, lacking = 0;
        memcpy(held[i + 1], held[i], b->reaction.n_species * sizeof(int));
        if (!apply(b, held[i + 1], &b->steps[steps[i]], &lacking))
            return arena_print(a, "step %zu of `%s` starts from %s, but there is %s",
                               i + 1, name, b->species[lacking].name,
                               held_text(b, held[i]));
    }
    *i_fault = n - 1;
    size_t entry = entry_of(b, (const int *const *)held, n);
    if (entry == n)
        return arena_print(a, "`%s` ends at %s, where it has not been before", name,
                           held_text(b, held[n]));
    ledger sum = sum_of(b, steps + entry, n - entry);
    if (!is_overall(b, &sum))
        return arena_print(a, "the steps of `%s` add up to %s -> %s, not to %s", name,
                           side_text(b, &sum, -1), side_text(b, &sum, 1),
                           b->reaction.overall);
    *out = (chp_pathway){
        .name = name, .n_steps = n, .steps = steps, .n_activation = entry
    };
    return NULL;
}

static const char *const *keys_of(build *b, const chp_kind *kind)
{
    size_t n = 0;
    while (kind->aliases[n])
        n++;
    const char **keys = arena_new(&b->memory, const char *, n + 2);
    keys[0] = name_read(&b->memory, str_of(kind->name)).key;
    for (size_t i = 0; i < n; i++)
        keys[i + 1] = name_read(&b->memory, str_of(kind->aliases[i])).key;
    return keys;
}

void build_keys(build *b)
{
    for (size_t i = 0; i < b->reaction.n_species; i++)
        b->species[i].keys = keys_of(b, &b->species[i]);
}
