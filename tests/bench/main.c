/* How fast, beside what else there is: `make bench`, with BIG=1 also at 1 GB, with
 * ONLY=vasprun what has that word in its name.
 *
 * Absolute times mean nothing on a shared machine. So each command runs in turn with
 * its peers, A B C A B C ..., on one core, seven times; its time is the processor's, of
 * the program and of the kernel for it, which does not grow while others work; and what
 * is printed is the median of the ratios of each round, with the smallest and the
 * largest, beside what we promise. A peer that takes longer than PATIENCE_S has fewer
 * rounds, one that is not here is named. The inputs are grown from small runs of this
 * project, and read once before. Where a peer tells an energy it must be ours. */
#include <fcntl.h>
#include <libxml/parser.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "bench/bench.h"
#include "bench/grow.h"
#include "chepath.h"

#define SMALL     "examples/fe-n4/Fe-N4/NNH/OUTCAR"
#define SMALL_XML "tests/data/vasprun/relaxation.xml"
#define MODES     "examples/fe-n4/Fe-N4/NNH/freq/OUTCAR.gz"
#define INPUT     "build/bench/"

enum { MAX_PEERS = 5, N_FOLDERS = 1000, MAX_WORDS = 1100, N_READ = 65536 };
static const size_t MB = 1000 * 1000;
static const double PATIENCE_S = 10;

/* --- what is measured ------------------------------------------------------------- */

typedef enum { TIMES_FASTER, COSTS } relation; // peer / ours, ours / peer

typedef struct {
    const char *name;    // "cat"
    const char *command; // cut at blanks; "folders/20" is twenty of them
    relation relation;
    goal goal;
    bool tells_energy; // its last word of output is the energy
} peer;

typedef struct {
    const char *name;
    const char *ours;
    peer peers[MAX_PEERS]; // ends with an empty one
    goal ms, MB;           // of ours
    bool beyond_start;     // less what reading one small file takes
    bool is_big;           // only with BIG=1
} measurement;

#define READ   "chepath read --jobs=1 --cache=none "
#define PYTHON "/usr/bin/python3 tests/bench/peers.py "
#define XML    READ "--allow=energy-changes,smearing " INPUT

static const char START[] = READ SMALL;

