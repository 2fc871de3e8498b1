/* The header of a table: columns for quantities, or one for each state, or one for each
 * catalyst.
 *
 * What cannot be told apart is not guessed: an energy without its zero, a state without
 * its energy, N2 that may be the gas or the adsorbate. */
#include "energetics/study_header.h"

#include <string.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "energetics/names.h"
#include "network/names.h"

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

/* "metal", "substrate" or "surface" may name a part of what "system" names. */
static unsigned rank(const heading *h)
{
    static const char *const wholes[] = { "catalysts", "system", "systems", "candidate",
                                          "SAC",       "SACs",   NULL };
    return h->is_own_name ? 2 : str_among_nocase(h->name, wholes);
}

/* Two columns may both be the catalyst, "catalyst" and "metal": the one with our name
 * is, or the one that names the whole. Two of a kind are one too many. */
static bool place(study_table *t, size_t i)
{
    heading *h = &t->headings[i];
    size_t *at = &t->at[h->column];
    if (h->column == N_COLUMNS || h->state)
        return true;
    heading *other = *at == SIZE_MAX ? NULL : &t->headings[*at];
    if (other && rank(other) == rank(h)) {
        diag_error(t->diag, "table", t->csv.header.where,
                   "two columns are the %s: '%.*s' and '%.*s'", column_name(h->column),
                   (int)other->name.len, other->name.at, (int)h->name.len, h->name.at);
        diag_hint(t->diag, "Call the one that is meant '%s'.", column_name(h->column));
        return false;
    }
    if (other && rank(other) > rank(h)) {
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

/* "ΔG1", "ΔG_2", "ΔG₃": papers number the steps so. */
static bool is_numbered(str name)
{
    static const char *const marks[] = { "ΔG", "∆G", "dG", "ΔE", "∆E", "dE" };
    static const char *const digits[] = { "1", "2", "3", "4", "5", "₁",
                                          "₂", "₃", "₄", "₅", NULL };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        str rest = str_from(name, strlen(marks[i]));
        if (!str_starts(name, str_of(marks[i])))
            continue;
        rest = str_from(rest, str_starts(rest, STR("_")));
        if (str_among(rest, digits))
            return true;
    }
    return false;
}

static bool has_step_word(const study_table *t)
{
    static const char *const words[] = { "from",           "to",       "step",
                                         "steps",          "reaction", "initial",
                                         "final",          "reactant", "product",
                                         "reactants",      "products", "equation",
                                         "reactionenergy", NULL };
    for (size_t i = 0; i < t->csv.header.n; i++) {
        str name = t->csv.header.at[i];
        if (str_among_nocase(t->headings[i].name, words) || str_has(name, STR("->")) ||
            str_has(name, STR("→")) || is_numbered(t->headings[i].name))
            return true;
    }
    return false;
}

static bool refuse_steps(study_table *t)
{
    return refuse(t, "the header has no column '%.*s': this is a table of steps",
                  STR("state"),
                  "Give dG of states, each the sum of the steps before it: *N2 -0.35, "
                  "and 0.50 to *NNH, make *NNH 0.15.");
}

static bool refuse_zero(study_table *t, str name)
{
    return refuse(
        t, "the zero of '%.*s' is not told", name,
        "Call it dG (dE without corrections) when each value is a level of "
        "the pathway, NH3 that has left counted in; E, with rows for *, N2, H2 "
        "and NH3 in the same zero, when it is a total or a formation energy; "
        "G when that has its corrections.");
}

static bool refuse_missing(study_table *t)
{
    bool has_state = study_has(t, COLUMN_STATE);
    return refuse(
        t, "the header has no column '%.*s'", str_of(has_state ? "E" : "state"),
        has_state ? "Name the energy: E (total), G (free), dG (relative to the bare "
                    "surface and gases), with its unit in brackets; with a column "
                    "for each catalyst dG_Fe, dG_Co."
                  : "A table begins with the names of its columns: state, and E "
                    "(total energy), G (free energy) or dG (relative to the bare "
                    "surface and gases); or one for each state, dG_*NNH; with "
                    "several catalysts also catalyst.");
}

/* What spreadsheets save as CSV is in the code page of their country. */
static bool is_utf8(const csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_utf8_length(row->at[i]) < row->at[i].len)
            return false;
    return true;
}

static bool refuse_encoding(study_table *t)
{
    diag_error(t->diag, "table", t->csv.header.where,
               "the names of the columns are not in UTF-8");
    diag_hint(t->diag,
              "Save it as CSV UTF-8, or convert it: iconv -f GBK -t UTF-8 FILE "
              "> NEW (or WINDOWS-1252 for GBK).");
    return false;
}

