/* The report that a chemist reads at once: what came out first, then for each
 * catalyst its states and pathways, then what is wrong with the input. Long chapters
 * stand in report_NAME.c. */
#include "render/report.h"

#include "base/number.h"
#include "chepath/figure.h"
#include "render/beyond.h"
#include "render/figures.h"
#include "render/tables.h"
#include "render/words.h"

/* --- the study ---------------------------------------------------------------- */

static void put_conditions(const report *r)
{
    const chp_outcome *o = r->outcome;
    report_item(r, "temperature", arena_print(r->a, "%s K", number_exact(o->T_K).at));
    report_item(r, "potentials",
                arena_print(r->a, "%s, pH %s", r->volt, number_exact(o->pH).at));
    for (size_t i = 0; i < o->n_choices; i++)
        report_item(r, o->choices[i].name, o->choices[i].value);
}

/* What was done with the modes is said once, with all states that it was done to. */
static void put_treatments(const report *r, const chp_state *states, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *what = states[i].treatment, *names = "";
        bool is_told = false;
        for (size_t k = 0; k < n && what; k++) {
            if (!states[k].treatment || strcmp(states[k].treatment, what) != 0)
                continue;
            is_told = is_told || k < i;
            names = arena_append(r->a, names, ", ", "%s", states[k].name);
        }
        if (what && !is_told)
            report_result(r, "modes", arena_print(r->a, "%s: %s", what, names));
    }
}

/* Adsorbates whose free energy is that of another coverage than the harmonic ones'. */
static void put_hindered(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (!s->hindered)
            continue;
        double coverage = chp_hindered_coverage(s->hindered, r->outcome->T_K);
        report_result(r, "standard state",
                      arena_print(r->a,
                                  "%s stands at a coverage of %s, not where harmonic "
                                  "states do: it is not to be compared with them "
                                  "without saying so",
                                  s->name, number_fixed(coverage, 4).at));
    }
}

static void put_gases(const report *r)
{
    const chp_closure *c = &r->outcome->closure;
    if (r->outcome->n_gases > 0) {
        report_heading(r, 2, "Gases");
        report_table(r, table_of_gases(r->a, r->outcome));
        put_treatments(r, r->outcome->gases, r->outcome->n_gases);
    }
    if (c->known) {
        report_result(
            r, "closure error",
            arena_print(r->a,
                        "N2 + 3 H2 → 2 NH3 has ΔG = %s by these energies and %s by "
                        "experiment: off by %s%s",
                        report_eV(r, c->dG_eV), report_eV(r, c->experiment_eV),
                        report_eV(r, c->delta_eV),
                        c->is_corrected
                            ? arena_print(r->a, ", and by %s after the correction",
                                          report_eV(r, c->corrected_delta_eV))
                            : ""));
    }
}

/* --- a catalyst ---------------------------------------------------------------- */

static void put_others(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        for (size_t j = 0; j < c->states[i].n_others; j++)
            report_item(r, c->states[i].name,
                        arena_print(r->a, "%s lies %s higher and is not used",
                                    c->states[i].other[j],
                                    report_eV(r, c->states[i].other_above_eV[j])));
}

static void put_borrowed(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_states; i++)
        if (c->states[i].borrowed_from)
            report_item(r, c->states[i].name,
                        arena_print(r->a, "corrections are those of %s",
                                    c->states[i].borrowed_from));
}

static void put_responses(const report *r, const chp_catalyst *c)
{
    table *t = table_of_responses(r->a, c);
    if (t->n_rows == 0)
        return;
    report_heading(r, 2, t->caption);
    report_table(r, t);
    report_result(r, "field", "ΔG(F) = μ F - α F²/2");
}

static void put_omegas(const report *r, const chp_catalyst *c)
{
    table *t = table_of_omegas(r->a, c);
    if (t->n_rows == 0)
        return;
    report_heading(r, 2, "States at constant potential");
    report_table(r, t);
}

/* Of the best pathway of each reaction. */
static void put_constant_figures(const report *r, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (r->to->kind->figure && p == best_profile(c, p->reaction))
            report_figure(r, figure_of_constant(r->a, r->outcome, c, p));
    }
}

/* How sure it is, for those who asked or whose runs carry an ensemble. */
static void put_uncertainty(const report *r, const chp_catalyst *c)
{
    const chp_uncertainty *u = r->outcome->uncertainty;
    if (!u)
        return;
    report_heading(r, 2, "How sure the limiting potentials are");
    report_table(r, table_of_uncertainty(r->a, u, c->name, r->outcome->scale));
    report_item(r, "from",
                arena_print(r->a, "%s, %zu members", u->origin, u->n_members));
    report_result(r, "P(U_L beyond)",
                  arena_print(r->a, "of %s", report_volts(r, u->target_V)));
    report_item(r, "mean",
                "it may lie beyond the best fit: the mean of a largest step is more "
                "than the largest mean");
    report_heading(r, 2, "Which step limits");
    report_table(r, table_of_likely_steps(r->a, u, c));
}

