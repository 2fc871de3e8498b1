#define _GNU_SOURCE // sched_setaffinity
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/bench.h"

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static bool reaches(double x, double bound, const goal *g)
{
    return g->is_most ? x <= bound : x >= bound;
}

void bench_report(const char *name, double *values, size_t n, const char *unit, goal g)
{
    double median = bench_median(values, n);
    printf("  %-30s %9.3g%-3s", name, median, unit);
    if (n > 1)
        printf(" (%.3g to %.3g)", values[0], values[n - 1]);
    if (g.must != 0)
        printf("  goal %s %g, stretch %g: %s", g.is_most ? "<=" : ">=", g.must,
               g.stretch,
               reaches(median, g.stretch, &g) ? "both met"
               : reaches(median, g.must, &g)  ? "met"
                                              : "MISSED");
    putchar('\n');
    fflush(stdout);
}

bool bench_ask(const char *command, double *seconds, double *value)
{
    char quiet[1024];
    snprintf(quiet, sizeof quiet, "%s 2>/dev/null", command);
    fflush(stdout);
    FILE *from = popen(quiet, "r");
    bool ok = from && fscanf(from, "%lf %lf", seconds, value) == 2;
    return from && pclose(from) == 0 && ok;
}

void bench_pin(bool is_pinned)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    long n = is_pinned ? 1 : sysconf(_SC_NPROCESSORS_ONLN);
    for (long i = 0; i < n && i < CPU_SETSIZE; i++)
        CPU_SET((size_t)i, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}
