#include "energetics/overlay.h"

/* An entry without an energy of its own fills what the others of its slot lack. Others
 * with an energy of their own take the place of what a folder holds. */
static void overlay(entry *e, const entry *over)
{
    static const size_t facts[] = {
        offsetof(entry, ZPE_eV),   offsetof(entry, thermal_eV),
        offsetof(entry, TS_eV),    offsetof(entry, solvation_eV),
        offsetof(entry, field_eV), offsetof(entry, user_eV)
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        chp_fact *to = (chp_fact *)((char *)e + facts[i]);
        const chp_fact *from = (const chp_fact *)((const char *)over + facts[i]);
        if (from->known)
            *to = *from;
    }
    if (over->modes.is_given)
        e->modes = over->modes;
    if (over->modes_run)
        e->modes_run = over->modes_run;
    if (over->charged.n > 0)
        e->charged = over->charged;
    if (over->omega.is_given)
        e->omega = over->omega;
    if (over->field.n > 0 || over->field.n_runs > 0 || over->field.has_response)
        e->field = over->field;
    if (over->hindered.is_given)
        e->hindered = over->hindered;
    if (over->n_notes > 0) {
        e->n_notes = over->n_notes;
        e->notes = over->notes;
    }
    if (over->n_bands > 0) {
        e->n_bands = over->n_bands;
        e->bands = over->bands;
    }
}

/* The same study says itself which run or number it is. */
static bool is_named_beside(const slot *one, const entry *found)
{
    for (size_t i = 0; i < one->n; i++) {
        const entry *e = one->entries[i];
        if (!e->is_found && !e->is_overlay && e->origin == found->origin)
            return true;
    }
    return false;
}

static const entry *with_overlays(chp_study *s, const slot *one, const entry *e)
{
    entry *whole = arena_new(&s->memory, entry, 1);
    *whole = *e;
    for (size_t i = 0; i < one->n; i++)
        if (one->entries[i]->is_overlay && one->entries[i]->origin == e->origin)
            overlay(whole, one->entries[i]);
    return whole;
}

static void merge_slot(chp_study *s, slot *one)
{
    const entry **kept = arena_new(&s->memory, const entry *, one->n);
    size_t n = 0;
    for (size_t i = 0; i < one->n; i++) {
        const entry *e = one->entries[i];
        if (!e->is_overlay && !(e->is_found && is_named_beside(one, e)))
            kept[n++] = with_overlays(s, one, e);
    }
    if (n == 0) // then it is its own
        return;
    one->entries = kept;
    one->n = n;
}

void overlay_slots(chp_study *s, slots *list)
{
    for (size_t i = 0; i < list->n; i++)
        merge_slot(s, &list->at[i]);
}
