/* Jacobi's rotations (Golub & Van Loan, Matrix Computations, 8.5): each makes one pair
 * of off-diagonal elements zero, and the sum of their squares falls quadratically. */
#include "math/symmetric3.h"

#include <math.h>

/* Make a[p][q] zero; r is the third index. */
static void rotate(double a[3][3], int p, int q)
{
    int r = 3 - p - q;
    if (a[p][q] == 0)
        return;
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = copysign(1, theta) / (fabs(theta) + sqrt(theta * theta + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    double apr = a[p][r], aqr = a[q][r];
    a[p][p] -= t * a[p][q];
    a[q][q] += t * a[p][q];
    a[p][q] = a[q][p] = 0;
    a[p][r] = a[r][p] = c * apr - s * aqr;
    a[q][r] = a[r][q] = s * apr + c * aqr;
}

static void sort(double x[3])
{
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2 - i; k++)
            if (x[k] > x[k + 1]) {
                double larger = x[k];
                x[k] = x[k + 1];
                x[k + 1] = larger;
            }
}

bool symmetric3_eigenvalues(double a[3][3], double rising[3])
{
    enum { SWEEPS = 12 }; // six are enough for any matrix of doubles
    for (int i = 0; i < SWEEPS; i++) {
        rotate(a, 0, 1);
        rotate(a, 0, 2);
        rotate(a, 1, 2);
    }
    for (int i = 0; i < 3; i++)
        rising[i] = a[i][i];
    sort(rising);
    return isfinite(rising[0]) && isfinite(rising[2]);
}
