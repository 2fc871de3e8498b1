/* One state of chepath.yaml: numbers, runs, or what runs gave elsewhere.
 *
 * At constant potential a state has runs with several numbers of electrons, the neutral
 * one among them, or the parabola (eV, e/V, V against SHE) that such runs gave:
 *
 *           NH: {energy: nh/opt, charged: [nh/opt, nh/plus, nh/minus]}
 *           NH2: {E: -104.2, omega: {Omega0: -104.3, C: 0.60, U0: -0.10}}
 *
 * An adsorbate that slides and turns over barriers (eV) between sites (per cm2), over n
 * of them in a turn; mass (u) and inertia (u Å2) are those of the structure where they
 * are left out:
 *
 *           NH3: {energy: nh3, hindered: {W_t: 0.05, W_r: 0.02, sites: 1.5e15, n: 6}}
 *
 * In an electric field (V/Å) a state has energies (eV) or runs of the same cell, or the
 * dipole (e Å) and polarisability (e Å2/V) with the form they are meant in; a number
 * alone is the term itself, in eV:
 *
 *           NNH: {energy: nnh, field: {pairs: [[-0.3, -300.11], [0, -300.02], ...]}}
 *           N2: {energy: n2, field: {runs: [n2/minus, n2, n2/plus]}} # F is EFIELD
 *           NH: {energy: nh, field: {mu: 0.21, alpha: 0.4, form: mu F - alpha F^2 / 2}}
 *
 * Numbers to correlate with the results are notes, of any name:
 *
 *           N2: {energy: n2, notes: {Bader charge: -0.35, d(N-N): 1.14}}
 *
 * or the centre of the d states of an atom, by its number or its element:
 *
 *           slab: {energy: slab, notes: {d-band: slab/DOSCAR(Fe)}}
 *
 * To read one more key: add it to `parts`. */
#include "energetics/study_yaml.h"

#include <math.h>

#include "base/diag.h"
#include "base/path.h"

/* A list of wavenumbers, a text of them, or the run that has them. */
static bool read_modes(study_reader *r, const yaml_node *node, entry *e)
{
    if (node->kind == YAML_LIST) {
        const char *text = "";
        for (const yaml_node *one = node->first; one; one = one->next)
            text = arena_print(r->in->a, "%s;%s", text, one->text ? one->text : "?");
        return intake_modes(r->in, str_of(text), e, node->at, r->diag);
    }
    const char *text;
    double x;
    if (!yaml_text(r->file, node, &text, r->diag))
        return false;
    if (strchr(text, ';') || str_number(str_of(text), &x))
        return intake_modes(r->in, str_of(text), e, node->at, r->diag);
    e->modes_path = path_from(r->in->a, r->root, str_of(text));
    return true;
}

static bool read_energy(study_reader *r, const yaml_node *node, entry *e)
{
    const char *text;
    if (!yaml_text(r->file, node, &text, r->diag))
        return false;
    e->energy_path = path_from(r->in->a, r->root, str_of(text));
    intake_pair(r->in, e, r->diag);
    return true;
}

/* A list of folders, those of a catalyst below its root; NULL after an error. */
static const char **read_paths(study_reader *r, const yaml_node *list, size_t *n)
{
    *n = 0;
    if (!yaml_is(r->file, list, YAML_LIST, r->diag))
        return NULL;
    const char **paths = arena_new(r->in->a, const char *, list->n + 1);
    for (const yaml_node *one = list->first; one; one = one->next) {
        const char *text;
        if (!yaml_text(r->file, one, &text, r->diag))
            return NULL;
        paths[(*n)++] = path_from(r->in->a, r->root, str_of(text));
    }
    return paths;
}

/* The runs of one state with several numbers of electrons. */
static bool read_charged(study_reader *r, const yaml_node *node, entry *e)
{
    e->charged.at = node->at;
    size_t n;
    e->charged.path = read_paths(r, node, &n);
    e->charged.n = e->charged.path ? n : 0;
    e->charged.run = arena_new(r->in->a, const chp_run *, e->charged.n + 1);
    return e->charged.path != NULL;
}

/* And in several electric fields: each run tells its own. */
static bool read_field_runs(study_reader *r, const yaml_node *node, entry *e)
{
    size_t n;
    e->field.path = read_paths(r, node, &n);
    e->field.n_runs = e->field.path ? n : 0;
    e->field.run = arena_new(r->in->a, const chp_run *, e->field.n_runs + 1);
    return e->field.path != NULL;
}

/* Omega(U) = Omega0 - C/2 (U - U0)^2, as it was fitted elsewhere: sampled everywhere.
 */
static bool read_omega(study_reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "Omega0", "C", "U0", NULL };
    double *const to[] = { &e->omega.fit.omega0_eV, &e->omega.fit.capacitance_e_V,
                           &e->omega.fit.U0_V };
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    for (int i = 0; i < 3; i++) {
        const yaml_node *value = yaml_get(node, keys[i]);
        if (!value)
            return yaml_error(r->file, node, r->diag, "yaml", "omega has no %s",
                              keys[i]);
        if (!yaml_number(r->file, value, to[i], r->diag))
            return false;
    }
    e->omega.fit.r_squared = 1;
    e->omega.fit.U_min_V = -INFINITY;
    e->omega.fit.U_max_V = INFINITY;
    return e->omega.is_given = true;
}

