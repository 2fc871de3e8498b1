/* X = QR by LAPACK; then c = R^-1 Q^T y. The leverage of a row x is |x R^-1|^2. */
#include "math/regression.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "math/dense.h"
#include "math/fit.h"

static void solve(const double *Q, const double *y, regression *out)
{
    size_t p = out->n_terms;
    for (size_t j = 0; j < p; j++) {
        double share = 0;
        for (size_t k = 0; k < out->n; k++)
            share += Q[k * p + j] * y[k];
        for (size_t i = 0; i <= j; i++)
            out->c[i] += out->inverse[i * p + j] * share;
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
        double left_out = fit_left_out(e, regression_leverage(out, row));
        total += (y[k] - mean) * (y[k] - mean);
        sse += e * e;
        loo += left_out * left_out;
        out->mae += fabs(e) / n;
        out->worst = fmax(out->worst, fabs(e));
    }
    out->s = n_free > 0 ? sqrt(sse / (double)n_free) : 0;
    out->r2 = total > 0 ? 1 - sse / total : 1;
    out->loo_rmse = sqrt(loo / n);
}

bool regression_fit(const double *rows, const double *y, size_t n, size_t n_terms,
                    regression *out, chp_diag *diag)
{
    assert(n_terms > 0 && n_terms <= REGRESSION_MOST_TERMS);
    regression f = { .n = n, .n_terms = n_terms };
    const dense *d = dense_load(diag);
    if (!d || n < n_terms)
        return false;
    arena scratch = { 0 };
    double *q = arena_new(&scratch, double, n *n_terms);
    memcpy(q, rows, n * n_terms * sizeof *q);
    bool ok = d->orthogonal((int)n, (int)n_terms, q, f.inverse);
    if (ok) {
        solve(q, y, &f);
        judge(rows, y, &f);
        *out = f;
    }
    arena_clear(&scratch);
    return ok;
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
            share += row[i] * f->inverse[i * f->n_terms + j];
        h += share * share;
    }
    return h;
}

double regression_studentised(const regression *f, const double *row, double y)
{
    double rest = 1 - regression_leverage(f, row);
    return f->s > 0 && rest > 1e-9 ? (y - regression_at(f, row)) / (f->s * sqrt(rest))
                                   : 0;
}
