/* Errors of energies, carried to the steps of all pathways.
 *
 * A member k of an ensemble of energies shifts a step by a sum over its states s:
 *
 *     dG_i(k) = dG_i + sum_s c_is e_s(k)
 *
 * The e_s(k) are those of a BEEF-vdW ensemble (Wellendorff et al., Phys. Rev. B 85,
 * 235149 (2012)), combined index by index; or, without one, drawn from assumed errors:
 * one of each gas, one of each kind of adsorbate on all catalysts, one of each state.
 * All members of all steps are one matrix product: steps x variables times
 * variables x members. */
#include "analysis/errors.h"

#include <string.h>

#include "analysis/sample.h"
#include "base/diag.h"
#include "base/lookup.h"
#include "math/dense.h"
#include "math/statistics.h"

/* A source of error: the energy of one state, or, with a name, of all of that name. */
typedef struct {
    const chp_state *state; // NULL: all states of this name
    const char *name;
    double sigma_eV;
} variable;

/* A state that steps are made of, and the variables that shift it: in an ensemble its
 * own energy; by assumption a gas its own, an adsorbate its kind's and its own, the
 * bare surface none. */
typedef struct {
    const chp_state *state;
    size_t n_variables, variable[2]; // their indices
} part;

/* The steps of all profiles are rows, one after the other. */
typedef struct {
    arena *a;
    const chp_outcome *outcome;
    const chp_uncertainty_options *options;
    bool has_ensemble;
    size_t n_members;
    size_t n_profiles;
    shifted *profiles;
    size_t n_parts;
    part *parts;
    lookup listed; // the parts, by the addresses of their states
    size_t n_variables;
    variable *variables;
    size_t n_rows;
    double *rows; // n_rows x n_variables
} work;

/* --- what the steps are made of -------------------------------------------------- */

typedef void visit_term(work *w, const chp_state *s, double coefficient);

/* What a gas like O2 is made of stands for it. */
static void each_term(work *w, const chp_profile_term *terms, size_t n, double times,
                      visit_term *do_this)
{
    for (size_t t = 0; t < n; t++) {
        const chp_state *s = terms[t].state;
        double coefficient = times * terms[t].coefficient;
        if (s->n_made_of > 0)
            each_term(w, s->made_of, s->n_made_of, coefficient, do_this);
        else
            do_this(w, s, coefficient);
    }
}

/* SIZE_MAX: it is not listed. */
static size_t part_of(const work *w, const chp_state *s)
{
    return lookup_find(&w->listed, (str){ (const char *)&s, sizeof s });
}

static void list_part(work *w, const chp_state *s, double coefficient)
{
    (void)coefficient;
    if (part_of(w, s) != SIZE_MAX)
        return;
    str key = { arena_str(w->a, (str){ (const char *)&s, sizeof s }), sizeof s };
    lookup_add(w->a, &w->listed, key, w->n_parts);
    w->parts = arena_grow(w->a, w->parts, w->n_parts, sizeof *w->parts);
    w->parts[w->n_parts++] = (part){ .state = s };
}

static void list_profile(work *w, const chp_catalyst *c, const chp_profile *p)
{
    w->profiles = arena_grow(w->a, w->profiles, w->n_profiles, sizeof *w->profiles);
    w->profiles[w->n_profiles++] = (shifted){ .catalyst = c, .profile = p };
    for (size_t i = 0; i < p->n_steps; i++)
        each_term(w, p->steps[i].terms, p->steps[i].n_terms, 1, list_part);
}

static void list_profiles(work *w)
{
    for (size_t i = 0; i < w->outcome->n_catalysts; i++) {
        const chp_catalyst *c = &w->outcome->catalysts[i];
        for (size_t j = 0; j < c->n_profiles; j++)
            if (c->profiles[j].is_complete && c->profiles[j].has_limit)
                list_profile(w, c, &c->profiles[j]);
    }
}

/* --- where the members come from ----------------------------------------------- */

