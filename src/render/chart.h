/* A chart over the potential: curves with their names, and potentials that are marked.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "render/figure.h"
#include "render/plot.h"

typedef struct {
    size_t n;
    const double *U_V, *value;
    rgb color;
    double width_pt, dash_pt;
    rich name; // no runs: none
} chart_curve;

typedef struct {
    double U_V;
    rich name;
    rgb color;
} chart_mark;

typedef struct {
    const char *title; // for those who cannot see it
    rich heading;
    const char *x_title, *y_title;
    size_t n_curves;
    const chart_curve *curves;
    size_t n_marks;
    const chart_mark *marks;
} chart;

/* As wide as a journal's column. */
figure *chart_figure(arena *a, const chart *c);

#endif
