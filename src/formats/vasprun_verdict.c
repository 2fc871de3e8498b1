/* What may be believed of a vasprun.xml that was read to its end.
 *
 * VASP does not say here whether electrons or ions converged; the numbers do. A file
 * that was cut behind its last step leaves "unknown", and an error unless the step that
 * stands for the run is known to be the one that was wanted.
 */
#include <math.h>

#include "chem/structure.h"
#include "formats/vasprun.h"

/* --- what stands for the run --------------------------------------------------- */

static void take_motion(vasprun *v)
{
    const vasprun_step *s = &v->kept;
    chp_dynamics *to = &v->calc->dynamics;
    to->kinetic_eV = s->kinetic_eV;
    to->total_eV = s->total_eV;
    if (v->n_kinetic > 0)
        to->mean_kinetic_eV =
            fact_at(v->kinetic_eV / (double)v->n_kinetic, s->kinetic_eV.at);
}

/* As OUTCAR has it: what PSTRESS asks for is taken away. */
static void take_pressure(vasprun *v)
{
    const chp_tensor *s = &v->calc->stress_kB;
    if (s->known)
        v->calc->pressure_kB =
            fact_at((s->value[0][0] + s->value[1][1] + s->value[2][2]) / 3 -
                        vasprun_number_or(v, "PSTRESS", 0),
                    s->at);
}

static bool take_kept_step(vasprun *v)
{
    chp_calc *calc = v->calc;
    vasprun_step *s = &v->kept;
    const held *last = v->last_energy.n > 0 ? &v->last_energy : &s->energy;
    double(*force)[3] = NULL;
    calc->n_ionic_steps = v->n_steps;
    calc->steps = v->steps;
    if (v->last_energy.n == 0) // it is the last step's
        calc->e_fermi_eV = v->e_fermi_eV;
    if (!vasprun_energies(v, &s->energy, &s->energies) || !vasprun_electrons(v, s) ||
        !vasprun_energies(v, last, &calc->last_step) ||
        !vasprun_forces(v, &s->forces, &force, &calc->force_at) ||
        !vasprun_stress(v, &s->stress, &calc->stress_kB))
        return false;
    take_pressure(v);
    take_motion(v);
    calc->energies = s->energies;
    calc->electronic = s->electronic;
    if (force) {
        double largest = vasprun_max_force(v, force);
        calc->max_force_eV_A = fact_at(largest, s->forces.at);
        calc->force_eV_A = (const double(*)[3])force;
        calc->force_is_free =
            v->initial ? CHP_YES : CHP_NO; // without flags, all are free
    }
    return true;
}

/* The structure of the last step, when the file ends before <structure
 * name="finalpos">. */
static bool take_structures(vasprun *v)
{
    chp_calc *calc = v->calc;
    const held *structure = &v->kept.structure;
    if (!v->last && structure->n > 0) {
        xml_piece piece = { { structure->bytes, structure->n }, structure->at };
        if (!vasprun_structure(v, piece, &v->last))
            return false;
    }
    if (v->last && v->initial && v->initial->is_free)
        v->last->is_free = v->initial->is_free; // 4.6 writes others at the end
    calc->initial = v->initial;
    calc->final = v->last ? v->last : v->initial;
    if (calc->final)
        calc->volume_A3 = fact_at(structure_volume_A3(calc->final), calc->final->at);
    return true;
}

static bool is_on(const vasprun *v, const char *tag)
{
    const chp_setting *s = chp_calc_setting(v->calc, tag);
    double n;
    if (!s)
        return false;
    if (str_number(str_of(s->value), &n))
        return n > 0;
    return calc_is_true(str_of(s->value));
}

/* What was added behind the electronic loop: dispersion, a dipole's energy when the
 * potential is not corrected, the pressure's work. */
static void take_addition(vasprun *v)
{
    const vasprun_step *s = &v->kept;
    const double digits_eV = 2e-5;
    double pressure = vasprun_number_or(v, "PSTRESS", 0);
    if (pressure != 0) {
        diag_warn(v->r->diag, "pressure", s->energies.toten_eV.at,
                  "the energies hold the work of PSTRESS = %g kB", pressure);
        diag_hint(v->r->diag, "Those of OUTCAR do not: keep it beside this file.");
        return;
    }
    // the electronic steps of a field's response come last, and are of no total energy
    bool is_response = v->calc->kind == CHP_RUN_RESPONSE || is_on(v, "LEPSILON");
    if (!s->electronic_eV.known || is_response)
        return;
    double added = s->energies.toten_eV.value - s->electronic_eV.value;
    bool has_dispersion = is_on(v, "IVDW") || is_on(v, "LVDW");
    bool has_dipole = is_on(v, "IDIPOL") && !is_on(v, "LDIPOL");
    if (has_dispersion && !has_dipole)
        v->calc->dispersion_eV = fact_at(added, s->energies.toten_eV.at);
    else if (has_dipole && !has_dispersion)
        v->calc->dipole_eV = fact_at(added, s->energies.toten_eV.at);
    if (has_dispersion || has_dipole || fabs(added) < digits_eV)
        return;
    diag_warn(v->r->diag, "unexplained-term", s->energies.toten_eV.at,
              "%.5f eV were added behind the electronic steps, by no tag of this file",
              added);
    diag_hint(v->r->diag,
              "Dispersion is added so, and VASP 5 does not always write IVDW "
              "here: see INCAR or OUTCAR.");
}

