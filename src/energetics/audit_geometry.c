/* Where the atoms of a state are, beside the bare surface.
 *
 * The surface is laid on the state (chem/matching), what is left over is the adsorbate.
 * C17: it is on one side, on top, and where it was put; its bonds are looked at by
 * audit_bonds.c. C18: the surface stayed what it was. C04: its frozen atoms are the
 * same. C19: so is its magnetism. */
#include <math.h>

#include "base/diag.h"
#include "chem/elements.h"
#include "chem/structure.h"
#include "energetics/adsorbate.h"
#include "energetics/audit_look.h"

#define SHIFT_WARN_A  1.0
#define BROKEN        1.5 // of a bond within the surface
#define IMAGE_A       3.0
#define BURIED_A      0.8 // below a layer
#define COVER_A       3.0
#define SAME_FROZEN_A 1e-3
#define MOMENT_MUB    1.0

typedef struct {
    look *l;
    const member *m;
    const char *state, *catalyst;
    chp_where at;
    adsorbate ads;
} scene;

/* --- C17: where it sits ---------------------------------------------------------- */

/* Heights above the topmost layer of the bare surface, across its vacuum. */
typedef struct {
    structure_gap gap;
    double height_A, shift; // of the cell; of the state against the bare surface
} frame;

static frame frame_of(const adsorbate *ads)
{
    frame f = { .gap = structure_vacuum(ads->bare) };
    int k = f.gap.axis;
    f.height_A = structure_height_A(ads->bare, k);
    vector face = vector_cross(structure_vector_A(ads->bare, (k + 1) % 3),
                               structure_vector_A(ads->bare, (k + 2) % 3));
    f.shift = vector_dot(face, ads->match.shift_A) /
              vector_dot(face, structure_vector_A(ads->bare, k));
    return f;
}

/* From the topmost layer up (positive) or down, to half of the vacuum and of the slab.
 */
static double above_A(const frame *f, const chp_structure *s, size_t atom, double shift)
{
    double part = s->fractional[atom][f->gap.axis] - shift - f->gap.begins;
    double up_A = (part - floor(part)) * f->height_A;
    return up_A <= f->gap.width_A / 2 ? up_A : up_A - f->height_A;
}

static double middle_A(const frame *f)
{
    return -(f->height_A - f->gap.width_A) / 2;
}

/* +1: on top; -1: on the other side. */
static int side_of(const frame *f, const adsorbate *ads, size_t atom)
{
    return above_A(f, ads->structure, atom, f->shift) >= middle_A(f) ? 1 : -1;
}

/* The side of the frozen atoms; 0: there are none, or nothing else. */
static int frozen_side(const frame *f, const chp_structure *bare)
{
    double sum[2] = { 0 };
    size_t n[2] = { 0 };
    for (size_t i = 0; bare->is_free && i < bare->n_atoms; i++) {
        const bool *flag = bare->is_free[i];
        bool is_frozen = !flag[0] && !flag[1] && !flag[2];
        sum[is_frozen] += above_A(f, bare, i, 0);
        n[is_frozen]++;
    }
    if (n[0] == 0 || n[1] == 0)
        return 0;
    double apart_A = sum[1] / (double)n[1] - sum[0] / (double)n[0];
    return fabs(apart_A) < 0.5 ? 0 : apart_A > 0 ? 1 : -1;
}

static void check_side(scene *v, const frame *f)
{
    size_t n_top = 0;
    for (size_t i = 0; i < v->ads.n; i++)
        n_top += side_of(f, &v->ads, v->ads.atom[i]) > 0;
    bool is_thick = f->height_A - f->gap.width_A > 1;
    int frozen = frozen_side(f, v->ads.bare);
    if (is_thick && n_top > 0 && n_top < v->ads.n &&
        adsorbate_pieces(&v->l->scratch, &v->ads) > 1) {
        diag_note(v->l->diag, "C17", v->at,
                  "%s of %s has adsorbates on both sides of the slab", v->state,
                  v->catalyst);
        diag_hint(v->l->diag, "Its energy is that of both: half of it belongs to one.");
    } else if (frozen != 0 && (n_top == 0 || n_top == v->ads.n) &&
               (n_top > 0 ? 1 : -1) == frozen) {
        diag_warn(v->l->diag, "C17", v->at,
                  "%s of %s sits on the side whose atoms are frozen", v->state,
                  v->catalyst);
        diag_hint(v->l->diag, "Let the layers under the adsorbate relax.");
    }
}

