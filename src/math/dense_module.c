#include <cblas.h>
#include <lapacke.h>

#include "base/module.h"
#include "math/dense.h"

enum { MOST_COLUMNS = 64 };

static bool eigen_symmetric(int n, double *matrix, double *values)
{
    return LAPACKE_dsyevd(LAPACK_ROW_MAJOR, 'V', 'U', n, matrix, n, values) == 0;
}

static void product(int m, int n, int k, const double *A, const double *B, double *C)
{
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, A, k, B, n, 0, C,
                n);
}

/* By complete orthogonal factorisation, which tells the rank. */
static bool least_squares(int m, int n, double *A, double *b)
{
    if (m < n || n > MOST_COLUMNS)
        return false;
    lapack_int pivot[MOST_COLUMNS] = { 0 }, rank = 0;
    const double smallest = 1e-12; // of a singular value, relative to the largest
    return LAPACKE_dgelsy(LAPACK_ROW_MAJOR, m, n, 1, A, n, b, 1, pivot, smallest,
                          &rank) == 0 &&
           rank == n;
}

/* What is left of a column when those before it are taken off, beside the whole. */
static bool has_full_rank(int n, const double *R)
{
    const double least = 1e-10;
    for (int j = 0; j < n; j++) {
        double norm = cblas_dnrm2(j + 1, R + j, n), left = R[j * n + j];
        if (!((left < 0 ? -left : left) > least * norm))
            return false;
    }
    return true;
}

static bool orthogonal(int m, int n, double *A, double *R_inverse)
{
    double scales[MOST_COLUMNS];
    if (m < n || n > MOST_COLUMNS ||
        LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, m, n, A, n, scales) != 0)
        return false;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            R_inverse[i * n + j] = j >= i ? A[i * n + j] : 0;
    return has_full_rank(n, R_inverse) &&
           LAPACKE_dtrtri(LAPACK_ROW_MAJOR, 'U', 'N', n, R_inverse, n) == 0 &&
           LAPACKE_dorgqr(LAPACK_ROW_MAJOR, m, n, n, A, n, scales) == 0;
}

MODULE_EXPORT extern const dense chepath_module;
const dense chepath_module = {
    .eigen_symmetric = eigen_symmetric,
    .product = product,
    .least_squares = least_squares,
    .orthogonal = orthogonal,
};
