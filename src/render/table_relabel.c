#include <string.h>

#include "render/tables.h"
#include "render/words.h"

static void relabel_cell(arena *a, const chp_outcome *o, cell *c)
{
    if (c->kind != CELL_SPECIES)
        return;
    const char *label = study_label(a, o, c->text);
    if (strcmp(label, c->text) != 0)
        *c = (cell){ .kind = CELL_LABEL, .text = label };
}

/* The title of a descriptor: "ΔG(*NNH)". */
static const char *relabeled_title(arena *a, const chp_outcome *o, const char *title)
{
    static const str opening = STR_INIT("ΔG(");
    str name = str_part(str_of(title), opening.len, strlen(title) - opening.len - 1);
    return arena_print(a, "ΔG(%s)", study_label(a, o, arena_str(a, name)));
}

void table_relabel(table *t, const chp_outcome *o)
{
    column *own = arena_new(t->a, column, t->n_columns);
    memcpy(own, t->columns, t->n_columns * sizeof *own);
    for (size_t k = 0; k < t->n_columns; k++) {
        if (own[k].is_of_state)
            own[k].title = relabeled_title(t->a, o, own[k].title);
        for (size_t i = 0; i < t->n_rows; i++)
            relabel_cell(t->a, o, &t->rows[i][k]);
    }
    t->columns = own;
}
