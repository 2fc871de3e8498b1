/* Each quantity has its own order of files, by how well they know it:
 *
 *     energies      OUTCAR, vasprun.xml, vaspout.h5, OSZICAR
 *     structure     vasprun.xml, vaspout.h5, CONTCAR, OUTCAR, POSCAR
 *     frozen atoms  vasprun.xml, vaspout.h5, CONTCAR, POSCAR
 *     modes         OUTCAR, vaspout.h5, vasprun.xml
 *     settings      OUTCAR, vasprun.xml, vaspout.h5, INCAR
 *
 * Energies, steps and their convergence are never mixed: they come from one file, the
 * lead. */
#include "gather/merge.h"

#include <math.h>

#include "base/diag.h"
#include "chem/structure.h"

enum { N_FILES = 8 };

/* All of them, as energies go; ends with NULL. */
static const part **by_energy(const files *f, const part *list[N_FILES + 1])
{
    const part *const order[N_FILES] = {
        f->outcar,  f->vasprun, f->vaspout, f->oszicar,
        f->contcar, f->poscar,  f->incar,   f->kpoints
    };
    size_t n = 0;
    for (size_t i = 0; i < N_FILES; i++)
        if (order[i])
            list[n++] = order[i];
    list[n] = NULL;
    return list;
}

/* The content decides, not the name; between CONTCAR and POSCAR, and for what is no
 * file of VASP at all, there is only the name. */
static file_role true_role(const part *p)
{
    static const struct {
        const char *format;
        file_role role;
    } roles[] = {
        { "outcar", ROLE_OUTCAR },   { "vasprun", ROLE_VASPRUN },
        { "vaspout", ROLE_VASPOUT }, { "oszicar", ROLE_OSZICAR },
        { "incar", ROLE_INCAR },     { "kpoints", ROLE_KPOINTS },
        { "potcar", ROLE_POTCAR },
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (part_is(p, roles[i].format))
            return roles[i].role;
    if (part_is(p, "poscar"))
        return p->role == ROLE_CONTCAR ? ROLE_CONTCAR : ROLE_POSCAR;
    return p->role;
}

static const part **place_of(files *f, file_role r)
{
    switch (r) {
    case ROLE_OUTCAR:
        return &f->outcar;
    case ROLE_VASPRUN:
        return &f->vasprun;
    case ROLE_VASPOUT:
        return &f->vaspout;
    case ROLE_OSZICAR:
        return &f->oszicar;
    case ROLE_CONTCAR:
        return &f->contcar;
    case ROLE_INCAR:
        return &f->incar;
    case ROLE_KPOINTS:
        return &f->kpoints;
    case ROLE_POTCAR:
        return &f->potcar;
    default:
        return &f->poscar;
    }
}

files files_of(const part *parts, size_t n)
{
    files f = { 0 };
    for (size_t i = 0; i < n; i++) {
        const part **place = place_of(&f, true_role(&parts[i]));
        if (!*place || (!(*place)->format && parts[i].format))
            *place = &parts[i];
    }
    return f;
}

const part *files_lead(const files *f)
{
    const part *const order[] = { f->outcar, f->vasprun, f->vaspout, f->oszicar };
    const part *first = NULL;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (part_has_energy(order[i]))
            return order[i];
        if (order[i] && (!first || !first->format))
            first = order[i];
    }
    return first;
}

/* --- facts --------------------------------------------------------------------- */

/* Taken from the first file that tells them. */
static const size_t facts[] = {
    offsetof(chp_calc, drift_eV_A),     offsetof(chp_calc, magnetization_muB),
    offsetof(chp_calc, e_fermi_eV),     offsetof(chp_calc, n_electrons),
    offsetof(chp_calc, charge_e),       offsetof(chp_calc, dispersion_eV),
    offsetof(chp_calc, dipole_eV),      offsetof(chp_calc, solvation_eV),
    offsetof(chp_calc, fermi_shift_eV), offsetof(chp_calc, volume_A3),
    offsetof(chp_calc, elapsed_s),
};

static void fill_facts(chp_calc *calc, const chp_calc *from)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        chp_fact *to = (chp_fact *)((char *)calc + facts[i]);
        if (!to->known)
            *to = *(const chp_fact *)((const char *)from + facts[i]);
    }
}

