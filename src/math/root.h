/* Zeros of functions of one variable. */
#ifndef MATH_ROOT_H
#define MATH_ROOT_H

#include <stdbool.h>

typedef double (*root_function)(double x, const void *context);

/* Where f changes its sign between a and b, to the last bits that bisection can
 * tell. False when f(a) and f(b) have the same sign. */
bool root_bisect(root_function f, const void *context, double a, double b, double *out);

#endif
