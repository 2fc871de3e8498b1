#include "render/beyond.h"

enum { STATE, MU, ALPHA, TERM, POINTS, LOW, HIGH, R2, WORST, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [STATE] = { "state", "state" },
    [MU] = { "μ", "mu", "e Å", 4 },
    [ALPHA] = { "α", "alpha", "e Å²/V", 4 },
    [TERM] = { "ΔG(F)", "field", "eV", 4 },
    [POINTS] = { "points", "n_points", .is_optional = true },
    [LOW] = { "F from", "F_min", "V/Å", 3, .is_optional = true },
    [HIGH] = { "to", "F_max", "V/Å", 3, .is_optional = true },
    [R2] = { "R²", "r_squared", .digits = 4, .is_optional = true },
    [WORST] = { "off by", "worst", "eV", 4, .is_optional = true },
};

table *table_of_responses(arena *a, const chp_catalyst *c)
{
    table *t = table_new(a, "States in an electric field", columns, N_COLUMNS);
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_field_response *r = c->states[i].response;
        if (!r)
            continue;
        cell *row = table_row(t);
        row[STATE] = cell_species(c->states[i].name);
        row[MU] = cell_number(r->mu_eA);
        row[ALPHA] = cell_number(r->alpha_eA2_V);
        row[TERM] = cell_fact(c->states[i].g.field_eV);
        if (r->n_points == 0)
            continue;
        row[POINTS] = cell_number((double)r->n_points);
        row[LOW] = cell_number(r->F_min_V_A);
        row[HIGH] = cell_number(r->F_max_V_A);
        row[R2] = cell_number(r->r_squared);
        row[WORST] = cell_number(r->worst_eV);
    }
    return t;
}
