#include "render/beyond.h"

#include <math.h>

#include "render/words.h"

/* --- states at constant potential ---------------------------------------------- */

enum { STATE, OMEGA, U0, C, C_AREA, C_SLOPE, R2, WORST, N_STATE };

static const column state_columns[N_STATE] = {
    [STATE] = { "state" },
    [OMEGA] = { "Ω0", "omega0", "eV", 4 },
    [U0] = { "U0", "U0", "V vs SHE", 3 },
    [C] = { "C", "capacitance", "e/V", 3 },
    [C_AREA] = { "C", "capacitance_area", "µF/cm²", 1, .is_optional = true },
    [C_SLOPE] = { "C'", "capacitance_slope", "e/V²", 3, .is_optional = true },
    [R2] = { "R²", "r_squared", NULL, 5, .is_optional = true },
    [WORST] = { "worst", "worst", "eV", 4, .is_optional = true },
};

table *table_of_omegas(arena *a, const chp_catalyst *c)
{
    table *t = table_new(a, "Grand potentials", state_columns, N_STATE);
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (!s->omega)
            continue;
        cell *row = table_row(t);
        row[STATE] = cell_species(s->name);
        row[OMEGA] = cell_number(s->omega->omega0_eV);
        row[U0] = cell_number(s->omega->U0_V);
        row[C] = cell_number(s->omega->capacitance_e_V);
        if (s->omega->capacitance_slope_e_V2 != 0)
            row[C_SLOPE] = cell_number(s->omega->capacitance_slope_e_V2);
        if (s->area_A2 > 0)
            row[C_AREA] = cell_number(
                chp_capacitance_uF_cm2(s->omega->capacitance_e_V, s->area_A2));
        if (!isfinite(s->omega->U_min_V)) // it was given, not fitted
            continue;
        row[R2] = cell_number(s->omega->r_squared);
        row[WORST] = cell_number(s->omega->worst_eV);
    }
    return t;
}

/* --- steps, beside those of CHE ------------------------------------------------ */

enum { FROM, ARROW, TO, N_BEFORE };

enum { MOST_POTENTIALS = 3 }; // each has two columns

static const column *step_columns(arena *a, const chp_profile *p, const size_t *shown,
                                  size_t n)
{
    column *own = arena_new(a, column, N_BEFORE + 2 * n);
    own[FROM].title = own[FROM].key = "from";
    own[ARROW].title = own[ARROW].key = "";
    own[TO].title = own[TO].key = "to";
    for (size_t i = 0; i < n; i++) {
        const char *U = potential_text(a, &p->at[shown[i]]);
        own[N_BEFORE + 2 * i] = (column){ .title = arena_print(a, "CHE(%s)", U),
                                          .unit = "eV",
                                          .digits = 3 };
        own[N_BEFORE + 2 * i + 1] =
            (column){ .title = arena_print(a, "Ω(%s)", U), .unit = "eV", .digits = 3 };
    }
    return own;
}

table *table_of_constant(arena *a, const chp_profile *p, chp_scale scale)
{
    size_t shown[MOST_POTENTIALS];
    size_t n = potentials_shown(p, MOST_POTENTIALS, shown);
    const char *caption = arena_print(a, "%s, %s at constant potential; U in %s",
                                      p->reaction, p->name, scale_unit(scale));
    table *t = table_new(a, caption, step_columns(a, p, shown, n), N_BEFORE + 2 * n);
    for (size_t i = 0; i < p->n_steps; i++) {
        cell *row = table_row(t);
        row[FROM] = cell_species(p->steps[i].from);
        row[ARROW] = cell_text("→");
        row[TO] = cell_species(p->steps[i].to);
        for (size_t k = 0; k < n; k++) {
            row[N_BEFORE + 2 * k] = cell_number(p->steps[i].dG_eV[shown[k]]);
            row[N_BEFORE + 2 * k + 1] =
                cell_number(p->constant->dG_eV[i * p->n_potentials + shown[k]]);
        }
    }
    return t;
}
