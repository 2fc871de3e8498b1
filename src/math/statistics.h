/* Quantiles, distributions, and random numbers that are the same everywhere. */
#ifndef MATH_STATISTICS_H
#define MATH_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

/* The p-quantile of `values`, which are sorted in place; linear between the order
 * statistics (type 7 of Hyndman & Fan 1996). n > 0. */
double statistics_quantile(double *values, size_t n, double p);

/* The t with P(T <= t) = p for Student's distribution with `nu` degrees of freedom. */
double statistics_student_quantile(double nu, double p);

/* A stream of random numbers: xoshiro256** (Blackman & Vigna 2021), seeded by
 * splitmix64, so that the same seed gives the same numbers on every machine. */
typedef struct {
    uint64_t state[4];
} random_stream;

random_stream random_seeded(uint64_t seed);
double random_uniform(random_stream *r); // in (0, 1)
double random_normal(random_stream *r);  // mean 0, variance 1

#endif