static double sideways_A(const frame *f, const chp_structure *s, size_t i, size_t j)
{
    vector d = structure_shortest_A(s, i, j);
    int k = f->gap.axis;
    vector face = vector_cross(structure_vector_A(s, (k + 1) % 3),
                               structure_vector_A(s, (k + 2) % 3));
    double along = vector_dot(d, face) / vector_length(face);
    return sqrt(fmax(0, vector_dot(d, d) - along * along));
}

/* Three atoms of the surface over it, as seen from its own side, are a layer. */
static bool is_buried(const scene *v, const frame *f, size_t atom)
{
    const chp_structure *s = v->ads.structure;
    int side = side_of(f, &v->ads, atom);
    double here = above_A(f, s, atom, f->shift);
    size_t n_over = 0;
    for (size_t i = 0; i < v->ads.n_substrate; i++) {
        size_t j = v->ads.substrate[i];
        double over = side * (above_A(f, s, j, f->shift) - here);
        n_over += over > BURIED_A && sideways_A(f, s, atom, j) < COVER_A;
    }
    return n_over >= 3;
}

static void check_depth(scene *v, const frame *f)
{
    for (size_t i = 0; i < v->ads.n; i++) {
        size_t atom = v->ads.atom[i];
        if (!is_buried(v, f, atom))
            continue;
        diag_warn(v->l->diag, "C17", v->at,
                  "atom %zu (%s) of %s of %s lies below the topmost layer", atom + 1,
                  element_symbol(v->ads.structure->atomic_number[atom]), v->state,
                  v->catalyst);
        diag_hint(v->l->diag, "It has gone into the surface.");
        return;
    }
}

/* Whether any atom of the adsorbate holds on to this one of the surface. */
static bool is_held_by(const adsorbate *ads, const chp_structure *s, size_t substrate)
{
    for (size_t i = 0; i < ads->n; i++)
        if (adsorbate_bound(s, ads->atom[i], substrate))
            return true;
    return false;
}

static const char *site_text(scene *v, const chp_structure *s)
{
    const char *text = "";
    for (size_t i = 0; i < v->ads.n_substrate; i++) {
        size_t j = v->ads.substrate[i];
        if (is_held_by(&v->ads, s, j))
            text = arena_append(&v->l->scratch, text, ", ", "%s %zu",
                                element_symbol(s->atomic_number[j]), j + 1);
    }
    return text;
}

/* A site is the atoms that hold it: it is another one when none of them is left. */
static void check_site(scene *v, const chp_calc *c)
{
    const chp_structure *start = c->initial, *end = v->ads.structure;
    size_t n_start = 0, n_end = 0;
    if (!start || !start->fractional || start == end ||
        start->n_atoms != end->n_atoms || c->kind != CHP_RUN_RELAXATION)
        return;
    for (size_t i = 0; i < v->ads.n_substrate; i++) {
        bool was = is_held_by(&v->ads, start, v->ads.substrate[i]);
        bool is = is_held_by(&v->ads, end, v->ads.substrate[i]);
        if (was && is)
            return;
        n_start += was;
        n_end += is;
    }
    if (n_start == 0 || n_end == 0)
        return;
    diag_note(v->l->diag, "C17", v->at, "%s of %s moved from %s to %s while it relaxed",
              v->state, v->catalyst, site_text(v, start), site_text(v, end));
}

/* From atom i to atom j, the cell T away. */
static double to_cell_A(const chp_structure *s, size_t i, size_t j, const double T[3])
{
    double d[3] = { 0 };
    for (int k = 0; k < 3; k++)
        for (int x = 0; x < 3; x++)
            d[x] +=
                (T[k] + s->fractional[j][k] - s->fractional[i][k]) * s->lattice_A[k][x];
    return sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}

