#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/args.h"

// clang-format off: the order is that of the help
const command *const commands[] = {
    &command_run,      &command_read,
    &command_thermo,   &command_compare,
    &command_check,    &command_volcano,
    &command_pathways, &command_formats,
    &command_cache,    NULL,
};
// clang-format on

enum { N_COMMANDS = sizeof commands / sizeof *commands - 1 };

static const char introduction[] =
    "chepath turns VASP runs, or a table of energies, into electrocatalytic "
    "free-energy\n"
    "pathways: the potential-determining step, the limiting potential, the figure and\n"
    "the table for the paper, and what is wrong with the input.\n";

static void print_commands(FILE *to)
{
    fprintf(to, "usage: chepath COMMAND [OPTION...] [STUDY or RUN...]\n\n%s\n",
            introduction);
    for (const command *const *c = commands; *c; c++)
        fprintf(to, "  %-10s %s\n", (*c)->name, (*c)->what);
    fprintf(to,
            "\nchepath COMMAND --help tells more; chepath --version, which libraries "
            "are at work.\n");
}

static int print_version(void)
{
    printf("chepath %s\n", CHP_VERSION);
    chp_library library;
    for (size_t i = 0; chp_library_get(i, &library); i++)
        printf("  %-10s %.*s\n", library.name, (int)strcspn(library.version, " "),
               library.version);
    return EXIT_DONE;
}

static const command *find(const char *name)
{
    for (const command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

static int unknown(const char *name)
{
    const char *names[N_COMMANDS + 1] = { 0 };
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i]->name;
    const char *similar = chp_nearest_word(name, names);
    fprintf(stderr, "chepath: error: there is no command '%s'\n", name);
    if (similar)
        fprintf(stderr, "  hint: Did you mean chepath %s?\n", similar);
    else
        fputs("  hint: chepath help lists what there is.\n", stderr);
    return EXIT_USAGE;
}

/* `chepath help` and `chepath help COMMAND`. */
static int help(int argc, char **argv)
{
    if (argc < 2) {
        print_commands(stdout);
        return EXIT_DONE;
    }
    const command *c = find(argv[1]);
    if (!c)
        return unknown(argv[1]);
    args_help(c, stdout);
    return EXIT_DONE;
}

static bool is_any(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_commands(stderr);
        return EXIT_USAGE;
    }
    const char *word = argv[1];
    if (is_any(word, "--version", "-V"))
        return print_version();
    if (is_any(word, "--help", "-h") || strcmp(word, "help") == 0)
        return help(argc - 1, argv + 1);
    if (strcmp(word, "manual") == 0)
        return manual(argc - 1, argv + 1);
    const command *c = find(word);
    return c ? c->run(argc - 1, argv + 1) : unknown(word);
}

/* A stream that the caller has closed must not become the first file that is opened. */
static void hold_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_streams();
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); // a message is written whole, and at once
    int status = run(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("chepath: error: standard output cannot be written\n"
          "  hint: Is there room on the disk it goes to?\n",
          stderr);
    return EXIT_FAILED;
}