/* Without its order the smearing is guessed from the three energies, which fit one. */
static void judge_smearing(vasprun *v)
{
    if (v->order >= 0)
        return;
    diag_warn(v->r->diag, "smearing-unknown", v->kept.energies.sigma0_eV.at,
              "ISMEAR is not told: which energy is which was taken from themselves");
    diag_hint(v->r->diag, "Keep OUTCAR or INCAR beside this file.");
}

/* --- convergence --------------------------------------------------------------- */

static void judge_electrons(vasprun *v)
{
    const vasprun_step *s = &v->kept;
    chp_where at = s->energies.toten_eV.at;
    if (s->electronic == CHP_NO) {
        diag_error(
            v->r->diag, "not-converged", at,
            "the electrons did not converge: the energy still changed by %.2g eV in "
            "step %u of %.0f (EDIFF = %g)",
            s->dE_eV, s->n_scsteps, v->nelm, v->ediff_eV);
        diag_hint(v->r->diag,
                  "Run it again with a larger NELM, or another ALGO or mixing.");
    } else if (s->electronic == CHP_NOT_APPLICABLE) {
        diag_warn(v->r->diag, "not-self-consistent", at,
                  "NELM = 1: the energy comes from a single electronic step");
        diag_hint(v->r->diag,
                  "It is no ground state's: take it from a run with a larger "
                  "NELM.");
    } else if (s->electronic == CHP_UNKNOWN) {
        diag_warn(v->r->diag, "convergence-unknown", at,
                  "whether the electrons converged cannot be told");
        diag_hint(v->r->diag, "Keep OUTCAR or OSZICAR beside this file.");
    }
    if (v->n_unconverged_before > 0) {
        diag_warn(v->r->diag, "not-converged", v->unconverged_at,
                  "in %zu earlier ionic steps the electrons did not converge",
                  v->n_unconverged_before);
        diag_hint(v->r->diag, "It bends the path of the relaxation, not its end.");
    }
}

/* Another step had begun: VASP did not stop behind the last whole one. */
static bool went_on(const vasprun *v)
{
    return v->x.kind == XML_CUT && v->x.depth > 1 &&
           strcmp(v->x.open[1], "calculation") == 0;
}

/* VASP's own criterion, applied to what it wrote. */
static bool is_relaxed(const vasprun *v)
{
    if (went_on(v))
        return false;
    double ediffg = vasprun_number_or(v, "EDIFFG", 0);
    if (ediffg < 0)
        return v->calc->max_force_eV_A.known && v->calc->max_force_eV_A.value < -ediffg;
    return ediffg > 0 && v->toten_before_eV.known &&
           fabs(v->toten_last_eV.value - v->toten_before_eV.value) < ediffg;
}

/* With EDIFFG > 0 VASP compares energies that are not all written here, those of trial
 * steps, so a run that ended by itself before NSW may well be relaxed. */
static chp_answer ionic_answer(const vasprun *v)
{
    const chp_calc *calc = v->calc;
    double nsw = vasprun_number_or(v, "NSW", 0),
           ediffg = vasprun_number_or(v, "EDIFFG", 0);
    if (calc->kind == CHP_RUN_UNKNOWN)
        return CHP_UNKNOWN;
    if (calc->kind != CHP_RUN_RELAXATION && calc->kind != CHP_RUN_PATH)
        return CHP_NOT_APPLICABLE;
    if (is_relaxed(v))
        return CHP_YES;
    if (ediffg == 0)
        return CHP_UNKNOWN;
    bool has_all = nsw > 0 && (double)v->n_steps >= nsw;
    bool has_forces = ediffg < 0 && calc->max_force_eV_A.known;
    return has_all || (has_forces && calc->finished == CHP_YES) ? CHP_NO : CHP_UNKNOWN;
}

static void judge_ions(vasprun *v)
{
    chp_calc *calc = v->calc;
    double ediffg = vasprun_number_or(v, "EDIFFG", 0);
    chp_where at = v->kept.energies.toten_eV.at;
    calc->ionic = ionic_answer(v);
    if (calc->ionic == CHP_NO) {
        diag_error(v->r->diag, "not-converged", at,
                   "the ions did not converge in %zu steps (EDIFFG = %g)", v->n_steps,
                   ediffg);
        diag_hint(v->r->diag, "Copy CONTCAR to POSCAR and go on, with a larger NSW.");
    } else if (calc->ionic == CHP_UNKNOWN && calc->finished == CHP_YES) {
        diag_warn(v->r->diag, "convergence-unknown", at,
                  "whether the ions converged cannot be told (EDIFFG = %g)", ediffg);
        diag_hint(v->r->diag, "OUTCAR says whether the required accuracy was reached.");
    }
}

