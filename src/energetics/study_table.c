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
 * or a column for each catalyst, and a row for each state:
 *
 *     state,dG_Fe,dG_Co
 *     *NNH,0.29,0.41
 *
 * Where catalysts stand in a column of merged cells an empty one is as that above it.
 * study_header.c tells which column holds what. Columns it does not know are the user's
 * notes; numbers in them can be correlated with the results.
 */
#include "energetics/study_header.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/names.h"
#include "io/source.h"
#include "io/tree.h"
#include "network/names.h"

typedef struct {
    chp_fact of[N_COLUMNS];
} values;

static str field(const study_table *t, const csv_row *row, column c)
{
    return study_has(t, c) ? row->at[t->at[c]] : STR("");
}

static bool read_value(study_table *t, const csv_row *row, size_t i, const char *state,
                       chp_fact *out)
{
    str text = row->at[i];
    double value;
    if (csv_is_absent(text))
        return true;
    if (!csv_number(&t->csv, text, &value)) {
        diag_error(t->diag, "not-a-number", row->where, "%s of %s is '%.*s'",
                   column_name(t->headings[i].column), state, (int)text.len, text.at);
        diag_hint(t->diag,
                  "Write the number alone, with a decimal point: units stand in "
                  "the heading, remarks in a column of their own. Leave the "
                  "field empty when the value is not known.");
        return false;
    }
    *out = (chp_fact){ value * t->headings[i].factor, true, row->where };
    return true;
}

/* What stands in the columns of one state: in all of them, when there is one for each
 * quantity. */
static bool read_values(study_table *t, const csv_row *row, const char *state,
                        const char *catalyst, values *v)
{
    bool ok = true;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const heading *h = &t->headings[i];
        bool is_mine = !t->is_wide || (h->state && strcmp(h->state, state) == 0);
        is_mine = is_mine && (!h->catalyst || strcmp(h->catalyst, catalyst) == 0);
        if (is_mine && column_is_value(h->column))
            ok = read_value(t, row, i, state, &v->of[h->column]) && ok;
    }
    return ok;
}

/* One number for all corrections makes a free energy of the energy: there is no more to
 * know of it. */
static void add_correction(values *v, column energy, column free_energy)
{
    static const column others[] = { COLUMN_SOLVATION, COLUMN_FIELD, COLUMN_USER };
    const chp_fact *all = &v->of[COLUMN_CORRECTION];
    if (!v->of[energy].known || !all->known || v->of[free_energy].known)
        return;
    v->of[free_energy] = v->of[energy];
    v->of[free_energy].value += all->value;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        v->of[free_energy].value += v->of[others[i]].known ? v->of[others[i]].value : 0;
}

