#include "render/tables.h"

#include <math.h>

#include "render/words.h"

/* --- the pathways side by side ------------------------------------------------ */

enum { CATALYST, REACTION, PATHWAY, U_L, PDS, PDS_DG, ETA, PCS, PCS_DG, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [CATALYST] = { "catalyst", .is_optional = true },
    [REACTION] = { "reaction" },
    [PATHWAY] = { "pathway" },
    [U_L] = { "U_L", NULL, "V", 3 },
    [PDS] = { "PDS", .is_optional = true },
    [PDS_DG] = { "ΔG(PDS)", "dG_PDS", "eV", 3, .is_only_data = true },
    [ETA] = { "η", "eta", "V", 3, .is_optional = true },
    [PCS] = { "PCS", .is_only_data = true },
    [PCS_DG] = { "ΔG(PCS)", "dG_PCS", "eV", 3, .is_optional = true },
};

static void add_pathway(table *t, const chp_catalyst *c, const chp_profile *p)
{
    cell *row = table_row(t);
    row[CATALYST] = cell_text(c ? catalyst_title(c) : NULL);
    row[REACTION] = cell_text(p->reaction);
    row[PATHWAY] = cell_text(p->name);
    if (!p->is_complete) {
        row[PDS] = cell_text("not complete");
        return;
    }
    if (p->has_limit) {
        const chp_profile_step *s = &p->steps[p->pds];
        row[U_L] = cell_number(p->U_L_V);
        row[PDS] = cell_species(step_text(t->a, s->from, s->to));
        row[PDS_DG] = cell_number(s->dG0_eV);
    }
    if (p->has_limit && p->U_eq_V.known)
        row[ETA] = cell_number(p->eta_V);
    if (p->has_chemical) {
        const chp_profile_step *s = &p->steps[p->pcs];
        row[PCS] = cell_species(step_text(t->a, s->from, s->to));
        row[PCS_DG] = cell_number(p->dG_chem_eV);
    }
}

/* The columns with the scale of the study on the one that holds potentials. */
static column *with_scale(arena *a, const column *plain, size_t n, size_t i_U,
                          chp_scale scale)
{
    column *own = arena_new(a, column, n);
    memcpy(own, plain, n * sizeof *own);
    own[i_U].unit = scale_unit(scale);
    return own;
}

table *table_of_pathways(arena *a, const chp_outcome *outcome, const chp_catalyst *only)
{
    const column *own = with_scale(a, columns, N_COLUMNS, U_L, outcome->scale);
    bool is_one = only || outcome->n_catalysts == 1;
    table *t = table_new(a, "Pathways", own, N_COLUMNS);
    for (size_t i = 0; i < outcome->n_catalysts; i++) {
        const chp_catalyst *c = &outcome->catalysts[i];
        for (size_t j = 0; j < c->n_profiles && (!only || only == c); j++)
            add_pathway(t, is_one ? NULL : c, &c->profiles[j]);
    }
    return t;
}

/* --- what a search found ------------------------------------------------------ */

enum {
    RANK,
    PATH_OBJECTIVE,
    PATH_U_L,
    PATH_PDS,
    PATH_DG,
    PATH_CHEM,
    PATH_NAME,
    PATH_STATES,
    N_PATH
};

static const column path_columns[N_PATH] = {
    [RANK] = { "rank" },
    [PATH_OBJECTIVE] = { NULL, "objective", "eV", 3, .is_optional = true },
    [PATH_U_L] = { "U_L", NULL, "V", 3 },
    [PATH_PDS] = { "PDS" },
    [PATH_DG] = { "ΔG(U=0)", "dG_PDS", "eV", 3, .is_only_data = true },
    [PATH_CHEM] = { "ΔG(PCS)", "dG_PCS", "eV", 3 },
    [PATH_NAME] = { "pathway" },
    [PATH_STATES] = { "through", "states", .may_be_cut = true },
};

/* The ends are the same for all, and *NH3 or *NH2 nearly so. */
static const char *states_text(arena *a, const chp_path *p)
{
    return p->n_states > 2 ? arena_list(a, p->state + 1, p->n_states - 2, " ") : "";
}

table *table_of_paths(arena *a, const chp_search *search, chp_scale scale)
{
    const char *caption = arena_print(a, "Best paths of %s", search->reaction);
    column *own = with_scale(a, path_columns, N_PATH, PATH_U_L, scale);
    bool is_U_L = strcmp(search->objective, "U_L") == 0; // has a column of its own
    own[PATH_OBJECTIVE].title = objective_text(a, search);
    table *t = table_new(a, caption, own, N_PATH);
    for (size_t i = 0; i < search->n_paths; i++) {
        const chp_path *p = &search->paths[i];
        cell *row = table_row(t);
        row[RANK] = cell_number((double)(i + 1));
        if (!is_U_L)
            row[PATH_OBJECTIVE] = cell_number(p->objective_eV);
        row[PATH_U_L] = cell_number(p->U_L_V);
        row[PATH_PDS] = cell_species(step_text(a, p->pds_from, p->pds_to));
        row[PATH_DG] = cell_number(p->pds_eV);
        if (p->has_chemical)
            row[PATH_CHEM] = cell_number(p->dG_chem_eV);
        row[PATH_NAME] = cell_text(p->name ? p->name : "hybrid");
        row[PATH_STATES] = cell_species(states_text(a, p));
    }
    return t;
}

