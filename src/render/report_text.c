/* The report that a chemist reads at once: what came out first, then for each
 * catalyst its states and pathways, then what is wrong with the input. */
#include "chepath/figure.h"

#include "base/number.h"
#include "render/tables.h"
#include "render/text.h"
#include "render/words.h"

typedef struct {
    arena *a;
    const chp_outcome *outcome;
    const char *volt; // "V vs RHE"
    FILE *to;
} report;

static void heading(const report *r, const char *text, const char *underline)
{
    fputc('\n', r->to);
    text_put(str_of(text), r->to);
    fputc('\n', r->to);
    for (size_t i = text_width(str_of(text)); i > 0; i--)
        fputs(underline, r->to);
    fputc('\n', r->to);
}

/* "name    value", the value wrapped under itself. */
enum { NAME_WIDTH = 22 };

static void item(const report *r, const char *name, const char *value)
{
    size_t width = 2 + text_width(str_of(name));
    text_spaces(2, r->to);
    text_put(str_of(name), r->to);
    size_t gap = width < NAME_WIDTH ? NAME_WIDTH - width : 1;
    text_spaces(gap, r->to);
    text_wrap(str_of(value), width + gap, NAME_WIDTH, r->to);
}

static const char *eV(const report *r, double x)
{
    return arena_print(r->a, "%s eV", number_fixed(x, 3).at);
}

static const char *volts(const report *r, double x)
{
    return arena_print(r->a, "%s %s", number_fixed(x, 3).at, r->volt);
}

static void fact_item(const report *r, const char *name, chp_fact fact,
                      const char *unit)
{
    if (fact.known)
        item(r, name,
             arena_print(r->a, "%s%s%s", number_fixed(fact.value, 3).at,
                         *unit ? " " : "", unit));
}

/* --- the study ------------------------------------------------------------------- */

static void put_conditions(const report *r)
{
    const chp_outcome *o = r->outcome;
    item(r, "temperature", arena_print(r->a, "%s K", number_exact(o->T_K).at));
    item(r, "potentials",
         arena_print(r->a, "%s, pH %s", r->volt, number_exact(o->pH).at));
    for (size_t i = 0; i < o->n_choices; i++)
        item(r, o->choices[i].name, o->choices[i].value);
}

static void put_gases(const report *r)
{
    const chp_closure *c = &r->outcome->closure;
    if (r->outcome->n_gases > 0) {
        heading(r, "Gases", "-");
        table_write_text(table_of_gases(r->a, r->outcome), r->to);
    }
    if (c->known) {
        fputc('\n', r->to);
        item(r, "closure error",
             arena_print(r->a,
                         "N2 + 3 H2 → 2 NH3 has ΔG = %s by these energies and %s by "
                         "experiment: off by %s",
                         eV(r, c->dG_eV), eV(r, c->experiment_eV), eV(r, c->delta_eV)));
    }
}

/* --- a pathway ---------------------------------------------------------------------
 */

static void put_merged(const report *r, const chp_profile *p)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (const char *const *m = p->steps[i].merged; m && *m; m++)
            item(r, "merged",
                 arena_print(r->a, "step %zu passes over %s, which was not supplied",
                             i + 1, *m));
}

static void put_limit(const report *r, const chp_profile *p)
{
    const chp_profile_step *s = &p->steps[p->pds];
    item(r, "limiting potential", arena_print(r->a, "U_L = %s", volts(r, p->U_L_V)));
    item(r, "PDS",
         arena_print(r->a, "%s, ΔG = %s at U = 0", step_text(r->a, s->from, s->to),
                     eV(r, s->dG0_eV)));
    for (size_t i = 0; i < p->n_co_limiting; i++) {
        const chp_profile_step *c = &p->steps[p->co_limiting[i]];
        item(r, "co-limiting",
             arena_print(r->a, "%s, ΔG = %s at U = 0", step_text(r->a, c->from, c->to),
                         eV(r, c->dG0_eV)));
    }
    if (p->U_eq_V.known)
        item(r, "overpotential",
             arena_print(r->a,
                         "η = %s V from U_eq = %s; by the study's own energies "
                         "η = %s V from U_eq = %s",
                         number_fixed(p->eta_V, 3).at, volts(r, p->U_eq_V.value),
                         number_fixed(p->eta_implied_V, 3).at,
                         volts(r, p->U_eq_implied_V)));
    else
        item(r, "overpotential",
             arena_print(r->a, "η = %s V from U_eq = %s, by the study's own energies",
                         number_fixed(p->eta_implied_V, 3).at,
                         volts(r, p->U_eq_implied_V)));
    if (p->has_window)
        item(r, "window",
             arena_print(r->a, "every electrochemical step is downhill from %s to %s%s",
                         volts(r, p->window_low_V), volts(r, p->window_high_V),
                         p->window_low_V > p->window_high_V ? ": nowhere" : ""));
}

static void put_spans(const report *r, const chp_profile *p)
{
    const char *text = "";
    for (size_t i = 0; i < p->n_potentials; i++) {
        const chp_at_potential *at = &p->at[i];
        text = arena_print(
            r->a, "%s%s%s at U = %s (%s)", text, i ? "; " : "", eV(r, at->span_eV),
            potential_text(r->a, at),
            step_text(r->a, level_name(p, at->span_from), level_name(p, at->span_to)));
    }
    if (p->n_potentials > 0)
        item(r, "largest span G_max", text);
}

static void put_complete(const report *r, const chp_profile *p)
{
    table_write_text(table_of_steps(r->a, p, r->outcome->scale), r->to);
    fputc('\n', r->to);
    if (p->has_limit)
        put_limit(r, p);
    if (p->has_chemical) {
        const chp_profile_step *s = &p->steps[p->pcs];
        item(r, "PCS",
             arena_print(r->a, "%s, ΔG = %s at any U", step_text(r->a, s->from, s->to),
                         eV(r, p->dG_chem_eV)));
    }
    put_spans(r, p);
    put_merged(r, p);
    if (p->verdict)
        item(r, "verdict", p->verdict);
}

