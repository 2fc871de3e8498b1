/* Vacancies of nitrides, per vacancy:
 *
 *     dG_vac(N2)     = G(V) + mu(N2)/2 - G(L0)
 *     dG_vac(NH3, U) = G(V) + mu(NH3) - G(L0) - 3 [mu(H2)/2 - e U]             (3.1)
 *     dG_fill        = G(V + N2) - G(V) - mu(N2)
 *     poisoning      : V + H+ + e- -> VH, V + H2O -> VOH2, VOH + H+ + e-,
 *                      VO + 2 H+ + 2 e-                                        (3.2)
 *     migration      : V -> Vsub
 *     decomposition  : MN + 3 H+ + 3 e- -> M + NH3, of the crystal
 *
 * What fills and what poisons a vacancy are the steps that the reaction has from it.
 * Abghoui and Skúlason, ACS Catal. (2016), doi 10.1021/acscatal.5b01918. */
#include "energetics/vacancies.h"

#include <stdint.h>
#include <string.h>

#include "energetics/profiles.h"

#include "energetics/decomposition.h"
#include "energetics/vacancy.h"

static const char caution[] =
    "whether nitrides are catalysts or only decompose to ammonia is contested; a "
    "vacancy "
    "that costs little means an unstable surface, one that costs much an inactive one; "
    "an experiment needs 15N2 and a mass balance";

/* --- which species ------------------------------------------------------------- */

static size_t fluid(const chp_reaction *r, const char *name)
{
    for (size_t k = 0; k < r->n_species; k++)
        if (r->species[k].phase == CHP_FLUID && strcmp(r->species[k].name, name) == 0)
            return k;
    return SIZE_MAX;
}

static int coefficient(const chp_step *step, size_t species)
{
    for (size_t i = 0; i < step->n_terms; i++)
        if (step->terms[i].species == species)
            return step->terms[i].coefficient;
    return 0;
}

/* --- one change ---------------------------------------------------------------- */

typedef struct {
    chp_study *s;
    const view *v;
    size_t vacancy, nitrogen, ammonia;
    chp_fact U_L_V; // the best of the reaction
    chp_catalyst *out;
    chp_vacancy_change *list; // of `out`
} counting;

static chp_vacancy_change *add(counting *c, chp_vacancy_part part, const char *equation,
                               double dG0_eV, int n_e)
{
    size_t n = c->out->n_vacancy_changes++;
    c->list = arena_grow(&c->s->memory, c->list, n, sizeof *c->list);
    c->out->vacancy_changes = c->list;
    c->list[n] = (chp_vacancy_change){
        .part = part,
        .reaction = c->v->reaction->name,
        .equation = equation,
        .dG0_eV = dG0_eV,
        .n_e = n_e,
        .has_limit = c->U_L_V.known,
        .dG_U_L_eV = dG0_eV + n_e * c->U_L_V.value,
    };
    return &c->list[n];
}

/* In a table of dG the reservoirs of a poison are none of the cycle's: its dG counts
 * from water, protons and electrons already. */
static bool relative_eV(const counting *c, const chp_step *step, double *dG0_eV)
{
    const view *v = c->v;
    const member *vacancy = v->member[c->vacancy];
    for (size_t i = 0; i < step->n_terms && v->is_relative && vacancy; i++) {
        size_t k = step->terms[i].species;
        const member *m = v->member[k];
        if (step->terms[i].coefficient != 1 || !m || m->is_spoilt ||
            v->reaction->species[k].phase != CHP_SURFACE || !m->dG_given_eV.known ||
            !vacancy->dG_given_eV.known)
            continue;
        int n = v->scale == CHP_SHE ? step->n_H : step->n_H - step->n_e;
        *dG0_eV = m->dG_given_eV.value - vacancy->dG_given_eV.value + n * v->pH_eV;
        return true;
    }
    return false;
}

static bool cost_eV(const counting *c, const chp_step *step, double *dG0_eV)
{
    change of = { step->n_terms, step->terms, step->n_e, step->n_H };
    return view_cost_eV(c->v, &of, dG0_eV) || relative_eV(c, step, dG0_eV);
}

/* --- making it ----------------------------------------------------------------- */

