/* Vibrations: are they those of this state (C06, C08, C09, C17)? */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "chem/matching.h"
#include "energetics/audit.h"
#include "energetics/resolve.h"
#include "network/names.h"

#define SAME_GEOMETRY_A  0.01 // root of the mean square displacement
#define OTHER_GEOMETRY_A 0.05 // of one atom
#define LIKE_A           1.5
#define SAME_ENERGY_EV   0.05

enum { HYDROGEN = 1, NITROGEN = 7 };

/* Zero-point energy of N and H on a surface, by their number: what is usual. */
#define ZPE_PER_H_LOW  0.25
#define ZPE_PER_H_HIGH 0.35
#define ZPE_PER_N_LOW  0.05
#define ZPE_PER_N_HIGH 0.10
#define ZPE_H_LOW      0.10 // of *H alone
#define ZPE_H_HIGH     0.22
#define ZPE_ROUNDING   0.005 // of two digits, as it is told

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

/* Atoms are told by element and place: the order of two files may differ. */
static void check_start(member *m, const chp_structure *rest,
                        const chp_structure *start, chp_where at, chp_diag *diag)
{
    arena scratch = { 0 };
    matching found;
    bool is_same = !matching_find(&scratch, rest, start, LIKE_A, &found) ||
                   rest->n_atoms != start->n_atoms ||
                   (found.n_matched == found.n && found.rms_A <= SAME_GEOMETRY_A);
    bool is_other = found.n_matched < found.n || found.largest_A > OTHER_GEOMETRY_A;
    arena_clear(&scratch);
    if (is_same)
        return;
    const char *fmt = "the frequency run of %s starts from another geometry than the "
                      "relaxed one: an atom lies %.3f Å off";
    if (is_other)
        m->is_spoilt |=
            diag_error(diag, "C08", at, fmt, m->state->name, found.largest_A);
    else
        diag_warn(diag, "C08", at, fmt, m->state->name, found.largest_A);
    diag_hint(diag, is_other ? "Were the wrong two folders paired? Else start the "
                               "frequency run from the relaxed CONTCAR."
                             : "Start the frequency run from the relaxed CONTCAR.");
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
    check_start(m, rest, start, at, diag);
    const chp_fact *E = &energy->calc.energies.sigma0_eV;
    const chp_fact *E0 = &modes->calc.energies.sigma0_eV;
    if (E->known && E0->known && fabs(E->value - E0->value) > SAME_ENERGY_EV) {
        diag_warn(diag, "C08", at,
                  "the frequency run of %s starts %.2f eV from the energy that is used",
                  m->state->name, E0->value - E->value);
        diag_hint(diag, "It was made with other settings.");
    }
}

/* Nothing but a bond of hydrogen to N, O or C is so stiff: on a metal it has less. */
#define STIFF_CM1 2500.0

/* Deuterium has less by the square root of its mass. */
static double stiff_cm1(const member *m)
{
    const chp_run *run =
        m->state->modes_run ? m->state->modes_run : m->state->energy_run;
    for (size_t i = 0; run && i < run->calc.n_species; i++) {
        const chp_species *s = &run->calc.species[i];
        if (s->atomic_number == HYDROGEN && s->mass_u.known && s->mass_u.value > 1)
            return STIFF_CM1 / sqrt(s->mass_u.value);
    }
    return STIFF_CM1;
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
    if (zpe->value >= low - ZPE_ROUNDING && zpe->value <= high + ZPE_ROUNDING)
        return;
    diag_warn(diag, "C09", m->state->at,
              "the ZPE of %s is %.2f eV, usual is %.2f to %.2f", m->state->name,
              zpe->value, low, high);
    diag_hint(diag, "Look for modes that are missing, or of another state.");
}