static void put_rivals(const report *r)
{
    if (!r->outcome->uncertainty || r->outcome->n_catalysts < 2)
        return;
    report_heading(r, 2, "Which catalyst is better");
    report_table(r, table_of_rivals(r->a, r->outcome->uncertainty));
}

/* Whose label is not the name that files give them. */
static void put_names(const report *r, const chp_catalyst *c)
{
    const char *text = "";
    for (size_t i = 0; i < c->n_states; i++) {
        const char *name = c->states[i].name,
                   *label = study_label(r->a, r->outcome, name);
        if (strcmp(label, name) != 0)
            text = arena_append(r->a, text, ", ", "%s = %s", name, label);
    }
    if (*text)
        report_item(r, "names in files", text);
}

static void put_catalyst(const report *r, const chp_catalyst *c)
{
    report_heading(r, 1, catalyst_title(c));
    if (r->to->kind->figure && r->outcome->n_catalysts > 1)
        report_figure(r, figure_of_pathways(r->a, r->outcome, c));
    if (c->n_states > 0)
        report_table(r, table_of_states(r->a, c));
    put_names(r, c);
    put_others(r, c);
    put_treatments(r, c->states, c->n_states);
    put_hindered(r, c);
    put_borrowed(r, c);
    put_responses(r, c);
    put_omegas(r, c);
    put_constant_figures(r, c);
    if (r->outcome->n_catalysts > 1 && c->n_profiles > 0) {
        report_heading(r, 2, "Pathways");
        report_table(r, table_of_pathways(r->a, r->outcome, c));
    }
    report_pathways(r, c);
    for (size_t i = 0; i < c->n_searches; i++)
        report_search(r, &c->searches[i]);
    report_selectivity(r, c);
    report_byproducts(r, c);
    report_coverages(r, c);
    report_vacancies(r, c);
    report_crossings(r, c);
    if (c->n_sensitivities > 0) {
        report_heading(r, 2, "U_L under other choices");
        report_table(r, table_of_sensitivities(r->a, c, r->outcome->scale));
    }
    put_uncertainty(r, c);
}

/* --- the whole ----------------------------------------------------------------- */

static const char *messages_title(arena *a, const chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(diag, CHP_WARNING) - n_errors;
    size_t n_notes = chp_diag_count(diag, CHP_NOTE) - n_errors - n_warnings;
    return arena_print(a, "Messages: %zu error%s, %zu warning%s, %zu note%s", n_errors,
                       n_errors == 1 ? "" : "s", n_warnings, n_warnings == 1 ? "" : "s",
                       n_notes, n_notes == 1 ? "" : "s");
}

/* Of one catalyst all its pathways, of several the best of each. */
static void put_overview(const report *r)
{
    const chp_outcome *o = r->outcome;
    bool is_one = o->n_catalysts == 1;
    table *best =
        is_one ? table_of_pathways(r->a, o, NULL) : table_of_catalysts(r->a, o);
    if (best->n_rows > 0) {
        report_heading(r, 2, best->caption);
        report_table(r, best);
    }
    table *competition = table_of_competition(r->a, o);
    if (!is_one && competition->n_rows > 0) {
        report_heading(r, 2, competition->caption);
        report_table(r, competition);
    }
    put_rivals(r);
}

static const figure *overview_figure(const report *r)
{
    const chp_outcome *o = r->outcome;
    return o->n_catalysts == 1 ? figure_of_pathways(r->a, o, &o->catalysts[0])
                               : figure_of_catalysts(r->a, o);
}

static void put_messages(const report *r, const chp_diag *diag, bool is_brief)
{
    report_heading(r, 1, messages_title(r->a, diag));
    if (is_brief)
        report_table(r, table_of_messages(r->a, diag));
    else
        r->to->kind->messages(r->to, diag);
}

static void put_report(const report *r, const chp_diag *diag, bool is_brief)
{
    const chp_outcome *o = r->outcome;
    r->to->kind->begin(r->to, o->title ? o->title : "Free-energy pathways");
    put_conditions(r);
    put_overview(r);
    if (r->to->kind->figure)
        report_figure(r, overview_figure(r));
    put_gases(r);
    for (size_t i = 0; i < o->n_catalysts && !is_brief; i++)
        put_catalyst(r, &o->catalysts[i]);
    if (diag)
        put_messages(r, diag, is_brief);
    r->to->kind->end(r->to);
}

void report_write(page *p, const chp_outcome *outcome, const chp_diag *diag,
                  bool is_brief)
{
    report r = { p->a, outcome, scale_unit(outcome->scale), p };
    put_report(&r, diag, is_brief);
}

static void show(const chp_outcome *outcome, const chp_diag *diag, bool is_brief,
                 FILE *to)
{
    arena scratch = { 0 };
    page p = { .kind = &page_text, .a = &scratch, .to = to };
    report_write(&p, outcome, diag, is_brief);
    arena_clear(&scratch);
}

void chp_show_report(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    show(outcome, diag, false, to);
}

void chp_show_compare(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    show(outcome, diag, true, to);
}
