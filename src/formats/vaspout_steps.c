/* The ionic steps of a vaspout.h5: energies, forces, and whether they converged. */
#include <math.h>

#include "base/diag.h"
#include "chem/structure.h"
#include "formats/vaspout.h"

/* --- energies --------------------------------------------------------------------- */

static bool same_words(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

/* The column whose tag it is; `n` without one. */
static size_t column(const hdf5_data *tags, const char *tag, size_t n)
{
    for (size_t i = 0; i < n && i < tags->n; i++)
        if (same_words(tags->text[i], tag))
            return i;
    return n;
}

static bool no_energy(vaspout *v)
{
    diag_error(v->r->diag, "no-energy", v->at, "no ionic step has final energies");
    diag_hint(v->r->diag,
              "The run has not ended, or VASP was built without this part.");
    return false;
}

static bool read_energies(vaspout *v)
{
    const hdf5_data *e = vaspout_find(v, VASPOUT_DYNAMICS "energies");
    const hdf5_data *tags = vaspout_find(v, VASPOUT_DYNAMICS "energies_tags");
    if (!e || !tags || e->is_text || !tags->is_text || e->rank != 2)
        return no_energy(v);
    size_t n = e->extent[1];
    size_t F = column(tags, "free energy TOTEN", n);
    size_t E = column(tags, "energy without entropy", n);
    size_t E0 = column(tags, "energy(sigma->0)", n);
    F = F < n ? F : column(tags, "ion-electron TOTEN", n); // of dynamics
    if (F == n)
        return no_energy(v);
    v->has_without_entropy = E < n;
    v->has_sigma0 = E0 < n;
    v->n_steps = e->extent[0];
    v->steps = arena_new(v->r->a, chp_ionic_step, v->n_steps);
    for (size_t i = 0; i < v->n_steps; i++) {
        const double *row = &e->number[i * n];
        v->steps[i] = (chp_ionic_step){
            .toten_eV = row[F],
            .without_entropy_eV = E < n ? row[E] : NAN,
            .sigma0_eV = E0 < n ? row[E0] : NAN,
            .max_force_eV_A = NAN,
            .dE_eV = NAN,
            .deps_eV = NAN,
        };
    }
    v->calc->steps = v->steps;
    v->calc->n_ionic_steps = v->n_steps;
    return true;
}

static chp_fact known(const vaspout *v, double value)
{
    return isfinite(value) ? fact_at(value, v->at) : (chp_fact){ 0 };
}

static chp_energies energies_of(const vaspout *v, const chp_ionic_step *s)
{
    return (chp_energies){
        .toten_eV = known(v, s->toten_eV),
        .without_entropy_eV = known(v, s->without_entropy_eV),
        .sigma0_eV = known(v, s->sigma0_eV),
    };
}

static bool is_unsound(vaspout *v, const char *what, double value)
{
    diag_error(v->r->diag, value == 0 ? "zero-energy" : "not-a-number", v->at,
               "%s is %g", what, value);
    diag_hint(v->r->diag, "The electrons diverged, or nothing was computed.");
    return false;
}

static bool is_sound(vaspout *v, const chp_ionic_step *s)
{
    if (!isfinite(s->toten_eV) || s->toten_eV == 0)
        return is_unsound(v, "the free energy", s->toten_eV);
    if (v->has_without_entropy && !isfinite(s->without_entropy_eV))
        return is_unsound(v, "the energy without entropy", s->without_entropy_eV);
    if (v->has_sigma0 && !isfinite(s->sigma0_eV))
        return is_unsound(v, "the energy(sigma->0)", s->sigma0_eV);
    return true;
}

/* The rows of all electronic steps; where N begins again at 1 is the next ionic step.
 */
static void read_electrons(vaspout *v)
{
    const hdf5_data *rows = vaspout_find(v, VASPOUT_DYNAMICS "oszicar");
    const hdf5_data *labels = vaspout_find(v, VASPOUT_DYNAMICS "oszicar_label");
    if (!rows || !labels || rows->is_text || !labels->is_text || rows->rank != 2)
        return;
    size_t n = rows->extent[1], N = column(labels, "N", n);
    size_t dE = column(labels, "dE", n), deps = column(labels, "deps", n);
    if (N == n || dE == n || deps == n)
        return;
    size_t i_step = 0;
    for (size_t i = 0; i < rows->extent[0]; i++) {
        const double *row = &rows->number[i * n];
        i_step += i > 0 && row[N] == 1;
        if (i_step >= v->n_steps)
            return; // a step that is not whole
        v->steps[i_step].n_electronic_steps++;
        v->steps[i_step].dE_eV = row[dE];
        v->steps[i_step].deps_eV = row[deps];
    }
    v->has_changes = i_step + 1 == v->n_steps;
}

/* From 6.5 on VASP tells: 0 when the step converged, or was not asked to (ALGO =
 * None), so the changes are looked at all the same. */
static chp_answer told(const vaspout *v, size_t i_step, chp_answer by_changes)
{
    const size_t shape[2] = { v->n_steps, 1 };
    const double *failed = vaspout_table(
        v, VASPOUT_DYNAMICS "electronic_step_converged", HDF5_ALL, 2, shape);
    if (!failed)
        return by_changes;
    return failed[i_step] != 0         ? CHP_NO
           : by_changes == CHP_UNKNOWN ? CHP_YES
                                       : by_changes;
}

static chp_answer converged(const vaspout *v, const chp_ionic_step *s)
{
    double ediff = 1e-4, nelm = 60; // VASP's own
    chp_calc_number(v->calc, "EDIFF", &ediff);
    chp_calc_number(v->calc, "NELM", &nelm);
    if (!v->has_changes || isnan(s->dE_eV) || ediff <= 0)
        return CHP_UNKNOWN;
    return fabs(s->dE_eV) < ediff && fabs(s->deps_eV) < ediff ? CHP_YES : CHP_NO;
}

/* --- forces and convergence ------------------------------------------------------- */

static double largest_force(const vaspout *v, const double *rows)
{
    const chp_structure *s = v->calc->final ? v->calc->final : v->calc->initial;
    double largest = 0;
    for (size_t i = 0; i < v->calc->n_atoms; i++) {
        const double *f = &rows[3 * i];
        double force = s && s->is_free ? structure_free_force(s, f, s->is_free[i])
                                       : hypot(hypot(f[0], f[1]), f[2]);
        largest = fmax(largest, force);
    }
    return largest;
}

/* Forces that are there, and cannot be used. */
static bool refuse_forces(vaspout *v, const hdf5_data *f)
{
    if (f->is_text || f->rank != 3 || f->extent[1] != v->calc->n_atoms ||
        f->extent[2] != 3) {
        diag_error(v->r->diag, "species-counts", v->at,
                   "there are forces on %zu atoms, and %zu atoms",
                   f->rank == 3 ? f->extent[1] : 0, v->calc->n_atoms);
        diag_hint(v->r->diag, "The file is damaged, or was edited.");
        return false;
    }
    size_t i = 0;
    while (i < f->n && isfinite(f->number[i]))
        i++;
    diag_error(v->r->diag, "not-a-number", v->at, "the force on atom %zu is %g",
               i / 3 + 1, i < f->n ? f->number[i] : 0);
    diag_hint(v->r->diag, "Two atoms may have come too close: look at the structure.");
    return false;
}

static bool read_forces(vaspout *v, hdf5_rows which)
{
    const size_t shape[3] = { 1, v->calc->n_atoms, 3 };
    const char *path = VASPOUT_DYNAMICS "forces";
    const hdf5_data *there = hdf5_find(&v->list, path, which);
    const double *rows = vaspout_table(v, path, which, 3, shape);
    if (!there || v->calc->n_atoms == 0)
        return true;
    if (!rows)
        return refuse_forces(v, there);
    v->calc->force_eV_A = (const double(*)[3])rows;
    v->calc->force_at = v->at;
    v->calc->max_force_eV_A = fact_at(largest_force(v, rows), v->at);
    double is_selective;
    bool has_flags = vaspout_number(v, VASPOUT_END "selective_dynamics", &is_selective);
    bool has_structure = v->calc->final || v->calc->initial;
    v->calc->force_is_free = has_structure && has_flags ? CHP_YES : CHP_NO;
    return true;
}

/* As in OUTCAR: the pressure lacks what PSTRESS asks for. */
static void read_stress(vaspout *v, hdf5_rows which)
{
    const size_t shape[3] = { 1, 3, 3 };
    const double *s = vaspout_table(v, VASPOUT_DYNAMICS "stress", which, 3, shape);
    double asked_kB = 0;
    if (!s)
        return;
    v->calc->stress_kB = (chp_tensor){ .known = true, .at = v->at };
    for (int i = 0; i < 9; i++)
        v->calc->stress_kB.value[i / 3][i % 3] = s[i];
    chp_calc_number(v->calc, "PSTRESS", &asked_kB);
    v->calc->pressure_kB = fact_at((s[0] + s[4] + s[8]) / 3 - asked_kB, v->at);
}

static void read_forces_of_steps(vaspout *v)
{
    const size_t shape[3] = { v->n_steps, v->calc->n_atoms, 3 };
    const double *rows =
        vaspout_table(v, VASPOUT_DYNAMICS "forces", HDF5_ALL, 3, shape);
    if (!rows || v->calc->n_atoms == 0)
        return;
    for (size_t i = 0; i < v->n_steps; i++)
        v->steps[i].max_force_eV_A = largest_force(v, &rows[i * 3 * v->calc->n_atoms]);
}

static chp_answer relaxed(const vaspout *v)
{
    const chp_calc *calc = v->calc;
    double ediff = 1e-4, ediffg, nsw = 0;
    if (calc->kind == CHP_RUN_UNKNOWN)
        return CHP_UNKNOWN;
    if (calc->kind != CHP_RUN_RELAXATION && calc->kind != CHP_RUN_PATH)
        return CHP_NOT_APPLICABLE;
    chp_calc_number(calc, "EDIFF", &ediff);
    chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "EDIFFG", &ediffg))
        ediffg = 10 * ediff;
    size_t n = v->n_steps;
    bool is_small =
        ediffg < 0
            ? calc->max_force_eV_A.known && calc->max_force_eV_A.value < -ediffg
            : n > 1 &&
                  fabs(v->steps[n - 1].toten_eV - v->steps[n - 2].toten_eV) < ediffg;
    if (is_small)
        return CHP_YES;
    return (double)n >= nsw ? CHP_NO : CHP_UNKNOWN;
}

