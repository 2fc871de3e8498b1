/* Limits under every common choice, one at a time.
 *
 * A choice changes the free energies of some states or gases; a step changes by what
 * its terms do. Nothing is read again. */
#include "energetics/sensitivity.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/number.h"
#include "energetics/energy.h"
#include "energetics/gases.h"
#include "energetics/hindered.h"
#include "energetics/profile.h"

/* A larger spread by the low modes alone is a warning. */
#define SPREAD_V 0.05

typedef enum { LOW_MODES, GAS_ROUTE, GAS_CORRECTION, PRODUCT } choice_kind;

/* To add a choice: a line here. */
typedef struct {
    choice_kind kind;
    const char *name;
    int value; // of the option; a low-mode policy is its name
} choice;

static const choice choices[] = {
    { LOW_MODES, "none", 0 },
    { LOW_MODES, "floor:50", 0 },
    { LOW_MODES, "floor:100", 0 },
    { LOW_MODES, "floorS:50", 0 },
    { LOW_MODES, "grimme:100", 0 },
    { LOW_MODES, "cap:3", 0 },
    { GAS_ROUTE, "gas table", false },
    { GAS_ROUTE, "gas rrho", true },
    { GAS_CORRECTION, "correction none", CORRECTION_NONE },
    { GAS_CORRECTION, "correction N2", CORRECTION_N2 },
    { GAS_CORRECTION, "correction NH3", CORRECTION_NH3 },
    { GAS_CORRECTION, "correction split", CORRECTION_SPLIT },
    { PRODUCT, "NH3 gas", PRODUCT_GAS },
    { PRODUCT, "NH3 aq", PRODUCT_AQ },
};
enum { N_CHOICES = sizeof choices / sizeof *choices };

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
    bool ok = hindered_or_harmonic(m->state, how, m->state->at, &t, quiet);
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
    if (m->parts[0])
        return change_eV(s, m->parts[0], how) + change_eV(s, m->parts[1], how);
    const member *by = corrector(s, m);
    double now_eV, then_eV;
    bool has_own = by && by->state->has_modes && by->from && !by->from->G_eV.known &&
                   !by->from->dG_eV.known;
    if (!has_own || !correct(by, &s->in.options->thermo, &now_eV) ||
        !correct(by, how, &then_eV))
        return 0;
    return then_eV - now_eV;
}

/* --- what a choice changes in a gas -------------------------------------------- */

typedef struct {
    const choice *is;
    chp_thermo_options how;
    const double *gas_eV; // of each gas of the study
} chosen;

static size_t gas_index(const chp_study *s, const char *name)
{
    size_t i = 0;
    while (i < s->gases.n && strcmp(s->gases.at[i].state->name, name) != 0)
        i++;
    return i;
}

/* Spread the closure error as `how` says: more on N2, less on NH3. */
static void add_closure(const chp_study *s, gas_correction how, double delta_eV,
                        double *gas_eV)
{
    const double on_N2 = how == CORRECTION_N2 ? 1 : how == CORRECTION_SPLIT ? 0.5 : 0;
    const double on_NH3 = how == CORRECTION_NH3     ? -0.5
                          : how == CORRECTION_SPLIT ? -0.25
                                                    : 0;
    size_t N2 = gas_index(s, "N2"), NH3 = gas_index(s, "NH3");
    if (N2 < s->gases.n)
        gas_eV[N2] += on_N2 * delta_eV;
    if (NH3 < s->gases.n)
        gas_eV[NH3] += on_NH3 * delta_eV;
}

/* False when no gas can take both routes. What the closure then becomes is corrected as
 * the study has it. */
static bool change_route(const chp_study *s, bool is_ideal, double *gas_eV)
{
    bool any = false;
    for (size_t i = 0; i < s->gases.n; i++) {
        double table_eV, ideal_eV;
        if (!energy_gas_by(s, &s->gases.at[i], false, &table_eV) ||
            !energy_gas_by(s, &s->gases.at[i], true, &ideal_eV))
            continue;
        any = true;
        if (is_ideal != s->in.options->gas_rrho)
            gas_eV[i] = is_ideal ? ideal_eV - table_eV : table_eV - ideal_eV;
    }
    size_t N2 = gas_index(s, "N2"), NH3 = gas_index(s, "NH3"), H2 = gas_index(s, "H2");
    if (s->outcome.closure.known)
        add_closure(s, s->in.options->correction,
                    2 * gas_eV[NH3] - gas_eV[N2] - 3 * gas_eV[H2], gas_eV);
    return any;
}