static void put_pathway(const report *r, const chp_profile *p)
{
    heading(r, arena_print(r->a, "%s: %s", p->reaction, p->name), "-");
    if (p->is_complete) {
        put_complete(r, p);
        return;
    }
    const char *list = "";
    for (const char *const *m = p->missing; m && *m; m++)
        list = arena_print(r->a, "%s%s%s", list, *list ? ", " : "", *m);
    item(r, "not complete", arena_print(r->a, "no energy for %s", list));
}

/* --- a catalyst --------------------------------------------------------------------
 */

static void put_search(const report *r, const chp_search *s)
{
    if (s->n_paths == 0)
        return;
    heading(r,
            arena_print(r->a, "%s: the best of %s complete paths", s->reaction,
                        number_exact(s->n_complete).at),
            "-");
    table_write_text(table_of_paths(r->a, s), r->to);
    const char *list = "";
    for (size_t i = 0; i < s->n_missing; i++)
        if (s->missing[i].could_improve)
            list = arena_print(r->a, "%s%s%s", list, *list ? ", " : "",
                               s->missing[i].name);
    if (*list) {
        fputc('\n', r->to);
        item(r, "not calculated",
             arena_print(r->a, "%s could still lead to a better path", list));
    }
}

static void put_selectivity(const report *r, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    bool is_empty = !c->dG_H_eV.known && !c->U_L_HER_V.known;
    if (is_empty)
        return;
    heading(r, "HER beside it", "-");
    fact_item(r, "ΔG(*H)", c->dG_H_eV, "eV");
    fact_item(r, "U_L(HER)", c->U_L_HER_V, r->volt);
    fact_item(r, "ΔG(*N2) - ΔG(*H)", s->dG_N2_minus_dG_H_eV, "eV at U = 0");
    fact_item(r, "ΔG(*NNH) - ΔG(*H)", s->dG_NNH_minus_dG_H_eV, "eV");
    fact_item(r, "U_L(NRR) - U_L(HER)", s->U_L_NRR_minus_U_L_HER_V, "V");
    if (s->U_crossover_V.known)
        item(r, "crossover",
             arena_print(r->a, "below %s *H is more stable than *N2",
                         volts(r, s->U_crossover_V.value)));
    if (s->theta_N2.known && s->theta_H.known)
        item(r, "coverage at U = 0",
             arena_print(r->a, "θ(N2) = %s, θ(H) = %s (Langmuir)",
                         number_fixed(s->theta_N2.value, 5).at,
                         number_fixed(s->theta_H.value, 5).at));
    if (s->boltzmann_ratio.known)
        item(r, "Boltzmann ratio",
             arena_print(r->a, "%.3g, not a Faradaic efficiency",
                         s->boltzmann_ratio.value));
    if (s->caution)
        item(r, "caution", s->caution);
}

static void put_others(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        for (size_t j = 0; j < c->states[i].n_others; j++)
            item(r, c->states[i].name,
                 arena_print(r->a, "%s lies %s higher and is not used",
                             c->states[i].other[j],
                             eV(r, c->states[i].other_above_eV[j])));
}

static void put_treatments(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (s->treatment)
            item(r, s->name, s->treatment);
        if (s->borrowed_from)
            item(r, s->name,
                 arena_print(r->a, "corrections are those of %s", s->borrowed_from));
    }
}

static void put_catalyst(const report *r, const chp_catalyst *c)
{
    heading(r, catalyst_title(c), "=");
    if (c->n_states > 0)
        table_write_text(table_of_states(r->a, c), r->to);
    fputc('\n', r->to);
    put_others(r, c);
    put_treatments(r, c);
    for (size_t i = 0; i < c->n_profiles; i++)
        put_pathway(r, &c->profiles[i]);
    for (size_t i = 0; i < c->n_searches; i++)
        put_search(r, &c->searches[i]);
    put_selectivity(r, c);
    if (c->n_sensitivities > 0) {
        heading(r, "Sensitivity to the treatment of low modes", "-");
        table_write_text(table_of_sensitivities(r->a, c), r->to);
    }
}

/* --- the whole ---------------------------------------------------------------------
 */

static void put_messages(const report *r, const chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(diag, CHP_WARNING) - n_errors;
    size_t n_notes = chp_diag_count(diag, CHP_NOTE) - n_errors - n_warnings;
    heading(r,
            arena_print(r->a, "Messages: %zu error%s, %zu warning%s, %zu note%s",
                        n_errors, n_errors == 1 ? "" : "s", n_warnings,
                        n_warnings == 1 ? "" : "s", n_notes, n_notes == 1 ? "" : "s"),
            "=");
    chp_diag_print(diag, r->to);
}

static void put_report(const report *r, const chp_diag *diag)
{
    const chp_outcome *o = r->outcome;
    heading(r, o->title ? o->title : "Free-energy pathways", "=");
    put_conditions(r);
    table *pathways = table_of_pathways(r->a, o, NULL);
    if (pathways->n_rows > 0) {
        heading(r, "Pathways", "-");
        table_write_text(pathways, r->to);
    }
    put_gases(r);
    for (size_t i = 0; i < o->n_catalysts; i++)
        put_catalyst(r, &o->catalysts[i]);
    put_messages(r, diag);
}

void chp_show_report(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    arena scratch = { 0 };
    report r = { &scratch, outcome, scale_unit(outcome->scale), to };
    put_report(&r, diag);
    arena_clear(&scratch);
}