/* Of the bare surface there are no corrections. */
static bool add_relative(study_table *t, chp_where at, const char *state, values *v)
{
    if (!v->of[COLUMN_DE].known || v->of[COLUMN_DG].known)
        return true;
    double dG_eV = v->of[COLUMN_DE].value;
    for (size_t i = 0; i < N_STUDY_TERMS; i++) {
        column c = study_terms[i].column;
        bool may_be_zero = t->in->options->assumed_zero & study_terms[i].zero ||
                           name_is_bare(str_of(state));
        if (v->of[c].known)
            dG_eV += study_terms[i].sign * v->of[c].value;
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

static bool read_modes(study_table *t, const csv_row *row, entry *e)
{
    str text = field(t, row, COLUMN_MODES);
    if (csv_is_absent(text))
        return true;
    if (!intake_modes(t->in, text, e, row->where, t->diag))
        return false;
    double *modes = arena_new(t->in->a, double, e->modes.n + 1);
    for (size_t i = 0; i < e->modes.n; i++)
        modes[i] = e->modes.cm1[i] * t->headings[t->at[COLUMN_MODES]].factor;
    e->modes.cm1 = modes;
    e->modes.is_given =
        e->modes.n > 0 || !t->is_catmap; // CatMAP writes [] for "not told"
    return true;
}

/* Numbers in columns of other names; words are for the reader of the table. */
static void read_notes(study_table *t, const csv_row *row, entry *e)
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

static bool is_gas_word(str catalyst)
{
    return csv_is_absent(catalyst) || name_is_gas_folder(catalyst) ||
           str_eq_nocase(catalyst, STR("gas phase"));
}

/* A total energy in solution is none of what solvation adds. */
static bool is_small(study_table *t, const char *state, const chp_fact *solvation)
{
    const double most_eV = 5;
    if (!solvation->known || fabs(solvation->value) <= most_eV)
        return true;
    diag_error(t->diag, "solvation", solvation->at, "solvation of %s is %.3f eV", state,
               solvation->value);
    diag_hint(t->diag, "It is what is added to E. Where it is the total energy in "
                       "solution, call the column E.");
    return false;
}

/* A dE is often that of formation from N2 / 2 and H2, and then not a level: *N is
 * reached with one NH3 given off. */
static void tell_level(study_table *t, const values *v, const entry *e)
{
    naming n = name_read(t->in->a, str_of(e->name));
    bool is_fragment = n.n_meanings == 1 && n.meaning[0].text[0] == 'M';
    if (!v->of[COLUMN_DE].known || !is_fragment || t->has_told_level)
        return;
    t->has_told_level = true;
    diag_note(t->diag, "level", e->at,
              "dE of %s is taken for a level of the pathway, one NH3 given off",
              e->name);
    diag_hint(t->diag,
              "Where it is formed from half of N2 and H2, call the column E, and "
              "give rows for *, N2 and H2, all 0, and NH3.");
}

/* One state of a row; `catalyst` is NULL for a gas. Where each catalyst has a column,
 * `whose` is read. */
static bool read_state(study_table *t, const csv_row *row, str state,
                       const char *catalyst, const char *whose)
{
    entry e = { .catalyst = catalyst,
                .name = arena_str(t->in->a, state),
                .source = row->where.path,
                .at = row->where,
                .is_extra = t->is_catmap };
    values v = { 0 };
    intake_special(t->in, &e);
    read_notes(t, row, &e);
    if (!read_values(t, row, e.name, whose, &v) || !read_modes(t, row, &e) ||
        !is_small(t, e.name, &v.of[COLUMN_SOLVATION]))
        return false;
    add_correction(&v, COLUMN_E, COLUMN_G);
    add_correction(&v, COLUMN_DE, COLUMN_DG);
    if (!add_relative(t, row->where, e.name, &v))
        return false;
    take_values(&v, &e);
    tell_level(t, &v, &e);
    if (!e.E_eV.known && !e.G_eV.known && !e.dG_eV.known) {
        diag_note(t->diag, "no-energy", row->where,
                  "%s has no energy here: it counts as not supplied", e.name);
        return true;
    }
    intake_add(t->in, e);
    return true;
}

/* Its gases are ends: no gas has a dG. */
static bool is_ladder(const study_table *t)
{
    return !study_has_any(t, COLUMN_E) && !study_has_any(t, COLUMN_G);
}

static bool is_starred(study_table *t, str state)
{
    naming n = name_read(t->in->a, state);
    return n.has_star && !n.is_bare;
}

/* Of a table without catalysts: N2 beside *N2 is the gas. */
static bool is_gas(const study_table *t, str state)
{
    return !is_ladder(t) &&
           (name_says_gas(state) || (t->has_stars && study_is_molecule(state)));
}

/* --- sites ---------------------------------------------------------------------------
 *
 * What CatMAP calls a surface may have several: those of Pt 111 and Pt 211 are two
 * catalysts, Pt(111) and Pt(211). */

static sited *sited_of(const study_table *t, str surface)
{
    size_t at = lookup_find(&t->surfaces, surface);
    return at < t->n_sited ? &t->sited[at] : NULL;
}

static void look_at_sites(study_table *t)
{
    const char *list = "";
    if (!t->is_catmap || t->site_at == SIZE_MAX || !study_has(t, COLUMN_CATALYST))
        return;
    for (size_t i = 0; i < t->csv.n_rows; i++) {
        str surface = field(t, &t->csv.rows[i], COLUMN_CATALYST);
        str site = t->csv.rows[i].at[t->site_at];
        sited *known = sited_of(t, surface);
        if (is_gas_word(surface))
            continue;
        if (!known) {
            t->sited = arena_grow(t->in->a, t->sited, t->n_sited, sizeof *t->sited);
            lookup_add(t->in->a, &t->surfaces, surface, t->n_sited);
            t->sited[t->n_sited++] = (sited){ site, false };
        } else if (!known->has_several && !str_eq(known->site, site)) {
            known->has_several = true;
            list = arena_append(t->in->a, list, ", ", "%.*s", (int)surface.len,
                                surface.at);
        }
    }
    if (*list)
        diag_note(t->diag, "sites", t->csv.header.where,
                  "each site is a catalyst, of %s", list);
}

static const char *catalyst_at_site(study_table *t, const csv_row *row)
{
    str surface = field(t, row, COLUMN_CATALYST);
    const sited *known = sited_of(t, surface);
    if (known && known->has_several) {
        str site = row->at[t->site_at];
        surface = str_of(arena_print(t->in->a, "%.*s(%.*s)", (int)surface.len,
                                     surface.at, (int)site.len, site.at));
    }
    return intake_catalyst(t->in, surface, row->where)->name;
}

/* The catalyst of a row; NULL for a gas. `above` is that of the row before. */
static const char *catalyst_of(study_table *t, const csv_row *row, str state,
                               const char *above)
{
    str catalyst = field(t, row, COLUMN_CATALYST);
    if (!is_gas_word(catalyst))
        return catalyst_at_site(t, row);
    bool is_below = t->is_merged && catalyst.len == 0 && !name_says_gas(state) &&
                    !study_is_molecule(state);
    return is_below ? above : NULL;
}

static bool read_row(study_table *t, const csv_row *row, const char *only_catalyst,
                     const char **above)
{
    str state = field(t, row, COLUMN_STATE);
    if (state.len == 0) {
        diag_error(t->diag, "table", row->where, "this row names no state");
        diag_hint(t->diag, "Begin a line of words, such as a footnote, with #.");
        return false;
    }
    if (!study_has(t, COLUMN_CATALYST))
        return read_state(t, row, state, is_gas(t, state) ? NULL : only_catalyst, "");
    const char *catalyst = catalyst_of(t, row, state, *above);
    if (catalyst)
        *above = catalyst;
    return read_state(t, row, state, catalyst, "");
}

/* --- a column for each catalyst ----------------------------------------------------
 */

static bool is_first_of_catalyst(const study_table *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (t->headings[k].catalyst == t->headings[i].catalyst)
            return false;
    return true;
}

/* A gas stands in the columns of all catalysts, or in the first: once is enough. */
static bool read_tall_row(study_table *t, const csv_row *row)
{
    str state = field(t, row, COLUMN_STATE);
    bool ok = true, is_of_gas = is_gas(t, state);
    if (state.len == 0)
        return read_row(t, row, NULL, NULL);
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const char *whose = t->headings[i].catalyst;
        if (!whose || !is_first_of_catalyst(t, i))
            continue;
        ok = read_state(t, row, state, is_of_gas ? NULL : whose, whose) && ok;
        if (is_of_gas)
            break;
    }
    return ok;
}

/* --- a column for each state --------------------------------------------------------
 */

/* The first column of this state: the others of it are read along with it. */
static bool is_first_of_state(const study_table *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (t->headings[k].state &&
            strcmp(t->headings[k].state, t->headings[i].state) == 0)
            return false;
    return true;
}

/* Gases stand in every row of such a table: those of one row are enough. */
static bool read_wide_row(study_table *t, const csv_row *row, const char *only_catalyst)
{
    str catalyst = field(t, row, COLUMN_CATALYST);
    bool ok = true, is_first = row == t->csv.rows;
    if (study_has(t, COLUMN_CATALYST) && catalyst.len == 0) {
        diag_error(t->diag, "table", row->where, "this row names no catalyst");
        return false;
    }
    const char *name = study_has(t, COLUMN_CATALYST)
                           ? intake_catalyst(t->in, catalyst, row->where)->name
                           : only_catalyst;
    for (size_t i = 0; i < t->csv.header.n; i++) {
        const char *state = t->headings[i].state;
        if (!state || !is_first_of_state(t, i))
            continue;
        bool is_gas = name_says_gas(str_of(state));
        if (!is_gas || is_first || !str_eq(row->at[i], t->csv.rows[0].at[i]))
            ok = read_state(t, row, str_of(state), is_gas ? NULL : name, "") && ok;
    }
    return ok;
}

/* Without a column of catalysts there is one, and it has one row. */
static bool has_one_row(study_table *t)
{
    if (!t->is_wide || study_has(t, COLUMN_CATALYST) || t->csv.n_rows < 2)
        return true;
    diag_error(t->diag, "table", t->csv.header.where,
               "no column tells the catalysts of the %zu rows", t->csv.n_rows);
    diag_hint(t->diag, "Call the column that does 'catalyst'.");
    return false;
}

/* In CatMAP's table energies are those of formation: the bare surface is their zero. */
static void add_bare_surfaces(study_table *t, size_t first)
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

/* How the rows are to be understood, from all of them: whether adsorbates have stars,
 * and whether some stand in rows without a catalyst, as under a merged cell. */
static void look_at_rows(study_table *t)
{
    bool is_named = false;
    for (size_t i = 0; i < t->csv.n_rows && study_has(t, COLUMN_STATE); i++) {
        const csv_row *row = &t->csv.rows[i];
        bool has_star = is_starred(t, field(t, row, COLUMN_STATE));
        bool is_empty =
            study_has(t, COLUMN_CATALYST) && field(t, row, COLUMN_CATALYST).len == 0;
        t->has_stars |= has_star;
        t->is_merged |= is_named && is_empty && has_star;
        is_named |= study_has(t, COLUMN_CATALYST) && !is_empty;
    }
    if (t->is_merged)
        diag_note(t->diag, "merged-cells", t->csv.header.where,
                  "states without a catalyst are taken for those of the one above");
}

/* "fe-n4" of "tables/fe-n4.csv.gz": what a table without catalysts is about. */
static str stem(const char *path)
{
    str name = path_name(path), front;
    str_cut(&name, '.', &front);
    return front.len > 0 ? front : STR("catalyst");
}

/* States of a table without catalysts; one of gases alone has none. */
static bool has_nameless_states(const study_table *t)
{
    bool has_states = t->is_wide;
    for (size_t i = 0; i < t->csv.n_rows && study_has(t, COLUMN_STATE); i++)
        has_states |= !is_gas(t, field(t, &t->csv.rows[i], COLUMN_STATE));
    return has_states && !study_has(t, COLUMN_CATALYST) && !t->is_tall;
}

static bool take(study_table *t, source *s, const char *path)
{
    bool ok = csv_read(t->in->a, source_scan(s), &t->csv, t->diag);
    study_take_units(t->in->a, &t->csv);
    if (t->csv.header.n == 0 || !study_header_read(t) || !has_one_row(t))
        return false;
    size_t first = t->in->n_entries;
    const char *only = NULL, *above = NULL;
    look_at_rows(t);
    look_at_sites(t);
    if (has_nameless_states(t))
        only = intake_catalyst(t->in, stem(path), (chp_where){ path, 0 })->name;
    for (size_t i = 0; i < t->csv.n_rows; i++) {
        const csv_row *row = &t->csv.rows[i];
        bool is_read = t->is_wide   ? read_wide_row(t, row, only)
                       : t->is_tall ? read_tall_row(t, row)
                                    : read_row(t, row, only, &above);
        ok = is_read && ok;
    }
    if (t->is_catmap)
        add_bare_surfaces(t, first);
    return ok;
}

bool intake_table(intake *in, const char *path, chp_diag *diag)
{
    source *s = source_open(path, NULL, diag);
    if (!s)
        return false;
    study_table t = { .in = in, .diag = diag };
    bool ok = take(&t, s, path);
    intake_source(in, path);
    return source_close(s, diag) && ok;
}
