/* Many catalysts of one reaction, each with many members of an ensemble.
 *
 * screen_program.c makes numbers of the mechanism, once; screen_kernel.c is the inner
 * loop. Catalysts are shared out among threads, a few at a time; each is summed by one
 * thread alone, so that results do not depend on their number.
 */
#include "analysis/screen.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "math/dense.h"

/* --- one catalyst ---------------------------------------------------------------- */

static double total(const double *lanes)
{
    double sum = 0;
    for (size_t l = 0; l < SCREEN_LANES; l++)
        sum += lanes[l];
    return sum;
}

static chp_screened judge(const screen_program *p, const screen_sums *sums)
{
    double K = (double)p->n_members, mean = total(sums->best) / K;
    double square = total(sums->square) - K * mean * mean;
    chp_screened out = {
        .mean_V = p->sign * mean,
        .sd_V = p->n_members > 1 ? sqrt(fmax(0, square) / (K - 1)) : 0,
        .p_beyond_target = total(sums->beyond) / K,
    };
    for (size_t i = 0; i < p->n_ladders; i++) {
        double share = total(sums->is_best[i]) / K;
        if (share <= out.p_pathway)
            continue;
        out.pathway = i;
        out.p_pathway = share;
    }
    return out;
}

/* What a thread needs for itself. */
typedef struct {
    screen_kernel *kernel;
    screen_lane *room; // of the kernel
    screen_lane *is_best;
    double *tail;      // n_states x SCREEN_LANES: the last members, filled up
    double *energy_eV; // n_states x CHUNK, where free energies are made
} bench;

static const screen_lane ALL = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

/* Members that stand side by side: n_states x `stride`, `n` of which count. */
typedef struct {
    const double *energy_eV;
    size_t stride;
    size_t k, n; // the number of the first, and how many
} stretch;

/* Fewer than there are lanes: in a place where lanes may be read. */
static void add_tail(const screen_program *p, stretch m, bench *b, screen_sums *sums)
{
    screen_lane weight = { 0 };
    for (size_t i = 0; i < m.n; i++)
        weight[i] = 1;
    for (size_t i = 0; i < p->n_states; i++)
        memcpy(b->tail + i * SCREEN_LANES, m.energy_eV + i * m.stride,
               m.n * sizeof *b->tail);
    b->kernel(p, b->tail, SCREEN_LANES, m.k, weight, b->room, sums);
}

static void add_members(const screen_program *p, stretch m, bench *b, screen_sums *sums)
{
    for (; m.n >= SCREEN_LANES; m.n -= SCREEN_LANES) {
        b->kernel(p, m.energy_eV, m.stride, m.k, ALL, b->room, sums);
        m.energy_eV += SCREEN_LANES;
        m.k += SCREEN_LANES;
    }
    if (m.n > 0)
        add_tail(p, m, b, sums);
}

/* --- where free energies come from ------------------------------------------------ */

/* Contributions: members lie chunk by chunk, each n x its own length. */
typedef struct {
    const dense *dense;
    size_t n, chunk;
    const double *share, *member_eV;
} chunks;

enum {
    LONGEST_CHUNK = 512,
    ALONE = 1 << 18, // multiplications that BLAS does without threads of its own
};

/* How many members are done at once: their free energies stay in the cache. */
static size_t chunk_of(size_t n_states, size_t n_parts)
{
    size_t n = ALONE / (n_states * n_parts + 1) / SCREEN_LANES * SCREEN_LANES;
    n = n < SCREEN_LANES ? SCREEN_LANES : n;
    return n < LONGEST_CHUNK ? n : LONGEST_CHUNK;
}

static size_t shorter(size_t a, size_t b)
{
    return a < b ? a : b;
}

static const double *in_chunks(arena *a, const chp_screen_parts *parts,
                               size_t n_members, size_t chunk)
{
    double *packed = arena_new(a, double, parts->n *n_members), *to = packed;
    for (size_t k = 0; k < n_members; k += chunk) {
        size_t n = shorter(chunk, n_members - k);
        for (size_t j = 0; j < parts->n; j++, to += n)
            memcpy(to, parts->member_eV + j * n_members + k, n * sizeof *to);
    }
    return packed;
}

