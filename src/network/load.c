/* Reading a reaction file. The file says what there is; build.c says whether it is
 * sound; here a fault gets its place in the file. */
#include "network/load.h"

#include "base/diag.h"
#include "io/yaml.h"
#include "network/build.h"

enum { MOST_STEPS_OF_A_PATHWAY = 1000 };

typedef struct {
    build *b;
    yaml *file;
    chp_diag *diag;
} loader;

/* A fault of the building, at the place that led to it. */
static bool fault(const loader *l, const yaml_node *at, const char *code,
                  const char *fact)
{
    return yaml_error(l->file, at, l->diag, code, "%s", fact);
}

static const char *keep(const loader *l, const char *text)
{
    return arena_str(&l->b->memory, str_of(text));
}

/* The text of a key, kept; NULL, which is fine, where it does not stand. */
static bool take_text(const loader *l, const yaml_node *map, const char *key,
                      const char **out)
{
    const yaml_node *node = yaml_get(map, key);
    if (!node)
        return true;
    if (!yaml_text(l->file, node, out, l->diag))
        return false;
    *out = keep(l, *out);
    return true;
}

static bool take_bool(const loader *l, const yaml_node *map, const char *key, bool *out)
{
    const yaml_node *node = yaml_get(map, key);
    return !node || yaml_bool(l->file, node, out, l->diag);
}

/* --- the head ----------------------------------------------------------------- */

static bool is_word(const char *text)
{
    return *text &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(text);
}

static bool take_name(const loader *l, const yaml_node *top)
{
    chp_reaction *r = &l->b->reaction;
    if (!take_text(l, top, "reaction", &r->name) ||
        !take_text(l, top, "title", &r->title))
        return false;
    if (!r->name) {
        yaml_error(l->file, top, l->diag, "incomplete", "the file names no `reaction`");
        diag_hint(l->diag, "Begin it with a line like `reaction: my-reaction`.");
        return false;
    }
    if (!is_word(r->name))
        return yaml_error(l->file, yaml_get(top, "reaction"), l->diag, "not-a-word",
                          "`%s` is no name: small letters, digits, - and _", r->name);
    if (!r->title)
        r->title = r->name;
    return true;
}

static bool take_equilibrium(const loader *l, const yaml_node *top)
{
    static const char *const keys[] = { "potential", "scale", "source", NULL };
    chp_reaction *r = &l->b->reaction;
    const yaml_node *map = yaml_get(top, "equilibrium");
    if (!map)
        return true;
    const char *scale = "RHE";
    if (!yaml_is(l->file, map, YAML_MAP, l->diag) ||
        !yaml_only(l->file, map, keys, l->diag) ||
        !take_text(l, map, "scale", &scale) ||
        !take_text(l, map, "source", &r->equilibrium_source))
        return false;
    const yaml_node *potential = yaml_get(map, "potential");
    if (!potential)
        return fault(l, map, "incomplete", "`equilibrium` has no `potential`");
    if (strcmp(scale, "RHE") != 0) {
        yaml_error(l->file, yaml_get(map, "scale"), l->diag, "C23",
                   "the scale is `%s`, but only RHE (at pH 0) is read here", scale);
        diag_hint(l->diag, "Against RHE a potential is the one against SHE plus 0.0592 "
                           "V for each unit of pH: at pH 0 both are the same.");
        return false;
    }
    r->has_equilibrium = true;
    r->equilibrium_at = potential->at;
    return yaml_number(l->file, potential, &r->equilibrium_V, l->diag);
}

static bool take_cites(const loader *l, const yaml_node *top)
{
    const yaml_node *list = yaml_get(top, "cite");
    if (!list)
        return true;
    if (!yaml_is(l->file, list, YAML_LIST, l->diag))
        return false;
    const char **cite = arena_new(&l->b->memory, const char *, list->n + 1);
    size_t n = 0;
    for (const yaml_node *e = list->first; e; e = e->next) {
        if (!yaml_text(l->file, e, &cite[n], l->diag))
            return false;
        cite[n] = keep(l, cite[n]);
        if (strncmp(cite[n++], "10.", 3) != 0)
            return yaml_error(l->file, e, l->diag, "not-a-doi",
                              "`%s` is no DOI: one begins with 10.", e->text);
    }
    l->b->reaction.cite = cite;
    return true;
}

/* --- states ------------------------------------------------------------------- */

static bool take_binding(const loader *l, const yaml_node *map, const char **binding)
{
    if (!take_text(l, map, "binding", binding))
        return false;
    if (!*binding || strcmp(*binding, "end-on") == 0 ||
        strcmp(*binding, "side-on") == 0)
        return true;
    return yaml_error(l->file, yaml_get(map, "binding"), l->diag, "not-a-word",
                      "`%s` is not end-on or side-on", *binding);
}

