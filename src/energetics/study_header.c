/* The header of a table: columns for quantities, or one for each state.
 *
 * What cannot be told apart is not guessed: an energy without its zero, a state without
 * its energy, N2 that may be the gas or the adsorbate. */
#include <string.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "energetics/study_table.h"

const study_term study_terms[N_STUDY_TERMS] = {
    { COLUMN_DZPE, 1, ZERO_ZPE },
    { COLUMN_DTHERMAL, 1, ZERO_THERMAL },
    { COLUMN_DTS, -1, ZERO_TS },
};

/* A note may be called anything; but `modus` beside a missing `modes` is a slip. */
static void suggest_column(study_table *t, str name)
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
static bool place(study_table *t, size_t i)
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

static bool refuse(study_table *t, const char *fact, str name, const char *advice)
{
    diag_error(t->diag, "table", t->csv.header.where, fact, (int)name.len, name.at);
    diag_hint(t->diag, "%s", advice);
    return false;
}

static bool refuse_header(study_table *t)
{
    size_t n_ends = 0;
    for (size_t i = 0; i < t->csv.header.n; i++)
        n_ends += str_eq_nocase(t->headings[i].name, STR("from")) ||
                  str_eq_nocase(t->headings[i].name, STR("to")) ||
                  str_eq_nocase(t->headings[i].name, STR("step"));
    if (n_ends > 0 && !study_has(t, COLUMN_STATE))
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
        if (h->names_state && !study_has(t, COLUMN_STATE))
            return refuse(t, "the column '%.*s' tells a state, but not which energy",
                          h->name,
                          "Write dG_*NNH for free energies at U = 0, relative to "
                          "the bare surface and gases, E_*NNH for total energies.");
    }
    str missing = str_of(study_has(t, COLUMN_STATE) ? "E" : "state");
    return refuse(t, "the header has no column '%.*s'", missing,
                  "A table begins with the names of its columns: state, and E (total "
                  "energy), G (free energy) or dG (relative to the bare surface and "
                  "gases); or one for each state, dG_*NNH; with several catalysts also "
                  "catalyst.");
}

/* What is known as a gas and as an adsorbate. */
static bool is_molecule(str name)
{
    static const char *const molecules[] = { "H2", "N2",   "NH3", "H2O", "O2",   "CO",
                                             "NO", "N2H4", "CO2", "CH4", "H2O2", NULL };
    return str_among(name, molecules);
}

/* "E_N2": on the surface, or not? */
static bool is_clear(study_table *t, const heading *h)
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
static bool find_states(study_table *t)
{
    bool ok = true;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        heading *h = &t->headings[i];
        if (!h->state)
            continue;
        if (study_has(t, COLUMN_STATE)) {
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
static void tell_notes(study_table *t)
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

static bool has_of_any_state(const study_table *t, column c)
{
    bool found = study_has(t, c);
    for (size_t i = 0; i < t->csv.header.n && !found; i++)
        found = t->headings[i].column == c;
    return found;
}

/* dE makes dG of its corrections: without a column for one, no row has it. */
static bool may_use_dE(study_table *t)
{
    if (!has_of_any_state(t, COLUMN_DE) || has_of_any_state(t, COLUMN_DG))
        return true;
    const char *missing = "", *assumed = "";
    for (size_t i = 0; i < N_STUDY_TERMS; i++) {
        column c = study_terms[i].column;
        if (has_of_any_state(t, c) ||
            t->in->options->assumed_zero & study_terms[i].zero)
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

bool study_header_read(study_table *t)
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
    bool has_energy = study_has(t, COLUMN_E) || study_has(t, COLUMN_G) ||
                      study_has(t, COLUMN_DG) || study_has(t, COLUMN_DE);
    if (!t->is_wide && (!study_has(t, COLUMN_STATE) || !has_energy))
        return ok && refuse_header(t);
    tell_notes(t);
    return may_use_dE(t) && ok;
}
