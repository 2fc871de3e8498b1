/* Scaling relations and the volcano they make.
 *
 * Each level of a pathway is a straight line in the descriptor x (math/fit), so each
 * step is one, too, as the difference of its two levels:
 *
 *     dG_i(x) / |n_i| = a_i + b_i x                                             (1)
 *     U_L(x)          = - max_i dG_i(x) / n_i        reduction, n_i electrons   (2)
 *     U_L(x)          = + max_i dG_i(x) / |n_i|      oxidation
 *
 * over the steps with electrons in the direction of the whole, which is the lower
 * (upper) envelope of straight lines: the apex lies where the two active ones cross,
 *
 *     x* = (a_2 - a_1) / (b_1 - b_2)                                            (3)
 *
 * The band is sampled from the fits, lines and residuals together (analysis/scatter),
 * because bands of a maximum do not add. Levels that share a term with the descriptor
 * correlate by construction; the descriptor against itself is marked as trivial.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/scatter.h"
#include "base/diag.h"
#include "math/fit.h"

enum { FEWEST_CATALYSTS = 3, N_GRID = 41 };

struct chp_volcanoes {
    arena a;
    size_t n;
    chp_volcano *all;
};

chp_volcano_options chp_volcano_defaults(void)
{
    return (chp_volcano_options){ .seed = 1, .n_samples = 2000 };
}

/* --- scaling relations --------------------------------------------------------- */

static chp_line line_of(arena *a, const fit_line *f, const double *x, const double *y)
{
    chp_line line = {
        .intercept = f->a,
        .slope = f->b,
        .se_intercept = f->se_a,
        .se_slope = f->se_b,
        .s = f->s,
        .r2 = f->r2,
        .loo_rmse = f->loo_rmse,
        .mae = f->mae,
        .n = f->n,
    };
    double *scratch = arena_new(a, double, f->n *(f->n - 1) / 2 + f->n);
    if (!fit_deming(x, y, f->n, 1, &line.deming_intercept, &line.deming_slope)) {
        line.deming_intercept = line.intercept; // y does not vary with x at all
        line.deming_slope = line.slope;
    }
    fit_theil_sen(x, y, f->n, scratch, &line.theil_sen_intercept,
                  &line.theil_sen_slope);
    return line;
}

static chp_scaling_point point_of(const fit_line *f, const char *catalyst, double x,
                                  double y)
{
    chp_scaling_point p = {
        .catalyst = catalyst,
        .x = x,
        .y_eV = y,
        .residual_eV = y - f->a - f->b * x,
        .leverage = fit_leverage(f, x),
    };
    bool is_exact = f->s < 1e-9; // residuals of rounding have no distribution
    p.studentised = is_exact ? 0 : fit_studentised(f, x, y);
    p.is_outlier = fabs(p.studentised) > 3 || p.leverage > 4.0 / (double)f->n;
    return p;
}

static bool fit_level(arena *a, const sample *s, size_t level, const descriptor *d,
                      fit_line *f, chp_scaling *out)
{
    double *y = arena_new(a, double, s->n);
    for (size_t i = 0; i < s->n; i++)
        y[i] = sample_level_eV(s->profile[i], level);
    if (!fit_least_squares(s->x, y, s->n, f))
        return false;
    chp_scaling_point *points = arena_new(a, chp_scaling_point, s->n);
    for (size_t i = 0; i < s->n; i++)
        points[i] = point_of(f, s->catalyst[i]->name, s->x[i], y[i]);
    *out = (chp_scaling){
        .descriptor = d->is.name,
        .state = sample_level_name(s->model, level),
        .is_trivial = sample_is_trivial(s->model, level, d),
        .line = line_of(a, f, s->x, y),
        .points = points,
    };
    return true;
}

/* --- the volcano --------------------------------------------------------------- */

/* (2): the limiting potential by the lines at x; `step` is the limiting one. */
static double limit_V(const chp_volcano *v, double x, size_t *step)
{
    double largest = -INFINITY;
    for (size_t i = 0; i < v->n_steps; i++) {
        const chp_volcano_step *s = &v->steps[i];
        if (!s->may_limit)
            continue;
        double per_electron = (s->intercept_eV + s->slope * x) / abs(s->n_e);
        if (per_electron > largest) {
            largest = per_electron;
            *step = i;
        }
    }
    return v->is_oxidation ? largest : -largest;
}

static bool is_better(const chp_volcano *v, double U, double than)
{
    return v->is_oxidation ? U < than : U > than;
}

