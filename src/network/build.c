/* The species of a reaction: those a file declares, under all names it gives them, and
 * those met in equations, where a star tells a state of the surface from a fluid. */
#include "network/build.h"

#include "chem/formula.h"
#include "network/names.h"

enum { MOST_SPECIES = 4096 };

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

static bool has_name(const chp_kind *kind, const char *printed)
{
    return strcmp(kind->name, printed) == 0 ||
           str_among(str_of(printed), kind->aliases);
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

const char *build_resolve(build *b, str written, size_t *species)
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

/* "*2N2", then "*N2+*N2", of "*N2". */
static void name_copies(arena *a, const char *one, int n, const char *names[2])
{
    names[0] = arena_print(a, "*%d%s", n, one + 1);
    names[1] = one;
    for (int i = 1; i < n; i++)
        names[1] = arena_print(a, "%s+%s", names[1], one);
}

void build_copies(build *b, size_t species, int n)
{
    const chp_kind one = b->species[species];
    size_t n_aliases = 0;
    while (one.aliases[n_aliases])
        n_aliases++;
    const char **names = arena_new(&b->memory, const char *, 2 * n_aliases + 3);
    name_copies(&b->memory, one.name, n, names);
    for (size_t i = 0; i < n_aliases; i++)
        name_copies(&b->memory, one.aliases[i], n, names + 2 * (i + 1));
    naming read = name_read(&b->memory, str_of(names[0]));
    chp_kind all = {
        .name = names[0],
        .id = id_of(b, names[0], &read),
        .aliases = names + 1,
        .phase = CHP_SURFACE,
        .n_sites = 1,
        .is_rare = true,
        .is_spectator = true,
        .at = one.at,
    };
    formula_add(&all.formula, &one.formula, n);
    all.keys = keys_of(b, &all);
    add_species(b, all);
}
