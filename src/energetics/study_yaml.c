/* chepath.yaml: what the folders cannot say.
 *
 *     conditions: {temperature: 298.15, pH: 0, scale: RHE}
 *     gases: {N2: refs/N2, H2: {E: -6.77, ZPE: 0.27}}
 *     catalysts:
 *       Fe-N4:
 *         root: Fe
 *         states:
 *           NNH: {energy: nnh_tilted, modes: nnh_tilted/vib, solvation: -0.12}
 *         transition_states: # of steps without electrons, by the name of the step
 *           "N2* -> N* + N*": {energy: ts/opt, modes: ts/freq}
 *
 * A nitride loses its nitrogen where less of it remains in a crystal. Energies are per
 * formula unit, those of runs are shared out among the units of the cell; as dG they
 * count from the metal and N2:
 *
 *         bulk: {CrN: bulk/CrN, Cr: bulk/Cr}
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
 * In an electric field (V/Å) a state has energies (eV) of the same cell, or the dipole
 * (e Å) and polarisability (e Å2/V) with the form they are meant in; a number alone is
 * the term itself, in eV:
 *
 *           NNH: {energy: nnh, field: {pairs: [[-0.3, -300.11], [0, -300.02], ...]}}
 *           NH: {energy: nh, field: {mu: 0.21, alpha: 0.4, form: mu F - alpha F^2 / 2}}
 *
 * Numbers to correlate with the results are notes, of any name:
 *
 *           N2: {energy: n2, notes: {Bader charge: -0.35, d(N-N): 1.14}}
 *
 * Paths are relative to the file, those of a catalyst to its root. To read one more
 * key of a state: add it to `numbers`. */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/path.h"
#include "energetics/intake.h"
#include "energetics/names.h"
#include "io/tree.h"
#include "io/yaml.h"

/* The lists of a catalyst; gases are like states. */
typedef enum { STATES, TRANSITION_STATES, BULK } part;

typedef struct {
    intake *in;
    const yaml *file;
    const char *path;
    const char *folder;
    chp_diag *diag;
} reader;

/* --- a state --------------------------------------------------------------------- */

static const struct {
    const char *key;
    size_t offset;
} numbers[] = {
    { "E", offsetof(entry, E_eV) },
    { "G", offsetof(entry, G_eV) },
    { "dG", offsetof(entry, dG_eV) },
    { "ZPE", offsetof(entry, ZPE_eV) },
    { "thermal", offsetof(entry, thermal_eV) },
    { "TS", offsetof(entry, TS_eV) },
    { "solvation", offsetof(entry, solvation_eV) },
    { "user", offsetof(entry, user_eV) },
};

static const char *const state_keys[] = { "E",       "G",        "dG",        "ZPE",
                                          "thermal", "TS",       "solvation", "field",
                                          "user",    "energy",   "modes",     "charged",
                                          "omega",   "hindered", "notes",     NULL };

/* A crystal needs no corrections; who has them gives them as numbers. */
static const char *const bulk_keys[] = { "E",  "G",    "dG",     "ZPE", "thermal",
                                         "TS", "user", "energy", NULL };

static bool read_numbers(reader *r, const yaml_node *node, entry *e)
{
    bool ok = true;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const yaml_node *value = yaml_get(node, numbers[i].key);
        double x;
        if (!value)
            continue;
        if (yaml_number(r->file, value, &x, r->diag))
            *(chp_fact *)((char *)e + numbers[i].offset) =
                (chp_fact){ x, true, value->at };
        else
            ok = false;
    }
    return ok;
}

/* A list of wavenumbers, a text of them, or the run that has them. */
static bool read_modes(reader *r, const yaml_node *node, const char *root, entry *e)
{
    if (!node)
        return true;
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
    e->modes_path = path_from(r->in->a, root, str_of(text));
    return true;
}

static bool read_energy(reader *r, const yaml_node *node, const char *root, entry *e)
{
    const char *text;
    if (!node)
        return true;
    if (!yaml_text(r->file, node, &text, r->diag))
        return false;
    e->energy_path = path_from(r->in->a, root, str_of(text));
    intake_pair(r->in, e, r->diag);
    return true;
}

