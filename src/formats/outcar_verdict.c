/* What may be believed of an OUTCAR that was read to its end.
 *
 * The step that stands for the run is the last whole one; in a frequency run it is the
 * first, for the others are displaced. There two things can go wrong that no line
 * tells: the first step may not have converged, and then *all* displaced steps lie far
 * below it; or the structure was no minimum, and then one of them lies below it.
 *
 * Yes, no and unknown are three answers. A file that ends early leaves "unknown".
 */
#include <math.h>

#include "formats/outcar.h"

/* --- what stands for the run -------------------------------------------- */

static void take_moments(outcar *o)
{
    chp_calc *calc = o->calc;
    const double *m = o->kept.moment_muB.at;
    size_t n = calc->n_atoms, n_told = o->kept.moment_muB.n;
    if (n_told == 0 || (n_told != n && n_told != 3 * n))
        return;
    calc->n_moments = n;
    calc->moment_muB = m;
    if (n_told == n)
        return;
    double *length = arena_new(o->a, double, n);
    double(*all)[3] = (double(*)[3])arena_get(o->a, n, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        for (size_t axis = 0; axis < 3; axis++)
            all[i][axis] = m[axis * n + i];
        length[i] = hypot(hypot(all[i][0], all[i][1]), all[i][2]);
    }
    calc->moment_muB = length;
    calc->moment_vector_muB = (const double(*)[3])all;
}

static void take_kept_step(outcar *o)
{
    chp_calc *calc = o->calc;
    const step *s = &o->kept;
    if (!s->number)
        return;
    if (!o->is_two_runs)
        calc->energies = s->energies;
    calc->electronic = s->electronic;
    calc->max_force_eV_A = s->max_force_eV_A;
    calc->drift_eV_A = s->drift_eV_A;
    if (s->force_eV_A.n > 0) {
        calc->force_eV_A = (const double(*)[3])s->force_eV_A.at;
        calc->force_at = (chp_where){ s->positions_at.path, s->positions_at.line + 2 };
    }
    calc->magnetization_muB = s->magnetization_muB;
    calc->e_fermi_eV = s->e_fermi_eV;
    calc->dispersion_eV = s->dispersion_eV;
    calc->dipole_eV = s->dipole_eV;
    calc->solvation_eV = s->solvation_eV;
    calc->n_ensemble = s->ensemble_eV.n;
    calc->ensemble_eV = s->ensemble_eV.n ? s->ensemble_eV.at : NULL;
    calc->total_moment_muB = s->total_moment_muB;
    calc->dipole_moment_eA = s->dipole_moment_eA;
    calc->pressure_kB = s->pressure_kB;
    calc->stress_kB = s->stress_kB;
    take_moments(o);
    outcar_motion_done(o);
    if (s->volume_A3.known)
        calc->volume_A3 = s->volume_A3;
    calc->final = outcar_final(o);
}

/* In a frequency run the labels of the force constants tell which atoms moved. */
static void force_on_displaced(outcar *o)
{
    chp_calc *calc = o->calc;
    const chp_hessian *h = calc->hessian;
    double ibrion = 0;
    chp_calc_number(calc, "IBRION", &ibrion);
    if (!h || ibrion != 5 || !calc->force_eV_A)
        return;
    double largest = 0;
    for (size_t i = 0; i < h->n; i++) {
        if (h->atom[i] >= calc->n_atoms)
            return;
        const double *f = calc->force_eV_A[h->atom[i]];
        largest = fmax(largest, hypot(hypot(f[0], f[1]), f[2]));
    }
    calc->max_force_eV_A.value = largest;
    calc->force_is_free = CHP_YES;
    if (largest <= 0.05)
        return;
    diag_warn(o->diag, "forces", calc->max_force_eV_A.at,
              "the force on a displaced atom is %.3f eV/Å at the equilibrium", largest);
    diag_hint(o->diag, "Relax the structure further before its frequencies.");
}

/* --- did it end --------------------------------------------------------- */

static const char *where_it_ends(outcar *o)
{
    const displacements *d = &o->shift;
    size_t n = o->calc->n_ionic_steps;
    if (o->calc->kind == CHP_RUN_FREQUENCIES && d->n > 0)
        return arena_print(o->a, "at displacement %zu of %zu", d->i, d->n);
    if (o->open_step)
        return arena_print(o->a, "in ionic step %zu, after %zu whole ones",
                           o->open_step, n);
    if (n > 0)
        return arena_print(o->a, "after ionic step %zu", o->last_whole);
    if (o->n_ml_steps > 0)
        return arena_print(o->a, "after %zu steps of a force field", o->n_ml_steps);
    return o->section == IN_HEADER || o->section == IN_ECHO
               ? "in its header"
               : "before the first ionic step";
}

