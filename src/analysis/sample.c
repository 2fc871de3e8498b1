#include "analysis/sample.h"

#include <math.h>

#include "base/diag.h"
#include "energetics/ledger.h"

/* --- descriptors ----------------------------------------------------------------- */

static const chp_state *find_state(const chp_catalyst *c, const char *name)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (strcmp(c->states[i].name, name) == 0)
            return &c->states[i];
    return NULL;
}

static const chp_note *find_note(const chp_state *s, const char *name)
{
    for (size_t i = 0; s && i < s->n_notes; i++)
        if (str_eq_nocase(str_of(s->notes[i].name), str_of(name)))
            return &s->notes[i];
    return NULL;
}

/* The note of one state; without one, that of the only state that has it, or what all
 * of them have alike. `differs`: they do not. */
static const chp_note *note_of(const chp_catalyst *c, const descriptor *d,
                               bool *differs)
{
    const chp_note *found = NULL;
    *differs = false;
    if (d->state)
        return find_note(find_state(c, d->state), d->note);
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_note *one = find_note(&c->states[i], d->note);
        *differs = *differs || (one && found && one->value != found->value);
        found = found ? found : one;
    }
    return found;
}

static bool value_of(const chp_catalyst *c, const descriptor *d, double *x)
{
    bool differs;
    if (d->note) {
        const chp_note *note = note_of(c, d, &differs);
        if (note)
            *x = note->value;
        return note != NULL;
    }
    const chp_state *s = find_state(c, d->state);
    if (!s || !s->dG_eV.known)
        return false;
    *x = s->dG_eV.value;
    return true;
}

/* The first reaction that knows the state; NULL: none. */
static const chp_reaction *reaction_of(const chp_outcome *o, const char *spelling,
                                       size_t *species)
{
    for (size_t i = 0; i < o->n_reactions; i++) {
        const char *choices = NULL;
        if (chp_reaction_species(o->reactions[i], spelling, species, &choices) ==
            CHP_NAME_FOUND)
            return o->reactions[i];
    }
    return NULL;
}

static const char *species_of(const chp_outcome *o, const char *spelling)
{
    size_t species;
    const chp_reaction *r = reaction_of(o, spelling, &species);
    return r ? r->species[species].name : NULL;
}

/* "charge(*N2)": the column and the state. */
static void split_note(arena *a, const chp_outcome *o, const char *spelling,
                       descriptor *out)
{
    str rest = str_of(spelling), column;
    str_cut(&rest, '(', &column);
    out->note = arena_str(a, str_trim(column));
    if (rest.len > 1)
        out->state = species_of(o, arena_str(a, str_part(rest, 0, rest.len - 1)));
}

static bool say_differs(const chp_catalyst *c, const descriptor *d, chp_diag *diag)
{
    diag_error(diag, "descriptor", c->states[0].at,
               "%s: the states have different values of %s", c->name, d->note);
    diag_hint(diag, "Name the state whose it is: \"%s(*N2)\".", d->note);
    return false;
}

/* A few that this study has. */
static const char *some_states(arena *a, const chp_outcome *o)
{
    enum { MOST = 4 };
    const char *list = NULL;
    size_t n_states = o->n_catalysts > 0 ? o->catalysts[0].n_states : 0, n = 0;
    for (size_t i = 0; i < n_states && n < MOST; i++) {
        const chp_state *state = &o->catalysts[0].states[i];
        if (state->is_bare)
            continue;
        list = arena_append(a, list, ", ", "%s", state->name);
        n++;
    }
    return list ? list : "*NNH";
}

static bool find_column(arena *a, const chp_outcome *o, const char *spelling,
                        descriptor *out, chp_diag *diag)
{
    const chp_note *any = NULL;
    split_note(a, o, spelling, out);
    for (size_t i = 0; i < o->n_catalysts; i++) {
        bool differs;
        const chp_note *note = note_of(&o->catalysts[i], out, &differs);
        if (differs)
            return say_differs(&o->catalysts[i], out, diag);
        any = any ? any : note;
    }
    if (!any) {
        diag_error(diag, "unknown-state", NOWHERE,
                   "'%s' is no state of a reaction here, and no column of numbers",
                   spelling);
        diag_hint(diag,
                  "--x and --y are one of the states (%s ...), or a column of the "
                  "table, such as d-band.",
                  some_states(a, o));
        return false;
    }
    const char *title =
        out->state ? arena_print(a, "%s(%s)", any->name, out->state) : any->name;
    out->is = (chp_descriptor){
        .name = title, .title = title, .unit = any->unit, .is_note = true
    };
    return true;
}

/* Of the first reaction with one that was calculated for a catalyst. */
static const char *usual_descriptor(const chp_outcome *o)
{
    for (size_t i = 0; i < o->n_reactions; i++)
        for (size_t k = 0; o->reactions[i]->descriptor && k < o->n_catalysts; k++)
            if (find_state(&o->catalysts[k], o->reactions[i]->descriptor))
                return o->reactions[i]->descriptor;
    return NULL;
}

