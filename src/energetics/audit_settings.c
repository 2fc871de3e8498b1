/* C03: differences of energies mean something only within one setup. To compare one
 * more setting, add a line to `rules`. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/structure.h"
#include "energetics/audit.h"
#include "energetics/audit_setup.h"

/* --- rules ----------------------------------------------------------------------- */

/* A moment that a run without spin could not have had. */
static bool has_moment(const chp_calc *c)
{
    const double least_muB = 0.05;
    const chp_fact *m = &c->magnetization_muB;
    return m->known && fabs(m->value) > least_muB;
}

static bool any_has_moment(const chp_calc *a, const chp_calc *b)
{
    return has_moment(a) || has_moment(b);
}

/* VASP 5 and 6 differ in meta-GGAs with spin. */
static bool are_polarised_metas(const chp_calc *a, const chp_calc *b)
{
    double x, y;
    const chp_setting *meta = chp_calc_setting(a, "METAGGA");
    return meta && !str_starts(str_of(meta->value), STR("--")) &&
           chp_calc_number(a, "ISPIN", &x) && chp_calc_number(b, "ISPIN", &y) &&
           x == 2 && y == 2;
}

enum { NOT = -1, NOTE = CHP_NOTE, WARNING = CHP_WARNING, ERROR = CHP_ERROR };

static const struct {
    const char *tag;
    int on_slabs, on_gases; // severity; NOT: not compared
    double tolerance;       // of numbers; 0: as text
    setup_value *value;
    bool (*is_worse)(const chp_calc *odd, const chp_calc *right); // by one degree
} rules[] = {
    { "functional", ERROR, ERROR, 0, setup_functional, NULL },
    { "ENCUT", ERROR, ERROR, 0.1, setup_cutoff, NULL },
    { "IVDW", ERROR, ERROR, 0.5, setup_dispersion, NULL },
    { "VDW_S6", ERROR, ERROR, 1e-4, setup_word, NULL },
    { "VDW_S8", ERROR, ERROR, 1e-4, setup_word, NULL },
    { "VDW_A1", ERROR, ERROR, 1e-4, setup_word, NULL },
    { "VDW_A2", ERROR, ERROR, 1e-4, setup_word, NULL },
    { "VDW_SR", ERROR, ERROR, 1e-4, setup_word, NULL },
    { "VDW_RADIUS", ERROR, ERROR, 1e-2, setup_word, NULL },
    { "LSORBIT", ERROR, ERROR, 0, setup_switch, NULL },
    { "LSOL", ERROR, NOTE, 0, setup_switch, NULL }, // gases are in vacuum by custom
    { "EB_K", ERROR, NOT, 1e-3, setup_word, NULL },
    { "the electrons' potential", ERROR, NOT, 0, setup_potential, NULL },
    { "the charge", ERROR, NOT, 0, setup_charge, NULL },
    { "PREC", WARNING, WARNING, 0, setup_precision, NULL },
    { "LASPH", WARNING, WARNING, 0, setup_switch, NULL },
    { "ADDGRID", WARNING, WARNING, 0, setup_switch, NULL },
    { "LREAL", WARNING, WARNING, 0, setup_projection, NULL },
    { "LDAU", ERROR, NOT, 0, setup_switch, NULL },
    { "LDAUTYPE", ERROR, NOT, 0.5, setup_word, NULL },
    { "LDIPOL", ERROR, NOT, 0, setup_switch, NULL },
    { "IDIPOL", ERROR, NOT, 0.5, setup_or_zero, NULL },
    { "EFIELD", ERROR, NOT, 1e-6, setup_or_zero, NULL },
    { "ISMEAR", WARNING, NOT, 0.5, setup_word, NULL },
    { "SIGMA", WARNING, NOT, 1e-6, setup_word, NULL },
    { "ISPIN", WARNING, NOT, 0.5, setup_word, any_has_moment },
    { "NUPDOWN", NOTE, NOT, 1e-6, setup_word, NULL },
    { "ISYM", NOTE, NOT, 0.5, setup_word, NULL },
    { "MAGMOM", NOTE, NOT, 0, setup_given, NULL },
    { "the build of VASP", NOTE, NOTE, 0, setup_build, NULL },
    { "the version of VASP", NOTE, NOTE, 0, setup_version, are_polarised_metas },
};

enum { N_RULES = sizeof rules / sizeof *rules };

static bool differ(const char *a, const char *b, double tolerance)
{
    double x, y;
    if (tolerance > 0 && str_number(str_of(a), &x) && str_number(str_of(b), &y))
        return fabs(x - y) > tolerance;
    return !str_eq_nocase(str_of(a), str_of(b));
}

