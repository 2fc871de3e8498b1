/* The commands of the program. To add one, write cli/cmd_NAME.c around a `const
 * command command_NAME`, declare it here and list it in main.c. Its --help, the list
 * of commands and its manual page are all made from that record.
 *
 * The program is a stranger to the library: it includes chepath.h and its own room. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "chepath.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

typedef chp_option_info option; // own ones look like those of a study

typedef struct {
    const char *name;
    const char *arguments;  // what may follow the name: "STUDY..."
    const char *what;       // one line for `chepath help`
    const char *example;    // a line that works in the checkout
    const option *options;  // its own; ends with an empty one; may be NULL
    bool has_study_options; // and those of chp_options_list()
    bool reads_runs;        // and --jobs, --cache, --max-unpacked
    int (*run)(int argc, char **argv);
} command;

extern const command command_read;
extern const command command_thermo;
extern const command command_run;
extern const command command_compare;
extern const command command_check;
extern const command command_volcano;
extern const command command_pathways;
extern const command command_formats;
extern const command command_cache;

/* All of them, in the order of `chepath help`; ends with NULL. */
extern const command *const commands[];

/* The commands that help and completions do not list: they are for the Makefile. */
int manual(int argc, char **argv);

#endif
