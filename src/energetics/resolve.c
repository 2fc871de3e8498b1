#include "energetics/resolve.h"

#include <stdint.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "chem/formula.h"
#include "energetics/copies.h"
#include "energetics/identity.h"
#include "energetics/names.h"
#include "network/names.h"

/* --- one name ------------------------------------------------------------------ */

/* A state by any of its spellings; a gas of that name is none. */
static chp_name_match match_surface(const chp_reaction *r, const char *spelling,
                                    size_t *species, const char **choices)
{
    chp_name_match m = chp_reaction_species(r, spelling, species, choices);
    bool is_gas = m == CHP_NAME_FOUND && r->species[*species].phase != CHP_SURFACE;
    return is_gas ? CHP_NAME_UNKNOWN : m;
}

const char *resolve_surface(const chp_study *s, str spelling, bool *is_bare,
                            const char **choices)
{
    *choices = NULL;
    *is_bare = name_is_bare(spelling);
    arena scratch = { 0 };
    const char *found = NULL, *text = arena_str(&scratch, str_trim(spelling));
    for (size_t i = 0; i < s->n_reactions && !found; i++) {
        const chp_reaction *r = s->reactions[i];
        size_t species = r->bare;
        const char *some = NULL;
        chp_name_match m =
            *is_bare ? CHP_NAME_FOUND : match_surface(r, text, &species, &some);
        if (m == CHP_NAME_AMBIGUOUS && !*choices)
            *choices = some;
        if (m == CHP_NAME_FOUND) {
            found = r->species[species].name;
            *is_bare = r->species[species].is_bare;
        }
    }
    arena_clear(&scratch);
    return found;
}

/* The printed name of a gas: as a reaction has it, else the formula it is; NULL when
 * it is none. */
static const char *gas_called(chp_study *s, str spelling)
{
    str name = name_of_gas(spelling);
    arena scratch = { 0 };
    const char *found = NULL, *text = arena_str(&scratch, name);
    for (size_t i = 0; i < s->n_reactions && !found; i++) {
        size_t species;
        if (chp_reaction_fluid(s->reactions[i], text, &species) == CHP_NAME_FOUND)
            found = s->reactions[i]->species[species].name;
    }
    chp_formula formula;
    if (!found && name.len > 0 && formula_read(name, &formula))
        found = arena_str(&s->memory, name);
    arena_clear(&scratch);
    return found;
}

/* As it is printed it means itself: *NHN, which typed may be *NNH, too. */
static bool is_printed(const chp_reaction *r, const char *name, size_t *species)
{
    for (*species = 0; *species < r->n_species; ++*species) {
        const chp_kind *kind = &r->species[*species];
        if (kind->phase == CHP_SURFACE && strcmp(kind->name, name) == 0)
            return true;
    }
    return false;
}

size_t resolve_in(chp_study *s, const chp_reaction *reaction, const char *name,
                  bool is_bare)
{
    if (is_bare)
        return reaction->bare;
    for (size_t i = 0; i < s->n_names; i++) // printed names are few, and lent
        if (s->names[i].name == name && s->names[i].reaction == reaction)
            return s->names[i].species;
    size_t species;
    bool is_known =
        is_printed(reaction, name, &species) ||
        chp_reaction_species(reaction, name, &species, NULL) == CHP_NAME_FOUND;
    s->names = arena_grow(&s->memory, s->names, s->n_names, sizeof *s->names);
    s->names[s->n_names] =
        (known_name){ name, reaction, is_known ? species : SIZE_MAX };
    return s->names[s->n_names++].species;
}

/* --- what could not be placed ---------------------------------------------------- */

static bool knows(const chp_reaction *r, const char *name)
{
    size_t species;
    const char *choices;
    return match_surface(r, name, &species, &choices) != CHP_NAME_UNKNOWN;
}

/* It belongs to a catalyst, and is none of its states. */
static bool is_beside(const entry *e)
{
    return e->is_end || e->is_start || e->is_transition_state || e->is_bulk;
}

static bool is_unknown(const chp_study *s, const entry *e)
{
    bool is_bare;
    const char *choices;
    return e->catalyst && !is_beside(e) &&
           !resolve_surface(s, str_of(e->name), &is_bare, &choices) && !choices;
}

void resolve_load_others(chp_study *s)
{
    if (s->has_others)
        return;
    study_load_others(s);
    copies_declare(s, s->others, s->n_others);
}

