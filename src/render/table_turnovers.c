#include "render/beyond.h"

#include "base/number.h"
#include "render/words.h"

enum { U, SPAN, TDTS, TDI, TOF, CONTROL_T, CONTROL_I, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [U] = { "U" },
    [SPAN] = { "span", "span", "eV", 3 },
    [TDTS] = { "TDTS", "tdts" },
    [TDI] = { "TDI", "tdi" },
    [TOF] = { "TOF", "tof", "1/s" },
    [CONTROL_T] = { "X(TDTS)", "control_tdts", NULL, 3 },
    [CONTROL_I] = { "X(TDI)", "control_tdi", NULL, 3 },
};

table *table_of_turnovers(arena *a, const chp_profile *p, chp_scale scale)
{
    const char *caption = arena_print(a, "Energetic span of %s, %s; U in %s",
                                      p->reaction, p->name, scale_unit(scale));
    table *t = table_new(a, caption, columns, N_COLUMNS);
    for (size_t i = 0; i < p->n_turnovers; i++) {
        const chp_turnover *x = &p->turnovers[i];
        const chp_profile_step *s = &p->steps[x->tdts];
        cell *row = table_row(t);
        row[U] = cell_text(potential_text(a, &p->at[x->at]));
        row[SPAN] = cell_number(x->span_eV);
        row[TDTS] = cell_species(step_text(a, s->from, s->to));
        row[TDI] = cell_species(level_name(p, x->tdi));
        row[TOF] = cell_text(arena_print(a, "%s", number_significant(x->tof_s, 3).at));
        row[CONTROL_T] = cell_number(x->control_T);
        row[CONTROL_I] = cell_number(x->control_I);
    }
    return t;
}

const char *barriers_text(arena *a, const chp_profile *p)
{
    const char *text = "";
    for (size_t i = 0; i < p->n_barriers; i++) {
        const chp_barrier *b = &p->barriers[i];
        const chp_profile_step *s = &p->steps[b->step];
        text =
            arena_append(a, text, "; ", "%s, %s eV (%s)", step_text(a, s->from, s->to),
                         number_fixed(b->dG_eV, 3).at, b->source);
    }
    return text;
}

const char *missing_barriers_text(arena *a, const chp_profile *p)
{
    size_t n_missing = 0;
    for (size_t i = 0; i < p->n_steps; i++) {
        bool is_given = p->steps[i].is_activation;
        for (size_t k = 0; k < p->n_barriers; k++)
            is_given = is_given || p->barriers[k].step == i;
        n_missing += !is_given;
    }
    return n_missing == 0
               ? NULL
               : arena_print(a,
                             "thermodynamic span, no barriers, for %zu step%s: the "
                             "higher end stands for the transition state",
                             n_missing, n_missing == 1 ? "" : "s");
}
