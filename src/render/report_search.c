/* The chapter on a search: the best paths of the network, and which states that were
 * not calculated could lead to better ones. */
#include "render/report.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "render/tables.h"
#include "render/words.h"

/* ", by G_max(-0.5 V)": what is ranked by, unless it is U_L. */
static const char *by_objective(const report *r, const chp_search *s)
{
    return strcmp(s->objective, "U_L") == 0
               ? ""
               : arena_print(r->a, ", by %s", objective_text(r->a, s));
}

static void put_best_path(const report *r, const chp_search *s)
{
    const chp_path *p = &s->paths[0];
    const char *through = p->n_states > 0 ? p->state[0] : "", *by = by_objective(r, s);
    for (size_t i = 1; i < p->n_states; i++)
        through = arena_print(r->a, "%s → %s", through, p->state[i]);
    report_heading(
        r, 2, arena_print(r->a, "%s: the best path of the network%s", s->reaction, by));
    if (*by)
        report_result(r, objective_text(r->a, s), report_eV(r, p->objective_eV));
    report_result(r, "limiting potential",
                  arena_print(r->a, "U_L = %s, PDS %s", report_volts(r, p->U_L_V),
                              report_step(r, p->pds_from, p->pds_to)));
    if (p->has_chemical)
        report_result(
            r, "PCS",
            arena_print(r->a, "ΔG = %s at any U", report_eV(r, p->dG_chem_eV)));
    report_result(r, p->name ? p->name : "hybrid",
                  study_label(r->a, r->outcome, through));
    report_result(r, "complete paths", number_exact(s->n_complete).at);
}

static bool is_oxidation(const report *r, const char *reaction)
{
    for (size_t i = 0; i < r->outcome->n_reactions; i++)
        if (strcmp(r->outcome->reactions[i]->name, reaction) == 0)
            return r->outcome->reactions[i]->is_oxidation;
    return false;
}

/* "could raise U_L to at most -0.310 V vs RHE" */
static const char *bound_text(const report *r, const chp_search *s,
                              const chp_missing_state *m)
{
    bool is_U_L = strcmp(s->objective, "U_L") == 0;
    bool is_raised = is_U_L && !is_oxidation(r, s->reaction);
    const char *verb = is_raised ? "raise" : "lower";
    const char *what = is_U_L ? "U_L" : objective_text(r->a, s);
    if (!m->could_improve)
        return "cannot lead to a better path";
    if (isinf(m->objective_at_best_eV))
        return arena_print(r->a, "could %s %s, no bound is known", verb, what);
    return arena_print(r->a, "could %s %s to at %s %s", verb, what,
                       is_raised ? "most" : "least",
                       is_U_L ? report_volts(r, m->U_L_at_best_V)
                              : report_eV(r, m->objective_at_best_eV));
}

static bool same_bound(const chp_missing_state *m, const chp_missing_state *n)
{
    return m->could_improve == n->could_improve &&
           (!m->could_improve || m->objective_at_best_eV == n->objective_at_best_eV);
}

static int by_bound(const void *x, const void *y)
{
    const chp_missing_state *m = *(const chp_missing_state *const *)x,
                            *n = *(const chp_missing_state *const *)y;
    if (m->could_improve != n->could_improve)
        return m->could_improve ? -1 : 1;
    if (!same_bound(m, n))
        return m->objective_at_best_eV < n->objective_at_best_eV ? -1 : 1;
    return (m > n) - (m < n);
}

/* What a calculation could still change; states with the same bound stand together. */
static void put_missing(const report *r, const chp_search *s)
{
    const chp_missing_state **sorted =
        arena_new(r->a, const chp_missing_state *, s->n_missing + 1);
    for (size_t i = 0; i < s->n_missing; i++)
        sorted[i] = &s->missing[i];
    if (s->n_missing > 1)
        qsort(sorted, s->n_missing, sizeof(const chp_missing_state *), by_bound);
    for (size_t i = 0, k; i < s->n_missing; i = k) {
        const char *names = study_label(r->a, r->outcome, sorted[i]->name);
        for (k = i + 1; k < s->n_missing && same_bound(sorted[i], sorted[k]); k++)
            names = arena_append(r->a, names, ", ", "%s",
                                 study_label(r->a, r->outcome, sorted[k]->name));
        report_result(r, i == 0 ? "not calculated" : "",
                      arena_print(r->a, "%s: %s", bound_text(r, s, sorted[i]), names));
    }
}

void report_search(const report *r, const chp_search *s)
{
    if (s->n_paths == 0)
        return;
    if (s->n_paths == 1) {
        put_best_path(r, s);
    } else {
        report_heading(r, 2,
                       arena_print(r->a, "%s: the best of %s complete paths%s",
                                   s->reaction, number_exact(s->n_complete).at,
                                   by_objective(r, s)));
        report_table(r, table_of_paths(r->a, s, r->outcome->scale));
    }
    if (!s->is_exact)
        report_item(r, "given up", "the network is too large: better paths may exist");
    put_missing(r, s);
}
