/* Two descriptors: every level of a pathway is a plane over x and y, so every step is,
 * too, as the difference of its two levels:
 *
 *     dG_i(x, y) = c_i0 + c_i1 x + c_i2 y
 *     U_L(x, y)  = - max_i dG_i / n_i      reduction;  + max_i dG_i / |n_i| oxidation
 *
 * over the steps with electrons in the direction of the whole: a hull of planes, whose
 * facets are the regions of one potential-determining step. How far U_L and the
 * borders of the regions can be trusted is sampled from the fits, planes and residuals
 * together (analysis/scatter). Least squares by levels; a level that is a descriptor
 * itself, or holds no adsorbate, fits by construction and is marked. */
#include <math.h>
#include <stdlib.h>

#include "analysis/scatter.h"
#include "base/diag.h"
#include "math/regression.h"

enum { FEWEST_CATALYSTS = 4, N_GRID = 61, N_TERMS = 3 };

/* Descriptors that are nearly one: |r| above this is a warning. */
#define COLLINEAR 0.95

struct chp_maps {
    arena a;
    size_t n;
    chp_map *all;
};

typedef struct {
    arena *a;
    const sample *s;
    const descriptor *x, *y;
    double *rows; // 1, x, y of each catalyst
    scatter *open;
    chp_diag *diag;
} fitting;

/* A row of the grid, and which steps limit along it by the fits. */
typedef struct {
    double y, x_low, x_step;
    const size_t *limits;
} grid_row;

/* --- planes ---------------------------------------------------------------------- */

static double *rows_of(arena *a, const sample *s)
{
    double *rows = arena_new(a, double, N_TERMS * s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        rows[N_TERMS * i] = 1;
        rows[N_TERMS * i + 1] = s->x[i];
        rows[N_TERMS * i + 2] = s->y[i];
    }
    return rows;
}

static void find_outliers(const fitting *f, const regression *r, const double *dG_eV,
                          chp_plane *out)
{
    const char **names = arena_new(f->a, const char *, f->s->n + 1);
    for (size_t i = 0; i < f->s->n && r->s > 1e-9; i++)
        if (fabs(regression_studentised(r, f->rows + N_TERMS * i, dG_eV[i])) > 3)
            names[out->n_outliers++] = f->s->catalyst[i]->name;
    out->outlier = names;
}

/* The rows are those of all levels, and so is R^-1. */
static void keep_scatter(const fitting *f, size_t level, const regression *r,
                         double *dG_eV)
{
    double *inverse = arena_new(f->a, double, N_TERMS *N_TERMS);
    memcpy(inverse, r->inverse, N_TERMS * N_TERMS * sizeof *inverse);
    for (size_t i = 0; i < f->s->n; i++)
        dG_eV[i] -= regression_at(r, f->rows + N_TERMS * i);
    f->open->inverse = inverse;
    scatter_set(f->open, level, r->c, dG_eV);
}

static bool fit_level(const fitting *f, size_t level, chp_plane *out)
{
    const sample *s = f->s;
    double *dG_eV = arena_new(f->a, double, s->n);
    regression r;
    for (size_t i = 0; i < s->n; i++)
        dG_eV[i] = sample_level_eV(s->profile[i], level);
    if (!regression_fit(f->rows, dG_eV, s->n, N_TERMS, &r, f->diag))
        return false;
    *out = (chp_plane){
        .state = sample_level_name(s->model, level),
        .is_trivial = sample_is_trivial(s->model, level, f->x) ||
                      sample_is_trivial(s->model, level, f->y),
        .n = s->n,
        .c = { r.c[0], r.c[1], r.c[2] },
        .r2 = r.r2,
        .s = r.s,
        .mae = r.mae,
        .loo_rmse = r.loo_rmse,
    };
    find_outliers(f, &r, dG_eV, out);
    keep_scatter(f, level, &r, dG_eV);
    return true;
}

static const chp_map_step *steps_of(const fitting *f, const chp_plane *planes)
{
    const chp_profile *model = f->s->model;
    chp_map_step *steps = arena_new(f->a, chp_map_step, model->n_steps + 1);
    for (size_t i = 0; i < model->n_steps; i++) {
        const chp_profile_step *of = &model->steps[i];
        steps[i] = (chp_map_step){
            .from = of->from,
            .to = of->to,
            .n_e = of->n_e,
            .is_shared = sample_shares(of, f->x) || sample_shares(of, f->y),
            .may_limit = sample_may_limit(model, i),
        };
        for (int k = 0; k < N_TERMS; k++)
            steps[i].c[k] = planes[i + 1].c[k] - planes[i].c[k];
    }
    return steps;
}

/* --- the map --------------------------------------------------------------------- */