/* --- telling --------------------------------------------------------------------- */

typedef struct {
    chp_study *s;
    chp_diag *diag;
    const char *catalyst; // of the reference; NULL: a gas
    const member *reference;
    members *of;
    const char *theirs; // their catalyst, when it is another one
    bool are_gases;     // or another catalyst: what must be the same everywhere
} comparison;

static chp_where place(const chp_calc *c, const char *tag)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return s ? s->at : (chp_where){ c->path, 0 };
}

/* States that were not made as the reference was. */
typedef struct {
    size_t n;
    member *const *odd;
    int severity;
    chp_where at;
    const char *what, *here, *there; // "ENCUT", "400", "500"
} finding;

static void report(comparison *c, finding f)
{
    const char *states = NULL;
    for (size_t i = 0; i < f.n; i++)
        states = arena_append(&c->s->memory, states, ", ", "%s", f.odd[i]->state->name);
    if (c->theirs)
        states = arena_print(&c->s->memory, "%s of %s", states, c->theirs);
    const char *fact =
        arena_print(&c->s->memory, "%s is %s for %s, and %s for %s%s%s", f.what, f.here,
                    states, f.there, c->reference->state->name,
                    c->catalyst ? " of " : "", c->catalyst ? c->catalyst : "");
    if (f.severity == NOTE) {
        diag_note(c->diag, "C03", f.at, "%s", fact);
        return;
    }
    bool stands = f.severity == ERROR && diag_error(c->diag, "C03", f.at, "%s", fact);
    if (f.severity == WARNING)
        diag_warn(c->diag, "C03", f.at, "%s", fact);
    diag_hint(c->diag,
              "Energies of different setups must not be subtracted: run these "
              "again with the same %s.",
              str_starts(str_of(f.what), STR("the ")) ? f.what + 4 : f.what);
    for (size_t i = 0; i < f.n && stands; i++)
        f.odd[i]->is_spoilt = true;
}

/* --- one setting ----------------------------------------------------------------- */

static int severity_of(const comparison *c, size_t rule, const chp_calc *odd)
{
    int severity = c->are_gases ? rules[rule].on_gases : rules[rule].on_slabs;
    bool is_worse =
        rules[rule].is_worse && rules[rule].is_worse(odd, audit_calc(c->reference));
    return severity + is_worse;
}

/* All states whose value is the same wrong one go into one message. */
static void compare_rule(comparison *c, size_t rule)
{
    arena *a = &c->s->memory;
    const char *tag = rules[rule].tag;
    const char *right = rules[rule].value(a, audit_calc(c->reference), tag);
    const char **value = arena_new(a, const char *, c->of->n + 1);
    member **odd = arena_new(a, member *, c->of->n + 1);
    for (size_t i = 0; right && i < c->of->n; i++) {
        const chp_calc *calc = audit_calc(&c->of->at[i]);
        value[i] = calc ? rules[rule].value(a, calc, tag) : NULL;
        if (value[i] && !differ(value[i], right, rules[rule].tolerance))
            value[i] = NULL;
    }
    for (size_t i = 0; i < c->of->n; i++) {
        const char *wrong = value[i];
        size_t n_odd = 0;
        for (size_t k = i; wrong && k < c->of->n; k++)
            if (value[k] && !differ(value[k], wrong, rules[rule].tolerance)) {
                odd[n_odd++] = &c->of->at[k];
                value[k] = NULL;
            }
        if (n_odd > 0)
            report(c, (finding){ n_odd, odd, severity_of(c, rule, audit_calc(odd[0])),
                                 place(audit_calc(odd[0]), tag), tag, wrong, right });
    }
}

/* --- meshes, and U of each element ----------------------------------------------- */