static bool take_aliases(const loader *l, const yaml_node *map, size_t species)
{
    const yaml_node *list = yaml_get(map, "aliases");
    if (!list)
        return true;
    if (!yaml_is(l->file, list, YAML_LIST, l->diag))
        return false;
    for (const yaml_node *e = list->first; e; e = e->next) {
        const char *alias;
        if (!yaml_text(l->file, e, &alias, l->diag))
            return false;
        const char *wrong = build_alias(l->b, species, alias);
        if (wrong)
            return fault(l, e, "same-state", wrong);
    }
    return true;
}

static bool take_state(const loader *l, const yaml_node *state)
{
    static const char *const keys[] = { "aliases",   "binding",     "optional",
                                        "rare",      "composition", "bare",
                                        "spectator", "label",       NULL };
    chp_kind about = { .at = state->key_at };
    const char *composition = NULL;
    size_t species;
    bool says = !state->is_empty;
    if (says && (!yaml_is(l->file, state, YAML_MAP, l->diag) ||
                 !yaml_only(l->file, state, keys, l->diag) ||
                 !take_text(l, state, "composition", &composition) ||
                 !take_binding(l, state, &about.binding) ||
                 !take_text(l, state, "label", &about.label) ||
                 !take_bool(l, state, "optional", &about.is_optional) ||
                 !take_bool(l, state, "rare", &about.is_rare) ||
                 !take_bool(l, state, "spectator", &about.is_spectator) ||
                 !take_bool(l, state, "bare", &about.is_bare)))
        return false;
    about.is_rare |= about.is_spectator;
    const char *wrong = build_declare(l->b, state->key, composition, about, &species);
    if (wrong)
        return yaml_key_error(l->file, state, l->diag, "bad-state", "%s", wrong);
    return !says || take_aliases(l, state, species);
}

static bool take_states(const loader *l, const yaml_node *top)
{
    const yaml_node *states = yaml_get(top, "states");
    if (states && !yaml_is(l->file, states, YAML_MAP, l->diag))
        return false;
    bool ok = true;
    for (const yaml_node *e = states ? states->first : NULL; e; e = e->next)
        ok &= take_state(l, e);
    if (ok)
        build_settle(l->b);
    return ok;
}

/* A state that no equation speaks of may be misspelled. */
static void note_unused(const loader *l, const yaml_node *top)
{
    const yaml_node *states = yaml_get(top, "states");
    const yaml_node *e = states ? states->first : NULL;
    for (size_t i = BUILD_FIRST_STATE; e; i++, e = e->next) {
        if (l->b->is_met[i] || l->b->species[i].is_spectator)
            continue;
        diag_note(l->diag, "unused-state", e->key_at, "no step has the state `%s`",
                  e->key);
        yaml_key_excerpt(l->file, e, l->diag);
    }
}

/* --- steps and pathways ------------------------------------------------------- */

/* One that does not add up is C02. */
static bool fault_of_equation(const loader *l, const yaml_node *node, const char *wrong)
{
    return fault(l, node, l->b->is_unbalanced ? "C02" : "equation", wrong);
}

/* "A -> B", or {equation: A -> B, kind: LATT}. */
static bool take_step(const loader *l, const yaml_node *node, size_t *step)
{
    static const char *const keys[] = { "equation", "kind", NULL };
    const yaml_node *equation = node;
    const char *text = NULL, *kind = NULL;
    if (node->kind == YAML_MAP) {
        if (!yaml_only(l->file, node, keys, l->diag) ||
            !take_text(l, node, "kind", &kind))
            return false;
        equation = yaml_get(node, "equation");
        if (!equation)
            return fault(l, node, "incomplete", "the step has no `equation`");
    }
    if (!yaml_text(l->file, equation, &text, l->diag))
        return false;
    if (kind && strcmp(kind, "LATT") != 0)
        return yaml_error(l->file, yaml_get(node, "kind"), l->diag, "not-a-word",
                          "`%s` is not LATT: all other kinds follow from the equation",
                          kind);
    const char *wrong = build_step(l->b, text, kind != NULL, node->at, step);
    return !wrong || fault_of_equation(l, equation, wrong);
}