double chp_map_at(const chp_map *m, double x, double y, size_t *step)
{
    double largest = -INFINITY;
    for (size_t i = 0; i < m->n_steps; i++) {
        const chp_map_step *s = &m->steps[i];
        if (!s->may_limit)
            continue;
        double each = (s->c[0] + s->c[1] * x + s->c[2] * y) / abs(s->n_e);
        if (each > largest) {
            largest = each;
            *step = i;
        }
    }
    return m->is_oxidation ? largest : -largest;
}

static double along(double low, double high, size_t i)
{
    return low + (high - low) * (double)i / (N_GRID - 1);
}

static void add_grid(arena *a, chp_map *m)
{
    double *U_L_V = arena_new(a, double, N_GRID *N_GRID);
    size_t *limits = arena_new(a, size_t, N_GRID * N_GRID);
    double sign = m->is_oxidation ? -1 : 1, best = -INFINITY;
    for (size_t k = 0; k < N_GRID * N_GRID; k++) {
        double x = along(m->x_low, m->x_high, k % N_GRID);
        double y = along(m->y_low, m->y_high, k / N_GRID);
        U_L_V[k] = chp_map_at(m, x, y, &limits[k]);
        if (sign * U_L_V[k] <= best)
            continue;
        best = sign * U_L_V[k];
        m->best_x = x;
        m->best_y = y;
        m->best_U_L_V = U_L_V[k];
    }
    m->n_x = m->n_y = N_GRID;
    m->U_L_V = U_L_V;
    m->limits = limits;
}

/* One draw along a row of the grid: what its limiting steps cost at most, and whether
 * that is the step that limits by the fits. */
static void count_row(const cloud *c, const double *draw, const grid_row *g,
                      double *largest, double *own, double *n_same)
{
    for (size_t i = 0; i < N_GRID; i++)
        largest[i] = -INFINITY;
    for (size_t k = 0; k < c->n_steps; k++) {
        const double *each = draw + k * N_TERMS;
        double start = each[0] + each[1] * g->x_low + each[2] * g->y;
        double slope = each[1] * g->x_step;
        for (size_t i = 0; i < N_GRID; i++) {
            double dG_eV = start + slope * (double)i;
            largest[i] = dG_eV > largest[i] ? dG_eV : largest[i];
            own[i] = g->limits[i] == c->step[k] ? dG_eV : own[i];
        }
    }
    for (size_t i = 0; i < N_GRID; i++)
        n_same[i] += own[i] >= largest[i];
}

static void add_shares(arena *a, chp_map *m, const cloud *c)
{
    double *share = arena_new(a, double, N_GRID *N_GRID), largest[N_GRID], own[N_GRID];
    for (size_t j = 0; j < N_GRID; j++) {
        double *row = share + j * N_GRID;
        grid_row g = { .y = along(m->y_low, m->y_high, j),
                       .x_low = m->x_low,
                       .x_step = (m->x_high - m->x_low) / (N_GRID - 1),
                       .limits = m->limits + j * N_GRID };
        for (size_t k = 0; k < c->n_draws; k++)
            count_row(c, c->each + k * c->n_steps * N_TERMS, &g, largest, own, row);
    }
    size_t n_sure = 0;
    for (size_t k = 0; k < N_GRID * N_GRID; k++) {
        share[k] /= (double)c->n_draws;
        n_sure += share[k] >= CHP_MAP_SURE;
    }
    m->p_limits = share;
    m->sure = (double)n_sure / (N_GRID * N_GRID);
}

static void add_points(arena *a, chp_map *m, const cloud *c, const sample *s)
{
    chp_map_point *points = arena_new(a, chp_map_point, s->n);
    for (size_t i = 0; i < s->n; i++) {
        chp_map_point *p = &points[i];
        *p = (chp_map_point){ .catalyst = s->catalyst[i]->name,
                              .x = s->x[i],
                              .y = s->y[i],
                              .U_L_V = s->profile[i]->U_L_V };
        p->U_L_model_V = chp_map_at(m, p->x, p->y, &p->step);
        p->spread = cloud_at(c, (double[]){ 1, p->x, p->y }, p->step);
        double error_V = fabs(p->U_L_model_V - p->U_L_V);
        m->mean_error_V += error_V / (double)s->n;
        m->max_error_V = fmax(m->max_error_V, error_V);
    }
    m->n_points = s->n;
    m->points = points;
}

static void add_spreads(const fitting *f, const chp_volcano_options *o, chp_map *m)
{
    cloud c = cloud_new(f->a, f->open, f->s->model, o->n_samples, o->seed);
    size_t step;
    m->n_samples = o->n_samples;
    m->seed = o->seed;
    add_shares(f->a, m, &c);
    add_points(f->a, m, &c, f->s);
    chp_map_at(m, m->best_x, m->best_y, &step);
    m->best_spread = cloud_at(&c, (double[]){ 1, m->best_x, m->best_y }, step);
}

