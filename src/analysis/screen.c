/* Many catalysts of one reaction, each with many members of an ensemble.
 *
 * The steps of a mechanism are the same for all catalysts; only free energies differ.
 * So it is compiled once: steps that several pathways have in common stand once, what
 * the gases and the reservoirs put into a step is summed for each member before the
 * first catalyst is looked at, and per step two states remain, mostly. The rest is
 * screen_kernel.c.
 *
 * Catalysts are shared out among threads, a few at a time; each is summed by one thread
 * alone, so that results do not depend on their number.
 */
#include "analysis/screen.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/sample.h"
#include "base/diag.h"
#include "math/dense.h"

static const double SAME_EV = 1e-9, TIE_V = 1e-6;

/* --- a mechanism as numbers ---------------------------------------------------- */

/* What a step costs for each electron: a constant, and a sum over states and gases. */
typedef struct {
    double constant_eV;
    double *of_state, *of_gas; // weights
} step;

typedef struct {
    size_t n;
    size_t *step;
} pathway;

typedef struct {
    chp_screen shown; // first: what the caller holds points here
    arena a;
    const chp_outcome *outcome;
    const chp_state **state, **gas;
    size_t n_steps;
    step *steps;
    pathway *pathways;
    int sign; // of U_L against the largest step: -1 in a reduction
} screen;

static bool is_wanted(const screen *s, const chp_profile *p)
{
    return p->is_complete && p->has_limit &&
           strcmp(p->reaction, s->shown.reaction) == 0;
}

static size_t index_of(arena *a, const chp_state ***list, size_t *n, const chp_state *s)
{
    for (size_t i = 0; i < *n; i++)
        if ((*list)[i] == s)
            return i;
    *list = arena_grow(a, *list, *n, sizeof **list);
    (*list)[*n] = s;
    return (*n)++;
}

static bool is_gas(const screen *s, const chp_state *state)
{
    const chp_outcome *o = s->outcome;
    return state >= o->gases && state < o->gases + o->n_gases;
}

/* The index of a state, or of a gas, among its kind. */
static size_t place_of(screen *s, const chp_state *state)
{
    return is_gas(s, state) ? index_of(&s->a, &s->gas, &s->shown.n_gases, state)
                            : index_of(&s->a, &s->state, &s->shown.n_states, state);
}

static bool list_states(screen *s, const chp_profile *p, chp_diag *diag)
{
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t t = 0; t < p->steps[i].n_terms; t++) {
            const chp_state *state = p->steps[i].terms[t].state;
            place_of(s, state);
            if (state->g.G_eV.known)
                continue;
            diag_error(diag, "no-energy", state->at, "%s has no free energy",
                       state->name);
            return false;
        }
    return true;
}

static step step_of(screen *s, const chp_profile_step *from)
{
    step made = { from->dG0_eV, arena_new(&s->a, double, s->shown.n_states),
                  arena_new(&s->a, double, s->shown.n_gases) };
    double n_e = abs(from->n_e);
    for (size_t t = 0; t < from->n_terms; t++) {
        const chp_profile_term *term = &from->terms[t];
        double *weight = is_gas(s, term->state) ? made.of_gas : made.of_state;
        weight[place_of(s, term->state)] += term->coefficient / n_e;
        made.constant_eV -= term->coefficient * term->state->g.G_eV.value;
    }
    made.constant_eV /= n_e;
    return made;
}

