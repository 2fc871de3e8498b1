#include "render/tables.h"

/* How often each code was raised, and the first time. */
enum { CODE, SEVERITY, COUNT, FIRST, N_COLUMNS };

static const column columns[N_COLUMNS] = {
    [CODE] = { "code", "code" },
    [SEVERITY] = { "", "severity" },
    [COUNT] = { "times", "times" },
    [FIRST] = { "the first", "first", .may_be_cut = true },
};

static cell *row_of(table *t, const chp_message *m, const char *severity)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (strcmp(t->rows[i][CODE].text, m->code) == 0 &&
            strcmp(t->rows[i][SEVERITY].text, severity) == 0)
            return t->rows[i];
    cell *row = table_row(t);
    row[CODE] = cell_text(m->code);
    row[SEVERITY] = cell_text(severity);
    row[COUNT] = cell_number(0);
    row[FIRST] = cell_text(m->fact);
    return row;
}

table *table_of_messages(arena *a, const chp_diag *diag)
{
    static const char *const word[] = { "note", "warning", "error" };
    table *t = table_new(a, "Messages", columns, N_COLUMNS);
    for (size_t i = 0, n = chp_diag_count(diag, CHP_NOTE); i < n; i++) {
        const chp_message *m = chp_diag_get(diag, i);
        row_of(t, m, word[m->severity])[COUNT].number++;
    }
    return t;
}
