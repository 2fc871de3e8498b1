#include "energetics/audit_setup.h"

#include <math.h>
#include <string.h>

#include "chem/calc.h"

static str told(const chp_calc *c, const char *tag)
{
    const chp_setting *s = chp_calc_setting(c, tag);
    return s ? str_trim(str_of(s->value)) : (str){ 0 };
}

bool setup_is_on(const chp_calc *c, const char *tag)
{
    return calc_is_true(told(c, tag));
}

/* --- one tag --------------------------------------------------------------------- */

const char *setup_word(arena *a, const chp_calc *c, const char *tag)
{
    str value = told(c, tag);
    return value.len > 0 ? arena_str(a, value) : NULL;
}

/* What a run that tells its settings has when it does not tell this one. */
static const char *unless_told(const chp_calc *c, const char *otherwise)
{
    return c->n_settings > 0 ? otherwise : NULL;
}

const char *setup_or_zero(arena *a, const chp_calc *c, const char *tag)
{
    const char *value = setup_word(a, c, tag);
    return value ? value : unless_told(c, "0");
}

const char *setup_switch(arena *a, const chp_calc *c, const char *tag)
{
    (void)a;
    return setup_is_on(c, tag) ? "on" : unless_told(c, "off");
}

const char *setup_given(arena *a, const chp_calc *c, const char *tag)
{
    (void)a;
    return told(c, tag).len > 0 ? "given" : unless_told(c, "not given");
}

/* "accura", "Accurate", "A": one letter tells. */
const char *setup_precision(arena *a, const chp_calc *c, const char *tag)
{
    static const char *const words[] = { "Accurate", "Normal", "High",
                                         "Low",      "Medium", "Single" };
    (void)a;
    str first = str_part(told(c, tag), 0, 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(first, str_part(str_of(words[i]), 0, 1)))
            return words[i];
    return NULL;
}

/* Projection in real space, automatic or not, or none. */
const char *setup_projection(arena *a, const chp_calc *c, const char *tag)
{
    (void)a;
    str value = told(c, tag);
    if (value.len == 0)
        return NULL;
    bool is_off = str_has(value, STR("F")) || str_has(value, STR("f"));
    return is_off ? "reciprocal" : "real-space";
}

/* D2 has a switch of its own. */
const char *setup_dispersion(arena *a, const chp_calc *c, const char *tag)
{
    double x;
    const char *value = setup_word(a, c, tag);
    if (value && str_number(str_of(value), &x) && x != 0)
        return calc_dispersion(x) == x ? value
                                       : arena_print(a, "%g", calc_dispersion(x));
    return setup_is_on(c, "LVDW") && !value ? "1" : unless_told(c, "0");
}

/* --- several tags ---------------------------------------------------------------- */

static const char *exact_exchange(arena *a, const chp_calc *c)
{
    double share = 0.25, screening = 0; // VASP's own
    chp_calc_number(c, "AEXX", &share);
    chp_calc_number(c, "HFSCREEN", &screening);
    if (!setup_is_on(c, "LHFCALC") || share == 0)
        return "";
    const char *text = arena_print(a, " with %g %% exact exchange", 100 * share);
    return screening != 0 ? arena_print(a, "%s screened by %g/Å", text, screening)
                          : text;
}

static const char *nonlocal_correlation(arena *a, const chp_calc *c)
{
    double Zab;
    if (!setup_is_on(c, "LUSE_VDW"))
        return "";
    return chp_calc_number(c, "ZAB_VDW", &Zab)
               ? arena_print(a, " with vdW-DF (Zab %.4f)", Zab)
               : " with vdW-DF";
}

static const char *beyond_gradients(arena *a, const chp_calc *c)
{
    str meta = told(c, "METAGGA");
    bool is_none = meta.len == 0 || str_eq_nocase(meta, STR("F")) ||
                   str_eq(meta, STR("--")) || str_eq_nocase(meta, STR("none"));
    return is_none ? "" : arena_print(a, " %.*s", (int)meta.len, meta.at);
}

/* GGA, or what the POTCAR was made with; and what comes on top of it. */
const char *setup_functional(arena *a, const chp_calc *c, const char *tag)
{
    (void)tag;
    str gga = told(c, "GGA");
    bool by_potcar = gga.len == 0 || str_eq(gga, STR("--"));
    const char *potcar = c->n_species > 0 ? c->species[0].lexch : NULL;
    const char *base = by_potcar ? potcar : arena_str(a, gga);
    const char *correlation =
        c->rpa_eV.known ? ", then RPA" : nonlocal_correlation(a, c);
    return base ? arena_print(a, "%.2s%s%s%s", base, beyond_gradients(a, c),
                              exact_exchange(a, c), correlation)
                : NULL;
}

/* VASP's own choice is the largest ENMAX of the POTCARs, so that it differs from one
 * composition to the next. */