/* "slab/DOSCAR(37)", "slab/DOSCAR(Fe)" */
static bool read_band(study_reader *r, const yaml_node *one, entry *e)
{
    str path, rest = str_of(one->kind == YAML_TEXT ? one->text : "");
    if (!str_ends(rest, STR(")")) || !str_cut(&rest, '(', &path) || rest.len < 2)
        return false;
    rest.len--;
    intake_band(r->in, e,
                (given_band){ .note = arena_str(r->in->a, str_of(one->key)),
                              .path = path_from(r->in->a, r->root, str_trim(path)),
                              .atom = arena_str(r->in->a, str_trim(rest)),
                              .at = one->at });
    return true;
}

static bool read_notes(study_reader *r, const yaml_node *map, entry *e)
{
    if (!yaml_is(r->file, map, YAML_MAP, r->diag))
        return false;
    for (const yaml_node *one = map->first; one; one = one->next) {
        double value;
        if (read_band(r, one, e))
            continue;
        if (!yaml_number(r->file, one, &value, r->diag))
            return false;
        intake_note(r->in, e,
                    (chp_note){ arena_str(r->in->a, str_of(one->key)), NULL, value });
    }
    return true;
}

static const char *without_blanks(arena *a, const char *text)
{
    char *out = arena_str(a, str_of(text)), *to = out;
    for (const char *c = out; *c; c++)
        if (*c != ' ' && *c != '*')
            *to++ = *c;
    *to = 0;
    return out;
}

static bool read_pair(study_reader *r, const yaml_node *pair, double *F_V_A,
                      double *E_eV)
{
    if (pair->kind != YAML_LIST || pair->n != 2)
        return yaml_error(r->file, pair, r->diag, "yaml",
                          "a pair of a field in V/Å and an energy in eV goes here");
    return yaml_number(r->file, pair->first, F_V_A, r->diag) &&
           yaml_number(r->file, pair->first->next, E_eV, r->diag);
}

static bool read_pairs(study_reader *r, const yaml_node *list, entry *e)
{
    if (!yaml_is(r->file, list, YAML_LIST, r->diag))
        return false;
    double *F_V_A = arena_new(r->in->a, double, list->n + 1);
    double *E_eV = arena_new(r->in->a, double, list->n + 1);
    for (const yaml_node *one = list->first; one; one = one->next, e->field.n++)
        if (!read_pair(r, one, &F_V_A[e->field.n], &E_eV[e->field.n]))
            return false;
    e->field.V_A = F_V_A;
    e->field.E_eV = E_eV;
    return true;
}

/* Two forms are in use, and differ by a factor of -2 in alpha. */
static bool read_response(study_reader *r, const yaml_node *node, entry *e)
{
    static const struct {
        const char *form;
        double factor;
    } forms[] = { { "muF-alphaF^2/2", 1 }, { "muF+alphaF^2", -2 } };
    const yaml_node *mu = yaml_get(node, "mu"), *alpha = yaml_get(node, "alpha");
    const yaml_node *form = yaml_get(node, "form");
    double factor = 0;
    for (size_t i = 0; form && form->kind == YAML_TEXT && i < 2; i++)
        if (str_eq(str_of(without_blanks(r->in->a, form->text)), str_of(forms[i].form)))
            factor = forms[i].factor;
    if (factor == 0) {
        yaml_error(r->file, form ? form : node, r->diag, "yaml",
                   "in which form are mu and alpha meant?");
        diag_hint(r->diag, "Write `form: mu F - alpha F^2 / 2` or `form: mu F + alpha "
                           "F^2`.");
        return false;
    }
    if ((mu && !yaml_number(r->file, mu, &e->field.response.mu_eA, r->diag)) ||
        (alpha &&
         !yaml_number(r->file, alpha, &e->field.response.alpha_eA2_V, r->diag)))
        return false;
    e->field.response.alpha_eA2_V *= factor;
    return e->field.has_response = true;
}

static bool read_field(study_reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "pairs", "runs", "mu", "alpha", "form", NULL };
    e->field.at = node->at;
    if (node->kind == YAML_TEXT) {
        e->field_eV.at = node->at;
        return e->field_eV.known =
                   yaml_number(r->file, node, &e->field_eV.value, r->diag);
    }
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    const yaml_node *pairs = yaml_get(node, "pairs"), *runs = yaml_get(node, "runs");
    if ((pairs || runs) && node->n > 1)
        return yaml_error(r->file, node, r->diag, "yaml",
                          "energies in a field, or what they gave: not both");
    return pairs  ? read_pairs(r, pairs, e)
           : runs ? read_field_runs(r, runs, e)
                  : read_response(r, node, e);
}

