/* A framed panel with a scale on its left, and one along its foot where two quantities
 * are plotted. */
#ifndef RENDER_PLOT_H
#define RENDER_PLOT_H

#include "render/figure.h"

/* Sizes that journals ask for, in points. */
#define TEXT_PT   7.0
#define TITLE_PT  8.0
#define STRIP_PT  15.0 // a line of text above a panel, with the room around it
#define FOOT_PT   17.0
#define GUTTER_PT 9.0
#define EDGE_PT   4.0
#define LEVEL_PT  1.7
#define LINK_PT   0.6
#define DASH_PT   1.6
#define FRAME_PT  0.6
#define TICK_PT   3.0

typedef struct {
    figure *f;
    box frame;
    scale scale;  // upwards
    scale across; // from left to right, of a plot of two quantities
} plot;

double plot_y(const plot *p, double value);
void plot_frame(const plot *p);
void plot_marks(const plot *p); // ticks alone
void plot_ticks(const plot *p); // and a line at zero

/* Numbers left of the frame, and the title left of all numbers: `room_pt` from the
 * frame, which plot_room() gives. */
void plot_numbers(const plot *p, const char *title, double room_pt);
double plot_room(const scale *s, arena *a);
void plot_title(const plot *p, rich title, double room_pt);

/* The same along the foot; numbers and title take PLOT_FOOT_PT. */
#define PLOT_FOOT_PT 25.0
double plot_x(const plot *p, double value);
void plot_ticks_across(const plot *p);
void plot_numbers_across(const plot *p, const char *title);

void plot_dot(const plot *p, point at, double radius, rgb color);

/* A line through the frame by its values at both ends of the scale, cut where it leaves
 * it. False when it does not enter it. */
bool plot_clip(const plot *p, point *from, point *to);

/* The text, plain or bold, its end replaced by dots where it is wider than that. */
rich plot_clipped(arena *a, const char *text, bool is_bold, double size_pt,
                  double width_pt);

/* A short line and the text behind it; ends at `right`. Returns where it began. */
double plot_key(figure *f, double right, double y, rich text, rgb color);
double plot_key_width(rich text);

#endif
