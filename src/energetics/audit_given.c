/* Numbers as they were given: what the temperature and the pressures do not change. */
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"
#include "energetics/names.h"
#include "energetics/options.h"

/* Corrections follow no temperature, a free energy no pressure either. */
static bool is_fixed(const entry *e, bool is_usual_T)
{
    // a results.json tells its own temperature, and is looked at when it is read
    bool is_result = e->at.path && str_ends(str_of(e->at.path), STR(".json"));
    bool has_number = e->G_eV.known || e->dG_eV.known ||
                      (!is_usual_T && (e->thermal_eV.known || e->TS_eV.known));
    return has_number && !is_result && !name_is_bare(str_of(e->name));
}

/* What they are taken to hold at: "400 K", "298.15 K and N2 100 bar". */
static const char *conditions(chp_study *s)
{
    const chp_options *o = s->in.options;
    const char *text = arena_print(&s->memory, "%g K", o->T_K);
    for (size_t i = 0; i < o->n_pressures; i++)
        text = arena_append(&s->memory, text, ", ", "%s %g bar", o->pressures[i].gas,
                            o->pressures[i].bar);
    return text;
}

/* A paper's numbers belong to its conditions: the study's had better be the same. */
static void check_conditions(chp_study *s, chp_diag *diag)
{
    bool is_usual_T = options_at_reference_K(s->in.options);
    size_t n = 0;
    const entry *first = NULL;
    for (size_t i = 0; i < s->in.n_entries; i++) {
        const entry *e = &s->in.entries[i];
        if ((is_usual_T && s->in.options->n_pressures == 0) || !is_fixed(e, is_usual_T))
            continue;
        first = first ? first : e;
        n++;
    }
    if (!first)
        return;
    diag_note(diag, "given", first->at,
              "%zu %s given with G, dG, thermal or TS: %s taken to hold at %s", n,
              n == 1 ? "state is" : "states are", n == 1 ? "it is" : "they are",
              conditions(s));
    diag_hint(diag, "Given as E and modes they follow temperature and pressure.");
}

static void check_pressure(const chp_study *s, const char *gas, double bar,
                           chp_diag *diag)
{
    const member *m = study_gas(s, gas);
    if (!study_has_fluid(s, gas)) {
        diag_warn(diag, "unused-option", (chp_where){ 0 },
                  "no reaction here has the gas %s: its pressure of %g bar changes "
                  "nothing",
                  gas, bar);
    } else if (m && m->state->g.G_eV.known && !m->state->g.pressure_eV.known) {
        diag_warn(
            diag, "given", m->state->at,
            "G of %s is as given: its pressure of %g bar changes U_eq and no step", gas,
            bar);
        diag_hint(diag, "Give E, ZPE, thermal and TS, or G at that pressure.");
    }
}

void audit_given(chp_study *s, chp_diag *diag)
{
    const chp_options *o = s->in.options;
    check_conditions(s, diag);
    for (size_t i = 0; i < o->n_pressures; i++)
        check_pressure(s, o->pressures[i].gas, o->pressures[i].bar, diag);
}
