/* A table of states: numbers taken from a paper, a spreadsheet, or CatMAP.
 *
 *     catalyst,state,E,ZPE,thermal,TS,modes,solvation
 *     ,N2(g),-16.63,0.15,0.09,0.59,,
 *     Fe-N4,*NNH,-297.02,0.49,0.08,0.16,,
 *
 * or a column for each state, and a row for each catalyst:
 *
 *     catalyst,dG_*N2,dG_*NNH,dG_*NNH2
 *     Fe-N4,-0.20,0.29,0.33
 *
 * Columns that columns.c does not know are the user's notes; numbers in them can be
 * correlated with the results.
 */
#include <string.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "energetics/columns.h"
#include "energetics/intake.h"
#include "energetics/names.h"
#include "io/csv.h"
#include "io/source.h"
#include "io/tree.h"

typedef struct {
    intake *in;
    chp_diag *diag;
    csv_table csv;
    heading *headings;    // of each column
    size_t at[N_COLUMNS]; // where each kind stands; SIZE_MAX: not there
    bool is_wide;         // a column for each state
    bool is_catmap;
} table;

typedef struct {
    chp_fact of[N_COLUMNS];
} values;

/* dG = dE + dZPE + dthermal - dTS */
static const struct {
    column column;
    int sign;
    unsigned zero; // when --assume-zero says so
} terms[] = {
    { COLUMN_DZPE, 1, ZERO_ZPE },
    { COLUMN_DTHERMAL, 1, ZERO_THERMAL },
    { COLUMN_DTS, -1, ZERO_TS },
};
enum { N_TERMS = sizeof terms / sizeof *terms };

/* --- the header ---------------------------------------------------------------- */

/* A note may be called anything; but `modus` beside a missing `modes` is a slip. */
static void suggest_column(table *t, str name)
{
    const char *absent[N_COLUMNS + 1] = { 0 };
    size_t n = 0;
    for (column c = 0; c < N_COLUMNS; c++)
        if (t->at[c] == SIZE_MAX && strlen(column_name(c)) > 3)
            absent[n++] = column_name(c);
    const char *near = nearest_word(name, absent);
    if (!near)
        return;
    diag_warn(t->diag, "unknown-column", t->csv.header.where,
              "the column '%.*s' is kept as a note", (int)name.len, name.at);
    diag_hint(t->diag, "Did you mean '%s'?", near);
}

/* Two columns may both be the catalyst, "catalyst" and "metal": the one with our name
 * is. Two others are one too many. */
static bool place(table *t, size_t i)
{
    heading *h = &t->headings[i];
    size_t *at = &t->at[h->column];
    if (h->column == N_COLUMNS || h->state)
        return true;
    heading *other = *at == SIZE_MAX ? NULL : &t->headings[*at];
    if (other && other->is_own_name == h->is_own_name) {
        diag_error(t->diag, "table", t->csv.header.where,
                   "two columns are the %s: '%.*s' and '%.*s'", column_name(h->column),
                   (int)other->name.len, other->name.at, (int)h->name.len, h->name.at);
        diag_hint(t->diag, "Call the one that is meant '%s'.", column_name(h->column));
        return false;
    }
    if (other && other->is_own_name) {
        h->column = N_COLUMNS;
        return true;
    }
    if (other)
        other->column = N_COLUMNS;
    *at = i;
    return true;
}

static bool has(const table *t, column c)
{
    return t->at[c] != SIZE_MAX;
}

static bool refuse(table *t, const char *fact, str name, const char *advice)
{
    diag_error(t->diag, "table", t->csv.header.where, fact, (int)name.len, name.at);
    diag_hint(t->diag, "%s", advice);
    return false;
}

static bool refuse_header(table *t)
{
    size_t n_ends = 0;
    for (size_t i = 0; i < t->csv.header.n; i++)
        n_ends += str_eq_nocase(t->headings[i].name, STR("from")) ||
                  str_eq_nocase(t->headings[i].name, STR("to")) ||
                  str_eq_nocase(t->headings[i].name, STR("step"));
    if (n_ends > 0 && !has(t, COLUMN_STATE))
        return refuse(t, "the header has no column '%.*s': this is a table of steps",
                      STR("state"),
                      "Give the dG of states: each is the sum of the steps "
                      "before it.");
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        if (h->has_no_zero)
            return refuse(
                t, "the zero of '%.*s' is not told", h->name,
                "Call it dE or dG where it is relative to the bare surface, N2 "
                "and H2 for every state, E or G where it is the total.");
        if (h->names_state && !has(t, COLUMN_STATE))
            return refuse(t, "the column '%.*s' tells a state, but not which energy",
                          h->name,
                          "Write dG_*NNH for free energies at U = 0, relative to "
                          "the bare surface and gases, E_*NNH for total energies.");
    }
    str missing = str_of(has(t, COLUMN_STATE) ? "E" : "state");
    return refuse(t, "the header has no column '%.*s'", missing,
                  "A table begins with the names of its columns: state, and E (total "
                  "energy), G (free energy) or dG (relative to the bare surface and "
                  "gases); or one for each state, dG_*NNH; with several catalysts also "
                  "catalyst.");
}

