/* One <calculation>: its energies, its electrons, its forces.
 *
 * Three energies belong to a step: F with the smearing's entropy, E without, E0 for no
 * smearing at all. With n the order of Methfessel and Paxton (0 for other schemes)
 *
 *     E0 = ((n + 1) F + E) / (n + 2)                                              (1)
 *
 * VASP up to 6.0 writes them under shifted labels: "e_wo_entrp" holds E0, "e_0_energy"
 * holds F - E. Builds and versions lie, so (1) decides which of the two it is.
 *
 * There may be a hundred thousand steps, of which one stands for the run. A glance at
 * the lines that VASP writes is enough for the others; that one, and each of an unusual
 * look, is read by libxml2.
 */
#include <math.h>

#include "chem/structure.h"
#include "formats/row.h"
#include "formats/vasprun.h"

#define IDENTITY_EV 3e-6 // the digits written allow a third of it
#define ZERO_EV     1e-8 // half of the last digit written
enum { HIGHEST_ORDER = 3 };

/* --- energies ------------------------------------------------------------------ */

typedef struct {
    chp_fact F, A, B; // as labelled: free energy, "e_wo_entrp", "e_0_energy"
    str fault;        // the first that is no number; empty: none
    const char *fault_name;
    chp_where fault_at;
    arena *a;
} energy_job;

static void energy_leaf(const xml_leaf *leaf, void *user)
{
    energy_job *job = user;
    struct {
        const char *label;
        chp_fact *to;
    } numbers[] = {
        { "e_fr_energy", &job->F },
        { "e_wo_entrp", &job->A },
        { "e_0_energy", &job->B },
    };
    if (leaf->depth < 2 || strcmp(leaf->path[leaf->depth - 2].name, "energy") != 0)
        return;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double value;
        if (!str_eq(xml_label(leaf), str_of(numbers[i].label)))
            continue;
        if (str_number(leaf->text, &value)) {
            *numbers[i].to = fact_at(value, leaf->at);
        } else if (!job->fault_name) {
            job->fault = (str){ arena_str(job->a, leaf->text), leaf->text.len };
            job->fault_name = numbers[i].label;
            job->fault_at = leaf->at;
        }
    }
}

/* How far three energies are from (1). */
static double residue_eV(int n, double F, double E, double E0)
{
    return fabs(((n + 1) * F + E) / (n + 2) - E0);
}

/* Sort the three numbers of the file by (1); false when they do not fit it. */
static bool sort(int n, const energy_job *job, chp_energies *out)
{
    double F = job->F.value, A = job->A.value, B = job->B.value;
    out->toten_eV = job->F;
    if (residue_eV(n, F, A, B) < IDENTITY_EV) {
        out->without_entropy_eV = job->A;
        out->sigma0_eV = job->B;
        return true;
    }
    if (residue_eV(n, F, F - B, A) < IDENTITY_EV) {
        out->without_entropy_eV = fact_at(F - B, job->B.at);
        out->sigma0_eV = job->A;
        return true;
    }
    return false;
}

static bool sort_by_order(const vasprun *v, const energy_job *job, chp_energies *out)
{
    if (v->order >= 0)
        return sort(v->order, job, out);
    for (int n = 0; n <= HIGHEST_ORDER; n++)
        if (sort(n, job, out))
            return true;
    return false;
}

static bool refuse_number(vasprun *v, const energy_job *job)
{
    diag_error(v->r->diag, "not-a-number", job->fault_at, "the energy %s is '%.*s'",
               job->fault_name, (int)job->fault.len, job->fault.at);
    diag_hint(v->r->diag,
              "Stars mean that it outgrew its column, NaN that the electrons "
              "diverged: look at the run itself.");
    return false;
}

static bool has_all(const energy_job *job)
{
    return job->F.known && job->A.known && job->B.known;
}

