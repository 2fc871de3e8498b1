#include "render/tables.h"

#include <math.h>

#include "render/words.h"

/* --- scaling relations ------------------------------------------------------------ */

enum {
    STATE,
    SLOPE,
    INTERCEPT,
    R2,
    LOO,
    MAE,
    SE_SLOPE,
    SE_INTERCEPT,
    S,
    DEMING,
    THEIL_SEN,
    N_POINTS,
    N_SCALING
};

static const column scaling_columns[N_SCALING] = {
    [STATE] = { "state" },
    [SLOPE] = { "slope", NULL, NULL, 3 },
    [INTERCEPT] = { "intercept", NULL, "eV", 3 },
    [R2] = { "R²", "R2", NULL, 3 },
    [LOO] = { "LOO error", "loo_rmse", "eV", 3 },
    [MAE] = { "MAE", "mae", "eV", 3 },
    [SE_SLOPE] = { "se(slope)", "se_slope", NULL, 3, .is_only_data = true },
    [SE_INTERCEPT] = { "se(intercept)", "se_intercept", "eV", 3, .is_only_data = true },
    [S] = { "s", "s", "eV", 3, .is_only_data = true },
    [DEMING] = { "Deming", "slope_deming", NULL, 3 },
    [THEIL_SEN] = { "Theil-Sen", "slope_theil_sen", NULL, 3 },
    [N_POINTS] = { "n", "n", NULL, 0 },
};

table *table_of_scalings(arena *a, const chp_volcano *v)
{
    const char *caption =
        arena_print(a, "Scaling with %s at U = 0, %s", v->x.title, v->pathway);
    table *t = table_new(a, caption, scaling_columns, N_SCALING);
    for (size_t i = 0; i < v->n_scalings; i++) {
        const chp_scaling *s = &v->scalings[i];
        if (s->is_trivial)
            continue;
        cell *row = table_row(t);
        row[STATE] = cell_species(s->state);
        row[SLOPE] = cell_number(s->line.slope);
        row[INTERCEPT] = cell_number(s->line.intercept);
        row[R2] = cell_number(s->line.r2);
        if (!isnan(s->line.loo_rmse))
            row[LOO] = cell_number(s->line.loo_rmse);
        row[MAE] = cell_number(s->line.mae);
        row[SE_SLOPE] = cell_number(s->line.se_slope);
        row[SE_INTERCEPT] = cell_number(s->line.se_intercept);
        row[S] = cell_number(s->line.s);
        row[DEMING] = cell_number(s->line.deming_slope);
        row[THEIL_SEN] = cell_number(s->line.theil_sen_slope);
        row[N_POINTS] = cell_number((double)s->line.n);
    }
    return t;
}

/* --- the steps as lines -------------------------------------------------------- */

enum { STEP, N_E, STEP_SLOPE, STEP_INTERCEPT, SHARED, N_STEP };

static const column step_columns[N_STEP] = {
    [STEP] = { "step" },
    [N_E] = { "electrons", "n_e", NULL, 0 },
    [STEP_SLOPE] = { "slope", NULL, NULL, 3 },
    [STEP_INTERCEPT] = { "ΔG at 0", "intercept", "eV", 3 },
    [SHARED] = { "", "shares_descriptor", .is_optional = true },
};

table *table_of_volcano_steps(arena *a, const chp_volcano *v)
{
    const char *caption =
        arena_print(a, "Steps of %s as lines in %s", v->pathway, v->x.title);
    table *t = table_new(a, caption, step_columns, N_STEP);
    for (size_t i = 0; i < v->n_steps; i++) {
        cell *row = table_row(t);
        row[STEP] = cell_species(step_text(a, v->steps[i].from, v->steps[i].to));
        row[N_E] = cell_number(v->steps[i].n_e);
        row[STEP_SLOPE] = cell_number(v->steps[i].slope);
        row[STEP_INTERCEPT] = cell_number(v->steps[i].intercept_eV);
        row[SHARED] = cell_text(v->steps[i].is_shared ? "by construction"
                                : v->x.is_note        ? NULL
                                                      : "");
    }
    return t;
}

