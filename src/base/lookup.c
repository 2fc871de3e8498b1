/* Open addressing with linear steps; at most half of the slots are taken. */
#include "base/lookup.h"

#include "base/hash.h"

enum { FIRST_ROOM = 16 };

/* The low bits count: the high ones are folded into them. */
static size_t hash_of(str name)
{
    uint64_t h = hash_bytes(HASH_BASIS, name.at, name.len);
    return (size_t)(h ^ h >> 32);
}

/* The slot of the name, or the one that it would take. */
static struct lookup_slot *slot_of(const lookup *l, str name)
{
    size_t i = hash_of(name) & (l->room - 1);
    while (l->slots[i].name.at && !str_eq(l->slots[i].name, name))
        i = (i + 1) & (l->room - 1);
    return &l->slots[i];
}

size_t lookup_find(const lookup *l, str name)
{
    if (l->n == 0)
        return SIZE_MAX;
    const struct lookup_slot *found = slot_of(l, name);
    return found->name.at ? found->at : SIZE_MAX;
}

static void widen(arena *a, lookup *l)
{
    lookup wider = { .room = l->room ? 2 * l->room : FIRST_ROOM };
    wider.slots = arena_new(a, struct lookup_slot, wider.room);
    for (size_t i = 0; i < l->room; i++)
        if (l->slots[i].name.at)
            lookup_add(a, &wider, l->slots[i].name, l->slots[i].at);
    *l = wider;
}

void lookup_add(arena *a, lookup *l, str name, size_t at)
{
    if (2 * l->n >= l->room)
        widen(a, l);
    *slot_of(l, name) = (struct lookup_slot){ name, at };
    l->n++;
}