static void add_made(counting *c)
{
    const chp_reaction *r = c->v->reaction;
    const char *bare = r->species[r->bare].name, *V = r->species[c->vacancy].name;
    double dG0_eV;
    chp_term to_nitrogen[] = { { r->bare, -2 }, { c->vacancy, 2 }, { c->nitrogen, 1 } };
    chp_term to_ammonia[] = { { r->bare, -1 }, { c->vacancy, 1 }, { c->ammonia, 1 } };
    if (view_cost_eV(c->v, &(change){ 3, to_nitrogen, 0, 0 }, &dG0_eV))
        add(c, CHP_VACANCY_MADE,
            arena_print(&c->s->memory, "%s -> %s + 1/2 N2", bare, V), dG0_eV / 2, 0);
    if (view_cost_eV(c->v, &(change){ 3, to_ammonia, 3, 3 }, &dG0_eV))
        add(c, CHP_VACANCY_MADE,
            arena_print(&c->s->memory, "%s + 3 H+ + 3 e- -> %s + NH3", bare, V), dG0_eV,
            3);
}

/* --- filling and poisoning it -------------------------------------------------- */

/* What becomes of a vacancy without anything that comes from outside has moved. */
static chp_vacancy_part part_of(const counting *c, const chp_step *step)
{
    bool takes_nothing = step->n_terms == 2 && step->n_e == 0 && step->n_H == 0;
    return coefficient(step, c->nitrogen) == -1 ? CHP_VACANCY_FILLED
           : takes_nothing                      ? CHP_VACANCY_MOVED
                                                : CHP_VACANCY_POISONED;
}

static void add_from(counting *c, chp_vacancy_part part)
{
    const chp_reaction *r = c->v->reaction;
    for (size_t i = 0; i < r->n_steps; i++) {
        const chp_step *step = &r->steps[i];
        double dG0_eV;
        if (coefficient(step, c->vacancy) == -1 && part_of(c, step) == part &&
            cost_eV(c, step, &dG0_eV))
            add(c, part, step->equation, dG0_eV, step->n_e);
    }
}

/* --- decomposition ------------------------------------------------------------- */

static void add_decomposed(counting *c, const subject *of, chp_diag *diag)
{
    size_t n;
    bulk_decay *decays = bulk_decays(&c->s->memory, &of->bulk, &n);
    for (size_t i = 0; i < n; i++) {
        double dG0_eV;
        if (decomposition_cost_eV(c->v, &decays[i], c->ammonia, c->nitrogen, &dG0_eV,
                                  diag))
            add(c, CHP_VACANCY_DECOMPOSED, decays[i].equation, dG0_eV, 3);
    }
}

/* --- what is ahead ------------------------------------------------------------- */

static chp_fact best_filling_eV(const counting *c, size_t first)
{
    chp_fact best = { 0 };
    for (size_t i = first; i < c->out->n_vacancy_changes; i++)
        if (c->list[i].part == CHP_VACANCY_FILLED &&
            (!best.known || c->list[i].dG0_eV < best.value))
            best = (chp_fact){ .value = c->list[i].dG0_eV, .known = true };
    return best;
}

static bool competes(chp_vacancy_part part)
{
    return part != CHP_VACANCY_MADE && part != CHP_VACANCY_FILLED;
}

/* A poison, or a way out, beats the filling when it lies lower. */
static void compare(counting *c, size_t first, chp_fact filling_eV)
{
    double fill_eV = filling_eV.value;
    for (size_t i = first; i < c->out->n_vacancy_changes; i++) {
        chp_vacancy_change *x = &c->list[i];
        if (!competes(x->part) || !filling_eV.known)
            continue;
        x->beats_filling = x->dG0_eV < fill_eV;
        x->beats_filling_at_U_L = x->has_limit && x->dG_U_L_eV < fill_eV;
    }
}

/* --- all ----------------------------------------------------------------------- */

void vacancies_add(chp_study *s, const subject *of, const view *v, chp_fact U_L_V,
                   chp_catalyst *out, chp_diag *diag)
{
    counting c = { .s = s,
                   .v = v,
                   .vacancy = vacancy_species(v->reaction),
                   .nitrogen = fluid(v->reaction, "N2"),
                   .ammonia = fluid(v->reaction, "NH3"),
                   .U_L_V = U_L_V,
                   .out = out,
                   .list = (chp_vacancy_change *)out->vacancy_changes };
    if (c.vacancy == SIZE_MAX || c.nitrogen == SIZE_MAX || c.ammonia == SIZE_MAX)
        return;
    size_t first = out->n_vacancy_changes;
    add_made(&c);
    add_from(&c, CHP_VACANCY_FILLED);
    add_from(&c, CHP_VACANCY_POISONED);
    add_from(&c, CHP_VACANCY_MOVED);
    add_decomposed(&c, of, diag);
    chp_fact filling_eV = best_filling_eV(&c, first);
    compare(&c, first, filling_eV);
    decompositions_add(s, v, first, filling_eV, out);
    if (out->n_vacancy_changes > first)
        out->vacancy_caution = caution;
}