/* How many of the states that are unknown here each other reaction knows. */
static size_t *knowledge(chp_study *s)
{
    size_t *n = NULL;
    for (size_t i = 0; i < s->in.n_entries; i++) {
        const entry *e = &s->in.entries[i];
        if (!is_unknown(s, e))
            continue;
        resolve_load_others(s);
        if (!n)
            n = arena_new(&s->memory, size_t, s->n_others + 1);
        for (size_t k = 0; k < s->n_others; k++)
            n[k] += knows(s->others[k], e->name);
    }
    return n;
}

/* Of the reactions that know the name, the one that knows most of its companions. */
static const chp_reaction *known_elsewhere(const chp_study *s, const size_t *n_known,
                                           const char *name)
{
    size_t best = s->n_others;
    for (size_t i = 0; i < s->n_others; i++)
        if (knows(s->others[i], name) &&
            (best == s->n_others || n_known[i] > n_known[best]))
            best = i;
    return best < s->n_others ? s->others[best] : NULL;
}

static const char *nearest_state(chp_study *s, str name)
{
    const char **all = NULL;
    size_t n = 0;
    for (size_t i = 0; i < s->n_reactions; i++)
        for (size_t k = 0; k < s->reactions[i]->n_species; k++) {
            const chp_kind *kind = &s->reactions[i]->species[k];
            if (kind->phase != CHP_SURFACE || kind->is_bare)
                continue;
            all = arena_grow(&s->memory, all, n, sizeof *all);
            all[n++] = kind->name;
        }
    all = arena_grow(&s->memory, all, n, sizeof *all);
    all[n] = NULL;
    return nearest_word(name, all);
}

/* States of an installed reaction that was not asked for: one note for all of them. */
typedef struct {
    const chp_reaction *reaction;
    names states; // each once
    chp_where at;
} elsewhere;

static bool holds(const names *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i], name) == 0)
            return true;
    return false;
}

static void add_elsewhere(chp_study *s, elsewhere *list, const chp_reaction *r,
                          const entry *e)
{
    while (list->reaction && list->reaction != r)
        list++;
    if (!list->reaction)
        *list = (elsewhere){ .reaction = r, .at = e->at };
    names *states = &list->states;
    if (holds(states, e->name))
        return;
    states->at = arena_grow(&s->memory, states->at, states->n, sizeof *states->at);
    states->at[states->n++] = e->name;
}

static void say_elsewhere(chp_study *s, const elsewhere *list, chp_diag *diag)
{
    for (; list->reaction; list++) {
        const names *states = &list->states;
        diag_note(diag, "other-reaction", list->at,
                  "%zu state%s of the reaction %s left out: %s", states->n,
                  states->n == 1 ? "" : "s", list->reaction->name,
                  arena_list(&s->memory, states->at, states->n, ", "));
        diag_hint(diag, "Ask for it with --reaction %s.", list->reaction->name);
    }
}

/* What no reaction knows, of tables that list more than one needs. */
typedef struct {
    size_t n;
    const char *names; // each once
    bool is_cut;       // there were too many
    chp_where at;
} extras;

static void add_extra(chp_study *s, extras *list, const entry *e)
{
    const size_t most = 60;
    if (list->n++ == 0)
        *list = (extras){ .n = 1, .names = "", .at = e->at };
    if (str_has(str_of(list->names), str_of(e->name)) || list->is_cut)
        return;
    list->is_cut = strlen(list->names) > most;
    list->names = arena_append(&s->memory, list->names, ", ", "%s",
                               list->is_cut ? "..." : e->name);
}

static void say_extras(const extras *list, chp_diag *diag)
{
    if (list->n == 0)
        return;
    diag_note(diag, "unused-state", list->at,
              "%zu row%s left out, of what no reaction knows: %s", list->n,
              list->n == 1 ? "" : "s", list->names);
    diag_hint(diag, "Transition states are not read from such a table; protons and "
                    "electrons come from H2, which needs a row.");
}

