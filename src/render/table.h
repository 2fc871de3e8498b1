/* The one model of a table: columns that know their unit and how many digits they
 * deserve, cells that may be missing. Writers know layout and escaping, and no
 * chemistry but how to set a species: `*NNH2` with a subscript where there are any.
 *
 * A table is built in an arena, row by row:
 *
 *     table *t = table_new(a, "States", columns, N_COLUMNS);
 *     cell *row = table_row(t);
 *     row[STATE] = cell_species("*NNH");
 *     row[G] = cell_fact(state->g.G_eV); // the others of the row are missing */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include <stdio.h>

#include "base/arena.h"
#include "chepath/calc.h"

/* A label is a species with subscripts of its own: "V_N". */
typedef enum {
    CELL_MISSING,
    CELL_TEXT,
    CELL_SPECIES,
    CELL_LABEL,
    CELL_NUMBER
} cell_kind;

typedef struct {
    cell_kind kind;
    const char *text;
    double number;
} cell;

typedef struct {
    const char *title; // for people: "ΔG"; symbols with _ get a subscript: "U_L"
    const char *key;   // for programs, in CSV: "dG"
    const char *unit;  // "eV"; NULL: none
    int digits;        // behind the point
    bool is_optional;  // left out when all its cells are missing
    bool is_only_data; // in CSV only
    bool may_shrink;   // in plain text the left of a cell is cut to fit the page
    bool may_be_cut;   // the same for its right
    bool is_of_state;  // the title names a state: "ΔG(*NNH)"
} column;

typedef struct {
    arena *a;
    const char *caption;
    size_t n_columns;
    const column *columns;
    size_t n_rows;
    cell **rows;
} table;

table *table_new(arena *a, const char *caption, const column *columns,
                 size_t n_columns);
cell *table_row(table *t);

static inline cell cell_text(const char *text)
{
    return (cell){ .kind = text ? CELL_TEXT : CELL_MISSING, .text = text };
}

static inline cell cell_species(const char *name)
{
    return (cell){ .kind = name ? CELL_SPECIES : CELL_MISSING, .text = name };
}

static inline cell cell_number(double x)
{
    return (cell){ .kind = CELL_NUMBER, .number = x };
}

static inline cell cell_fact(chp_fact fact)
{
    return fact.known ? cell_number(fact.value) : (cell){ 0 };
}

bool table_shows(const table *t, size_t i_column); // to people
bool table_is_numeric(const table *t, size_t i_column);

void table_write_text(const table *t, FILE *to);
void table_write_csv(const table *t, FILE *to); // RFC 4180, all columns
void table_write_latex(const table *t, const char *label, FILE *to); // booktabs
void table_write_html(const table *t, FILE *to);

#endif
