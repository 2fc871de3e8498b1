/* Each quantity has its own order of files, by how well they know it:
 *
 *     energies      OUTCAR, vasprun.xml, vaspout.h5, OSZICAR
 *     structure     vasprun.xml, vaspout.h5, CONTCAR, OUTCAR, XDATCAR, POSCAR
 *     frozen atoms  vasprun.xml, vaspout.h5, CONTCAR, POSCAR
 *     modes         OUTCAR, vaspout.h5, vasprun.xml, DYNMAT
 *     settings      OUTCAR, vasprun.xml, vaspout.h5, INCAR
 *
 * Energies, steps and their convergence are never mixed: they come from one file, the
 * lead. */
#include "gather/merge.h"

#include "base/diag.h"
#include "formats/electrode.h"
#include "io/tree.h"

enum { N_FILES = 9 };

/* All of them, as energies go; ends with NULL. */
static const part **by_energy(const files *f, const part *list[N_FILES + 1])
{
    const part *const order[N_FILES] = { f->outcar,  f->vasprun, f->vaspout,
                                         f->oszicar, f->contcar, f->poscar,
                                         f->xdatcar, f->incar,   f->kpoints };
    size_t n = 0;
    for (size_t i = 0; i < N_FILES; i++)
        if (order[i])
            list[n++] = order[i];
    list[n] = NULL;
    return list;
}

/* --- facts --------------------------------------------------------------------- */

/* Taken from the first file that tells them; those of a step from one that saw as many
 * steps. */
static const size_t facts_of_step[] = {
    offsetof(chp_calc, drift_eV_A), offsetof(chp_calc, magnetization_muB),
    offsetof(chp_calc, e_fermi_eV), offsetof(chp_calc, dispersion_eV),
    offsetof(chp_calc, dipole_eV),  offsetof(chp_calc, solvation_eV),
    offsetof(chp_calc, volume_A3),  offsetof(chp_calc, pressure_kB),
};
static const size_t facts_of_run[] = {
    offsetof(chp_calc, n_electrons),   offsetof(chp_calc, charge_e),
    offsetof(chp_calc, rpa_eV),        offsetof(chp_calc, rpa_all_eV),
    offsetof(chp_calc, elapsed_s),     offsetof(chp_calc, started_s),
    offsetof(chp_calc, max_memory_kB), offsetof(chp_calc, fermi_shift_eV),
    offsetof(chp_calc, n_kpoints),     offsetof(chp_calc, kpoint_weight),
};

static void fill(chp_calc *calc, const chp_calc *from, const size_t *facts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        chp_fact *to = (chp_fact *)((char *)calc + facts[i]);
        if (!to->known)
            *to = *(const chp_fact *)((const char *)from + facts[i]);
    }
}

static bool is_of_same_step(const chp_calc *calc, const chp_calc *from)
{
    return from->n_ionic_steps == 0 || calc->n_ionic_steps == 0 ||
           from->n_ionic_steps == calc->n_ionic_steps;
}

/* What moves, and what has a direction; of the same step. */
static void fill_vectors(chp_calc *calc, const chp_calc *from)
{
    if (!calc->dynamics.temperature_K.known && !calc->dynamics.kinetic_eV.known)
        calc->dynamics = from->dynamics;
    if (!calc->total_moment_muB.known)
        calc->total_moment_muB = from->total_moment_muB;
    if (!calc->dipole_moment_eA.known)
        calc->dipole_moment_eA = from->dipole_moment_eA;
    if (!calc->stress_kB.known)
        calc->stress_kB = from->stress_kB;
}

static void fill_facts(chp_calc *calc, const chp_calc *from)
{
    if (is_of_same_step(calc, from))
        fill(calc, from, facts_of_step, sizeof facts_of_step / sizeof *facts_of_step);
    fill(calc, from, facts_of_run, sizeof facts_of_run / sizeof *facts_of_run);
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
        calc->moment_vector_muB = from->moment_vector_muB;
    }
    if (calc->n_ensemble == 0) {
        calc->n_ensemble = from->n_ensemble;
        calc->ensemble_eV = from->ensemble_eV;
    }
}

static size_t n_counted(const chp_calc *calc)
{
    size_t n = 0;
    for (size_t i = 0; i < calc->n_species; i++)
        n += calc->species[i].count;
    return n;
}

