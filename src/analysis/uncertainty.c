/* How sure is a limiting potential?
 *
 * Every step is linear in the free energies of its states, so a member k of an
 * ensemble of energies shifts it by a sum over the states s of the step:
 *
 *     dG_i(k) = dG_i + sum_s c_is e_s(k)                                  (5.2)
 *     U_L(k)  = - max_i dG_i(k) / n_i
 *     c(A > B) = (1/K) sum_k 1[U_L,A(k) > U_L,B(k)]                       (5.3)
 *
 * The e_s(k) are those of a BEEF-vdW ensemble (Wellendorff et al., Phys. Rev. B 85,
 * 235149 (2012)), combined index by index; or, without one, drawn from assumed errors:
 * one of each gas, one of each kind of adsorbate on all catalysts, one of each state
 * (5.4). All members of all steps are one matrix product: steps x variables times
 * variables x members.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sample.h"
#include "base/diag.h"
#include "math/dense.h"
#include "math/statistics.h"

static const double TIE_V = 1e-6;

chp_uncertainty_options chp_uncertainty_defaults(void)
{
    return (chp_uncertainty_options){
        .sigma_N2_eV = 0.15,
        .sigma_NH3_eV = 0.05,
        .sigma_H2_eV = 0.02,
        .sigma_gas_eV = 0.10,
        .sigma_adsorbate_eV = 0.10,
        .sigma_state_eV = 0.05,
        .n_samples = 2000,
        .seed = 1,
        .target_V = -0.5,
    };
}

bool chp_uncertainty_set(chp_uncertainty_options *options, const char *text)
{
    const struct {
        str name;
        double *sigma_eV;
    } known[] = {
        { STR("N2"), &options->sigma_N2_eV },
        { STR("NH3"), &options->sigma_NH3_eV },
        { STR("H2"), &options->sigma_H2_eV },
        { STR("gas"), &options->sigma_gas_eV },
        { STR("adsorbate"), &options->sigma_adsorbate_eV },
        { STR("state"), &options->sigma_state_eV },
    };
    str rest = str_of(text), piece, name;
    while (str_cut(&rest, ',', &piece)) {
        double *sigma_eV = NULL, x;
        if (!str_cut(&piece, '=', &name) || !str_number(piece, &x) || x < 0)
            return false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (str_eq(str_trim(name), known[i].name))
                sigma_eV = known[i].sigma_eV;
        if (!sigma_eV)
            return false;
        *sigma_eV = x;
    }
    return true;
}

/* --- what varies --------------------------------------------------------------- */

/* A source of error: the energy of one state, or, with a name, of all of that name. */
typedef struct {
    const chp_state *state; // NULL: all states of this name
    const char *name;
    double sigma_eV;
} variable;

typedef struct {
    arena a;
    const chp_outcome *outcome;
    const chp_uncertainty_options *options;
    bool has_ensemble;
    size_t n_members;
    size_t n_variables;
    variable *variables;
    size_t n_states; // that the steps are made of
    const chp_state **states;
    size_t n_rows; // the steps of all profiles, one after the other
    double *rows;  // n_rows x n_variables
    double *shift; // n_rows x n_members
    size_t n_profiles;
    chp_uncertain_profile *profiles;
    const chp_profile **source; // of each profile
    double *U_V;                // n_profiles x n_members
} work;

static bool is_gas(const work *w, const chp_state *s)
{
    return s >= w->outcome->gases && s < w->outcome->gases + w->outcome->n_gases;
}

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
    w->variables = arena_grow(&w->a, w->variables, w->n_variables, sizeof v);
    w->variables[w->n_variables] = v;
    return w->n_variables++;
}

/* The variables that shift a state: in an ensemble its own energy; by assumption a gas
 * its own, an adsorbate its kind's and its own, the bare surface none. */
static size_t variables_of(work *w, const chp_state *s, size_t index[2])
{
    const chp_uncertainty_options *o = w->options;
    if (w->has_ensemble) {
        index[0] = variable_index(w, (variable){ s, s->name, 0 });
        return 1;
    }
    if (is_gas(w, s)) {
        index[0] =
            variable_index(w, (variable){ s, s->name, gas_sigma_eV(o, s->name) });
        return 1;
    }
    if (s->is_bare)
        return 0;
    index[0] = variable_index(w, (variable){ NULL, s->name, o->sigma_adsorbate_eV });
    index[1] = variable_index(w, (variable){ s, s->name, o->sigma_state_eV });
    return 2;
}

/* --- every step of every complete pathway -------------------------------------- */

