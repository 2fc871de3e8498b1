#include "energetics/ends.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "energetics/names.h"
#include "energetics/resolve.h"
#include "network/names.h"

enum { MOST_GASES = 4 };

typedef struct {
    bool has_mark; // a bare surface, or (g): they are no adsorbates
    size_t n;
    int count[MOST_GASES];
    size_t species[MOST_GASES];
} gases;

/* "2 NH3(g)": one digit, and a gas that the reaction knows. */
static bool read_gas(const chp_reaction *r, str text, gases *out)
{
    arena scratch = { 0 };
    out->has_mark |= name_says_gas(text);
    int count =
        text.len > 0 && text.at[0] >= '2' && text.at[0] <= '9' ? text.at[0] - '0' : 1;
    str name = name_of_gas(str_trim(str_from(text, count > 1)));
    bool ok = out->n < MOST_GASES && name.len > 0 &&
              chp_reaction_fluid(r, arena_str(&scratch, name), &out->species[out->n]) ==
                  CHP_NAME_FOUND;
    arena_clear(&scratch);
    if (ok)
        out->count[out->n++] = count;
    return ok;
}

/* "* + 2 NH3" */
static bool read_gases(const chp_reaction *r, str text, gases *out)
{
    *out = (gases){ 0 };
    for (str part; str_cut(&text, '+', &part);) {
        part = str_trim(part);
        if (name_is_bare(part))
            out->has_mark = true;
        else if (!read_gas(r, part, out))
            return false;
    }
    return out->n > 0;
}

static int count_of(const gases *g, size_t species)
{
    int n = 0;
    for (size_t i = 0; i < g->n; i++)
        n += g->species[i] == species ? g->count[i] : 0;
    return n;
}

/* These are all reactants (sign -1) or products (1). Many write one NH3 for the two. */
static bool are_side(const chp_reaction *r, const gases *g, int sign)
{
    size_t n = 0;
    bool is_whole = true, is_one_each = true;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        if (r->species[t->species].phase != CHP_FLUID || t->coefficient * sign <= 0)
            continue;
        int count = count_of(g, t->species);
        is_whole &= count == t->coefficient * sign;
        is_one_each &= count == 1;
        n++;
    }
    return n == g->n && (is_whole || is_one_each);
}

/* "NH3" beside "NH3*", and a gas that is no state of the surface, have left it. */
static bool is_gas_beside(const chp_study *s, const entry *e)
{
    bool is_bare;
    const char *choices;
    arena scratch = { 0 };
    naming own = name_read(&scratch, str_of(e->name));
    bool is_gas =
        !own.has_star && !resolve_surface(s, str_of(e->name), &is_bare, &choices);
    for (size_t i = 0; i < s->in.n_entries && !own.has_star && !is_gas; i++) {
        const entry *other = &s->in.entries[i];
        naming n = other == e || other->catalyst != e->catalyst
                       ? (naming){ .key = "" }
                       : name_read(&scratch, str_of(other->name));
        is_gas = n.has_star && strcmp(n.key, own.key) == 0;
    }
    arena_clear(&scratch);
    return is_gas;
}

/* Without a star, and at no level of an adsorbate: where a ladder begins. */
static bool may_be_start(const entry *e)
{
    const double far_eV = 3;
    return !str_has(str_of(e->name), STR("*")) &&
           (e->dG_eV.value == 0 || fabs(e->dG_eV.value) > far_eV);
}

void ends_read(const chp_study *s, entry *e)
{
    gases g;
    bool is_gas = e->dG_eV.known && is_gas_beside(s, e);
    for (size_t i = 0; i < s->n_reactions && !e->is_end && !e->is_start; i++) {
        const chp_reaction *r = s->reactions[i];
        if (!e->dG_eV.known || !read_gases(r, str_of(e->name), &g))
            continue;
        bool is_clear = g.has_mark || is_gas;
        e->is_start = (is_clear || may_be_start(e)) && are_side(r, &g, -1);
        e->is_end = is_clear && are_side(r, &g, 1);
        if (e->is_start || e->is_end)
            e->end_reaction = r->name;
    }
}