static double length_A(const double v[3])
{
    return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static const chp_structure *structure_of(const chp_calc *c)
{
    const chp_structure *s = c->initial ? c->initial : c->final;
    return s && s->fractional ? s : NULL;
}

/* Density of points: mesh times length of the vector, in the plane of the surface. */
static bool meshes_differ(const chp_calc *a, const chp_calc *b)
{
    double n[2][3];
    const chp_structure *cell[] = { structure_of(a), structure_of(b) };
    if (!setup_mesh(a, n[0]) || !setup_mesh(b, n[1]) || !cell[0] || !cell[1])
        return false;
    int across = structure_vacuum(cell[1]).axis;
    for (int i = 0; i < 3; i++) {
        double x = n[0][i] * length_A(cell[0]->lattice_A[i]);
        double y = n[1][i] * length_A(cell[1]->lattice_A[i]);
        if (i != across && fabs(x - y) > 0.05 * fmax(x, y))
            return true;
    }
    return false;
}

static const char *mesh_text(arena *a, const chp_calc *c)
{
    double n[3];
    return setup_mesh(c, n) ? arena_print(a, "%g x %g x %g", n[0], n[1], n[2]) : "?";
}

static void compare_mesh(comparison *c, member *m)
{
    arena *a = &c->s->memory;
    const chp_calc *here = audit_calc(m), *there = audit_calc(c->reference);
    if (meshes_differ(here, there))
        report(c, (finding){ 1, &m, ERROR, place(here, "KPOINTS"), "the k-point mesh",
                             mesh_text(a, here), mesh_text(a, there) });
}

/* Of each element, not of each entry of the list: their order may differ. */
static void compare_hubbard(comparison *c, member *m)
{
    arena *a = &c->s->memory;
    const chp_calc *here = audit_calc(m), *there = audit_calc(c->reference);
    if (!setup_is_on(here, "LDAU") || !setup_is_on(there, "LDAU"))
        return; // one of them without is told by its own rule
    for (size_t i = 0; i < here->n_species; i++) {
        const chp_species *s = &here->species[i];
        const char *x = setup_hubbard(a, here, s->atomic_number);
        const char *y = setup_hubbard(a, there, s->atomic_number);
        if (x && y && strcmp(x, y) != 0)
            report(c, (finding){ 1, &m, ERROR, place(here, "LDAUU"),
                                 arena_print(a, "DFT+U of %s", s->element), x, y });
    }
}

/* An energy at another number of electrons depends on the width of the vacuum; at
 * constant potential each state has its own. */
static void check_charge(comparison *c, member *m)
{
    const double least_e = 1e-3;
    const chp_calc *calc = audit_calc(m);
    const char *mode = setup_potential(&c->s->memory, calc, "");
    bool is_constant = m->state->omega || (mode && strcmp(mode, "constant") == 0);
    if (is_constant || !calc->charge_e.known || fabs(calc->charge_e.value) < least_e)
        return;
    m->is_spoilt |= diag_error(c->diag, "C03", calc->charge_e.at,
                               "the run of %s has the charge %+g e", m->state->name,
                               calc->charge_e.value);
    diag_hint(c->diag, "Its energy depends on the vacuum: use a neutral run, or give "
                       "charged ones under `charged:` for constant potential.");
}

static void compare(comparison *c)
{
    for (size_t r = 0; r < N_RULES; r++)
        if ((c->are_gases ? rules[r].on_gases : rules[r].on_slabs) != NOT)
            compare_rule(c, r);
    for (size_t i = 0; i < c->of->n; i++) {
        member *m = &c->of->at[i];
        if (audit_calc(m) && !c->theirs)
            check_charge(c, m);
        if (!audit_calc(m) || m == c->reference || c->are_gases)
            continue;
        compare_mesh(c, m);
        compare_hubbard(c, m);
    }
}

/* --- POTCARs, throughout the study ----------------------------------------------- */

/* The first run that had each element. */
typedef struct {
    const chp_species *species;
    const member *member;
    const char *catalyst;
} first_use;

static void compare_potcars(chp_study *s, members *of, const char *catalyst,
                            first_use *first, chp_diag *diag)
{
    for (size_t i = 0; i < of->n; i++) {
        const chp_calc *calc = audit_calc(&of->at[i]);
        member *m = &of->at[i];
        for (size_t k = 0; calc && k < calc->n_species; k++) {
            const chp_species *p = &calc->species[k];
            first_use *f = &first[p->atomic_number];
            if (p->atomic_number <= 0 || !p->potcar)
                continue;
            if (!f->species)
                *f = (first_use){ p, m, catalyst };
            if (!setup_potcars_differ(p, f->species))
                continue;
            comparison c = { s, diag, f->catalyst, f->member, of, NULL, !catalyst };
            report(&c,
                   (finding){ 1,
                              &m,
                              ERROR,
                              { calc->path, 0 },
                              arena_print(&s->memory, "the POTCAR of %s", p->element),
                              setup_potcar(&s->memory, p, f->species),
                              setup_potcar(&s->memory, f->species, p) });
            break;
        }
    }
}

/* --- a run of frequencies and the one before it ---------------------------------- */

/* Other settings are common, and only corrections are taken from it. */
static void compare_frequencies(chp_study *s, const member *m, chp_diag *diag)
{
    static const char *const tags[] = { "functional", "ENCUT", "IVDW" };
    const chp_run *energy = m->state->energy_run, *modes = m->state->modes_run;
    arena *a = &s->memory;
    if (!energy || !modes || energy == modes)
        return;
    const chp_calc *here = &modes->calc, *there = &energy->calc;
    const char *what = "";
    for (size_t r = 0, i = 0; r < N_RULES && i < 3; r++) {
        if (strcmp(rules[r].tag, tags[i]) != 0)
            continue;
        const char *x = rules[r].value(a, here, tags[i]);
        const char *y = rules[r].value(a, there, tags[i++]);
        if (x && y && differ(x, y, rules[r].tolerance))
            what = arena_append(a, what, ", ", "%s (%s, not %s)", rules[r].tag, x, y);
    }
    if (meshes_differ(here, there))
        what = arena_append(a, what, ", ", "k-points (%s, not %s)", mesh_text(a, here),
                            mesh_text(a, there));
    if (*what)
        diag_note(diag, "C08", (chp_where){ here->path, 0 },
                  "the frequencies of %s were made with another %s than its energy",
                  m->state->name, what);
}

/* --- which of the three energies -------------------------------------------------- */

/* An energy that was typed beside its run is the one that the study takes, or another
 * of its three: those must not be mixed. */
static void check_choice(chp_study *s, member *m, chp_diag *diag)
{
    static const char *const words[] = { [CHP_SIGMA0] = "energy(sigma->0)",
                                         [CHP_TOTEN] = "TOTEN",
                                         [CHP_WITHOUT_ENTROPY] =
                                             "the energy without entropy" };
    const double typed_eV = 2e-5;
    const chp_calc *c = audit_calc(m);
    if (!c || !m->from || !m->from->E_eV.known)
        return;
    const chp_fact *const of[] = { [CHP_SIGMA0] = &c->energies.sigma0_eV,
                                   [CHP_TOTEN] = &c->energies.toten_eV,
                                   [CHP_WITHOUT_ENTROPY] =
                                       &c->energies.without_entropy_eV };
    size_t wanted = (size_t)s->in.options->energy;
    double E = m->from->E_eV.value;
    if (!of[wanted]->known || fabs(E - of[wanted]->value) <= typed_eV)
        return;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        if (!of[i]->known || fabs(E - of[i]->value) > typed_eV)
            continue;
        m->is_spoilt |=
            diag_error(diag, "mixed-energies", m->from->E_eV.at,
                       "the energy given for %s is %s of its run, the study "
                       "takes %s",
                       m->state->name, words[i], words[wanted]);
        diag_hint(diag, "Give the same of all states, or choose it with --energy.");
        return;
    }
}

