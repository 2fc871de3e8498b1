#include "cli/reading.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

static void show_bar(void *user, size_t n_done, size_t n)
{
    enum { WIDTH = 40 };
    reading *r = user;
    if (!r->is_shown && (n_done == n || seconds_since(&r->start) < 1))
        return;
    r->is_shown = true;
    int full = (int)(n_done * WIDTH / n);
    if (n_done < n)
        fprintf(stderr, "\r[%.*s%*s] %zu of %zu runs", full,
                "########################################", WIDTH - full, "", n_done,
                n);
    else
        fprintf(stderr, "\r%*s\r", WIDTH + 40, "");
    fflush(stderr);
}

bool reading_begin(reading *r, const args *a)
{
    long n_jobs, gib;
    if (!args_count(a, "jobs", 1, 1024, 0, &n_jobs) ||
        !args_count(a, "max-unpacked", 1, 1 << 20, 0, &gib))
        return false;
    *r = (reading){ .options = chp_read_defaults() };
    r->options.n_jobs = (unsigned)n_jobs;
    r->options.max_unpacked_bytes = (unsigned long long)gib << 30;
    const char *cache = args_value(a, "cache");
    if (cache)
        r->options.cache = strcmp(cache, "none") == 0 ? NULL : cache;
    clock_gettime(CLOCK_MONOTONIC, &r->start);
    if (isatty(STDERR_FILENO)) {
        r->options.progress = show_bar;
        r->options.progress_user = r;
    }
    return true;
}
