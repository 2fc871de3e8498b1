/* C03: differences of energies mean something only within one setup. To compare one
 * more setting, add a line to `rules`. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "energetics/audit.h"

/* --- the value of a setting ------------------------------------------------------ */

static str told(const chp_calc *c, const char *tag)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return s ? str_trim(str_of(s->value)) : (str){ 0 };
}

/* A tag that VASP leaves out when it is off. */
static const char *told_or(arena *a, const chp_calc *c, const char *tag,
                           const char *otherwise)
{
    str value = told(c, tag);
    if (value.len > 0)
        return arena_str(a, value);
    return c->n_settings > 0 ? otherwise : NULL;
}

static const char *plain(arena *a, const chp_calc *c, const char *tag)
{
    str value = told(c, tag);
    return value.len > 0 ? arena_str(a, value) : NULL;
}

static bool is_on(str value)
{
    str first = str_part(value, 0, 1);
    return str_eq_nocase(first, STR("T")) || str_has(value, STR(".T")) ||
           str_has(value, STR(".t"));
}

static const char *on_or_off(arena *a, const chp_calc *c, const char *tag)
{
    (void)a;
    str value = told(c, tag);
    if (value.len == 0)
        return c->n_settings > 0 ? "off" : NULL;
    return is_on(value) ? "on" : "off";
}

/* "accura", "Accurate", "A": one letter tells. */
static const char *precision(arena *a, const chp_calc *c, const char *tag)
{
    static const char *const words[] = { "Accurate", "Normal", "High",
                                         "Low",      "Medium", "Single" };
    str value = told(c, tag);
    for (size_t i = 0; value.len > 0 && i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(str_part(value, 0, 1),
                          str_of(arena_str(a, str_part(str_of(words[i]), 0, 1)))))
            return words[i];
    return NULL;
}

/* Projection in real space, automatic or not, or none. */
static const char *projection(arena *a, const chp_calc *c, const char *tag)
{
    (void)a;
    str value = told(c, tag);
    if (value.len == 0)
        return NULL;
    bool is_off = str_has(value, STR("F")) || str_has(value, STR("f"));
    return is_off ? "reciprocal" : "real-space";
}

/* D2 has a switch of its own. */
static const char *dispersion(arena *a, const chp_calc *c, const char *tag)
{
    double x;
    const char *value = told_or(a, c, tag, NULL);
    if (value && str_number(str_of(value), &x) && x != 0)
        return value;
    if (is_on(told(c, "LVDW")) && !value)
        return "1";
    return c->n_settings > 0 ? "0" : NULL;
}

/* GGA, or what the POTCAR was made with; meta-GGA, exact exchange, nonlocal
 * correlation. */
static const char *functional(arena *a, const chp_calc *c, const char *tag)
{
    (void)tag;
    str gga = told(c, "GGA"), meta = told(c, "METAGGA");
    bool by_potcar = gga.len == 0 || str_eq(gga, STR("--"));
    const char *base =
        by_potcar ? (c->n_species > 0 ? c->species[0].lexch : NULL) : arena_str(a, gga);
    if (!base)
        return NULL;
    bool has_meta = meta.len > 0 && !str_eq_nocase(meta, STR("F")) &&
                    !str_eq(meta, STR("--")) && !str_eq_nocase(meta, STR("none"));
    double exchange;
    bool is_hybrid = is_on(told(c, "LHFCALC")) &&
                     (!chp_calc_number(c, "AEXX", &exchange) || exchange != 0);
    return arena_print(a, "%.2s%s%s%s", base, has_meta ? " " : "",
                       has_meta ? arena_str(a, meta) : "",
                       is_hybrid                    ? " with exact exchange"
                       : is_on(told(c, "LUSE_VDW")) ? " with vdW-DF"
                                                    : "");
}

/* --- rules ----------------------------------------------------------------------- */

typedef enum { EVERYWHERE, ON_SLABS } scope;

static const struct {
    const char *tag;
    scope scope;
    chp_severity severity;
    double tolerance; // of numbers; 0: as text
    const char *(*value)(arena *a, const chp_calc *c, const char *tag);
} rules[] = {
    { "functional", EVERYWHERE, CHP_ERROR, 0, functional },
    { "ENCUT", EVERYWHERE, CHP_ERROR, 0.1, plain },
    { "IVDW", EVERYWHERE, CHP_ERROR, 0.5, dispersion },
    { "LSORBIT", EVERYWHERE, CHP_ERROR, 0, on_or_off },
    { "PREC", EVERYWHERE, CHP_WARNING, 0, precision },
    { "LASPH", EVERYWHERE, CHP_WARNING, 0, on_or_off },
    { "ADDGRID", EVERYWHERE, CHP_WARNING, 0, on_or_off },
    { "LREAL", EVERYWHERE, CHP_WARNING, 0, projection },
    { "LSOL", ON_SLABS, CHP_ERROR, 0, on_or_off },
    { "LDAU", ON_SLABS, CHP_ERROR, 0, on_or_off },
    { "LDIPOL", ON_SLABS, CHP_ERROR, 0, on_or_off },
    { "EFIELD", ON_SLABS, CHP_ERROR, 1e-6, plain },
    { "ISMEAR", ON_SLABS, CHP_WARNING, 0.5, plain },
    { "SIGMA", ON_SLABS, CHP_WARNING, 1e-6, plain },
    { "ISPIN", ON_SLABS, CHP_WARNING, 0.5, plain },
};

static bool differ(const char *a, const char *b, double tolerance)
{
    double x, y;
    if (tolerance > 0 && str_number(str_of(a), &x) && str_number(str_of(b), &y))
        return fabs(x - y) > tolerance;
    return !str_eq_nocase(str_of(a), str_of(b));
}

