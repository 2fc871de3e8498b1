/* A table of states: numbers taken from a paper, a spreadsheet, or CatMAP.
 *
 *     catalyst,state,E,ZPE,thermal,TS,modes,solvation
 *     ,N2(g),-16.63,0.15,0.09,0.59,,
 *     Fe-N4,*NNH,-297.02,0.49,0.08,0.16,,
 *
 * To read one more column: name it in `columns`. Columns that are not named there are
 * the user's notes; numbers in them can be correlated with the results.
 */
#include <string.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "chem/constants.h"
#include "chem/units.h"
#include "energetics/intake.h"
#include "energetics/names.h"
#include "io/csv.h"
#include "io/source.h"
#include "io/tree.h"

typedef enum {
    COLUMN_CATALYST,
    COLUMN_STATE,
    COLUMN_E,
    COLUMN_G,
    COLUMN_DG,
    COLUMN_ZPE,
    COLUMN_THERMAL,
    COLUMN_TS,
    COLUMN_SOLVATION,
    COLUMN_FIELD,
    COLUMN_USER,
    COLUMN_MODES,
    N_COLUMNS,
} column;

static const struct {
    const char *name; // as messages call it
    const char *spellings[6];
    size_t offset; // of the number in an entry
} columns[N_COLUMNS] = {
    [COLUMN_CATALYST] = { "catalyst", { "catalyst", "surface", "surface_name" }, 0 },
    [COLUMN_STATE] = { "state",
                       { "state", "species", "species_name", "adsorbate" },
                       0 },
    [COLUMN_E] = { "E", { "E", "energy", "formation_energy" }, offsetof(entry, E_eV) },
    [COLUMN_G] = { "G", { "G" }, offsetof(entry, G_eV) },
    [COLUMN_DG] = { "dG", { "dG", "deltaG", "ΔG" }, offsetof(entry, dG_eV) },
    [COLUMN_ZPE] = { "ZPE", { "ZPE", "E_ZPE" }, offsetof(entry, ZPE_eV) },
    [COLUMN_THERMAL] = { "thermal",
                         { "thermal", "H-H0", "int_Cp" },
                         offsetof(entry, thermal_eV) },
    [COLUMN_TS] = { "TS", { "TS" }, offsetof(entry, TS_eV) },
    [COLUMN_SOLVATION] = { "solvation",
                           { "solvation", "solv" },
                           offsetof(entry, solvation_eV) },
    [COLUMN_FIELD] = { "field", { "field" }, offsetof(entry, field_eV) },
    [COLUMN_USER] = { "user", { "user" }, offsetof(entry, user_eV) },
    [COLUMN_MODES] = { "modes", { "modes", "frequencies" }, 0 },
};

/* Where each column stands, and how many eV its unit is. */
typedef struct {
    intake *in;
    chp_diag *diag;
    csv_table csv;
    size_t at[N_COLUMNS]; // SIZE_MAX: not there
    double factor[N_COLUMNS];
    bool is_catmap;
} table;

/* --- the header ---------------------------------------------------------------- */

/* "E [kJ/mol]", "E (eV)", "E_eV": the name and the unit, which may be missing. */
static void split_unit(str *name, str *unit)
{
    str rest = *name, front;
    *unit = STR("");
    for (const char *open = "[("; *open; open++) {
        if (!str_cut(&rest, *open, &front) || !rest.at) {
            rest = *name;
            continue;
        }
        *name = str_trim(front);
        *unit = str_trim((str){ rest.at, rest.len - (rest.len > 0) });
        return;
    }
    if (str_ends(*name, STR("_eV"))) {
        *name = str_part(*name, 0, name->len - 3);
        *unit = STR("eV");
    }
}

static column column_of(str name)
{
    for (column c = 0; c < N_COLUMNS; c++)
        for (size_t i = 0; i < 6 && columns[c].spellings[i]; i++) {
            str known = str_of(columns[c].spellings[i]);
            // a single letter must be meant: g may be anything
            if (known.len > 1 ? str_eq_nocase(name, known) : str_eq(name, known))
                return c;
        }
    return N_COLUMNS;
}

/* A note may be called anything; but `modus` beside a missing `modes` is a slip. */
static void suggest_column(table *t, str name)
{
    const char *absent[N_COLUMNS + 1] = { 0 };
    size_t n = 0;
    for (column c = 0; c < N_COLUMNS; c++)
        if (t->at[c] == SIZE_MAX && strlen(columns[c].name) > 3)
            absent[n++] = columns[c].name;
    const char *near = nearest_word(name, absent);
    if (!near)
        return;
    diag_warn(t->diag, "unknown-column", t->csv.header.where,
              "the column '%.*s' is kept as a note", (int)name.len, name.at);
    diag_hint(t->diag, "Did you mean '%s'?", near);
}

static bool take_unit(table *t, column c, str unit)
{
    double eV;
    t->factor[c] = 1;
    if (unit.len == 0 || c < COLUMN_E)
        return true;
    if (!unit_energy_eV(unit, &eV)) {
        diag_error(t->diag, "unit", t->csv.header.where,
                   "'%.*s' is no unit of energy, in the column %s", (int)unit.len,
                   unit.at, columns[c].name);
        diag_hint(t->diag, "Use eV, meV, kJ/mol, kcal/mol or hartree.");
        return false;
    }
    t->factor[c] = c == COLUMN_MODES ? eV / EV_PER_CM1 : eV;
    return true;
}

