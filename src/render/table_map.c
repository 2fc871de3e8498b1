#include "render/tables.h"

#include <math.h>

#include "render/words.h"

/* --- planes ----------------------------------------------------------------------- */

enum { STATE, C0, CX, CY, R2, LOO, MAE, S, N_POINTS, OUTLIERS, N_PLANE };

static const column plane_columns[N_PLANE] = {
    [STATE] = { "state" },
    [C0] = { "constant", "c0", "eV", 3 },
    [CX] = { "x", "cx", NULL, 3 },
    [CY] = { "y", "cy", NULL, 3 },
    [R2] = { "R²", "R2", NULL, 3 },
    [LOO] = { "LOO error", "loo_rmse", "eV", 3 },
    [MAE] = { "MAE", "mae", "eV", 3 },
    [S] = { "s", "s", "eV", 3, .is_only_data = true },
    [N_POINTS] = { "n", "n", NULL, 0 },
    [OUTLIERS] = { "off the plane", "outliers", .is_optional = true },
};

/* The columns with the titles of the descriptors on two of them. */
static const column *with_axes(arena *a, const column *plain, size_t n, size_t x,
                               const chp_map *m)
{
    column *own = arena_new(a, column, n);
    memcpy(own, plain, n * sizeof *own);
    own[x].title = m->x.title;
    own[x + 1].title = m->y.title;
    own[x].is_of_state = !m->x.is_note;
    own[x + 1].is_of_state = !m->y.is_note;
    return own;
}

table *table_of_planes(arena *a, const chp_map *m)
{
    const char *caption = arena_print(a, "Planes at U = 0, %s: slope along %s and %s",
                                      m->pathway, m->x.title, m->y.title);
    table *t =
        table_new(a, caption, with_axes(a, plane_columns, N_PLANE, CX, m), N_PLANE);
    for (size_t i = 0; i < m->n_planes; i++) {
        const chp_plane *p = &m->planes[i];
        if (p->is_trivial)
            continue;
        cell *row = table_row(t);
        row[STATE] = cell_species(p->state);
        row[C0] = cell_number(p->c[0]);
        row[CX] = cell_number(p->c[1]);
        row[CY] = cell_number(p->c[2]);
        row[R2] = cell_number(p->r2);
        if (!isnan(p->loo_rmse))
            row[LOO] = cell_number(p->loo_rmse);
        row[MAE] = cell_number(p->mae);
        row[S] = cell_number(p->s);
        row[N_POINTS] = cell_number((double)p->n);
        if (p->n_outliers > 0)
            row[OUTLIERS] = cell_text(arena_list(a, p->outlier, p->n_outliers, ", "));
    }
    return t;
}

/* --- steps ------------------------------------------------------------------------ */

enum { STEP, N_E, STEP_C0, STEP_X, STEP_Y, SHARED, N_STEP };

static const column step_columns[N_STEP] = {
    [STEP] = { "step" },
    [N_E] = { "electrons", "n_e", NULL, 0 },
    [STEP_C0] = { "constant", "c0", "eV", 3 },
    [STEP_X] = { "x", "cx", NULL, 3 },
    [STEP_Y] = { "y", "cy", NULL, 3 },
    [SHARED] = { "", "shares_descriptor", .is_optional = true },
};

table *table_of_map_steps(arena *a, const chp_map *m)
{
    const char *caption = arena_print(a, "Steps of %s as planes", m->pathway);
    table *t =
        table_new(a, caption, with_axes(a, step_columns, N_STEP, STEP_X, m), N_STEP);
    bool is_noted = m->x.is_note && m->y.is_note; // nothing can be shared
    for (size_t i = 0; i < m->n_steps; i++) {
        const chp_map_step *s = &m->steps[i];
        cell *row = table_row(t);
        row[STEP] = cell_species(step_text(a, s->from, s->to));
        row[N_E] = cell_number(s->n_e);
        row[STEP_C0] = cell_number(s->c[0]);
        row[STEP_X] = cell_number(s->c[1]);
        row[STEP_Y] = cell_number(s->c[2]);
        row[SHARED] = cell_text(s->is_shared ? "by construction"
                                : is_noted   ? NULL
                                             : "");
    }
    return t;
}

