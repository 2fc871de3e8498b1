/* Do the files of one run tell the same? Two that tell different energies are an error
 * with both values, never a silent choice: one of them belongs to another run. */
#include <math.h>

#include "base/diag.h"
#include "base/path.h"
#include "gather/agree.h"

static const char FILES_DISAGREE[] = "files-disagree";

static bool is_before_5_3(const chp_calc *c)
{
    return c->version[0] > 0 &&
           (c->version[0] < 5 || (c->version[0] == 5 && c->version[1] < 3));
}

/* OUTCAR has 8 decimals, 6 up to VASP 5.2; OSZICAR 8 significant digits; vaspout.h5 all
 * of them, so that only OUTCAR's last is rounded. */
static double tolerance_eV(const part *a, const part *b, double energy_eV)
{
    bool is_old = is_before_5_3(&a->calc);
    if (part_is(a, "oszicar") || part_is(b, "oszicar"))
        return 1e-7 * fabs(energy_eV) + (is_old ? 1e-6 : 1e-8);
    if (part_is(a, "outcar") && part_is(b, "vaspout"))
        return 1e-8;
    return is_old ? 2e-5 : 2e-6;
}

/* With PSTRESS the energy in vasprun.xml holds pV, that in OUTCAR does not. */
static bool has_pressure(const part *p)
{
    double pressure;
    return chp_calc_number(&p->calc, "PSTRESS", &pressure) && pressure != 0;
}

static const struct {
    const char *name;
    size_t member; // of chp_ionic_step
} compared[] = {
    { "the energy TOTEN", offsetof(chp_ionic_step, toten_eV) },
    { "the energy(sigma->0)", offsetof(chp_ionic_step, sigma0_eV) },
};
enum { N_COMPARED = sizeof compared / sizeof *compared };

static double member_eV(const chp_ionic_step *step, int which)
{
    double x;
    memcpy(&x, (const char *)step + compared[which].member, sizeof x);
    return x;
}

static bool same_energy(const part *a, const part *b, size_t i, int which,
                        chp_diag *diag)
{
    const chp_ionic_step *s = &a->calc.steps[i], *t = &b->calc.steps[i];
    double x = member_eV(s, which), y = member_eV(t, which);
    if (!(fabs(x - y) > tolerance_eV(a, b, x)))
        return true;
    chp_where at = { b->path, t->line };
    diag_error(diag, FILES_DISAGREE, (chp_where){ a->path, s->line },
               "%s of ionic step %zu is %.8f eV here and %.8f eV in %s",
               compared[which].name, i + 1, x, y, agree_elsewhere(b, at).text);
    diag_hint(diag,
              "They belong to different runs: take away the one that is wrong. Until "
              "then the run has no energy.");
    return false;
}

static bool same_energies(const part *a, const part *b, chp_diag *diag)
{
    size_t n = a->calc.n_ionic_steps < b->calc.n_ionic_steps ? a->calc.n_ionic_steps
                                                             : b->calc.n_ionic_steps;
    if (!a->calc.steps || !b->calc.steps || has_pressure(a) || has_pressure(b))
        return true;
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++)
        for (int k = 0; k < N_COMPARED && ok; k++)
            ok = same_energy(a, b, i, k, diag);
    return ok;
}

static void compare_counts(const part *a, const part *b, chp_diag *diag)
{
    size_t n = a->calc.n_ionic_steps, m = b->calc.n_ionic_steps;
    size_t apart = n > m ? n - m : m - n;
    const part *less = n < m ? a : b, *more = n < m ? b : a;
    // OSZICAR does not tell that it is whole: it is when the other one is
    bool is_cut = part_is(less, "oszicar") ? more->calc.finished != CHP_YES
                                           : less->calc.finished != CHP_YES;
    str other = path_name(b->path);
    if (apart == 0 || (apart == 1 && is_cut))
        return;
    diag_warn(diag, "step-counts", (chp_where){ .path = a->path },
              "%zu whole ionic steps here and %zu in %.*s", n, m, (int)other.len,
              other.at);
    diag_hint(diag, "One of the files was cut, or is left from another run.");
}

