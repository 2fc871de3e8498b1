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

table *table_of_coverages(arena *a, const chp_catalyst *c, chp_scale scale)
{
    column *own = arena_new(a, column, N_COLUMNS);
    memcpy(own, columns, sizeof columns);
    own[LOW].unit = own[HIGH].unit = scale_unit(scale);
    table *t = table_new(a, "Coverage", own, N_COLUMNS);
    for (size_t i = 0; i < c->n_coverages; i++) {
        const chp_coverage *x = &c->coverages[i];
        cell *row = table_row(t);
        row[ADSORBATE] = cell_text(x->adsorbate);
        row[N] = cell_number(x->n);
        row[REFERENCE] = cell_text(x->reference);
        row[N_E] = cell_number(x->n_e);
        row[DG] = cell_number(x->dG_eV);
        if (x->n > 0)
            row[DIFFERENTIAL] = cell_number(x->differential_eV);
        if (x->is_stable && x->n_e == 0)
            row[LOW] = cell_text("any U");
        else if (x->is_stable && isfinite(x->low_V))
            row[LOW] = cell_number(x->low_V);
        if (x->is_stable && isfinite(x->high_V))
            row[HIGH] = cell_number(x->high_V);
    }
    return t;
}