static bool read_header(table *t)
{
    bool ok = true;
    for (column c = 0; c < N_COLUMNS; c++)
        t->at[c] = SIZE_MAX;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        str name = t->csv.header.at[i], unit;
        split_unit(&name, &unit);
        column c = column_of(name);
        if (c == N_COLUMNS || t->at[c] != SIZE_MAX)
            continue;
        t->at[c] = i;
        t->is_catmap |= str_eq(name, STR("species_name"));
        ok = take_unit(t, c, unit) && ok;
    }
    for (size_t i = 0; i < t->csv.header.n; i++) {
        str name = t->csv.header.at[i], unit;
        split_unit(&name, &unit);
        if (column_of(name) == N_COLUMNS)
            suggest_column(t, name);
    }
    bool has_energy = t->at[COLUMN_E] != SIZE_MAX || t->at[COLUMN_G] != SIZE_MAX ||
                      t->at[COLUMN_DG] != SIZE_MAX;
    if (t->at[COLUMN_STATE] == SIZE_MAX || !has_energy) {
        diag_error(t->diag, "table", t->csv.header.where,
                   "the header has no column '%s'",
                   t->at[COLUMN_STATE] == SIZE_MAX ? "state" : "E");
        diag_hint(t->diag,
                  "A table begins with the names of its columns: state, and E, G "
                  "or dG; with several catalysts also catalyst.");
        return false;
    }
    return ok;
}

/* --- the rows ------------------------------------------------------------------ */

static str field(const table *t, const csv_row *row, column c)
{
    return t->at[c] == SIZE_MAX ? STR("") : row->at[t->at[c]];
}

static bool read_value(table *t, const csv_row *row, column c, chp_fact *out)
{
    str text = field(t, row, c), state = field(t, row, COLUMN_STATE);
    double value;
    if (text.len == 0)
        return true;
    if (!csv_number(&t->csv, text, &value)) {
        diag_error(t->diag, "not-a-number", row->where, "%s of %.*s is '%.*s'",
                   columns[c].name, (int)state.len, state.at, (int)text.len, text.at);
        diag_hint(t->diag, "Leave the field empty when the value is not known.");
        return false;
    }
    *out = (chp_fact){ value * t->factor[c], true, row->where };
    return true;
}

static bool read_values(table *t, const csv_row *row, entry *e)
{
    bool ok = true;
    for (column c = COLUMN_E; c < COLUMN_MODES; c++)
        if (t->at[c] != SIZE_MAX)
            ok = read_value(t, row, c, (chp_fact *)((char *)e + columns[c].offset)) &&
                 ok;
    return ok;
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
        modes[i] = e->mode_cm1[i] * t->factor[COLUMN_MODES];
    e->mode_cm1 = modes;
    e->has_modes = e->n_modes > 0 || !t->is_catmap; // CatMAP writes [] for "not told"
    return true;
}

/* Numbers in columns of other names; words are for the reader of the table. */
static void read_notes(table *t, const csv_row *row, entry *e)
{
    for (size_t i = 0; i < t->csv.header.n; i++) {
        str name = t->csv.header.at[i], unit;
        double value;
        split_unit(&name, &unit);
        if (column_of(name) != N_COLUMNS || name.len == 0 ||
            !csv_number(&t->csv, row->at[i], &value))
            continue;
        const char *kept = unit.len > 0 ? arena_str(t->in->a, unit) : NULL;
        intake_note(t->in, e, (chp_note){ arena_str(t->in->a, name), kept, value });
    }
}

/* "end", "end(nrr)": the closing state. */
static void read_end(arena *a, entry *e)
{
    str rest = str_of(e->name), word;
    str_cut(&rest, '(', &word);
    e->is_end = str_eq_nocase(str_trim(word), STR("end"));
    if (e->is_end && rest.len > 1)
        e->end_reaction = arena_str(a, str_trim(str_part(rest, 0, rest.len - 1)));
}

static bool is_gas_row(const table *t, str catalyst)
{
    return catalyst.len == 0 || (t->is_catmap && str_eq_nocase(catalyst, STR("None")));
}

static bool read_row(table *t, const csv_row *row, const char *only_catalyst)
{
    str catalyst = field(t, row, COLUMN_CATALYST), state = field(t, row, COLUMN_STATE);
    if (state.len == 0) {
        diag_error(t->diag, "table", row->where, "this row names no state");
        return false;
    }
    entry e = { .name = arena_str(t->in->a, state),
                .source = row->where.path,
                .at = row->where };
    if (t->at[COLUMN_CATALYST] == SIZE_MAX)
        e.catalyst = name_says_gas(state) ? NULL : only_catalyst;
    else if (!is_gas_row(t, catalyst))
        e.catalyst = intake_catalyst(t->in, catalyst, row->where)->name;
    read_end(t->in->a, &e);
    read_notes(t, row, &e);
    if (!read_values(t, row, &e) || !read_modes(t, row, &e))
        return false;
    if (!e.E_eV.known && !e.G_eV.known && !e.dG_eV.known) {
        diag_note(t->diag, "no-energy", row->where,
                  "%s has no energy here: it counts as not supplied", e.name);
        return true;
    }
    intake_add(t->in, e);
    return true;
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
    if (t->csv.header.n == 0 || !read_header(t))
        return false;
    size_t first = t->in->n_entries;
    const char *only = NULL;
    if (t->at[COLUMN_CATALYST] == SIZE_MAX)
        only = intake_catalyst(t->in, stem(path), (chp_where){ path, 0 })->name;
    for (size_t i = 0; i < t->csv.n_rows; i++)
        ok = read_row(t, &t->csv.rows[i], only) && ok;
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