/* (3): the best x among the crossings of two electrochemical lines within the range. */
static void find_apex(chp_volcano *v, double x_low, double x_high)
{
    for (size_t i = 0; i < v->n_steps; i++)
        for (size_t j = i + 1; j < v->n_steps; j++) {
            const chp_volcano_step *p = &v->steps[i], *q = &v->steps[j];
            if (!p->may_limit || !q->may_limit)
                continue;
            double slope = p->slope / abs(p->n_e) - q->slope / abs(q->n_e);
            double x =
                (q->intercept_eV / abs(q->n_e) - p->intercept_eV / abs(p->n_e)) / slope;
            if (!(x >= x_low && x <= x_high))
                continue;
            size_t step = 0;
            double U = limit_V(v, x, &step);
            if (v->has_apex && !is_better(v, U, v->apex_U_L_V))
                continue;
            v->has_apex = true;
            v->apex_x = x;
            v->apex_U_L_V = U;
            limit_V(v, x - 1e-6, &v->apex_left);
            limit_V(v, x + 1e-6, &v->apex_right);
        }
    v->has_apex = v->has_apex && v->apex_left != v->apex_right;
}

/* --- what the fits leave open ---------------------------------------------------- */

static size_t place_in(const cloud *c, size_t step)
{
    size_t i = 0;
    while (c->step[i] != step)
        i++;
    return i * c->n_terms;
}

/* Where the lines of the apex cross in each draw; parallel ones never do. */
static void spread_apex(const cloud *c, chp_volcano *v)
{
    size_t left = place_in(c, v->apex_left), right = place_in(c, v->apex_right), n = 0;
    for (size_t k = 0; k < c->n_draws; k++) {
        const double *each = c->each + k * c->n_steps * c->n_terms;
        double slope = each[left + 1] - each[right + 1];
        if (slope != 0)
            c->U_V[n++] = (each[right] - each[left]) / slope;
    }
    if (n == 0)
        return;
    v->apex_x_low = statistics_quantile(c->U_V, n, 0.05);
    v->apex_x_high = statistics_quantile(c->U_V, n, 0.95);
}

static void add_grid(arena *a, chp_volcano *v, const cloud *c, double x_low,
                     double x_high)
{
    chp_volcano_level *grid = arena_new(a, chp_volcano_level, N_GRID);
    for (size_t g = 0; g < N_GRID; g++) {
        chp_volcano_level *l = &grid[g];
        l->x = x_low + (x_high - x_low) * (double)g / (N_GRID - 1);
        l->U_L_V = limit_V(v, l->x, &l->step);
        l->spread = cloud_at(c, (double[]){ 1, l->x }, l->step);
    }
    v->n_levels = N_GRID;
    v->levels = grid;
}

static void add_points(arena *a, chp_volcano *v, const cloud *c, const sample *s)
{
    chp_volcano_point *points = arena_new(a, chp_volcano_point, s->n);
    for (size_t i = 0; i < s->n; i++) {
        chp_volcano_point *p = &points[i];
        *p = (chp_volcano_point){ .catalyst = s->catalyst[i]->name,
                                  .x = s->x[i],
                                  .U_L_V = s->profile[i]->U_L_V };
        p->U_L_model_V = limit_V(v, p->x, &p->step);
        p->spread = cloud_at(c, (double[]){ 1, p->x }, p->step);
        double error = fabs(p->U_L_model_V - p->U_L_V);
        v->mean_error_V += error / (double)s->n;
        v->max_error_V = fmax(v->max_error_V, error);
    }
    v->n_points = s->n;
    v->points = points;
}

/* Rows 1, x: their R^-1 in closed form. */
static scatter scatter_of(arena *a, const fit_line *f, const chp_scaling *scalings,
                          size_t n_levels)
{
    scatter s = scatter_new(a, f->n, 2, n_levels);
    double *inverse = arena_new(a, double, 4);
    double *residual = arena_new(a, double, f->n);
    inverse[0] = 1 / sqrt((double)f->n);
    inverse[1] = -f->mean_x / sqrt(f->sxx);
    inverse[3] = 1 / sqrt(f->sxx);
    s.inverse = inverse;
    for (size_t level = 0; level < n_levels; level++) {
        const chp_scaling *one = &scalings[level];
        for (size_t i = 0; i < f->n; i++)
            residual[i] = one->points[i].residual_eV;
        scatter_set(&s, level, (double[]){ one->line.intercept, one->line.slope },
                    residual);
    }
    return s;
}