/* --- catalysts -------------------------------------------------------------------- */

enum { CATALYST, X, Y, U_L, MODEL, LOW, HIGH, ERROR, LIMITING, SHARE, N_PLACE };

static const column place_columns[N_PLACE] = {
    [CATALYST] = { "catalyst" },
    [X] = { "x", "x", "eV", 3 },
    [Y] = { "y", "y", "eV", 3 },
    [U_L] = { "U_L", NULL, NULL, 3 },
    [MODEL] = { "of the planes", "U_L_model", NULL, 3 },
    [LOW] = { "5 %", "low", NULL, 3 },
    [HIGH] = { "95 %", "high", NULL, 3 },
    [ERROR] = { "planes - explicit", "error", "V", 3 },
    [LIMITING] = { "limiting by the planes", "limiting_step" },
    [SHARE] = { "in draws", "p_limits", "%", 0 },
};

table *table_of_map(arena *a, const chp_map *m, chp_scale scale)
{
    column *own = arena_new(a, column, N_PLACE);
    memcpy(own, with_axes(a, place_columns, N_PLACE, X, m), N_PLACE * sizeof *own);
    own[X].unit = m->x.unit;
    own[Y].unit = m->y.unit;
    own[U_L].unit = own[MODEL].unit = scale_unit(scale);
    own[LOW].unit = own[HIGH].unit = scale_unit(scale);
    table *t = table_new(a, arena_print(a, "Catalysts on the map of %s", m->pathway),
                         own, N_PLACE);
    for (size_t i = 0; i < m->n_points; i++) {
        const chp_map_point *p = &m->points[i];
        const chp_map_step *s = &m->steps[p->step];
        cell *row = table_row(t);
        row[CATALYST] = cell_text(p->catalyst);
        row[X] = cell_number(p->x);
        row[Y] = cell_number(p->y);
        row[U_L] = cell_number(p->U_L_V);
        row[MODEL] = cell_number(p->U_L_model_V);
        row[LOW] = cell_number(p->spread.low_V);
        row[HIGH] = cell_number(p->spread.high_V);
        row[ERROR] = cell_number(p->U_L_model_V - p->U_L_V);
        row[LIMITING] = cell_species(step_text(a, s->from, s->to));
        row[SHARE] = cell_number(100 * p->spread.p_limits);
    }
    return t;
}

/* --- the grid --------------------------------------------------------------------- */

enum { GRID_X, GRID_Y, GRID_U_L, GRID_STEP, GRID_SHARE, N_GRID };

static const column grid_columns[N_GRID] = {
    [GRID_X] = { "x", "x", NULL, 4 },
    [GRID_Y] = { "y", "y", NULL, 4 },
    [GRID_U_L] = { "U_L", NULL, "V", 4 },
    [GRID_STEP] = { "limiting step", "limiting_step" },
    [GRID_SHARE] = { "in draws", "p_limits", NULL, 3 },
};

table *table_of_map_grid(arena *a, const chp_map *m)
{
    column *own = arena_new(a, column, N_GRID);
    memcpy(own, grid_columns, sizeof grid_columns);
    own[GRID_X].unit = m->x.unit;
    own[GRID_Y].unit = m->y.unit;
    table *t = table_new(a, "The map over both descriptors", own, N_GRID);
    for (size_t k = 0; k < m->n_x * m->n_y; k++) {
        const chp_map_step *s = &m->steps[m->limits[k]];
        double across = (double)(k % m->n_x) / (double)(m->n_x - 1);
        double up = (double)(k / m->n_x) / (double)(m->n_y - 1);
        cell *row = table_row(t);
        row[GRID_X] = cell_number(m->x_low + across * (m->x_high - m->x_low));
        row[GRID_Y] = cell_number(m->y_low + up * (m->y_high - m->y_low));
        row[GRID_U_L] = cell_number(m->U_L_V[k]);
        row[GRID_STEP] = cell_species(step_text(a, s->from, s->to));
        row[GRID_SHARE] = cell_number(m->p_limits[k]);
    }
    return t;
}
