/* results.json of an earlier run: its states and gases are what was given, so that they
 * can be looked at under other conditions, beside others, or without the runs. */
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/intake.h"
#include "io/source.h"

/* The lists of a catalyst; gases are like states. */
typedef enum { STATES, TRANSITION_STATES, BULK } part;

typedef struct {
    intake *in;
    const char *path;
    chp_diag *diag;
    double T_K, pH_eV; // of the run that wrote it; kT ln 10 pH
    bool is_SHE, has_settings;
    size_t n_fixed; // states whose corrections cannot be made again
} reader;

static const char *text(reader *r, const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? arena_str(r->in->a, str_of(value)) : NULL;
}

static chp_fact number(reader *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value))
        return (chp_fact){ 0 };
    return (chp_fact){ json_number_value(value), true, { r->path, 0 } };
}

/* --- states ---------------------------------------------------------------------- */

static const struct {
    const char *key;
    size_t offset;
} columns[] = {
    { "E_eV", offsetof(entry, E_eV) },
    { "ZPE_eV", offsetof(entry, ZPE_eV) },
    { "thermal_eV", offsetof(entry, thermal_eV) },
    { "TS_eV", offsetof(entry, TS_eV) },
    { "solvation_eV", offsetof(entry, solvation_eV) },
    { "field_eV", offsetof(entry, field_eV) },
    { "user_eV", offsetof(entry, user_eV) },
};

static void read_modes(reader *r, const json_t *list, entry *e)
{
    size_t n = json_array_size(list);
    if (n == 0)
        return;
    double *modes = arena_new(r->in->a, double, n);
    for (size_t i = 0; i < n; i++)
        modes[i] = json_number_value(json_array_get(list, i));
    e->modes = (given_modes){ true, n, modes, e->at };
}

/* Numbers that the study keeps of a state, and no formula takes. */
static void read_notes(reader *r, json_t *notes, entry *e)
{
    const char *name;
    json_t *value;
    json_object_foreach(notes, name, value)
    {
        if (json_is_number(value))
            intake_note(r->in, e,
                        (chp_note){ arena_str(r->in->a, str_of(name)), NULL,
                                    json_number_value(value) });
    }
}

static double value_or(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}

static bool has_numbers(const json_t *object, const char *const *keys)
{
    for (; *keys; keys++)
        if (!json_is_number(json_object_get(object, *keys)))
            return false;
    return true;
}

/* The parabola at constant potential, and the answer to a field: what they make of the
 * state is made again. */
static void read_responses(const json_t *state, entry *e)
{
    const json_t *omega = json_object_get(state, "omega");
    const json_t *field = json_object_get(state, "field_response");
    static const char *const parabola[] = { "omega0_eV", "capacitance_e_V", "U0_V",
                                            NULL };
    static const char *const answer[] = { "mu_eA", "alpha_eA2_V", NULL };
    e->omega.is_given = has_numbers(omega, parabola);
    if (e->omega.is_given)
        e->omega.fit = (chp_grand_potential){
            .omega0_eV = value_or(omega, "omega0_eV", 0),
            .capacitance_e_V = value_or(omega, "capacitance_e_V", 0),
            .capacitance_slope_e_V2 = value_or(omega, "capacitance_slope_e_V2", 0),
            .U0_V = value_or(omega, "U0_V", 0),
            .r_squared = value_or(omega, "r_squared", 1),
            .worst_eV = value_or(omega, "worst_eV", 0),
            .U_min_V = value_or(omega, "U_min_V", -INFINITY),
            .U_max_V = value_or(omega, "U_max_V", INFINITY),
        };
    e->field.has_response = has_numbers(field, answer);
    if (!e->field.has_response)
        return;
    e->field_eV = (chp_fact){ 0 };
    e->field.response = (chp_field_response){
        .mu_eA = value_or(field, "mu_eA", 0),
        .alpha_eA2_V = value_or(field, "alpha_eA2_V", 0),
        .n_points = (size_t)value_or(field, "n_points", 0),
        .F_min_V_A = value_or(field, "F_min_V_A", -INFINITY),
        .F_max_V_A = value_or(field, "F_max_V_A", INFINITY),
        .r_squared = value_or(field, "r_squared", 1),
        .worst_eV = value_or(field, "worst_eV", 0),
    };
}

static void forget(entry *e, bool has_ZPE)
{
    e->thermal_eV = e->TS_eV = (chp_fact){ 0 };
    if (has_ZPE)
        e->ZPE_eV = (chp_fact){ 0 };
}

/* What the run computed from modes, or took from tables, can be had again at another
 * temperature or under another policy. A gas keeps its ZPE: no choice changes it. */