/* That of a molecule is known: half of it, or none, was forgotten. */
static void check_gas_zpe(const chp_study *s, const member *m, chp_diag *diag)
{
    const double within = 0.1; // of functionals and of anharmonicity
    const double within_isotopes = 0.95;
    const chp_fact *zpe = &m->state->g.ZPE_eV;
    chp_gas_data data;
    chp_diag *quiet = chp_diag_new();
    bool is_known = zpe->known && !(s->in.options->assumed_zero & ZERO_ZPE) &&
                    stiff_cm1(m) > within_isotopes * STIFF_CM1 && // no deuterium
                    chp_gas_table(m->state->name, s->in.options->T_K, &data, quiet) &&
                    data.zpe_known;
    chp_diag_free(quiet);
    if (!is_known || fabs(zpe->value - data.zpe_eV) <= within * data.zpe_eV)
        return;
    diag_warn(diag, "C09", m->state->at, "the ZPE of %s is %.3f eV, by experiment %.3f",
              m->state->name, zpe->value, data.zpe_eV);
    diag_hint(diag, "Look for modes that are missing, for another unit, or another "
                    "molecule.");
}

/* An oscillator has no negative entropy, heat or zero-point energy. Polynomials that
 * were fitted to heat capacities give such numbers, and so does a sign. */
static void check_signs(const member *m, chp_diag *diag)
{
    const struct {
        const char *name;
        const chp_fact *value;
    } terms[] = { { "ZPE", &m->state->g.ZPE_eV },
                  { "thermal energy", &m->state->g.thermal_eV },
                  { "TS", &m->state->g.TS_eV } };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        if (!terms[i].value->known || terms[i].value->value >= 0)
            continue;
        diag_warn(diag, "C09", m->state->at, "the %s of %s is negative: %.3f eV",
                  terms[i].name, m->state->name, terms[i].value->value);
        diag_hint(diag, "Compute it again from the modes; TS is subtracted, and is "
                        "given as a positive number.");
    }
}

/* --- C17: the bonds of the name -------------------------------------------------- */

/* Of molecules: how many stretches there are, and where. */
static const struct {
    const char *name;
    size_t n;
    double lowest_cm1, highest_cm1;
} gas_stretches[] = {
    { "H2", 1, 4000, 4500 },  { "N2", 1, 2200, 2500 },  { "O2", 1, 1400, 1700 },
    { "CO", 1, 2000, 2250 },  { "NO", 1, 1750, 2000 },  { "CO2", 1, 2200, 2500 },
    { "NH3", 3, 3200, 3700 }, { "H2O", 2, 3500, 4000 }, { "CH4", 4, 2850, 3250 },
};

static size_t n_between(const chp_state *s, double low_cm1, double high_cm1)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_modes; i++)
        n += s->mode_cm1[i] >= low_cm1 && s->mode_cm1[i] <= high_cm1;
    return n;
}

/* `where`: "above 2500". */
static void say_stretches(const member *m, size_t n, size_t expected, const char *where,
                          chp_diag *diag)
{
    chp_where at =
        m->state->modes_run ? m->state->modes_run->calc.modes_at : m->state->at;
    diag_warn(diag, "C17", at, "%s has %zu stretch%s %s cm-1, its name %zu",
              m->state->name, n, n == 1 ? "" : "es", where, expected);
    diag_hint(diag, "A bond of it broke, or the modes are those of another state.");
}

/* Hydrogens that hold on to N, C or O: those of a part by itself are on the surface. */
static size_t n_stiff(const char *name, const chp_formula *f)
{
    const int carbon = 6, oxygen = 8;
    arena scratch = { 0 };
    str *part;
    size_t n = name_parts(&scratch, str_of(name), &part), n_stiff = 0;
    for (size_t i = 0; i < n; i++) {
        chp_formula own = *f;
        if (n > 1 && !name_formula(part[i], &own))
            own = (chp_formula){ 0 };
        if (own.n[HYDROGEN] > 0 && own.n[carbon] + own.n[NITROGEN] + own.n[oxygen] > 0)
            n_stiff += (size_t)own.n[HYDROGEN];
    }
    arena_clear(&scratch);
    return n_stiff;
}