static void say_unknown(chp_study *s, const entry *e, const char *choices,
                        chp_diag *diag)
{
    if (choices) {
        diag_error(diag, "ambiguous-state", e->at, "%s of %s may be any of %s", e->name,
                   e->catalyst, choices);
        diag_hint(diag, "Name the one that was calculated.");
    } else {
        const char *near = nearest_state(s, str_of(e->name));
        diag_error(diag, "unknown-state", e->at,
                   "no reaction here knows the state '%s'", e->name);
        bool is_step =
            str_has(str_of(e->name), STR("->")) || str_has(str_of(e->name), STR("→"));
        if (is_step)
            diag_hint(diag,
                      "This is a step: give the dG of states, each the sum of the "
                      "steps before it.");
        else if (near)
            diag_hint(diag, "Did you mean %s?", near);
        else
            diag_hint(diag, "See `chepath pathways` for the names, or give your own "
                            "reaction file with --reaction.");
    }
}

/* --- all names ------------------------------------------------------------------- */

static slot *slot_of(arena *a, slots *list, const char *name, bool is_bare)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_bare ? list->at[i].is_bare
                    : !list->at[i].is_bare && strcmp(list->at[i].name, name) == 0)
            return &list->at[i];
    list->at = arena_grow(a, list->at, list->n, sizeof *list->at);
    list->at[list->n] = (slot){ .name = name, .is_bare = is_bare };
    return &list->at[list->n++];
}

static void add(arena *a, slots *list, const char *name, bool is_bare, const entry *e)
{
    slot *s = slot_of(a, list, name, is_bare);
    s->entries = arena_grow(a, s->entries, s->n, sizeof *s->entries);
    s->entries[s->n++] = e;
}

static void add_beside(arena *a, slots *list, entry *e)
{
    list->beside = arena_grow(a, list->beside, list->n_beside, sizeof *list->beside);
    list->beside[list->n_beside++] = e;
}

/* A composition that people write for one of its isomers: N2H, N2H4. */
static void note_shorthand(const entry *e, const char *name, chp_diag *diag)
{
    arena scratch = { 0 };
    if (name_read(&scratch, str_of(e->name)).is_shorthand)
        diag_note(diag, "shorthand", e->at, "%s of %s is taken for %s", e->name,
                  e->catalyst, name);
    arena_clear(&scratch);
}

typedef struct {
    chp_study *s;
    const size_t *n_known; // by each other reaction
    elsewhere *left_out;
    extras extras;
    chp_diag *diag;
} placing;

static void place_state(placing *p, slots *list, const entry *e)
{
    chp_study *s = p->s;
    bool is_bare;
    const char *choices,
        *name = resolve_surface(s, str_of(e->name), &is_bare, &choices);
    if (!name && choices)
        name = identity_choose(s, e, &is_bare);
    const chp_reaction *other =
        name || choices ? NULL : known_elsewhere(s, p->n_known, e->name);
    if (name) {
        note_shorthand(e, name, p->diag);
        add(&s->memory, list, name, is_bare, e);
    } else if (other) {
        add_elsewhere(s, p->left_out, other, e);
    } else if (e->is_extra && !choices) {
        add_extra(s, &p->extras, e);
    } else {
        say_unknown(s, e, choices, p->diag);
    }
}

static void place_gas(placing *p, slots *list, const entry *e)
{
    const char *name = gas_called(p->s, str_of(e->name));
    if (name) {
        add(&p->s->memory, list, name, false, e);
        return;
    }
    if (e->is_extra) {
        add_extra(p->s, &p->extras, e);
        return;
    }
    diag_error(p->diag, "unknown-gas", e->at, "'%s' is no gas", e->name);
    diag_hint(p->diag,
              "Name a gas by its formula; a state needs the name of its catalyst, "
              "in every row.");
}

slots *resolve_all(chp_study *s, chp_diag *diag)
{
    size_t n = s->in.n_catalysts;
    slots *all = arena_new(&s->memory, slots, n + 1);
    placing p = { .s = s, .n_known = knowledge(s), .diag = diag };
    p.left_out = arena_new(&s->memory, elsewhere, s->n_others + 1);
    for (size_t i = 0; i < s->in.n_entries; i++) {
        entry *e = &s->in.entries[i];
        if (!e->catalyst)
            place_gas(&p, &all[n], e);
        else if (is_beside(e))
            add_beside(&s->memory, &all[intake_find(&s->in, e->catalyst)], e);
        else
            place_state(&p, &all[intake_find(&s->in, e->catalyst)], e);
    }
    say_elsewhere(s, p.left_out, diag);
    say_extras(&p.extras, diag);
    return all;
}
