/* The results as JSON, schema 1: names may be added, those that are there keep their
 * meaning. What is not known is null. */
#include "chepath/figure.h"

#include <math.h>

#include "render/beyond.h"
#include "render/json.h"
#include "render/words.h"

/* --- conditions, gases, states ------------------------------------------------- */

static void put_study(json *j, const chp_outcome *o)
{
    json_line(j, "program");
    json_text(j, "name", "chepath");
    json_text(j, "version", CHP_VERSION);
    json_end(j);
    json_text(j, "title", o->title);
    json_line(j, "conditions");
    json_number(j, "T_K", o->T_K);
    json_number(j, "pH", o->pH);
    json_text(j, "scale", scale_name(o->scale));
    json_end(j);
    json_object(j, "options");
    for (size_t i = 0; i < o->n_choices; i++)
        json_text(j, o->choices[i].name, o->choices[i].value);
    json_end(j);
    json_array(j, "settings");
    for (size_t i = 0; i < o->n_settings; i++) {
        json_line(j, NULL);
        json_text(j, "name", o->settings[i].name);
        json_text(j, "value", o->settings[i].value);
        json_end(j);
    }
    json_end(j);
}

static void put_energy(json *j, const chp_free_energy *g)
{
    json_fact(j, "E_eV", g->E_eV);
    json_fact(j, "ZPE_eV", g->ZPE_eV);
    json_fact(j, "thermal_eV", g->thermal_eV);
    json_fact(j, "TS_eV", g->TS_eV);
    json_fact(j, "pressure_eV", g->pressure_eV);
    json_fact(j, "correction_eV", g->correction_eV);
    json_fact(j, "solvation_eV", g->solvation_eV);
    json_fact(j, "field_eV", g->field_eV);
    json_fact(j, "user_eV", g->user_eV);
    json_fact(j, "G_eV", g->G_eV);
}

static void put_modes(json *j, const chp_state *s)
{
    if (!s->has_modes) {
        json_null(j, "modes_cm1");
        json_null(j, "n_imaginary");
        return;
    }
    json_numbers(j, "modes_cm1", s->mode_cm1, s->n_modes);
    json_count(j, "n_imaginary", (long long)s->n_imaginary);
}

static void put_others(json *j, const chp_state *s)
{
    json_array(j, "others");
    for (size_t i = 0; i < s->n_others; i++) {
        json_line(j, NULL);
        json_text(j, "source", s->other[i]);
        json_number(j, "above_eV", s->other_above_eV[i]);
        json_end(j);
    }
    json_end(j);
}

static void put_notes(json *j, const chp_state *s)
{
    json_line(j, "notes");
    for (size_t i = 0; i < s->n_notes; i++)
        json_number(j, s->notes[i].name, s->notes[i].value);
    json_end(j);
}

static void put_state(json *j, const chp_state *s, bool is_gas)
{
    json_object(j, NULL);
    json_text(j, "name", s->name);
    json_text(j, "source", s->source);
    json_text(j, "modes_source", s->modes_source);
    json_text(j, "thermochemistry", s->thermo_source);
    json_text(j, "borrowed_from", s->borrowed_from);
    put_energy(j, &s->g);
    if (!is_gas)
        json_fact(j, "dG_eV", s->dG_eV);
    json_response(j, s);
    json_hindered(j, s);
    json_omega(j, s);
    put_modes(j, s);
    json_text(j, "treatment", s->treatment);
    if (s->n_formula_units > 0)
        json_count(j, "n_formula_units", s->n_formula_units);
    json_fact(j, "magnetization_muB", s->magnetization_muB);
    put_others(j, s);
    if (s->n_notes > 0)
        put_notes(j, s);
    json_end(j);
}

static void put_states(json *j, const char *key, const chp_state *states, size_t n)
{
    json_array(j, key);
    for (size_t i = 0; i < n; i++)
        put_state(j, &states[i], false);
    json_end(j);
}

static void put_gases(json *j, const chp_outcome *o)
{
    json_array(j, "gases");
    for (size_t i = 0; i < o->n_gases; i++)
        put_state(j, &o->gases[i], true);
    json_end(j);
    if (!o->closure.known) {
        json_null(j, "closure");
        return;
    }
    json_line(j, "closure");
    json_number(j, "dG_eV", o->closure.dG_eV);
    json_number(j, "experiment_eV", o->closure.experiment_eV);
    json_number(j, "delta_eV", o->closure.delta_eV);
    if (o->closure.is_corrected)
        json_number(j, "corrected_delta_eV", o->closure.corrected_delta_eV);
    json_end(j);
}