static const measurement measurements[] = {
    { .name = "start: one small OUTCAR",
      .ours = START,
      .peers = { { "import ase.io", PYTHON "start-ase", TIMES_FASTER, AT_LEAST(6, 35),
                   false },
                 { "import pymatgen.io.vasp", PYTHON "start-pymatgen", TIMES_FASTER,
                   AT_LEAST(40, 250), false } },
      .ms = AT_MOST(30, 5) },
    { .name = "OUTCAR of 100 MB, beside Python",
      .ours = READ INPUT "100.OUTCAR",
      .peers = { { "ASE, last image", PYTHON "ase-last " INPUT "100.OUTCAR",
                   TIMES_FASTER, AT_LEAST(10, 20), true },
                 { "ASE, all images", PYTHON "ase-all " INPUT "100.OUTCAR",
                   TIMES_FASTER, AT_LEAST(60, 120), true },
                 { "pymatgen Outcar", PYTHON "pymatgen-outcar " INPUT "100.OUTCAR",
                   TIMES_FASTER, AT_LEAST(200, 400), true } } },
    { .name = "OUTCAR of 100 MB",
      .ours = READ INPUT "100.OUTCAR",
      .peers = { { "cat", "cat " INPUT "100.OUTCAR", COSTS, AT_MOST(4, 2), false },
                 { "grep TOTEN", "grep TOTEN " INPUT "100.OUTCAR", COSTS,
                   AT_MOST(2.5, 1.4), false } },
      .MB = AT_MOST(16, 4) },
    { .name = "OUTCAR of 100 MB, beyond a start",
      .ours = READ INPUT "100.OUTCAR",
      .peers = { { "reading it and no more", "bench drop " INPUT "100.OUTCAR", COSTS,
                   AT_MOST(4, 2.8), false } },
      .beyond_start = true },
    { .name = "OUTCAR of frequencies, 100 MB, beyond a start",
      .ours = READ INPUT "100.modes.OUTCAR",
      .peers = { { "reading it and no more", "bench drop " INPUT "100.modes.OUTCAR",
                   COSTS, AT_MOST(4, 2.8), false } },
      .MB = AT_MOST(16, 4),
      .beyond_start = true },
    { .name = "OUTCAR of 1 GB",
      .ours = READ INPUT "1000.OUTCAR",
      .peers = { { "cat", "cat " INPUT "1000.OUTCAR", COSTS, AT_MOST(4, 2), false } },
      .MB = AT_MOST(16, 4),
      .is_big = true },
    { .name = "OUTCAR.gz of 100 MB, unpacked",
      .ours = READ INPUT "100.modes.OUTCAR.gz",
      .peers = { { "zlib, inflating it", "bench inflate " INPUT "100.modes.OUTCAR.gz",
                   COSTS, AT_MOST(1.5, 1.15), false },
                 { "gzip -dc",
                   "gzip -dc " INPUT "100.modes.OUTCAR.gz",
                   COSTS,
                   { 0 },
                   false } } },
    { .name = "vasprun.xml of 100 MB, all steps",
      .ours = XML "100.vasprun.xml",
      .peers = { { "a SAX pass of libxml2", "bench sax " INPUT "100.vasprun.xml",
                   TIMES_FASTER, AT_LEAST(4, 8), false } },
      .MB = AT_MOST(32, 8) },
    { .name = "vasprun.xml of 10 MB, all steps",
      .ours = XML "10.vasprun.xml",
      .peers = { { "pymatgen Vasprun",
                   PYTHON "pymatgen-vasprun " INPUT "10.vasprun.xml", TIMES_FASTER,
                   AT_LEAST(80, 150), false } } },
    { .name = "vasprun.xml of 100 MB, projections on s, p, d",
      .ours = XML "100.projected.xml",
      .peers = { { "a SAX pass of libxml2", "bench sax " INPUT "100.projected.xml",
                   TIMES_FASTER, AT_LEAST(10, 20), false } },
      .MB = AT_MOST(32, 8) },
    { .name = "vasprun.xml of 1 GB, all steps",
      .ours = XML "1000.vasprun.xml",
      .peers = { { "a SAX pass of libxml2", "bench sax " INPUT "1000.vasprun.xml",
                   TIMES_FASTER, AT_LEAST(4, 8), false } },
      .MB = AT_MOST(32, 8),
      .is_big = true },
    { .name = "20 folders of 2.6 MB, first read",
      .ours = READ INPUT "folders/20",
      .peers = { { "ASE, last image", PYTHON "ase-last " INPUT "folders/20",
                   TIMES_FASTER, AT_LEAST(8, 15), true },
                 { "cat", "cat " INPUT "folders/20", COSTS, { 0 }, false } } },
    { .name = "4 folders of 2.6 MB, first read",
      .ours = READ INPUT "folders/4",
      .peers = { { "pymatgen Outcar", PYTHON "pymatgen-outcar " INPUT "folders/4",
                   TIMES_FASTER, AT_LEAST(120, 250), true } } },
    { .name = "1000 folders of 2.6 MB, first read",
      .ours = READ INPUT "folders/1000",
      .peers = { { "cat", "cat " INPUT "folders/1000", COSTS, { 0 }, false } } },
    { .name = "OUTCAR of 100 MB, unchanged since, beyond a start",
      .ours =
          "chepath read --jobs=1 --cache=" INPUT "cache.sqlite " INPUT "100.OUTCAR",
      .ms = AT_MOST(2, 0.5),
      .beyond_start = true },
    { .name = "1000 folders unchanged since, beyond a start",
      .ours =
          "chepath read --jobs=1 --cache=" INPUT "cache.sqlite " INPUT "folders/1000",
      .ms = AT_MOST(20, 6),
      .beyond_start = true },
    { .name = "the main job, 15 runs of 3 MB and their modes, first time",
      .ours = "chepath run --cache=none " INPUT "study",
      .ms = AT_MOST(150, 75) },
    { .name = "the main job, once more",
      .ours = "chepath run --cache=" INPUT "cache.sqlite " INPUT "study",
      .ms = AT_MOST(20, 10) },
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

/* "folders/20" becomes the first twenty: for chepath the folders, for others the
 * files. */
static void cut(const char *command, command_line *line)
{
    char *at = line->text, *end = at + sizeof line->text;
    size_t n = 0;
    bool is_ours = strncmp(command, "chepath", 7) == 0;
    while (*command) {
        size_t length = strcspn(command, " ");
        const char *tree = strstr(command, "folders/");
        bool is_tree = tree && tree < command + length;
        int n_folders = is_tree ? atoi(tree + strlen("folders/")) : 1;
        size_t kept = is_tree ? (size_t)(tree - command) + strlen("folders/") : length;
        for (int i = 0; i < n_folders; i++) {
            line->word[n++] = at;
            at += snprintf(at, (size_t)(end - at), "%.*s", (int)kept, command);
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
 * listens; but what cat and gzip print is thrown away. */
static void become(const command_line *line, int out)
{
    int nothing = open("/dev/null", O_RDWR);
    int said = open(INPUT "said", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    bool is_loud =
        strcmp(line->word[0], "cat") == 0 || strcmp(line->word[0], "gzip") == 0;
    dup2(out >= 0 ? out : is_loud ? nothing : said, STDOUT_FILENO);
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

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static run execute(const char *command, bool tells_energy)
{
    static command_line line; // too large for the stack
    cut(command, &line);
    int ends[2] = { -1, -1 };
    if (tells_energy && pipe(ends) != 0)
        return (run){ .ok = false };
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        become(&line, ends[1]);
    int status = 0;
    struct rusage usage = { 0 };
    wait4(child, &status, 0, &usage);
    run r = {
        .seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
        .peak_MB = (double)usage.ru_maxrss / 1024,
        .ok = WIFEXITED(status) && WEXITSTATUS(status) == 0,
        .energy_eV = NAN,
    };
    if (tells_energy) {
        close(ends[1]);
        r.energy_eV = last_number(ends[0]);
        close(ends[0]);
    }
    return r;
}

/* --- measuring -------------------------------------------------------------------- */

/* What the run of examples/ ends with: every copy of its last step tells it. */
static const double ENERGY_eV = -168.05441425;

static bool is_usable(const peer *p, double *seconds)
{
    run r = execute(p->command, p->tells_energy);
    *seconds = r.seconds;
    if (!r.ok)
        printf("  %-30s not here, or failed\n", p->name);
    else if (p->tells_energy && !(fabs(r.energy_eV - ENERGY_eV) < 1e-5))
        printf("  %-30s tells another energy: %.6f eV\n", p->name, r.energy_eV);
    else
        return true;
    return false;
}

/* The ratios of one peer, as many as there was patience for. */
typedef struct {
    size_t most, n;
    double ratio[N_ROUNDS], peak_MB;
} course;

static course begin(const peer *p)
{
    double seconds;
    if (!p->name || !is_usable(p, &seconds))
        return (course){ 0 };
    double n = PATIENCE_S / (seconds + 1e-9);
    return (course){ .most = n < 1 ? 1 : n < N_ROUNDS ? (size_t)n : N_ROUNDS };
}

static void one_round(const peer *p, course *c, double ours_s)
{
    if (c->n == c->most)
        return;
    run r = execute(p->command, false);
    c->ratio[c->n++] = p->relation == COSTS ? ours_s / r.seconds : r.seconds / ours_s;
    c->peak_MB = r.peak_MB;
}

static void report(const measurement *m, double *ours_ms, double peak_MB, course *c)
{
    bench_report(m->beyond_start ? "chepath, less a start" : "chepath", ours_ms,
                 N_ROUNDS, "ms", m->ms);
    bench_report("  its peak memory", &peak_MB, 1, "MB", m->MB);
    for (int k = 0; k < MAX_PEERS; k++) {
        const peer *p = &m->peers[k];
        char name[80];
        if (c[k].n == 0)
            continue;
        snprintf(name, sizeof name, p->relation == COSTS ? "over %s" : "faster than %s",
                 p->name);
        bench_report(name, c[k].ratio, c[k].n, "x", p->goal);
    }
}

static bool measure(const measurement *m)
{
    printf("\n%s\n", m->name);
    const peer us = { .name = "chepath", .command = m->ours };
    double ignored, ours_ms[N_ROUNDS], peak_MB = 0;
    if (!is_usable(&us, &ignored))
        return false;
    course c[MAX_PEERS];
    for (int k = 0; k < MAX_PEERS; k++)
        c[k] = begin(&m->peers[k]);
    for (int i = 0; i < N_ROUNDS; i++) {
        run ours = execute(m->ours, false);
        if (m->beyond_start)
            ours.seconds -= execute(START, false).seconds;
        ours_ms[i] = 1e3 * ours.seconds;
        peak_MB = fmax(peak_MB, ours.peak_MB);
        for (int k = 0; k < MAX_PEERS; k++)
            one_round(&m->peers[k], &c[k], ours.seconds);
    }
    report(m, ours_ms, peak_MB, c);
    return true;
}

/* What is kept of a run: a record of each step. */
static double kept_MB(const char *path)
{
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    chp_diag *diag = chp_diag_new();
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    const chp_run *one = chp_runs_get(runs, 0);
    size_t n = one ? one->calc.n_ionic_steps : 0;
    chp_runs_free(runs);
    chp_diag_free(diag);
    return (double)(n * sizeof(chp_ionic_step)) / (1 << 20);
}

/* Memory does not grow with the file. */
static void measure_growth(bool is_big)
{
    const char *large = is_big ? INPUT "1000.OUTCAR" : INPUT "100.OUTCAR";
    const char *command = is_big ? READ INPUT "1000.OUTCAR" : READ INPUT "100.OUTCAR";
    double more_MB = execute(command, false).peak_MB -
                     execute(READ INPUT "10.OUTCAR", false).peak_MB - kept_MB(large) +
                     kept_MB(INPUT "10.OUTCAR");
    printf("\nmemory, an OUTCAR of %s beside one of 10 MB\n",
           is_big ? "1 GB" : "100 MB");
    bench_report("more at the peak, less steps", &more_MB, 1, "MB",
                 (goal)AT_MOST(4, 1));
}

static bool make_inputs(bool is_big)
{
    mkdir("build", 0777);
    mkdir("build/bench", 0777);
    return grow_outcar(SMALL, INPUT "2.OUTCAR", 26 * MB / 10) &&
           grow_outcar(SMALL, INPUT "10.OUTCAR", 10 * MB) &&
           grow_outcar(SMALL, INPUT "100.OUTCAR", 100 * MB) &&
           (!is_big || grow_outcar(SMALL, INPUT "1000.OUTCAR", 1000 * MB)) &&
           grow_frequencies(MODES, INPUT "100.modes.OUTCAR", 100 * MB) &&
           grow_vasprun(SMALL_XML, INPUT "10.vasprun.xml", 10 * MB) &&
           grow_vasprun(SMALL_XML, INPUT "100.vasprun.xml", 100 * MB) &&
           (!is_big || grow_vasprun(SMALL_XML, INPUT "1000.vasprun.xml", 1000 * MB)) &&
           grow_projected(SMALL_XML, INPUT "100.projected.xml", 100 * MB) &&
           grow_packed(INPUT "100.modes.OUTCAR", INPUT "100.modes.OUTCAR.gz") &&
           grow_folders(INPUT "2.OUTCAR", INPUT "folders", N_FOLDERS) &&
           grow_study("examples/fe-n4", INPUT "study", 3 * MB);
}

/* --- bare peers ------------------------------------------------------------------- */

static void count_element(void *n, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int n_namespaces,
                          const xmlChar **namespaces, int n_attributes, int n_defaulted,
                          const xmlChar **attributes)
{
    (void)name, (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_attributes, (void)n_defaulted, (void)attributes;
    ++*(size_t *)n;
}

static void count_text(void *n, const xmlChar *text, int length)
{
    (void)text;
    *(size_t *)n += (size_t)length;
}

/* `bench sax FILE`: what it costs to let libxml2 show everything to somebody who does
 * no more than count. */
static int parse_all(const char *path)
{
    xmlSAXHandler counting = { .initialized = XML_SAX2_MAGIC,
                               .startElementNs = count_element,
                               .characters = count_text,
                               .ignorableWhitespace = count_text };
    size_t n = 0;
    bool ok = xmlSAXUserParseFile(&counting, &n, path) == 0 && n > 0;
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* `bench drop FILE`: read it, and no more. */
static int drop(const char *path)
{
    static char bytes[4 * N_READ];
    int fd = open(path, O_RDONLY);
    ssize_t n;
    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        ;
    return n == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* `bench inflate FILE`: let zlib unpack it, and no more. */
static int inflate_all(const char *path)
{
    static char bytes[4 * N_READ];
    gzFile f = gzopen(path, "rb");
    if (!f)
        return EXIT_FAILURE;
    gzbuffer(f, N_READ);
    int n;
    while ((n = gzread(f, bytes, sizeof bytes)) > 0)
        ;
    return gzclose(f) == Z_OK && n == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const struct {
    const char *name;
    int (*run)(const char *path);
} bare[] = { { "sax", parse_all }, { "drop", drop }, { "inflate", inflate_all } };

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 3 && i < sizeof bare / sizeof *bare; i++)
        if (strcmp(argv[1], bare[i].name) == 0)
            return bare[i].run(argv[2]);
    bool is_big = getenv("BIG") != NULL, ok = true;
    if (!make_inputs(is_big))
        return EXIT_FAILURE;
    bench_pin(true);
    sleep(3); // the cache does not remember what was written a moment ago
    const char *only = getenv("ONLY");
    for (size_t i = 0; i < N_MEASUREMENTS; i++)
        if ((is_big || !measurements[i].is_big) &&
            (!only || strstr(measurements[i].name, only)))
            ok = measure(&measurements[i]) && ok;
    if (!only || strstr("memory", only))
        measure_growth(is_big);
    bench_within(only);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