/* All that the run was for had been written: only its clean-up is missing. */
static bool is_all_there(const outcar *o)
{
    const chp_calc *calc = o->calc;
    if (o->open_step || calc->n_ionic_steps == 0)
        return false;
    switch (calc->kind) {
    case CHP_RUN_STATIC:
        return true;
    case CHP_RUN_RELAXATION:
    case CHP_RUN_PATH:
        return o->is_reached;
    case CHP_RUN_FREQUENCIES:
    case CHP_RUN_RESPONSE:
        return calc->has_modes;
    default:
        return false;
    }
}

/* CONTCAR of a frequency run is a displaced geometry. */
static const char *how_to_go_on(const chp_calc *calc)
{
    switch (calc->kind) {
    case CHP_RUN_FREQUENCIES:
    case CHP_RUN_RESPONSE:
    case CHP_RUN_STATIC:
        return "Run it again, from the same POSCAR.";
    default:
        return "Restart it from CONTCAR.";
    }
}

static void judge_end(outcar *o)
{
    if (o->calc->finished == CHP_YES)
        return;
    o->calc->finished = CHP_NO;
    if (is_all_there(o))
        diag_warn(o->diag, "truncated", o->in->at,
                  "the file ends without the timing block, %s", where_it_ends(o));
    else
        diag_error(o->diag, "truncated", o->in->at, "the file ends %s",
                   where_it_ends(o));
    diag_hint(o->diag,
              "The job still runs, or was stopped (time, memory, disk): see its "
              "own log. %s",
              how_to_go_on(o->calc));
}

static void judge_steps(outcar *o)
{
    if (o->calc->n_ionic_steps > 0)
        return;
    if (o->n_ml_steps > 0) {
        diag_error(o->diag, "machine-learned", o->ml_at,
                   "all %zu energies are those of a force field", o->n_ml_steps);
        diag_hint(o->diag, "Compute the last structure once without ML_LMLFF.");
    } else if (o->calc->finished == CHP_YES) {
        diag_error(o->diag, "no-energy", o->in->at, "no ionic step has final energies");
        diag_hint(o->diag, "This kind of run (GW, RPA, ...) prints none, or lines were "
                           "removed from the file.");
    }
}

static void judge_ml(outcar *o)
{
    if (o->n_ml_steps == 0 || o->calc->n_ionic_steps == 0)
        return;
    diag_note(o->diag, "machine-learned", o->ml_at,
              "%zu energies of a force field are passed over", o->n_ml_steps);
    diag_hint(o->diag, "The energies given are those of %zu steps of DFT.",
              o->calc->n_ionic_steps);
}

static void judge_damage(outcar *o)
{
    if (o->n_torn > 0 && o->calc->finished == CHP_YES && !o->is_damaged &&
        !o->has_bad_number) {
        diag_error(o->diag, "damaged", o->torn_at, "the table of forces is not whole");
        diag_hint(o->diag, "The file was edited, or two programs wrote into it.");
    }
    if (o->open_step && o->calc->finished == CHP_YES && o->calc->n_ionic_steps > 0 &&
        !o->is_damaged) {
        diag_error(o->diag, "damaged", o->open_at,
                   "ionic step %zu has no final energies", o->open_step);
        diag_hint(o->diag, "Lines are missing or were edited.");
    }
    if (o->in->is_bad) {
        diag_error(o->diag, "damaged", o->in->at, "a line is longer than %d bytes",
                   SCAN_LONGEST_LINE);
        diag_hint(o->diag, "The rest was not read: is this a file of VASP?");
    }
}

/* --- did the electrons converge ----------------------------------------- */

static const char *why_unknown(const outcar *o)
{
    double ediff;
    return chp_calc_number(o->calc, "EDIFF", &ediff) && ediff == 0
               ? "EDIFF = 0 makes all NELM steps: the energy is as good as the change "
                 "in "
                 "the last of them."
               : "EDIFF is printed with one digit: keep vasprun.xml beside it.";
}