static bool change_correction(const chp_study *s, gas_correction how, double *gas_eV)
{
    double delta_eV = s->outcome.closure.delta_eV;
    if (!s->outcome.closure.known || s->in.options->correction == CORRECTION_FILE)
        return false;
    add_closure(s, s->in.options->correction, -delta_eV, gas_eV);
    add_closure(s, how, delta_eV, gas_eV);
    return true;
}

/* An ion also takes a proton, which no sum of energies tells. */
static bool change_product(const chp_study *s, product_state product, double *gas_eV)
{
    double now_eV, then_eV, T_K = s->in.options->T_K;
    size_t NH3 = gas_index(s, "NH3");
    if (NH3 == s->gases.n || s->in.options->product == PRODUCT_ION ||
        !gases_product_eV(s->in.options->product, T_K, &now_eV) ||
        !gases_product_eV(product, T_K, &then_eV))
        return false;
    gas_eV[NH3] = then_eV - now_eV;
    return true;
}

static bool any_modes(const members *of)
{
    for (size_t i = 0; i < of->n; i++)
        if (of->at[i].state->has_modes || of->at[i].state->borrowed_from)
            return true;
    return false;
}

/* Gases are the same for all catalysts: NULL where the study does not have the choice.
 */
static const double *gases_under(chp_study *s, const choice *is)
{
    double *gas_eV = arena_new(&s->memory, double, s->gases.n + 1);
    bool ok = is->kind == LOW_MODES   ? true
              : is->kind == GAS_ROUTE ? change_route(s, is->value, gas_eV)
              : is->kind == PRODUCT
                  ? change_product(s, (product_state)is->value, gas_eV)
                  : change_correction(s, (gas_correction)is->value, gas_eV);
    return ok ? gas_eV : NULL;
}

static void settle_gases(chp_study *s)
{
    if (s->gas_choices)
        return;
    s->gas_choices = arena_new(&s->memory, const double *, N_CHOICES);
    for (int i = 0; i < N_CHOICES; i++)
        s->gas_choices[i] = gases_under(s, &choices[i]);
}

/* What choice i does; false when this catalyst does not have it. */
static bool choose(const chp_study *s, const subject *of, int i, chosen *out)
{
    *out = (chosen){ &choices[i], s->in.options->thermo, s->gas_choices[i] };
    if (choices[i].kind == LOW_MODES)
        return any_modes(&of->states) && chp_low_modes_read(choices[i].name, &out->how);
    return out->gas_eV != NULL;
}

/* --- what it changes in a profile ---------------------------------------------- */

/* O2 changes with the gases that it is made of. */
static double gas_change_eV(const chp_study *s, const chp_state *gas, const chosen *c)
{
    size_t i = gas_index(s, gas->name);
    if (i == s->gases.n || s->gases.at[i].state != gas)
        return 0;
    double sum = c->gas_eV[i];
    for (size_t k = 0; k < gas->n_made_of; k++)
        sum += gas->made_of[k].coefficient * gas_change_eV(s, gas->made_of[k].state, c);
    return sum;
}

