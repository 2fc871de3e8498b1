/* Electrons at constant potential. Three codes adjust their number N:
 *
 *     VASPsol++  EFERMI_ref < 0; TOTEN holds -mu_ref (N - N0)
 *     TPOT       LTPOT; TOTEN holds -E_F (N - N0), unless TPOTGCENERGY = F
 *     CP-VASP    LCEP; TOTEN is left as it is, GCE = E0 - mu (N - N0) stands apart
 *
 * CP-VASP tells of itself in OSZICAR and on the terminal alone, once in each ionic
 * step:
 *
 *     CPM-ion: NSTEP=   1 N_ele=  96.414302 mu_e=  -4.571933 TARGETMU=  -4.570000
 *              GCE=  -0.23170251E+03 cap=  0.913440                 (on one line)
 *
 * and the patch of VASPsol, where the potential of the electrolyte lies:
 *
 *      FERMI_SHIFT =    1.85073014025482
 */
#include "formats/electrode.h"

#include <math.h>

#include "base/diag.h"

/* The number behind `mark`. */
static chp_fact number_behind(str line, str mark, chp_where at)
{
    str word;
    double x;
    if (!str_after(&line, mark) || !str_word(&line, &word) || !str_number(word, &x))
        return (chp_fact){ 0 };
    return fact_at(x, at);
}

static void read_cp_vasp(chp_electrode *e, str line, chp_where at)
{
    e->code = "CP-VASP";
    e->n_electrons = number_behind(line, STR("N_ele="), at);
    e->mu_eV = number_behind(line, STR("mu_e="), at);
    e->target_eV = number_behind(line, STR("TARGETMU="), at);
    e->omega_eV = number_behind(line, STR("GCE="), at);
}

bool electrode_line(chp_calc *calc, str line, chp_where at)
{
    chp_fact shift = number_behind(line, STR("FERMI_SHIFT ="), at);
    if (shift.known)
        calc->fermi_shift_eV = shift;
    bool is_cp_vasp = str_starts(str_trim(line), STR("CPM-ion"));
    if (is_cp_vasp)
        read_cp_vasp(&calc->electrode, line, at);
    return shift.known || is_cp_vasp;
}

/* In vasprun.xml these tags stand only when the build knows them, and its energies are
 * those of OUTCAR; the number of electrons that it ended with is in neither section. */
void electrode_of_settings(chp_calc *calc, bool has_outcar)
{
    chp_electrode *e = &calc->electrode;
    chp_fact moved = e->n_electrons;
    double mu_eV;
    if (e->code)
        return;
    if (chp_calc_number(calc, "EFERMI_REF", &mu_eV) && mu_eV < 0) {
        *e = (chp_electrode){ .code = "VASPsol++", .is_grand = true };
        e->target_eV = fact_at(mu_eV, chp_calc_setting(calc, "EFERMI_REF")->at);
    } else if (!has_outcar && calc_is_on(calc, "LTPOT")) {
        const chp_setting *grand = chp_calc_setting(calc, "TPOTGCENERGY");
        *e = (chp_electrode){ .code = "TPOT" };
        e->is_grand = !grand || calc_is_on(calc, "TPOTGCENERGY");
        if (chp_calc_number(calc, "TPOTVTARGET", &mu_eV))
            e->target_eV = fact_at(-mu_eV, chp_calc_setting(calc, "TPOTVTARGET")->at);
    } else if (calc_is_on(calc, "LCEP")) {
        *e = (chp_electrode){ .code = "CP-VASP" };
        if (chp_calc_number(calc, "TARGETMU", &mu_eV))
            e->target_eV = fact_at(mu_eV, chp_calc_setting(calc, "TARGETMU")->at);
    }
    e->n_electrons = moved;
}

/* NELECT is the number that it began with. */
static void take_electrons(chp_calc *calc)
{
    const chp_fact *n = &calc->electrode.n_electrons;
    bool is_told = n->known && calc->charge_e.known && calc->n_electrons.known;
    double neutral = calc->n_electrons.value + calc->charge_e.value;
    calc->charge_e = is_told ? fact_at(neutral - n->value, n->at) : (chp_fact){ 0 };
    calc->n_electrons = *n;
}

/* How near the codes go by themselves: their own thresholds are a tenth of that. */
#define FAR_EV 0.05

static void tell_missed(const chp_calc *calc, chp_diag *diag)
{
    const chp_electrode *e = &calc->electrode;
    bool is_missed = e->mu_eV.known && e->target_eV.known &&
                     fabs(e->mu_eV.value - e->target_eV.value) > FAR_EV;
    if (!is_missed)
        return;
    diag_warn(diag, "potential-not-reached", e->mu_eV.at,
              "the electrons are at %.3f eV, %.3f eV were asked for", e->mu_eV.value,
              e->target_eV.value);
    diag_hint(diag, calc->kind == CHP_RUN_STATIC
                        ? "Their number is adjusted between ionic steps: with NSW = 0 "
                          "there are none."
                        : "The geometry converged first: go on from CONTCAR with the "
                          "last number of electrons.");
}

/* Somebody moved electrons, and no file tells who. */
static void tell_moved(const chp_calc *calc, chp_diag *diag)
{
    const chp_fact *n = &calc->electrode.n_electrons;
    diag_error(diag, "electrons-moved", n->at,
               "the density holds %.4f electrons, but the run began with %.4f",
               n->value, calc->n_electrons.value);
    diag_hint(diag,
              "A patch held them at a potential: CP-VASP tells of it in OSZICAR and "
              "on the terminal. Keep one of them beside OUTCAR.");
}

void electrode_settle(chp_calc *calc, chp_diag *diag)
{
    const chp_electrode *e = &calc->electrode;
    if (!e->code && e->n_electrons.known)
        tell_moved(calc, diag);
    if (!e->code && !e->n_electrons.known)
        return;
    take_electrons(calc);
    if (!e->code)
        return;
    diag_warn(diag, "target-potential", calc->energies.toten_eV.at,
              "%s adjusted the number of electrons to a potential%s", e->code,
              e->is_grand ? ": the energies are grand potentials" : "");
    diag_hint(diag, "They compare only with those of runs at the same potential.");
    if (!e->mu_eV.known)
        diag_note(diag, "target-potential", calc->energies.toten_eV.at,
                  "no file tells the potential that was reached");
    tell_missed(calc, diag);
}