/* The distance to the next image of the adsorbate, which no vector of the lattice
 * beyond the neighbouring cells makes shorter in a cell worth using. */
static double image_A(const adsorbate *ads)
{
    double nearest = INFINITY;
    for (int n = 0; n < 27; n++) {
        double T[3] = { n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1 };
        bool is_itself = n == 13;
        for (size_t i = 0; i < ads->n && !is_itself; i++)
            for (size_t j = 0; j < ads->n; j++)
                nearest = fmin(
                    nearest, to_cell_A(ads->structure, ads->atom[i], ads->atom[j], T));
    }
    return nearest;
}

static void check_images(scene *v)
{
    double d =
        adsorbate_pieces(&v->l->scratch, &v->ads) == 1 ? image_A(&v->ads) : INFINITY;
    if (d >= IMAGE_A)
        return;
    diag_note(v->l->diag, "coverage", v->at,
              "%s of %s is %.1f Å from its own image: a high coverage", v->state,
              v->catalyst, d);
    diag_hint(v->l->diag, "A larger cell shows what a single adsorbate does.");
}

/* --- C18: the surface itself ----------------------------------------------------- */

/* A bond of the bare surface that broke, or one that is new: told apart from noise by
 * the room between the two limits. */
static size_t n_changed_bonds(const scene *v)
{
    const adsorbate *ads = &v->ads;
    size_t n = 0;
    for (size_t i = 0; i < ads->n_substrate; i++)
        for (size_t j = 0; j < i; j++) {
            double radii = element_covalent_radius_A(ads->bare->atomic_number[i]) +
                           element_covalent_radius_A(ads->bare->atomic_number[j]);
            double before = structure_distance_A(ads->bare, i, j);
            if (radii <= 0 || before > 3 * radii)
                continue;
            double after = structure_distance_A(ads->structure, ads->substrate[i],
                                                ads->substrate[j]);
            bool broke = adsorbate_bound(ads->bare, i, j) && after > BROKEN * radii;
            bool is_new =
                before > BROKEN * radii &&
                adsorbate_bound(ads->structure, ads->substrate[i], ads->substrate[j]);
            n += broke || is_new;
        }
    return n;
}

static void check_strays(scene *v, const frame *f)
{
    for (size_t i = 0; i < v->ads.n_substrate; i++) {
        vector d = matching_step_A(v->ads.bare, v->ads.structure, &v->ads.match, i);
        double length = vector_length(d);
        if (length < 1.5)
            continue;
        double up = above_A(f, v->ads.structure, v->ads.substrate[i], f->shift) -
                    above_A(f, v->ads.bare, i, 0);
        diag_warn(v->l->diag, "C18", v->at,
                  "atom %zu (%s) of the surface %s by %.2f Å in %s of %s",
                  v->ads.substrate[i] + 1,
                  element_symbol(v->ads.bare->atomic_number[i]),
                  up > 1.5 ? "was pulled out" : "left its place", length, v->state,
                  v->catalyst);
        diag_hint(v->l->diag, "The surface is not the bare one any more.");
        return;
    }
}

static void check_surface(scene *v, const frame *f)
{
    const matching *match = &v->ads.match;
    if (v->ads.n_strays > 0) {
        check_strays(v, f);
        return;
    }
    if (match->largest_A > SHIFT_WARN_A) {
        diag_warn(v->l->diag, "C18", v->at,
                  "an atom of the surface moved by %.2f Å in %s of %s (%.2f Å r.m.s.)",
                  match->largest_A, v->state, v->catalyst, match->rms_A);
        diag_hint(v->l->diag, "The surface may have reconstructed.");
    }
    size_t n = v->ads.n_substrate <= 1000 ? n_changed_bonds(v) : 0;
    if (n == 0)
        return;
    diag_warn(v->l->diag, "C18", v->at,
              "%zu bonds within the surface broke or formed in %s of %s", n, v->state,
              v->catalyst);
    diag_hint(v->l->diag, "It has reconstructed: is the bare surface the same?");
}

/* --- C04: what is frozen --------------------------------------------------------- */

