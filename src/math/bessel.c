/* For small x the power series
 *
 *     I_n(x) = (x/2)^n sum_k (x^2/4)^k / (k! (k + n)!)                           (1)
 *
 * whose terms are all positive, so that nothing cancels; for large x the asymptotic
 *
 *     I_n(x) e^-x ~ (2 pi x)^-1/2 sum_k (-1)^k a_k(n) / x^k                      (2)
 *     a_k = a_(k-1) (4 n^2 - (2k - 1)^2) / (8 k)
 *
 * cut where its terms stop falling. Abramowitz and Stegun 9.6.10 and 9.7.1. */
#include "math/bessel.h"

#include <float.h>
#include <math.h>

/* (1) times exp(-x) */
static double series(int n, double x)
{
    double quarter = x * x / 4, term = n == 0 ? 1 : x / 2, sum = term;
    for (int k = 1; term > sum * DBL_EPSILON / 4; k++) {
        term *= quarter / (k * (k + n));
        sum += term;
    }
    return sum * exp(-x);
}

/* (2) */
static double asymptotic(int n, double x)
{
    double term = 1, sum = 1;
    for (int k = 1; fabs(term) > DBL_EPSILON / 4; k++) {
        double odd = 2 * k - 1;
        double next = -term * (4.0 * n * n - odd * odd) / (8.0 * k * x);
        if (fabs(next) >= fabs(term))
            break;
        term = next;
        sum += term;
    }
    return sum / sqrt(2 * M_PI * x);
}

static double scaled(int n, double x)
{
    const double far = 40; // beyond, (2) has the last digit
    return x < far ? series(n, x) : asymptotic(n, x);
}

double bessel_i0_scaled(double x)
{
    return scaled(0, x);
}

double bessel_i1_scaled(double x)
{
    return scaled(1, x);
}
