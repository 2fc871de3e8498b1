#include "render/tables.h"

#include "base/number.h"

/* Gases and adsorbates share their columns, so that the two tables of a report and
 * the one of states.csv read alike. */
enum {
    CATALYST,
    STATE,
    E,
    ZPE,
    THERMAL,
    TS,
    PRESSURE,
    CORRECTION,
    SOLVATION,
    FIELD,
    USER,
    G,
    DG,
    GIVEN_G,
    GIVEN_DG,
    N_MODES,
    N_IMAGINARY,
    MAGNETIZATION,
    MODES,
    THERMO,
    SOURCE,
    MODES_SOURCE,
    N_COLUMNS
};

static const column columns[N_COLUMNS] = {
    [CATALYST] = { "catalyst", "catalyst", .is_only_data = true },
    [STATE] = { "state", "state" },
    [E] = { "E", "E", "eV", 4, .is_optional = true },
    [ZPE] = { "ZPE", "ZPE", "eV", 3, .is_optional = true },
    [THERMAL] = { "∫C_p dT", "thermal", "eV", 3, .is_optional = true },
    [TS] = { "TS", "TS", "eV", 3, .is_optional = true },
    [PRESSURE] = { "kT ln p", "pressure", "eV", 3, .is_optional = true },
    [CORRECTION] = { "gas corr.", "gas correction", "eV", 3, .is_optional = true },
    [SOLVATION] = { "solv.", "solvation", "eV", 3, .is_optional = true },
    [FIELD] = { "field", "field", "eV", 3, .is_optional = true },
    [USER] = { "user", "user", "eV", 3, .is_optional = true },
    [G] = { "G", "G_total", "eV", 4, .is_optional = true },
    [DG] = { "ΔG", "dG_at_0V", "eV", 3, .is_optional = true },
    [GIVEN_G] = { "G", "G", "eV", .is_only_data = true },
    [GIVEN_DG] = { "dG", "dG", "eV", .is_only_data = true },
    [N_MODES] = { "modes", "n_modes", .is_optional = true },
    [N_IMAGINARY] = { "imag.", "n_imaginary", .is_optional = true },
    [MAGNETIZATION] = { "M", "magnetization_muB", .is_only_data = true },
    [MODES] = { "modes", "modes", .is_only_data = true },
    [THERMO] = { "thermochemistry", "thermochemistry", .is_only_data = true },
    [SOURCE] = { "source", "source", .is_optional = true, .may_shrink = true },
    [MODES_SOURCE] = { "modes source", "modes_source", .is_only_data = true },
};

/* A term that is exactly zero tells a reader nothing; it stays in the data. */
static cell cell_term(chp_fact fact)
{
    return fact.known && fact.value != 0 ? cell_number(fact.value) : (cell){ 0 };
}

static const char *mode_list(arena *a, const chp_state *s)
{
    const char *list = s->has_modes ? "" : NULL;
    for (size_t i = 0; i < s->n_modes && s->has_modes; i++)
        list = arena_append(a, list, ";", "%s", number_exact(s->mode_cm1[i]).at);
    return list;
}

static void add_state(table *t, const chp_state *s)
{
    const chp_free_energy *g = &s->g;
    cell *row = table_row(t);
    row[STATE] = cell_species(s->name);
    row[E] = cell_fact(g->E_eV);
    row[ZPE] = cell_fact(g->ZPE_eV);
    row[THERMAL] = cell_fact(g->thermal_eV);
    row[TS] = cell_fact(g->TS_eV);
    row[PRESSURE] = cell_term(g->pressure_eV);
    row[CORRECTION] = cell_term(g->correction_eV);
    row[SOLVATION] = cell_term(g->solvation_eV);
    row[FIELD] = cell_term(g->field_eV);
    row[USER] = cell_term(g->user_eV);
    row[G] = cell_fact(g->G_eV);
    row[DG] = cell_fact(s->dG_eV);
    if (!g->E_eV.known) { // where states.csv is read again, these stand for E
        row[GIVEN_G] = cell_fact(g->G_eV);
        row[GIVEN_DG] = g->G_eV.known ? (cell){ 0 } : cell_fact(s->dG_eV);
    }
    if (s->has_modes)
        row[N_MODES] = cell_number((double)s->n_modes);
    if (s->n_imaginary > 0)
        row[N_IMAGINARY] = cell_number((double)s->n_imaginary);
    row[MAGNETIZATION] = cell_fact(s->magnetization_muB);
    row[MODES] = cell_text(mode_list(t->a, s));
    row[THERMO] = cell_text(s->thermo_source);
    row[SOURCE] = cell_text(s->source);
    row[MODES_SOURCE] = cell_text(s->modes_source);
}

table *table_of_states(arena *a, const chp_catalyst *catalyst)
{
    table *t = table_new(a, "States", columns, N_COLUMNS);
    for (size_t i = 0; i < catalyst->n_states; i++)
        add_state(t, &catalyst->states[i]);
    return t;
}

table *table_of_gases(arena *a, const chp_outcome *outcome)
{
    table *t = table_new(a, "Gases", columns, N_COLUMNS);
    for (size_t i = 0; i < outcome->n_gases; i++)
        add_state(t, &outcome->gases[i]);
    return t;
}

table *table_of_bulk(arena *a, const chp_catalyst *catalyst)
{
    table *t = table_new(a, "Crystals, per formula unit", columns, N_COLUMNS);
    for (size_t i = 0; i < catalyst->n_bulk; i++)
        add_state(t, &catalyst->bulk[i]);
    return t;
}

static void add_bulk(table *t, const chp_catalyst *c)
{
    for (size_t i = 0; i < c->n_bulk; i++) {
        add_state(t, &c->bulk[i]);
        cell *row = t->rows[t->n_rows - 1];
        row[CATALYST] = cell_text(c->name);
        row[STATE] = cell_text(arena_print(t->a, "bulk(%s)", c->bulk[i].name));
    }
}

table *table_of_all_states(arena *a, const chp_outcome *outcome)
{
    table *t = table_of_gases(a, outcome);
    for (size_t i = 0; i < t->n_rows; i++)
        t->rows[i][STATE].text = arena_print(a, "%s(g)", t->rows[i][STATE].text);
    for (size_t i = 0; i < outcome->n_catalysts; i++) {
        const chp_catalyst *c = &outcome->catalysts[i];
        for (size_t j = 0; j < c->n_states; j++) {
            add_state(t, &c->states[j]);
            t->rows[t->n_rows - 1][CATALYST] = cell_text(c->name);
        }
        add_bulk(t, c);
    }
    return t;
}