static void judge(vaspout *v, const char *what, chp_answer answer)
{
    if (answer == CHP_NO) {
        diag_error(v->r->diag, "not-converged", v->at,
                   "%s of the step that counts did not converge", what);
        diag_hint(v->r->diag, "Go on from CONTCAR, with a larger NELM or NSW.");
    } else if (answer == CHP_UNKNOWN) {
        diag_warn(v->r->diag, "convergence-unknown", v->at,
                  "whether %s converged cannot be told", what);
        diag_hint(v->r->diag, "Keep OUTCAR beside this file.");
    }
}

bool vaspout_steps(vaspout *v, hdf5_rows which)
{
    chp_calc *calc = v->calc;
    if (!read_energies(v))
        return false;
    chp_ionic_step *kept = &v->steps[which == HDF5_FIRST ? 0 : v->n_steps - 1];
    calc->last_step = energies_of(v, &v->steps[v->n_steps - 1]);
    if (!is_sound(v, kept))
        return false;
    calc->energies = energies_of(v, kept);
    read_electrons(v);
    for (size_t i = 0; i < v->n_steps; i++)
        v->steps[i].electronic = (unsigned char)told(v, i, converged(v, &v->steps[i]));
    calc->electronic = (chp_answer)kept->electronic;
    if (!read_forces(v, which))
        return false;
    read_stress(v, which);
    read_forces_of_steps(v);
    return true;
}

void vaspout_verdict(vaspout *v)
{
    v->calc->ionic = relaxed(v);
    judge(v, "the electrons", v->calc->electronic);
    judge(v, "the ions", v->calc->ionic);
}
