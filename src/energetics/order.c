#include "energetics/order.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct {
    size_t reaction, species, came;
    slot what;
} ranked;

static ranked rank(chp_study *s, const slot *one, size_t came)
{
    ranked r = { SIZE_MAX, 0, came, *one };
    if (one->is_bare)
        r.reaction = 0;
    for (size_t i = 0; i < s->n_reactions && r.reaction == SIZE_MAX; i++) {
        size_t k = resolve_in(s, s->reactions[i], one->name, false);
        if (k == SIZE_MAX)
            continue;
        r.reaction = i;
        r.species = k + 1;
    }
    return r;
}

static int compare(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    const size_t keys[][2] = { { a->reaction, b->reaction },
                               { a->species, b->species },
                               { a->came, b->came } };
    for (int i = 0; i < 3; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

void order_slots(chp_study *s, slots *list)
{
    arena scratch = { 0 };
    ranked *all = arena_new(&scratch, ranked, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        all[i] = rank(s, &list->at[i], i);
    qsort(all, list->n, sizeof *all, compare);
    for (size_t i = 0; i < list->n; i++)
        list->at[i] = all[i].what;
    arena_clear(&scratch);
}