/* The runs of one state with several numbers of electrons. */
static bool read_charged(reader *r, const yaml_node *node, const char *root, entry *e)
{
    if (!node)
        return true;
    if (!yaml_is(r->file, node, YAML_LIST, r->diag))
        return false;
    e->charged_at = node->at;
    for (const yaml_node *one = node->first; one; one = one->next) {
        const char *text;
        if (!yaml_text(r->file, one, &text, r->diag))
            return false;
        e->charged_path = arena_grow(r->in->a, e->charged_path, e->n_charged,
                                     sizeof *e->charged_path);
        e->charged_path[e->n_charged++] = path_from(r->in->a, root, str_of(text));
    }
    e->charged_run = arena_new(r->in->a, const chp_run *, e->n_charged + 1);
    return true;
}

/* Omega(U) = Omega0 - C/2 (U - U0)^2, as it was fitted elsewhere: sampled everywhere.
 */
static bool read_omega(reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "Omega0", "C", "U0", NULL };
    double *const to[] = { &e->omega.omega0_eV, &e->omega.capacitance_e_V,
                           &e->omega.U0_V };
    if (!node)
        return true;
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
    e->omega.r_squared = 1;
    e->omega.U_min_V = -INFINITY;
    e->omega.U_max_V = INFINITY;
    return e->has_omega = true;
}

static bool read_notes(reader *r, const yaml_node *map, entry *e)
{
    if (!map)
        return true;
    if (!yaml_is(r->file, map, YAML_MAP, r->diag))
        return false;
    for (const yaml_node *one = map->first; one; one = one->next) {
        double value;
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

static bool read_pair(reader *r, const yaml_node *pair, double *F_V_A, double *E_eV)
{
    if (pair->kind != YAML_LIST || pair->n != 2)
        return yaml_error(r->file, pair, r->diag, "yaml",
                          "a pair of a field in V/Å and an energy in eV goes here");
    return yaml_number(r->file, pair->first, F_V_A, r->diag) &&
           yaml_number(r->file, pair->first->next, E_eV, r->diag);
}

static bool read_pairs(reader *r, const yaml_node *list, entry *e)
{
    if (!yaml_is(r->file, list, YAML_LIST, r->diag))
        return false;
    double *F_V_A = arena_new(r->in->a, double, list->n + 1);
    double *E_eV = arena_new(r->in->a, double, list->n + 1);
    for (const yaml_node *one = list->first; one; one = one->next, e->n_field++)
        if (!read_pair(r, one, &F_V_A[e->n_field], &E_eV[e->n_field]))
            return false;
    e->field_V_A = F_V_A;
    e->field_E_eV = E_eV;
    return true;
}

/* Two forms are in use, and differ by a factor of -2 in alpha. */
static bool read_response(reader *r, const yaml_node *node, entry *e)
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
    if ((mu && !yaml_number(r->file, mu, &e->response.mu_eA, r->diag)) ||
        (alpha && !yaml_number(r->file, alpha, &e->response.alpha_eA2_V, r->diag)))
        return false;
    e->response.alpha_eA2_V *= factor;
    return e->has_response = true;
}

static bool read_field(reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "pairs", "mu", "alpha", "form", NULL };
    if (!node)
        return true;
    e->field_at = node->at;
    if (node->kind == YAML_TEXT) {
        e->field_eV.at = node->at;
        return e->field_eV.known =
                   yaml_number(r->file, node, &e->field_eV.value, r->diag);
    }
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    const yaml_node *pairs = yaml_get(node, "pairs");
    if (pairs && node->n > 1)
        return yaml_error(r->file, node, r->diag, "yaml",
                          "energies in a field, or what they gave: not both");
    return pairs ? read_pairs(r, pairs, e) : read_response(r, node, e);
}

/* `n` and `symmetry` are counts, all the others numbers above zero. */
static bool read_hindered(reader *r, const yaml_node *node, entry *e)
{
    static const char *const keys[] = { "W_t",      "W_r",  "sites",   "n",
                                        "symmetry", "mass", "inertia", NULL };
    enum { N_NEEDED = 4, N_KEYS = 7 };
    double value[N_KEYS] = { 0, 0, 0, 0, 1, 0, 0 };
    if (!node)
        return true;
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
    e->hindered = (chp_hindered){ .barrier_translation_eV = value[0],
                                  .barrier_rotation_eV = value[1],
                                  .sites_cm2 = value[2],
                                  .n_minima = (int)value[3],
                                  .symmetry_number = (int)value[4],
                                  .mass_u = value[5],
                                  .inertia_u_A2 = value[6] };
    e->hindered_at = node->at;
    return e->is_hindered = true;
}

