#include "energetics/gases.h"

#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/constants.h"
#include "energetics/energy.h"
#include "io/csv.h"
#include "io/source.h"

/* N2 + 3 H2 -> 2 NH3 at 298.15 K and 1 bar, from the enthalpies of CODATA; at other
 * temperatures from the equilibrium potential that the tables give. */
#define AMMONIA_298_EV (-0.340)

/* NH3(g) -> NH3(aq, 1 m) and NH3(g) + H+ -> NH4+, from the free energies of formation
 * of the NBS tables: -16.45, -26.50 and -79.31 kJ/mol. */
#define AMMONIA_DISSOLVED_EV  (-0.10416)
#define AMMONIA_PROTONATED_EV (-0.65150)

/* Half the sum is a note, beyond it is a warning (C11). */
#define DELTA_NOTE_EV 0.10
#define DELTA_WARN_EV 0.25

double gases_product_eV(product_state product)
{
    static const double below_gas_eV[] = {
        [PRODUCT_GAS] = 0,
        [PRODUCT_AQ] = AMMONIA_DISSOLVED_EV,
        [PRODUCT_ION] = AMMONIA_PROTONATED_EV,
    };
    return below_gas_eV[product];
}

/* H(T) and S(T) of a gas against those at 298.15 K: its Gibbs energy of formation
 * follows from that of 298.15 K and these. */
static bool gibbs_shift_eV(const char *gas, double T_K, double *shift_eV)
{
    chp_gas_data now, then;
    chp_diag *quiet = chp_diag_new();
    bool ok = chp_gas_table(gas, T_K, &now, quiet) &&
              chp_gas_table(gas, 298.15, &then, quiet);
    chp_diag_free(quiet);
    if (ok)
        *shift_eV = now.enthalpy_eV - T_K * now.entropy_eV_K - then.enthalpy_eV +
                    298.15 * then.entropy_eV_K;
    return ok;
}

bool gases_ammonia_eV(double T_K, double *dG_eV)
{
    double N2_eV, H2_eV, NH3_eV;
    if (fabs(T_K - 298.15) < 0.01) {
        *dG_eV = AMMONIA_298_EV;
        return true;
    }
    if (!gibbs_shift_eV("N2", T_K, &N2_eV) || !gibbs_shift_eV("H2", T_K, &H2_eV) ||
        !gibbs_shift_eV("NH3", T_K, &NH3_eV))
        return false;
    *dG_eV = AMMONIA_298_EV + 2 * NH3_eV - N2_eV - 3 * H2_eV;
    return true;
}

/* --- closure
 * ------------------------------------------------------------------------------- */

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
              gases_ammonia_eV(s->in.options->T_K, &c.experiment_eV);
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
    if (size_eV <= DELTA_NOTE_EV)
        return;
    void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
        size_eV > DELTA_WARN_EV ? diag_warn : diag_note;
    say(diag, "C11", at,
        "N2 + 3 H2 -> 2 NH3 is %.3f eV by these gases, %.3f eV by experiment", c->dG_eV,
        c->experiment_eV);
    diag_hint(diag,
              "The functional's error is in every profile: see --gas-correction.");
}

/* --- corrections
 * ----------------------------------------------------------------------------- */

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
}
