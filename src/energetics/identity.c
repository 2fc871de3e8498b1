/* N2Hx by its bonds: which N holds which H, which of them the surface. Side-on: both N
 * within 1.25 radii of a substrate atom that is neither N nor H. Dissociated: N-N
 * longer than 1.9 Å. */
#include "energetics/identity.h"

#include <math.h>
#include <string.h>

#include "chem/structure.h"
#include "energetics/adsorbate.h"
#include "energetics/names.h"
#include "network/reaction.h"

enum { HYDROGEN = 1, NITROGEN = 7 };
#define BROKEN_A 1.9
#define HELD     1.25

static const chp_structure *relaxed(const chp_run *run)
{
    if (!run)
        return NULL;
    bool is_displaced = run->calc.kind == CHP_RUN_FREQUENCIES;
    return is_displaced || !run->calc.final ? run->calc.initial : run->calc.final;
}

static const chp_structure *bare_of(const chp_study *s, const char *catalyst)
{
    for (size_t i = 0; i < s->in.n_entries; i++) {
        const entry *e = &s->in.entries[i];
        if (e->catalyst && strcmp(e->catalyst, catalyst) == 0 &&
            name_is_bare(str_of(e->name)) && e->energy_run)
            return relaxed(e->energy_run);
    }
    return NULL;
}

/* Nearness to what holds an adsorbate: not to N or H of the substrate. */
static double held(const adsorbate *ads, size_t atom)
{
    adsorbate metals = *ads;
    size_t kept[1];
    double nearest = INFINITY;
    for (size_t i = 0; i < ads->n_substrate; i++) {
        int z = ads->structure->atomic_number[ads->substrate[i]];
        if (z == NITROGEN || z == HYDROGEN)
            continue;
        kept[0] = ads->substrate[i];
        metals.substrate = kept;
        metals.n_substrate = 1;
        nearest = fmin(nearest, adsorbate_nearness(&metals, atom));
    }
    return nearest;
}

static int hydrogens_of(const adsorbate *ads, size_t nitrogen)
{
    int n = 0;
    for (size_t i = 0; i < ads->n; i++)
        n += ads->structure->atomic_number[ads->atom[i]] == HYDROGEN &&
             adsorbate_bound(ads->structure, nitrogen, ads->atom[i]);
    return n;
}

bool identity_seen(const adsorbate *ads, name_geometry *seen)
{
    size_t nitrogen[2];
    *seen = (name_geometry){ 0 };
    for (size_t i = 0; i < ads->n; i++) {
        int z = ads->structure->atomic_number[ads->atom[i]];
        if ((z != NITROGEN && z != HYDROGEN) ||
            (z == NITROGEN && seen->n_nitrogen == 2))
            return false;
        if (z == NITROGEN)
            nitrogen[seen->n_nitrogen++] = ads->atom[i];
    }
    if (seen->n_nitrogen == 0)
        return false;
    double near[2] = { held(ads, nitrogen[0]), INFINITY };
    if (seen->n_nitrogen == 2) {
        near[1] = held(ads, nitrogen[1]);
        bool is_swapped = near[1] < near[0];
        for (int k = 0; k < 2; k++)
            seen->n_hydrogen[k] = hydrogens_of(ads, nitrogen[is_swapped ? 1 - k : k]);
        seen->is_side_on = near[0] < HELD && near[1] < HELD;
        seen->is_dissociated =
            structure_distance_A(ads->structure, nitrogen[0], nitrogen[1]) > BROKEN_A;
        return true;
    }
    seen->n_hydrogen[0] = hydrogens_of(ads, nitrogen[0]);
    return true;
}

const char *identity_choose(const chp_study *s, const entry *e, bool *is_bare)
{
    arena scratch = { 0 };
    adsorbate ads;
    name_geometry seen;
    const char *found = NULL;
    if (adsorbate_find(&scratch, bare_of(s, e->catalyst), relaxed(e->energy_run),
                       &ads) &&
        ads.n_strays == 0 && identity_seen(&ads, &seen)) {
        name_id id = name_id_of(&seen);
        size_t species;
        for (size_t i = 0; i < s->n_reactions && !found; i++)
            if (reaction_state_of_id(s->reactions[i], id.text, &species))
                found = s->reactions[i]->species[species].name;
    }
    *is_bare = false;
    arena_clear(&scratch);
    return found;
}
