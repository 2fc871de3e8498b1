/* To read one more column: name it in `columns`. */
#include "energetics/columns.h"

#include "base/diag.h"
#include "chem/constants.h"
#include "chem/units.h"
#include "network/names.h"

enum { MOST_SPELLINGS = 14, LONGEST = 64 };

/* Spelled without blanks and underscores; Δ in all its forms is a d. */
static const struct {
    const char *name;
    const char *spellings[MOST_SPELLINGS];
} columns[N_COLUMNS] = {
    [COLUMN_CATALYST] = { "catalyst",
                          { "catalyst", "catalysts", "surface", "surfacename", "system",
                            "systems", "material", "materials", "metal", "candidate",
                            "SAC", "SACs", "structure", "substrate" } },
    [COLUMN_STATE] = { "state",
                       { "state", "states", "species", "speciesname", "adsorbate",
                         "adsorbates", "intermediate", "intermediates",
                         "adsorbedspecies", "reactionintermediate" } },
    [COLUMN_E] = { "E",
                   { "E", "energy", "formationenergy", "Etot", "Etotal", "totalenergy",
                     "EDFT", "DFTenergy", "Eel", "Eelec", "electronicenergy", "E0" } },
    [COLUMN_G] = { "G", { "G" } },
    [COLUMN_DG] = { "dG", { "dG" } },
    [COLUMN_DE] = { "dE", { "dE" } },
    [COLUMN_DZPE] = { "dZPE", { "dZPE", "dEZPE" } },
    [COLUMN_DTHERMAL] = { "dthermal",
                          { "dthermal", "dU", "dUvib", "dintCp", "dintCpdT", "∫dCp",
                            "∫dCpdT", "d∫CpdT" } },
    [COLUMN_DTS] = { "dTS", { "dTS", "TdS", "T*dS", "T·dS" } },
    [COLUMN_ZPE] = { "ZPE", { "ZPE", "EZPE" } },
    [COLUMN_THERMAL] = { "thermal",
                         { "thermal", "Ethermal", "H-H0", "CpdT", "intCp", "intCpdT",
                           "∫Cp", "∫CpdT", "Uvib", "Evib" } },
    [COLUMN_TS] = { "TS", { "TS", "T*S", "T·S" } },
    [COLUMN_SOLVATION] = { "solvation",
                           { "solvation", "solv", "Esolv", "dEsolv", "Gsolv", "dGsolv",
                             "Esolvation", "dEsolvation", "Gsolvation",
                             "dGsolvation" } },
    [COLUMN_FIELD] = { "field", { "field" } },
    [COLUMN_USER] = { "user", { "user" } },
    [COLUMN_CORRECTION] = { "Gcorr",
                            { "Gcorr", "dGcorr", "Gcorrection", "dGcorrection", "G-E",
                              "dG-dE", "freeenergycorrection" } },
    [COLUMN_MODES] = { "modes", { "modes", "frequencies" } },
};

/* Energies that are relative, or to what is not said: papers call both of them so. */
static const char *const without_zero[] = {
    "Eads",
    "Ead",
    "dEads",
    "Eb",
    "Ebind",
    "dEb",
    "adsenergy",
    "adsorption",
    "adsorptionenergy",
    "dEadsorption",
    "Eadsorption",
    "bindingenergy",
    "freeenergy",
    "gibbsfreeenergy",
    "gibbsenergy",
};
enum { N_WITHOUT_ZERO = sizeof without_zero / sizeof *without_zero };

const char *column_name(column c)
{
    return columns[c].name;
}

bool column_is_value(column c)
{
    return c >= COLUMN_E && c < COLUMN_MODES;
}

/* "ΔG (U = 0 V)", "dG_0V": at the potential at which all are given. */
static const char *const at_zero[] = {
    "(U=0)", "(U=0V)", "(0V)", "(U=0VvsRHE)", "(0VvsRHE)", "(U=0VvsSHE)", "(0VvsSHE)",
    "[U=0]", "[U=0V]", "[0V]", "(U=0.0V)",    "(atU=0)",   "(atU=0V)",    "(at0V)",
    "@0V",   "@U=0",   "0V",   "atU=0",       "atU=0V",
};
enum { N_AT_ZERO = sizeof at_zero / sizeof *at_zero };

/* --- words --------------------------------------------------------------------- */

static const struct {
    const char *from, *to;
} spelled[] = {
    { "Δ", "d" },     { "∆", "d" }, { "△", "d" }, { "\\Delta", "d" }, { "Delta", "d" },
    { "delta", "d" }, { "−", "-" }, { "–", "-" }, { "\u00a0", " " },  { "$", "" },
    { "{", "(" },     { "}", ")" }, { "⁻", "-" }, { "¹", "1" },
};
enum { N_SPELLED = sizeof spelled / sizeof *spelled };

