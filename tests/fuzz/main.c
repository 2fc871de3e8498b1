/* Broken input without clang: `make damage`, TIME=60 and SEED=1 unless they are given.
 *
 * What can be read is damaged, a little or a lot, and read again under the sanitizers.
 * A child reads a hundred damaged inputs in a row, so that a crash ends only the child;
 * the input that did it is kept and named. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/damage.h"
#include "fuzz/targets.h"

enum { MAX_SEEDS = 8192, N_IN_A_ROW = 100, MAX_SECONDS_AN_INPUT = 20 };

typedef struct {
    const target *target;
    blob content;
} seed;

typedef struct {
    seed at[MAX_SEEDS];
    size_t n;
} seeds;

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* In the order of names, so that a number means the same input. */
static void collect(seeds *s, const char *folder, const target *t)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, t->name);
    struct dirent **entry = NULL;
    int n = scandir(path, &entry, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s/%s", folder, t->name, entry[i]->d_name);
        blob content = blob_read(path);
        if (s->n < MAX_SEEDS && content.n > 0)
            s->at[s->n++] = (seed){ t, content };
        else
            free(content.at);
        free(entry[i]);
    }
    free(entry);
}

/* Kept as long as it is read: what is left is what broke the child. */
static void damage_and_read(const seeds *s, const char *finds, unsigned long number)
{
    dice d = dice_new(number);
    const seed *chosen = &s->at[dice_below(&d, s->n)];
    const seed *other = &s->at[dice_below(&d, s->n)];
    blob damaged = damage(&d, chosen->content, other->content);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s-%lu", finds, chosen->target->name, number);
    str input = { damaged.at, damaged.n };
    if (blob_write(path, input)) {
        alarm(MAX_SECONDS_AN_INPUT);
        target_run(chosen->target, input);
        alarm(0);
        remove(path);
    }
    free(damaged.at);
}

/* False when the child ended on one of them. */
static bool read_row(const seeds *s, const char *finds, unsigned long first)
{
    pid_t child = fork();
    if (child == 0) {
        for (unsigned long i = 0; i < N_IN_A_ROW; i++)
            damage_and_read(s, finds, first + i);
        _exit(EXIT_SUCCESS);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
        return true;
    printf("damage: %s; the input is kept in %s\n",
           WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "a sanitizer spoke",
           finds);
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
    if (argc != 3) {
        fputs("usage: damage SEEDS FINDS\n", stderr);
        return EXIT_FAILURE;
    }
    for (const target *t = targets; t->name; t++)
        collect(&s, argv[1], t);
    if (s.n == 0)
        return EXIT_FAILURE;
    unsigned long number = from_environment("SEED", 1) * 1000000, n_bad = 0, n = 0;
    time_t end = time(NULL) + (time_t)from_environment("TIME", 60);
    for (; time(NULL) < end; n += N_IN_A_ROW)
        n_bad += !read_row(&s, argv[2], number + n);
    printf("damage: %lu inputs from %zu seeds, %lu failed\n", n, s.n, n_bad);
    return n_bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
