/* Scaling relations and the volcano they make.
 *
 * Each level of a pathway is a straight line in the descriptor x (5.1), so each step
 * is one, too, as the difference of its two levels:
 *
 *     dG_i(x) = b_i x + a_i
 *     U_L(x)  = - max_i dG_i(x) / n_i        reduction, n_i electrons
 *     U_L(x)  = + max_i dG_i(x) / |n_i|      oxidation
 *
 * which is the lower (upper) envelope of straight lines: the apex lies where the two
 * active ones cross. The band is sampled from the fits, lines and residuals together,
 * because bands of a maximum do not add. Levels that share a term with the descriptor
 * correlate by construction; the descriptor against itself is marked as trivial.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sample.h"
#include "base/diag.h"
#include "math/fit.h"
#include "math/statistics.h"

enum { FEWEST_CATALYSTS = 3, N_GRID = 41 };

struct chp_volcanoes {
    arena a;
    size_t n;
    chp_volcano *all;
};

chp_volcano_options chp_volcano_defaults(void)
{
    return (chp_volcano_options){ .descriptor = "*NNH", .seed = 1, .n_samples = 2000 };
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
        .x_eV = x,
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

/* The limiting potential by the lines at x; `step` is the limiting one. */
static double limit_V(const chp_volcano_step *steps, size_t n, double x_eV,
                      size_t *step)
{
    double largest = -INFINITY;
    int sign = 0;
    for (size_t i = 0; i < n; i++) {
        if (steps[i].n_e == 0)
            continue;
        double per_electron =
            (steps[i].intercept_eV + steps[i].slope * x_eV) / abs(steps[i].n_e);
        if (per_electron > largest) {
            largest = per_electron;
            *step = i;
        }
        sign = steps[i].n_e > 0 ? -1 : +1;
    }
    return sign * largest;
}

static bool is_better(const chp_volcano_step *steps, size_t step, double U, double than)
{
    return steps[step].n_e > 0 ? U > than : U < than;
}

/* The best x among the crossings of two electrochemical lines within the range. */
static void find_apex(chp_volcano *v, double x_low, double x_high)
{
    for (size_t i = 0; i < v->n_steps; i++)
        for (size_t j = i + 1; j < v->n_steps; j++) {
            const chp_volcano_step *p = &v->steps[i], *q = &v->steps[j];
            if (p->n_e == 0 || q->n_e == 0)
                continue;
            double slope = p->slope / abs(p->n_e) - q->slope / abs(q->n_e);
            double x =
                (q->intercept_eV / abs(q->n_e) - p->intercept_eV / abs(p->n_e)) / slope;
            if (!(x >= x_low && x <= x_high))
                continue;
            size_t step = 0;
            double U = limit_V(v->steps, v->n_steps, x, &step);
            if (v->has_apex && !is_better(v->steps, step, U, v->apex_U_L_V))
                continue;
            v->has_apex = true;
            v->apex_x_eV = x;
            v->apex_U_L_V = U;
            limit_V(v->steps, v->n_steps, x - 1e-6, &v->apex_left);
            limit_V(v->steps, v->n_steps, x + 1e-6, &v->apex_right);
        }
    v->has_apex = v->has_apex && v->apex_left != v->apex_right;
}

/* Lines drawn from the distribution of the fit: the estimate of the line at its mean
 * and its slope are independent, a new catalyst adds a residual. */
static void draw_steps(const fit_line *fits, size_t n_steps, random_stream *r,
                       chp_volcano_step *steps)
{
    double a = 0, b = 0;
    for (size_t level = 0; level <= n_steps; level++) {
        const fit_line *f = &fits[level];
        double slope = f->b + f->se_b * random_normal(r);
        double middle = f->a + f->b * f->mean_x +
                        f->s / sqrt((double)f->n) * random_normal(r) +
                        f->s * random_normal(r);
        double intercept = middle - slope * f->mean_x;
        if (level > 0) {
            steps[level - 1].slope = slope - b;
            steps[level - 1].intercept_eV = intercept - a;
        }
        a = intercept;
        b = slope;
    }
}

