/* Files that tell no energy, but something of the atoms of one that does: DYNMAT their
 * force constants, ACF.dat their charges. */
#include <math.h>

#include "base/diag.h"
#include "chem/hessian.h"
#include "chem/structure.h"
#include "gather/merge.h"

/* What is wrong with a file beside spoils nothing; alone it is all there is. */
static void merge_messages(const part *p, const files *f, chp_diag *diag)
{
    if (files_lead(f))
        diag_merge_at_most(diag, p->diag, CHP_WARNING);
    else
        chp_diag_merge(diag, p->diag);
}

static bool has_same_atoms(const chp_calc *calc, const part *p, chp_diag *diag)
{
    if (calc->n_atoms == 0 || calc->n_atoms == p->calc.n_atoms)
        return true;
    diag_warn(diag, "files-disagree", (chp_where){ .path = p->path },
              "%zu atoms are here, the run has %zu", p->calc.n_atoms, calc->n_atoms);
    diag_hint(diag, "The file belongs to another run, and is not used.");
    return false;
}

/* --- charges ---------------------------------------------------------------------- */

static const double *charges(arena *a, const chp_calc *calc, const chp_bader *b)
{
    double *charge_e = arena_new(a, double, b->n + 1);
    size_t atom = 0;
    for (size_t i = 0; i < calc->n_species; i++)
        for (size_t k = 0; k < calc->species[i].count && atom < b->n; k++, atom++) {
            if (!calc->species[i].valence_e.known)
                return NULL;
            charge_e[atom] = calc->species[i].valence_e.value - b->electrons[atom];
        }
    return atom == b->n ? charge_e : NULL;
}

static bool has_same_electrons(const chp_calc *calc, const chp_bader *b, chp_diag *diag)
{
    const double most_e = 0.01;
    double off = b->total_e.value - calc->n_electrons.value;
    if (!calc->n_electrons.known || fabs(off) <= most_e)
        return true;
    diag_warn(diag, "bader", b->total_e.at,
              "the basins hold %.4f electrons, the cell %.4f", b->total_e.value,
              calc->n_electrons.value);
    diag_hint(diag, "They are of another run, or of a density that is not CHGCAR's: "
                    "they are not used.");
    return false;
}

/* How far the farthest atom stands from where the run has it; 0: not known. */
static double farthest_A(const chp_structure *s, const chp_bader *b)
{
    double most = 0;
    for (size_t i = 0; s && s->fractional && i < b->n && i < s->n_atoms; i++) {
        vector at = structure_cartesian_A(s, i), best = { 0 };
        double shortest = INFINITY;
        for (int k = 0; k < 27; k++) {
            int n[3] = { k % 3 - 1, k / 3 % 3 - 1, k / 9 - 1 };
            vector d = { b->at_A[i][0] - at.x, b->at_A[i][1] - at.y,
                         b->at_A[i][2] - at.z };
            for (int j = 0; j < 3; j++) {
                d.x += n[j] * s->lattice_A[j][0];
                d.y += n[j] * s->lattice_A[j][1];
                d.z += n[j] * s->lattice_A[j][2];
            }
            if (vector_length(d) < shortest) {
                shortest = vector_length(d);
                best = d;
            }
        }
        most = fmax(most, vector_length(best));
    }
    return most;
}

static void merge_bader(arena *a, chp_calc *calc, const part *p, chp_diag *diag)
{
    const double most_A = 0.05;
    if (!has_same_atoms(calc, p, diag) ||
        !has_same_electrons(calc, p->calc.bader, diag))
        return;
    chp_bader *b = arena_new(a, chp_bader, 1);
    *b = *p->calc.bader;
    b->charge_e = charges(a, calc, b);
    calc->bader = b;
    if (calc->n_atoms == 0)
        calc->n_atoms = b->n;
    double far = farthest_A(calc->final, b);
    if (far <= most_A)
        return;
    diag_warn(diag, "bader", b->at, "an atom stands %.2f Å from where the run ends",
              far);
    diag_hint(diag, "The density was that of another geometry, or the order of the "
                    "atoms another.");
}

