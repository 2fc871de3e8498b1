#include "render/beyond.h"

#include <math.h>

#include "render/words.h"

/* --- barriers --------------------------------------------------------------------- */

static void put_turnover(json *j, const chp_profile *p, const chp_turnover *x)
{
    const chp_profile_step *s = &p->steps[x->tdts];
    json_object(j, NULL);
    json_number(j, "U_V", p->at[x->at].U_V);
    json_number(j, "span_eV", x->span_eV);
    json_line(j, "tdts");
    json_count(j, "step", (long long)x->tdts);
    json_text(j, "from", s->from);
    json_text(j, "to", s->to);
    json_number(j, "control", x->control_T);
    json_end(j);
    json_line(j, "tdi");
    json_count(j, "level", (long long)x->tdi);
    json_text(j, "state", level_name(p, x->tdi));
    json_number(j, "control", x->control_I);
    json_end(j);
    json_number(j, "tof_s", x->tof_s);
    json_end(j);
}

void json_barriers(json *j, const chp_profile *p)
{
    if (p->n_barriers == 0)
        return;
    json_array(j, "barriers");
    for (size_t i = 0; i < p->n_barriers; i++) {
        json_line(j, NULL);
        json_count(j, "step", (long long)p->barriers[i].step);
        json_number(j, "dG_eV", p->barriers[i].dG_eV);
        json_text(j, "source", p->barriers[i].source);
        json_end(j);
    }
    json_end(j);
    json_array(j, "energetic_span");
    for (size_t i = 0; i < p->n_turnovers; i++)
        put_turnover(j, p, &p->turnovers[i]);
    json_end(j);
}

/* --- vacancies of a nitride ------------------------------------------------------- */

const char *vacancy_part_name(chp_vacancy_part part)
{
    static const char *const names[] = { [CHP_VACANCY_MADE] = "formation",
                                         [CHP_VACANCY_FILLED] = "filling",
                                         [CHP_VACANCY_POISONED] = "poisoning",
                                         [CHP_VACANCY_MOVED] = "migration",
                                         [CHP_VACANCY_DECOMPOSED] = "decomposition" };
    return names[part];
}

bool vacancy_part_competes(chp_vacancy_part part)
{
    return part != CHP_VACANCY_MADE && part != CHP_VACANCY_FILLED;
}

static void put_decompositions(json *j, const chp_catalyst *c)
{
    json_array(j, "decomposition");
    for (size_t i = 0; i < c->n_decompositions; i++) {
        const chp_decomposition *d = &c->decompositions[i];
        const chp_vacancy_change *x = &c->vacancy_changes[d->change];
        json_object(j, NULL);
        json_text(j, "reaction", x->reaction);
        json_text(j, "equation", x->equation);
        json_number(j, "dG0_eV", x->dG0_eV);
        json_count(j, "n_e", x->n_e);
        json_number(j, "U_RHE_V", d->U_RHE_V);
        json_number(j, "U_SHE_V", d->U_SHE_V);
        json_fact(j, "dG_fill_eV", d->dG_fill_eV);
        json_fact(j, "U_fill_V", d->U_fill_V);
        json_text(j, "verdict", d->verdict);
        json_end(j);
    }
    json_end(j);
}

void json_byproducts(json *j, const chp_catalyst *c)
{
    if (c->n_byproducts == 0)
        return;
    json_array(j, "byproducts");
    for (size_t i = 0; i < c->n_byproducts; i++) {
        const chp_byproduct *b = &c->byproducts[i];
        json_line(j, NULL);
        json_text(j, "reaction", b->reaction);
        json_text(j, "product", b->product);
        json_text(j, "from", b->state);
        json_number(j, "dG_eV", b->dG_eV);
        json_text(j, "next", b->next);
        json_number(j, "next_dG0_eV", b->next_dG0_eV);
        json_count(j, "next_n_e", b->n_e);
        json_number(j, "branch_0_eV", b->branch_0_eV);
        json_fact(j, "branch_U_L_eV",
                  (chp_fact){ .value = b->branch_U_L_eV, .known = b->has_limit });
        json_end(j);
    }
    json_end(j);
}

void json_vacancies(json *j, const chp_catalyst *c)
{
    if (c->n_vacancy_changes == 0)
        return;
    json_array(j, "vacancies");
    for (size_t i = 0; i < c->n_vacancy_changes; i++) {
        const chp_vacancy_change *x = &c->vacancy_changes[i];
        json_object(j, NULL);
        json_text(j, "part", vacancy_part_name(x->part));
        json_text(j, "reaction", x->reaction);
        json_text(j, "equation", x->equation);
        json_count(j, "n_e", x->n_e);
        json_number(j, "dG0_eV", x->dG0_eV);
        json_fact(j, "dG_U_L_eV",
                  (chp_fact){ .value = x->dG_U_L_eV, .known = x->has_limit });
        if (vacancy_part_competes(x->part)) {
            json_bool(j, "beats_filling", x->beats_filling);
            json_bool(j, "beats_filling_at_U_L", x->beats_filling_at_U_L);
        }
        json_end(j);
    }
    json_end(j);
    json_text(j, "vacancy_caution", c->vacancy_caution);
    if (c->n_decompositions > 0)
        put_decompositions(j, c);
}

