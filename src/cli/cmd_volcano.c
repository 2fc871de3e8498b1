#include "cli/study.h"

static const option options[] = {
    { 0, "x", "STATE|COLUMN",
      "descriptor: a free energy, or a column of the table (that of the reaction)" },
    { 0, "y", "STATE|COLUMN", "a second one: maps in place of volcanoes (none)" },
    { 0, "samples", "N", "draws behind the 5 to 95 % band (2000)" },
    { 0, "seed", "N", "of these draws (1)" },
    { 'o', "output", "DIR", "write tables and figures of each volcano into DIR" },
    { 0, "force", NULL, "with -o: replace files that chepath did not write" },
    { 0 },
};

static bool read_options(const args *a, chp_volcano_options *o)
{
    long samples, seed;
    if (!args_count(a, "samples", 10, 1000000, (long)o->n_samples, &samples) ||
        !args_count(a, "seed", 0, 1000000000, (long)o->seed, &seed))
        return false;
    o->n_samples = (size_t)samples;
    o->seed = (uint64_t)seed;
    if (args_has(a, "x"))
        o->descriptor = args_value(a, "x");
    if (args_has(a, "y"))
        o->second = args_value(a, "y");
    return true;
}

static void show(const study_job *job, const chp_volcanoes *v)
{
    const char *folder = args_value(&job->args, "output");
    if (args_has(&job->args, "json"))
        chp_show_volcanoes_json(v, job->diag, stdout);
    else if (v)
        chp_show_volcanoes(v, job->outcome, stdout);
    if (v && folder) // what cannot be written is said in a message
        (void)!chp_volcanoes_write(v, job->outcome, folder,
                                   args_has(&job->args, "force"), job->diag);
}

static void show_maps(const study_job *job, const chp_maps *m)
{
    const char *folder = args_value(&job->args, "output");
    if (args_has(&job->args, "json"))
        chp_show_maps_json(m, job->diag, stdout);
    else if (m)
        chp_show_maps(m, job->outcome, stdout);
    if (m && folder)
        (void)!chp_maps_write(m, job->outcome, folder, args_has(&job->args, "force"),
                              job->diag);
}

static void run_volcanoes(const study_job *job, const chp_volcano_options *o)
{
    chp_volcanoes *v = job->study ? chp_volcano_fit(job->outcome, o, job->diag) : NULL;
    show(job, v);
    chp_volcano_free(v);
}

static void run_maps(const study_job *job, const chp_volcano_options *o)
{
    chp_maps *m = job->study ? chp_map_fit(job->outcome, o, job->diag) : NULL;
    show_maps(job, m);
    chp_map_free(m);
}

static int run(int argc, char **argv)
{
    study_job job;
    if (!study_options(&job, &command_volcano, argc, argv))
        return job.args.status;
    chp_volcano_options o = chp_volcano_defaults();
    if (!read_options(&job.args, &o))
        return study_misused(&job);
    study_load(&job);
    if (o.second)
        run_maps(&job, &o);
    else
        run_volcanoes(&job, &o);
    return study_end(&job);
}

const command command_volcano = {
    .name = "volcano",
    .arguments = "STUDY...",
    .what = "scaling relations, and the volcano that they make",
    .example =
        "chepath volcano --assume-zero=ZPE,thermal,TS examples/cu-ni/energies.csv",
    .options = options,
    .has_study_options = true,
    .reads_runs = true,
    .run = run,
};
