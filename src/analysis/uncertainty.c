/* How sure is a limiting potential?
 *
 * Of each member k of an ensemble of errors (errors.c), as of a study of its own:
 *
 *     U_L(k)   = - max_i dG_i(k) / n_i
 *     c(A > B) = (1/K) sum_k 1[U_L,A(k) > U_L,B(k)]
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/errors.h"
#include "analysis/sample.h"
#include "base/diag.h"
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
    chp_uncertainty_options set = *options;
    const struct {
        str name;
        double *sigma_eV;
    } known[] = {
        { STR("N2"), &set.sigma_N2_eV },
        { STR("NH3"), &set.sigma_NH3_eV },
        { STR("H2"), &set.sigma_H2_eV },
        { STR("gas"), &set.sigma_gas_eV },
        { STR("adsorbate"), &set.sigma_adsorbate_eV },
        { STR("state"), &set.sigma_state_eV },
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
    *options = set;
    return true;
}

/* --- what it does to the limiting potential ------------------------------------ */

typedef struct {
    arena a;
    errors e;
    double target_V;
    chp_uncertain_profile *profiles; // as many as in `e`
    double *U_V;                     // n_profiles x n_members
    double *best_V; // the same, of the best pathway of that catalyst and reaction
} work;

static double per_electron_eV(const work *w, const shifted *p, size_t step, size_t k)
{
    const chp_profile_step *s = &p->profile->steps[step];
    return (s->dG0_eV + p->shift_eV[step * w->e.n_members + k]) / abs(s->n_e);
}

/* A reduction is limited from above, an oxidation from below. */
static int sign_of(const chp_profile *p)
{
    return sample_is_oxidation(p) ? 1 : -1;
}

/* U_L of member k; its PDS is counted into `p_pds`, a tie in equal parts. */
static double member_limit_V(const work *w, const shifted *of, size_t k, double *p_pds)
{
    const chp_profile *p = of->profile;
    double largest = -INFINITY;
    for (size_t i = 0; i < p->n_steps; i++)
        if (sample_may_limit(p, i))
            largest = fmax(largest, per_electron_eV(w, of, i, k));
    size_t n_ties = 0;
    for (size_t i = 0; i < p->n_steps; i++)
        n_ties +=
            sample_may_limit(p, i) && per_electron_eV(w, of, i, k) >= largest - TIE_V;
    for (size_t i = 0; i < p->n_steps; i++)
        if (sample_may_limit(p, i) && per_electron_eV(w, of, i, k) >= largest - TIE_V)
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
    size_t n = w->e.n_members;
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
        n_beyond += is_better(sign_of(p), U_V[k], w->target_V);
    }
    out->mean_V = sum_V / (double)n;
    out->p_beyond_target = (double)n_beyond / (double)n;
}

static void measure(work *w, size_t i_profile)
{
    const shifted *of = &w->e.profiles[i_profile];
    const chp_profile *p = of->profile;
    size_t n = w->e.n_members;
    double *p_pds = arena_new(&w->a, double, p->n_steps);
    double *U_V = w->U_V + i_profile * n;
    for (size_t k = 0; k < n; k++)
        U_V[k] = member_limit_V(w, of, k, p_pds);
    for (size_t i = 0; i < p->n_steps; i++)
        p_pds[i] /= (double)n;
    w->profiles[i_profile] = (chp_uncertain_profile){
        .catalyst = of->catalyst->name,
        .reaction = p->reaction,
        .pathway = p->name,
        .n_steps = p->n_steps,
        .p_pds = p_pds,
    };
    summarise(w, p, U_V, &w->profiles[i_profile]);
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
static double best_of(const work *w, size_t of, size_t k, size_t *n_best)
{
    int sign = sign_of(w->e.profiles[of].profile);
    double best = w->U_V[of * w->e.n_members + k];
    *n_best = 1;
    for (size_t i = 0; i < w->e.n_profiles; i++) {
        double U = w->U_V[i * w->e.n_members + k];
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
    const double *U_V = w->U_V + of * w->e.n_members;
    double *best_V = w->best_V + of * w->e.n_members;
    for (size_t k = 0; k < w->e.n_members; k++) {
        size_t n_best;
        best_V[k] = best_of(w, of, k, &n_best);
        if (fabs(U_V[k] - best_V[k]) <= TIE_V)
            n_won += 1.0 / (double)n_best;
    }
    w->profiles[of].p_best_pathway = n_won / (double)w->e.n_members;
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
    int sign = sign_of(w->e.profiles[better].profile);
    size_t n = w->e.n_members, wins = 0;
    for (size_t k = 0; k < n; k++)
        wins += is_better(sign, w->best_V[better * n + k], w->best_V[worse * n + k]);
    return (double)wins / (double)n;
}

static void compare_catalysts(work *w, chp_uncertainty *out)
{
    chp_uncertain_pair *pairs = NULL;
    size_t n = w->e.n_profiles;
    bool *is_first = arena_new(&w->a, bool, n);
    for (size_t i = 0; i < n; i++)
        is_first[i] = stands_for_others(w, i);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const chp_uncertain_profile *a = &w->profiles[i], *b = &w->profiles[j];
            if (!is_first[i] || !is_first[j] || a->catalyst == b->catalyst ||
                !is_same_reaction(a, b))
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

static void carry(work *w, chp_uncertainty *out, chp_diag *diag)
{
    size_t n = w->e.n_profiles;
    w->profiles = arena_new(&w->a, chp_uncertain_profile, n);
    w->U_V = arena_new(&w->a, double, n * w->e.n_members);
    w->best_V = arena_new(&w->a, double, n * w->e.n_members);
    for (size_t i = 0; i < n; i++)
        measure(w, i);
    for (size_t i = 0; i < n; i++)
        share_best(w, i);
    compare_catalysts(w, out);
    say_unsure(out, diag);
    out->origin = w->e.origin;
    out->n_members = w->e.n_members;
    out->target_V = w->target_V;
    out->n_profiles = n;
    out->profiles = w->profiles;
}

typedef struct {
    chp_uncertainty shown; // first: what the caller holds points here
    arena a;
} owner;

const chp_uncertainty *chp_uncertainty_of(const chp_outcome *outcome,
                                          const chp_uncertainty_options *options,
                                          chp_diag *diag)
{
    work w = { .target_V = options->target_V };
    owner *o = arena_new(&w.a, owner, 1);
    if (!errors_of(&w.a, outcome, options, &w.e, diag)) {
        arena_clear(&w.a);
        return NULL;
    }
    carry(&w, &o->shown, diag);
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
