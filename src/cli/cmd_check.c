#include "cli/study.h"

/* The audit alone: all that is said about a study, and how much of it. */
static int run(int argc, char **argv)
{
    study_job job;
    if (!study_begin(&job, &command_check, argc, argv))
        return job.args.status;
    if (args_has(&job.args, "json"))
        chp_show_json(job.outcome, job.diag, stdout);
    size_t n_errors = chp_diag_count(job.diag, CHP_ERROR);
    size_t n_warnings = chp_diag_count(job.diag, CHP_WARNING) - n_errors;
    size_t n_notes = chp_diag_count(job.diag, CHP_NOTE) - n_errors - n_warnings;
    if (!args_has(&job.args, "json"))
        printf("%zu errors, %zu warnings, %zu notes\n", n_errors, n_warnings, n_notes);
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