/* `n` and `symmetry` are counts, all the others numbers above zero. */
static bool read_hindered(study_reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "W_t",      "W_r",  "sites",   "n",
                                        "symmetry", "mass", "inertia", NULL };
    enum { N_NEEDED = 4, N_KEYS = 7 };
    double value[N_KEYS] = { 0, 0, 0, 0, 1, 0, 0 };
    if (!e->catalyst || e->is_transition_state)
        return yaml_key_error(r->file, node, r->diag, "yaml",
                              "only an adsorbate can be hindered");
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    for (int i = 0; i < N_KEYS; i++) {
        const yaml_node *one = yaml_get(node, keys[i]);
        if (!one && i < N_NEEDED)
            return yaml_error(r->file, node, r->diag, "yaml", "hindered has no %s",
                              keys[i]);
        if (one && !yaml_number(r->file, one, &value[i], r->diag))
            return false;
        bool is_count = i == 3 || i == 4;
        if (one && (value[i] <= 0 || (is_count && value[i] != (int)value[i])))
            return yaml_error(r->file, one, r->diag, "yaml", "%s must be %s above zero",
                              keys[i], is_count ? "a whole number" : "a number");
    }
    e->hindered.barriers = (chp_hindered){ .barrier_translation_eV = value[0],
                                           .barrier_rotation_eV = value[1],
                                           .sites_cm2 = value[2],
                                           .n_minima = (int)value[3],
                                           .symmetry_number = (int)value[4],
                                           .mass_u = value[5],
                                           .inertia_u_A2 = value[6] };
    e->hindered.at = node->at;
    return e->hindered.is_given = true;
}

/* A number is a fact of the entry, all else has a reader. Bulk crystals need no
 * corrections, but may have them as numbers. */
typedef struct {
    const char *key;
    size_t fact;
    bool (*read)(study_reader *r, const yaml_node *node, entry *e);
    bool is_of_bulk;
} state_key;

/* All that a state may say, in the order it is read: modes win over those that lie
 * below the run of the energy. */
static const state_key parts[] = {
    { "E", .fact = offsetof(entry, E_eV), .is_of_bulk = true },
    { "G", .fact = offsetof(entry, G_eV), .is_of_bulk = true },
    { "dG", .fact = offsetof(entry, dG_eV), .is_of_bulk = true },
    { "ZPE", .fact = offsetof(entry, ZPE_eV), .is_of_bulk = true },
    { "thermal", .fact = offsetof(entry, thermal_eV), .is_of_bulk = true },
    { "TS", .fact = offsetof(entry, TS_eV), .is_of_bulk = true },
    { "solvation", .fact = offsetof(entry, solvation_eV) },
    { "field", .read = read_field },
    { "user", .fact = offsetof(entry, user_eV), .is_of_bulk = true },
    { "energy", .read = read_energy, .is_of_bulk = true },
    { "modes", .read = read_modes },
    { "charged", .read = read_charged },
    { "omega", .read = read_omega },
    { "hindered", .read = read_hindered },
    { "notes", .read = read_notes },
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static bool read_part(study_reader *r, const state_key *p, const yaml_node *node,
                      entry *e)
{
    double x;
    if (p->read)
        return p->read(r, node, e);
    if (!yaml_number(r->file, node, &x, r->diag))
        return false;
    *(chp_fact *)((char *)e + p->fact) = (chp_fact){ x, true, node->at };
    return true;
}

/* A path alone is the run of the energy. */
static bool read_state(study_reader *r, const yaml_node *node, entry *e)
{
    const char *keys[N_PARTS + 1] = { NULL };
    size_t n = 0;
    for (size_t i = 0; i < N_PARTS; i++)
        if (!e->is_bulk || parts[i].is_of_bulk)
            keys[n++] = parts[i].key;
    e->at = node->at;
    e->source = r->path;
    if (node->kind == YAML_TEXT)
        return read_energy(r, node, e);
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    bool ok = true;
    for (size_t i = 0; i < N_PARTS; i++) {
        const yaml_node *value = yaml_get(node, parts[i].key);
        if (value)
            ok = read_part(r, &parts[i], value, e) && ok;
    }
    e->is_overlay =
        !e->E_eV.known && !e->G_eV.known && !e->dG_eV.known && !e->energy_path;
    return ok;
}

bool study_yaml_states(study_reader *r, const yaml_node *map, const char *catalyst,
                       study_list which)
{
    if (!map)
        return true;
    if (!yaml_is(r->file, map, YAML_MAP, r->diag))
        return false;
    bool ok = true;
    for (const yaml_node *node = map->first; node; node = node->next) {
        entry e = { .catalyst = catalyst,
                    .name = arena_str(r->in->a, str_of(node->key)) };
        intake_special(r->in, &e);
        e.is_transition_state = which == STUDY_TRANSITION_STATES;
        e.is_bulk |= which == STUDY_BULK;
        if (read_state(r, node, &e))
            intake_add(r->in, e);
        else
            ok = false;
    }
    return ok;
}