const char *setup_cutoff(arena *a, const chp_calc *c, const char *tag)
{
    const char *value = setup_word(a, c, tag);
    double largest_eV = 0;
    for (size_t i = 0; i < c->n_species; i++)
        if (c->species[i].enmax_eV.known)
            largest_eV = fmax(largest_eV, c->species[i].enmax_eV.value);
    if (value || largest_eV == 0 || c->n_settings == 0)
        return value;
    const char *precision = setup_precision(a, c, "PREC");
    bool is_high = precision && strcmp(precision, "High") == 0;
    return arena_print(a, "%.1f", is_high ? 1.3 * largest_eV : largest_eV);
}

const char *setup_potential(arena *a, const chp_calc *c, const char *tag)
{
    const chp_electrode *e = &c->electrode;
    (void)tag;
    if (!e->code)
        return unless_told(c, "free");
    return e->target_eV.known ? arena_print(a, "held at %.2f eV", e->target_eV.value)
                              : "constant";
}

const char *setup_charge(arena *a, const chp_calc *c, const char *tag)
{
    (void)tag;
    return c->charge_e.known && !c->electrode.code
               ? arena_print(a, "%+.2f e", c->charge_e.value)
               : NULL;
}

const char *setup_build(arena *a, const chp_calc *c, const char *tag)
{
    static const char *const builds[] = { "gamma-only", "ncl", "complex" };
    (void)a;
    (void)tag;
    for (size_t i = 0; c->build && i < sizeof builds / sizeof *builds; i++)
        if (str_has(str_of(c->build), str_of(builds[i])))
            return builds[i];
    return NULL;
}

const char *setup_version(arena *a, const chp_calc *c, const char *tag)
{
    (void)tag;
    return c->version[0] > 0 ? arena_print(a, "%d", c->version[0]) : NULL;
}

/* --- species --------------------------------------------------------------------- */

/* The i-th number of a list such as "6.4  0.0". */
static bool entry_of(arena *a, const chp_calc *c, const char *tag, size_t i,
                     double *out)
{
    double *list;
    if (i >= calc_list(a, told(c, tag), &list))
        return false;
    *out = list[i];
    return true;
}

const char *setup_hubbard(arena *a, const chp_calc *c, int atomic_number)
{
    if (!setup_is_on(c, "LDAU"))
        return unless_told(c, "none");
    double l, U, J = 0;
    size_t i = 0;
    while (i < c->n_species && c->species[i].atomic_number != atomic_number)
        i++;
    if (i == c->n_species || !entry_of(a, c, "LDAUL", i, &l))
        return NULL;
    if (l < 0)
        return "none";
    entry_of(a, c, "LDAUJ", i, &J);
    return entry_of(a, c, "LDAUU", i, &U)
               ? arena_print(a, "U = %g eV, J = %g eV on l = %g", U, J, l)
               : NULL;
}

static bool texts_differ(const char *a, const char *b)
{
    return a && b && !str_eq(str_trim(str_of(a)), str_trim(str_of(b)));
}

static bool numbers_differ(chp_fact a, chp_fact b, double tolerance)
{
    return a.known && b.known && fabs(a.value - b.value) > tolerance;
}

bool setup_potcars_differ(const chp_species *a, const chp_species *b)
{
    return texts_differ(a->potcar, b->potcar) || texts_differ(a->sha256, b->sha256) ||
           texts_differ(a->lexch, b->lexch) ||
           numbers_differ(a->eatom_eV, b->eatom_eV, 1e-3) ||
           numbers_differ(a->enmax_eV, b->enmax_eV, 1e-2) ||
           numbers_differ(a->valence_e, b->valence_e, 0.011); // INCAR may round it
}

const char *setup_potcar(arena *a, const chp_species *s, const chp_species *other)
{
    const char *title = s->potcar ? s->potcar : "?";
    if (texts_differ(s->potcar, other->potcar))
        return title;
    if (texts_differ(s->sha256, other->sha256))
        return arena_print(a, "%s (SHA256 %.8s...)", title, s->sha256);
    if (numbers_differ(s->eatom_eV, other->eatom_eV, 1e-3))
        return arena_print(a, "%s (EATOM = %.4f eV)", title, s->eatom_eV.value);
    if (numbers_differ(s->enmax_eV, other->enmax_eV, 1e-2))
        return arena_print(a, "%s (ENMAX = %.3f eV)", title, s->enmax_eV.value);
    if (texts_differ(s->lexch, other->lexch))
        return arena_print(a, "%s (LEXCH = %s)", title, s->lexch);
    return arena_print(a, "%s (ZVAL = %g)", title, s->valence_e.value);
}

/* --- k-points -------------------------------------------------------------------- */

static bool three_numbers(str rest, double out[3])
{
    str word;
    for (int i = 0; i < 3; i++)
        if (!str_word(&rest, &word) || !str_number(word, &out[i]))
            return false;
    return true;
}

/* "Gamma 3 3 1" of KPOINTS, or the bare numbers that an OUTCAR has. */
bool setup_mesh(const chp_calc *c, double mesh[3])
{
    str rest = told(c, "KPOINTS"), word;
    return (str_word(&rest, &word) && three_numbers(rest, mesh)) ||
           three_numbers(told(c, "KGRID"), mesh);
}
