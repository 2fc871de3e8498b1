/* Many runs at once. A worker takes the next path, reads it with memory and messages of
 * its own, and takes the next: what comes out is in the order of the paths, whatever
 * the number of workers. */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "gather/gather.h"
#include "gather/run.h"

enum { MOST_WORKERS = 256 };

typedef struct {
    const char *path;
    bool is_folder;
    bool is_cached;
    arena memory;
    run_list runs;
    stamps from;
} job;

struct chp_runs {
    arena memory; // the list itself lives in it
    size_t n_jobs;
    job *jobs;
    size_t n_runs;
    const chp_run **runs;
};

typedef struct {
    chp_runs *runs;
    const chp_read_options *options;
    source_limits limits;
    const chp_diag *parent;
    atomic_size_t next, done;
    pthread_mutex_t lock; // of the caller's progress
} crew;

chp_read_options chp_read_defaults(void)
{
    return (chp_read_options){ .cache = "" };
}

/* --- from paths to jobs -------------------------------------------------------- */

static void add_job(chp_runs *runs, job j)
{
    runs->jobs =
        arena_grow(&runs->memory, runs->jobs, runs->n_jobs, sizeof *runs->jobs);
    runs->jobs[runs->n_jobs++] = j;
}

/* A folder is a run, or holds runs further down, or is read for nothing so that its
 * messages say so. */
static void add_folder(chp_runs *runs, const char *path, chp_diag *diag)
{
    found_runs found = gather_find(&runs->memory, path, diag);
    bool is_run = found.n > 0 && found.at[0].relative[0] == '\0';
    for (size_t i = 0; i < found.n && !is_run; i++)
        add_job(runs, (job){ .path = found.at[i].path, .is_folder = true });
    for (size_t i = 0; i < found.n_archives; i++)
        add_job(runs, (job){ .path = found.archives[i].path });
    if (is_run || found.n + found.n_archives == 0)
        add_job(
            runs,
            (job){ .path = path, .is_folder = true, .from.is_alone = found.is_alone });
}

/* What the cache knows to be one run need not be looked into. */
static void add_path(chp_runs *runs, const char *path, store *cache, store_wish wish,
                     chp_diag *diag)
{
    job j = { .path = path, .from.is_alone = true };
    wish.alone = true;
    j.is_cached = store_get(cache, &runs->memory, path, wish, diag, &j.runs);
    if (j.is_cached || !path_is_folder(path))
        add_job(runs, j);
    else
        add_folder(runs, path, diag);
}

/* --- the work ------------------------------------------------------------------ */

static void do_job(job *j, const crew *c)
{
    task t = {
        .a = &j->memory, .limits = &c->limits, .parent = c->parent, .from = &j->from
    };
    if (!j->is_folder) {
        j->runs = run_read_file(&t, j->path);
        return;
    }
    chp_run *run = arena_new(t.a, chp_run, 1);
    *run = run_read_folder(&t, j->path);
    j->runs = (run_list){ 1, run };
}

static void tell_progress(crew *c)
{
    size_t done = atomic_fetch_add(&c->done, 1) + 1;
    if (!c->options->progress)
        return;
    pthread_mutex_lock(&c->lock);
    c->options->progress(c->options->progress_user, done, c->runs->n_jobs);
    pthread_mutex_unlock(&c->lock);
}

static void *work(void *user)
{
    crew *c = user;
    size_t i;
    while ((i = atomic_fetch_add(&c->next, 1)) < c->runs->n_jobs) {
        if (!c->runs->jobs[i].is_cached)
            do_job(&c->runs->jobs[i], c);
        tell_progress(c);
    }
    return NULL;
}

static size_t count_workers(const crew *c)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = c->options->n_jobs > 0 ? c->options->n_jobs
               : cores > 0            ? (size_t)cores
                                      : 1;
    n = n < c->runs->n_jobs ? n : c->runs->n_jobs;
    return n < MOST_WORKERS ? n : MOST_WORKERS;
}