static bool say_unnamed(arena *a, const chp_outcome *o, chp_diag *diag)
{
    diag_error(diag, "descriptor", NOWHERE,
               "no descriptor is named, and the reaction's own was not calculated");
    diag_hint(diag,
              "Give --x, one of the states (%s ...) or a column of the table; "
              "`descriptor: STATE` in a reaction file makes it the usual one.",
              some_states(a, o));
    return false;
}

bool descriptor_find(arena *a, const chp_outcome *outcome, const char *spelling,
                     descriptor *out, chp_diag *diag)
{
    size_t species;
    spelling = spelling ? spelling : usual_descriptor(outcome);
    if (!spelling)
        return say_unnamed(a, outcome, diag);
    const chp_reaction *r = reaction_of(outcome, spelling, &species);
    *out = (descriptor){ 0 };
    if (!r)
        return find_column(a, outcome, spelling, out, diag);
    out->state = r->species[species].name;
    out->is = (chp_descriptor){ .name = out->state,
                                .title = arena_print(a, "ΔG(%s)", out->state),
                                .unit = "eV",
                                .origin = ledger_origin(a, r),
                                .change = ledger_change(a, r, species) };
    return true;
}

/* --- catalysts ------------------------------------------------------------------- */

static bool is_same_pathway(const chp_profile *a, const chp_profile *b)
{
    if (strcmp(a->reaction, b->reaction) != 0 || strcmp(a->name, b->name) != 0)
        return false;
    if (!b->is_complete || a->n_steps != b->n_steps)
        return false;
    for (size_t i = 0; i < a->n_steps; i++)
        if (strcmp(a->steps[i].to, b->steps[i].to) != 0)
            return false;
    return true;
}

static const chp_profile *find_profile(const chp_catalyst *c, const chp_profile *model)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (is_same_pathway(model, &c->profiles[i]))
            return &c->profiles[i];
    return NULL;
}

sample sample_collect(arena *a, const chp_outcome *outcome, const chp_profile *model,
                      const descriptor *x, const descriptor *y)
{
    size_t n = outcome->n_catalysts;
    sample s = {
        .model = model,
        .catalyst = arena_new(a, const chp_catalyst *, n),
        .profile = arena_new(a, const chp_profile *, n),
        .x = arena_new(a, double, n),
        .y = arena_new(a, double, n),
        .left_out = arena_new(a, const char *, n + 1),
    };
    for (size_t i = 0; i < n; i++) {
        const chp_catalyst *c = &outcome->catalysts[i];
        s.catalyst[s.n] = c;
        s.profile[s.n] = find_profile(c, model);
        if (s.profile[s.n] && value_of(c, x, &s.x[s.n]) &&
            (!y || value_of(c, y, &s.y[s.n])))
            s.n++;
        else
            s.left_out[s.n_left_out++] = c->name;
    }
    return s;
}

void sample_range(const double *value, size_t n, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        *low = fmin(*low, value[i]);
        *high = fmax(*high, value[i]);
    }
    double margin = 0.2 * (*high - *low);
    *low -= margin;
    *high += margin;
}

bool sample_is_gas(const chp_outcome *o, const chp_state *state)
{
    for (size_t i = 0; i < o->n_gases; i++)
        if (state == &o->gases[i])
            return true;
    return false;
}

bool sample_is_first(const chp_outcome *o, size_t i_catalyst, const chp_profile *p)
{
    for (size_t i = 0; i < i_catalyst; i++)
        if (find_profile(&o->catalysts[i], p))
            return false;
    return p->is_complete && p->has_limit && !p->is_hybrid;
}

double sample_level_eV(const chp_profile *p, size_t level)
{
    double sum = 0;
    for (size_t i = 0; i < level; i++)
        sum += p->steps[i].dG0_eV;
    return sum;
}

const char *sample_level_name(const chp_profile *p, size_t level)
{
    return level == 0 ? p->steps[0].from : p->steps[level - 1].to;
}

bool sample_is_trivial(const chp_profile *p, size_t level, const descriptor *d)
{
    bool is_end = level == 0 || level == p->n_steps;
    return is_end || (!d->note && strcmp(sample_level_name(p, level), d->state) == 0);
}

bool sample_shares(const chp_profile_step *step, const descriptor *d)
{
    return !d->note &&
           (strcmp(step->from, d->state) == 0 || strcmp(step->to, d->state) == 0);
}

bool sample_is_oxidation(const chp_profile *p)
{
    return p->steps[p->pds].n_e < 0; // the PDS goes the way of the whole
}

bool sample_may_limit(const chp_profile *p, size_t step)
{
    const chp_profile_step *s = &p->steps[step];
    bool is_forward = sample_is_oxidation(p) ? s->n_e < 0 : s->n_e > 0;
    return is_forward && !s->is_activation;
}

void sample_warn_of_few(const sample *s, const char *what, chp_diag *diag)
{
    if (s->n >= FEW_CATALYSTS)
        return;
    diag_warn(diag, "few-points", NOWHERE, "the %s of %s rests on %zu catalysts only",
              what, s->model->name, s->n);
    diag_hint(diag, "Take eight or more before you trust a slope; look at the "
                    "leave-one-out errors.");
}
