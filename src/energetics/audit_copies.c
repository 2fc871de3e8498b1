/* What no two states have in common, unless a folder was copied: their energy, their
 * geometry, their modes. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/matching.h"
#include "energetics/audit.h"

#define SAME_ENERGY_EV 1e-8 // as it is printed
#define SAME_PLACE_A   1e-3
#define SAME_MODE_CM1  1e-3

static bool has_same_energy(const chp_calc *a, const chp_calc *b)
{
    const chp_energies *x = &a->energies, *y = &b->energies;
    return x->toten_eV.known && y->toten_eV.known && x->sigma0_eV.known &&
           y->sigma0_eV.known &&
           fabs(x->toten_eV.value - y->toten_eV.value) <= SAME_ENERGY_EV &&
           fabs(x->sigma0_eV.value - y->sigma0_eV.value) <= SAME_ENERGY_EV;
}

static bool has_same_geometry(const chp_calc *a, const chp_calc *b)
{
    arena scratch = { 0 };
    matching found;
    bool is_same = a->n_atoms == b->n_atoms &&
                   matching_find(&scratch, a->final, b->final, 0.1, &found) &&
                   found.n_matched == found.n && found.largest_A <= SAME_PLACE_A;
    arena_clear(&scratch);
    return is_same;
}

static bool has_same_modes(const chp_run *a, const chp_run *b)
{
    if (!a || !b || a == b || a->calc.n_modes == 0 ||
        a->calc.n_modes != b->calc.n_modes)
        return false;
    for (size_t i = 0; i < a->calc.n_modes; i++)
        if (fabs(a->calc.mode_cm1[i] - b->calc.mode_cm1[i]) > SAME_MODE_CM1)
            return false;
    return true;
}

/* A state that was calculated, of a catalyst. */
typedef struct {
    const subject *of;
    const member *m;
} calculated;

static const char *name_of(arena *a, const calculated *x)
{
    return arena_print(a, "%s of %s", x->m->state->name, x->of->entry->name);
}

static void compare_energies(chp_study *s, const calculated *x, const calculated *y,
                             chp_diag *diag)
{
    const chp_calc *a = audit_calc(x->m), *b = audit_calc(y->m);
    if (!a || !b || a == b || strcmp(a->path, b->path) == 0)
        return;
    if (has_same_energy(a, b)) {
        diag_warn(diag, "copied", (chp_where){ a->path, 0 },
                  "%s and %s have the same energy, %.8f eV", name_of(&s->memory, x),
                  name_of(&s->memory, y), a->energies.sigma0_eV.value);
        diag_hint(diag, "A folder was copied: give each state its own run.");
    } else if (x->of == y->of && has_same_geometry(a, b)) {
        diag_warn(diag, "copied", (chp_where){ a->path, 0 },
                  "%s and %s have the same geometry", name_of(&s->memory, x),
                  name_of(&s->memory, y));
        diag_hint(diag, "One was copied, or both relaxed to the same structure.");
    }
}

static void compare_modes(chp_study *s, const calculated *x, const calculated *y,
                          chp_diag *diag)
{
    if (!has_same_modes(x->m->state->modes_run, y->m->state->modes_run))
        return;
    diag_warn(diag, "C09", (chp_where){ x->m->state->modes_run->calc.path, 0 },
              "all modes of %s are those of %s", name_of(&s->memory, x),
              name_of(&s->memory, y));
    diag_hint(diag, "A folder was copied: give each state its own frequencies.");
}

/* Tables have no runs, and thousands of catalysts. */
static size_t find_calculated(const chp_study *s, calculated *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < s->subjects[i].states.n; k++) {
            const member *m = &s->subjects[i].states.at[k];
            if (m->state->energy_run || m->state->modes_run)
                out[n++] = (calculated){ &s->subjects[i], m };
        }
    return n;
}

void audit_copies(chp_study *s, chp_diag *diag)
{
    arena scratch = { 0 };
    size_t most = 0;
    for (size_t i = 0; i < s->n_subjects; i++)
        most += s->subjects[i].states.n;
    calculated *all = arena_new(&scratch, calculated, most + 1);
    size_t n = find_calculated(s, all);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            compare_energies(s, &all[i], &all[k], diag);
            compare_modes(s, &all[i], &all[k], diag);
        }
    arena_clear(&scratch);
}
