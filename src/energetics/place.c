/* Where a run in a tree of folders belongs.
 *
 *     Fe-N4/NNH/freq        catalyst / state / its vibrations
 *     opt/NNH, freq/NNH     the same, sorted by their kind first
 *     gas/N2, N2(g)         a gas
 *     Ni111_OOH_opt         all in one name: the words that are known are taken off,
 * and 4N4_Fe_substrate      what is left is the catalyst CO.Pd111
 *
 * Reading a path from its end, folders that only tell the kind of a run are passed
 * over; the first other one holds the state, or the state and the catalyst. Runs that
 * differ only in their kind are one calculation of the state, in two or three runs. */
#include "energetics/place.h"

#include "base/diag.h"
#include "base/path.h"
#include "chem/formula.h"
#include "energetics/resolve.h"
#include "energetics/tokens.h"
#include "io/tree.h"
#include "network/names.h"

/* What a run turned out to be. */
typedef struct {
    const found_state *found;
    const char *key;      // the same for runs of one calculation
    const char *catalyst; // NULL: a gas
    const char *state;    // spelled as in the folder's name; NULL: not understood
    const char *whole;    // the last name that is more than a role
    run_role role;
    bool is_foreign; // by its name of another catalyst than the one it was given to
    bool is_done;
} placed;

typedef struct {
    chp_study *s;
    arena *a;
    chp_diag *diag;
    bool is_given;    // the state is the very folder that was given
    bool asks_others; // a name may be a state of a reaction that nobody asked for
    size_t n;
    placed *at;
} placing;

/* --- states in names ------------------------------------------------------------- */

static bool is_state(placing *p, str name)
{
    bool is_bare;
    const char *choices, *text = arena_str(p->a, name);
    if (resolve_surface(p->s, name, &is_bare, &choices) || choices)
        return true;
    for (size_t i = 0; p->asks_others && i < p->s->n_others; i++) {
        const chp_reaction *r = p->s->others[i];
        size_t species;
        if (chp_reaction_species(r, text, &species, &choices) == CHP_NAME_FOUND &&
            r->species[species].phase == CHP_SURFACE)
            return true;
    }
    return false;
}

/* "N2H2_a", "NNH_b": one of several runs of the state. */
static void drop_variant(placing *p, tokens *t)
{
    str last = t->at[t->n - 1];
    bool is_letter = last.len == 1 && last.at[0] >= 'a' && last.at[0] <= 'd';
    if (t->n > 1 && is_letter && is_state(p, t->at[t->n - 2]))
        t->n--;
}

/* The state may stand anywhere in the name, the longest stretch of tokens that is one
 * from the end; what is left of the name is the catalyst. */
static bool find_state(placing *p, const tokens *t, str *state, str *rest)
{
    for (size_t n = t->n; n > 0; n--)
        for (size_t i = t->n - n + 1; i-- > 0;) {
            if (!is_state(p, tokens_stretch(t, i, i + n)))
                continue;
            *state = tokens_stretch(t, i, i + n);
            if (n == t->n)
                *rest = STR("");
            else if (i == 0)
                *rest = tokens_stretch(t, n, t->n);
            else if (i + n == t->n)
                *rest = tokens_stretch(t, 0, i);
            else
                continue; // in the middle: what is left is no name
            return true;
        }
    return false;
}

/* "NNH-side": the spelling that the reactions know. */
static const char *spelled(placing *p, const tokens *t, str state)
{
    str last = t->at[t->n - 1];
    const char *text = arena_str(p->a, state);
    if (t->n > 1 && str_eq_nocase(last, STR("side")) && !str_has(state, last)) {
        const char *side = arena_print(p->a, "%s-side", text);
        if (is_state(p, str_of(side)))
            return side;
    }
    return text;
}

/* --- one path -------------------------------------------------------------------- */

/* Take the last folder off a path. */
static str last_folder(str *path)
{
    size_t i = path->len;
    while (i > 0 && path->at[i - 1] != '/')
        i--;
    str name = str_from(*path, i);
    *path = str_part(*path, 0, i > 0 ? i - 1 : 0);
    return name;
}

