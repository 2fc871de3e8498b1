/* Straight lines through points, y = a + b x: ordinary least squares (Draper & Smith,
 * Applied Regression Analysis, 3rd ed., chapter 1), Deming and Theil-Sen.
 *
 * x and y have whatever units the caller gives them; a has that of y, b of y / x. */
#ifndef MATH_FIT_H
#define MATH_FIT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t n;
    double a, b;
    double se_a, se_b; // standard errors
    double s;          // residual standard deviation, n - 2 degrees of freedom
    double r2;
    double mae;      // mean |residual|
    double loo_rmse; // root mean square of the leave-one-out residuals, see below
    double mean_x, sxx;
} fit_line;

/* False when the points do not determine a line: n < 3, or all x equal. */
bool fit_least_squares(const double *x, const double *y, size_t n, fit_line *out);

/* Half widths at x of the confidence band of the line and of the prediction band of
 * a new point; `level` 0.95 for 95 %. */
double fit_confidence(const fit_line *f, double x, double level);
double fit_prediction(const fit_line *f, double x, double level);

double fit_leverage(const fit_line *f, double x);

/* By how much a least-squares fit to all other points misses a point, from its residual
 * in the fit to all. NaN at leverage 1: without this point there is no fit. */
static inline double fit_left_out(double residual, double leverage)
{
    const double nearly_one = 1 - 1e-9; // what rounding leaves of 1
    return leverage < nearly_one ? residual / (1 - leverage) : NAN;
}

/* Residual over its own standard deviation (internally studentised); 0 where that is
 * none: the points lie on a line, or this one alone holds it. */
double fit_studentised(const fit_line *f, double x, double y);

/* Errors in both; `lambda` is the error variance of y over that of x. */
bool fit_deming(const double *x, const double *y, size_t n, double lambda, double *a,
                double *b);

/* The median of the slopes of all pairs, and of y - b x: robust. `scratch` holds
 * n (n - 1) / 2 numbers, at least n. */
bool fit_theil_sen(const double *x, const double *y, size_t n, double *scratch,
                   double *a, double *b);

#endif