static str plain(arena *a, str s)
{
    char *out = arena_new(a, char, s.len + 1);
    size_t n = 0;
    while (s.len > 0) {
        size_t i = 0;
        while (i < N_SPELLED && !str_starts(s, str_of(spelled[i].from)))
            i++;
        str to = i < N_SPELLED ? str_of(spelled[i].to) : str_part(s, 0, 1);
        memcpy(out + n, to.at, to.len);
        n += to.len;
        s = str_from(s, i < N_SPELLED ? strlen(spelled[i].from) : 1);
    }
    return str_trim((str){ out, n });
}

/* "formation_energy", "Formation energy": the blanks between words do not matter. */
static bool is_word(str text, str known)
{
    char joined[LONGEST];
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < sizeof joined; i++)
        if (text.at[i] != ' ' && text.at[i] != '_')
            joined[n++] = text.at[i];
    str word = { joined, n };
    // a short name must be meant as it stands: g and ts may be anything
    return known.len > 2 ? str_eq_nocase(word, known) : str_eq(word, known);
}

static column column_of(str name)
{
    for (column c = 0; c < N_COLUMNS; c++)
        for (size_t i = 0; i < MOST_SPELLINGS && columns[c].spellings[i]; i++)
            if (is_word(name, str_of(columns[c].spellings[i])))
                return c;
    return N_COLUMNS;
}

/* "-TS": the value that is added, so TS with the other sign. */
static bool is_negative(str name, column *c)
{
    if (!str_starts(name, STR("-")))
        return false;
    *c = column_of(str_trim(str_from(name, 1)));
    return *c == COLUMN_TS || *c == COLUMN_DTS;
}

/* --- units --------------------------------------------------------------------- */

static bool closes(str text)
{
    return text.len > 0 && strchr(")]", text.at[text.len - 1]);
}

/* "E [kJ/mol]", "E (eV)", "E_eV", "E / eV": cut off the unit when it is one. */
static bool cut_unit(str *name, str *unit, double *eV)
{
    for (size_t i = 1; i < name->len; i++) {
        if (!strchr("[(_/, ", name->at[i]))
            continue;
        bool is_open = strchr("[(", name->at[i]);
        str rest = str_from(*name, i + 1);
        if (is_open && !closes(rest))
            continue;
        rest.len -= is_open;
        if (!unit_energy_eV(rest, eV) || (!is_open && str_eq(rest, STR("K"))))
            continue;
        *unit = str_trim(rest);
        *name = str_trim(str_part(*name, 0, i));
        return true;
    }
    return false;
}

/* Whether the rest of a heading is one of these, whatever blanks are in it. */
static bool is_at_zero(str rest)
{
    for (size_t i = 0; i < N_AT_ZERO; i++)
        if (is_word(rest, str_of(at_zero[i])))
            return true;
    return false;
}

static void cut_at_zero(str *name)
{
    for (size_t i = 1; i < name->len; i++) {
        if (!strchr("[(_@, ", name->at[i]))
            continue;
        str rest = str_from(*name, i + (strchr("_, ", name->at[i]) ? 1 : 0));
        if (!is_at_zero(rest))
            continue;
        *name = str_trim(str_part(*name, 0, i));
        return;
    }
}

/* "Bader charge (e)": what stands in brackets at the end, whatever it is. */
static void cut_brackets(str *name, str *unit)
{
    const char *open = NULL;
    for (size_t i = 1; i < name->len && closes(*name); i++)
        if (!open && strchr("[(", name->at[i]))
            open = name->at + i;
    if (!open)
        return;
    size_t n = (size_t)(open - name->at);
    *unit = str_trim(str_part(*name, n + 1, name->len - n - 2));
    *name = str_trim(str_part(*name, 0, n));
}

/* --- a column for each state ---------------------------------------------------- */

/* Without a star it is made of what adsorbates are made of: E_F is the Fermi level. */
static bool is_state(arena *a, str name)
{
    enum { H = 1, C = 6, N = 7, O = 8 };
    naming n = name_read(a, name);
    chp_formula f;
    if (str_starts(name, STR("end")) || n.is_bare || n.has_star)
        return true;
    return name_formula(str_of(n.key), &f) && f.n[H] + f.n[C] + f.n[N] + f.n[O] > 0;
}

