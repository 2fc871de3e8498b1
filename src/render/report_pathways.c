/* The chapter on a catalyst's pathways: what each step costs, which one limits, and
 * what barriers and constant potential add; then those that lack energies. */
#include "render/report.h"

#include "base/number.h"
#include "render/beyond.h"
#include "render/tables.h"
#include "render/words.h"

static void put_merged(const report *r, const chp_profile *p)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (const char *const *m = p->steps[i].merged; m && *m; m++)
            report_result(r, "merged",
                          arena_print(r->a,
                                      "step %zu passes over %s, which was not supplied",
                                      i + 1, study_label(r->a, r->outcome, *m)));
}

static void put_limit(const report *r, const chp_profile *p)
{
    const chp_profile_step *s = &p->steps[p->pds];
    report_result(r, "limiting potential",
                  arena_print(r->a, "U_L = %s", report_volts(r, p->U_L_V)));
    report_result(r, "PDS",
                  arena_print(r->a, "%s, ΔG = %s at U = 0",
                              report_step(r, s->from, s->to), report_eV(r, s->dG0_eV)));
    for (size_t i = 0; i < p->n_co_limiting; i++) {
        const chp_profile_step *c = &p->steps[p->co_limiting[i]];
        report_result(r, "co-limiting",
                      arena_print(r->a, "%s, ΔG = %s at U = 0",
                                  report_step(r, c->from, c->to),
                                  report_eV(r, c->dG0_eV)));
    }
    if (p->U_eq_V.known)
        report_result(
            r, "overpotential",
            arena_print(r->a,
                        "η = %s V from U_eq = %s; by the study's own energies "
                        "η = %s V from U_eq = %s",
                        number_fixed(p->eta_V, 3).at, report_volts(r, p->U_eq_V.value),
                        number_fixed(p->eta_implied_V, 3).at,
                        report_volts(r, p->U_eq_implied_V)));
    else
        report_result(
            r, "overpotential",
            arena_print(r->a, "η = %s V from U_eq = %s, by the study's own energies",
                        number_fixed(p->eta_implied_V, 3).at,
                        report_volts(r, p->U_eq_implied_V)));
    if (p->has_window)
        report_result(
            r, "window",
            arena_print(r->a, "every electrochemical step is downhill from %s to %s%s",
                        report_volts(r, p->window_low_V),
                        report_volts(r, p->window_high_V),
                        p->window_low_V > p->window_high_V ? ": nowhere" : ""));
}

static void put_spans(const report *r, const chp_profile *p)
{
    enum { MOST = 4 };
    const char *text = "";
    size_t shown[MOST], n = potentials_shown(p, MOST, shown);
    for (size_t i = 0; i < n; i++) {
        const chp_at_potential *at = &p->at[shown[i]];
        text = arena_print(
            r->a, "%s%s%s at U = %s (%s)", text, i ? "; " : "",
            report_eV(r, at->span_eV), potential_text(r->a, at),
            report_step(r, level_name(p, at->span_from), level_name(p, at->span_to)));
        if (at->has_cyclic && at->cyclic_eV > at->span_eV + 1e-6)
            text = arena_print(r->a, "%s, into the next turn %s (%s)", text,
                               report_eV(r, at->cyclic_eV),
                               report_step(r, level_name(p, at->cyclic_from),
                                           level_name(p, at->cyclic_to)));
    }
    if (p->n_potentials > 0)
        report_result(r, "largest span G_max", text);
}

/* The rate of the cycle, where transition states were calculated. */
static void put_barriers(const report *r, const chp_profile *p)
{
    if (p->n_barriers == 0)
        return;
    report_result(r, "barriers", barriers_text(r->a, p));
    const char *missing = missing_barriers_text(r->a, p);
    if (missing)
        report_item(r, "other steps", missing);
    if (p->n_turnovers > 0)
        report_table(r, table_of_turnovers(r->a, p, r->outcome->scale));
    if (p->n_turnovers < p->n_potentials)
        report_item(r, "no turnover", "where the whole cycle is not downhill");
}

/* Where the steps with electrons all are downhill, when that is no half-line. */
static const char *downhill_ranges(const report *r, const chp_constant_potential *c)
{
    const char *list = NULL;
    if (c->starts_downhill)
        list = arena_print(r->a, "up to %s", report_volts(r, c->root_V[0]));
    for (size_t i = c->limit; i < c->n_roots; i += 2) {
        const char *from = report_volts(r, c->root_V[i]);
        list = i + 1 < c->n_roots
                   ? arena_append(r->a, list, ", ", "from %s to %s", from,
                                  report_volts(r, c->root_V[i + 1]))
                   : arena_append(r->a, list, ", ", "from %s on", from);
    }
    return list;
}

