/* Free energies of gases.
 *
 *     G = E + ZPE + [H(T) - H(0)] - T S + kT ln p              (2.1), (2.5), (2.7)
 *
 * The terms in the middle are those of energy_corrections.c; gases that no run is taken
 * for are made of others by energy_derived.c. */
#include <math.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/audit.h"
#include "energetics/energy.h"

static void add_pressure(chp_study *s, chp_state *gas)
{
    const chp_options *o = s->in.options;
    double bar = options_pressure_bar(o, gas->name);
    gas->g.pressure_eV = fact_of(BOLTZMANN_EV_K * o->T_K * log(bar));
}

static bool same_energy(const chp_study *s, const entry *a, const entry *b)
{
    chp_fact x = a->G_eV.known ? a->G_eV : energy_electronic(s, a);
    chp_fact y = b->G_eV.known ? b->G_eV : energy_electronic(s, b);
    return x.known && y.known && fabs(x.value - y.value) < 1e-6;
}

/* One gas serves all catalysts: two that differ spoil it. */
static void check_duplicates(const chp_study *s, const slot *of, member *m,
                             chp_diag *diag)
{
    const entry *first = of->entries[0];
    for (size_t i = 1; i < of->n; i++) {
        const entry *again = of->entries[i];
        if (same_energy(s, first, again))
            continue;
        m->is_spoilt |= diag_error(
            diag, "duplicate", again->at,
            "the gas %s is given twice with different energies, before by %s", of->name,
            first->source);
        diag_hint(diag,
                  again->origin == first->origin
                      ? "Keep the one that goes with the runs of the surfaces."
                      : "Studies with gases of their own must be run one by one.");
    }
}

/* H2 stands behind every proton. */
static bool is_needed(const chp_study *s, const char *gas)
{
    return study_has_fluid(s, gas) || strcmp(gas, "H2") == 0;
}

static void say_incomplete(const chp_study *s, const chp_state *gas, chp_diag *diag)
{
    if (!is_needed(s, gas->name)) {
        diag_note(diag, "unused-state", gas->at,
                  "the gas %s is in no reaction here, and not all of it is known",
                  gas->name);
        return;
    }
    const struct {
        const char *word;
        const chp_fact *fact;
    } terms[] = { { "E", &gas->g.E_eV },
                  { "ZPE", &gas->g.ZPE_eV },
                  { "thermal", &gas->g.thermal_eV },
                  { "TS", &gas->g.TS_eV } };
    for (int i = 0; i < 4; i++) {
        if (terms[i].fact->known)
            continue;
        diag_error(diag, i == 0 ? "no-energy" : "missing-correction", gas->at,
                   "the gas %s has no %s", gas->name, terms[i].word);
        if (i == 1)
            diag_hint(diag, "Give its modes or its ZPE, or take the tabulated one with "
                            "--gas-zpe table.");
        else if (i > 1)
            diag_hint(diag,
                      "It is in no table: give %s, or its modes and a structure with "
                      "--gas-thermo rrho.",
                      terms[i].word);
    }
}

static void make_gas(chp_study *s, const slot *of, member *m, chp_diag *diag)
{
    const entry *e = of->entries[0];
    *m->state = energy_as_given(s, e, of->name);
    m->from = e;
    m->is_spoilt = !audit_run(s, e->energy_run, diag);
    if (e->modes_run != e->energy_run)
        m->is_spoilt |= !audit_run(s, e->modes_run, diag);
    check_duplicates(s, of, m, diag);
    if (m->state->g.G_eV.known)
        return;
    energy_correct_gas(s, m, diag);
    energy_assume_zero(s, &m->state->g);
    add_pressure(s, m->state);
    energy_sum(&m->state->g, true);
    if (!m->state->g.G_eV.known && !m->is_spoilt)
        say_incomplete(s, m->state, diag);
    m->is_spoilt |= !m->state->g.G_eV.known;
}

void energy_of_gases(chp_study *s, const slots *gases, chp_diag *diag)
{
    size_t most = gases->n + N_DERIVED_GASES;
    chp_state *states = arena_new(&s->memory, chp_state, most);
    s->gases = (members){ 0, arena_new(&s->memory, member, most) };
    for (size_t i = 0; i < most; i++)
        s->gases.at[i].state = &states[i];
    for (size_t i = 0; i < gases->n; i++)
        make_gas(s, &gases->at[i], &s->gases.at[s->gases.n++], diag);
    energy_derive_gases(s, diag);
}