/* What is known as a gas and as an adsorbate. */
static bool is_molecule(str name)
{
    static const char *const molecules[] = { "H2", "N2",   "NH3", "H2O", "O2",  "CO",
                                             "NO", "N2H4", "CO2", "CH4", "H2O2" };
    for (size_t i = 0; i < sizeof molecules / sizeof *molecules; i++)
        if (str_eq(name, str_of(molecules[i])))
            return true;
    return false;
}

/* "E_N2": on the surface, or not? */
static bool is_clear(table *t, const heading *h)
{
    bool is_relative = h->column == COLUMN_DG || h->column == COLUMN_DE;
    if (is_relative || !is_molecule(str_of(h->state)))
        return true;
    diag_error(t->diag, "ambiguous-state", t->csv.header.where,
               "the column '%.*s' may be of the gas or of the adsorbate",
               (int)h->name.len, h->name.at);
    diag_hint(t->diag, "Write %s_%s(g) or %s_*%s.", column_name(h->column), h->state,
              column_name(h->column), h->state);
    return false;
}

/* Without a column of states there may be a column for each. */
static bool find_states(table *t)
{
    bool ok = true;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        heading *h = &t->headings[i];
        if (!h->state)
            continue;
        if (has(t, COLUMN_STATE)) {
            *h = (heading){ .column = N_COLUMNS, .name = h->name, .unit = h->unit };
            continue;
        }
        t->is_wide = true;
        ok = is_clear(t, h) && ok;
    }
    return ok;
}

/* Where each column may be of a state, those that look like one and are not are told.
 */
static void tell_notes(table *t)
{
    const char *list = "";
    for (size_t i = 0; i < t->csv.header.n && t->is_wide; i++) {
        const heading *h = &t->headings[i];
        if (h->has_no_zero || h->is_quantity)
            list = arena_append(t->in->a, list, ", ", "%.*s", (int)h->name.len,
                                h->name.at);
    }
    if (*list)
        diag_note(t->diag, "unknown-column", t->csv.header.where,
                  "kept as notes, since no state is named or no zero told: %s", list);
}

static bool has_of_any_state(const table *t, column c)
{
    bool found = has(t, c);
    for (size_t i = 0; i < t->csv.header.n && !found; i++)
        found = t->headings[i].column == c;
    return found;
}

/* dE makes dG of its corrections: without a column for one, no row has it. */
static bool may_use_dE(table *t)
{
    if (!has_of_any_state(t, COLUMN_DE) || has_of_any_state(t, COLUMN_DG))
        return true;
    const char *missing = "", *assumed = "";
    for (size_t i = 0; i < N_TERMS; i++) {
        column c = terms[i].column;
        if (has_of_any_state(t, c) || t->in->options->assumed_zero & terms[i].zero)
            continue;
        missing = arena_append(t->in->a, missing, ", ", "%s", column_name(c));
        assumed = arena_append(t->in->a, assumed, ",", "%s", column_name(c) + 1);
    }
    if (!missing[0])
        return true;
    diag_error(t->diag, "no-corrections", t->csv.header.where,
               "dE is no free energy without %s", missing);
    diag_hint(t->diag,
              "Add the columns, or call it dG if they are in it; --assume-zero "
              "%s counts them as zero.",
              assumed);
    return false;
}

static bool read_header(table *t)
{
    bool ok = true;
    size_t n = t->csv.header.n;
    for (column c = 0; c < N_COLUMNS; c++)
        t->at[c] = SIZE_MAX;
    t->headings = arena_new(t->in->a, heading, n);
    for (size_t i = 0; i < n; i++) {
        ok = heading_read(t->in->a, t->csv.header.at[i], t->csv.header.where,
                          &t->headings[i], t->diag) &&
             place(t, i) && ok;
        t->is_catmap |= str_eq(t->headings[i].name, STR("species_name"));
    }
    ok = find_states(t) && ok;
    for (size_t i = 0; i < n; i++)
        if (t->headings[i].column == N_COLUMNS)
            suggest_column(t, t->headings[i].name);
    bool has_energy =
        has(t, COLUMN_E) || has(t, COLUMN_G) || has(t, COLUMN_DG) || has(t, COLUMN_DE);
    if (!t->is_wide && (!has(t, COLUMN_STATE) || !has_energy))
        return ok && refuse_header(t);
    tell_notes(t);
    return may_use_dE(t) && ok;
}

/* --- the rows ------------------------------------------------------------------ */

