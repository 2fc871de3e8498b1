/* Where labels go: near what they name, over no other label, and rather not across a
 * line. */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include "render/figure.h"

typedef struct {
    rich text;
    double size_pt;
    rgb color;
    point at;      // what it names
    double dot_pt; // size of the dot there, beside which it may stand; 0: none
    bool is_below; // where it would rather stand
    bool is_free;  // it is left out where it would stand far away, or on something
} label;

typedef struct {
    point from, to;
    double cost; // of a label across it
} obstacle;

typedef struct {
    box frame; // labels stay inside
    size_t n_labels;
    label *labels;
    size_t n_obstacles;
    obstacle *obstacles;
} labels;

void labels_add(labels *l, arena *a, label one);
void labels_avoid(labels *l, arena *a, point from, point to, double cost);

/* Place all of them and put them into the figure, with a thin line to what they name
 * where they had to move away. */
void labels_place(const labels *l, figure *f);

#endif
