/* Options of every command that reads runs, and the bar for those who wait. */
#ifndef CLI_READING_H
#define CLI_READING_H

#include <time.h>

#include "cli/args.h"

typedef struct {
    chp_read_options options;
    struct timespec start;
    bool is_shown; // the bar
} reading;

/* --jobs, --cache, --max-unpacked; on a terminal a bar after the first second. False
 * after a message on standard error: return EXIT_USAGE. `r` stays where it is. */
bool reading_begin(reading *r, const args *a);

#endif
