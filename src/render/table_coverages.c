#include "render/beyond.h"

#include <math.h>

#include "render/words.h"

enum { ADSORBATE, N, REFERENCE, N_E, DG, DIFFERENTIAL, LOW, HIGH, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [ADSORBATE] = { "adsorbate", "adsorbate" },
    [N] = { "in the cell", "n" },
    [REFERENCE] = { "each from", "reference" },
    [N_E] = { "e⁻ each", "n_e" },
    [DG] = { "ΔG(0 V)", "dG", "eV", 3 },
    [DIFFERENTIAL] = { "per one added", "dG_differential", "eV", 3 },
    [LOW] = { "stable from", "low", "V", 3, .is_optional = true },
    [HIGH] = { "to", "high", "V", 3, .is_optional = true },
};

/* Before them stands the catalyst, where there are several. */
static column *columns_of(arena *a, chp_scale scale)
{
    column *own = arena_new(a, column, N_COLUMNS + 2);
    own[0] = (column){ .title = "catalyst" };
    memcpy(own + 1, columns, sizeof columns);
    own[1 + N_COLUMNS] = (column){ .title = "stable" };
    own[1 + LOW].unit = own[1 + HIGH].unit = scale_unit(scale);
    return own;
}

static void fill(cell *row, const chp_coverage *x)
{
    row[ADSORBATE] = cell_text(x->adsorbate);
    row[N] = cell_number(x->n);
    row[REFERENCE] = cell_text(x->reference);
    row[N_E] = cell_number(x->n_e);
    row[DG] = cell_number(x->dG_eV);
    if (x->n > 0)
        row[DIFFERENTIAL] = cell_number(x->differential_eV);
    if (x->is_stable && isfinite(x->low_V))
        row[LOW] = cell_number(x->low_V);
    if (x->is_stable && isfinite(x->high_V))
        row[HIGH] = cell_number(x->high_V);
}

table *table_of_coverages(arena *a, const chp_catalyst *c, chp_scale scale)
{
    table *t = table_new(a, "Coverage", columns_of(a, scale) + 1, N_COLUMNS);
    for (size_t i = 0; i < c->n_coverages; i++) {
        cell *row = table_row(t);
        fill(row, &c->coverages[i]);
        if (c->coverages[i].is_stable && c->coverages[i].n_e == 0)
            row[LOW] = cell_text("any U");
    }
    return t;
}

table *table_of_all_coverages(arena *a, const chp_outcome *o)
{
    table *t = table_new(a, "Coverage", columns_of(a, o->scale), N_COLUMNS + 2);
    for (size_t i = 0; i < o->n_catalysts; i++)
        for (size_t k = 0; k < o->catalysts[i].n_coverages; k++) {
            const chp_coverage *x = &o->catalysts[i].coverages[k];
            cell *row = table_row(t);
            row[0] = cell_text(o->catalysts[i].name);
            fill(row + 1, x);
            row[1 + N_COLUMNS] = cell_text(x->is_stable ? "yes" : "no");
        }
    return t;
}