/* The folders that remain, or the one that was given. */
static const char *parent_name(placing *p, const found_state *f, str path)
{
    if (f->catalyst)
        return f->catalyst;
    if (path.len > 0)
        return arena_str(p->a, path);
    return p->is_given ? f->above : f->folder;
}

static const char *name_of_catalyst(placing *p, const found_state *f, str parent,
                                    str rest)
{
    if (f->catalyst)
        return f->catalyst;
    if (tokens_say_nothing(rest))
        return parent_name(p, f, parent);
    return parent.len > 0 ? arena_print(p->a, "%.*s/%.*s", (int)parent.len, parent.at,
                                        (int)rest.len, rest.at)
                          : arena_str(p->a, rest);
}

static bool lies_among_gases(const found_state *f, str parent)
{
    if (f->is_gas)
        return true;
    while (parent.len > 0)
        if (name_is_gas_folder(last_folder(&parent)))
            return true;
    return false;
}

/* A path without its roles, taken apart: what holds the state, and what is above. */
typedef struct {
    str above, name;
    tokens words; // of the name, without those beside the state
} place_name;

static bool find_in_name(placing *p, const place_name *in, placed *out)
{
    const found_state *f = out->found;
    str state, rest;
    if (is_state(p, in->name)) { // "N-NH": joints may belong to it
        out->state = arena_str(p->a, in->name);
        out->catalyst = name_of_catalyst(p, f, in->above, STR(""));
    } else if (find_state(p, &in->words, &state, &rest)) {
        out->state = spelled(p, &in->words, state);
        out->catalyst = name_of_catalyst(p, f, in->above, rest);
        out->is_foreign = f->catalyst && rest.len > 0 && rest.at < state.at &&
                          !str_eq_nocase(rest, str_of(f->catalyst));
    }
    return out->state != NULL;
}

/* Reactions that were not asked for come second: loading them takes time. */
static void find_state_of(placing *p, const place_name *in, placed *out)
{
    if (find_in_name(p, in, out))
        return;
    resolve_load_others(p->s);
    p->asks_others = true;
    (void)find_in_name(p, in, out);
    p->asks_others = false;
}

/* The last folder that is more than the role of a run; that role. It may be the folder
 * that was given, which then is a state, and no catalyst. */
static str take_name(const found_state *f, str *path, run_role *as)
{
    *path = str_of(f->relative);
    bool is_restart = false;
    while (path->len > 0) {
        str name = last_folder(path);
        run_role role = tokens_role(name);
        // the last folder, of a state: above others it is a catalyst
        bool may_be = role == ROLE_NONE && *as == ROLE_NONE && !is_restart;
        if (may_be && path->len > 0 && tokens_say_restart(name)) {
            is_restart = true;
            continue;
        }
        if (role == ROLE_NONE) {
            *as = *as == ROLE_NONE && is_restart ? ROLE_RELAXED : *as;
            return name;
        }
        if (*as == ROLE_NONE)
            *as = role;
    }
    return str_of(f->folder);
}

/* "Fe/freq", of Fe/freq/NNH beside Fe/opt/NNH: what is sorted by roles first. */
static str without_roles(placing *p, str path, run_role *as)
{
    const char *kept = "";
    str piece;
    for (str rest = path; str_cut(&rest, '/', &piece);) {
        run_role role = tokens_role(piece);
        if (role == ROLE_NONE)
            kept = arena_append(p->a, kept, "/", "%.*s", (int)piece.len, piece.at);
        else if (*as == ROLE_NONE)
            *as = role;
    }
    return str_of(kept);
}

/* "clean surface" is one name. */
static void join_bare_words(tokens *t)
{
    while (t->n > 1 && name_is_bare_word(t->at[t->n - 1]) &&
           name_is_bare_word(t->at[t->n - 2]))
        t->n--;
}