static void fill_identity(chp_calc *calc, const chp_calc *from)
{
    if (!calc->vasp_version) {
        calc->vasp_version = from->vasp_version;
        memcpy(calc->version, from->version, sizeof calc->version);
    }
    if (!calc->build)
        calc->build = from->build;
    if (!calc->title)
        calc->title = from->title;
    if (calc->kind == CHP_RUN_UNKNOWN)
        calc->kind = from->kind;
    if (calc->n_atoms == 0)
        calc->n_atoms = from->n_atoms;
    if (calc->n_species == 0) {
        calc->n_species = from->n_species;
        calc->species = from->species;
    }
    if (calc->n_moments == 0) {
        calc->n_moments = from->n_moments;
        calc->moment_muB = from->moment_muB;
    }
    if (calc->n_ensemble == 0) {
        calc->n_ensemble = from->n_ensemble;
        calc->ensemble_eV = from->ensemble_eV;
    }
}

/* The species of a CONTCAR are only a comment to VASP: what was calculated stands in
 * POTCAR. */
static void name_potentials(arena *a, chp_calc *calc, const part *potcar,
                            chp_diag *diag)
{
    const chp_calc *from = potcar && potcar->is_usable ? &potcar->calc : NULL;
    if (!from || from->n_species != calc->n_species || calc->species[0].potcar)
        return;
    chp_species *species = arena_new(a, chp_species, calc->n_species);
    for (size_t i = 0; i < calc->n_species; i++) {
        const chp_species *named = &calc->species[i];
        species[i] = from->species[i];
        species[i].count = named->count;
        if (!named->atomic_number || named->atomic_number == species[i].atomic_number)
            continue;
        diag_error(diag, "species-order", (chp_where){ .path = potcar->path },
                   "species %zu is %s here, and %s in the structure", i + 1,
                   species[i].potcar, named->element);
        diag_hint(diag, "VASP takes the elements from POTCAR: was its order that of "
                        "POSCAR?");
        return;
    }
    calc->species = species;
}

/* Another file knows how it ended only if it saw as many steps. */
static void fill_answers(chp_calc *calc, const chp_calc *from)
{
    if (from->n_ionic_steps == 0 || from->n_ionic_steps != calc->n_ionic_steps)
        return;
    if (calc->electronic == CHP_UNKNOWN)
        calc->electronic = from->electronic;
    if (calc->ionic == CHP_UNKNOWN)
        calc->ionic = from->ionic;
    if (calc->finished == CHP_UNKNOWN)
        calc->finished = from->finished;
    if (!calc->force_eV_A && from->force_eV_A) {
        calc->force_eV_A = from->force_eV_A;
        calc->max_force_eV_A = from->max_force_eV_A;
        calc->force_is_free = from->force_is_free;
    }
}

static void fill_settings(arena *a, chp_calc *calc, const chp_calc *from)
{
    size_t n = calc->n_settings; // those of `from` need no comparing among themselves
    for (size_t i = 0; i < from->n_settings; i++) {
        const chp_setting *s = &from->settings[i];
        bool is_known = false;
        for (size_t k = 0; k < n && !is_known; k++)
            is_known = strcmp(calc->settings[k].tag, s->tag) == 0;
        if (!is_known)
            calc_add_setting(a, calc, str_of(s->tag), str_of(s->value), s->at);
    }
}

static void fill_modes(chp_calc *calc, const files *f)
{
    const part *const order[] = { f->outcar, f->vaspout, f->vasprun };
    for (size_t i = 0; i < 3; i++) {
        const chp_calc *from = order[i] ? &order[i]->calc : NULL;
        if (from && from->has_modes && !calc->has_modes) {
            calc->has_modes = true;
            calc->n_modes = from->n_modes;
            calc->mode_cm1 = from->mode_cm1;
            calc->modes_at = from->modes_at;
        }
        if (from && !calc->hessian)
            calc->hessian = from->hessian;
    }
}

/* --- structures ---------------------------------------------------------------- */

static const chp_structure *initial_of(const part *p)
{
    return p ? p->calc.initial : NULL;
}

static const chp_structure *final_of(const part *p)
{
    return p ? p->calc.final : NULL;
}

static bool has_positions(const chp_structure *s)
{
    return s && s->fractional;
}