/* A path alone is the run of the energy. */
static bool read_state(reader *r, const yaml_node *node, const char *root, entry *e)
{
    e->at = node->at;
    e->source = r->path;
    if (node->kind == YAML_TEXT)
        return read_energy(r, node, root, e);
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, e->is_bulk ? bulk_keys : state_keys, r->diag))
        return false;
    bool ok = read_numbers(r, node, e);
    ok = read_energy(r, yaml_get(node, "energy"), root, e) && ok;
    ok = read_modes(r, yaml_get(node, "modes"), root, e) &&
         ok; // wins over what is below
    ok = read_charged(r, yaml_get(node, "charged"), root, e) && ok;
    ok = read_omega(r, yaml_get(node, "omega"), e) && ok;
    ok = read_field(r, yaml_get(node, "field"), e) && ok;
    ok = read_notes(r, yaml_get(node, "notes"), e) && ok;
    ok = read_hindered(r, yaml_get(node, "hindered"), e) && ok;
    e->is_overlay =
        !e->E_eV.known && !e->G_eV.known && !e->dG_eV.known && !e->energy_path;
    return ok;
}

static bool read_states(reader *r, const yaml_node *map, const char *catalyst,
                        const char *root, part which)
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
        e.is_transition_state = which == TRANSITION_STATES;
        e.is_bulk |= which == BULK;
        if (read_state(r, node, root, &e))
            intake_add(r->in, e);
        else
            ok = false;
    }
    return ok;
}

/* --- a catalyst ------------------------------------------------------------------ */

static bool read_text(reader *r, const yaml_node *map, const char *key,
                      const char **out)
{
    const yaml_node *node = yaml_get(map, key);
    const char *text;
    if (!node)
        return true;
    if (!yaml_text(r->file, node, &text, r->diag))
        return false;
    *out = arena_str(r->in->a, str_of(text));
    return true;
}

static bool read_lender(reader *r, const yaml_node *map, catalyst_entry *c)
{
    static const char *const keys[] = { "from", NULL };
    const yaml_node *thermo = yaml_get(map, "thermo");
    if (!thermo)
        return true;
    c->thermo_at = thermo->at;
    return yaml_is(r->file, thermo, YAML_MAP, r->diag) &&
           yaml_only(r->file, thermo, keys, r->diag) &&
           read_text(r, thermo, "from", &c->thermo_from);
}

/* `coverage: {of: Fe-N4, H: 2}`: another catalyst of the file, under hydrogen. */
static bool read_coverage(reader *r, const yaml_node *map, catalyst_entry *c)
{
    static const char *const keys[] = { "of", "H", NULL };
    double n;
    if (!map)
        return true;
    if (!yaml_is(r->file, map, YAML_MAP, r->diag) ||
        !yaml_only(r->file, map, keys, r->diag) ||
        !read_text(r, map, "of", &c->covered_of))
        return false;
    const yaml_node *count = yaml_get(map, "H");
    if (!c->covered_of || !count)
        return yaml_error(r->file, map, r->diag, "yaml", "coverage has no %s",
                          count ? "of" : "H");
    if (!yaml_number(r->file, count, &n, r->diag))
        return false;
    if (n < 1 || n > 99 || n != (int)n)
        return yaml_error(r->file, count, r->diag, "yaml",
                          "H is how many of them a cell holds");
    c->n_hydrogens = (int)n;
    return true;
}

static bool read_catalyst(reader *r, const yaml_node *node)
{
    static const char *const keys[] = { "root",     "label",  "color",
                                        "states",   "thermo", "transition_states",
                                        "coverage", "bulk",   NULL };
    if (!yaml_is(r->file, node, YAML_MAP, r->diag) ||
        !yaml_only(r->file, node, keys, r->diag))
        return false;
    catalyst_entry c = *intake_catalyst(r->in, str_of(node->key), node->key_at);
    const char *root = NULL;
    bool ok = read_text(r, node, "label", &c.label);
    ok = read_text(r, node, "color", &c.color) && ok;
    ok = read_text(r, node, "root", &root) && ok;
    ok = read_lender(r, node, &c) && ok;
    ok = read_coverage(r, yaml_get(node, "coverage"), &c) && ok;
    *intake_catalyst(r->in, str_of(node->key), node->key_at) = c;
    const char *folder =
        root ? path_from(r->in->a, r->folder, str_of(root)) : r->folder;
    if (root)
        ok = intake_folder(r->in, folder, c.name, false, r->diag) && ok;
    ok = read_states(r, yaml_get(node, "states"), c.name, folder, STATES) && ok;
    ok = read_states(r, yaml_get(node, "bulk"), c.name, folder, BULK) && ok;
    return read_states(r, yaml_get(node, "transition_states"), c.name, folder,
                       TRANSITION_STATES) &&
           ok;
}