/* --- pathways ------------------------------------------------------------------ */

static void put_merged(json *j, const chp_profile *p)
{
    json_array(j, "merged");
    for (size_t i = 0; i < p->n_steps; i++)
        for (const char *const *m = p->steps[i].merged; m && *m; m++) {
            json_line(j, NULL);
            json_count(j, "step", (long long)i);
            json_text(j, "missing", *m);
            json_end(j);
        }
    json_end(j);
}

static void put_step(json *j, const chp_profile *p, const chp_profile_step *s)
{
    json_object(j, NULL);
    json_text(j, "from", s->from);
    json_text(j, "to", s->to);
    json_text(j, "equation", s->equation);
    json_text(j, "kind", chp_step_kind_name(s->kind));
    json_count(j, "n_e", s->n_e);
    json_count(j, "n_H", s->n_H);
    json_bool(j, "activation", s->is_activation);
    json_number(j, "dG0_eV", s->dG0_eV);
    json_array(j, "dG_eV");
    for (size_t i = 0; i < p->n_potentials; i++) {
        json_line(j, NULL);
        json_number(j, "U_V", p->at[i].U_V);
        json_number(j, "dG_eV", s->dG_eV[i]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_step_ref(json *j, const char *key, const chp_profile *p, size_t i_step,
                         const char *energy_key)
{
    const chp_profile_step *s = &p->steps[i_step];
    json_line(j, key);
    json_count(j, "step", (long long)i_step);
    json_text(j, "from", s->from);
    json_text(j, "to", s->to);
    json_number(j, energy_key, s->dG0_eV);
    json_end(j);
}

static void put_limit(json *j, const chp_profile *p)
{
    if (!p->is_complete || !p->has_limit) {
        json_null(j, "U_L_V");
        json_null(j, "pds");
        return;
    }
    json_number(j, "U_L_V", p->U_L_V);
    put_step_ref(j, "pds", p, p->pds, "dG0_eV");
    json_array(j, "co_limiting");
    for (size_t i = 0; i < p->n_co_limiting; i++)
        put_step_ref(j, NULL, p, p->co_limiting[i], "dG0_eV");
    json_end(j);
    if (p->has_window) {
        json_line(j, "window");
        json_number(j, "low_V", p->window_low_V);
        json_number(j, "high_V", p->window_high_V);
        json_end(j);
    }
    json_fact(j, "U_eq_V", p->U_eq_V);
    json_fact(j, "eta_V", (chp_fact){ .value = p->eta_V, .known = p->U_eq_V.known });
    json_number(j, "U_eq_implied_V", p->U_eq_implied_V);
    json_number(j, "eta_implied_V", p->eta_implied_V);
}

static void put_at(json *j, const chp_profile *p)
{
    json_array(j, "G_max");
    for (size_t i = 0; i < p->n_potentials; i++) {
        json_line(j, NULL);
        json_number(j, "U_V", p->at[i].U_V);
        json_number(j, "eV", p->at[i].span_eV);
        json_text(j, "from", level_name(p, p->at[i].span_from));
        json_text(j, "to", level_name(p, p->at[i].span_to));
        if (p->at[i].has_cyclic) {
            json_number(j, "cyclic_eV", p->at[i].cyclic_eV);
            json_text(j, "cyclic_from", level_name(p, p->at[i].cyclic_from));
            json_text(j, "cyclic_to", level_name(p, p->at[i].cyclic_to));
        }
        json_end(j);
    }
    json_end(j);
    json_array(j, "levels");
    for (size_t i = 0; i < p->n_potentials; i++) {
        json_line(j, NULL);
        json_number(j, "U_V", p->at[i].U_V);
        json_text(j, "word", p->at[i].word);
        json_count(j, "limiting_step", (long long)p->at[i].limiting);
        json_numbers(j, "G_eV", &p->level_eV[i * (p->n_steps + 1)], p->n_steps + 1);
        json_end(j);
    }
    json_end(j);
}

static void put_profile(json *j, const chp_profile *p)
{
    json_object(j, NULL);
    json_text(j, "reaction", p->reaction);
    json_text(j, "name", p->name);
    json_bool(j, "hybrid", p->is_hybrid);
    json_bool(j, "complete", p->is_complete);
    json_names(j, "missing", p->missing);
    put_merged(j, p);
    json_array(j, "steps");
    for (size_t i = 0; i < p->n_steps; i++)
        put_step(j, p, &p->steps[i]);
    json_end(j);
    json_array(j, "known_steps"); // of one that is not complete
    for (size_t i = 0; i < p->n_known; i++)
        put_step(j, p, &p->known[i]);
    json_end(j);
    put_limit(j, p);
    if (p->is_complete && p->has_chemical)
        put_step_ref(j, "pcs", p, p->pcs, "dG_eV");
    else
        json_null(j, "pcs");
    json_fact(j, "chem_rate_s", p->chem_rate_s);
    if (p->is_complete)
        put_at(j, p);
    json_barriers(j, p);
    json_constant(j, p);
    json_text(j, "robustness", p->robustness);
    json_text(j, "verdict", p->verdict);
    json_end(j);
}

/* --- beyond the named pathways ------------------------------------------------- */

static void put_pds(json *j, const char *from, const char *to, const double *dG_eV)
{
    if (!from) {
        json_null(j, "pds");
        return;
    }
    json_line(j, "pds");
    json_text(j, "from", from);
    json_text(j, "to", to);
    if (dG_eV)
        json_number(j, "dG0_eV", *dG_eV);
    json_end(j);
}

static void put_search(json *j, const chp_search *s)
{
    bool is_U_L = strcmp(s->objective, "U_L") == 0;
    json_object(j, NULL);
    json_text(j, "reaction", s->reaction);
    json_text(j, "objective", s->objective);
    json_fact(j, "objective_U_V", s->objective_V);
    json_bool(j, "exact", s->is_exact);
    json_number(j, "n_complete", s->n_complete);
    json_array(j, "paths");
    for (size_t i = 0; i < s->n_paths; i++) {
        const chp_path *p = &s->paths[i];
        json_object(j, NULL);
        json_count(j, "rank", (long long)(i + 1));
        json_text(j, "name", p->name);
        json_bool(j, "hybrid", !p->name);
        json_number(j, "objective_eV", p->objective_eV);
        json_texts(j, "states", p->state, p->n_states);
        json_number(j, "U_L_V", p->U_L_V);
        json_number(j, "dG_chem_eV", p->has_chemical ? p->dG_chem_eV : NAN);
        put_pds(j, p->pds_from, p->pds_to, &p->pds_eV);
        json_end(j);
    }
    json_end(j);
    json_array(j, "not_calculated");
    for (size_t i = 0; i < s->n_missing; i++) {
        json_line(j, NULL);
        json_text(j, "name", s->missing[i].name);
        json_bool(j, "could_improve", s->missing[i].could_improve);
        json_number(j, "U_L_at_best_V", s->missing[i].U_L_at_best_V);
        if (!is_U_L)
            json_number(j, "objective_at_best_eV", s->missing[i].objective_at_best_eV);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_selectivity(json *j, const chp_catalyst *c)
{
    const chp_selectivity *s = &c->selectivity;
    json_line(j, "her");
    json_fact(j, "dG_H_eV", c->dG_H_eV);
    json_fact(j, "U_L_V", c->U_L_HER_V);
    json_fact(j, "exchange_rate_s", c->exchange_rate_s);
    json_end(j);
    json_object(j, "selectivity");
    json_fact(j, "dG_N2_minus_dG_H_eV", s->dG_N2_minus_dG_H_eV);
    json_fact(j, "dG_NNH_minus_dG_H_eV", s->dG_NNH_minus_dG_H_eV);
    json_fact(j, "U_L_NRR_minus_U_L_HER_V", s->U_L_NRR_minus_U_L_HER_V);
    json_fact(j, "U_crossover_V", s->U_crossover_V);
    json_fact(j, "boltzmann_ratio", s->boltzmann_ratio);
    json_fact(j, "theta_N2", s->theta_N2);
    json_fact(j, "theta_H", s->theta_H);
    json_fact(j, "dG_H_beside_N2_eV", s->dG_H_beside_N2_eV);
    json_fact(j, "dG_H_beside_NNH_eV", s->dG_H_beside_NNH_eV);
    json_fact(j, "U_L_NRR_covered_V", s->U_L_covered_V);
    if (s->U_L_covered_V.known)
        json_count(j, "n_H_covered", s->n_H_covered);
    json_array(j, "at");
    for (size_t i = 0; i < s->n_at; i++) {
        json_line(j, NULL);
        json_number(j, "U_V", s->at[i].U_V);
        json_number(j, "dG_N2_minus_dG_H_eV", s->at[i].dG_N2_minus_dG_H_eV);
        json_number(j, "theta_N2", s->at[i].theta_N2);
        json_number(j, "theta_H", s->at[i].theta_H);
        json_end(j);
    }
    json_end(j);
    json_text(j, "caution", s->caution);
    json_end(j);
}

static void put_catalyst(json *j, const chp_catalyst *c)
{
    json_object(j, NULL);
    json_text(j, "name", c->name);
    json_text(j, "label", c->label);
    put_states(j, "states", c->states, c->n_states);
    if (c->n_transition_states > 0)
        put_states(j, "transition_states", c->transition_states,
                   c->n_transition_states);
    json_array(j, "pathways");
    for (size_t i = 0; i < c->n_profiles; i++)
        put_profile(j, &c->profiles[i]);
    json_end(j);
    json_array(j, "search");
    for (size_t i = 0; i < c->n_searches; i++)
        put_search(j, &c->searches[i]);
    json_end(j);
    put_selectivity(j, c);
    json_coverages(j, c);
    if (c->n_bulk > 0)
        put_states(j, "bulk", c->bulk, c->n_bulk);
    json_byproducts(j, c);
    json_vacancies(j, c);
    json_array(j, "sensitivity");
    for (size_t i = 0; i < c->n_sensitivities; i++) {
        const chp_sensitivity *s = &c->sensitivities[i];
        json_line(j, NULL);
        json_text(j, "reaction", s->reaction);
        json_text(j, "pathway", s->pathway);
        json_text(j, "policy", s->policy);
        json_number(j, "U_L_V", s->U_L_V);
        put_pds(j, s->pds_from, s->pds_to, NULL);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_uncertain(json *j, const chp_uncertain_profile *p)
{
    json_object(j, NULL);
    json_text(j, "catalyst", p->catalyst);
    json_text(j, "reaction", p->reaction);
    json_text(j, "pathway", p->pathway);
    json_number(j, "U_L_V", p->U_L_V);
    json_number(j, "mean_V", p->mean_V);
    json_number(j, "median_V", p->median_V);
    json_number(j, "low_V", p->low_V);
    json_number(j, "high_V", p->high_V);
    json_number(j, "p_beyond_target", p->p_beyond_target);
    json_number(j, "p_best_pathway", p->p_best_pathway);
    json_numbers(j, "p_pds", p->p_pds, p->n_steps);
    json_end(j);
}

static void put_uncertainty(json *j, const chp_uncertainty *u)
{
    json_object(j, "uncertainty");
    json_text(j, "origin", u->origin);
    json_count(j, "n_members", (long long)u->n_members);
    json_number(j, "target_V", u->target_V);
    json_array(j, "profiles");
    for (size_t i = 0; i < u->n_profiles; i++)
        put_uncertain(j, &u->profiles[i]);
    json_end(j);
    json_array(j, "pairs");
    for (size_t i = 0; i < u->n_pairs; i++) {
        json_line(j, NULL);
        json_text(j, "reaction", u->pairs[i].reaction);
        json_text(j, "better", u->pairs[i].better);
        json_text(j, "worse", u->pairs[i].worse);
        json_number(j, "confidence", u->pairs[i].confidence);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

void chp_show_json(const chp_outcome *outcome, const chp_diag *diag, FILE *to)
{
    json j = json_to(to);
    json_object(&j, NULL);
    json_count(&j, "schema", 1);
    put_study(&j, outcome);
    put_gases(&j, outcome);
    json_array(&j, "catalysts");
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        put_catalyst(&j, &outcome->catalysts[i]);
    json_end(&j);
    if (outcome->uncertainty)
        put_uncertainty(&j, outcome->uncertainty);
    json_messages(&j, "messages", diag);
    json_end(&j);
}
