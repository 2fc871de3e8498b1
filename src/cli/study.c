#include "cli/study.h"

#include <string.h>

static const char *const no_sources[] = { NULL };
static const chp_outcome nothing = { .T_K = 298.15, .sources = no_sources };

static bool is_study_option(const char *name)
{
    for (const chp_option_info *o = chp_options_list(); o->name; o++)
        if (strcmp(o->name, name) == 0)
            return true;
    return false;
}

static bool set_options(study_job *job)
{
    bool ok = true;
    for (size_t i = 0; i < job->args.n_given; i++) {
        const given *g = &job->args.given[i];
        if (!is_study_option(g->name))
            continue;
        ok = chp_options_set(job->options, g->name, g->value ? g->value : "yes",
                             (chp_where){ 0 }, job->diag) &&
             ok;
    }
    return ok;
}

int study_misused(study_job *job)
{
    study_end(job);
    return job->args.status = EXIT_USAGE;
}

bool study_options(study_job *job, const command *c, int argc, char **argv)
{
    *job = (study_job){ 0 };
    if (!args_read(&job->args, c, argc, argv))
        return false;
    job->options = chp_options_new();
    job->diag = chp_diag_new();
    bool ok = reading_begin(&job->reading, &job->args) && set_options(job);
    if (!ok)
        study_misused(job);
    return ok;
}

void study_load(study_job *job)
{
    job->study = chp_study_load(job->args.operands, job->args.n_operands, job->options,
                                &job->reading.options, job->diag);
    job->outcome = job->study ? chp_study_run(job->study, job->diag) : &nothing;
}

bool study_begin(study_job *job, const command *c, int argc, char **argv)
{
    bool ok = study_options(job, c, argc, argv);
    if (ok)
        study_load(job);
    return ok;
}

int study_end(study_job *job)
{
    fflush(stdout);
    int status = args_end(&job->args, job->diag);
    if (!job->study && status == EXIT_DONE)
        status = EXIT_FAILED;
    chp_study_free(job->study);
    chp_options_free(job->options);
    return status;
}
