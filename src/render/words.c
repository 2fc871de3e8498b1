#include "render/words.h"

#include <math.h>

#include "base/number.h"

const char *scale_unit(chp_scale scale)
{
    return scale == CHP_SHE ? "V vs SHE" : "V vs RHE";
}

const char *scale_name(chp_scale scale)
{
    return scale == CHP_SHE ? "SHE" : "RHE";
}

const char *upper_text(arena *a, const char *text)
{
    return arena_upper(a, str_of(text));
}

const char *catalyst_title(const chp_catalyst *catalyst)
{
    return catalyst->label ? catalyst->label : catalyst->name;
}

const char *step_text(arena *a, const char *from, const char *to)
{
    return from ? arena_print(a, "%s → %s", from, to) : "–";
}

const char *potential_text(arena *a, const chp_at_potential *at)
{
    if (at->word && strcmp(at->word, "0") != 0)
        return at->word;
    return arena_print(a, "%s V", number_exact(at->U_V + 0.0).at);
}

static bool is_limit(const chp_at_potential *at)
{
    return at->word && strcmp(at->word, "U_L") == 0;
}

static size_t index_of_limit(const chp_profile *profile)
{
    size_t i = 0;
    while (i < profile->n_potentials && !is_limit(&profile->at[i]))
        i++;
    return i;
}

size_t potentials_shown(const chp_profile *profile, size_t most, size_t *shown)
{
    size_t limit = index_of_limit(profile), n = 0;
    bool has_limit = limit < profile->n_potentials;
    size_t n_others = profile->n_potentials - has_limit, room = most - has_limit;
    size_t n_taken = n_others < room ? n_others : room;
    for (size_t i = 0, k = 0, other = 0; i < profile->n_potentials; i++) {
        if (i == limit) {
            shown[n++] = i;
            continue;
        }
        size_t next = n_taken > 1 ? k * (n_others - 1) / (n_taken - 1) : 0;
        if (k < n_taken && other++ == next) {
            shown[n++] = i;
            k++;
        }
    }
    return n;
}

static bool is_co_limiting(const chp_profile *profile, size_t i_step)
{
    for (size_t i = 0; i < profile->n_co_limiting; i++)
        if (profile->co_limiting[i] == i_step)
            return true;
    return false;
}

const char *step_role(arena *a, const chp_profile *profile, size_t i_step)
{
    const chp_profile_step *s = &profile->steps[i_step];
    const char *role = "";
    if (profile->has_limit && profile->pds == i_step)
        role = "PDS";
    else if (is_co_limiting(profile, i_step))
        role = "co-limiting";
    else if (profile->has_chemical && profile->pcs == i_step)
        role = "PCS";
    if (s->is_activation)
        role = arena_append(a, role, ", ", "activation");
    if (s->merged && s->merged[0])
        role = arena_append(a, role, ", ", "merged");
    return role;
}

const char *level_name(const chp_profile *profile, size_t i_level)
{
    return i_level == 0 ? profile->steps[0].from : profile->steps[i_level - 1].to;
}

const char *objective_text(arena *a, const chp_search *s)
{
    static const struct {
        const char *name, *text;
    } known[] = { { "U_L", "U_L" },
                  { "all-steps", "max ΔG" },
                  { "at-U", "max ΔG" },
                  { "G_max", "G_max" },
                  { "span", "span" } };
    const char *text = s->objective;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, s->objective) == 0)
            text = known[i].text;
    return s->objective_V.known
               ? arena_print(a, "%s(%s V)", text, number_exact(s->objective_V.value).at)
               : text;
}

const char *descriptor_title(arena *a, const chp_reaction *r, const chp_descriptor *d)
{
    const char *label = d->is_note ? d->name : state_label(a, r, d->name);
    return strcmp(label, d->name) == 0 ? d->title : arena_print(a, "ΔG(%s)", label);
}

const char *axis_title(arena *a, const chp_reaction *r, const chp_descriptor *d)
{
    const char *title = descriptor_title(a, r, d);
    if (d->origin)
        title = arena_print(a, "%s from %s", title, state_label(a, r, d->origin));
    return d->unit ? arena_print(a, "%s / %s", title, d->unit) : title;
}

const char *draws_text(arena *a, size_t n_samples, uint64_t seed, const char *fits)
{
    return arena_print(
        a,
        "5 to 95 %% of %zu draws of the %s and of what a catalyst adds to "
        "them, all states together, seed %llu",
        n_samples, fits, (unsigned long long)seed);
}