typedef void visit(work *w, const chp_catalyst *c, const chp_profile *p);

static void each_profile(work *w, visit *do_this)
{
    for (size_t i = 0; i < w->outcome->n_catalysts; i++) {
        const chp_catalyst *c = &w->outcome->catalysts[i];
        for (size_t j = 0; j < c->n_profiles; j++)
            if (c->profiles[j].is_complete && c->profiles[j].has_limit)
                do_this(w, c, &c->profiles[j]);
    }
}

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

static void count_term(work *w, const chp_state *s, double coefficient)
{
    (void)coefficient;
    size_t index[2];
    variables_of(w, s, index);
}

static void count_variables(work *w, const chp_catalyst *c, const chp_profile *p)
{
    (void)c;
    for (size_t i = 0; i < p->n_steps; i++)
        each_term(w, p->steps[i].terms, p->steps[i].n_terms, 1, count_term);
    w->n_rows += p->n_steps;
    w->n_profiles++;
}

/* Into the last row. */
static void fill_term(work *w, const chp_state *s, double coefficient)
{
    size_t index[2], n = variables_of(w, s, index);
    for (size_t k = 0; k < n; k++)
        w->rows[(w->n_rows - 1) * w->n_variables + index[k]] += coefficient;
}

static void fill_rows(work *w, const chp_catalyst *c, const chp_profile *p)
{
    (void)c;
    for (size_t i = 0; i < p->n_steps; i++) {
        w->n_rows++;
        each_term(w, p->steps[i].terms, p->steps[i].n_terms, 1, fill_term);
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

/* --- what it does to the limiting potential ------------------------------------ */

/* The steps of one profile: what they cost without and with member k. */
typedef struct {
    const chp_profile *profile;
    const double *shift; // n_steps x n_members
    size_t n_members;
} ladder;

static double per_electron_eV(const ladder *l, size_t step, size_t k)
{
    const chp_profile_step *s = &l->profile->steps[step];
    return (s->dG0_eV + l->shift[step * l->n_members + k]) / abs(s->n_e);
}

/* A reduction is limited from above, an oxidation from below. */
static int sign_of(const chp_profile *p)
{
    return sample_is_oxidation(p) ? 1 : -1;
}

/* U_L of member k; its PDS is counted into `p_pds`, a tie in equal parts. */
static double member_limit_V(const ladder *l, size_t k, double *p_pds)
{
    const chp_profile *p = l->profile;
    double largest = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++)
        if (sample_may_limit(p, i))
            largest = fmax(largest, per_electron_eV(l, i, k));
    size_t n_ties = 0;
    for (size_t i = 0; i < p->n_steps; i++)
        n_ties += sample_may_limit(p, i) && per_electron_eV(l, i, k) >= largest - TIE_V;
    for (size_t i = 0; i < p->n_steps; i++)
        if (sample_may_limit(p, i) && per_electron_eV(l, i, k) >= largest - TIE_V)
            p_pds[i] += 1.0 / (double)n_ties;
    return sign_of(p) * largest;
}

/* Better: less negative in a reduction, less positive in an oxidation. */
static bool is_better(int sign, double U, double than)
{
    return sign < 0 ? U > than + TIE_V : U < than - TIE_V;
}

static void summarise(work *w, const chp_profile *p, const double *U_V,
                      chp_uncertain_profile *out)
{
    size_t n = w->n_members;
    double *sorted = arena_new(&w->a, double, n);
    memcpy(sorted, U_V, n * sizeof *sorted);
    out->U_L_V = p->U_L_V;
    out->median_V = statistics_quantile(sorted, n, 0.50);
    out->low_V = statistics_quantile(sorted, n, 0.05);
    out->high_V = statistics_quantile(sorted, n, 0.95);
    double sum_V = 0;
    size_t n_beyond = 0;
    for (size_t k = 0; k < n; k++) {
        sum_V += U_V[k];
        n_beyond += is_better(sign_of(p), U_V[k], w->options->target_V);
    }
    out->mean_V = sum_V / (double)n;
    out->p_beyond_target = (double)n_beyond / (double)n;
}

static void measure(work *w, const chp_catalyst *c, const chp_profile *p)
{
    ladder l = { p, w->shift + w->n_rows * w->n_members, w->n_members };
    double *p_pds = arena_new(&w->a, double, p->n_steps);
    double *U_V = w->U_V + w->n_profiles * w->n_members;
    for (size_t k = 0; k < w->n_members; k++)
        U_V[k] = member_limit_V(&l, k, p_pds);
    for (size_t i = 0; i < p->n_steps; i++)
        p_pds[i] /= (double)w->n_members;
    w->source[w->n_profiles] = p;
    w->profiles[w->n_profiles] = (chp_uncertain_profile){
        .catalyst = c->name,
        .reaction = p->reaction,
        .pathway = p->name,
        .n_steps = p->n_steps,
        .p_pds = p_pds,
    };
    summarise(w, p, U_V, &w->profiles[w->n_profiles++]);
    w->n_rows += p->n_steps;
}

/* --- which pathway, which catalyst is better ----------------------------------- */

static bool is_same_reaction(const chp_uncertain_profile *a,
                             const chp_uncertain_profile *b)
{
    return strcmp(a->reaction, b->reaction) == 0;
}

static bool is_together(const chp_uncertain_profile *a, const chp_uncertain_profile *b)
{
    return a->catalyst == b->catalyst && is_same_reaction(a, b);
}

/* The best U_L of member k among the profiles of one catalyst and reaction, and how
 * many of them have it. */
static double best_V(const work *w, size_t of, size_t k, size_t *n_best)
{
    int sign = sign_of(w->source[of]);
    double best = w->U_V[of * w->n_members + k];
    *n_best = 1;
    for (size_t i = 0; i < w->n_profiles; i++) {
        double U = w->U_V[i * w->n_members + k];
        if (i == of || !is_together(&w->profiles[i], &w->profiles[of]))
            continue;
        bool is_better_one = is_better(sign, U, best);
        *n_best = is_better_one ? 1 : *n_best + !is_better(sign, best, U);
        best = is_better_one ? U : best;
    }
    return best;
}

static void share_best(work *w, size_t of)
{
    double n_won = 0; // divided at the end: 1 is 1, whatever the number of members
    for (size_t k = 0; k < w->n_members; k++) {
        size_t n_best;
        double best = best_V(w, of, k, &n_best);
        if (fabs(w->U_V[of * w->n_members + k] - best) <= TIE_V)
            n_won += 1.0 / (double)n_best;
    }
    w->profiles[of].p_best_pathway = n_won / (double)w->n_members;
}

/* One profile stands for all of its catalyst and reaction. */
static bool stands_for_others(const work *w, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (is_together(&w->profiles[j], &w->profiles[i]))
            return false;
    return true;
}

static double confidence(const work *w, size_t better, size_t worse)
{
    size_t wins = 0, n_best;
    for (size_t k = 0; k < w->n_members; k++)
        wins += is_better(sign_of(w->source[better]), best_V(w, better, k, &n_best),
                          best_V(w, worse, k, &n_best));
    return (double)wins / (double)w->n_members;
}

static void compare_catalysts(work *w, chp_uncertainty *out)
{
    chp_uncertain_pair *pairs = NULL;
    for (size_t i = 0; i < w->n_profiles; i++)
        for (size_t j = 0; j < w->n_profiles; j++) {
            const chp_uncertain_profile *a = &w->profiles[i], *b = &w->profiles[j];
            if (a->catalyst == b->catalyst || !is_same_reaction(a, b) ||
                !stands_for_others(w, i) || !stands_for_others(w, j))
                continue;
            pairs = arena_grow(&w->a, pairs, out->n_pairs, sizeof *pairs);
            pairs[out->n_pairs++] =
                (chp_uncertain_pair){ a->reaction, a->catalyst, b->catalyst,
                                      confidence(w, i, j) };
        }
    out->pairs = pairs;
}

/* C25: which order of two catalysts is not known. Each pair stands there both ways. */
static void say_unsure(const chp_uncertainty *u, chp_diag *diag)
{
    const double sure = 0.9;
    const chp_uncertain_pair *least = NULL;
    size_t n = 0;
    for (size_t i = 0; i < u->n_pairs; i++) {
        const chp_uncertain_pair *p = &u->pairs[i];
        if (p->confidence < 0.5 || p->confidence >= sure)
            continue;
        n++;
        least = !least || p->confidence < least->confidence ? p : least;
    }
    if (n == 0)
        return;
    diag_note(
        diag, "C25", NOWHERE,
        "the order of %zu of %zu pairs of catalysts is less than %.0f %% sure, the "
        "least that of %s before %s in %s: %.0f %%",
        n, u->n_pairs / 2, 100 * sure, least->better, least->worse, least->reaction,
        100 * least->confidence);
    diag_hint(diag, "Do not rank them.");
}

/* --- where the members come from ----------------------------------------------- */

typedef struct {
    size_t n_with, n_without, n_members;
    const chp_state *without, *with;
    const chp_state *other_length;
} census;

static void count_ensemble(census *c, const chp_state *s)
{
    size_t n = s->energy_run ? s->energy_run->calc.n_ensemble : 0;
    if (n == 0) {
        c->n_without++;
        c->without = s;
        return;
    }
    if (c->n_with > 0 && n != c->n_members)
        c->other_length = s;
    c->with = s;
    c->n_members = n;
    c->n_with++;
}

static void list_state(work *w, const chp_state *s, double coefficient)
{
    (void)coefficient;
    for (size_t i = 0; i < w->n_states; i++)
        if (w->states[i] == s)
            return;
    w->states = arena_grow(&w->a, w->states, w->n_states, sizeof *w->states);
    w->states[w->n_states++] = s;
}

static void list_states(work *w, const chp_catalyst *c, const chp_profile *p)
{
    (void)c;
    for (size_t i = 0; i < p->n_steps; i++)
        each_term(w, p->steps[i].terms, p->steps[i].n_terms, 1, list_state);
}

/* Of everything that a complete pathway is made of. */
static census take_census(work *w)
{
    census c = { 0 };
    each_profile(w, list_states);
    for (size_t i = 0; i < w->n_states; i++)
        count_ensemble(&c, w->states[i]);
    return c;
}

bool chp_uncertainty_has_ensemble(const chp_outcome *outcome)
{
    work w = { .outcome = outcome };
    census c = take_census(&w);
    arena_clear(&w.a);
    return c.n_with > 0 && c.n_without == 0;
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

/* All members of all steps in one product. */
static void shift_steps(work *w, const dense *d)
{
    double *errors = arena_new(&w->a, double, w->n_variables * w->n_members);
    w->rows = arena_new(&w->a, double, w->n_rows * w->n_variables);
    w->shift = arena_new(&w->a, double, w->n_rows * w->n_members);
    size_t n_rows = w->n_rows;
    w->n_rows = 0;
    each_profile(w, fill_rows);
    fill_members(w, errors);
    d->product((int)n_rows, (int)w->n_members, (int)w->n_variables, w->rows, errors,
               w->shift);
}

static const char *origin_text(work *w)
{
    const chp_uncertainty_options *o = w->options;
    if (w->has_ensemble)
        return "BEEF ensemble";
    return arena_print(&w->a,
                       "assumed errors in eV: N2 %g, NH3 %g, H2 %g, other gases %g, "
                       "adsorbates %g, states %g",
                       o->sigma_N2_eV, o->sigma_NH3_eV, o->sigma_H2_eV, o->sigma_gas_eV,
                       o->sigma_adsorbate_eV, o->sigma_state_eV);
}

static bool carry(work *w, chp_uncertainty *out, chp_diag *diag)
{
    if (!choose_origin(w, diag))
        return false;
    each_profile(w, count_variables);
    if (w->n_profiles == 0 || w->n_variables == 0) {
        diag_error(diag, "no-profile", NOWHERE,
                   "no pathway is complete: there is nothing to be unsure of");
        return false;
    }
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    shift_steps(w, d);
    w->profiles = arena_new(&w->a, chp_uncertain_profile, w->n_profiles);
    w->source = arena_new(&w->a, const chp_profile *, w->n_profiles);
    w->U_V = arena_new(&w->a, double, w->n_profiles * w->n_members);
    w->n_profiles = w->n_rows = 0;
    each_profile(w, measure);
    for (size_t i = 0; i < w->n_profiles; i++)
        share_best(w, i);
    compare_catalysts(w, out);
    say_unsure(out, diag);
    out->origin = origin_text(w);
    out->n_members = w->n_members;
    out->target_V = w->options->target_V;
    out->n_profiles = w->n_profiles;
    out->profiles = w->profiles;
    return true;
}

typedef struct {
    chp_uncertainty shown; // first: what the caller holds points here
    arena a;
} owner;

const chp_uncertainty *chp_uncertainty_of(const chp_outcome *outcome,
                                          const chp_uncertainty_options *options,
                                          chp_diag *diag)
{
    work w = { .outcome = outcome, .options = options };
    owner *o = arena_new(&w.a, owner, 1);
    if (!carry(&w, &o->shown, diag)) {
        arena_clear(&w.a);
        return NULL;
    }
    o->a = w.a;
    return &o->shown;
}

void chp_uncertainty_free(const chp_uncertainty *u)
{
    if (!u)
        return;
    arena a = ((const owner *)u)->a; // the record itself lives in it
    arena_clear(&a);
}
