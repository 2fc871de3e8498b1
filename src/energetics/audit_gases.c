/* A reaction needs its gases: what is adsorbed is compared with them, and half of H2
 * stands for a proton and its electron. And water is a liquid: its vapour stands for it
 * only at the vapour pressure. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/audit.h"

typedef struct {
    const chp_study *s;
    size_t n;
    const char **told;
    chp_diag *diag;
} missing;

static const chp_reaction *reaction_of(const chp_study *s, const char *name)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        if (strcmp(s->reactions[i]->name, name) == 0)
            return s->reactions[i];
    return NULL;
}

static const chp_kind *species_of(const chp_reaction *r, const char *name)
{
    for (size_t i = 0; i < r->n_species; i++)
        if (strcmp(r->species[i].name, name) == 0)
            return &r->species[i];
    return NULL;
}

/* Somebody cares for the reaction: a state of it was calculated, not only the bare
 * surface. */
static bool is_meant(const chp_catalyst *c, const chp_reaction *r)
{
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_kind *kind = species_of(r, c->states[i].name);
        if (!c->states[i].is_bare && kind && !kind->is_bare)
            return true;
    }
    return false;
}

static bool is_told(const missing *m, const char *gas)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->told[i], gas) == 0)
            return true;
    return false;
}

static void tell(missing *m, const subject *of, const char *reaction, const char *gas)
{
    m->told[m->n++] = gas;
    diag_error(m->diag, "missing-gas", of->entry->at,
               "%s needs the gas %s, which was not given", reaction, gas);
    diag_hint(m->diag,
              "Put its run into gas/%s, or its energy into the table or study file: a "
              "row without a catalyst is a gas. Energies relative to gases are called "
              "dG.",
              gas);
}

static void look_at(missing *m, const subject *of, const chp_catalyst *c,
                    const chp_profile *p)
{
    const chp_reaction *r = reaction_of(m->s, p->reaction);
    if (p->is_complete || !r || !is_meant(c, r))
        return;
    for (const char *const *name = p->missing; name && *name; name++) {
        const chp_kind *kind = species_of(r, *name);
        bool is_gas = kind ? kind->phase == CHP_FLUID : strcmp(*name, "H2") == 0;
        // O2 is made of the other two, where they are known
        bool is_wanted = is_gas && (strcmp(*name, "O2") != 0 || study_gas(m->s, "H2O"));
        if (is_wanted && !study_gas(m->s, *name) && !is_told(m, *name))
            tell(m, of, p->reaction, *name);
    }
}

/* Steam at 1 bar lies 0.089 eV above liquid water at 298.15 K. */
static void check_water(const chp_study *s, chp_diag *diag)
{
    const double slack = 1.15; // the customary 0.035 bar is that of 300 K
    const member *water = study_gas(s, "H2O");
    double T_K = s->in.options->T_K, vapour_bar = chp_water_vapour_pressure_bar(T_K);
    double bar = options_pressure_bar(s->in.options, "H2O");
    if (!water || !water->state->g.pressure_eV.known)
        return;
    bool is_hot = T_K > 373.15 && !chp_water_is_liquid(T_K);
    if (is_hot && bar == vapour_bar) {
        diag_warn(diag, "water", water->state->at,
                  "there is no liquid water at %g K: H2O counts as its vapour at the "
                  "critical pressure, %.5g bar",
                  T_K, bar);
        diag_hint(diag, "Give the pressure that is meant: --pressure H2O=1.");
    } else if (!is_hot && bar > slack * vapour_bar) {
        diag_warn(diag, "water", water->state->at,
                  "H2O at %g bar is no liquid water, whose vapour pressure is %.4g bar "
                  "at %g K: it lies %.3f eV higher",
                  bar, vapour_bar, T_K, BOLTZMANN_EV_K * T_K * log(bar / vapour_bar));
        diag_hint(diag, "Leave --pressure H2O out, unless steam is what reacts.");
    }
}

/* Products whose U_eq is that of their solution, and the vapour above 1 mol/kg of it:
 * 19 Pa of HCOOH (Peterson et al., Energy Environ. Sci. 3, 1311 (2010) and after them
 * others); H2O2 by the NBS tables, exp[(-134.03 + 105.57) kJ/mol / RT]. */
static const struct {
    const char *gas;
    double bar;
} solutes[] = { { "HCOOH", 1.9e-4 }, { "H2O2", 1.0e-5 } };

static bool is_product(const chp_reaction *r, const char *gas)
{
    for (size_t i = 0; i < r->n_overall; i++)
        if (r->overall_terms[i].coefficient > 0 &&
            strcmp(r->species[r->overall_terms[i].species].name, gas) == 0)
            return r->has_equilibrium;
    return false;
}

static void check_solutes(const chp_study *s, const chp_reaction *r, chp_diag *diag)
{
    for (size_t i = 0; i < sizeof solutes / sizeof *solutes; i++) {
        const member *m = study_gas(s, solutes[i].gas);
        double bar = options_pressure_bar(s->in.options, solutes[i].gas);
        if (!m || !m->state->g.pressure_eV.known || bar != 1 ||
            !is_product(r, solutes[i].gas))
            continue;
        diag_note(diag, "product", m->state->at,
                  "%s leaves as a gas of 1 bar, and U_eq of %s is that of its solution",
                  solutes[i].gas, r->name);
        diag_hint(diag, "--pressure %s=%.2g is the vapour above 1 mol/kg.",
                  solutes[i].gas, solutes[i].bar);
    }
}

void audit_gases(chp_study *s, const chp_catalyst *catalysts, chp_diag *diag)
{
    size_t n_fluids = 1;
    for (size_t i = 0; i < s->n_reactions; i++)
        n_fluids += s->reactions[i]->n_species;
    check_water(s, diag);
    for (size_t i = 0; i < s->n_reactions; i++)
        check_solutes(s, s->reactions[i], diag);
    missing m = { .s = s,
                  .told = arena_new(&s->memory, const char *, n_fluids),
                  .diag = diag };
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < catalysts[i].n_profiles; k++)
            look_at(&m, &s->subjects[i], &catalysts[i], &catalysts[i].profiles[k]);
}
