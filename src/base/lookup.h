/* Where each of many names stands in a list: found at once, however long the list is.
 */
#ifndef BASE_LOOKUP_H
#define BASE_LOOKUP_H

#include "base/arena.h"

/* A zeroed one is empty. The names must outlive it. */
typedef struct {
    size_t n, room;
    struct lookup_slot {
        str name;
        size_t at;
    } * slots;
} lookup;

/* The number that was added with the name; SIZE_MAX: it is not there. */
size_t lookup_find(const lookup *l, str name);

/* A name that is not there yet. */
void lookup_add(arena *a, lookup *l, str name, size_t at);

#endif