static bool refuse_header(study_table *t)
{
    bool has_state = study_has(t, COLUMN_STATE);
    double number;
    if (!is_utf8(&t->csv.header))
        return refuse_encoding(t);
    for (size_t i = 0; i < t->csv.header.n; i++)
        if (csv_number(&t->csv, t->csv.header.at[i], &number))
            return refuse(t, "a number, '%.*s', stands where a column is named",
                          t->csv.header.at[i],
                          "Begin the table with the names of its columns: "
                          "catalyst,state,dG.");
    if (has_step_word(t) && !has_state)
        return refuse_steps(t);
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        if (h->has_no_zero)
            return refuse_zero(t, h->name);
        if (h->names_state && !has_state)
            return refuse(t, "the column '%.*s' tells a state, but not which energy",
                          h->name,
                          "Write dG_*NNH for free energies at U = 0, relative to "
                          "the bare surface and gases, E_*NNH for total energies.");
    }
    return refuse_missing(t);
}

/* What is known as a gas and as an adsorbate. */
bool study_is_molecule(str name)
{
    static const char *const molecules[] = { "H2", "N2",   "NH3", "H2O", "O2",   "CO",
                                             "NO", "N2H4", "CO2", "CH4", "H2O2", NULL };
    return str_among(name, molecules);
}

/* "E_N2": on the surface, or not? */
static bool is_clear(study_table *t, const heading *h)
{
    bool is_relative = h->column == COLUMN_DG || h->column == COLUMN_DE;
    if (is_relative || !study_is_molecule(str_of(h->state)))
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
            h->column = N_COLUMNS;
            h->state = NULL;
            h->factor = 1;
            continue;
        }
        t->is_wide = true;
        ok = is_clear(t, h) && ok;
    }
    return ok;
}

/* --- columns that no heading tells --------------------------------------------------
 */

/* A star, a word for the bare surface, or a molecule: no catalyst is called so. */
static bool is_state_name(study_table *t, str text, bool *has_star)
{
    naming n = name_read(t->in->a, text);
    *has_star |= n.has_star && !n.is_bare;
    return n.has_star || n.is_bare || study_is_molecule(name_of_gas(text));
}

static bool holds_states(study_table *t, size_t i)
{
    bool has_star = false;
    for (size_t k = 0; k < t->csv.n_rows; k++)
        if (!is_state_name(t, t->csv.rows[k].at[i], &has_star))
            return false;
    return has_star;
}

/* "name", "system": the column is known by what stands in it. Two such are the ends of
 * steps. */
static void find_state_column(study_table *t)
{
    size_t n = 0, found = 0;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        bool may_be = h->column == N_COLUMNS || h->column == COLUMN_CATALYST;
        if (h->state || !may_be || !holds_states(t, i))
            continue;
        found = i;
        n++;
    }
    if (n != 1 || study_has(t, COLUMN_STATE) || has_step_word(t))
        return;
    if (t->headings[found].column == COLUMN_CATALYST)
        t->at[COLUMN_CATALYST] = SIZE_MAX;
    t->headings[found].column = COLUMN_STATE;
    t->at[COLUMN_STATE] = found;
}

static bool has_energy(const study_table *t)
{
    return study_has(t, COLUMN_E) || study_has(t, COLUMN_G) ||
           study_has(t, COLUMN_DG) || study_has(t, COLUMN_DE);
}

static bool is_energy(column c)
{
    return c == COLUMN_E || c == COLUMN_G || c == COLUMN_DG || c == COLUMN_DE;
}

/* A catalyst has an energy: ZPE_exp beside ZPE_calc are notes. */
static bool has_own_energy(const study_table *t, str subject)
{
    for (size_t i = 0; i < t->csv.header.n; i++)
        if (is_energy(t->headings[i].quantity) &&
            str_eq(t->headings[i].subject, subject))
            return true;
    return false;
}

/* "dG_Fe", "dG_Co" beside a column of states: each is a catalyst's. */
static void find_catalysts(study_table *t)
{
    if (!study_has(t, COLUMN_STATE) || study_has(t, COLUMN_CATALYST) || has_energy(t))
        return;
    const char *list = "";
    for (size_t i = 0; i < t->csv.header.n; i++) {
        heading *h = &t->headings[i];
        if (h->subject.len == 0 || !has_own_energy(t, h->subject))
            continue;
        h->column = h->quantity;
        h->factor = h->quantity_factor;
        h->state = NULL;
        h->catalyst = intake_catalyst(t->in, h->subject, t->csv.header.where)->name;
        list = arena_append(t->in->a, list, ", ", "%s", h->catalyst);
        t->is_tall = true;
    }
    if (t->is_tall)
        diag_note(t->diag, "columns", t->csv.header.where,
                  "a column for each catalyst: %s", list);
}