/* --- all of them ----------------------------------------------------------------- */

enum { MOST_WORKERS = 64, HANDFUL = 8 };

typedef struct {
    const screen_program *program;
    const double *energy_eV; // of all catalysts, or NULL and
    const chunks *chunks;
    size_t n;
    chp_screened *out;
    atomic_size_t next;
} crew;

static void add_chunks(const crew *c, size_t i, bench *b, screen_sums *sums)
{
    const screen_program *p = c->program;
    const chunks *q = c->chunks;
    for (size_t k = 0; k < p->n_members; k += q->chunk) {
        size_t n = shorter(q->chunk, p->n_members - k);
        q->dense->product((int)p->n_states, (int)n, (int)q->n,
                          q->share + i * p->n_states * q->n, q->member_eV + k * q->n,
                          b->energy_eV);
        add_members(p, (stretch){ b->energy_eV, n, k, n }, b, sums);
    }
}

static chp_screened screen_one(const crew *c, size_t i, bench *b)
{
    const screen_program *p = c->program;
    screen_sums sums = { .is_best = b->is_best };
    memset(b->is_best, 0, p->n_ladders * sizeof *b->is_best);
    if (c->chunks)
        add_chunks(c, i, b, &sums);
    else
        add_members(p,
                    (stretch){ c->energy_eV + i * p->n_states * p->n_members,
                               p->n_members, 0, p->n_members },
                    b, &sums);
    return judge(p, &sums);
}

static void *work(void *user)
{
    crew *c = user;
    const screen_program *p = c->program;
    arena a = { 0 };
    bench b = {
        .kernel = screen_kernel_here(),
        .room = arena_new(&a, screen_lane, p->n_rows + p->n_ladders),
        .is_best = arena_new(&a, screen_lane, p->n_ladders),
        .tail = arena_new(&a, double, p->n_states *SCREEN_LANES),
        .energy_eV = arena_new(&a, double, p->n_states *LONGEST_CHUNK),
    };
    size_t i;
    while ((i = atomic_fetch_add(&c->next, HANDFUL)) < c->n)
        for (size_t k = i; k < i + HANDFUL && k < c->n; k++)
            c->out[k] = screen_one(c, k, &b);
    arena_clear(&a);
    return NULL;
}

static size_t count_workers(unsigned n_jobs, size_t n_catalysts)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = n_jobs > 0 ? n_jobs : cores > 0 ? (size_t)cores : 1;
    n = shorter(n, (n_catalysts + HANDFUL - 1) / HANDFUL);
    return shorter(n, MOST_WORKERS);
}

/* The caller works, too. A thread that cannot be had is one worker less. */
static void work_together(crew *c, unsigned n_jobs)
{
    pthread_t threads[MOST_WORKERS];
    size_t n = 0, n_workers = count_workers(n_jobs, c->n);
    while (n + 1 < n_workers && pthread_create(&threads[n], NULL, work, c) == 0)
        n++;
    work(c);
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

void chp_screen_ensembles(const chp_screen *screen, const chp_screen_members *members,
                          size_t n_catalysts, const double *energy_eV,
                          chp_screened *out)
{
    arena a = { 0 };
    screen_program p = screen_program_of(screen, members, &a);
    crew c = { .program = &p, .energy_eV = energy_eV, .n = n_catalysts, .out = out };
    work_together(&c, members->n_jobs);
    arena_clear(&a);
}

bool chp_screen_contributions(const chp_screen *screen,
                              const chp_screen_members *members, size_t n_catalysts,
                              const chp_screen_parts *parts, chp_screened *out,
                              chp_diag *diag)
{
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    arena a = { 0 };
    screen_program p = screen_program_of(screen, members, &a);
    size_t chunk = chunk_of(p.n_states, parts->n);
    chunks q = { d, parts->n, chunk, parts->share,
                 in_chunks(&a, parts, p.n_members, chunk) };
    crew c = { .program = &p, .chunks = &q, .n = n_catalysts, .out = out };
    work_together(&c, members->n_jobs);
    arena_clear(&a);
    return true;
}