static double step_change_eV(const chp_study *s, const subject *of,
                             const chp_profile_step *step, const chosen *c)
{
    double sum = 0;
    for (size_t i = 0; i < step->n_terms; i++) {
        const chp_state *state = step->terms[i].state;
        const member *m = find(&of->states, state->name);
        if (m && m->state == state && c->is->kind == LOW_MODES)
            sum += step->terms[i].coefficient * change_eV(s, m, &c->how);
        else
            sum += step->terms[i].coefficient * gas_change_eV(s, state, c);
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
                             const chosen *c)
{
    chp_profile_step *steps = arena_new(&s->memory, chp_profile_step, p->n_steps + 1);
    for (size_t i = 0; i < p->n_steps; i++) {
        steps[i] = p->steps[i];
        steps[i].dG0_eV += step_change_eV(s, of, &p->steps[i], c);
    }
    chp_profile q = {
        .reaction = p->reaction, .name = p->name, .n_steps = p->n_steps, .steps = steps
    };
    profile_judge(&s->memory, &q,
                  &(profile_terms){ .is_oxidation = is_oxidation(s, p->reaction) });
    return (chp_sensitivity){ .reaction = p->reaction,
                              .pathway = p->name,
                              .policy = c->is->name,
                              .U_L_V = q.U_L_V,
                              .pds_from = steps[q.pds].from,
                              .pds_to = steps[q.pds].to };
}

/* Whether the choice is about something that stands in the pathway. */
static bool concerns(const chp_study *s, const choice *is, const chp_profile *p)
{
    if (is->kind == LOW_MODES)
        return true;
    for (size_t i = 0; i < p->n_steps; i++)
        for (size_t t = 0; t < p->steps[i].n_terms; t++) {
            const chp_state *state = p->steps[i].terms[t].state;
            size_t gas = gas_index(s, state->name);
            if (gas == s->gases.n || s->gases.at[gas].state != state)
                continue;
            bool is_NH3 = strcmp(state->name, "NH3") == 0;
            if (is->kind == GAS_ROUTE || is_NH3 ||
                (is->kind == GAS_CORRECTION && strcmp(state->name, "N2") == 0))
                return true;
        }
    return false;
}

/* --- of one pathway ------------------------------------------------------------ */

typedef struct {
    double low_V, high_V;
    size_t n, n_same; // with the PDS of the profile
} spread;

static void widen(spread *w, const chp_profile *p, const chp_sensitivity *of)
{
    const chp_profile_step *pds = &p->steps[p->pds];
    w->low_V = w->n == 0 ? of->U_L_V : fmin(w->low_V, of->U_L_V);
    w->high_V = w->n == 0 ? of->U_L_V : fmax(w->high_V, of->U_L_V);
    w->n++;
    w->n_same +=
        strcmp(of->pds_from, pds->from) == 0 && strcmp(of->pds_to, pds->to) == 0;
}

static void warn_of_low_modes(const catalyst_entry *c, const chp_profile *p,
                              const spread *w, chp_diag *diag)
{
    bool same_step = w->n_same == w->n;
    if (w->n == 0 || (w->high_V - w->low_V <= SPREAD_V && same_step))
        return;
    diag_warn(
        diag, "C20", c->at,
        "%s, %s: U_L lies between %.3f and %.3f V by the treatment of soft modes%s",
        c->name, p->name, w->low_V, w->high_V,
        same_step ? "" : ", and the PDS changes with it");
    diag_hint(diag, "Report it, or compute the soft modes better.");
}

static const char *sentence(arena *a, const spread *w)
{
    number low = number_fixed(w->low_V, 2), high = number_fixed(w->high_V, 2);
    bool is_one = strcmp(low.at, high.at) == 0;
    return arena_print(a, "PDS robust under %zu of %zu choices; U_L %s%s%s V",
                       w->n_same, w->n, high.at, is_one ? "" : " to ",
                       is_one ? "" : low.at);
}

typedef struct {
    chp_study *s;
    const subject *of;
    chp_diag *diag;
    size_t n;
    chosen at[N_CHOICES];
} chosen_list;

/* How many of its sensitivities `to` got. */
static size_t judge(const chosen_list *list, chp_profile *p, chp_sensitivity *to)
{
    spread all = { 0 }, low_modes = { 0 };
    size_t n = 0;
    for (size_t k = 0; k < list->n; k++) {
        const chosen *c = &list->at[k];
        if (!concerns(list->s, c->is, p))
            continue;
        to[n] = under(list->s, list->of, p, c);
        widen(&all, p, &to[n]);
        if (c->is->kind == LOW_MODES)
            widen(&low_modes, p, &to[n]);
        n++;
    }
    if (all.n > 0)
        p->robustness = sentence(&list->s->memory, &all);
    warn_of_low_modes(list->of->entry, p, &low_modes, list->diag);
    return n;
}

void sensitivity_judge(chp_study *s, const subject *of, chp_catalyst *c, chp_diag *diag)
{
    chosen_list all = { .s = s, .of = of, .diag = diag };
    settle_gases(s);
    for (int i = 0; i < N_CHOICES; i++)
        all.n += choose(s, of, i, &all.at[all.n]);
    if (all.n == 0)
        return;
    chp_sensitivity *told =
        arena_new(&s->memory, chp_sensitivity, c->n_profiles * N_CHOICES + 1);
    for (size_t i = 0; i < c->n_profiles; i++)
        if (c->profiles[i].is_complete && c->profiles[i].has_limit)
            c->n_sensitivities +=
                judge(&all, (chp_profile *)&c->profiles[i], &told[c->n_sensitivities]);
    c->sensitivities = told;
}
