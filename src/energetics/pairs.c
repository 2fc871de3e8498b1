/* Pairs of fragments, "*NH+*N", that were not calculated:
 *
 *     G(A+B) = G(A) + G(B) - G(*)
 *
 * column by column. The fragments do not feel each other then: what they repel or
 * attract is missing, which is why nobody gets this without asking for it. */
#include "energetics/pairs.h"

#include "base/diag.h"
#include "energetics/energy.h"

/* --- which pairs --------------------------------------------------------------- */

static const member *find(const members *of, str name)
{
    for (size_t i = 0; i < of->n; i++)
        if (str_eq(str_of(of->at[i].state->name), name))
            return &of->at[i];
    return NULL;
}

/* The members "*A" and "*B" of "*A+*B"; false when it is no pair, or one of them or the
 * bare surface was not supplied. */
static bool find_parts(const members *of, const char *name, const member *parts[2])
{
    str rest = str_of(name), first;
    if (!str_cut(&rest, '+', &first) || rest.len == 0)
        return false;
    parts[0] = find(of, first);
    parts[1] = find(of, rest);
    return parts[0] && parts[1];
}

/* --- one pair ------------------------------------------------------------------ */

/* A column that one of the two has counts for both; those that all states need are not
 * known when one of them lacks it. */
static chp_fact sum(const chp_fact *a, const chp_fact *b, const chp_fact *bare,
                    bool is_needed)
{
    if (!a->known && !b->known)
        return (chp_fact){ 0 };
    if (is_needed && !(a->known && b->known))
        return (chp_fact){ 0 };
    double eV = (a->known ? a->value : 0) + (b->known ? b->value : 0);
    return fact_of(eV - (bare->known ? bare->value : 0));
}

static chp_free_energy add(const chp_free_energy *a, const chp_free_energy *b,
                           const chp_free_energy *bare)
{
    static const struct {
        size_t offset;
        bool is_needed;
    } columns[] = {
        { offsetof(chp_free_energy, E_eV), true },
        { offsetof(chp_free_energy, ZPE_eV), true },
        { offsetof(chp_free_energy, thermal_eV), true },
        { offsetof(chp_free_energy, TS_eV), true },
        { offsetof(chp_free_energy, solvation_eV), false },
        { offsetof(chp_free_energy, field_eV), false },
        { offsetof(chp_free_energy, user_eV), false },
    };
    chp_free_energy g = { 0 };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const size_t at = columns[i].offset;
        *(chp_fact *)((char *)&g + at) =
            sum((const chp_fact *)((const char *)a + at),
                (const chp_fact *)((const char *)b + at),
                (const chp_fact *)((const char *)bare + at), columns[i].is_needed);
    }
    if (a->G_eV.known && b->G_eV.known && bare->G_eV.known)
        g.G_eV = fact_of(a->G_eV.value + b->G_eV.value - bare->G_eV.value);
    if (!bare->E_eV.known)
        g.E_eV = (chp_fact){ 0 };
    return g;
}

static void make(chp_study *s, const member *const parts[2], const member *bare,
                 const char *name, member *out)
{
    const chp_state *a = parts[0]->state, *b = parts[1]->state;
    static const chp_free_energy none;
    chp_profile_term *made_of = arena_new(&s->memory, chp_profile_term, 3);
    made_of[0] = (chp_profile_term){ a, 1 };
    made_of[1] = (chp_profile_term){ b, 1 };
    if (bare)
        made_of[2] = (chp_profile_term){ bare->state, -1 };
    *out->state = (chp_state){
        .name = name,
        .source = arena_print(&s->memory, "additive: %s + %s", a->name, b->name),
        .thermo_source = "additive",
        .g = add(&a->g, &b->g, bare ? &bare->state->g : &none),
        .n_made_of = bare ? 3 : 2,
        .made_of = made_of,
        .at = a->at,
    };
    out->is_spoilt = parts[0]->is_spoilt || parts[1]->is_spoilt;
    out->parts[0] = parts[0];
    out->parts[1] = parts[1];
}

/* --- of one catalyst ----------------------------------------------------------- */

/* The states of a catalyst stand side by side in the outcome: make room for more. */
static void make_room(chp_study *s, members *of, size_t n_more)
{
    size_t n = of->n + n_more + 1;
    member *at = arena_new(&s->memory, member, n);
    chp_state *states = arena_new(&s->memory, chp_state, n);
    for (size_t i = 0; i < of->n; i++) {
        states[i] = *of->at[i].state;
        at[i] = of->at[i];
    }
    for (size_t i = 0; i < n; i++)
        at[i].state = &states[i];
    of->at = at;
}

static size_t n_species(const chp_study *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_reactions; i++)
        n += s->reactions[i]->n_species;
    return n;
}

static const char *add_to(chp_study *s, members *of)
{
    const char *added = NULL;
    make_room(s, of, n_species(s));
    const member *bare = of->n > 0 && of->at[0].state->is_bare ? &of->at[0] : NULL;
    for (size_t i = 0; i < s->n_reactions; i++)
        for (size_t k = 0; k < s->reactions[i]->n_species; k++) {
            const chp_kind *kind = &s->reactions[i]->species[k];
            const member *parts[2];
            if (kind->phase != CHP_SURFACE || find(of, str_of(kind->name)) ||
                !find_parts(of, kind->name, parts))
                continue;
            make(s, parts, bare, kind->name, &of->at[of->n++]);
            added = arena_append(&s->memory, added, ", ", "%s", kind->name);
        }
    return added;
}

void pairs_add(chp_study *s, chp_diag *diag)
{
    if (!s->in.options->pairs_additive)
        return;
    for (size_t i = 0; i < s->n_subjects; i++) {
        const catalyst_entry *of = s->subjects[i].entry;
        const char *added = add_to(s, &s->subjects[i].states);
        if (!added)
            continue;
        diag_note(diag, "additive", of->at,
                  "%s: by the energies of single fragments, which do not feel each "
                  "other: %s",
                  of->name, added);
        diag_hint(diag, "Calculate those that matter for the best pathway.");
    }
}
