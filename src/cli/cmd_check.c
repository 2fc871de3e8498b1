#include "cli/study.h"

static void print_counts(const chp_diag *diag)
{
    size_t n_errors = chp_diag_count(diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(diag, CHP_WARNING) - n_errors;
    size_t n_notes = chp_diag_count(diag, CHP_NOTE) - n_errors - n_warnings;
    printf("%zu error%s, %zu warning%s, %zu note%s\n", n_errors,
           n_errors == 1 ? "" : "s", n_warnings, n_warnings == 1 ? "" : "s", n_notes,
           n_notes == 1 ? "" : "s");
}

/* The audit alone: all that is said about a study, and how much of it. */
static int run(int argc, char **argv)
{
    study_job job;
    if (!study_begin(&job, &command_check, argc, argv))
        return job.args.status;
    if (args_has(&job.args, "json"))
        chp_show_json(job.outcome, job.diag, stdout);
    if (!args_has(&job.args, "json"))
        print_counts(job.diag);
    return study_end(&job);
}

const command command_check = {
    .name = "check",
    .arguments = "STUDY...",
    .what = "the audit alone: what is wrong with a study",
    .example = "chepath check examples/fe-n4",
    .has_study_options = true,
    .reads_runs = true,
    .run = run,
};
