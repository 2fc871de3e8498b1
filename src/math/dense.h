/* Dense linear algebra, by OpenBLAS and LAPACK: a module, loaded when first needed.
 * Matrices are row by row; sizes are small enough for an int. */
#ifndef MATH_DENSE_H
#define MATH_DENSE_H

#include "chepath/diag.h"

typedef struct {
    /* Eigenvalues (rising) of a symmetric n x n matrix, which is overwritten by the
     * eigenvectors, one a column. False when LAPACK did not converge. */
    bool (*eigen_symmetric)(int n, double *matrix, double *values);

    /* C (m x n) = A (m x k) B (k x n). */
    void (*product)(int m, int n, int k, const double *A, const double *B, double *C);

    /* Least squares: the x (n) that minimises |A x - b|, A m x n, both overwritten;
     * x stands in the first n of b. False when A has not full rank, or n > 64. */
    bool (*least_squares)(int m, int n, double *A, double *b);

    /* A = QR, m x n, A overwritten by Q; the inverse of R, n x n. False when A has not
     * full rank, or n > 64. */
    bool (*orthogonal)(int m, int n, double *A, double *R_inverse);
} dense;

/* NULL after a message. */
const dense *dense_load(chp_diag *diag);

#endif
