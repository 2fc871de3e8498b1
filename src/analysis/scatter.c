/* With the residuals E (n x levels), nu = n - n_terms, and Sigma = E^T E / nu:
 *
 *     B* = B + R^-1 W,   w* = E^T z / sqrt(q),   q ~ chi^2_nu
 *
 * The rows of W and the new catalyst's own deviation are w*, each with n fresh normal
 * numbers z. So cov(B*) = Sigma x (X^T X)^-1, that of regressions over the same rows
 * (Zellner, J. Am. Stat. Assoc. 57, 348 (1962)), and q, one for all levels, makes a
 * prediction of any level, and of any difference of levels, Student's t of nu degrees:
 * the prediction band of math/fit,
 *
 *     y(x) = x B +- t_nu s sqrt(1 + x (X^T X)^-1 x^T)
 *
 * Draper & Smith, Applied Regression Analysis, 3rd ed., chapters 3 and 5. */
#include "analysis/scatter.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const double TIE_EV = 1e-6;

scatter scatter_new(arena *a, size_t n, size_t n_terms, size_t n_levels)
{
    assert(n > n_terms && n_terms <= SCATTER_MOST_TERMS);
    return (scatter){
        .n = n,
        .n_terms = n_terms,
        .n_levels = n_levels,
        .coefficient = arena_new(a, double, n_levels *n_terms),
        .residual = arena_new(a, double, n_levels *n),
    };
}

void scatter_set(scatter *s, size_t level, const double *coefficient,
                 const double *residual)
{
    memcpy(s->coefficient + level * s->n_terms, coefficient,
           s->n_terms * sizeof *coefficient);
    memcpy(s->residual + level * s->n, residual, s->n * sizeof *residual);
}

static double chi_square(random_stream *r, size_t nu)
{
    double sum = 0;
    for (size_t i = 0; i < nu; i++) {
        double z = random_normal(r);
        sum += z * z;
    }
    return sum;
}

/* Adds w* of each level, times how much of it each coefficient takes. */
static void add_deviation(const scatter *s, const double *normal, const double *share,
                          double *drawn)
{
    for (size_t level = 0; level < s->n_levels; level++) {
        const double *e = s->residual + level * s->n;
        double w = 0;
        for (size_t i = 0; i < s->n; i++)
            w += e[i] * normal[i];
        for (size_t k = 0; k < s->n_terms; k++)
            drawn[level * s->n_terms + k] += share[k] * w;
    }
}

void scatter_draw(const scatter *s, random_stream *r, double *normal, double *drawn)
{
    double width = 1 / sqrt(chi_square(r, s->n - s->n_terms));
    memcpy(drawn, s->coefficient, s->n_levels * s->n_terms * sizeof *drawn);
    for (size_t t = 0; t <= s->n_terms; t++) {
        double share[SCATTER_MOST_TERMS] = { 1 }; // a new catalyst: to the constant
        for (size_t k = 0; t < s->n_terms && k < s->n_terms; k++)
            share[k] = s->inverse[k * s->n_terms + t];
        for (size_t i = 0; i < s->n; i++)
            normal[i] = width * random_normal(r);
        add_deviation(s, normal, share, drawn);
    }
}

/* --- the steps that may limit ------------------------------------------------------
 */

static const size_t *limiting_steps(arena *a, const chp_profile *model, size_t *n)
{
    size_t *list = arena_new(a, size_t, model->n_steps + 1);
    *n = 0;
    for (size_t i = 0; i < model->n_steps; i++)
        if (sample_may_limit(model, i))
            list[(*n)++] = i;
    return list;
}

/* The steps of one draw, per electron: differences of levels. */
static void take_steps(const cloud *c, const chp_profile *model, const double *levels,
                       double *each)
{
    for (size_t i = 0; i < c->n_steps; i++) {
        const double *from = levels + c->step[i] * c->n_terms, *to = from + c->n_terms;
        int n_e = abs(model->steps[c->step[i]].n_e);
        for (size_t k = 0; k < c->n_terms; k++)
            each[i * c->n_terms + k] = (to[k] - from[k]) / n_e;
    }
}

cloud cloud_new(arena *a, const scatter *s, const chp_profile *model, size_t n_draws,
                uint64_t seed)
{
    cloud c = { .n_draws = n_draws,
                .n_terms = s->n_terms,
                .is_oxidation = sample_is_oxidation(model),
                .U_V = arena_new(a, double, n_draws),
                .dG_eV = arena_new(a, double, model->n_steps + 1) };
    c.step = limiting_steps(a, model, &c.n_steps);
    size_t size = c.n_steps * c.n_terms;
    double *each = arena_new(a, double, n_draws *size + 1);
    double *normal = arena_new(a, double, s->n);
    double *levels = arena_new(a, double, s->n_levels * s->n_terms);
    random_stream r = random_seeded(seed);
    for (size_t k = 0; k < n_draws; k++) {
        scatter_draw(s, &r, normal, levels);
        take_steps(&c, model, levels, each + k * size);
    }
    c.each = each;
    return c;
}

/* dG of the limiting steps for each electron in one draw; the largest of them. */
static double largest_eV(const cloud *c, const double *draw, const double *row,
                         double *dG_eV)
{
    double largest = -INFINITY;
    for (size_t i = 0; i < c->n_steps; i++) {
        dG_eV[i] = 0;
        for (size_t k = 0; k < c->n_terms; k++)
            dG_eV[i] += draw[i * c->n_terms + k] * row[k];
        largest = fmax(largest, dG_eV[i]);
    }
    return largest;
}

static double share_of(const cloud *c, const double *dG_eV, double largest_eV,
                       size_t step)
{
    size_t n_ties = 0;
    bool is_one = false;
    for (size_t i = 0; i < c->n_steps; i++) {
        bool is_tie = dG_eV[i] >= largest_eV - TIE_EV;
        n_ties += is_tie;
        is_one = is_one || (is_tie && c->step[i] == step);
    }
    return is_one ? 1.0 / (double)n_ties : 0;
}

chp_spread cloud_at(const cloud *c, const double *row, size_t step)
{
    double *dG_eV = c->dG_eV, sum = 0;
    for (size_t k = 0; k < c->n_draws; k++) {
        const double *draw = c->each + k * c->n_steps * c->n_terms;
        double largest = largest_eV(c, draw, row, dG_eV);
        c->U_V[k] = c->is_oxidation ? largest : -largest;
        sum += share_of(c, dG_eV, largest, step);
    }
    return (chp_spread){ .low_V = statistics_quantile(c->U_V, c->n_draws, 0.05),
                         .high_V = statistics_quantile(c->U_V, c->n_draws, 0.95),
                         .p_limits = sum / (double)c->n_draws };
}
