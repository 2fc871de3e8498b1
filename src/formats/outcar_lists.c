#include "formats/outcar.h"

void numbers_add(arena *a, numbers *list, double x)
{
    if (list->n == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        double *at = arena_new(a, double, room);
        if (list->n)
            memcpy(at, list->at, list->n * sizeof *at);
        list->at = at;
        list->room = room;
    }
    list->at[list->n++] = x;
}

void letters_add(arena *a, letters *list, str text)
{
    if (list->room - list->n < text.len) {
        size_t room = 2 * (list->n + text.len);
        char *at = arena_new(a, char, room);
        if (list->n)
            memcpy(at, list->at, list->n);
        list->at = at;
        list->room = room;
    }
    if (text.len)
        memcpy(list->at + list->n, text.at, text.len);
    list->n += text.len;
}