static bool are_same_flags(const bool a[3], const bool b[3])
{
    return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

static void check_frozen(scene *v)
{
    const chp_structure *s = v->ads.structure, *bare = v->ads.bare;
    size_t n_other = 0, n_moved = 0;
    if (!s->is_free || !bare->is_free || v->ads.n_strays > 0)
        return;
    double most_A = SAME_FROZEN_A + 2 * (s->precision_A + bare->precision_A);
    for (size_t i = 0; i < v->ads.n_substrate; i++) {
        const bool *flag = bare->is_free[i];
        if (!are_same_flags(flag, s->is_free[v->ads.substrate[i]]))
            n_other++;
        else if (!flag[0] && !flag[1] && !flag[2])
            n_moved +=
                vector_length(matching_step_A(bare, s, &v->ads.match, i)) > most_A;
    }
    if (n_other > 0)
        diag_warn(v->l->diag, "C04", v->at,
                  "%zu atom%s of the surface %s frozen in one of %s and the bare "
                  "surface of %s, but not in the other",
                  n_other, n_other == 1 ? "" : "s", n_other == 1 ? "is" : "are",
                  v->state, v->catalyst);
    else if (n_moved > 0)
        diag_warn(v->l->diag, "C04", v->at,
                  "%zu frozen atom%s of %s lie%s elsewhere in the bare surface of %s",
                  n_moved, n_moved == 1 ? "" : "s", v->state, n_moved == 1 ? "s" : "",
                  v->catalyst);
    if (n_other + n_moved > 0)
        diag_hint(v->l->diag, "Relax the same part of the same slab in all states.");
}

/* --- C19: the magnetism of the surface ------------------------------------------- */

/* The solution with all spins turned round is the same one. */
static double turned(const chp_calc *bare, const chp_calc *state, const adsorbate *ads)
{
    double sum = 0;
    for (size_t i = 0; i < ads->n_substrate; i++)
        sum += bare->moment_muB[i] * state->moment_muB[ads->substrate[i]];
    return sum < 0 ? -1 : 1;
}

/* An adsorbate changes the atoms that hold it; others only change when the electrons
 * are in another minimum. */
static void check_moments(scene *v, const chp_calc *state)
{
    const chp_calc *bare = v->l->bare;
    const adsorbate *ads = &v->ads;
    if (bare->n_moments != ads->n_substrate ||
        state->n_moments != ads->structure->n_atoms)
        return;
    double sign = turned(bare, state, ads);
    for (size_t i = 0; i < ads->n_substrate; i++) {
        size_t j = ads->substrate[i];
        double x = bare->moment_muB[i], y = sign * state->moment_muB[j];
        if (fabs(x - y) <= MOMENT_MUB)
            continue;
        bool is_held = is_held_by(ads, ads->structure, j);
        void (*say)(chp_diag *, const char *, chp_where, const char *, ...) =
            is_held ? diag_note : diag_warn;
        say(v->l->diag, "C19", v->at,
            "the moment of atom %zu (%s) is %.1f µB in %s and %.1f µB in the bare "
            "surface of %s",
            j + 1, element_symbol(ads->bare->atomic_number[i]), y, v->state, x,
            v->catalyst);
        if (!is_held)
            diag_hint(v->l->diag, "Another solution of the electrons was found: start "
                                  "both from the same moments.");
        return;
    }
}

/* --- all of it ------------------------------------------------------------------- */

void audit_geometry(look *l, const member *m, const chp_kind *kind)
{
    const chp_calc *c = audit_calc(m);
    scene v = { .l = l,
                .m = m,
                .state = m->state->name,
                .catalyst = l->of->entry->name,
                .at = { c->path, 0 } };
    if (!adsorbate_find(&l->scratch, look_structure(l->bare), look_structure(c),
                        &v.ads))
        return;
    frame f = frame_of(&v.ads);
    check_surface(&v, &f);
    check_frozen(&v);
    check_moments(&v, c);
    if (v.ads.n == 0 || v.ads.n_strays > 0)
        return;
    audit_bonds(l, m, &v.ads, kind);
    check_side(&v, &f);
    check_depth(&v, &f);
    check_site(&v, c);
    check_images(&v);
}