/* "_NNH", "(NNH)", "*NNH", " NNH" */
static str without_marks(str rest)
{
    if (rest.len > 0 && strchr("_ ", rest.at[0]))
        rest = str_trim(str_from(rest, 1));
    bool is_open = rest.len > 2 && strchr("([", rest.at[0]) && closes(rest);
    return is_open ? str_trim(str_part(rest, 1, rest.len - 2)) : rest;
}

/* "ΔGOOH*", "ΔGNNH": after a Δ nothing need stand between the two. That it is a state
 * its star tells; ΔEN is an electronegativity. */
static bool is_glued(arena *a, str name, size_t i)
{
    str state = str_from(name, i);
    bool is_named = i == 2 && state.len > 0 && state.at[0] >= 'A' && state.at[0] <= 'Z';
    return is_named && (str_starts(name, STR("dG")) || name_read(a, state).has_star);
}

/* "dG_*NNH", "ΔG(NNH)", "E*NNH": a quantity, and the state that it is of. */
static bool split_state(arena *a, heading *h)
{
    for (size_t i = 1; i < h->name.len; i++) {
        if (!strchr("_ (*[", h->name.at[i]) && !is_glued(a, h->name, i))
            continue;
        column c = column_of(str_part(h->name, 0, i));
        str state = without_marks(str_from(h->name, i));
        if (c == N_COLUMNS || !column_is_value(c) || !is_state(a, state))
            continue;
        h->column = h->quantity = c;
        h->state = arena_str(a, state);
        h->subject = str_of(h->state);
        h->quantity_factor = h->factor;
        return true;
    }
    return false;
}

/* "dG_Fe", "ΔG (Fe-N4)": a quantity, and what it may be of. */
static void read_subject(heading *h)
{
    h->quantity_factor = h->factor;
    for (size_t i = 1; i < h->name.len && h->subject.len == 0; i++) {
        column c = strchr("_ ([", h->name.at[i]) ? column_of(str_part(h->name, 0, i))
                                                 : N_COLUMNS;
        if (!column_is_value(c))
            continue;
        h->quantity = c;
        h->subject = without_marks(str_from(h->name, i));
    }
}

/* It keeps its own spelling: it will be the title of an axis. */
static void read_note(arena *a, str text, heading *h)
{
    read_subject(h);
    h->name = str_trim(text);
    h->unit = STR("");
    if (!cut_unit(&h->name, &h->unit, &h->factor))
        cut_brackets(&h->name, &h->unit);
    h->factor = 1;
    h->names_state = name_read(a, h->name).has_star || is_state(a, h->name);
    for (size_t i = 0; i < N_WITHOUT_ZERO; i++)
        for (size_t n = 1; n <= h->name.len && !h->has_no_zero; n++)
            h->has_no_zero =
                is_word(plain(a, str_part(h->name, 0, n)), str_of(without_zero[i]));
}

/* --- both ------------------------------------------------------------------------ */

static bool refuse_unit(const heading *h, chp_where where, chp_diag *diag)
{
    bool is_step = str_has(h->unit, STR("→")) || str_has(h->unit, STR("->"));
    diag_error(diag, "unit", where, "'%.*s' is no unit of energy, in the column %s",
               (int)h->unit.len, h->unit.at, columns[h->column].name);
    diag_hint(diag, is_step ? "It is a step: give the dG of states, dG_*NNH, each the "
                              "sum of the steps before it."
                            : "Use eV, meV, kJ/mol, kcal/mol or hartree.");
    return false;
}

bool heading_read(arena *a, str text, chp_where where, heading *out, chp_diag *diag)
{
    *out = (heading){
        .column = N_COLUMNS, .name = plain(a, text), .factor = 1, .quantity = N_COLUMNS
    };
    cut_at_zero(&out->name);
    bool is_energy = cut_unit(&out->name, &out->unit, &out->factor);
    cut_at_zero(&out->name);
    out->column = column_of(out->name);
    if (is_negative(out->name, &out->column))
        out->factor = -out->factor;
    if (out->column == N_COLUMNS && split_state(a, out))
        return true;
    if (!is_energy) {
        cut_brackets(&out->name, &out->unit);
        out->column = out->column == N_COLUMNS ? column_of(out->name) : out->column;
    }
    if (out->column == N_COLUMNS)
        read_note(a, text, out);
    else
        out->is_own_name = str_eq(out->name, str_of(columns[out->column].name));
    if (column_is_value(out->column) || out->column == COLUMN_MODES)
        if (out->unit.len > 0 && !is_energy)
            return refuse_unit(out, where, diag);
    if (out->column == COLUMN_MODES && is_energy)
        out->factor /= EV_PER_CM1;
    return true;
}