static placed place(placing *p, const found_state *f)
{
    placed out = { .found = f };
    str path, name = take_name(f, &path, &out.role);
    p->is_given = name.at == f->folder;
    place_name in = { without_roles(p, path, &out.role), name, tokens_of(name) };
    tokens *t = &in.words;
    if (t->n == 0)
        *t = (tokens){ 1, { name } };
    bool has_role = name_role(t->at[t->n - 1]) != ROLE_NONE;
    tokens_strip(t, &out.role);
    join_bare_words(t);
    drop_variant(p, t);
    str kept = tokens_stretch(t, 0, t->n), same = has_role ? kept : name;
    out.whole = arena_str(p->a, name);
    out.key = arena_print(p->a, "%.*s/%.*s", (int)in.above.len, in.above.at,
                          (int)same.len, same.at);
    if (lies_among_gases(f, in.above))
        out.state = arena_str(p->a, kept);
    else
        find_state_of(p, &in, &out);
    return out;
}

/* --- what names do not tell ------------------------------------------------------ */

static bool composition(const chp_run *run, chp_formula *f)
{
    *f = (chp_formula){ 0 };
    if (!run || run->calc.n_species == 0)
        return false;
    for (size_t i = 0; i < run->calc.n_species; i++)
        f->n[run->calc.species[i].atomic_number] += (short)run->calc.species[i].count;
    return true;
}

/* "CO2" beside "CO.Pd111": a run of nothing but the molecule is that gas. */
static void find_lone_molecules(placing *p)
{
    for (size_t i = 0; i < p->n; i++) {
        placed *one = &p->at[i];
        chp_formula has, named;
        str name = name_of_gas(str_of(one->state ? one->state : one->whole));
        bool is_molecule = composition(one->found->run, &has) &&
                           formula_read(name, &named) && !formula_is_empty(&named) &&
                           formula_eq(&has, &named);
        if (!is_molecule)
            continue;
        one->state = arena_str(p->a, name);
        one->catalyst = NULL;
    }
}

static bool is_catalyst(const placing *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].state && p->at[i].catalyst && strcmp(p->at[i].catalyst, name) == 0)
            return true;
    return false;
}

/* "Pd111" beside "CO.Pd111": what is named like a catalyst is its bare surface. */
static void find_bare_surfaces(placing *p)
{
    for (size_t i = 0; i < p->n; i++) {
        placed *one = &p->at[i];
        str kept = str_of(one->whole);
        tokens t = tokens_of(kept);
        run_role role = ROLE_NONE;
        if (one->state || t.n == 0)
            continue;
        tokens_strip(&t, &role);
        const char *name = arena_str(p->a, tokens_stretch(&t, 0, t.n));
        if (!is_catalyst(p, name))
            continue;
        one->state = "*";
        one->catalyst = name;
    }
}

/* A path, or one below it. */
static bool lies_in(const char *path, const char *folder)
{
    str rest = str_of(path);
    if (!folder || !str_starts(rest, str_of(folder)))
        return false;
    rest = str_from(rest, strlen(folder));
    return rest.len == 0 || rest.at[0] == '/';
}

/* The study file says itself what the run is. */
static bool is_named(const placing *p, const placed *one)
{
    for (size_t i = 0; i < p->s->in.n_entries; i++) {
        const entry *e = &p->s->in.entries[i];
        if (!e->is_found && (lies_in(one->found->path, e->energy_path) ||
                             lies_in(one->found->path, e->modes_path)))
            return true;
    }
    return false;
}

/* Folders are looked through, too, for what the study file does not name. */
static bool names_states(const placing *p, const char *catalyst)
{
    for (size_t i = 0; catalyst && i < p->s->in.n_entries; i++) {
        const entry *e = &p->s->in.entries[i];
        if (!e->is_found && e->catalyst && strcmp(e->catalyst, catalyst) == 0)
            return true;
    }
    return false;
}

static bool is_unclear(const placed *one)
{
    const chp_run *run = one->found->run;
    for (size_t i = 0; run && i < chp_diag_count(run->diag, CHP_NOTE); i++)
        if (strcmp(chp_diag_get(run->diag, i)->code, "ambiguous") == 0)
            return true;
    return false;
}