static double correlation(const sample *s)
{
    double n = (double)s->n, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < s->n; i++) {
        mean_x += s->x[i] / n;
        mean_y += s->y[i] / n;
    }
    for (size_t i = 0; i < s->n; i++) {
        double dx = s->x[i] - mean_x, dy = s->y[i] - mean_y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

static bool fit_map(const fitting *f, const chp_volcano_options *o, chp_map *m)
{
    const sample *s = f->s;
    size_t n_levels = s->model->n_steps + 1;
    chp_plane *planes = arena_new(f->a, chp_plane, n_levels);
    for (size_t level = 0; level < n_levels; level++)
        if (!fit_level(f, level, &planes[level]))
            return false;
    *m = (chp_map){
        .reaction = s->model->reaction,
        .pathway = s->model->name,
        .x = f->x->is,
        .y = f->y->is,
        .correlation = correlation(s),
        .is_oxidation = sample_is_oxidation(s->model),
        .n_planes = n_levels,
        .planes = planes,
        .n_steps = s->model->n_steps,
        .steps = steps_of(f, planes),
        .n_left_out = s->n_left_out,
        .left_out = s->left_out,
    };
    sample_range(s->x, s->n, &m->x_low, &m->x_high);
    sample_range(s->y, s->n, &m->y_low, &m->y_high);
    add_grid(f->a, m);
    add_spreads(f, o, m);
    return true;
}

static void warn(const sample *s, const chp_map *m, chp_diag *diag)
{
    sample_warn_of_few(s, "map", diag);
    if (fabs(m->correlation) < COLLINEAR)
        return;
    diag_warn(diag, "collinear", NOWHERE,
              "%s: %s and %s say the same, r = %.3f: no plane is sure across them",
              m->pathway, m->x.title, m->y.title, m->correlation);
    diag_hint(diag, "One of them suffices: leave out --y.");
}

/* --- all of them ----------------------------------------------------------------- */

static bool find_both(arena *a, const chp_outcome *outcome,
                      const chp_volcano_options *o, descriptor *x, descriptor *y,
                      chp_diag *diag)
{
    if (!descriptor_find(a, outcome, o->descriptor, x, diag) ||
        !descriptor_find(a, outcome, o->second, y, diag))
        return false;
    if (strcmp(x->is.name, y->is.name) != 0)
        return true;
    diag_error(diag, "descriptor", NOWHERE, "both descriptors are %s", x->is.name);
    diag_hint(diag, "A map has two: --x N --y NNH.");
    return false;
}

static bool none_fits(const descriptor *x, const descriptor *y, chp_diag *diag)
{
    diag_error(diag, "few-points", NOWHERE,
               "no pathway is complete, with %s and %s known, for four catalysts that "
               "do not lie on a line",
               x->is.title, y->is.title);
    diag_hint(diag, "A plane needs three points and one more to be tested: add "
                    "catalysts, or choose other descriptors.");
    return false;
}

static bool fit_all(chp_maps *to, const chp_outcome *outcome,
                    const chp_volcano_options *options, chp_diag *diag)
{
    descriptor x, y;
    arena *a = &to->a;
    if (!find_both(a, outcome, options, &x, &y, diag))
        return false;
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        for (size_t j = 0; j < outcome->catalysts[i].n_profiles; j++) {
            const chp_profile *model = &outcome->catalysts[i].profiles[j];
            if (!sample_is_first(outcome, i, model))
                continue;
            sample s = sample_collect(a, outcome, model, &x, &y);
            if (s.n < FEWEST_CATALYSTS)
                continue;
            scatter open = scatter_new(a, s.n, N_TERMS, model->n_steps + 1);
            fitting f = { a, &s, &x, &y, rows_of(a, &s), &open, diag };
            chp_map m;
            if (!fit_map(&f, options, &m))
                continue;
            warn(&s, &m, diag);
            to->all = arena_grow(a, to->all, to->n, sizeof *to->all);
            to->all[to->n++] = m;
        }
    return to->n > 0 || none_fits(&x, &y, diag);
}

chp_maps *chp_map_fit(const chp_outcome *outcome, const chp_volcano_options *options,
                      chp_diag *diag)
{
    chp_maps all = { 0 };
    if (!fit_all(&all, outcome, options, diag)) {
        arena_clear(&all.a);
        return NULL;
    }
    chp_maps *m = arena_new(&all.a, chp_maps, 1);
    *m = all;
    return m;
}

size_t chp_map_count(const chp_maps *m)
{
    return m->n;
}

const chp_map *chp_map_get(const chp_maps *m, size_t i)
{
    return &m->all[i];
}

void chp_map_free(chp_maps *m)
{
    if (!m)
        return;
    arena a = m->a; // the record itself lives in it
    arena_clear(&a);
}