typedef struct {
    size_t n_with, n_without, n_members;
    const chp_state *without, *with;
    const chp_state *other_length; // than the first
} census;

static void count_ensemble(census *c, const chp_state *s)
{
    size_t n = s->energy_run ? s->energy_run->calc.n_ensemble : 0;
    if (n == 0) {
        c->without = c->n_without++ > 0 ? c->without : s;
        return;
    }
    if (c->n_with++ == 0) {
        c->with = s;
        c->n_members = n;
    } else if (n != c->n_members && !c->other_length) {
        c->other_length = s;
    }
}

static census take_census(const work *w)
{
    census c = { 0 };
    for (size_t i = 0; i < w->n_parts; i++)
        count_ensemble(&c, w->parts[i].state);
    return c;
}

bool chp_uncertainty_has_ensemble(const chp_outcome *outcome)
{
    arena scratch = { 0 };
    work w = { .a = &scratch, .outcome = outcome };
    list_profiles(&w);
    census c = take_census(&w);
    arena_clear(&scratch);
    return c.n_with > 0 && c.n_without == 0;
}

void chp_uncertainty_note_gaps(const chp_outcome *outcome, chp_diag *diag)
{
    arena scratch = { 0 };
    work w = { .a = &scratch, .outcome = outcome };
    list_profiles(&w);
    census c = take_census(&w);
    arena_clear(&scratch);
    if (c.n_with == 0 || c.n_without == 0)
        return;
    diag_note(diag, "ensemble", c.without->at,
              "BEEF ensembles are left aside: %zu states have one, %s has none",
              c.n_with, c.without->name);
    diag_hint(diag, "Run it with LBEEFENS = .TRUE., too, or give errors with --sigma.");
}

static bool choose_origin(work *w, chp_diag *diag)
{
    census c = take_census(w);
    if (c.n_with > 0 && c.n_without > 0) {
        diag_error(diag, "ensemble", c.without->at,
                   "%s has no BEEF ensemble, but %zu other states have one",
                   c.without->name, c.n_with);
        diag_hint(diag, "Run it with LBEEFENS = .TRUE. too: spreads cannot be combined "
                        "with single energies.");
        return false;
    }
    if (c.other_length) {
        diag_error(diag, "ensemble", c.other_length->at,
                   "the ensemble of %s has %zu members, that of %s has %zu",
                   c.other_length->name, c.other_length->energy_run->calc.n_ensemble,
                   c.with->name, c.n_members);
        diag_hint(diag, "Members are combined index by index: use one ensemble size.");
        return false;
    }
    w->has_ensemble = c.n_with > 0;
    w->n_members = w->has_ensemble ? c.n_members : w->options->n_samples;
    if (w->has_ensemble)
        diag_note(diag, "ensemble", NOWHERE,
                  "%zu members are combined index by index: that they are the same "
                  "functionals in all runs cannot be verified across machines",
                  w->n_members);
    return true;
}

static const char *origin_text(work *w)
{
    const chp_uncertainty_options *o = w->options;
    if (w->has_ensemble)
        return "BEEF ensemble";
    return arena_print(w->a,
                       "assumed errors in eV: N2 %g, NH3 %g, H2 %g, other gases %g, "
                       "adsorbates %g, states %g",
                       o->sigma_N2_eV, o->sigma_NH3_eV, o->sigma_H2_eV, o->sigma_gas_eV,
                       o->sigma_adsorbate_eV, o->sigma_state_eV);
}

/* --- what varies --------------------------------------------------------------- */

static double gas_sigma_eV(const chp_uncertainty_options *o, const char *name)
{
    const struct {
        const char *name;
        double sigma_eV;
    } known[] = { { "N2", o->sigma_N2_eV },
                  { "NH3", o->sigma_NH3_eV },
                  { "H2", o->sigma_H2_eV } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0)
            return known[i].sigma_eV;
    return o->sigma_gas_eV;
}