/* --- what was calculated --------------------------------------------------------- */

static bool same_atoms(const part *a, const part *b, chp_diag *diag)
{
    str other = path_name(b->path);
    if (a->calc.n_atoms == 0 || b->calc.n_atoms == 0 ||
        a->calc.n_atoms == b->calc.n_atoms)
        return true;
    diag_error(diag, FILES_DISAGREE, (chp_where){ .path = a->path },
               "%zu atoms here and %zu in %.*s", a->calc.n_atoms, b->calc.n_atoms,
               (int)other.len, other.at);
    diag_hint(diag, "They belong to different runs: take away the one that is wrong.");
    return false;
}

/* The elements in the order of the atoms: POTCAR's, which is what was calculated, and
 * POSCAR's, which VASP does not look at. */
static bool same_species(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    if (x->n_species == 0 || x->n_species != y->n_species)
        return true;
    for (size_t i = 0; i < x->n_species; i++) {
        const chp_species *s = &x->species[i], *t = &y->species[i];
        bool is_told = s->atomic_number > 0 && t->atomic_number > 0 && s->count > 0 &&
                       t->count > 0;
        if (!is_told || (s->atomic_number == t->atomic_number && s->count == t->count))
            continue;
        str other = path_name(b->path);
        bool is_output = role_is_output(b->role);
        diag_error(diag, is_output ? FILES_DISAGREE : "species-order",
                   (chp_where){ .path = a->path },
                   "species %zu is %zu %s here and %zu %s in %.*s", i + 1, s->count,
                   s->element, t->count, t->element, (int)other.len, other.at);
        diag_hint(diag, is_output
                            ? "They belong to different runs: take away the one "
                              "that is wrong."
                            : "VASP takes the elements from POTCAR: was its order "
                              "that of POSCAR?");
        return false;
    }
    return true;
}

/* Where its potential is told: its mass stands there, too. */
static chp_where place_of(const part *p, const chp_species *s)
{
    return s->mass_u.known ? s->mass_u.at : (chp_where){ .path = p->path };
}

static void compare_potentials(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    for (size_t i = 0; x->n_species == y->n_species && i < x->n_species; i++) {
        const char *s = x->species[i].potcar, *t = y->species[i].potcar;
        if (!s || !t || str_eq(str_trim(str_of(s)), str_trim(str_of(t))))
            continue;
        diag_warn(diag, "values-differ", place_of(a, &x->species[i]),
                  "species %zu has the potential %s here and %s in %s", i + 1, s, t,
                  agree_elsewhere(b, place_of(b, &y->species[i])).text);
        agree_advise(a, diag);
        return;
    }
}

static void compare_version(const part *a, const part *b, chp_diag *diag)
{
    const chp_calc *x = &a->calc, *y = &b->calc;
    if (x->version[0] == 0 || y->version[0] == 0 ||
        memcmp(x->version, y->version, sizeof x->version) == 0)
        return;
    str other = path_name(b->path);
    diag_warn(diag, "versions", (chp_where){ .path = a->path },
              "written by VASP %d.%d.%d, and %.*s by %d.%d.%d", x->version[0],
              x->version[1], x->version[2], (int)other.len, other.at, y->version[0],
              y->version[1], y->version[2]);
    diag_hint(diag, "One of the files is left from another run.");
}

/* Two files of one run are begun within seconds of each other. */
static void compare_dates(const part *a, const part *b, chp_diag *diag)
{
    const double most_s = 600;
    const chp_fact *x = &a->calc.started_s, *y = &b->calc.started_s;
    if (!x->known || !y->known || fabs(x->value - y->value) <= most_s)
        return;
    str other = path_name(b->path);
    diag_warn(diag, "dates", x->at, "the run was begun %.1f h %s than that of %.*s",
              fabs(x->value - y->value) / 3600,
              x->value > y->value ? "later" : "earlier", (int)other.len, other.at);
    diag_hint(diag, "One of the files is left from another run.");
}