/* --- how much other choices matter --------------------------------------------- */

/* A line for each pathway. People see how far U_L goes; in the data each choice has a
 * column. */
enum { S_REACTION, S_PATHWAY, S_LOW, S_HIGH, S_SAME, S_OTHER, N_BEFORE };

static size_t position(const char *const *names, size_t n, const char *name)
{
    size_t i = 0;
    while (i < n && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static size_t policies_of(arena *a, const chp_catalyst *c, const char ***policies)
{
    size_t n = 0;
    *policies = arena_new(a, const char *, c->n_sensitivities + 1);
    for (size_t i = 0; i < c->n_sensitivities; i++)
        if (position(*policies, n, c->sensitivities[i].policy) == n)
            (*policies)[n++] = c->sensitivities[i].policy;
    return n;
}

static bool is_same_pathway(const chp_sensitivity *x, const chp_sensitivity *y)
{
    return strcmp(x->reaction, y->reaction) == 0 && strcmp(x->pathway, y->pathway) == 0;
}

static const column *policy_columns(arena *a, const char *const *policies, size_t n,
                                    chp_scale scale)
{
    const char *unit = scale_unit(scale);
    column *own = arena_new(a, column, N_BEFORE + n);
    own[S_REACTION].title = "reaction";
    own[S_PATHWAY].title = "pathway";
    own[S_LOW] =
        (column){ .title = "lowest U_L", .key = "low", .unit = unit, .digits = 3 };
    own[S_HIGH] =
        (column){ .title = "highest U_L", .key = "high", .unit = unit, .digits = 3 };
    own[S_SAME] = (column){ .title = "same PDS", .key = "same_pds" };
    own[S_OTHER] =
        (column){ .title = "other PDS with", .key = "other_pds", .is_optional = true };
    for (size_t i = 0; i < n; i++)
        own[N_BEFORE + i] = (column){
            .title = policies[i], .unit = unit, .digits = 3, .is_only_data = true
        };
    return own;
}

static const chp_profile *profile_of(const chp_catalyst *c, const chp_sensitivity *s)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (strcmp(c->profiles[i].reaction, s->reaction) == 0 &&
            strcmp(c->profiles[i].name, s->pathway) == 0)
            return &c->profiles[i];
    return NULL;
}

static bool has_pds_of(const chp_sensitivity *s, const chp_profile *p)
{
    return !p || !p->is_complete || !s->pds_from ||
           (strcmp(s->pds_from, p->steps[p->pds].from) == 0 &&
            strcmp(s->pds_to, p->steps[p->pds].to) == 0);
}

/* The choices of one pathway stand side by side; returns how many. */
static size_t add_choices(table *t, const chp_catalyst *c, size_t first,
                          const char *const *policies, size_t n_policies)
{
    const chp_sensitivity *s = &c->sensitivities[first];
    const chp_profile *p = profile_of(c, s);
    double low_V = s->U_L_V, high_V = s->U_L_V;
    size_t n = 0, n_same = 0;
    const char *others = NULL;
    cell *row = table_row(t);
    for (; first + n < c->n_sensitivities && is_same_pathway(s, &s[n]); n++) {
        low_V = fmin(low_V, s[n].U_L_V);
        high_V = fmax(high_V, s[n].U_L_V);
        row[N_BEFORE + position(policies, n_policies, s[n].policy)] =
            cell_number(s[n].U_L_V);
        if (has_pds_of(&s[n], p))
            n_same++;
        else
            others = arena_append(t->a, others, ", ", "%s", s[n].policy);
    }
    row[S_REACTION] = cell_text(s->reaction);
    row[S_PATHWAY] = cell_text(s->pathway);
    row[S_LOW] = cell_number(low_V);
    row[S_HIGH] = cell_number(high_V);
    row[S_SAME] = cell_text(arena_print(t->a, "%zu of %zu", n_same, n));
    row[S_OTHER] = cell_text(others);
    return n;
}

table *table_of_sensitivities(arena *a, const chp_catalyst *c, chp_scale scale)
{
    const char **policies;
    size_t n = policies_of(a, c, &policies);
    table *t = table_new(a, "U_L under other choices",
                         policy_columns(a, policies, n, scale), N_BEFORE + n);
    for (size_t i = 0; i < c->n_sensitivities;)
        i += add_choices(t, c, i, policies, n);
    return t;
}