static void make_again(reader *r, const json_t *state, entry *e)
{
    const char *by = text(r, state, "thermochemistry");
    chp_gas_data data;
    bool is_gas = !e->catalyst;
    bool is_lent = text(r, state, "borrowed_from") != NULL;
    chp_diag *quiet = chp_diag_new();
    bool is_tabulated = is_gas && by && chp_gas_table(e->name, r->T_K, &data, quiet) &&
                        strcmp(by, data.source) == 0;
    chp_diag_free(quiet);
    if (is_tabulated ||
        (!is_gas && by && strcmp(by, "harmonic") == 0 && e->modes.is_given && !is_lent))
        forget(e, !is_gas);
    else
        r->n_fixed += e->thermal_eV.known || !e->E_eV.known;
}

/* What the run only knew is given. A state that it could not use is passed over: its
 * messages stand in the file. */
static void read_state(reader *r, const json_t *state, const char *catalyst, part which)
{
    const char *name = text(r, state, "name");
    chp_fact G = number(r, state, "G_eV"), dG = number(r, state, "dG_eV");
    if (!name || (!G.known && !dG.known))
        return;
    entry e = { .catalyst = catalyst,
                .name = name,
                .source = text(r, state, "source"),
                .is_transition_state = which == TRANSITION_STATES,
                .is_bulk = which == BULK,
                .at = { r->path, 0 } };
    if (!e.source)
        e.source = r->path;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        *(chp_fact *)((char *)&e + columns[i].offset) =
            number(r, state, columns[i].key);
    read_modes(r, json_object_get(state, "modes_cm1"), &e);
    read_notes(r, json_object_get(state, "notes"), &e);
    read_responses(state, &e);
    make_again(r, state, &e);
    if (!G.known)
        e.dG_eV = dG;
    else if (!e.E_eV.known)
        e.G_eV = G;
    intake_add(r->in, e);
}

static void read_states(reader *r, const json_t *list, const char *catalyst, part which)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        read_state(r, json_array_get(list, i), catalyst, which);
}

/* --- pathways: which reactions, and how they close ------------------------------- */

static bool is_listed(const names *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i], name) == 0)
            return true;
    return false;
}

/* The whole of a cycle, as a table of dG has it in its row `end`: there protons cost
 * what they do at pH 0. */
static void read_end(reader *r, const json_t *pathway, const char *catalyst,
                     const char *reaction)
{
    const json_t *steps = json_object_get(pathway, "steps");
    double sum = 0;
    if (json_array_size(steps) == 0)
        return;
    for (size_t i = 0; i < json_array_size(steps); i++) {
        const json_t *step = json_array_get(steps, i);
        double n_H = json_number_value(json_object_get(step, "n_H"));
        double n_e = json_number_value(json_object_get(step, "n_e"));
        if (!json_is_true(json_object_get(step, "activation")))
            sum += json_number_value(json_object_get(step, "dG0_eV")) -
                   (r->is_SHE ? n_H : n_H - n_e) * r->pH_eV;
    }
    intake_add(r->in, (entry){ .catalyst = catalyst,
                               .name = "end",
                               .source = r->path,
                               .at = { r->path, 0 },
                               .dG_eV = { sum, true, { r->path, 0 } },
                               .is_end = true,
                               .end_reaction = reaction });
}

static void read_pathways(reader *r, const json_t *list, const char *catalyst,
                          chp_options *o)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *pathway = json_array_get(list, i);
        const char *reaction = text(r, pathway, "reaction");
        if (!reaction)
            continue;
        if (!r->has_settings && !is_listed(&o->reactions, reaction))
            (void)!chp_options_set(o, "reaction", reaction, (chp_where){ 0 }, r->diag);
        read_end(r, pathway, catalyst, reaction);
    }
}

/* --- the file -------------------------------------------------------------------- */

static void read_conditions(reader *r, const json_t *top, chp_options *o)
{
    static const char *const keys[][2] = { { "T_K", "temperature" }, { "pH", "pH" } };
    const json_t *conditions = json_object_get(top, "conditions");
    for (int i = 0; i < 2; i++) {
        chp_fact value = number(r, conditions, keys[i][0]);
        if (value.known)
            (void)!chp_options_set(o, keys[i][1],
                                   arena_print(r->in->a, "%.10g", value.value),
                                   (chp_where){ 0 }, r->diag);
    }
    const char *scale = text(r, conditions, "scale");
    if (scale)
        (void)!chp_options_set(o, "scale", scale, (chp_where){ 0 }, r->diag);
    chp_fact T_K = number(r, conditions, "T_K");
    r->T_K = T_K.known ? T_K.value : o->T_K;
    r->is_SHE = scale && strcmp(scale, "SHE") == 0;
    r->pH_eV = eV_per_pH(r->T_K) * number(r, conditions, "pH").value;
}

