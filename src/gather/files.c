#include "gather/files.h"

/* Where each kind has its place. The content decides, not the name; between CONTCAR and
 * POSCAR, and for what is no file of VASP at all, there is only the name. */
static const struct {
    file_role role;
    const char *format; // by which it is known; NULL: by its name
    size_t place;
} kinds[] = {
    { ROLE_OUTCAR, "outcar", offsetof(files, outcar) },
    { ROLE_VASPRUN, "vasprun", offsetof(files, vasprun) },
    { ROLE_VASPOUT, "vaspout", offsetof(files, vaspout) },
    { ROLE_OSZICAR, "oszicar", offsetof(files, oszicar) },
    { ROLE_CONTCAR, NULL, offsetof(files, contcar) },
    { ROLE_POSCAR, NULL, offsetof(files, poscar) },
    { ROLE_INCAR, "incar", offsetof(files, incar) },
    { ROLE_KPOINTS, "kpoints", offsetof(files, kpoints) },
    { ROLE_POTCAR, "potcar", offsetof(files, potcar) },
    { ROLE_XDATCAR, "xdatcar", offsetof(files, xdatcar) },
    { ROLE_DYNMAT, "dynmat", offsetof(files, dynmat) },
    { ROLE_BADER, "bader", offsetof(files, bader) },
    { ROLE_DOSCAR, "doscar", offsetof(files, doscar) },
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static file_role true_role(const part *p)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (kinds[i].format && part_is(p, kinds[i].format))
            return kinds[i].role;
    bool is_renamed = part_is(p, "poscar") && p->role != ROLE_CONTCAR;
    return is_renamed ? ROLE_POSCAR : p->role;
}

static const part **place_of(files *f, file_role r)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (kinds[i].role == r)
            return (const part **)((char *)f + kinds[i].place);
    return &f->poscar;
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

static bool is_whole(const part *p)
{
    return p && p->is_usable && p->calc.finished == CHP_YES;
}

/* All that is wrong with it follows from the cut. */
static bool is_only_cut(const part *p)
{
    const chp_message *m;
    if (p->calc.finished != CHP_NO)
        return false;
    for (size_t i = 0; (m = chp_diag_get(p->diag, i)) != NULL; i++)
        if (m->severity == CHP_ERROR && strcmp(m->code, "truncated") != 0 &&
            strcmp(m->code, "not-converged") != 0)
            return false;
    return true;
}

/* The file to be believed in place of `first`, which may be itself. */
static const part *whole_one(const part *first, const part *const *later, size_t n)
{
    if (!is_only_cut(first))
        return first;
    for (size_t i = 0; i < n; i++)
        if (is_whole(later[i]) && part_has_energy(later[i]) &&
            later[i]->calc.n_ionic_steps > first->calc.n_ionic_steps)
            return later[i];
    return first;
}

const part *files_lead(const files *f)
{
    enum { N_OUTPUTS = 4 };
    const part *const order[N_OUTPUTS] = { f->outcar, f->vasprun, f->vaspout,
                                           f->oszicar };
    const part *first = NULL;
    for (size_t i = 0; i < N_OUTPUTS; i++) {
        if (part_has_energy(order[i]))
            return whole_one(order[i], order + i + 1, N_OUTPUTS - i - 1);
        if (order[i] && (!first || !first->format))
            first = order[i];
    }
    return first;
}