static str field(const table *t, const csv_row *row, column c)
{
    return has(t, c) ? row->at[t->at[c]] : STR("");
}

static bool read_value(table *t, const csv_row *row, size_t i, const char *state,
                       chp_fact *out)
{
    str text = row->at[i];
    double value;
    if (csv_is_absent(text))
        return true;
    if (!csv_number(&t->csv, text, &value)) {
        diag_error(t->diag, "not-a-number", row->where, "%s of %s is '%.*s'",
                   column_name(t->headings[i].column), state, (int)text.len, text.at);
        diag_hint(t->diag, "Leave the field empty when the value is not known.");
        return false;
    }
    *out = (chp_fact){ value * t->headings[i].factor, true, row->where };
    return true;
}

/* What stands in the columns of one state: in all of them, when there is one for each
 * quantity. */
static bool read_values(table *t, const csv_row *row, const char *state, values *v)
{
    bool ok = true;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        bool is_mine = !t->is_wide || (h->state && strcmp(h->state, state) == 0);
        if (is_mine && column_is_value(h->column))
            ok = read_value(t, row, i, state, &v->of[h->column]) && ok;
    }
    return ok;
}

/* Of the bare surface there are no corrections. */
static bool add_relative(table *t, chp_where at, const char *state, values *v)
{
    if (!v->of[COLUMN_DE].known || v->of[COLUMN_DG].known)
        return true;
    double dG_eV = v->of[COLUMN_DE].value;
    for (size_t i = 0; i < N_TERMS; i++) {
        column c = terms[i].column;
        bool may_be_zero =
            t->in->options->assumed_zero & terms[i].zero || name_is_bare(str_of(state));
        if (v->of[c].known)
            dG_eV += terms[i].sign * v->of[c].value;
        else if (!may_be_zero) {
            diag_error(t->diag, "no-corrections", at, "%s has dE, but no %s", state,
                       column_name(c));
            diag_hint(t->diag, "Add it, or say --assume-zero %s.", column_name(c) + 1);
            return false;
        }
    }
    v->of[COLUMN_DG] = (chp_fact){ dG_eV, true, at };
    return true;
}

static void take_values(const values *v, entry *e)
{
    e->E_eV = v->of[COLUMN_E];
    e->G_eV = v->of[COLUMN_G];
    e->dG_eV = v->of[COLUMN_DG];
    e->ZPE_eV = v->of[COLUMN_ZPE];
    e->thermal_eV = v->of[COLUMN_THERMAL];
    e->TS_eV = v->of[COLUMN_TS];
    e->solvation_eV = v->of[COLUMN_SOLVATION];
    e->field_eV = v->of[COLUMN_FIELD];
    e->user_eV = v->of[COLUMN_USER];
}

static bool read_modes(table *t, const csv_row *row, entry *e)
{
    str text = field(t, row, COLUMN_MODES);
    if (text.len == 0)
        return true;
    if (!intake_modes(t->in, text, e, row->where, t->diag))
        return false;
    double *modes = arena_new(t->in->a, double, e->n_modes + 1);
    for (size_t i = 0; i < e->n_modes; i++)
        modes[i] = e->mode_cm1[i] * t->headings[t->at[COLUMN_MODES]].factor;
    e->mode_cm1 = modes;
    e->has_modes = e->n_modes > 0 || !t->is_catmap; // CatMAP writes [] for "not told"
    return true;
}

/* Numbers in columns of other names; words are for the reader of the table. */
static void read_notes(table *t, const csv_row *row, entry *e)
{
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        double value;
        if (h->column != N_COLUMNS || h->name.len == 0 ||
            !csv_number(&t->csv, row->at[i], &value))
            continue;
        const char *unit = h->unit.len > 0 ? arena_str(t->in->a, h->unit) : NULL;
        intake_note(t->in, e, (chp_note){ arena_str(t->in->a, h->name), unit, value });
    }
}

static bool is_gas_row(const table *t, str catalyst)
{
    return catalyst.len == 0 || (t->is_catmap && str_eq_nocase(catalyst, STR("None")));
}

/* One state of a row; `catalyst` is NULL for a gas. */
static bool read_state(table *t, const csv_row *row, str state, const char *catalyst)
{
    entry e = { .catalyst = catalyst,
                .name = arena_str(t->in->a, state),
                .source = row->where.path,
                .at = row->where };
    values v = { 0 };
    intake_special(t->in, &e);
    read_notes(t, row, &e);
    if (!read_values(t, row, e.name, &v) || !read_modes(t, row, &e) ||
        !add_relative(t, row->where, e.name, &v))
        return false;
    take_values(&v, &e);
    if (!e.E_eV.known && !e.G_eV.known && !e.dG_eV.known) {
        diag_note(t->diag, "no-energy", row->where,
                  "%s has no energy here: it counts as not supplied", e.name);
        return true;
    }
    intake_add(t->in, e);
    return true;
}

