/* What every command on a STUDY begins and ends with. */
#ifndef CLI_STUDY_H
#define CLI_STUDY_H

#include "cli/reading.h"

typedef struct {
    args args;
    reading reading;
    chp_options *options;
    chp_diag *diag;
    chp_study *study;
    const chp_outcome *outcome; // an empty one when nothing could be loaded
} study_job;

/* Read the command line. False: return `args.status`. */
bool study_options(study_job *job, const command *c, int argc, char **argv);

/* The command line is wrong, after all, and it was said how: the status to return. */
int study_misused(study_job *job);

/* Load the studies and judge them. */
void study_load(study_job *job);

/* All of it, for commands without options of their own that may be wrong. */
bool study_begin(study_job *job, const command *c, int argc, char **argv);

/* Print the messages, free everything, tell the exit status. */
int study_end(study_job *job);

#endif
