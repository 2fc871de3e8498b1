#include <cblas.h>
#include <lapacke.h>

#include "base/module.h"
#include "math/dense.h"

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
    enum { MOST_COLUMNS = 64 };
    if (m < n || n > MOST_COLUMNS)
        return false;
    lapack_int pivot[MOST_COLUMNS] = { 0 }, rank = 0;
    const double smallest = 1e-12; // of a singular value, relative to the largest
    return LAPACKE_dgelsy(LAPACK_ROW_MAJOR, m, n, 1, A, n, b, 1, pivot, smallest,
                          &rank) == 0 &&
           rank == n;
}

MODULE_EXPORT extern const dense chepath_module;
const dense chepath_module = {
    .eigen_symmetric = eigen_symmetric,
    .product = product,
    .least_squares = least_squares,
};
