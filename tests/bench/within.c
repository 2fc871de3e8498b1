/* What is measured within this process: numbers, ensembles, corrections, the cache. */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"
#include "chepath.h"
#include "math/statistics.h"
#include "store/store.h"

#define SMALL "examples/fe-n4/Fe-N4/NNH/OUTCAR"
#define INPUT "build/bench/"

static double now_s(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double processor_s(void)
{
    return now_s(CLOCK_PROCESS_CPUTIME_ID);
}

/* --- numbers -----------------------------------------------------------------------
 */

enum { N_NUMBERS = 1000000, LONGEST = 24 };

static void measure_numbers(chp_diag *diag)
{
    (void)diag;
    char *text = malloc((size_t)N_NUMBERS * LONGEST);
    unsigned char *length = malloc(N_NUMBERS); // a reader has cut the line already
    random_stream r = random_seeded(1);
    double ratio[N_ROUNDS];
    size_t n_wrong = 0;
    printf("\nnumbers, as VASP writes them\n");
    for (size_t i = 0; text && length && i < N_NUMBERS; i++)
        length[i] = (unsigned char)snprintf(text + i * LONGEST, LONGEST,
                                            i % 4 ? "%.8f" : "%.6f",
                                            (i % 3 ? 10 : 1000) * random_normal(&r));
    for (size_t round = 0; text && length && round < N_ROUNDS; round++) {
        double ours = 0, theirs = 0, begin = processor_s(), x = 0;
        for (size_t i = 0; i < N_NUMBERS; i++) {
            str_number((str){ text + i * LONGEST, length[i] }, &x);
            ours += x;
        }
        double between = processor_s();
        for (size_t i = 0; i < N_NUMBERS; i++)
            theirs += strtod(text + i * LONGEST, NULL);
        ratio[round] = (processor_s() - between) / (between - begin);
        n_wrong += memcmp(&ours, &theirs, sizeof ours) != 0;
    }
    if (text && length && n_wrong == 0)
        bench_report("faster than strtod", ratio, N_ROUNDS, "x", (goal)AT_LEAST(4, 8));
    else
        printf("  not the same numbers\n");
    free(text);
    free(length);
}

/* --- ensembles ---------------------------------------------------------------------
 */

enum {
    N_MEMBERS = 2000,
    N_PATHWAYS = 5,
    N_STEPS = 8,
    N_STATES = 1 + 2 * (N_STEPS - 1),
    N_CATALYSTS = 500,
    N_PARTS = 32,
};

/* Five ways from the bare surface back to it, which take one of two states at every
 * level between, so that states and steps are shared as in the reduction of N2. */
typedef struct {
    chp_state gas, state[N_STATES];
    chp_profile_term term[N_PATHWAYS][N_STEPS][3];
    chp_profile_step step[N_PATHWAYS][N_STEPS];
    chp_profile profile[N_PATHWAYS];
    chp_catalyst catalyst;
    chp_outcome outcome;
} study;

static chp_state *state_at(study *s, int pathway, int level)
{
    static const unsigned sides[N_PATHWAYS] = { 0x00, 0x7f, 0x70, 0x0f, 0x3c };
    if (level % N_STEPS == 0)
        return &s->state[0];
    return &s->state[2 * level - (int)(sides[pathway] >> (level - 1) & 1)];
}

static void fill_pathway(study *s, int p)
{
    for (int i = 0; i < N_STEPS; i++) {
        chp_profile_term *t = s->term[p][i];
        t[0] = (chp_profile_term){ state_at(s, p, i + 1), 1 };
        t[1] = (chp_profile_term){ state_at(s, p, i), -1 };
        t[2] = (chp_profile_term){ &s->gas, -0.5 };
        s->step[p][i] = (chp_profile_step){ .n_e = 1, .n_terms = 3, .terms = t };
    }
    s->profile[p] = (chp_profile){ .reaction = "made-up",
                                   .name = "one of five",
                                   .is_complete = true,
                                   .has_limit = true,
                                   .n_steps = N_STEPS,
                                   .steps = s->step[p] };
}

static const chp_screen *made_up_screen(study *s, chp_diag *diag)
{
    chp_fact zero = { .known = true };
    s->gas = (chp_state){ .name = "H2", .g.G_eV = zero };
    for (int i = 0; i < N_STATES; i++)
        s->state[i] = (chp_state){ .name = "*", .g.G_eV = zero };
    for (int p = 0; p < N_PATHWAYS; p++)
        fill_pathway(s, p);
    s->catalyst = (chp_catalyst){ .name = "one",
                                  .n_profiles = N_PATHWAYS,
                                  .profiles = s->profile };
    s->outcome = (chp_outcome){ .n_gases = 1, .gases = &s->gas };
    return chp_screen_of(&s->outcome, &s->catalyst, "made-up", diag);
}

static double *random_table(size_t n, random_stream *r)
{
    double *table = malloc(n * sizeof *table);
    for (size_t i = 0; table && i < n; i++)
        table[i] = random_uniform(r) - 0.5;
    return table;
}

typedef struct {
    const double *at;
    size_t n;
    double sum;
} portion;

/* As fast as energies can be read: each is added to one of many sums. */
static void *read_portion(void *user)
{
    enum { LANES = 32 };
    portion *p = user;
    double sum[LANES] = { 0 };
    for (size_t i = 0; i + LANES <= p->n; i += LANES)
        for (size_t l = 0; l < LANES; l++)
            sum[l] += p->at[i + l];
    for (size_t l = 0; l < LANES; l++)
        p->sum += sum[l];
    return NULL;
}

static double read_s(const double *energy_eV, size_t n)
{
    portion half[2] = { { energy_eV, n / 2, 0 }, { energy_eV + n / 2, n / 2, 0 } };
    pthread_t other;
    double begin = processor_s();
    bool has_other = pthread_create(&other, NULL, read_portion, &half[1]) == 0;
    read_portion(&half[0]);
    if (has_other)
        pthread_join(other, NULL);
    double seconds = processor_s() - begin;
    return isnan(half[0].sum + half[1].sum) ? NAN : seconds;
}

static void measure_ensembles(const chp_screen *s, const chp_screen_members *m,
                              random_stream *r)
{
    size_t n = (size_t)N_CATALYSTS * s->n_states * N_MEMBERS;
    double *energy_eV = random_table(n, r), share[N_ROUNDS];
    static chp_screened out[N_CATALYSTS];
    printf("\nensembles: %d catalysts x %d members x %d pathways x %d steps, 2 cores\n",
           N_CATALYSTS, N_MEMBERS, N_PATHWAYS, N_STEPS);
    for (size_t i = 0; energy_eV && i < N_ROUNDS; i++) {
        double reading_s = read_s(energy_eV, n), begin = processor_s();
        chp_screen_ensembles(s, m, N_CATALYSTS, energy_eV, out);
        share[i] = 100 * reading_s / (processor_s() - begin);
    }
    if (energy_eV)
        bench_report("of the rate of reading", share, N_ROUNDS, "%",
                     (goal)AT_LEAST(35, 50));
    free(energy_eV);
}

static void measure_contributions(const chp_screen *s, const chp_screen_members *m,
                                  random_stream *r, chp_diag *diag)
{
    double *share = random_table((size_t)N_CATALYSTS * s->n_states * N_PARTS, r),
           *part_eV = random_table((size_t)N_PARTS * N_MEMBERS, r), seconds[N_ROUNDS];
    static chp_screened out[N_CATALYSTS];
    chp_screen_parts parts = { N_PARTS, share, part_eV };
    bool ok = share && part_eV;
    printf("\ncontributions: a million catalysts x %d members from %d a state\n",
           N_MEMBERS, N_PARTS);
    for (size_t i = 0; ok && i < N_ROUNDS; i++) {
        double begin = now_s(CLOCK_MONOTONIC);
        ok = chp_screen_contributions(s, m, N_CATALYSTS, &parts, out, diag);
        seconds[i] = (now_s(CLOCK_MONOTONIC) - begin) * 1e6 / N_CATALYSTS;
    }
    double GiB =
        (1e6 * (double)s->n_states * N_PARTS * sizeof(double) + 1e6 * sizeof *out) /
        (1 << 30);
    if (ok) {
        bench_report("extrapolated from 500", seconds, N_ROUNDS, "s",
                     (goal)AT_MOST(150, 80));
        bench_report("tables of input and results", &GiB, 1, "GiB",
                     (goal)AT_MOST(8, 8));
    }
    free(share);
    free(part_eV);
}

static void measure_screens(chp_diag *diag)
{
    static study s;
    random_stream r = random_seeded(1);
    const chp_screen *screen = made_up_screen(&s, diag);
    double *gas_eV = random_table(N_MEMBERS, &r);
    chp_screen_members m = { N_MEMBERS, gas_eV, -0.5, 2 };
    bench_pin(false);
    if (screen && gas_eV) {
        measure_ensembles(screen, &m, &r);
        measure_contributions(screen, &m, &r, diag);
    }
    bench_pin(true);
    free(gas_eV);
    chp_screen_free(screen);
}

/* --- corrections -------------------------------------------------------------------
 */

static void measure_harmonic(chp_diag *diag)
{
    enum { N_MODES = 12, N_TIMES = 100000 };
    double modes_cm1[N_MODES], ratio[N_ROUNDS], ase_s, ase_eV;
    const chp_modes modes = { modes_cm1, N_MODES, { 0 } };
    char command[512] = "/usr/bin/python3 tests/bench/peers.py ase-harmonic";
    chp_thermo_options options = chp_thermo_defaults();
    chp_thermo t;
    size_t n = 0;
    bool ok = true;
    printf("\nharmonic free energies of %d modes\n", N_MODES);
    for (int i = 0; i < N_MODES; i++) {
        modes_cm1[i] = 100 + 240 * i;
        snprintf(command + strlen(command), 16, " %g", modes_cm1[i]);
    }
    while (n < N_ROUNDS && ok && bench_ask(command, &ase_s, &ase_eV)) {
        double begin = processor_s();
        for (int i = 0; i < N_TIMES; i++) {
            modes_cm1[0] = 100 + 1e-6 * i;
            ok = ok && chp_thermo_adsorbate(&modes, &options, &t, diag);
        }
        ratio[n++] = ase_s / ((processor_s() - begin) / N_TIMES);
        ok = ok && fabs(chp_thermo_correction(&t) - ase_eV) < 1e-4;
    }
    if (!ok)
        printf("  not the same free energies\n");
    else if (n > 0)
        bench_report("faster than ASE HarmonicThermo", ratio, n, "x",
                     (goal)AT_LEAST(250, 1500));
    else
        printf("  ASE is not here\n");
}

/* --- the cache ---------------------------------------------------------------------
 */

/* Seconds of one insertion, of many in one transaction. */
static double insert_s(const chp_run *run, int n, chp_diag *diag)
{
    stamp old = { .name = "", .size = 1 };
    stamps from = { .n = 1, .at = &old };
    chp_run copy = *run;
    run_list one = { 1, &copy };
    unlink(INPUT "insert.sqlite");
    store *s = store_open(INPUT "insert.sqlite", diag);
    double begin = processor_s();
    for (int i = 0; i < n; i++) {
        char path[64];
        snprintf(path, sizeof path, "/run%d", i);
        store_put(s, path, &from, &one);
    }
    store_close(s, diag);
    return (processor_s() - begin) / n;
}

static void measure_cache(chp_diag *diag)
{
    enum { N_INSERTS = 1000 };
    const char *path = SMALL;
    char command[256];
    double ratio[N_ROUNDS], ase_s, ase_eV;
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    const chp_run *run = chp_runs_get(runs, 0);
    size_t n = 0;
    printf("\ncache: runs inserted in one transaction\n");
    snprintf(command, sizeof command,
             "/usr/bin/python3 tests/bench/peers.py ase-db " INPUT "ase.db %s %d", path,
             N_INSERTS / 2);
    while (n < N_ROUNDS && run && bench_ask(command, &ase_s, &ase_eV))
        ratio[n++] = ase_s / insert_s(run, N_INSERTS, diag);
    if (n > 0)
        bench_report("faster than ase.db", ratio, n, "x", (goal)AT_LEAST(100, 200));
    else
        printf("  ASE is not here\n");
    chp_runs_free(runs);
}

void bench_within(const char *only)
{
    static const struct {
        const char *name;
        void (*measure)(chp_diag *diag);
    } parts[] = {
        { "numbers", measure_numbers },
        { "ensembles, contributions", measure_screens },
        { "harmonic", measure_harmonic },
        { "cache", measure_cache },
    };
    chp_diag *diag = chp_diag_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!only || strstr(parts[i].name, only))
            parts[i].measure(diag);
    chp_diag_free(diag);
}