/* --- meshes and POTCARs: not one word each --------------------------------------- */

static bool read_mesh(const chp_calc *c, double mesh[3])
{
    str rest = told(c, "KPOINTS"), word;
    if (rest.len == 0 || !str_word(&rest, &word))
        return false;
    for (int i = 0; i < 3; i++)
        if (!str_word(&rest, &word) || !str_number(word, &mesh[i]))
            return false;
    return true;
}

static double length_A(const double v[3])
{
    return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static const chp_structure *structure_of(const chp_calc *c)
{
    return c->initial ? c->initial : c->final;
}

/* Density of points: mesh times length of the vector, in the plane of the surface. */
static bool meshes_differ(const chp_calc *a, const chp_calc *b)
{
    double n[2][3];
    const chp_structure *cell[] = { structure_of(a), structure_of(b) };
    if (!read_mesh(a, n[0]) || !read_mesh(b, n[1]) || !cell[0] || !cell[1])
        return false;
    for (int i = 0; i < 2; i++) {
        double x = n[0][i] * length_A(cell[0]->lattice_A[i]);
        double y = n[1][i] * length_A(cell[1]->lattice_A[i]);
        if (fabs(x - y) > 0.05 * fmax(x, y))
            return true;
    }
    return false;
}

/* The first element whose POTCAR is another one, or NULL. */
static const char *potcar_differs(const chp_calc *a, const chp_calc *b, const char **x,
                                  const char **y)
{
    for (size_t i = 0; i < a->n_species; i++)
        for (size_t k = 0; k < b->n_species; k++) {
            const chp_species *p = &a->species[i], *q = &b->species[k];
            if (p->atomic_number != q->atomic_number || !p->potcar || !q->potcar ||
                strcmp(p->potcar, q->potcar) == 0)
                continue;
            *x = p->potcar;
            *y = q->potcar;
            return p->element;
        }
    return NULL;
}

/* --- comparing ------------------------------------------------------------------- */

typedef struct {
    chp_study *s;
    chp_diag *diag;
    const char *catalyst;
    const member *reference;
    members *of;
    bool are_gases;
} comparison;

static const chp_calc *calc_of(const member *m)
{
    return m->state->energy_run ? &m->state->energy_run->calc : NULL;
}

static chp_where place(const chp_calc *c, const char *tag)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return s ? s->at : (chp_where){ c->path, 0 };
}

static void report(comparison *c, chp_severity severity, chp_where at,
                   member *const *odd, size_t n_odd, const char *what, const char *here,
                   const char *there)
{
    const char *states = odd[0]->state->name;
    for (size_t i = 1; i < n_odd; i++)
        states = arena_print(&c->s->memory, "%s, %s", states, odd[i]->state->name);
    bool stands = false;
    const char *fmt = "%s is %s for %s, and %s for %s of %s";
    if (severity == CHP_ERROR)
        stands = diag_error(c->diag, "C03", at, fmt, what, here, states, there,
                            c->reference->state->name, c->catalyst);
    else
        diag_warn(c->diag, "C03", at, fmt, what, here, states, there,
                  c->reference->state->name, c->catalyst);
    diag_hint(c->diag,
              "Energies of different setups must not be subtracted: run these "
              "again with the same %s.",
              what);
    for (size_t i = 0; i < n_odd && stands; i++)
        odd[i]->is_spoilt = true;
}

/* All states whose value is the same wrong one go into one message. */
static void compare_rule(comparison *c, size_t rule)
{
    arena *a = &c->s->memory;
    const char *tag = rules[rule].tag;
    const char *right = rules[rule].value(a, calc_of(c->reference), tag);
    const char **value = arena_new(a, const char *, c->of->n + 1);
    member **odd = arena_new(a, member *, c->of->n + 1);
    for (size_t i = 0; right && i < c->of->n; i++) {
        const chp_calc *calc = calc_of(&c->of->at[i]);
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
            report(c, rules[rule].severity, place(calc_of(odd[0]), tag), odd, n_odd,
                   tag, wrong, right);
    }
}

static void compare_others(comparison *c)
{
    const chp_calc *reference = calc_of(c->reference);
    for (size_t i = 0; i < c->of->n; i++) {
        member *m = &c->of->at[i];
        const chp_calc *calc = calc_of(m);
        const char *here, *there, *element;
        if (!calc || m == c->reference)
            continue;
        if ((element = potcar_differs(calc, reference, &here, &there)))
            report(c, CHP_ERROR, (chp_where){ calc->path, 0 }, &m, 1,
                   arena_print(&c->s->memory, "the POTCAR of %s", element), here,
                   there);
        if (!c->are_gases && meshes_differ(calc, reference))
            report(c, CHP_ERROR, place(calc, "KPOINTS"), &m, 1, "the k-point mesh",
                   arena_str(&c->s->memory, told(calc, "KPOINTS")),
                   arena_str(&c->s->memory, told(reference, "KPOINTS")));
    }
}

static void compare(comparison *c)
{
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
        if (!c->are_gases || rules[r].scope == EVERYWHERE)
            compare_rule(c, r);
    compare_others(c);
}

/* The bare surface, else the first state that has a run. */
static const member *reference_of(const members *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (calc_of(&m->at[i]))
            return &m->at[i];
    return NULL;
}

void audit_settings(chp_study *s, chp_diag *diag)
{
    const member *first = NULL;
    for (size_t i = 0; i < s->n_subjects; i++) {
        subject *of = &s->subjects[i];
        const member *reference = reference_of(&of->states);
        if (!reference)
            continue;
        comparison c = { s, diag, of->entry->name, reference, &of->states, false };
        compare(&c);
        if (first)
            continue;
        first = reference;
        comparison gases = { s, diag, of->entry->name, reference, &s->gases, true };
        compare(&gases);
    }
}