static size_t variable_index(work *w, variable v)
{
    for (size_t i = 0; i < w->n_variables; i++) {
        const variable *known = &w->variables[i];
        bool is_same_name =
            !v.state && !known->state && strcmp(v.name, known->name) == 0;
        if (is_same_name || (v.state && v.state == known->state))
            return i;
    }
    w->variables = arena_grow(w->a, w->variables, w->n_variables, sizeof v);
    w->variables[w->n_variables] = v;
    return w->n_variables++;
}

static void add_variable(work *w, part *p, variable v)
{
    p->variable[p->n_variables++] = variable_index(w, v);
}

static void list_variables(work *w, part *p)
{
    const chp_uncertainty_options *o = w->options;
    const chp_state *s = p->state;
    if (w->has_ensemble) {
        add_variable(w, p, (variable){ s, s->name, 0 });
    } else if (s->is_reservoir || sample_is_gas(w->outcome, s)) {
        add_variable(w, p, (variable){ NULL, s->name, gas_sigma_eV(o, s->name) });
    } else if (!s->is_bare) {
        add_variable(w, p, (variable){ NULL, s->name, o->sigma_adsorbate_eV });
        add_variable(w, p, (variable){ s, s->name, o->sigma_state_eV });
    }
}

/* Into the row in hand, which is the last. */
static void fill_term(work *w, const chp_state *s, double coefficient)
{
    const part *p = &w->parts[part_of(w, s)];
    double *row = w->rows + (w->n_rows - 1) * w->n_variables;
    for (size_t k = 0; k < p->n_variables; k++)
        row[p->variable[k]] += coefficient;
}

static void fill_rows(work *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n_profiles; i++)
        n += w->profiles[i].profile->n_steps;
    w->rows = arena_new(w->a, double, n * w->n_variables);
    for (size_t i = 0; i < w->n_profiles; i++) {
        const chp_profile *p = w->profiles[i].profile;
        for (size_t k = 0; k < p->n_steps; k++) {
            w->n_rows++;
            each_term(w, p->steps[k].terms, p->steps[k].n_terms, 1, fill_term);
        }
    }
}

static void fill_members(work *w, double *members)
{
    random_stream r = random_seeded(w->options->seed);
    for (size_t v = 0; v < w->n_variables; v++) {
        const variable *var = &w->variables[v];
        const chp_run *run = var->state ? var->state->energy_run : NULL;
        for (size_t k = 0; k < w->n_members; k++)
            members[v * w->n_members + k] = w->has_ensemble
                                                ? run->calc.ensemble_eV[k]
                                                : var->sigma_eV * random_normal(&r);
    }
}

/* All members of all steps in one product. */
static void shift_steps(work *w, const dense *d)
{
    fill_rows(w);
    double *members = arena_new(w->a, double, w->n_variables * w->n_members);
    double *shift_eV = arena_new(w->a, double, w->n_rows * w->n_members);
    fill_members(w, members);
    d->product((int)w->n_rows, (int)w->n_members, (int)w->n_variables, w->rows, members,
               shift_eV);
    for (size_t i = 0; i < w->n_profiles; i++) {
        w->profiles[i].shift_eV = shift_eV;
        shift_eV += w->profiles[i].profile->n_steps * w->n_members;
    }
}

bool errors_of(arena *a, const chp_outcome *outcome,
               const chp_uncertainty_options *options, errors *out, chp_diag *diag)
{
    work w = { .a = a, .outcome = outcome, .options = options };
    list_profiles(&w);
    if (!choose_origin(&w, diag))
        return false;
    for (size_t i = 0; i < w.n_parts; i++)
        list_variables(&w, &w.parts[i]);
    if (w.n_variables == 0) {
        diag_error(diag, "no-profile", NOWHERE,
                   "no pathway is complete: there is nothing to be unsure of");
        diag_hint(diag, "The report lists what each pathway still needs.");
        return false;
    }
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    shift_steps(&w, d);
    *out = (errors){ origin_text(&w), w.n_members, w.n_profiles, w.profiles };
    return true;
}