/* The options of the run, which shaped what it says. */
static void read_settings(reader *r, const json_t *list, chp_options *o)
{
    r->has_settings = json_is_array(list);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *name = text(r, one, "name"), *value = text(r, one, "value");
        if (name && value)
            (void)!chp_options_set(o, name, value, (chp_where){ 0 }, r->diag);
    }
}

static void warn_of_temperature(const reader *r)
{
    double T_K = r->in->options->T_K;
    if (r->n_fixed == 0 || fabs(T_K - r->T_K) < 0.01)
        return;
    diag_warn(r->diag, "fixed", (chp_where){ r->path, 0 },
              "%zu states and gases have the corrections of %g K, not of %g K",
              r->n_fixed, r->T_K, T_K);
    diag_hint(r->diag, "They are not made of modes or tables: run the study itself at "
                       "this temperature.");
}

static bool read_file(reader *r, const json_t *top)
{
    const json_t *catalysts = json_object_get(top, "catalysts");
    if (!json_is_integer(json_object_get(top, "schema")) || !json_is_array(catalysts)) {
        diag_error(r->diag, "json", (chp_where){ r->path, 0 },
                   "this is no results.json of chepath");
        diag_hint(r->diag, "Write energies of another source as a table: "
                           "catalyst,state,dG.");
        return false;
    }
    chp_options *o = chp_options_new();
    read_conditions(r, top, o);
    read_settings(r, json_object_get(top, "settings"), o);
    read_states(r, json_object_get(top, "gases"), NULL, STATES);
    for (size_t i = 0; i < json_array_size(catalysts); i++) {
        const json_t *one = json_array_get(catalysts, i);
        const char *name = text(r, one, "name");
        if (!name)
            continue;
        name = intake_catalyst(r->in, str_of(name), (chp_where){ r->path, 0 })->name;
        read_states(r, json_object_get(one, "states"), name, STATES);
        read_states(r, json_object_get(one, "transition_states"), name,
                    TRANSITION_STATES);
        read_states(r, json_object_get(one, "bulk"), name, BULK);
        read_pathways(r, json_object_get(one, "pathways"), name, o);
    }
    options_behind(r->in->options, o);
    warn_of_temperature(r);
    chp_options_free(o);
    return true;
}

/* What chepath writes is a few levels deep, and of a thousand catalysts some tens of MB
 * long. More is somebody's trap. */
enum { MOST_BYTES = 64 << 20, MOST_DEPTH = 32 };

/* The line on which lists and objects are nested too deeply; 0: on none. */
static size_t too_deep(str text)
{
    size_t depth = 0, line = 1;
    bool is_quoted = false;
    for (size_t i = 0; i < text.len && depth <= MOST_DEPTH; i++) {
        char c = text.at[i];
        line += c == '\n';
        if (c == '"')
            is_quoted = !is_quoted;
        else if (is_quoted && c == '\\')
            i++;
        else if (!is_quoted && (c == '[' || c == '{'))
            depth++;
        else if (!is_quoted && (c == ']' || c == '}') && depth > 0)
            depth--;
    }
    return depth > MOST_DEPTH ? line : 0;
}

static json_t *load(arena *a, const char *path, json_error_t *error, chp_diag *diag)
{
    str text;
    if (!source_text(a, path, MOST_BYTES, &text, diag))
        return NULL;
    size_t line = too_deep(text);
    if (line == 0)
        return json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, error);
    diag_error(diag, "json", (chp_where){ path, line },
               "lists and objects are nested more than %d deep", MOST_DEPTH);
    return NULL;
}

bool intake_json(intake *in, const char *path, chp_diag *diag)
{
    json_error_t error = { 0 };
    arena scratch = { 0 };
    json_t *top = load(&scratch, path, &error, diag);
    arena_clear(&scratch);
    reader r = { .in = in, .path = path, .diag = diag };
    if (!top && !*error.text)
        return false; // it was told
    if (!top) {
        size_t line = error.line > 0 ? (size_t)error.line : 0;
        diag_error(diag, "json", (chp_where){ path, line }, "%s", error.text);
        diag_hint(diag, "Write it again with `chepath run -o`.");
        return false;
    }
    bool ok = read_file(&r, top);
    json_decref(top);
    intake_source(in, path);
    return ok;
}