bool vasprun_energies(vasprun *v, const held *energy, chp_energies *out)
{
    energy_job job = { .a = v->r->a };
    chp_diag *diag = v->r->diag;
    *out = (chp_energies){ 0 };
    if (!vasprun_read(v, energy, energy_leaf, &job))
        return false;
    if (job.fault_name)
        return refuse_number(v, &job);
    if (!has_all(&job))
        return true; // linear response, for one, leaves some out
    if (!sort_by_order(v, &job, out)) {
        *out = (chp_energies){ 0 };
        diag_error(diag, "energies-disagree", job.F.at,
                   "the energies %.8f, %.8f and %.8f eV do not belong together",
                   job.F.value, job.A.value, job.B.value);
        diag_hint(diag, "The file is damaged, or a patched VASP wrote it: see OUTCAR.");
        return false;
    }
    if (job.F.value == 0 && job.A.value == 0) {
        diag_error(diag, "zero-energy", job.F.at, "the energies are exactly zero");
        diag_hint(diag, "No step of DFT gave them: look at the run's messages.");
        return false;
    }
    return true;
}

/* The numbers behind <i name="e_fr_energy"> and its sisters, the first of each; what
 * has another look is left unknown. */
static energy_job glance(const held *section)
{
    energy_job job = { 0 };
    const struct {
        str end; // of the tag
        chp_fact *to;
    } wanted[] = {
        { STR("\"e_fr_energy\""), &job.F },
        { STR("\"e_wo_entrp\""), &job.A },
        { STR("\"e_0_energy\""), &job.B },
    };
    str rest = { section->bytes, section->n }, tag, number;
    double value;
    while (!has_all(&job) && str_cut(&rest, '>', &tag))
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
            if (wanted[i].to->known || !str_ends(tag, wanted[i].end))
                continue;
            if (!str_cut(&rest, '<', &number) || !str_number(number, &value))
                return job;
            *wanted[i].to = fact_at(value, section->at);
            break;
        }
    return job;
}

static bool glance_at_energies(vasprun *v, vasprun_step *s)
{
    energy_job job = glance(&s->energy);
    if (has_all(&job) && job.F.value != 0 && sort_by_order(v, &job, &s->energies))
        return true;
    return vasprun_energies(v, &s->energy, &s->energies);
}

/* The number of one label; not known where it is none. */
static chp_fact glance_at(const held *section, str end)
{
    str rest = { section->bytes, section->n }, tag, number;
    double value;
    while (str_cut(&rest, '>', &tag))
        if (str_ends(tag, end))
            return str_cut(&rest, '<', &number) && str_number(number, &value)
                       ? fact_at(value, section->at)
                       : (chp_fact){ 0 };
    return (chp_fact){ 0 };
}

static void glance_at_motion(vasprun *v, vasprun_step *s)
{
    s->kinetic_eV = glance_at(&s->energy, STR("\"kinetic\""));
    s->total_eV = glance_at(&s->energy, STR("\"total\""));
    v->kinetic_eV += s->kinetic_eV.known ? s->kinetic_eV.value : 0;
    v->n_kinetic += s->kinetic_eV.known;
}

/* --- electrons ----------------------------------------------------------------- */

/* VASP stops when the changes of the energy and of the bands are below EDIFF. Here the
 * first is known, and that a loop which ended before NELM ended for this reason. */
static chp_answer converged(const vasprun *v, const vasprun_step *s)
{
    double nelm = v->nelm, ediff = v->ediff_eV;
    if (s->n_scsteps == 0 || nelm < 1 || v->calc->kind == CHP_RUN_RESPONSE)
        return CHP_UNKNOWN; // of linear response, its own loops are counted too
    if (nelm == 1)          // one step for bands or excitations: nothing to converge
        return CHP_NOT_APPLICABLE;
    bool is_early = s->n_scsteps < nelm;
    if (ediff <= 0) // or below the 8 decimals written
        return is_early ? CHP_YES : CHP_UNKNOWN;
    if (isnan(s->dE_eV))
        return is_early ? CHP_YES : CHP_UNKNOWN;
    if (fabs(s->dE_eV) >= ediff + 2 * ZERO_EV)
        return CHP_NO;
    return is_early ? CHP_YES : CHP_UNKNOWN;
}