static bool read_catalysts(reader *r, const yaml_node *map)
{
    if (!map) // then the folders say it all
        return intake_folder(r->in, r->folder, NULL, false, r->diag);
    if (!yaml_is(r->file, map, YAML_MAP, r->diag))
        return false;
    bool ok = true;
    for (const yaml_node *node = map->first; node; node = node->next)
        ok = read_catalyst(r, node) && ok;
    return ok;
}

/* --- conditions and options ------------------------------------------------------ */

/* `{NH3: gas}` is NH3=gas, a list is set one by one. */
static bool set_option(reader *r, chp_options *o, const char *name,
                       const yaml_node *node)
{
    bool ok = true;
    if (node->kind == YAML_TEXT)
        return chp_options_set(o, name, node->text, node->at, r->diag);
    for (const yaml_node *one = node->first; one; one = one->next) {
        if (one->kind != YAML_TEXT)
            return yaml_error(r->file, one, r->diag, "yaml", "`%s` cannot hold this",
                              name);
        const char *value = node->kind == YAML_MAP
                                ? arena_print(r->in->a, "%s=%s", one->key, one->text)
                                : one->text;
        ok = chp_options_set(o, name, value, one->at, r->diag) && ok;
    }
    return ok;
}

/* What an option cannot be is shown where it was written. */
static bool read_options(reader *r, chp_options *o, const yaml_node *map)
{
    if (!map)
        return true;
    if (!yaml_is(r->file, map, YAML_MAP, r->diag))
        return false;
    bool ok = true;
    for (const yaml_node *node = map->first; node; node = node->next)
        if (!set_option(r, o, node->key, node)) {
            yaml_excerpt(r->file, node, r->diag);
            ok = false;
        }
    return ok;
}

static bool read_conditions(reader *r, chp_options *o, const yaml_node *map)
{
    static const char *const keys[] = { "temperature", "pH",       "scale",
                                        "potential",   "pressure", NULL };
    return !map || (yaml_is(r->file, map, YAML_MAP, r->diag) &&
                    yaml_only(r->file, map, keys, r->diag) && read_options(r, o, map));
}

static bool read_reactions(reader *r, chp_options *o, const yaml_node *list)
{
    if (!list)
        return true;
    if (list->kind == YAML_MAP)
        return yaml_is(r->file, list, YAML_LIST, r->diag);
    return set_option(r, o, "reaction", list);
}

/* --- the file -------------------------------------------------------------------- */

static bool read_file(reader *r, const yaml_node *top)
{
    static const char *const keys[] = { "title",     "conditions", "options", "gases",
                                        "catalysts", "reactions",  NULL };
    if (!yaml_is(r->file, top, YAML_MAP, r->diag) ||
        !yaml_only(r->file, top, keys, r->diag))
        return false;
    chp_options *o = chp_options_new();
    bool ok = read_text(r, top, "title", &r->in->title);
    ok = read_conditions(r, o, yaml_get(top, "conditions")) && ok;
    ok = read_options(r, o, yaml_get(top, "options")) && ok;
    ok = read_reactions(r, o, yaml_get(top, "reactions")) && ok;
    options_behind(r->in->options, o);
    chp_options_free(o);
    ok = read_states(r, yaml_get(top, "gases"), NULL, r->folder, STATES) && ok;
    return read_catalysts(r, yaml_get(top, "catalysts")) && ok;
}

bool intake_yaml(intake *in, const char *path, chp_diag *diag)
{
    yaml *file = yaml_read(path, diag);
    if (!file)
        return false;
    intake_source(in, path);
    reader r = { in, file, path, path_folder(in->a, path), diag };
    bool ok = read_file(&r, yaml_top(file));
    yaml_free(file);
    return ok;
}
