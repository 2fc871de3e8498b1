/* Where on a map of two descriptors what holds.
 *
 * With g_i = -dG_i / |n_i| the planes are a hull, g = min g_i, and U_L is g or, of an
 * oxidation, -g. So what lies above a level of g is what every half-plane g_i >= level
 * has in common: a convex polygon. The region of step i is where g_i is the least. */
#ifndef RENDER_REGIONS_H
#define RENDER_REGIONS_H

#include "chepath/analysis.h"
#include "render/figure.h"

enum { MOST_CORNERS = 64 };

typedef struct {
    size_t n;
    point at[MOST_CORNERS]; // in units of the descriptors
} polygon;

/* Of what lies within a convex polygon: where g is above a level; */
polygon region_above(const chp_map *m, const polygon *within, double level_eV);

/* where step i limits; */
polygon region_of_step(const chp_map *m, const polygon *within, size_t i);

/* where no chemical step costs more than a level. */
polygon region_below_chemical(const chp_map *m, const polygon *within, double level_eV);

#endif
