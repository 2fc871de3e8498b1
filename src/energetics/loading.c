/* From the files of the command line to a study: what was given, the reactions that it
 * is about, and the runs. */
#include "energetics/copies.h"
#include "energetics/place.h"
#include "energetics/resolve.h"
#include "energetics/runs.h"
#include "energetics/study.h"
#include "io/tree.h"

/* A state that this reaction knows, and none of those that were loaded. */
static bool is_known_only_to(const chp_study *s, const chp_reaction *r,
                             const char *name)
{
    bool is_bare;
    const char *choices;
    size_t species;
    return !resolve_surface(s, str_of(name), &is_bare, &choices) && !choices &&
           chp_reaction_species(r, name, &species, &choices) == CHP_NAME_FOUND;
}

static bool any_vacancy(chp_study *s, const chp_reaction *mvk)
{
    for (size_t i = 0; i < s->in.n_entries; i++) {
        const entry *e = &s->in.entries[i];
        if (e->is_bulk ||
            (e->catalyst && !e->is_end && is_known_only_to(s, mvk, e->name)))
            return true;
    }
    for (size_t i = 0; i < s->in.n_found; i++) {
        str name = path_name(s->in.found[i].relative);
        if (is_known_only_to(s, mvk, arena_str(&s->memory, name)))
            return true;
    }
    return false;
}

/* nrr and her, and nrr-mvk when there are states that only it knows. */
static bool load_usual_reactions(chp_study *s, chp_diag *diag)
{
    bool ok = study_add_reaction(s, "nrr", diag);
    ok = study_add_reaction(s, "her", diag) && ok;
    chp_diag *quiet = chp_diag_new();
    chp_reaction *mvk = chp_reaction_load("nrr-mvk", quiet);
    bool is_wanted = mvk && any_vacancy(s, mvk);
    chp_reaction_free(mvk);
    chp_diag_free(quiet);
    return is_wanted ? study_add_reaction(s, "nrr-mvk", diag) && ok : ok;
}

static bool load_reactions(chp_study *s, chp_diag *diag)
{
    const names *wanted = &s->in.options->reactions;
    bool ok = true;
    for (size_t i = 0; i < wanted->n; i++)
        ok = study_add_reaction(s, wanted->at[i], diag) && ok;
    if (wanted->n == 0)
        ok = load_usual_reactions(s, diag);
    copies_declare(s, s->reactions, s->n_reactions);
    return ok && s->n_reactions > 0;
}

chp_study *chp_study_load(const char *const *paths, size_t n_paths,
                          const chp_options *options, const chp_read_options *read,
                          chp_diag *diag)
{
    chp_study *s = study_new(options, diag);
    bool any = false;
    for (size_t i = 0; i < n_paths; i++) {
        s->in.origin = i;
        any = intake_study(&s->in, paths[i], diag) || any;
    }
    if (any) // what is wrong with them is told, and spoils what needs them
        (void)!intake_gases(&s->in, paths, n_paths, diag);
    if (!any || !load_reactions(s, diag)) {
        chp_study_free(s);
        return NULL;
    }
    runs_read(s, read, diag);
    place_found(s, diag);
    return s;
}
