#include "render/tables.h"

#include "render/words.h"

enum { NUMBER, FROM, ARROW, TO, KIND, N_E, ROLE, N_BEFORE = ROLE };

/* One column for each potential stands between these and the last one. */
static const column before[N_BEFORE] = {
    [NUMBER] = { "#", "step" }, [FROM] = { "from", "from" }, [ARROW] = { "", "" },
    [TO] = { "to", "to" },      [KIND] = { "kind", "kind" }, [N_E] = { "e⁻", "n_e" },
};

static const char *kind_text(arena *a, const chp_profile_step *s)
{
    return arena_print(a, "%s%s%s", chp_step_kind_name(s->kind),
                       s->is_adsorbing && s->kind != CHP_ADS ? "+ADS" : "",
                       s->is_releasing && s->kind != CHP_DES ? "+DES" : "");
}

enum { MOST_POTENTIALS = 4 }; // that fit on a page; steps.csv has them all

typedef struct {
    size_t n, i[MOST_POTENTIALS];
} shown;

static const column *step_columns(arena *a, const chp_profile *p, const shown *U,
                                  size_t *n)
{
    *n = N_BEFORE + U->n + 1;
    column *columns = arena_new(a, column, *n);
    memcpy(columns, before, sizeof before);
    for (size_t i = 0; i < U->n; i++)
        columns[N_BEFORE + i] = (column){
            .title = arena_print(a, "ΔG(%s)", potential_text(a, &p->at[U->i[i]])),
            .unit = "eV",
            .digits = 3,
        };
    columns[*n - 1] = (column){ .title = "", .key = "role", .is_optional = true };
    return columns;
}

table *table_of_steps(arena *a, const chp_profile *p, chp_scale scale)
{
    size_t n;
    shown U = { 0 };
    U.n = potentials_shown(p, MOST_POTENTIALS, U.i);
    const column *columns = step_columns(a, p, &U, &n);
    const char *caption =
        arena_print(a, "%s, %s; U in %s", p->reaction, p->name, scale_unit(scale));
    table *t = table_new(a, caption, columns, n);
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        cell *row = table_row(t);
        row[NUMBER] = cell_number((double)(i + 1));
        row[FROM] = cell_species(s->from);
        row[ARROW] = cell_text("→");
        row[TO] = cell_species(s->to);
        row[KIND] = cell_text(kind_text(a, s));
        row[N_E] = cell_number(s->n_e);
        for (size_t j = 0; j < U.n; j++)
            row[N_BEFORE + j] = cell_number(s->dG_eV[U.i[j]]);
        row[n - 1] = cell_text(step_role(a, p, i));
    }
    return t;
}

/* --- steps.csv: a line for each step at each potential ------------------------ */

enum {
    ALL_CATALYST,
    ALL_REACTION,
    ALL_PATHWAY,
    ALL_STEP,
    ALL_FROM,
    ALL_TO,
    ALL_EQUATION,
    ALL_KIND,
    ALL_N_E,
    ALL_N_H,
    ALL_U,
    ALL_DG,
    ALL_LEVEL,
    ALL_ROLE,
    N_ALL
};

static const column all_columns[N_ALL] = {
    [ALL_CATALYST] = { "catalyst" },
    [ALL_REACTION] = { "reaction" },
    [ALL_PATHWAY] = { "pathway" },
    [ALL_STEP] = { "step" },
    [ALL_FROM] = { "from" },
    [ALL_TO] = { "to" },
    [ALL_EQUATION] = { "equation" },
    [ALL_KIND] = { "kind" },
    [ALL_N_E] = { "n_e" },
    [ALL_N_H] = { "n_H" },
    [ALL_U] = { "U", .unit = "V" },
    [ALL_DG] = { "dG", .unit = "eV" },
    [ALL_LEVEL] = { "G_after", .unit = "eV" },
    [ALL_ROLE] = { "role" },
};

static void add_steps_at(table *t, const chp_catalyst *c, const chp_profile *p,
                         size_t i_U)
{
    for (size_t i = 0; i < p->n_steps; i++) {
        const chp_profile_step *s = &p->steps[i];
        cell *row = table_row(t);
        row[ALL_CATALYST] = cell_text(c->name);
        row[ALL_REACTION] = cell_text(p->reaction);
        row[ALL_PATHWAY] = cell_text(p->name);
        row[ALL_STEP] = cell_number((double)i);
        row[ALL_FROM] = cell_text(s->from);
        row[ALL_TO] = cell_text(s->to);
        row[ALL_EQUATION] = cell_text(s->equation);
        row[ALL_KIND] = cell_text(kind_text(t->a, s));
        row[ALL_N_E] = cell_number(s->n_e);
        row[ALL_N_H] = cell_number(s->n_H);
        row[ALL_U] = cell_number(p->at[i_U].U_V);
        row[ALL_DG] = cell_number(s->dG_eV[i_U]);
        row[ALL_LEVEL] = cell_number(p->level_eV[i_U * (p->n_steps + 1) + i + 1]);
        row[ALL_ROLE] = cell_text(step_role(t->a, p, i));
    }
}

static void add_steps(table *t, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        for (size_t k = 0; p->is_complete && k < p->n_potentials; k++)
            add_steps_at(t, c, p, k);
    }
}

table *table_of_all_steps(arena *a, const chp_outcome *outcome)
{
    column *columns = arena_new(a, column, N_ALL);
    memcpy(columns, all_columns, sizeof all_columns);
    columns[ALL_U].unit = scale_unit(outcome->scale);
    table *t = table_new(a, "Steps", columns, N_ALL);
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        add_steps(t, &outcome->catalysts[i]);
    return t;
}
