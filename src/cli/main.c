#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

static const command *const commands[] = {
    NULL, // each room's command is listed here as it is written
};
enum { N_COMMANDS = sizeof commands / sizeof *commands - 1 };

static int usage(FILE *to, int status)
{
    fprintf(to, "usage: chepath COMMAND [OPTION...]\n\n");
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->what);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return usage(stderr, EXIT_USAGE);
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(argv[1], commands[i]->name) == 0)
            return commands[i]->run(argc - 1, argv + 1);
    return usage(stderr, EXIT_USAGE);
}
