#include "energetics/sensitivity.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/profile.h"

/* A larger spread than this is a warning. */
#define SPREAD_V 0.05

static const char *const policies[] = { "none", "floor:50", "floor:100", "grimme:100" };
enum { N_POLICIES = sizeof policies / sizeof *policies };

/* --- what a policy changes in a state -------------------------------------------- */

static double correction_eV(const chp_thermo *t, const entry *given)
{
    double sum = 0;
    sum += given->ZPE_eV.known ? 0 : t->zpe_eV;
    sum += given->thermal_eV.known ? 0 : t->thermal_eV;
    sum -= given->TS_eV.known ? 0 : t->TS_eV;
    return sum;
}

static bool correct(const member *m, const chp_thermo_options *how, double *eV)
{
    chp_thermo t;
    chp_diag *quiet = chp_diag_new();
    chp_diag_allow(quiet, "C07"); // what was allowed before is allowed here
    bool ok = chp_thermo_adsorbate(m->state->mode_cm1, m->state->n_modes, how,
                                   m->state->at, &t, quiet);
    chp_diag_free(quiet);
    if (ok)
        *eV = correction_eV(&t, m->from);
    return ok;
}

static const member *find(const members *of, const char *name)
{
    for (size_t i = 0; i < of->n; i++)
        if (strcmp(of->at[i].state->name, name) == 0)
            return &of->at[i];
    return NULL;
}

/* The state whose modes correct this one: itself, or that of the lender. */
static const member *corrector(const chp_study *s, const member *m)
{
    if (!m->state->borrowed_from)
        return m;
    for (size_t i = 0; i < s->n_subjects; i++)
        if (strcmp(s->subjects[i].entry->name, m->state->borrowed_from) == 0)
            return find(&s->subjects[i].states, m->state->name);
    return NULL;
}

/* How much G of a state changes; 0 for what has no modes. */
static double change_eV(const chp_study *s, const member *m,
                        const chp_thermo_options *how)
{
    const member *by = corrector(s, m);
    double now_eV, then_eV;
    bool has_own = by && by->state->has_modes && by->from && !by->from->G_eV.known &&
                   !by->from->dG_eV.known;
    if (!has_own || !correct(by, &s->in.options->thermo, &now_eV) ||
        !correct(by, how, &then_eV))
        return 0;
    return then_eV - now_eV;
}

/* --- what it changes in a profile ------------------------------------------------ */

static double step_change_eV(const chp_study *s, const subject *of,
                             const chp_profile_step *step,
                             const chp_thermo_options *how)
{
    double sum = 0;
    for (size_t i = 0; i < step->n_terms; i++) {
        const member *m = find(&of->states, step->terms[i].state->name);
        if (m && m->state == step->terms[i].state)
            sum += step->terms[i].coefficient * change_eV(s, m, how);
    }
    return sum;
}

static bool is_oxidation(const chp_study *s, const char *reaction)
{
    for (size_t i = 0; i < s->n_reactions; i++)
        if (strcmp(s->reactions[i]->name, reaction) == 0)
            return s->reactions[i]->is_oxidation;
    return false;
}

static chp_sensitivity under(chp_study *s, const subject *of, const chp_profile *p,
                             const char *policy)
{
    chp_thermo_options how = s->in.options->thermo;
    if (!chp_low_modes_read(policy, &how))
        return (chp_sensitivity){ 0 };
    chp_profile_step *steps = arena_new(&s->memory, chp_profile_step, p->n_steps + 1);
    for (size_t i = 0; i < p->n_steps; i++) {
        steps[i] = p->steps[i];
        steps[i].dG0_eV += step_change_eV(s, of, &p->steps[i], &how);
    }
    chp_profile q = {
        .reaction = p->reaction, .name = p->name, .n_steps = p->n_steps, .steps = steps
    };
    profile_judge(&s->memory, &q,
                  &(profile_terms){ .is_oxidation = is_oxidation(s, p->reaction) });
    return (chp_sensitivity){ .reaction = p->reaction,
                              .pathway = p->name,
                              .policy = policy,
                              .U_L_V = q.U_L_V,
                              .pds_from = steps[q.pds].from,
                              .pds_to = steps[q.pds].to };
}

/* --- all ------------------------------------------------------------------------- */

static void judge_spread(const chp_catalyst *c, const chp_sensitivity *of, chp_where at,
                         chp_diag *diag)
{
    double low = of[0].U_L_V, high = of[0].U_L_V;
    bool same_step = true;
    for (int i = 1; i < N_POLICIES; i++) {
        low = fmin(low, of[i].U_L_V);
        high = fmax(high, of[i].U_L_V);
        same_step = same_step && strcmp(of[i].pds_to, of[0].pds_to) == 0 &&
                    strcmp(of[i].pds_from, of[0].pds_from) == 0;
    }
    if (high - low <= SPREAD_V && same_step)
        return;
    diag_warn(
        diag, "C20", at,
        "%s, %s: U_L lies between %.3f and %.3f V by the treatment of soft modes%s",
        c->name, of[0].pathway, low, high,
        same_step ? "" : ", and the PDS changes with it");
    diag_hint(diag, "Report it, or compute the soft modes better.");
}

static bool any_modes(const members *of)
{
    for (size_t i = 0; i < of->n; i++)
        if (of->at[i].state->has_modes || of->at[i].state->borrowed_from)
            return true;
    return false;
}

void sensitivity_judge(chp_study *s, const subject *of, chp_catalyst *c, chp_diag *diag)
{
    if (!any_modes(&of->states))
        return;
    chp_sensitivity *list =
        arena_new(&s->memory, chp_sensitivity, c->n_profiles * N_POLICIES + 1);
    for (size_t i = 0; i < c->n_profiles; i++) {
        const chp_profile *p = &c->profiles[i];
        if (!p->is_complete || !p->has_limit)
            continue;
        for (int k = 0; k < N_POLICIES; k++)
            list[c->n_sensitivities + (size_t)k] = under(s, of, p, policies[k]);
        judge_spread(c, list + c->n_sensitivities, of->entry->at, diag);
        c->n_sensitivities += N_POLICIES;
    }
    c->sensitivities = list;
}