/* --- coverage --------------------------------------------------------------------- */

void json_coverages(json *j, const chp_catalyst *c)
{
    if (c->n_coverages == 0)
        return;
    json_array(j, "coverages");
    for (size_t i = 0; i < c->n_coverages; i++) {
        const chp_coverage *x = &c->coverages[i];
        json_line(j, NULL);
        json_text(j, "adsorbate", x->adsorbate);
        json_text(j, "reference", x->reference);
        json_count(j, "n", x->n);
        json_count(j, "n_e", x->n_e);
        json_number(j, "dG_eV", x->dG_eV);
        json_number(j, "dG_differential_eV", x->n > 0 ? x->differential_eV : NAN);
        json_bool(j, "stable", x->is_stable);
        json_number(j, "low_V", x->is_stable ? x->low_V : NAN);
        json_number(j, "high_V", x->is_stable ? x->high_V : NAN);
        json_end(j);
    }
    json_end(j);
}

/* --- electric field --------------------------------------------------------------- */

void json_response(json *j, const chp_state *state)
{
    const chp_field_response *r = state->response;
    if (!r)
        return;
    bool is_fitted = r->n_points > 0;
    json_line(j, "field_response");
    json_number(j, "mu_eA", r->mu_eA);
    json_number(j, "alpha_eA2_V", r->alpha_eA2_V);
    json_count(j, "n_points", (long long)r->n_points);
    json_number(j, "F_min_V_A", is_fitted ? r->F_min_V_A : NAN);
    json_number(j, "F_max_V_A", is_fitted ? r->F_max_V_A : NAN);
    json_number(j, "r_squared", is_fitted ? r->r_squared : NAN);
    json_number(j, "worst_eV", is_fitted ? r->worst_eV : NAN);
    json_end(j);
}

/* --- adsorbates that slide and turn ------------------------------------------------
 */

void json_hindered(json *j, const chp_state *state)
{
    const chp_hindered *m = state->hindered;
    if (!m)
        return;
    json_line(j, "hindered");
    json_number(j, "W_t_eV", m->barrier_translation_eV);
    json_number(j, "W_r_eV", m->barrier_rotation_eV);
    json_number(j, "sites_cm2", m->sites_cm2);
    json_count(j, "n", m->n_minima);
    json_count(j, "symmetry", m->symmetry_number);
    json_number(j, "mass_u", m->mass_u);
    json_number(j, "inertia_u_A2", m->inertia_u_A2);
    json_end(j);
}

/* --- constant potential ----------------------------------------------------------- */

void json_omega(json *j, const chp_state *state)
{
    const chp_grand_potential *g = state->omega;
    if (!g)
        return;
    json_line(j, "omega");
    json_number(j, "omega0_eV", g->omega0_eV);
    json_number(j, "capacitance_e_V", g->capacitance_e_V);
    json_number(j, "capacitance_slope_e_V2", g->capacitance_slope_e_V2);
    json_number(j, "U0_V", g->U0_V);
    bool is_fitted = isfinite(g->U_min_V);
    json_number(j, "r_squared", is_fitted ? g->r_squared : NAN);
    json_number(j, "worst_eV", is_fitted ? g->worst_eV : NAN);
    json_number(j, "U_min_V", g->U_min_V);
    json_number(j, "U_max_V", g->U_max_V);
    json_end(j);
}

void json_constant(json *j, const chp_profile *p)
{
    const chp_constant_potential *c = p->constant;
    if (!c)
        return;
    json_object(j, "constant_potential");
    json_fact(j, "U_L_V", (chp_fact){ .value = c->U_L_V, .known = c->has_limit });
    json_text(j, "pds_from", c->has_limit ? p->steps[c->pds].from : NULL);
    json_text(j, "pds_to", c->has_limit ? p->steps[c->pds].to : NULL);
    json_numbers(j, "roots_V", c->root_V, c->n_roots);
    json_names(j, "extrapolated", c->guessed);
    json_array(j, "dG_eV");
    for (size_t k = 0; k < p->n_potentials; k++) {
        json_object(j, NULL);
        json_number(j, "U_V", p->at[k].U_V);
        json_row(j, "steps");
        for (size_t i = 0; i < p->n_steps; i++)
            json_number(j, NULL, c->dG_eV[i * p->n_potentials + k]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

/* --- what fits leave open --------------------------------------------------------- */

void json_spread(json *j, const chp_spread *s)
{
    json_number(j, "low_V", s->low_V);
    json_number(j, "high_V", s->high_V);
    json_number(j, "p_limits", s->p_limits);
}
