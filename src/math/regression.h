/* Least squares in several variables: y = sum of c_k x_k, a constant among them when
 * one x_k is 1 in every row. Draper & Smith, Applied Regression Analysis, 3rd ed.,
 * chapters 5 and 8. Units are the caller's. */
#ifndef MATH_REGRESSION_H
#define MATH_REGRESSION_H

#include <stddef.h>

#include "chepath/diag.h"

enum { REGRESSION_MOST_TERMS = 4 };

typedef struct {
    size_t n, n_terms;
    double c[REGRESSION_MOST_TERMS];
    double s;   // residual standard deviation, n - n_terms degrees of freedom; 0: none
    double r2;  // about the mean of y
    double mae; // mean |residual|
    double worst;    // largest |residual|
    double loo_rmse; // of the leave-one-out residuals; NaN as fit_left_out()
    double inverse[REGRESSION_MOST_TERMS * REGRESSION_MOST_TERMS]; // of R of X = QR
} regression;

/* `rows` is n x n_terms, row by row. False when the rows do not determine the
 * coefficients: fewer than there are terms, or dependent columns. A message is raised
 * only when LAPACK cannot be loaded. */
bool regression_fit(const double *rows, const double *y, size_t n, size_t n_terms,
                    regression *out, chp_diag *diag);

double regression_at(const regression *f, const double *row);
double regression_leverage(const regression *f, const double *row);

/* Residual over its own standard deviation; 0 without degrees of freedom. */
double regression_studentised(const regression *f, const double *row, double y);

#endif
