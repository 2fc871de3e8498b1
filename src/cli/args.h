/* The words after a command: options, and what they are about.
 *
 *     args a;
 *     if (!args_read(&a, &command_read, argc, argv))
 *         return a.status; // --help was asked for, or the words make no sense
 *     bool as_json = args_has(&a, "json");
 *     ...
 *     return args_end(&a, diag);
 *
 * Every command also has --json, --strict, --allow and --help.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "cli/command.h"

typedef struct {
    const char *name; // "temperature"
    char *value;      // NULL: a switch
} given;

typedef struct {
    const command *command;
    int status;
    size_t n_given;
    given *given;
    size_t n_operands;
    const char **operands;
} args;

/* False: all is said, and `status` is what to return. */
bool args_read(args *a, const command *c, int argc, char **argv);

/* The i-th option that a command understands: its own, those of studies, those of
 * reading runs, those of every command; NULL behind the last. */
const option *args_option(const command *c, size_t i);

bool args_has(const args *a, const char *name);

/* The last value of an option, or NULL. */
const char *args_value(const args *a, const char *name);

/* A value as a whole number of the range, or `otherwise` without the option. False
 * after a message on standard error: return EXIT_USAGE. */
bool args_count(const args *a, const char *name, long min, long max, long otherwise,
                long *out);

/* The same for a number. */
bool args_number(const args *a, const char *name, double min, double max,
                 double otherwise, double *out);

/* Say on standard error what is wrong with the command line. */
int args_misuse(const command *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* An empty list of messages under the --allow of the command line. */
chp_diag *args_diag(const args *a);

/* For a command that ends before args_end(). */
void args_free(args *a);

/* Print the messages on standard error, free both, and tell the exit status: an error,
 * or with --strict a warning, fails. */
int args_end(args *a, chp_diag *diag);

/* The help of a command, made from its record. */
void args_help(const command *c, FILE *to);

#endif