static void judge_electrons(outcar *o)
{
    const step *s = &o->kept;
    double nelm = 0;
    const chp_setting *ediff = chp_calc_setting(o->calc, "EDIFF");
    chp_calc_number(o->calc, "NELM", &nelm);
    if (s->number && s->electronic == CHP_NO) {
        chp_where at = s->change_eV.known ? s->change_eV.at : s->at;
        diag_error(o->diag, "not-converged", at,
                   "the electrons of ionic step %zu did not converge: the energy still "
                   "changed by %.2g eV in step %u of %.0f (EDIFF = %s)",
                   s->number, s->change_eV.known ? s->change_eV.value : NAN,
                   s->n_electronic, nelm, ediff ? ediff->value : "?");
        diag_hint(o->diag,
                  "Run it again with a larger NELM, or another ALGO or mixing.");
    } else if (s->number && s->electronic == CHP_UNKNOWN) {
        diag_warn(o->diag, "convergence-unknown", s->at,
                  "whether the electrons of ionic step %zu converged cannot be told",
                  s->number);
        diag_hint(o->diag, "%s", why_unknown(o));
    }
    if (o->n_unconverged_before > 0) {
        diag_warn(o->diag, "not-converged", o->unconverged_at,
                  "in %zu earlier ionic steps the electrons did not converge",
                  o->n_unconverged_before);
        diag_hint(o->diag, "It bends the path of the relaxation, not its end.");
    }
}

/* A density that was kept fixed, or bands that were computed once, have no energy to
 * compare. */
static void judge_consistency(outcar *o)
{
    double icharg = 0;
    chp_calc_number(o->calc, "ICHARG", &icharg);
    bool is_usual = icharg < 10 && !o->limits.is_one_shot;
    if (!o->kept.number || is_usual || o->calc->rpa_eV.known)
        return;
    chp_where at = o->kept.energies.toten_eV.at;
    if (icharg >= 10)
        diag_warn(o->diag, "not-self-consistent", at,
                  "the charge density was kept fixed (ICHARG = %.0f)", icharg);
    else
        diag_warn(o->diag, "not-self-consistent", at,
                  "the electrons were not made self-consistent (NELM = 1)");
    diag_hint(o->diag,
              "Such a run is for bands and densities of states: take the energy "
              "from the run before it.");
}

static void judge_spin(outcar *o)
{
    const chp_fact *moment = &o->kept.magnetization_muB;
    const chp_setting *vectors = chp_calc_setting(o->calc, "LNONCOLLINEAR");
    double ispin;
    bool has_spin = !chp_calc_number(o->calc, "ISPIN", &ispin) || ispin == 2 ||
                    !vectors || vectors->value[0] == 'T';
    if (!o->kept.number || has_spin || !moment->known)
        return;
    diag_warn(o->diag, "damaged", moment->at,
              "a magnetisation is told here, but ISPIN is %.0f", ispin);
    diag_hint(o->diag, "The file was edited: see INCAR for what was meant.");
}

/* Without its order the smearing is guessed from the three energies, which fit one. */
static void judge_smearing(outcar *o)
{
    if (!o->kept.number || o->limits.has_ismear)
        return;
    diag_warn(o->diag, "smearing-unknown", o->kept.energies.sigma0_eV.at,
              "ISMEAR is not told: that the energies belong together was taken from "
              "themselves");
    diag_hint(o->diag, "Keep vasprun.xml or INCAR beside this file.");
}

/* --- did the ions converge ---------------------------------------------- */

/* A run that ended by itself, before all its steps were made, with forces as small as
 * was asked for: that it reached them may stand in its standard output alone. */
static bool may_have_arrived(const outcar *o)
{
    const chp_fact *force = &o->calc->max_force_eV_A;
    double ediffg;
    return !o->is_stopped && force->known &&
           chp_calc_number(o->calc, "EDIFFG", &ediffg) && force->value < -ediffg;
}

static chp_answer ionic_answer(const outcar *o)
{
    const chp_calc *calc = o->calc;
    if (calc->kind == CHP_RUN_UNKNOWN)
        return CHP_UNKNOWN;
    if (calc->kind != CHP_RUN_RELAXATION && calc->kind != CHP_RUN_PATH)
        return CHP_NOT_APPLICABLE;
    if (calc->n_ionic_steps == 0)
        return CHP_UNKNOWN;
    if (o->is_reached)
        return CHP_YES;
    double nsw, ediffg;
    bool all_made =
        chp_calc_number(calc, "NSW", &nsw) && (double)calc->n_ionic_steps >= nsw;
    if (chp_calc_number(calc, "EDIFFG", &ediffg) && ediffg == 0)
        return CHP_UNKNOWN;
    if (calc->finished != CHP_YES)
        return all_made ? CHP_NO : CHP_UNKNOWN;
    if (o->is_optimiser_done)
        return CHP_YES;
    return !all_made && may_have_arrived(o) ? CHP_UNKNOWN : CHP_NO;
}

