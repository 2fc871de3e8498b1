#include "cli/study.h"

static const option options[] = {
    { 'o', "output", "DIR", "write report, tables, figures and sources into DIR" },
    { 0, "force", NULL, "with -o: replace files that chepath did not write" },
    { 0, "sigma", "NAME=EV[,...]",
      "how sure U_L is, with these errors: N2, NH3, H2, gas, adsorbate, state (BEEF)" },
    { 0, "samples", "N", "members drawn from the errors of --sigma (2000)" },
    { 0, "seed", "N", "of these draws (1)" },
    { 0, "target", "V", "with --sigma: how likely is a better U_L than this (-0.5)" },
    { 0 },
};

/* False after a message on standard error. */
static bool read_uncertainty(const args *a, chp_uncertainty_options *o)
{
    long samples, seed;
    if (!args_count(a, "samples", 10, 1000000, (long)o->n_samples, &samples) ||
        !args_count(a, "seed", 0, 1000000000, (long)o->seed, &seed) ||
        !args_number(a, "target", -20, 20, o->target_V, &o->target_V))
        return false;
    o->n_samples = (size_t)samples;
    o->seed = (uint64_t)seed;
    if (!args_has(a, "sigma") || chp_uncertainty_set(o, args_value(a, "sigma")))
        return true;
    args_misuse(a->command,
                "--sigma=%s is no list such as N2=0.15,adsorbate=0.1 of N2, NH3, H2, "
                "gas, adsorbate, state and their errors in eV",
                args_value(a, "sigma"));
    return false;
}

/* Asked for by --sigma; and where every run has an ensemble, it is there to be used. */
static const chp_uncertainty *uncertainty_of(const study_job *job,
                                             const chp_uncertainty_options *o)
{
    if (!job->study)
        return NULL;
    if (!args_has(&job->args, "sigma") && !chp_uncertainty_has_ensemble(job->outcome)) {
        chp_uncertainty_note_gaps(job->outcome, job->diag);
        return NULL;
    }
    return chp_uncertainty_of(job->outcome, o, job->diag);
}

/* A target where there are no errors; told on standard error. */
static bool is_in_vain(const study_job *job)
{
    const args *a = &job->args;
    return args_has(a, "target") && !args_has(a, "sigma") && job->study &&
           !chp_uncertainty_has_ensemble(job->outcome) &&
           args_misuse(a->command, "--target needs --sigma: no ensembles are here");
}

static void show(study_job *job)
{
    const char *folder = args_value(&job->args, "output");
    if (args_has(&job->args, "json"))
        chp_show_json(job->outcome, job->diag, stdout);
    else if (job->study)
        chp_show_report(job->outcome, NULL, stdout); // messages follow, on stderr
    // what cannot be written is said in a message, and fails the command
    if (job->study && folder)
        (void)!chp_bundle_write(job->outcome, folder, args_has(&job->args, "force"),
                                job->diag);
}

static int run(int argc, char **argv)
{
    study_job job;
    if (!study_options(&job, &command_run, argc, argv))
        return job.args.status;
    chp_uncertainty_options options_of = chp_uncertainty_defaults();
    if (!read_uncertainty(&job.args, &options_of))
        return study_misused(&job);
    study_load(&job);
    if (is_in_vain(&job))
        return study_misused(&job);
    const chp_uncertainty *u = uncertainty_of(&job, &options_of);
    chp_outcome with = { 0 };
    if (job.outcome) {
        with = *job.outcome;
        with.uncertainty = u;
        job.outcome = &with;
    }
    show(&job);
    int status = study_end(&job);
    chp_uncertainty_free(u);
    return status;
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
