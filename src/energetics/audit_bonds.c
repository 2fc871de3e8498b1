/* C17: is an adsorbate what its name says?
 *
 * Bonds divide it into pieces, a name into parts: *N2+*H has two, *3H three, *NNH one.
 * Each part must be found among the pieces, by its atoms, and where it is made of N and
 * H by its bonds (identity.c). Each piece must be held by the surface.
 *
 * In the states of a nitride a nitrogen of its lattice takes part: that to which the
 * adsorbate is bound belongs to it. L1 is the lattice's N with one H, VE01 its N with
 * an NH on top. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "chem/formula.h"
#include "energetics/audit_look.h"
#include "energetics/identity.h"

#define DESORBED 1.5 // covalent radii
enum { NITROGEN = 7 };

typedef struct {
    chp_formula formula;
    const char *id;   // "E01"; "": none, or not told
    const char *name; // "*NNH"
} part;

typedef struct {
    look *l;
    const char *state, *catalyst;
    chp_where at;
    adsorbate ads;
    size_t n_own; // its atoms, those of the lattice left out, which come behind
    size_t n;
    const adsorbate *piece;
    part *found; // of each piece
} scene;

/* --- what is there --------------------------------------------------------------- */

static chp_formula formula_seen(const adsorbate *ads)
{
    chp_formula f = { 0 };
    for (size_t i = 0; i < ads->n; i++)
        f.n[ads->structure->atomic_number[ads->atom[i]]]++;
    return f;
}

static bool is_lattice(const scene *v, size_t atom)
{
    for (size_t i = v->n_own; i < v->ads.n; i++)
        if (v->ads.atom[i] == atom)
            return true;
    return false;
}

static bool has_lattice(const scene *v, const adsorbate *piece)
{
    for (size_t i = 0; i < piece->n; i++)
        if (is_lattice(v, piece->atom[i]))
            return true;
    return false;
}

static bool holds(const adsorbate *ads, size_t nitrogen)
{
    for (size_t i = 0; i < ads->n; i++)
        if (adsorbate_bound(ads->structure, ads->atom[i], nitrogen))
            return true;
    return false;
}

/* The same with the nitrogens of the surface that it is bound to. */
static adsorbate with_lattice(arena *a, const adsorbate *ads)
{
    adsorbate whole = *ads;
    size_t n_atoms = ads->structure->n_atoms;
    whole.atom = arena_new(a, size_t, n_atoms + 1);
    whole.substrate = arena_new(a, size_t, n_atoms + 1);
    whole.n_substrate = 0;
    for (size_t i = 0; i < ads->n; i++)
        whole.atom[i] = ads->atom[i];
    for (size_t i = 0; i < ads->n_substrate; i++) {
        size_t j = ads->substrate[i];
        if (ads->structure->atomic_number[j] == NITROGEN && holds(ads, j))
            whole.atom[whole.n++] = j;
        else
            whole.substrate[whole.n_substrate++] = j;
    }
    return whole;
}

/* One thing on the surface: no *2H, no *N2+*H, nothing of a lattice. */
static bool is_adsorbate(const chp_kind *kind)
{
    arena scratch = { 0 };
    str *parts;
    bool is_one = kind->phase == CHP_SURFACE && *kind->name == '*' &&
                  name_parts(&scratch, str_of(kind->name), &parts) == 1;
    arena_clear(&scratch);
    return is_one;
}

/* As the reactions call an adsorbate of these atoms, where only one is. */
static const char *usual_name(look *l, const chp_formula *f)
{
    const char *name = NULL;
    for (size_t i = 0; i < l->s->n_reactions; i++) {
        const chp_reaction *r = l->s->reactions[i];
        for (size_t k = 0; k < r->n_species; k++) {
            chp_formula beyond = r->species[k].formula;
            formula_add(&beyond, &r->species[r->bare].formula, -1);
            if (!is_adsorbate(&r->species[k]) || !formula_eq(&beyond, f))
                continue;
            if (name && strcmp(name, r->species[k].name) != 0)
                return NULL;
            name = r->species[k].name;
        }
    }
    return name;
}

/* M1 with its N in the lattice is L1, E01 is VE01. */
static const char *lattice_id(arena *a, const char *id)
{
    return *id == 'M' ? arena_print(a, "L%s", id + 1) : arena_print(a, "V%s", id);
}

static part part_seen(const scene *v, const adsorbate *piece)
{
    arena *a = &v->l->scratch;
    part p = { .formula = formula_seen(piece), .id = "" };
    name_geometry seen;
    name_id id = { "" };
    if (identity_seen(piece, &seen))
        id = name_id_of(&seen);
    if (*id.text && has_lattice(v, piece)) {
        p.id = p.name = lattice_id(a, id.text);
    } else if (*id.text) {
        p.id = arena_str(a, str_of(id.text));
        p.name = name_of_id(a, id);
    } else {
        p.name = usual_name(v->l, &p.formula);
    }
    if (!p.name)
        p.name = arena_print(a, "*%s", formula_text(a, &p.formula));
    return p;
}

/* "*N2 and *H". */
static const char *all_seen(const scene *v)
{
    const char *text = v->found[0].name;
    for (size_t i = 1; i < v->n; i++)
        text = arena_append(&v->l->scratch, text, i + 1 < v->n ? ", " : " and ", "%s",
                            v->found[i].name);
    return text;
}

/* --- is it held ------------------------------------------------------------------ */

