#include "energetics/hindered.h"

#include "base/diag.h"
#include "thermo/subject.h"

static bool has_body(const chp_hindered *model)
{
    return model->mass_u > 0 && model->inertia_u_A2 > 0;
}

/* Mass and moment of the atoms that were free to vibrate. */
static bool take_body(const chp_calc *calc, chp_hindered *model)
{
    arena scratch = { 0 };
    const chp_thermo_request plain = { 0 };
    const double *mass_u = subject_masses_u(&scratch, calc, &plain, false);
    double total_u, inertia_u_A2;
    bool ok = mass_u && subject_free_part(calc, mass_u, &total_u, &inertia_u_A2);
    arena_clear(&scratch);
    if (!ok)
        return false;
    if (model->mass_u <= 0)
        model->mass_u = total_u;
    if (model->inertia_u_A2 <= 0)
        model->inertia_u_A2 = inertia_u_A2;
    return true;
}

const chp_hindered *hindered_of(chp_study *s, const entry *e, bool *ok, chp_diag *diag)
{
    *ok = true;
    if (!e->hindered.is_given)
        return NULL;
    chp_hindered *model = arena_new(&s->memory, chp_hindered, 1);
    *model = e->hindered.barriers;
    const chp_run *runs[] = { e->modes_run, e->energy_run };
    for (int i = 0; i < 2 && !has_body(model); i++)
        if (runs[i])
            (void)!take_body(&runs[i]->calc, model);
    if (has_body(model))
        return model;
    diag_error(diag, "hindered", e->hindered.at,
               "the mass and inertia of %s are not known", e->name);
    diag_hint(diag, "Give mass (u) and inertia (u Å2, about the surface normal), or a "
                    "frequency run that tells which atoms are free.");
    return *ok = false, NULL;
}

bool hindered_or_harmonic(const chp_state *state, const chp_thermo_options *how,
                          chp_where at, chp_thermo *out, chp_diag *diag)
{
    chp_modes modes = { state->mode_cm1, state->n_modes, at };
    return state->hindered
               ? chp_thermo_hindered(&modes, state->hindered, how, out, diag)
               : chp_thermo_adsorbate(&modes, how, out, diag);
}

const char *hindered_text(arena *a, const chp_hindered *m)
{
    return arena_print(a,
                       "sliding (W_t %.4g eV, %.4g u) and turning (W_r %.4g eV, %.4g u "
                       "Å2, n %d, symmetry %d) for the three softest modes",
                       m->barrier_translation_eV, m->mass_u, m->barrier_rotation_eV,
                       m->inertia_u_A2, m->n_minima, m->symmetry_number);
}

void hindered_check(const subject *of, const chp_catalyst *c, double T_K,
                    chp_diag *diag)
{
    const chp_state *hindered = NULL, *other = NULL;
    for (size_t i = 0; i < c->n_states; i++) {
        const chp_state *s = &c->states[i];
        if (s->is_bare || !s->is_used)
            continue;
        if (s->hindered)
            hindered = s;
        else if (s->g.TS_eV.known)
            other = s;
    }
    if (!hindered || !other)
        return;
    diag_warn(diag, "hindered", of->entry->at,
              "%s: %s is hindered, at a standard coverage of %.3f, and %s harmonic: "
              "two standard states in one pathway",
              c->name, hindered->name, chp_hindered_coverage(hindered->hindered, T_K),
              other->name);
    diag_hint(diag, "Treat all states alike, or say so beside the numbers.");
}