static void judge_electrons(vasprun *v, vasprun_step *s, chp_fact before, chp_fact last)
{
    s->electronic_eV = last;
    s->dE_eV = before.known && last.known ? last.value - before.value : NAN;
    s->electronic = converged(v, s);
}

static void glance_at_electrons(vasprun *v, vasprun_step *s)
{
    judge_electrons(v, s, glance(&s->scstep_before).F, glance(&s->scstep).F);
}

static chp_fact electronic_energy(vasprun *v, const held *scstep, bool *ok)
{
    energy_job job = { .a = v->r->a };
    *ok = *ok && (scstep->n == 0 || vasprun_read(v, scstep, energy_leaf, &job));
    return job.F;
}

bool vasprun_electrons(vasprun *v, vasprun_step *s)
{
    bool ok = true;
    chp_fact before = electronic_energy(v, &s->scstep_before, &ok);
    chp_fact last = electronic_energy(v, &s->scstep, &ok);
    judge_electrons(v, s, before, last);
    return ok;
}

/* --- forces -------------------------------------------------------------------- */

typedef struct {
    vasprun *v;
    double (*force)[3];
    size_t n;
    const char *bad; // the first row that is none
    chp_where bad_at, first_at;
} force_job;

static void force_leaf(const xml_leaf *leaf, void *user)
{
    force_job *job = user;
    if (job->n == 0)
        job->first_at = leaf->at;
    job->force = arena_grow(job->v->r->a, job->force, job->n, sizeof *job->force);
    if (row_is(leaf->text, job->force[job->n++], 3) || job->bad)
        return;
    job->bad = arena_str(job->v->r->a, str_trim(str_part(leaf->text, 0, 80)));
    job->bad_at = leaf->at;
}

bool vasprun_forces(vasprun *v, const held *forces, double (**out)[3], chp_where *at)
{
    force_job job = { .v = v };
    *out = NULL;
    if (forces->n == 0)
        return true;
    if (!vasprun_read(v, forces, force_leaf, &job))
        return false;
    if (job.bad) {
        diag_error(v->r->diag, "not-a-number", job.bad_at,
                   "a force is not three numbers: '%s'", job.bad);
        diag_hint(v->r->diag,
                  "Two atoms may have come too close: look at the structure.");
        return false;
    }
    if (job.n != v->calc->n_atoms) {
        diag_error(v->r->diag, "species-counts", forces->at,
                   "there are %zu forces on %zu atoms", job.n, v->calc->n_atoms);
        return false;
    }
    *out = job.force;
    *at = job.first_at;
    return true;
}

typedef struct {
    chp_tensor *out;
    size_t n_rows;
    bool is_bad;
} stress_job;

static void stress_leaf(const xml_leaf *leaf, void *user)
{
    stress_job *job = user;
    if (job->n_rows >= 3 || !row_is(leaf->text, job->out->value[job->n_rows], 3))
        job->is_bad = true;
    job->n_rows++;
}

/* One that is no tensor of numbers is not known: nothing hangs on it. */
bool vasprun_stress(vasprun *v, const held *stress, chp_tensor *out)
{
    stress_job job = { .out = out };
    *out = (chp_tensor){ .at = stress->at };
    if (stress->n > 0 && !vasprun_read(v, stress, stress_leaf, &job))
        return false;
    out->known = job.n_rows == 3 && !job.is_bad;
    return true;
}

static double free_force(const chp_structure *s, size_t atom, const double f[3])
{
    return s && s->is_free ? structure_free_force(s, f, s->is_free[atom])
                           : sqrt(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]);
}

double vasprun_max_force(const vasprun *v, double (*force_eV_A)[3])
{
    double largest = 0;
    for (size_t i = 0; i < v->calc->n_atoms; i++)
        largest = fmax(largest, free_force(v->initial, i, force_eV_A[i]));
    return largest;
}

/* Move to behind the next "<v>". All rows are as long as the first one, in VASP. */
static bool next_row(str *rest, size_t *length)
{
    const str mark = STR("<v>");
    str row = str_from(*rest, *length);
    if (*length > 0 && str_starts(row, mark)) {
        *rest = row;
        return true;
    }
    str after = str_from(*rest, 1);
    if (!str_after(&after, mark))
        return false;
    row = (str){ after.at - mark.len, after.len + mark.len };
    *length = str_starts(*rest, mark) ? (size_t)(row.at - rest->at) : 0;
    *rest = row;
    return true;
}