static const char *force_text(outcar *o)
{
    const chp_fact *f = &o->calc->max_force_eV_A;
    return f->known ? arena_print(o->a, "; the largest force on any atom is %.3f eV/Å",
                                  f->value)
                    : "";
}

static void judge_ions(outcar *o)
{
    chp_calc *calc = o->calc;
    calc->ionic = ionic_answer(o);
    double ediffg = 0;
    bool has_ediffg = chp_calc_number(calc, "EDIFFG", &ediffg);
    if (calc->ionic == CHP_NO) {
        diag_error(o->diag, "not-converged", o->kept.energies.toten_eV.at,
                   "the ions did not converge in %zu steps (EDIFFG = %g)%s",
                   calc->n_ionic_steps, ediffg, force_text(o));
        diag_hint(o->diag,
                  o->is_stopped
                      ? "It was stopped by STOPCAR: go on from CONTCAR."
                      : "Copy CONTCAR to POSCAR and go on, with a larger NSW.");
    } else if (calc->ionic == CHP_UNKNOWN && has_ediffg && ediffg == 0 &&
               calc->finished == CHP_YES) {
        diag_warn(o->diag, "convergence-unknown", chp_calc_setting(calc, "EDIFFG")->at,
                  "EDIFFG = 0 asks for all NSW steps, and judges none of them%s",
                  force_text(o));
        diag_hint(o->diag, "EDIFFG = -0.03 asks for small forces.");
    } else if (calc->ionic == CHP_YES && has_ediffg && ediffg > 0) {
        diag_note(o->diag, "energy-criterion", chp_calc_setting(calc, "EDIFFG")->at,
                  "EDIFFG = %g judged energies, not forces%s", ediffg, force_text(o));
        diag_hint(o->diag, "EDIFFG = -0.03 asks for small forces.");
    }
}

/* --- the displaced steps of a frequency run ----------------------------- */

static size_t freedom_of(const outcar *o, size_t i_step)
{
    const displacements *d = &o->shift;
    size_t each = d->n_freedoms ? d->n / d->n_freedoms : 0;
    return each ? (i_step - 1) / each + 1 : 0;
}

static void judge_equilibrium(outcar *o)
{
    const displacements *d = &o->shift;
    if (d->n_steps > 1 && d->n_far_below == d->n_steps) {
        diag_error(o->diag, "equilibrium", o->kept.energies.toten_eV.at,
                   "all %zu displaced steps lie below the first, the lowest by %.3f eV",
                   d->n_steps, -d->lowest_eV);
        diag_hint(o->diag, "The electrons of the first step did not converge. Take the "
                           "energy from the relaxation, not from this run.");
    } else if (d->n_below > 0 && !d->has_strain) {
        diag_warn(
            o->diag, "equilibrium", d->lowest_at,
            "%zu of %zu displaced steps lie below the first, the lowest by %.0f meV "
            "(degree of freedom %zu)",
            d->n_below, d->n_steps, -1000 * d->lowest_eV,
            freedom_of(o, d->lowest_freedom));
        diag_hint(o->diag,
                  "The structure is not a minimum along it: relax it further.");
    }
}

/* NFREE displacements of each degree of freedom; a strained cell adds more. */
static void judge_number(outcar *o)
{
    const displacements *d = &o->shift;
    double n_free;
    if (!chp_calc_number(o->calc, "NFREE", &n_free) || d->n == 0 || d->has_strain ||
        d->n_freedoms == 0 || (double)d->n == n_free * (double)d->n_freedoms)
        return;
    diag_warn(o->diag, "displacements", o->in->at,
              "%zu displacements were made of %zu degrees of freedom, with NFREE = %g",
              d->n, d->n_freedoms, n_free);
    diag_hint(o->diag, "Lines are missing, or the run is not what it says.");
}

static void judge_displacements(outcar *o)
{
    const displacements *d = &o->shift;
    if (o->calc->kind != CHP_RUN_FREQUENCIES)
        return;
    judge_equilibrium(o);
    if (d->n_unconverged > 0) {
        diag_error(o->diag, "not-converged", d->unconverged_at,
                   "the electrons of %zu displaced steps did not converge, the first "
                   "along degree of freedom %zu",
                   d->n_unconverged, freedom_of(o, d->unconverged_freedom));
        diag_hint(o->diag, "Its modes mean nothing: run it again with a larger NELM.");
    }
    if (o->calc->finished == CHP_YES && !o->calc->has_modes) {
        diag_error(o->diag, "modes", o->in->at, "the run has no whole table of modes");
        diag_hint(o->diag, "It failed before the last displacement: see its messages.");
    }
    judge_number(o);
    if (o->calc->finished == CHP_YES && d->n > 0 && d->n_steps != d->n) {
        diag_error(o->diag, "damaged", o->in->at,
                   "%zu of %zu displaced steps are whole", d->n_steps, d->n);
        diag_hint(o->diag, "Lines are missing: run the frequencies again.");
    }
}

