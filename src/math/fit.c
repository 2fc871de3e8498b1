/* With S_xy = sum (x_i - mean x) (y_i - mean y), and e_i the residuals:
 *
 *     b = S_xy / S_xx,  a = mean y - b mean x,  s^2 = sum e_i^2 / (n - 2)
 *     se(b) = s / sqrt(S_xx),  se(a) = s sqrt(1/n + (mean x)^2 / S_xx)
 *     h(x)  = 1/n + (x - mean x)^2 / S_xx                       leverage
 *     confidence band  +- t s sqrt(h(x)),  t of n - 2 degrees
 *     prediction band  +- t s sqrt(1 + h(x))
 *     left out         e_i / (1 - h_i)
 *
 * Draper & Smith, Applied Regression Analysis, 3rd ed., chapters 1, 3 and 8. Deming,
 * with lambda the error variance of y over that of x:
 *
 *     b = [d + sqrt(d^2 + 4 lambda S_xy^2)] / (2 S_xy),  d = S_yy - lambda S_xx
 *
 * or, where d < 0 and the two would cancel, 2 lambda S_xy / [sqrt(...) - d].
 * Linnet, Clin. Chem. 39, 424 (1993). Theil and Sen: b the median of the slopes of all
 * pairs, a that of y - b x; Sen, J. Am. Stat. Assoc. 63, 1379 (1968). */
#include "math/fit.h"

#include "math/statistics.h"

typedef struct {
    double mean_x, mean_y, sxx, sxy, syy;
} sums;

static sums centred(const double *x, const double *y, size_t n)
{
    sums s = { 0 };
    for (size_t i = 0; i < n; i++) {
        s.mean_x += x[i] / (double)n;
        s.mean_y += y[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        double dx = x[i] - s.mean_x, dy = y[i] - s.mean_y;
        s.sxx += dx * dx;
        s.sxy += dx * dy;
        s.syy += dy * dy;
    }
    return s;
}

double fit_leverage(const fit_line *f, double x)
{
    double dx = x - f->mean_x;
    return 1.0 / (double)f->n + dx * dx / f->sxx;
}

static void add_residuals(const double *x, const double *y, fit_line *f)
{
    double sse = 0, loo = 0, mae = 0;
    for (size_t i = 0; i < f->n; i++) {
        double e = y[i] - f->a - f->b * x[i];
        double left_out = fit_left_out(e, fit_leverage(f, x[i]));
        sse += e * e;
        loo += left_out * left_out;
        mae += fabs(e);
    }
    double n = (double)f->n;
    f->s = sqrt(sse / (n - 2.0));
    f->mae = mae / n;
    f->loo_rmse = sqrt(loo / n);
}

bool fit_least_squares(const double *x, const double *y, size_t n, fit_line *out)
{
    if (n < 3)
        return false;
    sums s = centred(x, y, n);
    if (!(s.sxx > 0))
        return false;
    fit_line f = { .n = n, .mean_x = s.mean_x, .sxx = s.sxx };
    f.b = s.sxy / s.sxx;
    f.a = s.mean_y - f.b * s.mean_x;
    f.r2 = s.syy > 0 ? s.sxy * s.sxy / (s.sxx * s.syy) : 1.0;
    add_residuals(x, y, &f);
    f.se_b = f.s / sqrt(f.sxx);
    f.se_a = f.s * sqrt(1.0 / (double)n + f.mean_x * f.mean_x / f.sxx);
    *out = f;
    return true;
}

static double student(const fit_line *f, double level)
{
    return statistics_student_quantile((double)f->n - 2.0, 0.5 + level / 2.0);
}

double fit_confidence(const fit_line *f, double x, double level)
{
    return student(f, level) * f->s * sqrt(fit_leverage(f, x));
}

double fit_prediction(const fit_line *f, double x, double level)
{
    return student(f, level) * f->s * sqrt(1.0 + fit_leverage(f, x));
}

double fit_studentised(const fit_line *f, double x, double y)
{
    double rest = 1.0 - fit_leverage(f, x);
    return f->s > 0 && rest > 1e-9 ? (y - f->a - f->b * x) / (f->s * sqrt(rest)) : 0;
}

bool fit_deming(const double *x, const double *y, size_t n, double lambda, double *a,
                double *b)
{
    if (n < 3)
        return false;
    sums s = centred(x, y, n);
    if (s.sxy == 0)
        return false;
    double d = s.syy - lambda * s.sxx;
    double root = sqrt(d * d + 4 * lambda * s.sxy * s.sxy);
    *b = d < 0 ? 2 * lambda * s.sxy / (root - d) : (d + root) / (2 * s.sxy);
    *a = s.mean_y - *b * s.mean_x;
    return true;
}

bool fit_theil_sen(const double *x, const double *y, size_t n, double *scratch,
                   double *a, double *b)
{
    size_t n_slopes = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (x[i] != x[j])
                scratch[n_slopes++] = (y[j] - y[i]) / (x[j] - x[i]);
    if (n < 3 || n_slopes == 0)
        return false;
    *b = statistics_quantile(scratch, n_slopes, 0.5);
    for (size_t i = 0; i < n; i++)
        scratch[i] = y[i] - *b * x[i];
    *a = statistics_quantile(scratch, n, 0.5);
    return true;
}