/* NaN when a force is not three numbers, or one is missing. */
static double glance_at_forces(const vasprun *v, const held *forces)
{
    str rest = { forces->bytes, forces->n };
    double largest = 0, f[3];
    size_t n = 0, length = 0;
    for (; next_row(&rest, &length); n++) {
        str row, after = str_from(rest, 3);
        str_cut(&after, '<', &row); // VASP 4.6 leaves no blank before </v>
        if (n >= v->calc->n_atoms)
            return NAN;
        if (v->initial && structure_is_frozen(v->initial, n))
            continue;
        if (row_read(&row, f, 3) < 3)
            return NAN;
        largest = fmax(largest, free_force(v->initial, n, f));
    }
    return n == v->calc->n_atoms ? largest : NAN;
}

/* --- the step ------------------------------------------------------------------ */

static void note_displaced(vasprun *v, const vasprun_step *s)
{
    const double below_eV = 0.005, far_below_eV = 0.05;
    vasprun_displaced *d = &v->displaced;
    double shift = s->energies.toten_eV.value - v->kept.energies.toten_eV.value;
    d->n++;
    d->n_below += shift < -below_eV;
    d->n_far_below += shift < -far_below_eV;
    if (shift < d->lowest_eV) {
        d->lowest_eV = shift;
        d->lowest_at = s->energies.toten_eV.at;
    }
    if (s->electronic == CHP_NO && d->n_unconverged++ == 0)
        d->unconverged_at = s->energies.toten_eV.at;
}

static void note_step(vasprun *v, const vasprun_step *s)
{
    if (!v->r->keep_steps)
        return;
    v->steps = arena_grow_alone(v->r->a, v->steps, v->n_steps, sizeof *v->steps);
    v->steps[v->n_steps] = (chp_ionic_step){
        .toten_eV = s->energies.toten_eV.value,
        .without_entropy_eV = s->energies.without_entropy_eV.value,
        .sigma0_eV = s->energies.sigma0_eV.value,
        .max_force_eV_A = glance_at_forces(v, &s->forces),
        .dE_eV = s->dE_eV,
        .deps_eV = NAN,
        .line = s->energies.toten_eV.at.line,
        .n_electronic_steps = s->n_scsteps,
        .electronic = (unsigned char)s->electronic,
    };
}

/* The two change places, so that their memory is used again. */
static void swap(held *a, held *b)
{
    held c = *a;
    *a = *b;
    *b = c;
}

static void keep_step(vasprun *v)
{
    vasprun_step older = v->kept;
    v->kept = v->now;
    v->now = older;
}

bool vasprun_close_step(vasprun *v)
{
    vasprun_step *s = &v->now;
    if (v->n_steps == 0)
        vasprun_setup_done(v);
    if (s->energy.n > 0 && !glance_at_energies(v, s))
        return false;
    v->is_blank = !s->energies.toten_eV.known;
    if (v->is_blank && v->n_blank++ == 0)
        v->blank_at = s->at;
    if (v->is_blank)
        return true;
    glance_at_electrons(v, s);
    if (v->calc->kind == CHP_RUN_DYNAMICS)
        glance_at_motion(v, s);
    note_step(v, s);
    bool is_displaced = v->n_steps > 0 && v->calc->kind == CHP_RUN_FREQUENCIES;
    v->toten_before_eV = v->toten_last_eV;
    v->toten_last_eV = s->energies.toten_eV;
    if (is_displaced)
        note_displaced(v, s);
    else if (v->n_steps > 0 && v->kept.electronic == CHP_NO &&
             v->n_unconverged_before++ == 0)
        v->unconverged_at = v->kept.energies.toten_eV.at;
    v->n_steps++;
    if (is_displaced)
        swap(&v->last_energy, &s->energy);
    else
        keep_step(v);
    return true;
}