/* --- the catalysts on it ------------------------------------------------------- */

enum { CATALYST, X, U_L, MODEL, LOW_AT, HIGH_AT, ERROR, LIMITS, SHARE, N_PLACE };

static const column place_columns[N_PLACE] = {
    [CATALYST] = { "catalyst" },
    [X] = { "descriptor", "x", "eV", 3 },
    [U_L] = { "U_L", NULL, NULL, 3 },
    [MODEL] = { "U_L of the lines", "U_L_model", NULL, 3 },
    [LOW_AT] = { "5 %", "low", NULL, 3 },
    [HIGH_AT] = { "95 %", "high", NULL, 3 },
    [ERROR] = { "lines - explicit", "error", "V", 3 },
    [LIMITS] = { "limiting by the lines", "limiting_step" },
    [SHARE] = { "in draws", "p_limits", "%", 0 },
};

table *table_of_volcano(arena *a, const chp_volcano *v, chp_scale scale)
{
    column *own = arena_new(a, column, N_PLACE);
    memcpy(own, place_columns, sizeof place_columns);
    own[U_L].unit = own[MODEL].unit = scale_unit(scale);
    own[LOW_AT].unit = own[HIGH_AT].unit = scale_unit(scale);
    own[X].title = v->x.title;
    own[X].is_of_state = !v->x.is_note;
    own[X].unit = v->x.unit;
    table *t = table_new(
        a, arena_print(a, "Catalysts on the volcano of %s", v->pathway), own, N_PLACE);
    for (size_t i = 0; i < v->n_points; i++) {
        const chp_volcano_point *p = &v->points[i];
        const chp_volcano_step *s = &v->steps[p->step];
        cell *row = table_row(t);
        row[CATALYST] = cell_text(p->catalyst);
        row[X] = cell_number(p->x);
        row[U_L] = cell_number(p->U_L_V);
        row[MODEL] = cell_number(p->U_L_model_V);
        row[LOW_AT] = cell_number(p->spread.low_V);
        row[HIGH_AT] = cell_number(p->spread.high_V);
        row[ERROR] = cell_number(p->U_L_model_V - p->U_L_V);
        row[LIMITS] = cell_species(step_text(a, s->from, s->to));
        row[SHARE] = cell_number(100 * p->spread.p_limits);
    }
    return t;
}

/* --- the model along the descriptor -------------------------------------------- */

enum { ALONG, LIMIT, LOW, HIGH, LIMITING, ALONG_SHARE, N_ALONG };

static const column along_columns[N_ALONG] = {
    [ALONG] = { "descriptor", "x", "eV", 4 },
    [LIMIT] = { "U_L", NULL, "V", 4 },
    [LOW] = { "5 %", "low", "V", 4 },
    [HIGH] = { "95 %", "high", "V", 4 },
    [LIMITING] = { "limiting step", "limiting_step" },
    [ALONG_SHARE] = { "in draws", "p_limits", NULL, 3 },
};

table *table_of_volcano_line(arena *a, const chp_volcano *v)
{
    column *own = arena_new(a, column, N_ALONG);
    memcpy(own, along_columns, sizeof along_columns);
    own[ALONG].unit = v->x.unit;
    table *t = table_new(a, "The volcano along the descriptor", own, N_ALONG);
    for (size_t i = 0; i < v->n_levels; i++) {
        const chp_volcano_level *level = &v->levels[i];
        cell *row = table_row(t);
        row[ALONG] = cell_number(level->x);
        row[LIMIT] = cell_number(level->U_L_V);
        row[LOW] = cell_number(level->spread.low_V);
        row[HIGH] = cell_number(level->spread.high_V);
        row[LIMITING] = cell_species(
            step_text(a, v->steps[level->step].from, v->steps[level->step].to));
        row[ALONG_SHARE] = cell_number(level->spread.p_limits);
    }
    return t;
}
