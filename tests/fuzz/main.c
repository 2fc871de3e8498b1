/* Broken input: `make fuzz`, SECONDS=60 and SEED=1 unless they are given.
 *
 * Files that can be read are damaged, a little or a lot, and read again under the
 * sanitizers. Whatever comes out must be a result or a message, never a crash, a hang
 * or an energy that is no number. A child reads a hundred damaged files in a row, so
 * that a crash ends only the child; the file that did it is kept and named. */
#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "chepath.h"
#include "fuzz/damage.h"

#define FOLDER "build/fuzz/left/"
enum { MAX_SEEDS = 4096, N_IN_A_ROW = 100, MAX_SECONDS_A_FILE = 20 };

/* --- what can be read ---------------------------------------------------------------
 */

typedef struct {
    char *path;
    const char *kind; // the end of its name, which the damaged file keeps
    bytes content;
} seed;

typedef struct {
    seed at[MAX_SEEDS];
    size_t n;
} seeds;

static bool ends(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n >= m && strcmp(name + n - m, end) == 0;
}

static const char *kind_of(const char *name)
{
    static const char *const kinds[] = { ".yaml",   ".csv",   ".tsv",    ".gz",
                                         ".h5",     ".xml",   "OUTCAR",  "OSZICAR",
                                         "CONTCAR", "POSCAR", "XDATCAR", "INCAR",
                                         "KPOINTS", "DYNMAT", "ACF.dat", ".json" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ends(name, kinds[i]))
            return kinds[i];
    return NULL;
}

static void add_seed(seeds *s, const char *path, const char *kind)
{
    enum { LARGEST = 1 << 20 };
    bytes content = bytes_read(path);
    if (s->n < MAX_SEEDS && content.n > 0 && content.n <= LARGEST)
        s->at[s->n++] = (seed){ strdup(path), kind, content };
    else
        free(content.at);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Depth first and in the order of names, so that a seed number means the same file. */
static void collect(seeds *s, const char *folder)
{
    struct dirent **entry;
    int n = scandir(folder, &entry, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
        struct stat status;
        const char *kind = kind_of(entry[i]->d_name);
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            collect(s, path);
        else if (kind)
            add_seed(s, path, kind);
        free(entry[i]);
    }
    if (n >= 0)
        free(entry);
}

/* --- reading what is damaged --------------------------------------------------------
 */

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static void read_run(const char *path, chp_diag *diag)
{
    chp_read_options options = chp_read_defaults();
    options.cache = NULL;
    options.n_jobs = 1;
    chp_runs *runs = chp_runs_read(&path, 1, &options, diag);
    for (size_t i = 0; i < chp_runs_count(runs); i++) {
        const chp_run *run = chp_runs_get(runs, i);
        chp_fact energy_eV = run->calc.energies.sigma0_eV;
        require(!energy_eV.known || isfinite(energy_eV.value),
                "an energy is no number");
        require(!run->is_refused || chp_diag_count(run->diag, CHP_ERROR) > 0,
                "a run is refused without a word");
    }
    chp_runs_free(runs);
}

static void read_reaction(const char *path, chp_diag *diag)
{
    chp_reaction *reaction = chp_reaction_load(path, diag);
    require(reaction || chp_diag_count(diag, CHP_ERROR) > 0,
            "a reaction is refused without a word");
    chp_reaction_free(reaction);
}

static void read_study(const char *path, chp_diag *diag)
{
    chp_options *options = chp_options_new();
    chp_read_options read = chp_read_defaults();
    read.cache = NULL;
    chp_study *study = chp_study_load(&path, 1, options, &read, diag);
    if (study)
        chp_study_run(study, diag);
    require(study || chp_diag_count(diag, CHP_ERROR) > 0,
            "a study is refused without a word");
    chp_study_free(study);
    chp_options_free(options);
}

static void read_any(const char *path, const char *kind, const char *origin)
{
    chp_diag *diag = chp_diag_new();
    bool is_yaml = strcmp(kind, ".yaml") == 0;
    if (is_yaml && !ends(origin, "chepath.yaml"))
        read_reaction(path, diag);
    else if (is_yaml || strcmp(kind, ".csv") == 0 || strcmp(kind, ".tsv") == 0)
        read_study(path, diag);
    else
        read_run(path, diag);
    chp_diag_free(diag);
}

/* --- a row of damaged files ---------------------------------------------------------
 */

static void damage_and_read(const seeds *s, unsigned long number)
{
    dice d = dice_new(number);
    const seed *chosen = &s->at[dice_below(&d, s->n)];
    const seed *other = &s->at[dice_below(&d, s->n)];
    bytes damaged = damage(&d, chosen->content, other->content);
    char path[256];
    snprintf(path, sizeof path, FOLDER "%lu%s%s", number,
             chosen->kind[0] == '.' ? "" : "_", chosen->kind);
    if (bytes_write(path, damaged)) {
        alarm(MAX_SECONDS_A_FILE);
        read_any(path, chosen->kind, chosen->path);
        alarm(0);
        remove(path);
    }
    free(damaged.at);
}

/* False when the child ended on one of them, which is then still there. */
static bool read_row(const seeds *s, unsigned long first)
{
    pid_t child = fork();
    if (child == 0) {
        for (unsigned long i = 0; i < N_IN_A_ROW; i++)
            damage_and_read(s, first + i);
        _exit(EXIT_SUCCESS);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
        return true;
    printf("fuzz: %s; the file is the one left in " FOLDER "\n",
           WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "a sanitizer spoke");
    return false;
}

static unsigned long from_environment(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtoul(text, NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
    static seeds s; // too large for the stack
    for (int i = 1; i < argc; i++)
        collect(&s, argv[i]);
    if (s.n == 0)
        return EXIT_FAILURE;
    mkdir(FOLDER, 0777);
    unsigned long number = from_environment("SEED", 1) * 1000000, n_bad = 0, n = 0;
    time_t end = time(NULL) + (time_t)from_environment("SECONDS", 60);
    for (; time(NULL) < end; n += N_IN_A_ROW)
        n_bad += !read_row(&s, number + n);
    printf("fuzz: %lu files from %zu seeds, %lu failed\n", n, s.n, n_bad);
    return n_bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
