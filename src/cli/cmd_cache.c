#include <stdio.h>
#include <string.h>

#include "cli/args.h"

static const option options[] = {
    { 0, "cache", "FILE", "another one than the user's own" },
    { 0 },
};

static const struct {
    const char *word;
    chp_cache_task task;
} tasks[] = {
    { "info", CHP_CACHE_INFO },
    { "clear", CHP_CACHE_CLEAR },
    { "check", CHP_CACHE_CHECK },
};

static bool find_task(const args *a, chp_cache_task *out)
{
    for (size_t i = 0; a->n_operands == 1 && i < sizeof tasks / sizeof *tasks; i++)
        if (strcmp(a->operands[0], tasks[i].word) == 0) {
            *out = tasks[i].task;
            return true;
        }
    return false;
}

static void print_json(const chp_cache_state *s)
{
    printf("{\"schema\": 1, \"file\": \"");
    for (const char *c = s->file; *c; c++)
        printf(strchr("\"\\", *c)        ? "\\%c"
               : (unsigned char)*c < ' ' ? "\\u%04x"
                                         : "%c",
               *c);
    printf("\", \"n_bytes\": %llu, \"n_current\": %zu, \"n_stale\": %zu, "
           "\"n_foreign\": %zu, \"n_damaged\": %zu}\n",
           s->n_bytes, s->n_current, s->n_stale, s->n_foreign, s->n_damaged);
}

static void print_text(const chp_cache_state *s, chp_cache_task task)
{
    printf("%s\n", s->file);
    if (task == CHP_CACHE_CLEAR) {
        puts("  is empty now");
        return;
    }
    printf("  %9.1f kB\n", (double)s->n_bytes / 1000);
    printf("  %9zu runs as their files are now\n", s->n_current);
    printf("  %9zu whose files have changed or gone\n", s->n_stale);
    printf("  %9zu written by another version\n", s->n_foreign);
    printf("  %9zu damaged\n", s->n_damaged);
    size_t n_useless = s->n_stale + s->n_foreign + s->n_damaged;
    if (n_useless > 0)
        puts(task == CHP_CACHE_CHECK
                 ? "What is of no use was taken away."
                 : "chepath cache check takes away what is of no use.");
}

static int run(int argc, char **argv)
{
    args a;
    chp_cache_task task;
    chp_cache_state state;
    if (!args_read(&a, &command_cache, argc, argv))
        return a.status;
    if (!find_task(&a, &task)) {
        args_free(&a);
        return args_misuse(&command_cache, "one of info, clear, check is needed");
    }
    chp_diag *diag = args_diag(&a);
    const char *file = args_value(&a, "cache");
    if (chp_cache_keep(file ? file : "", task, &state, diag)) {
        if (args_has(&a, "json"))
            print_json(&state);
        else
            print_text(&state, task);
    }
    return args_end(&a, diag);
}

const command command_cache = {
    .name = "cache",
    .arguments = "info|clear|check",
    .what = "info, clear or check the cache of read runs",
    .example = "chepath cache info",
    .options = options,
    .run = run,
};
