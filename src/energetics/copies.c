#include "energetics/copies.h"

#include <stdint.h>

#include "energetics/tokens.h"
#include "network/reaction.h"

/* How many equal parts it has, and which; 0: they differ. */
static size_t equal_parts(arena *a, str name, str *part)
{
    str *parts;
    size_t n = name_parts(a, name, &parts);
    for (size_t i = 1; i < n; i++)
        if (!str_eq(parts[i], parts[0]))
            return 0;
    if (n > 0)
        *part = parts[0];
    return n;
}

static bool find_surface(const chp_reaction *r, const char *name, size_t *species)
{
    return chp_reaction_species(r, name, species, NULL) == CHP_NAME_FOUND &&
           r->species[*species].phase == CHP_SURFACE && !r->species[*species].is_bare;
}

/* --- those that a study has ------------------------------------------------------- */

typedef struct {
    size_t n;
    chp_reaction *const *at;
} reactions;

static void declare(reactions r, str name)
{
    arena scratch = { 0 };
    str part;
    size_t n = equal_parts(&scratch, name, &part), species;
    const char *whole = arena_str(&scratch, name);
    const char *one =
        n > 1 ? arena_print(&scratch, "*%.*s", (int)part.len, part.at) : "";
    for (size_t i = 0; i < r.n && n > 1; i++)
        if (!find_surface(r.at[i], whole, &species) &&
            find_surface(r.at[i], one, &species))
            reaction_add_copies(r.at[i], species, (int)n);
    arena_clear(&scratch);
}

/* The words of a folder's name, and of those above it. */
static void declare_words(reactions r, str path)
{
    str name;
    while (path.len > 0 && str_cut(&path, '/', &name)) {
        tokens t = tokens_of(name);
        for (size_t i = 0; i < t.n; i++)
            declare(r, t.at[i]);
    }
}

void copies_declare(const chp_study *s, chp_reaction *const *at, size_t n)
{
    reactions r = { n, at };
    for (size_t i = 0; i < s->in.n_entries; i++)
        if (s->in.entries[i].catalyst)
            declare(r, str_of(s->in.entries[i].name));
    for (size_t i = 0; i < s->in.n_found; i++)
        declare_words(r, str_of(s->in.found[i].relative));
}

/* --- those that a reaction knows -------------------------------------------------- */

copies *copies_of(arena *a, const chp_reaction *r)
{
    copies *all = arena_new(a, copies, r->n_species + 1);
    arena scratch = { 0 };
    for (size_t k = 0; k < r->n_species; k++) {
        str part;
        all[k].of = SIZE_MAX;
        if (r->species[k].phase != CHP_SURFACE || r->species[k].is_bare)
            continue;
        size_t n = equal_parts(&scratch, str_of(r->species[k].name), &part), one;
        if (n > 0 &&
            find_surface(r, arena_print(&scratch, "*%.*s", (int)part.len, part.at),
                         &one))
            all[k] = (copies){ n > 1 ? one : k, (int)n };
    }
    arena_clear(&scratch);
    return all;
}