/* --- force constants -------------------------------------------------------------- */

/* The masses of the kinds, where no output told them. */
static void take_masses(arena *a, chp_calc *calc, const part *p)
{
    const chp_setting *s = chp_calc_setting(&p->calc, "POMASS");
    str rest = s ? str_of(s->value) : STR(""), word;
    chp_species *species = arena_new(a, chp_species, calc->n_species + 1);
    for (size_t i = 0; i < calc->n_species; i++) {
        double mass;
        species[i] = calc->species[i];
        if (!str_word(&rest, &word) || !str_number(word, &mass))
            return;
        if (!species[i].mass_u.known)
            species[i].mass_u = fact_at(mass, s->at);
    }
    if (str_trim(rest).len == 0)
        calc->species = species;
}

/* VASP made its table of the same numbers. */
static void compare_modes(const chp_calc *calc, const chp_calc *dynmat, const part *p,
                          chp_diag *diag)
{
    const double most_cm1 = 2, most_part = 0.02;
    if (!dynmat->has_modes || dynmat->n_modes != calc->n_modes || calc->n_modes == 0)
        return;
    double off = fabs(dynmat->mode_cm1[0] - calc->mode_cm1[0]);
    if (off <= most_cm1 + most_part * fabs(calc->mode_cm1[0]))
        return;
    diag_warn(diag, "files-disagree", (chp_where){ .path = p->path },
              "its highest mode is %.1f 1/cm, that of the run %.1f",
              dynmat->mode_cm1[0], calc->mode_cm1[0]);
    diag_hint(diag, "The file belongs to another run, and is not used.");
}

static void merge_dynmat(arena *a, chp_calc *calc, const part *p, bool is_alone,
                         chp_diag *diag)
{
    chp_where at = { .path = p->path };
    bool may_vibrate = calc->kind == CHP_RUN_UNKNOWN ||
                       calc->kind == CHP_RUN_FREQUENCIES ||
                       calc->kind == CHP_RUN_RESPONSE;
    if (!may_vibrate || !has_same_atoms(calc, p, diag))
        return;
    chp_calc own = *calc;
    own.n_atoms = p->calc.n_atoms;
    own.hessian = p->calc.hessian;
    own.has_modes = false;
    take_masses(a, &own, p);
    if (p->calc.has_modes) {
        own.has_modes = true;
        own.n_modes = p->calc.n_modes;
        own.mode_cm1 = p->calc.mode_cm1;
        own.modes_at = p->calc.modes_at;
    } else if (!hessian_fill_modes(a, &own, at, diag)) {
        diag_note(diag, "modes", at, "which atom has which mass is not told here");
        diag_hint(diag, "Give the folder, with CONTCAR or OUTCAR in it.");
    }
    if (calc->has_modes) {
        compare_modes(calc, &own, p, diag);
        return;
    }
    own.kind = CHP_RUN_FREQUENCIES;
    *calc = own;
    if (is_alone || !calc->has_modes)
        return;
    diag_warn(diag, "modes-rebuilt", at,
              "the run has no table of modes: %zu modes were made of DYNMAT",
              calc->n_modes);
    diag_hint(diag, "Its forces are a few digits short: keep the whole OUTCAR.");
}

void merge_beside(arena *a, chp_calc *calc, const files *f, chp_diag *diag)
{
    const part *const beside[] = { f->dynmat, f->bader, f->doscar };
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (beside[i])
            merge_messages(beside[i], f, diag);
    if (f->dynmat && f->dynmat->is_usable && f->dynmat->calc.hessian)
        merge_dynmat(a, calc, f->dynmat, !files_lead(f), diag);
    if (f->bader && f->bader->is_usable && f->bader->calc.bader)
        merge_bader(a, calc, f->bader, diag);
    if (f->doscar && f->doscar->is_usable && f->doscar->calc.dos) {
        calc->dos = f->doscar->calc.dos;
        calc->e_fermi_eV = f->doscar->calc.e_fermi_eV;
        calc->n_atoms = f->doscar->calc.n_atoms;
    }
}
