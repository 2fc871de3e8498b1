/* Vibrations: are they those of this state (C06, C08, C09)? */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "chem/structure.h"
#include "energetics/audit.h"
#include "energetics/resolve.h"

#define SAME_GEOMETRY_A 0.01 // root of the mean square displacement
#define SAME_ENERGY_EV  0.05

enum { HYDROGEN = 1, NITROGEN = 7 };

/* Zero-point energy of N and H on a surface, by their number: what is usual. */
#define ZPE_PER_H_LOW  0.25
#define ZPE_PER_H_HIGH 0.35
#define ZPE_PER_N_LOW  0.05
#define ZPE_PER_N_HIGH 0.10
#define ZPE_H_LOW      0.10 // of *H alone
#define ZPE_H_HIGH     0.22
#define ZPE_SLACK_EV   0.02

static bool formula_of(chp_study *s, const chp_state *state, chp_formula *f)
{
    for (size_t i = 0; i < s->n_reactions; i++) {
        size_t k = resolve_in(s, s->reactions[i], state->name, state->is_bare);
        if (k == SIZE_MAX)
            continue;
        *f = s->reactions[i]->species[k].formula;
        return true;
    }
    return false;
}

static size_t n_atoms(const chp_formula *f)
{
    size_t n = 0;
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        n += f->n[z] > 0 ? (size_t)f->n[z] : 0;
    return n;
}

/* --- C06: how many --------------------------------------------------------------- */

static size_t n_free_axes(const chp_structure *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_atoms; i++)
        for (int k = 0; k < 3; k++)
            n += s->is_free[i][k];
    return n;
}

/* How many modes there should be: as many as free axes where the flags were seen, else
 * three for each atom of the adsorbate, of which a run may have freed more. */
static void check_count(const member *m, const chp_formula *f, chp_diag *diag)
{
    const chp_run *run =
        m->state->modes_run ? m->state->modes_run : m->state->energy_run;
    const chp_structure *s = run && run->calc.has_modes ? run->calc.initial : NULL;
    size_t n = m->state->n_modes, expected = 3 * n_atoms(f);
    bool is_exact = s && s->is_free;
    if (is_exact)
        expected = n_free_axes(s);
    bool is_right = is_exact || !run ? n == expected : n >= expected;
    if (is_right || m->state->is_bare)
        return;
    diag_warn(diag, "C06", m->state->at, "%s has %zu modes, expected %zu",
              m->state->name, n, expected);
    diag_hint(diag,
              "Three for each atom that was free to vibrate: none may be left out.");
}

/* --- C08: of the same geometry --------------------------------------------------- */

static double rms_A(const chp_structure *a, const chp_structure *b)
{
    double sum = 0, pair[2][3];
    chp_structure both = *a;
    both.n_atoms = 2;
    both.fractional = (const double(*)[3])pair;
    for (size_t i = 0; i < a->n_atoms; i++) {
        memcpy(pair[0], a->fractional[i], sizeof pair[0]);
        memcpy(pair[1], b->fractional[i], sizeof pair[1]);
        double d = structure_distance_A(&both, 0, 1);
        sum += d * d;
    }
    return sqrt(sum / (double)a->n_atoms);
}