static void add_spreads(arena *a, const sample *s, const fit_line *fits,
                        const chp_volcano_options *o, chp_volcano *v)
{
    double low, high;
    sample_range(s->x, s->n, &low, &high);
    scatter open = scatter_of(a, &fits[0], v->scalings, v->n_scalings);
    cloud c = cloud_new(a, &open, s->model, o->n_samples, o->seed);
    v->n_samples = o->n_samples;
    v->seed = o->seed;
    find_apex(v, low, high);
    if (v->has_apex)
        spread_apex(&c, v);
    add_grid(a, v, &c, low, high);
    add_points(a, v, &c, s);
}

/* U_L straight over the descriptor, without any mechanism: what a correlation with a
 * descriptor of the electrons comes to. */
static void fit_limit(arena *a, const sample *s, chp_volcano *v)
{
    fit_line f;
    double *U_V = arena_new(a, double, s->n);
    for (size_t i = 0; i < s->n; i++)
        U_V[i] = s->profile[i]->U_L_V;
    if (fit_least_squares(s->x, U_V, s->n, &f))
        v->limit = line_of(a, &f, s->x, U_V);
}

static bool fit_volcano(arena *a, const sample *s, const descriptor *d,
                        const chp_volcano_options *o, chp_volcano *v)
{
    const chp_profile *model = s->model;
    size_t n_levels = model->n_steps + 1;
    fit_line *fits = arena_new(a, fit_line, n_levels);
    chp_scaling *scalings = arena_new(a, chp_scaling, n_levels);
    for (size_t level = 0; level < n_levels; level++)
        if (!fit_level(a, s, level, d, &fits[level], &scalings[level]))
            return false;
    chp_volcano_step *steps = arena_new(a, chp_volcano_step, model->n_steps);
    for (size_t i = 0; i < model->n_steps; i++)
        steps[i] = (chp_volcano_step){
            .from = model->steps[i].from,
            .to = model->steps[i].to,
            .n_e = model->steps[i].n_e,
            .intercept_eV = fits[i + 1].a - fits[i].a,
            .slope = fits[i + 1].b - fits[i].b,
            .is_shared = sample_shares(&model->steps[i], d),
            .may_limit = sample_may_limit(model, i),
        };
    *v = (chp_volcano){
        .reaction = model->reaction,
        .pathway = model->name,
        .x = d->is,
        .n_scalings = n_levels,
        .scalings = scalings,
        .n_steps = model->n_steps,
        .steps = steps,
        .is_oxidation = sample_is_oxidation(model),
        .n_left_out = s->n_left_out,
        .left_out = s->left_out,
    };
    add_spreads(a, s, fits, o, v);
    fit_limit(a, s, v);
    return true;
}

/* --- all of them ----------------------------------------------------------------- */

static bool none_fits(const descriptor *d, chp_diag *diag)
{
    diag_error(diag, "few-points", NOWHERE,
               "no pathway is complete, with %s calculated, for three catalysts",
               d->is.title);
    diag_hint(diag, "A line needs three points: add catalysts, or choose another "
                    "descriptor.");
    return false;
}

static bool fit_all(chp_volcanoes *to, const chp_outcome *outcome,
                    const chp_volcano_options *options, chp_diag *diag)
{
    arena *a = &to->a;
    descriptor d;
    if (!descriptor_find(a, outcome, options->descriptor, &d, diag))
        return false;
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        for (size_t j = 0; j < outcome->catalysts[i].n_profiles; j++) {
            const chp_profile *model = &outcome->catalysts[i].profiles[j];
            if (!sample_is_first(outcome, i, model))
                continue;
            sample s = sample_collect(a, outcome, model, &d, NULL);
            chp_volcano v;
            if (s.n < FEWEST_CATALYSTS || !fit_volcano(a, &s, &d, options, &v))
                continue;
            sample_warn_of_few(&s, "volcano", diag);
            to->all = arena_grow(a, to->all, to->n, sizeof *to->all);
            to->all[to->n++] = v;
        }
    return to->n > 0 || none_fits(&d, diag);
}

chp_volcanoes *chp_volcano_fit(const chp_outcome *outcome,
                               const chp_volcano_options *options, chp_diag *diag)
{
    chp_volcanoes all = { 0 };
    if (!fit_all(&all, outcome, options, diag)) {
        arena_clear(&all.a);
        return NULL;
    }
    chp_volcanoes *v = arena_new(&all.a, chp_volcanoes, 1);
    *v = all;
    return v;
}

size_t chp_volcano_count(const chp_volcanoes *v)
{
    return v->n;
}

const chp_volcano *chp_volcano_get(const chp_volcanoes *v, size_t i)
{
    return &v->all[i];
}

void chp_volcano_free(chp_volcanoes *v)
{
    if (!v)
        return;
    arena a = v->a; // the record itself lives in it
    arena_clear(&a);
}