static const chp_structure *first_with_positions(const chp_structure *const *list,
                                                 size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (has_positions(list[i]))
            return list[i];
    return NULL;
}

/* Flags of the first file that knows of them. That a file which would hold them has
 * none means that all atoms were free: told by `are_told`. */
static const bool (*flags_of(const files *f, size_t n_atoms, bool *are_told))[3]
{
    const chp_structure *const order[] = {
        initial_of(f->vasprun), final_of(f->vasprun), initial_of(f->vaspout),
        final_of(f->vaspout),   final_of(f->contcar), final_of(f->poscar),
    };
    *are_told = false;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!has_positions(order[i]) || order[i]->n_atoms != n_atoms)
            continue;
        *are_told = true;
        if (order[i]->is_free)
            return order[i]->is_free;
    }
    return NULL;
}

static const chp_structure *with_flags(arena *a, const chp_structure *s,
                                       const bool (*is_free)[3])
{
    if (!s || s->is_free || !is_free)
        return s;
    chp_structure *copy = arena_new(a, chp_structure, 1);
    *copy = *s;
    copy->is_free = is_free;
    return copy;
}

/* In a frequency run CONTCAR and finalpos are a displaced geometry. */
static void fill_structures(arena *a, chp_calc *calc, const files *f,
                            const bool (*is_free)[3])
{
    const chp_structure *const first[] = { initial_of(f->vasprun),
                                           initial_of(f->vaspout),
                                           initial_of(f->outcar), final_of(f->poscar) };
    const chp_structure *const last[] = { final_of(f->vasprun), final_of(f->vaspout),
                                          final_of(f->contcar), final_of(f->outcar),
                                          final_of(f->poscar) };
    bool is_displaced =
        calc->kind == CHP_RUN_FREQUENCIES || calc->kind == CHP_RUN_RESPONSE;
    calc->initial = with_flags(a, first_with_positions(first, 4), is_free);
    calc->final = with_flags(a, first_with_positions(last, 5), is_free);
    if (is_displaced && calc->initial)
        calc->final = calc->initial;
}

/* --- forces on free atoms ------------------------------------------------------- */

/* Flags are of the lattice's axes: the force without the components along frozen ones
 * is found in that basis, F = sum_i c_i a_i, so c_i = F . b_i with the reciprocal
 * vectors b_i. */
static double free_force(const chp_structure *s, const double force[3],
                         const bool is_free[3])
{
    if (is_free[0] && is_free[1] && is_free[2])
        return sqrt(force[0] * force[0] + force[1] * force[1] + force[2] * force[2]);
    vector axis[3], F = { force[0], force[1], force[2] }, sum = { 0, 0, 0 };
    for (int i = 0; i < 3; i++)
        axis[i] =
            (vector){ s->lattice_A[i][0], s->lattice_A[i][1], s->lattice_A[i][2] };
    for (int i = 0; i < 3; i++) {
        vector normal = vector_cross(axis[(i + 1) % 3], axis[(i + 2) % 3]);
        double c = vector_dot(F, normal) / vector_dot(axis[i], normal);
        double kept = is_free[i] ? c : 0;
        sum.x += kept * axis[i].x;
        sum.y += kept * axis[i].y;
        sum.z += kept * axis[i].z;
    }
    return vector_length(sum);
}

static void judge_forces(chp_calc *calc, const bool (*is_free)[3], bool are_told)
{
    static const bool all_free[3] = { true, true, true };
    const chp_structure *s = calc->final ? calc->final : calc->initial;
    if (!are_told || !calc->force_eV_A || !s || structure_volume_A3(s) <= 0)
        return;
    double largest = 0;
    for (size_t i = 0; i < calc->n_atoms; i++) {
        double force =
            free_force(s, calc->force_eV_A[i], is_free ? is_free[i] : all_free);
        if (force > largest)
            largest = force;
    }
    calc->max_force_eV_A.value = largest;
    calc->max_force_eV_A.known = true;
    calc->force_is_free = CHP_YES;
}

/* --- what OSZICAR cannot know --------------------------------------------------- */

/* The identity that ties the three energies, n the order of Methfessel and Paxton:
 *
 *     E0 = ((n + 1) F + E) / (n + 2)
 */