/* Every step is looked at, so that all faults are told at once. */
static bool take_steps(const loader *l, const yaml_node *list, const size_t **steps)
{
    if (!yaml_is(l->file, list, YAML_LIST, l->diag))
        return false;
    size_t *at = arena_new(&l->b->memory, size_t, list->n);
    size_t n = 0;
    bool ok = true;
    for (const yaml_node *e = list->first; e; e = e->next)
        ok &= take_step(l, e, &at[n++]);
    *steps = at;
    return ok;
}

static const yaml_node *entry(const yaml_node *list, size_t i)
{
    const yaml_node *e = list->first;
    while (i-- > 0)
        e = e->next;
    return e;
}

static bool take_pathway(const loader *l, const yaml_node *list, chp_pathway *out)
{
    const size_t *steps;
    size_t i_fault;
    if (!take_steps(l, list, &steps))
        return false;
    if (list->n == 0 || list->n > MOST_STEPS_OF_A_PATHWAY)
        return yaml_error(l->file, list, l->diag, "wrong-kind",
                          "the pathway `%s` has %zu steps", list->key, list->n);
    const char *wrong =
        build_pathway(l->b, keep(l, list->key), steps, list->n, out, &i_fault);
    if (wrong)
        return fault(l, entry(list, i_fault), "does-not-join", wrong);
    out->at = list->key_at;
    return true;
}

static bool take_pathways(const loader *l, const yaml_node *top)
{
    const yaml_node *map = yaml_get(top, "pathways");
    if (!map)
        return fault(l, top, "incomplete", "the file has no `pathways`");
    if (!yaml_is(l->file, map, YAML_MAP, l->diag))
        return false;
    chp_reaction *r = &l->b->reaction;
    chp_pathway *pathways = arena_new(&l->b->memory, chp_pathway, map->n);
    bool ok = map->n > 0 || fault(l, map, "incomplete", "`pathways` has no pathway");
    for (const yaml_node *e = map->first; e; e = e->next)
        ok &= take_pathway(l, e, &pathways[r->n_pathways++]);
    r->pathways = pathways;
    return ok;
}

static bool take_edges(const loader *l, const yaml_node *top)
{
    const yaml_node *list = yaml_get(top, "edges");
    if (!list)
        return true;
    l->b->reaction.n_edges = list->n;
    return take_steps(l, list, &l->b->reaction.edges);
}

/* When all species are known: a new one is none. */
static bool take_descriptor(const loader *l, const yaml_node *top)
{
    const yaml_node *node = yaml_get(top, "descriptor");
    chp_reaction *r = &l->b->reaction;
    const char *text;
    size_t n_known = r->n_species, species;
    if (!node)
        return true;
    if (!yaml_text(l->file, node, &text, l->diag))
        return false;
    if (build_resolve(l->b, str_of(text), &species) || species >= n_known ||
        r->species[species].phase != CHP_SURFACE) {
        yaml_error(l->file, node, l->diag, "unknown-state",
                   "`%s` is no state of this reaction", text);
        diag_hint(l->diag, "Take one that stands in `states` or in an equation.");
        return false;
    }
    r->descriptor = r->species[species].name;
    return true;
}

static bool take_overall(const loader *l, const yaml_node *top)
{
    const char *text = NULL;
    const yaml_node *node = yaml_get(top, "overall");
    if (!node)
        return fault(l, top, "incomplete", "the file has no `overall` reaction");
    if (!yaml_text(l->file, node, &text, l->diag))
        return false;
    const char *wrong = build_overall(l->b, text);
    return !wrong || fault_of_equation(l, node, wrong);
}

/* --- the whole ---------------------------------------------------------------- */

static bool take_file(const loader *l)
{
    static const char *const keys[] = { "reaction",    "title",    "overall",
                                        "equilibrium", "cite",     "descriptor",
                                        "states",      "pathways", "edges",
                                        NULL };
    const yaml_node *top = yaml_top(l->file);
    return yaml_is(l->file, top, YAML_MAP, l->diag) &&
           yaml_only(l->file, top, keys, l->diag) && take_name(l, top) &&
           take_equilibrium(l, top) && take_cites(l, top) && take_states(l, top) &&
           take_overall(l, top) && take_pathways(l, top) && take_edges(l, top) &&
           take_descriptor(l, top);
}

chp_reaction *load_file(const char *path, chp_diag *diag)
{
    loader l = { .b = build_new(), .diag = diag };
    l.b->reaction.path = keep(&l, path);
    l.file = yaml_read(l.b->reaction.path, diag);
    bool ok = l.file && take_file(&l);
    if (ok)
        note_unused(&l, yaml_top(l.file));
    yaml_free(l.file);
    if (ok) {
        build_keys(l.b);
        return &l.b->reaction;
    }
    build_free(l.b);
    return NULL;
}
