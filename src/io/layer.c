#include "io/layer.h"

#include <string.h>

static const layer *lowest(const layer *l)
{
    while (l->below)
        l = l->below;
    return l;
}

/* A small file that unpacks to the whole disk is an attack or an accident. Bytes are
 * counted as they come out: the sizes that a file declares may lie. */
static bool is_too_big(layer *l)
{
    const layer *file = lowest(l);
    if (!l->below || !l->limits)
        return false;
    if (l->n_out > l->limits->unpacked_bytes)
        l->why = "it unpacks to more than the limit";
    else if (l->n_out > RATIO_COUNTS_FROM && l->n_out / l->limits->ratio > file->n_out)
        l->why = "it unpacks to far more than real files do";
    else
        return false;
    l->end = LAYER_TOO_BIG;
    return true;
}

static size_t take_ahead(layer *l, char *to, size_t room)
{
    str first = str_part(l->ahead, 0, room);
    memcpy(to, first.at, first.len);
    l->ahead = str_from(l->ahead, first.len);
    return first.len;
}

size_t layer_read(layer *l, char *to, size_t room)
{
    if (l->ahead.len > 0)
        return take_ahead(l, to, room);
    if (l->is_finished)
        return 0;
    size_t n = l->read(l, to, room);
    l->n_out += n;
    if (n == 0 || is_too_big(l)) {
        l->is_finished = true;
        return 0;
    }
    return n;
}

str layer_peek(layer *l, arena *a, size_t most)
{
    char *at = arena_new(a, char, most);
    size_t n = 0;
    while (n < most) {
        size_t more = layer_read(l, at + n, most - n);
        if (more == 0)
            break;
        n += more;
    }
    l->ahead = (str){ at, n };
    return l->ahead;
}

void layer_close(layer *l)
{
    for (; l; l = l->below)
        if (l->close)
            l->close(l);
}
