/* G = E + ZPE + thermal - TS + kT ln p + corrections + solvation + field + user  (2.1)
 *
 * (Nørskov et al., J. Phys. Chem. B 108, 17886 (2004), with the terms that came later.)
 * What was given stands. A column that is not known is left out of the sum only when
 * it may be: an unknown never becomes zero. */
#include "energetics/energy.h"

chp_fact energy_of_run(const chp_study *s, const chp_run *run)
{
    const chp_energies *of = &run->calc.energies;
    switch (s->in.options->energy) {
    case CHP_SIGMA0:
        return of->sigma0_eV;
    case CHP_TOTEN:
        return of->toten_eV;
    case CHP_WITHOUT_ENTROPY:
        return of->without_entropy_eV;
    }
    return (chp_fact){ 0 };
}

chp_fact energy_electronic(const chp_study *s, const entry *e)
{
    return e->E_eV.known || !e->energy_run ? e->E_eV : energy_of_run(s, e->energy_run);
}

chp_state energy_as_given(const chp_study *s, const entry *e, const char *name)
{
    chp_state state = {
        .name = name,
        .source = e->energy_run ? e->energy_run->calc.path : e->source,
        .energy_run = e->energy_run,
        .modes_run = e->modes_run,
        .at = e->at,
        .dG_eV = e->dG_eV,
        .n_notes = e->n_notes,
        .notes = e->notes,
        .g = { .E_eV = energy_electronic(s, e),
               .ZPE_eV = e->ZPE_eV,
               .thermal_eV = e->thermal_eV,
               .TS_eV = e->TS_eV,
               .solvation_eV = e->solvation_eV,
               .field_eV = e->field_eV,
               .user_eV = e->user_eV,
               .G_eV = e->G_eV },
    };
    if (e->modes_run && e->modes_run != e->energy_run)
        state.modes_source = e->modes_run->calc.path;
    if (e->energy_run)
        state.magnetization_muB = e->energy_run->calc.magnetization_muB;
    return state;
}

static bool take_modes(chp_state *state, size_t n, const double *mode_cm1)
{
    state->has_modes = true;
    state->n_modes = n;
    state->mode_cm1 = mode_cm1;
    for (size_t i = 0; i < n; i++)
        state->n_imaginary += mode_cm1[i] < 0;
    return true;
}

bool energy_modes(const entry *e, chp_state *state)
{
    if (e->modes.is_given)
        return take_modes(state, e->modes.n, e->modes.cm1);
    const chp_run *runs[] = { e->modes_run, e->energy_run };
    for (int i = 0; i < 2; i++)
        if (runs[i] && runs[i]->calc.has_modes)
            return take_modes(state, runs[i]->calc.n_modes, runs[i]->calc.mode_cm1);
    return false;
}

void energy_fill(chp_free_energy *g, const chp_thermo *t)
{
    if (!g->ZPE_eV.known)
        g->ZPE_eV = fact_of(t->zpe_eV);
    if (!g->thermal_eV.known)
        g->thermal_eV = fact_of(t->thermal_eV);
    if (!g->TS_eV.known)
        g->TS_eV = fact_of(t->TS_eV);
}

void energy_assume_zero(const chp_study *s, chp_free_energy *g)
{
    const struct {
        unsigned bit;
        chp_fact *fact;
    } terms[] = { { ZERO_ZPE, &g->ZPE_eV },
                  { ZERO_THERMAL, &g->thermal_eV },
                  { ZERO_TS, &g->TS_eV } };
    for (int i = 0; i < 3; i++)
        if ((s->in.options->assumed_zero & terms[i].bit) && !terms[i].fact->known)
            *terms[i].fact = fact_of(0);
}

void energy_sum(chp_free_energy *g, bool corrections_needed)
{
    const struct {
        const chp_fact *fact;
        double sign;
        bool is_needed;
    } terms[] = {
        { &g->E_eV, 1, true },
        { &g->ZPE_eV, 1, corrections_needed },
        { &g->thermal_eV, 1, corrections_needed },
        { &g->TS_eV, -1, corrections_needed },
        { &g->pressure_eV, 1, false },
        { &g->correction_eV, 1, false },
        { &g->solvation_eV, 1, false },
        { &g->field_eV, 1, false },
        { &g->user_eV, 1, false },
    };
    if (g->G_eV.known)
        return;
    double sum = 0;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        if (!terms[i].fact->known && terms[i].is_needed)
            return;
        if (terms[i].fact->known)
            sum += terms[i].sign * terms[i].fact->value;
    }
    g->G_eV = (chp_fact){ sum, true, g->E_eV.at };
}
