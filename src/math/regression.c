/* X = QR by modified Gram-Schmidt, each column made orthogonal twice (Giraud et al.,
 * Numer. Math. 101, 87 (2005)); then R c = Q^T y. The leverage of a row x is
 * |x R^-1|^2, and the residual that is left out e / (1 - h). */
#include "math/regression.h"

#include <assert.h>
#include <math.h>

enum { P = REGRESSION_MOST_TERMS };

typedef struct {
    size_t n, p;
    double *q; // n x p, row by row
    double r[P][P];
} factors;

static double column_dot(const factors *f, size_t i, size_t j)
{
    double sum = 0;
    for (size_t k = 0; k < f->n; k++)
        sum += f->q[k * f->p + i] * f->q[k * f->p + j];
    return sum;
}

static void take_off(factors *f, size_t i, size_t j)
{
    double share = column_dot(f, i, j);
    f->r[i][j] += share;
    for (size_t k = 0; k < f->n; k++)
        f->q[k * f->p + j] -= share * f->q[k * f->p + i];
}

/* False when a column is a sum of those before it. */
static bool factorise(factors *f)
{
    for (size_t j = 0; j < f->p; j++) {
        double before = sqrt(column_dot(f, j, j));
        for (int again = 0; again < 2; again++)
            for (size_t i = 0; i < j; i++)
                take_off(f, i, j);
        double norm = sqrt(column_dot(f, j, j));
        if (!(norm > 1e-10 * before))
            return false;
        f->r[j][j] = norm;
        for (size_t k = 0; k < f->n; k++)
            f->q[k * f->p + j] /= norm;
    }
    return true;
}

/* R^-1, column by column. */
static void invert(const factors *f, double *inverse)
{
    for (size_t j = 0; j < f->p; j++)
        for (size_t i = j + 1; i-- > 0;) {
            double sum = i == j ? 1 : 0;
            for (size_t k = i + 1; k <= j; k++)
                sum -= f->r[i][k] * inverse[k * P + j];
            inverse[i * P + j] = sum / f->r[i][i];
        }
}

static void solve(const factors *f, const double *y, regression *out)
{
    for (size_t j = 0; j < f->p; j++) {
        double share = 0;
        for (size_t k = 0; k < f->n; k++)
            share += f->q[k * f->p + j] * y[k];
        for (size_t i = 0; i <= j; i++)
            out->c[i] += out->inverse[i * P + j] * share;
    }
}

static void judge(const double *rows, const double *y, regression *out)
{
    double n = (double)out->n, mean = 0, total = 0, sse = 0, loo = 0;
    size_t n_free = out->n - out->n_terms;
    for (size_t k = 0; k < out->n; k++)
        mean += y[k] / n;
    for (size_t k = 0; k < out->n; k++) {
        const double *row = rows + k * out->n_terms;
        double e = y[k] - regression_at(out, row);
        double left_out = e / (1 - regression_leverage(out, row));
        total += (y[k] - mean) * (y[k] - mean);
        sse += e * e;
        loo += left_out * left_out;
        out->mae += fabs(e) / n;
        out->worst = fmax(out->worst, fabs(e));
    }
    out->s = n_free > 0 ? sqrt(sse / (double)n_free) : 0;
    out->r2 = total > 0 ? 1 - sse / total : 1;
    out->loo_rmse = n_free > 0 ? sqrt(loo / n) : NAN;
}

bool regression_fit(const double *rows, const double *y, size_t n, size_t n_terms,
                    double *scratch, regression *out)
{
    assert(n_terms > 0 && n_terms <= P);
    factors f = { .n = n, .p = n_terms, .q = scratch };
    if (n < n_terms)
        return false;
    for (size_t i = 0; i < n * n_terms; i++)
        scratch[i] = rows[i];
    if (!factorise(&f))
        return false;
    *out = (regression){ .n = n, .n_terms = n_terms };
    invert(&f, out->inverse);
    solve(&f, y, out);
    judge(rows, y, out);
    return true;
}

double regression_at(const regression *f, const double *row)
{
    double sum = 0;
    for (size_t i = 0; i < f->n_terms; i++)
        sum += f->c[i] * row[i];
    return sum;
}

double regression_leverage(const regression *f, const double *row)
{
    double h = 0;
    for (size_t j = 0; j < f->n_terms; j++) {
        double share = 0;
        for (size_t i = 0; i <= j; i++)
            share += row[i] * f->inverse[i * P + j];
        h += share * share;
    }
    return h;
}

double regression_studentised(const regression *f, const double *row, double y)
{
    double rest = 1 - regression_leverage(f, row);
    return f->s > 0 && rest > 1e-12 ? (y - regression_at(f, row)) / (f->s * sqrt(rest))
                                    : 0;
}
