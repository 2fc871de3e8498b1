/* Bytes come through layers: a file, around it gzip, around that an archive, in there
 * a compressed entry. Each layer makes its bytes from those of the one below.
 *
 * Only this room knows of layers; everybody else reads a source. */
#ifndef IO_LAYER_H
#define IO_LAYER_H

#include "base/arena.h"
#include "io/source.h"

typedef enum {
    LAYER_WHOLE,
    LAYER_CUT,     // ended in the middle
    LAYER_DAMAGED, // a checksum or the format is wrong
    LAYER_TOO_BIG, // a limit was reached
} layer_end;

typedef struct layer layer;
struct layer {
    /* At most `room` bytes, at least one; 0 at the end, and then `end` says how it
     * ended. Called through layer_read() only. */
    size_t (*read)(layer *l, char *to, size_t room);
    void (*close)(layer *l); // gives back foreign handles; NULL: nothing to do

    layer *below;
    const source_limits *limits;
    uint64_t n_out;
    layer_end end;
    const char *why; // for people; lives as long as the layer
    bool is_finished;
    str ahead; // bytes that were looked at before they were asked for
};

enum { RATIO_COUNTS_FROM = 64 << 20 }; // bytes that are out

enum { MOST_LAYERS = 3 }; // .gz in .tar in .gz; more than that nobody meant

size_t layer_read(layer *l, char *to, size_t room);

/* The next bytes, up to `most`, without consuming them. Once for each layer, before
 * it is read. */
str layer_peek(layer *l, arena *a, size_t most);

/* A layer on `below`, or NULL when that does not begin like one of a kind we know.
 * All is allocated in `a`. */
layer *layer_gzip(arena *a, layer *below);
layer *layer_packed(arena *a, layer *below); // bzip2, xz, lzma, zstd, compress

/* Close this layer and those below. */
void layer_close(layer *l);

/* A source made of layers: peels off what else they are packed in. For entries of
 * archives; `n_layers` is how many were peeled off already. */
source *source_of_layer(arena memory, layer *l, const char *path, int n_layers,
                        chp_diag *diag);

/* The layers of a source that only its head was looked at. They stay the source's. */
layer *source_layer(source *s, int *n_layers);

#endif