static void judge_displaced(vasprun *v)
{
    const vasprun_displaced *d = &v->displaced;
    chp_diag *diag = v->r->diag;
    if (d->n_unconverged > 0) {
        diag_error(diag, "not-converged", d->unconverged_at,
                   "the electrons of %zu displaced steps did not converge",
                   d->n_unconverged);
        diag_hint(diag, "Their modes mean nothing: run it again with a larger NELM.");
    }
    if (d->n > 1 && d->n_far_below == d->n) {
        diag_error(diag, "equilibrium", v->kept.energies.toten_eV.at,
                   "all %zu displaced steps lie below the first, the lowest by %.3f eV",
                   d->n, -d->lowest_eV);
        diag_hint(diag,
                  "The electrons of the first step did not converge. Take the energy "
                  "from the relaxation, not from this run.");
    } else if (d->n_below > 0) {
        diag_warn(
            diag, "equilibrium", d->lowest_at,
            "%zu of %zu displaced steps lie below the first, the lowest by %.0f meV",
            d->n_below, d->n, -1000 * d->lowest_eV);
        diag_hint(diag, "The structure is not a minimum along it: relax it further.");
    }
    if (v->calc->has_modes || v->calc->finished != CHP_YES)
        return;
    diag_error(diag, "modes", v->kept.energies.toten_eV.at,
               "this run of frequencies has no table of modes");
}

/* --- the end ------------------------------------------------------------------- */

static void judge_end(vasprun *v)
{
    chp_calc *calc = v->calc;
    chp_diag *diag = v->r->diag;
    if (v->x.kind != XML_CUT)
        return;
    chp_where at = { v->x.in->at.path, v->x.line };
    bool is_harmless = calc->kind == CHP_RUN_STATIC || calc->ionic == CHP_YES;
    if (is_harmless && v->n_steps > 0)
        diag_warn(diag, "truncated", at, "the file ends behind its %zu whole steps",
                  v->n_steps);
    else if (v->n_steps == 0 && v->now.at.line == 0)
        diag_error(diag, "truncated", at, "the file ends before the first ionic step");
    else
        diag_error(diag, "truncated", at,
                   "the file ends in ionic step %zu, after %zu whole ones",
                   v->n_steps + 1, v->n_steps);
    diag_hint(diag,
              "The job still runs, or was stopped (time, memory, disk): see its own "
              "log.");
}

static void judge_no_step(vasprun *v)
{
    chp_diag *diag = v->r->diag;
    if (v->n_learned > 0) {
        diag_error(diag, "machine-learned", v->learned_at,
                   "all %zu energies are those of a force field", v->n_learned);
        diag_hint(diag, "Compute the last structure once without ML_LMLFF.");
    } else if (v->x.kind == XML_END) {
        diag_error(diag, "no-energy", v->now.at, "no ionic step has final energies");
        diag_hint(diag,
                  "This kind of run (linear response, GW, RPA, ...) may write none: "
                  "see OUTCAR.");
    }
}

/* Linear response ends with such a step. */
static void judge_blank(vasprun *v)
{
    chp_diag *diag = v->r->diag;
    if (v->n_blank == 0 || v->calc->kind == CHP_RUN_RESPONSE || v->n_learned > 0)
        return;
    if (v->is_blank)
        diag_error(diag, "damaged", v->now.at,
                   "the last ionic step has no final energies");
    else
        diag_warn(diag, "damaged", v->blank_at,
                  "%zu ionic steps have no final energies and are passed over",
                  v->n_blank);
    diag_hint(diag, "Lines are missing or were edited: see whether OUTCAR has them.");
}

static void judge_learned(vasprun *v)
{
    if (v->n_learned == 0)
        return;
    diag_note(v->r->diag, "machine-learned", v->learned_at,
              "%zu energies of a force field are passed over", v->n_learned);
    diag_hint(v->r->diag, "The energies given are those of %zu steps of DFT.",
              v->n_steps);
}

bool vasprun_verdict(vasprun *v)
{
    chp_calc *calc = v->calc;
    calc->finished = v->x.kind == XML_END   ? CHP_YES
                     : v->x.kind == XML_CUT ? CHP_NO
                                            : CHP_UNKNOWN;
    if (v->n_steps == 0)
        vasprun_setup_done(v);
    bool ok = v->n_steps == 0 || take_kept_step(v);
    ok = vasprun_modes(v) && take_structures(v) && ok;
    if (v->n_steps == 0) {
        judge_no_step(v);
        judge_end(v);
        return false;
    }
    take_addition(v);
    judge_smearing(v);
    judge_electrons(v);
    judge_ions(v);
    if (calc->kind == CHP_RUN_FREQUENCIES)
        judge_displaced(v);
    judge_end(v);
    judge_blank(v);
    judge_learned(v);
    return ok;
}