static bool read_row(table *t, const csv_row *row, const char *only_catalyst)
{
    str catalyst = field(t, row, COLUMN_CATALYST), state = field(t, row, COLUMN_STATE);
    if (state.len == 0) {
        diag_error(t->diag, "table", row->where, "this row names no state");
        return false;
    }
    const char *name = only_catalyst;
    if (!has(t, COLUMN_CATALYST))
        name = name_says_gas(state) ? NULL : only_catalyst;
    else
        name = is_gas_row(t, catalyst)
                   ? NULL
                   : intake_catalyst(t->in, catalyst, row->where)->name;
    return read_state(t, row, state, name);
}

/* The first column of this state: the others of it are read along with it. */
static bool is_first_of_state(const table *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (t->headings[k].state &&
            strcmp(t->headings[k].state, t->headings[i].state) == 0)
            return false;
    return true;
}

/* Gases stand in every row of such a table: those of one row are enough. */
static bool read_wide_row(table *t, const csv_row *row, const char *only_catalyst)
{
    str catalyst = field(t, row, COLUMN_CATALYST);
    bool ok = true, is_first = row == t->csv.rows;
    if (has(t, COLUMN_CATALYST) && catalyst.len == 0) {
        diag_error(t->diag, "table", row->where, "this row names no catalyst");
        return false;
    }
    const char *name = has(t, COLUMN_CATALYST)
                           ? intake_catalyst(t->in, catalyst, row->where)->name
                           : only_catalyst;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const char *state = t->headings[i].state;
        if (!state || !is_first_of_state(t, i))
            continue;
        bool is_gas = name_says_gas(str_of(state));
        if (!is_gas || is_first || !str_eq(row->at[i], t->csv.rows[0].at[i]))
            ok = read_state(t, row, str_of(state), is_gas ? NULL : name) && ok;
    }
    return ok;
}

/* Without a column of catalysts there is one, and it has one row. */
static bool has_one_row(table *t)
{
    if (!t->is_wide || has(t, COLUMN_CATALYST) || t->csv.n_rows < 2)
        return true;
    diag_error(t->diag, "table", t->csv.header.where,
               "no column tells the catalysts of the %zu rows", t->csv.n_rows);
    diag_hint(t->diag, "Call the column that does 'catalyst'.");
    return false;
}

/* In CatMAP's table energies are those of formation: the bare surface is their zero. */
static void add_bare_surfaces(table *t, size_t first)
{
    bool *has_states = arena_new(t->in->a, bool, t->in->n_catalysts + 1),
         *has_bare = arena_new(t->in->a, bool, t->in->n_catalysts + 1);
    for (size_t k = first; k < t->in->n_entries; k++) {
        const entry *e = &t->in->entries[k];
        size_t i = e->catalyst ? intake_find(t->in, e->catalyst) : t->in->n_catalysts;
        has_states[i] = true;
        has_bare[i] |= strcmp(e->name, "*") == 0;
    }
    for (size_t i = 0; i < t->in->n_catalysts; i++) {
        const catalyst_entry *c = &t->in->catalysts[i];
        if (!has_states[i] || has_bare[i])
            continue;
        chp_where at = { t->csv.header.where.path, 0 };
        intake_add(t->in, (entry){ .catalyst = c->name,
                                   .name = "*",
                                   .source = "zero of the formation energies",
                                   .at = at,
                                   .E_eV = { 0, true, at } });
    }
}

/* "fe-n4" of "tables/fe-n4.csv.gz": what a table without catalysts is about. */
static str stem(const char *path)
{
    str name = path_name(path), front;
    str_cut(&name, '.', &front);
    return front.len > 0 ? front : STR("catalyst");
}

static bool take(table *t, source *s, const char *path)
{
    bool ok = csv_read(t->in->a, source_scan(s), &t->csv, t->diag);
    if (t->csv.header.n == 0 || !read_header(t) || !has_one_row(t))
        return false;
    size_t first = t->in->n_entries;
    const char *only = NULL;
    if (!has(t, COLUMN_CATALYST))
        only = intake_catalyst(t->in, stem(path), (chp_where){ path, 0 })->name;
    for (size_t i = 0; i < t->csv.n_rows; i++)
        ok = (t->is_wide ? read_wide_row : read_row)(t, &t->csv.rows[i], only) && ok;
    if (t->is_catmap)
        add_bare_surfaces(t, first);
    return ok;
}

bool intake_table(intake *in, const char *path, chp_diag *diag)
{
    source *s = source_open(path, NULL, diag);
    if (!s)
        return false;
    table t = { .in = in, .diag = diag };
    bool ok = take(&t, s, path);
    intake_source(in, path);
    return source_close(s, diag) && ok;
}
