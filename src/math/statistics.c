#include "math/statistics.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double statistics_quantile(double *values, size_t n, double p)
{
    qsort(values, n, sizeof *values, by_value);
    double at = p * (double)(n - 1);
    size_t low = (size_t)at;
    size_t high = low + 1 < n ? low + 1 : low;
    return values[low] + (at - (double)low) * (values[high] - values[low]);
}

/* The continued fraction of the incomplete beta function (NIST DLMF 8.17.22), by
 * Lentz' method as improved by Thompson & Barnett (1986). */
static double beta_fraction(double a, double b, double x)
{
    const double tiny = 1e-300, enough = 1e-16;
    double c = 1.0, d = 1.0 - (a + b) * x / (a + 1.0);
    d = 1.0 / (fabs(d) < tiny ? tiny : d);
    double f = d;
    for (int m = 1; m < 10000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        const double term[] = { even, odd };
        double change = 1.0;
        for (int i = 0; i < 2; i++) {
            d = 1.0 + term[i] * d;
            c = 1.0 + term[i] / c;
            d = 1.0 / (fabs(d) < tiny ? tiny : d);
            c = fabs(c) < tiny ? tiny : c;
            change = c * d;
            f *= change;
        }
        if (fabs(change - 1.0) < enough)
            break;
    }
    return f;
}

/* lgamma() without its global sign, which other threads write as well. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

/* I_x(a, b), the regularised incomplete beta function (DLMF 8.17.2). */
static double beta_regularised(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) +
                       b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* P(T > t), t >= 0: half of I_x(nu/2, 1/2) at x = nu / (nu + t^2). */
static double student_tail(double nu, double t)
{
    return beta_regularised(nu / 2, 0.5, nu / (nu + t * t)) / 2;
}

double statistics_student_quantile(double nu, double p)
{
    if (p < 0.5)
        return -statistics_student_quantile(nu, 1 - p);
    double low = 0, high = 1;
    while (student_tail(nu, high) > 1 - p && high < 1e15)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
        double middle = (low + high) / 2;
        if (student_tail(nu, middle) > 1 - p)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

random_stream random_seeded(uint64_t seed)
{
    random_stream r;
    for (int i = 0; i < 4; i++) {
        seed += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        r.state[i] = z ^ (z >> 31);
    }
    return r;
}

static uint64_t next(random_stream *r)
{
    uint64_t *s = r->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double random_uniform(random_stream *r)
{
    return ((double)(next(r) >> 11) + 0.5) * 0x1.0p-53;
}

/* Marsaglia's polar method; the second number of a pair is not kept, so that a
 * stream has no hidden state. */
double random_normal(random_stream *r)
{
    for (;;) {
        double u = 2 * random_uniform(r) - 1, v = 2 * random_uniform(r) - 1;
        double q = u * u + v * v;
        if (q > 0 && q < 1)
            return u * sqrt(-2 * log(q) / q);
    }
}
