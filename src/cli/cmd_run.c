#include "cli/study.h"

static const option options[] = {
    { 'o', "output", "DIR", "write report, tables, figures and sources into DIR" },
    { 0, "force", NULL, "with -o: replace files that chepath did not write" },
    { 0 },
};

static int run(int argc, char **argv)
{
    study_job job;
    if (!study_begin(&job, &command_run, argc, argv))
        return job.args.status;
    const char *folder = args_value(&job.args, "output");
    if (args_has(&job.args, "json"))
        chp_show_json(job.outcome, job.diag, stdout);
    else if (job.study)
        chp_show_report(job.outcome, NULL, stdout); // messages follow, on stderr
    // what cannot be written is said in a message, and fails the command
    if (job.study && folder)
        (void)!chp_bundle_write(job.outcome, folder, args_has(&job.args, "force"),
                                job.diag);
    return study_end(&job);
}

const command command_run = {
    .name = "run",
    .arguments = "STUDY...",
    .what = "pathways, limiting potentials, selectivity: the report of a study",
    .example = "chepath run --temperature=300 examples/fe-n4",
    .options = options,
    .has_study_options = true,
    .reads_runs = true,
    .run = run,
};
