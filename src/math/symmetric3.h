/* Eigenvalues of a symmetric 3 x 3 matrix, without LAPACK: a molecule's moments of
 * inertia do not pay for loading it. */
#ifndef MATH_SYMMETRIC3_H
#define MATH_SYMMETRIC3_H

#include <stdbool.h>

/* Rising. The matrix is overwritten. False when it holds what is no number. */
bool symmetric3_eigenvalues(double matrix[3][3], double rising[3]);

#endif