static void check_pair(member *m, chp_diag *diag)
{
    const chp_run *energy = m->state->energy_run, *modes = m->state->modes_run;
    if (!energy || !modes || energy == modes)
        return;
    const chp_structure *rest = energy->calc.final, *start = modes->calc.initial;
    chp_where at = { modes->calc.path, 0 };
    if (energy->calc.n_atoms && modes->calc.n_atoms &&
        energy->calc.n_atoms != modes->calc.n_atoms) {
        m->is_spoilt |=
            diag_error(diag, "C08", at,
                       "the frequency run of %s has %zu atoms, its energy is "
                       "that of %zu",
                       m->state->name, modes->calc.n_atoms, energy->calc.n_atoms);
        diag_hint(diag, "The wrong two folders were paired.");
        return;
    }
    if (rest && start && rest->fractional && start->fractional &&
        rest->n_atoms == start->n_atoms && rms_A(rest, start) > SAME_GEOMETRY_A) {
        diag_warn(
            diag, "C08", at,
            "the geometry of the frequencies of %s differs from the relaxed one by "
            "%.3f Å",
            m->state->name, rms_A(rest, start));
        diag_hint(diag, "Start the frequency run from the relaxed CONTCAR.");
    }
    const chp_fact *E = &energy->calc.energies.sigma0_eV;
    const chp_fact *E0 = &modes->calc.energies.sigma0_eV;
    if (E->known && E0->known && fabs(E->value - E0->value) > SAME_ENERGY_EV) {
        diag_warn(diag, "C08", at,
                  "the frequency run of %s starts %.2f eV from the energy that is used",
                  m->state->name, E0->value - E->value);
        diag_hint(diag, "It was made with other settings.");
    }
}

/* --- C09: as large as usual ------------------------------------------------------ */

static void check_zpe(const member *m, const chp_formula *f, chp_diag *diag)
{
    int n_H = f->n[HYDROGEN], n_N = f->n[NITROGEN];
    const chp_fact *zpe = &m->state->g.ZPE_eV;
    bool is_nitrogen_hydride = n_H > 0 && n_H + n_N == (int)n_atoms(f);
    if (!is_nitrogen_hydride || !zpe->known || m->state->is_bare || zpe->value == 0)
        return;
    bool is_hydrogen = n_N == 0;
    double low =
        is_hydrogen ? n_H * ZPE_H_LOW : n_H * ZPE_PER_H_LOW + n_N * ZPE_PER_N_LOW;
    double high =
        is_hydrogen ? n_H * ZPE_H_HIGH : n_H * ZPE_PER_H_HIGH + n_N * ZPE_PER_N_HIGH;
    if (zpe->value >= low - ZPE_SLACK_EV && zpe->value <= high + ZPE_SLACK_EV)
        return;
    diag_warn(diag, "C09", m->state->at,
              "the ZPE of %s is %.2f eV, usual is %.2f to %.2f", m->state->name,
              zpe->value, low, high);
    diag_hint(diag, "Look for modes that are missing, or of another state.");
}

/* --- of two states: never the same ----------------------------------------------- */

static bool has_same_modes(const chp_run *a, const chp_run *b)
{
    const double as_printed_cm1 = 1e-3;
    if (!a || !b || a == b || a->calc.n_modes == 0 ||
        a->calc.n_modes != b->calc.n_modes)
        return false;
    for (size_t i = 0; i < a->calc.n_modes; i++)
        if (fabs(a->calc.mode_cm1[i] - b->calc.mode_cm1[i]) > as_printed_cm1)
            return false;
    return true;
}

/* Among a catalyst's states, with those before the k-th. */
static void check_copy(const members *states, size_t k, chp_diag *diag)
{
    const chp_state *s = states->at[k].state;
    for (size_t i = 0; i < k; i++) {
        const chp_state *other = states->at[i].state;
        if (!has_same_modes(other->modes_run, s->modes_run))
            continue;
        diag_warn(diag, "C09", (chp_where){ s->modes_run->calc.path, 0 },
                  "all modes of %s are those of %s", s->name, other->name);
        diag_hint(diag, "A folder was copied: give each state its own frequencies.");
        return;
    }
}

/* --- all ------------------------------------------------------------------------- */

void audit_modes(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < s->subjects[i].states.n; k++) {
            member *m = &s->subjects[i].states.at[k];
            chp_formula f;
            check_pair(m, diag);
            check_copy(&s->subjects[i].states, k, diag);
            if (!formula_of(s, m->state, &f))
                continue;
            if (m->state->has_modes)
                check_count(m, &f, diag);
            check_zpe(m, &f, diag);
        }
}