/* --- all of it ------------------------------------------------------------------- */

/* The bare surface, else the first state that has a run. */
static const member *reference_of(const members *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (audit_calc(&m->at[i]))
            return &m->at[i];
    return NULL;
}

/* Crystals have meshes and smearing of their own; all else is that of the surface. */
static void compare_bulk(comparison own, members *bulk)
{
    own.of = bulk;
    own.are_gases = true;
    compare(&own);
}

/* Within the catalyst, and with the first one: with that the gases are compared, too.
 */
static void compare_catalyst(chp_study *s, subject *of, const subject *first,
                             chp_diag *diag)
{
    const member *reference = reference_of(&of->states);
    comparison own = { s, diag, of->entry->name, reference, &of->states, NULL, false };
    compare(&own);
    compare_bulk(own, &of->bulk);
    if (of == first) {
        own.of = &s->gases;
        own.are_gases = true;
        compare(&own);
        return;
    }
    members one = { 1, &of->states.at[reference - of->states.at] };
    comparison others = { s,
                          diag,
                          first->entry->name,
                          reference_of(&first->states),
                          &one,
                          of->entry->name,
                          true };
    compare(&others);
}

void audit_settings(chp_study *s, chp_diag *diag)
{
    first_use *seen = arena_new(&s->memory, first_use, CHP_N_ELEMENTS);
    const subject *first = NULL;
    for (size_t i = 0; i < s->n_subjects; i++) {
        subject *of = &s->subjects[i];
        if (!reference_of(&of->states))
            continue;
        first = first ? first : of;
        compare_catalyst(s, of, first, diag);
        compare_potcars(s, &of->states, of->entry->name, seen, diag);
        compare_potcars(s, &of->bulk, of->entry->name, seen, diag);
        for (size_t k = 0; k < of->states.n; k++) {
            compare_frequencies(s, &of->states.at[k], diag);
            check_choice(s, &of->states.at[k], diag);
        }
    }
    compare_potcars(s, &s->gases, NULL, seen, diag);
    for (size_t k = 0; k < s->gases.n; k++) {
        compare_frequencies(s, &s->gases.at[k], diag);
        check_choice(s, &s->gases.at[k], diag);
    }
}