static bool is_bound(const adsorbate *ads)
{
    for (size_t i = 0; i < ads->n; i++)
        for (size_t k = 0; k < ads->n_substrate; k++)
            if (adsorbate_bound(ads->structure, ads->atom[i], ads->substrate[k]))
                return true;
    return false;
}

static bool check_hold(const scene *v, size_t i_piece)
{
    const adsorbate *ads = &v->piece[i_piece];
    const char *who = v->n == 1 ? v->state
                                : arena_print(&v->l->scratch, "the %s in %s",
                                              v->found[i_piece].name, v->state);
    double nearest = INFINITY;
    for (size_t i = 0; i < ads->n; i++)
        nearest = fmin(nearest, adsorbate_nearness(ads, ads->atom[i]));
    if (nearest > DESORBED) {
        diag_warn(v->l->diag, "C17", v->at,
                  "%s of %s is not bound: its nearest atom is at %.1f covalent radii",
                  who, v->catalyst, nearest);
        diag_hint(v->l->diag, "It has desorbed, or is held by dispersion alone.");
    } else if (!is_bound(ads)) {
        diag_note(v->l->diag, "C17", v->at,
                  "%s of %s is physisorbed: its nearest atom is at %.2f covalent radii",
                  who, v->catalyst, nearest);
    }
    return nearest <= DESORBED;
}

/* --- is it what the name says ------------------------------------------------------
 */

/* The parts that a name speaks of; 0: it is no formula. */
static size_t parts_of_name(const scene *v, const char *name, part **parts)
{
    arena *a = &v->l->scratch;
    str *text;
    size_t n = name_parts(a, str_of(name), &text);
    *parts = arena_new(a, part, n + 1);
    for (size_t i = 0; i < n; i++) {
        part *p = &(*parts)[i];
        naming is = name_read(a, text[i]);
        if (!name_formula(text[i], &p->formula))
            return 0;
        p->id = is.n_meanings == 1 && *is.meaning[0].text != 'H'
                    ? arena_str(a, str_of(is.meaning[0].text))
                    : "";
    }
    return n;
}

static bool is_like(const part *expected, const part *found)
{
    return formula_eq(&expected->formula, &found->formula) &&
           (!*expected->id || !*found->id || strcmp(expected->id, found->id) == 0);
}

static bool are_found(const scene *v, const part *expected, size_t n)
{
    bool *is_taken = arena_new(&v->l->scratch, bool, v->n + 1);
    size_t n_found = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < v->n; k++)
            if (!is_taken[k] && is_like(&expected[i], &v->found[k])) {
                is_taken[k] = true;
                n_found++;
                break;
            }
    return n_found == n && n == v->n;
}

static void say_other(const scene *v, const char *what, size_t n_expected)
{
    diag_warn(v->l->diag, "C17", v->at, "by its bonds %s of %s is %s", v->state,
              v->catalyst, what);
    diag_hint(v->l->diag, v->n > n_expected
                              ? "It may have dissociated while it relaxed."
                          : v->n < n_expected
                              ? "Its parts may have recombined while they relaxed."
                              : "Look at the structure: it may have rearranged while "
                                "it relaxed.");
}

/* Of N2Hx all nitrogens are looked at together. True when that told what it is. */
static bool check_nitrogen(const scene *v, const chp_kind *kind)
{
    name_geometry seen;
    if (!kind->id || !identity_seen(&v->ads, &seen))
        return false;
    name_id id = name_id_of(&seen);
    size_t n_expected = *kind->id == 'D' ? 2 : 1;
    bool is_whole = v->n == 1 || *id.text == 'D';
    if (*id.text && strcmp(id.text, kind->id) != 0)
        say_other(v, is_whole ? name_of_id(&v->l->scratch, id) : all_seen(v),
                  n_expected);
    return true;
}

static bool is_of_lattice(const chp_kind *kind)
{
    return kind->id && (*kind->id == 'L' || *kind->id == 'V');
}

static bool check_lattice(const scene *v, const chp_kind *kind)
{
    if (!is_of_lattice(kind))
        return false;
    if (v->n != 1 || strcmp(v->found[0].id, kind->id) != 0)
        say_other(v, all_seen(v), 1);
    return true;
}

static void check_parts(const scene *v, const chp_kind *kind)
{
    part *expected;
    size_t n = parts_of_name(v, kind->name, &expected);
    if (n > 1 ? !are_found(v, expected, n) : v->n != 1)
        say_other(v, all_seen(v), n > 1 ? n : 1);
}

void audit_bonds(look *l, const member *m, const adsorbate *ads, const chp_kind *kind)
{
    scene v = { .l = l,
                .state = m->state->name,
                .catalyst = l->of->entry->name,
                .at = { audit_calc(m)->path, 0 },
                .ads = is_of_lattice(kind) ? with_lattice(&l->scratch, ads) : *ads,
                .n_own = ads->n };
    bool is_held = true;
    v.piece = adsorbate_split(&l->scratch, &v.ads, &v.n);
    v.found = arena_new(&l->scratch, part, v.n + 1);
    for (size_t i = 0; i < v.n; i++)
        v.found[i] = part_seen(&v, &v.piece[i]);
    for (size_t i = 0; i < v.n; i++)
        is_held = check_hold(&v, i) && is_held;
    if ((is_held || v.n > 1) && !check_lattice(&v, kind) && !check_nitrogen(&v, kind))
        check_parts(&v, kind);
}