static void add_grid(arena *a, chp_volcano *v, const fit_line *fits, double x_low,
                     double x_high, const chp_volcano_options *o)
{
    chp_volcano_level *grid = arena_new(a, chp_volcano_level, N_GRID);
    double *U = arena_new(a, double, N_GRID * o->n_samples);
    chp_volcano_step *drawn = arena_new(a, chp_volcano_step, v->n_steps);
    memcpy(drawn, v->steps, v->n_steps * sizeof *drawn);
    random_stream r = random_seeded(o->seed);
    for (size_t g = 0; g < N_GRID; g++)
        grid[g].x_eV = x_low + (x_high - x_low) * (double)g / (N_GRID - 1);
    for (size_t k = 0; k < o->n_samples; k++) {
        size_t step;
        draw_steps(fits, v->n_steps, &r, drawn);
        for (size_t g = 0; g < N_GRID; g++)
            U[g * o->n_samples + k] = limit_V(drawn, v->n_steps, grid[g].x_eV, &step);
    }
    for (size_t g = 0; g < N_GRID; g++) {
        double *at_x = U + g * o->n_samples;
        grid[g].U_L_V = limit_V(v->steps, v->n_steps, grid[g].x_eV, &grid[g].step);
        grid[g].low_V = statistics_quantile(at_x, o->n_samples, 0.05);
        grid[g].high_V = statistics_quantile(at_x, o->n_samples, 0.95);
    }
    v->n_levels = N_GRID;
    v->levels = grid;
}

static void add_points(arena *a, chp_volcano *v, const sample *s)
{
    chp_volcano_point *points = arena_new(a, chp_volcano_point, s->n);
    for (size_t i = 0; i < s->n; i++) {
        size_t step;
        double model = limit_V(v->steps, v->n_steps, s->x[i], &step);
        double error = fabs(model - s->profile[i]->U_L_V);
        points[i] = (chp_volcano_point){ s->catalyst[i]->name, s->x[i],
                                         s->profile[i]->U_L_V, model };
        v->mean_error_V += error / (double)s->n;
        v->max_error_V = fmax(v->max_error_V, error);
    }
    v->n_points = s->n;
    v->points = points;
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
        };
    *v = (chp_volcano){
        .reaction = model->reaction,
        .pathway = model->name,
        .descriptor = d->is.name,
        .x = d->is,
        .n_scalings = n_levels,
        .scalings = scalings,
        .n_steps = model->n_steps,
        .steps = steps,
        .n_left_out = s->n_left_out,
        .left_out = s->left_out,
    };
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < s->n; i++) {
        low = fmin(low, s->x[i]);
        high = fmax(high, s->x[i]);
    }
    double margin = 0.2 * (high - low);
    find_apex(v, low - margin, high + margin);
    add_grid(a, v, fits, low - margin, high + margin, o);
    add_points(a, v, s);
    fit_limit(a, s, v);
    return true;
}

chp_volcanoes *chp_volcano_fit(const chp_outcome *outcome,
                               const chp_volcano_options *options, chp_diag *diag)
{
    arena a = { 0 };
    descriptor d;
    if (!descriptor_find(&a, outcome, options->descriptor, &d, diag)) {
        arena_clear(&a);
        return NULL;
    }
    chp_volcano *all = NULL;
    size_t n = 0;
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        for (size_t j = 0; j < outcome->catalysts[i].n_profiles; j++) {
            const chp_profile *model = &outcome->catalysts[i].profiles[j];
            if (!sample_is_first(outcome, i, model))
                continue;
            sample s = sample_collect(&a, outcome, model, &d, NULL);
            chp_volcano v;
            if (s.n < FEWEST_CATALYSTS || !fit_volcano(&a, &s, &d, options, &v))
                continue;
            sample_warn_of_few(&s, "volcano", diag);
            all = arena_grow(&a, all, n, sizeof *all);
            all[n++] = v;
        }
    if (n == 0) {
        diag_error(diag, "few-points", NOWHERE,
                   "no pathway is complete, with %s calculated, for three catalysts",
                   d.is.title);
        diag_hint(diag, "A line needs three points: add catalysts, or choose another "
                        "descriptor.");
        arena_clear(&a);
        return NULL;
    }
    chp_volcanoes *v = arena_new(&a, chp_volcanoes, 1);
    *v = (chp_volcanoes){ a, n, all };
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