static bool has_numbers(const study_table *t, size_t i)
{
    double number;
    for (size_t k = 0; k < t->csv.n_rows; k++)
        if (csv_number(&t->csv, t->csv.rows[k].at[i], &number))
            return true;
    return false;
}

/* "TM", "site": of a column for each state, the first one may be of names. */
static void find_name_column(study_table *t)
{
    heading *h = t->headings;
    if (!t->is_wide || study_has(t, COLUMN_CATALYST) || h->column != N_COLUMNS ||
        has_numbers(t, 0))
        return;
    h->column = COLUMN_CATALYST;
    t->at[COLUMN_CATALYST] = 0;
}

/* "U", "S", "ΔH": what should have been a correction may be among the notes. */
static void tell_corrections(study_table *t)
{
    static const column sums[] = { COLUMN_G, COLUMN_CORRECTION, COLUMN_MODES };
    static const column parts[] = { COLUMN_ZPE, COLUMN_THERMAL, COLUMN_TS };
    bool is_whole = true, is_part = false;
    for (size_t i = 0; i < 3; i++) {
        is_whole &= study_has(t, parts[i]);
        is_part |= study_has(t, sums[i]);
    }
    const char *list = "";
    for (size_t i = 0; i < t->csv.header.n; i++)
        if (t->headings[i].column == N_COLUMNS && has_numbers(t, i))
            list = arena_append(t->in->a, list, ", ", "%.*s",
                                (int)t->headings[i].name.len, t->headings[i].name.at);
    if (!study_has(t, COLUMN_E) || is_whole || is_part || !*list)
        return;
    diag_note(t->diag, "unknown-column", t->csv.header.where, "kept as notes: %s",
              list);
    diag_hint(t->diag,
              "Corrections are called ZPE, thermal (the integral of Cp), TS (or "
              "-TS), all in eV, and Gcorr when they are one sum.");
}

/* Columns that look like an energy, and are not read as one. */
static void tell_notes(study_table *t)
{
    const char *list = "";
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        bool is_note = h->column == N_COLUMNS && (t->is_wide || has_numbers(t, i));
        if (is_note && (h->has_no_zero || h->subject.len > 0))
            list = arena_append(t->in->a, list, ", ", "%.*s", (int)h->name.len,
                                h->name.at);
    }
    if (*list)
        diag_note(t->diag, "unknown-column", t->csv.header.where,
                  "kept as notes, since no state is named or no zero told: %s", list);
}

static bool any_of_state(const study_table *t)
{
    for (size_t i = 0; i < t->csv.header.n; i++)
        if (t->headings[i].state)
            return true;
    return false;
}

bool study_has_any(const study_table *t, column c)
{
    bool found = study_has(t, c);
    for (size_t i = 0; i < t->csv.header.n && !found; i++)
        found = t->headings[i].column == c;
    return found;
}

/* dE makes dG of its corrections: without a column for one, no row has it. */
static bool may_use_dE(study_table *t)
{
    if (!study_has_any(t, COLUMN_DE) || study_has_any(t, COLUMN_DG) ||
        study_has_any(t, COLUMN_CORRECTION))
        return true;
    const char *missing = "", *assumed = "";
    for (size_t i = 0; i < N_STUDY_TERMS; i++) {
        column c = study_terms[i].column;
        if (study_has_any(t, c) || t->in->options->assumed_zero & study_terms[i].zero)
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
    t->site_at = SIZE_MAX;
    for (column c = 0; c < N_COLUMNS; c++)
        t->at[c] = SIZE_MAX;
    t->headings = arena_new(t->in->a, heading, n);
    for (size_t i = 0; i < n; i++) {
        ok = heading_read(t->in->a, t->csv.header.at[i], t->csv.header.where,
                          &t->headings[i], t->diag) &&
             place(t, i) && ok;
        t->is_catmap |= str_eq(t->headings[i].name, STR("species_name"));
        if (str_eq(t->headings[i].name, STR("site_name")))
            t->site_at = i;
    }
    if (!any_of_state(t))
        find_state_column(t);
    find_catalysts(t);
    ok = find_states(t) && ok;
    find_name_column(t);
    for (size_t i = 0; i < n; i++)
        if (t->headings[i].column == N_COLUMNS)
            suggest_column(t, t->headings[i].name);
    if (!t->is_wide && !t->is_tall && (!study_has(t, COLUMN_STATE) || !has_energy(t)))
        return ok && refuse_header(t);
    tell_notes(t);
    tell_corrections(t);
    return may_use_dE(t) && ok;
}
