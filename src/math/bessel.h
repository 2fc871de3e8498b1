/* Modified Bessel functions of the first kind, scaled so that they never overflow. */
#ifndef MATH_BESSEL_H
#define MATH_BESSEL_H

/* I0(x) exp(-x) and I1(x) exp(-x), x >= 0; to about 1e-15 of their value. */
double bessel_i0_scaled(double x);
double bessel_i1_scaled(double x);

#endif
