/* What OSZICAR cannot know: EDIFF, NSW, ISMEAR. INCAR beside it tells them. */
#include <math.h>

#include "gather/merge.h"

/* The identity that ties the three energies, n the order of Methfessel and Paxton:
 *
 *     E0 = ((n + 1) F + E) / (n + 2)
 */
static void recover_entropy(const chp_calc *calc, chp_energies *e)
{
    double ismear = 1; // VASP's default
    chp_calc_number(calc, "ISMEAR", &ismear);
    if (e->without_entropy_eV.known || !e->toten_eV.known || !e->sigma0_eV.known)
        return;
    double n = ismear > 0 ? ismear : 0;
    double E = (n + 2) * e->sigma0_eV.value - (n + 1) * e->toten_eV.value;
    e->without_entropy_eV = fact_at(E, e->sigma0_eV.at);
}

static chp_run_kind kind_by_settings(const chp_calc *calc)
{
    double nsw = 0, ibrion;
    chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "IBRION", &ibrion))
        ibrion = nsw > 0 ? 0 : -1; // VASP's default
    return calc_kind((int)ibrion, nsw > 0);
}

static const chp_ionic_step *deciding_step(const chp_calc *calc)
{
    if (calc->n_ionic_steps == 0 || !calc->steps)
        return NULL;
    bool is_first = calc->kind == CHP_RUN_FREQUENCIES;
    return &calc->steps[is_first ? 0 : calc->n_ionic_steps - 1];
}

/* VASP stops when both changes are below EDIFF. */
static void judge_electrons(chp_calc *calc)
{
    double ediff = 1e-4, nelm = 60; // VASP's defaults
    const chp_ionic_step *step = deciding_step(calc);
    chp_calc_number(calc, "EDIFF", &ediff);
    if (chp_calc_number(calc, "NELM", &nelm) && nelm == 1)
        calc->electronic = CHP_NOT_APPLICABLE; // one step has nothing to converge
    if (!step || calc->electronic != CHP_UNKNOWN || isnan(step->dE_eV) ||
        isnan(step->deps_eV))
        return;
    bool is_small = fabs(step->dE_eV) < ediff && fabs(step->deps_eV) < ediff;
    calc->electronic = is_small ? CHP_YES : CHP_NO;
}

static void judge_ions(chp_calc *calc)
{
    double nsw;
    if (calc->ionic != CHP_UNKNOWN)
        return;
    if (calc->kind != CHP_RUN_RELAXATION)
        calc->ionic = CHP_NOT_APPLICABLE;
    else if (chp_calc_number(calc, "NSW", &nsw) && (double)calc->n_ionic_steps >= nsw)
        calc->ionic = CHP_NO;
}

/* In a frequency run the first, undisplaced step stands for it. */
static void take_first_step(chp_calc *calc)
{
    chp_where at = calc->last_step.toten_eV.at;
    if (calc->n_ionic_steps == 0 || !calc->steps)
        return;
    at.line = calc->steps[0].line;
    calc->energies =
        (chp_energies){ .toten_eV = fact_at(calc->steps[0].toten_eV, at),
                        .sigma0_eV = fact_at(calc->steps[0].sigma0_eV, at) };
}

/* A diary of energies, read with the INCAR beside it. */
void merge_diary(chp_calc *calc, const files *f)
{
    if (!f->incar || !f->incar->is_usable)
        return;
    if (calc->kind == CHP_RUN_UNKNOWN)
        calc->kind = kind_by_settings(calc);
    if (calc->kind == CHP_RUN_FREQUENCIES)
        take_first_step(calc);
    recover_entropy(calc, &calc->energies);
    recover_entropy(calc, &calc->last_step);
    judge_electrons(calc);
    judge_ions(calc);
}