static void recover_entropy(const chp_calc *calc, chp_energies *e)
{
    double ismear;
    if (e->without_entropy_eV.known || !e->toten_eV.known || !e->sigma0_eV.known ||
        !chp_calc_number(calc, "ISMEAR", &ismear))
        return;
    double n = ismear > 0 ? ismear : 0;
    double E = (n + 2) * e->sigma0_eV.value - (n + 1) * e->toten_eV.value;
    e->without_entropy_eV = fact_at(E, e->sigma0_eV.at);
}

static chp_run_kind kind_by_settings(const chp_calc *calc)
{
    double nsw = 0, ibrion;
    bool has_nsw = chp_calc_number(calc, "NSW", &nsw);
    if (!chp_calc_number(calc, "IBRION", &ibrion))
        ibrion = nsw > 0 ? 0 : -1; // VASP's default
    if (ibrion == 5 || ibrion == 6)
        return CHP_RUN_FREQUENCIES;
    if (ibrion == 7 || ibrion == 8)
        return CHP_RUN_RESPONSE;
    if (!has_nsw || nsw == 0 || ibrion == -1)
        return CHP_RUN_STATIC;
    if (ibrion == 0)
        return CHP_RUN_DYNAMICS;
    if (ibrion >= 1 && ibrion <= 3)
        return CHP_RUN_RELAXATION;
    return ibrion == 40 || ibrion == 44 ? CHP_RUN_PATH : CHP_RUN_OTHER;
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
    double ediff = 1e-4; // VASP's default
    const chp_ionic_step *step = deciding_step(calc);
    chp_calc_number(calc, "EDIFF", &ediff);
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

/* A diary of energies, read with the INCAR beside it. */
static void complete_oszicar(chp_calc *calc, const files *f)
{
    if (!f->incar || !f->incar->is_usable)
        return;
    if (calc->kind == CHP_RUN_UNKNOWN)
        calc->kind = kind_by_settings(calc);
    recover_entropy(calc, &calc->energies);
    recover_entropy(calc, &calc->last_step);
    judge_electrons(calc);
    judge_ions(calc);
}

/* --- all of it ------------------------------------------------------------------ */

/* What is odd about its energies does not matter of a file whose energies are not used:
 * they are compared with the lead's. */
static bool is_of_energy(const chp_message *m)
{
    return strcmp(m->code, "unexplained-term") == 0;
}

static void merge_news(const chp_diag *from, chp_diag *diag)
{
    chp_diag *news = chp_diag_new();
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(from, i)) != NULL; i++)
        if (!diag_has(diag, m->code) && !is_of_energy(m))
            diag_add(news, m);
    diag_merge_at_most(diag, news, CHP_WARNING);
    chp_diag_free(news);
}

/* What is wrong with a file that has no step, or that a better one made needless,
 * spoils nothing; and what a better one said is not said again. */
static void merge_messages(const part *const *all, const part *lead, chp_diag *diag)
{
    bool is_before_lead = true;
    for (size_t i = 0; all[i]; i++) {
        const part *p = all[i];
        bool counts =
            !lead || p == lead || (is_before_lead && p->calc.n_ionic_steps > 0);
        if (counts)
            chp_diag_merge(diag, p->diag);
        else
            merge_news(p->diag, diag);
        is_before_lead = is_before_lead && p != lead;
    }
}

chp_calc merge(arena *a, const char *path, const files *f, chp_diag *diag)
{
    const part *list[N_FILES + 1];
    const part *const *all = by_energy(f, list);
    const part *lead = files_lead(f);
    chp_calc calc = lead ? lead->calc : (chp_calc){ 0 };
    calc.path = path;
    for (size_t i = 0; all[i]; i++) {
        fill_identity(&calc, &all[i]->calc);
        fill_facts(&calc, &all[i]->calc);
        fill_answers(&calc, &all[i]->calc);
        fill_settings(a, &calc, &all[i]->calc);
    }
    fill_modes(&calc, f);
    name_potentials(a, &calc, f->potcar, diag);
    if (part_is(lead, "oszicar"))
        complete_oszicar(&calc, f);
    bool are_told;
    const bool(*is_free)[3] = flags_of(f, calc.n_atoms, &are_told);
    fill_structures(a, &calc, f, is_free);
    judge_forces(&calc, is_free, are_told);
    merge_messages(all, lead, diag);
    return calc;
}
