/* Reaction files: what is installed, what stands in one, whether it is sound. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/args.h"

static const option options[] = {
    { 0, "check", NULL, "only tell whether each file is sound" },
    { 0, "draw", "FILE", "draw the network into a .svg, .pdf, .eps or .png file" },
    { 0, "equilibrium", NULL, "equilibrium potentials from tabulated thermochemistry" },
    { 'T', "temperature", "K", "for --equilibrium (298.15)" },
    { 0, "pH", "X", "for --equilibrium (0)" },
    { 0 },
};

typedef struct {
    size_t n;
    chp_reaction **at;
    bool are_all_sound;
} reactions;

static reactions load(const char *const *names, size_t n, chp_diag *diag)
{
    reactions r = { .at = calloc(n + 1, sizeof *r.at), .are_all_sound = true };
    if (!r.at)
        abort();
    for (size_t i = 0; i < n; i++) {
        chp_reaction *one = chp_reaction_load(names[i], diag);
        r.are_all_sound = r.are_all_sound && one;
        if (!one)
            continue;
        chp_reaction_check(one, diag);
        r.at[r.n++] = one;
    }
    return r;
}

/* Those that were named, or all that are installed. */
static reactions load_asked(const args *a, chp_diag *diag)
{
    if (a->n_operands > 0)
        return load(a->operands, a->n_operands, diag);
    const char **names = chp_reaction_names(diag);
    size_t n = 0;
    while (names[n])
        n++;
    reactions r = load(names, n, diag);
    chp_reaction_names_free(names);
    return r;
}

static void show_soundness(const reactions *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const chp_reaction *one = r->at[i];
        printf("%s: sound; %zu pathway%s, %zu steps, all balanced\n", one->path,
               one->n_pathways, one->n_pathways == 1 ? "" : "s", one->n_steps);
    }
}

static void show(const args *a, const reactions *r, const chp_diag *diag)
{
    const chp_reaction *const *list = (const chp_reaction *const *)r->at;
    if (args_has(a, "json"))
        chp_show_reactions_json(list, r->n, diag, stdout);
    else if (args_has(a, "check"))
        show_soundness(r);
    else if (a->n_operands == 0)
        chp_show_reactions(list, r->n, stdout);
    else
        for (size_t i = 0; i < r->n; i++) {
            if (i > 0)
                puts("");
            chp_show_reaction(list[i], stdout);
        }
}

static bool read_condition(const args *a, const char *name, double least, double most,
                           double *value)
{
    const char *text = args_value(a, name);
    if (!text)
        return true;
    char *end;
    *value = strtod(text, &end);
    if (end != text && *end == 0 && *value >= least && *value <= most)
        return true;
    args_misuse(a->command, "--%s takes a number from %g to %g, not '%s'", name, least,
                most, text);
    return false;
}

static bool show_equilibria(const args *a, const reactions *r, const chp_diag *diag)
{
    const chp_reaction *const *list = (const chp_reaction *const *)r->at;
    double T_K = 298.15, pH = 0;
    if (!read_condition(a, "temperature", 200, 1000, &T_K) ||
        !read_condition(a, "pH", -2, 16, &pH))
        return false;
    if (args_has(a, "json"))
        chp_show_equilibria_json(list, r->n, T_K, pH, diag, stdout);
    else
        chp_show_equilibria(list, r->n, T_K, pH, stdout);
    return true;
}

/* False: the command line makes no sense. */
static bool answer(const args *a, const reactions *r, chp_diag *diag)
{
    const char *drawing = args_value(a, "draw");
    if (drawing && a->n_operands != 1) {
        args_misuse(a->command, "--draw draws one reaction: name it");
        return false;
    }
    if (args_has(a, "equilibrium"))
        return show_equilibria(a, r, diag);
    if (!drawing)
        show(a, r, diag);
    else if (r->n == 1 && chp_draw_reaction(r->at[0], drawing, diag))
        printf("%s\n", drawing);
    return true;
}

static int run(int argc, char **argv)
{
    args a;
    if (!args_read(&a, &command_pathways, argc, argv))
        return a.status;
    chp_diag *diag = args_diag(&a);
    reactions r = load_asked(&a, diag);
    bool is_understood = answer(&a, &r, diag);
    fflush(stdout);
    int status = args_end(&a, diag);
    if (!is_understood)
        status = EXIT_USAGE;
    else if (!r.are_all_sound)
        status = EXIT_FAILED; // also when --allow lowered the error
    for (size_t i = 0; i < r.n; i++)
        chp_reaction_free(r.at[i]);
    free(r.at);
    return status;
}

const command command_pathways = {
    .name = "pathways",
    .arguments = "[NAME or FILE...]",
    .what = "list, show, draw and check reaction files",
    .example = "chepath pathways nrr",
    .options = options,
    .run = run,
};