static const struct {
    const char *what, *unit;
    size_t offset;
    double tolerance;
} numbers[] = {
    { "the total moment", " µB", offsetof(chp_calc, magnetization_muB), 1e-3 },
    { "the Fermi level", " eV", offsetof(chp_calc, e_fermi_eV), 1e-3 },
    { "the number of electrons", "", offsetof(chp_calc, n_electrons), 1e-3 },
};

static void compare_numbers(const part *a, const part *b, chp_diag *diag)
{
    bool is_displaced =
        a->calc.kind == CHP_RUN_FREQUENCIES || a->calc.kind == CHP_RUN_RESPONSE;
    if (a->calc.n_ionic_steps != b->calc.n_ionic_steps || is_displaced)
        return; // they speak of different steps
    // in OSZICAR the moment is a little older
    double slack = part_is(a, "oszicar") || part_is(b, "oszicar") ? 50 : 1;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const chp_fact *x =
            (const chp_fact *)((const char *)&a->calc + numbers[i].offset);
        const chp_fact *y =
            (const chp_fact *)((const char *)&b->calc + numbers[i].offset);
        if (!x->known || !y->known ||
            fabs(x->value - y->value) <= slack * numbers[i].tolerance)
            continue;
        diag_warn(diag, "values-differ", x->at, "%s is %.4f%s here and %.4f in %s",
                  numbers[i].what, x->value, numbers[i].unit, y->value,
                  agree_elsewhere(b, y->at).text);
        agree_advise(a, diag);
    }
}

/* --- where the atoms are ---------------------------------------------------------- */

/* CONTCAR is of this run. POSCAR was its input, but may have been edited since: with
 * other atoms it is not looked at any further. */
static bool compare_contents(const part *lead, const files *f, chp_diag *diag)
{
    const part *contcar = f->contcar && f->contcar->is_usable ? f->contcar : NULL;
    const part *poscar = f->poscar && f->poscar->is_usable ? f->poscar : NULL;
    if (!lead || (contcar && !(same_atoms(lead, contcar, diag) &&
                               same_species(lead, contcar, diag))))
        return !lead;
    if (!poscar || lead->calc.n_atoms == 0)
        return true;
    if (poscar->calc.n_atoms == lead->calc.n_atoms)
        return same_species(lead, poscar, diag);
    diag_warn(diag, "structures-differ", (chp_where){ .path = poscar->path },
              "%zu atoms here, but the run had %zu", poscar->calc.n_atoms,
              lead->calc.n_atoms);
    diag_hint(diag, "The file was replaced after the run, or belongs to another one.");
    return true;
}

/* --- all of it -------------------------------------------------------------------- */

bool check_files_agree(const files *f, chp_diag *diag)
{
    const part *const outputs[] = { f->outcar, f->vasprun, f->vaspout, f->oszicar };
    const part *lead = files_lead(f);
    bool ok = true;
    for (size_t i = 0; lead && i < sizeof outputs / sizeof *outputs; i++) {
        const part *p = outputs[i];
        if (!p || p == lead || !p->format)
            continue;
        bool is_same = same_atoms(lead, p, diag) && same_species(lead, p, diag) &&
                       same_energies(lead, p, diag);
        ok = ok && is_same;
        if (is_same) {
            compare_counts(lead, p, diag);
            compare_version(lead, p, diag);
            compare_dates(lead, p, diag);
            compare_potentials(lead, p, diag);
            compare_numbers(lead, p, diag);
            agree_settings(lead, p, diag);
            agree_atoms(lead, p, diag);
        }
    }
    ok = ok && compare_contents(lead, f, diag);
    if (lead && f->incar && f->incar->is_usable)
        agree_incar(lead, f->incar, diag);
    agree_kpoints(f->vasprun ? f->vasprun : f->vaspout, f->kpoints, diag);
    if (ok) {
        agree_structures(f, diag);
        agree_modes(f, diag);
    }
    return ok;
}
