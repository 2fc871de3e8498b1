/* How fast, beside what else there is: `make bench`, with BIG=1 also at 1 GB.
 *
 * Absolute times mean nothing on a shared machine, so each command runs in turn with
 * its peers, A B C A B C ..., on one core, and what is printed is the median of the
 * ratios to ours of each round, with the smallest and the largest, and the peak memory.
 * The inputs are grown from a small run of examples/ and brought into the page cache
 * first. Where a peer tells an energy it must be ours. */
#define _GNU_SOURCE // sched_setaffinity
#include <fcntl.h>
#include <libxml/parser.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/grow.h"

#define SMALL     "examples/fe-n4/Fe-N4/NNH/OUTCAR"
#define SMALL_XML "tests/data/vasprun/relaxation.xml"
#define INPUT     "build/bench/"

enum { N_ROUNDS = 7, MAX_PEERS = 5, N_FOLDERS = 1000, MAX_WORDS = 1100 };
static const size_t MB = 1000 * 1000;

/* --- what is measured ------------------------------------------------------------- */

typedef struct {
    const char *name;    // "cat"
    const char *command; // cut at blanks; a word that ends in / stands for its folders
    bool tells_energy;   // its last word of output is the energy
} peer;

typedef struct {
    const char *name;
    peer ours;
    peer peers[MAX_PEERS]; // ends with an empty one
    bool is_big;           // only with BIG=1
} measurement;

#define PYTHON "/usr/bin/python3 tests/bench/"

static const measurement measurements[] = {
    { .name = "start: one small OUTCAR",
      .ours = { "chepath", "chepath read " SMALL, false },
      .peers = { { "cat", "cat " SMALL, false },
                 { "ASE", PYTHON "ase_read.py " SMALL, true },
                 { "pymatgen", PYTHON "pymatgen_read.py " SMALL, true } } },
    { .name = "OUTCAR of 10 MB",
      .ours = { "chepath", "chepath read --cache=none " INPUT "10.OUTCAR", false },
      .peers = { { "cat", "cat " INPUT "10.OUTCAR", false },
                 { "grep TOTEN", "grep -c TOTEN " INPUT "10.OUTCAR", false },
                 { "ASE", PYTHON "ase_read.py " INPUT "10.OUTCAR", true },
                 { "pymatgen", PYTHON "pymatgen_read.py " INPUT "10.OUTCAR", true } } },
    { .name = "OUTCAR of 100 MB",
      .ours = { "chepath", "chepath read --cache=none " INPUT "100.OUTCAR", false },
      .peers = { { "cat", "cat " INPUT "100.OUTCAR", false },
                 { "grep TOTEN", "grep -c TOTEN " INPUT "100.OUTCAR", false } } },
    { .name = "OUTCAR of 1 GB",
      .ours = { "chepath", "chepath read --cache=none " INPUT "1000.OUTCAR", false },
      .peers = { { "cat", "cat " INPUT "1000.OUTCAR", false } },
      .is_big = true },
    { .name = "OUTCAR.gz of 100 MB, unpacked",
      .ours = { "chepath", "chepath read --cache=none " INPUT "100.OUTCAR.gz", false },
      .peers = { { "gzip -dc", "gzip -dc " INPUT "100.OUTCAR.gz", false } } },
    { .name = "vasprun.xml of 100 MB, all steps",
      .ours = { "chepath",
                "chepath read --cache=none --allow=energy-changes,smearing " INPUT
                "100.vasprun.xml",
                false },
      .peers = { { "cat", "cat " INPUT "100.vasprun.xml", false },
                 { "libxml2, bare SAX", "bench sax " INPUT "100.vasprun.xml",
                   false } } },
    { .name = "1000 folders, first read",
      .ours = { "chepath", "chepath read --jobs=1 --cache=none " INPUT "folders/",
                false },
      .peers = { { "cat", "cat " INPUT "folders/", false } } },
    { .name = "1000 folders, unchanged since",
      .ours = { "chepath",
                "chepath read --jobs=1 --cache=" INPUT "cache.sqlite " INPUT "folders/",
                false },
      .peers = { { "cat", "cat " INPUT "folders/", false } } },
    { .name = "the main job, one catalyst of 29 runs",
      .ours = { "chepath", "chepath run --cache=none examples/fe-n4", false },
      .peers = { { "chepath read of one", "chepath read --cache=none " SMALL,
                   false } } },
};
enum { N_MEASUREMENTS = sizeof measurements / sizeof *measurements };

/* --- running one command ---------------------------------------------------------- */

typedef struct {
    double seconds, peak_MB;
    bool ok;
    double energy_eV; // the last number it printed, NaN when there is none
} run;

typedef struct {
    char text[64 * MAX_WORDS];
    char *word[MAX_WORDS];
} command_line;

/* Cut a command into words. One that ends in "folders/" becomes those in it: for
 * chepath the folders, for others the files. */
static void cut(const char *command, command_line *line)
{
    char *at = line->text, *end = at + sizeof line->text;
    size_t n = 0;
    bool is_ours = strncmp(command, "chepath", 7) == 0;
    while (*command) {
        size_t length = strcspn(command, " ");
        bool is_tree = length > 8 && strncmp(command + length - 8, "folders/", 8) == 0;
        for (int i = 0; i < (is_tree ? N_FOLDERS : 1); i++) {
            line->word[n++] = at;
            at += snprintf(at, (size_t)(end - at), "%.*s", (int)length, command);
            if (is_tree)
                at += snprintf(at, (size_t)(end - at), "run%04d%s", i,
                               is_ours ? "" : "/OUTCAR");
            at++;
        }
        command += length + strspn(command + length, " ");
    }
    line->word[n] = NULL;
}

