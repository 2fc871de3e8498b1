/* What the parts of the bench share. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

enum { N_ROUNDS = 7 };

/* What we promise, and what we would like. `must` 0: nothing. */
typedef struct {
    double must, stretch;
    bool is_most; // the number may be at most that; else it is to be at least that
} goal;

#define AT_LEAST(must, stretch)                                                        \
    {                                                                                  \
        must, stretch, false                                                           \
    }
#define AT_MOST(must, stretch)                                                         \
    {                                                                                  \
        must, stretch, true                                                            \
    }

/* "  NAME  MEDIAN unit  (SMALLEST to LARGEST)  goal >= 4, stretch 8: met". Sorts. */
void bench_report(const char *name, double *values, size_t n, const char *unit, goal g);

double bench_median(double *values, size_t n); // sorts

/* Run a command of the shell that prints two numbers; false: it is not here. */
bool bench_ask(const char *command, double *seconds, double *value);

/* On one core, or on all. */
void bench_pin(bool is_pinned);

/* What is measured within this process; `only` what has that word in its name, or NULL.
 */
void bench_within(const char *only);

#endif
