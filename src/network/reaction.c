#include "network/reaction.h"

#include <stddef.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "io/installed.h"
#include "network/build.h"
#include "network/load.h"

/* --- installed reactions ------------------------------------------------------ */

static const char *const *folders(arena *a)
{
    return installed_folders(a, "pathways", "CHEPATH_PATHWAYS");
}

static chp_reaction *load_installed(arena *a, const char *name, chp_diag *diag)
{
    const char *const *where = folders(a);
    const char *path = installed_file(a, where, name, ".yaml");
    if (path)
        return load_file(path, diag);
    const char *const *known = installed_names(a, where, ".yaml");
    const char *near = nearest_word(str_of(name), known);
    diag_error(diag, "unknown-reaction", NOWHERE, "no reaction is called `%s`", name);
    if (near)
        diag_hint(diag,
                  "Did you mean `%s`? A file of your own is named by its path: "
                  "./%s.yaml.",
                  near, name);
    else if (*known)
        diag_hint(diag,
                  "`chepath pathways` lists them. A file of your own is named by its "
                  "path: ./%s.yaml.",
                  name);
    else
        diag_hint(diag,
                  "No reaction is installed: say in CHEPATH_PATHWAYS which folder "
                  "holds their files.");
    return NULL;
}

chp_reaction *chp_reaction_load(const char *name_or_path, chp_diag *diag)
{
    str name = str_of(name_or_path);
    if (str_has(name, STR("/")) || str_ends(name, STR(".yaml")) ||
        str_eq(name, STR("-")))
        return load_file(name_or_path, diag);
    arena scratch = { 0 };
    chp_reaction *reaction = load_installed(&scratch, name_or_path, diag);
    arena_clear(&scratch);
    return reaction;
}

void chp_reaction_free(chp_reaction *reaction)
{
    build_free((build *)reaction);
}

/* The list that the caller holds, and the memory that it and its words live in. */
typedef struct {
    arena memory;
    const char *names[];
} names_owner;

const char **chp_reaction_names(chp_diag *diag)
{
    arena memory = { 0 };
    const char *const *found = installed_names(&memory, folders(&memory), ".yaml");
    if (!*found) {
        diag_warn(diag, "no-reactions", NOWHERE, "no reaction is installed");
        diag_hint(diag, "Say in CHEPATH_PATHWAYS which folder holds their files.");
    }
    size_t n = 0;
    while (found[n])
        n++;
    names_owner *o = arena_get(&memory, 1, sizeof *o + (n + 1) * sizeof *o->names);
    for (size_t i = 0; i < n; i++)
        o->names[i] = found[i];
    o->memory = memory;
    return o->names;
}

void chp_reaction_names_free(const char **names)
{
    if (!names)
        return;
    arena memory = *(arena *)((char *)names - offsetof(names_owner, names));
    arena_clear(&memory);
}

/* --- species ------------------------------------------------------------------ */

bool reaction_state_of_id(const chp_reaction *r, const char *id, size_t *species)
{
    for (size_t i = 0; i < r->n_species; i++) {
        const chp_kind *kind = &r->species[i];
        bool is_it =
            (kind->id && strcmp(kind->id, id) == 0) || strcmp(kind->name, id) == 0;
        if (kind->phase == CHP_SURFACE && is_it) {
            *species = i;
            return true;
        }
    }
    return false;
}

void reaction_add_copies(chp_reaction *r, size_t species, int n)
{
    build_copies((build *)r, species, n);
}

typedef bool compare(str a, str b);

static bool is_called(const chp_kind *kind, str key, compare *equal)
{
    const char *const *name = kind->keys;
    while (*name && !equal(key, str_of(*name)))
        name++;
    return *name != NULL;
}

/* How many species of this phase are called so; the first of them. */
static size_t count_called(const chp_reaction *r, chp_phase phase, str key,
                           compare *equal, size_t *species)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_species; i++)
        if (r->species[i].phase == phase && is_called(&r->species[i], key, equal) &&
            n++ == 0)
            *species = i;
    return n;
}

/* As it is written; else, when that is one, whatever the case of its letters. */
static bool find_called(const chp_reaction *r, chp_phase phase, const char *key,
                        size_t *species)
{
    return *key && (count_called(r, phase, str_of(key), str_eq, species) > 0 ||
                    count_called(r, phase, str_of(key), str_eq_nocase, species) == 1);
}

/* Ambiguous only when the reaction has one of its meanings. */
static chp_name_match find_state(const chp_reaction *r, const naming *name,
                                 size_t *species)
{
    if (name->is_bare) {
        *species = r->bare;
        return CHP_NAME_FOUND;
    }
    size_t n_here = 0, state;
    for (size_t i = 0; i < name->n_meanings; i++)
        if (reaction_state_of_id(r, name->meaning[i].text, &state) && n_here++ == 0)
            *species = state;
    if (n_here > 0)
        return name->n_meanings == 1 ? CHP_NAME_FOUND : CHP_NAME_AMBIGUOUS;
    return find_called(r, CHP_SURFACE, name->key, species) ? CHP_NAME_FOUND
                                                           : CHP_NAME_UNKNOWN;
}

chp_name_match chp_reaction_species(const chp_reaction *reaction, const char *spelling,
                                    size_t *species, const char **choices)
{
    arena scratch = { 0 };
    naming name = name_read(&scratch, str_of(spelling));
    chp_name_match match = CHP_NAME_UNKNOWN;
    if (!name.is_fluid)
        match = find_state(reaction, &name, species);
    if (match == CHP_NAME_UNKNOWN && !name.has_star &&
        find_called(reaction, CHP_FLUID, name.key, species))
        match = CHP_NAME_FOUND;
    if (match == CHP_NAME_AMBIGUOUS && choices)
        *choices = name.choices;
    arena_clear(&scratch);
    return match;
}

chp_name_match chp_reaction_fluid(const chp_reaction *reaction, const char *spelling,
                                  size_t *species)
{
    arena scratch = { 0 };
    naming name = name_read(&scratch, str_of(spelling));
    bool found = !name.has_star && find_called(reaction, CHP_FLUID, name.key, species);
    arena_clear(&scratch);
    return found ? CHP_NAME_FOUND : CHP_NAME_UNKNOWN;
}

const char *chp_step_kind_name(chp_step_kind kind)
{
    static const char *const names[] = { "PCET", "PT",   "ET",  "ADS",
                                         "DES",  "CHEM", "LATT" };
    return names[kind];
}
