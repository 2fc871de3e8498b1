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
 * Paths are relative to the file, those of a catalyst to its root. What a state may say
 * besides is told in study_yaml_state.c. */
#include "energetics/study_yaml.h"

#include "base/path.h"

/* --- a catalyst ------------------------------------------------------------------ */

static bool read_text(study_reader *r, const yaml_node *map, const char *key,
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

static bool read_lender(study_reader *r, const yaml_node *map, catalyst_entry *c)
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
static bool read_coverage(study_reader *r, const yaml_node *map, catalyst_entry *c)
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

static bool read_catalyst(study_reader *r, const yaml_node *node)
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
    r->root = root ? path_from(r->in->a, r->folder, str_of(root)) : r->folder;
    if (root)
        ok = intake_folder(r->in, r->root, c.name, false, r->diag) && ok;
    ok = study_yaml_states(r, yaml_get(node, "states"), c.name, STUDY_STATES) && ok;
    ok = study_yaml_states(r, yaml_get(node, "bulk"), c.name, STUDY_BULK) && ok;
    return study_yaml_states(r, yaml_get(node, "transition_states"), c.name,
                             STUDY_TRANSITION_STATES) &&
           ok;
}

static bool read_catalysts(study_reader *r, const yaml_node *map)
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
static bool set_option(study_reader *r, chp_options *o, const char *name,
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
static bool read_options(study_reader *r, chp_options *o, const yaml_node *map)
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

static bool read_conditions(study_reader *r, chp_options *o, const yaml_node *map)
{
    static const char *const keys[] = { "temperature", "pH",       "scale",
                                        "potential",   "pressure", NULL };
    return !map || (yaml_is(r->file, map, YAML_MAP, r->diag) &&
                    yaml_only(r->file, map, keys, r->diag) && read_options(r, o, map));
}

static bool read_reactions(study_reader *r, chp_options *o, const yaml_node *list)
{
    if (!list)
        return true;
    if (list->kind == YAML_MAP)
        return yaml_is(r->file, list, YAML_LIST, r->diag);
    return set_option(r, o, "reaction", list);
}

/* --- the file -------------------------------------------------------------------- */

static bool read_file(study_reader *r, const yaml_node *top)
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
    r->root = r->folder;
    ok = study_yaml_states(r, yaml_get(top, "gases"), NULL, STUDY_STATES) && ok;
    return read_catalysts(r, yaml_get(top, "catalysts")) && ok;
}

bool intake_yaml(intake *in, const char *path, chp_diag *diag)
{
    yaml *file = yaml_read(path, diag);
    if (!file)
        return false;
    intake_source(in, path);
    study_reader r = { .in = in,
                       .file = file,
                       .path = path,
                       .folder = path_folder(in->a, path),
                       .diag = diag };
    bool ok = read_file(&r, yaml_top(file));
    yaml_free(file);
    return ok;
}