/* *NNH shows its N-H stretch; where there is none, it is *N2 and *H. */
static void check_stretches(const member *m, const chp_formula *f, chp_diag *diag)
{
    if (m->state->is_bare || strstr(m->state->name, "*H*"))
        return;
    double above = stiff_cm1(m);
    size_t n = n_between(m->state, above, INFINITY);
    size_t expected = n_stiff(m->state->name, f);
    char where[32];
    snprintf(where, sizeof where, "above %.0f", above);
    if (n < expected)
        say_stretches(m, n, expected, where, diag);
}

static void check_gas(const member *m, chp_diag *diag)
{
    for (size_t i = 0; i < sizeof gas_stretches / sizeof *gas_stretches; i++) {
        if (strcmp(m->state->name, gas_stretches[i].name) != 0)
            continue;
        double low = gas_stretches[i].lowest_cm1 * stiff_cm1(m) / STIFF_CM1;
        double high = gas_stretches[i].highest_cm1;
        char where[32];
        snprintf(where, sizeof where, "from %.0f to %.0f", low, high);
        size_t n = n_between(m->state, low, high);
        if (n != gas_stretches[i].n)
            say_stretches(m, n, gas_stretches[i].n, where, diag);
    }
}

/* --- C06: of the slab ----------------------------------------------------------------
 */

/* Modes beyond those of the adsorbate: of atoms of the slab that were free, too. False:
 * it cannot be told. */
static bool slab_modes(chp_study *s, const chp_state *state, size_t *n)
{
    chp_formula f;
    if (!formula_of(s, state, &f))
        return false;
    for (int z = 1; z < CHP_N_ELEMENTS; z++)
        if (f.n[z] < 0)
            return false; // a vacancy: its slab is another
    size_t own = 3 * n_atoms(&f);
    *n = state->n_modes - own;
    return state->has_modes && state->n_modes >= own;
}

static const chp_state *bare_of(const subject *of)
{
    for (size_t i = 0; i < of->states.n; i++)
        if (of->states.at[i].state->is_bare)
            return of->states.at[i].state;
    return NULL;
}

/* What vibrates in the slab on one side of a difference and not on the other stands in
 * every free energy. */
static void check_slab(chp_study *s, const subject *of, chp_diag *diag)
{
    const chp_state *bare = bare_of(of);
    const char *list = "";
    size_t n_bare = 0, n = 0, n_first = 0;
    if (!bare || (bare->has_modes && !slab_modes(s, bare, &n_bare)))
        return;
    for (size_t i = 0; i < of->states.n; i++) {
        const chp_state *state = of->states.at[i].state;
        if (state->is_bare || !slab_modes(s, state, &n) || n == n_bare)
            continue;
        n_first = *list ? n_first : n;
        list = arena_append(&s->memory, list, ", ", "%s", state->name);
    }
    if (!*list)
        return;
    diag_warn(diag, "C06", bare->at,
              "%s: %zu modes of the slab are counted in %s, and %zu in %s",
              of->entry->name, n_bare, bare->name, n_first, list);
    diag_hint(diag,
              "The difference stands in every free energy: free the same atoms of "
              "the slab in all, or those of the adsorbate alone and leave the bare "
              "surface without frequencies.");
}

/* --- all ------------------------------------------------------------------------- */

void audit_modes(chp_study *s, chp_diag *diag)
{
    for (size_t i = 0; i < s->n_subjects; i++)
        check_slab(s, &s->subjects[i], diag);
    for (size_t i = 0; i < s->n_subjects; i++)
        for (size_t k = 0; k < s->subjects[i].states.n; k++) {
            member *m = &s->subjects[i].states.at[k];
            chp_formula f;
            check_pair(m, diag);
            check_signs(m, diag);
            if (!formula_of(s, m->state, &f))
                continue;
            if (m->state->has_modes) {
                check_count(m, &f, diag);
                check_stretches(m, &f, diag);
            }
            check_zpe(m, &f, diag);
        }
    for (size_t i = 0; i < s->gases.n; i++) {
        check_pair(&s->gases.at[i], diag);
        check_signs(&s->gases.at[i], diag);
        check_gas_zpe(s, &s->gases.at[i], diag);
        if (s->gases.at[i].state->has_modes)
            check_gas(&s->gases.at[i], diag);
    }
}