static void say_unplaced(placing *p, const placed *one)
{
    chp_where at = { one->found->path, 0 };
    if (names_states(p, one->found->catalyst)) {
        diag_note(p->diag, "unplaced", at,
                  "'%s' is no state that the study file names, nor one by its name: "
                  "left out",
                  one->whole);
        return;
    }
    if (str_has(str_of(one->whole), STR("bulk"))) {
        diag_note(p->diag, "unplaced", at,
                  "a bulk run is no state of a surface: left out");
        return;
    }
    if (is_unclear(one)) { // what could be several runs has no name of its own
        chp_diag_merge(p->diag, one->found->run->diag);
        return;
    }
    diag_error(p->diag, "unplaced", at,
               "no reaction here knows a state in the name '%s'", one->whole);
    diag_hint(p->diag, "Rename the folder after its state, say what it is in a "
                       "chepath.yaml, or give the reaction with --reaction.");
}

/* --- calculations ---------------------------------------------------------------- */

static run_role role_in(const placed *one)
{
    const chp_run *run = one->found->run;
    chp_run_kind kind = run ? run->calc.kind : CHP_RUN_UNKNOWN;
    if (kind == CHP_RUN_FREQUENCIES || kind == CHP_RUN_RESPONSE)
        return ROLE_MODES;
    if (one->role != ROLE_NONE)
        return one->role;
    return kind == CHP_RUN_STATIC ? ROLE_STATIC : ROLE_RELAXED;
}

static bool is_same_calculation(const placed *a, const placed *b)
{
    bool same_catalyst =
        a->catalyst == b->catalyst ||
        (a->catalyst && b->catalyst && strcmp(a->catalyst, b->catalyst) == 0);
    return same_catalyst && strcmp(a->found->folder, b->found->folder) == 0 &&
           a->found->origin == b->found->origin && strcmp(a->key, b->key) == 0;
}

/* The last run of a role, by number where they have some: run10 goes on from run9. Of
 * statics and relaxations the static ones. */
static void join(placing *p, size_t first, entry *e)
{
    run_role best = ROLE_NONE;
    size_t last = 0;
    for (size_t i = first; i < p->n; i++) {
        placed *one = &p->at[i];
        if (!one->state || one->is_done || !is_same_calculation(&p->at[first], one))
            continue;
        one->is_done = true;
        run_role role = role_in(one);
        size_t number = tokens_last_number(path_name(one->found->relative));
        if (role == ROLE_MODES) {
            e->modes_path = one->found->path;
            e->modes_run = one->found->run;
        } else if (role > best || (role == best && number >= last)) {
            best = role;
            last = number;
            e->energy_path = one->found->path;
            e->energy_run = one->found->run;
        }
    }
    if (e->energy_path || !e->modes_path)
        return;
    e->energy_path = e->modes_path;
    e->energy_run = e->modes_run;
    if (e->modes_run)
        diag_warn(p->diag, "modes-energy", (chp_where){ e->modes_path, 0 },
                  "the energy of %s is that of its frequency run: there is no other",
                  e->name);
}

/* What is said about a catalyst is said about the folder of its runs. */
static const char *catalyst_of(placing *p, const placed *one)
{
    chp_where at = { path_folder(p->a, one->found->path), 0 };
    return intake_catalyst(&p->s->in, str_of(one->catalyst), at)->name;
}

static void add_entry(placing *p, size_t first)
{
    const placed *one = &p->at[first];
    chp_where at = { one->found->path, 0 };
    entry e = { .catalyst = one->catalyst,
                .name = one->state,
                .source = one->found->path,
                .at = at,
                .is_found = true,
                .origin = one->found->origin };
    if (e.catalyst)
        e.catalyst = catalyst_of(p, one);
    join(p, first, &e);
    intake_add(&p->s->in, e);
}

void place_found(chp_study *s, chp_diag *diag)
{
    placing p = { .s = s, .a = &s->memory, .diag = diag, .n = s->in.n_found };
    p.at = arena_new(p.a, placed, p.n + 1);
    for (size_t i = 0; i < p.n; i++)
        p.at[i] = place(&p, &s->in.found[i]);
    find_lone_molecules(&p);
    find_bare_surfaces(&p);
    for (size_t i = 0; i < p.n; i++) {
        if (is_named(&p, &p.at[i]))
            continue;
        if (!p.at[i].state)
            say_unplaced(&p, &p.at[i]);
        else if (!p.at[i].is_done && !p.at[i].is_foreign)
            add_entry(&p, i);
    }
}