static bool is_same(const double *a, const double *b, size_t n)
{
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static bool has_same_gases(const screen *s, const step *a, const step *b)
{
    return fabs(a->constant_eV - b->constant_eV) < SAME_EV &&
           is_same(a->of_gas, b->of_gas, s->shown.n_gases);
}

static size_t add_step(screen *s, const chp_profile_step *from)
{
    step made = step_of(s, from);
    for (size_t i = 0; i < s->n_steps; i++)
        if (has_same_gases(s, &made, &s->steps[i]) &&
            is_same(made.of_state, s->steps[i].of_state, s->shown.n_states))
            return i;
    s->steps = arena_grow(&s->a, s->steps, s->n_steps, sizeof made);
    s->steps[s->n_steps] = made;
    return s->n_steps++;
}

static void add_pathway(screen *s, const chp_profile *p)
{
    pathway made = { 0, arena_new(&s->a, size_t, p->n_steps) };
    for (size_t i = 0; i < p->n_steps; i++) {
        if (!sample_may_limit(p, i))
            continue;
        made.step[made.n++] = add_step(s, &p->steps[i]);
    }
    s->sign = sample_is_oxidation(p) ? 1 : -1;
    s->pathways[s->shown.n_pathways++] = made;
}

static const char *const *names_of(arena *a, const chp_state *const *list, size_t n)
{
    const char **names = arena_new(a, const char *, n);
    for (size_t i = 0; i < n; i++)
        names[i] = arena_str(a, str_of(list[i]->name));
    return names;
}

static bool compile(screen *s, const chp_catalyst *c, chp_diag *diag)
{
    const char **names = arena_new(&s->a, const char *, c->n_profiles);
    size_t n = 0;
    for (size_t i = 0; i < c->n_profiles; i++)
        if (is_wanted(s, &c->profiles[i]) && !list_states(s, &c->profiles[i], diag))
            return false;
    s->pathways = arena_new(&s->a, pathway, c->n_profiles);
    for (size_t i = 0; i < c->n_profiles; i++)
        if (is_wanted(s, &c->profiles[i])) {
            add_pathway(s, &c->profiles[i]);
            names[n++] = arena_str(&s->a, str_of(c->profiles[i].name));
        }
    s->shown.pathways = names;
    s->shown.states = names_of(&s->a, s->state, s->shown.n_states);
    s->shown.gases = names_of(&s->a, s->gas, s->shown.n_gases);
    if (n > 0 && s->shown.n_states > 0)
        return true;
    diag_error(diag, "no-profile", NOWHERE, "no pathway of %s is complete on %s",
               s->shown.reaction, c->name);
    return false;
}

const chp_screen *chp_screen_of(const chp_outcome *outcome,
                                const chp_catalyst *catalyst, const char *reaction,
                                chp_diag *diag)
{
    arena a = { 0 };
    screen *s = arena_new(&a, screen, 1);
    s->a = a;
    s->outcome = outcome;
    s->shown.reaction = arena_str(&s->a, str_of(reaction));
    if (compile(s, catalyst, diag))
        return &s->shown;
    chp_screen_free(&s->shown);
    return NULL;
}

void chp_screen_free(const chp_screen *shown)
{
    if (!shown)
        return;
    arena a = ((const screen *)shown)->a; // the record itself lives in it
    arena_clear(&a);
}

/* --- with the members ----------------------------------------------------------- */

/* Of the gases and the reservoirs, for each member, and some more behind the last. */
static const double *shared_of(const screen *s, const chp_screen_members *m, arena *a,
                               const step *from)
{
    double *shared = arena_new(a, double, m->n_members + SCREEN_LANES);
    for (size_t k = 0; k < m->n_members; k++)
        shared[k] = from->constant_eV;
    for (size_t g = 0; g < s->shown.n_gases; g++)
        for (size_t k = 0; from->of_gas[g] != 0 && k < m->n_members; k++)
            shared[k] += from->of_gas[g] * m->gas_eV[g * m->n_members + k];
    return shared;
}

static screen_row row_of(const screen *s, arena *a, const step *from,
                         const double *shared)
{
    size_t *state = arena_new(a, size_t, s->shown.n_states + 2);
    double *weight = arena_new(a, double, s->shown.n_states + 2);
    size_t n = 0;
    for (size_t i = 0; i < s->shown.n_states; i++)
        if (from->of_state[i] != 0) {
            state[n] = i;
            weight[n++] = from->of_state[i];
        }
    return (screen_row){ n < 2 ? 2 : n, state, weight, shared };
}

static screen_program program_of(const screen *s, const chp_screen_members *m, arena *a)
{
    screen_row *rows = arena_new(a, screen_row, s->n_steps);
    screen_ladder *ladders = arena_new(a, screen_ladder, s->shown.n_pathways);
    for (size_t i = 0; i < s->n_steps; i++) {
        size_t twin = 0; // members fit into the cache when they are not kept twice
        while (twin < i && !has_same_gases(s, &s->steps[i], &s->steps[twin]))
            twin++;
        const double *shared =
            twin < i ? rows[twin].shared : shared_of(s, m, a, &s->steps[i]);
        rows[i] = row_of(s, a, &s->steps[i], shared);
    }
    for (size_t i = 0; i < s->shown.n_pathways; i++)
        ladders[i] = (screen_ladder){ s->pathways[i].n, s->pathways[i].step };
    return (screen_program){
        .n_states = s->shown.n_states,
        .n_members = m->n_members,
        .n_rows = s->n_steps,
        .rows = rows,
        .n_ladders = s->shown.n_pathways,
        .ladders = ladders,
        .target_eV = s->sign * m->target_V - TIE_V,
    };
}

/* --- one catalyst ---------------------------------------------------------------- */

static double total(const double *lanes)
{
    double sum = 0;
    for (size_t l = 0; l < SCREEN_LANES; l++)
        sum += lanes[l];
    return sum;
}

static chp_screened judge(const screen *s, const screen_sums *sums, size_t n_members)
{
    double K = (double)n_members, mean = total(sums->best) / K;
    double square = total(sums->square) - K * mean * mean;
    chp_screened out = {
        .mean_V = s->sign * mean,
        .sd_V = n_members > 1 ? sqrt(fmax(0, square) / (K - 1)) : 0,
        .p_beyond_target = total(sums->beyond) / K,
    };
    for (size_t i = 0; i < s->shown.n_pathways; i++) {
        double p = total(sums->is_best[i]) / K;
        if (p <= out.p_pathway)
            continue;
        out.pathway = i;
        out.p_pathway = p;
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

static void add_tail(const screen_program *p, const double *energy_eV, size_t stride,
                     size_t k, size_t n, bench *b, screen_sums *sums)
{
    screen_lane weight = { 0 };
    for (size_t i = 0; i < n; i++)
        weight[i] = 1;
    for (size_t i = 0; i < p->n_states; i++)
        memcpy(b->tail + i * SCREEN_LANES, energy_eV + i * stride, n * sizeof *b->tail);
    b->kernel(p, b->tail, SCREEN_LANES, k, weight, b->room, sums);
}

/* Add `n` members, the first of which is number `k`. */
static void add_members(const screen_program *p, const double *energy_eV, size_t stride,
                        size_t k, size_t n, bench *b, screen_sums *sums)
{
    size_t i = 0;
    for (; i + SCREEN_LANES <= n; i += SCREEN_LANES)
        b->kernel(p, energy_eV + i, stride, k + i, ALL, b->room, sums);
    if (i < n)
        add_tail(p, energy_eV + i, stride, k + i, n - i, b, sums);
}

/* --- where free energies come from ------------------------------------------------ */

/* Contributions: members lie chunk by chunk, each n x its own length. */
typedef struct {
    const dense *dense;
    size_t n, chunk;
    const double *share, *member_eV;
} parts;

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

static const double *in_chunks(arena *a, const double *member_eV, size_t n_parts,
                               size_t n_members, size_t chunk)
{
    double *packed = arena_new(a, double, n_parts *n_members), *to = packed;
    for (size_t k = 0; k < n_members; k += chunk) {
        size_t n = shorter(chunk, n_members - k);
        for (size_t j = 0; j < n_parts; j++, to += n)
            memcpy(to, member_eV + j * n_members + k, n * sizeof *to);
    }
    return packed;
}

/* --- all of them ----------------------------------------------------------------- */

enum { MOST_WORKERS = 64, HANDFUL = 8 };

typedef struct {
    const screen *s;
    const screen_program *program;
    const double *energy_eV; // of all catalysts, or NULL and
    const parts *parts;
    size_t n;
    chp_screened *out;
    atomic_size_t next;
} crew;

static void add_parts(const crew *c, size_t i, bench *b, screen_sums *sums)
{
    const screen_program *p = c->program;
    const parts *q = c->parts;
    for (size_t k = 0; k < p->n_members; k += q->chunk) {
        size_t n = shorter(q->chunk, p->n_members - k);
        q->dense->product((int)p->n_states, (int)n, (int)q->n,
                          q->share + i * p->n_states * q->n, q->member_eV + k * q->n,
                          b->energy_eV);
        add_members(p, b->energy_eV, n, k, n, b, sums);
    }
}

static chp_screened screen_one(const crew *c, size_t i, bench *b)
{
    const screen_program *p = c->program;
    screen_sums sums = { .is_best = b->is_best };
    memset(b->is_best, 0, p->n_ladders * sizeof *b->is_best);
    if (c->parts)
        add_parts(c, i, b, &sums);
    else
        add_members(p, c->energy_eV + i * p->n_states * p->n_members, p->n_members, 0,
                    p->n_members, b, &sums);
    return judge(c->s, &sums, p->n_members);
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

void chp_screen_ensembles(const chp_screen *shown, const chp_screen_members *members,
                          size_t n_catalysts, const double *energy_eV,
                          chp_screened *out)
{
    const screen *s = (const screen *)shown;
    arena a = { 0 };
    screen_program p = program_of(s, members, &a);
    crew c = {
        .s = s, .program = &p, .energy_eV = energy_eV, .n = n_catalysts, .out = out
    };
    work_together(&c, members->n_jobs);
    arena_clear(&a);
}

bool chp_screen_contributions(const chp_screen *shown,
                              const chp_screen_members *members, size_t n_catalysts,
                              size_t n_contributions, const double *share,
                              const double *member_eV, chp_screened *out,
                              chp_diag *diag)
{
    const screen *s = (const screen *)shown;
    const dense *d = dense_load(diag);
    if (!d)
        return false;
    arena a = { 0 };
    screen_program p = program_of(s, members, &a);
    size_t chunk = chunk_of(p.n_states, n_contributions);
    parts q = {
        d,
        n_contributions,
        chunk,
        share,
        in_chunks(&a, member_eV, n_contributions, p.n_members, chunk),
    };
    crew c = { .s = s, .program = &p, .parts = &q, .n = n_catalysts, .out = out };
    work_together(&c, members->n_jobs);
    arena_clear(&a);
    return true;
}
