/* What lies beyond the hydrogen electrode, as data: a line for each, of all catalysts.
 */
#include "render/beyond.h"
#include "render/words.h"

/* --- spans.csv ------------------------------------------------------------------- */

enum {
    S_CATALYST,
    S_REACTION,
    S_PATHWAY,
    S_U,
    S_SPAN,
    S_TDTS_FROM,
    S_TDTS_TO,
    S_TDI,
    S_TOF,
    S_CONTROL_T,
    S_CONTROL_I,
    N_SPANS
};

static const column spans[N_SPANS] = {
    [S_CATALYST] = { "catalyst" },       [S_REACTION] = { "reaction" },
    [S_PATHWAY] = { "pathway" },         [S_U] = { "U", .unit = "V" },
    [S_SPAN] = { "span", .unit = "eV" }, [S_TDTS_FROM] = { "TDTS_from" },
    [S_TDTS_TO] = { "TDTS_to" },         [S_TDI] = { "TDI" },
    [S_TOF] = { "TOF", .unit = "1/s" },  [S_CONTROL_T] = { "X_TDTS" },
    [S_CONTROL_I] = { "X_TDI" },
};

static void add_span(table *t, const chp_catalyst *c, const chp_profile *p,
                     const chp_turnover *x)
{
    cell *row = table_row(t);
    row[S_CATALYST] = cell_text(c->name);
    row[S_REACTION] = cell_text(p->reaction);
    row[S_PATHWAY] = cell_text(p->name);
    row[S_U] = cell_number(p->at[x->at].U_V);
    row[S_SPAN] = cell_number(x->span_eV);
    row[S_TDTS_FROM] = cell_text(p->steps[x->tdts].from);
    row[S_TDTS_TO] = cell_text(p->steps[x->tdts].to);
    row[S_TDI] = cell_text(level_name(p, x->tdi));
    row[S_TOF] = cell_number(x->tof_s);
    row[S_CONTROL_T] = cell_number(x->control_T);
    row[S_CONTROL_I] = cell_number(x->control_I);
}

table *table_of_all_spans(arena *a, const chp_outcome *o)
{
    column *columns = arena_new(a, column, N_SPANS);
    memcpy(columns, spans, sizeof spans);
    columns[S_U].unit = scale_unit(o->scale);
    table *t = table_new(a, "Energetic spans", columns, N_SPANS);
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_profiles; k++) {
            const chp_profile *p = &o->catalysts[i].profiles[k];
            for (size_t j = 0; j < p->n_turnovers; j++)
                add_span(t, &o->catalysts[i], p, &p->turnovers[j]);
        }
    return t;
}

/* --- vacancies.csv --------------------------------------------------------------- */

enum {
    V_CATALYST,
    V_REACTION,
    V_PART,
    V_EQUATION,
    V_N_E,
    V_DG0,
    V_DG_LIMIT,
    V_BEATS,
    V_BEATS_AT_LIMIT,
    N_VACANCIES
};

static const column vacancies[N_VACANCIES] = {
    [V_CATALYST] = { "catalyst" },
    [V_REACTION] = { "reaction" },
    [V_PART] = { "part" },
    [V_EQUATION] = { "equation" },
    [V_N_E] = { "n_e" },
    [V_DG0] = { "dG_at_0V", .unit = "eV" },
    [V_DG_LIMIT] = { "dG_at_U_L", .unit = "eV" },
    [V_BEATS] = { "beats_filling" },
    [V_BEATS_AT_LIMIT] = { "beats_filling_at_U_L" },
};

static void add_vacancy(table *t, const chp_catalyst *c, const chp_vacancy_change *x)
{
    cell *row = table_row(t);
    row[V_CATALYST] = cell_text(c->name);
    row[V_REACTION] = cell_text(x->reaction);
    row[V_PART] = cell_text(vacancy_part_name(x->part));
    row[V_EQUATION] = cell_text(x->equation);
    row[V_N_E] = cell_number(x->n_e);
    row[V_DG0] = cell_number(x->dG0_eV);
    if (x->has_limit)
        row[V_DG_LIMIT] = cell_number(x->dG_U_L_eV);
    if (!vacancy_part_competes(x->part))
        return;
    row[V_BEATS] = cell_text(x->beats_filling ? "yes" : "no");
    if (x->has_limit)
        row[V_BEATS_AT_LIMIT] = cell_text(x->beats_filling_at_U_L ? "yes" : "no");
}

table *table_of_all_vacancies(arena *a, const chp_outcome *o)
{
    table *t = table_new(a, "Vacancies", vacancies, N_VACANCIES);
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_vacancy_changes; k++)
            add_vacancy(t, &o->catalysts[i], &o->catalysts[i].vacancy_changes[k]);
    return t;
}

/* --- constant-potential.csv ------------------------------------------------------ */

enum {
    C_CATALYST,
    C_REACTION,
    C_PATHWAY,
    C_STEP,
    C_FROM,
    C_TO,
    C_N_E,
    C_U,
    C_CHE,
    C_DG,
    N_CONSTANT
};

static const column constant[N_CONSTANT] = {
    [C_CATALYST] = { "catalyst" },
    [C_REACTION] = { "reaction" },
    [C_PATHWAY] = { "pathway" },
    [C_STEP] = { "step" },
    [C_FROM] = { "from" },
    [C_TO] = { "to" },
    [C_N_E] = { "n_e" },
    [C_U] = { "U", .unit = "V" },
    [C_CHE] = { "dG_CHE", "dG_CHE", "eV" },
    [C_DG] = { "dG", .unit = "eV" },
};

static void add_constant(table *t, const chp_catalyst *c, const chp_profile *p,
                         size_t i_step)
{
    const chp_profile_step *s = &p->steps[i_step];
    const chp_constant_potential *of = p->constant;
    for (size_t k = 0; k < of->n_curve; k++) {
        cell *row = table_row(t);
        row[C_CATALYST] = cell_text(c->name);
        row[C_REACTION] = cell_text(p->reaction);
        row[C_PATHWAY] = cell_text(p->name);
        row[C_STEP] = cell_number((double)i_step);
        row[C_FROM] = cell_text(s->from);
        row[C_TO] = cell_text(s->to);
        row[C_N_E] = cell_number(s->n_e);
        row[C_U] = cell_number(of->curve_V[k]);
        row[C_CHE] = cell_number(s->dG0_eV + s->n_e * of->curve_V[k]);
        row[C_DG] = cell_number(of->curve_dG_eV[i_step * of->n_curve + k]);
    }
}

table *table_of_all_constant(arena *a, const chp_outcome *o)
{
    column *columns = arena_new(a, column, N_CONSTANT);
    memcpy(columns, constant, sizeof constant);
    columns[C_U].unit = scale_unit(o->scale);
    table *t = table_new(a, "Constant potential", columns, N_CONSTANT);
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_profiles; k++) {
            const chp_profile *p = &o->catalysts[i].profiles[k];
            for (size_t j = 0; p->constant && j < p->n_steps; j++)
                add_constant(t, &o->catalysts[i], p, j);
        }
    return t;
}
