#include <stdio.h>

#include "cli/reading.h"

static const option options[] = {
    { 0, "steps", NULL, "the energy of each ionic step, too" },
    { 0 },
};

static int run(int argc, char **argv)
{
    args a;
    reading r;
    if (!args_read(&a, &command_read, argc, argv))
        return a.status;
    if (!reading_begin(&r, &a)) {
        args_free(&a);
        return EXIT_USAGE;
    }
    r.options.keep_steps = args_has(&a, "steps");
    r.options.is_brief = !args_has(&a, "json");
    chp_diag *diag = args_diag(&a);
    chp_runs *runs = chp_runs_read(a.operands, a.n_operands, &r.options, diag);
    for (size_t i = 0; i < chp_runs_count(runs); i++)
        chp_diag_merge(diag, chp_runs_get(runs, i)->diag);
    if (args_has(&a, "json"))
        chp_show_runs_json(runs, stdout);
    else
        chp_show_runs(runs, r.options.keep_steps, stdout);
    fflush(stdout);
    int status = args_end(&a, diag);
    chp_runs_free(runs);
    return status;
}

const command command_read = {
    .name = "read",
    .arguments = "RUN...",
    .what = "what each calculation says",
    .example = "chepath read examples/fe-n4/Fe-N4/NNH examples/fe-n4/gas/N2/OUTCAR",
    .options = options,
    .reads_runs = true,
    .run = run,
};