/* OUTCAR shows the counts of ten species at most, and stars from 10 000 atoms on. */
static void fill_counts(arena *a, chp_calc *calc, const chp_calc *from)
{
    if (n_counted(calc) == calc->n_atoms || from->n_species != calc->n_species ||
        n_counted(from) != calc->n_atoms)
        return;
    chp_species *species = arena_new(a, chp_species, calc->n_species);
    for (size_t i = 0; i < calc->n_species; i++) {
        species[i] = calc->species[i];
        species[i].count = from->species[i].count;
    }
    calc->species = species;
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
        calc->force_at = from->force_at;
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

/* OSZICAR alone tells of CP-VASP. */
static void fill_electrode(chp_calc *calc, const part *const *all, const part *lead)
{
    for (size_t i = 0; all[i] && !calc->electrode.code; i++)
        if (all[i]->calc.electrode.code)
            calc->electrode = all[i]->calc.electrode;
    if (calc->energies.toten_eV.known)
        electrode_of_settings(calc, part_is(lead, "outcar"));
}

static void take_modes(chp_calc *calc, const chp_calc *from)
{
    calc->has_modes = true;
    calc->n_modes = from->n_modes;
    calc->mode_cm1 = from->mode_cm1;
    calc->modes_at = from->modes_at;
}

/* VASP's own table, of any file, before what we made of the forces of another. */
static void fill_modes(chp_calc *calc, const files *f)
{
    const part *const order[] = { f->outcar, f->vaspout, f->vasprun };
    enum { N = sizeof order / sizeof *order };
    calc->has_modes = false;
    calc->hessian = NULL;
    for (size_t i = 0; i < 2 * N; i++) {
        const part *p = order[i % N];
        if (!p || (i < N && diag_has(p->diag, "modes-rebuilt")))
            continue;
        if (!calc->has_modes && p->calc.has_modes)
            take_modes(calc, &p->calc);
        if (!calc->hessian)
            calc->hessian = p->calc.hessian;
    }
}

/* --- all of it ------------------------------------------------------------------ */

/* What is odd about its energies does not matter of a file whose energies are not used:
 * they are compared with the lead's. Nor does it what the file cannot tell: the lead
 * does, or says so itself. */
static bool is_of_energy(const chp_message *m)
{
    static const char *const codes[] = { "unexplained-term", "convergence-unknown",
                                         NULL };
    return str_among(str_of(m->code), codes);
}

/* A file that was cut, where another one has all steps. */
static void tell_passed(const part *p, const part *lead, chp_diag *diag)
{
    str name = path_name(lead->path);
    diag_warn(diag, "truncated", (chp_where){ .path = p->path },
              "the file ends after %zu ionic steps: %.*s has all %zu, and is read",
              p->calc.n_ionic_steps, (int)name.len, name.at, lead->calc.n_ionic_steps);
    diag_hint(diag, "Copy the file again, if there is another copy of it.");
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
 * spoils nothing; and what a better one said is not said again. OSZICAR makes nothing
 * needless: it cannot tell how a run ended, and an OUTCAR that was cut tells just that.
 */
static void merge_messages(const part *const *all, const part *lead, const files *f,
                           chp_diag *diag)
{
    bool is_before_lead = true;
    for (size_t i = 0; all[i]; i++) {
        const part *p = all[i];
        bool is_blank = p->calc.n_ionic_steps > 0 && !part_has_energy(p);
        bool counts =
            !lead || p == lead || (is_before_lead && (is_blank || lead == f->oszicar));
        if (!counts && is_before_lead && part_has_energy(p))
            tell_passed(p, lead, diag);
        if (counts)
            chp_diag_merge(diag, p->diag);
        else
            merge_news(p->diag, diag);
        is_before_lead = is_before_lead && p != lead;
    }
}

/* Its last frame is where the atoms were, for want of a file that says so. */
static void tell_trajectory(const chp_calc *calc, const files *f, chp_diag *diag)
{
    if (!f->xdatcar || !files_lead(f) || !calc->final ||
        calc->final->at.path != f->xdatcar->path)
        return;
    diag_warn(diag, "trajectory", calc->final->at,
              "the structure is the last one of XDATCAR: there is no CONTCAR");
    diag_hint(diag, "It may lack the last step: keep CONTCAR or OUTCAR.");
}

/* Of a run that was stopped VASP left the atoms where the next step would have had
 * them. */
static void tell_ahead(const chp_calc *calc, const files *f, chp_diag *diag)
{
    const chp_structure *contcar = f->contcar ? f->contcar->calc.final : NULL;
    bool is_of_step = f->outcar && calc->final && contcar && contcar->fractional &&
                      calc->final->at.path == f->outcar->path;
    if (!is_of_step || calc->kind != CHP_RUN_RELAXATION || calc->finished == CHP_YES)
        return;
    diag_note(diag, "structures-differ", contcar->at,
              "the atoms are a step further than the energy: the structure is that of "
              "OUTCAR, line %zu",
              calc->final->at.line);
}

chp_calc merge(arena *a, const char *path, const files *f, chp_diag *diag)
{
    const part *list[N_FILES + 1];
    const part *const *all = by_energy(f, list);
    const part *lead = files_lead(f);
    chp_calc calc = lead ? lead->calc : (chp_calc){ 0 };
    calc.path = path;
    if (lead && lead != f->outcar) { // of settings OUTCAR knows best, whoever leads
        calc.settings = NULL;
        calc.n_settings = 0;
    }
    for (size_t i = 0; all[i]; i++) {
        fill_identity(&calc, &all[i]->calc);
        fill_counts(a, &calc, &all[i]->calc);
        fill_facts(&calc, &all[i]->calc);
        if (is_of_same_step(&calc, &all[i]->calc))
            fill_vectors(&calc, &all[i]->calc);
        fill_answers(&calc, &all[i]->calc);
        fill_settings(a, &calc, &all[i]->calc);
    }
    fill_modes(&calc, f);
    fill_electrode(&calc, all, lead);
    name_potentials(a, &calc, f->potcar, diag);
    if (part_is(lead, "oszicar"))
        merge_diary(&calc, f);
    merge_atoms(a, &calc, f);
    merge_beside(a, &calc, f, diag);
    tell_trajectory(&calc, f, diag);
    tell_ahead(&calc, f, diag);
    merge_messages(all, lead, f, diag);
    return calc;
}
