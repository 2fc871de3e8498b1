#include "render/tables.h"

#include "render/words.h"

/* --- the best of each ----------------------------------------------------------- */

enum { CATALYST, PATHWAY, U_L, ETA, PDS, PDS_DG, PCS, PCS_DG, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [CATALYST] = { "catalyst" },
    [PATHWAY] = { "best pathway", "pathway" },
    [U_L] = { "U_L", NULL, "V", 3 },
    [ETA] = { "η", "eta", "V", 3, .is_optional = true },
    [PDS] = { "PDS" },
    [PDS_DG] = { "ΔG(PDS)", "dG_PDS", "eV", 3, .is_only_data = true },
    [PCS] = { "PCS", .is_only_data = true },
    [PCS_DG] = { "ΔG(PCS)", "dG_PCS", "eV", 3, .is_optional = true },
};

static void add_best(table *t, const chp_catalyst *c, const chp_profile *best)
{
    cell *row = table_row(t);
    row[CATALYST] = cell_text(catalyst_title(c));
    if (!best)
        return;
    const chp_profile_step *pds = &best->steps[best->pds];
    row[PATHWAY] = cell_text(best->name);
    row[U_L] = cell_number(best->U_L_V);
    if (best->U_eq_V.known)
        row[ETA] = cell_number(best->eta_V);
    row[PDS] = cell_species(step_text(t->a, pds->from, pds->to));
    row[PDS_DG] = cell_number(pds->dG0_eV);
    if (best->has_chemical) {
        const chp_profile_step *pcs = &best->steps[best->pcs];
        row[PCS] = cell_species(step_text(t->a, pcs->from, pcs->to));
        row[PCS_DG] = cell_number(best->dG_chem_eV);
    }
}

table *table_of_catalysts(arena *a, const chp_outcome *outcome)
{
    const char *reaction = main_reaction(outcome);
    column *own = arena_new(a, column, N_COLUMNS);
    memcpy(own, columns, sizeof columns);
    own[U_L].unit = scale_unit(outcome->scale);
    table *t = table_new(a, "The best pathway of each catalyst", own, N_COLUMNS);
    for (size_t i = 0; i < outcome->n_catalysts && reaction; i++) {
        const chp_catalyst *c = &outcome->catalysts[i];
        add_best(t, c, best_profile(c, reaction));
    }
    return t;
}

/* --- HER against it --------------------------------------------------------------- */

enum { NAME, DG_H, HER_U_L, LEAD, N2_H, NNH_H, CROSSING, RATIO, N_COMPETITION };

static const column competition_columns[N_COMPETITION] = {
    [NAME] = { "catalyst" },
    [DG_H] = { "ΔG(*H)", "dG_H", "eV", 3 },
    [HER_U_L] = { "U_L(HER)", "U_L_HER", "V", 3 },
    [LEAD] = { "U_L - U_L(HER)", "U_L_minus_U_L_HER", "V", 3 },
    [N2_H] = { "ΔG(*N2)-ΔG(*H)", "dG_N2_minus_dG_H", "eV", 3 },
    [NNH_H] = { "ΔG(*NNH)-ΔG(*H)", "dG_NNH_minus_dG_H", "eV", 3 },
    [CROSSING] = { "U(*H = *N2)", "U_crossover", "V", 3 },
    [RATIO] = { "Boltzmann ratio", "boltzmann_ratio", .is_only_data = true },
};

table *table_of_competition(arena *a, const chp_outcome *outcome)
{
    column *own = arena_new(a, column, N_COMPETITION);
    memcpy(own, competition_columns, sizeof competition_columns);
    own[HER_U_L].unit = scale_unit(outcome->scale);
    own[CROSSING].unit = scale_unit(outcome->scale);
    table *t = table_new(a, "HER against it", own, N_COMPETITION);
    for (size_t i = 0; i < outcome->n_catalysts; i++) {
        const chp_catalyst *c = &outcome->catalysts[i];
        const chp_selectivity *s = &c->selectivity;
        if (!c->dG_H_eV.known)
            continue;
        cell *row = table_row(t);
        row[NAME] = cell_text(catalyst_title(c));
        row[DG_H] = cell_fact(c->dG_H_eV);
        row[HER_U_L] = cell_fact(c->U_L_HER_V);
        row[LEAD] = cell_fact(s->U_L_NRR_minus_U_L_HER_V);
        row[N2_H] = cell_fact(s->dG_N2_minus_dG_H_eV);
        row[NNH_H] = cell_fact(s->dG_NNH_minus_dG_H_eV);
        row[CROSSING] = cell_fact(s->U_crossover_V);
        row[RATIO] = cell_fact(s->boltzmann_ratio);
    }
    return t;
}