/* What is printed goes into a file, because grep stops at its first match when nobody
 * listens; but what cat prints is thrown away. */
static void become(const command_line *line, int out)
{
    int nothing = open("/dev/null", O_RDWR);
    int said = open(INPUT "said", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    bool is_cat = strcmp(line->word[0], "cat") == 0;
    dup2(out >= 0 ? out : is_cat ? nothing : said, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    execvp(line->word[0], line->word);
    _exit(127);
}

static double last_number(int from)
{
    char text[4096];
    double value = NAN;
    ssize_t n = read(from, text, sizeof text - 1);
    if (n > 0) {
        text[n] = '\0';
        const char *word = strrchr(text, ' ');
        value = strtod(word ? word : text, NULL);
    }
    return value;
}

static run execute(const peer *p)
{
    static command_line line; // too large for the stack
    cut(p->command, &line);
    int ends[2] = { -1, -1 };
    if (p->tells_energy && pipe(ends) != 0)
        return (run){ .ok = false };
    struct timespec start, stop;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0)
        become(&line, ends[1]);
    int status = 0;
    struct rusage usage = { 0 };
    wait4(child, &status, 0, &usage);
    clock_gettime(CLOCK_MONOTONIC, &stop);
    run r = {
        .seconds = (double)(stop.tv_sec - start.tv_sec) +
                   (double)(stop.tv_nsec - start.tv_nsec) * 1e-9,
        .peak_MB = (double)usage.ru_maxrss / 1024,
        .ok = WIFEXITED(status) && WEXITSTATUS(status) == 0,
        .energy_eV = NAN,
    };
    if (p->tells_energy) {
        close(ends[1]);
        r.energy_eV = last_number(ends[0]);
        close(ends[0]);
    }
    return r;
}

/* --- measuring -------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What the run of examples/ ends with: every copy of its last step tells it. */
static const double ENERGY_eV = -168.05441425;

static bool is_usable(const peer *p)
{
    run r = execute(p);
    if (!r.ok)
        printf("  %-22s not here, or failed\n", p->name);
    else if (p->tells_energy && !(fabs(r.energy_eV - ENERGY_eV) < 1e-5))
        printf("  %-22s tells another energy: %.6f eV\n", p->name, r.energy_eV);
    else
        return true;
    return false;
}

static void report(const peer *p, double *ratio, double peak_MB)
{
    qsort(ratio, N_ROUNDS, sizeof *ratio, by_value);
    printf("  %-22s x %7.2f  (%.2f to %.2f)  peak %.1f MB\n", p->name,
           ratio[N_ROUNDS / 2], ratio[0], ratio[N_ROUNDS - 1], peak_MB);
}

static bool measure(const measurement *m)
{
    printf("%s\n", m->name);
    if (!is_usable(&m->ours))
        return false;
    bool usable[MAX_PEERS];
    double ours_s[N_ROUNDS], ratio[MAX_PEERS][N_ROUNDS], peak[MAX_PEERS], peak_MB = 0;
    for (int k = 0; k < MAX_PEERS; k++)
        usable[k] = m->peers[k].name && is_usable(&m->peers[k]);
    for (int i = 0; i < N_ROUNDS; i++) {
        run ours = execute(&m->ours);
        ours_s[i] = ours.seconds;
        peak_MB = ours.peak_MB;
        for (int k = 0; k < MAX_PEERS; k++)
            if (usable[k]) {
                run r = execute(&m->peers[k]);
                ratio[k][i] = r.seconds / ours.seconds;
                peak[k] = r.peak_MB;
            }
    }
    qsort(ours_s, N_ROUNDS, sizeof *ours_s, by_value);
    printf("  %-22s %9.2f ms  peak %.1f MB\n", m->ours.name, 1e3 * ours_s[N_ROUNDS / 2],
           peak_MB);
    for (int k = 0; k < MAX_PEERS; k++)
        if (usable[k])
            report(&m->peers[k], ratio[k], peak[k]);
    return true;
}

static bool make_inputs(bool is_big)
{
    mkdir("build", 0777);
    mkdir("build/bench", 0777);
    return grow_outcar(SMALL, INPUT "2.OUTCAR", 5 * MB / 2) &&
           grow_outcar(SMALL, INPUT "10.OUTCAR", 10 * MB) &&
           grow_outcar(SMALL, INPUT "100.OUTCAR", 100 * MB) &&
           (!is_big || grow_outcar(SMALL, INPUT "1000.OUTCAR", 1000 * MB)) &&
           grow_vasprun(SMALL_XML, INPUT "100.vasprun.xml", 100 * MB) &&
           grow_packed(INPUT "100.OUTCAR", INPUT "100.OUTCAR.gz") &&
           grow_folders(SMALL, INPUT "folders", N_FOLDERS);
}

/* `bench sax FILE`: what it costs to let libxml2 look at everything. */
static int parse_all(const char *path)
{
    xmlSAXHandler nothing = { 0 };
    return xmlSAXUserParseFile(&nothing, NULL, path) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "sax") == 0)
        return parse_all(argv[2]);
    bool is_big = getenv("BIG") != NULL, ok = true;
    if (!make_inputs(is_big))
        return EXIT_FAILURE;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    sched_setaffinity(0, sizeof one, &one);
    for (size_t i = 0; i < N_MEASUREMENTS; i++)
        if (is_big || !measurements[i].is_big)
            ok = measure(&measurements[i]) && ok;
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