/* The caller works, too. A thread that cannot be had is one worker less. */
static void work_together(crew *c)
{
    pthread_t threads[MOST_WORKERS];
    size_t n = 0, n_workers = count_workers(c);
    while (n + 1 < n_workers && pthread_create(&threads[n], NULL, work, c) == 0)
        n++;
    work(c);
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

/* --- the cache ------------------------------------------------------------------ */

static void recall(store *s, chp_runs *runs, store_wish wish, const chp_diag *diag)
{
    for (size_t i = 0; i < runs->n_jobs; i++) {
        job *j = &runs->jobs[i];
        if (!j->is_cached)
            j->is_cached = store_get(s, &runs->memory, j->path, wish, diag, &j->runs);
    }
    store_pause(s);
}

static void remember(store *s, const chp_runs *runs)
{
    for (size_t i = 0; i < runs->n_jobs; i++)
        if (!runs->jobs[i].is_cached)
            store_put(s, runs->jobs[i].path, &runs->jobs[i].from, &runs->jobs[i].runs);
}

/* --- all of it ------------------------------------------------------------------ */

/* So that what was read just now looks like what the cache gives. */
static void forget_large(chp_calc *calc)
{
    calc->force_eV_A = NULL;
    calc->force_at = (chp_where){ 0 };
    calc->moment_vector_muB = NULL;
    calc->ensemble_eV = NULL;
    calc->initial = calc->final = NULL;
    calc->hessian = NULL;
}

static void list_runs(chp_runs *runs, const chp_read_options *options)
{
    bool has_large = options->keep_steps || !options->is_brief;
    for (size_t i = 0; i < runs->n_jobs; i++)
        for (size_t k = 0; k < runs->jobs[i].runs.n; k++) {
            runs->runs =
                arena_grow(&runs->memory, runs->runs, runs->n_runs, sizeof *runs->runs);
            runs->runs[runs->n_runs++] = &runs->jobs[i].runs.at[k];
            chp_calc *calc = &runs->jobs[i].runs.at[k].calc;
            if (!options->keep_steps)
                calc->steps = NULL;
            if (!has_large)
                forget_large(calc);
        }
}

chp_runs *chp_runs_read(const char *const *paths, size_t n_paths,
                        const chp_read_options *options, chp_diag *diag)
{
    arena memory = { 0 };
    chp_runs *runs = arena_new(&memory, chp_runs, 1);
    runs->memory = memory;
    store *cache = store_open(options->cache, diag);
    store_wish wish = { .large = options->keep_steps || !options->is_brief };
    for (size_t i = 0; i < n_paths; i++)
        add_path(runs, arena_str(&runs->memory, str_of(paths[i])), cache, wish, diag);
    crew c = {
        .runs = runs, .options = options, .parent = diag, .limits = source_defaults()
    };
    if (options->max_unpacked_bytes > 0)
        c.limits.unpacked_bytes = options->max_unpacked_bytes;
    recall(cache, runs, wish, diag);
    pthread_mutex_init(&c.lock, NULL);
    work_together(&c);
    pthread_mutex_destroy(&c.lock);
    remember(cache, runs);
    store_close(cache, diag);
    list_runs(runs, options);
    return runs;
}

size_t chp_runs_count(const chp_runs *runs)
{
    return runs->n_runs;
}

const chp_run *chp_runs_get(const chp_runs *runs, size_t i)
{
    return i < runs->n_runs ? runs->runs[i] : NULL;
}

static void free_job(job *j)
{
    run_list_free(&j->runs);
    arena_clear(&j->memory);
}

void chp_runs_free(chp_runs *runs)
{
    if (!runs)
        return;
    for (size_t i = 0; i < runs->n_jobs; i++)
        free_job(&runs->jobs[i]);
    arena memory = runs->memory;
    arena_clear(&memory);
}
