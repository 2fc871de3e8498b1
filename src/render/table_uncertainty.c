#include "render/tables.h"

#include "render/words.h"

/* --- the limiting potential of each pathway ------------------------------------ */

enum {
    CATALYST,
    REACTION,
    PATHWAY,
    U_L,
    MEAN,
    MEDIAN,
    LOW,
    HIGH,
    BEYOND,
    BEST,
    N_COLUMNS
};

static const column columns[N_COLUMNS] = {
    [CATALYST] = { "catalyst", .is_only_data = true },
    [REACTION] = { "reaction" },
    [PATHWAY] = { "pathway" },
    [U_L] = { "U_L", NULL, NULL, 3 },
    [MEAN] = { "mean", NULL, "V", 3 },
    [MEDIAN] = { "median", NULL, "V", 3 },
    [LOW] = { "5 %", "low", "V", 3 },
    [HIGH] = { "95 %", "high", "V", 3 },
    [BEYOND] = { "P(U_L beyond)", "p_beyond_target", NULL, 3 },
    [BEST] = { "P(best)", "p_best_pathway", NULL, 3 },
};

static void add_profile(table *t, const chp_uncertain_profile *p)
{
    cell *row = table_row(t);
    row[CATALYST] = cell_text(p->catalyst);
    row[REACTION] = cell_text(p->reaction);
    row[PATHWAY] = cell_text(p->pathway);
    row[U_L] = cell_number(p->U_L_V);
    row[MEAN] = cell_number(p->mean_V);
    row[MEDIAN] = cell_number(p->median_V);
    row[LOW] = cell_number(p->low_V);
    row[HIGH] = cell_number(p->high_V);
    row[BEYOND] = cell_number(p->p_beyond_target);
    row[BEST] = cell_number(p->p_best_pathway);
}

table *table_of_uncertainty(arena *a, const chp_uncertainty *u, const char *catalyst,
                            chp_scale scale)
{
    column *own = arena_new(a, column, N_COLUMNS);
    memcpy(own, columns, sizeof columns);
    own[U_L].unit = scale_unit(scale);
    table *t = table_new(a, "How sure the limiting potentials are", own, N_COLUMNS);
    for (size_t i = 0; i < u->n_profiles; i++)
        if (!catalyst || strcmp(u->profiles[i].catalyst, catalyst) == 0)
            add_profile(t, &u->profiles[i]);
    return t;
}

/* --- which step limits --------------------------------------------------------- */

enum { OF_REACTION, OF_PATHWAY, STEP, P_PDS, N_PDS };

static const column pds_columns[N_PDS] = {
    [OF_REACTION] = { "reaction" },
    [OF_PATHWAY] = { "pathway" },
    [STEP] = { "step" },
    [P_PDS] = { "P(PDS)", "p_pds", NULL, 3 },
};

/* Steps that limit in no member are left out. */
static void add_steps(table *t, const chp_uncertain_profile *u, const chp_profile *p)
{
    for (size_t i = 0; i < u->n_steps; i++) {
        if (u->p_pds[i] <= 0)
            continue;
        cell *row = table_row(t);
        row[OF_REACTION] = cell_text(p->reaction);
        row[OF_PATHWAY] = cell_text(p->name);
        row[STEP] = cell_species(step_text(t->a, p->steps[i].from, p->steps[i].to));
        row[P_PDS] = cell_number(u->p_pds[i]);
    }
}

static const chp_profile *profile_of(const chp_catalyst *c,
                                     const chp_uncertain_profile *u)
{
    for (size_t i = 0; i < c->n_profiles; i++)
        if (strcmp(c->profiles[i].reaction, u->reaction) == 0 &&
            strcmp(c->profiles[i].name, u->pathway) == 0)
            return &c->profiles[i];
    return NULL;
}

table *table_of_likely_steps(arena *a, const chp_uncertainty *u, const chp_catalyst *c)
{
    table *t = table_new(a, "Which step limits", pds_columns, N_PDS);
    for (size_t i = 0; i < u->n_profiles; i++) {
        const chp_uncertain_profile *of = &u->profiles[i];
        const chp_profile *p =
            strcmp(of->catalyst, c->name) == 0 ? profile_of(c, of) : NULL;
        if (p)
            add_steps(t, of, p);
    }
    return t;
}

/* --- which catalyst is better -------------------------------------------------- */

enum { PAIR_REACTION, BETTER, WORSE, CONFIDENCE, N_PAIR };

static const column pair_columns[N_PAIR] = {
    [PAIR_REACTION] = { "reaction" },
    [BETTER] = { "better" },
    [WORSE] = { "worse" },
    [CONFIDENCE] = { "confidence", "confidence", NULL, 3 },
};

/* Each pair once, the likelier way round. */
table *table_of_rivals(arena *a, const chp_uncertainty *u)
{
    table *t = table_new(a, "Which catalyst is better", pair_columns, N_PAIR);
    for (size_t i = 0; i < u->n_pairs; i++) {
        const chp_uncertain_pair *p = &u->pairs[i];
        if (p->confidence < 0.5)
            continue;
        cell *row = table_row(t);
        row[PAIR_REACTION] = cell_text(p->reaction);
        row[BETTER] = cell_text(p->better);
        row[WORSE] = cell_text(p->worse);
        row[CONFIDENCE] = cell_number(p->confidence);
    }
    return t;
}