/* --- numbers that no sound run has -------------------------------------- */

static void judge_pressure(outcar *o)
{
    double kB;
    if (!chp_calc_number(o->calc, "PSTRESS", &kB) || kB == 0)
        return;
    diag_note(o->diag, "pressure", chp_calc_setting(o->calc, "PSTRESS")->at,
              "the run was made under %g kB; its energies leave p V out", kB);
}

static void judge_rpa(outcar *o)
{
    const chp_calc *calc = o->calc;
    if (!calc->rpa_eV.known)
        return;
    diag_note(o->diag, "rpa", calc->rpa_eV.at,
              "the energy is that of the random phase approximation%s",
              calc->rpa_all_eV.known
                  ? arena_print(o->a, "; extrapolated to all plane waves it is %.8f eV",
                                calc->rpa_all_eV.value)
                  : "");
    diag_hint(o->diag,
              "It converges slowly with ENCUTGW: compare only runs of the same "
              "cut-offs.");
}

static void judge_overflow(outcar *o)
{
    if (!o->kept.has_overflow)
        return;
    diag_warn(o->diag, "overflow", o->kept.at,
              "an electronic energy of ionic step %zu outgrew its column",
              o->kept.number);
    diag_hint(o->diag, "The density exploded on the way: look at the structure.");
}

/* --- tags that a build passes over in silence --------------------------- */

static void judge_traces(outcar *o)
{
    bool has_run = o->section >= IN_STEPS;
    if (o->wants_solvation && !o->has_solvation && has_run) {
        diag_error(
            o->diag, "no-solvation", o->solvation_at,
            "LSOL is set, but this build of VASP has no solvation model: the run "
            "is one in vacuum");
        diag_hint(o->diag, "Use a build with VASPsol, or remove LSOL.");
    }
    bool has_none = o->calc->n_ensemble == 0 && o->calc->n_ionic_steps > 0;
    if (has_none && o->cut_ensemble.claimed > 0) {
        diag_warn(o->diag, "no-ensemble", o->cut_ensemble.at,
                  "the ensemble of ionic step %zu has %zu of %zu energies, and is not "
                  "used",
                  o->cut_ensemble.step, o->cut_ensemble.n, o->cut_ensemble.claimed);
        diag_hint(o->diag, "Compute the last structure once more.");
    } else if (o->wants_ensemble && has_none) {
        diag_warn(o->diag, "no-ensemble", o->ensemble_at,
                  "LBEEFENS is set, but no ensemble was printed");
        diag_hint(o->diag, "Use a build with libbeef.");
    }
    if (o->wants_vtst && !o->has_vtst && has_run) {
        diag_warn(o->diag, "no-vtst", o->vtst_at,
                  "IOPT is set, but this build of VASP has no such optimiser");
        diag_hint(o->diag,
                  "With IBRION = 3 and POTIM = 0 the atoms did not move: use a "
                  "build with VTST.");
    }
    if (o->wants_potential && !o->calc->electrode.code && has_run) {
        diag_warn(
            o->diag, "no-target-potential", o->potential_at,
            "LTPOT is set, but this build of VASP has no such routine: the number "
            "of electrons was not adjusted");
        diag_hint(o->diag, "Use a build with TPOT, or remove LTPOT.");
    }
}

void outcar_verdict(outcar *o)
{
    if (o->section < IN_SETTINGS)
        outcar_species_done(o);
    if (o->section < IN_STEPS)
        outcar_settings_done(o);
    o->calc->initial = outcar_initial(o);
    o->open_step = o->now.number && !o->now.is_whole ? o->now.number : 0;
    o->open_at = o->now.at;
    outcar_retire_step(o);
    take_kept_step(o);
    outcar_electrode_done(o);
    outcar_rpa_done(o);
    force_on_displaced(o);
    outcar_rebuild_modes(o);
    judge_end(o);
    judge_damage(o);
    judge_steps(o);
    judge_ml(o);
    judge_electrons(o);
    judge_consistency(o);
    judge_spin(o);
    judge_smearing(o);
    judge_ions(o);
    judge_displacements(o);
    outcar_modes_done(o);
    judge_rpa(o);
    judge_overflow(o);
    judge_pressure(o);
    judge_traces(o);
    outcar_sayings_done(o);
}