const chp_reaction *reaction_named(const chp_outcome *outcome, const char *name)
{
    for (size_t i = 0; i < outcome->n_reactions; i++)
        if (strcmp(outcome->reactions[i]->name, name) == 0)
            return outcome->reactions[i];
    return NULL;
}

/* " + N2", " + 2 NH3": the fluids on one side of the overall reaction, "" when the
 * reaction is not at hand. */
static const char *fluids_text(arena *a, const chp_outcome *outcome,
                               const char *reaction, bool are_reactants)
{
    const chp_reaction *r = reaction_named(outcome, reaction);
    const char *text = "";
    for (size_t i = 0; r && i < r->n_overall; i++) {
        int n = r->overall_terms[i].coefficient * (are_reactants ? -1 : 1);
        const chp_kind *kind = &r->species[r->overall_terms[i].species];
        if (n <= 0 || kind->phase != CHP_FLUID)
            continue;
        const char *count = n > 1 ? arena_print(a, "%d ", n) : "";
        text = arena_print(a, "%s + %s%s", text, count, kind->name);
    }
    return text;
}

static const char *own_label(const chp_reaction *r, str name)
{
    for (size_t i = 0; r && i < r->n_species; i++)
        if (str_eq(name, str_of(r->species[i].name)))
            return r->species[i].label;
    return NULL;
}

/* Where the next " + " or arrow begins, and how long it is. */
static size_t joint(str text, size_t *len)
{
    static const char *const joints[] = { " + ", " → ", " -> ", " " };
    for (size_t i = 0; i < text.len; i++)
        for (int k = 0; k < 4; k++)
            if (str_starts(str_from(text, i), str_of(joints[k]))) {
                *len = strlen(joints[k]);
                return i;
            }
    *len = 0;
    return text.len;
}

const char *state_label(arena *a, const chp_reaction *r, const char *text)
{
    str rest = str_of(text);
    const char *out = "";
    while (rest.len > 0) {
        size_t gap, len = joint(rest, &gap);
        str one = str_part(rest, 0, len), between = str_part(rest, len, gap);
        const char *label = own_label(r, one);
        out = arena_print(a, "%s%s%.*s", out, label ? label : arena_str(a, one),
                          (int)between.len, between.at);
        rest = str_from(rest, len + gap);
    }
    return out;
}

const char *study_label(arena *a, const chp_outcome *outcome, const char *states)
{
    for (size_t i = 0; i < outcome->n_reactions; i++)
        states = state_label(a, outcome->reactions[i], states);
    return states;
}

const char *level_title(arena *a, const chp_outcome *outcome,
                        const chp_profile *profile, size_t i_level)
{
    const chp_reaction *r = reaction_named(outcome, profile->reaction);
    const char *name = level_name(profile, i_level);
    name = r ? state_label(a, r, name) : name;
    if (i_level > 0 && i_level < profile->n_steps)
        return name;
    return arena_print(a, "%s%s", name,
                       fluids_text(a, outcome, profile->reaction, i_level == 0));
}

const char *main_reaction(const chp_outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_catalysts; i++)
        if (outcome->catalysts[i].n_profiles > 0)
            return outcome->catalysts[i].profiles[0].reaction;
    return NULL;
}

/* The limiting potential of an oxidation is better the lower it is. Where two are the
 * same, the smaller chemical step decides. A hybrid stands behind the named. */
bool profile_is_better(const chp_profile *p, const chp_profile *than)
{
    const double tie = 1e-6;
    if (p->is_hybrid != than->is_hybrid)
        return than->is_hybrid;
    double sign = p->steps[p->pds].n_e < 0 ? -1 : 1;
    double lead_V = sign * (p->U_L_V - than->U_L_V);
    if (fabs(lead_V) > tie)
        return lead_V > 0;
    double own_eV = p->has_chemical ? fmax(p->dG_chem_eV, 0) : 0;
    double other_eV = than->has_chemical ? fmax(than->dG_chem_eV, 0) : 0;
    return own_eV < other_eV - tie;
}

const chp_profile *best_profile(const chp_catalyst *catalyst, const char *reaction)
{
    const chp_profile *best = NULL;
    for (size_t i = 0; i < catalyst->n_profiles; i++) {
        const chp_profile *p = &catalyst->profiles[i];
        if (!p->is_complete || !p->has_limit || strcmp(p->reaction, reaction) != 0)
            continue;
        if (!best || profile_is_better(p, best))
            best = p;
    }
    return best;
}
