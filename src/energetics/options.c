/* The choices of a study. An option remembers the texts it was set with, so that copies
 * and layers of options are made by setting them once more. */
#include "energetics/options.h"

#include <math.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "base/path.h"
#include "chem/constants.h"
#include "energetics/options_table.h"

static const struct {
    int option;
    const char *text;
} defaults[] = {
    { OPTION_TEMPERATURE, "298.15" },
    { OPTION_POTENTIAL, "0,UL" },
};

chp_options *chp_options_new(void)
{
    arena memory = { 0 };
    chp_options *o = arena_new(&memory, chp_options, 1);
    o->memory = memory;
    o->thermo = chp_thermo_defaults();
    o->n_paths = 10;
    o->co_limiting_eV = 0.05;
    o->absolute_V = CHP_ABSOLUTE_SHE_V;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        (void)options_read(defaults[i].option,
                           (setting){ o, str_of(defaults[i].text), NULL });
    return o;
}

void chp_options_free(chp_options *o)
{
    if (!o)
        return;
    arena memory = o->memory; // the record itself lives in it
    arena_clear(&memory);
}

static void apply(chp_options *o, int option, const char *text, const char *folder)
{
    (void)options_read(option, (setting){ o, str_of(text), folder });
    o->is_set[option] = true;
    o->history = arena_grow(&o->memory, o->history, o->n_history, sizeof *o->history);
    o->history[o->n_history++] =
        (option_setting){ option, arena_str(&o->memory, str_of(text)),
                          folder ? arena_str(&o->memory, str_of(folder)) : NULL };
}

static void replay(chp_options *o, const chp_options *from, const bool *is_taken)
{
    for (size_t i = 0; i < from->n_history; i++) {
        const option_setting *s = &from->history[i];
        if (!is_taken[s->option])
            apply(o, s->option, s->text, s->folder);
    }
}

chp_options *chp_options_copy(const chp_options *options)
{
    static const bool none[N_OPTIONS];
    chp_options *o = chp_options_new();
    replay(o, options, none);
    return o;
}

const char *options_text(arena *a, const option_setting *set)
{
    str text = str_of(set->text);
    bool may_be_file =
        set->option == OPTION_REACTION || set->option == OPTION_GAS_CORRECTION;
    bool is_file = may_be_file && (options_is_path(text) || str_has(text, STR(".")));
    return is_file ? path_from(a, set->folder, text) : arena_str(a, text);
}

void options_behind(chp_options *o, const chp_options *under)
{
    bool is_taken[N_OPTIONS];
    memcpy(is_taken, o->is_set, sizeof is_taken);
    replay(o, under, is_taken);
}

static bool unknown(str name, chp_where at, chp_diag *diag)
{
    const char *all[N_OPTIONS + 1] = { 0 };
    for (int i = 0; i < N_OPTIONS; i++)
        all[i] = chp_options_list()[i].name;
    const char *near = nearest_word(name, all);
    diag_error(diag, "unknown-option", at, "there is no option '%.*s'", (int)name.len,
               name.at);
    if (near)
        diag_hint(diag, "Did you mean '%s'?", near);
    return false;
}

bool chp_options_set(chp_options *o, const char *name, const char *value, chp_where at,
                     chp_diag *diag)
{
    int option = options_index(str_of(name));
    if (option < 0)
        return unknown(str_of(name), at, diag);
    str text = str_trim(str_of(value ? value : ""));
    const char *folder = at.path ? path_folder(&o->memory, at.path) : NULL;
    chp_options *trial = chp_options_new(); // a value refused leaves no trace
    bool ok = options_read(option, (setting){ trial, text, folder });
    chp_options_free(trial);
    if (!ok) {
        diag_error(diag, "bad-option", at, "%s cannot be '%.*s'",
                   chp_options_list()[option].name, (int)text.len, text.at);
        const char *near = options_near(option, text);
        if (near)
            diag_hint(diag, "Did you mean '%s'?", near);
        else
            diag_hint(diag, "%s", options_hint(option));
        return false;
    }
    apply(o, option, arena_str(&o->memory, text), folder);
    return true;
}

double options_pressure_bar(const chp_options *o, const char *gas)
{
    for (size_t i = o->n_pressures; i-- > 0;) // the last one said stands
        if (str_eq(str_of(gas), str_of(o->pressures[i].gas)))
            return o->pressures[i].bar;
    return str_eq(str_of(gas), STR("H2O")) ? chp_water_vapour_pressure_bar(o->T_K) : 1;
}

bool options_at_reference_K(const chp_options *o)
{
    const double same_K = 0.01; // 298 K is another temperature
    return fabs(o->T_K - REFERENCE_K) < same_K;
}
