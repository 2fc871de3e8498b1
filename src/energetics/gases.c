/* What the gases of a study say of their functional:
 *
 *     delta = 2 G(NH3) - G(N2) - 3 G(H2) - dG_exp,   dG_exp = -0.340 eV at 298.15 K
 *
 * and who takes it: N2 (+delta), where semilocal functionals err with the triple bond,
 * NH3 (-delta/2 each), or both by half. Urrego-Ortiz et al., ACS Catal. (2022), doi
 * 10.1021/acscatal.1c05333. */
#include "energetics/gases.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/energy.h"
#include "io/csv.h"
#include "io/source.h"
#include "thermo/solution.h"

bool gases_is_ammonia_synthesis(const chp_reaction *r)
{
    int n_N2 = 0, n_NH3 = 0;
    for (size_t i = 0; i < r->n_overall; i++) {
        const chp_term *t = &r->overall_terms[i];
        const char *name = r->species[t->species].name;
        if (strcmp(name, "N2") == 0)
            n_N2 = t->coefficient;
        else if (strcmp(name, "NH3") == 0)
            n_NH3 = t->coefficient;
        else if (r->species[t->species].phase == CHP_FLUID)
            return false;
    }
    return n_N2 == -1 && n_NH3 == 2;
}

bool gases_product_eV(product_state product, double T_K, double *above_gas_eV)
{
    *above_gas_eV = 0;
    return product == PRODUCT_AQ    ? solution_ammonia(T_K, above_gas_eV)
           : product == PRODUCT_ION ? solution_ammonium(T_K, 0, above_gas_eV)
                                    : true;
}

/* --- closure --------------------------------------------------------------------- */

/* G at 1 bar. */
static bool standard_eV(const chp_study *s, const char *gas, double *G_eV)
{
    const member *m = study_gas(s, gas);
    if (!m || m->is_spoilt || !m->state->g.G_eV.known)
        return false;
    const chp_free_energy *g = &m->state->g;
    *G_eV = g->G_eV.value - (g->pressure_eV.known ? g->pressure_eV.value : 0);
    return true;
}

static chp_closure closure_of(const chp_study *s)
{
    chp_closure c = { 0 };
    double N2_eV, H2_eV, NH3_eV;
    c.known = standard_eV(s, "N2", &N2_eV) && standard_eV(s, "H2", &H2_eV) &&
              standard_eV(s, "NH3", &NH3_eV) &&
              experiment_ammonia_synthesis(s->in.options->T_K, &c.experiment_eV);
    if (!c.known)
        return (chp_closure){ 0 };
    c.dG_eV = 2 * NH3_eV - N2_eV - 3 * H2_eV;
    c.delta_eV = c.dG_eV - c.experiment_eV;
    return c;
}

static void judge(const chp_study *s, const chp_closure *c, chp_diag *diag)
{
    double size_eV = fabs(c->delta_eV);
    chp_where at = study_gas(s, "N2")->state->at;
    if (size_eV <= CLOSURE_NOTE_EV)
        return;
    void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
        size_eV > CLOSURE_WARN_EV ? diag_warn : diag_note;
    say(diag, "C11", at,
        "N2 + 3 H2 -> 2 NH3 is %.3f eV by these gases, %.3f eV by experiment", c->dG_eV,
        c->experiment_eV);
    diag_hint(diag,
              "The functional's error is in every profile: see --gas-correction.");
}

/* --- corrections ----------------------------------------------------------------- */

static void correct(chp_study *s, const char *gas, double by_eV)
{
    const member *m = study_gas(s, gas);
    if (!m)
        return;
    chp_free_energy *g = &m->state->g;
    g->correction_eV =
        fact_of(by_eV + (g->correction_eV.known ? g->correction_eV.value : 0));
    if (g->G_eV.known)
        g->G_eV.value += by_eV;
}

static void correct_row(chp_study *s, const csv_table *table, const csv_row *row,
                        chp_diag *diag)
{
    double by_eV;
    const char *gas = arena_str(&s->memory, row->at[0]);
    if (row->n < 2 || !csv_number(table, row->at[1], &by_eV))
        diag_error(diag, "not-a-number", row->where,
                   "the correction of %s is no number", gas);
    else if (!study_gas(s, gas))
        diag_note(diag, "gas-correction", row->where,
                  "a correction is given for %s, which the study does not have", gas);
    else
        correct(s, gas, by_eV);
}

/* A table of two columns: the gas, and how many eV are added to it. */
static void correct_by_file(chp_study *s, const char *path, chp_diag *diag)
{
    source *file = source_open(path, NULL, diag);
    csv_table table;
    if (!file)
        return;
    if (csv_read(&s->memory, source_scan(file), &table, diag))
        for (size_t i = 0; i < table.n_rows; i++)
            correct_row(s, &table, &table.rows[i], diag);
    if (source_close(file, diag))
        intake_source(&s->in, path);
}

double gases_quotient_eV(const chp_options *o, const chp_reaction *reaction)
{
    double ln_Q = 0;
    for (size_t i = 0; i < reaction->n_overall; i++) {
        const chp_term *t = &reaction->overall_terms[i];
        const chp_kind *kind = &reaction->species[t->species];
        if (kind->phase == CHP_FLUID && strcmp(kind->name, "H2O") != 0)
            ln_Q += t->coefficient * log(options_pressure_bar(o, kind->name));
    }
    return BOLTZMANN_EV_K * o->T_K * ln_Q;
}

void gases_close(chp_study *s, chp_closure *closure, chp_diag *diag)
{
    *closure = closure_of(s);
    if (closure->known)
        judge(s, closure, diag);
    gas_correction how = s->in.options->correction;
    bool is_by_delta =
        how == CORRECTION_N2 || how == CORRECTION_NH3 || how == CORRECTION_SPLIT;
    if (is_by_delta && !closure->known) {
        diag_error(diag, "C11", NOWHERE,
                   "a gas correction needs N2, H2 and NH3, and not all are known");
        return;
    }
    double delta_eV = closure->delta_eV;
    if (how == CORRECTION_N2)
        correct(s, "N2", delta_eV);
    if (how == CORRECTION_NH3)
        correct(s, "NH3", -delta_eV / 2);
    if (how == CORRECTION_SPLIT) {
        correct(s, "N2", delta_eV / 2);
        correct(s, "NH3", -delta_eV / 4);
    }
    if (how == CORRECTION_FILE)
        correct_by_file(s, s->in.options->correction_file, diag);
    closure->is_corrected = closure->known && how != CORRECTION_NONE;
    if (closure->is_corrected)
        closure->corrected_delta_eV = closure_of(s).delta_eV;
}
