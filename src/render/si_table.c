#include "base/number.h"
#include "render/beyond.h"
#include "render/papers.h"
#include "render/tables.h"
#include "render/words.h"

/* Labels hold letters and digits only. */
static const char *label_of(arena *a, const char *kind, const char *name, size_t i)
{
    char *text = arena_print(a, "tab:%s-%s-%zu", kind, name, i + 1);
    for (char *c = text + 4; *c; c++) {
        bool is_plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                        (*c >= '0' && *c <= '9');
        if (!is_plain)
            *c = '-';
    }
    return text;
}

static const char *decompositions(arena *a, const chp_catalyst *c)
{
    const char *text = "";
    for (size_t i = 0; i < c->n_decompositions; i++)
        text = arena_print(a, "%s %s is downhill below %s V vs RHE.", text,
                           c->vacancy_changes[c->decompositions[i].change].equation,
                           number_fixed(c->decompositions[i].U_RHE_V, 3).at);
    return text;
}

static void put_nitride(arena *a, const chp_outcome *o, size_t i, FILE *to)
{
    const chp_catalyst *c = &o->catalysts[i];
    const char *title = catalyst_title(c);
    table *bulk = table_of_bulk(a, c);
    bulk->caption = arena_print(a,
                                "Crystals of %s, per formula unit: energy and "
                                "corrections, or free energy of formation.",
                                title);
    if (bulk->n_rows > 0)
        table_write_latex(bulk, label_of(a, "bulk", c->name, i), to);
    table *vacancies = table_of_vacancies(a, c);
    vacancies->caption =
        arena_print(a, "A vacancy of %s is made, filled, poisoned, or lost.%s", title,
                    decompositions(a, c));
    table_relabel(vacancies, o);
    if (vacancies->n_rows > 0)
        table_write_latex(vacancies, label_of(a, "vacancies", c->name, i), to);
}

static void put_coverages(arena *a, const chp_outcome *o, size_t i, FILE *to)
{
    const chp_catalyst *c = &o->catalysts[i];
    table *t = table_of_coverages(a, c, o->scale);
    if (t->n_rows == 0)
        return;
    t->caption = arena_print(
        a,
        "Several of an adsorbate in the cell of %s: free energy of all of them and of "
        "each one added, from its reference, at U = 0 %s; and where each coverage "
        "is the most stable.",
        catalyst_title(c), scale_unit(o->scale));
    table_relabel(t, o);
    table_write_latex(t, label_of(a, "coverages", c->name, i), to);
}

static void put_catalyst(arena *a, const chp_outcome *o, size_t i, FILE *to)
{
    const chp_catalyst *c = &o->catalysts[i];
    const char *title = catalyst_title(c);
    table *states = table_of_states(a, c);
    states->caption = arena_print(
        a,
        "States of %s: electronic energy, corrections and free energy at %s "
        "K; ΔG relative to the bare surface and the reservoirs at U = 0 V vs RHE.",
        title, number_exact(o->T_K).at);
    table_relabel(states, o);
    table_write_latex(states, label_of(a, "states", c->name, i), to);
    table *pathways = table_of_pathways(a, o, c);
    pathways->caption = arena_print(
        a,
        "Pathways on %s: limiting potential, overpotential, potential-determining step "
        "(PDS) and the largest chemical step (PCS).",
        title);
    table_relabel(pathways, o);
    table_write_latex(pathways, label_of(a, "pathways", c->name, i), to);
    for (size_t k = 0; k < c->n_profiles; k++) {
        const chp_profile *p = &c->profiles[k];
        if (!p->is_complete)
            continue;
        table *steps = table_of_steps(a, p, o->scale);
        steps->caption = arena_print(a, "Steps of %s (%s) on %s; U in %s.", p->name,
                                     p->reaction, title, scale_unit(o->scale));
        table_relabel(steps, o);
        table_write_latex(steps, label_of(a, p->name, c->name, i), to);
    }
    put_coverages(a, o, i, to);
    put_nitride(a, o, i, to);
}

void si_table_write(const chp_outcome *outcome, FILE *to)
{
    arena scratch = { 0 };
    fputs("% Input this file; \\usepackage{booktabs} makes the better rules.\n"
          "\\providecommand{\\toprule}{\\hline}\n"
          "\\providecommand{\\midrule}{\\hline}\n"
          "\\providecommand{\\bottomrule}{\\hline}\n",
          to);
    table *gases = table_of_gases(&scratch, outcome);
    gases->caption = "Gases: electronic energy, corrections and free energy.";
    if (gases->n_rows > 0)
        table_write_latex(gases, "tab:gases", to);
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        put_catalyst(&scratch, outcome, i, to);
    arena_clear(&scratch);
}
