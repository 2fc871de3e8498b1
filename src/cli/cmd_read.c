#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/args.h"

static const option options[] = {
    { 0, "steps", NULL, "the energy of each ionic step, too" },
    { 'j', "jobs", "N", "read so many runs at a time (as many as there are cores)" },
    { 0, "cache", "FILE|none",
      "where runs that were read are kept (the user's cache)" },
    { 0, "max-unpacked", "GIB", "how large a compressed file may become (8)" },
    { 0 },
};

/* --- a bar for those who wait ------------------------------------------------------
 */

typedef struct {
    struct timespec start;
    bool is_shown;
} bar;

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
    bar *b = user;
    if (!b->is_shown && (n_done == n || seconds_since(&b->start) < 1))
        return;
    b->is_shown = true;
    int full = (int)(n_done * WIDTH / n);
    if (n_done < n)
        fprintf(stderr, "\r[%.*s%*s] %zu of %zu runs", full,
                "########################################", WIDTH - full, "", n_done,
                n);
    else
        fprintf(stderr, "\r%*s\r", WIDTH + 40, "");
    fflush(stderr);
}

/* --- the command -------------------------------------------------------------------
 */

static bool read_options(const args *a, chp_read_options *out)
{
    long n_jobs, gib;
    if (!args_count(a, "jobs", 1, 1024, 0, &n_jobs) ||
        !args_count(a, "max-unpacked", 1, 1 << 20, 0, &gib))
        return false;
    *out = chp_read_defaults();
    out->n_jobs = (unsigned)n_jobs;
    out->is_brief = true;
    out->keep_steps = args_has(a, "steps");
    out->max_unpacked_bytes = (unsigned long long)gib << 30;
    const char *cache = args_value(a, "cache");
    if (cache)
        out->cache = strcmp(cache, "none") == 0 ? NULL : cache;
    return true;
}

static int run(int argc, char **argv)
{
    args a;
    chp_read_options read;
    if (!args_read(&a, &command_read, argc, argv))
        return a.status;
    if (!read_options(&a, &read))
        return EXIT_USAGE;
    bar b = { 0 };
    clock_gettime(CLOCK_MONOTONIC, &b.start);
    if (isatty(STDERR_FILENO)) {
        read.progress = show_bar;
        read.progress_user = &b;
    }
    chp_diag *diag = args_diag(&a);
    chp_runs *runs = chp_runs_read(a.operands, a.n_operands, &read, diag);
    for (size_t i = 0; i < chp_runs_count(runs); i++)
        chp_diag_merge(diag, chp_runs_get(runs, i)->diag);
    if (args_has(&a, "json"))
        chp_show_runs_json(runs, stdout);
    else
        chp_show_runs(runs, read.keep_steps, stdout);
    fflush(stdout);
    int status = args_end(&a, diag);
    chp_runs_free(runs);
    return status;
}

const command command_read = {
    .name = "read",
    .arguments = "RUN...",
    .what = "what each calculation says",
    .options = options,
    .run = run,
};