/* Beside CHE, where all surfaces of the pathway have charged runs. */
static void put_constant(const report *r, const chp_profile *p)
{
    const chp_constant_potential *c = p->constant;
    if (!c)
        return;
    report_table(r, table_of_constant(r->a, p, r->outcome->scale));
    if (!c->has_limit) {
        report_item(r, "constant potential",
                    c->starts_downhill ? "every step with electrons is downhill"
                                       : "no potential makes every step downhill");
        return;
    }
    const chp_profile_step *s = &p->steps[c->pds];
    report_result(r, "constant potential",
                  arena_print(r->a, "U_L = %s, PDS %s; by CHE U_L = %s",
                              report_volts(r, c->U_L_V), report_step(r, s->from, s->to),
                              report_volts(r, p->U_L_V)));
    if (c->n_roots > 1)
        report_item(r, "downhill only", downhill_ranges(r, c));
    if (c->guessed[0])
        report_result(r, "extrapolated", report_list(r->a, c->guessed));
}

/* It may end in a step: "0.06 eV remains uphill at *NH3 -> *". */
static const char *verdict_text(const report *r, const chp_profile *p)
{
    str verdict = str_of(p->verdict);
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        str step = str_of(arena_print(r->a, " at %s -> %s", s->from, s->to));
        if (str_ends(verdict, step))
            return arena_print(r->a, "%.*s at %s", (int)(verdict.len - step.len),
                               verdict.at, report_step(r, s->from, s->to));
    }
    return p->verdict;
}

static void put_complete(const report *r, const chp_profile *p)
{
    report_table(r, table_of_steps(r->a, p, r->outcome->scale));
    if (p->has_limit)
        put_limit(r, p);
    if (p->has_chemical) {
        const chp_profile_step *s = &p->steps[p->pcs];
        const char *rate = "";
        if (p->chem_rate_s.known)
            rate = arena_print(r->a, "; at most %s turnovers a second",
                               number_significant(p->chem_rate_s.value, 2).at);
        report_result(r, "PCS",
                      arena_print(r->a, "%s, ΔG = %s at any U%s",
                                  report_step(r, s->from, s->to),
                                  report_eV(r, p->dG_chem_eV), rate));
    }
    put_spans(r, p);
    put_barriers(r, p);
    put_constant(r, p);
    put_merged(r, p);
    if (p->robustness)
        report_item(r, "robustness", p->robustness);
    if (p->verdict)
        report_result(r, "verdict", verdict_text(r, p));
}

/* What is missing; and of it what was given, but must not be used. */
static const char *obstacles(arena *a, const chp_profile *p)
{
    const char *missing = report_list(a, p->missing),
               *spoilt = report_list(a, p->spoilt);
    return *spoilt ? arena_print(a, "%s; an error stands against %s", missing, spoilt)
                   : missing;
}

/* A step that is known bounds what is not: U_L = -max dG / n of all of them. */
static const chp_profile_step *bounding(const report *r, const chp_profile *p,
                                        double *U_V)
{
    const chp_reaction *of = reaction_named(r->outcome, p->reaction);
    int sign = of && of->is_oxidation ? -1 : 1;
    const chp_profile_step *found = NULL;
    for (size_t i = 0; i < p->n_known; i++) {
        const chp_profile_step *s = &p->known[i];
        int n_e = sign * s->n_e;
        if (n_e <= 0 || s->is_activation ||
            (found && s->dG0_eV / n_e <= found->dG0_eV / (sign * found->n_e)))
            continue;
        found = s;
        *U_V = -sign * s->dG0_eV / n_e;
    }
    return found;
}

static const char *bound_text(const report *r, const chp_profile *p)
{
    double U_V;
    const chp_profile_step *s = bounding(r, p, &U_V);
    return s ? arena_print(r->a, "; U_L no better than %s %s, by %s",
                           number_fixed(U_V, 3).at, scale_unit(r->outcome->scale),
                           report_step(r, s->from, s->to))
             : "";
}

void report_pathways(const report *r, const chp_catalyst *c)
{
    bool has_incomplete = false;
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        has_incomplete = has_incomplete || !p->is_complete;
        if (!p->is_complete)
            continue;
        report_heading(r, 2, arena_print(r->a, "%s: %s", p->reaction, p->name));
        put_complete(r, p);
    }
    if (has_incomplete)
        report_heading(r, 2, "Not complete, for want of energies");
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (!p->is_complete)
            report_result(
                r, p->name,
                arena_print(r->a, "%s%s", obstacles(r->a, p), bound_text(r, p)));
    }
}
